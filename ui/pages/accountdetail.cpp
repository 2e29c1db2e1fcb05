// SPDX-License-Identifier: GPL-3.0-or-later

#include "look/words.h"
#include "pages/accountspage.h"
#include "remedies.h"
#include "widgets/make.h"

#include <QHeaderView>

using namespace records;
using Qt::StringLiterals::operator""_s;

namespace ui {

AccountDetailView::AccountDetailView(Context& context, QWidget* parent)
    : QWidget(parent)
    , m_context(context)
    , m_model(new TimelineModel(context, this))
{
    auto* scroll = new QScrollArea;
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    auto* canvas = new QWidget;
    canvas->setObjectName(u"canvas"_s);
    QVBoxLayout* layout = column(canvas, 0, 12);
    layout->setContentsMargins(20, 14, 20, 16);
    layout->addWidget(makeHead());
    m_notice = makeLabel(context, {}, Type::Body, "waiting", true);
    layout->addWidget(m_notice);
    layout->addWidget(makeBridgeCard());
    layout->addWidget(makeTimelineCard(), 1);
    scroll->setWidget(canvas);
    column(this)->addWidget(scroll);
}

QWidget* AccountDetailView::makeHead()
{
    auto* head = new QWidget;
    QHBoxLayout* cells = row(head, 0, 8);
    m_back = makeToolButton(m_context, u"undo"_s, u"Back to the list"_s);
    connect(m_back, &QToolButton::clicked, this, &AccountDetailView::back);
    cells->addWidget(m_back);
    QVBoxLayout* words = column(nullptr, 0, 2);
    m_name = makeLabel(m_context, {}, Type::Section);
    m_name->setFont(m_context.look().font(Type::BigMoney));
    m_name->setMinimumWidth(10);
    m_name->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_link = makeLabel(m_context, {}, Type::Second, "second");
    words->addWidget(m_name);
    words->addWidget(m_link);
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
    m_explained = makeLabel(m_context, {}, Type::Second);
    cells->addWidget(m_explained);
    layout->addWidget(head);
    layout->addWidget(makeRule());
    m_bridge = new BridgeView(m_context);
    layout->addWidget(m_bridge);
    connect(m_bridge, &BridgeView::remedyPressed, this,
        [this](const BridgeLine& line) { carryOut(m_context, line, m_detail); });
    return card;
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
    auto* view = new TimelineView(m_context, m_model);
    view->setMinimumHeight(200);
    layout->addWidget(view, 1);
    QFrame* foot = makeCard("sunken");
    foot->setMinimumHeight(m_context.look().height(34));
    QHBoxLayout* ends = row(foot, 0, 8);
    ends->setContentsMargins(78, 0, 16, 0);
    m_ledgerEnd = makeLabel(m_context, {}, Type::Strong);
    m_differEnd = makeLabel(m_context, {}, Type::Strong);
    m_xeroEnd = makeLabel(m_context, {}, Type::Strong);
    ends->addWidget(makeLabel(m_context, u"Balance"_s, Type::Strong));
    ends->addStretch(2);
    ends->addWidget(m_ledgerEnd);
    ends->addStretch(1);
    ends->addWidget(m_differEnd);
    ends->addStretch(1);
    ends->addWidget(m_xeroEnd);
    layout->addWidget(foot);
    return card;
}

void AccountDetailView::setBackVisible(bool visible)
{
    m_back->setVisible(visible);
}

void AccountDetailView::show(AccountId id)
{
    const auto detail = m_context.reader().account(id);
    if (!detail)
        return;
    m_detail = *detail;
    m_rows = m_context.reader().timeline(id);
    showHead();
    m_bridge->show(m_detail.bridge);
    showTimeline();
}

void AccountDetailView::showHead()
{
    m_name->setText(m_detail.account.name);
    m_link->setText(m_detail.link
            ? m_detail.account.number + u" · linked to "_s + m_detail.contactName
            : m_detail.account.number + u" · not linked to a contact in Xero"_s);
    m_open->setVisible(!m_detail.xeroUrl.isEmpty());
    m_notice->setText(m_detail.notice);
    m_notice->setVisible(!m_detail.notice.isEmpty());
    const Bridge& bridge = m_detail.bridge;
    m_difference->setText(difference(bridge.difference()));
    base::Money unexplained;
    for (const BridgeLine& line : bridge.lines)
        if (line.cause == BridgeCause::Unexplained)
            unexplained += line.amount;
    const bool isGood = unexplained.isZero();
    m_explained->setText(bridge.agrees() ? u"agrees"_s
            : isGood                     ? u"all explained"_s
                                         : u"%1 unexplained"_s.arg(money(unexplained)));
    m_explained->setProperty("tone", isGood ? u"safe"_s : u"stop"_s);
    setLook(m_explained, "");
}

void AccountDetailView::showTimeline()
{
    const bool all = m_span->chosen() == u"all"_s;
    m_span->setSegments({{u"since"_s, u"Since last agreement"_s},
        {u"all"_s, u"All"_s, static_cast<int>(m_rows.size())}});
    m_model->show(m_rows, all);
    const Bridge& bridge = m_detail.bridge;
    m_ledgerEnd->setText(money(bridge.ledger));
    m_xeroEnd->setText(money(bridge.xero));
    m_differEnd->setText(bridge.difference().isZero()
            ? u"equal"_s
            : u"differ by "_s + difference(bridge.difference()));
}

} // namespace ui
