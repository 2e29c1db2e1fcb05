// SPDX-License-Identifier: GPL-3.0-or-later

#include "report/papercolumns.h"
#include "report/tablefile.h"

#include <QFontMetricsF>
#include <QPagedPaintDevice>
#include <QPainter>
#include <QPdfWriter>
#include <QSaveFile>
#include <QTextBoundaryFinder>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace report {

namespace {

using paper::kBody;
using paper::kGap;
using paper::kHead;

// One size of letters on the device.
struct Face {
    QFont font;
    QFontMetricsF metrics;
    double wide; // no letter is wider

    Face(double points, bool isBold, QPaintDevice* device)
        : font(made(points, isBold))
        , metrics(font, device)
        , wide(metrics.height())
    {
    }
    static QFont made(double points, bool isBold)
    {
        QFont font = paper::font(isBold);
        font.setPointSizeF(points);
        return font;
    }
    bool fits(const QString& text, double width) const
    {
        return double(text.size()) * wide <= width || metrics.horizontalAdvance(text) <= width;
    }
};

// How many letters from here fit: up to where a line may break, else, within one long word, up to
// any letter. Never none.
qsizetype lengthThatFits(const QString& text, qsizetype from, double width, const Face& face)
{
    for (const auto kind : {QTextBoundaryFinder::Line, QTextBoundaryFinder::Grapheme}) {
        QTextBoundaryFinder finder(kind, text);
        finder.setPosition(from);
        qsizetype good = from;
        for (qsizetype next = finder.toNextBoundary(); next > from;
             next = finder.toNextBoundary()) {
            if (!face.fits(text.mid(from, next - from).trimmed(), width))
                break;
            good = next;
        }
        if (good > from)
            return good - from;
    }
    return 1;
}

// The text in lines of this width; what is beyond the last is cut with an ellipsis.
QStringList wrapped(const QString& text, double width, const Face& face, int most)
{
    QStringList lines;
    for (qsizetype at = 0; at < text.size() || lines.isEmpty();) {
        const QString rest = text.mid(at);
        const bool fits = face.fits(rest, width);
        if (fits || lines.size() + 1 == most) {
            lines.append(fits ? rest : face.metrics.elidedText(rest, Qt::ElideRight, width));
            break;
        }
        const qsizetype length = lengthThatFits(text, at, width, face);
        lines.append(text.mid(at, length).trimmed());
        at += length;
    }
    return lines;
}

Report withoutIds(Report report)
{
    for (Section& section : report.sections)
        for (qsizetype column = section.columns.size() - 1; column >= 0; --column) {
            if (!section.columns.at(column).isId)
                continue;
            section.columns.removeAt(column);
            for (QList<Cell>& row : section.rows)
                if (column < row.size())
                    row.removeAt(column);
            if (column < section.totals.size())
                section.totals.removeAt(column);
        }
    return report;
}

// A report, laid out from top to bottom. It runs twice: once to count the pages, once to paint
// them. Row by row, so that the length of a table costs time but no memory.
class Paper {
public:
    Paper(const Report& report, QPagedPaintDevice& device)
        : m_report(report)
        , m_device(device)
        , m_painter(&device)
        , m_unit(device.logicalDpiY() / 72.0)
        , m_width(m_painter.viewport().width())
        , m_bottom(m_painter.viewport().height() - 22 * m_unit)
        , m_title(16, true, &device)
        , m_heading(11, true, &device)
        , m_body(kBody, false, &device)
        , m_strong(kBody, true, &device)
        , m_head(kHead, true, &device)
        , m_small(7, false, &device)
    {
    }

    bool paint()
    {
        if (!m_painter.isActive())
            return false;
        flow();
        m_pages = m_page;
        m_page = 1;
        m_y = 0;
        m_isDry = false;
        flow();
        foot();
        return m_isGood;
    }

private:
    struct Grid {
        const Section& section;
        QList<double> at, widths;
        QList<bool> mixed;
    };

    void flow()
    {
        titleBlock();
        facts();
        for (const Section& section : m_report.sections)
            flow(section);
    }

    double height(const Face& face, qsizetype lines = 1) const
    {
        return face.metrics.lineSpacing() * double(lines);
    }
    bool hasRoom(double height) const { return m_y + height <= m_bottom; }

    void nextPage()
    {
        foot();
        if (!m_isDry && !m_device.newPage())
            m_isGood = false;
        ++m_page;
        m_y = 0;
    }

    void foot()
    {
        if (m_isDry)
            return;
        const double y = m_bottom + 10 * m_unit;
        rule(y - 4 * m_unit, m_colours.line);
        QStringList parts{
            m_report.organisation, m_report.title, u"made "_s + withZone(m_report.madeAt)};
        parts.removeAll(QString());
        const QString pages = u"Page %1 of %2"_s.arg(m_page).arg(m_pages);
        const double right = m_small.metrics.horizontalAdvance(pages);
        line(m_small,
            m_small.metrics.elidedText(
                parts.join(u" · "_s), Qt::ElideMiddle, m_width - right - kGap * m_unit),
            0, y, m_colours.text3);
        line(m_small, pages, m_width - right, y, m_colours.text3);
    }

    // One line of text with its top at y.
    void line(const Face& face, const QString& text, double x, double y, const QColor& colour)
    {
        if (m_isDry || text.isEmpty())
            return;
        m_painter.setFont(face.font);
        m_painter.setPen(colour);
        m_painter.drawText(QPointF(x, y + face.metrics.ascent()), text);
    }

    void rule(double y, const QColor& colour, double points = 0.5)
    {
        if (!m_isDry)
            m_painter.fillRect(QRectF(0, y, m_width, points * m_unit), colour);
    }

    void paragraph(const Face& face, const QString& text, const QColor& colour)
    {
        for (const QString& said : wrapped(text.simplified(), m_width, face, 60)) {
            if (!hasRoom(height(face)))
                nextPage();
            line(face, said, 0, m_y, colour);
            m_y += height(face);
        }
    }

    void titleBlock()
    {
        QStringList parts{m_report.organisation, m_report.book};
        parts.removeAll(QString());
        parts.removeDuplicates();
        if (!parts.isEmpty())
            paragraph(m_body, parts.join(u" · "_s), m_colours.text3);
        paragraph(m_title, m_report.title, m_colours.text);
        m_y += 6 * m_unit;
    }

    // Two facts beside each other, a long one across.
    void facts()
    {
        if (m_report.facts.isEmpty())
            return;
        rule(m_y, m_colours.line);
        m_y += 6 * m_unit;
        const double half = (m_width - 2 * kGap * m_unit) / 2;
        double name = 0;
        for (const auto& fact : m_report.facts)
            name = std::max(name, m_body.metrics.horizontalAdvance(fact.first));
        name = std::min(name + kGap * m_unit, half * 0.45);
        const auto isShort = [&](qsizetype i) {
            return i < m_report.facts.size()
                && m_body.fits(m_report.facts.at(i).second, half - name);
        };
        for (qsizetype i = 0; i < m_report.facts.size();) {
            const bool isPair = isShort(i) && isShort(i + 1);
            const double first = isShort(i) ? half : m_width;
            const double second = half + 2 * kGap * m_unit;
            const QStringList lines = factLines(i, first - name);
            if (!hasRoom(height(m_body, lines.size())))
                nextPage();
            fact(i, 0, name, lines);
            if (isPair)
                fact(i + 1, second, name, factLines(i + 1, half - name));
            m_y += height(m_body, lines.size()) + 3 * m_unit;
            i += isPair ? 2 : 1;
        }
        m_y += 3 * m_unit;
        rule(m_y, m_colours.line);
        m_y += 4 * m_unit;
    }

    QStringList factLines(qsizetype i, double width) const
    {
        return wrapped(m_report.facts.at(i).second.simplified(), width, m_body, 12);
    }

    void fact(qsizetype i, double x, double name, const QStringList& lines)
    {
        line(m_body, m_body.metrics.elidedText(m_report.facts.at(i).first, Qt::ElideRight, name), x,
            m_y, m_colours.text3);
        for (qsizetype k = 0; k < lines.size(); ++k)
            line(m_body, lines.at(k), x + name, m_y + height(m_body, k), m_colours.text);
    }

    void flow(const Section& section)
    {
        m_y += 12 * m_unit;
        const double chart = section.chart
            ? std::min(heightOf(*section.chart, height(m_head)), m_bottom * 0.7)
            : 0;
        const double next = section.chart ? chart : section.columns.isEmpty() ? 0 : 44 * m_unit;
        if (m_y > 12 * m_unit && !hasRoom(height(m_heading) + 16 * m_unit + next))
            nextPage();
        if (!section.heading.isEmpty()) {
            paragraph(m_heading, section.heading, m_colours.text);
            m_y += 2 * m_unit;
        }
        if (!section.note.isEmpty()) {
            paragraph(m_body, section.note, m_colours.text2);
            m_y += 3 * m_unit;
        }
        if (section.chart)
            flow(*section.chart, chart);
        if (!section.columns.isEmpty())
            table(section);
    }

    void flow(const Chart& chart, double wanted)
    {
        if (!hasRoom(wanted))
            nextPage();
        if (!m_isDry) {
            m_painter.save();
            m_painter.setFont(Face::made(kHead, false));
            paintChart(m_painter, QRectF(0, m_y + 4 * m_unit, m_width, wanted - 4 * m_unit), chart,
                m_colours);
            m_painter.restore();
        }
        m_y += wanted + 8 * m_unit;
    }

    Grid gridOf(const Section& section) const
    {
        Grid grid{section, {}, {}, {}};
        double x = 0;
        const QList<double> widths = widthsOf(section, m_width / m_unit);
        for (qsizetype i = 0; i < widths.size(); ++i) {
            grid.at.append(x);
            grid.widths.append(widths.at(i) * m_unit);
            grid.mixed.append(isMixed(section, i));
            x += grid.widths.last() + kGap * m_unit;
        }
        return grid;
    }

    void table(const Section& section)
    {
        const Grid grid = gridOf(section);
        head(grid);
        for (const QList<Cell>& cells : section.rows)
            row(grid, cells, false);
        if (section.rows.isEmpty()) {
            line(m_body, u"Nothing to list."_s, 0, m_y + 4 * m_unit, m_colours.text3);
            m_y += height(m_body) + 8 * m_unit;
        }
        if (!section.totals.isEmpty())
            row(grid, section.totals, true);
    }

    void head(const Grid& grid)
    {
        QList<QStringList> titles;
        qsizetype lines = 1;
        for (qsizetype i = 0; i < grid.at.size(); ++i) {
            titles.append(wrapped(grid.section.columns.at(i).title, grid.widths.at(i), m_head, 3));
            lines = std::max(lines, titles.last().size());
        }
        const double all = height(m_head, lines) + 6 * m_unit;
        if (!hasRoom(all + height(m_body) + 8 * m_unit))
            nextPage();
        for (qsizetype i = 0; i < titles.size(); ++i)
            for (qsizetype k = 0; k < titles.at(i).size(); ++k) {
                const QString& said = titles.at(i).at(k);
                const bool isRight = isRightAligned(grid.section.columns.at(i).kind);
                const double indent
                    = isRight ? grid.widths.at(i) - m_head.metrics.horizontalAdvance(said) : 0;
                const qsizetype down = lines - titles.at(i).size() + k; // titles stand on the rule
                line(m_head, said, grid.at.at(i) + indent, m_y + 2 * m_unit + height(m_head, down),
                    m_colours.text3);
            }
        m_y += all;
        rule(m_y, m_colours.lineStrong);
    }

    void row(const Grid& grid, const QList<Cell>& cells, bool isTotal)
    {
        const Face& face = isTotal ? m_strong : m_body;
        QList<QStringList> texts;
        qsizetype lines = 1;
        for (qsizetype i = 0; i < grid.at.size(); ++i) {
            const Cell cell = cells.value(i);
            texts.append(cell.kind() == Cell::Kind::Text
                    ? wrapped(cell.asText().simplified(), grid.widths.at(i), face, 3)
                    : QStringList{shown(cell, grid.mixed.at(i))});
            lines = std::max(lines, texts.last().size());
        }
        const double all = height(face, lines) + 6 * m_unit;
        if (!hasRoom(all)) {
            nextPage();
            head(grid);
        }
        if (isTotal)
            rule(m_y, m_colours.text2, 0.75);
        for (qsizetype i = 0; i < texts.size(); ++i)
            cell(grid, i, cells.value(i), texts.at(i), face);
        m_y += all;
        if (!isTotal)
            rule(m_y, m_colours.line);
    }

    void cell(const Grid& grid, qsizetype column, const Cell& cell, const QStringList& lines,
        const Face& face)
    {
        if (m_isDry)
            return;
        const double x = grid.at.at(column), wide = grid.widths.at(column);
        const double y = m_y + 3 * m_unit;
        if (cell.kind() == Cell::Kind::Text) {
            for (qsizetype i = 0; i < lines.size(); ++i)
                line(face, lines.at(i), x, y + height(face, i), m_colours.text);
            return;
        }
        const bool isLoud = cell.kind() == Cell::Kind::Difference && !cell.isZero();
        figure(isLoud ? m_strong : face, lines.first(), QRectF(x, y, wide, height(face)),
            isRightAligned(grid.section.columns.at(column).kind),
            cell.isZero() ? m_colours.text3 : m_colours.text);
    }

    // Whole: where the room is short the letters are smaller, for half an amount is a wrong one.
    void figure(const Face& face, const QString& text, const QRectF& room, bool isRight,
        const QColor& colour)
    {
        const double wide = face.metrics.horizontalAdvance(text);
        if (wide <= room.width() + m_unit || wide <= 0) {
            line(face, text, isRight ? room.right() - wide : room.left(), room.top(), colour);
            return;
        }
        QFont small = face.font;
        small.setPointSizeF(small.pointSizeF() * room.width() / wide);
        m_painter.setFont(small);
        m_painter.setPen(colour);
        const double own = QFontMetricsF(small, &m_device).horizontalAdvance(text);
        m_painter.drawText(
            QPointF(isRight ? room.right() - own : room.left(), room.top() + face.metrics.ascent()),
            text);
    }

    const Report& m_report;
    QPagedPaintDevice& m_device;
    QPainter m_painter;
    const ChartColours m_colours; // of white paper
    const double m_unit; // dots in a point
    const double m_width, m_bottom; // in dots, as all that follows
    const Face m_title, m_heading, m_body, m_strong, m_head, m_small;
    double m_y = 0;
    int m_page = 1, m_pages = 1;
    bool m_isDry = true, m_isGood = true;
};

} // namespace

bool paint(const Report& report, QPagedPaintDevice& device)
{
    const Report onPaper = withoutIds(report);
    return Paper(onPaper, device).paint();
}

bool isWide(const Report& report)
{
    const Report onPaper = withoutIds(report);
    return std::any_of(onPaper.sections.begin(), onPaper.sections.end(),
        [](const Section& section) { return wantedWidth(section) > paper::kUpright; });
}

base::Result<void> writePdf(const Report& report, const QString& path)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return notWritten(path, file.errorString());
    {
        QPdfWriter writer(&file);
        writer.setPageSize(QPageSize(QPageSize::A4));
        writer.setPageOrientation(isWide(report) ? QPageLayout::Landscape : QPageLayout::Portrait);
        writer.setPageMargins(QMarginsF(12, 12, 12, 12), QPageLayout::Millimeter);
        writer.setTitle(report.title);
        writer.setCreator(u"Tieout"_s);
        if (!paint(report, writer))
            return notWritten(path, u"the page could not be drawn."_s);
    }
    return file.commit() ? base::Result<void>() : notWritten(path, file.errorString());
}

} // namespace report
