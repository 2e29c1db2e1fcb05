// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "records/linecheck.h"

namespace preflight {

// What Xero will probably offer for this line (xero-api.md §6.2): of the records with exactly its
// amount that are not reconciled, the nearest by day (documents by their due date), then those
// whose contact the line names. Several left are a tie and stay one. None: Xero's rules or its
// memory decide, which no API shows.
QList<records::Candidate> forecast(
    const records::BankLine& line, const QList<records::Candidate>& equal);

} // namespace preflight
