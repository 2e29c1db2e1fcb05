// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "context.h"

#include <functional>

class QPrinter;

namespace ui {

// Something that can be printed: as often as it is asked for, on whatever paper was chosen.
struct Paper {
    QString title;
    bool isWide = false; // asks for A4 across
    std::function<bool(QPrinter&)> paint; // false: the printer would not take it
    QString printed, refused; // what is said then
};

// On the screen as it comes out of the printer, and from there onto paper.
void previewPaper(Context& context, const Paper& paper, QWidget* window);

// Where a file is to be written, of which kind by the end of its name: where the last one of this
// book went, and under this name without what a file's name can't have. kinds: "PDF (*.pdf);;…",
// the first is proposed. What is there already is asked about by the dialog.
void askWhereToSave(Context& context, QWidget* window, const QString& title, const QString& name,
    const QString& kinds, const std::function<void(const QString& path)>& then);
QString fileName(QString words); // "Bridge of A-B Pty Ltd as of 31 Oct 2026"

} // namespace ui
