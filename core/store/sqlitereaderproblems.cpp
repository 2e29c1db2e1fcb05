// SPDX-License-Identifier: GPL-3.0-or-later

#include "records/words.h"
#include "store/columns.h"
#include "store/outbox.h"
#include "store/sqlitereader.h"

// Problems: cards by what mends them, and their records.

using namespace Qt::StringLiterals;
using namespace records;

namespace store {

namespace {

// Ops a problem card is made of: what needs a person, and what waits for one problem with
// everything.
const QString kProblems = uR"(
    WITH q (pattern, amount) AS (VALUES (?, ?)),
    problem AS (
        SELECT o.*, a.name AS account_name,
            o.cause || '/' || CASE
                WHEN o.cause IN ($mendedByArgument)
                THEN COALESCE(json_extract(o.cause_arguments, '$[0]'), '')
                ELSE '' END AS card,
            COALESCE(CASE
                WHEN o.subject_kind IN ('invoice', 'credit-note', 'bill')
                THEN (SELECT COALESCE(d.moved_date, d.date) FROM document d WHERE d.id = o.subject_id)
                WHEN o.subject_kind = 'payment'
                THEN (SELECT p.date FROM payment p WHERE p.id = o.subject_id)
                WHEN o.subject_kind = 'allocation'
                THEN (SELECT al.date FROM allocation al WHERE al.id = o.subject_id)
                END, date(o.created_at / 1000, 'unixepoch')) AS record_date,
            o.kind <> 'create-allocation' OR NOT EXISTS (
                SELECT 1
                FROM allocation al
                JOIN operation p ON p.subject_id = al.from_id AND p.subject_kind = al.from_kind
                WHERE al.id = o.subject_id AND p.state IN ('held', 'refused', 'parked')) AS counted,
            EXISTS (
                SELECT 1
                FROM hazard h
                WHERE h.ledger_id = o.subject_id AND h.ledger_kind = o.subject_kind
                    AND h.verdict = 'stop') AS stops
        FROM operation o
        LEFT JOIN account a ON a.id = o.account
        WHERE o.state IN ('held', 'refused', 'parked')
            OR (o.state IN ('waiting', 'unknown') AND o.cause IN ('connection-lost', 'rate-limited',
                'sign-in-needed', 'wrong-organisation', 'permission-denied', 'server-trouble',
                'disk-full'))
            OR o.id IN (
                SELECT j.value
                FROM value v, json_each(v.value) j
                WHERE v.name = 'twice.operations'))
    )"_s;

// What is asked for, among the ops of all cards.
const QString kAsked = uR"((q.pattern = '%%' OR o.label LIKE q.pattern ESCAPE '\'
            OR o.account_name LIKE q.pattern ESCAPE '\' OR o.cause_raw LIKE q.pattern ESCAPE '\'
            OR o.cause_arguments LIKE q.pattern ESCAPE '\' OR o.amount = q.amount))"_s;

// Cards of what could not be taken in.
const QString kInwards = u"in/"_s;

constexpr int kAlikeFrom = 10;

QString problemSql()
{
    QStringList causes;
    for (const CauseId cause : kMendedByArgument)
        causes.append(u'\'' + toText(cause) + u'\'');
    return QString(kProblems).replace(u"$mendedByArgument"_s, causes.join(u", "_s));
}

// Only what all records of a card share is said of it.
Cause shared(Cause cause, bool isSame)
{
    const QString argument = mendedBy(cause);
    if (!isSame)
        cause.arguments = argument.isEmpty() ? QStringList() : QStringList{argument};
    return cause;
}

// The record in Xero that a push made or was compared with; its contact's page shows the rest.
std::optional<XeroRef> seenAs(const Operation& operation, const QUuid& contact)
{
    const QUuid& id = operation.xeroId;
    if (operation.subject.kind == RecordKind::Account)
        return contact.isNull() ? std::nullopt : std::optional(XeroRef{XeroKind::Contact, contact});
    if (id.isNull())
        return std::nullopt;
    switch (operation.kind) {
    case OperationKind::CreateInvoice:
    case OperationKind::CreateBill:
        return XeroRef{XeroKind::Invoice, id};
    case OperationKind::CreateCreditNote:
        return XeroRef{XeroKind::CreditNote, id};
    case OperationKind::CreatePayment:
    case OperationKind::DeletePayment:
    case OperationKind::RefundCredit:
        return XeroRef{XeroKind::Payment, id};
    case OperationKind::CreateAllocation:
    case OperationKind::RemoveAllocation:
        return XeroRef{XeroKind::Allocation, id};
    default:
        return XeroRef{XeroKind::Overpayment, id};
    }
}

// "invoices", "credit notes"
QString manyOf(OperationKind kind)
{
    if (kind == OperationKind::CreateOverpayment)
        return u"payments"_s;
    return toText(kind).section(u'-', 1).replace(u'-', u' ') + u's';
}

} // namespace

QList<ProblemCard> SqliteReader::problems(const Query& query) const
{
    const base::Currency currency = bookCurrency();
    const Search asked = search(query);
    Statement select(connection(),
        problemSql() + uR"(
        SELECT o.cause, MIN(o.cause_arguments), MAX(o.cause_raw),
            MIN(o.cause_arguments) = MAX(o.cause_arguments), o.card,
            COALESCE(SUM(CASE WHEN o.counted AND o.currency = (
                SELECT value FROM setting WHERE name = 'currency') THEN o.amount END), 0) AS money,
            COUNT(*), MIN(o.record_date),
            CASE WHEN COUNT(DISTINCT o.account) = 1 THEN MAX(o.account_name) ELSE '' END,
            SUM(o.stops), COUNT(DISTINCT o.account), MIN(o.not_before),
            MIN(o.kind) = MAX(o.kind), MIN(o.kind), MIN(o.created_at), SUM(o.kind = 'create-bill')
        FROM q, problem o
        WHERE )"_s
            + kAsked + uR"(
        GROUP BY o.card
        ORDER BY money DESC, COUNT(*) DESC, o.card)"_s);
    select.bind(asked.pattern, asked.amount);
    QList<ProblemCard> cards;
    while (select.next()) {
        ProblemCard card;
        select.into(card.example);
        const bool isSame = select.get<bool>();
        select.into(card.key);
        card.example = shared(card.example, isSame);
        card.cause = card.example.id;
        card.heldUp = select.money(currency);
        select.into(card.records, card.oldest, card.accountName, card.bankLines, card.accounts,
            card.nextTry);
        const bool isOneKind = select.get<bool>();
        const auto kind = select.get<OperationKind>();
        const auto since = select.get<QDateTime>();
        select.into(card.bills);
        if (isOneKind && card.records >= kAlikeFrom && areAlike(kind, since, card.records))
            card.kindAlike = manyOf(kind);
        cards.append(card);
    }
    return cards + blockedCards(asked);
}

// Nothing of this kind has gone since, and nine of ten that were tried are among these records.
bool SqliteReader::areAlike(OperationKind kind, const QDateTime& since, int records) const
{
    Statement select(connection(), uR"(
        SELECT COUNT(*), EXISTS (
            SELECT 1
            FROM operation c INDEXED BY operation_changed
            WHERE c.state = 'confirmed' AND c.changed_at >= ? AND c.kind = ?)
        FROM operation o
        WHERE o.state IN ('held', 'refused', 'parked') AND o.kind = ? AND o.created_at >= ?)"_s);
    if (!select.bind(since, kind, kind, since).next())
        return false;
    const int tried = select.get<int>();
    return !select.get<bool>() && records * 10 >= tried * 9;
}

// A match that was made too early stands on the card of the push that it holds up.
static const QString kBlocked = uR"(
        FROM intake i
        JOIN account a ON a.id = i.account
        WHERE i.state = 'blocked' AND i.cause <> 'suspected-wrong-match'
            AND (? = '%%' OR i.label LIKE ? ESCAPE '\' OR a.name LIKE ? ESCAPE '\'
            OR i.cause_arguments LIKE ? ESCAPE '\' OR i.amount = ?))"_s;

QList<ProblemCard> SqliteReader::blockedCards(const Search& asked) const
{
    Statement select(connection(),
        uR"(
        SELECT i.cause, MIN(i.cause_arguments), MAX(i.cause_raw),
            MIN(i.cause_arguments) = MAX(i.cause_arguments),
            COALESCE(SUM(CASE WHEN i.currency = (
                SELECT value FROM setting WHERE name = 'currency') THEN i.amount END), 0) AS money,
            COUNT(*), MIN(i.date),
            CASE WHEN COUNT(DISTINCT i.account) = 1 THEN MAX(a.name) ELSE '' END,
            COUNT(DISTINCT i.account))"_s
            + kBlocked + uR"(
        GROUP BY i.cause
        ORDER BY money DESC, i.cause)"_s);
    select.bind(asked.pattern, asked.pattern, asked.pattern, asked.pattern, asked.amount);
    QList<ProblemCard> cards;
    while (select.next()) {
        ProblemCard card;
        card.isFromXero = true;
        select.into(card.example);
        const bool isSame = select.get<bool>();
        card.example = shared(card.example, isSame);
        card.cause = card.example.id;
        card.key = kInwards + toText(card.cause);
        card.heldUp = select.money(bookCurrency());
        select.into(card.records, card.oldest, card.accountName, card.accounts);
        cards.append(card);
    }
    return cards;
}

QList<ProblemRow> SqliteReader::blockedRows(
    const QString& cause, const Search& asked, int offset, int limit) const
{
    Statement select(connection(),
        uR"(
        SELECT i.xero_kind, i.xero_id, i.parent_kind, i.parent_id, i.account, i.state, i.cause,
            i.cause_arguments, i.cause_raw, i.currency, i.amount, i.label, i.invoice, i.date, a.name)"_s
            + kBlocked + uR"( AND i.cause = ?
        ORDER BY i.amount DESC, i.xero_id
        LIMIT ? OFFSET ?)"_s);
    select.bind(asked.pattern, asked.pattern, asked.pattern, asked.pattern, asked.amount, cause,
        limit, offset);
    const QString code = shortCode();
    QList<ProblemRow> rows;
    while (select.next()) {
        const auto intake = readRecord<Intake>(select);
        ProblemRow row;
        row.operation.state = OperationState::Held;
        row.operation.account = intake.account;
        row.operation.amount = intake.amount;
        row.operation.label = intake.label;
        row.operation.cause = intake.cause;
        row.operation.xeroId = intake.xero.id;
        row.accountName = select.get<QString>();
        row.date = intake.date;
        row.xero = intake.xero;
        const bool isPart = intake.xero.kind == XeroKind::Allocation;
        row.xeroUrl = deepLink(code, isPart ? intake.parent : intake.xero);
        row.isFromXero = true;
        rows.append(row);
    }
    return rows;
}

QList<ProblemRow> SqliteReader::problemRows(
    const QString& key, const Query& query, int offset, int limit) const
{
    const Search asked = search(query);
    if (key.startsWith(kInwards))
        return blockedRows(key.mid(kInwards.size()), asked, offset, limit);
    Statement select(connection(),
        problemSql() + u"SELECT "_s + operationColumns() + uR"(,
            COALESCE(o.account_name, ''), o.record_date, COALESCE(l.contact, ''),
            CASE
            WHEN o.rank = 0 THEN (
                SELECT COUNT(*) FROM operation w
                WHERE w.account = o.account AND w.rank > 0
                    AND w.state NOT IN ('confirmed', 'cancelled', 'set-aside'))
            WHEN o.kind IN ('create-invoice', 'create-bill') THEN (
                SELECT COUNT(*) FROM allocation al
                JOIN operation w ON w.subject_id = al.id AND w.subject_kind = 'allocation'
                WHERE al.to_document = o.subject_id
                    AND w.state NOT IN ('confirmed', 'cancelled', 'set-aside'))
            WHEN o.kind IN ('create-overpayment', 'create-payment', 'create-credit-note') THEN (
                SELECT COUNT(*) FROM allocation al
                JOIN operation w ON w.subject_id = al.id AND w.subject_kind = 'allocation'
                WHERE al.from_id = o.subject_id AND al.from_kind = o.subject_kind
                    AND w.state NOT IN ('confirmed', 'cancelled', 'set-aside'))
            ELSE 0 END,
            COALESCE((
                SELECT e.label
                FROM operation e
                LEFT JOIN allocation al ON o.kind = 'create-allocation' AND al.id = o.subject_id
                WHERE e.account = o.account AND e.rank < o.rank
                    AND e.state NOT IN ('confirmed', 'cancelled', 'set-aside')
                    AND (e.rank = 0
                        OR (e.subject_id = al.from_id AND e.subject_kind = al.from_kind)
                        OR (e.subject_id = al.to_document AND e.rank BETWEEN 2 AND 4))
                ORDER BY e.rank, e.id
                LIMIT 1), '')
        FROM q, problem o
        LEFT JOIN link l ON l.account = o.account
        WHERE o.card = ? AND )"_s
            + kAsked + uR"(
        ORDER BY o.amount DESC, o.id
        LIMIT ? OFFSET ?)"_s);
    select.bind(asked.pattern, asked.amount, key, limit, offset);
    const QString code = shortCode();
    QList<ProblemRow> rows;
    while (select.next()) {
        ProblemRow row;
        row.operation = readRecord<Operation>(select);
        select.into(row.accountName, row.date);
        const QUuid contact = QUuid::fromString(select.get<QString>());
        select.into(row.blocks, row.blockedBy);
        row.xero = seenAs(row.operation, contact);
        row.xeroUrl = row.xero ? deepLink(code, *row.xero) : QString();
        if (row.xeroUrl.isEmpty() && !contact.isNull())
            row.xeroUrl = deepLink(code, {XeroKind::Contact, contact});
        rows.append(row);
    }
    return rows;
}

QList<std::pair<QString, QString>> SqliteReader::choices(RemedyId remedy) const
{
    const bool isAccount = remedy == RemedyId::ChooseAccountCode;
    if (!isAccount && remedy != RemedyId::ChooseTaxType)
        return {};
    Statement select(connection(),
        isAccount ? uR"(
        SELECT code, name
        FROM mirror_chart_account
        WHERE seen_until IS NULL AND status = 'ACTIVE' AND type <> 'BANK' AND code <> ''
        ORDER BY code)"_s
                  : uR"(
        SELECT id, name
        FROM mirror_tax_rate
        WHERE seen_until IS NULL AND status IN ('ACTIVE', '')
        ORDER BY name)"_s);
    QList<std::pair<QString, QString>> choices;
    while (select.next()) {
        const QString code = select.get<QString>();
        choices.append({code, select.get<QString>()});
    }
    return choices;
}

QList<TaskRow> SqliteReader::tasks(const Query& query) const
{
    const Search asked = search(query);
    Statement select(connection(), uR"(
        SELECT t.account, t.of_kind, t.of_id, t.xero_kind, t.xero_id, t.currency, t.amount, t.date,
            t.label, t.half, t.way, t.is_wished, t.cause, t.cause_arguments, t.cause_raw, a.name,
            COALESCE(l.contact, '')
        FROM task t
        JOIN account a ON a.id = t.account
        LEFT JOIN link l ON l.account = t.account
        WHERE ? = '%%' OR t.label LIKE ? ESCAPE '\' OR a.name LIKE ? ESCAPE '\'
        ORDER BY t.amount DESC, t.id)"_s);
    select.bind(asked.pattern, asked.pattern, asked.pattern);
    QList<TaskRow> rows;
    while (select.next()) {
        TaskRow row{readRecord<records::Task>(select), {}, {}};
        const auto name = select.get<QString>();
        const QUuid contact = QUuid::fromString(select.get<QString>());
        row.accountName = name;
        if (!contact.isNull())
            row.xeroUrl = deepLink(shortCode(), {XeroKind::Contact, contact});
        rows.append(row);
    }
    return rows;
}

QList<AttemptRow> SqliteReader::attempts(OperationId id) const
{
    Statement select(connection(), uR"(
        SELECT t.started_at, CAST(b.verb AS TEXT) || ' ' || CAST(b.path AS TEXT),
            CAST(b.body AS TEXT), t.outcome, t.raw, COALESCE(t.http_status, 0)
        FROM operation o
        JOIN batch b ON b.id = o.batch
        JOIN attempt t ON t.batch = b.id
        WHERE o.id = ?
        ORDER BY t.id)"_s);
    select.bind(id);
    QList<AttemptRow> rows;
    while (select.next()) {
        AttemptRow row;
        select.into(row.at, row.request, row.body, row.outcome, row.raw, row.httpStatus);
        rows.append(row);
    }
    return rows;
}

} // namespace store
