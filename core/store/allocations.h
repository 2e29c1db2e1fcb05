// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "store/columns.h"

namespace store {

// Money of a payment or credit applied to an invoice or bill.
class Allocations {
public:
    explicit Allocations(Connection& connection)
        : m_connection(connection)
    {
    }
    records::AllocationId add(const records::ledger::Allocation& allocation);
    // Marks those from or to a reversed record; the rows stay.
    void remove(records::RecordRef reversed, records::ReversalId by);
    void remove(records::AllocationId one);
    // Why it can't be: over-allocates either side, mixes currencies, or one side was reversed. The
    // guard of R071 stands here, so that no door lets more money onto an invoice than it asks for.
    std::optional<QString> obstacle(const records::ledger::Allocation& allocation,
        base::Money fromAmount, const QString& fromNumber,
        const records::ledger::Document& to) const;
    // How many equal ones there are, removed ones among them: the n-th of a file is the n-th here.
    int countEqual(const records::ledger::Allocation& allocation) const;
    std::optional<records::ledger::Allocation> find(records::AllocationId id) const;
    QList<records::ledger::Allocation> ofAccount(records::AccountId account) const;

private:
    base::Money usedOf(records::RecordRef from, base::Currency currency) const;
    base::Money appliedTo(records::DocumentId to, base::Currency currency) const;
    bool isReversed(records::RecordRef record) const;

    Connection& m_connection;
};

} // namespace store
