// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "report/tablefile.h"

#include <QFile>

#include <utility>
#include <xlsxwriter.h>

namespace report {

// A spreadsheet of one sheet, being written. The library writes what it is given; a cell that
// begins with = stays text, since it is written as a string.
class XlsxBook {
public:
    explicit XlsxBook(const QString& path)
        : m_name(path)
        , m_path(QFile::encodeName(path))
        , m_book(workbook_new(m_path.constData()))
        , m_sheet(m_book ? workbook_add_worksheet(m_book, nullptr) : nullptr)
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
    lxw_format* format() { return workbook_add_format(m_book); }
    lxw_worksheet* sheet() { return m_sheet; }
    void text(lxw_row_t row, lxw_col_t column, const QString& said, lxw_format* format = nullptr)
    {
        worksheet_write_string(m_sheet, row, column, said.toUtf8().constData(), format);
    }
    base::Result<void> close()
    {
        const lxw_error error = workbook_close(std::exchange(m_book, nullptr));
        return error == LXW_NO_ERROR ? base::Result<void>()
                                     : notWritten(m_name, QString::fromUtf8(lxw_strerror(error)));
    }

private:
    QString m_name;
    QByteArray m_path;
    lxw_workbook* m_book;
    lxw_worksheet* m_sheet;
};

} // namespace report
