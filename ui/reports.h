// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "context.h"
#include "report/report.h"

class QWidget;

namespace ui {

// A report on the screen as it comes out of the printer, and from there onto paper.
void previewReport(Context& context, const report::Report& report, QWidget* window);
// As a file, of the kind that its name's end asks for.
void saveReport(Context& context, const report::Report& report, QWidget* window);

} // namespace ui
