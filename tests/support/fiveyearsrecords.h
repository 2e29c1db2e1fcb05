// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "records/ledger.h"
#include "records/mirror.h"

// Plain records of both systems, as a book of five years is made of.
namespace fiveyears {

records::ledger::Document ledgerInvoice(
    records::AccountId account, const QString& number, base::Money total, QDate day);

records::mirror::Invoice xeroInvoice(records::mirror::InvoiceId id,
    records::mirror::ContactId contact, const QString& number, base::Money total, QDate day);
records::mirror::Payment xeroPayment(records::mirror::PaymentId id,
    const records::mirror::Invoice& on, base::Money amount, QDate day);
records::mirror::Credit xeroCredit(records::mirror::CreditId id, records::mirror::CreditKind kind,
    records::mirror::ContactId contact, base::Money total, QDate day);

// An invoice on both sides.
struct Billed {
    records::DocumentId ours;
    records::mirror::Invoice xero; // as it stands there
    bool isInXero = false;
    bool isTaken = false; // by a payment or a break: nothing else may happen to it
};

// Money on both sides: as a payment in Xero, or as a credit with one allocation.
struct Paid {
    records::PaymentId ours;
    records::AllocationId allocation;
    qsizetype invoice = 0;
    std::optional<records::mirror::Payment> payment;
    std::optional<records::mirror::Credit> credit;
    bool isPushed = false; // the credit is ours, its allocation tied to ours
    bool isTaken = false;
};

struct Customer {
    records::AccountId id;
    records::mirror::ContactId contact;
    QString number;
    QList<Billed> billed;
    QList<Paid> paid;
};

} // namespace fiveyears
