// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "report/report.h"

#include <QFont>

// How wide the columns of a section are on paper. In points, the same for every device.
namespace report {

namespace paper {

constexpr double kBody = 8.5, kHead = 7.5; // sizes of letters
constexpr double kGap = 10; // between two columns
constexpr double kUpright = 527, kAcross = 774; // what A4 leaves between its margins

// Without ligatures: what is copied or searched in a PDF are its letters, above all those of a
// seal.
QFont font(bool isBold);

} // namespace paper

// Figures and dates get what their widest cell needs, text shares the rest: none more than it can
// use, as long as another one needs it.
QList<double> widthsOf(const Section& section, double width);
// The width at which nothing needs to be squeezed.
double wantedWidth(const Section& section);

} // namespace report
