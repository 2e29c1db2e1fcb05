// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cli/arguments.h"
#include "cli/output.h"
#include "store/reader.h"

// What a person types (numbers, names) → the book's own ids.
namespace cli {

// Customers, then vendors; or one of the two.
QList<store::AccountRow> findAccounts(
    const store::Reader& reader, const QString& role, const store::Query& query, int limit);
int countAccounts(const store::Reader& reader, const QString& role, const store::Query& query);
// By number, then by exact name.
Outcome<records::AccountId> findAccount(const store::Reader& reader, const QString& typed);
// A ledger record by its number; kinds empty = any.
Outcome<store::LedgerRow> findRecord(const store::Reader& reader, const QString& number,
    const QList<records::RecordKind>& kinds = {});
Outcome<base::Money> moneyIn(const store::Reader& reader, const QString& typed);
Outcome<base::Money> moneyIn(base::Currency currency, const QString& typed);
QStringList rolesOf(const QString& role); // itself; nothing stands for all of them
Outcome<QString> roleIn(const Arguments& arguments); // --role; empty without it

} // namespace cli
