// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/verdictband.h"

#include "look/words.h"
#include "widgets/make.h"

#include <QAccessible>

namespace ui {

VerdictBand::VerdictBand(Context& context, QWidget* parent)
    : QFrame(parent)
    , m_context(context)
    , m_icon(makeIcon(context, QStringLiteral("not-checked-solid"), Tone::UncheckedSolid, 52))
    , m_headline(makeLabel(context, {}, Type::Headline, nullptr, true))
    , m_sentence(makeLabel(context, {}, Type::Section, "second", true))
    , m_second(makeButton(context, {}))
    , m_primary(makeButton(context, {}, QStringLiteral("outbox"), "primary"))
{
    m_sentence->setFont(context.look().font(Type::Body));
    QHBoxLayout* layout = row(this, 0, 18);
    layout->setContentsMargins(26, 16, 22, 16);
    layout->addWidget(m_icon);
    QVBoxLayout* words = column(nullptr, 0, 3);
    words->addStretch();
    words->addWidget(m_headline);
    words->addWidget(m_sentence);
    words->addStretch();
    layout->addLayout(words, 1);
    layout->addWidget(m_second);
    layout->addWidget(m_primary);
    setMinimumHeight(92);
    for (QPushButton* button : {m_second, m_primary})
        button->setMinimumHeight(36);
    connect(m_second, &QPushButton::clicked, this, &VerdictBand::secondPressed);
    connect(m_primary, &QPushButton::clicked, this, &VerdictBand::primaryPressed);
}

void VerdictBand::show(records::Verdict verdict, const QString& headline, const QString& sentence)
{
    const VerdictLook look = lookOf(verdict);
    const bool isStop = verdict == records::Verdict::Stop;
    const bool isUnchecked = verdict == records::Verdict::NotChecked;
    setLook(this, isStop ? "bandStop" : isUnchecked ? "bandUnchecked" : "bandSafe");
    setIcon(m_context, m_icon, look.solidIcon, look.meaning.solid, 52);
    m_headline->setText(headline);
    m_sentence->setText(sentence);
    m_sentence->setVisible(!sentence.isEmpty());
    const QString spoken = headline + u' ' + sentence;
    if (spoken == accessibleName())
        return;
    setAccessibleName(spoken);
    QAccessibleEvent alert(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}

void VerdictBand::setButtons(const QString& second, const QString& primary)
{
    m_second->setText(second);
    m_second->setVisible(!second.isEmpty());
    m_primary->setText(primary);
    m_primary->setVisible(!primary.isEmpty());
}

} // namespace ui
