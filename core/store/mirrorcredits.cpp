// SPDX-License-Identifier: GPL-3.0-or-later

#include "store/mirrorcredits.h"

using namespace Qt::StringLiterals;
using records::mirror::Allocation;
using records::mirror::Credit;
using records::mirror::CreditId;

namespace store {

namespace {

VersionedTable<Credit> table()
{
    return {.current = uR"(
        SELECT id, kind, type, number, reference, status, contact, contact_name, date, currency, total,
            total_tax, remaining_credit, line_amount_types, lines, bank_transaction, updated_at
        FROM mirror_credit
        WHERE id = ? AND seen_until IS NULL)"_s,
        .insert = uR"(
        INSERT INTO mirror_credit (seen_from, id, kind, type, number, reference, status, contact,
            contact_name, date, currency, total, total_tax, remaining_credit, line_amount_types,
            lines, bank_transaction, updated_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?))"_s,
        .close = u"UPDATE mirror_credit SET seen_until = ? WHERE id = ? AND seen_until IS NULL"_s};
}

Credit withoutAllocations(Credit credit)
{
    credit.allocations.clear();
    return credit;
}

} // namespace

QList<Changed<Credit>> MirrorCredits::put(const QList<Credit>& credits, const QDateTime& now)
{
    QList<Credit> bare;
    QList<Changed<Credit>> changed;
    QSet<CreditId> known;
    for (const Credit& credit : credits)
        bare.append(withoutAllocations(credit));
    changed = putVersions(
        m_connection, table(), bare, now, [](const Credit& credit) { return credit.id; });
    for (const auto& [credit, before] : changed)
        known.insert(credit.id);
    for (const Credit& credit : credits)
        if (putAllocations(credit, now) && !known.contains(credit.id))
            changed.append({credit, credit});
    return changed;
}

bool MirrorCredits::putAllocations(const Credit& credit, const QDateTime& now)
{
    struct Row {
        qint64 row = 0;
        Allocation allocation;
    };
    QList<Row> gone;
    Statement select(m_connection, uR"(
        SELECT row, id, invoice, invoice_number, currency, amount, date
        FROM mirror_allocation
        WHERE credit = ? AND seen_until IS NULL
        ORDER BY row)"_s);
    select.bind(credit.id);
    while (select.next()) {
        const qint64 row = select.get<qint64>();
        gone.append({row, readRecord<Allocation>(select)});
    }
    QList<Allocation> fresh;
    for (const Allocation& allocation : credit.allocations) {
        const auto same = std::find_if(
            gone.begin(), gone.end(), [&](const Row& row) { return row.allocation == allocation; });
        if (same != gone.end())
            gone.erase(same);
        else
            fresh.append(allocation);
    }
    // A row that is gone because its allocation changed is not vanished, only closed.
    for (const Row& row : gone) {
        const bool vanished = std::none_of(fresh.begin(), fresh.end(),
            [&](const Allocation& a) { return a.id.value == row.allocation.id.value; });
        Statement(m_connection,
            u"UPDATE mirror_allocation SET seen_until = ?, vanished = ? WHERE row = ?"_s)
            .bind(now, vanished, row.row)
            .run();
    }
    for (const Allocation& allocation : fresh) {
        Statement insert(m_connection, uR"(
            INSERT INTO mirror_allocation (seen_from, credit, id, invoice, invoice_number, currency,
                amount, date)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?))"_s);
        insert.bind(now, credit.id);
        bindRecord(insert, allocation).run();
    }
    return !gone.isEmpty() || !fresh.isEmpty();
}

QList<Credit> MirrorCredits::ofAccount(
    records::AccountId account, records::mirror::ContactId contact) const
{
    Statement select(m_connection, uR"(
        SELECT id, kind, type, number, reference, status, contact, contact_name, date, currency, total,
            total_tax, remaining_credit, line_amount_types, lines, bank_transaction, updated_at
        FROM mirror_credit
        WHERE seen_until IS NULL AND id IN (
            SELECT id FROM mirror_credit WHERE contact = ? AND seen_until IS NULL
            UNION
            SELECT xero_id FROM twin
            WHERE account = ? AND xero_kind IN ('credit-note', 'overpayment', 'prepayment')
            UNION
            SELECT a.credit
            FROM twin t
            JOIN mirror_allocation a ON a.id = t.xero_id AND a.seen_until IS NULL
            WHERE t.account = ? AND t.xero_kind = 'allocation')
        ORDER BY date, number, id)"_s);
    QList<Credit> credits = allRecords<Credit>(select.bind(contact, account, account));
    for (Credit& credit : credits)
        credit.allocations = allocations(credit.id);
    return credits;
}

QList<Allocation> MirrorCredits::allocations(CreditId credit) const
{
    Statement select(m_connection, uR"(
        SELECT id, invoice, invoice_number, currency, amount, date
        FROM mirror_allocation
        WHERE credit = ? AND seen_until IS NULL
        ORDER BY row)"_s);
    return allRecords<Allocation>(select.bind(credit));
}

} // namespace store
