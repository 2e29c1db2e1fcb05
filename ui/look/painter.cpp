// SPDX-License-Identifier: GPL-3.0-or-later

#include "look/painter.h"

#include "look/words.h"

#include <QFontMetrics>

#include <algorithm>

namespace ui {

namespace {

int widestDigit(const QFontMetrics& metrics)
{
    int width = 0;
    for (char16_t digit = u'0'; digit <= u'9'; ++digit)
        width = std::max(width, metrics.horizontalAdvance(QChar(digit)));
    return width;
}

bool hasTabularDigits(const QFontMetrics& metrics)
{
    return metrics.horizontalAdvance(u'1') == widestDigit(metrics);
}

QRect mirroredRect(const QRect& outer, const QRect& inner, Qt::LayoutDirection direction)
{
    if (direction == Qt::LeftToRight)
        return inner;
    return {
        outer.left() + outer.right() - inner.right(), inner.top(), inner.width(), inner.height()};
}

} // namespace

int Painter::textWidth(const QString& text, Type type) const
{
    return QFontMetrics(m_look.font(type)).horizontalAdvance(text);
}

int Painter::text(
    const QRect& rect, const QString& text, Tone tone, Type type, Qt::Alignment alignment)
{
    const QFont font = m_look.font(type);
    const QString shown = QFontMetrics(font).elidedText(text, Qt::ElideRight, rect.width());
    m_painter.setFont(font);
    m_painter.setPen(m_look.color(tone));
    // Names and numbers keep their own direction inside mirrored text.
    const bool mirrored = m_painter.layoutDirection() == Qt::RightToLeft;
    m_painter.drawText(
        rect, static_cast<int>(alignment) | Qt::TextSingleLine, mirrored ? isolated(shown) : shown);
    return std::min(rect.width(), QFontMetrics(font).horizontalAdvance(shown));
}

void Painter::money(const QRect& rect, const QString& text, Tone tone, Type type)
{
    const QFont font = m_look.font(type);
    const QFontMetrics metrics(font);
    m_painter.setFont(font);
    m_painter.setPen(m_look.color(tone));
    if (hasTabularDigits(metrics)) {
        const Qt::LayoutDirection before = m_painter.layoutDirection();
        m_painter.setLayoutDirection(Qt::LeftToRight);
        m_painter.drawText(
            rect, Qt::AlignRight | Qt::AlignAbsolute | Qt::AlignVCenter | Qt::TextSingleLine, text);
        m_painter.setLayoutDirection(before);
        return;
    }
    const int digit = widestDigit(metrics);
    int right = rect.right() + 1;
    const int baseline = rect.top() + (rect.height() + metrics.ascent() - metrics.descent()) / 2;
    for (auto each = text.crbegin(); each != text.crend(); ++each) {
        const int natural = metrics.horizontalAdvance(*each);
        const int width = each->isDigit() ? digit : natural;
        right -= width;
        m_painter.drawText(right + (width - natural) / 2, baseline, QString(*each));
    }
}

void Painter::icon(const QRect& rect, const QString& name, Tone tone, int size)
{
    const QPixmap picture = m_look.pixmap(name, tone, size, m_painter.device()->devicePixelRatio());
    m_painter.drawPixmap(
        rect.x() + (rect.width() - size) / 2, rect.y() + (rect.height() - size) / 2, picture);
}

int Painter::chip(
    const QRect& rect, const QString& icon, const QString& text, const Meaning& meaning)
{
    const int height = std::min(
        rect.height() - 2, std::max(20, QFontMetrics(m_look.font(Type::Second)).height() + 3));
    const int width = std::min(rect.width(), textWidth(text, Type::Second) + 31);
    const QRect chip
        = mirroredRect(rect, {rect.x(), rect.y() + (rect.height() - height) / 2, width, height},
            m_painter.layoutDirection());
    fill(chip, meaning.soft, 4);
    const QRect place
        = mirroredRect(chip, {chip.x() + 5, chip.y(), 14, height}, m_painter.layoutDirection());
    this->icon(place, icon, meaning.text, 14);
    const QRect words
        = mirroredRect(chip, chip.adjusted(23, 0, -6, 0), m_painter.layoutDirection());
    this->text(words, text, meaning.text, Type::Second);
    return width;
}

int Painter::verdict(
    const QRect& rect, const QString& icon, const QString& text, const Meaning& meaning)
{
    if (icon == QLatin1StringView("stop"))
        return solidChip(rect, icon, text, meaning.solid);
    const Type type = Type::SecondStrong;
    const int height = std::max(22, QFontMetrics(m_look.font(type)).height() + 4);
    const int width = std::min(rect.width(), textWidth(text, type) + 36);
    const QRect chip
        = mirroredRect(rect, {rect.x(), rect.y() + (rect.height() - height) / 2, width, height},
            m_painter.layoutDirection());
    const bool outlined = icon == QLatin1StringView("not-checked");
    if (outlined)
        frame(QRectF(chip).adjusted(.5, .5, -.5, -.5), Tone::Control, height / 2.0);
    const int inset = outlined ? 7 : 0;
    const QRect place
        = mirroredRect(chip, {chip.x() + inset, chip.y(), 16, height}, m_painter.layoutDirection());
    this->icon(place, icon, meaning.text, 16);
    const QRect words
        = mirroredRect(chip, chip.adjusted(inset + 20, 0, 0, 0), m_painter.layoutDirection());
    this->text(words, text, meaning.text, outlined ? type : Type::Body);
    return width;
}

int Painter::solidChip(const QRect& rect, const QString& icon, const QString& text, Tone ground)
{
    const Type type = Type::SecondStrong;
    const int height = std::max(22, QFontMetrics(m_look.font(type)).height() + 4);
    const int width = textWidth(text, type) + 36;
    const QRect chip
        = mirroredRect(rect, {rect.x(), rect.y() + (rect.height() - height) / 2, width, height},
            m_painter.layoutDirection());
    fill(chip, ground, height / 2.0);
    this->icon(
        mirroredRect(chip, {chip.x() + 6, chip.y(), 15, height}, m_painter.layoutDirection()), icon,
        Tone::OnSolid, 15);
    this->text(mirroredRect(chip, chip.adjusted(26, 0, -6, 0), m_painter.layoutDirection()), text,
        Tone::OnSolid, type);
    return width;
}

int Painter::keyCapWidth(const Look& look, const QString& keys)
{
    return QFontMetrics(look.font(Type::Small)).horizontalAdvance(keys) + 12;
}

void Painter::keyCap(const QRect& rect, const QString& keys)
{
    const int height = std::max(18, QFontMetrics(m_look.font(Type::Small)).height() + 3);
    const QRect cap(rect.x(), rect.y() + (rect.height() - height) / 2, rect.width(), height);
    fill(cap, Tone::Sunken, 4);
    frame(QRectF(cap).adjusted(.5, .5, -.5, -.5), Tone::Line, 4);
    const Qt::LayoutDirection before = m_painter.layoutDirection();
    m_painter.setLayoutDirection(Qt::LeftToRight); // keys are named alike in every language
    text(cap.adjusted(5, 0, -5, 0), keys, Tone::Text3, Type::Small, Qt::AlignCenter);
    m_painter.setLayoutDirection(before);
}

void Painter::hairline(const QRect& rect, Tone tone)
{
    m_painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), m_look.color(tone));
}

void Painter::fill(const QRectF& rect, Tone tone, qreal radius)
{
    m_painter.save();
    m_painter.setRenderHint(QPainter::Antialiasing, radius > 0);
    m_painter.setPen(Qt::NoPen);
    m_painter.setBrush(m_look.color(tone));
    m_painter.drawRoundedRect(rect, radius, radius);
    m_painter.restore();
}

void Painter::frame(const QRectF& rect, Tone tone, qreal radius, qreal width, Qt::PenStyle style)
{
    m_painter.save();
    m_painter.setRenderHint(QPainter::Antialiasing);
    m_painter.setPen(QPen(m_look.color(tone), width, style));
    m_painter.setBrush(Qt::NoBrush);
    m_painter.drawRoundedRect(rect, radius, radius);
    m_painter.restore();
}

} // namespace ui
