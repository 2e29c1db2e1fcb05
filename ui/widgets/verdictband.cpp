// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/verdictband.h"

#include "look/words.h"
#include "widgets/make.h"

#include <QAccessible>
#include <QBoxLayout>

namespace ui {

VerdictBand::VerdictBand(Context& context, QWidget* parent)
    : QFrame(parent)
    , m_context(context)
    , m_icon(makeIcon(context, QStringLiteral("not-checked-solid"), Tone::UncheckedSolid, 56))
    , m_headline(makeLabel(context, {}, Type::Headline, nullptr, true))
    , m_sentence(makeLabel(context, {}, Type::Section, "second", true))
    , m_second(makeButton(context, {}))
    , m_primary(makeButton(context, {}, QStringLiteral("outbox"), "primary"))
    , m_row(row(nullptr, 0, 18))
{
    QHBoxLayout* layout = row(this, 0, 18);
    layout->setContentsMargins(22, 16, 22, 16);
    layout->addWidget(m_icon, 0, Qt::AlignVCenter);
    QVBoxLayout* words = column(nullptr, 0, 3);
    words->addStretch();
    words->addWidget(m_headline);
    words->addWidget(m_sentence);
    words->addStretch();
    m_row->addLayout(words, 1);
    QHBoxLayout* buttons = row(nullptr, 0, 18);
    buttons->addWidget(m_second);
    buttons->addWidget(m_primary);
    m_row->addLayout(buttons);
    m_row->setAlignment(buttons, Qt::AlignLeading | Qt::AlignVCenter);
    layout->addLayout(m_row, 1);
    setMinimumHeight(92);
    makeBig(m_second);
    makeBig(m_primary);
    fit();
    connect(m_second, &QPushButton::clicked, this, &VerdictBand::secondPressed);
    connect(m_primary, &QPushButton::clicked, this, &VerdictBand::primaryPressed);
}

void VerdictBand::show(records::Verdict verdict, const QString& headline, const QString& sentence)
{
    const VerdictLook look = lookOf(verdict);
    const bool isStop = verdict == records::Verdict::Stop;
    const bool isUnchecked = verdict == records::Verdict::NotChecked;
    setLook(this, isStop ? "bandStop" : isUnchecked ? "bandUnchecked" : "bandSafe");
    setIcon(m_context, m_icon, look.solidIcon, look.meaning.solid, 56);
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

void VerdictBand::resizeEvent(QResizeEvent* event)
{
    QFrame::resizeEvent(event);
    fit();
}

void VerdictBand::fit()
{
    const bool isWide = width() >= 1000;
    QFont headline = m_context.look().font(Type::Headline);
    QFont sentence = m_context.look().font(Type::Body);
    headline.setPixelSize(headline.pixelSize() * (isWide ? 24 : 20) / 24);
    sentence.setPixelSize(sentence.pixelSize() * (isWide ? 14 : 13) / 13);
    m_headline->setFont(headline);
    m_sentence->setFont(sentence);
    // Where there is no room beside the words, the buttons stand under them.
    m_row->setDirection(width() >= 640 ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
}

} // namespace ui
