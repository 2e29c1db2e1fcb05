// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/outcome.h"
#include "engine/prepare.h"

namespace engine {

struct PushSummary {
    int sent = 0, accepted = 0, refused = 0, unknown = 0;
    // Set when going on makes no sense: offline, signed out, limits, disk.
    records::Cause stoppedBy;
};

// Sends what may go, kind after kind: intent committed before the first byte, one call at a time,
// the answer written before the next. Never sends anything twice by itself: a batch goes again only
// when every op in it was looked for and proven absent, and then with the same bytes and key.
class Push : public QObject {
public:
    using Progress = std::function<void(int done)>;
    using Done = std::function<void(base::Result<PushSummary>)>;

    // kind: only ops of this kind are sent in this wave.
    Push(Context context, const records::Surroundings& around, records::OperationKind kind,
        std::optional<records::RunId> run, std::optional<QSet<records::OperationId>> only,
        Progress progress, Done done);
    void start();
    void stop() { m_stopped = true; }

private:
    void step();
    base::Result<std::optional<store::Batch>> nextBatch();
    base::Result<std::optional<store::Batch>> provenAbsentBatch();
    base::Result<void> releaseRest(const QList<records::Operation>& absent);
    base::Result<void> commitIntent(store::Batch& batch);
    void answered(const store::Batch& batch, const base::Result<xero::Response>& answer);
    base::Result<void> record(
        const store::Batch& batch, const base::Result<xero::Response>& answer);
    base::Result<void> recordOne(
        store::Transaction& tx, const records::Operation& operation, const Outcome& outcome);
    base::Result<void> tieAccepted(
        store::Transaction& tx, const records::Operation& operation, const Outcome& outcome);
    base::Result<void> logOne(
        store::Transaction& tx, const records::Operation& operation, const Outcome& outcome);
    void count(const Outcome& outcome);
    void finish(const base::Result<PushSummary>& result);
    bool mayGo(const records::Operation& operation) const;

    Context m_context;
    const records::Surroundings& m_around;
    records::OperationKind m_kind;
    std::optional<records::RunId> m_run;
    std::optional<QSet<records::OperationId>> m_only; // none = all
    Progress m_progress;
    Done m_done;
    Preparation m_preparation;
    PushSummary m_summary;
    qint64 m_attempt = 0;
    bool m_stopped = false;
};

} // namespace engine
