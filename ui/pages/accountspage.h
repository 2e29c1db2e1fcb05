// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/models.h"
#include "pages/bridgeview.h"
#include "pages/page.h"
#include "pages/timelineview.h"

namespace ui {

// One account: why the balances differ, and both histories side by side.
class AccountDetailView : public QWidget {
    Q_OBJECT
public:
    explicit AccountDetailView(Context& context, QWidget* parent = nullptr);
    void show(records::AccountId id);
    void setBackVisible(bool visible);

Q_SIGNALS:
    void back();

private:
    QWidget* makeHead();
    QFrame* makeBridgeCard();
    QFrame* makeTimelineCard();
    void showHead();
    void showTimeline();

    Context& m_context;
    store::AccountDetail m_detail;
    QList<store::TimelineRow> m_rows;
    QToolButton* m_back = nullptr;
    QLabel* m_name = nullptr;
    QLabel* m_link = nullptr;
    QLabel* m_notice = nullptr;
    QPushButton* m_open = nullptr;
    QLabel* m_difference = nullptr;
    QLabel* m_explained = nullptr;
    BridgeView* m_bridge = nullptr;
    Segments* m_span = nullptr;
    TimelineModel* m_model;
    QLabel* m_ledgerEnd = nullptr;
    QLabel* m_differEnd = nullptr;
    QLabel* m_xeroEnd = nullptr;
};

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
