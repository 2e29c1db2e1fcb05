// SPDX-License-Identifier: GPL-3.0-or-later

// The lists: pending, inbox, problems, ledger, diagnostics.

#include "causes/causes.h"
#include "cli/commands.h"
#include "cli/json.h"
#include "cli/session.h"
#include "records/schedule.h"
#include "records/words.h"

#include <QLocale>
#include <QTimeZone>

#include <algorithm>

namespace cli {

namespace {

store::Query queryOf(const Arguments& arguments)
{
    return {.text = arguments.value("text"), .filter = arguments.value("filter")};
}

QString at(const QDateTime& instant)
{
    return instant.isValid() ? instant.toLocalTime().toString(QStringLiteral("yyyy-MM-dd HH:mm"))
                             : QString();
}

QString amountOf(base::Money money)
{
    return money.isZero() ? QStringLiteral("–") : money.display();
}

// The raw text of a refusal, for those who asked for --details.
QString rawLine(const Arguments& arguments, const records::Cause& cause)
{
    return arguments.has("details") && !cause.raw.isEmpty() ? QStringLiteral("\n    ") + cause.raw
                                                            : QString();
}

QString waitsFor(const records::Operation& operation)
{
    return operation.cause ? causes::words(operation.cause).brief : QString();
}

Outcome<Answer> pending(const Arguments& arguments)
{
    const auto reader = look(arguments.at(0));
    if (!reader)
        return tl::unexpected(reader.error());
    const store::Query query = queryOf(arguments);
    const QList<store::OutboxRow> rows = (*reader)->outbox(query, 0, arguments.limit());
    const store::OutboxSummary sums = (*reader)->outboxSummary();
    report::Table table{
        {QStringLiteral("Id"), QStringLiteral("State"), QStringLiteral("Record"),
            QStringLiteral("Account"), QStringLiteral("Amount"), QStringLiteral("Tries"),
            QStringLiteral("Next"), QStringLiteral("What it waits for")},
        {}, {0, 4, 5}};
    for (const store::OutboxRow& row : rows) {
        const records::Operation& op = row.operation;
        table.rows.append({QString::number(op.id.value), records::toText(op.state), op.label,
            row.accountName, amountOf(op.amount), QString::number(op.attempts), at(op.notBefore),
            waitsFor(op) + rawLine(arguments, op.cause)});
    }
    Answer answer;
    answer.text
        = QStringLiteral("%1 waiting (%2), %3 need you (%4), %5 without an answer, %6 set aside, "
                         "%7 confirmed today\n\n")
              .arg(sums.waiting)
              .arg(sums.waitingMoney.display())
              .arg(sums.needYou)
              .arg(sums.needYouMoney.display())
              .arg(sums.unknown)
              .arg(sums.setAside)
              .arg(sums.confirmedToday)
        + report::toText(table)
        + shownOf(static_cast<int>(rows.size()), (*reader)->outboxCount(query));
    answer.json
        = {{QStringLiteral("waiting"), sums.waiting}, {QStringLiteral("needYou"), sums.needYou},
            {QStringLiteral("unknown"), sums.unknown}, {QStringLiteral("setAside"), sums.setAside},
            {QStringLiteral("confirmedToday"), sums.confirmedToday},
            {QStringLiteral("waitingMoney"), toJson(sums.waitingMoney)},
            {QStringLiteral("needYouMoney"), toJson(sums.needYouMoney)},
            {QStringLiteral("operations"), toJsonArray(rows)}};
    return answer;
}

Outcome<Answer> inbox(const Arguments& arguments)
{
    const auto reader = look(arguments.at(0));
    if (!reader)
        return tl::unexpected(reader.error());
    const store::Query query = queryOf(arguments);
    const QList<store::InboxRow> rows = (*reader)->inbox(query, 0, arguments.limit());
    const int all = (*reader)->inboxCount(query);
    report::Table table{
        {QStringLiteral("State"), QStringLiteral("Date"), QStringLiteral("What"),
            QStringLiteral("Account"), QStringLiteral("Amount"), QStringLiteral("Why")},
        {}, {4}};
    for (const store::InboxRow& row : rows)
        table.rows.append({records::toText(row.intake.state), row.intake.date.toString(Qt::ISODate),
            row.intake.label, row.accountName, amountOf(row.intake.amount),
            row.intake.cause ? causes::words(row.intake.cause).brief : QString()});
    return Answer{report::toText(table) + shownOf(static_cast<int>(rows.size()), all),
        {{QStringLiteral("count"), all}, {QStringLiteral("intakes"), toJsonArray(rows)}}};
}

Outcome<Answer> whatSyncs(const Arguments&)
{
    report::Table table{{QStringLiteral("Direction"), QStringLiteral("In the ledger"),
                            QStringLiteral("In Xero"), QStringLiteral("Note")},
        {}, {}};
    for (const causes::SyncRow& row : causes::whatSyncs()) {
        table.rows.append({causes::directionText(row.direction), row.kind, row.xero, row.note});
        for (qsizetype i = 0; i < row.byHand.size(); ++i)
            table.rows.append(
                {{}, {}, {}, QStringLiteral("By hand, %1: %2").arg(i + 1).arg(row.byHand.at(i))});
    }
    return Answer{
        report::toText(table), {{QStringLiteral("kinds"), toJsonArray(causes::whatSyncs())}}};
}

Outcome<Answer> ledger(const Arguments& arguments)
{
    const auto reader = look(arguments.at(0));
    if (!reader)
        return tl::unexpected(reader.error());
    const store::Query query = queryOf(arguments);
    const QList<store::LedgerRow> rows = (*reader)->ledger(query, 0, arguments.limit());
    const int all = (*reader)->ledgerCount(query);
    report::Table table{{QStringLiteral("Kind"), QStringLiteral("Number"), QStringLiteral("Date"),
                            QStringLiteral("Account"), QStringLiteral("Amount"),
                            QStringLiteral("Source"), QStringLiteral("State")},
        {}, {4}};
    for (const store::LedgerRow& row : rows)
        table.rows.append(
            {records::toText(row.ref.kind), row.number, row.date.toString(Qt::ISODate),
                row.accountName, amountOf(row.amount), records::toText(row.source), row.state});
    return Answer{report::toText(table) + shownOf(static_cast<int>(rows.size()), all),
        {{QStringLiteral("count"), all}, {QStringLiteral("records"), toJsonArray(rows)}}};
}

int callsToday(const store::Diagnostics& found)
{
    return found.callsDay == base::SystemClock().now().date() ? found.calls : 0;
}

QString signInOf(const store::Diagnostics& found)
{
    constexpr int daysToWarn = 10;
    if (!found.signInUntil.isValid())
        return QStringLiteral("–");
    const qint64 days = base::SystemClock().now().daysTo(found.signInUntil);
    const QString day = found.signInUntil.toLocalTime().date().toString(Qt::ISODate);
    if (days < 0)
        return QStringLiteral("ended on %1; sign in again: tieout-cli connect FILE").arg(day);
    return days <= daysToWarn
        ? QStringLiteral("ends on %1 unless the book is synced before").arg(day)
        : QStringLiteral("good until %1, and each sync makes it last longer").arg(day);
}

// One problem with everything, as far as the book knows it while nothing runs.
QString statusOf(const store::Diagnostics& found)
{
    if (!found.isConnected)
        return QStringLiteral("not connected; tieout-cli connect FILE");
    if (found.pausedSince.isValid())
        return QStringLiteral("sync is off since %1: five connection errors within an hour; "
                              "tieout-cli connect FILE --test")
            .arg(at(found.pausedSince));
    if (found.signInUntil.isValid() && found.signInUntil <= base::SystemClock().now())
        return QStringLiteral("signed out; tieout-cli connect FILE");
    return QStringLiteral("connected");
}

QString allowedIn(const store::Diagnostics& found)
{
    if (!found.missingScopes.isEmpty())
        return QStringLiteral("not %1; sign in again and allow it")
            .arg(causes::scopeWords(found.missingScopes));
    return found.scopes.isEmpty() ? QStringLiteral("–")
                                  : QStringLiteral("all that Tieout asks for");
}

QString nextRunOf(const store::Reader& reader)
{
    const auto next = records::nextRuns(reader.schedule(), reader.runTimes(),
        base::SystemClock().now(), QTimeZone::systemTimeZone(), 1);
    return next.isEmpty()
        ? QStringLiteral("none by itself")
        : QStringLiteral("%1, while a window or a timer runs it").arg(at(next.first()));
}

// How long ago, because what counts is whether it is fresh.
QString age(const QDateTime& instant)
{
    if (!instant.isValid())
        return QStringLiteral("never");
    const qint64 minutes = instant.secsTo(base::SystemClock().now()) / 60;
    if (minutes < 1)
        return QStringLiteral("just now");
    if (minutes < 120)
        return QStringLiteral("%1 min ago").arg(minutes);
    return minutes < 48 * 60 ? QStringLiteral("%1 hours ago").arg(minutes / 60)
                             : QStringLiteral("%1 days ago").arg(minutes / (24 * 60));
}

Outcome<Answer> diagnostics(const Arguments& arguments)
{
    const auto reader = look(arguments.at(0));
    if (!reader)
        return tl::unexpected(reader.error());
    const store::Diagnostics found = (*reader)->diagnostics();
    Answer answer;
    report::Table facts;
    facts.rows = {{QStringLiteral("Status"), statusOf(found)},
        {QStringLiteral("Organisation"), found.organisation},
        {QStringLiteral("Its id"), found.tenantId},
        {QStringLiteral("Program"),
            QStringLiteral("Tieout %1").arg(QStringLiteral(TIEOUT_VERSION))},
        {QStringLiteral("File"),
            QStringLiteral("%1, %2, format %3")
                .arg(found.file, QLocale::c().formattedDataSize(found.fileBytes))
                .arg(found.bookFormat)},
        {QStringLiteral("Locked up to"), found.lockedUpTo.toString(Qt::ISODate)},
        {QStringLiteral("Last backup"), at(found.lastBackup)},
        {QStringLiteral("Last import"), at(found.lastImport)},
        {QStringLiteral("Last error"),
            found.lastError.isEmpty() ? QStringLiteral("none") : found.lastError},
        {QStringLiteral("Calls to Xero today"), QString::number(callsToday(found))},
        {QStringLiteral("Data received"),
            QStringLiteral("%1 in 30 days, of %2 a month")
                .arg(QLocale::c().formattedDataSize(
                         found.bytesThisMonth, 1, QLocale::DataSizeSIFormat),
                    QLocale::c().formattedDataSize(
                        store::kEgressIncluded, 0, QLocale::DataSizeSIFormat))},
        {QStringLiteral("Allowed by Xero"), allowedIn(found)},
        {QStringLiteral("Sign-in"), signInOf(found)},
        {QStringLiteral("Next run"), nextRunOf(**reader)},
        {QStringLiteral("File read whole"), at(found.checkedAt)}};
    report::Table fetches{
        {QStringLiteral("What"), QStringLiteral("Last fetched"), QStringLiteral("Age"),
            QStringLiteral("Due every"), QStringLiteral("In the mirror"), QString()},
        {}, {4}};
    for (const store::FetchRow& row : found.fetches)
        fetches.rows.append({row.what, at(row.lastFetched), age(row.lastFetched),
            row.every.count() == 0 ? QStringLiteral("–")
                                   : QStringLiteral("%1 min").arg(row.every.count() / 60),
            QString::number(row.inMirror),
            row.isLate(base::SystemClock().now()) ? QStringLiteral("late") : QString()});
    report::Table checks{{QStringLiteral("Check"), QStringLiteral("Result"), QString()}, {}, {}};
    for (const store::CheckRow& row : found.checks) {
        checks.rows.append(
            {row.what, row.result, row.good ? QStringLiteral("good") : QStringLiteral("not good")});
        if (!row.good)
            answer.exit = Exit::Stop;
    }
    answer.text
        = withoutHeader(facts) + u'\n' + report::toText(fetches) + u'\n' + report::toText(checks);
    answer.json = toJson(found);
    answer.json.insert(QStringLiteral("callsToday"), callsToday(found));
    return answer;
}

} // namespace

QList<Command> listCommands()
{
    const auto words = [](const char* text) { return QString::fromLatin1(text).split(u' '); };
    const QStringList kinds
        = words("contacts items invoices bills credit-notes payments allocations");
    const QStringList intakes = words("taken-in waiting blocked skipped ignored");
    const QStringList records
        = words("invoice credit-note bill payment adjustment allocation reversal");
    return {
        {QStringLiteral("what-syncs"), {},
            QStringLiteral("What syncs which way, and how to mirror what doesn't."), {}, 0, 0,
            whatSyncs},
        {QStringLiteral("pending"), QStringLiteral("FILE [--filter KIND] [--text T]"),
            QStringLiteral("The outbox: pushes not yet confirmed."), listOptions(kinds), 1, 1,
            pending, kinds},
        {QStringLiteral("inbox"), QStringLiteral("FILE [--filter STATE]"),
            QStringLiteral("What Xero holds that the ledger may take in."), listOptions(intakes), 1,
            1, inbox, intakes},
        {QStringLiteral("ledger"), QStringLiteral("FILE [--filter KIND] [--text T]"),
            QStringLiteral("The records of the ledger and where each stands."),
            listOptions(records), 1, 1, ledger, records},
        {QStringLiteral("diagnostics"), QStringLiteral("FILE"),
            QStringLiteral("Connection, fetches, and whether the book holds together."), {}, 1, 1,
            diagnostics},
    };
}

} // namespace cli
