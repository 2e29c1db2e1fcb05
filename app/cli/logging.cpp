// SPDX-License-Identifier: GPL-3.0-or-later

// log: the runs, what one did record by record, and both as a file.

#include "cli/commands.h"
#include "cli/flows.h"
#include "cli/json.h"
#include "cli/session.h"
#include "records/words.h"

#include <QJsonDocument>
#include <QSaveFile>

namespace cli {

namespace {

const QStringList kKinds{
    QStringLiteral("manual"), QStringLiteral("automatic"), QStringLiteral("instant")};
const QStringList kResults{QStringLiteral("done"), QStringLiteral("left"),
    QStringLiteral("stopped"), QStringLiteral("nothing")};

QString at(const QDateTime& instant)
{
    return instant.isValid() ? instant.toLocalTime().toString(QStringLiteral("yyyy-MM-dd HH:mm"))
                             : QString();
}

QString amountOf(base::Money money)
{
    return money.isZero() ? QStringLiteral("–") : money.display();
}

// What is asked for: the table for people and spreadsheets, the object for programs.
struct Listing {
    report::Table table;
    QJsonObject json;
    QString above, below;
};

Outcome<store::Query> queryOf(const Arguments& arguments)
{
    store::Query query{.text = arguments.value("text"), .filter = arguments.value("filter")};
    if (arguments.has("kind"))
        query.filter = arguments.value("kind");
    if (!query.filter.isEmpty() && !kKinds.contains(query.filter))
        return wrongUsage(QStringLiteral("--kind is one of: %1.").arg(kKinds.join(u", ")));
    query.result = arguments.value("result");
    if (!query.result.isEmpty() && !kResults.contains(query.result))
        return wrongUsage(QStringLiteral("--result is one of: %1.").arg(kResults.join(u", ")));
    if (arguments.has("module")) {
        query.module = records::fromText<records::Module>(arguments.value("module"));
        if (!query.module)
            return wrongUsage(
                QStringLiteral("There is no module \"%1\".").arg(arguments.value("module")));
    }
    const auto from = arguments.date("from");
    const auto to = arguments.date("to");
    if (!from || !to)
        return tl::unexpected(from ? to.error() : from.error());
    if (*from)
        query.from = (*from)->startOfDay();
    if (*to)
        query.until = (*to)->addDays(1).startOfDay();
    return query;
}

Listing listRuns(const store::Reader& reader, const store::Query& query, int limit)
{
    const QList<store::RunRow> rows = reader.runs(query, 0, limit);
    const int all = reader.runCount(query);
    Listing list;
    list.table
        = {{QStringLiteral("Run"), QStringLiteral("Started"), QStringLiteral("Kind"),
               QStringLiteral("Direction"), QStringLiteral("Result"), QStringLiteral("Records"),
               QStringLiteral("Took"), QStringLiteral("In words")},
            {}, {0, 5, 6}};
    for (const store::RunRow& row : rows)
        list.table.rows.append({QString::number(row.id.value), at(row.startedAt), row.kind,
            row.direction, row.result, QString::number(row.records),
            QStringLiteral("%1 s").arg((row.tookMilliseconds + 500) / 1000), row.words});
    list.json = {{QStringLiteral("count"), all}, {QStringLiteral("runs"), toJsonArray(rows)}};
    list.below = shownOf(static_cast<int>(rows.size()), all);
    return list;
}

QString modulesOf(const QList<store::RunModuleRow>& modules)
{
    report::Table table{
        {QStringLiteral("Module"), QStringLiteral("Direction"), QStringLiteral("Records"),
            QStringLiteral("Done"), QStringLiteral("Left"), QStringLiteral("Accounts")},
        {}, {2, 3, 4}};
    for (const store::RunModuleRow& row : modules) {
        QString accounts = row.accounts.join(QStringLiteral(", "));
        if (row.accountCount > row.accounts.size())
            accounts += QStringLiteral(" and %1 more").arg(row.accountCount - row.accounts.size());
        table.rows.append(
            {records::toText(row.module), flowText(row.flow), QString::number(row.records),
                QString::number(row.done), QString::number(row.left), accounts});
    }
    return report::toText(table);
}

Outcome<Listing> listRecords(const store::Reader& reader, const Arguments& arguments)
{
    const QString typed = arguments.has("run") ? arguments.value("run") : arguments.at(1);
    const records::RunId run{typed.toLongLong()};
    const auto row = reader.run(run);
    if (!row)
        return wrongUsage(
            QStringLiteral("There is no run %1; see: tieout-cli log FILE.").arg(typed));
    const bool left = arguments.value("result") == QStringLiteral("left");
    const QList<store::RunModuleRow> modules = reader.runModules(run);
    const QList<store::RunRecordRow> rows = reader.runRecords(run, left, 0, arguments.limit());
    const int all = reader.runRecordCount(run, left);
    Listing list;
    list.table = {{QStringLiteral("Time"), QStringLiteral("Record"), QStringLiteral("Account"),
                      QStringLiteral("Amount"), QStringLiteral("Result"),
                      QStringLiteral("What happened, what to do"), QStringLiteral("Ledger id"),
                      QStringLiteral("Xero id")},
        {}, {3}};
    for (const store::RunRecordRow& each : rows) {
        const QString more = arguments.has("details") && !each.details.isEmpty()
            ? QStringLiteral("\n    ") + each.details
            : QString();
        list.table.rows.append({at(each.at), each.record, each.accountName, amountOf(each.amount),
            each.result, each.words + more, each.ledgerId, each.xeroId});
    }
    list.json
        = {{QStringLiteral("run"), run.value}, {QStringLiteral("modules"), toJsonArray(modules)},
            {QStringLiteral("count"), all}, {QStringLiteral("records"), toJsonArray(rows)}};
    list.above = QStringLiteral("%1, %2: %3\n\n%4\n")
                     .arg(at(row->startedAt), row->kind, row->words, modulesOf(modules));
    list.below = shownOf(static_cast<int>(rows.size()), all);
    return list;
}

Outcome<Answer> exported(const Listing& list, const QString& file)
{
    const bool isCsv = file.endsWith(QStringLiteral(".csv"), Qt::CaseInsensitive);
    if (!isCsv && !file.endsWith(QStringLiteral(".json"), Qt::CaseInsensitive))
        return wrongUsage(QStringLiteral("--export names a file that ends in .csv or .json."));
    const QByteArray content
        = isCsv ? report::toCsv(list.table) : QJsonDocument(list.json).toJson();
    QSaveFile target(file);
    if (!target.open(QIODevice::WriteOnly) || target.write(content) != content.size()
        || !target.commit())
        return failed(base::failure(base::ErrorKind::Storage,
            QStringLiteral("%1 can’t be written: %2").arg(file, target.errorString()))
                          .value());
    const auto rows = static_cast<int>(list.table.rows.size());
    return Answer{QStringLiteral("%1 %2 written to %3.")
                      .arg(rows)
                      .arg(rows == 1 ? QStringLiteral("row") : QStringLiteral("rows"), file),
        {{QStringLiteral("file"), file}, {QStringLiteral("rows"), rows}}};
}

Outcome<Answer> log(const Arguments& arguments)
{
    const auto reader = look(arguments.at(0));
    if (!reader)
        return tl::unexpected(reader.error());
    const auto query = queryOf(arguments);
    if (!query)
        return tl::unexpected(query.error());
    const bool ofRun = arguments.has("run") || !arguments.at(1).isEmpty();
    const Outcome<Listing> list = ofRun
        ? listRecords(**reader, arguments)
        : Outcome<Listing>(listRuns(**reader, *query, arguments.limit()));
    if (!list)
        return tl::unexpected(list.error());
    if (arguments.has("export"))
        return exported(*list, arguments.value("export"));
    return Answer{list->above + report::toText(list->table) + list->below, list->json};
}

} // namespace

QList<Command> logCommands()
{
    return {
        {QStringLiteral("log"),
            QStringLiteral("FILE [RUN] [--from DATE] [--to DATE] [--kind K] [--result R] "
                           "[--module M] [--run ID] [--export X.csv|X.json]"),
            QStringLiteral("The runs of a year; or what one run did, record by record."),
            listOptions(kKinds)
                + QList<QCommandLineOption>{option("from", "Runs of this day and later.", "DATE"),
                    option("to", "Runs up to and with this day.", "DATE"),
                    option("kind", "One of: manual, automatic, instant.", "KIND"),
                    option("result", "One of: done, left, stopped, nothing.", "RESULT"),
                    option("module", "Runs in which this module took part.", "MODULE"),
                    option("run", "The records of this run.", "ID"),
                    option("export", "Write it to a file: .csv or .json.", "FILE")},
            1, 2, log, kKinds},
    };
}

} // namespace cli
