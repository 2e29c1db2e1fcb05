// SPDX-License-Identifier: GPL-3.0-or-later

#include "sources/sheet.h"

#include <algorithm>

using namespace records;
using ledger::DocumentKind;
using ledger::TaxMode;

namespace sources {

namespace {

Field numberField(FileKind kind)
{
    if (kind == FileKind::CreditNotes)
        return Field::CreditNote;
    return kind == FileKind::Bills ? Field::Bill : Field::Invoice;
}

DocumentKind documentKind(FileKind kind)
{
    if (kind == FileKind::CreditNotes)
        return DocumentKind::CreditNote;
    return kind == FileKind::Bills ? DocumentKind::Bill : DocumentKind::Invoice;
}

// One document's rows, in the order of the file. The first carries the header fields; the others
// repeat them or leave them blank.
struct Group {
    QString number;
    QList<const csv::Row*> rows;
};

QList<Group> groups(const Sheet& sheet)
{
    const Field field = numberField(sheet.kind());
    QList<Group> found;
    QHash<std::pair<QString, QString>, qsizetype> byKey;
    qsizetype current = -1;
    for (const csv::Row& row : sheet.rows()) {
        const QString number = sheet.text(row, field);
        const QString account = sheet.text(row, Field::Account);
        if (number.isEmpty()) {
            if (current < 0)
                sheet.complain(row, field, QStringLiteral("This value is missing."));
            else
                found[current].rows.append(&row);
            continue;
        }
        // Two vendors may use the same number; a blank account continues the document above.
        const bool ofVendors = sheet.kind() == FileKind::Bills;
        if (account.isEmpty() && current >= 0 && found.at(current).number == number) {
            found[current].rows.append(&row);
            continue;
        }
        const std::pair<QString, QString> key{number, ofVendors ? account : QString()};
        const auto before = byKey.constFind(key);
        current = before == byKey.constEnd() ? found.size() : *before;
        if (before == byKey.constEnd()) {
            byKey.insert(key, current);
            found.append({number, {}});
        }
        found[current].rows.append(&row);
    }
    return found;
}

ledger::DocumentStatus status(const Sheet& sheet, const csv::Row& row)
{
    using enum ledger::DocumentStatus;
    static const QStringList approved{QString(), QStringLiteral("approved"),
        QStringLiteral("authorised"), QStringLiteral("authorized"), QStringLiteral("processed"),
        QStringLiteral("posted"), QStringLiteral("sent"), QStringLiteral("open"),
        QStringLiteral("paid"), QStringLiteral("overdue"), QStringLiteral("partiallypaid"),
        QStringLiteral("unpaid"), QStringLiteral("billed")};
    static const QStringList draft{QStringLiteral("draft"), QStringLiteral("pending"),
        QStringLiteral("created"), QStringLiteral("unapproved")};
    static const QStringList voided{QStringLiteral("void"), QStringLiteral("voided"),
        QStringLiteral("cancelled"), QStringLiteral("canceled"), QStringLiteral("deleted")};
    const QString word = normalised(sheet.text(row, Field::Status));
    if (draft.contains(word))
        return Draft;
    if (voided.contains(word))
        return Voided;
    if (!approved.contains(word))
        sheet.complain(row, Field::Status,
            QStringLiteral("“%1” is none of draft, approved and voided.")
                .arg(sheet.text(row, Field::Status)));
    return Approved;
}

TaxMode taxMode(const Sheet& sheet, const csv::Row& row)
{
    const QString word = normalised(sheet.text(row, Field::TaxMode));
    if (word == u"inclusive" || word == u"taxinclusive")
        return TaxMode::Inclusive;
    if (word == u"notax" || word == u"none")
        return TaxMode::NoTax;
    if (word.isEmpty())
        return sheet.has(Field::LineTax) || sheet.has(Field::TotalTax) ? TaxMode::Exclusive
                                                                       : TaxMode::NoTax;
    if (word != u"exclusive" && word != u"taxexclusive")
        sheet.complain(row, Field::TaxMode,
            QStringLiteral("“%1” is none of exclusive, inclusive and no tax.")
                .arg(sheet.text(row, Field::TaxMode)));
    return TaxMode::Exclusive;
}

void demandSameHeader(const Sheet& sheet, const Group& group)
{
    static constexpr Field fields[]
        = {Field::Account, Field::Date, Field::DueDate, Field::Reference, Field::Status,
            Field::TaxMode, Field::Currency, Field::Total, Field::TotalTax};
    const csv::Row& first = *group.rows.first();
    for (const csv::Row* row : group.rows)
        for (const Field field : fields) {
            const QString value = sheet.text(*row, field);
            if (!value.isEmpty() && value != sheet.text(first, field))
                sheet.complain(*row, field,
                    QStringLiteral("“%1” differs from line %2, which is of the same document.")
                        .arg(value)
                        .arg(first.line));
        }
}

base::Decimal4 asUnitPrice(base::Money amount)
{
    qint64 value = amount.minor();
    for (int i = amount.currency().decimals(); i < 4; ++i)
        value *= 10;
    return {value};
}

// quantity × price stays within what sums can hold.
bool isSane(base::Decimal4 quantity, base::Decimal4 price)
{
    qint64 product = 0;
    return !__builtin_mul_overflow(qAbs(quantity.tenThousandths) / 10'000 + 1,
               qAbs(price.tenThousandths) / 10'000 + 1, &product)
        && product <= 10'000'000'000;
}

// The amount is what the customer was billed, so it stands. Where quantity × price rounds to
// something else the line goes as one piece and says how it was made.
void settleAmount(const Sheet& sheet, const csv::Row& row, ledger::Line& line,
    const std::optional<base::Money>& amount, const std::optional<base::Decimal4>& price,
    base::Currency currency)
{
    if (price && !isSane(line.quantity, *price))
        return sheet.complain(
            row, Field::UnitPrice, QStringLiteral("Quantity times unit price is too large."));
    if (!amount && !price) {
        line.amount = {0, currency};
        return;
    }
    if (price)
        line.unitPrice = *price;
    const base::Money product
        = price ? base::lineAmount(line.quantity, *price, currency) : base::Money{};
    line.amount = amount.value_or(product);
    if (price && product == line.amount)
        return;
    if (price)
        line.description
            += QStringLiteral(" (%1 × %2)").arg(line.quantity.toString(), price->toString());
    line.quantity = {10'000};
    line.unitPrice = asUnitPrice(line.amount);
}

ledger::Line readLine(const Sheet& sheet, const csv::Row& row, const ledger::Document& document,
    base::Currency currency)
{
    ledger::Line line;
    line.description = sheet.text(row, Field::Description);
    line.productCode = sheet.text(row, Field::Product);
    if (line.description.isEmpty()) // Xero takes no line without one
        line.description = line.productCode.isEmpty() ? document.number : line.productCode;
    line.accountCode = sheet.text(row, Field::AccountCode);
    line.taxType = sheet.text(row, Field::TaxType);
    line.quantity = sheet.decimal(row, Field::Quantity).value_or(base::Decimal4{10'000});
    line.tax = sheet.money(row, Field::LineTax, currency).value_or(base::Money{0, currency});
    settleAmount(sheet, row, line, sheet.money(row, Field::LineAmount, currency),
        sheet.decimal(row, Field::UnitPrice), currency);
    return line;
}

// Without any line columns the document is one line of its total.
void makeOnlyLine(
    const Sheet& sheet, const csv::Row& row, ledger::Document& document, base::Currency currency)
{
    const auto total = sheet.money(row, Field::Total, currency);
    if (!total)
        return sheet.complain(
            row, Field::LineAmount, QStringLiteral("Either a line amount or a total is needed."));
    ledger::Line line;
    line.description = sheet.text(row, Field::Description);
    if (line.description.isEmpty())
        line.description = document.number;
    line.accountCode = sheet.text(row, Field::AccountCode);
    line.taxType = sheet.text(row, Field::TaxType);
    const auto tax
        = sheet.money(row, sheet.has(Field::TotalTax) ? Field::TotalTax : Field::LineTax, currency);
    line.tax = tax.value_or(base::Money{0, currency});
    line.amount = document.taxMode == TaxMode::Exclusive ? *total - line.tax : *total;
    line.unitPrice = asUnitPrice(line.amount);
    document.lines.append(line);
}

// A product of two sums of money.
__extension__ using Wide = __int128;

// One sum of tax for the whole document: each line carries its share, the last one what is left.
void shareTax(ledger::Document& document, const base::Money& tax)
{
    document.taxInTotal = true;
    qint64 all = 0, given = 0;
    for (const ledger::Line& line : document.lines)
        all += line.amount.minor();
    for (ledger::Line& line : document.lines) {
        const bool isLast = &line == &document.lines.last();
        const Wide share
            = all == 0 ? Wide(0) : Wide(tax.minor()) * Wide(line.amount.minor()) / Wide(all);
        const qint64 own = isLast ? tax.minor() - given : static_cast<qint64>(share);
        line.tax = {own, tax.currency()};
        given += own;
    }
}

void sumUp(
    const Sheet& sheet, const Group& group, ledger::Document& document, base::Currency currency)
{
    const csv::Row& first = *group.rows.first();
    const auto totalTax = sheet.money(first, Field::TotalTax, currency);
    if (totalTax && !sheet.has(Field::LineTax) && !document.lines.isEmpty())
        shareTax(document, *totalTax);
    base::Money lines{0, currency}, tax{0, currency};
    for (const ledger::Line& line : document.lines) {
        lines += line.amount;
        tax += line.tax;
    }
    document.tax = tax;
    document.total = document.taxMode == TaxMode::Exclusive ? lines + tax : lines;
    if (document.taxMode == TaxMode::NoTax && !tax.isZero())
        sheet.complain(first, Field::TaxMode,
            QStringLiteral("The document says no tax, but its lines carry %1.")
                .arg(tax.toString()));
    if (totalTax && !(*totalTax == tax))
        sheet.complain(first, Field::TotalTax,
            QStringLiteral("The tax is %1, but the lines' tax adds up to %2.")
                .arg(totalTax->toString(), tax.toString()));
    const auto total = sheet.money(first, Field::Total, currency);
    if (total && !(*total == document.total))
        sheet.complain(first, Field::Total,
            QStringLiteral("The total is %1, but the lines add up to %2.")
                .arg(total->toString(), document.total.toString()));
}

// A negative invoice is a credit note (design §5), and a credit note counts what it gives.
void settleSign(const Sheet& sheet, const csv::Row& first, ledger::Document& document)
{
    if (!document.total.isNegative())
        return;
    if (document.kind == DocumentKind::Bill)
        return sheet.complain(first, Field::Total,
            QStringLiteral("A bill can't be negative. Vendor credits are entered in Xero."));
    document.kind = DocumentKind::CreditNote;
    document.total = -document.total;
    document.tax = -document.tax;
    for (ledger::Line& line : document.lines) {
        line.amount = -line.amount;
        line.tax = -line.tax;
        line.unitPrice.tenThousandths = -line.unitPrice.tenThousandths;
    }
}

void readOne(const Sheet& sheet, const Group& group, ImportBatch& batch)
{
    const csv::Row& first = *group.rows.first();
    demandSameHeader(sheet, group);
    ledger::Document document;
    document.kind = documentKind(sheet.kind());
    document.number = group.number;
    const QString account = sheet.required(first, Field::Account);
    sheet.required(first, Field::Date);
    document.date = sheet.date(first, Field::Date);
    document.dueDate = sheet.date(first, Field::DueDate);
    if (!document.dueDate.isValid())
        document.dueDate = document.date;
    document.reference = sheet.text(first, Field::Reference);
    document.status = status(sheet, first);
    document.taxMode = taxMode(sheet, first);
    const base::Currency currency = sheet.currency(first);
    if (sheet.has(Field::LineAmount) || sheet.has(Field::UnitPrice)) {
        for (const csv::Row* row : group.rows)
            document.lines.append(readLine(sheet, *row, document, currency));
    } else {
        makeOnlyLine(sheet, first, document, currency);
    }
    sumUp(sheet, group, document, currency);
    settleSign(sheet, first, document);
    if (sheet.kind() == FileKind::CreditNotes) {
        base::Money given{0, currency};
        for (const csv::Row* row : group.rows)
            readAllocations(sheet, *row,
                {RecordKind::CreditNote, document.number, {}, {}, document.date, sheet.place(*row)},
                document.total, given, batch);
    }
    batch.documents.append({document, account, sheet.place(first)});
}

} // namespace

void readDocuments(const Sheet& sheet, ImportBatch& batch)
{
    for (const Group& group : groups(sheet))
        readOne(sheet, group, batch);
}

} // namespace sources
