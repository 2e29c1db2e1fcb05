// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "records/accountfile.h"

// What is asked before a link is taken away, or a contact merged. Pure.
namespace plan {

struct Barring {
    records::RecordRef record;
    QString label; // its number
    base::Money amount; // still outstanding, or still to be allocated
};

// The three conditions under which an account may be disassociated from its contact (R012,
// emersion.md §2A.7): nothing that stands in Xero may be left half done there, because nothing
// follows it any more. What has not gone to Xero bars nothing: it simply doesn't go.
//
// The ties of its records stay: they are history, they keep the same records from being pushed a
// second time, and they count again when the account is linked anew.
struct Disassociation {
    QList<Barring> outstanding; // invoices and bills that aren't settled
    QList<Barring> partCredits; // credit notes of which a part is allocated
    QList<Barring> partPayments; // payments of which a part is allocated
    bool isBeingLookedUp = false; // nobody knows yet what Xero took
    bool mayGo() const
    {
        return outstanding.isEmpty() && partCredits.isEmpty() && partPayments.isEmpty()
            && !isBeingLookedUp;
    }
};
Disassociation disassociation(const records::AccountFile& file);
QString words(const QList<Barring>& bars); // "INV-1 (888.00), INV-2 (12.00) and 3 more"
// The conditions, each as a sentence of what has to hold.
struct Condition {
    QString sentence;
    QList<Barring> bars;
};
QList<Condition> conditions(const Disassociation& asked);
QString whyNot(const Disassociation& asked); // those that don't hold; empty: it may go

// Contacts are merged only when nothing of theirs is still to go to Xero (R016).
struct MergeSafety {
    int invoices = 0, payments = 0, allocations = 0;
    bool isSafe() const { return invoices + payments + allocations == 0; }
};
MergeSafety mergeSafety(const records::AccountFile& file);

} // namespace plan
