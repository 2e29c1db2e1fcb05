// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "pages/page.h"

namespace ui {

// Fills the inspector with one bank line: what to do, why, what Xero will offer and what to pick
// instead, what happens next, and what it rests on.
void showLine(
    Context& context, Inspector& inspector, const store::BankLineRow& row, int place, int lines);

} // namespace ui
