// SPDX-License-Identifier: GPL-3.0-or-later

// accounts, bridge, export: do the ledgers agree, to the cent, and the reports of it.

#include "bridge/eventwords.h"
#include "causes/causes.h"
#include "cli/commands.h"
#include "cli/json.h"
#include "cli/lookup.h"
#include "cli/session.h"
#include "records/words.h"
#include "reporting/reporting.h"

#include <QFileInfo>
#include <QJsonDocument>
#include <QTimeZone>

namespace cli {

namespace {

using records::ReportKind;
using records::ReportRequest;

QString signedDisplay(base::Money money)
{
    return (money.minor() > 0 ? QStringLiteral("+") : QString()) + money.display();
}

// Which balance of the account a row is, where there are several kinds of them.
QString accountTable(const QList<store::AccountRow>& rows)
{
    QSet<QString> kinds;
    for (const store::AccountRow& row : rows)
        kinds.insert(records::toText(row.side) + row.difference.currency().code());
    const bool isMixed = kinds.size() > 1;
    report::Table table{
        {QStringLiteral("Account"), QStringLiteral("Number"), QStringLiteral("Ledger"),
            QStringLiteral("Xero"), QStringLiteral("Difference"), QStringLiteral("Cause")},
        {}, {2, 3, 4}};
    if (isMixed)
        table.header += {QStringLiteral("Side"), QStringLiteral("Currency")};
    for (const store::AccountRow& row : rows) {
        table.rows.append({row.name, row.number, row.ledger.display(), row.xero.display(),
            signedDisplay(row.difference), reporting::causeText(row)});
        if (isMixed)
            table.rows.last() += {records::toText(row.side), row.difference.currency().code()};
    }
    return report::toText(table);
}

QString sumWords(const QString& name, const store::BalanceSum& sum)
{
    return QStringLiteral("%1: ledger %2 − Xero %3 = %4, %5 of %6 differ\n")
        .arg(name, sum.ledger.display(), sum.xero.display(), signedDisplay(sum.difference()))
        .arg(sum.differing)
        .arg(sum.rows);
}

// The whole book, each side and currency by itself: sums by cause, then the accounts that differ.
Outcome<Answer> bookBridge(
    const store::Reader& reader, const QString& asked, const Arguments& arguments)
{
    Answer answer;
    report::Table table{
        {QStringLiteral("Cause"), QStringLiteral("Accounts"), QStringLiteral("Amount"),
            QStringLiteral("Side"), QStringLiteral("Currency")},
        {}, {1, 2}};
    QJsonArray balances;
    for (const QString& role : rolesOf(asked))
        for (const store::BalanceSum& sum : reader.balanceSums(role, {})) {
            const records::Side side = role == records::toText(records::ledger::AccountRole::Vendor)
                ? records::Side::Payable
                : records::Side::Receivable;
            QJsonArray causes;
            for (const store::CauseSum& one : reader.causeSums(role, {.currency = sum.currency})) {
                table.rows.append({causes::bridgeWord(one.cause), QString::number(one.accounts),
                    signedDisplay(one.amount), records::toText(side), sum.currency.code()});
                causes.append(QJsonObject{{QStringLiteral("cause"), records::toText(one.cause)},
                    {QStringLiteral("accounts"), one.accounts},
                    {QStringLiteral("amount"), toJson(one.amount)}});
            }
            if (sum.notExplained > 0)
                answer.exit = Exit::Stop;
            answer.text += sumWords(records::nameOf(side, sum.currency), sum);
            balances.append(QJsonObject{{QStringLiteral("side"), records::toText(side)},
                {QStringLiteral("currency"), sum.currency.code()},
                {QStringLiteral("ledger"), toJson(sum.ledger)},
                {QStringLiteral("xero"), toJson(sum.xero)},
                {QStringLiteral("difference"), toJson(sum.difference())},
                {QStringLiteral("unexplained"), toJson(sum.unexplained)},
                {QStringLiteral("count"), sum.rows}, {QStringLiteral("differing"), sum.differing},
                {QStringLiteral("stale"), sum.stale},
                {QStringLiteral("notExplained"), sum.notExplained},
                {QStringLiteral("causes"), causes}});
        }
    const store::Query differ{.text = {}, .filter = QStringLiteral("differ")};
    const QList<store::AccountRow> rows = findAccounts(reader, asked, differ, arguments.limit());
    answer.text += QLatin1Char('\n') + report::toText(table) + u'\n' + accountTable(rows)
        + shownOf(static_cast<int>(rows.size()), countAccounts(reader, asked, differ));
    answer.json = {{QStringLiteral("lastFetch"), toJson(reader.today().lastFetch)},
        {QStringLiteral("balances"), balances}, {QStringLiteral("accounts"), toJsonArray(rows)}};
    return answer;
}

// Of each section at most so many rows; 0: all.
void shorten(report::Report& report, int limit)
{
    for (report::Section& section : report.sections) {
        const auto all = static_cast<int>(section.rows.size());
        if (limit == 0 || all <= limit)
            continue;
        section.rows.resize(limit);
        section.note += (section.note.isEmpty() ? QString() : QStringLiteral(" "))
            + shownOf(limit, all).trimmed();
    }
}

// As of a day nothing is kept for the console: it is worked out, account by account.
Outcome<Answer> asReport(const store::Reader& reader, const ReportRequest& request, int limit = 0)
{
    auto report = reporting::build(reader, base::SystemClock(), request);
    if (!report)
        return failed(report.error());
    Answer answer;
    if (!report->isExplained)
        answer.exit = Exit::Stop;
    shorten(*report, limit);
    answer.text = report::plainText(*report);
    answer.json = QJsonDocument::fromJson(report::toJson(*report)).object();
    return answer;
}

QJsonObject toJson(const bridge::Event& event, const records::AccountFile& file)
{
    return {{QStringLiteral("what"), bridge::happened(event, file)},
        {QStringLiteral("at"), cli::toJson(event.at)},
        {QStringLiteral("date"), cli::toJson(event.date)}, {QStringLiteral("label"), event.label},
        {QStringLiteral("who"), event.who}, {QStringLiteral("ledger"), cli::toJson(event.ledger)},
        {QStringLiteral("xero"), cli::toJson(event.xero)},
        {QStringLiteral("amount"), cli::toJson(event.amount)}};
}

// One balance of an account, line by line, and since when.
void addBalance(Answer& answer, QJsonArray& balances, const store::Reader& reader,
    const records::AccountFile& file, const records::Bridge& bridge, QDate asOf)
{
    const reporting::SinceWords since = reporting::sinceWords(reader, file, bridge, asOf);
    const QList<bridge::Event> events
        = bridge.isStale ? QList<bridge::Event>() : reporting::eventsOf(reader, file, bridge, asOf);
    report::Table table{{QStringLiteral("Cause"), QStringLiteral("Date"), QStringLiteral("Record"),
                            QStringLiteral("Amount"), QStringLiteral("Since")},
        {}, {3}};
    QJsonArray lines;
    for (qsizetype i = 0; i < bridge.lines.size(); ++i) {
        const records::BridgeLine& line = bridge.lines.at(i);
        table.rows.append({causes::bridgeWord(line.cause), line.date.toString(Qt::ISODate),
            line.label, signedDisplay(line.amount), since.lines.at(i)});
        QJsonObject json = cli::toJson(line);
        json.insert(QStringLiteral("since"),
            events.isEmpty() ? QJsonValue() : QJsonValue(toJson(events.at(i), file)));
        lines.append(json);
    }
    if (!bridge.isExplained())
        answer.exit = Exit::Stop;
    const auto first = bridge::parted(events);
    answer.text
        += QStringLiteral("Xero balance    %1 %5\nLedger balance  %2\nDifference      %3\n%4\n")
               .arg(bridge.xero.display(), bridge.ledger.display(),
                   signedDisplay(bridge.difference()),
                   since.first.isEmpty() ? QString()
                                         : QStringLiteral("Since           %1\n").arg(since.first),
                   bridge.currency.code());
    answer.text += bridge.agrees() ? QStringLiteral("Both sides agree.\n") : report::toText(table);
    balances.append(QJsonObject{{QStringLiteral("side"), records::toText(bridge.side)},
        {QStringLiteral("currency"), bridge.currency.code()},
        {QStringLiteral("ledger"), cli::toJson(bridge.ledger)},
        {QStringLiteral("xero"), cli::toJson(bridge.xero)},
        {QStringLiteral("difference"), cli::toJson(bridge.difference())},
        {QStringLiteral("unexplained"), cli::toJson(bridge.unexplained())},
        {QStringLiteral("agrees"), bridge.agrees()}, {QStringLiteral("stale"), bridge.isStale},
        {QStringLiteral("outstandingDiffers"), bridge.outstandingDiffers},
        {QStringLiteral("since"), first ? QJsonValue(toJson(*first, file)) : QJsonValue()},
        {QStringLiteral("lines"), lines}});
}

Outcome<Answer> accountBridge(const store::Reader& reader, const QString& typed, QDate asOf)
{
    const auto id = findAccount(reader, typed);
    if (!id)
        return tl::unexpected(id.error());
    const auto detail = reader.account(*id);
    const auto file = reader.accountFile(*id);
    if (!detail || !file)
        return wrongUsage(QStringLiteral("There is no account \"%1\".").arg(typed));
    Answer answer;
    answer.text = detail->account.number + u' ' + detail->account.name + u'\n';
    if (asOf.isValid())
        answer.text += QStringLiteral("As of           %1\n").arg(asOf.toString(Qt::ISODate));
    QJsonArray balances;
    for (const records::Bridge& one : bridge::explainAll(*file, reader.surroundings(), asOf))
        addBalance(answer, balances, reader, *file, one, asOf);
    for (const QString& said : {detail->notice, detail->control})
        if (!said.isEmpty() && !asOf.isValid())
            answer.text += said + u'\n';
    // The account's own balance stands for itself, the others beside it.
    answer.json = balances.first().toObject();
    answer.json.insert(QStringLiteral("number"), detail->account.number);
    answer.json.insert(QStringLiteral("name"), detail->account.name);
    answer.json.insert(QStringLiteral("asOf"), cli::toJson(asOf));
    answer.json.insert(QStringLiteral("notice"), detail->notice);
    answer.json.insert(QStringLiteral("control"), detail->control);
    answer.json.insert(QStringLiteral("balances"), balances);
    return answer;
}

// What the options of the lists say of a query.
Outcome<store::Query> balanceQuery(const store::Reader& reader, const Arguments& arguments)
{
    store::Query query{.text = arguments.value("text"), .filter = arguments.value("filter")};
    if (arguments.has("cause")) {
        query.cause = records::fromText<records::BridgeCause>(arguments.value("cause"));
        if (!query.cause)
            return wrongUsage(
                QStringLiteral("There is no cause \"%1\"; tieout-cli bridge FILE --json "
                               "names those there are.")
                    .arg(arguments.value("cause")));
    }
    if (arguments.has("currency")) {
        const auto currency = base::Currency::parse(arguments.value("currency"));
        if (!currency)
            return wrongUsage(currency.error().sentence);
        query.currency = *currency;
    }
    if (arguments.has("at-least")) {
        const auto least
            = moneyIn(query.currency.isNone() ? reader.settings().currency : query.currency,
                arguments.value("at-least"));
        if (!least)
            return tl::unexpected(least.error());
        query.atLeast = least->abs().minor();
    }
    return query;
}

ReportRequest requestOf(ReportKind kind, const store::Query& query, const QString& role, QDate asOf)
{
    return {.kind = kind,
        .vendors = role == records::toText(records::ledger::AccountRole::Vendor),
        .account = {},
        .asOf = asOf,
        .text = query.text,
        .filter = query.filter,
        .cause = query.cause,
        .currency = query.currency,
        .atLeast = query.atLeast};
}

Outcome<Answer> bridge(const Arguments& arguments)
{
    const auto reader = look(arguments.at(0));
    if (!reader)
        return tl::unexpected(reader.error());
    const auto asOf = arguments.date("as-of");
    if (!asOf)
        return tl::unexpected(asOf.error());
    if (!arguments.at(1).isEmpty())
        return accountBridge(**reader, arguments.at(1), asOf->value_or(QDate()));
    const auto role = roleIn(arguments);
    if (!role)
        return tl::unexpected(role.error());
    return *asOf
        ? asReport(**reader, requestOf(ReportKind::Bridge, {}, *role, **asOf), arguments.limit())
        : bookBridge(**reader, *role, arguments);
}

Outcome<Answer> accounts(const Arguments& arguments)
{
    const auto reader = look(arguments.at(0));
    if (!reader)
        return tl::unexpected(reader.error());
    const auto query = balanceQuery(**reader, arguments);
    const auto asOf = arguments.date("as-of");
    if (!query || !asOf)
        return tl::unexpected(query ? asOf.error() : query.error());
    const auto role = roleIn(arguments);
    if (!role)
        return tl::unexpected(role.error());
    if (*asOf)
        return asReport(
            **reader, requestOf(ReportKind::Balances, *query, *role, **asOf), arguments.limit());
    const QList<store::AccountRow> rows = findAccounts(**reader, *role, *query, arguments.limit());
    const int all = countAccounts(**reader, *role, *query);
    return Answer{accountTable(rows) + shownOf(static_cast<int>(rows.size()), all),
        {{QStringLiteral("count"), all}, {QStringLiteral("accounts"), toJsonArray(rows)}}};
}

const QStringList& balanceFilters()
{
    static const QStringList filters{QStringLiteral("all"), QStringLiteral("differ"),
        QStringLiteral("unexplained"), QStringLiteral("stale"), QStringLiteral("suspended")};
    return filters;
}

// What this report can't be asked for: it would be of something else than was meant.
QString misplaced(const Arguments& arguments, ReportKind kind)
{
    const bool isOfAccounts = kind == ReportKind::Bridge || kind == ReportKind::Ageing;
    const bool isOfBalances = isOfAccounts || kind == ReportKind::Balances;
    if (!arguments.at(2).isEmpty() && !isOfAccounts && kind != ReportKind::SignOff)
        return QStringLiteral("Only \"bridge\" and \"ageing\" are reports of one account.");
    const QString filter = arguments.value("filter");
    if (isOfBalances && !filter.isEmpty() && !balanceFilters().contains(filter))
        return QStringLiteral("--filter is one of %1, not \"%2\".")
            .arg(balanceFilters().join(QStringLiteral(", ")), filter);
    return {};
}

// Any report: to a file by the end of its name, or as text.
Outcome<Answer> exportReport(const Arguments& arguments)
{
    if (arguments.at(1) == QStringLiteral("links"))
        return exportLinks(arguments);
    const auto kind = records::fromText<ReportKind>(arguments.at(1));
    if (!kind)
        return wrongUsage(QStringLiteral(
            "There is no report \"%1\": balances, bridge, ageing, pending, "
            "problems, log, sign-offs and sign-off ID are; the bank lines are tieout-cli "
            "worksheet.")
                              .arg(arguments.at(1)));
    const auto reader = look(arguments.at(0));
    if (!reader)
        return tl::unexpected(reader.error());
    const auto query = balanceQuery(**reader, arguments);
    const auto asOf = arguments.date("as-of");
    if (!query || !asOf)
        return tl::unexpected(query ? asOf.error() : query.error());
    const auto role = roleIn(arguments);
    if (!role)
        return tl::unexpected(role.error());
    if (const QString wrong = misplaced(arguments, *kind); !wrong.isEmpty())
        return wrongUsage(wrong);
    ReportRequest request = requestOf(*kind, *query, *role, asOf->value_or(QDate()));
    if (*kind == ReportKind::SignOff) {
        request.signOff = records::SignOffId{arguments.at(2).toLongLong()};
    } else if (!arguments.at(2).isEmpty()) {
        const auto id = findAccount(**reader, arguments.at(2));
        if (!id)
            return tl::unexpected(id.error());
        request.account = *id;
    }
    const QString path = arguments.value("to");
    if (path.isEmpty())
        return asReport(**reader, request);
    const auto report = reporting::build(**reader, base::SystemClock(), request);
    if (!report)
        return failed(report.error());
    if (const auto written = report::write(*report, path); !written)
        return failed(written.error());
    const qsizetype rows = report::rowsOf(*report);
    return Answer{
        QStringLiteral("%1: %2 rows written to %3.\n").arg(report->title).arg(rows).arg(path),
        {{QStringLiteral("report"), report->key}, {QStringLiteral("rows"), rows},
            {QStringLiteral("file"), path}}};
}

} // namespace

QList<Command> balanceCommands()
{
    const QList<QCommandLineOption> narrowed{
        option("role",
            "customer or vendor; without it both, in a report and as of a day customers.", "ROLE"),
        option("cause", "Only with a line of this cause.", "CAUSE"),
        option("currency", "Only balances in this currency.", "CODE"),
        option("at-least", "Only differences of at least so much.", "AMOUNT"),
        option("as-of", "Both sides as of this day.", "DATE")};
    return {
        {QStringLiteral("bridge"), QStringLiteral("FILE [ACCOUNT] [--as-of DATE]"),
            QStringLiteral(
                "Why the two ledgers differ, and since when: of the book, or of one account."),
            {option("limit", "How many accounts at most (200); 0 is all.", "N"),
                option("role",
                    "customer or vendor, of the book; without it both, as of a day customers.",
                    "ROLE"),
                option("as-of", "Both sides as of this day.", "DATE")},
            1, 2, bridge},
        {QStringLiteral("accounts"),
            QStringLiteral("FILE [--role R] [--filter F] [--cause C] [--at-least AMOUNT] "
                           "[--currency CODE] [--as-of DATE] [--text T]"),
            QStringLiteral("The accounts with both balances."),
            listOptions(balanceFilters()) + narrowed, 1, 1, accounts, balanceFilters()},
        {QStringLiteral("export"),
            QStringLiteral(
                "FILE WHAT [ACCOUNT|ID] [--to X.pdf|xlsx|csv|json] [--as-of DATE] [filters]"),
            QStringLiteral("A report: balances, bridge, ageing, pending, problems, log, sign-offs, "
                           "sign-off ID "
                           "or links."),
            QList<QCommandLineOption>{option("to", "The file; without it as text.", "FILE"),
                option("text", "Only what contains this.", "TEXT"),
                option("filter", "As the list's own filter.", "FILTER")}
                + narrowed,
            2, 3, exportReport},
    };
}

} // namespace cli
