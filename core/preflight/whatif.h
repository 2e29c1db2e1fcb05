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

} // namespace preflight
