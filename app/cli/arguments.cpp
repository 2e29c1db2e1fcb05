// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/arguments.h"

#include <algorithm>
#include <cstdio>
#include <limits>

namespace cli {

namespace {

QString overview(const QList<Command>& commands)
{
    QString text
        = QStringLiteral("Tieout %1: is it safe to reconcile, do the ledgers agree, what has "
                         "not gone through?\n\nUsage: tieout-cli COMMAND …\n\n")
              .arg(QStringLiteral(TIEOUT_VERSION));
    report::Table table;
    for (const Command& command : commands)
        table.rows.append({QStringLiteral("  ") + command.name, command.summary});
    text += withoutHeader(table);
    return text
        + QStringLiteral(
            "\ntieout-cli COMMAND --help tells more. --json prints JSON instead of words.\n"
            "Exit codes: 0 done or safe, 2 usage, 3 stop or needs a person, 4 not checked or "
            "offline, 5 open elsewhere.\n");
}

const Command* find(const QList<Command>& commands, QStringList& words)
{
    // The longest name first: "book create" before "book".
    for (qsizetype length = std::min<qsizetype>(2, words.size()); length > 0; --length) {
        const QString name = words.first(length).join(u' ');
        const auto found = std::find_if(commands.begin(), commands.end(),
            [&](const Command& command) { return command.name == name; });
        if (found != commands.end()) {
            words = words.mid(length);
            return &*found;
        }
    }
    return nullptr;
}

std::shared_ptr<QCommandLineParser> parserFor(const Command& command)
{
    auto parser = std::make_shared<QCommandLineParser>();
    parser->setApplicationDescription(command.summary);
    parser->addOption(flag("help", "Show this."));
    parser->addOption(flag("json", "Print JSON instead of words."));
    parser->addOption(flag("details", "Print the raw text behind a sentence as well."));
    parser->addOptions(command.options);
    return parser;
}

// A filter that is none would show an empty list, which reads as good news.
QString wrongListing(const Command& command, const QCommandLineParser& parser)
{
    const auto typed = [&](const QString& name) {
        const bool known = std::any_of(command.options.begin(), command.options.end(),
            [&](const QCommandLineOption& option) { return option.names().contains(name); });
        return known ? parser.value(name) : QString();
    };
    const QString filter = typed(QStringLiteral("filter"));
    if (!filter.isEmpty() && !command.filters.isEmpty() && !command.filters.contains(filter))
        return QStringLiteral("--filter is one of %1, not \"%2\".")
            .arg(command.filters.join(QStringLiteral(", ")), filter);
    const QString limit = typed(QStringLiteral("limit"));
    bool isNumber = true;
    if (!limit.isEmpty() && (limit.toInt(&isNumber) < 0 || !isNumber))
        return QStringLiteral("--limit is a number, 0 for all, not \"%1\".").arg(limit);
    return {};
}

QString help(const Command& command, const QCommandLineParser& parser)
{
    QString text = parser.helpText();
    const qsizetype end = text.indexOf(u'\n');
    return QStringLiteral("Usage: tieout-cli %1 %2").arg(command.name, command.usage)
        + text.mid(end);
}

} // namespace

Arguments::Arguments(std::shared_ptr<const QCommandLineParser> parser, QStringList positional)
    : m_parser(std::move(parser))
    , m_positional(std::move(positional))
{
}

bool Arguments::has(const char* option) const
{
    return m_parser->isSet(QString::fromLatin1(option));
}

QString Arguments::value(const char* option) const
{
    return m_parser->value(QString::fromLatin1(option));
}

QStringList Arguments::values(const char* option) const
{
    return m_parser->values(QString::fromLatin1(option));
}

int Arguments::limit() const
{
    if (!has("limit"))
        return 200;
    const int typed = value("limit").toInt();
    return typed > 0 ? typed : std::numeric_limits<int>::max();
}

Outcome<std::optional<QDate>> Arguments::date(const char* option) const
{
    if (!has(option))
        return std::optional<QDate>();
    const QDate day = QDate::fromString(value(option), Qt::ISODate);
    if (!day.isValid())
        return wrongUsage(QStringLiteral("--%1 needs a date such as 2026-03-31, not \"%2\".")
                              .arg(QString::fromLatin1(option), value(option)));
    return std::optional<QDate>(day);
}

PrintOptions Arguments::printing() const
{
    return {has("json"), has("details")};
}

QCommandLineOption flag(const char* name, const char* words)
{
    return QCommandLineOption(QString::fromLatin1(name), QString::fromUtf8(words));
}

QCommandLineOption option(const char* name, const char* words, const char* value)
{
    return QCommandLineOption(
        QString::fromLatin1(name), QString::fromUtf8(words), QString::fromLatin1(value));
}

QList<QCommandLineOption> listOptions(const QStringList& filters)
{
    return listOptions((QStringLiteral("One of: ") + filters.join(QStringLiteral(", ")) + u'.')
                           .toUtf8()
                           .constData());
}

QList<QCommandLineOption> listOptions(const char* filterWords)
{
    return {option("limit", "How many rows at most (200); 0 is all.", "N"),
        option("filter", filterWords, "WHICH"),
        option("text", "Only rows with this number, name or amount.", "TEXT")};
}

int execute(const QList<Command>& commands, QStringList words)
{
    const bool wantsJson = words.contains(QStringLiteral("--json"));
    if (words.isEmpty() || words.first() == QStringLiteral("--help")
        || words.first() == QStringLiteral("help")) {
        std::fputs(qUtf8Printable(overview(commands)), words.isEmpty() ? stderr : stdout);
        return static_cast<int>(words.isEmpty() ? Exit::Usage : Exit::Done);
    }
    if (words.first() == QStringLiteral("--version")) {
        std::puts("tieout-cli " TIEOUT_VERSION);
        return 0;
    }
    const QString typed = words.first();
    const Command* command = find(commands, words);
    if (!command)
        return print(
            wrongUsage(
                QStringLiteral("There is no command \"%1\"; see tieout-cli --help.").arg(typed)),
            {wantsJson, false});
    const auto parser = parserFor(*command);
    const bool parsed = parser->parse(QStringList{QStringLiteral("tieout-cli")} + words);
    if (parsed && parser->isSet(QStringLiteral("help"))) {
        std::fputs(qUtf8Printable(help(*command, *parser)), stdout);
        return 0;
    }
    const qsizetype count = parser->positionalArguments().size();
    if (!parsed || count < command->least || (command->most >= 0 && count > command->most))
        return print(
            wrongUsage((parsed ? QString() : parser->errorText() + u'\n')
                + QStringLiteral("Usage: tieout-cli %1 %2").arg(command->name, command->usage)),
            {wantsJson, false});
    const Arguments arguments(parser, parser->positionalArguments());
    if (const QString wrong = wrongListing(*command, *parser); !wrong.isEmpty())
        return print(wrongUsage(wrong), arguments.printing());
    return print(command->run(arguments), arguments.printing());
}

} // namespace cli
