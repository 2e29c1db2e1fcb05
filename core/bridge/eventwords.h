// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "bridge/outstanding.h"
#include "bridge/parted.h"

#include <QTimeZone>

namespace bridge {

// "was voided in Xero", by the status that the record has there.
QString happened(const Event& event, const records::AccountFile& file);
// "12 Nov 2026 14:07: INV-10291 was voided in Xero, by Dana Reed." Where only the date is known:
// "Before Tieout first looked: INV-10291, dated 3 Oct 2024, appeared in Xero."
QString sentenceOf(const Event& event, const records::AccountFile& file, const QTimeZone& zone);
QString wordOf(Ageing::Age age); // "1–30 days"

} // namespace bridge
