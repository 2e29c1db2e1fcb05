// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/models.h"
#include "pages/accountdetail.h"
#include "pages/page.h"

namespace ui {

// Every account with both balances; those that differ first.
class AccountsPage : public Page {
    Q_OBJECT
public:
    explicit AccountsPage(Context& context);
    void refresh() override;
    void show(const QString& what) override;
    QLineEdit* filterField() const override { return m_filter->field(); }
    ListView* list() const override { return m_list; }
    bool closeInspector() override;

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void applyFilter();
    void refreshFoot(const store::Query& query);
    void walk(int by);
    void keepRow();
    void showAccount(records::AccountId id);
    void fit();

    AccountsModel* m_model;
    Segments* m_role;
    FilterBar* m_filter;
    ListView* m_list;
    QLabel* m_foot;
    QLabel* m_sums;
    QLabel* m_difference;
    QWidget* m_left;
    QStackedWidget* m_right;
    AccountDetailView* m_detail;
    records::AccountId m_shown;
    bool m_detailWanted = false; // narrow: the detail stands in place of the list
};

} // namespace ui
