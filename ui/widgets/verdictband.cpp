// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/verdictband.h"

#include "look/words.h"
#include "widgets/make.h"

#include <QAccessible>

namespace ui {

VerdictBand::VerdictBand(Context& context, QWidget* parent)
    : QFrame(parent)
    , m_context(context)
    , m_parts(new QBoxLayout(QBoxLayout::LeftToRight, this))
    , m_icon(makeIcon(context, QStringLiteral("not-checked-solid"), Tone::UncheckedSolid, 52))
    , m_headline(makeLabel(context, {}, Type::Headline, nullptr, true))
    , m_sentence(makeLabel(context, {}, Type::Section, "second", true))
    , m_second(makeButton(context, {}))
    , m_primary(makeButton(context, {}, QStringLiteral("outbox"), "primary"))
{
    m_sentence->setFont(context.look().font(Type::Body));
    m_parts->setContentsMargins(26, 16, 22, 16);
    m_parts->setSpacing(12);
    QHBoxLayout* answer = row(nullptr, 0, 18);
    answer->addWidget(m_icon);
    QVBoxLayout* words = column(nullptr, 0, 3);
    words->addStretch();
    words->addWidget(m_headline);
    words->addWidget(m_sentence);
    words->addStretch();
    answer->addLayout(words, 1);
    m_parts->addLayout(answer, 1);
    QHBoxLayout* buttons = row(nullptr, 0, 18);
    buttons->addStretch();
    buttons->addWidget(m_second);
    buttons->addWidget(m_primary);
    m_parts->addLayout(buttons);
    setMinimumHeight(92);
    makeBig(m_second);
    makeBig(m_primary);
    connect(m_second, &QPushButton::clicked, this, &VerdictBand::secondPressed);
    connect(m_primary, &QPushButton::clicked, this, &VerdictBand::primaryPressed);
}

void VerdictBand::show(records::Verdict verdict, const QString& headline, const QString& sentence)
{
    const VerdictLook look = lookOf(verdict);
    const bool isStop = verdict == records::Verdict::Stop;
    const bool isUnchecked = verdict == records::Verdict::NotChecked;
    setLook(this, isStop ? "bandStop" : isUnchecked ? "bandUnchecked" : "bandSafe");
    setIcon(m_context, m_icon, look.solidIcon, look.meaning.solid, m_isCompact ? 42 : 52);
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

void VerdictBand::setCompact(bool compact)
{
    m_isCompact = compact;
    setMinimumHeight(compact ? 72 : 92);
    m_parts->setContentsMargins(
        compact ? 20 : 26, compact ? 10 : 16, compact ? 16 : 22, compact ? 10 : 16);
}

void VerdictBand::setButtons(const QString& second, const QString& primary)
{
    m_second->setText(second);
    m_second->setVisible(!second.isEmpty());
    m_primary->setText(primary);
    m_primary->setVisible(!primary.isEmpty());
}

void VerdictBand::resizeEvent(QResizeEvent* event)
{
    QFrame::resizeEvent(event);
    const Look& look = m_context.look();
    // Widths are those of a 13-px font; a larger one needs as much more.
    const int unit = look.height(0);
    QFont headline
        = look.font(m_isCompact || width() < 38 * unit ? Type::PageTitle : Type::Headline);
    headline.setWeight(QFont::Bold);
    m_headline->setFont(headline);
    const bool isStacked = width() < (m_isCompact ? 27 : 30) * unit;
    m_parts->setDirection(isStacked ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
}

} // namespace ui
