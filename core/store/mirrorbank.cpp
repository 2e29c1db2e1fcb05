// SPDX-License-Identifier: GPL-3.0-or-later

#include "store/mirrorbank.h"

using namespace Qt::StringLiterals;
using namespace records::mirror;

namespace store {

namespace {

constexpr auto kId = [](const auto& record) { return record.id; };

VersionedTable<Organisation> organisations()
{
    return {.current = uR"(
        SELECT id, name, short_code, country_code, timezone, base_currency, period_lock_date,
            end_of_year_lock_date, is_demo_company
        FROM mirror_organisation
        WHERE id = ? AND seen_until IS NULL)"_s,
        .insert = uR"(
        INSERT INTO mirror_organisation (seen_from, id, name, short_code, country_code, timezone,
            base_currency, period_lock_date, end_of_year_lock_date, is_demo_company)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?))"_s,
        .close
        = u"UPDATE mirror_organisation SET seen_until = ? WHERE id = ? AND seen_until IS NULL"_s,
        .vanish = uR"(
        UPDATE mirror_organisation SET seen_until = ?, vanished = 1
        WHERE id = ? AND seen_until IS NULL)"_s,
        .ids = u"SELECT id FROM mirror_organisation WHERE seen_until IS NULL"_s};
}

VersionedTable<BankTransaction> transactions()
{
    return {.current = uR"(
        SELECT id, type, status, reference, contact, contact_name, bank_account, account_code, date,
            currency, total, is_reconciled, credit, url, first_line_description, updated_at
        FROM mirror_transaction
        WHERE id = ? AND seen_until IS NULL)"_s,
        .insert = uR"(
        INSERT INTO mirror_transaction (seen_from, id, type, status, reference, contact, contact_name,
            bank_account, account_code, date, currency, total, is_reconciled, credit, url,
            first_line_description, updated_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?))"_s,
        .close
        = u"UPDATE mirror_transaction SET seen_until = ? WHERE id = ? AND seen_until IS NULL"_s};
}

VersionedTable<BankTransfer> transfers()
{
    return {.current = uR"(
        SELECT id, from_account, to_account, currency, amount, date, reference, from_is_reconciled,
            to_is_reconciled
        FROM mirror_transfer
        WHERE id = ? AND seen_until IS NULL)"_s,
        .insert = uR"(
        INSERT INTO mirror_transfer (seen_from, id, from_account, to_account, currency, amount, date,
            reference, from_is_reconciled, to_is_reconciled)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?))"_s,
        .close = u"UPDATE mirror_transfer SET seen_until = ? WHERE id = ? AND seen_until IS NULL"_s,
        .vanish = uR"(
        UPDATE mirror_transfer SET seen_until = ?, vanished = 1
        WHERE id = ? AND seen_until IS NULL)"_s,
        .ids = u"SELECT id FROM mirror_transfer WHERE seen_until IS NULL"_s};
}

VersionedTable<BatchPayment> batches()
{
    return {.current = uR"(
        SELECT id, type, status, reference, bank_account, date, currency, total, is_reconciled,
            payments, updated_at
        FROM mirror_batch_payment
        WHERE id = ? AND seen_until IS NULL)"_s,
        .insert = uR"(
        INSERT INTO mirror_batch_payment (seen_from, id, type, status, reference, bank_account, date,
            currency, total, is_reconciled, payments, updated_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?))"_s,
        .close
        = u"UPDATE mirror_batch_payment SET seen_until = ? WHERE id = ? AND seen_until IS NULL"_s,
        .vanish = uR"(
        UPDATE mirror_batch_payment SET seen_until = ?, vanished = 1
        WHERE id = ? AND seen_until IS NULL)"_s,
        .ids = u"SELECT id FROM mirror_batch_payment WHERE seen_until IS NULL"_s};
}

VersionedTable<Item> items()
{
    return {.current = uR"(
        SELECT id, code, name, is_sold, is_purchased
        FROM mirror_item
        WHERE id = ? AND seen_until IS NULL)"_s,
        .insert = uR"(
        INSERT INTO mirror_item (seen_from, id, code, name, is_sold, is_purchased)
        VALUES (?, ?, ?, ?, ?, ?))"_s,
        .close = u"UPDATE mirror_item SET seen_until = ? WHERE id = ? AND seen_until IS NULL"_s,
        .vanish = uR"(
        UPDATE mirror_item SET seen_until = ?, vanished = 1
        WHERE id = ? AND seen_until IS NULL)"_s,
        .ids = u"SELECT id FROM mirror_item WHERE seen_until IS NULL"_s};
}

VersionedTable<ChartAccount> chartAccounts()
{
    return {.current = uR"(
        SELECT id, code, name, type, status, tax_type, bank_account_number, currency, enable_payments
        FROM mirror_chart_account
        WHERE id = ? AND seen_until IS NULL)"_s,
        .insert = uR"(
        INSERT INTO mirror_chart_account (seen_from, id, code, name, type, status, tax_type,
            bank_account_number, currency, enable_payments)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?))"_s,
        .close
        = u"UPDATE mirror_chart_account SET seen_until = ? WHERE id = ? AND seen_until IS NULL"_s,
        .vanish = uR"(
        UPDATE mirror_chart_account SET seen_until = ?, vanished = 1
        WHERE id = ? AND seen_until IS NULL)"_s,
        .ids = u"SELECT id FROM mirror_chart_account WHERE seen_until IS NULL"_s};
}

VersionedTable<TaxRate> taxRates()
{
    return {.current = uR"(
        SELECT id, name, status, effective_rate
        FROM mirror_tax_rate
        WHERE id = ? AND seen_until IS NULL)"_s,
        .insert = uR"(
        INSERT INTO mirror_tax_rate (seen_from, id, name, status, effective_rate)
        VALUES (?, ?, ?, ?, ?))"_s,
        .close = u"UPDATE mirror_tax_rate SET seen_until = ? WHERE id = ? AND seen_until IS NULL"_s,
        .vanish = uR"(
        UPDATE mirror_tax_rate SET seen_until = ?, vanished = 1
        WHERE id = ? AND seen_until IS NULL)"_s,
        .ids = u"SELECT id FROM mirror_tax_rate WHERE seen_until IS NULL"_s};
}

} // namespace

void MirrorBank::put(const Organisation& organisation, const QDateTime& now)
{
    // A book is tied to one organisation: another one takes its place.
    replaceVersions(m_connection, organisations(), {organisation}, now,
        [](const Organisation& o) { return o.tenantId; });
}

std::optional<Organisation> MirrorBank::organisation() const
{
    Statement select(m_connection, uR"(
        SELECT id, name, short_code, country_code, timezone, base_currency, period_lock_date,
            end_of_year_lock_date, is_demo_company
        FROM mirror_organisation
        WHERE seen_until IS NULL)"_s);
    return oneRecord<Organisation>(select);
}

QList<Changed<BankTransaction>> MirrorBank::put(
    const QList<BankTransaction>& list, const QDateTime& now)
{
    return putVersions(m_connection, transactions(), list, now, kId);
}

void MirrorBank::put(const QList<Item>& list, const QDateTime& now)
{
    putVersions(m_connection, items(), list, now, kId);
}

void MirrorBank::replace(const QList<BankTransfer>& list, const QDateTime& now)
{
    replaceVersions(m_connection, transfers(), list, now, kId);
}

void MirrorBank::replace(const QList<BatchPayment>& list, const QDateTime& now)
{
    replaceVersions(m_connection, batches(), list, now, kId);
}

void MirrorBank::replace(const QList<Item>& list, const QDateTime& now)
{
    replaceVersions(m_connection, items(), list, now, kId);
}

void MirrorBank::replace(const QList<ChartAccount>& list, const QDateTime& now)
{
    replaceVersions(m_connection, chartAccounts(), list, now, kId);
}

void MirrorBank::replace(const QList<TaxRate>& list, const QDateTime& now)
{
    replaceVersions(
        m_connection, taxRates(), list, now, [](const TaxRate& rate) { return rate.taxType; });
}

QList<ChartAccount> MirrorBank::chart() const
{
    Statement select(m_connection, uR"(
        SELECT id, code, name, type, status, tax_type, bank_account_number, currency, enable_payments
        FROM mirror_chart_account
        WHERE seen_until IS NULL
        ORDER BY code, name)"_s);
    return allRecords<ChartAccount>(select);
}

QSet<QString> MirrorBank::taxTypes() const
{
    Statement select(m_connection, uR"(
        SELECT id
        FROM mirror_tax_rate
        WHERE seen_until IS NULL AND status IN ('ACTIVE', ''))"_s);
    QSet<QString> types;
    while (select.next())
        types.insert(select.get<QString>());
    return types;
}

QSet<QString> MirrorBank::itemCodes() const
{
    Statement select(m_connection, u"SELECT code FROM mirror_item WHERE seen_until IS NULL"_s);
    QSet<QString> codes;
    while (select.next())
        codes.insert(select.get<QString>().trimmed().toUpper());
    return codes;
}

QList<BankTransaction> MirrorBank::creditsOf(ContactId contact) const
{
    Statement select(m_connection, uR"(
        SELECT id, type, status, reference, contact, contact_name, bank_account, account_code, date,
            currency, total, is_reconciled, credit, url, first_line_description, updated_at
        FROM mirror_transaction
        WHERE contact = ? AND credit IS NOT NULL AND seen_until IS NULL
        ORDER BY id)"_s);
    return allRecords<BankTransaction>(select.bind(contact));
}

} // namespace store
