// SPDX-License-Identifier: GPL-3.0-or-later

// changes, decide-change, reopen-change, renumber, dos-and-donts: what people changed in Xero.

#include "causes/causes.h"
#include "cli/commands.h"
#include "cli/json.h"
#include "cli/lookup.h"
#include "cli/session.h"
#include "records/words.h"

namespace cli {

namespace {

using records::ChangeWay;

QString shownAt(const QDateTime& instant)
{
    return instant.isValid() ? instant.toLocalTime().toString(QStringLiteral("yyyy-MM-dd HH:mm"))
                             : QString();
}

QString effectOf(const records::Change& change)
{
    return change.effect.isZero()
        ? QStringLiteral("–")
        : (change.effect.isNegative() ? QString() : QStringLiteral("+")) + change.effect.display();
}

QString detailsOf(const store::ChangeRow& row)
{
    const causes::ChangeWords words = causes::words(row.change);
    QString text = QStringLiteral("%1. %2, %3").arg(words.badge, row.change.label, row.accountName);
    if (row.change.changedAt.isValid())
        text += QStringLiteral(", %1").arg(shownAt(row.change.changedAt));
    if (!row.author.who.isEmpty())
        text += QStringLiteral(", by %1").arg(row.author.who);
    text += QStringLiteral("\n  %1\n").arg(words.meaning);
    report::Table fields{
        {QString(), QStringLiteral("Last agreed"), QStringLiteral("Now in Xero")}, {}, {}};
    for (const records::FieldChange& field : row.change.fields)
        fields.rows.append({QStringLiteral("  ") + field.field, field.was, field.now});
    text += report::toText(fields);
    for (const QString& rule : words.rules)
        text += QStringLiteral("  %1\n").arg(rule);
    if (row.decided)
        return text
            + QStringLiteral("  %1 by %2, %3%4\n")
                  .arg(causes::stateWord(row.decision.state), row.decision.who,
                      shownAt(row.decision.at),
                      row.decision.reason.isEmpty() ? QString()
                                                    : QStringLiteral(": ") + row.decision.reason);
    for (const ChangeWay way : row.change.ways) {
        const causes::WayWords choice = causes::words(row.change, way);
        text += QStringLiteral("  [%1] %2. %3%4\n")
                    .arg(records::toText(way), choice.title, choice.sentence,
                        choice.note.isEmpty() ? QString() : u' ' + choice.note);
    }
    if (row.change.obstacle)
        text += QStringLiteral("  It can't be put back: %1\n")
                    .arg(causes::words(row.change.obstacle).sentence);
    return text;
}

Outcome<Answer> changes(const Arguments& arguments)
{
    const auto reader = look(arguments.at(0));
    if (!reader)
        return tl::unexpected(reader.error());
    const auto since = arguments.date("since");
    if (!since)
        return tl::unexpected(since.error());
    store::Query query{.text = arguments.value("text"), .filter = arguments.value("filter")};
    query.group = arguments.value("state");
    if (*since)
        query.from = (*since)->startOfDay();
    const QList<store::ChangeRow> rows = (*reader)->changes(query, 0, arguments.limit());
    const store::ChangeSums sums = (*reader)->changeSums(query);
    report::Table table{{QStringLiteral("Id"), QStringLiteral("Changed"), QStringLiteral("Account"),
                            QStringLiteral("Record"), QStringLiteral("What was done"),
                            QStringLiteral("Effect"), QStringLiteral("State")},
        {}, {0, 5}};
    for (const store::ChangeRow& row : rows)
        table.rows.append({QString::number(row.decided ? row.decided.value : row.change.id.value),
            shownAt(row.change.changedAt), row.accountName, row.change.label,
            causes::words(row.change).done, effectOf(row.change),
            causes::stateWord(row.decision.state)});
    Answer answer;
    answer.text = rows.isEmpty()
        ? QStringLiteral("Nobody has changed anything in Xero that was pushed.\n")
        : report::toText(table)
            + shownOf(static_cast<int>(rows.size()), (*reader)->changeCount(query));
    if (arguments.has("details"))
        for (const store::ChangeRow& row : rows)
            answer.text += u'\n' + detailsOf(row);
    answer.json = {{QStringLiteral("toDecide"), sums.toDecide},
        {QStringLiteral("settled"), sums.settled}, {QStringLiteral("effect"), toJson(sums.effect)},
        {QStringLiteral("changes"), toJsonArray(rows)}};
    answer.exit = sums.toDecide > 0 ? Exit::Stop : Exit::Done;
    return answer;
}

Outcome<Answer> decideChange(const Arguments& arguments)
{
    records::command::DecideChanges command;
    const auto way = records::fromText<ChangeWay>(arguments.value("way"));
    if (!way)
        return wrongUsage(QStringLiteral("--way is put-back, push-again, follow-here, copy-here, "
                                         "relink, restore or keep, not \"%1\".")
                              .arg(arguments.value("way")));
    command.way = *way;
    command.reason = arguments.value("reason");
    for (const QString& typed : arguments.from(1)) {
        bool isNumber = false;
        const qint64 id = typed.toLongLong(&isNumber);
        if (!isNumber || id <= 0)
            return wrongUsage(QStringLiteral("\"%1\" is no id of a change; tieout-cli changes FILE "
                                             "lists them.")
                                  .arg(typed));
        command.changes.append(records::ChangeId{id});
    }
    if (arguments.has("all")) {
        const auto reader = look(arguments.at(0));
        if (!reader)
            return tl::unexpected(reader.error());
        const store::Query query{.text = arguments.value("text"),
            .filter = arguments.value("filter"),
            .group = QStringLiteral("to-decide")};
        for (const store::ChangeRow& row : (*reader)->changes(query, 0, 100'000))
            if (row.change.ways.contains(*way))
                command.changes.append(row.change.id);
    }
    if (command.changes.isEmpty())
        return wrongUsage(QStringLiteral("Name a change by its id, or --all for every one that may "
                                         "be settled this way."));
    return performOne(arguments.at(0), command);
}

Outcome<Answer> reopenChange(const Arguments& arguments)
{
    bool isNumber = false;
    const qint64 id = arguments.at(1).toLongLong(&isNumber);
    if (!isNumber)
        return wrongUsage(
            QStringLiteral("The id is that of a settled change, as tieout-cli changes "
                           "FILE --state settled lists it."));
    return performOne(arguments.at(0), records::command::ReopenChange{{id}});
}

Outcome<Answer> renumber(const Arguments& arguments)
{
    const auto reader = look(arguments.at(0));
    if (!reader)
        return tl::unexpected(reader.error());
    using enum records::RecordKind;
    const auto document = findRecord(**reader, arguments.at(1), {Invoice, CreditNote, Bill});
    if (!document)
        return tl::unexpected(document.error());
    return performOne(
        arguments.at(0), records::command::RenumberInXero{{document->ref.id}, arguments.at(2)});
}

Outcome<Answer> dosAndDonts(const Arguments&)
{
    Answer answer;
    answer.text = causes::dosAndDonts().join(u'\n') + u'\n';
    answer.json = {{QStringLiteral("rules"), QJsonArray::fromStringList(causes::dosAndDonts())}};
    return answer;
}

} // namespace

QList<Command> changeCommands()
{
    const QStringList filters{
        QStringLiteral("money"), QStringLiteral("contacts"), QStringLiteral("details")};
    const QList<QCommandLineOption> inList{
        option("state", "Only these: to-decide or settled.", "STATE"),
        option("since", "Settled ones of this day and later.", "DATE")};
    return {
        {QStringLiteral("changes"),
            QStringLiteral("FILE [--filter F] [--state S] [--since DATE] [--text T] [--details]"),
            QStringLiteral(
                "What people changed in Xero after it was pushed, and what can be done."),
            listOptions(filters) + inList, 1, 1, changes, filters},
        {QStringLiteral("decide-change"),
            QStringLiteral("FILE ID… --way WAY [--reason TEXT] | --all --way WAY [--filter F]"),
            QStringLiteral("Says which side of a change is right: put-back, push-again, "
                           "follow-here, copy-here, relink, restore or keep."),
            QList<QCommandLineOption>{option("way", "What is done about it.", "WAY"),
                option("reason", "Why Xero's version is left.", "TEXT"),
                flag("all", "Every change to decide that this way can settle.")}
                + listOptions(filters),
            1, -1, decideChange, filters},
        {QStringLiteral("reopen-change"), QStringLiteral("FILE ID"),
            QStringLiteral("Takes back that Xero's version stays."), {}, 2, 2, reopenChange},
        {QStringLiteral("renumber"), QStringLiteral("FILE NUMBER [NUMBER-IN-XERO]"),
            QStringLiteral("Under which number a document goes to Xero; without one, its own."), {},
            2, 3, renumber},
        {QStringLiteral("dos-and-donts"), {},
            QStringLiteral("What people must not do in Xero, by rule."), {}, 0, 0, dosAndDonts},
    };
}

} // namespace cli
