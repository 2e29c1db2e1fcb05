// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/chartview.h"

#include "look/painter.h"

#include <QKeyEvent>

#include <algorithm>

namespace ui {

namespace {

constexpr int kMargin = 4; // the ring goes round the rows, not through them

report::ChartColours coloursOf(const Look& look)
{
    report::ChartColours colours;
    colours.line = look.color(Tone::Line);
    colours.lineStrong = look.color(Tone::LineStrong);
    colours.sunken = look.color(Tone::Sunken);
    colours.text = look.color(Tone::Text);
    colours.text2 = look.color(Tone::Text2);
    colours.text3 = look.color(Tone::Text3);
    colours.bar = look.color(Tone::Bar);
    colours.neutral = look.color(Tone::UncheckedSolid);
    colours.accent = look.color(Tone::Accent);
    colours.safe = look.color(Tone::SafeSolid);
    colours.stop = look.color(Tone::StopSolid);
    colours.waiting = look.color(Tone::WaitingSolid);
    colours.info = look.color(Tone::InfoSolid);
    return colours;
}

} // namespace

ChartView::ChartView(Context& context, const QString& name, QWidget* parent)
    : QWidget(parent)
    , m_context(context)
{
    setAccessibleName(name);
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    connect(&context.look(), &Look::changed, this, qOverload<>(&QWidget::update));
}

void ChartView::show(const report::Chart& chart, int firstActing, int acting)
{
    m_chart = chart;
    m_chart.isMirrored = isRightToLeft();
    m_first = firstActing;
    m_acting = acting;
    m_current = std::clamp(m_current, m_first, std::max(m_first, m_first + m_acting - 1));
    m_hovered = -1;
    tell();
    updateGeometry();
    update();
}

QSize ChartView::sizeHint() const
{
    const QFontMetricsF metrics(m_context.look().font(Type::Second));
    const double line = metrics.height();
    // A line needs less height on a screen than on a page that has nothing else on it.
    const double wanted = m_chart.kind == report::Chart::Kind::Lines && !m_chart.isEmpty()
        ? line * 9
        : report::heightOf(m_chart, line);
    return {320, static_cast<int>(wanted) + 2 * kMargin};
}

QRect ChartView::rowRect(int row) const
{
    const auto count = m_chart.series.value(0).points.size();
    if (m_chart.kind == report::Chart::Kind::Lines || row < 0 || row >= count)
        return {};
    const double line = QFontMetricsF(m_context.look().font(Type::Second)).height();
    const double most = m_chart.kind == report::Chart::Kind::Waterfall ? line * 2.8 : line * 1.9;
    const double each = std::min(double(height() - 2 * kMargin) / double(count), most);
    return QRectF(0, kMargin + row * each, width(), each).toRect();
}

int ChartView::rowAt(QPoint at) const
{
    for (int row = m_first; row < m_first + m_acting; ++row)
        if (rowRect(row).contains(at))
            return row;
    return -1;
}

bool ChartView::event(QEvent* event)
{
    if (event->type() == QEvent::ShortcutOverride && m_acting > 0) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        if (key == Qt::Key_Return || key == Qt::Key_Enter || key == Qt::Key_Space)
            event->accept();
    }
    return QWidget::event(event);
}

void ChartView::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(m_context.look().font(Type::Second));
    Painter paint(painter, m_context.look());
    if (m_hovered >= 0)
        paint.fill(rowRect(m_hovered), Tone::Hover, 4);
    // Figures, and days, read from left to right in every language; rows begin where one reads.
    painter.setLayoutDirection(Qt::LeftToRight);
    report::paintChart(painter, QRectF(rect()).adjusted(8, kMargin, -8, -kMargin), m_chart,
        coloursOf(m_context.look()));
    if (!hasFocus())
        return;
    const QRectF ring = m_acting > 0 ? rowRect(m_current) : rect();
    paint.frame(ring.adjusted(1, 1, -1, -1), Tone::Accent, 4, 2);
}

void ChartView::keyPressEvent(QKeyEvent* event)
{
    if (m_acting == 0)
        return QWidget::keyPressEvent(event);
    switch (event->key()) {
    case Qt::Key_Down:
        return walk(m_current + 1);
    case Qt::Key_Up:
        return walk(m_current - 1);
    case Qt::Key_Home:
        return walk(m_first);
    case Qt::Key_End:
        return walk(m_first + m_acting - 1);
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Space:
        Q_EMIT acted(m_current);
        return;
    default:
        QWidget::keyPressEvent(event);
    }
}

void ChartView::walk(int row)
{
    m_current = std::clamp(row, m_first, m_first + m_acting - 1);
    tell();
    update();
}

// Where the keyboard is, before the whole.
void ChartView::tell()
{
    QString said = report::spoken(m_chart);
    if (isActing(m_current)) {
        const report::ChartPoint& point = m_chart.series.value(0).points.at(m_current);
        said.prepend(
            point.label + QStringLiteral(", ") + point.value.display() + QStringLiteral(". "));
    }
    setAccessibleDescription(said);
}

void ChartView::mouseMoveEvent(QMouseEvent* event)
{
    const int row = rowAt(event->pos());
    setCursor(row >= 0 ? Qt::PointingHandCursor : Qt::ArrowCursor);
    if (row == m_hovered)
        return;
    m_hovered = row;
    update();
}

void ChartView::mouseReleaseEvent(QMouseEvent* event)
{
    if (const int row = rowAt(event->pos()); row >= 0 && event->button() == Qt::LeftButton) {
        walk(row);
        Q_EMIT acted(row);
    }
}

void ChartView::leaveEvent(QEvent*)
{
    m_hovered = -1;
    update();
}

} // namespace ui
