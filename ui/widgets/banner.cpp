// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/banner.h"

#include "widgets/elided.h"
#include "widgets/facebutton.h"
#include "widgets/make.h"

#include <QAccessible>
#include <QApplication>
#include <QDesktopServices>
#include <QEvent>
#include <QFileInfo>
#include <QUrl>

using Qt::StringLiterals::operator""_s;

namespace ui {

Banner::Banner(Context& context, QWidget* parent)
    : QFrame(parent)
    , m_context(context)
    , m_words(row(nullptr, 0, 6))
    , m_icon(makeIcon(context, u"key"_s, Tone::Stop, 16))
    , m_title(makeLabel(context, {}, Type::Strong))
    , m_sentence(makeLabel(context, {}, Type::Body, "second", true))
    , m_button(makeButton(context, {}, {}, "small"))
{
    QHBoxLayout* layout = row(this, 0, 10);
    layout->setContentsMargins(21, 8, 24, 8);
    layout->addWidget(m_icon);
    m_words->addWidget(m_title);
    m_words->addWidget(m_sentence, 1);
    layout->addLayout(m_words, 1);
    layout->addWidget(m_button);
    connect(m_button, &QPushButton::clicked, this, &Banner::pressed);
    hide();
}

void Banner::show(bool isStop, const QString& icon, const QString& title, const QString& sentence,
    const QString& button, bool isPrimary)
{
    setLook(this, isStop ? "bannerStop" : "bannerWaiting");
    setIcon(m_context, m_icon, icon, isStop ? Tone::Stop : Tone::Waiting, 16);
    m_title->setText(title);
    m_title->setVisible(!title.isEmpty());
    m_sentence->setText(sentence);
    m_button->setText(button);
    setLook(m_button, isPrimary ? "primary" : "small");
    m_button->setVisible(!button.isEmpty());
    setAccessibleName(title + u' ' + sentence);
    const bool wasHidden = isHidden();
    setVisible(true);
    if (wasHidden) {
        QAccessibleEvent alert(this, QAccessible::Alert);
        QAccessible::updateAccessibility(&alert);
    }
}

void Banner::resizeEvent(QResizeEvent* event)
{
    QFrame::resizeEvent(event);
    m_words->setDirection(width() >= 1000 ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
}

Toast::Toast(Context& context, QWidget* parent)
    : QFrame(parent)
    , m_context(context)
    , m_icon(makeIcon(context, u"info"_s, Tone::ToastText, 16))
    , m_sentence(new Elided(context, {}))
    , m_undo(makeFaceButton(context, u"Undo"_s, {}, "toast"))
    , m_open(makeFaceButton(context, u"Open"_s, {}, "toast"))
    , m_reveal(makeFaceButton(context, u"Show in folder"_s, {}, "toast"))
{
    setProperty("look", u"toast"_s);
    QHBoxLayout* layout = row(this, 0, 10);
    layout->setContentsMargins(14, 6, 10, 6);
    layout->addWidget(m_icon);
    layout->addWidget(m_sentence);
    m_undo->setKey(u"Ctrl Z"_s);
    for (FaceButton* each : {m_undo, m_open, m_reveal}) {
        layout->addWidget(each);
        each->installEventFilter(this);
    }
    connect(m_open, &QPushButton::clicked, this,
        [this] { QDesktopServices::openUrl(QUrl::fromLocalFile(m_path)); });
    connect(m_reveal, &QPushButton::clicked, this, [this] {
        QDesktopServices::openUrl(QUrl::fromLocalFile(QFileInfo(m_path).absolutePath()));
    });
    m_timer.setSingleShot(true);
    m_timer.setInterval(8000);
    connect(&m_timer, &QTimer::timeout, this, &QWidget::hide);
    connect(m_undo, &QPushButton::clicked, this, &Toast::undo);
    hide();
}

void Toast::show(const QString& sentence, const QString& icon, std::function<void()> undo)
{
    m_takeBack = std::move(undo);
    setIcon(m_context, m_icon, icon, Tone::ToastText, 16);
    m_sentence->setText(sentence);
    m_undo->setVisible(static_cast<bool>(m_takeBack));
    m_open->hide();
    m_reveal->hide();
    setAccessibleName(sentence);
    setVisible(true);
    place();
    raise();
    m_timer.start();
    QAccessibleEvent alert(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}

void Toast::showFile(const QString& sentence, const QString& path)
{
    show(sentence, u"export"_s, {});
    m_path = path;
    m_open->show();
    m_reveal->show();
    place();
}

bool Toast::undo()
{
    if (isHidden() || !m_takeBack)
        return false;
    hide();
    std::exchange(m_takeBack, {})();
    return true;
}

void Toast::place()
{
    adjustSize();
    const int most = parentWidget()->width() - 48;
    if (width() > most)
        resize(most, height());
    move((parentWidget()->width() - width()) / 2, parentWidget()->height() - height() - 44);
}

bool Toast::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::FocusIn)
        m_timer.stop();
    else if (event->type() == QEvent::FocusOut)
        m_timer.start();
    return QFrame::eventFilter(watched, event);
}

void Toast::enterEvent(QEnterEvent* event)
{
    m_timer.stop();
    QFrame::enterEvent(event);
}

void Toast::leaveEvent(QEvent* event)
{
    if (!isAncestorOf(QApplication::focusWidget()))
        m_timer.start();
    QFrame::leaveEvent(event);
}

} // namespace ui
