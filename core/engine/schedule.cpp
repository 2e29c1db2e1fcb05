// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/schedule.h"

#include "engine/outcome.h"

#include <algorithm>

namespace engine {

using namespace records;
using base::ErrorKind;
using command::Direction;
using command::RunKind;

namespace {

constexpr int kTenMinutes = 600;

Direction directionOf(const Flows& flows)
{
    const bool out = std::ranges::any_of(kModules, [&](Module m) { return pushes(flows[m]); });
    const bool in = std::ranges::any_of(kModules, [&](Module m) { return takesIn(flows[m]); });
    return out && in ? Direction::Both : out ? Direction::Push : Direction::Pull;
}

// Everything the book lets travel, both ways: as good as each of its jobs.
bool isWhole(const command::Sync& what)
{
    return what.kind == RunKind::Manual && what.direction == Direction::Both && !what.flows
        && !what.only;
}

} // namespace

std::chrono::milliseconds jittered(std::chrono::milliseconds wait, base::Random& random)
{
    constexpr quint64 spread = 41; // percent: 80 to 120 of a hundred
    return wait * static_cast<qint64>(80 + random.below(spread)) / 100;
}

command::Sync automaticRun(const Schedule& schedule, const Due& due)
{
    const Flows flows = flowsOf(schedule, due);
    command::Sync run;
    run.kind = RunKind::Automatic;
    run.direction = directionOf(flows);
    run.flows = flows;
    run.of = due;
    return run;
}

Flows flowsOf(const command::Sync& what, const BookSettings& settings)
{
    Flows flows;
    for (const Module module : kModules) {
        const Flow allowed = settings.flows[module];
        const Flow asked = what.flows ? (*what.flows)[module] : Flow::Both;
        const bool out = pushes(allowed) && pushes(asked) && what.direction != Direction::Pull;
        const bool in = takesIn(allowed) && takesIn(asked) && what.direction != Direction::Push;
        flows.set(module,
            out && in ? Flow::Both
                : out ? Flow::LedgerToXero
                : in  ? Flow::XeroToLedger
                      : Flow::Off);
    }
    return flows;
}

QDateTime countsSince(const Schedule& before, const Schedule& after, const RunTimes& ran,
    const QDateTime& lastSync, const QDateTime& now)
{
    const bool begins = after.isOn
        && (!before.isOn || before.times != after.times || before.start != after.start);
    if (!begins && ran.since.isValid())
        return ran.since;
    return after.start == StartMode::CatchUp && lastSync.isValid() ? lastSync : now;
}

RunTimes notLater(RunTimes ran, const QDateTime& now)
{
    const auto cap = [&](QDateTime& time) {
        if (time.isValid() && time > now)
            time = now;
    };
    cap(ran.since);
    cap(ran.timetable);
    for (QDateTime& time : ran.jobs)
        cap(time);
    return ran;
}

RunTimes afterRun(RunTimes ran, const command::Sync& what, const RunEnd& end,
    const Schedule& schedule, const QTimeZone& zone, base::Random& random)
{
    if (what.only)
        return ran;
    if (!end.trouble) {
        ran.failures = 0;
        ran.notBefore = {};
        const bool whole = isWhole(what);
        if (whole || what.of.timetable)
            ran.timetable = end.began;
        for (const Job job : kJobs)
            if (whole || what.of.jobs.contains(job) || what.of.timetable)
                ran.of(job) = end.began;
        return ran;
    }
    if (end.trouble->kind == ErrorKind::RateLimited) {
        ran.failures = 0;
        ran.notBefore = end.now.addSecs(end.trouble->retryAfterSeconds.value_or(kTenMinutes));
        return ran;
    }
    // A sign-in that has ended pauses everything by itself; a person's own try changes nothing.
    if (what.kind != RunKind::Automatic || end.trouble->kind == ErrorKind::Unauthorised)
        return ran;
    ++ran.failures;
    ran.notBefore = end.now.addMSecs(jittered(backoff(ran.failures), random).count());
    if (!schedule.times.isEmpty()) {
        RunTimes regular = ran;
        regular.timetable = end.now;
        regular.notBefore = {};
        for (const QDateTime& next : nextRuns(schedule, regular, end.now, zone, 1))
            ran.notBefore = std::min(ran.notBefore, next);
    }
    return ran;
}

base::Error asError(const RunSummary& summary)
{
    base::Error error;
    error.kind = ErrorKind::Offline;
    error.sentence = summary.words();
    error.raw = summary.stoppedBy.raw;
    switch (summary.stoppedBy.id) {
    case CauseId::RateLimited:
        error.kind = ErrorKind::RateLimited;
        error.retryAfterSeconds
            = summary.stoppedBy.arguments.value(0, QString::number(kTenMinutes)).toInt();
        break;
    case CauseId::SignInNeeded:
    case CauseId::ScopeMissing:
        error.kind = ErrorKind::Unauthorised;
        break;
    case CauseId::Restored: // held as a whole, for a reason that stands in the banner
    case CauseId::RolledBack:
        error.kind = ErrorKind::Conflict;
        break;
    case CauseId::WrongOrganisation:
    case CauseId::PermissionDenied:
        error.kind = ErrorKind::Forbidden;
        break;
    case CauseId::DiskFull:
        error.kind = ErrorKind::Storage;
        break;
    default:
        break;
    }
    return error;
}

} // namespace engine
