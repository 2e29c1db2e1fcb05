// SPDX-License-Identifier: GPL-3.0-or-later

#include "store/columns.h"
#include "store/links.h"
#include "store/mirrorbank.h"
#include "store/outbox.h"
#include "store/sqlitereader.h"

#include <algorithm>

// The Ledger page: one row per record, newest first, and all there is to say about one of them.

using namespace Qt::StringLiterals;
using namespace records;

namespace store {

namespace {

// Allocations and reversals are rows as well: each has a state of its own towards Xero.
const QString kRecords = uR"(
    WITH q (pattern, amount) AS (VALUES (?, ?)),
    record AS (
        SELECT kind, id, number, account, COALESCE(moved_date, date) AS date, currency,
            total AS amount, source, reference AS note, status AS status, NULL AS from_kind,
            NULL AS from_id
        FROM document
        UNION ALL
        SELECT 'payment', id, number, account, date, currency, amount, source, reference, '', NULL,
            NULL
        FROM payment
        UNION ALL
        SELECT 'adjustment', id, number, account, date, currency, amount, source, reason, kind, NULL,
            NULL
        FROM adjustment
        UNION ALL
        SELECT 'allocation', al.id, (SELECT number FROM document d WHERE d.id = al.to_document),
            al.account, al.date, al.currency, al.amount, al.source, '', CASE al.removed WHEN 1 THEN
            'removed' ELSE '' END, al.from_kind, al.from_id
        FROM allocation al
        UNION ALL
        SELECT 'reversal', id, number, account, date, currency, amount, source, reason, '', NULL, NULL
        FROM reversal)
    )"_s;

const QString kFrom = uR"(
    FROM q, record r
    JOIN account a ON a.id = r.account
    WHERE (? = '' OR r.kind = ?)
        AND (q.pattern = '%%' OR r.number LIKE q.pattern ESCAPE '\' OR a.name LIKE q.pattern ESCAPE '\'
            OR r.note LIKE q.pattern ESCAPE '\' OR r.amount = q.amount)
    )"_s;

// What the state of a row is judged from; read for the rows of the window alone.
const QString kRow = uR"(
    SELECT r.kind, r.id, r.number, r.account_name, r.account, r.date, r.currency, r.amount, r.source,
        r.note, r.status,
        COALESCE((SELECT origin FROM twin t WHERE t.ledger_id = r.id AND t.ledger_kind = r.kind), ''),
        COALESCE((SELECT state FROM operation o WHERE o.subject_id = r.id AND o.subject_kind = r.kind
            AND o.state <> 'cancelled' ORDER BY o.id DESC LIMIT 1), ''),
        EXISTS (SELECT 1 FROM reversal v WHERE v.of_id = r.id AND v.of_kind = r.kind),
        COALESCE(CASE r.from_kind
            WHEN 'payment' THEN (SELECT p.number FROM payment p WHERE p.id = r.from_id)
            WHEN 'credit-note' THEN (SELECT d.number FROM document d WHERE d.id = r.from_id)
            WHEN 'adjustment' THEN (SELECT j.number FROM adjustment j WHERE j.id = r.from_id)
            END, ''),
        COALESCE(r.from_kind = 'payment' AND EXISTS (SELECT 1 FROM twin t WHERE t.ledger_id = r.from_id
            AND t.ledger_kind = 'payment' AND t.xero_kind IN ('payment', 'allocation')), 0)
    FROM page r
    )"_s;

struct Standing {
    QString status; // of a document, kind of an adjustment, "removed" of an allocation
    QString origin; // of its twin
    QString operation; // state of its op
    bool reversed = false;
    bool covered = false; // an allocation that its payment's twin stands for
};

QString stateOf(RecordKind kind, const Standing& s)
{
    if (kind == RecordKind::Adjustment && s.origin == "taken-in"_L1)
        return u"taken in from Xero"_s;
    if (kind == RecordKind::Adjustment)
        return u"never pushed: "_s + QString(s.status).replace(u'-', u' ');
    if (kind == RecordKind::Reversal && !s.origin.isEmpty())
        return u"in Xero"_s; // as the refund that answers it
    if (kind == RecordKind::Reversal)
        return u"never pushed: reversal"_s;
    if (s.reversed || s.status == "removed"_L1)
        return u"reversed"_s;
    if (s.status == "draft"_L1 || s.status == "voided"_L1)
        return s.status;
    if (s.origin == "taken-in"_L1)
        return u"taken in from Xero"_s;
    if (!s.origin.isEmpty() || s.covered)
        return u"in Xero"_s;
    const auto state = fromText<OperationState>(s.operation);
    if (!state)
        return u"not in Xero"_s;
    switch (*state) {
    case OperationState::Held:
    case OperationState::Refused:
    case OperationState::Parked:
        return u"needs you"_s;
    case OperationState::Sending:
    case OperationState::Unknown:
        return u"being looked up"_s;
    case OperationState::Confirmed:
        return u"in Xero"_s;
    case OperationState::SetAside:
        return u"set aside"_s;
    case OperationState::Waiting:
    case OperationState::Cancelled:
        break;
    }
    return u"waiting"_s;
}

QList<LedgerRow> readRows(Statement& select)
{
    QList<LedgerRow> rows;
    while (select.next()) {
        LedgerRow row;
        Standing standing;
        QString from;
        select.into(row.ref, row.number, row.accountName, row.account, row.date, RowCurrency(),
            row.amount, row.source, row.note, standing.status, standing.origin, standing.operation,
            standing.reversed, from, standing.covered);
        if (row.ref.kind == RecordKind::Allocation)
            row.note = u"from %1"_s.arg(from);
        row.state = stateOf(row.ref.kind, standing);
        rows.append(row);
    }
    return rows;
}

// Columns: date, number, account, kind, amount, source. The list's own order: newest first.
QString orderOf(const Query& query)
{
    static const QStringList columns = {u"r.date"_s, u"r.number"_s, u"a.name COLLATE NOCASE"_s,
        u"r.kind"_s, u"r.amount"_s, u"r.source"_s};
    if (query.sortColumn < 0 || query.sortColumn >= columns.size())
        return u" ORDER BY r.date DESC, r.kind, r.id DESC"_s;
    return u" ORDER BY "_s + columns[query.sortColumn]
        + (query.order == Order::Descending ? u" DESC, r.id DESC"_s : u", r.id"_s);
}

QString withPage(const QString& page)
{
    return kRecords + u", page AS (SELECT r.*, a.name AS account_name "_s + page + u")"_s + kRow;
}

// "Change this in the ledger: the invoice came from there." (R087)
QString whereToChange(RecordRef ref, ledger::Source source)
{
    const QString noun = toText(ref.kind).replace(u'-', u' ');
    switch (source) {
    case ledger::Source::Import:
        return u"Change this in the ledger: the %1 came from there."_s.arg(noun);
    case ledger::Source::Hand:
        return u"Change this here, in the ledger: the %1 was entered here."_s.arg(noun);
    case ledger::Source::Xero:
        return u"Change this in Xero: the %1 came from there."_s.arg(noun);
    }
    return {};
}

} // namespace

int SqliteReader::ledgerCount(const Query& query) const
{
    const Search asked = search(query);
    Statement select(connection(), kRecords + u"SELECT COUNT(*)"_s + kFrom);
    select.bind(asked.pattern, asked.amount, query.filter, query.filter);
    return select.next() ? select.get<int>() : 0;
}

QList<LedgerRow> SqliteReader::ledger(const Query& query, int offset, int limit) const
{
    const Search asked = search(query);
    Statement select(connection(), withPage(kFrom + orderOf(query) + u" LIMIT ? OFFSET ?"_s));
    select.bind(asked.pattern, asked.amount, query.filter, query.filter, limit, offset);
    return readRows(select);
}

QList<LedgerRow> SqliteReader::find(const QString& text, int limit) const
{
    QList<LedgerRow> rows;
    const Search asked = search({.text = text, .filter = {}});
    Statement accounts(connection(), uR"(
        SELECT id, number, name, source
        FROM account
        WHERE number LIKE ? ESCAPE '\' OR name LIKE ? ESCAPE '\'
        ORDER BY name
        LIMIT ?)"_s);
    accounts.bind(asked.pattern, asked.pattern, limit);
    while (accounts.next()) {
        LedgerRow row;
        accounts.into(row.account, row.number, row.accountName, row.source);
        row.ref = {RecordKind::Account, row.account.value};
        rows.append(row);
    }
    if (const auto left = limit - rows.size(); left > 0)
        rows += ledger({.text = text, .filter = {}}, 0, int(left));
    return rows;
}

std::optional<base::Money> SqliteReader::outstanding(RecordRef ref, base::Money amount) const
{
    const bool takes = ref.kind == RecordKind::Invoice || ref.kind == RecordKind::Bill;
    if (!takes && ref.kind != RecordKind::Payment && ref.kind != RecordKind::CreditNote)
        return std::nullopt;
    Statement used(connection(),
        takes ? uR"(
        SELECT COALESCE(SUM(amount), 0) FROM allocation WHERE to_document = ? AND removed = 0)"_s
              : uR"(
        SELECT COALESCE(SUM(amount), 0) FROM allocation
        WHERE from_id = ? AND from_kind = ? AND removed = 0)"_s);
    if (takes)
        used.bind(ref.id);
    else
        used.bind(ref.id, ref.kind);
    if (!used.next())
        return std::nullopt;
    return base::Money(amount.minor() - used.get<qint64>(), amount.currency());
}

std::optional<RecordDetail> SqliteReader::record(RecordRef ref) const
{
    RecordDetail detail;
    if (ref.kind == RecordKind::Account) {
        const auto about = account(AccountId{ref.id});
        if (!about)
            return std::nullopt;
        detail.row = {.ref = ref,
            .number = about->account.number,
            .accountName = about->account.name,
            .account = about->account.id,
            .date = {},
            .amount = {},
            .source = about->account.source,
            .state = about->link ? u"linked"_s : u"not linked"_s,
            .note = {}};
        detail.xeroId = about->link ? about->link->contact.toString() : QString();
        detail.xeroUrl = about->xeroUrl;
    } else {
        Statement select(
            connection(), withPage(uR"(FROM q, record r JOIN account a ON a.id = r.account
                WHERE r.kind = ? AND r.id = ?)"_s));
        select.bind(u"%%"_s, std::optional<base::Money>(), ref);
        const QList<LedgerRow> rows = readRows(select);
        if (rows.isEmpty())
            return std::nullopt;
        detail.row = rows.constFirst();
        Statement twin(connection(), uR"(
            SELECT xero_kind, xero_id FROM twin WHERE ledger_kind = ? AND ledger_id = ?)"_s);
        if (twin.bind(ref).next()) {
            const auto xero = twin.get<XeroRef>();
            detail.xeroId = xero.id.toString(QUuid::WithoutBraces);
            detail.xeroUrl = deepLink(shortCode(), xero);
            detail.facts.append({u"Kind in Xero"_s, toText(xero.kind).replace(u'-', u' ')});
        }
    }
    const LedgerRow& row = detail.row;
    detail.whereToChange = whereToChange(ref, row.source);
    detail.outstanding = outstanding(ref, row.amount);
    for (const Operation& operation : Outbox(connection()).ofAccount(row.account))
        if (operation.subject == ref && isOpen(operation.state))
            detail.push = operation;
    Statement history(connection(), uR"(
        SELECT at, who, what
        FROM journal
        WHERE about_kind = ? AND about_id = ?
        ORDER BY id DESC)"_s);
    history.bind(ref);
    while (history.next()) {
        HistoryRow line;
        history.into(line.at, line.who, line.what);
        detail.history.append(line);
    }
    detail.why = whyFacts(detail);
    return detail;
}

// Of a record that was read already.
WhyFacts SqliteReader::whyFacts(const RecordDetail& detail) const
{
    WhyFacts why;
    why.kind = detail.row.ref.kind;
    why.isInXero = !detail.xeroId.isEmpty() && why.kind != RecordKind::Account;
    why.date = detail.row.date;
    why.push = detail.push;
    Statement contact(connection(),
        u"SELECT a.role, l.contact IS NOT NULL, l.contact IS NOT NULL AND "_s + kHalfLinked + uR"(,
            COALESCE(c.merged_to IS NOT NULL, 0), COALESCE(c.name, l.contact_name, ''),
            COALESCE(c.status, '')
        FROM account a
        LEFT JOIN link l ON l.account = a.id
        LEFT JOIN mirror_contact c ON c.id = l.contact AND c.seen_until IS NULL
        WHERE a.id = ?)"_s);
    ledger::AccountRole role = ledger::AccountRole::Customer;
    if (contact.bind(detail.row.account).next())
        contact.into(
            role, why.isLinked, why.isHalfLinked, why.isMerged, why.contactName, why.contactStatus);
    const BookSettings book = settings();
    why.pushIsOn = book.pushIsOn;
    why.isSent = records::pushes(book.flows[moduleOf(why.kind, role)]);
    why.startDate = book.startDate;
    const auto organisation = MirrorBank(connection()).organisation();
    if (organisation)
        why.lockedUpTo = std::max(organisation->periodLockDate, organisation->endOfYearLockDate);
    why.isPaused = !value(u"breaker.since"_s).isEmpty();
    why.standing = standingCause(value(u"push.quarantine"_s), value(u"push.hold"_s));
    why.lastPush = instant(u"push.last"_s);
    return why;
}

} // namespace store
