// SPDX-License-Identifier: GPL-3.0-or-later

#include "store/banklines.h"

using namespace Qt::StringLiterals;
using namespace records;

namespace store {

StatementId BankLines::add(const KeptStatement& statement)
{
    Statement insert(m_connection, uR"(
        INSERT INTO statement (id, bank_code, file, hash, format, account, currency, covers_from,
            covers_to, opening, closing, imported_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?))"_s);
    return {bindRecord(insert, statement).run() ? insert.lastId() : 0};
}

BankLineId BankLines::add(const QString& bankCode, const KeptBankLine& line)
{
    Statement insert(m_connection, uR"(
        INSERT INTO bank_line (id, format, date, currency, amount, payee, reference, text, type,
            bank_id, balance, place, bank_code)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?))"_s);
    return {bindRecord(insert, line).bind(bankCode).run() ? insert.lastId() : 0};
}

void BankLines::has(StatementId statement, BankLineId line)
{
    Statement(m_connection, u"INSERT INTO statement_line (statement, line) VALUES (?, ?)"_s)
        .bind(statement, line)
        .run();
}

void BankLines::remove(StatementId statement)
{
    Statement(m_connection, uR"(
        DELETE FROM statement_line WHERE statement = ?)"_s)
        .bind(statement)
        .run();
    Statement(m_connection, uR"(
        DELETE FROM line_check
        WHERE NOT EXISTS (SELECT 1 FROM statement_line s WHERE s.line = line_check.line))"_s)
        .run();
    Statement(m_connection, uR"(
        DELETE FROM bank_line
        WHERE NOT EXISTS (SELECT 1 FROM statement_line WHERE line = bank_line.id))"_s)
        .run();
    Statement(m_connection, u"DELETE FROM statement WHERE id = ?"_s).bind(statement).run();
}

std::optional<KeptStatement> BankLines::statement(StatementId id) const
{
    Statement select(m_connection, uR"(
        SELECT id, bank_code, file, hash, format, account, currency, covers_from, covers_to,
            opening, closing, imported_at
        FROM statement
        WHERE id = ?)"_s);
    return oneRecord<KeptStatement>(select.bind(id));
}

std::optional<KeptStatement> BankLines::statement(
    const QString& bankCode, const QByteArray& hash) const
{
    Statement select(m_connection, uR"(
        SELECT id, bank_code, file, hash, format, account, currency, covers_from, covers_to,
            opening, closing, imported_at
        FROM statement
        WHERE bank_code = ? AND hash = ?)"_s);
    return oneRecord<KeptStatement>(select.bind(bankCode, hash));
}

void BankLines::save(const QList<LineCheck>& checks)
{
    Statement insert(m_connection, uR"(
        INSERT OR REPLACE INTO line_check (line, verdict, hazard, sentence, currency, at_risk,
            remedy, ledger_kind, ledger_id, offered, pick, evidence)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?))"_s);
    for (const LineCheck& check : checks)
        insert
            .bind(check.line, check.verdict, check.hazard, check.sentence, check.atRisk.currency(),
                check.atRisk, check.remedy, check.ledger, candidatesToText(check.offered),
                candidatesToText(check.pick), evidenceToText(check.evidence))
            .run();
}

QStringList BankLines::bankCodes() const
{
    Statement select(m_connection, u"SELECT DISTINCT bank_code FROM statement ORDER BY 1"_s);
    QStringList codes;
    while (select.next())
        codes.append(select.get<QString>());
    return codes;
}

QList<KeptBankLine> BankLines::lines(const QString& bankCode, QDate from, QDate to) const
{
    Statement select(m_connection, uR"(
        SELECT id, format, date, currency, amount, payee, reference, text, type, bank_id, balance,
            place
        FROM bank_line
        WHERE bank_code = ? AND date BETWEEN ? AND ?
        ORDER BY id)"_s);
    return allRecords<KeptBankLine>(select.bind(bankCode, from, to));
}

} // namespace store
