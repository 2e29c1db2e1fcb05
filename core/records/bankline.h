// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/money.h"
#include "records/ids.h"

#include <QDate>
#include <QDateTime>
#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

// The bank's own lines, as its statement files have them. Xero's API gives none (xero-api.md §6.1).
namespace records {

enum class BankFormat { Ofx, Qif, Csv, Camt053, Mt940 };

struct BankLine {
    QDate date; // booked
    base::Money amount; // positive: received
    QString payee; // the other party, as the bank names it
    QString reference; // what the payer gave, or the bank's cheque number
    QString text; // whatever else the bank says
    QString type; // the bank's own word or code
    QString bankId; // the bank's number of this line; not every format has one
    std::optional<base::Money> balance; // after this line
    int place = 0; // line of the file
    bool operator==(const BankLine&) const = default;
};

struct BankStatement {
    BankFormat format = BankFormat::Csv;
    QString account; // number or IBAN, as the file has it; empty: the file doesn't say
    base::Currency currency;
    QDate from, to; // whole days that the file covers; never beyond its lines unless it says so
    std::optional<base::Money> opening, closing;
    QList<BankLine> lines; // as the file has them
    bool operator==(const BankStatement&) const = default;
};

// What a person says of a bank's CSV, in the words of docs/statements.md. What is empty is left to
// the file itself.
struct StatementColumns {
    QStringList header; // of the files it is for; empty: they have none
    QStringList columns; // what each means: "date", "amount", "money in", "ignored", …
    QString first; // in dates: "day", "month" or "year"
    QString decimals; // "point" or "comma"
    QString plain; // an amount without a sign is money "in" or "out"
    bool isEmpty() const
    {
        return columns.isEmpty() && first.isEmpty() && decimals.isEmpty() && plain.isEmpty();
    }
    bool operator==(const StatementColumns&) const = default;
};

// What has to be said before a file can be taken in: whose it is, or what its columns mean.
struct StatementQuestion {
    QString path, bankCode, sentence;
    QList<std::pair<QString, QString>> banks; // code and name of those that it may be of
    StatementColumns guess; // with as many columns as the file has
    QStringList meanings; // all that a column can mean
    QList<QStringList> sample; // the file's first rows
};

// A line of a bank account, once for all, however many files have it.
struct KeptBankLine {
    BankLineId id;
    BankFormat format = BankFormat::Csv; // of the first file that had it
    BankLine line; // its place is that of the first file
    bool operator==(const KeptBankLine&) const = default;
};

// A file that was taken in.
struct KeptStatement {
    StatementId id;
    QString bankCode; // Xero's code of the bank account
    QString file;
    QByteArray hash; // of its bytes
    BankFormat format = BankFormat::Csv;
    QString account; // as the file has it
    base::Currency currency;
    QDate from, to;
    std::optional<base::Money> opening, closing;
    QDateTime importedAt;
    bool operator==(const KeptStatement&) const = default;
};

} // namespace records
