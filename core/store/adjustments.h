// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "store/columns.h"

namespace store {

// What never goes to Xero: adjustments of the unsupported kinds, and reversals.
class Adjustments {
public:
    explicit Adjustments(Connection& connection)
        : m_connection(connection)
    {
    }
    records::AdjustmentId add(const records::ledger::Adjustment& adjustment);
    std::optional<records::ledger::Adjustment> find(records::AdjustmentId id) const;
    std::optional<records::ledger::Adjustment> find(const QString& number) const;
    QList<records::ledger::Adjustment> ofAccount(records::AccountId account) const;

    records::ReversalId add(const records::ledger::Reversal& reversal);
    std::optional<records::ledger::Reversal> reversal(const QString& number) const;
    std::optional<records::ledger::Reversal> reversalOf(records::RecordRef record) const;
    QList<records::ledger::Reversal> reversalsOfAccount(records::AccountId account) const;

private:
    Connection& m_connection;
};

} // namespace store
