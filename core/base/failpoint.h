// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

namespace base {

// A named instant at which a test may let the power fail: with TIEOUT_FAILPOINT=name the program
// kills itself there (SIGKILL), with name:3 at the third time it comes by. It exists only where
// tests are built; in a released program nothing of it is left, not even the names.
#ifdef TIEOUT_TEST_SEAMS
void failpoint(const char* name);
#else
consteval void failpoint(const char*) { }
#endif

} // namespace base
