// SPDX-License-Identifier: GPL-3.0-or-later

#include "pages/accountdetail.h"

#include "look/words.h"
#include "preflight/preflight.h"
#include "remedies.h"
#include "reports.h"
#include "widgets/elided.h"
#include "widgets/filterbar.h"
#include "widgets/make.h"
#include "widgets/verdictmark.h"

#include <QScrollBar>

using namespace records;
using Qt::StringLiterals::operator""_s;

namespace ui {

AccountDetailView::AccountDetailView(Context& context, QWidget* parent)
    : QWidget(parent)
    , m_context(context)
    , m_scroll(new QScrollArea)
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
    m_pastRow = new QWidget;
    QHBoxLayout* past = row(m_pastRow, 0, 8);
    m_past = makeLabel(context, {}, Type::Body, "second", true);
    past->addWidget(m_past, 1);
    QPushButton* now = makeButton(context, u"Show now"_s, u"undo"_s, "small");
    now->setToolTip(u"Show both sides as they are now"_s);
    connect(now, &QPushButton::clicked, this, &AccountDetailView::nowWanted);
    past->addWidget(now, 0, Qt::AlignTop);
    layout->addWidget(m_pastRow);
    m_bridge = new BridgeCard(context);
    layout->addWidget(m_bridge);
    layout->addWidget(makeStepsCard());
    m_sides = new SidesCard(context);
    layout->addWidget(m_sides, 1);
    m_rest = new QWidget; // where nothing is shown of both sides, what there is stays at the top
    layout->addWidget(m_rest, 1);
    connect(m_bridge, &BridgeCard::remedyPressed, this, &AccountDetailView::act);
    connect(m_bridge, &BridgeCard::moved, this, [this](const QRect& row) {
        const QPoint middle = m_bridge->mapTo(m_scroll->widget(), row.center());
        m_scroll->ensureVisible(0, middle.y(), 0, row.height());
    });
    m_scroll->setWidget(canvas);
    column(this)->addWidget(m_scroll);
}

QWidget* AccountDetailView::makeHead()
{
    auto* head = new QWidget;
    QVBoxLayout* whole = column(head, 0, 4);
    QHBoxLayout* cells = row(nullptr, 0, 8);
    whole->addLayout(cells);
    m_back = makeToolButton(m_context, u"undo"_s, u"Back to the list"_s);
    connect(m_back, &QToolButton::clicked, this, &AccountDetailView::back);
    cells->addWidget(m_back, 0, Qt::AlignTop);
    m_name = new Elided(m_context, {}, Type::BigMoney);
    cells->addWidget(m_name, 1);
    QHBoxLayout* tie = row(nullptr, 0, 4); // below the buttons: beside them names have no room
    m_number = makeButton(m_context, {}, {}, "link");
    m_number->setProperty("flush", true); // under the name, above the cards
    m_number->setToolTip(u"Show its records in the ledger"_s);
    connect(m_number, &QPushButton::clicked, this,
        [this] { m_context.open(u"ledger"_s, u"filter:"_s + m_figures.account.account.name); });
    m_linkIcon = makeIcon(m_context, u"links"_s, Tone::Safe, 15);
    m_linked = makeLabel(m_context, {}, Type::Second);
    m_contact = makeButton(m_context, {}, {}, "link");
    m_contact->setToolTip(u"Show the link"_s);
    connect(m_contact, &QPushButton::clicked, this, [this] {
        m_context.open(u"links"_s, u"account:%1"_s.arg(m_figures.account.account.id.value));
    });
    tie->addWidget(m_number);
    tie->addWidget(m_linkIcon);
    tie->addWidget(m_linked);
    tie->addWidget(m_contact);
    tie->addStretch();
    whole->addLayout(tie);
    m_open = makeButton(m_context, u"Open in Xero"_s, u"open-out"_s);
    connect(m_open, &QPushButton::clicked, this,
        [this] { m_context.openAddress(m_figures.account.xeroUrl); });
    m_sync = makeButton(m_context, u"Sync to Xero"_s, u"outbox"_s);
    connect(m_sync, &QPushButton::clicked, this, [this] {
        m_context.give(command::Sync{.kind = command::RunKind::Instant,
            .direction = command::Direction::Push,
            .only = RecordRef{RecordKind::Account, m_figures.account.account.id.value}});
    });
    cells->addWidget(makeReportButton(m_context, u"Report of this account"_s,
                         {ReportKind::Bridge, ReportKind::Ageing},
                         [this](ReportKind kind) { return reportOf(kind); }),
        0, Qt::AlignTop);
    cells->addWidget(m_open, 0, Qt::AlignTop);
    cells->addWidget(m_sync, 0, Qt::AlignTop);
    m_verdictRow = new QWidget;
    m_verdict = row(m_verdictRow, 0, 8);
    whole->addWidget(m_verdictRow);
    m_balances = new Segments(m_context, u"Which of its balances"_s);
    connect(m_balances, &Segments::changed, this, [this](const QString& balance) {
        m_balance = balance;
        show(m_figures.account.account.id);
    });
    whole->addWidget(m_balances, 0, Qt::AlignLeading);
    return head;
}

// Of what is shown: this balance, now or as of that day.
ReportRequest AccountDetailView::reportOf(ReportKind kind) const
{
    const Bridge& bridge = m_figures.bridge();
    return {.kind = kind,
        .vendors = bridge.side == Side::Payable,
        .account = m_figures.account.account.id,
        .asOf = m_asOf,
        .currency = bridge.currency};
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
        [this] { m_context.openAddress(m_figures.account.xeroUrl); });
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
    m_stepsOpen->setVisible(!m_figures.account.xeroUrl.isEmpty());
    m_steps->show();
    (m_stepsOpen->isHidden() ? m_stepsDone : m_stepsOpen)->setFocus();
}

void AccountDetailView::closeSteps()
{
    m_steps->hide();
    m_bridge->focusLines();
}

void AccountDetailView::setBackVisible(bool visible)
{
    m_back->setVisible(visible);
}

bool AccountDetailView::show(AccountId id, const QString& balance)
{
    const bool isOther = m_figures.account.account.id != id;
    if (isOther)
        m_balance.clear();
    if (!balance.isEmpty())
        m_balance = balance;
    const auto figures = figuresOf(m_context, id, m_balance, m_asOf);
    if (!figures)
        return false;
    if (isOther) {
        m_steps->hide();
        m_scroll->verticalScrollBar()->setValue(0);
    }
    m_figures = *figures;
    showHead();
    showBalances();
    m_bridge->show(m_figures);
    m_sides->show(m_figures);
    m_sides->setVisible(!m_figures.bridge().isStale);
    m_rest->setVisible(m_figures.bridge().isStale);
    return true;
}

void AccountDetailView::setAsOf(QDate day)
{
    if (day == m_asOf)
        return;
    m_asOf = day;
    m_steps->hide(); // what stands there is of another day
    if (m_figures.account.account.id)
        show(m_figures.account.account.id);
}

void AccountDetailView::focusBridge()
{
    if (m_bridge->hasLines())
        m_bridge->focusLines();
    else
        m_sides->focusRows();
}

void AccountDetailView::showHead()
{
    const store::AccountDetail& detail = m_figures.account;
    m_name->setText(detail.account.name);
    m_number->setText(detail.account.number);
    const bool isLinked = detail.link.has_value();
    setIcon(m_context, m_linkIcon, u"links"_s, isLinked ? Tone::Safe : Tone::Stop, 15);
    m_linked->setProperty("tone", isLinked ? u"safe"_s : u"stop"_s);
    m_linked->setText(isLinked ? u"linked to"_s : u"not linked"_s);
    setLook(m_linked, "");
    m_contact->setText(isLinked ? detail.contactName : u"Link…"_s);
    m_open->setVisible(!detail.xeroUrl.isEmpty());
    const Preflight safety = preflight::ofAccount(detail.hazards, m_context.reader().today().banks);
    clear(m_verdict);
    auto* mark = new VerdictMark(m_context, safety.verdict, VerdictMark::Width::Own);
    m_verdict->addWidget(mark, 0, Qt::AlignTop);
    // It says what to do: never cut, and beside the mark where one line is enough.
    QLabel* sentence = makeLabel(m_context, safety.sentence, Type::Second, "second", true);
    sentence->setMinimumHeight(mark->height());
    m_verdict->addWidget(sentence, 1);
    if (safety.judgedAt.isValid()) {
        QLabel* checked = makeLabel(m_context,
            u"checked "_s + age(safety.judgedAt, m_context.now()), Type::Second, "third");
        checked->setMinimumHeight(mark->height());
        m_verdict->addWidget(checked, 0, Qt::AlignTop);
    }
    // Both are of today.
    m_verdictRow->setVisible(!m_figures.isPast());
    m_sync->setVisible(!m_figures.isPast());
    m_notice->setText(detail.notice);
    m_notice->setVisible(!detail.notice.isEmpty());
    m_past->setText(
        u"As of %1. Later transactions are left out. To mend a difference, switch back to now."_s
            .arg(day(m_asOf, m_context.today())));
    m_pastRow->setVisible(m_figures.isPast());
}

// Currencies are never added up, nor what is owed to us with what we owe.
void AccountDetailView::showBalances()
{
    QList<Segment> segments;
    for (const Bridge& one : std::as_const(m_figures.balances))
        segments.append({keyOf(one), wordOf(one, m_figures.balances)});
    m_balances->setVisible(segments.size() > 1);
    if (segments.size() < 2)
        return;
    m_balances->setSegments(segments);
    m_balances->choose(keyOf(m_figures.bridge()));
}

} // namespace ui
