// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "store/versioned.h"

namespace store {

class MirrorInvoices {
public:
    explicit MirrorInvoices(Connection& connection)
        : m_connection(connection)
    {
    }
    std::optional<records::mirror::Invoice> find(records::mirror::InvoiceId id) const;
    QList<Changed<records::mirror::Invoice>> put(
        const QList<records::mirror::Invoice>& invoices, const QDateTime& now);
    // The contact's, and those that twins of the account point to.
    QList<records::mirror::Invoice> ofAccount(
        records::AccountId account, records::mirror::ContactId contact) const;

private:
    Connection& m_connection;
};

} // namespace store
