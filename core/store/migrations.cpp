// SPDX-License-Identifier: GPL-3.0-or-later

#include "store/migrations.h"

#include "base/failpoint.h"
#include "store/database.h"

#include <QDir>
#include <QFile>

// A static library's resources are dropped by the linker unless somebody asks for them; the macro
// only works outside namespaces.
static void loadSchema()
{
    Q_INIT_RESOURCE(schema);
}

using namespace Qt::StringLiterals;

namespace store {

QList<Step> ladder()
{
    loadSchema();
    QList<Step> steps;
    for (const QString& name : QDir(u":/schema"_s).entryList(QDir::Files, QDir::Name)) {
        QFile file(u":/schema/"_s + name);
        base::require(file.open(QIODevice::ReadOnly), "the schema is part of the program");
        steps.append({name.left(4).toInt(), QString::fromUtf8(file.readAll())});
    }
    base::require(!steps.isEmpty(), "the schema is part of the program");
    return steps;
}

int newestFormat()
{
    return ladder().constLast().format;
}

bool climb(Connection& connection, const Step& step)
{
    connection.execute(u"BEGIN IMMEDIATE"_s);
    base::failpoint("migrate.step.begun");
    for (const QString& statement : step.sql.split(u";\n\n"_s, Qt::SkipEmptyParts)) {
        connection.execute(statement);
        base::failpoint("migrate.step.statement");
    }
    connection.execute(u"PRAGMA application_id = %1"_s.arg(kApplicationId));
    connection.execute(u"PRAGMA user_version = %1"_s.arg(step.format));
    base::failpoint("migrate.step.before-commit");
    connection.execute(u"COMMIT"_s);
    base::failpoint("migrate.step.committed");
    return !connection.isSpoiled();
}

bool migrate(Connection& connection, int from)
{
    for (const Step& step : ladder())
        if (step.format > from && !climb(connection, step))
            return false;
    return true;
}

} // namespace store
