// SPDX-License-Identifier: GPL-3.0-or-later

// The lists: pending, inbox, problems, ledger, links, diagnostics.

#include "causes/causes.h"
#include "cli/commands.h"
#include "cli/json.h"
#include "cli/session.h"
#include "records/words.h"

#include <QLocale>

#include <algorithm>

namespace cli {

namespace {

store::Query queryOf(const Arguments& arguments)
{
    return {.text = arguments.value("text"), .filter = arguments.value("filter")};
}

QString at(const QDateTime& instant)
{
    return instant.isValid() ? instant.toLocalTime().toString(QStringLiteral("yyyy-MM-dd HH:mm"))
                             : QString();
}

QString amountOf(base::Money money)
{
    return money.isZero() ? QStringLiteral("–") : money.display();
}

// The raw text of a refusal, for those who asked for --details.
QString rawLine(const Arguments& arguments, const records::Cause& cause)
{
    return arguments.has("details") && !cause.raw.isEmpty() ? QStringLiteral("\n    ") + cause.raw
                                                            : QString();
}

QString waitsFor(const records::Operation& operation)
{
    return operation.cause ? causes::words(operation.cause).brief : QString();
}

Outcome<Answer> pending(const Arguments& arguments)
{
    const auto reader = look(arguments.at(0));
    if (!reader)
        return tl::unexpected(reader.error());
    const store::Query query = queryOf(arguments);
    const QList<store::OutboxRow> rows = (*reader)->outbox(query, 0, arguments.limit());
    const store::OutboxSummary sums = (*reader)->outboxSummary();
    report::Table table{
        {QStringLiteral("Id"), QStringLiteral("State"), QStringLiteral("Record"),
            QStringLiteral("Account"), QStringLiteral("Amount"), QStringLiteral("Tries"),
            QStringLiteral("Next"), QStringLiteral("What it waits for")},
        {}, {0, 4, 5}};
    for (const store::OutboxRow& row : rows) {
        const records::Operation& op = row.operation;
        table.rows.append({QString::number(op.id.value), records::toText(op.state), op.label,
            row.accountName, amountOf(op.amount), QString::number(op.attempts), at(op.notBefore),
            waitsFor(op) + rawLine(arguments, op.cause)});
    }
    Answer answer;
    answer.text
        = QStringLiteral("%1 waiting (%2), %3 need you (%4), %5 without an answer, %6 set aside, "
                         "%7 confirmed today\n\n")
              .arg(sums.waiting)
              .arg(sums.waitingMoney.display())
              .arg(sums.needYou)
              .arg(sums.needYouMoney.display())
              .arg(sums.unknown)
              .arg(sums.setAside)
              .arg(sums.confirmedToday)
        + report::toText(table)
        + shownOf(static_cast<int>(rows.size()), (*reader)->outboxCount(query));
    answer.json
        = {{QStringLiteral("waiting"), sums.waiting}, {QStringLiteral("needYou"), sums.needYou},
            {QStringLiteral("unknown"), sums.unknown}, {QStringLiteral("setAside"), sums.setAside},
            {QStringLiteral("confirmedToday"), sums.confirmedToday},
            {QStringLiteral("waitingMoney"), toJson(sums.waitingMoney)},
            {QStringLiteral("needYouMoney"), toJson(sums.needYouMoney)},
            {QStringLiteral("operations"), toJsonArray(rows)}};
    return answer;
}

Outcome<Answer> inbox(const Arguments& arguments)
{
    const auto reader = look(arguments.at(0));
    if (!reader)
        return tl::unexpected(reader.error());
    const store::Query query = queryOf(arguments);
    const QList<store::InboxRow> rows = (*reader)->inbox(query, 0, arguments.limit());
    const int all = (*reader)->inboxCount(query);
    report::Table table{
        {QStringLiteral("State"), QStringLiteral("Date"), QStringLiteral("What"),
            QStringLiteral("Account"), QStringLiteral("Amount"), QStringLiteral("Why")},
        {}, {4}};
    for (const store::InboxRow& row : rows)
        table.rows.append({records::toText(row.intake.state), row.intake.date.toString(Qt::ISODate),
            row.intake.label, row.accountName, amountOf(row.intake.amount),
            row.intake.cause ? causes::words(row.intake.cause).brief : QString()});
    return Answer{report::toText(table) + shownOf(static_cast<int>(rows.size()), all),
        {{QStringLiteral("count"), all}, {QStringLiteral("intakes"), toJsonArray(rows)}}};
}

// Of a card's records, those that have a second one beside them.
QList<std::pair<records::OperationId, store::SideBySide>> comparedOf(
    const store::Reader& reader, const store::ProblemCard& card)
{
    QList<std::pair<records::OperationId, store::SideBySide>> compared;
    using enum records::CauseId;
    if (card.cause != Ambiguous && card.cause != NumberTaken && card.cause != TwiceInXero)
        return compared;
    for (const store::ProblemRow& row : reader.problemRows(card.key, 0, 50))
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
    QStringList buttons;
    for (const records::RemedyId remedy : words.remedies)
        buttons.append(causes::buttonText(remedy, card.records));
    if (!buttons.isEmpty())
        text += QStringLiteral("  What mends it: %1\n").arg(buttons.join(QStringLiteral(" · ")));
    report::Table table;
    table.rightAligned = {1, 4};
    for (const store::ProblemRow& row : reader.problemRows(card.key, 0, arguments.limit()))
        table.rows.append({QString(), QString::number(row.operation.id.value), row.operation.label,
            row.accountName, amountOf(row.operation.amount)});
    text += withoutHeader(table);
    for (const auto& [operation, sides] : comparedOf(reader, card))
        text += sidesText(sides);
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

Outcome<Answer> whatSyncs(const Arguments&)
{
    report::Table table{{QStringLiteral("Direction"), QStringLiteral("In the ledger"),
                            QStringLiteral("In Xero"), QStringLiteral("Note")},
        {}, {}};
    for (const causes::SyncRow& row : causes::whatSyncs()) {
        table.rows.append({causes::directionText(row.direction), row.kind, row.xero, row.note});
        for (qsizetype i = 0; i < row.byHand.size(); ++i)
            table.rows.append(
                {{}, {}, {}, QStringLiteral("By hand, %1: %2").arg(i + 1).arg(row.byHand.at(i))});
    }
    return Answer{
        report::toText(table), {{QStringLiteral("kinds"), toJsonArray(causes::whatSyncs())}}};
}

Outcome<Answer> problems(const Arguments& arguments)
{
    const auto reader = look(arguments.at(0));
    if (!reader)
        return tl::unexpected(reader.error());
    const QString filter = arguments.value("filter");
    if (!filter.isEmpty() && !records::fromText<records::CauseId>(filter))
        return wrongUsage(QStringLiteral(
            "There is no cause \"%1\"; without --filter, --json names those there are.")
                              .arg(filter));
    QList<store::ProblemCard> cards = (*reader)->problems(queryOf(arguments));
    if (!filter.isEmpty())
        cards.removeIf(
            [&](const store::ProblemCard& card) { return records::toText(card.cause) != filter; });
    Answer answer;
    base::Money heldUp;
    for (const store::ProblemCard& card : cards) {
        answer.text += cardText(arguments, **reader, card);
        heldUp += card.heldUp;
    }
    QList<store::TaskRow> tasks;
    if (filter.isEmpty())
        tasks = (*reader)->tasks(queryOf(arguments));
    if (!tasks.isEmpty())
        answer.text += QStringLiteral("Undone on one side only\n\n");
    for (const store::TaskRow& row : tasks)
        answer.text += taskText(row);
    answer.exit = cards.isEmpty() && tasks.isEmpty() ? Exit::Done : Exit::Stop;
    answer.text = (cards.isEmpty() ? QStringLiteral("Nothing has failed.\n")
                                   : QStringLiteral("%1 causes hold up %2\n\n")
                                         .arg(cards.size())
                                         .arg(heldUp.display()))
        + answer.text;
    QJsonArray list;
    for (const store::ProblemCard& card : cards)
        list.append(withSides(**reader, card));
    answer.json = {{QStringLiteral("heldUp"), toJson(heldUp)}, {QStringLiteral("problems"), list},
        {QStringLiteral("tasks"), toJsonArray(tasks)}};
    return answer;
}

Outcome<Answer> ledger(const Arguments& arguments)
{
    const auto reader = look(arguments.at(0));
    if (!reader)
        return tl::unexpected(reader.error());
    const store::Query query = queryOf(arguments);
    const QList<store::LedgerRow> rows = (*reader)->ledger(query, 0, arguments.limit());
    const int all = (*reader)->ledgerCount(query);
    report::Table table{{QStringLiteral("Kind"), QStringLiteral("Number"), QStringLiteral("Date"),
                            QStringLiteral("Account"), QStringLiteral("Amount"),
                            QStringLiteral("Source"), QStringLiteral("State")},
        {}, {4}};
    for (const store::LedgerRow& row : rows)
        table.rows.append(
            {records::toText(row.ref.kind), row.number, row.date.toString(Qt::ISODate),
                row.accountName, amountOf(row.amount), records::toText(row.source), row.state});
    return Answer{report::toText(table) + shownOf(static_cast<int>(rows.size()), all),
        {{QStringLiteral("count"), all}, {QStringLiteral("records"), toJsonArray(rows)}}};
}

Outcome<Answer> links(const Arguments& arguments)
{
    const auto reader = look(arguments.at(0));
    if (!reader)
        return tl::unexpected(reader.error());
    const store::Query query = queryOf(arguments);
    const QList<store::LinkRow> rows = (*reader)->links(query, 0, arguments.limit());
    const int all = (*reader)->linkCount(query);
    report::Table table{
        {QStringLiteral("State"), QStringLiteral("Number"), QStringLiteral("Account"),
            QStringLiteral("Contact in Xero"), QStringLiteral("How"), QStringLiteral("Waiting")},
        {}, {5}};
    for (const store::LinkRow& row : rows)
        table.rows.append({row.state, row.accountNumber, row.accountName, row.contactName, row.how,
            QString::number(row.waiting)});
    return Answer{report::toText(table) + shownOf(static_cast<int>(rows.size()), all),
        {{QStringLiteral("count"), all}, {QStringLiteral("links"), toJsonArray(rows)}}};
}

int callsToday(const store::Diagnostics& found)
{
    return found.callsDay == base::SystemClock().now().date() ? found.calls : 0;
}

QString signInOf(const store::Diagnostics& found)
{
    constexpr int daysToWarn = 10;
    if (!found.signInUntil.isValid())
        return QStringLiteral("–");
    const qint64 days = base::SystemClock().now().daysTo(found.signInUntil);
    const QString day = found.signInUntil.toLocalTime().date().toString(Qt::ISODate);
    if (days < 0)
        return QStringLiteral("ended on %1; sign in again: tieout-cli connect FILE").arg(day);
    return days <= daysToWarn
        ? QStringLiteral("ends on %1 unless the book is synced before").arg(day)
        : QStringLiteral("good until %1, and each sync makes it last longer").arg(day);
}

// How long ago, because what counts is whether it is fresh.
QString age(const QDateTime& instant)
{
    if (!instant.isValid())
        return QStringLiteral("never");
    const qint64 minutes = instant.secsTo(base::SystemClock().now()) / 60;
    if (minutes < 1)
        return QStringLiteral("just now");
    if (minutes < 120)
        return QStringLiteral("%1 min ago").arg(minutes);
    return minutes < 48 * 60 ? QStringLiteral("%1 hours ago").arg(minutes / 60)
                             : QStringLiteral("%1 days ago").arg(minutes / (24 * 60));
}

Outcome<Answer> diagnostics(const Arguments& arguments)
{
    const auto reader = look(arguments.at(0));
    if (!reader)
        return tl::unexpected(reader.error());
    const store::Diagnostics found = (*reader)->diagnostics();
    Answer answer;
    report::Table facts;
    facts.rows = {{QStringLiteral("Organisation"), found.organisation},
        {QStringLiteral("Tenant"), found.tenantId},
        {QStringLiteral("File"),
            QStringLiteral("%1, %2, format %3")
                .arg(found.file, QLocale::c().formattedDataSize(found.fileBytes))
                .arg(found.bookFormat)},
        {QStringLiteral("Locked up to"), found.lockedUpTo.toString(Qt::ISODate)},
        {QStringLiteral("Last backup"), at(found.lastBackup)},
        {QStringLiteral("Last import"), at(found.lastImport)},
        {QStringLiteral("Last error"),
            found.lastError.isEmpty() ? QStringLiteral("none") : found.lastError},
        {QStringLiteral("Calls to Xero today"), QString::number(callsToday(found))},
        {QStringLiteral("Sign-in"), signInOf(found)}};
    report::Table fetches{{QStringLiteral("What"), QStringLiteral("Last fetched"),
                              QStringLiteral("Age"), QStringLiteral("In the mirror")},
        {}, {3}};
    for (const store::FetchRow& row : found.fetches)
        fetches.rows.append(
            {row.what, at(row.lastFetched), age(row.lastFetched), QString::number(row.inMirror)});
    report::Table checks{{QStringLiteral("Check"), QStringLiteral("Result"), QString()}, {}, {}};
    for (const store::CheckRow& row : found.checks) {
        checks.rows.append(
            {row.what, row.result, row.good ? QStringLiteral("good") : QStringLiteral("not good")});
        if (!row.good)
            answer.exit = Exit::Stop;
    }
    answer.text
        = withoutHeader(facts) + u'\n' + report::toText(fetches) + u'\n' + report::toText(checks);
    answer.json = toJson(found);
    answer.json.insert(QStringLiteral("callsToday"), callsToday(found));
    return answer;
}

} // namespace

QList<Command> listCommands()
{
    const auto words = [](const char* text) { return QString::fromLatin1(text).split(u' '); };
    const QStringList kinds
        = words("contacts items invoices bills credit-notes payments allocations");
    const QStringList intakes = words("taken-in waiting blocked skipped ignored");
    const QStringList records
        = words("invoice credit-note bill payment adjustment allocation reversal");
    const QStringList states
        = words("linked not-linked to-create partial archived merged need-a-look");
    return {
        {QStringLiteral("problems"), QStringLiteral("FILE [--filter CAUSE]"),
            QStringLiteral("What has not gone through, by cause, and what mends it."),
            listOptions("Only the card of this cause."), 1, 1, problems},
        {QStringLiteral("what-syncs"), {},
            QStringLiteral("What syncs which way, and how to mirror what doesn't."), {}, 0, 0,
            whatSyncs},
        {QStringLiteral("pending"), QStringLiteral("FILE [--filter KIND] [--text T]"),
            QStringLiteral("The outbox: pushes not yet confirmed."), listOptions(kinds), 1, 1,
            pending, kinds},
        {QStringLiteral("inbox"), QStringLiteral("FILE [--filter STATE]"),
            QStringLiteral("What Xero holds that the ledger may take in."), listOptions(intakes), 1,
            1, inbox, intakes},
        {QStringLiteral("ledger"), QStringLiteral("FILE [--filter KIND] [--text T]"),
            QStringLiteral("The records of the ledger and where each stands."),
            listOptions(records), 1, 1, ledger, records},
        {QStringLiteral("links"), QStringLiteral("FILE [--filter STATE] [--text T]"),
            QStringLiteral("Which account is which contact in Xero."), listOptions(states), 1, 1,
            links, states},
        {QStringLiteral("diagnostics"), QStringLiteral("FILE"),
            QStringLiteral("Connection, fetches, and whether the book holds together."), {}, 1, 1,
            diagnostics},
    };
}

} // namespace cli
