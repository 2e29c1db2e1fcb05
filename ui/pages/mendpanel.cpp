// SPDX-License-Identifier: GPL-3.0-or-later

#include "pages/mendpanel.h"

#include "look/words.h"
#include "widgets/make.h"

#include <QComboBox>

using namespace records;
using Qt::StringLiterals::operator""_s;

namespace ui {

namespace {

constexpr qsizetype mostChanges = 12;

QString wordsOf(const MendedField& change)
{
    return u"%1 %2: %3, %4 → %5%6"_s.arg(change.inXero ? u"In Xero,"_s : u"Here,"_s, change.record,
        change.field.toLower(), change.before.isEmpty() ? u"nothing"_s : change.before,
        change.after, change.isFinal ? u". This can’t be undone"_s : QString());
}

} // namespace

MendPanel::MendPanel(Context& context, const Remedy& remedy, const QString& name)
    : m_context(context)
    , m_remedy(remedy)
    , m_effect(makeLabel(context, remedy.effect, Type::Second, "second", true))
    , m_each(makeButton(context, u"Show each change"_s, {}, "link"))
    , m_changes(makeLabel(context, {}, Type::Second, "second", true))
{
    QVBoxLayout* layout = column(this, 0, 2);
    layout->setContentsMargins(0, 4, 0, 0);
    layout->addWidget(m_effect);
    QHBoxLayout* line = row(nullptr, 0, 10);
    // A link has padding of its own: without it its words stand in line with the others.
    const bool hasChoice = remedy.choices.size() > 1 || !isChosen();
    line->setContentsMargins(hasChoice ? 0 : -4, 0, 0, 0);
    if (hasChoice) {
        m_choice = new QComboBox;
        m_choice->setObjectName(name + u"/choice"_s);
        m_choice->setAccessibleName(u"Use instead"_s);
        m_choice->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        m_choice->setMinimumContentsLength(18);
        const auto* mend = std::get_if<command::Mend>(&*remedy.command);
        for (const auto& [code, words] : remedy.choices)
            m_choice->addItem(words.isEmpty() ? code : code + u" · "_s + words, code);
        m_choice->setPlaceholderText(u"Choose…"_s);
        m_choice->setCurrentIndex(mend ? m_choice->findData(mend->choice) : -1);
        line->addWidget(m_choice);
        connect(m_choice, &QComboBox::activated, this, &MendPanel::choose);
    }
    m_each->setObjectName(name + u"/each"_s);
    m_each->setEnabled(isChosen());
    line->addWidget(m_each);
    line->addStretch();
    layout->addLayout(line);
    m_changes->hide();
    m_changes->setObjectName(name + u"/changes"_s);
    layout->addWidget(m_changes);
    connect(m_each, &QPushButton::clicked, this, &MendPanel::preview);
    connect(&context, &Context::answered, this, &MendPanel::showChanges);
}

void MendPanel::choose(int index)
{
    m_remedy = m_remedy.chosen(m_choice->itemData(index).toString());
    m_effect->setText(m_remedy.effect);
    m_changes->hide();
    m_each->setEnabled(isChosen());
    Q_EMIT chosen();
}

bool MendPanel::isChosen() const
{
    const auto* mend = std::get_if<command::Mend>(&*m_remedy.command);
    return m_remedy.choices.isEmpty() || !mend || !mend->choice.isEmpty();
}

void MendPanel::preview()
{
    if (!m_changes->isHidden())
        return m_changes->hide();
    auto what = std::get<command::Mend>(*m_remedy.command);
    what.dryRun = true;
    m_asked = m_context.nextTicket(); // its answer may come at once
    m_context.ask(what);
}

void MendPanel::showChanges(const CommandOutcome& outcome)
{
    if (m_asked == 0 || outcome.ticket != m_asked || !outcome.mending)
        return;
    m_asked = 0;
    const Mending& told = *outcome.mending;
    QStringList lines;
    for (const MendedField& change : told.changes.first(std::min(mostChanges, told.changes.size())))
        lines.append(wordsOf(change));
    if (told.count > mostChanges)
        lines.append(u"and %1 more of the kind"_s.arg(number(told.count - mostChanges)));
    for (const QString& left : told.left.first(std::min(mostChanges, told.left.size())))
        lines.append(u"Left as it is: "_s + left);
    if (told.left.size() > mostChanges)
        lines.append(u"and %1 more are left"_s.arg(number(told.left.size() - mostChanges)));
    m_changes->setText(lines.join(u'\n'));
    m_changes->show();
}

MendAsk::MendAsk(Context& context, const QString& name)
    : m_context(context)
    , m_do(makeButton(context, {}, {}, "primary"))
{
    setProperty("look", u"plain"_s);
    setObjectName(name + u"/ask"_s);
    QVBoxLayout* layout = column(this, 0, 6);
    layout->setContentsMargins(50, 0, 16, 14);
    QHBoxLayout* line = row(nullptr, 0, 8);
    line->addWidget(m_do);
    QPushButton* leave = makeButton(context, u"Leave it"_s);
    line->addWidget(leave);
    line->addStretch();
    layout->addLayout(line);
    connect(leave, &QPushButton::clicked, this, &QWidget::hide);
    connect(m_do, &QPushButton::clicked, this, [this] {
        hide();
        carryOut(m_context, m_panel->remedy());
    });
    hide();
}

void MendAsk::ask(const Remedy& remedy)
{
    delete m_panel;
    m_panel = new MendPanel(m_context, remedy, objectName());
    static_cast<QVBoxLayout*>(layout())->insertWidget(0, m_panel);
    const auto showVerb = [this] {
        m_do->setText(m_panel->remedy().text);
        m_do->setEnabled(m_panel->isChosen());
    };
    connect(m_panel, &MendPanel::chosen, this, showVerb);
    showVerb();
    show();
    m_do->setFocus();
    if (m_panel->isChosen())
        m_panel->preview();
}

} // namespace ui
