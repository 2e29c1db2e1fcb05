// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "context.h"

namespace ui {

// Saves which account is which contact: all of them, or with-contact, or without-contact.
void saveMappingReport(Context& context, const QString& filter, QWidget* window);

} // namespace ui
