// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/verdictmark.h"

#include "look/painter.h"

#include <QPainter>

#include <algorithm>

namespace ui {

VerdictMark::VerdictMark(Context& context, records::Verdict verdict, Width width)
    : m_context(context)
    , m_look(lookOf(verdict))
{
    const QFontMetrics metrics(context.look().font(Type::SecondStrong));
    const int own = metrics.horizontalAdvance(m_look.word) + 50;
    setFixedSize(width == Width::Own ? own : std::max(124, own), context.look().height(26));
    setAccessibleName(m_look.word);
}

void VerdictMark::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    Painter(painter, m_context.look()).verdict(rect(), m_look.icon, m_look.word, m_look.meaning);
}

} // namespace ui
