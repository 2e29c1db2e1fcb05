// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "context.h"

class QWidget;

namespace ui {

// On Today: the sign-offs that somebody has to look at, a row for each kind that leads there.
QList<QWidget*> makeSignOffRows(Context& context);

} // namespace ui
