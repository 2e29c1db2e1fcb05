// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/clock.h"
#include "store/statement.h"

// A book belongs to one organisation for good (R152). When the ledger's books move to another one,
// the book is followed by a new one that has what the ledger, the bank and the person's settings
// say, and nothing that Xero said: not what was read there, not what was pushed, not what was
// decided about either. The old book is kept, whole, beside it.
namespace store {

// Tables that go along, the referred before the referring. Every other table stays behind.
QStringList tablesThatGoAlong();

// Into a fresh book: the tables above, from the book at this path. Pushing is off in it.
void fillSuccessor(Connection& fresh, const QString& predecessor);

// Puts the successor in the place of the closed book; answers where that one is kept: "Coastline of
// Wattle Pty Ltd until 2026-11-22.tieout". A failure leaves the book as it was.
base::Result<QString> putSuccessorInPlace(const QString& successor, const QString& bookPath,
    const QString& organisation, const base::Clock& clock);

} // namespace store
