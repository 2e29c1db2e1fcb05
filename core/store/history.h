// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "records/history.h"
#include "store/statement.h"

namespace store {

// What the book kept of the past of these records: every version in which Xero showed them, who
// changed them, and the journal's words. Of an allocation its credit comes along, of a credit its
// allocations.
records::RecordHistory readHistory(Connection& connection, const QList<records::RecordRef>& ledger,
    const QList<records::XeroRef>& xero);

} // namespace store
