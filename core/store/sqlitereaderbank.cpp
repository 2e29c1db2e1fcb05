// SPDX-License-Identifier: GPL-3.0-or-later

#include "store/banklines.h"
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
        WITH q (bank, verdict, pattern, amount) AS (VALUES (?, ?, ?, ABS(?)))
        SELECT $columns
        FROM q, bank_line l
        LEFT JOIN line_check k ON k.line = l.id
        WHERE (q.bank = '' OR l.bank_code = q.bank)
            AND (q.verdict = '' OR COALESCE(k.verdict, 'not-checked') = q.verdict
                OR (q.verdict = 'left' AND COALESCE(k.verdict, 'not-checked') <> 'done'))
            AND (l.payee LIKE q.pattern ESCAPE '\' OR l.reference LIKE q.pattern ESCAPE '\'
                OR l.text LIKE q.pattern ESCAPE '\' OR ABS(l.amount) = q.amount))"_s;
    return sql;
}

const QString kRowColumns = uR"(
    l.id, l.format, l.date, l.currency, l.amount, l.payee, l.reference, l.text, l.type, l.bank_id,
    l.balance, l.place, l.bank_code, COALESCE(k.verdict, 'not-checked'),
    COALESCE(k.hazard, 'stale'), COALESCE(k.sentence, ''), l.currency, COALESCE(k.at_risk, 0),
    COALESCE(k.remedy, 'none'), k.ledger_kind, k.ledger_id, COALESCE(k.offered, '[]'),
    COALESCE(k.pick, '[]'), COALESCE(k.evidence, '[]'), COALESCE(k.choices, '[]'))"_s;

QString orderOf(const Query& query)
{
    static const QString verdict = uR"(
        CASE COALESCE(k.verdict, 'not-checked') WHEN 'stop' THEN 0 WHEN 'not-checked' THEN 1
            WHEN 'safe' THEN 2 ELSE 3 END)"_s;
    static const QStringList columns{
        verdict, u"l.date"_s, u"l.payee COLLATE NOCASE"_s, u"l.amount"_s};
    const QString newest = u"l.date DESC, l.id DESC"_s;
    if (query.sortColumn < 0 || query.sortColumn >= columns.size())
        return u" ORDER BY "_s + verdict + u", "_s + newest;
    return u" ORDER BY "_s + columns[query.sortColumn]
        + (query.order == Order::Descending ? u" DESC, "_s : u", "_s) + newest;
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
    return bankLineTotals(query).rows;
}

// Sums are of the lines in the book's currency.
Totals SqliteReader::bankLineTotals(const Query& query) const
{
    Statement select(connection(), QString(linesSql()).replace(u"$columns"_s, uR"(
        COUNT(*),
        COALESCE(SUM(CASE WHEN l.amount > 0
            AND l.currency = (SELECT value FROM setting WHERE name = 'currency')
            THEN l.amount END), 0),
        COALESCE(SUM(CASE WHEN l.amount < 0
            AND l.currency = (SELECT value FROM setting WHERE name = 'currency')
            THEN l.amount END), 0))"_s));
    const Search asked = search(query);
    select.bind(query.filter, query.group, asked.pattern, asked.amount);
    return totalsOf(select);
}

BankLineRow SqliteReader::bankLineRow(Statement& select) const
{
    BankLineRow row{.bankCode = {}, .kept = readRecord<KeptBankLine>(select), .check = {}};
    select.into(row.bankCode);
    row.check = readCheck(select, row.kept.id);
    Statement decisions(connection(), uR"(
        SELECT saying, NULLIF(xero_kind, ''), NULLIF(xero_id, '') FROM line_decision WHERE line = ?
        ORDER BY at, saying)"_s);
    decisions.bind(row.kept.id);
    while (decisions.next()) {
        LineDecision decision;
        decisions.into(decision.saying, decision.xero);
        row.decisions.append(decision);
    }
    return row;
}

QList<BankLineRow> SqliteReader::bankLines(const Query& query, int offset, int limit) const
{
    Statement select(connection(),
        QString(linesSql()).replace(u"$columns"_s, kRowColumns) + orderOf(query)
            + u" LIMIT ? OFFSET ?"_s);
    const Search asked = search(query);
    select.bind(query.filter, query.group, asked.pattern, asked.amount, limit, offset);
    QList<BankLineRow> rows;
    while (select.next())
        rows.append(bankLineRow(select));
    return rows;
}

std::optional<BankLineRow> SqliteReader::bankLine(BankLineId id) const
{
    Statement select(connection(),
        u"SELECT "_s + kRowColumns
            + u" FROM bank_line l LEFT JOIN line_check k ON k.line = l.id WHERE l.id = ?"_s);
    if (!select.bind(id).next())
        return {};
    return bankLineRow(select);
}

} // namespace store
