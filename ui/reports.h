// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "context.h"
#include "records/reportrequest.h"
#include "report/report.h"

#include <functional>
#include <optional>

class QToolButton;
class QWidget;

namespace ui {

// A report on the screen as it comes out of the printer, and from there onto paper: the first rows
// of one that is very long.
void previewReport(Context& context, const report::Report& report, QWidget* window);
// Made first, beside everything else that the window does.
void previewReport(Context& context, const records::ReportRequest& request, QWidget* window);
// As a file, of the kind that its name's end asks for. The engine writes it.
void saveReport(Context& context, const records::ReportRequest& request, QWidget* window);

// The request of what is shown when the button is pressed.
using RequestOf = std::function<std::optional<records::ReportRequest>(records::ReportKind)>;
// The one button for reports: each kind can be looked at and saved.
QToolButton* makeReportButton(Context& context, const QString& name,
    const QList<records::ReportKind>& kinds, const RequestOf& requestOf);

} // namespace ui
