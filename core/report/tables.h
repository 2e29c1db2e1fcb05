// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QList>
#include <QString>
#include <QStringList>

// A table as text: for the console, and as CSV for other programs.
namespace report {

struct Table {
    QStringList header;
    QList<QStringList> rows;
    QList<int> rightAligned; // columns of money and counts
};

// Columns padded with blanks, two between; widths by characters shown.
QString toText(const Table& table);
// RFC 4180; cells that a spreadsheet would read as a formula get a leading apostrophe, numbers
// don't.
QByteArray toCsv(const Table& table);

} // namespace report
