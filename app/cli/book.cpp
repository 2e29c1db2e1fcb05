// SPDX-License-Identifier: GPL-3.0-or-later

// book create, info, backup, restore, and the book's settings.

#include "cli/commands.h"
#include "cli/json.h"
#include "cli/session.h"
#include "cli/settings.h"
#include "common/demobook.h"
#include "common/parts.h"
#include "store/backups.h"

#include <QFile>
#include <QLocale>

namespace cli {

namespace {

// A book that could not be filled whole must not lie about as if it were one.
void removeHalfMade(const QString& path)
{
    for (const QString& suffix : {QString(), QStringLiteral("-wal"), QStringLiteral("-shm")})
        QFile::remove(path + suffix);
    QFile::remove(app::DemoSandbox::stateFile(path));
}

Outcome<Answer> fillDemo(const QString& path, const base::Clock& clock)
{
    auto story = app::demoStory(clock);
    if (!story)
        return failed(story.error());
    const auto finished = perform(app::Work{.book = path,
        .isDemo = true,
        .xeroUrl = {},
        .openBrowser = {},
        .steps = story->steps,
        .limits = app::DemoSandbox::Limits::None});
    if (!finished) {
        removeHalfMade(path);
        return tl::unexpected(finished.error());
    }
    return Answer{QStringLiteral("Created the demo book %1.\n").arg(path),
        {{QStringLiteral("file"), path}, {QStringLiteral("isDemo"), true}}};
}

Outcome<Answer> create(const Arguments& arguments)
{
    const QString path = arguments.at(0);
    const bool isDemo = arguments.has("demo");
    if (!arguments.has("name"))
        return wrongUsage(QStringLiteral("A book needs a name: --name N."));
    const QString code
        = arguments.has("currency") ? arguments.value("currency") : QStringLiteral("AUD");
    const auto currency = base::Currency::parse(code);
    if (!currency)
        return wrongUsage(currency.error().sentence);
    records::BookSettings settings = isDemo ? app::demoSettings() : records::BookSettings();
    settings.name = arguments.value("name");
    settings.currency = *currency;
    const base::SystemClock clock;
    base::SystemRandom random;
    auto book = store::Book::create(path, settings, clock, random);
    if (!book)
        return failed(book.error());
    book->reset(); // the engine is the one that writes from here on
    if (isDemo && !arguments.has("empty"))
        return fillDemo(path, clock);
    return Answer{QStringLiteral("Created %1.\n").arg(path),
        {{QStringLiteral("file"), path}, {QStringLiteral("isDemo"), isDemo}}};
}

Outcome<Answer> info(const Arguments& arguments)
{
    const auto reader = look(arguments.at(0));
    if (!reader)
        return tl::unexpected(reader.error());
    const records::BookSettings settings = (*reader)->settings();
    const store::Today today = (*reader)->today();
    const store::Diagnostics diagnostics = (*reader)->diagnostics();
    const QString organisation = diagnostics.organisation.isEmpty()
        ? QStringLiteral("not connected")
        : diagnostics.organisation;
    report::Table table;
    table.rows = {{QStringLiteral("Book"), settings.name},
        {QStringLiteral("File"),
            QStringLiteral("%1, format %2").arg(diagnostics.file).arg(diagnostics.bookFormat)},
        {QStringLiteral("Currency"), settings.currency.code()},
        {QStringLiteral("Xero"), organisation},
        {QStringLiteral("Accounts"), QString::number(today.accounts)},
        {QStringLiteral("Ledger balance"), today.ledger.display()},
        {QStringLiteral("Xero balance"), today.xero.display()},
        {QStringLiteral("Pushing"),
            settings.pushIsOn ? QStringLiteral("on, nothing before %1")
                                    .arg(settings.startDate.toString(Qt::ISODate))
                              : QStringLiteral("off until adoption is accepted")}};
    QJsonObject json{{QStringLiteral("settings"), toJson(settings)},
        {QStringLiteral("organisation"), diagnostics.organisation},
        {QStringLiteral("file"), diagnostics.file},
        {QStringLiteral("bookFormat"), diagnostics.bookFormat},
        {QStringLiteral("accounts"), today.accounts},
        {QStringLiteral("ledger"), toJson(today.ledger)},
        {QStringLiteral("xero"), toJson(today.xero)},
        {QStringLiteral("lastFetch"), toJson(today.lastFetch)}};
    return Answer{withoutHeader(table), json};
}

Outcome<Answer> copy(const QString& from, const QString& to, const QString& verb)
{
    if (const auto done = store::copyBook(from, to); !done)
        return failed(done.error());
    return Answer{QStringLiteral("%1 %2 to %3.\n").arg(verb, from, to),
        {{QStringLiteral("from"), from}, {QStringLiteral("file"), to}}};
}

// Without a place, into the folder beside the book, where the automatic ones are.
Outcome<Answer> backup(const Arguments& arguments)
{
    if (arguments.at(1).isEmpty())
        return performOne(arguments.at(0), records::command::BackUp{});
    return copy(arguments.at(0), arguments.at(1), QStringLiteral("Backed up"));
}

Outcome<Answer> backups(const Arguments& arguments)
{
    const auto reader = look(arguments.at(0));
    if (!reader)
        return tl::unexpected(reader.error());
    report::Table table{
        {QStringLiteral("Made"), QStringLiteral("Size"), QStringLiteral("File")}, {}, {1}};
    QJsonArray list;
    for (const store::BackupRow& row : (*reader)->backups()) {
        table.rows.append({row.madeAt.toString(QStringLiteral("yyyy-MM-dd HH:mm")),
            QLocale::c().formattedDataSize(row.bytes), row.path});
        list.append(QJsonObject{{QStringLiteral("file"), row.path},
            {QStringLiteral("madeAt"), toJson(row.madeAt.toUTC())},
            {QStringLiteral("bytes"), row.bytes}});
    }
    return Answer{
        list.isEmpty() ? QStringLiteral("There is no backup yet.\n") : report::toText(table),
        {{QStringLiteral("backups"), list}}};
}

Outcome<Answer> restore(const Arguments& arguments)
{
    if (!arguments.has("replace"))
        return copy(arguments.at(0), arguments.at(1), QStringLiteral("Restored"));
    const auto kept = store::restoreBackup(arguments.at(0), arguments.at(1), base::SystemClock());
    if (!kept)
        return kept.error().kind == base::ErrorKind::Conflict
            ? tl::unexpected(Failure{kept.error(), Exit::OpenElsewhere})
            : failed(kept.error());
    return Answer{
        QStringLiteral("Restored %1 to %2.%3\n")
            .arg(arguments.at(0), arguments.at(1),
                kept->isEmpty() ? QString()
                                : QStringLiteral(" The book before it is now %1.").arg(*kept)),
        {{QStringLiteral("from"), arguments.at(0)}, {QStringLiteral("file"), arguments.at(1)},
            {QStringLiteral("kept"), *kept}}};
}

Outcome<Answer> set(const Arguments& arguments)
{
    const auto reader = look(arguments.at(0));
    if (!reader)
        return tl::unexpected(reader.error());
    const auto changed = changedSettings((*reader)->settings(), arguments.at(1), arguments.at(2));
    if (!changed)
        return tl::unexpected(changed.error());
    return performOne(arguments.at(0), records::command::ChangeSettings{*changed});
}

} // namespace

QList<Command> bookCommands()
{
    return {
        {QStringLiteral("book check"), QStringLiteral("FILE"),
            QStringLiteral("Read the whole file and say whether it is sound."), {}, 1, 1,
            [](const Arguments& arguments) {
                return performOne(arguments.at(0), records::command::CheckBook{});
            }},
        {QStringLiteral("book create"),
            QStringLiteral("FILE --name N [--currency AUD] [--demo [--empty]]"),
            QStringLiteral(
                "Make a book; with --demo one with a story and its own stand-in for Xero."),
            {option("name", "The book's name.", "N"),
                option("currency", "Its currency (AUD).", "CODE"),
                flag("demo", "A demo book, tied to a sandbox on this computer."),
                flag("empty", "With --demo: without the story, to fill it yourself.")},
            1, 1, create},
        {QStringLiteral("book info"), QStringLiteral("FILE"),
            QStringLiteral("What the book holds, in a few lines."), {}, 1, 1, info},
        {QStringLiteral("book backup"), QStringLiteral("FILE [TO]"),
            QStringLiteral("Copy the book, even while it is in use. Never overwrites. Without TO, "
                           "into the folder beside it, read back whole."),
            {}, 1, 2, backup},
        {QStringLiteral("book backups"), QStringLiteral("FILE"),
            QStringLiteral("The backups in the folder beside the book."), {}, 1, 1, backups},
        {QStringLiteral("book restore"), QStringLiteral("FROM FILE [--replace]"),
            QStringLiteral(
                "Make a book from a backup. Never overwrites: with --replace the present "
                "book is kept beside it under another name."),
            {flag("replace", "FILE is there: put it aside first.")}, 2, 2, restore},
        {QStringLiteral("set"), QStringLiteral("FILE KEY VALUE"),
            QStringLiteral("Change a setting; the keys are those of: book info FILE --json."), {},
            3, 3, set},
    };
}

} // namespace cli
