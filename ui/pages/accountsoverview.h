// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "context.h"

#include <QFrame>

class QLabel;
class QPushButton;
class QToolButton;
class QVBoxLayout;

namespace ui {

class ChartView;
class ChipLabel;
class Segments;

// The whole book in the right pane: both balances, what the difference is made of, and how it went.
class AccountsOverview : public QWidget {
    Q_OBJECT
public:
    explicit AccountsOverview(Context& context, QWidget* parent = nullptr);
    void show(const QString& role, QDate asOf);
    void setBackVisible(bool visible);
    ChartView* causes() const { return m_causes; }

Q_SIGNALS:
    void back();
    // currency: none where the book has only one
    void causeChosen(records::BridgeCause cause, base::Currency currency);
    void signOffsWanted();
    void signOffWanted(); // of the whole book

private:
    QWidget* makeHead();
    ChartView* addCard(QVBoxLayout* into, const QString& title, const QString& sentence);
    void refresh();
    void offerCurrencies(const QList<store::BalanceSum>& sums);
    void showBalances(const QList<store::BalanceSum>& sums);
    void showVerdict(const QList<store::BalanceSum>& sums);
    void act(int row); // of the waterfall
    void showCauses(const store::BalanceSum& sum, const QList<store::CauseSum>& causes);
    void showDays(const QList<store::BalanceDay>& days);

    Context& m_context;
    QString m_role;
    QDate m_asOf;
    base::Currency m_currency; // the one chosen among several
    bool m_isUnfolded = false; // every cause of the waterfall is shown
    QToolButton* m_back = nullptr;
    QLabel* m_when = nullptr;
    QLabel* m_balances = nullptr;
    QLabel* m_difference = nullptr;
    QLabel* m_others = nullptr;
    ChipLabel* m_explained = nullptr;
    Segments* m_currencies = nullptr;
    ChartView* m_causes = nullptr;
    ChartView* m_over = nullptr;
    ChartView* m_held = nullptr;
    QList<records::BridgeCause> m_rows; // of the waterfall, without both balances
};

// "248,316.40 − 245,181.44 =", with its code when it isn't the book's own.
QString balanceWords(const store::BalanceSum& sum, base::Currency own);
QString differenceWords(const store::BalanceSum& sum, base::Currency own);
// "12.30 unexplained"; where such amounts cancel out, of how many: "2 accounts not explained".
// Empty: every difference has its causes.
QString unexplainedWords(const store::BalanceSum& sum, base::Currency own);

} // namespace ui
