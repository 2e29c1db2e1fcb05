// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "store/reader.h"
#include "store/statement.h"

namespace store {

// The log of syncs, and an adoption that was proposed.
class Runs {
public:
    explicit Runs(Connection& connection)
        : m_connection(connection)
    {
    }
    records::RunId begin(const QString& kind, const QString& direction, const records::Flows& flows,
        const QDateTime& now);
    void add(records::RunId run, const RunRecordRow& record);
    void end(records::RunId run, const QString& result, const QString& words, int count,
        const QDateTime& now);

    void queueNotification(
        records::RunId run, const QString& subject, const QString& body, const QDateTime& now);
    int messagesTaken(records::RunId upTo, const QDateTime& now);
    void addCalls(const QDateTime& at, int calls, qint64 bytes);

    void saveAdoption(const AdoptionSummary& summary, const QList<AdoptionRow>& unmatched);
    void clearAdoption();

private:
    void forgetBefore(const QDateTime& instant);

    Connection& m_connection;
};

} // namespace store
