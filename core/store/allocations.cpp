// SPDX-License-Identifier: GPL-3.0-or-later

#include "store/allocations.h"

using namespace Qt::StringLiterals;
using records::RecordKind;
using records::ledger::Allocation;

namespace store {

records::AllocationId Allocations::add(const Allocation& allocation)
{
    Statement insert(m_connection, uR"(
        INSERT INTO allocation (id, account, from_kind, from_id, to_document, currency, amount, date,
            removed, removed_by, source, recorded_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?))"_s);
    return {bindRecord(insert, allocation).run() ? insert.lastId() : 0};
}

void Allocations::remove(records::RecordRef reversed, records::ReversalId by)
{
    Statement(m_connection, uR"(
        UPDATE allocation
        SET removed = 1, removed_by = ?
        WHERE removed = 0 AND from_kind = ? AND from_id = ?)"_s)
        .bind(by, reversed)
        .run();
    if (reversed.kind == RecordKind::Invoice || reversed.kind == RecordKind::Bill)
        Statement(m_connection, uR"(
            UPDATE allocation
            SET removed = 1, removed_by = ?
            WHERE removed = 0 AND to_document = ?)"_s)
            .bind(by, reversed.id)
            .run();
}

std::optional<QString> Allocations::obstacle(const Allocation& allocation, base::Money fromAmount,
    const QString& fromNumber, const records::ledger::Document& to) const
{
    const base::Currency currency = allocation.amount.currency();
    if (!(allocation.amount > base::Money()))
        return u"An allocation’s amount is more than zero."_s;
    if (currency != to.total.currency() || currency != fromAmount.currency())
        return u"Money of one currency can’t be allocated in another."_s;
    if (isReversed({records::recordKind(to.kind), to.id.value}))
        return u"%1 was reversed."_s.arg(to.number);
    if (isReversed(allocation.from))
        return u"%1 was reversed."_s.arg(fromNumber);
    const base::Money applied = appliedTo(to.id, currency) + allocation.amount;
    if (applied > to.total)
        return u"Would over-allocate %1 by %2."_s.arg(to.number, (applied - to.total).display());
    const base::Money left = fromAmount - usedOf(allocation.from, currency);
    if (allocation.amount > left)
        return u"%1 has only %2 left to allocate."_s.arg(fromNumber, left.display());
    return std::nullopt;
}

void Allocations::remove(records::AllocationId one)
{
    Statement(m_connection, u"UPDATE allocation SET removed = 1 WHERE id = ?"_s).bind(one).run();
}

int Allocations::countEqual(const Allocation& allocation) const
{
    Statement count(m_connection, uR"(
        SELECT COUNT(*)
        FROM allocation
        WHERE from_kind = ? AND from_id = ? AND to_document = ? AND amount = ? AND date = ?)"_s);
    count.bind(allocation.from, allocation.to, allocation.amount, allocation.date);
    return count.next() ? count.get<int>() : 0;
}

base::Money Allocations::usedOf(records::RecordRef from, base::Currency currency) const
{
    Statement sum(m_connection, uR"(
        SELECT COALESCE(SUM(amount), 0)
        FROM allocation
        WHERE from_kind = ? AND from_id = ? AND removed = 0)"_s);
    sum.bind(from);
    return sum.next() ? sum.money(currency) : base::Money();
}

base::Money Allocations::appliedTo(records::DocumentId to, base::Currency currency) const
{
    Statement sum(m_connection, uR"(
        SELECT COALESCE(SUM(amount), 0)
        FROM allocation
        WHERE to_document = ? AND removed = 0)"_s);
    sum.bind(to);
    return sum.next() ? sum.money(currency) : base::Money();
}

bool Allocations::isReversed(records::RecordRef record) const
{
    Statement select(m_connection, u"SELECT 1 FROM reversal WHERE of_kind = ? AND of_id = ?"_s);
    return select.bind(record).next();
}

std::optional<Allocation> Allocations::find(records::AllocationId id) const
{
    Statement select(m_connection, uR"(
        SELECT id, account, from_kind, from_id, to_document, currency, amount, date, removed,
            removed_by, source, recorded_at
        FROM allocation
        WHERE id = ?)"_s);
    return oneRecord<Allocation>(select.bind(id));
}

QList<Allocation> Allocations::ofAccount(records::AccountId account) const
{
    Statement select(m_connection, uR"(
        SELECT id, account, from_kind, from_id, to_document, currency, amount, date, removed,
            removed_by, source, recorded_at
        FROM allocation
        WHERE account = ?
        ORDER BY id)"_s);
    return allRecords<Allocation>(select.bind(account));
}

} // namespace store
