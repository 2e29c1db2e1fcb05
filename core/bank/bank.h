// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "bank/csvmapping.h"
#include "base/error.h"
#include "records/bankline.h"
#include "records/batch.h"

#include <QByteArray>

// Statement files of banks → bank lines.
namespace bank {

struct File {
    QString name; // as the user knows it, for messages
    QByteArray content;
};

// What the file itself doesn't say.
struct Expected {
    base::Currency currency; // of the bank account
    QDate today; // for years of two digits
    std::optional<CsvMapping> mapping; // what a person said about this bank's CSV
};

struct ReadResult {
    QList<records::BankStatement> statements; // several accounts or pages may be in one file
    QList<records::ImportError> errors; // not empty: there are no statements
    // The file is a CSV, and nobody can tell what its columns, dates or amounts mean: a person says
    // it once.
    std::optional<CsvQuestion> question;
};

// By the content, whatever the file is called.
base::Result<records::BankFormat> recognise(const QByteArray& content);

// The whole file or nothing. Where a file has balances, its lines must add up to them.
ReadResult read(const File& file, const Expected& expected);

} // namespace bank
