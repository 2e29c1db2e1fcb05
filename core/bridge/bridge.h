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

// Which of an account's balances is meant: receivable or payable, in one currency, now or as of a
// day (counting only what is dated on or before it; statuses are today's).
struct Scope {
    Scope(records::Side one, base::Currency in = {}, QDate on = {}) // NOLINT: a side is a scope
        : side(one)
        , currency(in)
        , asOf(on)
    {
    }
    records::Side side;
    base::Currency currency; // none: the account's own
    QDate asOf; // invalid: everything
    bool operator==(const Scope&) const = default;
};

// Both sides' entries of an account, ledger first, each side by date.
QList<Entry> entries(const records::AccountFile& file, const Scope& scope);

// Invariant: ledger − xero == Σ lines.amount, for every input.
records::Bridge explain(
    const records::AccountFile& file, const records::Surroundings& around, const Scope& scope);

// Of all its balances: its own side in its own currency first, then every other that holds an entry
// on either side of the books. Currencies are never added up.
QList<records::Bridge> explainAll(
    const records::AccountFile& file, const records::Surroundings& around, QDate asOf = {});

} // namespace bridge
