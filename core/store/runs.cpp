// SPDX-License-Identifier: GPL-3.0-or-later

#include "store/runs.h"

using namespace Qt::StringLiterals;

namespace store {

static constexpr int kDaysOfCalls = 31; // Xero bills data by the month

void Runs::forgetBefore(const QDateTime& instant)
{
    for (const QString& table : {u"run_record"_s, u"run_module"_s, u"notification"_s})
        Statement(m_connection,
            u"DELETE FROM %1 WHERE run IN (SELECT id FROM run WHERE started_at < ?)"_s.arg(table))
            .bind(instant)
            .run();
    Statement(m_connection, u"DELETE FROM run WHERE started_at < ?"_s).bind(instant).run();
}

records::RunId Runs::begin(const QString& kind, const QString& direction,
    const records::Flows& flows, const QDateTime& now)
{
    forgetBefore(now.addYears(-1));
    Statement insert(m_connection, uR"(
        INSERT INTO run (kind, direction, started_at, result, words, records)
        VALUES (?, ?, ?, '', '', 0))"_s);
    const records::RunId run{insert.bind(kind, direction, now).run() ? insert.lastId() : 0};
    Statement module(
        m_connection, u"INSERT INTO run_module (run, module, flow) VALUES (?, ?, ?)"_s);
    for (const records::Module each : records::kModules)
        if (flows[each] != records::Flow::Off)
            module.bind(run, each, flows[each]).run();
    return run;
}

void Runs::add(records::RunId run, const RunRecordRow& r)
{
    Statement(m_connection, uR"(
        INSERT INTO run_record (run, at, record, account_name, result, words, ledger_id, xero_id,
            details, currency, amount, module)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?))"_s)
        .bind(run, r.at, r.record, r.accountName, r.result, r.words, r.ledgerId, r.xeroId,
            r.details, r.amount.currency(), r.amount, r.module ? records::toText(*r.module) : u""_s)
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

void Runs::queueNotification(
    records::RunId run, const QString& subject, const QString& body, const QDateTime& now)
{
    Statement(m_connection,
        u"INSERT INTO notification (run, subject, body, queued_at) VALUES (?, ?, ?, ?)"_s)
        .bind(run, subject, body, now)
        .run();
}

int Runs::messagesTaken(records::RunId upTo, const QDateTime& now)
{
    Statement update(
        m_connection, u"UPDATE notification SET sent_at = ? WHERE run <= ? AND sent_at IS NULL"_s);
    update.bind(now, upTo).run();
    return update.changes();
}

void Runs::addCalls(const QDateTime& at, int calls, qint64 bytes)
{
    QDateTime hour = at.toUTC();
    hour.setTime(QTime(hour.time().hour(), 0));
    Statement(m_connection, uR"(
        INSERT INTO call_hour (begins_at, calls, bytes)
        VALUES (?, ?, ?)
        ON CONFLICT (begins_at) DO UPDATE
        SET calls = calls + excluded.calls, bytes = bytes + excluded.bytes)"_s)
        .bind(hour, calls, bytes)
        .run();
    Statement(m_connection, u"DELETE FROM call_hour WHERE begins_at < ?"_s)
        .bind(hour.addDays(-kDaysOfCalls))
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
