// SPDX-License-Identifier: GPL-3.0-or-later

#include "report/report.h"
#include "report/xlsxbook.h"

#include <QHash>
#include <QSaveFile>
#include <QSet>
#include <QTemporaryDir>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace report {

namespace {

constexpr qsizetype kRowsOfSheet = 1'048'000; // a spreadsheet has no more
constexpr qsizetype kLarge = 100'000; // from so many rows on they are not kept in memory

// Spreadsheets want names of at most 31 letters, each once, whatever the case.
class SheetNames {
public:
    QString nameFor(const QString& wanted)
    {
        QString base;
        for (const QChar c : wanted)
            base += u"[]:*?/\\'"_s.contains(c) || c.unicode() < 0x20 ? u' ' : c;
        base = base.simplified();
        if (base.isEmpty())
            base = u"Sheet"_s;
        QString name = base.left(31).trimmed();
        for (int i = 2; m_taken.contains(name.toLower()); ++i) {
            const QString number = u" (%1)"_s.arg(i);
            name = base.left(31 - number.size()).trimmed() + number;
        }
        m_taken.insert(name.toLower());
        return name;
    }

private:
    QSet<QString> m_taken;
};

class Spreadsheet {
public:
    Spreadsheet(const Report& report, const QString& path)
        : m_report(report)
        , m_book(path, m_names.nameFor(nameOf(report.sections.value(0))), isLarge(report))
    {
    }

    base::Result<void> write(const QString& path)
    {
        if (!m_book.isOpen())
            return notWritten(path, u"the spreadsheet could not be begun."_s);
        m_bold = m_book.format();
        format_set_bold(m_bold);
        format_set_text_wrap(m_bold);
        format_set_align(m_bold, LXW_ALIGN_VERTICAL_BOTTOM);
        bool isFirst = true;
        for (const Section& section : m_report.sections) {
            if (!isFirst)
                m_book.addSheet(m_names.nameFor(nameOf(section)));
            isFirst = false;
            write(section);
        }
        if (!isFirst)
            m_book.addSheet(m_names.nameFor(u"About"_s));
        about();
        return m_book.close();
    }

private:
    static bool isLarge(const Report& report)
    {
        return std::any_of(report.sections.begin(), report.sections.end(),
            [](const Section& section) { return section.rows.size() > kLarge; });
    }

    QString nameOf(const Section& section) const
    {
        return !section.heading.isEmpty() ? section.heading
            : !section.key.isEmpty()      ? section.key
                                          : m_report.title;
    }

    lxw_format* formatOf(const QString& code, bool isBold)
    {
        lxw_format*& format = m_formats[{code, isBold}];
        if (!format) {
            format = m_book.format();
            format_set_num_format(format, code.toUtf8().constData());
            if (isBold)
                format_set_bold(format);
        }
        return format;
    }

    // "#,##0.00" as the currency has it; with its code where the column has several.
    static QString moneyFormat(const Cell& cell, bool withCode)
    {
        const base::Currency currency = cell.asMoney().currency();
        QString figure = u"#,##0"_s;
        if (currency.decimals() > 0)
            figure += u'.' + QString(currency.decimals(), u'0');
        const QString code
            = withCode && !currency.isNone() ? u"\"%1 \""_s.arg(currency.code()) : QString();
        const QString plus = cell.kind() == Cell::Kind::Difference ? u"+"_s : QString();
        return code + plus + figure + u';' + code + u'-' + figure + u';' + code + figure;
    }

    void write(const Section& section)
    {
        QList<bool> mixed;
        for (qsizetype i = 0; i < section.columns.size(); ++i)
            mixed.append(isMixed(section, i));
        qsizetype from = 0;
        do {
            if (from > 0)
                m_book.addSheet(m_names.nameFor(nameOf(section)));
            m_widths = QList<qsizetype>(section.columns.size(), 6);
            lxw_row_t row = 0;
            for (qsizetype i = 0; i < section.columns.size(); ++i)
                text(row, i, section.columns.at(i).title, m_bold);
            const qsizetype until = std::min(from + kRowsOfSheet, section.rows.size());
            for (qsizetype i = from; i < until; ++i)
                write(++row, section, section.rows.at(i), mixed, false);
            from = until;
            const lxw_row_t last = row;
            if (from >= section.rows.size() && !section.totals.isEmpty())
                write(++row, section, section.totals, mixed, true);
            finish(section, last);
        } while (from < section.rows.size());
    }

    void write(lxw_row_t row, const Section& section, const QList<Cell>& cells,
        const QList<bool>& mixed, bool isTotal)
    {
        for (qsizetype i = 0; i < std::min(section.columns.size(), cells.size()); ++i)
            write(row, i, cells.at(i), mixed.at(i), isTotal);
    }

    void write(lxw_row_t row, qsizetype column, const Cell& cell, bool withCode, bool isTotal)
    {
        const auto at = static_cast<lxw_col_t>(column);
        switch (cell.kind()) {
        case Cell::Kind::Empty:
            return;
        case Cell::Kind::Text:
            return text(row, column, cell.asText(), isTotal ? m_bold : nullptr);
        case Cell::Kind::Money:
        case Cell::Kind::Difference:
            // A spreadsheet knows no other numbers; nothing is computed with it here.
            worksheet_write_number(m_book.sheet(), row, at, cell.asMoney().toString().toDouble(),
                formatOf(moneyFormat(cell, withCode), isTotal));
            return widen(column, shown(cell, withCode).size());
        case Cell::Kind::Date:
            return moment(row, column, cell.asDate(), QTime(), isTotal);
        case Cell::Kind::Instant: {
            const QDateTime when = cell.asInstant();
            return moment(row, column, when.date(), when.time(), isTotal);
        }
        case Cell::Kind::Count:
            worksheet_write_number(m_book.sheet(), row, at, static_cast<double>(cell.asCount()),
                formatOf(u"#,##0"_s, isTotal));
            return widen(column, shown(cell).size());
        }
    }

    void moment(lxw_row_t row, qsizetype column, QDate day, QTime time, bool isTotal)
    {
        if (!day.isValid())
            return;
        if (day.year() < 1900 || day.year() > 9999) // a spreadsheet's days begin there
            return text(row, column, day.toString(Qt::ISODate), nullptr);
        const bool hasTime = time.isValid();
        lxw_datetime value{day.year(), day.month(), day.day(), hasTime ? time.hour() : 0,
            hasTime ? time.minute() : 0, hasTime ? double(time.second()) : 0};
        worksheet_write_datetime(m_book.sheet(), row, static_cast<lxw_col_t>(column), &value,
            formatOf(hasTime ? u"d mmm yyyy hh:mm"_s : u"d mmm yyyy"_s, isTotal));
        widen(column, hasTime ? 17 : 11);
    }

    void text(lxw_row_t row, qsizetype column, const QString& said, lxw_format* format)
    {
        m_book.text(row, static_cast<lxw_col_t>(column), said, format);
        widen(column, said.size());
    }

    void widen(qsizetype column, qsizetype letters)
    {
        m_widths[column] = std::clamp<qsizetype>(letters + 2, m_widths.at(column), 60);
    }

    void setWidths()
    {
        for (qsizetype i = 0; i < m_widths.size(); ++i) {
            const auto column = static_cast<lxw_col_t>(i);
            worksheet_set_column(
                m_book.sheet(), column, column, static_cast<double>(m_widths.at(i)), nullptr);
        }
    }

    void finish(const Section& section, lxw_row_t last)
    {
        setWidths();
        worksheet_freeze_panes(m_book.sheet(), 1, 0);
        if (last > 0 && !section.columns.isEmpty())
            worksheet_autofilter(
                m_book.sheet(), 0, 0, last, static_cast<lxw_col_t>(section.columns.size() - 1));
        worksheet_fit_to_pages(m_book.sheet(), 1, 0);
        worksheet_repeat_rows(m_book.sheet(), 0, 0);
        if (section.columns.size() > 5)
            worksheet_set_landscape(m_book.sheet());
    }

    // What stands above the tables on paper.
    void about()
    {
        m_widths = QList<qsizetype>(2, 6);
        lxw_row_t row = 0;
        const auto add = [&](const QString& name, const QString& value) {
            if (value.isEmpty())
                return;
            text(row, 0, name, m_bold);
            text(row++, 1, value, nullptr);
        };
        add(u"Report"_s, m_report.title);
        add(u"Organisation"_s, m_report.organisation);
        add(u"Book"_s, m_report.book);
        add(u"Made"_s, withZone(m_report.madeAt));
        for (const auto& [name, value] : m_report.facts)
            add(name, value);
        for (const Section& section : m_report.sections)
            add(nameOf(section), section.note);
        setWidths();
    }

    const Report& m_report;
    SheetNames m_names;
    XlsxBook m_book;
    lxw_format* m_bold = nullptr;
    QHash<std::pair<QString, bool>, lxw_format*> m_formats;
    QList<qsizetype> m_widths; // of the sheet being written, in letters
};

// The library writes by name and in place, so it writes elsewhere first.
base::Result<void> moveInto(const QString& path, const QString& from)
{
    QFile made(from);
    QSaveFile file(path);
    if (!made.open(QIODevice::ReadOnly) || !file.open(QIODevice::WriteOnly))
        return notWritten(path, made.isOpen() ? file.errorString() : made.errorString());
    while (!made.atEnd()) {
        const QByteArray piece = made.read(1 << 20);
        if (piece.isEmpty() || file.write(piece) != piece.size())
            return notWritten(path, piece.isEmpty() ? made.errorString() : file.errorString());
    }
    return file.commit() ? base::Result<void>() : notWritten(path, file.errorString());
}

} // namespace

base::Result<void> writeXlsx(const Report& report, const QString& path)
{
    const QTemporaryDir folder;
    if (!folder.isValid())
        return notWritten(path, folder.errorString());
    const QString beside = folder.filePath(u"report.xlsx"_s);
    return Spreadsheet(report, beside).write(beside).and_then([&] {
        return moveInto(path, beside);
    });
}

} // namespace report
