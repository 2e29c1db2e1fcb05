// SPDX-License-Identifier: GPL-3.0-or-later

// import: files of the billing system into the ledger; --template writes examples.

#include "cli/commands.h"
#include "cli/json.h"
#include "cli/session.h"
#include "sources/sources.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

namespace cli {

namespace {

Outcome<Answer> writeTemplates(const QString& folder)
{
    if (!QDir().mkpath(folder))
        return failed(base::failure(
            base::ErrorKind::Storage, QStringLiteral("The folder %1 can't be made.").arg(folder))
                          .value());
    Answer answer;
    QJsonArray files;
    for (const sources::File& file : sources::templates()) {
        const QString path = QDir(folder).filePath(file.name);
        QFile target(path);
        // NewOnly: an example must not replace a file that someone has filled.
        if (!target.open(QIODevice::WriteOnly | QIODevice::NewOnly)
            || target.write(file.content) != file.content.size())
            return failed(base::failure(base::ErrorKind::Storage,
                QStringLiteral("%1 can't be written: %2.").arg(path, target.errorString()))
                              .value());
        answer.text += path + u'\n';
        files.append(path);
    }
    answer.json.insert(QStringLiteral("files"), files);
    return answer;
}

Outcome<Answer> import(const Arguments& arguments)
{
    if (arguments.has("template"))
        return writeTemplates(arguments.value("template"));
    const QStringList files = arguments.from(1);
    if (files.isEmpty())
        return wrongUsage(
            QStringLiteral("Which book and which files? tieout-cli import FILE WHAT.csv…"));
    QStringList paths;
    for (const QString& file : files) {
        if (!QFileInfo::exists(file))
            return wrongUsage(QStringLiteral("There is no file %1.").arg(file));
        paths.append(QFileInfo(file).absoluteFilePath());
    }
    return performOne(arguments.at(0),
        records::command::ImportFiles{.files = paths, .dryRun = arguments.has("dry-run")});
}

} // namespace

QList<Command> importCommands()
{
    return {{QStringLiteral("import"),
        QStringLiteral("FILE WHAT.csv… [--dry-run]  or  import --template DIR"),
        QStringLiteral("Take files of the billing system in: all of them, or nothing at all."),
        {flag("dry-run", "Say what would happen; change nothing."),
            option("template", "Write example files into this folder.", "DIR")},
        0, -1, import}};
}

} // namespace cli
