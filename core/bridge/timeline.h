// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "bridge/bridge.h"

namespace bridge {

// One row of both histories side by side: an entry of the ledger, one of Xero, or two that are
// tied.
struct TimelineRow {
    QDate date;
    bool tied = false; // its partner stands beside it, or in another row with which it cancels out
    std::optional<records::RecordRef> ledger;
    std::optional<records::XeroRef> xero;
    QString ledgerLabel, xeroLabel;
    base::Money ledgerAmount, ledgerBalance, xeroAmount, xeroBalance;
    std::optional<records::BridgeCause> cause; // of one that makes a difference
    bool operator==(const TimelineRow&) const = default;
};

// By date, with running balances; of one day, what both sides have comes first. lines: those of the
// same scope, which name what has no partner.
QList<TimelineRow> timeline(
    const records::AccountFile& file, const Scope& scope, const QList<records::BridgeLine>& lines);

} // namespace bridge
