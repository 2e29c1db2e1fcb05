// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "support/fiveyears.h"

#include <QMap>

// Asks a book since when each of the broken accounts differs, as the window does, and compares with
// what happened.
namespace fiveyears {

struct Score {
    int right = 0, asked = 0;
    QMap<QString, std::pair<int, int>> kinds; // right and asked
    QMap<QString, int> wrong; // "payment removed in Xero: named undone Invoice, 2 h later"
    QStringList differing; // of the accounts that should not differ
    double meanMilliseconds = 0, worstMilliseconds = 0;
};

Score sinceWhen(const QString& path, const Made& made);

} // namespace fiveyears
