// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/emptystate.h"

#include "widgets/make.h"

namespace ui {

EmptyState::EmptyState(Context& context, QWidget* parent)
    : QWidget(parent)
    , m_context(context)
    , m_icon(makeIcon(context, QStringLiteral("safe"), Tone::Safe, 28))
    , m_title(makeLabel(context, {}, Type::Strong))
    , m_sentence(makeLabel(context, {}, Type::Body, "second", true))
    , m_button(makeButton(context, {}, {}, "small"))
{
    QVBoxLayout* layout = column(this, 24, 8);
    layout->addStretch();
    layout->addWidget(m_icon, 0, Qt::AlignHCenter);
    layout->addWidget(m_title, 0, Qt::AlignHCenter);
    m_sentence->setAlignment(Qt::AlignHCenter);
    layout->addWidget(m_sentence);
    layout->addWidget(m_button, 0, Qt::AlignHCenter);
    layout->addStretch();
    connect(m_button, &QPushButton::clicked, this, &EmptyState::pressed);
}

void EmptyState::say(const QString& icon, Tone tone, const QString& title, const QString& sentence,
    const QString& button)
{
    setIcon(m_context, m_icon, icon, tone, 28);
    m_title->setText(title);
    m_sentence->setText(sentence);
    m_button->setText(button);
    m_button->setVisible(!button.isEmpty());
}

} // namespace ui
