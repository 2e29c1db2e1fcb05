// SPDX-License-Identifier: GPL-3.0-or-later

#include "store/outbox.h"

#include "base/log.h"

using namespace Qt::StringLiterals;
using records::Operation;
using records::OperationId;

namespace store {

namespace {

QString toText(AttemptOutcome outcome)
{
    switch (outcome) {
    case AttemptOutcome::Pending:
        return u"pending"_s;
    case AttemptOutcome::NotSent:
        return u"not-sent"_s;
    case AttemptOutcome::Unknown:
        return u"unknown"_s;
    case AttemptOutcome::Answered:
        return u"answered"_s;
    }
    return {};
}

} // namespace

QString operationColumns()
{
    return uR"(
        o.id, o.kind, o.state, o.subject_kind, o.subject_id, o.account, o.currency, o.amount, o.label,
        o.cause, o.cause_arguments, o.cause_raw, o.generation, o.attempts, o.negative_probes,
        o.created_at, o.changed_at, o.not_before, o.last_negative_probe, o.last_attempt_end, o.xero_id,
        o.batch)"_s;
}

OperationId Outbox::add(const Operation& operation)
{
    Statement insert(m_connection, uR"(
        INSERT INTO operation (id, kind, state, subject_kind, subject_id, account, currency, amount,
            label, cause, cause_arguments, cause_raw, generation, attempts, negative_probes,
            created_at, changed_at, not_before, last_negative_probe, last_attempt_end, xero_id, batch)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?))"_s);
    return {bindRecord(insert, operation).run() ? insert.lastId() : 0};
}

void Outbox::update(const Operation& operation)
{
    Statement update(m_connection, uR"(
        UPDATE operation
        SET (id, kind, state, subject_kind, subject_id, account, currency, amount, label, cause,
            cause_arguments, cause_raw, generation, attempts, negative_probes, created_at, changed_at,
            not_before, last_negative_probe, last_attempt_end, xero_id, batch)
            = (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        WHERE id = ?)"_s);
    bindRecord(update, operation).bind(operation.id).run();
}

std::optional<Operation> Outbox::find(OperationId id) const
{
    Statement select(m_connection, uR"(
        SELECT id, kind, state, subject_kind, subject_id, account, currency, amount, label, cause,
            cause_arguments, cause_raw, generation, attempts, negative_probes, created_at, changed_at,
            not_before, last_negative_probe, last_attempt_end, xero_id, batch
        FROM operation
        WHERE id = ?)"_s);
    return oneRecord<Operation>(select.bind(id));
}

std::optional<Operation> Outbox::standing(
    records::RecordRef subject, records::OperationKind kind) const
{
    Statement select(m_connection, uR"(
        SELECT id, kind, state, subject_kind, subject_id, account, currency, amount, label, cause,
            cause_arguments, cause_raw, generation, attempts, negative_probes, created_at, changed_at,
            not_before, last_negative_probe, last_attempt_end, xero_id, batch
        FROM operation
        WHERE subject_kind = ? AND subject_id = ? AND kind = ? AND state <> 'cancelled')"_s);
    return oneRecord<Operation>(select.bind(subject, kind));
}

QList<Operation> Outbox::waiting(records::OperationKind kind, const QDateTime& now, int limit) const
{
    Statement select(m_connection, uR"(
        SELECT id, kind, state, subject_kind, subject_id, account, currency, amount, label, cause,
            cause_arguments, cause_raw, generation, attempts, negative_probes, created_at, changed_at,
            not_before, last_negative_probe, last_attempt_end, xero_id, batch
        FROM operation
        WHERE state = 'waiting' AND kind = ? AND cause = ? AND (not_before IS NULL OR not_before <= ?)
        ORDER BY account, rank, id
        LIMIT ?)"_s);
    return allRecords<Operation>(select.bind(kind, records::CauseId::None, now, limit));
}

int Outbox::count(records::OperationState state) const
{
    Statement select(m_connection, u"SELECT count(*) FROM operation WHERE state = ?"_s);
    return select.bind(state).next() ? select.get<int>() : 0;
}

QList<Operation> Outbox::inState(records::OperationState state, int limit) const
{
    Statement select(m_connection, uR"(
        SELECT id, kind, state, subject_kind, subject_id, account, currency, amount, label, cause,
            cause_arguments, cause_raw, generation, attempts, negative_probes, created_at, changed_at,
            not_before, last_negative_probe, last_attempt_end, xero_id, batch
        FROM operation
        WHERE state = ?
        ORDER BY account, rank, id
        LIMIT ?)"_s);
    return allRecords<Operation>(select.bind(state, limit));
}

QList<Operation> Outbox::withCause(records::CauseId cause, int limit) const
{
    Statement select(m_connection, uR"(
        SELECT id, kind, state, subject_kind, subject_id, account, currency, amount, label, cause,
            cause_arguments, cause_raw, generation, attempts, negative_probes, created_at, changed_at,
            not_before, last_negative_probe, last_attempt_end, xero_id, batch
        FROM operation
        WHERE cause = ? AND state NOT IN ('confirmed', 'cancelled')
        ORDER BY account, rank, id
        LIMIT ?)"_s);
    return allRecords<Operation>(select.bind(cause, limit));
}

QList<Operation> Outbox::ofItems() const
{
    Statement select(m_connection, uR"(
        SELECT id, kind, state, subject_kind, subject_id, account, currency, amount, label, cause,
            cause_arguments, cause_raw, generation, attempts, negative_probes, created_at, changed_at,
            not_before, last_negative_probe, last_attempt_end, xero_id, batch
        FROM operation
        WHERE account IS NULL AND state <> 'cancelled'
        ORDER BY id)"_s);
    return allRecords<Operation>(select);
}

QList<Operation> Outbox::ofAccount(records::AccountId account) const
{
    Statement select(m_connection, uR"(
        SELECT id, kind, state, subject_kind, subject_id, account, currency, amount, label, cause,
            cause_arguments, cause_raw, generation, attempts, negative_probes, created_at, changed_at,
            not_before, last_negative_probe, last_attempt_end, xero_id, batch
        FROM operation
        WHERE account = ? AND state <> 'cancelled'
        ORDER BY rank, id)"_s);
    return allRecords<Operation>(select.bind(account));
}

QDateTime Outbox::nextDue() const
{
    Statement select(m_connection, uR"(
        SELECT MIN(not_before)
        FROM operation
        WHERE state NOT IN ('confirmed', 'cancelled') AND not_before IS NOT NULL)"_s);
    return select.next() ? select.get<QDateTime>() : QDateTime();
}

QList<QDateTime> Outbox::uncertainSince(const QDateTime& since) const
{
    Statement select(m_connection, uR"(
        SELECT COALESCE(ended_at, started_at)
        FROM attempt
        WHERE outcome IN ('unknown', 'pending') AND COALESCE(ended_at, started_at) >= ?
        ORDER BY 1)"_s);
    select.bind(since);
    QList<QDateTime> ends;
    while (select.next())
        ends.append(select.get<QDateTime>());
    return ends;
}

bool Outbox::isPending(qint64 attempt) const
{
    Statement select(m_connection, u"SELECT 1 FROM attempt WHERE id = ? AND outcome = 'pending'"_s);
    return select.bind(attempt).next();
}

void Outbox::save(const Batch& batch)
{
    Statement(m_connection, uR"(
        INSERT INTO batch (id, kind, verb, path, body, key, first_sent_at, first_sent_boot, boot_id,
            attempts)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (id) DO UPDATE
        SET kind = excluded.kind, verb = excluded.verb, path = excluded.path, body = excluded.body,
            key = excluded.key, first_sent_at = excluded.first_sent_at,
            first_sent_boot = excluded.first_sent_boot, boot_id = excluded.boot_id,
            attempts = excluded.attempts)"_s)
        .bind(batch.id, batch.kind, batch.verb, batch.path, batch.body, batch.key,
            batch.firstSentAt, batch.firstSentBoot, batch.bootId, batch.attempts)
        .run();
    Statement element(m_connection, uR"(
        INSERT INTO batch_operation (batch, position, operation)
        VALUES (?, ?, ?)
        ON CONFLICT (batch, position) DO UPDATE
        SET operation = excluded.operation)"_s);
    int position = 0;
    for (const OperationId operation : batch.operations)
        element.bind(batch.id, position++, operation).run();
}

std::optional<Batch> Outbox::batch(const QString& id) const
{
    Statement select(m_connection, uR"(
        SELECT id, kind, verb, path, body, key, first_sent_at, first_sent_boot, boot_id, attempts
        FROM batch
        WHERE id = ?)"_s);
    if (!select.bind(id).next())
        return std::nullopt;
    Batch batch;
    select.into(batch.id, batch.kind, batch.verb, batch.path, batch.body, batch.key,
        batch.firstSentAt, batch.firstSentBoot, batch.bootId, batch.attempts);
    Statement elements(
        m_connection, u"SELECT operation FROM batch_operation WHERE batch = ? ORDER BY position"_s);
    elements.bind(id);
    while (elements.next())
        batch.operations.append(elements.get<OperationId>());
    return batch;
}

qint64 Outbox::beginAttempt(const QString& batch, const QDateTime& now)
{
    Statement insert(m_connection, uR"(
        INSERT INTO attempt (batch, started_at, outcome, raw)
        VALUES (?, ?, 'pending', ''))"_s);
    return insert.bind(batch, now).run() ? insert.lastId() : 0;
}

void Outbox::endAttempt(qint64 attempt, AttemptOutcome outcome, int httpStatus, const QString& raw,
    const QDateTime& now)
{
    Statement(m_connection, uR"(
        UPDATE attempt
        SET outcome = ?, http_status = ?, raw = ?, ended_at = ?
        WHERE id = ?)"_s)
        .bind(toText(outcome), httpStatus, base::redacted(raw), now, attempt)
        .run();
}

} // namespace store
