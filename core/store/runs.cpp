// SPDX-License-Identifier: GPL-3.0-or-later

#include "store/runs.h"

using namespace Qt::StringLiterals;

namespace store {

records::RunId Runs::begin(const QString& kind, const QString& direction, const QDateTime& now)
{
    Statement insert(m_connection, uR"(
        INSERT INTO run (kind, direction, started_at, result, words, records)
        VALUES (?, ?, ?, '', '', 0))"_s);
    return {insert.bind(kind, direction, now).run() ? insert.lastId() : 0};
}

void Runs::add(records::RunId run, const RunRecordRow& r)
{
    Statement(m_connection, uR"(
        INSERT INTO run_record (run, at, record, account_name, result, words, ledger_id, xero_id,
            details, currency, amount)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?))"_s)
        .bind(run, r.at, r.record, r.accountName, r.result, r.words, r.ledgerId, r.xeroId,
            r.details, r.amount.currency(), r.amount)
        .run();
}

void Runs::end(records::RunId run, const QString& result, const QString& words, int count,
    const QDateTime& now)
{
    Statement(m_connection, uR"(
        UPDATE run
        SET result = ?, words = ?, records = ?, ended_at = ?
        WHERE id = ?)"_s)
        .bind(result, words, count, now, run)
        .run();
}

void Runs::saveAdoption(const AdoptionSummary& s, const QList<AdoptionRow>& unmatched)
{
    clearAdoption();
    Statement(m_connection, uR"(
        INSERT INTO adoption (one, links, documents, payments, allocations, proposed_at)
        VALUES (1, ?, ?, ?, ?, ?))"_s)
        .bind(s.links, s.documents, s.payments, s.allocations, s.proposedAt)
        .run();
    Statement insert(m_connection, uR"(
        INSERT INTO adoption_row (side, label, account_name, reason, date, currency, amount)
        VALUES (?, ?, ?, ?, ?, ?, ?))"_s);
    for (const AdoptionRow& r : unmatched)
        insert.bind(r.side, r.label, r.accountName, r.reason, r.date, r.amount.currency(), r.amount)
            .run();
}

void Runs::clearAdoption()
{
    Statement(m_connection, u"DELETE FROM adoption"_s).run();
    Statement(m_connection, u"DELETE FROM adoption_row"_s).run();
}

} // namespace store
