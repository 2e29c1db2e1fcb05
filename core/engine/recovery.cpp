// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/recovery.h"

#include "base/failpoint.h"
#include "base/log.h"
#include "base/planted.h"
#include "engine/copies.h"
#include "engine/outbox.h"
#include "engine/push.h"
#include "engine/reserve.h"
#include "engine/run.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace engine {

using namespace records;

namespace {

constexpr int kEverything = std::numeric_limits<int>::max();
constexpr qint64 kTolerance = 2'000; // milliseconds by which two honest clocks may differ
constexpr qint64 kAnchorAge = 600'000; // slow drift is forgiven by setting the anchor anew

QString anchorName()
{
    return QStringLiteral("clock.anchor");
}

// Both clocks at one instant: "BOOT-ID BOOT-MS WALL-MS".
struct Anchor {
    QString bootId;
    qint64 boot = 0, wall = 0;
    static Anchor of(const base::Clock& clock)
    {
        return {clock.bootId(), clock.bootMilliseconds(), clock.now().toMSecsSinceEpoch()};
    }
    static Anchor parse(const QString& text)
    {
        const QStringList parts = text.split(u' ');
        return {parts.value(0), parts.value(1).toLongLong(), parts.value(2).toLongLong()};
    }
    QString toString() const { return QStringLiteral("%1 %2 %3").arg(bootId).arg(boot).arg(wall); }
};

base::Result<void> waitAnew(store::Transaction& tx, const Context& context)
{
    const QDateTime now = context.clock.now();
    for (Operation operation : context.book.operationsIn(OperationState::Unknown, kEverything)) {
        lookAnew(operation, now, context.waits);
        if (auto saved = context.book.save(tx, operation); !saved)
            return tl::unexpected(saved.error());
    }
    if (!heldUntil(context.book).isValid())
        return {};
    return holdAnew(tx, context);
}

base::Result<void> replayKept(const Context& context)
{
    const QList<QByteArray> kept = context.reserve ? context.reserve->kept() : QList<QByteArray>();
    if (kept.isEmpty())
        return {};
    for (const QByteArray& answer : kept)
        if (auto written = Push::replay(context, answer); !written)
            return written;
    return context.reserve->forget();
}

// At opening and before a run: what was on the wire when the program ended, or its disk failed, has
// an unknown outcome, and is looked up before anything is sent on its account (reliability.md
// §3.4).
base::Result<void> recoverUnanswered(const Context& context)
{
    const QList<Operation> unanswered
        = context.book.operationsIn(OperationState::Sending, kEverything);
    if (unanswered.isEmpty() || base::planted(base::Planted::LostIntent))
        return {};
    const QDateTime now = context.clock.now();
    const auto done
        = inTransaction(context.book, [&](store::Transaction& tx) -> base::Result<void> {
              for (Operation operation : unanswered) {
                  operation.state = OperationState::Unknown;
                  operation.cause = {CauseId::OutcomeUnknown, {}, {}};
                  operation.lastAttemptEnd = operation.changedAt = now;
                  lookAnew(operation, now, context.waits);
                  if (auto saved = context.book.save(tx, operation); !saved)
                      return tl::unexpected(saved.error());
              }
              base::failpoint("recovery.unanswered.before-commit");
              return {};
          });
    base::failpoint("recovery.unanswered.committed");
    return done;
}

// What was being worked out for many accounts when the program ended is begun anew when somebody
// asks again: half a sign-off is nobody's word.
base::Result<void> dropHalves(const Context& context)
{
    const store::AsOfDay kept = context.book.asOf();
    const bool isHalfADay = kept.day.isValid() && !kept.isReady;
    const QList<SignOff> standing = context.book.standingSignOffs({});
    const bool isHalfSigned = std::any_of(standing.begin(), standing.end(),
        [](const SignOff& one) { return !one.preparedAt.isValid(); });
    if (!isHalfADay && !isHalfSigned)
        return {};
    return inTransaction(context.book, [&](store::Transaction& tx) -> base::Result<void> {
        if (isHalfADay)
            if (auto dropped = context.book.keepAsOf(tx, {}); !dropped)
                return dropped;
        return context.book.dropUnfinishedSignOffs(tx);
    });
}

} // namespace

base::Result<void> distrustClock(const Context& context)
{
    const Anchor now = Anchor::of(context.clock);
    const QString stored = context.book.value(anchorName());
    const Anchor before = Anchor::parse(stored);
    const bool isSameBoot = !stored.isEmpty() && before.bootId == now.bootId;
    const qint64 apart = std::abs((now.wall - before.wall) - (now.boot - before.boot));
    const bool isTrusted = isSameBoot && apart <= kTolerance;
    if (isTrusted && now.boot - before.boot < kAnchorAge)
        return {};
    if (!isTrusted && !stored.isEmpty())
        qCInfo(base::logEngine)
            << "the clock was turned or the computer started anew: waits begin anew";
    return inTransaction(context.book, [&](store::Transaction& tx) -> base::Result<void> {
        if (!isTrusted)
            if (auto waited = waitAnew(tx, context); !waited)
                return waited;
        return context.book.setValue(tx, anchorName(), now.toString());
    });
}

base::Result<void> recoverAtOpening(const Context& context, const Witness& witness)
{
    base::failpoint("recovery.begin");
    if (auto replayed = replayKept(context); !replayed)
        return replayed;
    if (context.reserve)
        if (auto room = context.reserve->prepare(); !room)
            qCWarning(base::logEngine) << "no room kept:" << room.error().raw;
    base::failpoint("recovery.room.kept");
    if (auto known = recognise(context, witness); !known)
        return known;
    base::failpoint("recovery.recognised");
    if (auto trusted = distrustClock(context); !trusted)
        return trusted;
    base::failpoint("recovery.clock");
    if (auto recovered = recoverUnanswered(context); !recovered)
        return recovered;
    if (auto dropped = dropHalves(context); !dropped)
        return dropped;
    base::failpoint("recovery.end");
    return {};
}

base::Result<void> recoverBeforeRun(const Context& context)
{
    if (auto replayed = replayKept(context); !replayed)
        return replayed;
    // Of another run nothing is under way: what is still on the wire was cut off, or its answer
    // could not be written.
    if (auto recovered = recoverUnanswered(context); !recovered)
        return recovered;
    return distrustClock(context);
}

} // namespace engine
