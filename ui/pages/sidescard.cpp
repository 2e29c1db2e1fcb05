// SPDX-License-Identifier: GPL-3.0-or-later

#include "pages/sidescard.h"

#include "bridge/eventwords.h"
#include "look/words.h"
#include "widgets/elided.h"
#include "widgets/filterbar.h"
#include "widgets/make.h"

#include <algorithm>

using namespace records;
using Qt::StringLiterals::operator""_s;

namespace ui {

namespace {

bool isUnequal(const bridge::Outstanding& one)
{
    return !(one.ledger == one.xero);
}

bool isOpen(const bridge::Outstanding& one)
{
    return !one.ledger.isZero() || !one.xero.isZero();
}

Cell moneyCell(base::Money amount)
{
    return {.kind = Cell::Kind::Money, .text = money(amount), .isZero = amount.isZero()};
}

Cell differenceCell(base::Money amount)
{
    return {.kind = Cell::Kind::Difference, .text = difference(amount), .isZero = amount.isZero()};
}

} // namespace

SidesCard::SidesCard(Context& context, QWidget* parent)
    : QFrame(parent)
    , m_context(context)
    , m_model(new TimelineModel(context, this))
{
    setProperty("look", u"card"_s);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Minimum);
    QVBoxLayout* layout = column(this, 1, 0);
    layout->addWidget(makeHead());
    m_timeline = new TimelineView(context, m_model);
    m_open = new CellTable(context, u"What is open on each invoice"_s,
        {{u"Number"_s, false, true}, {u"Date"_s, false, false}, {u"Due"_s, false, false},
            {u"Ledger"_s, true, false}, {u"Xero"_s, true, false}, {u"Difference"_s, true, false}});
    m_ages = new CellTable(context, u"Ageing on both sides"_s,
        {{u"Age"_s, false, true}, {u"Ledger"_s, true, false}, {u"Xero"_s, true, false},
            {u"Difference"_s, true, false}});
    m_empty = makeLabel(context, {}, Type::Body, "second", true);
    m_empty->setContentsMargins(15, 4, 15, 16);
    m_empty->setAlignment(leadingSide() | Qt::AlignTop);
    for (QWidget* each : {static_cast<QWidget*>(m_timeline), static_cast<QWidget*>(m_open),
             static_cast<QWidget*>(m_ages), static_cast<QWidget*>(m_empty)})
        layout->addWidget(each, 1);
    connect(m_timeline, &TimelineView::opened, this,
        [this](const RecordRef& record) { openRecord(m_context, record); });
    connect(m_timeline, &TimelineView::openedInXero, this,
        [this](const XeroRef& record) { openRecord(m_context, m_figures, record); });
    connect(m_open, &CellTable::pressed, this, &SidesCard::openInvoice);
    connect(m_open, &CellTable::opened, this, &SidesCard::openInvoice);
}

QWidget* SidesCard::makeHead()
{
    auto* head = new QWidget;
    head->setMinimumWidth(1); // what it holds fits itself into the room there is
    QHBoxLayout* cells = row(head, 0, 8);
    cells->setContentsMargins(15, 10, 15, 10);
    m_title = new Elided(m_context, u"Side by side"_s, Type::Section);
    cells->addWidget(m_title);
    m_view = new Segments(m_context, u"What of both sides"_s);
    m_view->setSegments(
        {{u"entries"_s, u"Entries"_s}, {u"invoices"_s, u"Invoices"_s}, {u"ageing"_s, u"Ageing"_s}});
    m_view->choose(u"entries"_s);
    connect(m_view, &Segments::changed, this, &SidesCard::showView);
    cells->addWidget(m_view);
    cells->addStretch();
    m_span = new Segments(m_context, u"How much of the history"_s);
    m_span->setSegments({{u"since"_s, u"Since last agreement"_s}, {u"all"_s, u"All"_s}});
    m_span->choose(u"since"_s);
    connect(m_span, &Segments::changed, this, &SidesCard::showEntries);
    m_which = new Segments(m_context, u"Which invoices"_s);
    m_which->setSegments(
        {{u"open"_s, u"Open"_s}, {u"unequal"_s, u"Unequal"_s}, {u"all"_s, u"All"_s}});
    m_which->choose(u"open"_s);
    connect(m_which, &Segments::changed, this, &SidesCard::showInvoices);
    m_day = makeLabel(m_context, {}, Type::Second, "second");
    for (QWidget* each : {static_cast<QWidget*>(m_span), static_cast<QWidget*>(m_which),
             static_cast<QWidget*>(m_day)})
        cells->addWidget(each);
    return head;
}

void SidesCard::show(const AccountFigures& figures)
{
    m_figures = figures;
    const bool isVendor = figures.bridge().side == Side::Payable;
    m_view->setSegments({{u"entries"_s, u"Entries"_s},
        {u"invoices"_s, isVendor ? u"Bills"_s : u"Invoices"_s}, {u"ageing"_s, u"Ageing"_s}});
    const QString unit = unitOf(m_context, figures.bridge());
    m_title->setText(unit.isEmpty() ? u"Side by side"_s : u"Side by side, %1"_s.arg(unit));
    m_open->setUnit(unit);
    m_ages->setUnit(unit);
    showEntries();
    showInvoices();
    showAgeing();
    showView();
}

void SidesCard::showView()
{
    const QString view = m_view->chosen();
    m_span->setVisible(view == u"entries"_s);
    m_which->setVisible(view == u"invoices"_s);
    m_day->setVisible(view == u"ageing"_s);
    m_timeline->setVisible(view == u"entries"_s);
    const bool isEmpty = view == u"invoices"_s && m_invoices.isEmpty();
    m_open->setVisible(view == u"invoices"_s && !isEmpty);
    m_empty->setVisible(isEmpty);
    m_ages->setVisible(view == u"ageing"_s);
    fit();
}

void SidesCard::focusRows()
{
    for (QWidget* each : {static_cast<QWidget*>(m_timeline), static_cast<QWidget*>(m_open),
             static_cast<QWidget*>(m_ages)})
        if (!each->isHidden())
            each->setFocus(Qt::ShortcutFocusReason);
}

void SidesCard::showEntries()
{
    const bool all = m_span->chosen() == u"all"_s;
    m_span->setSegments({{u"since"_s, u"Since last agreement"_s},
        {u"all"_s, u"All"_s, static_cast<int>(m_figures.rows.size())}});
    m_model->show(m_figures.rows, m_figures.bridge(), all);
    fit();
}

QList<TableCell> SidesCard::cellsOf(const bridge::Outstanding& one) const
{
    QList<TableCell> cells(InvoiceColumns);
    const bool stands = isUnequal(one);
    cells[Number] = {{.kind = Cell::Kind::Link,
                         .text = one.number,
                         .icon = stands ? u"problems"_s : u"invoice"_s,
                         .strong = stands},
        one.document ? u"Show it in the ledger"_s : u"Show it in Xero"_s, true};
    cells[Date].cell = {.text = day(one.date, m_context.today()), .tone = Tone::Text2};
    cells[Due].cell = {.text = day(one.dueDate, m_context.today()), .tone = Tone::Text2};
    const Cell missing{.kind = Cell::Kind::Money, .text = u"not there"_s, .tone = Tone::Text3};
    cells[Ledger].cell = one.document ? moneyCell(one.ledger) : missing;
    cells[Xero].cell = one.invoice ? moneyCell(one.xero) : missing;
    cells[Difference].cell = differenceCell(one.ledger - one.xero);
    return cells;
}

void SidesCard::showInvoices()
{
    const QList<bridge::Outstanding>& all = m_figures.invoices;
    const auto unequal = std::ranges::count_if(all, isUnequal);
    const auto open = std::ranges::count_if(all, isOpen);
    m_which->setSegments({{u"open"_s, u"Open"_s, static_cast<int>(open)},
        {u"unequal"_s, u"Unequal"_s, static_cast<int>(unequal)},
        {u"all"_s, u"All"_s, static_cast<int>(all.size())}});
    const QString which = m_which->chosen();
    m_invoices.clear();
    for (const bridge::Outstanding& one : all)
        if (which == u"all"_s || (which == u"open"_s ? isOpen(one) : isUnequal(one)))
            m_invoices.append(one);
    std::ranges::stable_partition(m_invoices, isUnequal);
    const base::Money nothing(0, m_figures.bridge().currency);
    base::Money ledger = nothing, xero = nothing;
    QList<QList<TableCell>> rows;
    for (const bridge::Outstanding& one : std::as_const(m_invoices)) {
        rows.append(cellsOf(one));
        ledger += one.ledger;
        xero += one.xero;
    }
    QList<TableCell> sum(InvoiceColumns);
    const bool areBills = m_figures.bridge().side == Side::Payable;
    const QString word = areBills ? u"bill"_s : u"invoice"_s;
    sum[Number].cell.text = counted(m_invoices.size(), word, word + u's');
    sum[Ledger].cell = moneyCell(ledger);
    sum[Xero].cell = moneyCell(xero);
    sum[Difference].cell = differenceCell(ledger - xero);
    m_open->setRows(rows, sum);
    m_empty->setText(which == u"unequal"_s
            ? u"Every %1 has the same amount due on both sides."_s.arg(word)
            : u"No %1 is open on either side."_s.arg(word));
    showView();
}

void SidesCard::showAgeing()
{
    const bridge::Ageing& ageing = m_figures.ageing;
    const base::Money nothing(0, m_figures.bridge().currency);
    qint64 most = 1;
    for (int age = 0; age < bridge::Ageing::Ages; ++age)
        most = std::max({most, ageing.ledger[age].abs().minor(), ageing.xero[age].abs().minor()});
    const auto drawn = [&](base::Money amount) {
        TableCell cell{moneyCell(amount)};
        if (!amount.isZero())
            cell.bar = static_cast<int>(1000 * amount.abs().minor() / most);
        cell.isHollow = amount.isNegative();
        return cell;
    };
    base::Money ledger = nothing, xero = nothing;
    QList<QList<TableCell>> rows;
    for (int age = 0; age < bridge::Ageing::Ages; ++age) {
        QList<TableCell> cells(AgeColumns);
        cells[Age].cell.text = bridge::wordOf(static_cast<bridge::Ageing::Age>(age));
        cells[AgeLedger] = drawn(ageing.ledger[age]);
        cells[AgeXero] = drawn(ageing.xero[age]);
        cells[AgeDifference].cell = differenceCell(ageing.ledger[age] - ageing.xero[age]);
        rows.append(cells);
        ledger += ageing.ledger[age];
        xero += ageing.xero[age];
    }
    QList<TableCell> sum(AgeColumns);
    sum[Age].cell.text = u"Balance"_s;
    sum[AgeLedger].cell = moneyCell(ledger);
    sum[AgeXero].cell = moneyCell(xero);
    sum[AgeDifference].cell = differenceCell(ledger - xero);
    m_ages->setRows(rows, sum);
    m_day->setText(u"counted on %1"_s.arg(day(ageing.day, m_context.today())));
}

void SidesCard::openInvoice(int row)
{
    const bridge::Outstanding one = m_invoices.at(row);
    if (one.document)
        openRecord(m_context, *one.document);
    else if (one.invoice)
        openRecord(m_context, m_figures, *one.invoice);
}

// Two choices share the head: where both don't fit, how much of it becomes a menu.
void SidesCard::fit()
{
    const int room = width() - m_title->sizeHint().width() - m_view->width() - 2 * 16 - 3 * 8;
    m_span->fit(room);
    m_which->fit(room);
    // Three letters of a title say nothing: then the choices stand alone.
    int choice = 0;
    for (const QWidget* each : {static_cast<QWidget*>(m_span), static_cast<QWidget*>(m_which),
             static_cast<QWidget*>(m_day)})
        if (!each->isHidden())
            choice = std::max(choice, each->sizeHint().width());
    m_title->setVisible(room >= choice);
}

void SidesCard::resizeEvent(QResizeEvent* event)
{
    QFrame::resizeEvent(event);
    fit();
}

} // namespace ui
