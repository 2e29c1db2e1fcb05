// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QDate>
#include <QList>
#include <QPair>

#include <limits>
#include <set>

namespace match {

// Positions of things that look alike in all but their date, paired by the nearest date.
struct ByDate {
    QList<QPair<int, int>> pairs; // positions on the left and on the right
    QList<int> leftTies, rightTies; // nobody can tell which belongs to which
};

constexpr qint64 kAnyDistance = std::numeric_limits<qint64>::max();

// As many on both sides: first with first, second with second; the order of days decides.
// Otherwise each of the fewer takes its nearest, and where two are equally near nobody is paired.
// Never pairs what is further apart than maxDays. Grows with n log n.
ByDate pairByDate(const QList<QDate>& left, const QList<QDate>& right, qint64 maxDays);

// Takes the one nearest to the day out of (day, position) pairs; -1 when none is that near.
int takeNearest(std::set<std::pair<qint64, int>>& free, QDate day, qint64 maxDays = kAnyDistance);

} // namespace match
