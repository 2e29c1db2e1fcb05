// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/log.h"
#include "engine/copies.h"
#include "engine/inside.h"
#include "engine/linechecks.h"
#include "engine/schedule.h"
#include "engine/sweep.h"
#include "preflight/preflight.h"
#include "store/backups.h"

#include <algorithm>

// What runs by itself, and when.
namespace engine {

using namespace records;
using base::ErrorKind;
using base::failure;
using command::RunKind;

namespace {

// Timers stand still while a computer sleeps, so the clock on the wall is looked at once a minute.
constexpr std::chrono::milliseconds kLongestNap{60'000};
constexpr std::chrono::milliseconds kShortestNap{1'000};
constexpr int kSecondsBetweenLooks = 5;
constexpr int kLookedThrough = 1000; // of the pushes without an answer
constexpr qint64 kOverslept = 90'000;
constexpr int kSecondsAfterWaking = 15; // until the network is there again

} // namespace

void Engine::Inside::tick()
{
    if (m_closing || !m_book)
        return;
    noticeSleep();
    startWhatIsDue();
    noticeAge();
    showNextRun();
    countCalls();
    const QDateTime now = m_parts.clock->now();
    std::chrono::milliseconds nap = kLongestNap;
    if (m_status.nextRunAt.isValid())
        nap = std::chrono::milliseconds(now.msecsTo(m_status.nextRunAt));
    if (const QDateTime look = nextLook(); look.isValid())
        nap = std::min(nap, std::chrono::milliseconds(now.msecsTo(look)));
    nap = std::clamp(nap, kShortestNap, kLongestNap);
    m_tickedAt = now.addMSecs(nap.count());
    m_tickedAfterBoot = m_parts.clock->bootMilliseconds() + nap.count();
    m_parts.clock->after(nap, &m_engine, [this] { tick(); });
}

// After sleep the reason of an earlier failure may be gone: the try after it need not wait.
void Engine::Inside::noticeSleep()
{
    if (!m_tickedAt.isValid())
        return;
    const QDateTime now = m_parts.clock->now();
    const qint64 late
        = std::max(m_tickedAt.msecsTo(now), m_parts.clock->bootMilliseconds() - m_tickedAfterBoot);
    if (late < kOverslept)
        return;
    RunTimes ran = runTimes();
    if (ran.failures == 0)
        return;
    ran.failures = 0;
    ran.notBefore = std::min(ran.notBefore, now.addSecs(kSecondsAfterWaking));
    const auto kept = inTransaction(
        *m_book, [&](store::Transaction& tx) { return m_book->saveRunTimes(tx, ran); });
    if (!kept)
        qCWarning(base::logEngine) << "not noted:" << kept.error().sentence;
}

// A verdict grows old without anything happening. A run at work will judge anyway.
void Engine::Inside::noticeAge()
{
    if (!m_parts.keepsLooking || m_readOnly || busy())
        return;
    const QDateTime read = QDateTime::fromString(
        m_book->value(QStringLiteral("fetch.completed")), Qt::ISODateWithMs);
    if (!read.isValid() || read == m_grownOld || preflight::isFresh(read, m_parts.clock->now()))
        return;
    m_grownOld = read;
    if (const auto judged = judgeBanks(context()); !judged)
        qCWarning(base::logEngine) << "not judged:" << judged.error().sentence;
}

bool Engine::Inside::isPaused() const
{
    return isBreakerOpen() || m_status.connection == Connection::SignInNeeded
        || m_book->value(tenantName()).isEmpty();
}

RunTimes Engine::Inside::runTimes()
{
    const RunTimes stored = m_book->runTimes();
    const QDateTime now = m_parts.clock->now();
    RunTimes ran = notLater(stored, now);
    const Schedule schedule = m_book->schedule();
    ran.since = countsSince(schedule, schedule, ran, lastFetch(), now);
    if (ran == stored || m_readOnly)
        return ran;
    const auto kept = inTransaction(
        *m_book, [&](store::Transaction& tx) { return m_book->saveRunTimes(tx, ran); });
    if (!kept)
        qCWarning(base::logEngine) << "not noted:" << kept.error().sentence;
    return ran;
}

// Pushes without an answer are looked up when their time comes, without being asked; so is a copied
// book that waits for its second look, and what was uncertain once. Invalid when there is nothing.
QDateTime Engine::Inside::nextLook() const
{
    QDateTime first;
    const auto wanted = [&first](const QDateTime& at) {
        if (at.isValid())
            first = first.isValid() ? std::min(first, at) : at;
    };
    for (const Operation& operation : m_book->operationsIn(OperationState::Unknown, kLookedThrough))
        wanted(std::max(operation.notBefore, operation.lastAttemptEnd));
    wanted(heldUntil(*m_book));
    wanted(nextSweep(*m_book, m_parts.clock->now()));
    return first.isValid() ? std::max({first, m_book->runTimes().notBefore, m_lookAfter}) : first;
}

// One at a time: what comes due while something else goes on waits until that has ended.
void Engine::Inside::startWhatIsDue()
{
    if (!m_parts.keepsLooking || m_readOnly || m_closing || !m_book || busy())
        return;
    const QDateTime now = m_parts.clock->now();
    if (m_status.connection == Connection::Waiting && m_status.resumesAt <= now) {
        m_status.connection = Connection::Connected;
        m_status.everything = {};
    }
    if (isPaused())
        return;
    const Schedule schedule = m_book->schedule();
    if (const Due due = records::due(schedule, runTimes(), now, m_parts.zone))
        return runThenAnswer(0, automaticRun(schedule, due));
    const QDateTime look = nextLook();
    if (!look.isValid() || look > now)
        return;
    m_lookAfter = now.addSecs(kSecondsBetweenLooks);
    command::Sync run{.kind = RunKind::Automatic};
    run.direction = schedule.isOn ? command::Direction::Both : command::Direction::Pull;
    runThenAnswer(0, run);
}

void Engine::Inside::handle(quint64 ticket, const command::BackUp&)
{
    const auto made = store::makeBackup(*m_book, *m_parts.clock);
    answer(ticket,
        made ? Sentence(QStringLiteral("Backed up and read back whole: %1").arg(*made))
             : Sentence(tl::unexpected(made.error())));
}

void Engine::Inside::handle(quint64 ticket, const command::CheckBook&)
{
    const auto sound = m_book->checkIntegrity();
    const QString now = isoUtc(m_parts.clock->now());
    const auto noted = inTransaction(*m_book, [&](store::Transaction& tx) -> base::Result<void> {
        if (auto set
            = m_book->setValue(tx, QStringLiteral("checked.last"), sound ? now : QString());
            !set)
            return set;
        return m_book->setValue(tx, QStringLiteral("checked.bad"), sound ? QString() : now);
    });
    if (!noted) // a damaged file may not take it
        qCWarning(base::logEngine) << "not noted:" << noted.error().sentence;
    answer(ticket,
        sound ? Sentence(QStringLiteral("The file was read whole. It is sound."))
              : Sentence(tl::unexpected(sound.error())));
}

// Once a day, after a run: then the book is worth it, and nothing waits for it.
void Engine::Inside::backUpIfDue()
{
    if (!m_parts.keepsBackups || m_readOnly || m_closing || !m_book)
        return;
    const QDateTime last
        = QDateTime::fromString(m_book->value(QStringLiteral("backup.last")), Qt::ISODateWithMs);
    const QDateTime now = m_parts.clock->now();
    if (last.isValid()
        && last.toTimeZone(m_parts.zone).date() == now.toTimeZone(m_parts.zone).date())
        return;
    say(QStringLiteral("Backing up the book"), 0, 0);
    if (const auto made = store::makeBackup(*m_book, *m_parts.clock); !made) {
        qCWarning(base::logEngine) << "no backup:" << made.error().sentence << made.error().raw;
        remember(made.error().sentence);
    }
}

void Engine::Inside::showNextRun()
{
    if (!m_book)
        return;
    const Schedule schedule = m_book->schedule();
    m_status.isAutomatic = schedule.isOn;
    m_status.nextRunAt = !m_parts.keepsLooking || m_readOnly || isPaused()
        ? QDateTime()
        : nextRuns(schedule, runTimes(), m_parts.clock->now(), m_parts.zone, 1).value(0);
    announce();
}

void Engine::Inside::noteRun(
    const command::Sync& what, const QDateTime& began, const std::optional<base::Error>& trouble)
{
    const RunTimes ran = runTimes();
    const RunTimes after = afterRun(ran, what, {began, m_parts.clock->now(), trouble},
        m_book->schedule(), m_parts.zone, *m_parts.random);
    if (after == ran)
        return;
    const auto kept = inTransaction(
        *m_book, [&](store::Transaction& tx) { return m_book->saveRunTimes(tx, after); });
    if (!kept)
        qCWarning(base::logEngine) << "not noted:" << kept.error().sentence;
}

// A run that could not even begin stands in the log as well, with its reason.
std::optional<RunId> Engine::Inside::logFailedStart(
    const command::Sync& what, const base::Error& error)
{
    std::optional<RunId> id;
    const QDateTime now = m_parts.clock->now();
    const auto done = inTransaction(*m_book, [&](store::Transaction& tx) -> base::Result<void> {
        const auto run = beginRun(context(), tx, what);
        if (!run)
            return tl::unexpected(run.error());
        id = *run;
        return m_book->endRun(tx, *run, QStringLiteral("Stopped"), error.sentence, 0, now);
    });
    if (done)
        return id;
    qCWarning(base::logEngine) << "not logged:" << done.error().sentence;
    return std::nullopt;
}

void Engine::Inside::handle(quint64 ticket, const command::TakeMessages& what)
{
    change(ticket, [&](store::Transaction& tx) -> Sentence {
        const auto taken = m_book->messagesTaken(tx, what.upTo, m_parts.clock->now());
        if (!taken)
            return tl::unexpected(taken.error());
        return *taken == 1 ? QStringLiteral("1 message is with your mail program.")
                           : QStringLiteral("%1 messages are with your mail program.").arg(*taken);
    });
    announce();
}

// R104. It waits in the book until a mail program takes it.
void Engine::Inside::queueMail(
    const command::Sync& what, std::optional<RunId> run, const QString& words, bool isTrouble)
{
    const Schedule schedule = m_book->schedule();
    if (!run || what.kind != RunKind::Automatic || !schedule.email
        || (schedule.emailProblemsOnly && !isTrouble))
        return;
    const QDateTime now = m_parts.clock->now();
    const QString at = now.toTimeZone(m_parts.zone).toString(QStringLiteral("d MMM yyyy, HH:mm"));
    const QString subject
        = QStringLiteral("%1: automatic sync, %2").arg(m_book->settings().name, at);
    const QString body
        = QStringLiteral("%1\n\nOrganisation: %2\nRun %3 of the log has the details.")
              .arg(words, m_status.organisation)
              .arg(run->value);
    const auto queued = inTransaction(*m_book, [&](store::Transaction& tx) {
        return m_book->queueNotification(tx, *run, subject, body, now);
    });
    if (!queued)
        qCWarning(base::logEngine) << "not queued:" << queued.error().sentence;
}

void Engine::Inside::handle(quint64 ticket, const command::RunDue&)
{
    if (busy())
        return answer(ticket,
            failure(ErrorKind::Conflict,
                QStringLiteral("A sync is running. What is due waits for its end.")));
    if (isBreakerOpen())
        return answer(ticket,
            failure(ErrorKind::Cancelled,
                QStringLiteral("Sync is off since %1: five connection errors within an hour. "
                               "Everything is kept. Sync once by hand, and it goes on.")
                    .arg(m_breakerSince.toTimeZone(m_parts.zone)
                             .toString(QStringLiteral("d MMM HH:mm")))));
    const Schedule schedule = m_book->schedule();
    const QDateTime now = m_parts.clock->now();
    const RunTimes ran = runTimes();
    if (const Due due = records::due(schedule, ran, now, m_parts.zone))
        return runThenAnswer(ticket, automaticRun(schedule, due));
    const QDateTime next = nextRuns(schedule, ran, now, m_parts.zone, 1).value(0);
    answer(ticket,
        next.isValid()
            ? QStringLiteral("Nothing is due. The next run is at %1.")
                  .arg(next.toTimeZone(m_parts.zone).toString(QStringLiteral("HH:mm, d MMM")))
            : QStringLiteral("Nothing is due: automatic sync is off."));
}

void Engine::Inside::handle(quint64 ticket, const command::ChangeSchedule& what)
{
    const Schedule before = m_book->schedule();
    RunTimes ran = runTimes();
    const QDateTime now = m_parts.clock->now();
    ran.since = countsSince(before, what.schedule, ran, lastFetch(), now);
    const auto saved = inTransaction(*m_book, [&](store::Transaction& tx) -> base::Result<void> {
        if (auto good = records::checked(what.schedule); !good)
            return good;
        if (auto kept = m_book->saveSchedule(tx, what.schedule); !kept)
            return kept;
        if (auto kept = m_book->saveRunTimes(tx, ran); !kept)
            return kept;
        return m_book->journal(
            tx, m_parts.who, QStringLiteral("Changed when the book syncs by itself"), {});
    });
    if (!saved)
        return answer(ticket, tl::unexpected(saved.error()));
    answer(ticket,
        what.schedule.isOn ? QStringLiteral("Automatic sync is on.")
                           : QStringLiteral("Automatic sync is off."));
    startWhatIsDue();
    showNextRun();
}

// What this session has called since it was last counted, by the hour.
void Engine::Inside::countCalls()
{
    if (!m_session || m_readOnly || m_adoption)
        return;
    const QDateTime now = m_parts.clock->now();
    const bool sameDay = m_countedOn == now.date();
    const int calls = m_session->callsToday() - (sameDay ? m_callsCounted : 0);
    const qint64 bytes = m_session->bytesToday() - (sameDay ? m_bytesCounted : 0);
    if (calls <= 0)
        return;
    m_countedOn = now.date();
    m_callsCounted = m_session->callsToday();
    m_bytesCounted = m_session->bytesToday();
    const auto kept = inTransaction(
        *m_book, [&](store::Transaction& tx) { return m_book->addCalls(tx, now, calls, bytes); });
    if (!kept)
        qCWarning(base::logEngine) << "not noted:" << kept.error().sentence;
}

} // namespace engine
