// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/id.h"

namespace records {

using AccountId = base::Id<struct AccountTag>;
using ProductId = base::Id<struct ProductTag>;
using DocumentId = base::Id<struct DocumentTag>;
using PaymentId = base::Id<struct PaymentTag>;
using AdjustmentId = base::Id<struct AdjustmentTag>;
using AllocationId = base::Id<struct AllocationTag>;
using ReversalId = base::Id<struct ReversalTag>;
using OperationId = base::Id<struct OperationTag>;
using RunId = base::Id<struct RunTag>;
using StatementId = base::Id<struct StatementTag>;
using BankLineId = base::Id<struct BankLineTag>;
using ChangeId = base::Id<struct ChangeTag>;
using SignOffId = base::Id<struct SignOffTag>;

// The kinds of our own records that anything can be said about.
enum class RecordKind {
    Account,
    Product,
    Invoice,
    CreditNote,
    Bill,
    Payment,
    Adjustment,
    Allocation,
    Reversal
};

// Any one of our records.
struct RecordRef {
    RecordKind kind = RecordKind::Account;
    qint64 id = 0;
    bool operator==(const RecordRef&) const = default;
    auto operator<=>(const RecordRef&) const = default;
};

// Xero's kinds. An allocation has an id of its own (AllocationID), known only after re-reading.
enum class XeroKind {
    Contact,
    Item,
    Invoice, // ACCREC and ACCPAY
    CreditNote,
    Overpayment,
    Prepayment,
    Payment,
    Allocation,
    BankTransaction
};

// Any one record in Xero.
struct XeroRef {
    XeroKind kind = XeroKind::Contact;
    QUuid id;
    bool operator==(const XeroRef&) const = default;
    bool operator<(const XeroRef& other) const
    {
        return kind != other.kind ? kind < other.kind : id < other.id;
    }
};

inline size_t qHash(const RecordRef& ref, size_t seed = 0)
{
    return qHashMulti(seed, static_cast<int>(ref.kind), ref.id);
}

inline size_t qHash(const XeroRef& ref, size_t seed = 0)
{
    return qHashMulti(seed, static_cast<int>(ref.kind), ref.id);
}

} // namespace records
