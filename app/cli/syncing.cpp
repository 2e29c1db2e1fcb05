// SPDX-License-Identifier: GPL-3.0-or-later

// sync, and what mends a push that did not go through.

#include "cli/commands.h"
#include "cli/flows.h"
#include "cli/json.h"
#include "cli/lookup.h"
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

// What still needs a person decides the exit code of a sync that itself ran through.
Answer syncAnswer(const app::Finished& finished, const store::Reader& reader)
{
    Answer answer = answerOf(finished);
    const store::OutboxSummary outbox = reader.outboxSummary();
    if (finished.status.connection == records::Connection::Offline
        || finished.status.connection == records::Connection::SignInNeeded)
        answer.exit = Exit::NotChecked;
    else if (outbox.needYou > 0 || outbox.unknown > 0)
        answer.exit = Exit::Stop;
    answer.json.insert(QStringLiteral("outbox"),
        QJsonObject{{QStringLiteral("waiting"), outbox.waiting},
            {QStringLiteral("sending"), outbox.sending},
            {QStringLiteral("unknown"), outbox.unknown},
            {QStringLiteral("needYou"), outbox.needYou},
            {QStringLiteral("confirmedToday"), outbox.confirmedToday},
            {QStringLiteral("setAside"), outbox.setAside}});
    return answer;
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

Outcome<records::OperationId> operationId(const QString& typed)
{
    bool isNumber = false;
    const qint64 id = typed.toLongLong(&isNumber);
    if (!isNumber || id <= 0)
        return wrongUsage(
            QStringLiteral("\"%1\" is no id of the outbox; see: tieout-cli pending FILE.")
                .arg(typed));
    return records::OperationId{id};
}

Outcome<Answer> retry(const Arguments& arguments)
{
    records::command::Retry command;
    command.all = arguments.has("all");
    if (arguments.has("cause")) {
        command.cause = records::fromText<records::CauseId>(arguments.value("cause"));
        if (!command.cause)
            return wrongUsage(QStringLiteral(
                "There is no cause \"%1\"; tieout-cli problems FILE --json names them.")
                                  .arg(arguments.value("cause")));
    }
    for (const QString& typed : arguments.from(1)) {
        const auto id = operationId(typed);
        if (!id)
            return tl::unexpected(id.error());
        command.operations.append(*id);
    }
    if (!command.all && !command.cause && command.operations.isEmpty())
        return wrongUsage(QStringLiteral("Retry what? Ids, --cause C or --all."));
    const QString file = arguments.at(0);
    const auto finished = perform(file, {command});
    if (!finished)
        return tl::unexpected(finished.error());
    const auto reader = look(file);
    if (!reader)
        return tl::unexpected(reader.error());
    return syncAnswer(*finished, **reader);
}

Outcome<Answer> setAside(const Arguments& arguments)
{
    const auto id = operationId(arguments.at(1));
    if (!id)
        return tl::unexpected(id.error());
    if (arguments.value("reason").trimmed().isEmpty())
        return wrongUsage(
            QStringLiteral("Setting aside needs a reason: it stays in the bridge with it."));
    return performOne(
        arguments.at(0), records::command::SetAside{*id, arguments.value("reason").trimmed()});
}

Outcome<Answer> bringBack(const Arguments& arguments)
{
    const auto id = operationId(arguments.at(1));
    if (!id)
        return tl::unexpected(id.error());
    return performOne(arguments.at(0), records::command::BringBack{*id});
}

Outcome<Answer> decide(const Arguments& arguments)
{
    const auto id = operationId(arguments.at(1));
    if (!id)
        return tl::unexpected(id.error());
    if (arguments.has("same") == arguments.has("two"))
        return wrongUsage(QStringLiteral("Are they the same (--same) or two (--two)?"));
    return performOne(arguments.at(0), records::command::DecideParked{*id, arguments.has("same")});
}

Outcome<Answer> release(const Arguments& arguments)
{
    return performOne(arguments.at(0), records::command::ReleasePushing{});
}

Outcome<Answer> sameMoney(const Arguments& arguments)
{
    const auto reader = look(arguments.at(0));
    if (!reader)
        return tl::unexpected(reader.error());
    const auto payment = findRecord(**reader, arguments.at(1), {records::RecordKind::Payment});
    if (!payment)
        return tl::unexpected(payment.error());
    const auto xero = records::mirror::PaymentId::parse(arguments.at(2));
    if (!xero)
        return wrongUsage(
            QStringLiteral("\"%1\" is no id of a payment in Xero.").arg(arguments.at(2)));
    return performOne(
        arguments.at(0), records::command::SameMoney{records::PaymentId{payment->ref.id}, xero});
}

Outcome<Answer> restoreContact(const Arguments& arguments)
{
    const auto reader = look(arguments.at(0));
    if (!reader)
        return tl::unexpected(reader.error());
    const auto account = findAccount(**reader, arguments.at(1));
    if (!account)
        return tl::unexpected(account.error());
    return performOne(arguments.at(0), records::command::RestoreContact{*account});
}

Outcome<Answer> createItem(const Arguments& arguments)
{
    const QString code = arguments.at(1);
    return performOne(arguments.at(0),
        records::command::CreateItem{code, arguments.has("name") ? arguments.value("name") : code});
}

Outcome<Answer> setSku(const Arguments& arguments)
{
    return performOne(
        arguments.at(0), records::command::EditProductSku{arguments.at(1), arguments.at(2)});
}

Outcome<Answer> moveDate(const Arguments& arguments)
{
    const auto reader = look(arguments.at(0));
    if (!reader)
        return tl::unexpected(reader.error());
    using enum records::RecordKind;
    const auto document = findRecord(**reader, arguments.at(1), {Invoice, CreditNote, Bill});
    if (!document)
        return tl::unexpected(document.error());
    const QDate date = QDate::fromString(arguments.at(2), Qt::ISODate);
    if (!date.isValid())
        return wrongUsage(
            QStringLiteral("A date such as 2026-03-31, not \"%1\".").arg(arguments.at(2)));
    return performOne(arguments.at(0),
        records::command::MoveDocumentDate{records::DocumentId{document->ref.id}, date});
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
        {QStringLiteral("retry"), QStringLiteral("FILE [ID…] [--cause C] [--all]"),
            QStringLiteral("Try again what was refused or held."),
            {option("cause", "All that this cause holds up.", "C"),
                flag("all", "All that needs a person.")},
            1, -1, retry},
        {QStringLiteral("set-aside"), QStringLiteral("FILE ID --reason R"),
            QStringLiteral("Never push this; it stays in the bridge with the reason."),
            {option("reason", "Why.", "R")}, 2, 2, setAside},
        {QStringLiteral("bring-back"), QStringLiteral("FILE ID"),
            QStringLiteral("Push after all what was set aside."), {}, 2, 2, bringBack},
        {QStringLiteral("decide"), QStringLiteral("FILE ID --same|--two"),
            QStringLiteral("Say of a parked push and the record in Xero beside it what they are."),
            {flag("same", "They are the same: tied, never pushed."),
                flag("two", "They are two: ours is looked for once more, then pushed.")},
            2, 2, decide},
        {QStringLiteral("release"), QStringLiteral("FILE"),
            QStringLiteral("Let pushing go on although Xero has pushes this book doesn't know."),
            {}, 1, 1, release},
        {QStringLiteral("same-money"), QStringLiteral("FILE PAYMENT XERO-ID"),
            QStringLiteral("Tie our payment to the equal one in Xero; it is never pushed."), {}, 3,
            3, sameMoney},
        {QStringLiteral("restore-contact"), QStringLiteral("FILE ACCOUNT"),
            QStringLiteral("Un-archive the account's contact in Xero, then retry."), {}, 2, 2,
            restoreContact},
        {QStringLiteral("create-item"), QStringLiteral("FILE CODE [--name N]"),
            QStringLiteral("Create the missing item in Xero, then retry."),
            {option("name", "The item's name (its code).", "N")}, 2, 2, createItem},
        {QStringLiteral("set-sku"), QStringLiteral("FILE PRODUCT SKU"),
            QStringLiteral("Give a product its SKU, then retry."), {}, 3, 3, setSku},
        {QStringLiteral("move-date"), QStringLiteral("FILE DOCUMENT DATE"),
            QStringLiteral("Date a document out of a locked period, then retry."), {}, 3, 3,
            moveDate},
    };
}

} // namespace cli
