// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "records/linecheck.h"
#include "store/statement.h"

namespace store {

// What is needed to judge bank lines: by their amount, and by whom they name. It costs what has
// that amount or belongs to that contact, not what the book holds.
class LineFactsOf {
public:
    explicit LineFactsOf(Connection& connection)
        : m_connection(connection)
    {
    }
    // All lines of this bank account with this amount (minor units, with its sign), and all that
    // has the same. Whom they name isn't in it.
    records::LineFacts ofAmount(const QString& bankCode, qint64 minor) const;
    // Open documents and unreconciled money of a linked account on this side of the bank account.
    QList<records::Candidate> ofAccount(
        const QString& bankCode, records::AccountId account, bool moneyIn) const;
    // Each amount that lines of this bank account have.
    QList<qint64> amounts(const QString& bankCode) const;

private:
    QList<records::Candidate> candidates(Statement& select) const;
    QString bankId(const QString& bankCode) const;

    Connection& m_connection;
};

} // namespace store
