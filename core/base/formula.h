// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

namespace base {

// The text of a cell for a spreadsheet: what it would run as a formula gets a leading apostrophe,
// for names come from outside; numbers stay numbers.
QString withoutFormula(QString cell);

} // namespace base
