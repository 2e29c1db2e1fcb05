// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/context.h"

namespace engine {

// Which of the bank's own lines are judged. What is done stays so until something of its amount
// changes.
enum class Lines {
    Open, // all that aren't done, and those whose amount was touched
    Touched // only those, and what other lines contest: nothing else has changed
};

// The check before reconciling: the bank's lines, all of one amount and bank account together, and
// with them every bank account.
base::Result<void> judgeBanks(const Context& context, Lines which = Lines::Open);

} // namespace engine
