// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "csv/csv.h"

#include <QDate>

#include <array>
#include <optional>

// Dates as people's files write them. One file has one order of day, month and year; where its
// dates leave two, nobody guesses.
namespace csv {

enum class DateOrder { DayFirst, MonthFirst, YearFirst };

// A cell and where it stands, for messages.
struct Cell {
    int line = 0;
    QString column, text;
};

struct CellFault {
    Cell cell;
    QString sentence;
    bool isOpen = false; // it could be read in two ways, and a person can say in which
};

// Looks at all dates of a file, then says in which order they are.
class DateStyle {
public:
    // Two-digit years are read when it is known what day it is: a date then lies in the two years
    // before it. Without, they are no dates.
    explicit DateStyle(QDate today = {})
        : m_today(today)
    {
    }
    void see(const Cell& cell);
    tl::expected<DateOrder, CellFault> settle() const;
    // 2026-04-03, 20260403, 3 April 2026 and April 3, 2026 are read in any order. Invalid: no date.
    QDate read(const QString& text, DateOrder order) const;

private:
    struct Numbers;
    std::optional<Numbers> numbers(const QString& text) const;
    QDate dateOf(const Numbers& numbers, DateOrder order) const;

    QDate m_today;
    // By order: the first cell that can't be read so, or would lie too far from today.
    std::array<std::optional<Cell>, 3> m_against, m_unlikely;
    std::optional<Cell> m_open; // the first that reads differently in two orders
    bool m_any = false;
};

} // namespace csv
