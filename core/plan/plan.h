// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "records/accountfile.h"

// What may be pushed next, and what may be taken in: pure functions of one account's file.
namespace plan {

// One push the ledger owes Xero now. Held has a cause: nothing is sent, no call is made.
struct Push {
    records::OperationKind kind = records::OperationKind::CreateContact;
    records::RecordRef subject;
    base::Money amount;
    QString label;
    bool held = false;
    records::Cause cause; // of a held one; or WaitsForOther
    QList<records::RecordRef> after; // subjects that must be confirmed first
    bool operator==(const Push&) const = default;
};

// Every supported ledger record with neither a confirmed twin nor cover by one, in push order:
// contact → invoice / credit note / bill → payment → allocation (design §5). Checks made before any
// call: link, contact status, item codes, lock dates, wrong match, AmountDue and RemainingCredit,
// start date, currency. Unsupported kinds never appear.
QList<Push> pushes(const records::AccountFile& file, const records::Surroundings& around);

// True when the payment goes as Payment on one invoice rather than as an overpayment (book
// setting).
bool goesAsPayment(const records::AccountFile& file, const records::ledger::Payment& payment,
    const records::BookSettings& settings);

// What was dated in a locked period and moved takes its allocations along, as far as they have to.
QDate dateInXero(const records::ledger::Allocation& allocation, const records::AccountFile& file,
    const records::Surroundings& around);

// Nothing dated up to this day goes to Xero; invalid = nothing is locked.
QDate lockedUpTo(const records::mirror::Organisation& organisation);

// Everything in Xero on this account that is not tied: each payment, each allocation of a credit
// born in Xero, each remaining credit, with the decision and its reason (design §5 "take in").
// IntakeState::TakenIn means: take it in now.
QList<records::Intake> intakes(
    const records::AccountFile& file, const records::Surroundings& around);

// A twin whose Xero record was removed and redone on the same invoice for the same amount: tie it
// to the new one instead of taking that in a second time.
struct Retie {
    records::RecordRef ledger;
    records::XeroRef from, to;
    bool operator==(const Retie&) const = default;
};
QList<Retie> reties(const records::AccountFile& file);

// A ledger credit and the credit note that a person made by hand in Xero for it (R041): what makes
// an intake Skipped quietly. Tie the two as Mirrored; the credit note is never taken in.
// Likewise a payment that was reversed here and the refund made by hand for it.
struct Mirroring {
    records::RecordRef ledger;
    records::XeroRef xero;
    bool operator==(const Mirroring&) const = default;
};
QList<Mirroring> mirrorings(const records::AccountFile& file, const records::Surroundings& around);

// What stands undone on one side only (R052–R058): the half that is missing, whether Tieout can do
// it when a person says so, and if not, why.
QList<records::Task> tasks(const records::AccountFile& file, const records::Surroundings& around);

// Products that this book keeps in Xero and Xero doesn't have, as pushes of no account.
QList<Push> items(const records::Surroundings& around);

// The module that decides whether an intake may come in.
records::Module moduleOf(const records::Intake& intake, const records::AccountFile& file);

// Outstanding of one of our invoices, credit notes excluded: total − Σ allocations that count.
base::Money outstanding(const records::AccountFile& file, records::DocumentId invoice);

} // namespace plan
