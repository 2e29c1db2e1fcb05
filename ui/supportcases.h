// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "context.h"

namespace ui {

// Asks for a file and writes a support case into it: of this account, or with zero of all that is
// open in the book.
void saveSupportCase(Context& context, records::AccountId account, QWidget* window);

} // namespace ui
