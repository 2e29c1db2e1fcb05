// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cli/output.h"
#include "records/settings.h"

namespace cli {

inline constexpr const char* kModulesWords
    = "Only these: contacts, vendors, products, invoices, bills, payments; each may be followed by "
      ":push, :pull or :both.";

// "invoices,payments:pull" → those modules in those directions, all others off. Without a direction
// a module goes both ways, as far as it can.
Outcome<records::Flows> flowsFrom(const QString& typed);
QString flowText(records::Flow flow); // "Ledger → Xero"
QString flowsText(const records::Flows& flows); // "invoices Both, payments Xero → Ledger"

} // namespace cli
