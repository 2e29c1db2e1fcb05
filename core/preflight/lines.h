// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "records/accountfile.h"
#include "records/linecheck.h"

namespace preflight {

// Each line of these facts, in their order: what Xero will probably offer, what is right to pick,
// and whether that is safe. One record is given to one line at most. Safe takes a reference or a
// payer, never amount and day alone, and data that is fresh and complete for the line's day; what
// Xero would offer instead of the right pick is always flagged.
QList<records::LineCheck> judge(
    const records::LineFacts& facts, const records::Surroundings& around);

} // namespace preflight
