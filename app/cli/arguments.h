// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cli/output.h"

#include <QCommandLineParser>
#include <QDate>

#include <functional>
#include <memory>

namespace cli {

// What was typed after a command's name.
class Arguments {
public:
    explicit Arguments(std::shared_ptr<const QCommandLineParser> parser, QStringList positional);

    QString at(qsizetype index) const { return m_positional.value(index); }
    QStringList from(qsizetype index) const { return m_positional.mid(index); }
    bool has(const char* option) const;
    QString value(const char* option) const;
    QStringList values(const char* option) const;
    // --limit, 0 = all of them.
    int limit() const;
    Outcome<std::optional<QDate>> date(const char* option) const;
    PrintOptions printing() const;

private:
    std::shared_ptr<const QCommandLineParser> m_parser;
    QStringList m_positional;
};

// One command: its words, its shape, its deed.
struct Command {
    QString name; // "sync", "book create"
    QString usage; // "FILE [ID…]"
    QString summary;
    QList<QCommandLineOption> options;
    int least = 1, most = 1; // positional arguments; most -1 = any number
    std::function<Outcome<Answer>(const Arguments&)> run;
    QStringList filters = {}; // what --filter may be; empty = the command judges itself
};

QCommandLineOption flag(const char* name, const char* words);
QCommandLineOption option(const char* name, const char* words, const char* value);
QList<QCommandLineOption> listOptions(const char* filterWords);
QList<QCommandLineOption> listOptions(const QStringList& filters);

// Finds the command, checks its arguments, runs it, prints, gives the exit code.
int execute(const QList<Command>& commands, QStringList words);

} // namespace cli
