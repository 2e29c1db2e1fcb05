// SPDX-License-Identifier: GPL-3.0-or-later

#include "reports.h"

#include <QFileDialog>
#include <QPrintPreviewDialog>
#include <QPrinter>

#include <memory>

using Qt::StringLiterals::operator""_s;

namespace ui {

void previewReport(Context& context, const report::Report& report, QWidget* window)
{
    const auto printer = std::make_shared<QPrinter>(QPrinter::HighResolution);
    printer->setPageSize(QPageSize(QPageSize::A4));
    printer->setPageOrientation(
        report::isWide(report) ? QPageLayout::Landscape : QPageLayout::Portrait);
    printer->setDocName(report.title);
    auto* dialog = new QPrintPreviewDialog(printer.get(), window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(report.title);
    dialog->setAccessibleName(u"Print preview: %1"_s.arg(report.title));
    dialog->resize(920, 720);
    // The printer lives as long as the one who paints on it.
    QObject::connect(dialog, &QPrintPreviewDialog::paintRequested, dialog,
        [&context, report, printer](QPrinter* paper) {
            if (!report::paint(report, *paper))
                context.notice(u"The printer did not take the report."_s, u"problems"_s);
        });
    dialog->open();
}

void saveReport(Context& context, const report::Report& report, QWidget* window)
{
    auto* dialog = new QFileDialog(window, u"Save the report"_s, {},
        u"PDF (*.pdf);;Spreadsheet (*.xlsx);;CSV (*.csv);;JSON (*.json)"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(u"pdf"_s);
    dialog->selectFile(report.key + u".pdf"_s);
    QObject::connect(dialog, &QFileDialog::filterSelected, dialog, [dialog](const QString& filter) {
        dialog->setDefaultSuffix(filter.section(u"*."_s, 1).chopped(1));
    });
    QObject::connect(
        dialog, &QFileDialog::fileSelected, window, [&context, report](const QString& path) {
            const auto done = report::write(report, path);
            context.notice(done ? u"The report is in %1."_s.arg(path) : done.error().sentence,
                done ? u"export"_s : u"problems"_s);
        });
    dialog->open();
}

} // namespace ui
