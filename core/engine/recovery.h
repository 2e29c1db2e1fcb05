// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/context.h"

namespace engine {

struct Witness;

// At opening for writing, before anything else: an answer that the disk had no room for is written
// into the book, the book is told whether it is a copy, waits that the clock can't be trusted with
// begin anew, and what was on the wire is looked up before anything is sent on its account.
base::Result<void> recoverAtOpening(const Context& context, const Witness& witness);

// Before a run, and before each look into Xero counts: the same of what can happen meanwhile.
base::Result<void> recoverBeforeRun(const Context& context);

// Waits are judged by the wall clock, which a person can turn, and by the time since the computer
// was started, which nobody can. Where the two disagree, or the computer was started anew, every
// wait before a look begins again in full: too long is safe, too short is not.
base::Result<void> distrustClock(const Context& context);

} // namespace engine
