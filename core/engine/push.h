// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/answerrecord.h"
#include "engine/prepare.h"
#include "engine/resource.h"

namespace engine {

struct PushSummary {
    int sent = 0, accepted = 0, refused = 0, unknown = 0;
    // Set when going on makes no sense: offline, signed out, limits, disk.
    records::Cause stoppedBy;
    QSet<Resource> toRead; // what changed in Xero beyond what the answers showed
    int freed = 0; // unanswered ones that are to be judged anew before they go
};

// Sends the ops of one kind that may go, batch by batch, some batches at a time: each intent is
// committed before its first byte, each answer written as it comes. Never sends anything twice by
// itself: a batch goes again only when every op in it was looked for and proven absent, and then
// with the same bytes and key.
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
    // An answer that could not be written when it came (reserve.h); idempotent.
    static base::Result<void> replay(const Context& context, const QByteArray& kept);

private:
    void step();
    bool mayGoOn();
    base::Result<bool> sendNext();
    base::Result<std::optional<store::Batch>> nextBatch();
    bool fillWindow();
    base::Result<void> findProvenAbsent();
    base::Result<bool> isAnyWanted(const QList<records::Operation>& operations);
    base::Result<void> releaseRest(const QList<records::Operation>& absent);
    base::Result<qint64> commitIntent(store::Batch& batch);
    void answered(
        const store::Batch& batch, qint64 attempt, const base::Result<xero::Response>& answer);
    base::Result<void> record(
        const store::Batch& batch, qint64 attempt, const base::Result<xero::Response>& answer);
    using Agreements = QHash<QUuid, records::Agreed>;
    base::Result<Agreements> mirrorAnswer(store::Transaction& tx,
        const QList<records::Operation>& operations, const QList<Outcome>& outcomes,
        const base::Result<xero::Response>& answer, bool isRepeat);
    std::optional<records::mirror::Invoice> afterPayment(const records::mirror::Payment& payment);
    using Learn = std::function<base::Result<Agreements>(store::Transaction&)>;
    base::Result<void> write(const QList<records::Operation>& operations,
        const AnswerRecord& record, const Learn& learn);
    base::Result<void> writeOrKeep(const QList<records::Operation>& operations,
        const AnswerRecord& record, const Learn& learn);
    static Agreements agreements(const xero::Shown& shown);
    base::Result<void> recordOne(store::Transaction& tx, const records::Operation& operation,
        const Outcome& outcome, const Agreements& agreed);
    base::Result<void> tieAccepted(store::Transaction& tx, const records::Operation& operation,
        const Outcome& outcome, const Agreements& agreed);
    base::Result<void> logOne(
        store::Transaction& tx, const records::Operation& operation, const Outcome& outcome);
    void readEverything();
    void count(const Outcome& outcome);
    void finish(const base::Result<PushSummary>& result);
    bool mayGo(const records::Operation& operation) const;

    Context m_context;
    const records::Surroundings& m_around;
    records::OperationKind m_kind;
    std::optional<records::RunId> m_run;
    std::optional<QSet<records::OperationId>> m_only; // none = all
    QSet<records::OperationId> m_freed; // not before they are judged
    Progress m_progress;
    Done m_done;
    Preparation m_preparation;
    PushSummary m_summary;
    QList<store::Batch> m_again; // proven absent, to be sent with the same bytes
    QList<records::Operation> m_window; // read from the outbox and not looked at yet
    bool m_windowIsLast = false;
    QHash<QUuid, records::mirror::Invoice> m_paid; // in this wave, as they stand now
    int m_inFlight = 0;
    std::optional<base::Error> m_failure; // of the book: nothing more is sent
    bool m_stopped = false;
};

} // namespace engine
