// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"
#include "records/batch.h"

#include <QByteArray>

// Files of the billing system → records. Reads bytes, knows no book and no SQL.
namespace sources {

enum class FileKind {
    Accounts,
    Products,
    Invoices,
    CreditNotes,
    Bills,
    Payments,
    Adjustments,
    Reversals
};

struct File {
    QString name; // as the user knows it, for messages
    QByteArray content;
};

struct ReadResult {
    records::ImportBatch batch;
    QList<records::ImportError> errors; // not empty: the batch must not be used
};

// Which kind a file is, by its header; fails when the header fits none or several.
base::Result<FileKind> recogniseKind(const File& file);

// Reads several CSV files into one batch. Header-driven, columns in any order; dates and decimals
// are never guessed when ambiguous (an error says which readings were possible).
ReadResult read(const QList<File>& files, base::Currency bookCurrency);

// Example files, one for each kind: name and content (for `import --template`).
QList<File> templates();

} // namespace sources
