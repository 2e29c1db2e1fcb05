// SPDX-License-Identifier: GPL-3.0-or-later

#include "store/settings.h"
#include "store/sqlitereader.h"

// The log, and what is known of the runs to come.
using namespace Qt::StringLiterals;
using namespace records;

namespace store {

namespace {

constexpr int kNamesShown = 3;

// A run is found by its own words, and by every record and account in it.
const QString& runsSql()
{
    static const QString sql = uR"(
    WITH q (pattern, filter, result, module, since, until) AS (VALUES (?, ?, ?, ?, ?, ?))
    SELECT $columns
    FROM q, run r
    WHERE q.filter IN ('', r.kind)
        AND (q.result = '' OR (q.result = 'left' AND r.result LIKE '%left%')
            OR (q.result = 'stopped' AND r.result LIKE 'stopped%')
            OR (q.result = 'nothing' AND r.result = 'Nothing to do')
            OR (q.result = 'done' AND r.result = 'Done'))
        AND (q.since IS NULL OR r.started_at >= q.since)
        AND (q.until IS NULL OR r.started_at < q.until)
        AND (q.module = '' OR EXISTS (
            SELECT 1 FROM run_module m WHERE m.run = r.id AND m.module = q.module))
        AND (r.words LIKE q.pattern ESCAPE '\' OR r.result LIKE q.pattern ESCAPE '\'
            OR EXISTS (
                SELECT 1 FROM run_record c
                WHERE c.run = r.id AND (c.record LIKE q.pattern ESCAPE '\'
                    OR c.account_name LIKE q.pattern ESCAPE '\'
                    OR c.words LIKE q.pattern ESCAPE '\')))
    )"_s;
    return sql;
}

const QString& runColumns()
{
    static const QString columns = uR"(
        r.id, r.started_at, r.kind, r.direction, r.result, r.words, r.records,
        COALESCE(r.ended_at - r.started_at, 0))"_s;
    return columns;
}

RunRow runRow(Statement& select)
{
    RunRow row;
    select.into(row.id, row.startedAt, row.kind, row.direction, row.result, row.words, row.records,
        row.tookMilliseconds);
    return row;
}

void bindRuns(Statement& select, const Search& search, const Query& query)
{
    select.bind(search.pattern, query.filter, query.result,
        query.module ? toText(*query.module) : u""_s, query.from, query.until);
}

// What a record did not go through is told by its result.
QString leftOnly(bool left)
{
    return left ? u" AND result NOT IN ('Done', 'Nothing to do')"_s : QString();
}

} // namespace

int SqliteReader::runCount(const Query& query) const
{
    Statement select(connection(), QString(runsSql()).replace(u"$columns"_s, u"COUNT(*)"_s));
    bindRuns(select, search(query), query);
    return select.next() ? select.get<int>() : 0;
}

QList<RunRow> SqliteReader::runs(const Query& query, int offset, int limit) const
{
    Statement select(connection(),
        QString(runsSql()).replace(u"$columns"_s, runColumns())
            + u" ORDER BY r.id DESC LIMIT ? OFFSET ?"_s);
    bindRuns(select, search(query), query);
    select.bind(limit, offset);
    QList<RunRow> rows;
    while (select.next())
        rows.append(runRow(select));
    return rows;
}

std::optional<RunRow> SqliteReader::run(RunId id) const
{
    Statement select(connection(), u"SELECT "_s + runColumns() + u" FROM run r WHERE r.id = ?"_s);
    if (!select.bind(id).next())
        return std::nullopt;
    return runRow(select);
}

QList<RunModuleRow> SqliteReader::runModules(RunId run) const
{
    QHash<Module, RunModuleRow> known;
    Statement modules(connection(), u"SELECT module, flow FROM run_module WHERE run = ?"_s);
    modules.bind(run);
    while (modules.next()) {
        RunModuleRow row;
        modules.into(row.module, row.flow);
        known.insert(row.module, row);
    }
    Statement sums(connection(), uR"(
        SELECT module, COUNT(*), SUM(result = 'Done'), COUNT(DISTINCT NULLIF(account_name, ''))
        FROM run_record
        WHERE run = ? AND module <> ''
        GROUP BY module)"_s);
    sums.bind(run);
    while (sums.next()) {
        RunModuleRow row;
        sums.into(row.module, row.records, row.done, row.accountCount);
        row.left = row.records - row.done;
        row.flow = known.value(row.module).flow;
        known.insert(row.module, row);
    }
    QList<RunModuleRow> rows;
    for (const Module module : kModules) {
        if (!known.contains(module))
            continue;
        RunModuleRow row = known.value(module);
        Statement names(connection(), uR"(
            SELECT account_name
            FROM run_record
            WHERE run = ? AND module = ? AND account_name <> ''
            GROUP BY account_name
            ORDER BY MIN(id)
            LIMIT ?)"_s);
        names.bind(run, module, kNamesShown);
        while (names.next())
            row.accounts.append(names.get<QString>());
        rows.append(row);
    }
    return rows;
}

int SqliteReader::runRecordCount(RunId run, bool left) const
{
    Statement select(
        connection(), u"SELECT COUNT(*) FROM run_record WHERE run = ?"_s + leftOnly(left));
    return select.bind(run).next() ? select.get<int>() : 0;
}

QList<RunRecordRow> SqliteReader::runRecords(RunId run, bool left, int offset, int limit) const
{
    Statement select(connection(), uR"(
        WITH shown AS (
            SELECT * FROM run_record WHERE run = ?$left ORDER BY id LIMIT ? OFFSET ?)
        SELECT s.at, s.record, s.account_name, s.result, s.words, s.ledger_id, s.xero_id, s.details,
            s.currency, s.amount, s.module, o.kind, o.subject_kind, o.subject_id, o.id
        FROM shown s
        LEFT JOIN operation o ON o.id = (
            SELECT MAX(id) FROM operation
            WHERE subject_id = CAST(s.ledger_id AS INTEGER) AND label = s.record)
        ORDER BY s.id)"_s.replace(u"$left"_s, leftOnly(left)));
    select.bind(run, limit, offset);
    QList<RunRecordRow> rows;
    while (select.next()) {
        RunRecordRow r;
        QString kind, module;
        select.into(r.at, r.record, r.accountName, r.result, r.words, r.ledgerId, r.xeroId,
            r.details, RowCurrency(), r.amount, module, kind, r.subject, r.operation);
        r.kind = fromText<OperationKind>(kind);
        r.module = fromText<Module>(module);
        rows.append(r);
    }
    return rows;
}

Schedule SqliteReader::schedule() const
{
    return Settings(connection()).schedule();
}

RunTimes SqliteReader::runTimes() const
{
    return Settings(connection()).runTimes();
}

QList<MessageRow> SqliteReader::waitingMessages() const
{
    Statement select(connection(), uR"(
        SELECT run, queued_at, subject, body
        FROM notification
        WHERE sent_at IS NULL
        ORDER BY id)"_s);
    QList<MessageRow> rows;
    while (select.next()) {
        MessageRow row;
        select.into(row.run, row.queuedAt, row.subject, row.body);
        rows.append(row);
    }
    return rows;
}

qint64 SqliteReader::bytesThisMonth() const
{
    Statement select(connection(), u"SELECT COALESCE(SUM(bytes), 0) FROM call_hour"_s);
    qint64 bytes = 0;
    if (select.next())
        select.into(bytes);
    return bytes;
}

QList<CallHour> SqliteReader::callHours() const
{
    Statement select(connection(), uR"(
            SELECT begins_at, calls, bytes
            FROM call_hour
            WHERE begins_at > (SELECT MAX(begins_at) FROM call_hour) - 172800000
            ORDER BY begins_at)"_s);
    QList<CallHour> hours;
    while (select.next()) {
        CallHour hour;
        select.into(hour.beginsAt, hour.calls, hour.bytes);
        hours.append(hour);
    }
    return hours;
}

} // namespace store
