// SPDX-License-Identifier: GPL-3.0-or-later

#include "store/columns.h"
#include "store/outbox.h"
#include "store/sqlitereader.h"

// Outbox and Inbox.

using namespace Qt::StringLiterals;
using namespace records;

namespace store {

namespace {

// What is open, and what was confirmed today, of years of confirmed ones that are never walked
// through; counted = its money is not in another row's already:
// an allocation's is in its payment's.
const QString kOutbox = uR"(
    WITH q (pattern, amount, today, filter, asked) AS (VALUES (?, ?, ?, ?, ?)),
    shown AS (
        SELECT id, CASE state
            WHEN 'held' THEN 0 WHEN 'refused' THEN 0 WHEN 'parked' THEN 0
            WHEN 'waiting' THEN 1
            WHEN 'sending' THEN 2 WHEN 'unknown' THEN 2
            ELSE 3 END AS grp
        FROM operation
        WHERE state IN ('held', 'refused', 'parked', 'waiting', 'sending', 'unknown', 'set-aside')
        UNION ALL
        SELECT id, 4
        FROM operation INDEXED BY operation_changed
        WHERE state = 'confirmed' AND changed_at >= (SELECT today FROM q)),
    outbox AS (
        SELECT s.*, n.grp, a.name AS account_name, a.number AS account_number,
            EXISTS (
                SELECT 1
                FROM hazard h
                WHERE h.ledger_id = s.subject_id AND h.ledger_kind = s.subject_kind
                    AND h.verdict = 'stop') AS stops,
            s.kind <> 'create-allocation' OR NOT EXISTS (
                SELECT 1
                FROM allocation al
                JOIN operation p ON p.subject_id = al.from_id AND p.subject_kind = al.from_kind
                WHERE al.id = s.subject_id AND p.state <> 'cancelled'
                    AND (p.state <> 'confirmed' OR s.state = 'confirmed')) AS counted
        FROM shown n
        JOIN operation s ON s.id = n.id
        LEFT JOIN account a ON a.id = s.account)
    SELECT $columns
    FROM q, outbox o
    )"_s;

// Two choices at once: what kind, and in which state.
const QString kOutboxFilter = uR"(
    WHERE (q.filter IN ('', o.kind, o.state)
            OR (q.filter = 'create-payment' AND o.kind = 'create-overpayment')
            OR (q.filter = 'needs-you' AND o.grp = 0)
            OR (q.filter = 'confirmed-today' AND o.grp = 4)
            OR (q.filter = 'stops-bank-line' AND o.stops))
        AND (q.asked IN ('', o.state)
            OR (q.asked = 'needs-you' AND o.grp = 0)
            OR (q.asked = 'confirmed-today' AND o.grp = 4))
        AND (q.pattern = '%%' OR o.label LIKE q.pattern ESCAPE '\'
            OR o.account_name LIKE q.pattern ESCAPE '\' OR o.account_number LIKE q.pattern ESCAPE '\'
            OR o.amount = q.amount)
    )"_s;

// Segments are named as on screen ("invoices"), groups and kinds by their words.
QString outboxKey(const QString& filter)
{
    static const QHash<QString, QString> kinds = {{u"contacts"_s, u"create-contact"_s},
        {u"items"_s, u"create-item"_s}, {u"invoices"_s, u"create-invoice"_s},
        {u"credit-notes"_s, u"create-credit-note"_s}, {u"bills"_s, u"create-bill"_s},
        {u"payments"_s, u"create-payment"_s}, {u"allocations"_s, u"create-allocation"_s}};
    return kinds.value(filter, filter);
}

QString outboxSql(const QString& columns)
{
    return QString(kOutbox).replace(u"$columns"_s, columns) + kOutboxFilter;
}

void bindOutbox(Statement& select, const Search& asked, const QDateTime& today, const Query& query)
{
    select.bind(asked.pattern, asked.amount, today, outboxKey(query.filter), query.group);
}

// Columns: label, account, amount, state, changed. The list's own order: groups, in each the
// accounts in push order.
QString outboxOrder(const Query& query)
{
    static const QStringList columns = {u"o.label"_s, u"o.account_name COLLATE NOCASE"_s,
        u"o.amount"_s, u"o.state"_s, u"o.changed_at"_s};
    if (query.sortColumn < 0 || query.sortColumn >= columns.size())
        return u" ORDER BY o.grp, o.account_name, o.account, o.rank, o.id"_s;
    return u" ORDER BY "_s + columns[query.sortColumn]
        + (query.order == Order::Descending ? u" DESC, o.id"_s : u", o.id"_s);
}

} // namespace

OutboxSummary SqliteReader::outboxSummary() const
{
    return upToDate(m_outboxSummary, [this] { return readOutboxSummary(); });
}

OutboxSummary SqliteReader::readOutboxSummary() const
{
    const base::Currency currency = bookCurrency();
    Statement select(connection(),
        outboxSql(u"o.grp, o.state = 'sending', o.kind, COUNT(*), COALESCE(SUM(CASE WHEN o.counted "
                  u"AND o.currency = (SELECT value FROM setting WHERE name = 'currency') "
                  u"THEN o.amount END), 0)"_s)
            + u" GROUP BY 1, 2, 3 ORDER BY o.rank"_s);
    bindOutbox(select, search({}), startOfToday(), {});
    OutboxSummary s;
    const auto add = [](int& number, base::Money& sum, int n, base::Money money) {
        number += n;
        sum += money;
    };
    while (select.next()) {
        const auto group = static_cast<OutboxGroup>(select.get<int>());
        const bool sending = select.get<bool>();
        const auto kind = select.get<OperationKind>();
        const int n = select.get<int>();
        const base::Money money = select.money(currency);
        switch (group) {
        case OutboxGroup::NeedsYou:
            add(s.needYou, s.needYouMoney, n, money);
            break;
        case OutboxGroup::Waiting:
            add(s.waiting, s.waitingMoney, n, money);
            s.waitingKinds.append({kind, n, money});
            break;
        case OutboxGroup::Unknown:
            sending ? add(s.sending, s.sendingMoney, n, money)
                    : add(s.unknown, s.unknownMoney, n, money);
            break;
        case OutboxGroup::SetAside:
            s.setAside += n;
            break;
        case OutboxGroup::ConfirmedToday:
            add(s.confirmedToday, s.confirmedMoney, n, money);
            break;
        }
    }
    return s;
}

int SqliteReader::outboxCount(const Query& query) const
{
    Statement select(connection(), outboxSql(u"COUNT(*)"_s));
    bindOutbox(select, search(query), startOfToday(), query);
    return select.next() ? select.get<int>() : 0;
}

QList<std::pair<OutboxGroup, int>> SqliteReader::outboxGroups(const Query& query) const
{
    Statement select(connection(), outboxSql(u"o.grp, COUNT(*)"_s) + u" GROUP BY 1 ORDER BY 1"_s);
    bindOutbox(select, search(query), startOfToday(), query);
    QList<std::pair<OutboxGroup, int>> groups;
    while (select.next()) {
        const auto group = static_cast<OutboxGroup>(select.get<int>());
        groups.append({group, select.get<int>()});
    }
    return groups;
}

QList<OutboxRow> SqliteReader::outbox(const Query& query, int offset, int limit) const
{
    Statement select(connection(),
        outboxSql(operationColumns() + uR"(,
        o.grp, COALESCE(o.account_name, ''),
        o.grp < 3 AND EXISTS (
            SELECT 1
            FROM operation e
            WHERE e.account = o.account AND e.rank < o.rank AND (e.rank = 0 OR o.rank = 7)
                AND e.state NOT IN ('confirmed', 'cancelled', 'set-aside')),
        o.stops)"_s)
            + outboxOrder(query) + u" LIMIT ? OFFSET ?"_s);
    bindOutbox(select, search(query), startOfToday(), query);
    select.bind(limit, offset);
    QList<OutboxRow> rows;
    while (select.next()) {
        OutboxRow row;
        row.operation = readRecord<Operation>(select);
        row.group = static_cast<OutboxGroup>(select.get<int>());
        select.into(row.accountName, row.dependent, row.stopsBankLine);
        rows.append(row);
    }
    return rows;
}

// What was judged on each account, and what was taken in today (a twin, no longer a judgement).
// Where receipts are asked for, each stands as a row of its own above what it became.
static const QString kInbox = uR"(
    WITH q (pattern, amount, today, filter, receipts) AS (VALUES (?, ?, ?, ?, ?)),
    inbox AS (
        SELECT xero_kind, xero_id, parent_kind, parent_id, account, state, cause, cause_arguments,
            cause_raw, currency, amount, label, invoice, date, at
        FROM intake
        UNION ALL
        SELECT t.xero_kind, t.xero_id, CASE WHEN m.credit IS NULL THEN 'contact' ELSE c.kind END,
            m.credit, t.account, 'taken-in', 'none', '[]', '', p.currency, p.amount, p.number,
            (SELECT al.to_document FROM allocation al
                WHERE al.from_kind = 'payment' AND al.from_id = p.id AND al.removed = 0),
            p.date, t.tied_at
        FROM twin t
        JOIN payment p ON t.ledger_kind = 'payment' AND p.id = t.ledger_id
        LEFT JOIN mirror_allocation m ON t.xero_kind = 'allocation' AND m.id = t.xero_id
            AND m.seen_until IS NULL
        LEFT JOIN mirror_credit c ON c.id = m.credit AND c.seen_until IS NULL
        WHERE t.origin = 'taken-in' AND t.tied_at >= (SELECT today FROM q)
        UNION ALL
        SELECT t.xero_kind, t.xero_id, 'contact', NULL, t.account, 'taken-in', 'none', '[]', '',
            j.currency, j.amount, 'Refund ' || j.number, NULL, j.date, t.tied_at
        FROM twin t
        JOIN adjustment j ON t.ledger_kind = 'adjustment' AND j.id = t.ledger_id
        WHERE t.origin = 'taken-in' AND t.tied_at >= (SELECT today FROM q)),
    found AS (
        SELECT i.*, a.name AS account_name, c.id AS receipt, 0 AS is_receipt
        FROM q, inbox i
        JOIN account a ON a.id = i.account
        LEFT JOIN mirror_credit c ON c.id = i.parent_id AND c.seen_until IS NULL
        WHERE q.filter IN ('', i.state)
            AND (q.pattern = '%%' OR i.label LIKE q.pattern ESCAPE '\'
                OR a.name LIKE q.pattern ESCAPE '\' OR a.number LIKE q.pattern ESCAPE '\'
                OR i.amount = q.amount)),
    listed AS (
        SELECT * FROM found
        UNION ALL
        SELECT c.kind, c.id, 'contact', NULL, f.account, f.state, 'none', '[]', '', c.currency,
            c.total, '', NULL, c.date, MAX(f.at), f.account_name, c.id, 1
        FROM found f
        JOIN mirror_credit c ON c.id = f.receipt AND c.seen_until IS NULL
        WHERE (SELECT receipts FROM q)
        GROUP BY f.state, f.account, c.id)
    )"_s;

static const QString kIntakeRank = uR"(CASE i.state WHEN 'taken-in' THEN 0 WHEN 'waiting' THEN 1
    WHEN 'blocked' THEN 2 WHEN 'skipped' THEN 3 ELSE 4 END)"_s;

static void bindInbox(
    Statement& select, const Search& asked, const QDateTime& today, const Query& query)
{
    select.bind(asked.pattern, asked.amount, today, query.filter, query.withReceipts);
}

int SqliteReader::inboxCount(const Query& query) const
{
    Statement select(connection(), kInbox + u"SELECT COUNT(*) FROM listed"_s);
    bindInbox(select, search(query), startOfToday(), query);
    return select.next() ? select.get<int>() : 0;
}

QList<IntakeSum> SqliteReader::inboxSums(const Query& query) const
{
    Statement select(connection(),
        kInbox + uR"(
        SELECT i.state, COUNT(*), COALESCE(SUM(CASE WHEN i.currency = (
            SELECT value FROM setting WHERE name = 'currency') THEN i.amount END), 0)
        FROM found i
        GROUP BY i.state
        ORDER BY )"_s
            + kIntakeRank);
    bindInbox(select, search(query), startOfToday(), query);
    QList<IntakeSum> sums;
    while (select.next()) {
        IntakeSum sum;
        select.into(sum.state, sum.rows);
        sum.money = select.money(bookCurrency());
        sums.append(sum);
    }
    return sums;
}

// "Overpayment of 120.00", "Credit note CN-12".
static QString receiptName(QString kind, const QString& number, const base::Money& total)
{
    if (kind.isEmpty())
        return {};
    kind.replace(u'-', u' ')[0] = kind[0].toUpper();
    return number.isEmpty() ? u"%1 of %2"_s.arg(kind, total.display())
                            : u"%1 %2"_s.arg(kind, number);
}

QList<InboxRow> SqliteReader::inbox(const Query& query, int offset, int limit) const
{
    // Columns: label, account, amount, state, date.
    static const QStringList columns = {
        u"i.label"_s, u"i.account_name COLLATE NOCASE"_s, u"i.amount"_s, u"i.state"_s, u"i.date"_s};
    const QString order = query.sortColumn < 0 || query.sortColumn >= columns.size()
        ? kIntakeRank
            + u", i.account_name, i.account, i.receipt, i.is_receipt DESC, i.date, i.xero_id"_s
        : columns[query.sortColumn] + (query.order == Order::Descending ? u" DESC"_s : QString())
            + u", i.xero_id"_s;
    Statement select(connection(),
        kInbox + uR"(
        SELECT i.xero_kind, i.xero_id, i.parent_kind, i.parent_id, i.account, i.state, i.cause,
            i.cause_arguments, i.cause_raw, i.currency, i.amount, i.label, i.invoice, i.date,
            i.account_name, i.at, i.is_receipt, COALESCE(c.kind, ''), COALESCE(c.number, ''),
            COALESCE(c.total, 0)
        FROM listed i
        LEFT JOIN mirror_credit c ON c.id = i.receipt AND c.seen_until IS NULL
        ORDER BY )"_s
            + order + u" LIMIT ? OFFSET ?"_s);
    bindInbox(select, search(query), startOfToday(), query);
    select.bind(limit, offset);
    QList<InboxRow> rows;
    while (select.next()) {
        InboxRow row;
        row.intake = readRecord<Intake>(select);
        select.into(row.accountName, row.at, row.isReceipt);
        const QString kind = select.get<QString>();
        const QString number = select.get<QString>();
        const QString name = receiptName(kind, number, select.money(row.intake.amount.currency()));
        row.ofReceipt = query.withReceipts && !row.isReceipt && !name.isEmpty();
        (row.isReceipt ? row.intake.label : row.parentLabel) = name;
        rows.append(row);
    }
    return rows;
}

} // namespace store
