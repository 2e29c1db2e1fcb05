// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/money.h"

#include <QDate>
#include <QList>
#include <QString>

// Where the marks of a chart's axes stand, and what stands at them.
namespace report {

struct Mark {
    qint64 value = 0; // minor units, or a Julian day
    QString label;
};

// Round amounts from at or below the least to at or above the most, about so many.
QList<Mark> moneyMarks(base::Money least, base::Money most, int about);
// Days, weeks, months or years apart, so that no more than so many stand between the two.
QList<Mark> dayMarks(QDate first, QDate last, int most);

} // namespace report
