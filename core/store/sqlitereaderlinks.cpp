// SPDX-License-Identifier: GPL-3.0-or-later

#include "store/accounts.h"
#include "store/columns.h"
#include "store/sqlitereader.h"

// The Links page: which account is which contact, and which contact might be.

using namespace Qt::StringLiterals;
using namespace records;

namespace store {

namespace {

const QString kLinks = uR"(
    WITH q (pattern, amount) AS (VALUES (?, ?)),
    linked AS (
        SELECT a.id, a.number, a.name, l.contact, COALESCE(c.name, l.contact_name, '') AS contact_name,
            COALESCE(l.how, '') AS how,
            CASE
            WHEN l.account IS NULL THEN CASE WHEN EXISTS (
                SELECT 1 FROM operation o
                WHERE o.subject_id = a.id AND o.subject_kind = 'account'
                    AND o.kind = 'create-contact' AND o.state NOT IN ('cancelled', 'set-aside'))
                THEN 'to-create' ELSE 'not-linked' END
            WHEN c.merged_to IS NOT NULL THEN 'merged'
            WHEN c.status = 'ARCHIVED' THEN 'archived'
            ELSE l.state END AS state
        FROM account a
        LEFT JOIN link l ON l.account = a.id
        LEFT JOIN mirror_contact c ON c.id = l.contact AND c.seen_until IS NULL)
    SELECT $columns
    FROM q, linked k
    WHERE (? = '' OR k.state = ? OR (? = 'need-a-look' AND k.state <> 'linked'))
        AND (q.pattern = '%%' OR k.number LIKE q.pattern ESCAPE '\' OR k.name LIKE q.pattern ESCAPE '\'
            OR k.contact_name LIKE q.pattern ESCAPE '\')
    )"_s;

QString evidenceOf(const ledger::Account& account, const mirror::Contact& contact)
{
    QStringList evidence;
    if (contact.number == account.number)
        evidence.append(u"same number"_s);
    if (contact.name.compare(account.name, Qt::CaseInsensitive) == 0)
        evidence.append(u"same name"_s);
    if (!account.email.isEmpty() && contact.email.compare(account.email, Qt::CaseInsensitive) == 0)
        evidence.append(u"same e-mail"_s);
    return evidence.join(u", "_s);
}

} // namespace

int SqliteReader::linkCount(const Query& query) const
{
    const Search asked = search(query);
    Statement select(connection(), QString(kLinks).replace(u"$columns"_s, u"COUNT(*)"_s));
    select.bind(asked.pattern, asked.amount, query.filter, query.filter, query.filter);
    return select.next() ? select.get<int>() : 0;
}

QList<LinkRow> SqliteReader::links(const Query& query, int offset, int limit) const
{
    // Columns: account number, account, contact, how, state. The list's own order: those that need
    // a look above.
    static const QStringList columns = {u"k.number"_s, u"k.name COLLATE NOCASE"_s,
        u"k.contact_name COLLATE NOCASE"_s, u"k.how"_s, u"k.state"_s};
    const QString order = query.sortColumn < 0 || query.sortColumn >= columns.size()
        ? u"k.state = 'linked', k.name, k.id"_s
        : columns[query.sortColumn] + (query.order == Order::Descending ? u" DESC"_s : QString())
            + u", k.id"_s;
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
            + QString(kLinks).replace(u"$columns"_s, u"k.*"_s) + u" ORDER BY "_s + order
            + u" LIMIT ? OFFSET ?) w"_s);
    select.bind(
        asked.pattern, asked.amount, query.filter, query.filter, query.filter, limit, offset);
    QList<LinkRow> rows;
    while (select.next()) {
        LinkRow r;
        select.into(r.account, r.accountNumber, r.accountName, r.contactId, r.contactName, r.how,
            r.state, r.waiting, r.candidates);
        rows.append(r);
    }
    return rows;
}

QList<LinkCandidate> SqliteReader::linkCandidates(AccountId id, const QString& text) const
{
    const auto account = Accounts(connection()).find(id);
    if (!account)
        return {};
    const QString pattern = Search::of(text, {}).pattern;
    Statement select(connection(), uR"(
        SELECT id, merged_to, number, name, first_name, last_name, email, phone, tax_number, status,
            is_customer, is_supplier, currency, receivable_outstanding, payable_outstanding,
            updated_at
        FROM mirror_contact
        WHERE seen_until IS NULL AND status = 'ACTIVE' AND id NOT IN (SELECT contact FROM link)
            AND CASE WHEN ? <> '%%'
                THEN name LIKE ? ESCAPE '\' OR number LIKE ? ESCAPE '\' OR email LIKE ? ESCAPE '\'
                ELSE number = ? OR name = ? COLLATE NOCASE OR (email <> '' AND email = ? COLLATE NOCASE)
                END
        ORDER BY number = ? DESC, name = ? COLLATE NOCASE DESC, name
        LIMIT 50)"_s);
    select.bind(pattern, pattern, pattern, pattern, account->number, account->name, account->email,
        account->number, account->name);
    QList<LinkCandidate> candidates;
    for (const mirror::Contact& contact : allRecords<mirror::Contact>(select))
        candidates.append({contact, evidenceOf(*account, contact)});
    return candidates;
}

} // namespace store
