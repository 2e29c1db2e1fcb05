// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "store/book.h"
#include "store/statement.h"

namespace store {

// The inside of a Transaction: an error scope with BEGIN at its start, and COMMIT or ROLLBACK at
// its end.
struct Transaction::Inside {
    explicit Inside(Connection& c)
        : connection(c)
    {
        connection.enterScope();
        begun = connection.execute(QStringLiteral("BEGIN IMMEDIATE"));
    }
    ~Inside()
    {
        if (begun)
            connection.rollBack();
        connection.leaveScope();
    }
    Inside(const Inside&) = delete;
    Inside& operator=(const Inside&) = delete;

    base::Result<void> commit()
    {
        if (connection.execute(QStringLiteral("COMMIT")))
            begun = false;
        return connection.outcome();
    }

    Connection& connection;
    bool begun = false;
};

} // namespace store
