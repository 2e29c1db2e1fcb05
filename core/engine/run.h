// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/authors.h"
#include "engine/control.h"
#include "engine/fetch.h"
#include "engine/push.h"
#include "engine/review.h"
#include "records/command.h"

#include <QPointer>

namespace engine {

struct RunSummary {
    int read = 0, sent = 0, wentThrough = 0, needYou = 0, unknown = 0, takenIn = 0, skipped = 0;
    int linked = 0; // by their number, without being asked
    int balancesDiffer = 0; // control totals that don't agree after a second reading
    records::Cause stoppedBy;
    bool stopped = false;
    QString whyNothing; // of a run that moved nothing
    bool hasDoneAnything() const { return sent + read + takenIn + skipped + linked > 0; }
    QString words() const; // "41 went through, 2 need you, 1 without an answer."
};

// One sync from beginning to end: fetch → take in and plan → push, a wave for each kind, and read
// back what their answers didn't show; again until nothing moves → derive and judge. Flat: every
// step ends by starting the next. Everything it knows is in the book, so it may be stopped or
// killed between any two steps.
class Run : public QObject {
public:
    using Progress = std::function<void(const QString& activity, int done, int total)>;
    using Done = std::function<void(base::Result<RunSummary>)>;

    Run(Context context, records::command::Sync what, Progress progress, Done done);
    void start();
    // However lately it was read: a person says that it was mended there.
    void readAnew(const QSet<Resource>& resources) { m_readAnew = resources; }
    // After the calls under way. Politely: what they changed is read back first; asked a second
    // time, at once.
    enum class Stopping { Politely, AtOnce };
    void stop(Stopping how);
    std::optional<records::RunId> id() const { return m_run; } // of its row in the log

private:
    using Next = std::function<void()>;
    QList<Resource> slowResourcesDue() const;
    void fetch(const QList<Resource>& resources, Next next);
    base::Result<void> noteFetch(const FetchSummary& read, bool complete);
    void reviewDirty(Next next);
    void reviewSlice(std::shared_ptr<Strangers> strangers, Next next);
    base::Result<void> lookForItem(store::Transaction& tx, records::Operation operation);
    void skipIdleKinds();
    void nextWave();
    void waveDone(const base::Result<PushSummary>& pushed);
    void readBack();
    void waitForLookups();
    std::optional<std::chrono::milliseconds> untilLookups() const;
    QList<records::AccountId> stuckAccounts() const;
    base::Result<std::optional<QSet<records::OperationId>>> chosenOperations() const;
    std::optional<records::Flows> takesIn() const;
    base::Result<std::optional<QSet<records::OperationId>>> chosenByRole() const;
    bool isOfItsModules(records::OperationKind kind) const;
    bool pushes() const { return m_what.direction != records::command::Direction::Pull; }
    void settle();
    void askWhoChanged();
    QString whyNothing() const;
    void finish();
    void fail(const base::Error& error);

    Context m_context;
    records::command::Sync m_what;
    Progress m_progress;
    Done m_done;
    RunSummary m_summary;
    std::optional<records::RunId> m_run;
    records::Surroundings m_around;
    QPointer<Fetch> m_fetch;
    QPointer<Push> m_push;
    QPointer<Control> m_control;
    QPointer<Authors> m_authors;
    QDateTime m_lookedAt;
    QDateTime m_judgedAt; // the reading that was last asked whether pushing may go on
    QDateTime m_patienceEnds;
    int m_kind = 0; // of the wave, as OperationKind
    int m_sentInRound = 0;
    QSet<Resource> m_readAnew;
    QSet<Resource> m_toRead; // what this round's pushes changed unseen
    bool m_askStuckAgain = true;
    bool m_takeInLeft = true; // until asked for: once a run is enough
    bool m_stopped = false, m_atOnce = false, m_windingUp = false;
};

// The run's row in the log, with a line for each module that takes part in it.
base::Result<records::RunId> beginRun(
    const Context& context, store::Transaction& tx, const records::command::Sync& what);

// "3 linked by their number": nobody asked for it, so it is said.
QString linkedByNumber(int accounts);

// Brings derived rows of all dirty accounts and the verdicts up to date without any call to Xero:
// after an import, or a record entered by hand.
base::Result<void> reviewLocally(const Context& context, ReviewCounts* counts = nullptr);

} // namespace engine
