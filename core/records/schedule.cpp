// SPDX-License-Identifier: GPL-3.0-or-later

#include "records/schedule.h"

#include <algorithm>

using base::ErrorKind;
using base::failure;
using Qt::StringLiterals::operator""_s;

namespace records {

namespace {

constexpr int kMinutesOfDay = 24 * 60;

QTime timeOfDay(const QString& text)
{
    for (const QString& format : {u"H:mm"_s, u"H.mm"_s, u"H"_s})
        if (const QTime time = QTime::fromString(text.trimmed(), format); time.isValid())
            return time;
    return {};
}

// The newest time of the timetable that has come.
QDateTime latestTime(const Schedule& schedule, const QDateTime& now, const QTimeZone& zone)
{
    QDateTime latest;
    const QDate today = now.toTimeZone(zone).date();
    for (int day = -1; day <= 0; ++day)
        for (const QTime& time : schedule.times)
            if (const QDateTime at = instantOf(today.addDays(day), time, zone); at <= now)
                latest = std::max(latest, at);
    return latest;
}

QDateTime timeAfter(const Schedule& schedule, const QDateTime& now, const QTimeZone& zone)
{
    QDateTime first;
    const QDate today = now.toTimeZone(zone).date();
    for (int day = 0; day <= 1; ++day)
        for (const QTime& time : schedule.times)
            if (const QDateTime at = instantOf(today.addDays(day), time, zone); at > now)
                first = first.isValid() ? std::min(first, at) : at;
    return first;
}

// An interval counts from the last run, or from the begin of the schedule, or from now.
QDateTime jobTime(const Schedule& schedule, const RunTimes& ran, Job job, const QDateTime& now)
{
    const JobSetting& setting = schedule.of(job);
    if (!setting.isOn)
        return {};
    const QDateTime last = std::max(ran.of(job), ran.since);
    return (last.isValid() ? last : now).addSecs(setting.minutes * 60LL);
}

Due dueByItsTimes(
    const Schedule& schedule, const RunTimes& ran, const QDateTime& now, const QTimeZone& zone)
{
    Due due;
    if (!schedule.times.isEmpty()) {
        const QDateTime latest = latestTime(schedule, now, zone);
        due.timetable = latest.isValid() && latest > std::max(ran.timetable, ran.since);
        return due;
    }
    for (const Job job : kJobs)
        if (const QDateTime at = jobTime(schedule, ran, job, now); at.isValid() && at <= now)
            due.jobs.append(job);
    return due;
}

Flow both(Flow one, Flow other)
{
    const bool out = pushes(one) || pushes(other);
    const bool in = takesIn(one) || takesIn(other);
    return out && in ? Flow::Both : out ? Flow::LedgerToXero : in ? Flow::XeroToLedger : Flow::Off;
}

// What a job does with a module (emersion.md §2A.1).
Flow flowOf(Job job, Module module)
{
    const bool isMoney = module == Module::Payments;
    switch (job) {
    case Job::PushDocuments:
        return isMoney ? Flow::Off : Flow::LedgerToXero;
    case Job::PushPayments:
        return isMoney ? Flow::LedgerToXero : Flow::Off;
    case Job::Pull:
        return canFlow(module, Flow::XeroToLedger) ? Flow::XeroToLedger : Flow::Off;
    }
    return Flow::Off;
}

} // namespace

Flows flowsOf(const Schedule& schedule, const Due& due)
{
    Flows flows;
    for (const Module module : kModules) {
        Flow flow = due.timetable ? schedule.flows[module] : Flow::Off;
        for (const Job job : due.jobs)
            flow = both(flow, flowOf(job, module));
        flows.set(module, flow);
    }
    return flows;
}

Job jobOf(OperationKind kind)
{
    const bool isMoney = movesMoney(kind) || kind == OperationKind::RemoveAllocation
        || kind == OperationKind::DeletePayment;
    return isMoney ? Job::PushPayments : Job::PushDocuments;
}

base::Result<QList<QTime>> timesOfDay(const QStringList& texts)
{
    QList<QTime> times;
    for (const QString& text : texts) {
        const QTime time = timeOfDay(text);
        if (!time.isValid())
            return failure(
                ErrorKind::Usage, u"“%1” is no time of day. Write it as 16:30."_s.arg(text));
        if (!times.contains(time))
            times.append(time);
    }
    if (times.size() > kMostTimesOfDay)
        return failure(ErrorKind::Usage,
            u"A timetable has up to %1 times a day; these are %2."_s.arg(kMostTimesOfDay)
                .arg(times.size()));
    std::sort(times.begin(), times.end());
    return times;
}

base::Result<void> checked(const Schedule& schedule)
{
    QStringList texts;
    for (const QTime& time : schedule.times)
        texts.append(time.toString(u"H:mm"_s));
    const auto times = timesOfDay(texts);
    if (!times)
        return tl::unexpected(times.error());
    if (*times != schedule.times)
        return failure(ErrorKind::Usage, u"Each time of day stands once, in order."_s);
    for (const JobSetting& job : schedule.jobs)
        if (job.minutes < 1 || job.minutes > kMinutesOfDay)
            return failure(
                ErrorKind::Usage, u"A job runs every 1 to %1 minutes."_s.arg(kMinutesOfDay));
    const QString to = schedule.emailTo;
    const bool isAddress = to.count(u'@') == 1 && !to.startsWith(u'@') && !to.endsWith(u'@')
        && std::none_of(to.begin(), to.end(),
            [](QChar c) { return c.isSpace() || !c.isPrint() || u",;<>\""_s.contains(c); });
    if (!to.isEmpty() && !isAddress)
        return failure(ErrorKind::Usage, u"“%1” is not an e-mail address."_s.arg(to));
    return {};
}

base::Result<void> checkedDaysBack(int days)
{
    if (days < 1 || days > kMostDaysBack)
        return failure(ErrorKind::Usage, u"Choose 1 to %1 days."_s.arg(kMostDaysBack));
    return {};
}

Due due(const Schedule& schedule, const RunTimes& ran, const QDateTime& now, const QTimeZone& zone)
{
    const bool mustWait = ran.notBefore.isValid() && now < ran.notBefore;
    if (!schedule.isOn || mustWait)
        return {};
    return dueByItsTimes(schedule, ran, now, zone);
}

QDateTime nextRun(const Schedule& schedule, const RunTimes& ran, Job job, const QDateTime& now,
    const QTimeZone& zone)
{
    if (!schedule.isOn)
        return {};
    if (!schedule.times.isEmpty())
        return nextRuns(schedule, ran, now, zone, 1).value(0);
    const QDateTime at = jobTime(schedule, ran, job, now);
    return at.isValid() ? std::max({at, now, ran.notBefore}) : at;
}

std::optional<std::chrono::seconds> pullEvery(const Schedule& schedule)
{
    using namespace std::chrono_literals;
    const JobSetting& pull = schedule.of(Job::Pull);
    if (!schedule.isOn || (schedule.times.isEmpty() && !pull.isOn))
        return std::nullopt;
    if (schedule.times.isEmpty())
        return std::chrono::minutes(pull.minutes);
    std::chrono::seconds longest = 0s;
    for (qsizetype i = 0; i < schedule.times.size(); ++i) {
        const QTime next = schedule.times.at((i + 1) % schedule.times.size());
        std::chrono::seconds pause{schedule.times.at(i).secsTo(next)};
        if (pause <= 0s) // over midnight
            pause += 24h;
        longest = std::max(longest, pause);
    }
    return longest;
}

QList<QDateTime> nextRuns(const Schedule& schedule, const RunTimes& ran, const QDateTime& now,
    const QTimeZone& zone, int count)
{
    QList<QDateTime> runs;
    RunTimes then = ran;
    QDateTime from = now;
    while (schedule.isOn && runs.size() < count) {
        QDateTime next;
        if (!schedule.times.isEmpty()) {
            const bool isLate = bool(dueByItsTimes(schedule, then, from, zone));
            next = isLate ? from : timeAfter(schedule, from, zone);
            next = std::max(next, then.notBefore);
            then.timetable = next;
        } else {
            for (const Job job : kJobs)
                if (const QDateTime at = nextRun(schedule, then, job, from, zone); at.isValid())
                    next = next.isValid() ? std::min(next, at) : at;
            if (!next.isValid())
                break;
            for (const Job job : kJobs)
                if (const QDateTime at = jobTime(schedule, then, job, from);
                    at.isValid() && at <= next)
                    then.of(job) = next;
        }
        runs.append(next);
        from = next;
    }
    return runs;
}

QDateTime instantOf(QDate date, QTime time, const QTimeZone& zone)
{
    // What the wall shows, read with the offsets that hold a day before and a day after.
    const QDateTime wall(date, time, Qt::UTC);
    const int before = zone.offsetFromUtc(wall.addDays(-1));
    const int after = zone.offsetFromUtc(wall.addDays(1));
    const QDateTime early = wall.addSecs(-before);
    const QDateTime late = wall.addSecs(-after);
    if (zone.offsetFromUtc(early) == before || zone.offsetFromUtc(late) != after)
        return early;
    return late;
}

QDateTime startOfDaysBack(int days, const QDateTime& now, const QTimeZone& zone)
{
    return instantOf(now.toTimeZone(zone).date().addDays(-days), QTime(0, 0), zone);
}

} // namespace records
