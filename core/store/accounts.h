// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "store/columns.h"

namespace store {

// The customers and vendors of the ledger.
class Accounts {
public:
    explicit Accounts(Connection& connection)
        : m_connection(connection)
    {
    }
    records::AccountId add(const records::ledger::Account& account);
    void update(const records::ledger::Account& account);
    std::optional<records::ledger::Account> find(records::AccountId id) const;
    std::optional<records::ledger::Account> find(const QString& number) const;
    QList<records::AccountId> ids() const;
    // Each account by its name, and by its contact's where that is another.
    QList<std::pair<records::AccountId, QString>> names() const;
    QList<records::ledger::Account> unlinked() const;
    QList<records::ledger::Account> ofLostLinks() const;

    // Accounts whose derived rows are older than their records.
    void markDirty(records::AccountId id);
    void markClean(records::AccountId id);
    QList<records::AccountId> dirty(int limit) const;

private:
    Connection& m_connection;
};

} // namespace store
