// SPDX-License-Identifier: GPL-3.0-or-later

#include "store/columns.h"
#include "store/sqlitereader.h"

using namespace Qt::StringLiterals;
using namespace records;

// The bank's own lines and the files they came in.
namespace store {

namespace {

// $columns is replaced; the empty code stands for all bank accounts, the empty verdict for all.
const QString& linesSql()
{
    static const QString sql = uR"(
        WITH q (bank, verdict, pattern) AS (VALUES (?, ?, ?))
        SELECT $columns
        FROM q, bank_line l
        LEFT JOIN line_check k ON k.line = l.id
        WHERE (q.bank = '' OR l.bank_code = q.bank)
            AND (q.verdict = '' OR COALESCE(k.verdict, 'not-checked') = q.verdict)
            AND (l.payee LIKE q.pattern ESCAPE '\' OR l.reference LIKE q.pattern ESCAPE '\'
                OR l.text LIKE q.pattern ESCAPE '\'))"_s;
    return sql;
}

// Of a line that nobody has judged yet nothing is known.
LineCheck checkOf(Statement& select, BankLineId line)
{
    LineCheck check;
    RowCurrency currency;
    QString offered, pick, evidence;
    select.into(check.verdict, check.hazard, check.sentence, currency, check.atRisk, check.remedy,
        check.ledger, offered, pick, evidence);
    check.line = line;
    check.offered = candidatesFromText(offered, currency.code);
    check.pick = candidatesFromText(pick, currency.code);
    check.evidence = evidenceFromText(evidence);
    return check;
}

} // namespace

QList<StatementRow> SqliteReader::statements() const
{
    Statement select(connection(), uR"(
        SELECT id, bank_code, file, hash, format, account, currency, covers_from, covers_to,
            opening, closing, imported_at,
            (SELECT COUNT(*) FROM statement_line WHERE statement = s.id)
        FROM statement s
        ORDER BY id DESC)"_s);
    QList<StatementRow> rows;
    while (select.next()) {
        StatementRow row{.statement = readRecord<KeptStatement>(select)};
        select.into(row.lines);
        rows.append(row);
    }
    return rows;
}

int SqliteReader::bankLineCount(const Query& query) const
{
    Statement select(connection(), QString(linesSql()).replace(u"$columns"_s, u"COUNT(*)"_s));
    select.bind(query.filter, query.group, search(query).pattern);
    return select.next() ? select.get<int>() : 0;
}

QList<BankLineRow> SqliteReader::bankLines(const Query& query, int offset, int limit) const
{
    Statement select(connection(),
        QString(linesSql()).replace(u"$columns"_s, uR"(
            l.id, l.format, l.date, l.currency, l.amount, l.payee, l.reference, l.text, l.type,
            l.bank_id, l.balance, l.place, l.bank_code, COALESCE(k.verdict, 'not-checked'),
            COALESCE(k.hazard, 'stale'), COALESCE(k.sentence, ''), l.currency,
            COALESCE(k.at_risk, 0), COALESCE(k.remedy, 'none'), k.ledger_kind, k.ledger_id,
            COALESCE(k.offered, '[]'), COALESCE(k.pick, '[]'), COALESCE(k.evidence, '[]'))"_s)
            + uR"(
        ORDER BY CASE COALESCE(k.verdict, 'not-checked') WHEN 'stop' THEN 0
                WHEN 'not-checked' THEN 1 WHEN 'safe' THEN 2 ELSE 3 END,
            l.date DESC, l.id DESC
        LIMIT ? OFFSET ?)"_s);
    select.bind(query.filter, query.group, search(query).pattern, limit, offset);
    QList<BankLineRow> rows;
    while (select.next()) {
        BankLineRow row{.bankCode = {}, .kept = readRecord<KeptBankLine>(select), .check = {}};
        select.into(row.bankCode);
        row.check = checkOf(select, row.kept.id);
        rows.append(row);
    }
    return rows;
}

} // namespace store
