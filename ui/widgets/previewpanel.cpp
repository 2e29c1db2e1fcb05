// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/previewpanel.h"

#include "look/words.h"
#include "widgets/make.h"

#include <QApplication>
#include <QKeyEvent>
#include <QPlainTextEdit>

#include <algorithm>

using Qt::StringLiterals::operator""_s;

namespace ui {

namespace {

constexpr qsizetype mostLines = 5'000; // nobody reads more; the report has them all

QString shortened(const QString& details)
{
    const qsizetype lines = details.count(u'\n') + 1;
    if (lines <= mostLines)
        return details;
    qsizetype end = 0;
    for (qsizetype line = 0; line < mostLines; ++line)
        end = details.indexOf(u'\n', end) + 1;
    return details.left(end) + u"… and %1 more"_s.arg(number(lines - mostLines));
}

} // namespace

PreviewPanel::PreviewPanel(Context& context, QWidget* parent)
    : QWidget(parent)
    , m_context(context)
    , m_sentence(makeLabel(context, {}, Type::Strong, nullptr, true))
    , m_details(new QPlainTextEdit)
    , m_verb(makeButton(context, {}, {}, "primary"))
    , m_leave(makeButton(context, {}, {}, "quiet"))
{
    QVBoxLayout* outside = column(this);
    outside->setContentsMargins(24, 0, 24, 12);
    QFrame* card = makeCard();
    outside->addWidget(card);
    QVBoxLayout* inside = column(card, 16, 10);
    inside->addWidget(m_sentence);
    m_details->setReadOnly(true);
    m_details->setTabChangesFocus(true);
    m_details->setFont(context.look().font(Type::Second));
    m_details->setAccessibleName(u"Line by line"_s);
    inside->addWidget(m_details);
    QHBoxLayout* buttons = row(nullptr, 0, 8);
    buttons->addWidget(m_verb);
    buttons->addWidget(m_leave);
    buttons->addStretch();
    inside->addLayout(buttons);
    connect(m_leave, &QPushButton::clicked, this, &PreviewPanel::close);
    connect(m_verb, &QPushButton::clicked, this, [this] {
        const auto act = std::move(m_act);
        close();
        if (act)
            act();
    });
    for (QWidget* each : {static_cast<QWidget*>(m_details), static_cast<QWidget*>(m_verb),
             static_cast<QWidget*>(m_leave)})
        each->installEventFilter(this);
    hide();
}

void PreviewPanel::say(
    const QString& sentence, const QString& details, const QString& verb, std::function<void()> act)
{
    if (isHidden())
        m_before = QApplication::focusWidget();
    m_sentence->setText(sentence);
    m_details->setPlainText(shortened(details));
    m_details->setVisible(!details.isEmpty());
    const auto lines = std::clamp<qsizetype>(details.count(u'\n') + 1, 2, 8);
    m_details->setFixedHeight(
        static_cast<int>(lines) * m_details->fontMetrics().lineSpacing() + 16);
    m_verb->setText(verb);
    m_verb->setVisible(!verb.isEmpty());
    m_leave->setText(verb.isEmpty() ? u"Close"_s : u"Leave it"_s);
    m_act = std::move(act);
    show();
    (verb.isEmpty() ? m_leave : m_verb)->setFocus();
}

void PreviewPanel::close()
{
    if (m_before && m_before->isVisible())
        m_before->setFocus();
    hide();
}

bool PreviewPanel::eventFilter(QObject* watched, QEvent* event)
{
    const bool isKey
        = event->type() == QEvent::ShortcutOverride || event->type() == QEvent::KeyPress;
    if (isKey && static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape) {
        event->accept();
        if (event->type() == QEvent::KeyPress)
            close();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace ui
