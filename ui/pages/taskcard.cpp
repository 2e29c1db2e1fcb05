// SPDX-License-Identifier: GPL-3.0-or-later

#include "pages/taskcard.h"

#include "causes/causes.h"
#include "look/words.h"
#include "widgets/make.h"

#include <QLabel>

using namespace records;
using Qt::StringLiterals::operator""_s;

namespace ui {

TaskCard::TaskCard(Context& context, const store::TaskRow& row, bool isNarrow, bool isPrimary)
    : m_context(context)
    , m_row(row)
    , m_isPrimary(isPrimary)
    , m_steps(makeLabel(context, {}, Type::Body, "second", true))
{
    setProperty("look", u"card"_s);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Minimum);
    setObjectName(u"task/%1/%2"_s.arg(static_cast<int>(row.task.of.kind)).arg(row.task.of.id));
    const causes::TaskWords words = causes::words(row.task);
    QVBoxLayout* all = column(this, 1, 0);
    auto* top = new QWidget;
    QHBoxLayout* line = ui::row(top, 0, 14);
    line->setContentsMargins(16, 14, 16, 14);
    line->addWidget(makeIcon(m_context, u"undo"_s, Tone::Waiting, 18), 0, Qt::AlignTop);
    QVBoxLayout* text = column(nullptr, 0, 3);
    text->addWidget(makeLabel(m_context, words.title, Type::Section, nullptr, true));
    text->addWidget(makeLabel(
        m_context, row.accountName + u": "_s + words.sentence, Type::Body, "second", true));
    text->addSpacing(6);
    text->addWidget(halves());
    if (isNarrow) {
        text->addSpacing(6);
        text->addWidget(buttons());
    }
    line->addLayout(text, 1);
    if (!isNarrow)
        line->addWidget(buttons(), 0, Qt::AlignTop);
    all->addWidget(top);
    m_steps->setContentsMargins(50, 0, 16, 12);
    m_steps->hide();
    all->addWidget(m_steps);
    setAccessibleName(u"%1. %2. Done: %3. Missing: %4."_s.arg(
        words.title, money(row.task.amount), words.firstHalf, words.secondHalf));
}

QWidget* TaskCard::halves()
{
    auto* box = new QWidget;
    QVBoxLayout* lines = column(box, 0, 2);
    const causes::TaskWords words = causes::words(m_row.task);
    lines->addWidget(half(true, words.firstHalf));
    lines->addWidget(half(false, words.secondHalf));
    return box;
}

QWidget* TaskCard::half(bool done, const QString& text)
{
    auto* box = new QWidget;
    QHBoxLayout* line = ui::row(box, 0, 8);
    line->addWidget(makeIcon(
        m_context, done ? u"safe"_s : u"waiting"_s, done ? Tone::Safe : Tone::Waiting, 14));
    line->addWidget(makeLabel(m_context, text, done ? Type::Body : Type::Strong,
                        done ? "second" : nullptr, true),
        1);
    return box;
}

void TaskCard::addButton(QHBoxLayout* line, const QString& name, const QString& text,
    const std::function<void()>& act, const char* look)
{
    QPushButton* button = makeButton(m_context, text, {}, look);
    button->setObjectName(objectName() + u'/' + name);
    connect(button, &QPushButton::clicked, this, act);
    line->addWidget(button);
}

bool TaskCard::isDeed(const Task& task)
{
    return task.half == TaskHalf::InLedger || (isForTieout(task.way) && !task.isWished);
}

QWidget* TaskCard::buttons()
{
    auto* box = new QWidget;
    QHBoxLayout* line = row(box, 0, 6);
    const Task& task = m_row.task;
    const char* deed = m_isPrimary ? "primary" : "";
    const auto check = [this] { m_context.give(command::Sync{}); };
    if (task.of.kind == RecordKind::Allocation)
        addButton(
            line, u"take-back"_s, u"Take it back here"_s,
            [this] { m_context.give(command::RemoveAllocation{AllocationId{m_row.task.of.id}}); },
            deed);
    else if (task.half == TaskHalf::InLedger)
        addButton(
            line, u"reverse"_s, causes::buttonText(RemedyId::ReverseInLedger, 1),
            [this] {
                m_context.give(command::RecordReversal{
                    m_row.task.of, m_context.today(), u"Removed in Xero"_s});
            },
            deed);
    else if (isForTieout(task.way) && !task.isWished)
        addButton(
            line, u"do"_s, causes::buttonText(RemedyId::DoInXero, 1),
            [this] { m_context.give(command::DoInXero{m_row.task.of}); }, deed);
    const bool isByHand = task.way == TaskWay::ByHand || task.way == TaskWay::VoidByHand;
    if (isByHand)
        addButton(line, u"steps"_s, u"Show the steps"_s, [this] { showSteps(); });
    if (isByHand || task.isWished)
        addButton(line, u"check"_s, u"Check again"_s, check);
    if (!m_row.xeroUrl.isEmpty() && isByHand)
        addButton(line, u"open"_s, causes::buttonText(RemedyId::ShowInXero, 1),
            [this] { m_context.openAddress(m_row.xeroUrl); });
    return box;
}

void TaskCard::showSteps()
{
    QStringList lines;
    const QStringList steps = causes::words(m_row.task).steps;
    for (qsizetype i = 0; i < steps.size(); ++i)
        lines.append(u"%1.  %2"_s.arg(i + 1).arg(steps.at(i)));
    m_steps->setText(lines.join(u'\n'));
    m_steps->setVisible(m_steps->isHidden());
}

} // namespace ui
