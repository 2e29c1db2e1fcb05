// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/models.h"
#include "pages/page.h"

namespace plan {
struct ItemTicks;
}

namespace ui {

// Documents that wait for Xero, and whether each of their lines may go with its item code.
class ItemCodesPage : public ListPage {
    Q_OBJECT
public:
    explicit ItemCodesPage(Context& context);

protected:
    void updateHead() override;
    void inspect(int row) override;
    QString emptySentence() const override;

private:
    void addLine(
        QVBoxLayout* section, const records::ledger::Line& line, const plan::ItemTicks& ticks);
    void showProducts(const records::Surroundings& around);

    ItemCodesModel* m_model;
    QFrame* m_products;
    QLabel* m_productWords;
};

} // namespace ui
