// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/money.h"

#include <QColor>
#include <QDate>
#include <QList>
#include <QRectF>
#include <QString>

class QPainter;

// A picture of money: how it moved, what it is made of. The window, paper and PDF draw the same.
namespace report {

// What a figure means; the colour follows. Never the only sign: label and figure stand beside it.
enum class ChartTone { Neutral, Accent, Safe, Stop, Waiting, Info };

struct ChartPoint {
    QString label; // of a bar
    QDate day; // of a line
    base::Money value;
    ChartTone tone = ChartTone::Neutral;
    QString note; // a second line under the label, where there is room
};

struct ChartSeries {
    QString name;
    QList<ChartPoint> points;
    ChartTone tone = ChartTone::Accent; // of a line
};

struct Chart {
    enum class Kind {
        Lines, // each value holds until the next day that has one
        Bars, // the first series, largest first
        Waterfall // the first series: a balance, what changes it, the other balance
    };
    Kind kind = Kind::Lines;
    QString title;
    base::Currency currency;
    QList<ChartSeries> series;
    qsizetype mostCauses = 8; // of a waterfall: the smallest ones beyond are summed up as one
    bool isOfDifferences = false; // a waterfall that starts at none: its end is signed, too
    bool isMirrored = false; // bars and waterfalls begin at the right; days never do
    QString empty = QStringLiteral("Nothing to draw yet"); // said instead of an empty picture
    bool isEmpty() const;
};

// White paper; the window hands in its own.
struct ChartColours {
    QColor line{0xE1, 0xE4, 0xEA}, lineStrong{0x85, 0x8D, 0x9A};
    QColor sunken{0xF1, 0xF3, 0xF6};
    QColor text{0x19, 0x1E, 0x26}, text2{0x48, 0x51, 0x5E}, text3{0x5F, 0x68, 0x75};
    QColor bar{0xB9, 0xC3, 0xDC}; // balances
    QColor neutral{0x5B, 0x65, 0x73}, accent{0x35, 0x50, 0xC8}, safe{0x1C, 0x7A, 0x47};
    QColor stop{0xC0, 0x2B, 0x22}, waiting{0x96, 0x60, 0x0A}, info{0x24, 0x65, 0x9F};
    QColor of(ChartTone tone) const;
};

// In the painter's font, which sets the scale of everything. What does not fit is left out, never
// drawn over something else; bars beyond the room are summed up as one.
void paintChart(
    QPainter& painter, const QRectF& rect, const Chart& chart, const ChartColours& colours = {});
// How high it wants to be, given the height of a line of text.
double heightOf(const Chart& chart, double lineHeight);
// The picture in one sentence, for who does not see it.
QString spoken(const Chart& chart);

} // namespace report
