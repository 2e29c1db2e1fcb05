// SPDX-License-Identifier: GPL-3.0-or-later

// connect, switch-organisation, disconnect, adopt: the book's organisation in Xero.

#include "cli/commands.h"
#include "cli/json.h"
#include "cli/session.h"
#include "store/succession.h"

namespace cli {

namespace {

QString movedTo(const records::BookSettings& settings)
{
    if (!settings.xeroUrl.isEmpty())
        return settings.isDemo
            ? QStringLiteral("This book now speaks to %1, no longer to a sandbox of its own.\n")
                  .arg(settings.xeroUrl)
            : QStringLiteral("This book now speaks to %1.\n").arg(settings.xeroUrl);
    return settings.isDemo ? QStringLiteral("This book now speaks to a sandbox of its own again.\n")
                           : QStringLiteral("This book now speaks to Xero itself.\n");
}

Outcome<Answer> connectBook(const Arguments& arguments)
{
    const QString file = arguments.at(0);
    const auto reader = look(file);
    if (!reader)
        return tl::unexpected(reader.error());
    if (arguments.has("test"))
        return performOne(file, records::command::TestConnection{});
    records::BookSettings settings = (*reader)->settings();
    const records::BookSettings before = settings;
    if (arguments.has("xero-url"))
        settings.xeroUrl = arguments.value("xero-url");
    if (arguments.has("client-id"))
        settings.clientId = arguments.value("client-id");
    QList<records::Command> commands;
    if (settings != before)
        commands.append(records::command::ChangeSettings{settings});
    commands.append(records::command::Connect{arguments.value("organisation")});
    const auto finished = perform(settings, file, commands, arguments.value("browser"));
    if (!finished)
        return tl::unexpected(finished.error());
    Answer answer = answerOf(*finished);
    if (settings.xeroUrl != before.xeroUrl)
        answer.text += movedTo(settings);
    answer.json.insert(QStringLiteral("xeroUrl"), settings.xeroUrl);
    answer.json.insert(QStringLiteral("organisation"), finished->status.organisation);
    return answer;
}

Outcome<Answer> disconnectBook(const Arguments& arguments)
{
    return performOne(arguments.at(0), records::command::Disconnect{});
}

Answer whatASwitchDoes(const store::Reader& reader, const QString& to)
{
    const store::SwitchPreview p = reader.switchPreview();
    const QString from = reader.diagnostics().organisation;
    Answer answer;
    answer.text
        = QStringLiteral("From %1 to %2:\n"
                         "  goes along     %3 accounts, %4 documents, %5 payments, %6 bank lines\n"
                         "  proven again   %7 links, by number and name; nothing is pushed before "
                         "adopt --accept\n"
                         "  stays behind   %8 records tied with %1, %9 pushes that wait")
              .arg(from, to)
              .arg(p.accounts)
              .arg(p.documents)
              .arg(p.payments)
              .arg(p.bankLines)
              .arg(p.links)
              .arg(p.tied)
              .arg(p.waiting)
        + QStringLiteral(" (%1 without an answer), %2 decisions;\n"
                         "                 in the present book, which is kept beside it\n")
              .arg(p.unanswered)
              .arg(p.decisions);
    answer.json = {{QStringLiteral("from"), from}, {QStringLiteral("to"), to},
        {QStringLiteral("accounts"), p.accounts}, {QStringLiteral("documents"), p.documents},
        {QStringLiteral("payments"), p.payments}, {QStringLiteral("bankLines"), p.bankLines},
        {QStringLiteral("links"), p.links}, {QStringLiteral("tied"), p.tied},
        {QStringLiteral("waiting"), p.waiting}, {QStringLiteral("unanswered"), p.unanswered},
        {QStringLiteral("decisions"), p.decisions}};
    return answer;
}

Outcome<Answer> switchOrganisation(const Arguments& arguments)
{
    const QString file = arguments.at(0), to = arguments.value("to");
    auto reader = look(file);
    if (!reader)
        return tl::unexpected(reader.error());
    if (to.isEmpty())
        return wrongUsage(QStringLiteral("Type the other organisation's name: --to NAME."));
    Answer answer = whatASwitchDoes(**reader, to);
    const QString from = (*reader)->diagnostics().organisation;
    reader->reset();
    if (!arguments.has("yes")) {
        answer.text += QStringLiteral("Nothing was done; with --yes it is.\n");
        return answer;
    }
    const auto finished
        = perform(file, {records::command::SwitchOrganisation{to}}, arguments.value("browser"));
    if (!finished)
        return tl::unexpected(finished.error());
    const auto kept = store::putSuccessorInPlace(
        finished->outcomes.last().successor, file, from, base::SystemClock());
    if (!kept)
        return failed(kept.error());
    answer.text += QStringLiteral("Done. The book before it is now %1. Next: tieout-cli adopt %2\n")
                       .arg(*kept, file);
    answer.json.insert(QStringLiteral("kept"), *kept);
    return answer;
}

Outcome<Answer> accept(const Arguments& arguments)
{
    const auto typed = arguments.date("start-date");
    if (!typed)
        return tl::unexpected(typed.error());
    const QDate today = base::SystemClock().today({});
    return performOne(arguments.at(0), records::command::AcceptAdoption{typed->value_or(today)});
}

Answer proposalOf(const store::Reader& reader, int limit)
{
    Answer answer;
    const auto summary = reader.adoption();
    if (!summary) {
        answer.text = QStringLiteral("There is no proposal.\n");
        return answer;
    }
    const QList<store::AdoptionRow> rows = reader.adoptionUnmatched(0, limit);
    answer.text
        = QStringLiteral("Both sides hold the same %1 accounts, %2 documents, %3 payments and %4 "
                         "allocations; they will be tied and never pushed.\n")
              .arg(summary->links)
              .arg(summary->documents)
              .arg(summary->payments)
              .arg(summary->allocations);
    report::Table table{{QStringLiteral("Side"), QStringLiteral("Date"), QStringLiteral("Record"),
                            QStringLiteral("Account"), QStringLiteral("Amount"),
                            QStringLiteral("Why it is left over")},
        {}, {4}};
    for (const store::AdoptionRow& row : rows)
        table.rows.append({row.side, row.date.toString(Qt::ISODate), row.label, row.accountName,
            row.amount.display(), row.reason});
    if (!rows.isEmpty())
        answer.text += QStringLiteral("\nNot matched:\n") + report::toText(table);
    answer.text
        += QStringLiteral("\nNothing is tied or pushed before: tieout-cli adopt FILE --accept "
                          "[--start-date D]\n");
    answer.json = {{QStringLiteral("links"), summary->links},
        {QStringLiteral("documents"), summary->documents},
        {QStringLiteral("payments"), summary->payments},
        {QStringLiteral("allocations"), summary->allocations},
        {QStringLiteral("proposedAt"), toJson(summary->proposedAt)},
        {QStringLiteral("unmatched"), toJsonArray(rows)}};
    return answer;
}

Outcome<Answer> adopt(const Arguments& arguments)
{
    if (arguments.has("accept"))
        return accept(arguments);
    const QString file = arguments.at(0);
    if (const auto finished = perform(file, {records::command::ProposeAdoption{}}); !finished)
        return tl::unexpected(finished.error());
    const auto reader = look(file);
    if (!reader)
        return tl::unexpected(reader.error());
    return proposalOf(**reader, arguments.limit());
}

} // namespace

QList<Command> organisationCommands()
{
    return {
        {QStringLiteral("connect"),
            QStringLiteral(
                "FILE [--xero-url URL] [--client-id ID] [--organisation NAME] [--browser CMD]"),
            QStringLiteral("Sign in to Xero in a browser and choose the organisation."),
            {option("xero-url", "Another Xero: https, or a sandbox on localhost.", "URL"),
                option("client-id", "The client id of your app at Xero.", "ID"),
                option("organisation", "Which, when the sign-in opens several.", "NAME"),
                option("browser", "Run this command with the address, not the desktop's browser.",
                    "CMD"),
                flag("test", "Only asks Xero whether it answers; what was paused goes on.")},
            1, 1, connectBook},
        {QStringLiteral("switch-organisation"),
            QStringLiteral("FILE --to NAME [--yes] [--browser CMD]"),
            QStringLiteral("Take the book to another organisation; without --yes, only say what "
                           "becomes of everything."),
            {option("to", "Its name, exactly as Xero shows it.", "NAME"), flag("yes", "Do it."),
                option("browser", "Run this command with the address, not the desktop's browser.",
                    "CMD")},
            1, 1, switchOrganisation},
        {QStringLiteral("disconnect"), QStringLiteral("FILE"),
            QStringLiteral("Sign out of Xero and forget the tokens. The book keeps all else."), {},
            1, 1, disconnectBook},
        {QStringLiteral("adopt"), QStringLiteral("FILE [--accept [--start-date D]]"),
            QStringLiteral(
                "Match what both sides already hold; --accept ties it and switches pushing on."),
            {flag("accept", "Tie what was matched."),
                option("start-date", "Push nothing dated before this day (today).", "D"),
                option("limit", "How many left-over records at most (200); 0 is all.", "N")},
            1, 1, adopt},
    };
}

} // namespace cli
