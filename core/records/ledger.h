// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/money.h"
#include "records/ids.h"

#include <QDate>
#include <QDateTime>
#include <QList>
#include <QString>

#include <optional>

// Our side: the billing system's ledger as it stands in the book.
namespace records::ledger {

// Where a record of ours came from. It decides where it may be changed (R024, R087).
enum class Source {
    Import, // a file of the billing system
    Hand, // entered in Tieout
    Xero // taken in from Xero
};

enum class AccountRole { Customer, Vendor };
enum class AccountStatus { Active, Inactive };

struct Account {
    records::AccountId id;
    QString number; // the billing system's account id; becomes Xero's ContactNumber
    QString name;
    AccountRole role = AccountRole::Customer;
    AccountStatus status = AccountStatus::Active;
    QString firstName, lastName; // the primary contact (R144)
    QString email, phone, taxNumber;
    QString addressLine, city, region, postalCode, country;
    base::Currency currency;
    Source source = Source::Import;
    bool operator==(const Account&) const = default;
};

// Only Billable and Physical products have an item in Xero (R129); a Service has none.
enum class ProductClass { Billable, Physical, Service };

struct Product {
    records::ProductId id;
    QString code; // the product id
    QString sku; // may be empty
    QString name;
    ProductClass productClass = ProductClass::Billable;
    base::Decimal4 unitPrice;
    QString accountCode; // Xero's sales account, may be empty
    QString taxType; // Xero's TaxType, may be empty
    Source source = Source::Import;
    bool operator==(const Product&) const = default;
};

enum class DocumentKind { Invoice, CreditNote, Bill };
enum class DocumentStatus { Draft, Approved, Voided };
enum class TaxMode { Exclusive, Inclusive, NoTax }; // Xero's LineAmountTypes

// amount is the line's LineAmount (without tax when Exclusive, with tax when Inclusive).
struct Line {
    QString description;
    base::Decimal4 quantity{10'000};
    base::Decimal4 unitPrice;
    base::Money amount;
    base::Money tax;
    QString productCode; // set on a product purchase cardline
    QString accountCode; // Xero's account; empty = the book's default
    QString taxType; // Xero's TaxType; empty = the book's default
    bool operator==(const Line&) const = default;
};

// An invoice, credit note or bill. total includes tax and is never negative: a negative invoice is
// imported as a credit note. total == Σ line amounts (+ Σ tax when Exclusive).
struct Document {
    records::DocumentId id;
    DocumentKind kind = DocumentKind::Invoice;
    records::AccountId account;
    QString number;
    QString reference;
    QDate date, dueDate;
    DocumentStatus status = DocumentStatus::Approved;
    TaxMode taxMode = TaxMode::Exclusive;
    base::Money total, tax;
    QList<Line> lines;
    Source source = Source::Import;
    QDateTime recordedAt;
    QString numberInXero; // a person's choice where the own one is taken or used up there
    bool taxInTotal = false; // the billing system gave one sum; the lines carry shares of it
    bool operator==(const Document&) const = default;
    // Under which it goes to Xero and is known there.
    const QString& xeroNumber() const { return numberInXero.isEmpty() ? number : numberInXero; }
};

// Received from a customer or paid to a vendor. What is not allocated is unallocated credit.
struct Payment {
    records::PaymentId id;
    records::AccountId account;
    QString number;
    QDate date;
    base::Money amount; // > 0
    QString reference; // what the bank line will show
    QString method; // EFT, DIRECTDEBIT, VISA_MC…
    Source source = Source::Import;
    QDateTime recordedAt;
    QDate movedTo; // goes to Xero under this date, because its own is locked there
    bool operator==(const Payment&) const = default;
};

inline QDate dateInXero(const Payment& payment)
{
    return payment.movedTo.isValid() ? payment.movedTo : payment.date;
}

// The kinds that never go to Xero (R048–R050). Credits lower the balance, debits raise it.
enum class AdjustmentKind { LedgerCredit, CreditWriteOff, DebitWriteOff, Refund };

struct Adjustment {
    records::AdjustmentId id;
    AdjustmentKind kind = AdjustmentKind::LedgerCredit;
    records::AccountId account;
    QString number;
    QDate date;
    base::Money amount; // > 0; DebitWriteOff and Refund raise the balance
    QString reason;
    Source source = Source::Import;
    QDateTime recordedAt;
    bool operator==(const Adjustment&) const = default;
};

inline bool raisesBalance(AdjustmentKind kind)
{
    return kind == AdjustmentKind::DebitWriteOff || kind == AdjustmentKind::Refund;
}

// Money of a payment, a credit note or a credit adjustment applied to one invoice or bill.
struct Allocation {
    records::AllocationId id;
    records::AccountId account;
    records::RecordRef from; // Payment, CreditNote or Adjustment
    records::DocumentId to;
    base::Money amount; // > 0
    QDate date;
    bool removed = false; // taken back: it no longer counts
    records::ReversalId removedBy; // what took it back with its record; none: a hand
    Source source = Source::Import;
    QDateTime recordedAt;
    bool operator==(const Allocation&) const = default;
};

// A payment reversed or a document voided in the ledger (R052). The record itself stays; its
// allocations are marked removed. It never travels: a two-sided task opens (R053).
struct Reversal {
    records::ReversalId id;
    records::AccountId account;
    records::RecordRef of; // Payment, Invoice, CreditNote or Bill
    QString number;
    QDate date;
    base::Money amount; // of the record reversed, > 0
    QString reason;
    Source source = Source::Import;
    QDateTime recordedAt;
    bool operator==(const Reversal&) const = default;
};

// A refund of a payment or document that Xero has reconciled: kept, but counted nowhere, until the
// refund made in Xero comes back (R141–R143).
struct RefundDraft {
    qint64 id = 0;
    records::AccountId account;
    records::RecordRef of; // Payment, Invoice or CreditNote
    base::Money amount; // > 0
    QDate date;
    QString reason;
    bool operator==(const RefundDraft&) const = default;
};

} // namespace records::ledger
