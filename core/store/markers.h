// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "store/book.h"
#include "store/statement.h"

namespace store {

// Our markers in Xero's records, found by looking at what was read since the last time: the
// mirror's rows are numbered in the order they were read.
class Markers {
public:
    explicit Markers(Connection& connection)
        : m_connection(connection)
    {
    }
    // since: what newest() said then; empty = from the beginning.
    QList<Marked> untied(const QString& prefix, const QString& since) const;
    QString newest() const;

private:
    Connection& m_connection;
};

} // namespace store
