// SPDX-License-Identifier: GPL-3.0-or-later

#include "store/mirrorpayments.h"

using namespace Qt::StringLiterals;
using records::mirror::Payment;

namespace store {

namespace {

VersionedTable<Payment> table()
{
    return {.current = uR"(
        SELECT id, type, status, invoice, credit, invoice_number, contact, bank_account, account_code,
            date, currency, amount, reference, is_reconciled, batch_payment, updated_at
        FROM mirror_payment
        WHERE id = ? AND seen_until IS NULL)"_s,
        .insert = uR"(
        INSERT INTO mirror_payment (seen_from, id, type, status, invoice, credit, invoice_number,
            contact, bank_account, account_code, date, currency, amount, reference, is_reconciled,
            batch_payment, updated_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?))"_s,
        .close = u"UPDATE mirror_payment SET seen_until = ? WHERE id = ? AND seen_until IS NULL"_s};
}

} // namespace

QList<Changed<Payment>> MirrorPayments::put(const QList<Payment>& payments, const QDateTime& now)
{
    return putVersions(
        m_connection, table(), payments, now, [](const Payment& payment) { return payment.id; });
}

QList<Payment> MirrorPayments::ofAccount(
    records::AccountId account, records::mirror::ContactId contact) const
{
    Statement select(m_connection, uR"(
        WITH asked (contact, account) AS (VALUES (?, ?)),
        of_invoice AS (
            SELECT id FROM mirror_invoice WHERE contact = (SELECT contact FROM asked) AND seen_until IS NULL
            UNION
            SELECT xero_id FROM twin WHERE account = (SELECT account FROM asked) AND xero_kind = 'invoice'),
        of_credit AS (
            SELECT id FROM mirror_credit WHERE contact = (SELECT contact FROM asked) AND seen_until IS NULL
            UNION
            SELECT xero_id FROM twin
            WHERE account = (SELECT account FROM asked)
                AND xero_kind IN ('credit-note', 'overpayment', 'prepayment'))
        SELECT id, type, status, invoice, credit, invoice_number, contact, bank_account, account_code,
            date, currency, amount, reference, is_reconciled, batch_payment, updated_at
        FROM mirror_payment
        WHERE seen_until IS NULL AND id IN (
            SELECT id FROM mirror_payment WHERE contact = (SELECT contact FROM asked) AND seen_until IS NULL
            UNION
            SELECT p.id
            FROM of_invoice i
            JOIN mirror_payment p ON p.invoice = i.id AND p.seen_until IS NULL
            UNION
            SELECT p.id
            FROM of_credit c
            JOIN mirror_payment p ON p.credit = c.id AND p.seen_until IS NULL
            UNION
            SELECT xero_id FROM twin WHERE account = (SELECT account FROM asked) AND xero_kind = 'payment')
        ORDER BY date, id)"_s);
    return allRecords<Payment>(select.bind(contact, account));
}

} // namespace store
