// SPDX-License-Identifier: GPL-3.0-or-later

#include "pages/accountsoverview.h"

#include "look/words.h"
#include "signoffwords.h"
#include "widgets/chartview.h"
#include "widgets/chiplabel.h"
#include "widgets/filterbar.h"
#include "widgets/make.h"

#include <QScrollArea>

#include <algorithm>

using namespace records;
using Qt::StringLiterals::operator""_s;

namespace ui {

namespace {

constexpr qsizetype kMostCauses = 8; // more rows than this nobody compares by eye

report::ChartTone toneOf(BridgeCause cause)
{
    switch (lookOf(cause).meaning.text) {
    case Tone::Stop:
        return report::ChartTone::Stop;
    case Tone::Waiting:
        return report::ChartTone::Waiting;
    case Tone::Info:
        return report::ChartTone::Info;
    default:
        return report::ChartTone::Neutral;
    }
}

QString codeOf(const store::BalanceSum& sum, base::Currency own)
{
    return sum.currency.isNone() || sum.currency == own ? QString() : sum.currency.code() + u' ';
}

} // namespace

QString balanceWords(const store::BalanceSum& sum, base::Currency own)
{
    return codeOf(sum, own) + money(sum.ledger) + u" − "_s + money(sum.xero) + u" ="_s;
}

QString differenceWords(const store::BalanceSum& sum, base::Currency own)
{
    return codeOf(sum, own) + difference(sum.difference());
}

QString unexplainedWords(const store::BalanceSum& sum, base::Currency own)
{
    if (sum.notExplained == 0)
        return {};
    if (sum.unexplained.isZero())
        return counted(sum.notExplained, u"account"_s, u"accounts"_s) + u" not explained"_s;
    return codeOf(sum, own) + money(sum.unexplained) + u" unexplained"_s;
}

AccountsOverview::AccountsOverview(Context& context, QWidget* parent)
    : QWidget(parent)
    , m_context(context)
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
    m_causes = addCard(layout, u"Why the balances differ"_s,
        u"What each cause adds to the difference. Choose one to see its accounts."_s);
    m_over = addCard(layout, u"Difference over time"_s, {});
    m_held = addCard(layout, u"Money held up"_s, {});
    layout->addStretch(1);
    scroll->setWidget(canvas);
    column(this)->addWidget(scroll);
    connect(m_causes, &ChartView::acted, this, &AccountsOverview::act);
}

QWidget* AccountsOverview::makeHead()
{
    auto* head = new QWidget;
    QVBoxLayout* whole = column(head, 0, 8);
    QHBoxLayout* cells = row(nullptr, 0, 8);
    whole->addLayout(cells);
    m_back = makeToolButton(m_context, u"undo"_s, u"Back to the list"_s);
    connect(m_back, &QToolButton::clicked, this, &AccountsOverview::back);
    cells->addWidget(m_back, 0, Qt::AlignTop);
    QVBoxLayout* words = column(nullptr, 0, 2);
    words->addWidget(makeLabel(m_context, u"Whole book"_s, Type::BigMoney));
    m_when = makeLabel(m_context, {}, Type::Second, "second");
    words->addWidget(m_when);
    cells->addLayout(words, 1);
    QPushButton* all = makeButton(m_context, u"Sign-offs"_s, u"log"_s);
    QPushButton* sign = makeButton(m_context, u"Sign off…"_s, u"reconciled"_s);
    sign->setToolTip(u"Sign off the whole book as of a day"_s);
    connect(all, &QPushButton::clicked, this, &AccountsOverview::signOffsWanted);
    connect(sign, &QPushButton::clicked, this, &AccountsOverview::signOffWanted);
    cells->addWidget(all, 0, Qt::AlignTop);
    cells->addWidget(sign, 0, Qt::AlignTop);
    QHBoxLayout* figures = row(nullptr, 0, 8);
    m_balances = makeLabel(m_context, {}, Type::Body, "second");
    m_difference = makeLabel(m_context, {}, Type::BigMoney);
    m_explained = new ChipLabel(m_context);
    figures->addWidget(m_balances);
    figures->addWidget(m_difference);
    figures->addWidget(m_explained);
    figures->addStretch();
    whole->addLayout(figures);
    m_currencies = new Segments(m_context, u"Which currency"_s);
    connect(m_currencies, &Segments::changed, this, [this](const QString& currency) {
        m_currency = base::Currency::of(currency.toLatin1().constData());
        refresh();
    });
    whole->addWidget(m_currencies, 0, Qt::AlignLeading);
    m_others = makeLabel(m_context, {}, Type::Second, "second", true);
    whole->addWidget(m_others);
    return head;
}

ChartView* AccountsOverview::addCard(
    QVBoxLayout* into, const QString& title, const QString& sentence)
{
    QFrame* card = makeCard();
    QVBoxLayout* layout = column(card, 1, 6);
    layout->setContentsMargins(8, 11, 8, 11);
    QLabel* name = makeLabel(m_context, title, Type::Section);
    name->setContentsMargins(8, 0, 8, 0);
    layout->addWidget(name);
    if (!sentence.isEmpty()) {
        QLabel* words = makeLabel(m_context, sentence, Type::Second, "second", true);
        words->setContentsMargins(8, 0, 8, 0);
        layout->addWidget(words);
    }
    auto* chart = new ChartView(m_context, title);
    layout->addWidget(chart);
    into->addWidget(card);
    return chart;
}

void AccountsOverview::setBackVisible(bool visible)
{
    m_back->setVisible(visible);
}

void AccountsOverview::show(const QString& role, QDate asOf)
{
    if (role != m_role)
        m_isUnfolded = false;
    m_role = role;
    m_asOf = asOf;
    refresh();
}

void AccountsOverview::refresh()
{
    const QString who = m_role == u"vendor"_s ? u"All vendors"_s : u"All customers"_s;
    m_when->setText(who
        + (m_asOf.isValid() ? u" as of %1, on both sides"_s.arg(fullDay(m_asOf))
                            : u" as they are now"_s));
    store::Query query;
    query.asOf = m_asOf;
    QList<store::BalanceSum> sums = m_context.reader().balanceSums(m_role, query);
    offerCurrencies(sums);
    std::ranges::stable_partition(
        sums, [&](const store::BalanceSum& each) { return each.currency == m_currency; });
    showBalances(sums);
    showVerdict(sums);
    if (sums.size() > 1)
        query.currency = sums.constFirst().currency;
    showCauses(sums.value(0), m_context.reader().causeSums(m_role, query));
    showDays(m_context.reader().balanceDays(m_role));
}

// The book's own stands first; one that has gone is chosen no longer.
void AccountsOverview::offerCurrencies(const QList<store::BalanceSum>& sums)
{
    QList<Segment> segments;
    for (const store::BalanceSum& each : sums)
        segments.append({each.currency.code(), each.currency.code()});
    m_currencies->setVisible(segments.size() > 1);
    if (std::ranges::find(sums, m_currency, &store::BalanceSum::currency) == sums.end())
        m_currency = sums.value(0).currency;
    if (segments.size() < 2)
        return;
    m_currencies->setSegments(segments);
    m_currencies->choose(m_currency.code());
}

void AccountsOverview::showBalances(const QList<store::BalanceSum>& sums)
{
    const base::Currency own = m_context.settings().currency;
    const store::BalanceSum sum = sums.value(0);
    m_balances->setText(u"Ledger %1 − Xero %2 ="_s.arg(money(sum.ledger), money(sum.xero)));
    m_difference->setText(differenceWords(sum, own));
    QStringList others;
    for (const store::BalanceSum& each : sums.mid(1)) {
        QStringList words{balanceWords(each, own) + u' ' + differenceWords(each, own),
            unexplainedWords(each, own)};
        words.removeAll(QString());
        others.append(words.join(u", "_s));
    }
    m_others->setText(others.join(u'\n'));
    m_others->setVisible(!others.isEmpty());
}

// Of the whole book: the worst of all its currencies, whichever of them is shown.
void AccountsOverview::showVerdict(const QList<store::BalanceSum>& sums)
{
    QStringList unexplained;
    int notExplained = 0, stale = 0, differing = 0;
    for (const store::BalanceSum& each : sums) {
        notExplained += each.notExplained;
        stale += each.stale;
        differing += each.differing;
        if (each.notExplained > 0)
            unexplained.append(unexplainedWords(each, m_context.settings().currency));
    }
    if (notExplained > 0)
        m_explained->say(u"unknown"_s,
            unexplained.size() == 1
                ? unexplained.constFirst()
                : counted(notExplained, u"account"_s, u"accounts"_s) + u" not explained"_s,
            stopMeaning);
    else if (!m_context.reader().today().lastFetch.isValid())
        m_explained->say(u"not-checked"_s, u"Not checked"_s, uncheckedMeaning);
    else if (stale > 0)
        m_explained->say(u"waiting"_s,
            counted(stale, u"account"_s, u"accounts"_s) + u" being read again"_s, waitingMeaning);
    else
        m_explained->say(u"safe"_s, differing > 0 ? u"all explained"_s : u"agrees"_s, safeMeaning);
}

void AccountsOverview::act(int row)
{
    if (row >= 1 && row <= m_rows.size())
        Q_EMIT causeChosen(
            m_rows.at(row - 1), m_currencies->isHidden() ? base::Currency() : m_currency);
    else if (row == m_rows.size() + 1) {
        m_isUnfolded = true;
        refresh();
    }
}

void AccountsOverview::showCauses(
    const store::BalanceSum& sum, const QList<store::CauseSum>& causes)
{
    report::Chart chart;
    chart.kind = report::Chart::Kind::Waterfall;
    chart.isOfDifferences = true;
    chart.currency = sum.currency;
    chart.empty = u"Both sides agree: no account differs"_s;
    QList<store::CauseSum> shown;
    for (const store::CauseSum& each : causes)
        if (!each.amount.isZero())
            shown.append(each);
    std::ranges::stable_sort(shown, [](const store::CauseSum& a, const store::CauseSum& b) {
        return a.amount.abs() > b.amount.abs();
    });
    const QList<store::CauseSum> rest = shown.size() > kMostCauses && !m_isUnfolded
        ? shown.mid(kMostCauses - 1)
        : QList<store::CauseSum>();
    shown.resize(shown.size() - rest.size());
    if (m_isUnfolded)
        chart.mostCauses = shown.size();
    m_rows.clear();
    report::ChartSeries series;
    // Beside the balances of a whole book its causes would be too thin to be seen.
    series.points.append(
        {u"No difference"_s, {}, {0, sum.currency}, report::ChartTone::Neutral, {}});
    for (const store::CauseSum& each : shown) {
        m_rows.append(each.cause);
        series.points.append({lookOf(each.cause).word, {}, each.amount, toneOf(each.cause),
            counted(each.accounts, u"account"_s, u"accounts"_s)});
    }
    base::Money restSum;
    for (const store::CauseSum& each : rest)
        restSum += each.amount;
    if (!rest.isEmpty())
        series.points.append({u"%1 more causes"_s.arg(rest.size()), {}, restSum,
            report::ChartTone::Neutral, u"Show them"_s});
    series.points.append({u"Difference"_s, {}, sum.difference(), report::ChartTone::Neutral, {}});
    if (!m_rows.isEmpty())
        chart.series = {series};
    m_causes->show(chart, 1, static_cast<int>(m_rows.size()) + (rest.isEmpty() ? 0 : 1));
}

void AccountsOverview::showDays(const QList<store::BalanceDay>& days)
{
    const auto line = [&](ChartView* view, const QString& empty, const auto& add) {
        report::Chart chart;
        chart.currency = m_context.settings().currency;
        chart.empty = empty;
        if (days.size() > 1)
            add(chart);
        view->show(chart);
    };
    const auto series = [&](const QString& name, report::ChartTone tone, const auto& valueOf) {
        report::ChartSeries one{name, {}, tone};
        for (const store::BalanceDay& each : days)
            one.points.append({{}, each.day, valueOf(each), tone, {}});
        return one;
    };
    const QString notYet = u"This chart starts tomorrow: one figure is kept a day."_s;
    line(m_over, notYet, [&](report::Chart& chart) {
        chart.series.append(series(u"Difference"_s, report::ChartTone::Accent,
            [](const store::BalanceDay& each) { return each.ledger - each.xero; }));
        if (std::ranges::any_of(days, [](const auto& each) { return !each.unexplained.isZero(); }))
            chart.series.append(series(u"Unexplained"_s, report::ChartTone::Stop,
                [](const store::BalanceDay& each) { return each.unexplained; }));
    });
    line(m_held, notYet, [&](report::Chart& chart) {
        chart.series.append(series(u"Held up"_s, report::ChartTone::Waiting,
            [](const store::BalanceDay& each) { return each.heldUp; }));
    });
}

} // namespace ui
