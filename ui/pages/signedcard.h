// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "context.h"

#include <QFrame>
#include <QTimer>

class QLabel;

namespace ui {

class CellTable;

// What two people signed, as it stood then: by cause, and balance by balance, those that differ
// most first. It never changes, so it is read once.
class SignedCard : public QFrame {
    Q_OBJECT
public:
    explicit SignedCard(Context& context, QWidget* parent = nullptr);
    void show(const records::SignOff& signOff);

private:
    struct Cause {
        records::Side side;
        base::Currency currency;
        records::BridgeCause cause;
        int lines = 0;
        base::Money amount;
    };

    void readLines(); // a window at each turn: there may be many
    void count(const records::BridgeLine& line);
    void showCauses();
    void showBalances();
    void openAccount(int row);
    QString ofWhich(records::Side side, base::Currency currency) const;

    Context& m_context;
    records::SignOff m_signOff;
    QLabel* m_causesTitle;
    CellTable* m_causes;
    CellTable* m_balances;
    QLabel* m_more;
    QTimer m_turn;
    int m_read = 0; // lines
    QList<Cause> m_counted;
    QList<records::AccountId> m_accounts; // of the rows
};

} // namespace ui
