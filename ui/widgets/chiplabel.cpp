// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/chiplabel.h"

#include "look/painter.h"

#include <QFontMetrics>

namespace ui {

ChipLabel::ChipLabel(Context& context, QWidget* parent)
    : QWidget(parent)
    , m_context(context)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    connect(&context.look(), &Look::changed, this, qOverload<>(&QWidget::update));
}

void ChipLabel::say(const QString& icon, const QString& word, const Meaning& meaning)
{
    m_icon = icon;
    m_word = word;
    m_meaning = meaning;
    setAccessibleName(word);
    updateGeometry();
    update();
}

QSize ChipLabel::sizeHint() const
{
    const QFontMetrics metrics(m_context.look().font(Type::Second));
    return {metrics.horizontalAdvance(m_word) + 31, std::max(22, metrics.height() + 5)};
}

void ChipLabel::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setLayoutDirection(layoutDirection());
    Painter paint(painter, m_context.look());
    paint.chip(rect(), m_icon, m_word, m_meaning);
}

} // namespace ui
