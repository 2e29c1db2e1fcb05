// SPDX-License-Identifier: GPL-3.0-or-later

#include "report/tablefile.h"

#include "report/xlsxbook.h"

#include <QSaveFile>

#include <algorithm>

namespace report {

namespace {

base::Result<void> writeSpreadsheet(const Table& table, const QString& path)
{
    XlsxBook book(path);
    if (!book.isOpen())
        return notWritten(path, QStringLiteral("the spreadsheet could not be begun."));
    lxw_format* bold = book.format();
    format_set_bold(bold);
    QList<qsizetype> widths(table.header.size(), 8);
    const auto write = [&](lxw_row_t row, const QStringList& cells, lxw_format* format) {
        for (qsizetype i = 0; i < cells.size() && i < widths.size(); ++i) {
            book.text(row, static_cast<lxw_col_t>(i), cells[i], format);
            widths[i] = std::min<qsizetype>(60, std::max(widths[i], cells[i].size() + 2));
        }
    };
    write(0, table.header, bold);
    lxw_row_t row = 0;
    for (const QStringList& cells : table.rows)
        write(++row, cells, nullptr);
    for (qsizetype i = 0; i < widths.size(); ++i) {
        const auto column = static_cast<lxw_col_t>(i);
        worksheet_set_column(book.sheet(), column, column, static_cast<double>(widths[i]), nullptr);
    }
    worksheet_freeze_panes(book.sheet(), 1, 0);
    worksheet_autofilter(book.sheet(), 0, 0, row, static_cast<lxw_col_t>(widths.size() - 1));
    return book.close();
}

} // namespace

base::Unexpected notWritten(const QString& path, const QString& why)
{
    return base::failure(
        base::ErrorKind::Storage, QStringLiteral("%1 could not be written: %2").arg(path, why));
}

base::Result<void> writeFile(const QString& path, const QByteArray& content)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size() || !file.commit())
        return notWritten(path, file.errorString());
    return {};
}

base::Result<void> writeTable(const Table& table, const QString& path)
{
    return path.endsWith(QStringLiteral(".xlsx"), Qt::CaseInsensitive)
        ? writeSpreadsheet(table, path)
        : writeFile(path, toCsv(table));
}

} // namespace report
