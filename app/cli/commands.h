// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cli/arguments.h"

namespace cli {

// Each file of this folder brings its own commands.
QList<Command> bookCommands();
QList<Command> importCommands();
QList<Command> statementCommands();
QList<Command> organisationCommands();
QList<Command> syncCommands();
QList<Command> problemCommands();
QList<Command> listCommands();
QList<Command> linkCommands();
QList<Command> linkListCommands();
QList<Command> recordCommands();
QList<Command> checkCommands();
QList<Command> balanceCommands();
QList<Command> signOffCommands();
QList<Command> scheduleCommands();
QList<Command> logCommands();
QList<Command> supportCommands();
QList<Command> changeCommands();
QList<Command> explainCommands();

// The mapping report, one of the exports.
Outcome<Answer> exportLinks(const Arguments& arguments);

} // namespace cli
