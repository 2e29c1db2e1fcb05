// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "sources/sources.h"

#include <QHash>

#include <optional>

// Which column of a file means what: one table of names for each kind of file.
namespace sources {

enum class Field {
    Account,
    Name,
    Role,
    AccountStatus,
    FirstName,
    LastName,
    Email,
    Phone,
    TaxNumber,
    Address,
    City,
    Region,
    PostalCode,
    Country,
    Currency,
    Product,
    Sku,
    ProductName,
    ProductClass,
    UnitPrice,
    AccountCode,
    TaxType,
    Invoice,
    CreditNote,
    Bill,
    Date,
    DueDate,
    Reference,
    OtherReference,
    Status,
    TaxMode,
    Total,
    TotalTax,
    Description,
    Quantity,
    LineAmount,
    LineTax,
    Payment,
    Time,
    Amount,
    Method,
    Allocated,
    CompleteUntil,
    Adjustment,
    AdjustmentKind,
    Reason,
    Reversal,
    ReversedKind,
    ReversedNumber
};

// How a column's text is to be read; dates and numbers are settled over the whole file.
enum class Reading { Text, Date, Number };

struct Column {
    Field field;
    Reading reading = Reading::Text;
    bool required = false;
    const char* names = ""; // as templates write it first, then what else is understood, by |
};

QList<Column> columnsOf(FileKind kind);
QString nameOf(FileKind kind); // "payments"
QString nameOf(const Column& column); // "Payment date"

// Case, blanks, underscores and punctuation aside.
QString normalised(const QString& header);

// Where each field stands in this header; the first column wins when two mean the same.
QHash<Field, int> locate(const QStringList& header, FileKind kind);

} // namespace sources
