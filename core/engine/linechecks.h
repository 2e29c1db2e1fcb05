// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/context.h"

namespace engine {

// Judges the bank's own lines anew, all of one amount and bank account together, and keeps what was
// found.
base::Result<void> checkBankLines(
    const Context& context, store::Transaction& tx, const records::Surroundings& around);

} // namespace engine
