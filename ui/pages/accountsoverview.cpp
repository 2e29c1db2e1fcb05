// SPDX-License-Identifier: GPL-3.0-or-later

#include "pages/accountsoverview.h"

#include "look/words.h"
#include "signoffwords.h"
#include "widgets/chartview.h"
#include "widgets/chiplabel.h"
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
    connect(m_causes, &ChartView::acted, this, [this](int row) {
        if (row >= 1 && row <= m_rows.size())
            Q_EMIT causeChosen(m_rows.at(row - 1));
    });
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
    const QString who = role == u"vendor"_s ? u"All vendors"_s : u"All customers"_s;
    m_when->setText(who
        + (asOf.isValid() ? u" as of %1, on both sides"_s.arg(fullDay(asOf))
                          : u" as they are now"_s));
    store::Query query;
    query.asOf = asOf;
    const QList<store::BalanceSum> sums = m_context.reader().balanceSums(role, query);
    showBalances(sums);
    showCauses(sums.value(0), m_context.reader().causeSums(role, query));
    showDays(m_context.reader().balanceDays(role));
}

void AccountsOverview::showBalances(const QList<store::BalanceSum>& sums)
{
    const base::Currency own = m_context.settings().currency;
    const store::BalanceSum sum = sums.value(0);
    m_balances->setText(u"Ledger %1 − Xero %2 ="_s.arg(money(sum.ledger), money(sum.xero)));
    m_difference->setText(differenceWords(sum, own));
    if (!sum.unexplained.isZero())
        m_explained->say(
            u"unknown"_s, u"%1 unexplained"_s.arg(money(sum.unexplained)), stopMeaning);
    else if (sum.differing == 0 && sum.difference().isZero())
        m_explained->say(u"safe"_s, u"agrees"_s, safeMeaning);
    else
        m_explained->say(u"safe"_s, u"all explained"_s, safeMeaning);
    QStringList others;
    for (const store::BalanceSum& each : sums.mid(1))
        others.append(balanceWords(each, own) + u' ' + differenceWords(each, own)
            + (each.unexplained.isZero() ? QString()
                                         : u", %1 unexplained"_s.arg(money(each.unexplained))));
    m_others->setText(others.join(u'\n'));
    m_others->setVisible(!others.isEmpty());
}

void AccountsOverview::showCauses(
    const store::BalanceSum& sum, const QList<store::CauseSum>& causes)
{
    report::Chart chart;
    chart.kind = report::Chart::Kind::Waterfall;
    chart.currency = sum.currency;
    chart.empty = u"Both sides agree: no account differs"_s;
    QList<store::CauseSum> shown;
    for (const store::CauseSum& each : causes)
        if (!each.amount.isZero())
            shown.append(each);
    std::ranges::stable_sort(shown, [](const store::CauseSum& a, const store::CauseSum& b) {
        return a.amount.abs() > b.amount.abs();
    });
    const QList<store::CauseSum> rest
        = shown.size() > kMostCauses ? shown.mid(kMostCauses - 1) : QList<store::CauseSum>();
    shown.resize(shown.size() - rest.size());
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
            report::ChartTone::Neutral, u"see Filter, Cause"_s});
    series.points.append({u"Difference"_s, {}, sum.difference(), report::ChartTone::Neutral, {}});
    if (!m_rows.isEmpty())
        chart.series = {series};
    m_causes->show(chart, 1, static_cast<int>(m_rows.size()));
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
    line(m_over, u"From tomorrow on this shows how the difference moves from day to day"_s,
        [&](report::Chart& chart) {
            chart.series.append(series(u"Difference"_s, report::ChartTone::Accent,
                [](const store::BalanceDay& each) { return each.ledger - each.xero; }));
            if (std::ranges::any_of(
                    days, [](const auto& each) { return !each.unexplained.isZero(); }))
                chart.series.append(series(u"Unexplained"_s, report::ChartTone::Stop,
                    [](const store::BalanceDay& each) { return each.unexplained; }));
        });
    line(m_held, u"From tomorrow on this shows how much money waits from day to day"_s,
        [&](report::Chart& chart) {
            chart.series.append(series(u"Held up"_s, report::ChartTone::Waiting,
                [](const store::BalanceDay& each) { return each.heldUp; }));
        });
}

} // namespace ui
