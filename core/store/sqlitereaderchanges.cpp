// SPDX-License-Identifier: GPL-3.0-or-later

#include "store/changes.h"
#include "store/sqlitereader.h"

// Changes in Xero: those that stand and nobody decided about, above every word that was said.

using namespace Qt::StringLiterals;
using namespace records;

namespace store {

namespace {

const QString kColumns = u"kind, account, ledger_kind, ledger_id, xero_kind, xero_id, parent_kind, "
                         u"parent_id, rules, label, fields, currency, "
                         "effect, changed_at, ways, cause, cause_arguments, cause_raw, now"_s;

// Both halves in one shape. open: the row that stands; decided: the word about it.
QString all()
{
    return uR"(
    WITH q (pattern, amount) AS (VALUES (?, ?)),
    one AS (
        SELECT x.id AS open, NULL AS decided, x.$columns, 'to-decide' AS state, '' AS reason,
            '' AS who, NULL AS at, 1 AS stands, x.found_at AS found_at
        FROM xero_change x
        WHERE NOT EXISTS (SELECT 1 FROM change_decision d WHERE $decision)
        UNION ALL
        SELECT (SELECT x.id FROM xero_change x WHERE $decision) AS open, d.id, d.$columns, d.state,
            d.reason, d.who, d.at,
            EXISTS (SELECT 1 FROM xero_change x WHERE $decision), d.at
        FROM change_decision d
        WHERE d.counts),
    found AS (
        SELECT o.*, a.name AS account_name, a.number AS account_number
        FROM one o JOIN account a ON a.id = o.account)
    )"_s.replace(u"x.$columns"_s, u"x."_s + QString(kColumns).replace(u", "_s, u", x."_s))
        .replace(u"d.$columns"_s, u"d."_s + QString(kColumns).replace(u", "_s, u", d."_s))
        .replace(u"$decision"_s, kDecisionOfChange);
}

const QString kWhere = uR"(
    FROM q, found f
    WHERE (? = '' OR (? = 'to-decide') = (f.decided IS NULL))
        AND (f.decided IS NULL OR ? IS NULL OR f.at >= ?)
        AND (q.pattern = '%%' OR f.label LIKE q.pattern ESCAPE '\'
            OR f.account_name LIKE q.pattern ESCAPE '\'
            OR f.account_number LIKE q.pattern ESCAPE '\' OR ABS(f.effect) = q.amount))"_s;

// money: it moves a balance. contacts: of a contact. details: everything else.
const QString kFilter = uR"(
        AND CASE ?
            WHEN 'money' THEN f.effect <> 0
            WHEN 'contacts' THEN f.xero_kind = 'contact'
            WHEN 'details' THEN f.effect = 0 AND f.xero_kind <> 'contact'
            ELSE 1 END)"_s;

void bind(Statement& select, const Search& asked, const Query& query)
{
    select.bind(asked.pattern, asked.amount, query.group, query.group, query.from, query.from,
        query.filter);
}

} // namespace

int SqliteReader::changeCount(const Query& query) const
{
    Statement select(connection(), all() + u"SELECT COUNT(*)"_s + kWhere + kFilter);
    bind(select, search(query), query);
    return select.next() ? select.get<int>() : 0;
}

ChangeSums SqliteReader::changeSums(const Query& query) const
{
    Statement select(connection(),
        all() + uR"(SELECT COALESCE(SUM(f.decided IS NULL), 0),
            COALESCE(SUM(f.decided IS NOT NULL), 0),
            COALESCE(SUM(f.decided IS NULL AND f.effect <> 0), 0),
            COALESCE(SUM(CASE WHEN f.decided IS NULL AND f.currency
                IN (SELECT value FROM setting WHERE name = 'currency') THEN f.effect ELSE 0 END),
                0))"_s
            + kWhere + kFilter);
    bind(select, search(query), query);
    ChangeSums sums;
    if (select.next()) {
        select.into(sums.toDecide, sums.settled, sums.money);
        sums.effect = select.money(bookCurrency());
    }
    return sums;
}

ChangeRow SqliteReader::changeRow(Statement& select) const
{
    ChangeRow row;
    const auto open = select.get<ChangeId>();
    select.into(row.decided);
    row.change = readRecord<Change>(select);
    row.change.id = open;
    select.into(row.decision.state, row.decision.reason, row.decision.who, row.decision.at,
        row.stands, row.foundAt, row.accountName);
    XeroRef contact;
    select.into(contact.id, row.author.who, row.author.what, row.author.at);
    row.xeroUrl = deepLink(shortCode(), row.change.parent);
    row.contactXeroUrl = deepLink(shortCode(), contact);
    return row;
}

namespace {

const QString kRow = u"SELECT f.open, f.decided, "_s + u"f."_s
    + QString(kColumns).remove(u", now"_s).replace(u", "_s, u", f."_s)
    + uR"(, f.state, f.reason, f.who, f.at, f.stands, f.found_at, f.account_name,
        (SELECT l.contact FROM link l WHERE l.account = f.account),
        (SELECT w.who FROM change_author w
            WHERE w.xero_id = f.parent_id AND w.changed_at = f.changed_at),
        (SELECT w.what FROM change_author w
            WHERE w.xero_id = f.parent_id AND w.changed_at = f.changed_at),
        (SELECT w.at FROM change_author w
            WHERE w.xero_id = f.parent_id AND w.changed_at = f.changed_at))"_s;

} // namespace

QList<ChangeRow> SqliteReader::changes(const Query& query, int offset, int limit) const
{
    // Columns: changed, account, record, what was done, effect, state. Its own order: to decide
    // first, those that move money above the others, the newest on top.
    static const QStringList columns = {u"f.changed_at"_s, u"f.account_name COLLATE NOCASE"_s,
        u"f.label"_s, u"f.kind"_s, u"f.effect"_s, u"f.state"_s};
    const QString order = query.sortColumn < 0 || query.sortColumn >= columns.size()
        ? u"f.decided IS NOT NULL, f.decided IS NULL AND f.effect = 0, "
          "COALESCE(f.changed_at, f.found_at) DESC, f.decided DESC, f.open"_s
        : columns[query.sortColumn] + (query.order == Order::Descending ? u" DESC"_s : QString())
            + u", f.found_at DESC, f.open"_s;
    Statement select(connection(),
        all() + kRow + kWhere + kFilter + u" ORDER BY "_s + order + u" LIMIT ? OFFSET ?"_s);
    bind(select, search(query), query);
    select.bind(limit, offset);
    QList<ChangeRow> rows;
    while (select.next())
        rows.append(changeRow(select));
    return rows;
}

QList<ChangeRow> SqliteReader::changesOf(XeroRef record) const
{
    Statement select(connection(),
        all() + kRow + kWhere
            + u" AND f.xero_kind = ? AND f.xero_id = ? ORDER BY f.found_at DESC, f.decided DESC"_s);
    const Search any = Search::of({}, {});
    select.bind(any.pattern, any.amount, QString(), QString(), QDateTime(), QDateTime(), record);
    QList<ChangeRow> rows;
    while (select.next())
        rows.append(changeRow(select));
    return rows;
}

} // namespace store
