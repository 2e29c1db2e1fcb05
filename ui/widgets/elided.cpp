// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/elided.h"

#include "look/words.h"

#include <QPainter>
#include <QStyle>

namespace ui {

Elided::Elided(Context& context, const QString& text, Type type, const char* tone, QWidget* parent)
    : QLabel(text, parent)
{
    setTextFormat(Qt::PlainText);
    setFont(context.look().font(type));
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Preferred);
    if (tone)
        setProperty("tone", QString::fromLatin1(tone));
}

QSize Elided::minimumSizeHint() const
{
    return {fontMetrics().horizontalAdvance(u'…') + 2, QLabel::minimumSizeHint().height()};
}

void Elided::paintEvent(QPaintEvent*)
{
    refreshTip();
    QPainter painter(this);
    const QString shown = fontMetrics().elidedText(text(), Qt::ElideRight, width());
    const auto flags = QStyle::visualAlignment(layoutDirection(), alignment());
    style()->drawItemText(&painter, rect(), static_cast<int>(flags) | Qt::TextSingleLine, palette(),
        isEnabled(), isRightToLeft() ? isolated(shown) : shown, foregroundRole());
}

// When it is painted: then words, width and font are what they are, whichever of them changed.
void Elided::refreshTip()
{
    const QString tip = fontMetrics().horizontalAdvance(text()) > width() ? text() : QString();
    if (tip == m_tip || toolTip() != m_tip)
        return;
    m_tip = tip;
    setToolTip(tip);
}

} // namespace ui
