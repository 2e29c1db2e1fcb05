// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cli/output.h"
#include "records/settings.h"

namespace cli {

// The settings with one of them changed, named as in JSON: salesAccountCode, bankByMethod.EFT,
// receiptsByBank.090 …
Outcome<records::BookSettings> changedSettings(
    records::BookSettings settings, const QString& key, const QString& value);

} // namespace cli
