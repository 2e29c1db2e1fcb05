// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "report/pack.h"

namespace report {

// All that a pack holds, a sheet for each of its tables.
Report spreadsheetOf(const Pack& pack);

} // namespace report
