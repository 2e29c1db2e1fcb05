// SPDX-License-Identifier: GPL-3.0-or-later

#include "store/changes.h"

using namespace Qt::StringLiterals;
using records::AccountId;

// How tied records stood in Xero when both sides agreed: their version of that moment, read only
// where a later one was opened since.
namespace store {

namespace {

// The row of the version that stood at $since, else the oldest; of those changed after it.
const QString kVersion = uR"(
    SELECT COALESCE(
        (SELECT v.row FROM $mirror v WHERE v.id = now.id AND v.seen_until IS NOT NULL
            AND v.seen_from <= $since ORDER BY v.seen_from DESC LIMIT 1),
        (SELECT v.row FROM $mirror v WHERE v.id = now.id AND v.seen_until IS NOT NULL
            ORDER BY v.seen_from LIMIT 1)))"_s;

const QString kOfTwins = kVersion + uR"(
    FROM twin t
    JOIN $mirror now ON now.id = t.xero_id AND now.seen_until IS NULL AND now.seen_from > t.tied_at
    WHERE t.account = ? AND t.xero_kind IN ($kinds))"_s;

QString ofTwins(const QString& columns, const QString& mirror, const QString& kinds)
{
    return u"SELECT "_s + columns + u" FROM "_s + mirror + u" WHERE row IN ("_s
        + QString(kOfTwins)
              .replace(u"$mirror"_s, mirror)
              .replace(u"$since"_s, u"t.tied_at"_s)
              .replace(u"$kinds"_s, kinds)
        + u')';
}

const QString kInvoice
    = u"id, type, number, reference, status, contact, contact_name, date, due_date, currency, "
      u"total, "
      "total_tax, amount_due, amount_paid, amount_credited, line_amount_types, lines, url, "
      "updated_at"_s;
const QString kCredit
    = u"id, kind, type, number, reference, status, contact, contact_name, date, currency, total, "
      "total_tax, remaining_credit, line_amount_types, lines, bank_transaction, updated_at"_s;
const QString kPayment = u"id, type, status, invoice, credit, invoice_number, contact, "
                         u"bank_account, account_code, date, "
                         "currency, amount, reference, is_reconciled, batch_payment, updated_at"_s;
const QString kContact
    = u"id, merged_to, number, name, first_name, last_name, email, phone, tax_number, address, "
      u"status, "
      "is_customer, is_supplier, currency, receivable_outstanding, payable_outstanding, updated_at"_s;

// Made once: every account is asked for them.
const QString kAgreedInvoices = ofTwins(kInvoice, u"mirror_invoice"_s, u"'invoice'"_s);
const QString kAgreedCredits
    = ofTwins(kCredit, u"mirror_credit"_s, u"'credit-note', 'overpayment', 'prepayment'"_s);
const QString kAgreedPayments = ofTwins(kPayment, u"mirror_payment"_s, u"'payment'"_s);
const QString kAgreedContact = u"SELECT "_s + kContact + u" FROM mirror_contact WHERE row IN ("_s
    + QString(kVersion)
          .replace(u"$mirror"_s, u"mirror_contact"_s)
          .replace(u"$since"_s, u"l.linked_at"_s)
    + uR"(
        FROM link l
        JOIN mirror_contact now ON now.id = l.contact AND now.seen_until IS NULL
            AND now.seen_from > l.linked_at
        WHERE l.account = ?))"_s;

template <class Record>
QHash<QUuid, Record> byId(const QList<Record>& records)
{
    QHash<QUuid, Record> found;
    for (const Record& record : records)
        found.insert(record.id.value, record);
    return found;
}

} // namespace

records::AsAgreed Changes::asAgreed(AccountId account) const
{
    records::AsAgreed agreed;
    Statement invoices(m_connection, kAgreedInvoices);
    agreed.invoices = byId(allRecords<records::mirror::Invoice>(invoices.bind(account)));
    Statement credits(m_connection, kAgreedCredits);
    agreed.credits = byId(allRecords<records::mirror::Credit>(credits.bind(account)));
    Statement payments(m_connection, kAgreedPayments);
    agreed.payments = byId(allRecords<records::mirror::Payment>(payments.bind(account)));
    // An unchanged contact stands as it was when it was linked.
    Statement contact(m_connection, kAgreedContact);
    agreed.contact = oneRecord<records::mirror::Contact>(contact.bind(account));
    Statement reconciled(m_connection, uR"(
        SELECT p.id FROM twin t
        JOIN mirror_payment p ON p.id = t.xero_id AND p.seen_until IS NOT NULL AND p.is_reconciled
        WHERE t.account = ? AND t.xero_kind = 'payment'
        UNION
        SELECT m.credit FROM twin t
        JOIN mirror_transaction m ON m.credit = t.xero_id AND m.seen_until IS NOT NULL
            AND m.is_reconciled
        WHERE t.account = ? AND t.xero_kind IN ('overpayment', 'prepayment'))"_s);
    reconciled.bind(account, account);
    while (reconciled.next())
        agreed.reconciledBefore.insert(reconciled.get<QUuid>());
    return agreed;
}

} // namespace store
