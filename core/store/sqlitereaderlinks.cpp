// SPDX-License-Identifier: GPL-3.0-or-later

#include "store/accountfiles.h"
#include "store/columns.h"
#include "store/documents.h"
#include "store/links.h"
#include "store/mirrorbank.h"
#include "store/mirrorcontacts.h"
#include "store/products.h"
#include "store/settings.h"
#include "store/sqlitereader.h"

// The Links page: which account is which contact, and what its checklists look at.

using namespace Qt::StringLiterals;
using namespace records;

namespace store {

namespace {

// Names and tax numbers that two active contacts share, one of which is nobody's here: what
// somebody enters for the one may stand on the other.
const QString kTwice = uR"(
    twice_named AS (
        SELECT c.name COLLATE NOCASE AS value
        FROM mirror_contact c
        LEFT JOIN link l ON l.contact = c.id
        WHERE c.seen_until IS NULL AND c.status = 'ACTIVE' AND c.name <> ''
        GROUP BY c.name COLLATE NOCASE
        HAVING COUNT(*) > 1 AND COUNT(l.contact) < COUNT(*)),
    twice_taxed AS (
        SELECT c.tax_number AS value
        FROM mirror_contact c
        LEFT JOIN link l ON l.contact = c.id
        WHERE c.seen_until IS NULL AND c.status = 'ACTIVE' AND c.tax_number <> ''
        GROUP BY c.tax_number
        HAVING COUNT(*) > 1 AND COUNT(l.contact) < COUNT(*)),)"_s;

const QString kIsDoubled
    = uR"(c.status = 'ACTIVE' AND (c.tax_number IN (SELECT value FROM twice_taxed)
                OR c.name COLLATE NOCASE IN (SELECT value FROM twice_named)))"_s;

const QString kLinks = uR"(
    WITH q (pattern, amount, filter) AS (VALUES (?, ?, ?)),)"_s
    + kTwice + uR"(
    linked AS (
        SELECT a.id, a.number, a.name, l.contact, COALESCE(c.name, l.contact_name, '') AS contact_name,
            COALESCE(l.how, '') AS how,
            CASE
            WHEN l.account IS NULL THEN CASE WHEN EXISTS (
                SELECT 1 FROM operation o
                WHERE o.subject_id = a.id AND o.subject_kind = 'account'
                    AND o.kind = 'create-contact' AND o.state NOT IN ('cancelled', 'set-aside', 'held'))
                THEN 'to-create' ELSE 'not-linked' END
            WHEN c.merged_to IS NOT NULL THEN 'merged'
            WHEN c.status <> 'ACTIVE' THEN 'archived'
            WHEN )"_s
    + kHalfLinked + uR"( THEN 'partial'
            WHEN )"_s
    + kIsDoubled + uR"( THEN 'doubled'
            ELSE 'linked' END AS state,
            l.linked_at, TRIM(a.first_name || ' ' || a.last_name) AS primary_contact,
            COALESCE(TRIM(c.first_name || ' ' || c.last_name), '') AS xero_primary,
            a.email, a.tax_number
        FROM account a
        LEFT JOIN link l ON l.account = a.id
        LEFT JOIN mirror_contact c ON c.id = l.contact AND c.seen_until IS NULL)
    SELECT $columns
    FROM q, linked k
    WHERE (q.filter IN ('', k.state) OR (q.filter = 'need-a-look' AND k.state <> 'linked')
            OR (q.filter = 'with-contact' AND k.contact IS NOT NULL)
            OR (q.filter = 'without-contact' AND k.contact IS NULL)
            OR (q.filter = 'primary-missing' AND (k.primary_contact = ''
                OR (k.contact IS NOT NULL AND k.xero_primary = ''))))
        AND (q.pattern = '%%' OR k.number LIKE q.pattern ESCAPE '\' OR k.name LIKE q.pattern ESCAPE '\'
            OR k.contact_name LIKE q.pattern ESCAPE '\' OR k.email LIKE q.pattern ESCAPE '\'
            OR k.tax_number LIKE q.pattern ESCAPE '\')
    )"_s;

const QString kContacts = uR"(
    WITH q (pattern, amount, filter) AS (VALUES (?, ?, ?)),)"_s
    + kTwice + uR"(
    seen AS (
        SELECT c.*, l.account, COALESCE(a.number, '') AS account_number,
            COALESCE(a.name, '') AS account_name,
            CASE
            WHEN c.merged_to IS NOT NULL THEN 'merged'
            WHEN c.status <> 'ACTIVE' THEN 'archived'
            WHEN )"_s
    + kIsDoubled + uR"( THEN 'doubled'
            WHEN l.account IS NULL THEN 'free'
            ELSE 'linked' END AS state
        FROM mirror_contact c
        LEFT JOIN link l ON l.contact = c.id
        LEFT JOIN account a ON a.id = l.account
        WHERE c.seen_until IS NULL)
    SELECT $columns
    FROM q, seen k
    WHERE q.filter IN ('', k.state)
        AND (q.pattern = '%%' OR k.number LIKE q.pattern ESCAPE '\' OR k.name LIKE q.pattern ESCAPE '\'
            OR k.email LIKE q.pattern ESCAPE '\' OR k.tax_number LIKE q.pattern ESCAPE '\'
            OR k.account_name LIKE q.pattern ESCAPE '\' OR k.account_number LIKE q.pattern ESCAPE '\')
    )"_s;

const QString kUnpushed = uR"(
    WITH q (pattern, amount, filter) AS (VALUES (?, ?, ?))
    SELECT $columns
    FROM q, operation o
    JOIN document d ON d.id = o.subject_id
    JOIN account a ON a.id = d.account
    WHERE o.kind IN ('create-invoice', 'create-credit-note', 'create-bill')
        AND o.state IN ('waiting', 'held', 'sending', 'unknown', 'refused', 'parked')
        AND (q.filter = '' OR o.cause IN ('item-code-not-found', 'sku-missing', 'duplicate-code'))
        AND (q.pattern = '%%' OR d.number LIKE q.pattern ESCAPE '\' OR a.name LIKE q.pattern ESCAPE '\'
            OR d.total = q.amount)
    )"_s;

QString counting(const QString& list)
{
    return QString(list).replace(u"$columns"_s, u"COUNT(*)"_s);
}

// By the chosen column and then by the last one, which is unique; otherwise in the list's own
// order.
QString orderBy(const Query& query, const QStringList& columns, const QString& own)
{
    const bool isChosen = query.sortColumn >= 0 && query.sortColumn < columns.size();
    return u" ORDER BY "_s
        + (isChosen ? columns[query.sortColumn]
                    + (query.order == Order::Descending ? u" DESC"_s : QString()) + u", k.id"_s
                    : own);
}

} // namespace

int SqliteReader::linkCount(const Query& query) const
{
    const Search asked = search(query);
    Statement select(connection(), counting(kLinks));
    select.bind(asked.pattern, asked.amount, query.filter);
    return select.next() ? select.get<int>() : 0;
}

QHash<QString, int> SqliteReader::linkCounts() const
{
    Statement select(connection(),
        QString(kLinks).replace(u"$columns"_s, u"k.state, COUNT(*)"_s) + u" GROUP BY k.state"_s);
    select.bind(u"%%"_s, std::optional<base::Money>(), QString());
    QHash<QString, int> counts;
    while (select.next()) {
        const auto state = select.get<QString>();
        counts.insert(state, select.get<int>());
    }
    return counts;
}

// Whom a merged contact became, and which other account's contact became the same.
void SqliteReader::addSurvivor(LinkRow& row) const
{
    const auto survivor
        = MirrorContacts(connection()).survivorOf(mirror::ContactId::parse(row.contactId));
    if (!survivor)
        return;
    row.survivorId = survivor->id.toString();
    row.survivorName = survivor->name;
    Statement select(connection(), uR"(
        WITH RECURSIVE gone (id) AS (
            VALUES (?)
            UNION
            SELECT c.id
            FROM gone
            JOIN mirror_contact c ON c.merged_to = gone.id AND c.seen_until IS NULL)
        SELECT a.name || ' (' || a.number || ')'
        FROM gone
        JOIN link l ON l.contact = gone.id
        JOIN account a ON a.id = l.account
        WHERE a.id <> ?
        LIMIT 1)"_s);
    if (select.bind(survivor->id, row.account).next())
        row.rival = select.get<QString>();
}

QList<LinkRow> SqliteReader::links(const Query& query, int offset, int limit) const
{
    // Those that need a look above.
    static const QStringList columns = {u"k.number"_s, u"k.name COLLATE NOCASE"_s,
        u"k.contact_name COLLATE NOCASE"_s, u"k.how"_s, u"k.state"_s,
        u"k.primary_contact COLLATE NOCASE"_s, u"k.xero_primary COLLATE NOCASE"_s};
    const Search asked = search(query);
    Statement select(connection(),
        u"SELECT w.*, "_s + uR"(
        (SELECT COUNT(*) FROM operation o
            WHERE o.account = w.id AND o.state NOT IN ('confirmed', 'cancelled', 'set-aside')),
        CASE WHEN w.contact IS NOT NULL THEN 0 ELSE (SELECT COUNT(*) FROM mirror_contact c
            WHERE c.seen_until IS NULL AND c.status = 'ACTIVE'
                AND (c.number = w.number OR c.name = w.name)
                AND c.id NOT IN (SELECT contact FROM link)) END
        FROM ()"_s
            + QString(kLinks).replace(u"$columns"_s,
                u"k.id, k.number, k.name, k.contact, k.contact_name, k.how, k.state, k.linked_at, "
                "k.primary_contact, k.xero_primary"_s)
            + orderBy(query, columns, u"k.state = 'linked', k.name, k.id"_s)
            + u" LIMIT ? OFFSET ?) w"_s);
    select.bind(asked.pattern, asked.amount, query.filter, limit, offset);
    QList<LinkRow> rows;
    while (select.next()) {
        LinkRow r;
        select.into(r.account, r.accountNumber, r.accountName, r.contactId, r.contactName, r.how,
            r.state, r.linkedAt, r.primary, r.xeroPrimary, r.waiting, r.candidates);
        rows.append(r);
    }
    for (LinkRow& row : rows)
        if (row.state == u"merged")
            addSurvivor(row);
    return rows;
}

int SqliteReader::contactCount(const Query& query) const
{
    const Search asked = search(query);
    Statement select(connection(), counting(kContacts));
    select.bind(asked.pattern, asked.amount, query.filter);
    return select.next() ? select.get<int>() : 0;
}

QList<ContactRow> SqliteReader::contacts(const Query& query, int offset, int limit) const
{
    static const QStringList columns = {u"k.state"_s, u"k.name COLLATE NOCASE"_s, u"k.number"_s,
        u"k.email COLLATE NOCASE"_s, u"k.account_name COLLATE NOCASE"_s};
    const Search asked = search(query);
    Statement select(connection(),
        QString(kContacts).replace(u"$columns"_s,
            u"k.id, k.merged_to, k.number, k.name, k.first_name, k.last_name, k.email, k.phone, "
            "k.tax_number, k.address, k.status, k.is_customer, k.is_supplier, k.currency, "
            "k.receivable_outstanding, k.payable_outstanding, k.updated_at, k.state, k.account, "
            "k.account_number, k.account_name"_s)
            + orderBy(query, columns, u"k.state <> 'doubled', k.name, k.id"_s)
            + u" LIMIT ? OFFSET ?"_s);
    select.bind(asked.pattern, asked.amount, query.filter, limit, offset);
    QList<ContactRow> rows;
    while (select.next()) {
        ContactRow row;
        row.contact = readRecord<mirror::Contact>(select);
        select.into(row.state, row.account, row.accountNumber, row.accountName);
        rows.append(row);
    }
    const MirrorContacts mirrored(connection());
    for (ContactRow& row : rows)
        if (row.contact.mergedTo)
            if (const auto survivor = mirrored.survivorOf(row.contact.id))
                row.survivorName = survivor->name;
    return rows;
}

int SqliteReader::unpushedCount(const Query& query) const
{
    const Search asked = search(query);
    Statement select(connection(), counting(kUnpushed));
    select.bind(asked.pattern, asked.amount, query.filter);
    return select.next() ? select.get<int>() : 0;
}

QList<DocumentRow> SqliteReader::unpushed(const Query& query, int offset, int limit) const
{
    const Search asked = search(query);
    Statement select(connection(),
        QString(kUnpushed).replace(
            u"$columns"_s, u"d.id, a.name, o.cause, o.cause_arguments, o.cause_raw"_s)
            + u" ORDER BY o.cause = '', d.date, d.id LIMIT ? OFFSET ?"_s);
    select.bind(asked.pattern, asked.amount, query.filter, limit, offset);
    QList<DocumentRow> rows;
    while (select.next()) {
        DocumentRow row;
        select.into(row.document.id, row.accountName, row.cause);
        rows.append(row);
    }
    const Documents documents(connection());
    for (DocumentRow& row : rows)
        row.document = documents.find(row.document.id).value_or(row.document);
    return rows;
}

std::optional<LinkChange> SqliteReader::lastLinkChange() const
{
    return Links(connection()).change(0);
}

} // namespace store
