// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/models.h"
#include "pages/page.h"

namespace ui {

// Xero's contacts, and whose each is here.
class ContactLinks : public ListPage {
    Q_OBJECT
public:
    explicit ContactLinks(Context& context);

protected:
    void updateHead() override;
    void inspect(int row) override;
    QString emptySentence() const override;

private:
    ContactsModel* m_model;
};

} // namespace ui
