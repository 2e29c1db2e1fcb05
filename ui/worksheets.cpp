// SPDX-License-Identifier: GPL-3.0-or-later

#include "worksheets.h"

#include "linewords.h"

#include <QFileDialog>
#include <QPrintDialog>
#include <QPrinter>

#include <memory>

using namespace records;
using Qt::StringLiterals::operator""_s;

namespace ui {

namespace {

constexpr int mostLines = 20'000;

base::Result<void> written(const report::Worksheet& sheet, const QString& path)
{
    if (path.endsWith(u".xlsx"_s, Qt::CaseInsensitive))
        return report::writeXlsx(sheet, path);
    if (path.endsWith(u".csv"_s, Qt::CaseInsensitive))
        return report::writeCsv(sheet, path);
    return report::writePdf(sheet, path);
}

} // namespace

QString worksheetBank(const Context& context)
{
    for (const Preflight& bank : context.reader().today().banks)
        if (bank.lines.all() > 0)
            return bank.bankCode;
    return {};
}

report::Worksheet worksheetOf(const Context& context, const QString& bankCode)
{
    report::Worksheet sheet;
    sheet.organisation = context.status().organisation;
    sheet.madeAt = context.now();
    for (const Preflight& bank : context.reader().today().banks)
        if (bank.bankCode == bankCode) {
            sheet.bank = bankName(bank);
            sheet.verdict = bank.headline + u' ' + bank.sentence;
        }
    for (const store::BankLineRow& row :
        context.reader().bankLines({.filter = bankCode}, 0, mostLines))
        sheet.lines.append(report::lineOf(row.kept.line, row.check));
    return sheet;
}

void printWorksheet(Context& context, const QString& bankCode, QWidget* window)
{
    const auto printer = std::make_shared<QPrinter>(QPrinter::HighResolution);
    printer->setPageSize(QPageSize(QPageSize::A4));
    auto* dialog = new QPrintDialog(printer.get(), window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    QObject::connect(dialog, qOverload<QPrinter*>(&QPrintDialog::accepted), window,
        [&context, bankCode, printer](QPrinter*) {
            const bool isPrinted = report::paint(worksheetOf(context, bankCode), *printer);
            context.notice(isPrinted ? u"The worksheet is at the printer."_s
                                     : u"The printer did not take the worksheet."_s,
                u"print"_s);
        });
    dialog->open();
}

void saveWorksheet(Context& context, const QString& bankCode, QWidget* window)
{
    auto* dialog = new QFileDialog(
        window, u"Save the worksheet"_s, {}, u"PDF (*.pdf);;Spreadsheet (*.xlsx);;CSV (*.csv)"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(u"pdf"_s);
    dialog->selectFile(u"worksheet-%1.pdf"_s.arg(bankCode));
    QObject::connect(dialog, &QFileDialog::filterSelected, dialog, [dialog](const QString& filter) {
        dialog->setDefaultSuffix(filter.contains(u"xlsx"_s) ? u"xlsx"_s
                : filter.contains(u".csv"_s)                ? u"csv"_s
                                                            : u"pdf"_s);
    });
    QObject::connect(
        dialog, &QFileDialog::fileSelected, window, [&context, bankCode](const QString& path) {
            const auto done = written(worksheetOf(context, bankCode), path);
            context.notice(done ? u"The worksheet is in %1."_s.arg(path) : done.error().sentence,
                done ? u"export"_s : u"problems"_s);
        });
    dialog->open();
}

} // namespace ui
