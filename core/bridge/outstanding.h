// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "bridge/bridge.h"
#include "match/index.h"

#include <array>

// What is still owed, invoice by invoice, on both sides. "Agrees" means that it is equal on each.
namespace bridge {

// One invoice or bill: ours, Xero's, or both where they are tied.
struct Outstanding {
    std::optional<records::RecordRef> document;
    std::optional<records::XeroRef> invoice;
    QString number; // ours, else Xero's
    QDate date, dueDate, xeroDue; // each side ages by its own due date
    base::Money ledger, xero; // what is still owed; zero on the side that doesn't have it
    bool isTied() const { return document && invoice; }
    // Of a tied one; what stands on one side only is a line of the bridge.
    bool differs() const { return isTied() && !(ledger == xero); }
    bool operator==(const Outstanding&) const = default;
};

// Every approved or standing one, paid ones included; by date.
QList<Outstanding> outstandings(const records::AccountFile& file, const Scope& scope);
QList<Outstanding> outstandings(const records::AccountFile& file, const match::Index& index,
    records::Side side, base::Currency currency);

// What is owed by how long it is overdue, and what was paid or credited without an invoice. The
// parts of a side add up to its balance.
struct Ageing {
    enum Age { NotYetDue, To30, To60, To90, Over90, NotAllocated, Ages };
    QDate day; // on which the ages are counted
    std::array<base::Money, Ages> ledger, xero;
    bool operator==(const Ageing&) const = default;
};

Ageing ageing(const records::AccountFile& file, const Scope& scope, QDate day);

} // namespace bridge
