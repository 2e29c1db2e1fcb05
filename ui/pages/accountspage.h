// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/models.h"
#include "pages/accountdetail.h"
#include "pages/accountfilters.h"
#include "pages/page.h"
#include "pages/signoffform.h"

namespace ui {

class AccountSignFoot;
class AccountsFoot;
class AccountsOverview;
class AsOfControl;
class SignOffPanel;

// Every account with both balances; those that differ first.
class AccountsPage : public Page {
    Q_OBJECT
public:
    explicit AccountsPage(Context& context);
    void refresh() override;
    void show(const QString& what) override;
    QString place() const override;
    QLineEdit* filterField() const override { return m_filter->field(); }
    ListView* list() const override { return m_list; }
    void toggleInspector() override;
    bool closeInspector() override;
    std::optional<records::ReportRequest> report() const override;

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    static constexpr int kLookedThrough = 256; // further down a row is not looked for

    enum Right { Overview, Account, SignOffs };

    QWidget* makeHead();
    QWidget* makeList();
    void makeRight();
    void connectParts();
    void startAnew();
    void fillSignMenu();
    void showSelection(int rows);
    QList<records::AccountId> selectedAccounts() const;
    void signOff(const Signable& what);
    void signOffAccount(); // the one that is shown
    void signOffShown(); // what is chosen, else the whole book
    void showSignOffs(const QString& what);
    bool isSigning() const; // a sign-off is being filled in
    void turnTo(Right right);
    void openRow(int row);
    void openClicked(const QModelIndex& index);
    void letGo();
    void wantRight();
    bool isNarrow() const;
    void showOverview();
    void applyFilter();
    store::Query query() const;
    records::ReportRequest reportOf(records::ReportKind kind) const;
    void refreshFoot();
    void showEmpty();
    bool isNarrowed() const; // fewer accounts than there are
    void showAllAgain();
    void showCause(records::BridgeCause cause);
    void walk(int by);
    void keepRow();
    bool isShown(const store::AccountRow& row) const;
    void showRow(int row);
    void showAccount(records::AccountId id, const QString& balance = {});
    void fit();

    AccountsModel* m_model;
    Segments* m_role;
    FilterBar* m_filter;
    AccountFilters* m_filters;
    AsOfControl* m_asOf;
    FaceButton* m_sign;
    QPushButton* m_signSelected;
    QStackedWidget* m_stack; // the list, or why it is empty
    ListView* m_list;
    EmptyState* m_empty;
    AccountsFoot* m_foot;
    QWidget* m_left;
    QStackedWidget* m_right;
    AccountsOverview* m_overview;
    AccountDetailView* m_detail;
    AccountSignFoot* m_signFoot;
    SignOffPanel* m_signOffs;
    QString m_order; // the segment by which the list was last put in order
    records::AccountId m_shown;
    base::Currency m_shownCurrency; // an account has a row for each
    QDate m_shownDay; // come to from a sign-off: it alone is as of that day
    bool m_isFromAccount = false; // a sign-off is written, begun at the account that stood alone
    bool m_detailWanted = false; // narrow: the right pane stands in place of the list
    bool m_isFolded = false; // wide: the list stands alone
};

} // namespace ui
