// SPDX-License-Identifier: GPL-3.0-or-later

#include "store/control.h"
#include "store/sqlitereader.h"

#include "store/accountfiles.h"
#include "store/accounts.h"
#include "store/history.h"
#include "store/links.h"
#include "store/mirrorcontacts.h"
#include "store/outbox.h"
#include "store/signoffs.h"
#include "store/ties.h"

#include <algorithm>

// The Accounts page: both balances of each account side by side, from the derived positions.

using namespace Qt::StringLiterals;
using namespace records;

namespace store {

namespace {

// Of now, or of the day that is kept. A balance stands for an account and a currency; an account
// without entries has one of nothing. A customer who is a vendor too stands among both.
const QString kMatching = uR"(
    WITH q (pattern, amount, cause, currency, least, measured) AS (VALUES (?, ?, ?, ?, ?, ?))
    SELECT $columns
    FROM q, account a
    LEFT JOIN $position p ON p.account = a.id AND p.side = ?
    WHERE (a.role = ? OR p.side IS NOT NULL)
        AND (q.pattern = '%%' OR a.number LIKE q.pattern ESCAPE '\' OR a.name LIKE q.pattern ESCAPE '\'
            OR ABS(p.ledger) = q.amount OR ABS(p.xero) = q.amount OR ABS(p.difference) = q.amount)
        AND (q.currency = '' OR COALESCE(p.currency, a.currency) = q.currency)
        AND (q.least = 0 OR p.currency <> q.measured OR ABS(p.difference) >= q.least)
        AND (q.cause = '' OR EXISTS (SELECT 1 FROM $line l WHERE l.cause = q.cause
            AND l.side = p.side AND l.account = a.id AND l.currency = p.currency))
    )"_s;

const QString kNotExplained = u"(a.id, p.side, p.currency) IN (SELECT account, side, currency FROM "
                              "$line WHERE cause = 'unexplained')"_s;

QString filterOf(const QString& filter)
{
    if (filter == "differ"_L1)
        return u" AND p.differs = 1"_s;
    if (filter == "unexplained"_L1)
        return u" AND "_s + kNotExplained;
    if (filter == "stale"_L1)
        return u" AND p.stale = 1"_s;
    if (filter == "suspended"_L1)
        return u" AND a.id IN (SELECT account FROM sign_off_change)"_s;
    return {};
}

QString matching(const Query& query, const QString& columns)
{
    const QString suffix = query.asOf.isValid() ? u"_as_of"_s : QString();
    QString sql = kMatching + filterOf(query.filter);
    return sql.replace(u"$columns"_s, columns)
        .replace(u"$position"_s, u"position"_s + suffix)
        .replace(u"$line"_s, u"bridge_line"_s + suffix);
}

Side sideOf(const QString& role)
{
    return role == toText(ledger::AccountRole::Vendor) ? Side::Payable : Side::Receivable;
}

// Columns: number, name, ledger, xero, difference, causes, unexplained, last moved. The list's own
// order: largest difference first.
QString orderOf(const Query& query)
{
    static const QStringList columns = {u"a.number"_s, u"a.name COLLATE NOCASE"_s, u"p.ledger"_s,
        u"p.xero"_s, u"p.difference"_s, u"p.causes"_s, u"p.unexplained"_s, u"p.last_moved"_s};
    const QString way = query.order == Order::Descending ? u" DESC"_s : QString();
    if (query.sortColumn < 0 || query.sortColumn >= columns.size())
        return u"COALESCE(p.differs, 0) DESC, ABS(COALESCE(p.difference, 0)) DESC, a.name, a.id, "
               "p.currency"_s;
    return columns[query.sortColumn] + way + u", a.id, p.currency"_s;
}

} // namespace

Statement& SqliteReader::bindMatching(
    Statement& select, const QString& role, const Query& query) const
{
    const Search asked = search(query);
    const base::Currency measured = query.currency.isNone() ? bookCurrency() : query.currency;
    return select.bind(asked.pattern, asked.amount, query.cause ? toText(*query.cause) : u""_s,
        query.currency.code(), query.atLeast, measured.code(), sideOf(role), role);
}

int SqliteReader::accountCount(const QString& role, const Query& query) const
{
    Statement select(connection(), matching(query, u"COUNT(*)"_s));
    return bindMatching(select, role, query).next() ? select.get<int>() : 0;
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

QList<BalanceSum> SqliteReader::balanceSums(const QString& role, const Query& query) const
{
    Statement select(connection(),
        matching(query,
            uR"(COALESCE(p.currency, a.currency), COUNT(*),
        COALESCE(SUM(p.differs), 0), COALESCE(SUM(p.ledger), 0), COALESCE(SUM(p.xero), 0),
        COALESCE(SUM(p.unexplained), 0), COALESCE(SUM(p.stale), 0), COUNT(CASE WHEN )"_s
                + kNotExplained + u" THEN 1 END)"_s)
            + u" GROUP BY 1 ORDER BY COUNT(*) DESC, 1"_s);
    bindMatching(select, role, query);
    QList<BalanceSum> sums;
    while (select.next()) {
        BalanceSum sum;
        RowCurrency currency;
        select.into(currency, sum.rows, sum.differing, sum.ledger, sum.xero, sum.unexplained,
            sum.stale, sum.notExplained);
        sum.currency = currency.code;
        sums.append(sum);
    }
    const base::Currency own = bookCurrency();
    std::stable_sort(sums.begin(), sums.end(), [&](const BalanceSum& a, const BalanceSum& b) {
        return (a.currency == own) > (b.currency == own);
    });
    return sums;
}

QList<CauseSum> SqliteReader::causeSums(const QString& role, const Query& query) const
{
    Query asked = query;
    if (asked.currency.isNone())
        asked.currency = bookCurrency();
    const QString suffix = query.asOf.isValid() ? u"_as_of"_s : QString();
    Statement select(connection(),
        uR"(
        SELECT l.cause, COUNT(DISTINCT l.account), SUM(l.amount)
        FROM bridge_line)"_s
            + suffix + uR"( l
        WHERE (l.account, l.side, l.currency) IN ()"_s
            + matching(asked, u"a.id, p.side, p.currency"_s) + uR"()
        GROUP BY l.cause
        ORDER BY l.cause = 'unexplained', ABS(SUM(l.amount)) DESC, l.cause)"_s);
    bindMatching(select, role, asked);
    QList<CauseSum> sums;
    while (select.next()) {
        CauseSum sum;
        select.into(sum.cause, sum.accounts);
        sum.amount = select.money(asked.currency);
        sums.append(sum);
    }
    return sums;
}

QList<AccountRow> SqliteReader::accounts(
    const QString& role, const Query& query, int offset, int limit) const
{
    Statement select(connection(),
        matching(query, uR"(a.id, a.number, a.name, a.role,
        COALESCE(p.currency, a.currency), COALESCE(p.ledger, 0), COALESCE(p.xero, 0),
        COALESCE(p.difference, 0), COALESCE(p.unexplained, 0), COALESCE(p.causes, 0),
        COALESCE(p.cause, 'unexplained'), COALESCE(p.differs, 0), COALESCE(p.stale, 0),
        p.last_moved)"_s)
            + u" ORDER BY "_s + orderOf(query) + u" LIMIT ? OFFSET ?"_s);
    bindMatching(select, role, query).bind(limit, offset);
    QList<AccountRow> rows;
    while (select.next()) {
        AccountRow r;
        select.into(r.id, r.number, r.name, r.role, RowCurrency(), r.ledger, r.xero, r.difference,
            r.unexplained, r.causes, r.cause, r.differs, r.isStale, r.lastMoved);
        r.side = sideOf(role);
        rows.append(r);
    }
    addSignOffs(rows);
    return rows;
}

// Of each row the sign-off that matters most: a suspended one, else that of the latest day. Asked
// for the rows that are shown alone.
void SqliteReader::addSignOffs(QList<AccountRow>& rows) const
{
    Statement select(connection(), uR"(
        SELECT s.day, EXISTS (
            SELECT 1 FROM sign_off_change c WHERE c.sign_off = s.id AND c.account = k.account)
        FROM sign_off_account k
        JOIN sign_off s ON s.id = k.sign_off
        WHERE k.account = ? AND s.ended_at IS NULL AND s.prepared_at IS NOT NULL
        ORDER BY 2 DESC, s.day DESC
        LIMIT 1)"_s);
    for (AccountRow& row : rows)
        if (select.bind(row.id).next())
            select.into(row.signedTo, row.isSuspended);
}

QString SqliteReader::controlWords(const ControlDifference& one) const
{
    if (one.isStale)
        return u"Being read again: Xero reports %1, what was read adds up to %2."_s.arg(
            one.xero.display(), one.documents.display());
    const QDateTime at = controlTotals(connection()).at.toTimeZone(organisationZone());
    return u"Xero’s own balance differed on %1: it said %2, its documents added up to %3."_s.arg(
        at.toString(u"d MMM HH:mm"), one.xero.display(), one.documents.display());
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
        .control = {},
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
        SELECT currency, ledger, xero, outstanding_differs, last_moved, stale
        FROM position
        WHERE account = ? AND side = ?
        ORDER BY currency = ? DESC)"_s);
    if (position.bind(id, bridge.side, account->currency).next()) {
        RowCurrency currency;
        position.into(currency, bridge.ledger, bridge.xero, bridge.outstandingDiffers,
            bridge.lastMoved, bridge.isStale);
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
        for (const ControlDifference& one :
            controlDifferencesOf(connection(), detail.link->contact))
            if (one.side == bridge.side && one.xero.currency() == bridge.currency)
                detail.control = controlWords(one);
    detail.notice = notices.join(u" · "_s);
    for (const Operation& operation : Outbox(connection()).ofAccount(id))
        if (isOpen(operation.state))
            detail.pushes.insert(operation.subject, operation);
    return detail;
}

std::optional<AccountFile> SqliteReader::accountFile(AccountId id) const
{
    return readAccountFile(connection(), id);
}

Surroundings SqliteReader::surroundings() const
{
    Surroundings around
        = upToDate(m_surroundings, [this] { return readSurroundings(connection(), *m_clock); });
    around.now = m_clock->now();
    return around;
}

RecordHistory SqliteReader::history(
    const QList<RecordRef>& ledger, const QList<XeroRef>& xero) const
{
    return readHistory(connection(), ledger, xero);
}

AsOfDay SqliteReader::asOf() const
{
    return {
        QDate::fromString(value(u"as-of.day"_s), Qt::ISODate), value(u"as-of.ready"_s) == "yes"_L1};
}

QList<BalanceDay> SqliteReader::balanceDays(const QString& role) const
{
    Statement select(connection(), uR"(
        SELECT day, ledger, xero, unexplained, held_up, differing
        FROM balance_day
        WHERE side = ? AND currency = ?
        ORDER BY day)"_s);
    const base::Currency currency = bookCurrency();
    select.bind(sideOf(role), currency);
    QList<BalanceDay> days;
    while (select.next()) {
        BalanceDay day;
        select.into(day.day);
        for (base::Money* amount : {&day.ledger, &day.xero, &day.unexplained, &day.heldUp})
            *amount = select.money(currency);
        select.into(day.differing);
        days.append(day);
    }
    return days;
}

QList<SignOff> SqliteReader::signOffs() const
{
    return SignOffs(connection()).all();
}

std::optional<SignOff> SqliteReader::signOff(SignOffId id) const
{
    return SignOffs(connection()).find(id);
}

QList<SignedAccount> SqliteReader::signedAccounts(
    SignOffId id, AccountId only, bool withItems, int offset, int limit) const
{
    return SignOffs(connection()).accounts(id, only, withItems, offset, limit);
}

QList<BridgeLine> SqliteReader::signedLines(SignOffId id, int offset, int limit) const
{
    return SignOffs(connection()).lines(id, offset, limit);
}

QList<SignOffChange> SqliteReader::signOffChanges(SignOffId id, int offset, int limit) const
{
    return SignOffs(connection()).changes(id, offset, limit);
}

QList<SignOffEvent> SqliteReader::signOffEvents(SignOffId id) const
{
    return SignOffs(connection()).events(id);
}

} // namespace store
