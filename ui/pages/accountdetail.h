// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "pages/bridgecard.h"
#include "pages/page.h"
#include "pages/sidescard.h"
#include "records/reportrequest.h"

namespace ui {

// One account: why the balances differ and since when, and both sides beside each other.
class AccountDetailView : public QWidget {
    Q_OBJECT
public:
    explicit AccountDetailView(Context& context, QWidget* parent = nullptr);
    // false: this book has none. balance: by its key; without one that which was chosen last stays.
    bool show(records::AccountId id, const QString& balance = {});
    // As the books stood at the end of this day; invalid: now.
    void setAsOf(QDate day);
    void setBackVisible(bool visible);
    void focusBridge();
    records::ReportRequest reportOf(records::ReportKind kind) const;

Q_SIGNALS:
    void back();
    void nowWanted(); // instead of the day before now

private:
    QWidget* makeHead();
    QFrame* makeStepsCard();
    void showHead();
    void showBalances();
    void act(const Remedy& remedy);
    void closeSteps();

    Context& m_context;
    QScrollArea* m_scroll;
    AccountFigures m_figures;
    QDate m_asOf;
    QString m_balance; // the one chosen among several, by its key
    Remedy m_shownSteps;
    QToolButton* m_back = nullptr;
    QLabel* m_name = nullptr;
    QPushButton* m_number = nullptr;
    QLabel* m_linkIcon = nullptr;
    QLabel* m_linked = nullptr;
    QWidget* m_verdictRow = nullptr;
    QHBoxLayout* m_verdict = nullptr;
    QPushButton* m_contact = nullptr;
    Segments* m_balances = nullptr;
    QLabel* m_notice = nullptr;
    QWidget* m_pastRow = nullptr; // why nothing can be pressed, and the way back
    QLabel* m_past = nullptr;
    QPushButton* m_open = nullptr;
    QPushButton* m_sync = nullptr;
    BridgeCard* m_bridge = nullptr;
    QFrame* m_steps = nullptr;
    QLabel* m_stepsTitle = nullptr;
    QLabel* m_stepsText = nullptr;
    QPushButton* m_stepsOpen = nullptr;
    QPushButton* m_stepsDone = nullptr;
    SidesCard* m_sides = nullptr;
    QWidget* m_rest = nullptr;
};

} // namespace ui
