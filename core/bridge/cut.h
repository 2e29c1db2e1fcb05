// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "bridge/asof.h"
#include "bridge/tally.h"

namespace bridge {

// The balances that an account may have, its own side and currency first: a glance at what it
// holds.
QList<Scope> candidates(const records::AccountFile& file, QDate asOf);

// What every question about one balance of an account begins with. The parts point into each other.
struct Cut {
    Cut(const records::AccountFile& file, const Scope& scope)
        : asOf(scope.asOf.isValid() ? bridge::asOf(file, scope.asOf) : AsOf{file, {}, {}})
        , index(asOf.file)
        , tally(asOf.file, index, scope)
    {
    }
    Cut(const Cut&) = delete;
    Cut& operator=(const Cut&) = delete;

    const AsOf asOf;
    const match::Index index;
    const Tally tally;
};

} // namespace bridge
