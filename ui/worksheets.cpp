// SPDX-License-Identifier: GPL-3.0-or-later

#include "worksheets.h"

#include "linewords.h"
#include "paper.h"
#include "signoffwords.h"

#include <QPrinter>

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

void previewWorksheet(Context& context, const QString& bankCode, QWidget* window)
{
    // As it was when it was asked for: what is printed is what was looked at.
    const report::Worksheet sheet = worksheetOf(context, bankCode);
    previewPaper(context,
        {.title = u"Worksheet of %1"_s.arg(sheet.bank),
            .paint = [sheet](QPrinter& paper) { return report::paint(sheet, paper); },
            .printed = u"The worksheet is at the printer."_s,
            .refused = u"The printer did not take the worksheet."_s},
        window);
}

void saveWorksheet(Context& context, const QString& bankCode, QWidget* window)
{
    QString name = bankCode;
    for (const Preflight& bank : context.reader().today().banks)
        if (bank.bankCode == bankCode)
            name = bankName(bank);
    askWhereToSave(context, window, u"Save the worksheet"_s,
        u"Worksheet of %1 as of %2"_s.arg(name, fullDay(context.today())),
        u"PDF (*.pdf);;Spreadsheet (*.xlsx);;CSV (*.csv)"_s,
        [&context, bankCode](const QString& path) {
            const auto done = written(worksheetOf(context, bankCode), path);
            if (done)
                context.noticeFile(u"The worksheet is in %1."_s.arg(path), path);
            else
                context.notice(done.error().sentence, u"problems"_s);
        });
}

} // namespace ui
