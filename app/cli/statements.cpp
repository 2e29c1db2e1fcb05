// SPDX-License-Identifier: GPL-3.0-or-later

// statement, lines: the bank's own lines, from its statement files.

#include "base/clock.h"
#include "cli/commands.h"
#include "cli/json.h"
#include "cli/lookup.h"
#include "cli/session.h"
#include "preflight/linewords.h"
#include "records/words.h"
#include "report/tables.h"
#include "report/worksheet.h"

#include <QFileInfo>

namespace cli {

namespace {

constexpr int kMostOfAWorksheet = 20'000;

// What --columns, --dates, --decimals and --unsigned say of a CSV.
records::StatementColumns columnsOf(const Arguments& arguments)
{
    records::StatementColumns said{.first = arguments.value("dates"),
        .decimals = arguments.value("decimals"),
        .plain = arguments.value("unsigned")};
    if (arguments.has("columns"))
        for (const QString& column : arguments.value("columns").split(u','))
            said.columns.append(column.trimmed().toLower());
    return said;
}

bool isOneOf(const Arguments& arguments, const char* option, const QStringList& words)
{
    return !arguments.has(option) || words.contains(arguments.value(option));
}

Outcome<Answer> listed(const QString& file)
{
    const auto reader = look(file);
    if (!reader)
        return tl::unexpected(reader.error());
    report::Table table{{QStringLiteral("Id"), QStringLiteral("Account"), QStringLiteral("File"),
                            QStringLiteral("From"), QStringLiteral("To"), QStringLiteral("Lines")},
        {}, {1}};
    QJsonArray json;
    for (const store::StatementRow& row : (*reader)->statements()) {
        const records::KeptStatement& one = row.statement;
        table.rows.append(
            {QString::number(one.id.value), one.bankCode, one.file, one.from.toString(Qt::ISODate),
                one.to.toString(Qt::ISODate), QString::number(row.lines)});
        json.append(QJsonObject{{QStringLiteral("id"), one.id.value},
            {QStringLiteral("account"), one.bankCode}, {QStringLiteral("file"), one.file},
            {QStringLiteral("format"), records::toText(one.format)},
            {QStringLiteral("from"), one.from.toString(Qt::ISODate)},
            {QStringLiteral("to"), one.to.toString(Qt::ISODate)},
            {QStringLiteral("lines"), row.lines},
            {QStringLiteral("importedAt"), cli::toJson(one.importedAt)}});
    }
    return Answer{json.isEmpty() ? QStringLiteral("No bank statement was taken in yet.\n")
                                 : report::toText(table),
        {{QStringLiteral("statements"), json}}};
}

Outcome<Answer> statement(const Arguments& arguments)
{
    const QString file = arguments.at(0), path = arguments.at(1);
    if (arguments.has("undo")) {
        bool isNumber = false;
        const qint64 id = arguments.value("undo").toLongLong(&isNumber);
        if (!isNumber)
            return wrongUsage(QStringLiteral("Which statement? Its number stands in --list."));
        return performOne(file, records::command::UndoStatement{records::StatementId{id}});
    }
    if (arguments.has("list"))
        return listed(file);
    if (arguments.has("look"))
        return performOne(file, records::command::LookForStatements{});
    if (path.isEmpty() || !QFileInfo::exists(path))
        return wrongUsage(path.isEmpty() ? QStringLiteral("Which file of the bank?")
                                         : QStringLiteral("There is no file %1.").arg(path));
    if (!isOneOf(arguments, "dates",
            {QStringLiteral("day"), QStringLiteral("month"), QStringLiteral("year")})
        || !isOneOf(arguments, "decimals", {QStringLiteral("point"), QStringLiteral("comma")})
        || !isOneOf(arguments, "unsigned", {QStringLiteral("in"), QStringLiteral("out")}))
        return wrongUsage(QStringLiteral("--dates is day, month or year; --decimals point or "
                                         "comma; --unsigned in or out."));
    return performOne(file,
        records::command::ImportStatement{.path = QFileInfo(path).absoluteFilePath(),
            .bankCode = arguments.value("account"),
            .columns = columnsOf(arguments),
            .dryRun = arguments.has("dry-run")});
}

QJsonArray toJson(const QList<records::Candidate>& candidates)
{
    QJsonArray array;
    for (const records::Candidate& one : candidates)
        array.append(QJsonObject{{QStringLiteral("kind"), records::toText(one.kind)},
            {QStringLiteral("id"), one.xero.id.toString(QUuid::WithoutBraces)},
            {QStringLiteral("number"), one.number}, {QStringLiteral("contact"), one.contactName},
            {QStringLiteral("amount"), cli::toJson(one.amount)},
            {QStringLiteral("date"), cli::toJson(one.date)}});
    return array;
}

QJsonObject toJson(const store::BankLineRow& row)
{
    const records::BankLine& line = row.kept.line;
    QJsonArray evidence;
    for (const records::LineEvidence& one : row.check.evidence)
        evidence.append(QJsonObject{{QStringLiteral("what"), one.what},
            {QStringLiteral("words"), one.words}, {QStringLiteral("speaksFor"), one.speaksFor}});
    return {{QStringLiteral("id"), row.kept.id.value}, {QStringLiteral("account"), row.bankCode},
        {QStringLiteral("date"), cli::toJson(line.date)},
        {QStringLiteral("amount"), cli::toJson(line.amount)}, {QStringLiteral("payee"), line.payee},
        {QStringLiteral("reference"), line.reference}, {QStringLiteral("text"), line.text},
        {QStringLiteral("bankId"), line.bankId},
        {QStringLiteral("verdict"), records::toText(row.check.verdict)},
        {QStringLiteral("hazard"), records::toText(row.check.hazard)},
        {QStringLiteral("sentence"), row.check.sentence},
        {QStringLiteral("atRisk"), cli::toJson(row.check.atRisk)},
        {QStringLiteral("pick"), toJson(row.check.pick)},
        {QStringLiteral("offered"), toJson(row.check.offered)},
        {QStringLiteral("choices"), toJson(row.check.choices)},
        {QStringLiteral("ledger"), cli::toJson(row.check.ledger)},
        {QStringLiteral("evidence"), evidence}};
}

Outcome<Answer> lines(const Arguments& arguments)
{
    const auto reader = lookJudged(arguments.at(0));
    if (!reader)
        return tl::unexpected(reader.error());
    const store::Query query{.text = arguments.value("text"),
        .filter = arguments.value("filter"),
        .group = arguments.value("verdict")};
    report::Table table{{QStringLiteral("Line"), QStringLiteral("Verdict"), QStringLiteral("Date"),
                            QStringLiteral("Payer and reference"), QStringLiteral("Amount"),
                            QStringLiteral("Pick this in Xero"), QStringLiteral("Xero will offer"),
                            QStringLiteral("Why")},
        {}, {0, 4}};
    QJsonArray json;
    for (const store::BankLineRow& row : (*reader)->bankLines(query, 0, arguments.limit())) {
        const records::BankLine& line = row.kept.line;
        table.rows.append({QString::number(row.kept.id.value), records::toText(row.check.verdict),
            line.date.toString(Qt::ISODate),
            (preflight::payerOf(line) + u' ' + preflight::referenceOf(line)).simplified(),
            line.amount.display(), preflight::pickOf(row.check), preflight::offerOf(row.check),
            row.check.sentence});
        json.append(toJson(row));
    }
    return Answer{
        json.isEmpty() ? QStringLiteral("There are no bank lines.\n") : report::toText(table),
        {{QStringLiteral("lines"), json},
            {QStringLiteral("count"), (*reader)->bankLineCount(query)}}};
}

// A record that was refused stands in no list any more, but its refusal does.
std::optional<records::XeroRef> candidateOf(const store::BankLineRow& row, const QString& id)
{
    const QUuid wanted = QUuid::fromString(id);
    for (const records::Candidate& one : row.check.choices + row.check.pick + row.check.offered)
        if (one.xero.id == wanted)
            return one.xero;
    for (const records::LineDecision& one : row.decisions)
        if (one.xero && one.xero->id == wanted)
            return one.xero;
    return {};
}

Outcome<Answer> line(const Arguments& arguments)
{
    bool isNumber = false;
    const records::BankLineId id{arguments.at(1).toLongLong(&isNumber)};
    const int said
        = int(arguments.has("done")) + int(arguments.has("is")) + int(arguments.has("is-not"));
    if (!isNumber || said != 1)
        return wrongUsage(QStringLiteral("Which line (its number stands in lines FILE), and one of "
                                         "--done, --is ID or --is-not ID."));
    records::command::DecideLines decide{
        .lines = {id}, .decision = {}, .takeBack = arguments.has("take-back")};
    if (!arguments.has("done")) {
        const auto reader = look(arguments.at(0));
        if (!reader)
            return tl::unexpected(reader.error());
        const auto row = (*reader)->bankLine(id);
        if (!row)
            return wrongUsage(QStringLiteral("There is no bank line %1.").arg(id.value));
        const QString record = arguments.value(arguments.has("is") ? "is" : "is-not");
        const auto candidate = candidateOf(*row, record);
        if (!candidate)
            return wrongUsage(QStringLiteral("%1 is none of the records that line %2 could be "
                                             "matched with; see lines FILE --json.")
                                  .arg(record)
                                  .arg(id.value));
        decide.decision = {
            arguments.has("is") ? records::LineSaying::Is : records::LineSaying::IsNot, *candidate};
    }
    return performOne(arguments.at(0), decide);
}

// To a file, by its ending; without one, as text.
Outcome<Answer> worksheet(const Arguments& arguments)
{
    const auto reader = lookJudged(arguments.at(0));
    if (!reader)
        return tl::unexpected(reader.error());
    QList<records::Preflight> banks = (*reader)->today().banks;
    const QString code = arguments.value("account");
    banks.removeIf([&](const records::Preflight& bank) {
        return code.isEmpty() ? bank.lines.all() == 0 : bank.bankCode != code;
    });
    if (banks.size() != 1)
        return wrongUsage(banks.isEmpty()
                ? QStringLiteral("There is no such bank account with lines.")
                : QStringLiteral("Several bank accounts have lines: say which with --account."));
    report::Worksheet sheet{.organisation = (*reader)->diagnostics().organisation,
        .bank = banks.first().bankName,
        .verdict = banks.first().headline + u' ' + banks.first().sentence,
        .madeAt = base::SystemClock().now().toLocalTime(),
        .lines = {}};
    const store::Query query{.filter = banks.first().bankCode, .group = arguments.value("verdict")};
    for (const store::BankLineRow& row : (*reader)->bankLines(query, 0, kMostOfAWorksheet))
        sheet.lines.append(report::lineOf(row.kept.line, row.check));
    const QString path = arguments.value("to");
    if (path.isEmpty())
        return Answer{QString::fromUtf8(report::toCsv(sheet)), {}};
    const QString ending = QFileInfo(path).suffix().toLower();
    if (!QStringList{QStringLiteral("pdf"), QStringLiteral("xlsx"), QStringLiteral("csv")}.contains(
            ending))
        return wrongUsage(QStringLiteral("--to ends in .pdf, .xlsx or .csv."));
    const auto written = ending == QStringLiteral("xlsx") ? report::writeXlsx(sheet, path)
        : ending == QStringLiteral("pdf")                 ? report::writePdf(sheet, path)
                                                          : report::writeCsv(sheet, path);
    if (!written)
        return failed(written.error());
    return Answer{QStringLiteral("%1 lines written to %2.\n").arg(sheet.lines.size()).arg(path),
        {{QStringLiteral("lines"), sheet.lines.size()}, {QStringLiteral("file"), path}}};
}

} // namespace

QList<Command> statementCommands()
{
    return {
        {QStringLiteral("statement"),
            QStringLiteral("FILE BANKFILE [--account CODE]  or  FILE --look | --list | --undo ID"),
            QStringLiteral("Take a bank's statement in (OFX, QFX, QIF, CAMT.053, MT940, CSV): "
                           "the whole file, or nothing."),
            {option("account", "Xero's code of the bank account.", "CODE"),
                option("columns",
                    "What a CSV's columns mean, in their order: date, amount, money in, money "
                    "out, in or out, payee, reference, text, type, balance, currency, account, "
                    "bank id, ignored.",
                    "LIST"),
                option("dates", "What comes first in its dates: day, month or year.", "WHICH"),
                option("decimals", "Its decimal mark: point or comma.", "WHICH"),
                option("unsigned", "What an amount without a sign is: in or out.", "WHICH"),
                flag("dry-run", "Say what would happen; change nothing."),
                flag("look", "Take in what is new in the watched folder (statementFolder)."),
                flag("list", "The statements that were taken in."),
                option("undo", "Undo this one; lines that others have stay.", "ID")},
            1, 2, statement},
        {QStringLiteral("lines"), QStringLiteral("FILE [--filter CODE] [--verdict V]"),
            QStringLiteral("The bank's own lines: is each safe, and what is right to pick."),
            listOptions("Only of the bank account with this code.")
                << option("verdict", "Only these: stop, not-checked, safe or done.", "VERDICT"),
            1, 1, lines},
        {QStringLiteral("line"),
            QStringLiteral("FILE LINE  --done | --is ID | --is-not ID  [--take-back]"),
            QStringLiteral("Say what you know of a bank line: it is reconciled, or which record in "
                           "Xero is or isn’t its own."),
            {flag("done", "It is reconciled in Xero."),
                option("is", "This record is its own.", "ID"),
                option("is-not", "This record is another’s.", "ID"),
                flag("take-back", "Take the same word back.")},
            2, 2, line},
        {QStringLiteral("worksheet"),
            QStringLiteral("FILE [--account CODE] [--verdict V] [--to X.pdf|xlsx|csv]"),
            QStringLiteral("The bank lines with their verdicts, to keep beside Xero."),
            {option("account", "Xero's code of the bank account.", "CODE"),
                option("verdict", "Only these: stop, not-checked, safe, done or left.", "VERDICT"),
                option("to", "The file to write; without it CSV goes to the screen.", "FILE")},
            1, 1, worksheet}};
}

} // namespace cli
