// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "records/operation.h"

namespace records {

// The half that is missing of something undone on one side.
enum class TaskHalf {
    InXero, // reversed or voided in the ledger (R052, R053)
    InLedger // removed or voided in Xero after it was in both (R054–R058)
};

// How the missing half comes about.
enum class TaskWay {
    DeletePayment, // these four by Tieout, once a person said so
    RemoveAllocation,
    VoidDocument, // after what is allocated on it was taken back
    RefundOverpayment, // its allocations taken back, then refunded: it is reconciled
    VoidByHand, // Tieout takes the allocations back; voiding an overpayment is for people
    ByHand // nothing by Tieout: the cause says why
};

// A record undone on one side only. Neither half travels by itself; the task stands until both
// sides show it, as read from Xero, and then is gone.
struct Task {
    RecordRef of;
    AccountId account;
    XeroRef xero;
    base::Money amount;
    QDate date; // when the first half was done, as far as it is known
    QString label; // "PAY-20417"
    TaskHalf half = TaskHalf::InXero;
    TaskWay way = TaskWay::ByHand;
    bool isWished = false; // a person said: do it in Xero
    Cause cause; // why Tieout can't; or what holds it up
    bool operator==(const Task&) const = default;
};

// Something is left that Tieout does in Xero when it is told to.
inline bool isForTieout(TaskWay way)
{
    return way != TaskWay::ByHand;
}

} // namespace records
