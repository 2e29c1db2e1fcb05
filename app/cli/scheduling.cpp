// SPDX-License-Identifier: GPL-3.0-or-later

// schedule: when the book syncs by itself; run-due: what is due now, for cron, launchd and systemd.

#include "cli/commands.h"
#include "cli/flows.h"
#include "cli/json.h"
#include "cli/session.h"
#include "records/words.h"
#include "report/letter.h"

namespace cli {

namespace {

using records::Job;
using records::Schedule;

constexpr int kShownRuns = 4;

QString moment(const QDateTime& instant)
{
    return instant.isValid() ? instant.toLocalTime().toString(QStringLiteral("yyyy-MM-dd HH:mm"))
                             : QStringLiteral("–");
}

// The pushes that a job would send, by the outbox.
int waitingFor(const store::OutboxSummary& outbox, Job job)
{
    int waiting = 0;
    for (const store::KindSum& kind : outbox.waitingKinds)
        if (records::jobOf(kind.kind) == job)
            waiting += kind.count;
    return waiting;
}

QStringList textsOf(const QList<QTime>& times)
{
    QStringList texts;
    for (const QTime& time : times)
        texts.append(time.toString(QStringLiteral("HH:mm")));
    return texts;
}

// "pull=30", "push-documents=off"
Outcome<void> setJob(Schedule& schedule, const QString& typed)
{
    const auto job = records::fromText<Job>(typed.section(u'=', 0, 0));
    if (!job)
        return wrongUsage(
            QStringLiteral("--every is JOB=MINUTES or JOB=off; jobs are push-documents, "
                           "push-payments and pull."));
    const QString value = typed.section(u'=', 1);
    schedule.of(*job).isOn = value != QStringLiteral("off");
    if (!schedule.of(*job).isOn)
        return {};
    bool isNumber = false;
    schedule.of(*job).minutes = value.toInt(&isNumber);
    if (!isNumber)
        return wrongUsage(QStringLiteral("\"%1\" is no number of minutes.").arg(value));
    return {};
}

Outcome<void> setTimes(Schedule& schedule, const QString& typed)
{
    const auto times = records::timesOfDay(
        typed == QStringLiteral("none") ? QStringList() : typed.split(u',', Qt::SkipEmptyParts));
    if (!times)
        return failed(times.error());
    schedule.times = *times;
    return {};
}

Outcome<Schedule> changed(Schedule schedule, const Arguments& arguments)
{
    if (arguments.has("on") && arguments.has("off"))
        return wrongUsage(QStringLiteral("--on or --off, not both."));
    if (arguments.has("on") || arguments.has("off"))
        schedule.isOn = arguments.has("on");
    if (arguments.has("times"))
        if (auto set = setTimes(schedule, arguments.value("times")); !set)
            return tl::unexpected(set.error());
    for (const QString& typed : arguments.values("every"))
        if (auto set = setJob(schedule, typed); !set)
            return tl::unexpected(set.error());
    if (arguments.has("modules")) {
        const auto flows = flowsFrom(arguments.value("modules"));
        if (!flows)
            return tl::unexpected(flows.error());
        schedule.flows = *flows;
    }
    if (arguments.has("since")) {
        const QString since = arguments.value("since");
        if (since != QStringLiteral("last") && since != QStringLiteral("fresh"))
            return wrongUsage(QStringLiteral("--since is last or fresh, not \"%1\".").arg(since));
        schedule.start = since == QStringLiteral("last") ? records::StartMode::CatchUp
                                                         : records::StartMode::Fresh;
    }
    if (arguments.has("email")) {
        const QString email = arguments.value("email");
        schedule.emailProblemsOnly = email == QStringLiteral("problems");
        schedule.email = schedule.emailProblemsOnly || email == QStringLiteral("on");
        if (!schedule.email && email != QStringLiteral("off"))
            return wrongUsage(
                QStringLiteral("--email is on, problems or off, not \"%1\".").arg(email));
    }
    if (arguments.has("email-to"))
        schedule.emailTo = arguments.value("email-to");
    if (auto good = records::checked(schedule); !good)
        return failed(good.error());
    return schedule;
}

QJsonObject jsonOf(const store::Reader& reader, const Schedule& schedule, const QDateTime& now)
{
    const records::RunTimes ran = reader.runTimes();
    const QTimeZone zone = QTimeZone::systemTimeZone();
    const store::OutboxSummary outbox = reader.outboxSummary();
    QJsonArray jobs, next;
    for (const Job job : records::kJobs)
        jobs.append(QJsonObject{{QStringLiteral("job"), records::toText(job)},
            {QStringLiteral("on"), schedule.of(job).isOn},
            {QStringLiteral("minutes"), schedule.of(job).minutes},
            {QStringLiteral("lastRun"), toJson(ran.of(job))},
            {QStringLiteral("nextRun"), toJson(records::nextRun(schedule, ran, job, now, zone))},
            {QStringLiteral("waiting"),
                job == Job::Pull ? QJsonValue() : QJsonValue(waitingFor(outbox, job))}});
    for (const QDateTime& each : records::nextRuns(schedule, ran, now, zone, kShownRuns))
        next.append(toJson(each));
    return {{QStringLiteral("on"), schedule.isOn},
        {QStringLiteral("times"), QJsonArray::fromStringList(textsOf(schedule.times))},
        {QStringLiteral("modules"), toJson(schedule.flows)},
        {QStringLiteral("since"),
            schedule.start == records::StartMode::CatchUp ? QStringLiteral("last")
                                                          : QStringLiteral("fresh")},
        {QStringLiteral("email"), schedule.email},
        {QStringLiteral("emailOnlyProblems"), schedule.emailProblemsOnly},
        {QStringLiteral("emailTo"), schedule.emailTo},
        {QStringLiteral("emailsQueued"), reader.waitingMessages().size()},
        {QStringLiteral("jobs"), jobs}, {QStringLiteral("lastRun"), toJson(ran.timetable)},
        {QStringLiteral("nextRuns"), next}};
}

QString textOf(const store::Reader& reader, const Schedule& schedule, const QDateTime& now)
{
    const records::RunTimes ran = reader.runTimes();
    const QTimeZone zone = QTimeZone::systemTimeZone();
    const store::OutboxSummary outbox = reader.outboxSummary();
    QStringList next;
    for (const QDateTime& each : records::nextRuns(schedule, ran, now, zone, kShownRuns))
        next.append(moment(each));
    report::Table facts;
    facts.rows = {{QStringLiteral("Automatic sync"),
                      schedule.isOn ? QStringLiteral("on") : QStringLiteral("off")},
        {QStringLiteral("Timetable"),
            schedule.times.isEmpty() ? QStringLiteral("none: the jobs run at their intervals")
                                     : textsOf(schedule.times).join(QStringLiteral(", "))},
        {QStringLiteral("Its modules"), flowsText(schedule.flows)},
        {QStringLiteral("Begins with"),
            schedule.start == records::StartMode::CatchUp
                ? QStringLiteral("what was missed since the last sync")
                : QStringLiteral("its first run")},
        {QStringLiteral("E-mail"),
            QStringLiteral("%1; %2 waiting (see: messages)")
                .arg(!schedule.email                 ? QStringLiteral("off")
                        : schedule.emailProblemsOnly ? QStringLiteral("problems only")
                                                     : QStringLiteral("every automatic run"))
                .arg(reader.waitingMessages().size())},
        {QStringLiteral("Next runs"),
            next.isEmpty() ? QStringLiteral("–") : next.join(QStringLiteral(", "))}};
    report::Table jobs{{QStringLiteral("Job"), QStringLiteral("Every"), QStringLiteral("Last run"),
                           QStringLiteral("Next run"), QStringLiteral("Waiting")},
        {}, {4}};
    for (const Job job : records::kJobs)
        jobs.rows.append({records::toText(job),
            schedule.of(job).isOn ? QStringLiteral("%1 min").arg(schedule.of(job).minutes)
                                  : QStringLiteral("off"),
            moment(ran.of(job)), moment(records::nextRun(schedule, ran, job, now, zone)),
            job == Job::Pull ? QStringLiteral("–") : QString::number(waitingFor(outbox, job))});
    return withoutHeader(facts) + u'\n' + report::toText(jobs);
}

Outcome<Answer> schedule(const Arguments& arguments)
{
    const QString file = arguments.at(0);
    auto reader = look(file);
    if (!reader)
        return tl::unexpected(reader.error());
    const auto wanted = changed((*reader)->schedule(), arguments);
    if (!wanted)
        return tl::unexpected(wanted.error());
    if (*wanted != (*reader)->schedule()) {
        reader->reset(); // the engine, as the last one out, leaves the whole book in its one file
        if (auto done = perform(file, {records::command::ChangeSchedule{*wanted}}); !done)
            return tl::unexpected(done.error());
        reader = look(file);
        if (!reader)
            return tl::unexpected(reader.error());
    }
    const QDateTime now = base::SystemClock().now();
    return Answer{textOf(**reader, *wanted, now), jsonOf(**reader, *wanted, now)};
}

Outcome<Answer> messages(const Arguments& arguments)
{
    const QString file = arguments.at(0);
    auto reader = look(file);
    if (!reader)
        return tl::unexpected(reader.error());
    const QList<store::MessageRow> waiting = (*reader)->waitingMessages();
    QList<report::Message> all;
    QJsonArray json;
    report::Table table{
        {QStringLiteral("Queued"), QStringLiteral("Run"), QStringLiteral("Subject")}, {}, {1}};
    for (const store::MessageRow& row : waiting) {
        all.append({row.subject, row.body});
        table.rows.append({moment(row.queuedAt), QString::number(row.run.value), row.subject});
        json.append(QJsonObject{{QStringLiteral("run"), row.run.value},
            {QStringLiteral("queuedAt"), toJson(row.queuedAt)},
            {QStringLiteral("subject"), row.subject}, {QStringLiteral("body"), row.body}});
    }
    if (!arguments.has("letter"))
        return Answer{
            waiting.isEmpty() ? QStringLiteral("No message waits.\n") : report::toText(table),
            {{QStringLiteral("messages"), json}}};
    if (waiting.isEmpty())
        return Answer{{}, {{QStringLiteral("messages"), json}}};
    const QString to = arguments.has("to") ? arguments.value("to") : (*reader)->schedule().emailTo;
    reader->reset();
    if (auto taken = perform(file, {records::command::TakeMessages{.upTo = waiting.last().run}});
        !taken)
        return tl::unexpected(taken.error());
    const report::Letter letter = report::letterOf(to, all);
    return Answer{
        QString::fromUtf8(report::toMail(letter, base::SystemClock().now().toLocalTime())),
        {{QStringLiteral("messages"), json}}};
}

Outcome<Answer> runDue(const Arguments& arguments)
{
    return performOne(arguments.at(0), records::command::RunDue{});
}

} // namespace

QList<Command> scheduleCommands()
{
    return {
        {QStringLiteral("schedule"),
            QStringLiteral("FILE [--on|--off] [--times 0:00,8:00,…|none] [--every JOB=MINUTES]… "
                           "[--modules LIST] [--since last|fresh] [--email on|problems|off] "
                           "[--email-to ADDRESS]"),
            QStringLiteral("When the book syncs by itself: shows it, and sets it."),
            {flag("on", "Sync by itself."), flag("off", "Only when asked."),
                option("times", "Up to ten times of day; none = the jobs' intervals.", "TIMES"),
                option("every",
                    "How often a job runs without a timetable: push-documents=60, "
                    "push-payments=15, pull=off.",
                    "JOB=MINUTES"),
                option("modules", kModulesWords, "LIST"),
                option(
                    "since", "Begin with what was missed since the last sync, or fresh.", "SINCE"),
                option("email",
                    "Write a message about every automatic run, about those that something "
                    "stopped, or none: on, problems, off.",
                    "WHICH"),
                option("email-to", "Whom the messages are for.", "ADDRESS")},
            1, 1, schedule},
        {QStringLiteral("messages"), QStringLiteral("FILE [--letter] [--to ADDRESS]"),
            QStringLiteral("The messages about automatic runs that wait for a mail program."),
            {flag("letter",
                 "All of them as one letter for sendmail -t, if there are any; they wait no "
                 "longer."),
                option("to", "Instead of the schedule's own address.", "ADDRESS")},
            1, 1, messages},
        {QStringLiteral("run-due"), QStringLiteral("FILE"),
            QStringLiteral("Run what the schedule has due now; for cron, launchd, systemd."), {}, 1,
            1, runDue},
    };
}

} // namespace cli
