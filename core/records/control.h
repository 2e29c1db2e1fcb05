// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "records/explanation.h"
#include "records/mirror.h"

namespace records {

// Xero's own balance of a contact against what the contact's documents in the mirror add up to
// (design §8: a control, beside ours, never explained away).
struct ControlDifference {
    mirror::ContactId contact;
    QString name;
    Side side = Side::Receivable;
    base::Money documents, xero;
    bool isStale = false; // found, and the contact was not read again since
    bool operator==(const ControlDifference&) const = default;
};

// The last comparison of all contacts of one currency.
struct ControlTotals {
    QDateTime at;
    int contacts = 0;
    // Those that survived a reading of those contacts; the stale ones wait for it.
    QList<ControlDifference> differences;
    bool operator==(const ControlTotals&) const = default;
};

} // namespace records
