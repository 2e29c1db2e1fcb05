// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QIODevice>
#include <QStringList>

#include <optional>

// Tables that are read again exactly: RFC 4180, and the apostrophe before what a spreadsheet would
// run, which is before an apostrophe as well, so that taking one away gives back the text.
namespace report::packcsv {

QByteArray row(const QStringList& fields);

class Reader {
public:
    explicit Reader(QIODevice& device)
        : m_device(device)
    {
    }
    // The next row; none at the end or, with isBroken, where no row can be read.
    std::optional<QStringList> next();
    bool isBroken() const { return m_isBroken; }
    int line() const { return m_line; } // on which the last row began, from 1

private:
    QIODevice& m_device;
    int m_line = 0, m_nextLine = 1;
    bool m_isBroken = false;
};

} // namespace report::packcsv
