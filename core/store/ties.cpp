// SPDX-License-Identifier: GPL-3.0-or-later

#include "store/ties.h"

using namespace Qt::StringLiterals;
using records::AccountId;
using records::Twin;

namespace store {

void Ties::tie(const Twin& twin, AccountId account)
{
    Statement insert(m_connection, uR"(
        INSERT INTO twin (ledger_kind, ledger_id, xero_kind, xero_id, origin, agreed_status, currency,
            agreed_amount, agreed_date, agreed_contact, agreed_lines, tied_at, account)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (ledger_id, ledger_kind) DO UPDATE
        SET origin = excluded.origin, agreed_status = excluded.agreed_status,
            currency = excluded.currency, agreed_amount = excluded.agreed_amount,
            agreed_date = excluded.agreed_date, agreed_contact = excluded.agreed_contact,
            agreed_lines = excluded.agreed_lines, tied_at = excluded.tied_at)"_s);
    bindRecord(insert, twin).bind(account).run();
}

void Ties::retie(records::RecordRef record, records::XeroRef to)
{
    Statement(m_connection, uR"(
        UPDATE twin
        SET xero_kind = ?, xero_id = ?
        WHERE ledger_kind = ? AND ledger_id = ?)"_s)
        .bind(to, record)
        .run();
}

void Ties::untie(records::RecordRef record)
{
    Statement(m_connection, u"DELETE FROM twin WHERE ledger_kind = ? AND ledger_id = ?"_s)
        .bind(record)
        .run();
}

std::optional<Twin> Ties::twinOf(records::RecordRef record) const
{
    Statement select(m_connection, uR"(
        SELECT ledger_kind, ledger_id, xero_kind, xero_id, origin, agreed_status, currency,
            agreed_amount, agreed_date, agreed_contact, agreed_lines, tied_at
        FROM twin
        WHERE ledger_kind = ? AND ledger_id = ?)"_s);
    return oneRecord<Twin>(select.bind(record));
}

std::optional<Twin> Ties::twinOf(records::XeroRef record) const
{
    Statement select(m_connection, uR"(
        SELECT ledger_kind, ledger_id, xero_kind, xero_id, origin, agreed_status, currency,
            agreed_amount, agreed_date, agreed_contact, agreed_lines, tied_at
        FROM twin
        WHERE xero_kind = ? AND xero_id = ?)"_s);
    return oneRecord<Twin>(select.bind(record));
}

QList<Twin> Ties::ofAccount(AccountId account) const
{
    Statement select(m_connection, uR"(
        SELECT ledger_kind, ledger_id, xero_kind, xero_id, origin, agreed_status, currency,
            agreed_amount, agreed_date, agreed_contact, agreed_lines, tied_at
        FROM twin
        WHERE account = ?
        ORDER BY id)"_s);
    return allRecords<Twin>(select.bind(account));
}

QSet<QUuid> Ties::tiedElsewhere(AccountId account, records::mirror::ContactId contact) const
{
    Statement select(m_connection, uR"(
        WITH asked (contact, account) AS (VALUES (?, ?)),
        standing AS (
            SELECT id, contact FROM mirror_invoice WHERE seen_until IS NULL
            UNION ALL
            SELECT id, contact FROM mirror_credit WHERE seen_until IS NULL
            UNION ALL
            SELECT id, contact FROM mirror_payment WHERE seen_until IS NULL)
        SELECT t.xero_id
        FROM asked
        JOIN standing ON standing.contact = asked.contact
        JOIN twin t ON t.xero_id = standing.id AND t.account <> asked.account)"_s);
    QSet<QUuid> ids;
    select.bind(contact, account);
    while (select.next())
        ids.insert(select.get<QUuid>());
    return ids;
}

AccountId Ties::accountTiedTo(const QUuid& xeroId) const
{
    Statement select(m_connection, u"SELECT account FROM twin WHERE xero_id = ?"_s);
    return select.bind(xeroId).next() ? select.get<AccountId>() : AccountId{};
}

void Ties::setCard(AccountId account, const std::optional<records::ContactCard>& card)
{
    if (!card) {
        Statement(m_connection, u"DELETE FROM contact_card WHERE account = ?"_s)
            .bind(account)
            .run();
        return;
    }
    Statement insert(m_connection, uR"(
        INSERT INTO contact_card (account, name, first_name, last_name, email, phone, address)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (account) DO UPDATE
        SET name = excluded.name, first_name = excluded.first_name,
            last_name = excluded.last_name, email = excluded.email, phone = excluded.phone,
            address = excluded.address)"_s);
    bindRecord(insert.bind(account), *card).run();
}

std::optional<records::ContactCard> Ties::cardOf(AccountId account) const
{
    Statement select(m_connection, uR"(
        SELECT name, first_name, last_name, email, phone, address
        FROM contact_card
        WHERE account = ?)"_s);
    return oneRecord<records::ContactCard>(select.bind(account));
}

void Ties::setAside(records::XeroRef record, AccountId account, const QString& reason)
{
    Statement(m_connection, uR"(
        INSERT INTO set_aside (xero_kind, xero_id, account, reason)
        VALUES (?, ?, ?, ?)
        ON CONFLICT (xero_id, xero_kind) DO UPDATE
        SET reason = excluded.reason)"_s)
        .bind(record, account, reason)
        .run();
}

QList<records::XeroRef> Ties::setAsideOf(AccountId account) const
{
    Statement select(m_connection,
        u"SELECT xero_kind, xero_id FROM set_aside WHERE account = ? ORDER BY xero_id"_s);
    select.bind(account);
    QList<records::XeroRef> aside;
    while (select.next())
        aside.append(select.get<records::XeroRef>());
    return aside;
}

} // namespace store
