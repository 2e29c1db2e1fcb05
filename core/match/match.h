// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "records/accountfile.h"

// Which record is which: payment to payment, record to record. Pure functions of values.
namespace match {

// A ledger record and a Xero record that look like the same thing, and why.
struct Pair {
    records::RecordRef ledger;
    records::XeroRef xero;
    base::Money amount;
    QString evidence; // "same number", "same amount, date and contact"
    bool operator==(const Pair&) const = default;
};

// A payment in Xero on an invoice of ours that nobody tied, equal in amount to a ledger payment
// that has not been pushed and is allocated to that invoice (or is unallocated): the same money,
// most likely, entered twice. One pair per payment, nearest date first (design §5, R067).
QList<Pair> suspectedWrongMatches(const records::AccountFile& file);

// The same after the ledger payment went out as an overpayment: its allocation can't follow,
// because an untied payment of that amount in Xero has settled the invoice (scenario Ax5, R064).
QList<Pair> madeWrongMatches(const records::AccountFile& file);

// A credit that is ours in Xero, whose allocations there aren't those of the ledger: on one
// invoice.
struct AllocationGap {
    records::RecordRef from; // payment or credit note
    records::XeroRef credit;
    records::DocumentId to; // zero: an invoice in Xero that isn't ours
    records::RecordRef allocation; // newest of the ledger's on that invoice, if any
    base::Money
        missing; // > 0: not yet in Xero; < 0: allocated in Xero by someone else (R077, R084)
    QDate date;
    bool operator==(const AllocationGap&) const = default;
};
QList<AllocationGap> allocationGaps(const records::AccountFile& file);

struct ContactPair {
    records::AccountId account;
    records::mirror::ContactId contact;
    QString evidence; // "by number", "by name"
    bool operator==(const ContactPair&) const = default;
};

// Accounts without a link, matched to contacts that have none: ContactNumber first, then name
// (case and blanks aside). A tie matches nothing.
QList<ContactPair> contacts(const QList<records::ledger::Account>& accounts,
    const QList<records::mirror::Contact>& unlinkedContacts);

struct Unmatched {
    std::optional<records::RecordRef> ledger;
    std::optional<records::XeroRef> xero;
    base::Money amount;
    QDate date;
    QString label;
    QString reason; // a sentence
    bool operator==(const Unmatched&) const = default;
};

struct Adoption {
    QList<Pair> pairs;
    QList<Unmatched> unmatched;
};

// History of both sides of one account, matched: documents by number, then by amount, date and
// contact; payments to payments and to overpayments, and allocations to allocations, by amount,
// invoice and nearest date. Every record is matched at most once; a tie is left unmatched and says
// so.
Adoption adopt(const records::AccountFile& file);

} // namespace match
