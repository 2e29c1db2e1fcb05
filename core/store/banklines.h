// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "store/columns.h"

namespace store {

// From line_check's columns, verdict to choices, in readers' order: verdict, hazard, sentence,
// currency, at_risk, remedy, ledger_kind, ledger_id, offered, pick, evidence, choices.
records::LineCheck readCheck(Statement& select, records::BankLineId line);

// Statement files that were taken in, and the bank's lines that they have.
class BankLines {
public:
    explicit BankLines(Connection& connection)
        : m_connection(connection)
    {
    }
    records::StatementId add(const records::KeptStatement& statement);
    records::BankLineId add(const QString& bankCode, const records::KeptBankLine& line);
    void has(records::StatementId statement, records::BankLineId line);
    bool has(records::BankLineId line) const;
    // With the lines that no other file has.
    void remove(records::StatementId statement);
    std::optional<records::KeptStatement> statement(records::StatementId id) const;
    std::optional<records::KeptStatement> statement(
        const QString& bankCode, const QByteArray& hash) const;
    // Of these lines; those of before go.
    void save(const QList<records::LineCheck>& checks);
    // Those to be matched with a record that another line would take, too: of any bank account and
    // amount. A line for which a person said it gives way to no line that only seems so.
    QList<records::LineCheck> contested() const;
    void decide(records::BankLineId line, const records::LineDecision& decision,
        const QDateTime& at, const QString& who);
    void takeBack(records::BankLineId line, const records::LineDecision& decision);
    QStringList bankCodes() const; // that have lines
    // Lines by their verdict as last judged, of each bank account that has some.
    QHash<QString, records::LineTally> tallies() const;
    QList<records::KeptBankLine> lines(const QString& bankCode, QDate from, QDate to) const;

private:
    Connection& m_connection;
};

} // namespace store
