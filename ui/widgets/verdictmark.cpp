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
    // As it is painted: Safe bare, the others as a chip.
    const bool isBare = verdict == records::Verdict::Safe;
    const QFontMetrics metrics(context.look().font(isBare ? Type::Body : Type::SecondStrong));
    const int own = metrics.horizontalAdvance(m_look.word) + (isBare ? 22 : 36);
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
