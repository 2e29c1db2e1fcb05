// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QList>
#include <QString>
#include <QStringList>

// The rules of the house that a machine can read, as functions from text to findings: so the test
// can feed them a fake file and see that they bite.
namespace tidy {

struct File {
    QString path; // from the root, with slashes: "core/plan/pushes.cpp"
    QByteArray text;
};

// "core/plan/pushes.cpp:12: …"
using Findings = QStringList;

Findings floors(const File& file); // who may include whom
Findings size(const File& file); // lines of a file, columns of a line
Findings words(const File& file); // what must not be said in this folder
Findings opening(const File& file); // the licence line
Findings unlisted(
    const QList<File>& sources, const QList<File>& lists); // files no CMake list names
Findings withoutReadme(const QStringList& paths); // floors without a README.md
Findings topLevel(const QStringList& paths);

} // namespace tidy
