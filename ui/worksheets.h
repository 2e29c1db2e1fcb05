// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "context.h"
#include "report/worksheet.h"

class QMenu;

namespace ui {

// The bank lines of a bank account (its code) as a worksheet: on paper, or as a file.
report::Worksheet worksheetOf(const Context& context, const QString& bankCode);
// The one that the day is about: the first with lines as they stand in the book, worst first.
QString worksheetBank(const Context& context);
// On the screen as it comes out of the printer, and from there onto paper.
void previewWorksheet(Context& context, const QString& bankCode, QWidget* window);
void saveWorksheet(Context& context, const QString& bankCode, QWidget* window);

} // namespace ui
