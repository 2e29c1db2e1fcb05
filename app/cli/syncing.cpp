// SPDX-License-Identifier: GPL-3.0-or-later

// sync, and what mends a push that did not go through.

#include "cli/commands.h"
#include "cli/flows.h"
#include "cli/json.h"
#include "cli/lookup.h"
#include "cli/problems.h"
#include "cli/session.h"
#include "records/words.h"

namespace cli {

namespace {

using records::command::Direction;

Outcome<std::optional<int>> daysBack(const Arguments& arguments)
{
    const QString typed = arguments.value("since");
    if (typed.isEmpty() || typed == QStringLiteral("last"))
        return std::optional<int>();
    bool isNumber = false;
    const int days = typed.toInt(&isNumber);
    if (!isNumber || !records::checkedDaysBack(days))
        return wrongUsage(QStringLiteral("--since is last, or a number of days from 1 to 30."));
    return std::optional<int>(days);
}

// The direction, and which modules or which job of the schedule.
Outcome<records::command::Sync> whatToSync(const Arguments& arguments)
{
    records::command::Sync command;
    if (arguments.has("push"))
        command.direction = Direction::Push;
    if (arguments.has("pull"))
        command.direction = Direction::Pull;
    if (arguments.has("modules")) {
        const auto flows = flowsFrom(arguments.value("modules"));
        if (!flows)
            return tl::unexpected(flows.error());
        command.flows = *flows;
    }
    if (!arguments.has("job"))
        return command;
    const auto job = records::fromText<records::Job>(arguments.value("job"));
    if (!job)
        return wrongUsage(
            QStringLiteral("--job is push-documents, push-payments or pull, not \"%1\".")
                .arg(arguments.value("job")));
    if (arguments.has("modules") || arguments.has("push") || arguments.has("pull"))
        return wrongUsage(QStringLiteral("A job has its own modules and direction."));
    command.of.jobs = {*job};
    command.flows = records::flowsOf({}, command.of);
    command.direction = *job == records::Job::Pull ? Direction::Pull : Direction::Push;
    return command;
}

Outcome<Answer> sync(const Arguments& arguments)
{
    const QString file = arguments.at(0);
    auto reader = look(file);
    if (!reader)
        return tl::unexpected(reader.error());
    if (arguments.has("push") && arguments.has("pull"))
        return wrongUsage(QStringLiteral("--push or --pull; without either both are done."));
    const auto days = daysBack(arguments);
    if (!days)
        return tl::unexpected(days.error());
    auto asked = whatToSync(arguments);
    if (!asked)
        return tl::unexpected(asked.error());
    records::command::Sync command = *asked;
    command.daysBack = *days;
    if (arguments.has("automatic"))
        command.kind = records::command::RunKind::Automatic;
    if (arguments.has("record")) {
        const auto record = findRecord(**reader, arguments.value("record"));
        if (!record)
            return tl::unexpected(record.error());
        command.kind = records::command::RunKind::Instant;
        command.direction = Direction::Push;
        command.only = record->ref;
    }
    reader->reset(); // the engine, as the last one out, leaves the whole book in its one file
    const auto finished = perform(file, {command});
    if (!finished)
        return tl::unexpected(finished.error());
    reader = look(file);
    if (!reader)
        return tl::unexpected(reader.error());
    return syncAnswer(*finished, **reader);
}

} // namespace

QList<Command> syncCommands()
{
    return {
        {QStringLiteral("sync"),
            QStringLiteral("FILE [--push|--pull] [--modules LIST | --job NAME] [--since last|DAYS] "
                           "[--record NUMBER] [--automatic]"),
            QStringLiteral("Push what waits and read what changed; or one record at once."),
            {flag("push", "Only to Xero."), flag("pull", "Only from Xero."),
                option("since", "Read changes since the last sync, or of 1 to 30 days.", "SINCE"),
                option("modules", kModulesWords, "LIST"),
                option("job",
                    "Run this job of the schedule now: push-documents, push-payments, pull.",
                    "NAME"),
                option("record", "Only this record and what it needs.", "NUMBER"),
                flag("automatic", "Logged as an automatic run: for timetables.")},
            1, 1, sync},
    };
}

} // namespace cli
