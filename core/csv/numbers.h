// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "csv/dates.h"

// Numbers as people's files write them: signs, groups, a decimal point or comma. One file has one
// decimal mark; where its numbers leave two, nobody guesses.
namespace csv {

enum class DecimalMark { Point, Comma };

class NumberStyle {
public:
    // A number with more decimals than these can't be meant; -1 = any number of them.
    explicit NumberStyle(int mostDecimals = -1)
        : m_mostDecimals(mostDecimals)
    {
    }
    void see(const Cell& cell);
    tl::expected<DecimalMark, CellFault> settle() const;
    // The machine's form, "-1240.80"; empty: no number in this style.
    QString read(const QString& text, DecimalMark mark) const;

private:
    bool fits(const QString& number, DecimalMark mark) const;

    int m_mostDecimals;
    std::optional<Cell> m_open, m_point, m_comma;
};

} // namespace csv
