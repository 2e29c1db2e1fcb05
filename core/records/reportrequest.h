// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "records/explanation.h"

#include <QString>

namespace records {

enum class ReportKind {
    Balances, // every account with both balances, its difference and cause
    Bridge, // of one account, line by line; without one, of the whole book by cause and account
    Ageing, // of one account, or of all
    Pending, // the outbox
    Problems,
    Log,
    SignOffs,
    SignOff // one of them: what was signed, by cause and balance, and its history
};

// Which report is wanted, and of what.
struct ReportRequest {
    ReportKind kind = ReportKind::Balances;
    bool vendors = false;
    AccountId account = {}; // of bridge and ageing: of it alone
    QDate asOf = {}; // of balances, bridge and ageing; invalid = now
    SignOffId signOff = {}; // of a sign-off
    // As in the list that it is made from.
    QString text = {}, filter = {};
    std::optional<BridgeCause> cause = {};
    base::Currency currency = {};
    qint64 atLeast = 0; // minor units of the difference, in this currency or else the book's
    bool operator==(const ReportRequest&) const = default;
};

} // namespace records
