// SPDX-License-Identifier: GPL-3.0-or-later

#include "pages/problemspage.h"

#include "causes/causes.h"
#include "look/words.h"
#include "pages/outboxpage.h"
#include "widgets/make.h"

#include <QMenu>
#include <QMouseEvent>
#include <QPlainTextEdit>

using namespace records;
using Qt::StringLiterals::operator""_s;

namespace ui {

namespace {

// A card is a widget, so only so many are made; the filter finds the rest.
constexpr qsizetype mostCards = 60;

QString segmentOf(causes::WhoActs who)
{
    switch (who) {
    case causes::WhoActs::YouHere:
        return u"here"_s;
    case causes::WhoActs::YouInXero:
        return u"xero"_s;
    case causes::WhoActs::YourAdviser:
        return u"adviser"_s;
    case causes::WhoActs::Nobody:
        return u"nobody"_s;
    }
    return {};
}

} // namespace

ProblemCardView::ProblemCardView(
    Context& context, const store::ProblemCard& card, bool isPrimary, bool isOpen)
    : m_context(context)
    , m_card(card)
    , m_steps(makeLabel(context, {}, Type::Body, "second", true))
    , m_ask(new AskPanel(context))
{
    setProperty("look", u"card"_s);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Minimum);
    // All of them, in windows: what is retried are the card's own records, every one.
    constexpr int window = 200;
    QList<store::ProblemRow> some;
    for (int offset = 0; offset == 0 || some.size() == window; offset += window) {
        some = context.reader().problemRows(card.key, offset, window);
        for (const store::ProblemRow& each : some)
            m_operations.append(each.operation);
    }
    const causes::Words words = causes::words(card.example);
    QVBoxLayout* layout = column(this, 1, 0);
    auto* top = new QWidget;
    QHBoxLayout* line = row(top, 0, 14);
    line->setContentsMargins(16, 14, 16, 14);
    const Tone tone = words.who == causes::WhoActs::Nobody ? Tone::Unchecked
        : words.who == causes::WhoActs::YourAdviser        ? Tone::Waiting
                                                           : Tone::Stop;
    line->addWidget(makeIcon(context, iconOf(card.cause), tone, 18), 0, Qt::AlignTop);
    QVBoxLayout* text = column(nullptr, 0, 3);
    text->addWidget(makeLabel(context, words.title, Type::Section, nullptr, true));
    const QString who = card.accountName.isEmpty() ? QString() : card.accountName + u": "_s;
    text->addWidget(makeLabel(context, who + words.sentence, Type::Body, "second", true));
    text->addStretch();
    line->addLayout(text, 1);
    addFacts(line);
    addRemedies(line, isPrimary);
    layout->addWidget(top);
    m_steps->setContentsMargins(50, 0, 16, 12);
    m_steps->hide();
    layout->addWidget(m_steps);
    layout->addWidget(m_ask);
    if (isOpen)
        addRecords(layout);
}

void ProblemCardView::addFacts(QHBoxLayout* line)
{
    const auto add = [&](const QString& word, const QString& value, int width, bool isMoney) {
        QVBoxLayout* pair = column(nullptr, 0, 2);
        QLabel* name = makeLabel(m_context, word, Type::Second, "third");
        QLabel* shown = makeLabel(m_context, value, isMoney ? Type::Strong : Type::Body);
        for (QLabel* label : {name, shown}) {
            label->setMinimumWidth(width);
            if (isMoney)
                label->setAlignment(Qt::AlignRight | Qt::AlignAbsolute);
            pair->addWidget(label);
        }
        pair->addStretch();
        line->addLayout(pair);
    };
    add(u"Held up"_s, money(m_card.heldUp), 72, true);
    add(m_card.records == 1 ? u"Record"_s : u"Records"_s, number(m_card.records), 50, false);
    add(u"Oldest"_s, ageOfDay(m_card.oldest, m_context.today()), 52, false);
    add(u"Who acts"_s, causes::whoText(causes::words(m_card.example).who), 84, false);
}

void ProblemCardView::addRemedies(QHBoxLayout* line, bool isPrimary)
{
    QHBoxLayout* buttons = row(nullptr, 0, 6);
    const QList<Remedy> remedies
        = remediesFor(m_context, m_card.example, m_operations, m_card.records);
    for (int i = 0; i < std::min<qsizetype>(2, remedies.size()); ++i) {
        const Remedy remedy = remedies.at(i);
        QPushButton* button
            = makeButton(m_context, remedy.text, {}, i == 0 && isPrimary ? "primary" : "");
        connect(button, &QPushButton::clicked, this, [this, remedy] { act(remedy); });
        buttons->addWidget(button, 0, Qt::AlignTop);
    }
    QToolButton* more = makeToolButton(m_context, u"more"_s, u"More for this problem"_s);
    auto* menu = new QMenu(more);
    menu->addAction(u"Show records"_s, this, [this] { Q_EMIT toggled(m_card.key); });
    for (qsizetype i = 2; i < remedies.size(); ++i)
        menu->addAction(
            remedies.at(i).text, this, [this, remedy = remedies.at(i)] { act(remedy); });
    if (m_operations.size() == 1 && needsPerson(m_operations.first().state)) {
        const Remedy aside = setAsideRemedy(m_operations.first());
        menu->addAction(aside.text, this, [this, aside] { act(aside); });
    }
    if (!m_card.example.raw.isEmpty())
        menu->addAction(
            u"Copy for support"_s, this, [this] { m_context.copy(m_card.example.raw); });
    connect(more, &QToolButton::clicked, menu,
        [more, menu] { menu->popup(more->mapToGlobal(QPoint(0, more->height()))); });
    buttons->addWidget(more, 0, Qt::AlignTop);
    // As wide on every card, so that the facts stand in columns.
    auto* box = new QWidget;
    box->setMinimumWidth(280);
    buttons->insertStretch(0);
    box->setLayout(buttons);
    line->addWidget(box, 0, Qt::AlignTop);
}

void ProblemCardView::addRecords(QVBoxLayout* layout)
{
    auto* model = new ProblemRowsModel(m_context, this);
    model->setCard(m_card.key, m_card.records);
    auto* list = new ListView(m_context, causes::words(m_card.example).title);
    list->setFirstPadding(24);
    list->setListModel(model);
    list->setFixedHeight((std::min(8, m_card.records) + 1) * m_context.look().height(28) + 2);
    connect(list, &ListView::opened, this, [this, model](int index) {
        m_context.open(u"outbox"_s, u"filter:"_s + model->row(index).operation.label);
    });
    connect(list, &ListView::acted, this, [this, model](int index) {
        m_context.give(command::Retry{.operations = {model->row(index).operation.id}});
    });
    layout->addWidget(list);
    if (m_card.example.raw.isEmpty())
        return;
    QHBoxLayout* line = row(nullptr, 0, 8);
    line->setContentsMargins(16, 8, 16, 8);
    QPushButton* open = makeButton(m_context, u"Technical details"_s, u"chevron-down"_s, "link");
    QPushButton* copy = makeButton(m_context, u"Copy for support"_s, {}, "link");
    line->addWidget(open);
    line->addStretch();
    line->addWidget(copy);
    layout->addLayout(line);
    auto* raw = new QPlainTextEdit(m_card.example.raw);
    raw->setReadOnly(true);
    raw->setAccessibleName(u"Xero’s own words"_s);
    raw->setFixedHeight(64);
    raw->hide();
    layout->addWidget(raw);
    connect(open, &QPushButton::clicked, raw, [raw] { raw->setVisible(raw->isHidden()); });
    connect(copy, &QPushButton::clicked, this, [this] { m_context.copy(m_card.example.raw); });
}

void ProblemCardView::act(const Remedy& remedy)
{
    if (!remedy.steps.isEmpty() && m_steps->isHidden()) {
        QStringList lines;
        for (int i = 0; i < remedy.steps.size(); ++i)
            lines.append(u"%1.  %2"_s.arg(i + 1).arg(remedy.steps.at(i)));
        m_steps->setText(lines.join(u'\n'));
        m_steps->show();
        return; // the steps first; the second press looks
    }
    if (remedy.asks.isEmpty())
        return carryOut(m_context, remedy);
    m_ask->ask(remedy.asks, remedy.suggestion, u"Save"_s, [this, remedy](const QString& answer) {
        const auto command = remedy.answered(answer);
        if (command)
            m_context.give(*command);
        return command.has_value();
    });
}

void ProblemCardView::mouseReleaseEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton && event->position().y() < 80)
        Q_EMIT toggled(m_card.key);
}

ProblemsPage::ProblemsPage(Context& context)
    : Page(context)
    , m_head(new PageHead(context, u"Problems"_s))
    , m_filter(new FilterBar(context, u"Filter by account or number"_s))
{
    QVBoxLayout* layout = column(this);
    layout->addWidget(m_head);
    layout->addWidget(m_filter);
    QPushButton* all = makeButton(context, u"Retry all"_s, u"sync"_s);
    m_head->addButton(all);
    connect(all, &QPushButton::clicked, this,
        [this] { this->context().give(command::Retry{.all = true}); });
    auto* scroll = new QScrollArea;
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFocusPolicy(Qt::NoFocus);
    auto* canvas = new QWidget;
    canvas->setObjectName(u"canvas"_s);
    m_cards = column(canvas, 0, 10);
    m_cards->setContentsMargins(24, 0, 24, 20);
    scroll->setWidget(canvas);
    layout->addWidget(scroll, 1);
    connect(m_filter, &FilterBar::changed, this, &ProblemsPage::refresh);
}

void ProblemsPage::refresh()
{
    if (!context().hasBook())
        return;
    store::Query query;
    query.text = m_filter->field()->text();
    const QList<store::ProblemCard> all = reader().problems(query);
    base::Money held;
    int records = 0;
    QHash<QString, int> counts;
    QList<store::ProblemCard> cards;
    for (const store::ProblemCard& card : all) {
        held += card.heldUp;
        records += card.records;
        const QString segment = segmentOf(causes::words(card.example).who);
        ++counts[segment];
        if (m_filter->segments()->chosen().isEmpty() || m_filter->segments()->chosen() == segment)
            cards.append(card);
    }
    m_head->setSentence(all.isEmpty()
            ? u"Nothing needs you."_s
            : u"%1 up %2 in %3."_s.arg(counted(all.size(), u"cause holds"_s, u"causes hold"_s),
                money(held), counted(records, u"record"_s, u"records"_s)));
    m_filter->segments()->setSegments({{QString(), u"All"_s, static_cast<int>(all.size())},
        {u"here"_s, u"You, here"_s, counts.value(u"here"_s)},
        {u"xero"_s, u"You, in Xero"_s, counts.value(u"xero"_s)},
        {u"adviser"_s, u"Your adviser"_s, counts.value(u"adviser"_s)},
        {u"nobody"_s, u"Nobody"_s, counts.value(u"nobody"_s)}});
    showCards(cards);
}

void ProblemsPage::showCards(const QList<store::ProblemCard>& cards)
{
    clear(m_cards);
    if (cards.isEmpty()) {
        auto* empty = new EmptyState(context());
        empty->say(u"safe"_s, Tone::Safe, u"Nothing needs you"_s,
            u"Whatever failed before has gone through."_s);
        m_cards->addWidget(empty, 1);
        return;
    }
    if (!m_hasChosen)
        m_open = cards.first().key;
    bool isFirst = true;
    for (const store::ProblemCard& card : cards.first(std::min(mostCards, cards.size()))) {
        const bool acts = causes::words(card.example).who != causes::WhoActs::Nobody;
        auto* view = new ProblemCardView(context(), card, isFirst && acts, card.key == m_open);
        isFirst = isFirst && !acts;
        connect(view, &ProblemCardView::toggled, this, [this](const QString& key) {
            m_hasChosen = true;
            m_open = m_open == key ? QString() : key;
            refresh();
        });
        m_cards->addWidget(view);
    }
    m_cards->addStretch(1);
}

void ProblemsPage::show(const QString& what)
{
    if (what.startsWith(u"filter:"_s))
        m_filter->field()->setText(what.mid(7));
}

} // namespace ui
