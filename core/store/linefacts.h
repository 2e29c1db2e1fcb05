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
    // The amounts of a bank account's lines that are to be judged: where something of that amount
    // has changed, or another line would take the same and, if wanted, where a line isn't done, or
    // only because a person says so.
    QList<qint64> amountsToJudge(const QString& bankCode, bool withOpen) const;
    void judged(); // all of them

private:
    QList<records::Candidate> candidates(Statement& select) const;
    QString bankId(const QString& bankCode) const;

    Connection& m_connection;
};

} // namespace store
