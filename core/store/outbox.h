// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "store/book.h"
#include "store/columns.h"

namespace store {

// Pushes, the batches they were sent in, and every attempt.
// Of an operation o, in the order in which a record of it is read.
QString operationColumns();

class Outbox {
public:
    explicit Outbox(Connection& connection)
        : m_connection(connection)
    {
    }
    records::OperationId add(const records::Operation& operation);
    void update(const records::Operation& operation);
    std::optional<records::Operation> find(records::OperationId id) const;
    // The one of this subject and kind that isn't cancelled.
    std::optional<records::Operation> standing(
        records::RecordRef subject, records::OperationKind kind) const;
    QList<records::Operation> waiting(
        records::OperationKind, const QDateTime& now, int limit) const;
    int count(records::OperationState) const;
    QList<records::Operation> inState(records::OperationState state, int limit) const;
    QList<records::Operation> ofItems() const; // they belong to no account
    QList<records::Operation> withCause(records::CauseId cause, int limit) const;
    // All but cancelled ones.
    QList<records::Operation> ofAccount(records::AccountId account) const;
    QDateTime nextDue() const;
    QList<QDateTime> uncertainSince(const QDateTime& since) const;
    bool isPending(qint64 attempt) const;

    void save(const Batch& batch);
    std::optional<Batch> batch(const QString& id) const;
    qint64 beginAttempt(const QString& batch, const QDateTime& now);
    void endAttempt(qint64 attempt, AttemptOutcome outcome, int httpStatus, const QString& raw,
        const QDateTime& now);

private:
    Connection& m_connection;
};

} // namespace store
