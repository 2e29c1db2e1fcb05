// SPDX-License-Identifier: GPL-3.0-or-later

#include "pages/accountdetail.h"

#include "look/words.h"
#include "preflight/preflight.h"
#include "remedies.h"
#include "widgets/elided.h"
#include "widgets/make.h"
#include "widgets/verdictmark.h"

#include <QHeaderView>
#include <QScrollBar>

using namespace records;
using Qt::StringLiterals::operator""_s;

namespace ui {

AccountDetailView::AccountDetailView(Context& context, QWidget* parent)
    : QWidget(parent)
    , m_context(context)
    , m_scroll(new QScrollArea)
    , m_model(new TimelineModel(context, this))
{
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    auto* canvas = new QWidget;
    canvas->setObjectName(u"canvas"_s);
    QVBoxLayout* layout = column(canvas, 0, 12);
    layout->setContentsMargins(20, 14, 20, 16);
    layout->addWidget(makeHead());
    m_notice = makeLabel(context, {}, Type::Body, "waiting", true);
    layout->addWidget(m_notice);
    layout->addWidget(makeBridgeCard());
    layout->addWidget(makeStepsCard());
    layout->addWidget(makeTimelineCard(), 1);
    m_scroll->setWidget(canvas);
    column(this)->addWidget(m_scroll);
}

QWidget* AccountDetailView::makeHead()
{
    auto* head = new QWidget;
    QVBoxLayout* whole = column(head, 0, 6);
    QHBoxLayout* cells = row(nullptr, 0, 8);
    whole->addLayout(cells);
    m_back = makeToolButton(m_context, u"undo"_s, u"Back to the list"_s);
    connect(m_back, &QToolButton::clicked, this, &AccountDetailView::back);
    cells->addWidget(m_back, 0, Qt::AlignTop);
    QVBoxLayout* words = column(nullptr, 0, 2);
    m_name = makeLabel(m_context, {}, Type::BigMoney);
    m_name->setMinimumWidth(10);
    m_name->setTextInteractionFlags(Qt::TextSelectableByMouse);
    words->addWidget(m_name);
    QHBoxLayout* tie = row(nullptr, 0, 4);
    m_number = makeButton(m_context, {}, {}, "link");
    m_number->setToolTip(u"Show its records in the ledger"_s);
    connect(m_number, &QPushButton::clicked, this,
        [this] { m_context.open(u"ledger"_s, u"filter:"_s + m_detail.account.name); });
    m_linkIcon = makeIcon(m_context, u"links"_s, Tone::Safe, 15);
    m_linked = makeLabel(m_context, {}, Type::Second);
    m_contact = makeButton(m_context, {}, {}, "link");
    m_contact->setToolTip(u"Show the link"_s);
    connect(m_contact, &QPushButton::clicked, this,
        [this] { m_context.open(u"links"_s, u"account:%1"_s.arg(m_detail.account.id.value)); });
    tie->addWidget(m_number);
    tie->addWidget(m_linkIcon);
    tie->addWidget(m_linked);
    tie->addWidget(m_contact);
    tie->addStretch();
    words->addLayout(tie);
    cells->addLayout(words, 1);
    m_open = makeButton(m_context, u"Open in Xero"_s, u"open-out"_s);
    connect(
        m_open, &QPushButton::clicked, this, [this] { m_context.openAddress(m_detail.xeroUrl); });
    QPushButton* sync = makeButton(m_context, u"Sync to Xero"_s, u"outbox"_s);
    connect(sync, &QPushButton::clicked, this, [this] {
        m_context.give(command::Sync{.kind = command::RunKind::Instant,
            .direction = command::Direction::Push,
            .only = RecordRef{RecordKind::Account, m_detail.account.id.value}});
    });
    cells->addWidget(m_open, 0, Qt::AlignTop);
    cells->addWidget(sync, 0, Qt::AlignTop);
    m_verdict = row(nullptr, 0, 8);
    whole->addLayout(m_verdict);
    return head;
}

QFrame* AccountDetailView::makeBridgeCard()
{
    QFrame* card = makeCard();
    QVBoxLayout* layout = column(card, 1, 0);
    auto* head = new QWidget;
    head->setMinimumHeight(38);
    QHBoxLayout* cells = row(head, 0, 8);
    cells->setContentsMargins(15, 6, 15, 6);
    cells->addWidget(makeLabel(m_context, u"Why the balances differ"_s, Type::Section));
    cells->addStretch();
    cells->addWidget(makeLabel(m_context, u"Difference"_s, Type::Second, "second"));
    m_difference = makeLabel(m_context, {}, Type::BigMoney);
    cells->addWidget(m_difference);
    m_explained = new ChipLabel(m_context);
    cells->addWidget(m_explained);
    layout->addWidget(head);
    layout->addWidget(makeRule());
    m_bridge = new BridgeView(m_context);
    layout->addWidget(m_bridge);
    connect(m_bridge, &BridgeView::remedyPressed, this, &AccountDetailView::act);
    connect(m_bridge, &BridgeView::moved, this, [this](const QRect& row) {
        const QPoint middle = m_bridge->mapTo(m_scroll->widget(), row.center());
        m_scroll->ensureVisible(0, middle.y(), 0, row.height());
    });
    return card;
}

// What a person does in Xero stands under the bridge, and closes with a look at what became of it.
QFrame* AccountDetailView::makeStepsCard()
{
    m_steps = makeCard();
    QVBoxLayout* layout = column(m_steps, 16, 8);
    m_stepsTitle = makeLabel(m_context, {}, Type::Section);
    m_stepsText = makeLabel(m_context, {}, Type::Body, "second", true);
    layout->addWidget(m_stepsTitle);
    layout->addWidget(m_stepsText);
    QHBoxLayout* buttons = row(nullptr, 0, 8);
    m_stepsDone = makeButton(m_context, {}, u"sync"_s);
    m_stepsOpen = makeButton(m_context, u"Open in Xero"_s, u"open-out"_s);
    QPushButton* close = makeButton(m_context, u"Close"_s, {}, "quiet");
    buttons->addWidget(m_stepsOpen);
    buttons->addWidget(m_stepsDone);
    buttons->addWidget(close);
    buttons->addStretch();
    layout->addLayout(buttons);
    m_steps->hide();
    connect(m_stepsOpen, &QPushButton::clicked, this,
        [this] { m_context.openAddress(m_detail.xeroUrl); });
    connect(m_stepsDone, &QPushButton::clicked, this, [this] {
        carryOut(m_context, m_shownSteps);
        closeSteps();
    });
    connect(close, &QPushButton::clicked, this, &AccountDetailView::closeSteps);
    return m_steps;
}

void AccountDetailView::act(const Remedy& remedy)
{
    if (remedy.steps.isEmpty())
        return carryOut(m_context, remedy);
    m_shownSteps = remedy;
    QString title = remedy.text;
    title.remove(u'…');
    m_stepsTitle->setText(title);
    QStringList lines;
    for (qsizetype i = 0; i < remedy.steps.size(); ++i)
        lines.append(u"%1.  %2"_s.arg(i + 1).arg(remedy.steps.at(i)));
    m_stepsText->setText(lines.join(u'\n'));
    m_stepsDone->setText(u"I’ve done it, check"_s);
    m_stepsOpen->setVisible(!m_detail.xeroUrl.isEmpty());
    m_steps->show();
    (m_stepsOpen->isHidden() ? m_stepsDone : m_stepsOpen)->setFocus();
}

void AccountDetailView::closeSteps()
{
    m_steps->hide();
    m_bridge->setFocus();
}

QFrame* AccountDetailView::makeTimelineCard()
{
    QFrame* card = makeCard();
    QVBoxLayout* layout = column(card, 1, 0);
    auto* head = new QWidget;
    QHBoxLayout* cells = row(head, 0, 8);
    cells->setContentsMargins(15, 10, 15, 10);
    cells->addWidget(makeLabel(m_context, u"Side by side"_s, Type::Section));
    cells->addStretch();
    m_span = new Segments(m_context, u"How much of the history"_s);
    m_span->setSegments({{u"since"_s, u"Since last agreement"_s}, {u"all"_s, u"All"_s}});
    m_span->choose(u"since"_s);
    connect(m_span, &Segments::changed, this, &AccountDetailView::showTimeline);
    cells->addWidget(m_span);
    layout->addWidget(head);
    m_timeline = new TimelineView(m_context, m_model);
    connect(m_timeline, &TimelineView::opened, this, [this](const RecordRef& record) {
        m_context.open(
            u"ledger"_s, u"record:%1/%2"_s.arg(static_cast<int>(record.kind)).arg(record.id));
    });
    layout->addWidget(m_timeline, 1);
    return card;
}

void AccountDetailView::setBackVisible(bool visible)
{
    m_back->setVisible(visible);
}

bool AccountDetailView::show(AccountId id)
{
    const auto detail = m_context.reader().account(id);
    if (!detail)
        return false;
    if (m_detail.account.id != id) {
        m_steps->hide();
        m_scroll->verticalScrollBar()->setValue(0);
    }
    m_detail = *detail;
    const bridge::Scope scope(m_detail.bridge.side, m_detail.bridge.currency);
    const auto file = m_context.reader().accountFile(id);
    m_rows = file ? bridge::timeline(*file, scope, m_detail.bridge.lines)
                  : QList<bridge::TimelineRow>();
    showHead();
    m_bridge->show(m_detail);
    showTimeline();
    return true;
}

void AccountDetailView::focusBridge()
{
    if (m_bridge->rows() > 0)
        m_bridge->setFocus(Qt::ShortcutFocusReason);
    else
        m_timeline->setFocus(Qt::ShortcutFocusReason);
}

void AccountDetailView::showHead()
{
    m_name->setText(m_detail.account.name);
    m_number->setText(m_detail.account.number);
    const bool isLinked = m_detail.link.has_value();
    setIcon(m_context, m_linkIcon, u"links"_s, isLinked ? Tone::Safe : Tone::Stop, 15);
    m_linked->setProperty("tone", isLinked ? u"safe"_s : u"stop"_s);
    m_linked->setText(isLinked ? u"linked to"_s : u"not linked"_s);
    setLook(m_linked, "");
    m_contact->setText(isLinked ? m_detail.contactName : u"Link…"_s);
    m_open->setVisible(!m_detail.xeroUrl.isEmpty());
    const Preflight safety
        = preflight::ofAccount(m_detail.hazards, m_context.reader().today().banks);
    clear(m_verdict);
    m_verdict->addWidget(new VerdictMark(m_context, safety.verdict));
    m_verdict->addWidget(new Elided(m_context, safety.sentence, Type::Second, "second"), 1);
    if (safety.judgedAt.isValid())
        m_verdict->addWidget(makeLabel(m_context,
            u"checked "_s + age(safety.judgedAt, m_context.now()), Type::Second, "third"));
    m_notice->setText(m_detail.notice);
    m_notice->setVisible(!m_detail.notice.isEmpty());
    const Bridge& bridge = m_detail.bridge;
    m_difference->setText(difference(bridge.difference()));
    base::Money unexplained;
    for (const BridgeLine& line : bridge.lines)
        if (line.cause == BridgeCause::Unexplained)
            unexplained += line.amount;
    const bool isGood = unexplained.isZero();
    if (bridge.agrees())
        m_explained->say(u"safe"_s, u"agrees"_s, safeMeaning);
    else if (isGood)
        m_explained->say(u"safe"_s, u"all explained"_s, safeMeaning);
    else
        m_explained->say(u"unknown"_s, u"%1 unexplained"_s.arg(money(unexplained)), stopMeaning);
}

void AccountDetailView::showTimeline()
{
    const bool all = m_span->chosen() == u"all"_s;
    m_span->setSegments({{u"since"_s, u"Since last agreement"_s},
        {u"all"_s, u"All"_s, static_cast<int>(m_rows.size())}});
    m_model->show(m_rows, m_detail.bridge, all);
}

} // namespace ui
