// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "report/tablefile.h"

#include <QFile>

#include <utility>
#include <xlsxwriter.h>

namespace report {

// A spreadsheet being written, sheet after sheet. The library writes what it is given; a cell that
// begins with = stays text, since it is written as a string.
class XlsxBook {
public:
    // isLarge: rows go to disk as they come, strings are kept in their cells.
    explicit XlsxBook(const QString& path, const QString& firstSheet = {}, bool isLarge = false)
        : m_name(path)
        , m_path(QFile::encodeName(path))
        , m_options{.constant_memory = isLarge, .tmpdir = nullptr, .use_zip64 = isLarge}
        , m_book(workbook_new_opt(m_path.constData(), &m_options))
        , m_sheet(m_book ? added(firstSheet) : nullptr)
    {
    }
    ~XlsxBook()
    {
        if (m_book)
            workbook_close(m_book);
    }
    XlsxBook(const XlsxBook&) = delete;
    XlsxBook& operator=(const XlsxBook&) = delete;

    bool isOpen() const { return m_sheet != nullptr; }
    // What is written from now on stands in this one. The name must be one a spreadsheet takes.
    void addSheet(const QString& name) { m_sheet = added(name); }
    lxw_format* format() { return workbook_add_format(m_book); }
    lxw_worksheet* sheet() { return m_sheet; }
    void text(lxw_row_t row, lxw_col_t column, const QString& said, lxw_format* format = nullptr)
    {
        // The most that a cell holds; the library would leave out the whole.
        const QString held = said.size() > 32'000 ? said.left(32'000) + u'…' : said;
        worksheet_write_string(m_sheet, row, column, held.toUtf8().constData(), format);
    }
    base::Result<void> close()
    {
        const lxw_error error = workbook_close(std::exchange(m_book, nullptr));
        return error == LXW_NO_ERROR ? base::Result<void>()
                                     : notWritten(m_name, QString::fromUtf8(lxw_strerror(error)));
    }

private:
    lxw_worksheet* added(const QString& name)
    {
        return workbook_add_worksheet(m_book, name.isEmpty() ? nullptr : name.toUtf8().constData());
    }

    QString m_name;
    QByteArray m_path;
    lxw_workbook_options m_options;
    lxw_workbook* m_book;
    lxw_worksheet* m_sheet;
};

} // namespace report
