// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "records/mirror.h"

// A large book for the benches: per account 10 invoices and 9.5 payments with their allocations,
// the same in Xero and tied, month by month as billing makes them. Three accounts in a hundred
// differ, by twelve causes in turn. Written straight into the tables of a new book: reading so much
// through the sandbox would take days.
namespace manyaccounts {

void makeBook(const QString& path, int accounts);

// The invoice of an account in Xero, of month 0 to 9.
records::mirror::InvoiceId invoiceInXero(int accounts, int account, int month);

} // namespace manyaccounts
