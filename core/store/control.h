// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "records/control.h"
#include "store/statement.h"

namespace store {

// The contacts whose balance by Xero isn't what their documents in the mirror add up to, and how
// many could be compared; at is left to the caller.
records::ControlTotals compareControlTotals(Connection& connection);

// As last kept, and of one contact.
void saveControlTotals(Connection& connection, const records::ControlTotals& totals);
records::ControlTotals controlTotals(Connection& connection);
QList<records::ControlDifference> controlDifferencesOf(
    Connection& connection, records::mirror::ContactId contact);

} // namespace store
