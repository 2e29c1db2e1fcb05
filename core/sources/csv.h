// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QList>
#include <QStringList>

#include <tl/expected.hpp>

// Text files with separated values, as RFC 4180 has them and as spreadsheets write them.
namespace sources::csv {

struct Row {
    int line = 0; // the physical line it starts on, the file's first is 1
    QStringList cells; // trimmed
};

struct Table {
    Row header;
    QList<Row> rows; // blank ones left out
};

struct Fault {
    int line = 0;
    QString sentence;
};

// UTF-8 with or without its mark, or UTF-16 with it; lines may end in CR, LF or both. The separator
// is the one of comma, semicolon and tab that the header has most of.
tl::expected<Table, Fault> parse(const QByteArray& content);

} // namespace sources::csv
