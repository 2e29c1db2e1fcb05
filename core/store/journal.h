// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "store/statement.h"

namespace store {

// Who did what when. Append-only: the table itself refuses anything else.
class Journal {
public:
    explicit Journal(Connection& connection)
        : m_connection(connection)
    {
    }
    void add(const QDateTime& at, const QString& who, const QString& what,
        const std::optional<records::RecordRef>& about);

private:
    Connection& m_connection;
};

} // namespace store
