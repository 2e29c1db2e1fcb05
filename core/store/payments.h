// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "store/columns.h"

namespace store {

// Received from customers, paid to vendors. Numbers are unique among each of the two.
class Payments {
public:
    explicit Payments(Connection& connection)
        : m_connection(connection)
    {
    }
    records::PaymentId add(
        const records::ledger::Payment& payment, records::ledger::AccountRole role);
    void moveDate(records::PaymentId id, QDate date);
    std::optional<records::ledger::Payment> find(records::PaymentId id) const;
    std::optional<records::ledger::Payment> find(
        const QString& number, records::ledger::AccountRole role) const;
    QList<records::ledger::Payment> ofAccount(records::AccountId account) const;

private:
    Connection& m_connection;
};

} // namespace store
