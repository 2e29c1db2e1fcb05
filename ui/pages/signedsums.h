// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "context.h"

class QWidget;

namespace ui {

// One side in one currency. The unexplained of two balances may cancel out: then they are counted.
struct SumShown {
    records::SignedSum sum;
    int notExplained = 0; // balances with something unexplained, where that is known
};

// Ledger − Xero = difference and what of it is unexplained, as one would write it on paper: a
// column for each side and currency, which are never added up.
QWidget* makeSums(Context& context, const QList<SumShown>& sums);

} // namespace ui
