// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/commands.h"

#include <QGuiApplication>

#include <algorithm>
#include <memory>

// Only a PDF needs fonts, and then no display; an evidence pack has one in it.
static std::unique_ptr<QCoreApplication> applicationFor(int& argc, char** argv)
{
    const bool isPdf = std::any_of(argv, argv + argc, [](const char* word) {
        return QByteArray(word).toLower().endsWith(".pdf") || QByteArray(word) == "pack";
    });
    if (!isPdf)
        return std::make_unique<QCoreApplication>(argc, argv);
    qputenv("QT_QPA_PLATFORM", "offscreen");
    return std::make_unique<QGuiApplication>(argc, argv);
}

int main(int argc, char** argv)
{
    // A keychain is chosen by the desktop, not by whoever can set a variable.
    qunsetenv("QTKEYCHAIN_BACKEND");
    const auto application = applicationFor(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("tieout-cli"));
    const QList<cli::Command> commands = cli::bookCommands() + cli::importCommands()
        + cli::statementCommands() + cli::organisationCommands() + cli::syncCommands()
        + cli::checkCommands() + cli::balanceCommands() + cli::signOffCommands()
        + cli::problemCommands() + cli::listCommands() + cli::changeCommands()
        + cli::explainCommands() + cli::linkCommands() + cli::linkListCommands()
        + cli::recordCommands() + cli::scheduleCommands() + cli::logCommands()
        + cli::supportCommands();
    return cli::execute(commands, QCoreApplication::arguments().mid(1));
}
