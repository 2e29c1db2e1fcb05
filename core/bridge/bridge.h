// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "records/accountfile.h"

// The explained difference between the two ledgers (design §8). Pure.
namespace bridge {

// One entry of one side, as in the table of design §8. Entries tied by twins share a group; groups
// that don't cancel become lines.
struct Entry {
    std::optional<records::RecordRef> ledger;
    std::optional<records::XeroRef> xero;
    base::Money amount; // signed, as it counts in its side's balance
    QDate date;
    QString label;
    int group = 0; // equal groups are tied
    bool operator==(const Entry&) const = default;
};

// Both sides' entries of an account, ledger first, each side by date: what the twin timeline draws.
QList<Entry> entries(const records::AccountFile& file, records::Side side);

// Invariant: ledger − xero == Σ lines.amount, for every input.
records::Bridge explain(
    const records::AccountFile& file, const records::Surroundings& around, records::Side side);

// As explain, counting only what is dated on or before the day.
records::Bridge explainAsOf(const records::AccountFile& file, const records::Surroundings& around,
    records::Side side, QDate day);

} // namespace bridge
