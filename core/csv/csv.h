// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QList>
#include <QStringList>

#include <tl/expected.hpp>

// Text files with separated values, as RFC 4180 has them and as spreadsheets write them.
namespace csv {

struct Row {
    int line = 0; // the physical line it starts on, the file's first is 1
    QStringList cells; // trimmed
};

struct Table {
    Row header;
    QList<Row> rows; // blank ones left out
};

// What is wrong, and where; line 0 is the file as a whole.
struct Fault {
    int line = 0;
    QString sentence;
};

// What is neither UTF-8 nor UTF-16: not ours, or a bank's Windows-1252.
enum class OtherText { Refused, Windows1252 };

// UTF-8 with or without its mark, or UTF-16 with it. A file with a zero character is no text.
tl::expected<QString, Fault> decode(
    const QByteArray& content, OtherText other = OtherText::Refused);

// Lines may end in CR, LF or both; blank rows are left out.
tl::expected<QList<Row>, Fault> rows(const QString& text, QChar separator);

// The one of comma, semicolon and tab that most lines have the same number of: for files whose
// first lines may say something else.
QChar commonSeparator(const QString& text);

// The first row is the header, and no row has more values. The separator is the one of comma,
// semicolon and tab that the header has most of.
tl::expected<Table, Fault> parse(const QByteArray& content);

} // namespace csv
