// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/make.h"

#include "widgets/facebutton.h"

#include <QGuiApplication>
#include <QStyle>

namespace ui {

Qt::Alignment leadingSide()
{
    return Qt::AlignAbsolute | (QGuiApplication::isRightToLeft() ? Qt::AlignRight : Qt::AlignLeft);
}

Qt::Alignment trailingSide()
{
    return Qt::AlignAbsolute | (QGuiApplication::isRightToLeft() ? Qt::AlignLeft : Qt::AlignRight);
}

QLabel* makeLabel(Context& context, const QString& text, Type type, const char* tone, bool wraps)
{
    auto* label = new QLabel(text);
    label->setTextFormat(Qt::PlainText);
    label->setFont(context.look().font(type));
    label->setWordWrap(wraps);
    label->setAlignment(leadingSide() | Qt::AlignVCenter);
    if (tone)
        label->setProperty("tone", QString::fromLatin1(tone));
    return label;
}

QLabel* makeIcon(Context& context, const QString& name, Tone tone, int size)
{
    auto* label = new QLabel;
    label->setFixedSize(size, size);
    setIcon(context, label, name, tone, size);
    QObject::connect(&context.look(), &Look::changed, label, [&context, label] {
        setIcon(context, label, label->property("icon").toString(),
            static_cast<Tone>(label->property("iconTone").toInt()), label->width());
    });
    return label;
}

void setIcon(Context& context, QLabel* label, const QString& name, Tone tone, int size)
{
    label->setProperty("icon", name);
    label->setProperty("iconTone", static_cast<int>(tone));
    label->setFixedSize(size, size);
    label->setPixmap(context.look().pixmap(name, tone, size, label->devicePixelRatioF()));
}

QPushButton* makeButton(
    Context& context, const QString& text, const QString& icon, const char* look)
{
    return makeFaceButton(context, text, icon, look);
}

FaceButton* makeFaceButton(
    Context& context, const QString& text, const QString& icon, const char* look)
{
    auto* button = new FaceButton(context.look(), text);
    button->setProperty("look", QString::fromLatin1(look));
    const bool isSmall = qstrcmp(look, "small") == 0 || qstrcmp(look, "link") == 0;
    QFont font = context.look().font(isSmall ? Type::Second : Type::Body);
    font.setWeight(QFont::Medium);
    button->setFont(font);
    button->setIconSize({16, 16});
    button->setCursor(Qt::ArrowCursor);
    if (!icon.isEmpty())
        button->setIcon(
            context.look().icon(icon, qstrcmp(look, "primary") == 0 ? Tone::OnSolid : Tone::Text));
    return button;
}

void makeBig(QPushButton* button)
{
    button->setProperty("big", true);
    QFont font = button->font();
    font.setPixelSize(font.pixelSize() * 14 / 13);
    button->setFont(font);
}

QToolButton* makeToolButton(Context& context, const QString& icon, const QString& name)
{
    auto* button = new QToolButton;
    button->setIcon(context.look().icon(icon));
    button->setIconSize({16, 16});
    button->setAccessibleName(name);
    button->setToolTip(name);
    button->setFocusPolicy(Qt::StrongFocus);
    return button;
}

QFrame* makeCard(const char* look)
{
    auto* card = new QFrame;
    card->setProperty("look", QString::fromLatin1(look));
    // Never lower than its words: where there is no room, the page scrolls.
    card->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Minimum);
    return card;
}

QFrame* makeRule()
{
    QFrame* rule = makeCard("rule");
    rule->setFixedHeight(1);
    return rule;
}

QVBoxLayout* column(QWidget* parent, int margin, int spacing)
{
    auto* layout = new QVBoxLayout(parent);
    layout->setContentsMargins(margin, margin, margin, margin);
    layout->setSpacing(spacing);
    return layout;
}

QHBoxLayout* row(QWidget* parent, int margin, int spacing)
{
    auto* layout = new QHBoxLayout(parent);
    layout->setContentsMargins(margin, margin, margin, margin);
    layout->setSpacing(spacing);
    return layout;
}

void clear(QLayout* layout)
{
    while (QLayoutItem* item = layout->takeAt(0)) {
        if (QWidget* widget = item->widget()) {
            widget->hide();
            widget->deleteLater();
        } else if (QLayout* inner = item->layout()) {
            clear(inner);
        }
        delete item;
    }
}

void setLook(QWidget* widget, const char* look)
{
    widget->setProperty("look", QString::fromLatin1(look));
    widget->style()->unpolish(widget);
    widget->style()->polish(widget);
    widget->update();
}

} // namespace ui
