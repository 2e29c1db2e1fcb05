// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "store/columns.h"

namespace store {

// What stands undone on one side: the person's wishes, refunds that wait for Xero, and the tasks
// that were derived of it all.
class Undone {
public:
    explicit Undone(Connection& connection)
        : m_connection(connection)
    {
    }
    void addWish(records::RecordRef record, records::AccountId account);
    QList<records::RecordRef> wishesOf(records::AccountId account) const;

    void add(const records::ledger::RefundDraft& draft);
    void drop(qint64 draft);
    QList<records::ledger::RefundDraft> draftsOf(records::AccountId account) const;

    void saveTasks(records::AccountId account, const QList<records::Task>& tasks);

private:
    Connection& m_connection;
};

} // namespace store
