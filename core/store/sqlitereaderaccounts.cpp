// SPDX-License-Identifier: GPL-3.0-or-later

#include "store/control.h"
#include "store/sqlitereader.h"

#include "store/accounts.h"
#include "store/links.h"
#include "store/mirrorcontacts.h"
#include "store/outbox.h"
#include "store/ties.h"

// The Accounts page: both balances of each account side by side, from the derived positions.

using namespace Qt::StringLiterals;
using namespace records;

namespace store {

namespace {

const QString kMatching = uR"(
    WITH q (pattern, amount) AS (VALUES (?, ?))
    SELECT $columns
    FROM q, account a
    LEFT JOIN position p ON p.account = a.id AND p.side = ?
    WHERE a.role = ? AND (? <> 'differ' OR p.differs = 1)
        AND (q.pattern = '%%' OR a.number LIKE q.pattern ESCAPE '\' OR a.name LIKE q.pattern ESCAPE '\'
            OR ABS(p.ledger) = q.amount OR ABS(p.xero) = q.amount OR ABS(p.difference) = q.amount)
    )"_s;

QString sideOf(const QString& role)
{
    return toText(role == toText(ledger::AccountRole::Vendor) ? Side::Payable : Side::Receivable);
}

// Columns: number, name, ledger, xero, difference, causes. The list's own order: largest difference
// first.
QString orderOf(const Query& query)
{
    static const QStringList columns = {u"a.number"_s, u"a.name COLLATE NOCASE"_s, u"p.ledger"_s,
        u"p.xero"_s, u"p.difference"_s, u"p.causes"_s};
    const QString way = query.order == Order::Descending ? u" DESC"_s : QString();
    if (query.sortColumn < 0 || query.sortColumn >= columns.size())
        return u"COALESCE(p.differs, 0) DESC, ABS(COALESCE(p.difference, 0)) DESC, a.name, a.id"_s;
    return columns[query.sortColumn] + way + u", a.id"_s;
}

} // namespace

int SqliteReader::accountCount(const QString& role, const Query& query) const
{
    return accountTotals(role, query).rows;
}

Totals SqliteReader::totalsOf(Statement& select) const
{
    const base::Currency currency = bookCurrency();
    Totals totals;
    if (select.next()) {
        select.into(totals.rows);
        totals.in = select.money(currency);
        totals.out = select.money(currency);
    }
    return totals;
}

Totals SqliteReader::accountTotals(const QString& role, const Query& query) const
{
    const Search asked = search(query);
    Statement select(connection(), QString(kMatching).replace(u"$columns"_s, uR"(
        COUNT(*),
        COALESCE(SUM(CASE WHEN p.currency = (SELECT value FROM setting WHERE name = 'currency')
            THEN p.ledger END), 0),
        COALESCE(SUM(CASE WHEN p.currency = (SELECT value FROM setting WHERE name = 'currency')
            THEN p.xero END), 0))"_s));
    select.bind(asked.pattern, asked.amount, sideOf(role), role, query.filter);
    return totalsOf(select);
}

QList<AccountRow> SqliteReader::accounts(
    const QString& role, const Query& query, int offset, int limit) const
{
    const Search asked = search(query);
    Statement select(connection(),
        QString(kMatching).replace(u"$columns"_s, uR"(
        a.id, a.number, a.name, a.role, COALESCE(p.currency, a.currency), COALESCE(p.ledger, 0),
        COALESCE(p.xero, 0), COALESCE(p.difference, 0), COALESCE(p.causes, 0),
        COALESCE(p.cause, 'unexplained'), COALESCE(p.differs, 0))"_s)
            + u" ORDER BY "_s + orderOf(query) + u" LIMIT ? OFFSET ?"_s);
    select.bind(asked.pattern, asked.amount, sideOf(role), role, query.filter, limit, offset);
    QList<AccountRow> rows;
    while (select.next()) {
        AccountRow r;
        select.into(r.id, r.number, r.name, r.role, RowCurrency(), r.ledger, r.xero, r.difference,
            r.causes, r.cause, r.differs);
        rows.append(r);
    }
    return rows;
}

std::optional<AccountDetail> SqliteReader::account(AccountId id) const
{
    const auto account = Accounts(connection()).find(id);
    if (!account)
        return std::nullopt;
    AccountDetail detail{.account = *account,
        .link = Links(connection()).linkOf(id),
        .contactName = {},
        .xeroUrl = {},
        .bridge = {},
        .hazards = {},
        .notice = {},
        .pushes = {}};
    if (detail.link) {
        const auto contact = MirrorContacts(connection()).find(detail.link->contact);
        detail.contactName = contact ? contact->name : detail.link->contactName;
        detail.xeroUrl = deepLink(shortCode(), {XeroKind::Contact, detail.link->contact.value});
    }
    Bridge& bridge = detail.bridge;
    bridge.account = id;
    bridge.side = account->role == ledger::AccountRole::Vendor ? Side::Payable : Side::Receivable;
    bridge.currency = account->currency;
    Statement position(connection(), uR"(
        SELECT currency, ledger, xero, outstanding_differs
        FROM position
        WHERE account = ? AND side = ?
        ORDER BY currency = ? DESC)"_s);
    if (position.bind(id, bridge.side, account->currency).next()) {
        RowCurrency currency;
        position.into(currency, bridge.ledger, bridge.xero, bridge.outstandingDiffers);
        bridge.currency = currency.code;
    }
    Statement lines(connection(), uR"(
        SELECT account, side, cause, currency, amount, ledger_kind, ledger_id, xero_kind, xero_id,
            label, date, remedy
        FROM bridge_line
        WHERE account = ? AND side = ? AND currency = ?
        ORDER BY id)"_s);
    bridge.lines = allRecords<BridgeLine>(lines.bind(id, bridge.side, bridge.currency));
    Statement hazards(connection(), uR"(
        SELECT hazard, verdict, account, bank_code, ledger_kind, ledger_id, xero_kind, xero_id,
            currency, amount, date, label, sentence, remedy
        FROM hazard
        WHERE account = ? AND preflight IS NULL
        ORDER BY id)"_s);
    detail.hazards = allRecords<Hazard>(hazards.bind(id));
    QStringList notices;
    Statement waiting(connection(), uR"(
        SELECT xero_kind = 'prepayment', currency, SUM(amount)
        FROM intake
        WHERE account = ? AND state = 'waiting'
        GROUP BY 1, 2)"_s);
    waiting.bind(id);
    while (waiting.next()) {
        const bool prepayment = waiting.get<bool>();
        base::Money amount;
        waiting.into(RowCurrency(), amount);
        notices.append(prepayment
                ? u"%1 prepayment available to allocate"_s.arg(amount.display())
                : u"Credit held in Xero, not yet in the ledger: %1"_s.arg(amount.display()));
    }
    if (detail.link)
        for (const ControlDifference& one : controlTotalsFrom(value(u"control"_s)).differences)
            if (one.contact == detail.link->contact && one.side == bridge.side)
                notices.append(
                    u"Xero’s own balance differs: it says %1, its documents add up to %2"_s.arg(
                        one.xero.display(), one.documents.display()));
    detail.notice = notices.join(u" · "_s);
    for (const Operation& operation : Outbox(connection()).ofAccount(id))
        if (isOpen(operation.state))
            detail.pushes.insert(operation.subject, operation);
    return detail;
}

} // namespace store
