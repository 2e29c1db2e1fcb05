// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "match/index.h"

namespace bridge {

// An account's file with only what is dated on or before a day. Statuses are today's: what was
// voided since is voided here as well.
struct AsOf {
    records::AccountFile file;
    // Tied records whose counterpart is dated later: a difference of time, not of fact.
    QSet<records::RecordRef> laterInXero;
    QSet<records::XeroRef> laterInLedger;
};

AsOf asOf(const records::AccountFile& file, QDate day);

} // namespace bridge
