// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTest>

// The console as a process: what it was told, what it printed, what it gave back.
enum Exit { Done = 0, Usage = 2, Stop = 3, NotChecked = 4, OpenElsewhere = 5 };

struct Ran {
    int exit = -1; // -1: it did not end by itself
    QString out, err;
    QJsonObject json() const { return QJsonDocument::fromJson(out.toUtf8()).object(); }
};

inline Ran ended(QProcess& process)
{
    if (!process.waitForFinished(120'000))
        return {};
    return {process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1,
        QString::fromUtf8(process.readAllStandardOutput()),
        QString::fromUtf8(process.readAllStandardError())};
}

inline Ran console(const QStringList& arguments)
{
    QProcess process;
    process.start(QStringLiteral(CONSOLE), arguments);
    return ended(process);
}
