// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "store/versioned.h"

namespace store {

// Credit notes, overpayments and prepayments; their allocations are versioned in a table of their
// own, because they come and go while the credit stays.
class MirrorCredits {
public:
    explicit MirrorCredits(Connection& connection)
        : m_connection(connection)
    {
    }
    QList<Changed<records::mirror::Credit>> put(
        const QList<records::mirror::Credit>& credits, const QDateTime& now);
    // The contact's, and those that twins of the account point to, directly or by an allocation.
    QList<records::mirror::Credit> ofAccount(
        records::AccountId account, records::mirror::ContactId contact) const;

private:
    bool putAllocations(const records::mirror::Credit& credit, const QDateTime& now);
    QList<records::mirror::Allocation> allocations(records::mirror::CreditId credit) const;

    Connection& m_connection;
};

} // namespace store
