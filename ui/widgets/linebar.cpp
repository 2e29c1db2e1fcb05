// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/linebar.h"

#include "linewords.h"
#include "look/painter.h"

namespace ui {

namespace {

constexpr int kHeight = 6;
constexpr int kLeast = 8; // a single line among thousands is still seen

} // namespace

LineBar::LineBar(Context& context, const records::LineTally& lines, QWidget* parent)
    : QWidget(parent)
    , m_context(context)
    , m_lines(lines)
{
    setFixedSize(180, kHeight + 2);
    setAccessibleName(tallyWords(lines));
}

void LineBar::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    Painter paint(painter, m_context.look());
    if (m_lines.all() == 0)
        return;
    const std::pair<int, Tone> parts[]{{m_lines.stop, Tone::StopSolid},
        {m_lines.notChecked, Tone::Control}, {m_lines.safe + m_lines.done, Tone::SafeSolid}};
    qreal used = 0;
    for (const auto& [count, tone] : parts) {
        if (count == 0)
            continue;
        const qreal share = std::max<qreal>(kLeast, qreal(width()) * count / m_lines.all());
        const qreal wide = std::min(share, width() - used);
        const qreal x = layoutDirection() == Qt::LeftToRight ? used : width() - used - wide;
        const QRectF part(x, 1, wide - 1, kHeight);
        if (tone == Tone::Control)
            paint.frame(part.adjusted(0.5, 0.5, -0.5, -0.5), tone, kHeight / 2.0, 1, Qt::DashLine);
        else
            paint.fill(part, tone, kHeight / 2.0);
        used += wide;
    }
}

} // namespace ui
