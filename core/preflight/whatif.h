// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "records/linecheck.h"

namespace preflight {

// What is true after somebody matches a line with a record in Xero, and both sides were synced.
struct WhatIf {
    base::Money ledger, xero; // what the customer owes, on each side
    QString sentence;
    bool isGood = false; // nothing is to be undone afterwards
};

// check: of the line; ledger, xero: what the candidate's customer owes now.
WhatIf whatIf(const records::LineCheck& check, const records::Candidate& candidate,
    base::Money lineAmount, base::Money ledger, base::Money xero);

// A step back from a match that was made too early, and both balances after it.
struct RepairStep {
    QString sentence;
    base::Money ledger, xero;
};
struct Repair {
    QString name;
    QList<RepairStep> steps;
};

// The ways back from it, the one that undoes nothing first (Ax5–Ax9, R067–R070). ledger, xero: the
// account's balances now. Empty for any other line, and where they are in another currency.
QList<Repair> repairs(
    const records::LineCheck& check, base::Money lineAmount, base::Money ledger, base::Money xero);

} // namespace preflight
