// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/facebutton.h"

#include "look/painter.h"
#include "look/words.h"

#include <QStyleOptionButton>

#include <algorithm>

namespace ui {

namespace {

constexpr int gap = 6;
constexpr int outdent = 3; // an icon's own margin already stands off the frame

QString lookOf(const QWidget& widget)
{
    return widget.property("look").toString();
}

QRect leadingPart(QRect& rest, int width, Qt::LayoutDirection direction)
{
    QRect part = rest;
    if (direction == Qt::LeftToRight) {
        part.setWidth(width);
        rest.setLeft(rest.left() + width);
    } else {
        part.setLeft(rest.right() - width + 1);
        rest.setRight(rest.right() - width);
    }
    return part;
}

} // namespace

FaceButton::FaceButton(const Look& look, const QString& text, QWidget* parent)
    : QPushButton(text, parent)
    , m_look(look)
{
}

void FaceButton::setKey(const QString& keys)
{
    m_key = keys;
    updateGeometry();
    update();
}

void FaceButton::setTrailingIcon(const QString& name)
{
    m_trailingIcon = name;
    updateGeometry();
    update();
}

int FaceButton::trailingWidth() const
{
    if (!m_key.isEmpty())
        return gap + Painter::keyCapWidth(m_look, m_key) - outdent;
    return m_trailingIcon.isEmpty() ? 0 : gap + 14;
}

int FaceButton::textWidth() const
{
    // The chosen segment is bold by the style sheet, which tells nobody.
    QFont bold = font();
    if (isCheckable())
        bold.setWeight(QFont::DemiBold);
    return QFontMetrics(bold).horizontalAdvance(text());
}

bool FaceButton::isLeading() const
{
    const QString look = lookOf(*this);
    return look == QLatin1StringView("link") || look == QLatin1StringView("book")
        || look == QLatin1StringView("find");
}

QSize FaceButton::sizeHint() const
{
    // The style's own hint has a least width that short words don't need.
    QSize size = QPushButton::sizeHint();
    const QRect probe(0, 0, 400, size.height());
    const int frame = probe.width() - contents(probe).width();
    size.setWidth(frame + iconWidth() + textWidth() + trailingWidth());
    return size;
}

int FaceButton::iconWidth() const
{
    if (icon().isNull())
        return 0;
    return iconSize().width() + (text().isEmpty() ? 0 : gap - outdent);
}

QRect FaceButton::contents(const QRect& rect) const
{
    QStyleOptionButton option;
    initStyleOption(&option);
    option.features &= ~QStyleOptionButton::HasMenu; // its arrow is ours
    option.rect = rect;
    return style()->subElementRect(QStyle::SE_PushButtonContents, &option, this);
}

void FaceButton::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    QStyleOptionButton option;
    initStyleOption(&option);
    option.features &= ~QStyleOptionButton::HasMenu;
    style()->drawControl(QStyle::CE_PushButtonBevel, &option, &painter, this);

    const Qt::LayoutDirection direction = option.direction;
    QRect rest = contents(rect());
    const int trailing = trailingWidth();
    const int words = std::min(textWidth(), std::max(0, rest.width() - iconWidth() - trailing));
    if (!isLeading())
        leadingPart(
            rest, std::max(0, (rest.width() - iconWidth() - words - trailing) / 2), direction);
    if (!icon().isNull()) {
        QRect place = leadingPart(rest, iconWidth(), direction);
        if (!text().isEmpty())
            place.translate(direction == Qt::LeftToRight ? -outdent : outdent, 0);
        place = leadingPart(place, iconSize().width(), direction);
        icon().paint(&painter, place, Qt::AlignCenter,
            isEnabled() ? QIcon::Normal : QIcon::Disabled, isChecked() ? QIcon::On : QIcon::Off);
    }
    option.icon = {};
    option.rect = leadingPart(rest, std::min(words + 1, rest.width()), direction);
    // A name may hold an ampersand; it is no accelerator.
    option.text = fontMetrics()
                      .elidedText(text(), Qt::ElideRight, words + 1)
                      .replace(QLatin1Char('&'), QLatin1String("&&"));
    if (direction == Qt::RightToLeft)
        option.text = isolated(option.text);
    style()->drawControl(QStyle::CE_PushButtonLabel, &option, &painter, this);
    if (trailing == 0)
        return;
    // In a field the key stands at the very end, on a button after the words.
    if (lookOf(*this) == QLatin1StringView("find"))
        leadingPart(rest, std::max(0, rest.width() - trailing), direction);
    paintTrailing(painter, leadingPart(rest, trailing, direction));
}

void FaceButton::paintTrailing(QPainter& painter, const QRect& rect) const
{
    Painter paint(painter, m_look);
    painter.setLayoutDirection(layoutDirection());
    if (m_key.isEmpty())
        return paint.icon(layoutDirection() == Qt::LeftToRight ? rect.adjusted(gap, 0, 0, 0)
                                                               : rect.adjusted(0, 0, -gap, 0),
            m_trailingIcon, Tone::Text3, 14);
    const bool onToast = lookOf(*this) == QLatin1StringView("toast");
    const bool onPrimary = lookOf(*this) == QLatin1StringView("primary");
    const int width = Painter::keyCapWidth(m_look, m_key);
    const bool mirrored = layoutDirection() == Qt::RightToLeft;
    const QRect cap(mirrored ? rect.left() - outdent : rect.right() + 1 + outdent - width,
        rect.top(), width, rect.height());
    if (onToast || onPrimary)
        paint.text(cap.adjusted(5, 0, -5, 0), m_key, onToast ? Tone::ToastText : Tone::OnSolid,
            Type::Small, Qt::AlignCenter);
    else
        paint.keyCap(cap, m_key);
}

} // namespace ui
