// SPDX-License-Identifier: GPL-3.0-or-later

// problems, and what mends them.

#include "cli/problems.h"

#include "causes/causes.h"
#include "cli/commands.h"
#include "cli/json.h"
#include "cli/lookup.h"
#include "cli/session.h"
#include "plan/mending.h"
#include "records/words.h"

#include <algorithm>

namespace cli {

namespace {

constexpr int kRowsInJson = 1000;

QString at(const QDateTime& instant)
{
    return instant.toLocalTime().toString(QStringLiteral("yyyy-MM-dd HH:mm"));
}

QString amountOf(base::Money money)
{
    return money.isZero() ? QStringLiteral("–") : money.display();
}

// Of a card's records, those that have a second one beside them.
QList<std::pair<records::OperationId, store::SideBySide>> comparedOf(
    const store::Reader& reader, const store::ProblemCard& card)
{
    QList<std::pair<records::OperationId, store::SideBySide>> compared;
    using enum records::CauseId;
    if (card.cause != Ambiguous && card.cause != NumberTaken && card.cause != TwiceInXero)
        return compared;
    for (const store::ProblemRow& row : reader.problemRows(card.key, {}, 0, 50))
        if (const auto sides = reader.sideBySide(row.operation.id))
            compared.append({row.operation.id, *sides});
    return compared;
}

QString sidesText(const store::SideBySide& sides)
{
    report::Table table{{QString(), QString(), sides.left, sides.right}, {}, {}};
    for (const store::SideBySide::Field& field : sides.fields)
        table.rows.append({field.differs ? QStringLiteral("  ≠") : QString(), field.name,
            field.left, field.right});
    return report::toText(table);
}

QJsonObject withSides(const store::Reader& reader, const store::ProblemCard& card)
{
    QJsonObject json = toJson(card);
    QJsonArray list;
    for (const auto& [operation, sides] : comparedOf(reader, card)) {
        QJsonArray fields;
        for (const store::SideBySide::Field& field : sides.fields)
            fields.append(QJsonObject{{QStringLiteral("field"), field.name},
                {QStringLiteral("left"), field.left}, {QStringLiteral("right"), field.right},
                {QStringLiteral("differs"), field.differs}});
        list.append(QJsonObject{{QStringLiteral("operation"), operation.value},
            {QStringLiteral("left"), sides.left}, {QStringLiteral("right"), sides.right},
            {QStringLiteral("xeroId"), sides.xeroId}, {QStringLiteral("fields"), fields}});
    }
    json.insert(QStringLiteral("sideBySide"), list);
    return json;
}

// What the console can do for a card with one command: the first of its remedies that Mend knows.
std::optional<records::RemedyId> mendable(const records::Cause& cause)
{
    for (const records::RemedyId remedy : causes::words(cause).remedies)
        if (plan::isMendable(remedy))
            return remedy;
    return std::nullopt;
}

QString typed(const QString& argument)
{
    return argument.contains(u' ') ? u'"' + argument + u'"' : argument;
}

QString mendCommand(const store::ProblemCard& card)
{
    if (card.isFromXero)
        return QStringLiteral("tieout-cli sync FILE --pull");
    const QString cause = records::toText(card.cause);
    if (card.cause == records::CauseId::NumberTaken)
        return QStringLiteral("tieout-cli renumber FILE NUMBER NUMBER-IN-XERO");
    if (!mendable(card.example))
        return QStringLiteral("tieout-cli retry FILE --cause ") + cause;
    const QString argument = records::mendedBy(card.example);
    return QStringLiteral("tieout-cli mend FILE ") + cause
        + (argument.isEmpty() ? QString() : QStringLiteral(" --for ") + typed(argument));
}

QString rowText(const store::ProblemRow& row)
{
    QStringList parts;
    if (!row.blockedBy.isEmpty())
        parts.append(QStringLiteral("after ") + row.blockedBy);
    if (row.blocks > 0)
        parts.append(QStringLiteral("blocks %1").arg(row.blocks));
    return parts.join(QStringLiteral(", "));
}

QString cardText(
    const Arguments& arguments, const store::Reader& reader, const store::ProblemCard& card)
{
    const causes::Words words = causes::words(card.example);
    QString text
        = QStringLiteral("%1\n  %2\n  Held up %3 in %4 %5 since %6. Who acts: %7.\n")
              .arg(words.title, words.sentence, card.heldUp.display())
              .arg(card.records)
              .arg(card.records == 1 ? QStringLiteral("record") : QStringLiteral("records"))
              .arg(card.oldest.toString(Qt::ISODate), causes::whoText(words.who));
    if (!card.kindAlike.isEmpty())
        text += QStringLiteral("  All %1 fail alike: what is wrong is set up once, not in each.\n")
                    .arg(card.kindAlike);
    if (card.nextTry > base::SystemClock().now())
        text += QStringLiteral("  Tried again by itself: %1.\n").arg(at(card.nextTry));
    text += QStringLiteral("  What mends it: %1\n").arg(mendCommand(card));
    report::Table table;
    table.rightAligned = {1, 4};
    const QList<store::ProblemRow> rows
        = reader.problemRows(card.key, {.text = arguments.value("text")}, 0, arguments.limit());
    for (const store::ProblemRow& row : rows)
        table.rows.append({QString(),
            row.isFromXero ? QStringLiteral("in") : QString::number(row.operation.id.value),
            row.operation.label, row.accountName, amountOf(row.operation.amount), rowText(row),
            row.xeroUrl});
    text += withoutHeader(table);
    for (const auto& [operation, sides] : comparedOf(reader, card))
        text += sidesText(sides);
    if (arguments.has("details") && !rows.isEmpty() && !card.isFromXero)
        text += QStringLiteral("  %1\n").arg(
            causes::failedPushingText(rows.first().operation.kind, rows.first().operation.cause));
    if (arguments.has("details") && !card.example.raw.isEmpty())
        text += QStringLiteral("  Xero's own words: %1\n").arg(card.example.raw);
    return text + u'\n';
}

QString taskText(const store::TaskRow& row)
{
    const causes::TaskWords words = causes::words(row.task);
    QString text = QStringLiteral("%1\n  %2: %3 %4\n  [x] %5\n  [ ] %6\n")
                       .arg(words.title, row.accountName, row.task.amount.display(), words.sentence,
                           words.firstHalf, words.secondHalf);
    const bool byHand
        = row.task.way == records::TaskWay::ByHand || row.task.way == records::TaskWay::VoidByHand;
    if (row.task.half == records::TaskHalf::InXero && records::isForTieout(row.task.way)
        && !row.task.isWished)
        text += QStringLiteral("  What does it: tieout-cli do-in-xero FILE %1\n")
                    .arg(row.task.label);
    for (qsizetype i = 0; byHand && i < words.steps.size(); ++i)
        text += QStringLiteral("  %1. %2\n").arg(i + 1).arg(words.steps.at(i));
    return text + u'\n';
}

Outcome<QList<store::ProblemCard>> chosenCards(
    const Arguments& arguments, const store::Reader& reader)
{
    const QString filter = arguments.value("filter");
    if (!filter.isEmpty() && !records::fromText<records::CauseId>(filter))
        return wrongUsage(QStringLiteral(
            "There is no cause \"%1\"; without --filter, --json names those there are.")
                              .arg(filter));
    const QString family = arguments.value("family");
    QList<store::ProblemCard> cards = reader.problems({.text = arguments.value("text")});
    cards.removeIf([&](const store::ProblemCard& card) {
        return (!filter.isEmpty() && records::toText(card.cause) != filter)
            || (!family.isEmpty()
                && causes::familyOf(card.cause).compare(family, Qt::CaseInsensitive) != 0);
    });
    return cards;
}

Outcome<Answer> problems(const Arguments& arguments)
{
    const auto reader = look(arguments.at(0));
    if (!reader)
        return tl::unexpected(reader.error());
    const auto cards = chosenCards(arguments, **reader);
    if (!cards)
        return tl::unexpected(cards.error());
    Answer answer;
    base::Money heldUp;
    QJsonArray list;
    for (const store::ProblemCard& card : *cards) {
        answer.text += cardText(arguments, **reader, card);
        heldUp += card.heldUp;
        QJsonObject json = withSides(**reader, card);
        json.insert(QStringLiteral("mend"), mendCommand(card));
        json.insert(QStringLiteral("rows"),
            toJsonArray((*reader)->problemRows(
                card.key, {.text = arguments.value("text")}, 0, kRowsInJson)));
        list.append(json);
    }
    QList<store::TaskRow> tasks;
    if (!arguments.has("filter") && !arguments.has("family"))
        tasks = (*reader)->tasks({.text = arguments.value("text")});
    if (!tasks.isEmpty())
        answer.text += QStringLiteral("Undone on one side only\n\n");
    for (const store::TaskRow& row : tasks)
        answer.text += taskText(row);
    answer.exit = cards->isEmpty() && tasks.isEmpty() ? Exit::Done : Exit::Stop;
    answer.text = (cards->isEmpty() ? QStringLiteral("Nothing has failed.\n")
                                    : QStringLiteral("%1 causes hold up %2\n\n")
                                          .arg(cards->size())
                                          .arg(heldUp.display()))
        + answer.text;
    answer.json = {{QStringLiteral("heldUp"), toJson(heldUp)}, {QStringLiteral("problems"), list},
        {QStringLiteral("tasks"), toJsonArray(tasks)}};
    return answer;
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

// Of a cause: all that it holds up; or by their ids.
Outcome<QList<records::OperationId>> chosenOperations(
    const Arguments& arguments, const store::Reader& reader)
{
    QList<records::OperationId> chosen;
    for (const QString& typed : arguments.from(1)) {
        const auto id = operationId(typed);
        if (!id)
            return tl::unexpected(id.error());
        chosen.append(*id);
    }
    const QString cause = arguments.value("cause");
    for (const store::ProblemCard& card : reader.problems({}))
        if (!card.isFromXero && records::toText(card.cause) == cause)
            for (const store::ProblemRow& row : reader.problemRows(card.key, {}, 0, card.records))
                chosen.append(row.operation.id);
    if (chosen.isEmpty())
        return wrongUsage(QStringLiteral("Which? Ids of the outbox, or --cause C."));
    return chosen;
}

Outcome<Answer> setAside(const Arguments& arguments)
{
    const QString reason = arguments.value("reason").trimmed();
    if (reason.isEmpty())
        return wrongUsage(
            QStringLiteral("Setting aside needs a reason: it stays in the bridge with it."));
    auto reader = look(arguments.at(0));
    if (!reader)
        return tl::unexpected(reader.error());
    const auto chosen = chosenOperations(arguments, **reader);
    if (!chosen)
        return tl::unexpected(chosen.error());
    reader->reset();
    return performOne(arguments.at(0), records::command::SetAside{*chosen, reason});
}

Outcome<Answer> bringBack(const Arguments& arguments)
{
    records::command::BringBack back;
    for (const QString& typed : arguments.from(1)) {
        const auto id = operationId(typed);
        if (!id)
            return tl::unexpected(id.error());
        back.operations.append(*id);
    }
    return performOne(arguments.at(0), back);
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

QString changeText(const records::MendedField& change)
{
    return QStringLiteral("  %1  %2, %3: %4 → %5%6\n")
        .arg(change.inXero ? QStringLiteral("in Xero") : QStringLiteral("here   "), change.record,
            change.field, change.before.isEmpty() ? QStringLiteral("nothing") : change.before,
            change.after, change.isFinal ? QStringLiteral("  (can’t be undone)") : QString());
}

// What would be changed; nothing is.
Answer previewOf(const app::Finished& finished, const QString& again)
{
    Answer answer = answerOf(finished);
    const records::Mending told = finished.outcomes.last().mending.value_or(records::Mending());
    answer.text = QStringLiteral("%1 records are held up. This would change:\n").arg(told.records);
    for (const records::MendedField& change : told.changes)
        answer.text += changeText(change);
    if (told.count > told.changes.size())
        answer.text += QStringLiteral("  and %1 more\n").arg(told.count - told.changes.size());
    for (const QString& left : told.left)
        answer.text += QStringLiteral("  left     %1\n").arg(left);
    answer.text += QStringLiteral("Nothing was changed yet. Do it: %1 --yes\n").arg(again);
    answer.json.insert(QStringLiteral("mending"), toJson(told));
    return answer;
}

Outcome<Answer> mendNow(const QString& file, const records::command::Mend& what)
{
    const auto finished = perform(file, {what});
    if (!finished)
        return tl::unexpected(finished.error());
    const auto reader = look(file);
    if (!reader)
        return tl::unexpected(reader.error());
    Answer answer = syncAnswer(*finished, **reader);
    if (finished->outcomes.last().mending)
        answer.json.insert(QStringLiteral("mending"), toJson(*finished->outcomes.last().mending));
    return answer;
}

QString listed(const QList<std::pair<QString, QString>>& choices)
{
    QStringList lines;
    for (const auto& [code, name] : choices)
        lines.append(QStringLiteral("  %1  %2").arg(code, name));
    return lines.join(u'\n');
}

Outcome<store::ProblemCard> cardNamed(const Arguments& arguments, const store::Reader& reader)
{
    QList<store::ProblemCard> cards = reader.problems({});
    const QString cause = arguments.at(1);
    cards.removeIf([&](const store::ProblemCard& card) {
        return card.isFromXero || records::toText(card.cause) != cause
            || (arguments.has("for") && records::mendedBy(card.example) != arguments.value("for"));
    });
    if (cards.isEmpty())
        return wrongUsage(
            QStringLiteral("Nothing is held up by \"%1\"; see: tieout-cli problems FILE.")
                .arg(cause));
    if (cards.size() == 1)
        return cards.first();
    QStringList codes;
    for (const store::ProblemCard& card : cards)
        codes.append(typed(records::mendedBy(card.example)));
    return wrongUsage(
        QStringLiteral("Which of them? --for %1.").arg(codes.join(QStringLiteral(", or --for "))));
}

// The first remedy of the card, or another by its id: one that a command carries out.
Outcome<records::RemedyId> remedyFor(const Arguments& arguments, const records::Cause& cause)
{
    const auto remedy = arguments.has("by")
        ? records::fromText<records::RemedyId>(arguments.value("by"))
        : mendable(cause);
    if (remedy && (plan::isMendable(*remedy) || *remedy == records::RemedyId::Retry))
        return *remedy;
    return wrongUsage(arguments.has("by")
            ? QStringLiteral("No command carries out \"%1\"; see: tieout-cli problems FILE.")
                  .arg(arguments.value("by"))
            : QStringLiteral("No command mends this; see: tieout-cli problems FILE."));
}

// A name is an account's; all else is held up record by record.
Outcome<records::RecordRef> chosenRecord(
    const store::Reader& reader, const QString& number, records::RemedyId remedy)
{
    if (remedy == records::RemedyId::NamePerson)
        return findAccount(reader, number).map([](records::AccountId id) {
            return records::RecordRef{records::RecordKind::Account, id.value};
        });
    return findRecord(reader, number).map([](const store::LedgerRow& row) { return row.ref; });
}

Outcome<Answer> mend(const Arguments& arguments)
{
    auto reader = look(arguments.at(0));
    if (!reader)
        return tl::unexpected(reader.error());
    const auto card = cardNamed(arguments, **reader);
    if (!card)
        return tl::unexpected(card.error());
    const auto remedy = remedyFor(arguments, card->example);
    if (!remedy)
        return tl::unexpected(remedy.error());
    records::command::Mend what{.remedy = *remedy,
        .cause = card->cause,
        .argument = records::mendedBy(card->example),
        .choice = arguments.value("choose")};
    for (const QString& number : arguments.from(2)) {
        const auto record = chosenRecord(**reader, number, *remedy);
        if (!record)
            return tl::unexpected(record.error());
        what.only.append(*record);
    }
    const auto choices = (*reader)->choices(*remedy);
    if (what.choice.isEmpty() && !choices.isEmpty())
        return wrongUsage(
            QStringLiteral("Which goes instead? --choose CODE, one of:\n") + listed(choices));
    reader->reset();
    if (arguments.has("yes"))
        return mendNow(arguments.at(0), what);
    what.dryRun = true;
    const auto finished = perform(arguments.at(0), {what});
    if (!finished)
        return tl::unexpected(finished.error());
    return previewOf(*finished, QStringLiteral("the same with"));
}

// The same remedies for one thing by its name, whatever holds it up.
Outcome<Answer> restoreContact(const Arguments& arguments)
{
    auto reader = look(arguments.at(0));
    if (!reader)
        return tl::unexpected(reader.error());
    const auto account = findAccount(**reader, arguments.at(1));
    if (!account)
        return tl::unexpected(account.error());
    reader->reset();
    return mendNow(arguments.at(0),
        {.remedy = records::RemedyId::RestoreContact,
            .only = {{records::RecordKind::Account, account->value}}});
}

Outcome<Answer> createItem(const Arguments& arguments)
{
    return mendNow(arguments.at(0),
        {.remedy = records::RemedyId::CreateItem,
            .cause = records::CauseId::ItemCodeNotFound,
            .argument = arguments.at(1)});
}

Outcome<Answer> setSku(const Arguments& arguments)
{
    return mendNow(arguments.at(0),
        {.remedy = records::RemedyId::EditProduct,
            .cause = records::CauseId::SkuMissing,
            .argument = arguments.at(1),
            .choice = arguments.at(2)});
}

Outcome<Answer> moveDate(const Arguments& arguments)
{
    auto reader = look(arguments.at(0));
    if (!reader)
        return tl::unexpected(reader.error());
    using enum records::RecordKind;
    const auto record = findRecord(**reader, arguments.at(1), {Invoice, CreditNote, Bill, Payment});
    if (!record)
        return tl::unexpected(record.error());
    if (!QDate::fromString(arguments.at(2), Qt::ISODate).isValid())
        return wrongUsage(
            QStringLiteral("A date such as 2026-03-31, not \"%1\".").arg(arguments.at(2)));
    reader->reset();
    return mendNow(arguments.at(0),
        {.remedy = records::RemedyId::MoveDate, .only = {record->ref}, .choice = arguments.at(2)});
}

} // namespace

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

QList<Command> problemCommands()
{
    return {
        {QStringLiteral("problems"),
            QStringLiteral("FILE [--filter CAUSE] [--family F] [--text T]"),
            QStringLiteral("What has not gone through, by cause, and what mends it."),
            listOptions("Only the cards of this cause.")
                << option("family", "Only causes of this kind, such as \"Item codes\".", "F"),
            1, 1, problems},
        {QStringLiteral("mend"),
            QStringLiteral("FILE CAUSE [NUMBER…] [--for CODE] [--choose X] [--by REMEDY] [--yes]"),
            QStringLiteral("Do what mends all that a cause holds up; without --yes, only show it."),
            {option("for", "Of several cards of the cause, the one of this code or date.", "CODE"),
                option("choose", "What goes instead: a code, tax type, SKU, date or name.", "X"),
                option("by", "Another remedy than the first, by its id.", "REMEDY"),
                flag("yes", "Do it.")},
            2, -1, mend},
        {QStringLiteral("retry"), QStringLiteral("FILE [ID…] [--cause C] [--all]"),
            QStringLiteral("Try again what was refused or held."),
            {option("cause", "All that this cause holds up.", "C"),
                flag("all", "All that needs a person.")},
            1, -1, retry},
        {QStringLiteral("set-aside"), QStringLiteral("FILE [ID…] [--cause C] --reason R"),
            QStringLiteral("Never push these; they stay in the bridge with the reason."),
            {option("reason", "Why.", "R"), option("cause", "All that this cause holds up.", "C")},
            1, -1, setAside},
        {QStringLiteral("bring-back"), QStringLiteral("FILE ID…"),
            QStringLiteral("Push after all what was set aside."), {}, 2, -1, bringBack},
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
        {QStringLiteral("create-item"), QStringLiteral("FILE CODE"),
            QStringLiteral("Create the missing item in Xero, then retry."), {}, 2, 2, createItem},
        {QStringLiteral("set-sku"), QStringLiteral("FILE PRODUCT SKU"),
            QStringLiteral("Give a product its SKU, then retry."), {}, 3, 3, setSku},
        {QStringLiteral("move-date"), QStringLiteral("FILE DOCUMENT DATE"),
            QStringLiteral("Date a document out of a locked period, then retry."), {}, 3, 3,
            moveDate},
    };
}

} // namespace cli
