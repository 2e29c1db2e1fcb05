// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "store/versioned.h"

namespace store {

class MirrorPayments {
public:
    explicit MirrorPayments(Connection& connection)
        : m_connection(connection)
    {
    }
    QList<Changed<records::mirror::Payment>> put(
        const QList<records::mirror::Payment>& payments, const QDateTime& now);
    // The contact's, those on its invoices and credits, and those that twins of the account point
    // to.
    QList<records::mirror::Payment> ofAccount(
        records::AccountId account, records::mirror::ContactId contact) const;

private:
    Connection& m_connection;
};

} // namespace store
