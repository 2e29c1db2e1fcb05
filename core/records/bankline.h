// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/money.h"
#include "records/ids.h"

#include <QDate>
#include <QDateTime>
#include <QList>
#include <QString>

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
