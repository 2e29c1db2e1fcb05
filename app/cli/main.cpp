// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/commands.h"

#include <QCoreApplication>

int main(int argc, char** argv)
{
    // A keychain is chosen by the desktop, not by whoever can set a variable.
    qunsetenv("QTKEYCHAIN_BACKEND");
    const QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("tieout-cli"));
    const QList<cli::Command> commands = cli::bookCommands() + cli::importCommands()
        + cli::statementCommands() + cli::organisationCommands() + cli::syncCommands()
        + cli::checkCommands() + cli::listCommands() + cli::linkCommands() + cli::recordCommands()
        + cli::scheduleCommands() + cli::logCommands();
    return cli::execute(commands, QCoreApplication::arguments().mid(1));
}
