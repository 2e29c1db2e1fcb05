// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "match/index.h"
#include "plan/plan.h"

namespace plan {

// What was taken back in the ledger and still stands in Xero: single allocations by themselves;
// reversals and voids once a person wished it (R052, R053).
QList<Push> removals(const records::AccountFile& file, const records::Surroundings& around,
    const match::Index& index);

// Why Xero wouldn't let Tieout take this back; none when it would.
records::Cause obstacle(
    const records::XeroRef& xero, const records::Surroundings& around, const match::Index& index);

// Money on an invoice, bill or credit note in Xero that is not an allocation of ours which the
// ledger took back: nothing of ours moves it, and Xero voids nothing under it.
base::Money moneyOn(
    const records::XeroRef& xero, const records::AccountFile& file, const match::Index& index);

} // namespace plan
