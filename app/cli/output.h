// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"
#include "records/status.h"
#include "report/tables.h"

#include <QJsonObject>

namespace cli {

// What a script can use (docs/console.md).
enum class Exit { Done = 0, Usage = 2, Stop = 3, NotChecked = 4, OpenElsewhere = 5 };

// What a command has to say: for people and for programs. One of the two is printed.
struct Answer {
    QString text;
    QJsonObject json;
    Exit exit = Exit::Done;
};

struct Failure {
    base::Error error;
    Exit exit = Exit::Stop;
};

template <class T>
using Outcome = tl::expected<T, Failure>;

// The exit code follows from the kind of the error.
[[nodiscard]] tl::unexpected<Failure> failed(const base::Error& error);
[[nodiscard]] tl::unexpected<Failure> wrongUsage(const QString& sentence);

struct PrintOptions {
    bool json = false;
    bool details = false; // the raw text behind a sentence
};

// Prints and gives back the process's exit code.
int print(const Outcome<Answer>& outcome, PrintOptions options);

// One line that rewrites itself, on standard error, only on a terminal.
void showProgress(const records::EngineStatus& status);
void clearProgress();

// A table of keys and values.
QString withoutHeader(const report::Table& table);

// "3 of 120 shown. --limit 0 shows all."
QString shownOf(int shown, int all);

} // namespace cli
