// SPDX-License-Identifier: GPL-3.0-or-later

#include "store/mirrorcontacts.h"

#include <QSet>

using namespace Qt::StringLiterals;
using records::mirror::Contact;
using records::mirror::ContactId;

namespace store {

namespace {

VersionedTable<Contact> table()
{
    return {.current = uR"(
        SELECT id, merged_to, number, name, first_name, last_name, email, phone, tax_number, address,
            status, is_customer, is_supplier, currency, receivable_outstanding, payable_outstanding,
            updated_at
        FROM mirror_contact
        WHERE id = ? AND seen_until IS NULL)"_s,
        .insert = uR"(
        INSERT INTO mirror_contact (seen_from, id, merged_to, number, name, first_name, last_name,
            email, phone, tax_number, address, status, is_customer, is_supplier,
            currency, receivable_outstanding, payable_outstanding, updated_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?))"_s,
        .close = u"UPDATE mirror_contact SET seen_until = ? WHERE id = ? AND seen_until IS NULL"_s};
}

} // namespace

QList<Changed<Contact>> MirrorContacts::put(const QList<Contact>& contacts, const QDateTime& now)
{
    return putVersions(
        m_connection, table(), contacts, now, [](const Contact& contact) { return contact.id; });
}

std::optional<Contact> MirrorContacts::find(ContactId id) const
{
    Statement select(m_connection, table().current);
    return oneRecord<Contact>(select.bind(id));
}

bool MirrorContacts::isCarried(const QString& number) const
{
    Statement select(
        m_connection, u"SELECT 1 FROM mirror_contact WHERE number = ? AND seen_until IS NULL"_s);
    return select.bind(number).next();
}

std::optional<Contact> MirrorContacts::survivorOf(ContactId id) const
{
    auto contact = find(id);
    QSet<ContactId> seen; // a ring has no end, and then nobody survives
    while (contact && contact->mergedTo && !seen.contains(contact->id)) {
        seen.insert(contact->id);
        contact = find(contact->mergedTo);
    }
    return contact && contact->mergedTo ? std::nullopt : contact;
}

QList<Contact> MirrorContacts::unlinked() const
{
    Statement select(m_connection, uR"(
        SELECT id, merged_to, number, name, first_name, last_name, email, phone, tax_number, address,
            status, is_customer, is_supplier, currency, receivable_outstanding, payable_outstanding,
            updated_at
        FROM mirror_contact
        WHERE seen_until IS NULL AND status = 'ACTIVE' AND id NOT IN (SELECT contact FROM link)
            AND id NOT IN (SELECT contact FROM number_wish WHERE to_number = '')
        ORDER BY row)"_s);
    return allRecords<Contact>(select);
}

} // namespace store
