// SPDX-License-Identifier: GPL-3.0-or-later

#include "sources/sheet.h"

#include <algorithm>

using namespace records;

namespace sources {

namespace {

constexpr FileKind kinds[]
    = {FileKind::Accounts, FileKind::Products, FileKind::Invoices, FileKind::CreditNotes,
        FileKind::Bills, FileKind::Payments, FileKind::Adjustments, FileKind::Reversals};

// Emersion's payments have no number; their date tells them, unless it is one more date of an
// invoice.
bool isUnnumberedPayment(const QStringList& header, const QHash<Field, int>& found)
{
    const auto date = found.constFind(Field::Date);
    if (date == found.constEnd() || normalised(header.at(*date)) != u"paymentdate")
        return false;
    const QHash<Field, int> asInvoice = locate(header, FileKind::Invoices);
    return !(asInvoice.contains(Field::Invoice) && asInvoice.contains(Field::Date));
}

// The column that only a file of this kind names its rows by.
bool hasKey(const QStringList& header, FileKind kind)
{
    const QHash<Field, int> found = locate(header, kind);
    switch (kind) {
    case FileKind::Accounts:
        return found.contains(Field::Account) && found.contains(Field::Name);
    case FileKind::Products:
        return found.contains(Field::Product) && found.contains(Field::ProductName);
    case FileKind::Invoices:
        return found.contains(Field::Invoice);
    case FileKind::CreditNotes:
        return found.contains(Field::CreditNote);
    case FileKind::Bills:
        return found.contains(Field::Bill);
    case FileKind::Payments:
        return found.contains(Field::Payment) || isUnnumberedPayment(header, found);
    case FileKind::Adjustments:
        return found.contains(Field::Adjustment);
    case FileKind::Reversals:
        return found.contains(Field::Reversal);
    }
    base::require(false, "every kind of file has its key");
    return false;
}

// Payments, credit notes and adjustments name invoices too, documents name products, and all name
// accounts: the higher rank decides. Two of one rank are two kinds in one file.
int rankOf(FileKind kind)
{
    if (kind == FileKind::Accounts)
        return 0;
    if (kind == FileKind::Products)
        return 1;
    return kind == FileKind::Invoices ? 2 : 3;
}

base::Result<FileKind> kindOf(const QStringList& header)
{
    QList<FileKind> found;
    for (const FileKind kind : kinds) {
        if (!hasKey(header, kind))
            continue;
        if (!found.isEmpty() && rankOf(found.first()) < rankOf(kind))
            found.clear();
        if (found.isEmpty() || rankOf(found.first()) == rankOf(kind))
            found.append(kind);
    }
    if (found.size() == 1)
        return found.first();
    if (found.isEmpty())
        return base::failure(base::ErrorKind::Malformed,
            QStringLiteral("The header fits no kind of file. It needs a column such as Invoice "
                           "number, Payment number or Account ID."));
    QStringList names;
    for (const FileKind kind : found)
        names.append(nameOf(kind));
    return base::failure(base::ErrorKind::Malformed,
        QStringLiteral("The header fits several kinds of file: %1. Leave only one kind's number "
                       "column.")
            .arg(names.join(QStringLiteral(", "))));
}

void readRows(const Sheet& sheet, ImportBatch& batch)
{
    switch (sheet.kind()) {
    case FileKind::Accounts:
        return readAccounts(sheet, batch);
    case FileKind::Products:
        return readProducts(sheet, batch);
    case FileKind::Invoices:
    case FileKind::CreditNotes:
    case FileKind::Bills:
        return readDocuments(sheet, batch);
    case FileKind::Payments:
        return readPayments(sheet, batch);
    case FileKind::Adjustments:
        return readAdjustments(sheet, batch);
    case FileKind::Reversals:
        return readReversals(sheet, batch);
    }
}

} // namespace

base::Result<FileKind> recogniseKind(const File& file)
{
    // The header is all it takes, but it may itself be quoted over several lines.
    const auto table = csv::parse(file.content);
    if (!table)
        return base::failure(base::ErrorKind::Malformed,
            ImportError{{file.name, table.error().line, {}}, table.error().sentence}.toString());
    return kindOf(table->header.cells);
}

ReadResult read(const QList<File>& files, base::Currency bookCurrency)
{
    ReadResult result;
    Errors errors(result.errors);
    for (const File& file : files) {
        result.batch.files.append(file.name);
        auto table = csv::parse(file.content);
        if (!table) {
            errors.add({file.name, table.error().line, {}}, table.error().sentence);
            continue;
        }
        const auto kind = kindOf(table->header.cells);
        if (!kind) {
            errors.add({file.name, table->header.line, {}}, kind.error().sentence);
            continue;
        }
        const Sheet sheet(file.name, *kind, std::move(*table), bookCurrency, errors);
        if (sheet.isReadable())
            readRows(sheet, result.batch);
    }
    return result;
}

} // namespace sources
