// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "records/ledger.h"

namespace records {

// What one or more files bring into the ledger, before the book gave anything an id. Records name
// each other by number, as the files do. The book takes a batch whole or not at all.

struct FilePlace {
    QString file;
    int line = 0; // 1-based line of the file, the header is 1
    QString column; // header name; empty = the whole line
    bool operator==(const FilePlace&) const = default;
};

struct ImportError {
    FilePlace place;
    QString sentence;
    QString toString() const
    {
        QString text = place.file + QStringLiteral(", line %1").arg(place.line);
        if (!place.column.isEmpty())
            text += QStringLiteral(", column %1").arg(place.column);
        return text + QStringLiteral(": ") + sentence;
    }
};

struct ImportedAccount {
    ledger::Account account;
    FilePlace place;
};

struct ImportedProduct {
    ledger::Product product;
    FilePlace place;
};

struct ImportedDocument {
    ledger::Document document; // account is 0
    QString accountNumber;
    FilePlace place;
};

// Names the invoice by number; from is named by payment, credit note or adjustment number.
struct ImportedAllocation {
    RecordKind fromKind = RecordKind::Payment;
    QString fromNumber;
    QString invoiceNumber;
    base::Money amount;
    QDate date;
    FilePlace place;
};

struct ImportedPayment {
    ledger::Payment payment; // account is 0
    QString accountNumber;
    FilePlace place;
};

struct ImportedAdjustment {
    ledger::Adjustment adjustment; // account is 0
    QString accountNumber;
    FilePlace place;
};

struct ImportedReversal {
    RecordKind ofKind = RecordKind::Payment; // Payment, Invoice, CreditNote, Bill
    QString ofNumber;
    QString accountNumber;
    QDate date;
    QString reason;
    QString number;
    FilePlace place;
};

struct ImportBatch {
    QStringList files;
    QList<ImportedAccount> accounts;
    QList<ImportedProduct> products;
    QList<ImportedDocument> documents;
    QList<ImportedPayment> payments;
    QList<ImportedAdjustment> adjustments;
    QList<ImportedAllocation> allocations;
    QList<ImportedReversal> reversals;
    QDateTime paymentsCompleteUntil; // when a file states it (design §7)
};

// How many records were new, changed (accounts and products only) or already there unchanged.
struct ImportOutcome {
    int added = 0, changed = 0, unchanged = 0;
    QList<AccountId> touched;
    bool operator==(const ImportOutcome&) const = default;
};

} // namespace records
