// SPDX-License-Identifier: GPL-3.0-or-later

#include "store/mirrorinvoices.h"

using namespace Qt::StringLiterals;
using records::mirror::Invoice;

namespace store {

namespace {

VersionedTable<Invoice> table()
{
    return {.current = uR"(
        SELECT id, type, number, reference, status, contact, contact_name, date, due_date, currency,
            total, total_tax, amount_due, amount_paid, amount_credited, line_amount_types, lines, url,
            updated_at
        FROM mirror_invoice
        WHERE id = ? AND seen_until IS NULL)"_s,
        .insert = uR"(
        INSERT INTO mirror_invoice (seen_from, id, type, number, reference, status, contact,
            contact_name, date, due_date, currency, total, total_tax, amount_due, amount_paid,
            amount_credited, line_amount_types, lines, url, updated_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?))"_s,
        .close = u"UPDATE mirror_invoice SET seen_until = ? WHERE id = ? AND seen_until IS NULL"_s};
}

} // namespace

QList<Changed<Invoice>> MirrorInvoices::put(const QList<Invoice>& invoices, const QDateTime& now)
{
    return putVersions(
        m_connection, table(), invoices, now, [](const Invoice& invoice) { return invoice.id; });
}

std::optional<Invoice> MirrorInvoices::find(records::mirror::InvoiceId id) const
{
    Statement select(m_connection, table().current);
    const QList<Invoice> found = allRecords<Invoice>(select.bind(id));
    return found.isEmpty() ? std::nullopt : std::optional(found.first());
}

QList<Invoice> MirrorInvoices::ofAccount(
    records::AccountId account, records::mirror::ContactId contact) const
{
    Statement select(m_connection, uR"(
        SELECT id, type, number, reference, status, contact, contact_name, date, due_date, currency,
            total, total_tax, amount_due, amount_paid, amount_credited, line_amount_types, lines, url,
            updated_at
        FROM mirror_invoice
        WHERE seen_until IS NULL AND id IN (
            SELECT id FROM mirror_invoice WHERE contact = ? AND seen_until IS NULL
            UNION
            SELECT xero_id FROM twin WHERE account = ? AND xero_kind = 'invoice')
        ORDER BY date, number, id)"_s);
    return allRecords<Invoice>(select.bind(contact, account));
}

} // namespace store
