// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"
#include "csv/numbers.h"
#include "records/bankline.h"

#include <QByteArray>

// What the columns of a bank's CSV mean: found by their names, or said by a person once and
// remembered for that bank.
namespace bank {

enum class Column {
    Ignored,
    Date,
    ValueDate,
    Amount, // with its sign
    MoneyIn,
    MoneyOut,
    Direction, // a word or letter: DR, CR, Credit, Af, Bij
    Payee,
    Reference,
    Text,
    Type,
    Balance,
    Currency,
    Account,
    BankId
};

struct CsvMapping {
    QStringList header; // of the files it is for; empty: they have none
    QList<Column> columns;
    // Where the file itself leaves it open.
    std::optional<csv::DateOrder> order;
    std::optional<csv::DecimalMark> mark;
    std::optional<bool> plainIsMoneyIn; // an amount without a sign was received
    bool isComplete() const; // a date, and an amount or money in and out
    // What this one says; where it says nothing, what was known before.
    CsvMapping over(const CsvMapping& known) const;
    bool operator==(const CsvMapping&) const = default;
};

// What a person is to say before a CSV can be read.
struct CsvQuestion {
    QString sentence;
    CsvMapping guess; // as many columns as the file has
    QList<QStringList> sample; // its first rows
};

// By the names of the header; Ignored where none is known. The first of two columns of one meaning
// counts, but texts are put together.
QList<Column> columnsNamed(const QStringList& header);

QString toText(Column column);
std::optional<Column> columnOf(const QString& word);
QStringList columnWords();
// What a person said, and back. Without columns those of the file's own header count; with columns
// they have to be complete, and each a word of toText.
base::Result<CsvMapping> mappingOf(const records::StatementColumns& said);
records::StatementColumns wordsOf(const CsvMapping& mapping);
// For the book, which keeps it as text.
QByteArray toBytes(const CsvMapping& mapping);
base::Result<CsvMapping> mappingFromBytes(const QByteArray& bytes);

} // namespace bank
