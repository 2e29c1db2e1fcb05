// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "bridge/parted.h"

#include <QTimeZone>

namespace bridge {

// "12 Nov 2026 14:07: INV-10291 was voided or removed in Xero, by Dana Reed." Where only the date
// is known: "Before Tieout first looked: INV-10291, dated 3 Oct 2024, appeared in Xero."
QString sentenceOf(const Event& event, const QTimeZone& zone);
// "Entered in the ledger", of a cell.
QString wordOf(Happened what);

} // namespace bridge
