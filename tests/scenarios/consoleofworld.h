// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "support/world.h"

// The console as a process, beside a test's world: its exit code, and all that it said.
inline std::pair<int, QString> console(const World& world, const QStringList& arguments)
{
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("XDG_DATA_HOME"), world.folder());
    process.setProcessEnvironment(environment);
    process.start(QStringLiteral(CONSOLE), arguments);
    if (!process.waitForFinished(60'000))
        return {-1, QStringLiteral("did not end")};
    return {process.exitCode(),
        QString::fromUtf8(process.readAllStandardOutput() + process.readAllStandardError())};
}
