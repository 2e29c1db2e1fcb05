// SPDX-License-Identifier: GPL-3.0-or-later

#include "report/chart.h"

#include "report/chartscale.h"

#include <QFontMetricsF>
#include <QPainter>

#include <QSet>

#include <algorithm>
#include <cmath>
#include <numeric>

using namespace Qt::StringLiterals;

namespace report {

bool Chart::isEmpty() const
{
    return std::all_of(
        series.begin(), series.end(), [](const ChartSeries& one) { return one.points.isEmpty(); });
}

QColor ChartColours::of(ChartTone tone) const
{
    switch (tone) {
    case ChartTone::Neutral:
        return neutral;
    case ChartTone::Accent:
        return accent;
    case ChartTone::Safe:
        return safe;
    case ChartTone::Stop:
        return stop;
    case ChartTone::Waiting:
        return waiting;
    case ChartTone::Info:
        return info;
    }
    base::require(false, "every tone has its colour");
    return {};
}

namespace {

constexpr int kMostBars = 12;

QString signedText(base::Money money)
{
    return money.isNegative() || money.isZero() ? money.display() : u'+' + money.display();
}

base::Money sumOf(const QList<ChartPoint>& points)
{
    base::Money sum;
    for (const ChartPoint& point : points)
        sum += point.value;
    return sum;
}

bool hasNegative(const QList<ChartPoint>& points)
{
    return std::any_of(points.begin(), points.end(),
        [](const ChartPoint& point) { return point.value.isNegative(); });
}

bool isLarger(const ChartPoint& a, const ChartPoint& b)
{
    return b.value.abs() < a.value.abs();
}

// So many of the largest, in the order they came, and the rest as one more.
QList<ChartPoint> folded(const QList<ChartPoint>& points, qsizetype most)
{
    if (points.size() <= most || most < 1)
        return points;
    QList<qsizetype> bySize(points.size());
    std::iota(bySize.begin(), bySize.end(), 0);
    std::stable_sort(bySize.begin(), bySize.end(),
        [&](qsizetype a, qsizetype b) { return isLarger(points.at(a), points.at(b)); });
    const QSet<qsizetype> large(bySize.begin(), bySize.begin() + most - 1);
    QList<ChartPoint> shown, rest;
    for (qsizetype i = 0; i < points.size(); ++i)
        (large.contains(i) ? shown : rest).append(points.at(i));
    shown.append({u"%1 more"_s.arg(rest.size()), {}, sumOf(rest), ChartTone::Neutral, {}});
    return shown;
}

QList<ChartPoint> barsOf(const Chart& chart, qsizetype room)
{
    QList<ChartPoint> points = chart.series.value(0).points;
    std::stable_sort(points.begin(), points.end(), isLarger);
    return folded(points, std::min<qsizetype>(room, kMostBars));
}

// The balance, the causes in their order, the other balance.
QList<ChartPoint> fallOf(const Chart& chart, qsizetype room)
{
    const QList<ChartPoint> points = chart.series.value(0).points;
    if (points.size() < 3)
        return points;
    QList<ChartPoint> fall{points.first()};
    fall += folded(points.mid(1, points.size() - 2), std::min(room - 2, chart.mostCauses));
    fall.append(points.last());
    return fall;
}

QList<ChartPoint> byDay(const ChartSeries& series)
{
    QList<ChartPoint> points = series.points;
    std::stable_sort(points.begin(), points.end(),
        [](const ChartPoint& a, const ChartPoint& b) { return a.day < b.day; });
    return points;
}

// One chart being painted. All lengths follow from the height of a line of its font.
class Canvas {
public:
    Canvas(QPainter& painter, const QRectF& rect, const Chart& chart, const ChartColours& colours)
        : m_painter(painter)
        , m_chart(chart)
        , m_colours(colours)
        , m_plain(painter.font())
        , m_bold(bold(m_plain))
        , m_line(QFontMetricsF(m_plain, painter.device()).height())
        , m_hair(std::max(1.0, m_line * 0.045))
        , m_rect(rect)
    {
    }

    void paint()
    {
        heading();
        if (m_chart.isEmpty())
            return nothing();
        switch (m_chart.kind) {
        case Chart::Kind::Lines:
            return lines();
        case Chart::Kind::Bars:
            return bars();
        case Chart::Kind::Waterfall:
            return waterfall();
        }
    }

private:
    bool isMirrored() const { return m_chart.isMirrored && m_chart.kind != Chart::Kind::Lines; }
    double seen(double x) const { return isMirrored() ? m_rect.left() + m_rect.right() - x : x; }
    static QFont bold(QFont font)
    {
        font.setBold(true);
        return font;
    }
    double widthOf(const QString& text, const QFont& font) const
    {
        return QFontMetricsF(font, m_painter.device()).horizontalAdvance(text);
    }
    QString elided(const QString& text, const QFont& font, double width) const
    {
        return QFontMetricsF(font, m_painter.device()).elidedText(text, Qt::ElideRight, width);
    }
    // Left of x when it is right-aligned; its middle at y.
    void text(const QString& said, double x, double y, const QColor& colour, const QFont& font,
        bool isRight = false)
    {
        const QFontMetricsF metrics(font, m_painter.device());
        m_painter.setFont(font);
        m_painter.setPen(colour);
        const double wide = metrics.horizontalAdvance(said);
        const double end = isRight ? std::max(m_figures, wide) : 0; // figures end below each other
        const double left = isMirrored() ? seen(x) + end - wide : isRight ? x - wide : x;
        m_painter.drawText(QPointF(left, y + (metrics.ascent() - metrics.descent()) / 2), said);
    }
    void across(double y, const QColor& colour, double weight = 1)
    {
        m_painter.fillRect(
            QRectF(m_rect.left(), y - m_hair * weight / 2, m_rect.width(), m_hair * weight),
            colour);
    }
    void upright(double x, double from, double until, const QColor& colour)
    {
        m_painter.fillRect(
            QRectF(seen(x) - m_hair / 2, std::min(from, until), m_hair, std::abs(until - from)),
            colour);
    }

    void heading()
    {
        if (m_chart.title.isEmpty() || m_rect.height() < m_line * 3)
            return;
        const QString code = m_chart.currency.code();
        const double y = m_rect.top() + m_line / 2, right = widthOf(code, m_plain) + m_line;
        text(elided(m_chart.title, m_bold, m_rect.width() - right), m_rect.left(), y,
            m_colours.text, m_bold);
        if (right < m_rect.width() / 2)
            text(code, m_rect.right(), y, m_colours.text3, m_plain, true);
        m_rect.setTop(m_rect.top() + m_line * 1.6);
    }

    void nothing()
    {
        const double y = m_rect.center().y();
        across(m_rect.bottom() - m_hair, m_colours.line);
        across(m_rect.top(), m_colours.line);
        const QString said = elided(m_chart.empty, m_plain, m_rect.width());
        text(said, m_rect.center().x() - widthOf(said, m_plain) / 2, y, m_colours.text3, m_plain);
    }

    // --- lines over time

    struct Frame {
        QRectF plot;
        qint64 low = 0, high = 1; // minor units
        qint64 first = 0, last = 1; // days
        double x(QDate day) const
        {
            return plot.left()
                + plot.width() * double(day.toJulianDay() - first) / double(last - first);
        }
        double y(qint64 minor) const
        {
            return plot.bottom() - plot.height() * double(minor - low) / double(high - low);
        }
    };

    // An amount is said whole or not at all.
    QString endLabel(const ChartSeries& series, double room) const
    {
        const QString figure = byDay(series).last().value.display();
        const QString whole = m_chart.series.size() > 1 ? series.name + u' ' + figure : figure;
        if (widthOf(whole, m_bold) <= room)
            return whole;
        return m_chart.series.size() > 1 ? elided(series.name, m_bold, room) : QString();
    }

    void span(base::Money& least, base::Money& most, QDate& first, QDate& last) const
    {
        for (const ChartSeries& series : m_chart.series)
            for (const ChartPoint& point : series.points) {
                least = std::min(least, point.value);
                most = std::max(most, point.value);
                first = first.isValid() ? std::min(first, point.day) : point.day;
                last = last.isValid() ? std::max(last, point.day) : point.day;
            }
    }

    void lines()
    {
        base::Money least, highest;
        QDate first, last;
        span(least, highest, first, last);
        const double room = m_rect.height() - m_line * 2;
        if (!first.isValid() || room < m_line)
            return nothing();
        const QList<Mark> marks
            = moneyMarks(least, highest, std::clamp(int(room / (m_line * 2.4)), 1, 5));
        double left = 0, right = 0;
        for (const Mark& mark : marks)
            left = std::max(left, widthOf(mark.label, m_plain));
        const double most = m_rect.width() * 0.35;
        for (const ChartSeries& series : m_chart.series)
            if (!series.points.isEmpty())
                right = std::max(right, widthOf(endLabel(series, most), m_bold));
        Frame frame;
        frame.plot = m_rect.adjusted(
            left + m_line * 0.6, m_line * 0.5, -right - m_line * 0.8, -m_line * 1.5);
        frame.low = marks.first().value;
        frame.high = std::max(marks.last().value, frame.low + 1);
        frame.first = first.toJulianDay();
        frame.last = std::max(last.toJulianDay(), frame.first + 1); // of one day a line as well
        if (frame.plot.width() < m_line * 2)
            return nothing();
        moneyAxis(frame, marks, least.isNegative());
        dayAxis(frame, first, last);
        for (const ChartSeries& series : m_chart.series)
            stepLine(frame, series);
        endLabels(frame);
    }

    void moneyAxis(const Frame& frame, const QList<Mark>& marks, bool isBelowZero)
    {
        for (const Mark& mark : marks) {
            const bool isZero = mark.value == 0;
            const double y = frame.y(mark.value);
            m_painter.fillRect(
                QRectF(frame.plot.left(), y - m_hair / 2, frame.plot.width(), m_hair),
                isZero && (isBelowZero || marks.size() > 1) ? m_colours.lineStrong
                                                            : m_colours.line);
            text(mark.label, frame.plot.left() - m_line * 0.6, y, m_colours.text3, m_plain, true);
        }
    }

    void dayAxis(const Frame& frame, QDate first, QDate last)
    {
        const double room = widthOf(u"30 Sep 2026"_s, m_plain) * 1.35;
        const double y = frame.plot.bottom() + m_line * 0.95;
        double taken = m_rect.left();
        for (const Mark& mark :
            dayMarks(first, last, std::max(1, int(frame.plot.width() / room)))) {
            const double x = frame.x(QDate::fromJulianDay(mark.value));
            const double wide = widthOf(mark.label, m_plain);
            const double left = std::clamp(x - wide / 2, m_rect.left(), m_rect.right() - wide);
            upright(
                x, frame.plot.bottom(), frame.plot.bottom() + m_line * 0.25, m_colours.lineStrong);
            if (left < taken)
                continue;
            text(mark.label, left, y, m_colours.text3, m_plain);
            taken = left + wide + m_line * 0.6;
        }
    }

    QColor colourOf(const ChartSeries& series) const { return m_colours.of(series.tone); }

    void stepLine(const Frame& frame, const ChartSeries& series)
    {
        const QList<ChartPoint> points = byDay(series);
        if (points.isEmpty())
            return;
        QPolygonF line;
        for (const ChartPoint& point : points) {
            const double x = frame.x(point.day), y = frame.y(point.value.minor());
            if (!line.isEmpty())
                line.append(QPointF(x, line.last().y()));
            line.append(QPointF(x, y));
        }
        line.append(QPointF(frame.plot.right(), line.last().y()));
        QPen pen(colourOf(series), m_hair * 2);
        pen.setJoinStyle(Qt::MiterJoin);
        pen.setCapStyle(Qt::FlatCap);
        m_painter.setPen(pen);
        m_painter.setBrush(Qt::NoBrush);
        m_painter.drawPolyline(line);
        m_painter.setPen(Qt::NoPen);
        m_painter.setBrush(colourOf(series));
        m_painter.drawEllipse(line.last(), m_hair * 3, m_hair * 3);
    }

    // At the end of its line; where two would touch, the lower one moves down, and what then finds
    // no room is left out.
    void endLabels(const Frame& frame)
    {
        struct End {
            double y;
            QString label;
            QColor colour;
        };
        const double x = frame.plot.right() + m_line * 0.6, room = m_rect.right() - x + m_hair;
        QList<End> ends;
        for (const ChartSeries& series : m_chart.series)
            if (!series.points.isEmpty())
                ends.append({frame.y(byDay(series).last().value.minor()), endLabel(series, room),
                    colourOf(series)});
        std::stable_sort(
            ends.begin(), ends.end(), [](const End& a, const End& b) { return a.y < b.y; });
        double taken = m_rect.top() - m_line;
        for (const End& end : ends) {
            const double y = std::max(end.y, taken + m_line * 1.1);
            if (y > m_rect.bottom() - m_line * 0.5)
                return;
            text(end.label, x, y, end.colour, m_bold);
            taken = y;
        }
    }

    // --- rows with a bar each

    struct Rows {
        double height = 0; // of a row
        double left = 0, right = 0; // where bars may stand
        double label = 0; // how wide a label may be
        double indent = 0; // of label and figure, where a ground stands behind them
        qint64 low = 0, high = 1;
        double x(qint64 minor) const
        {
            return left + (right - left) * double(minor - low) / double(high - low);
        }
    };

    Rows rowsOf(const QList<ChartPoint>& points, const QStringList& figures)
    {
        Rows rows;
        double label = 0;
        for (qsizetype i = 0; i < points.size(); ++i) {
            label = std::max(
                {label, widthOf(points.at(i).label, m_bold), widthOf(points.at(i).note, m_plain)});
            m_figures = std::max(m_figures, widthOf(figures.at(i), m_bold));
        }
        rows.label = std::min(label, m_rect.width() * 0.4);
        rows.left = m_rect.left() + rows.label + m_line;
        rows.right = std::max(rows.left, m_rect.right() - m_figures - m_line);
        return rows;
    }

    void bar(double from, double until, double middle, double thickness, const QColor& colour)
    {
        const double least = m_hair * 2; // even a cent is seen
        double left = std::min(seen(from), seen(until)), wide = std::abs(until - from);
        if (wide < least) {
            left -= (least - wide) / 2;
            wide = least;
        }
        m_painter.fillRect(QRectF(left, middle - thickness / 2, wide, thickness), colour);
    }

    bool isRoomFor(const Rows& rows) const { return rows.right - rows.left > m_line * 2; }

    void label(const ChartPoint& point, const Rows& rows, double middle, bool isBold)
    {
        const bool isDouble = !point.note.isEmpty() && rows.height > m_line * 2.2;
        const QFont& font = isBold ? m_bold : m_plain;
        const double left = m_rect.left() + rows.indent;
        text(elided(point.label, font, rows.label), left, isDouble ? middle - m_line * 0.5 : middle,
            m_colours.text, font);
        if (isDouble)
            text(elided(point.note, m_plain, rows.label), left, middle + m_line * 0.5,
                m_colours.text3, m_plain);
    }

    void bars()
    {
        const auto room = qsizetype(m_rect.height() / (m_line * 1.5));
        const QList<ChartPoint> points = barsOf(m_chart, std::max<qsizetype>(room, 1));
        const bool isSigned = hasNegative(m_chart.series.value(0).points);
        QStringList figures;
        for (const ChartPoint& point : points)
            figures.append(isSigned ? signedText(point.value) : point.value.display());
        Rows rows = rowsOf(points, figures);
        for (const ChartPoint& point : points) {
            rows.low = std::min(rows.low, point.value.minor());
            rows.high = std::max(rows.high, point.value.minor());
        }
        rows.height = std::min(m_rect.height() / double(points.size()), m_line * 1.9);
        const double zero = rows.x(0);
        for (qsizetype i = 0; i < points.size(); ++i) {
            const ChartPoint& point = points.at(i);
            const double middle = m_rect.top() + rows.height * (double(i) + 0.5);
            label(point, rows, middle, false);
            if (isRoomFor(rows) && !point.value.isZero())
                bar(zero, rows.x(point.value.minor()), middle, rows.height * 0.5,
                    m_colours.of(point.tone));
            text(figures.at(i), m_rect.right(), middle,
                point.value.isZero() ? m_colours.text3 : m_colours.text, m_plain, true);
        }
        if (isRoomFor(rows))
            upright(zero, m_rect.top(), m_rect.top() + rows.height * double(points.size()),
                isSigned ? m_colours.lineStrong : m_colours.line);
    }

    void waterfall()
    {
        const auto room = qsizetype(m_rect.height() / (m_line * 1.5));
        const QList<ChartPoint> points = fallOf(m_chart, std::max<qsizetype>(room, 3));
        QStringList figures;
        qint64 running = 0;
        qint64 low = 0, high = 1;
        for (qsizetype i = 0; i < points.size(); ++i) {
            const bool isBalance = i == 0 || i + 1 == points.size();
            const base::Money value = points.at(i).value;
            const bool isSigned = !isBalance || m_chart.isOfDifferences;
            figures.append(isSigned ? signedText(value) : value.display());
            running = isBalance ? value.minor() : running + value.minor();
            low = std::min(low, running);
            high = std::max(high, running);
        }
        Rows rows = rowsOf(points, figures);
        rows.low = low < 0 ? low - (high - low) / 20 : 0;
        rows.high = high + std::max<qint64>(1, (high - low) / 20);
        rows.height = std::min(m_rect.height() / double(points.size()), m_line * 2.8);
        rows.indent = m_line * 0.3;
        fallRows(points, figures, rows);
        if (low < 0 && isRoomFor(rows))
            upright(rows.x(0), m_rect.top(), m_rect.top() + rows.height * double(points.size()),
                m_colours.lineStrong);
    }

    void fallRows(const QList<ChartPoint>& points, const QStringList& figures, const Rows& rows)
    {
        const double thickness = std::min(rows.height * 0.5, m_line * 0.95);
        qint64 running = 0;
        for (qsizetype i = 0; i < points.size(); ++i) {
            const bool isBalance = i == 0 || i + 1 == points.size();
            const ChartPoint& point = points.at(i);
            const double top = m_rect.top() + rows.height * double(i);
            const double middle = top + rows.height / 2;
            const qint64 from = isBalance ? 0 : running;
            const qint64 before = running;
            running = isBalance ? point.value.minor() : running + point.value.minor();
            if (isBalance)
                m_painter.fillRect(
                    QRectF(m_rect.left(), top, m_rect.width(), rows.height), m_colours.sunken);
            else
                across(top, m_colours.line);
            label(point, rows, middle, isBalance);
            text(figures.at(i), m_rect.right() - rows.indent, middle, m_colours.text,
                isBalance ? m_bold : m_plain, true);
            if (!isRoomFor(rows))
                continue;
            if (i > 0)
                upright(rows.x(before), middle - rows.height + thickness / 2,
                    middle + (isBalance ? -thickness / 2 : thickness / 2), m_colours.lineStrong);
            bar(rows.x(from), rows.x(running), middle, thickness,
                isBalance ? m_colours.bar : m_colours.of(point.tone));
        }
    }

    QPainter& m_painter;
    const Chart& m_chart;
    const ChartColours& m_colours;
    const QFont m_plain, m_bold;
    const double m_line, m_hair;
    double m_figures = 0; // the widest, in a picture of rows
    QRectF m_rect; // what is left to paint in
};

} // namespace

void paintChart(
    QPainter& painter, const QRectF& rect, const Chart& chart, const ChartColours& colours)
{
    painter.save();
    Canvas(painter, rect, chart, colours).paint();
    painter.restore();
}

double heightOf(const Chart& chart, double lineHeight)
{
    const double title = chart.title.isEmpty() ? 0 : lineHeight * 1.6;
    const qsizetype points = chart.series.value(0).points.size();
    if (chart.isEmpty())
        return title + lineHeight * 5;
    switch (chart.kind) {
    case Chart::Kind::Lines:
        return title + lineHeight * 14;
    case Chart::Kind::Bars:
        return title + lineHeight * 1.9 * double(std::min<qsizetype>(points, kMostBars));
    case Chart::Kind::Waterfall:
        return title + lineHeight * 2.8 * double(std::min(points, chart.mostCauses + 2));
    }
    base::require(false, "every kind of chart has its height");
    return 0;
}

namespace {

QString spokenLine(const ChartSeries& series)
{
    const QList<ChartPoint> points = byDay(series);
    const auto day = [](const ChartPoint& point) {
        return point.value.display() + u" on "_s + point.day.toString(u"d MMM yyyy");
    };
    const QString name = series.name.isEmpty() ? QString() : series.name + u' ';
    if (points.size() == 1)
        return name + day(points.first());
    const auto less = [](const ChartPoint& a, const ChartPoint& b) { return a.value < b.value; };
    return u"%1from %2 to %3, lowest %4, highest %5"_s.arg(name, day(points.first()),
        day(points.last()), std::min_element(points.begin(), points.end(), less)->value.display(),
        std::max_element(points.begin(), points.end(), less)->value.display());
}

QStringList spokenRows(const QList<ChartPoint>& points, bool isSigned, bool hasBalances)
{
    QStringList said;
    for (qsizetype i = 0; i < points.size(); ++i) {
        const bool isBalance = hasBalances && (i == 0 || i + 1 == points.size());
        const base::Money value = points.at(i).value;
        said.append(points.at(i).label + u' '
            + (isSigned && !isBalance ? signedText(value) : value.display()));
    }
    return said;
}

} // namespace

QString spoken(const Chart& chart)
{
    const QString title = chart.title.isEmpty() ? QString() : chart.title + u": "_s;
    if (chart.isEmpty())
        return title + chart.empty + u'.';
    QStringList said;
    switch (chart.kind) {
    case Chart::Kind::Lines:
        for (const ChartSeries& series : chart.series)
            if (!series.points.isEmpty())
                said.append(spokenLine(series));
        break;
    case Chart::Kind::Bars: {
        const QList<ChartPoint> points = barsOf(chart, kMostBars);
        said = spokenRows(points, hasNegative(chart.series.value(0).points), false);
        break;
    }
    case Chart::Kind::Waterfall:
        said = spokenRows(fallOf(chart, chart.mostCauses + 2), true, !chart.isOfDifferences);
        break;
    }
    return title + said.join(u"; "_s) + u'.';
}

} // namespace report
