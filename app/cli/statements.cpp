// SPDX-License-Identifier: GPL-3.0-or-later

// statement, lines: the bank's own lines, from its statement files.

#include "cli/commands.h"
#include "cli/json.h"
#include "cli/lookup.h"
#include "cli/session.h"
#include "records/words.h"
#include "report/tables.h"

#include <QFileInfo>
#include <QJsonDocument>

namespace cli {

namespace {

// What --columns, --dates, --decimals and --unsigned say of a CSV, as the book remembers it; empty
// when nothing is said.
QByteArray mappingOf(const Arguments& arguments)
{
    QJsonObject mapping;
    if (arguments.has("columns")) {
        QJsonArray columns;
        for (const QString& column : arguments.value("columns").split(u','))
            columns.append(column.trimmed().toLower());
        mapping.insert(QStringLiteral("columns"), columns);
    }
    if (arguments.has("dates"))
        mapping.insert(QStringLiteral("first"), arguments.value("dates"));
    if (arguments.has("decimals"))
        mapping.insert(QStringLiteral("decimals"), arguments.value("decimals"));
    if (arguments.has("unsigned"))
        mapping.insert(
            QStringLiteral("plainIsMoneyIn"), arguments.value("unsigned") == QStringLiteral("in"));
    return mapping.isEmpty() ? QByteArray() : QJsonDocument(mapping).toJson(QJsonDocument::Compact);
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
            .mapping = mappingOf(arguments),
            .dryRun = arguments.has("dry-run")});
}

QString wordsOf(const QList<records::Candidate>& candidates)
{
    QStringList words;
    for (const records::Candidate& one : candidates)
        words.append((records::toText(one.kind) + u' '
            + (one.number.isEmpty() ? one.reference : one.number) + u' ' + one.contactName)
                         .simplified());
    return words.join(QStringLiteral("; "));
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
        {QStringLiteral("ledger"), cli::toJson(row.check.ledger)},
        {QStringLiteral("evidence"), evidence}};
}

Outcome<Answer> lines(const Arguments& arguments)
{
    const auto reader = look(arguments.at(0));
    if (!reader)
        return tl::unexpected(reader.error());
    const store::Query query{.text = arguments.value("text"),
        .filter = arguments.value("filter"),
        .group = arguments.value("verdict")};
    report::Table table{
        {QStringLiteral("Verdict"), QStringLiteral("Date"), QStringLiteral("Payer and reference"),
            QStringLiteral("Amount"), QStringLiteral("Pick this in Xero"),
            QStringLiteral("Xero will offer"), QStringLiteral("Why")},
        {}, {3}};
    QJsonArray json;
    for (const store::BankLineRow& row : (*reader)->bankLines(query, 0, arguments.limit())) {
        const records::BankLine& line = row.kept.line;
        table.rows.append({records::toText(row.check.verdict), line.date.toString(Qt::ISODate),
            QStringList{line.payee, line.reference, line.text}.join(u' ').simplified(),
            line.amount.display(), wordsOf(row.check.pick), wordsOf(row.check.offered),
            row.check.sentence});
        json.append(toJson(row));
    }
    return Answer{
        json.isEmpty() ? QStringLiteral("There are no bank lines.\n") : report::toText(table),
        {{QStringLiteral("lines"), json},
            {QStringLiteral("count"), (*reader)->bankLineCount(query)}}};
}

} // namespace

QList<Command> statementCommands()
{
    return {{QStringLiteral("statement"),
                QStringLiteral("FILE BANKFILE [--account CODE]  or  FILE --list  or  --undo ID"),
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
                    flag("list", "The statements that were taken in."),
                    option("undo", "Undo this one; lines that others have stay.", "ID")},
                1, 2, statement},
        {QStringLiteral("lines"), QStringLiteral("FILE [--filter CODE] [--verdict V]"),
            QStringLiteral("The bank's own lines: is each safe, and what is right to pick."),
            listOptions("Only of the bank account with this code.")
                << option("verdict", "Only these: stop, not-checked, safe or done.", "VERDICT"),
            1, 1, lines}};
}

} // namespace cli
