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

// Xero's side as last read. Names and meanings are Xero's (xero-api.md §4); statuses keep Xero's
// spelling as text, because Xero may add one and a mirror must not lose it.
namespace records::mirror {

using ContactId = base::Guid<struct ContactTag>;
using InvoiceId = base::Guid<struct InvoiceTag>;
using CreditId = base::Guid<struct CreditTag>;
using PaymentId = base::Guid<struct XeroPaymentTag>;
using AllocationId = base::Guid<struct XeroAllocationTag>;
using ItemId = base::Guid<struct ItemTag>;
using BankAccountId = base::Guid<struct BankAccountTag>;
using TransactionId = base::Guid<struct TransactionTag>;

struct Organisation {
    QUuid tenantId;
    QString name, shortCode, countryCode;
    QByteArray timezone; // IANA name when known
    base::Currency baseCurrency;
    QDate periodLockDate, endOfYearLockDate; // invalid = none
    bool isDemoCompany = false;
    bool operator==(const Organisation&) const = default;
};

struct Contact {
    ContactId id;
    ContactId mergedTo; // MergedToContactID
    QString number; // ContactNumber
    QString name, firstName, lastName, email, phone, taxNumber;
    QString address; // the postal one, as one text (contactcard.h)
    QString status; // ACTIVE, ARCHIVED, GDPRREQUEST
    bool isCustomer = false, isSupplier = false;
    // Balances per Xero, a control only (design §8). Unset when the answer carried none.
    std::optional<base::Money> receivableOutstanding, payableOutstanding;
    QDateTime updatedAt;
    bool operator==(const Contact&) const = default;
};

struct Line {
    QUuid lineItemId;
    QString description, itemCode, accountCode, taxType;
    base::Decimal4 quantity, unitAmount;
    base::Money lineAmount, taxAmount;
    bool operator==(const Line&) const = default;
};

// ACCREC or ACCPAY.
struct Invoice {
    InvoiceId id;
    QString type; // ACCREC, ACCPAY
    QString number, reference, status; // DRAFT, SUBMITTED, AUTHORISED, PAID, VOIDED, DELETED
    ContactId contact;
    QString contactName;
    QDate date, dueDate;
    base::Money total, totalTax, amountDue, amountPaid, amountCredited;
    QString lineAmountTypes; // Exclusive, Inclusive, NoTax
    QList<Line> lines;
    QString url; // our marker, when we made it
    QDateTime updatedAt;
    bool operator==(const Invoice&) const = default;
};

// An amount of a credit applied to an invoice.
struct Allocation {
    AllocationId id;
    InvoiceId invoice;
    QString invoiceNumber;
    base::Money amount;
    QDate date;
    bool operator==(const Allocation&) const = default;
};

enum class CreditKind { CreditNote, Overpayment, Prepayment };

// Credit notes, overpayments and prepayments have one shape in Xero.
struct Credit {
    CreditId id;
    CreditKind kind = CreditKind::CreditNote;
    QString type; // ACCRECCREDIT, RECEIVE-OVERPAYMENT, …
    QString number, reference, status; // AUTHORISED, PAID, VOIDED, …
    ContactId contact;
    QString contactName;
    QDate date;
    base::Money total, totalTax, remainingCredit;
    QString lineAmountTypes; // of its lines: Exclusive, Inclusive, NoTax
    QList<Allocation> allocations;
    QList<Line> lines; // of a credit note
    // The bank transaction an overpayment or prepayment was made by, when known.
    TransactionId bankTransaction;
    QDateTime updatedAt;
    bool operator==(const Credit&) const = default;
};

// Money against one invoice (Invoice set) or paid back out of one credit (Credit set: a refund).
struct Payment {
    PaymentId id;
    QString type; // ACCRECPAYMENT, ACCPAYPAYMENT, AROVERPAYMENTPAYMENT, …
    QString status; // AUTHORISED, DELETED
    InvoiceId invoice;
    CreditId credit;
    QString invoiceNumber;
    ContactId contact;
    BankAccountId account;
    QString accountCode;
    QDate date;
    base::Money amount; // in the invoice's currency
    QString reference;
    bool isReconciled = false;
    QUuid batchPayment;
    QDateTime updatedAt;
    bool operator==(const Payment&) const = default;
};

struct BankTransaction {
    TransactionId id;
    QString type; // RECEIVE, RECEIVE-OVERPAYMENT, RECEIVE-PREPAYMENT, SPEND, …
    QString status, reference;
    ContactId contact;
    QString contactName;
    BankAccountId account;
    QString accountCode;
    QDate date;
    base::Money total;
    bool isReconciled = false;
    CreditId credit; // OverpaymentID or PrepaymentID
    QString url, firstLineDescription; // our marker, when we made it
    QDateTime updatedAt;
    bool operator==(const BankTransaction&) const = default;
};

struct BankTransfer {
    QUuid id;
    BankAccountId from, to;
    base::Money amount;
    QDate date;
    QString reference;
    bool fromIsReconciled = false, toIsReconciled = false;
    bool operator==(const BankTransfer&) const = default;
};

struct BatchPayment {
    QUuid id;
    QString type, status, reference; // RECBATCH, PAYBATCH
    BankAccountId account;
    QDate date;
    base::Money total;
    bool isReconciled = false;
    QList<PaymentId> payments;
    QDateTime updatedAt;
    bool operator==(const BatchPayment&) const = default;
};

struct Item {
    ItemId id;
    QString code, name;
    bool isSold = true, isPurchased = true;
    bool operator==(const Item&) const = default;
};

// An account of Xero's chart; type BANK are the bank accounts.
struct ChartAccount {
    BankAccountId id;
    QString code, name, type, status, taxType, bankAccountNumber;
    base::Currency currency; // set on bank accounts
    bool enablePaymentsToAccount = false;
    bool operator==(const ChartAccount&) const = default;
};

struct TaxRate {
    QString taxType, name, status;
    base::Decimal4 effectiveRate; // percent
    bool operator==(const TaxRate&) const = default;
};

} // namespace records::mirror
