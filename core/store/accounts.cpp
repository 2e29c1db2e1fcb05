// SPDX-License-Identifier: GPL-3.0-or-later

#include "store/accounts.h"

using namespace Qt::StringLiterals;
using records::AccountId;
using records::ledger::Account;

namespace store {

AccountId Accounts::add(const Account& account)
{
    Statement insert(m_connection, uR"(
        INSERT INTO account (id, number, name, role, status, first_name, last_name, email, phone,
            tax_number, address_line, city, region, postal_code, country, currency, source)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?))"_s);
    return {bindRecord(insert, account).run() ? insert.lastId() : 0};
}

void Accounts::update(const Account& account)
{
    Statement update(m_connection, uR"(
        UPDATE account
        SET (id, number, name, role, status, first_name, last_name, email, phone, tax_number,
            address_line, city, region, postal_code, country, currency, source)
            = (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        WHERE id = ?)"_s);
    bindRecord(update, account).bind(account.id).run();
}

std::optional<Account> Accounts::find(AccountId id) const
{
    Statement select(m_connection, uR"(
        SELECT id, number, name, role, status, first_name, last_name, email, phone, tax_number,
            address_line, city, region, postal_code, country, currency, source
        FROM account
        WHERE id = ?)"_s);
    return oneRecord<Account>(select.bind(id));
}

std::optional<Account> Accounts::find(const QString& number) const
{
    Statement select(m_connection, uR"(
        SELECT id, number, name, role, status, first_name, last_name, email, phone, tax_number,
            address_line, city, region, postal_code, country, currency, source
        FROM account
        WHERE number = ?)"_s);
    return oneRecord<Account>(select.bind(number));
}

QList<AccountId> Accounts::ids() const
{
    QList<AccountId> ids;
    Statement select(m_connection, u"SELECT id FROM account ORDER BY id"_s);
    while (select.next())
        ids.append(select.get<AccountId>());
    return ids;
}

QList<std::pair<AccountId, QString>> Accounts::names() const
{
    Statement select(m_connection, uR"(
        SELECT id, name FROM account
        UNION
        SELECT account, contact_name FROM link WHERE contact_name <> ''
        ORDER BY 1, 2)"_s);
    QList<std::pair<AccountId, QString>> names;
    while (select.next()) {
        const auto id = select.get<AccountId>();
        names.append({id, select.get<QString>()});
    }
    return names;
}

QList<Account> Accounts::unlinked() const
{
    Statement select(m_connection, uR"(
        SELECT id, number, name, role, status, first_name, last_name, email, phone, tax_number,
            address_line, city, region, postal_code, country, currency, source
        FROM account
        WHERE id NOT IN (SELECT account FROM link)
        ORDER BY id)"_s);
    return allRecords<Account>(select);
}

QList<Account> Accounts::ofLostLinks() const
{
    Statement select(m_connection, uR"(
        SELECT a.id, a.number, CASE l.contact_name WHEN '' THEN a.name ELSE l.contact_name END,
            a.role, a.status, a.first_name, a.last_name, a.email, a.phone, a.tax_number,
            a.address_line, a.city, a.region, a.postal_code, a.country, a.currency, a.source
        FROM account a
        JOIN link l ON l.account = a.id
        WHERE NOT EXISTS (
            SELECT 1 FROM mirror_contact c WHERE c.id = l.contact AND c.seen_until IS NULL)
        ORDER BY a.id)"_s);
    return allRecords<Account>(select);
}

void Accounts::markDirty(AccountId id)
{
    if (id)
        Statement(m_connection, u"INSERT INTO dirty (account) VALUES (?) ON CONFLICT DO NOTHING"_s)
            .bind(id)
            .run();
}

void Accounts::markClean(AccountId id)
{
    Statement(m_connection, u"DELETE FROM dirty WHERE account = ?"_s).bind(id).run();
}

QList<AccountId> Accounts::dirty(int limit) const
{
    QList<AccountId> ids;
    Statement select(m_connection, u"SELECT account FROM dirty ORDER BY account LIMIT ?"_s);
    select.bind(limit);
    while (select.next())
        ids.append(select.get<AccountId>());
    return ids;
}

} // namespace store
