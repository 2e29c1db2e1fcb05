// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "context.h"

#include <QFrame>

class QLabel;
class QVBoxLayout;

namespace ui {

// Under the accounts: how many, and ledger − Xero = difference of what the filter shows; each
// currency on a line of its own, for they are never added up.
class AccountsFoot : public QFrame {
    Q_OBJECT
public:
    explicit AccountsFoot(Context& context, QWidget* parent = nullptr);
    void show(const QList<store::BalanceSum>& sums);

Q_SIGNALS:
    void wholeBookWanted();

private:
    void addSum(const store::BalanceSum& sum);

    Context& m_context;
    QLabel* m_count;
    QVBoxLayout* m_sums;
};

} // namespace ui
