// SPDX-License-Identifier: GPL-3.0-or-later

#include "store/adjustments.h"

using namespace Qt::StringLiterals;
using records::AccountId;
using records::ledger::Adjustment;
using records::ledger::Reversal;

namespace store {

records::AdjustmentId Adjustments::add(const Adjustment& adjustment)
{
    Statement insert(m_connection, uR"(
        INSERT INTO adjustment (id, kind, account, number, date, currency, amount, reason, source,
            recorded_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?))"_s);
    return {bindRecord(insert, adjustment).run() ? insert.lastId() : 0};
}

std::optional<Adjustment> Adjustments::find(records::AdjustmentId id) const
{
    Statement select(m_connection, uR"(
        SELECT id, kind, account, number, date, currency, amount, reason, source, recorded_at
        FROM adjustment
        WHERE id = ?)"_s);
    return oneRecord<Adjustment>(select.bind(id));
}

std::optional<Adjustment> Adjustments::find(const QString& number) const
{
    Statement select(m_connection, uR"(
        SELECT id, kind, account, number, date, currency, amount, reason, source, recorded_at
        FROM adjustment
        WHERE number = ?)"_s);
    return oneRecord<Adjustment>(select.bind(number));
}

QList<Adjustment> Adjustments::ofAccount(AccountId account) const
{
    Statement select(m_connection, uR"(
        SELECT id, kind, account, number, date, currency, amount, reason, source, recorded_at
        FROM adjustment
        WHERE account = ?
        ORDER BY id)"_s);
    return allRecords<Adjustment>(select.bind(account));
}

records::ReversalId Adjustments::add(const Reversal& reversal)
{
    Statement insert(m_connection, uR"(
        INSERT INTO reversal (id, account, of_kind, of_id, number, date, currency, amount, reason,
            source, recorded_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?))"_s);
    return {bindRecord(insert, reversal).run() ? insert.lastId() : 0};
}

std::optional<Reversal> Adjustments::reversal(const QString& number) const
{
    Statement select(m_connection, uR"(
        SELECT id, account, of_kind, of_id, number, date, currency, amount, reason, source,
            recorded_at
        FROM reversal
        WHERE number = ?)"_s);
    return oneRecord<Reversal>(select.bind(number));
}

std::optional<Reversal> Adjustments::reversalOf(records::RecordRef record) const
{
    Statement select(m_connection, uR"(
        SELECT id, account, of_kind, of_id, number, date, currency, amount, reason, source,
            recorded_at
        FROM reversal
        WHERE of_kind = ? AND of_id = ?)"_s);
    return oneRecord<Reversal>(select.bind(record));
}

QList<Reversal> Adjustments::reversalsOfAccount(AccountId account) const
{
    Statement select(m_connection, uR"(
        SELECT id, account, of_kind, of_id, number, date, currency, amount, reason, source,
            recorded_at
        FROM reversal
        WHERE account = ?
        ORDER BY id)"_s);
    return allRecords<Reversal>(select.bind(account));
}

} // namespace store
