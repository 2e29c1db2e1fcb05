// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "store/columns.h"

namespace store {

class Products {
public:
    explicit Products(Connection& connection)
        : m_connection(connection)
    {
    }
    records::ProductId add(const records::ledger::Product& product);
    void update(const records::ledger::Product& product);
    std::optional<records::ledger::Product> find(const QString& code) const;
    QHash<QString, records::ledger::Product> byCode() const;

private:
    Connection& m_connection;
};

} // namespace store
