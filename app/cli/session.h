// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cli/output.h"
#include "common/runner.h"

namespace cli {

// A look into the book; works while another program has it open.
Outcome<std::unique_ptr<store::Reader>> look(const QString& book);
// For what says whether something is safe. Verdicts grow old by themselves, so they are judged
// again first; where that can't be done, old ones that still say Safe are an error, not an answer.
Outcome<std::unique_ptr<store::Reader>> lookJudged(const QString& book);

// Runs the commands in the engine, in this process, one after the other; shows progress; the first
// that fails ends the work. Interrupt (Ctrl C) stops the run and closes the book properly.
Outcome<app::Finished> perform(const QString& book, const QList<records::Command>& commands,
    const QString& browserCommand = {});
// The same with settings that the first command is about to make the book's.
Outcome<app::Finished> perform(const records::BookSettings& settings, const QString& book,
    const QList<records::Command>& commands, const QString& browserCommand);
Outcome<app::Finished> perform(app::Work work);

// The sentences of what was done, and the same as JSON.
Answer answerOf(const app::Finished& finished);

// One command that takes no more than it says: perform and answer.
Outcome<Answer> performOne(const QString& book, const records::Command& command);

} // namespace cli
