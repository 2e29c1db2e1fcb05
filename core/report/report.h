// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"
#include "base/money.h"
#include "report/chart.h"

#include <QDateTime>

#include <optional>
#include <variant>

class QPagedPaintDevice;

// What the program has to say on paper and in files: one value, the same in every format.
namespace report {

class Cell {
public:
    enum class Kind { Empty, Text, Money, Difference, Date, Instant, Count };

    Cell() = default;
    static Cell text(const QString& value) { return {Kind::Text, value}; }
    static Cell money(base::Money value) { return {Kind::Money, value}; }
    // Carries its sign, + as well, and is bold.
    static Cell difference(base::Money value) { return {Kind::Difference, value}; }
    static Cell date(QDate value) { return {Kind::Date, value}; }
    // Shown in the time zone that it carries.
    static Cell instant(const QDateTime& value) { return {Kind::Instant, value}; }
    static Cell count(qint64 value) { return {Kind::Count, value}; }

    Kind kind() const { return m_kind; }
    bool isMoney() const { return m_kind == Kind::Money || m_kind == Kind::Difference; }
    bool isZero() const;
    // What it was made of; a neutral value where it is of another kind.
    QString asText() const { return as<QString>(); }
    base::Money asMoney() const { return as<base::Money>(); }
    QDate asDate() const { return as<QDate>(); }
    QDateTime asInstant() const { return as<QDateTime>(); }
    qint64 asCount() const { return as<qint64>(); }

private:
    using Value = std::variant<std::monostate, QString, base::Money, QDate, QDateTime, qint64>;
    Cell(Kind kind, const Value& value)
        : m_kind(kind)
        , m_value(value)
    {
    }
    template <class T>
    T as() const
    {
        const T* value = std::get_if<T>(&m_value);
        return value ? *value : T();
    }

    Kind m_kind = Kind::Empty;
    Value m_value;
};

struct Column {
    QString title;
    Cell::Kind kind = Cell::Kind::Text;
    // Of a text column: its share of the width that figures leave on paper; 0: what it needs.
    int weight = 1;
    QString key; // in JSON, "dueDate"; empty: made of the title
    bool isId = false; // for other programs: left out on paper
};

struct Section {
    QString key, heading, note;
    QList<Column> columns;
    QList<QList<Cell>> rows;
    QList<Cell> totals; // as many as columns, or none
    std::optional<Chart> chart;
};

struct Report {
    QString key, title; // "balances", "Balances"
    QString organisation, book;
    QDateTime madeAt; // on every page, with the time zone that it carries
    QList<std::pair<QString, QString>> facts; // "As of", "20 Nov 2026"
    bool isExplained = true; // false: a line of a bridge in it has no cause
    QList<Section> sections;
};

// A cell for people: "−1,240.80", "+20.00", "20 Nov 2026". withCode: "NZD 412.50".
QString shown(const Cell& cell, bool withCode = false);
QString withZone(const QDateTime& instant); // "20 Nov 2026 10:15 AEDT"
// Money of more than one currency stands in this column, so that each amount needs its code.
bool isMixed(const Section& section, qsizetype column);
QString keyOf(const Column& column);
// With at most so many rows in all; each section that lost some says so in its note. Totals stay.
Report firstRows(Report report, qsizetype most);
qsizetype rowsOf(const Report& report);
bool isRightAligned(Cell::Kind kind);

// For the console.
QString plainText(const Report& report);
// RFC 4180. Several sections stand below each other, each under its heading, a blank line between.
// No cell is run as a formula by a spreadsheet.
QByteArray toCsv(const Report& report);
QByteArray toJson(const Report& report);

// On paper or into a PDF, in the device's own orientation; false: the device would not take it.
// Needs a QGuiApplication for its fonts.
bool paint(const Report& report, QPagedPaintDevice& device);
// Its columns ask for A4 across rather than upright.
bool isWide(const Report& report);

// Whole or not at all; a file that is there is replaced.
base::Result<void> writePdf(const Report& report, const QString& path);
base::Result<void> writeXlsx(const Report& report, const QString& path);
// By the end of its name: .pdf, .xlsx, .csv or .json.
base::Result<void> write(const Report& report, const QString& path);

} // namespace report
