// SPDX-License-Identifier: GPL-3.0-or-later

#include "pages/problemspage.h"

#include "causes/causes.h"
#include "look/words.h"
#include "pages/problemcard.h"
#include "pages/taskcard.h"
#include "reports.h"
#include "widgets/keptfocus.h"
#include "widgets/make.h"

using namespace records;
using Qt::StringLiterals::operator""_s;

namespace ui {

namespace {

// A card is a widget, so only so many are made; the filter finds the rest.
constexpr qsizetype mostCards = 60;

QString segmentOf(const store::ProblemCard& card)
{
    return causes::keyOf(causes::words(card.example).who);
}

} // namespace

ProblemsPage::ProblemsPage(Context& context)
    : Page(context)
    , m_head(new PageHead(context, u"Problems"_s))
    , m_filter(new FilterBar(context, u"Filter by account or number"_s))
    , m_family(new QComboBox)
    , m_retryAll(makeButton(context, u"Retry all"_s, u"sync"_s))
{
    QVBoxLayout* layout = column(this);
    layout->addWidget(m_head);
    layout->addWidget(m_filter);
    m_head->addWidget(makeReportButton(context, u"Report of this list"_s, {ReportKind::Problems},
        [this](ReportKind) { return report(); }));
    m_head->addWidget(m_retryAll);
    m_filter->segments()->setAccessibleName(u"Who acts"_s);
    m_family->setAccessibleName(u"Kind of cause"_s);
    m_family->setObjectName(u"problems/family"_s);
    m_family->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_filter->addTrailing(m_family);
    connect(m_family, &QComboBox::activated, this, &ProblemsPage::refresh);
    connect(m_retryAll, &QPushButton::clicked, this, &ProblemsPage::retryAll);
    auto* scroll = new QScrollArea;
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
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
    m_tasks = reader().tasks(shown());
    m_all = inFamily(reader().problems(shown()));
    showHead(m_all);
    showCards(inSegment(m_all));
}

store::Query ProblemsPage::shown() const
{
    return {.text = m_filter->field()->text()};
}

std::optional<ReportRequest> ProblemsPage::report() const
{
    QStringList words{m_filter->segments()->chosen(), m_family->currentData().toString()};
    words.removeAll(QString());
    return ReportRequest{
        .kind = ReportKind::Problems, .text = shown().text, .filter = words.join(u',')};
}

// All that is shown: where a filter leaves some out, they are left alone.
void ProblemsPage::retryAll()
{
    if (shown().text.isEmpty() && m_family->currentIndex() <= 0)
        return context().give(command::Retry{.all = true}), void();
    command::Retry again;
    for (const store::ProblemCard& card : std::as_const(m_all))
        for (const store::ProblemRow& row :
            reader().problemRows(card.key, shown(), 0, card.records))
            if (!row.isFromXero)
                again.operations.append(row.operation.id);
    context().give(again);
}

void ProblemsPage::showHead(const QList<store::ProblemCard>& all)
{
    base::Money held;
    int records = 0;
    int stops = 0;
    for (const store::ProblemCard& card : all) {
        if (card.heldUp.currency() == context().settings().currency)
            held += card.heldUp;
        records += card.records;
        stops += card.bankLines;
    }
    m_retryAll->setVisible(
        std::ranges::any_of(all, [](const store::ProblemCard& card) { return !card.isFromXero; }));
    if (all.isEmpty() && !m_tasks.isEmpty())
        return m_head->setSentence(u"Nothing failed. %1 on one side only."_s.arg(
            counted(m_tasks.size(), u"record is undone"_s, u"records are undone"_s)));
    if (all.isEmpty())
        return m_head->setSentence(m_filter->field()->text().isEmpty()
                ? u"Nothing needs you."_s
                : u"No problem has this in its account or number."_s);
    m_head->setSentence(
        u"%1 up %2 in %3. %4"_s.arg(counted(all.size(), u"cause holds"_s, u"causes hold"_s),
            money(held), counted(records, u"record"_s, u"records"_s),
            stops == 0 ? u"None of them touches today’s bank lines."_s
                       : u"%1 a bank line."_s.arg(counted(stops, u"stops"_s, u"stop"_s))));
}

// The kinds that there are, each with its cards; of one that has gone, all are shown again.
QList<store::ProblemCard> ProblemsPage::inFamily(const QList<store::ProblemCard>& all)
{
    const QString chosen = m_family->currentData().toString();
    QMap<QString, int> counts;
    for (const store::ProblemCard& card : all)
        ++counts[causes::familyOf(card.cause)];
    m_family->clear();
    m_family->addItem(u"Every kind of cause"_s, QString());
    for (auto each = counts.cbegin(); each != counts.cend(); ++each) {
        m_family->addItem(u"%1  %2"_s.arg(each.key(), number(each.value())), each.key());
        if (each.key() == chosen)
            m_family->setCurrentIndex(m_family->count() - 1);
    }
    m_family->setVisible(counts.size() > 1 || !chosen.isEmpty());
    QList<store::ProblemCard> cards = all;
    cards.removeIf([&](const store::ProblemCard& card) {
        return m_family->currentIndex() > 0 && causes::familyOf(card.cause) != chosen;
    });
    return cards;
}

QList<store::ProblemCard> ProblemsPage::inSegment(const QList<store::ProblemCard>& all)
{
    const QString chosen = m_filter->segments()->chosen();
    QHash<QString, int> counts;
    QList<store::ProblemCard> cards;
    for (const store::ProblemCard& card : all) {
        const QString segment = segmentOf(card);
        ++counts[segment];
        if (chosen.isEmpty() || chosen == segment)
            cards.append(card);
    }
    m_filter->segments()->setSegments({{QString(), u"All"_s, static_cast<int>(all.size())},
        {u"here"_s, u"You, here"_s, counts.value(u"here"_s)},
        {u"xero"_s, u"You, in Xero"_s, counts.value(u"xero"_s)},
        {u"adviser"_s, u"Your adviser"_s, counts.value(u"adviser"_s)},
        {u"nobody"_s, u"Nobody"_s, counts.value(u"nobody"_s)}});
    return cards;
}

bool ProblemsPage::isNarrow() const
{
    // Widths are those of a 13-px font; a larger one needs as much more.
    return width() < 38 * look().height(0);
}

bool ProblemsPage::isSmall() const
{
    return width() < 28 * look().height(0);
}

// The keyboard stays where it was; where its card is gone, it goes to the one that took its place.
void ProblemsPage::showCards(const QList<store::ProblemCard>& cards)
{
    const QWidget* focused = QApplication::focusWidget();
    const QString name = focused ? focused->objectName() : QString();
    qsizetype place = -1;
    for (qsizetype i = 0; i < m_views.size(); ++i)
        if (focused && (m_views.at(i) == focused || m_views.at(i)->isAncestorOf(focused)))
            place = i;
    layOut(cards);
    if (place < 0
        || (QApplication::focusWidget() == focused && focused->isVisible()
            && isAncestorOf(focused)))
        return;
    if (!name.isEmpty() && KeptFocus::give(this, name))
        return;
    if (m_views.isEmpty())
        m_filter->field()->setFocus();
    else
        KeptFocus::give(this, m_views.at(std::min(place, m_views.size() - 1))->objectName());
}

void ProblemsPage::layOut(const QList<store::ProblemCard>& cards)
{
    if (!m_hasChosen)
        m_open = cards.isEmpty() ? QString() : cards.first().key;
    QHash<QString, ProblemCardView*> before;
    for (ProblemCardView* view : std::exchange(m_views, {}))
        before.insert(view->key(), view);
    // Out of the layout first; the views themselves are kept where they can be.
    while (QLayoutItem* item = m_cards->takeAt(0)) {
        QWidget* widget = item->widget();
        if (widget && !qobject_cast<ProblemCardView*>(widget)) {
            widget->hide();
            widget->deleteLater();
        }
        delete item;
    }
    bool isFirst = true;
    for (const store::ProblemCard& card : cards.first(std::min(mostCards, cards.size()))) {
        const bool acts = causes::words(card.example).who != causes::WhoActs::Nobody;
        m_views.append(viewOf(card, isFirst && acts, before));
        m_cards->addWidget(m_views.last());
        isFirst = isFirst && !acts;
    }
    for (ProblemCardView* view : std::as_const(before)) {
        view->hide();
        view->deleteLater();
    }
    int buttons = 0;
    for (const ProblemCardView* view : m_views)
        buttons = std::max(buttons, view->buttonsWidth());
    for (ProblemCardView* view : m_views)
        view->setButtonsWidth(buttons);
    if (cards.size() > mostCards)
        m_cards->addWidget(makeLabel(context(),
            u"%1 more. The filter finds them."_s.arg(number(cards.size() - mostCards)),
            Type::Second, "third"));
    addTasks(!isFirst);
    if (!cards.isEmpty() || !m_tasks.isEmpty())
        return m_cards->addStretch(1);
    auto* empty = new EmptyState(context());
    if (m_filter->field()->text().isEmpty() && m_filter->segments()->chosen().isEmpty())
        empty->say(u"safe"_s, Tone::Safe, u"Nothing needs you"_s,
            u"Whatever failed before has gone through."_s);
    else
        empty->say(u"search"_s, Tone::Text2, u"Nothing found"_s,
            u"No problem fits this filter. Esc clears it, All shows every one."_s);
    m_cards->addWidget(empty, 1);
}

// Under what failed: what a person took back on one side, until both sides show it.
void ProblemsPage::addTasks(bool hasPrimary)
{
    if (m_tasks.isEmpty() || !m_filter->segments()->chosen().isEmpty())
        return;
    m_cards->addWidget(
        makeLabel(context(), u"Undone on one side only"_s, Type::SecondStrong, "second"));
    for (const store::TaskRow& row : m_tasks.first(std::min(mostCards, m_tasks.size()))) {
        const bool isPrimary = !hasPrimary && TaskCard::isDeed(row.task);
        m_cards->addWidget(new TaskCard(context(), row, isNarrow(), isPrimary));
        hasPrimary = hasPrimary || isPrimary;
    }
    if (m_tasks.size() > mostCards)
        m_cards->addWidget(makeLabel(context(),
            u"%1 more. The filter finds them."_s.arg(number(m_tasks.size() - mostCards)),
            Type::Second, "third"));
}

ProblemCardView* ProblemsPage::viewOf(
    const store::ProblemCard& card, bool isPrimary, QHash<QString, ProblemCardView*>& before)
{
    const CardPlace place{card, reader().problemRows(card.key, shown(), 0, 1).value(0), isPrimary,
        card.key == m_open, isNarrow(), isSmall(), shown()};
    ProblemCardView* old = before.value(card.key);
    if (old && (old->place() == place || old->isAsking())) {
        before.remove(card.key);
        old->refreshRecords();
        return old;
    }
    auto* view = new ProblemCardView(context(), place);
    connect(view, &ProblemCardView::toggled, this, &ProblemsPage::toggle);
    connect(
        view, &ProblemCardView::walked, this, [this, key = card.key](int by) { walk(key, by); });
    return view;
}

void ProblemsPage::toggle(const QString& key)
{
    m_hasChosen = true;
    m_open = m_open == key ? QString() : key;
    refresh();
}

void ProblemsPage::walk(const QString& key, int by)
{
    for (qsizetype i = 0; i < m_views.size(); ++i)
        if (m_views.at(i)->key() == key) {
            const qsizetype to = std::clamp<qsizetype>(i + by, 0, m_views.size() - 1);
            return m_views.at(to)->setFocus();
        }
}

ListView* ProblemsPage::list() const
{
    for (const ProblemCardView* view : m_views)
        if (view->list())
            return view->list();
    return nullptr;
}

QWidget* ProblemsPage::landing() const
{
    return m_views.isEmpty() ? m_filter->field() : static_cast<QWidget*>(m_views.first());
}

void ProblemsPage::resizeEvent(QResizeEvent* event)
{
    Page::resizeEvent(event);
    const bool changed = m_wasNarrow != isNarrow() || m_wasSmall != isSmall();
    m_wasNarrow = isNarrow();
    m_wasSmall = isSmall();
    if (changed)
        refresh();
}

void ProblemsPage::show(const QString& what)
{
    if (what.startsWith(u"filter:"_s))
        m_filter->field()->setText(what.mid(7));
}

} // namespace ui
