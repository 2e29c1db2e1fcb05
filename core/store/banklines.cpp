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

bool BankLines::has(BankLineId line) const
{
    Statement select(m_connection, u"SELECT 1 FROM bank_line WHERE id = ?"_s);
    return select.bind(line).next();
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
        DELETE FROM line_decision
        WHERE NOT EXISTS (SELECT 1 FROM statement_line s WHERE s.line = line_decision.line))"_s)
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
            remedy, ledger_kind, ledger_id, offered, pick, evidence, choices)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?))"_s);
    for (const LineCheck& check : checks)
        insert
            .bind(check.line, check.verdict, check.hazard, check.sentence, check.atRisk.currency(),
                check.atRisk, check.remedy, check.ledger, candidatesToText(check.offered),
                candidatesToText(check.pick), evidenceToText(check.evidence),
                candidatesToText(check.choices))
            .run();
}

LineCheck readCheck(Statement& select, BankLineId line)
{
    LineCheck check;
    RowCurrency currency;
    QString offered, pick, evidence, choices;
    select.into(check.verdict, check.hazard, check.sentence, currency, check.atRisk, check.remedy,
        check.ledger, offered, pick, evidence, choices);
    check.line = line;
    check.offered = candidatesFromText(offered, currency.code);
    check.pick = candidatesFromText(pick, currency.code);
    check.choices = candidatesFromText(choices, currency.code);
    check.evidence = evidenceFromText(evidence);
    return check;
}

// A candidate has its kind at place 0, its id at 2, its date at 4 and isReconciled at 12
// (candidatesToText). What a line claims: what it is to be matched with, even if that must wait;
// one that was ticked off, until Xero shows it, what was there then; one of twins, either of them,
// which leaves a line for one record enough and a lump not. The two sides of a transfer are one
// record.
QList<LineCheck> BankLines::contested() const
{
    Statement select(m_connection, uR"(
        WITH claim AS MATERIALIZED (
            SELECT k.line, l.amount > 0 AS goes_in,
                k.verdict = 'safe' OR k.hazard = 'offer-differs' AS is_to_match,
                k.hazard = 'twins' AS is_one_of, json_array_length(k.pick) > 1 AS is_lump,
                p.value ->> '$[0]' = 'transfer' AS is_transfer, p.value ->> '$[2]' AS xero_id,
                k.verdict = 'done' OR EXISTS (SELECT 1 FROM line_decision d
                    WHERE d.line = k.line AND d.saying = 'is'
                        AND d.xero_id = p.value ->> '$[2]') AS is_said
            FROM line_check k
            JOIN bank_line l ON l.id = k.line
            LEFT JOIN line_decision t ON t.line = k.line AND t.saying = 'done'
            JOIN json_each(CASE k.hazard WHEN 'twins' THEN k.choices ELSE k.pick END) p
            WHERE (k.verdict IN ('safe', 'stop')
                    OR k.hazard IN ('duplicate-line', 'stale', 'automatic')
                    OR (k.verdict = 'done' AND t.line IS NOT NULL))
                AND (k.verdict <> 'done' OR (p.value ->> '$[12]' IS NOT 1
                    AND p.value ->> '$[4]' <= date(t.at / 1000, 'unixepoch', '+1 day'))))
        SELECT k.line, k.verdict, k.hazard, k.sentence, k.currency, k.at_risk, k.remedy,
            k.ledger_kind, k.ledger_id, k.offered, k.pick, k.evidence, k.choices
        FROM line_check k
        WHERE k.line IN (SELECT mine.line
            FROM claim mine
            JOIN claim other ON other.xero_id = mine.xero_id AND other.line <> mine.line
                AND other.is_said >= mine.is_said
            WHERE mine.is_to_match AND (mine.is_lump OR NOT other.is_one_of)
                AND (mine.goes_in = other.goes_in OR NOT mine.is_transfer))
        ORDER BY k.line)"_s);
    QList<LineCheck> found;
    while (select.next()) {
        const auto line = select.get<BankLineId>();
        found.append(readCheck(select, line));
    }
    return found;
}

// By what a decision is known; without a record it has none.
static Statement& bindDecision(Statement& statement, BankLineId line, const LineDecision& decision)
{
    return statement.bind(line, decision.saying,
        decision.xero ? toText(decision.xero->kind) : QString(),
        decision.xero ? decision.xero->id.toString(QUuid::WithoutBraces) : QString());
}

void BankLines::decide(
    BankLineId line, const LineDecision& decision, const QDateTime& at, const QString& who)
{
    Statement insert(m_connection, uR"(
        INSERT OR IGNORE INTO line_decision (line, saying, xero_kind, xero_id, at, who)
        VALUES (?, ?, ?, ?, ?, ?))"_s);
    bindDecision(insert, line, decision).bind(at, who).run();
}

void BankLines::takeBack(BankLineId line, const LineDecision& decision)
{
    Statement remove(m_connection, uR"(
        DELETE FROM line_decision
        WHERE line = ? AND saying = ? AND xero_kind = ? AND xero_id = ?)"_s);
    bindDecision(remove, line, decision).run();
}

QHash<QString, LineTally> BankLines::tallies() const
{
    QHash<QString, LineTally> found;
    Statement counts(m_connection, uR"(
        SELECT l.bank_code, COALESCE(k.verdict, 'not-checked'), COUNT(*)
        FROM bank_line l
        LEFT JOIN line_check k ON k.line = l.id
        GROUP BY 1, 2)"_s);
    while (counts.next()) {
        LineTally& tally = found[counts.get<QString>()];
        const auto verdict = counts.get<Verdict>();
        const int lines = counts.get<int>();
        (verdict == Verdict::Safe          ? tally.safe
                : verdict == Verdict::Stop ? tally.stop
                : verdict == Verdict::Done ? tally.done
                                           : tally.notChecked)
            += lines;
    }
    Statement days(
        m_connection, u"SELECT bank_code, MAX(covers_to) FROM statement GROUP BY bank_code"_s);
    while (days.next()) {
        LineTally& tally = found[days.get<QString>()];
        tally.statementTo = days.get<QDate>();
    }
    Statement worst(m_connection, uR"(
        SELECT bank_code, payee, reference, text, type, currency, at_risk, sentence
        FROM (SELECT l.*, k.at_risk, k.sentence, ROW_NUMBER() OVER (
                PARTITION BY l.bank_code ORDER BY k.at_risk DESC, l.date DESC, l.id DESC) AS place
            FROM line_check k
            JOIN bank_line l ON l.id = k.line
            WHERE k.verdict = 'stop')
        WHERE place = 1)"_s);
    while (worst.next()) {
        LineTally& tally = found[worst.get<QString>()];
        BankLine& line = tally.worst;
        RowCurrency currency;
        worst.into(line.payee, line.reference, line.text, line.type, currency, tally.worstAtRisk,
            tally.worstSentence);
    }
    return found;
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
