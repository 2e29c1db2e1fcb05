// SPDX-License-Identifier: GPL-3.0-or-later

#include "report/worksheet.h"

#include "preflight/linewords.h"
#include "report/tables.h"
#include "report/xlsxbook.h"

#include <QFile>
#include <QFont>
#include <QFontMetricsF>
#include <QPagedPaintDevice>
#include <QPainter>
#include <QPdfWriter>

#include <algorithm>
#include <array>

namespace report {

namespace {

constexpr std::array kHeads{"Done", "Verdict", "Date", "Payer and reference", "Amount",
    "Pick this in Xero", "Xero will offer", "Why"};

QStringList heads()
{
    QStringList names;
    for (const char* head : kHeads)
        names.append(QString::fromLatin1(head));
    return names;
}

QString payerOf(const WorksheetLine& line)
{
    return line.reference.isEmpty() ? line.payer : line.payer + u' ' + line.reference;
}

QString madeAtOf(const Worksheet& sheet)
{
    return QStringLiteral("Made %1").arg(sheet.madeAt.toString(QStringLiteral("d MMM yyyy HH:mm")));
}

} // namespace

WorksheetLine lineOf(const records::BankLine& line, const records::LineCheck& check)
{
    return {.verdict = check.verdict,
        .date = line.date,
        .payer = preflight::payerOf(line),
        .reference = preflight::referenceOf(line),
        .amount = line.amount,
        .pick = preflight::pickOf(check),
        .offer = preflight::offerOf(check),
        .why = check.sentence};
}

QByteArray toCsv(const Worksheet& sheet)
{
    Table table{heads(), {}, {4}};
    for (const WorksheetLine& line : sheet.lines)
        table.rows.append({line.verdict == records::Verdict::Done ? QStringLiteral("x") : QString(),
            preflight::wordOf(line.verdict), line.date.toString(Qt::ISODate), payerOf(line),
            line.amount.toString(), line.pick, line.offer, line.why});
    return toCsv(table);
}

base::Result<void> writeCsv(const Worksheet& sheet, const QString& path)
{
    return writeFile(path, toCsv(sheet));
}

namespace {

void addLine(XlsxBook& book, lxw_row_t row, const WorksheetLine& line, lxw_format* day,
    lxw_format* money, lxw_format* loud)
{
    const bool isStop = line.verdict == records::Verdict::Stop;
    book.text(row, 0, line.verdict == records::Verdict::Done ? QStringLiteral("x") : QString());
    book.text(row, 1, preflight::wordOf(line.verdict), isStop ? loud : nullptr);
    lxw_datetime date{line.date.year(), line.date.month(), line.date.day(), 0, 0, 0};
    worksheet_write_datetime(book.sheet(), row, 2, &date, day);
    book.text(row, 3, payerOf(line));
    // A spreadsheet knows no other numbers; nothing is computed with it here.
    worksheet_write_number(book.sheet(), row, 4, line.amount.toString().toDouble(), money);
    book.text(row, 5, line.pick);
    book.text(row, 6, line.offer);
    book.text(row, 7, line.why);
}

} // namespace

base::Result<void> writeXlsx(const Worksheet& sheet, const QString& path)
{
    XlsxBook book(path);
    if (!book.isOpen())
        return notWritten(path, QStringLiteral("the spreadsheet could not be begun."));
    lxw_format* bold = book.format();
    format_set_bold(bold);
    lxw_format* loud = book.format();
    format_set_bold(loud);
    format_set_font_color(loud, 0xA8231C);
    lxw_format* day = book.format();
    format_set_num_format(day, "d mmm yyyy");
    lxw_format* money = book.format();
    format_set_num_format(money, "#,##0.00;-#,##0.00");
    book.text(0, 0, sheet.organisation + QStringLiteral(", ") + sheet.bank, bold);
    book.text(1, 0, sheet.verdict);
    book.text(2, 0, madeAtOf(sheet));
    constexpr lxw_row_t head = 4;
    for (size_t i = 0; i < kHeads.size(); ++i)
        book.text(head, static_cast<lxw_col_t>(i), QString::fromLatin1(kHeads[i]), bold);
    lxw_row_t row = head;
    for (const WorksheetLine& line : sheet.lines)
        addLine(book, ++row, line, day, money, loud);
    constexpr std::array widths{6.0, 12.0, 12.0, 38.0, 12.0, 30.0, 26.0, 60.0};
    for (size_t i = 0; i < widths.size(); ++i) {
        const auto column = static_cast<lxw_col_t>(i);
        worksheet_set_column(book.sheet(), column, column, widths[i], nullptr);
    }
    worksheet_freeze_panes(book.sheet(), head + 1, 0);
    worksheet_autofilter(book.sheet(), head, 0, row, static_cast<lxw_col_t>(kHeads.size() - 1));
    worksheet_set_landscape(book.sheet());
    worksheet_fit_to_pages(book.sheet(), 1, 0);
    worksheet_repeat_rows(book.sheet(), head, head);
    const QByteArray foot
        = (QStringLiteral("&L") + madeAtOf(sheet) + QStringLiteral("&R&P of &N")).toUtf8();
    worksheet_set_footer(book.sheet(), foot.constData());
    return book.close();
}

namespace {

// One worksheet on paper, row by row.
class Paper {
public:
    Paper(const Worksheet& sheet, QPagedPaintDevice& device)
        : m_sheet(sheet)
        , m_device(device)
        , m_painter(&device)
        , m_width(m_painter.viewport().width())
        , m_height(m_painter.viewport().height())
        , m_unit(device.logicalDpiY() / 72.0)
    {
    }

    bool paint()
    {
        if (!m_painter.isActive())
            return false;
        const int pages = countPages();
        for (int page = 1; page <= pages; ++page) {
            if (page > 1 && !m_device.newPage())
                return false;
            pageOf(page, pages);
        }
        return true;
    }

private:
    static constexpr double kRow = 26, kHead = 64, kFoot = 20; // points

    int rowsPerPage() const { return std::max(1, int((m_height / m_unit - kHead - kFoot) / kRow)); }
    int countPages() const
    {
        const int rows = rowsPerPage();
        return std::max(1, (int(m_sheet.lines.size()) + rows - 1) / rows);
    }

    QFont font(double points, bool isBold = false) const
    {
        QFont font;
        font.setPointSizeF(points);
        font.setBold(isBold);
        return font;
    }

    void text(const QRectF& points, const QString& said, double size, bool isBold = false,
        Qt::Alignment alignment = Qt::AlignLeft)
    {
        const QRectF rect(points.x() * m_unit, points.y() * m_unit, points.width() * m_unit,
            points.height() * m_unit);
        m_painter.setFont(font(size, isBold));
        const QFontMetricsF metrics(m_painter.font(), &m_device);
        m_painter.drawText(rect, int(alignment | Qt::AlignTop) | Qt::TextSingleLine,
            metrics.elidedText(said, Qt::ElideRight, rect.width()));
    }

    void rule(double y)
    {
        m_painter.setPen(QPen(QColor(190, 190, 190), 0));
        m_painter.drawLine(QPointF(0, y * m_unit), QPointF(m_width, y * m_unit));
        m_painter.setPen(Qt::black);
    }

    void pageOf(int page, int pages)
    {
        const double wide = m_width / m_unit;
        text({0, 0, wide * 0.7, 18}, m_sheet.organisation + QStringLiteral(", ") + m_sheet.bank, 12,
            true);
        text({wide * 0.7, 2, wide * 0.3, 14}, madeAtOf(m_sheet), 8, false, Qt::AlignRight);
        text({0, 20, wide, 14}, m_sheet.verdict, 9);
        const QList<double> at = columns(wide);
        for (size_t i = 1; i < 7; ++i)
            text({at[qsizetype(i)], 44, at[qsizetype(i) + 1] - at[qsizetype(i)] - 6, 12},
                QString::fromLatin1(kHeads[i]), 7.5, true, i == 4 ? Qt::AlignRight : Qt::AlignLeft);
        const int rows = rowsPerPage(), first = (page - 1) * rows;
        for (int i = first; i < std::min<int>(first + rows, int(m_sheet.lines.size())); ++i)
            row(m_sheet.lines[i], kHead + (i - first) * kRow, at);
        text({0, m_height / m_unit - 12, wide, 12}, QStringLiteral("%1 of %2").arg(page).arg(pages),
            7.5, false, Qt::AlignRight);
    }

    // Where each column begins, and where the last ends.
    static QList<double> columns(double wide)
    {
        constexpr std::array shares{0.04, 0.11, 0.08, 0.27, 0.12, 0.21, 0.17};
        QList<double> at{0};
        for (const double share : shares)
            at.append(at.last() + share * wide);
        return at;
    }

    void row(const WorksheetLine& line, double y, const QList<double>& at)
    {
        using enum records::Verdict;
        rule(y - 4);
        const auto cell = [&](int column, const QString& said, bool isBold = false,
                              Qt::Alignment alignment = Qt::AlignLeft) {
            text(
                {at[column], y, at[column + 1] - at[column] - 6, 12}, said, 8.5, isBold, alignment);
        };
        const QRectF box(1 * m_unit, (y + 1) * m_unit, 9 * m_unit, 9 * m_unit);
        m_painter.drawRect(box);
        if (line.verdict == Done) {
            m_painter.drawLine(box.topLeft(), box.bottomRight());
            m_painter.drawLine(box.topRight(), box.bottomLeft());
        }
        cell(1, preflight::wordOf(line.verdict), line.verdict == Stop);
        cell(2, line.date.toString(QStringLiteral("d MMM")));
        cell(3, payerOf(line));
        cell(4, line.amount.display(), false, Qt::AlignRight);
        cell(5, line.pick, line.verdict != Done);
        cell(6, line.offer);
        if (line.verdict == Stop || line.verdict == NotChecked)
            text({at[3], y + 11, at[7] - at[3], 10}, line.why, 7.5);
    }

    const Worksheet& m_sheet;
    QPagedPaintDevice& m_device;
    QPainter m_painter;
    double m_width, m_height; // of the page, in the device's dots
    double m_unit; // dots in a point
};

} // namespace

bool paint(const Worksheet& sheet, QPagedPaintDevice& device)
{
    return Paper(sheet, device).paint();
}

base::Result<void> writePdf(const Worksheet& sheet, const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return notWritten(path, file.errorString());
    QPdfWriter writer(&file);
    writer.setPageSize(QPageSize(QPageSize::A4));
    writer.setPageMargins(QMarginsF(12, 12, 12, 12), QPageLayout::Millimeter);
    writer.setTitle(sheet.bank);
    if (!paint(sheet, writer))
        return notWritten(path, QStringLiteral("the page could not be drawn."));
    return {};
}

} // namespace report
