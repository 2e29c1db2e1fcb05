// SPDX-License-Identifier: GPL-3.0-or-later

#include "pages/bridgecard.h"

#include "causes/causes.h"
#include "look/words.h"
#include "widgets/elided.h"
#include "widgets/filterbar.h"
#include "widgets/make.h"

#include <algorithm>
#include <numeric>

using namespace records;
using Qt::StringLiterals::operator""_s;

namespace ui {

namespace {

// In plain words, where the difference alone would pass for agreement; else nothing.
QString equalWords(const Bridge& bridge)
{
    if (!bridge.difference().isZero() || bridge.agrees())
        return {};
    const auto wrongs = std::ranges::count_if(
        bridge.lines, [](const BridgeLine& line) { return !line.amount.isZero(); });
    if (wrongs > 0)
        return u"The balances are equal only because %1 differences cancel each other out."_s.arg(
            wrongs);
    if (!bridge.lines.isEmpty())
        return u"The balances are equal, but payments or credits are allocated to different "
               u"invoices."_s;
    return u"The balances are equal, but the amount due differs on %1."_s.arg(
        counted(bridge.outstandingDiffers, u"invoice"_s, u"invoices"_s));
}

} // namespace

BridgeCard::BridgeCard(Context& context, QWidget* parent)
    : QFrame(parent)
    , m_context(context)
{
    setProperty("look", u"card"_s);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Minimum);
    QVBoxLayout* layout = column(this, 1, 0);
    layout->addWidget(makeHead());
    layout->addWidget(makeSince());
    const auto words = [&](const char* tone) {
        QLabel* label = makeLabel(m_context, {}, Type::Body, tone, true);
        label->setContentsMargins(15, 0, 15, 8);
        layout->addWidget(label);
        return label;
    };
    m_equal = words("waiting");
    m_control = words("second");
    layout->addWidget(makeReadAgain());
    layout->addWidget(makeRule());
    m_picture = new BridgeView(m_context);
    layout->addWidget(m_picture);
    m_table = new CellTable(m_context, u"Why the balances differ, line by line"_s,
        {{u"Amount"_s, true}, {u"Cause"_s, false, true, 1}, {u"Ledger"_s, false, false, 2},
            {u"Xero"_s, false, false, 2}, {u"Since"_s, false, false, -1},
            {u"Remedy"_s, false, false, 1}});
    m_table->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    layout->addWidget(m_table);
    connect(m_picture, &BridgeView::remedyPressed, this, &BridgeCard::remedyPressed);
    connect(m_picture, &BridgeView::moved, this, [this](const QRect& row) {
        Q_EMIT moved(row.translated(m_picture->mapTo(this, QPoint())));
    });
    connect(m_table, &CellTable::pressed, this, &BridgeCard::press);
    connect(m_picture, &BridgeView::opened, this, &BridgeCard::open);
    connect(m_picture, &BridgeView::copyWanted, this, &BridgeCard::copy);
    connect(m_picture, &BridgeView::idsWanted, this, &BridgeCard::copyIds);
    connect(m_table, &CellTable::opened, this, [this](int row) { open(m_lines.at(row)); });
    connect(m_table, &CellTable::acted, this, &BridgeCard::act);
    connect(m_table, &CellTable::idsWanted, this, [this](int row) { copyIds(m_lines.at(row)); });
}

QWidget* BridgeCard::makeHead()
{
    auto* head = new QWidget;
    head->setMinimumHeight(38);
    QHBoxLayout* cells = row(head, 0, 8);
    cells->setContentsMargins(15, 6, 15, 6);
    m_title = new Elided(m_context, {}, Type::Section); // the figures beside it are never cut
    cells->addWidget(m_title);
    cells->addStretch();
    m_differenceWord = makeLabel(m_context, u"Difference"_s, Type::Second, "second");
    cells->addWidget(m_differenceWord);
    m_difference = makeLabel(m_context, {}, Type::BigMoney);
    cells->addWidget(m_difference);
    m_explained = new ChipLabel(m_context);
    cells->addWidget(m_explained);
    return head;
}

QWidget* BridgeCard::makeSince()
{
    m_sinceRow = new QWidget;
    QHBoxLayout* cells = row(m_sinceRow, 0, 4);
    cells->setContentsMargins(15, 0, 15, 8);
    m_sinceIcon = makeIcon(m_context, u"safe"_s, Tone::Safe, 15);
    m_sinceBefore = new Elided(m_context, {}, Type::Second, "second");
    m_sinceRecord = makeButton(m_context, {}, {}, "link");
    m_sinceAfter = new Elided(m_context, {}, Type::Second, "second");
    connect(m_sinceRecord, &QPushButton::clicked, this, [this] {
        const auto event = bridge::parted(m_figures.events);
        if (event && event->ledger)
            openRecord(m_context, *event->ledger);
        else if (event && event->xero)
            openRecord(m_context, m_figures, *event->xero);
    });
    m_view = new Segments(m_context, u"Picture or lines"_s);
    m_view->setSegments({{u"picture"_s, u"Picture"_s}, {u"lines"_s, u"Lines"_s}});
    m_view->choose(u"picture"_s);
    connect(m_view, &Segments::changed, this, &BridgeCard::showView);
    cells->addWidget(m_sinceIcon);
    cells->addWidget(m_sinceBefore);
    cells->addWidget(m_sinceRecord);
    cells->addWidget(m_sinceAfter, 1);
    cells->addWidget(m_view);
    return m_sinceRow;
}

QWidget* BridgeCard::makeReadAgain()
{
    m_readAgain = new QWidget;
    QVBoxLayout* whole = column(m_readAgain, 0, 10);
    whole->setContentsMargins(15, 4, 15, 14);
    m_readAgainWords = makeLabel(m_context, {}, Type::Strong, "waiting", true);
    whole->addWidget(m_readAgainWords);
    whole->addWidget(makeLabel(m_context,
        u"The difference is explained as soon as Xero’s side has been read again."_s, Type::Body,
        "second", true));
    QPushButton* fetch = makeButton(m_context, u"Fetch now"_s, u"sync"_s);
    connect(fetch, &QPushButton::clicked, this,
        [this] { m_context.give(command::Sync{.direction = command::Direction::Pull}); });
    QHBoxLayout* buttons = row(nullptr, 0, 8);
    buttons->addWidget(fetch);
    buttons->addStretch();
    whole->addLayout(buttons);
    return m_readAgain;
}

void BridgeCard::show(const AccountFigures& figures)
{
    m_figures = figures;
    showWords();
    showSince();
    m_picture->show(figures.account, !figures.isPast());
    fillLines();
    showView();
}

void BridgeCard::showWords()
{
    const Bridge& bridge = m_figures.bridge();
    const bool isOld = bridge.isStale;
    const bool isEqual = bridge.difference().isZero();
    m_title->setText(isOld    ? u"The difference"_s
            : bridge.agrees() ? u"The balances agree"_s
            : isEqual         ? u"Why it does not agree"_s
                              : u"Why the balances differ"_s);
    m_differenceWord->setVisible(!isOld);
    m_difference->setVisible(!isOld);
    // Another currency than the book's says which.
    const QString unit = unitOf(m_context, bridge);
    m_difference->setText((unit + u' ' + difference(bridge.difference())).trimmed());
    const base::Money unexplained = bridge.unexplained();
    if (isOld)
        m_explained->say(u"waiting"_s, u"being read again"_s, waitingMeaning);
    else if (bridge.agrees())
        m_explained->say(u"safe"_s, u"agrees"_s, safeMeaning);
    else if (!bridge.isExplained())
        m_explained->say(u"unknown"_s,
            unexplained.isZero() ? u"not all explained"_s
                                 : u"%1 unexplained"_s.arg(money(unexplained)),
            stopMeaning);
    else if (isEqual)
        m_explained->say(u"problems"_s, u"does not agree"_s, waitingMeaning);
    else
        m_explained->say(u"safe"_s, u"all explained"_s, safeMeaning);
    const QString equal = isOld ? QString() : equalWords(bridge);
    m_equal->setText(equal);
    m_equal->setVisible(!equal.isEmpty());
    m_control->setText(m_figures.control);
    m_control->setVisible(!m_figures.control.isEmpty());
    m_readAgainWords->setText(m_figures.readAgain);
    m_readAgain->setVisible(isOld);
}

void BridgeCard::showSince()
{
    const Bridge& bridge = m_figures.bridge();
    const auto event = bridge::parted(m_figures.events);
    m_sinceRow->setVisible(!bridge.isStale && (bridge.agrees() || !bridge.lines.isEmpty()));
    m_sinceIcon->setVisible(bridge.agrees());
    m_sinceRecord->setVisible(event.has_value());
    m_sinceBefore->setVisible(event.has_value());
    if (!event)
        return m_sinceAfter->setText(
            bridge.agrees() ? u"Both ledgers agree, invoice by invoice."_s : QString());
    const PartedWords words = wordsOf(*event, m_figures.file, m_context.now());
    m_sinceBefore->setText(words.before);
    m_sinceRecord->setText(words.record);
    m_sinceRecord->setToolTip(event->ledger ? u"Show it in the ledger"_s : u"Show it in Xero"_s);
    m_sinceAfter->setText(words.after);
    m_sinceRecord->setAccessibleDescription(words.sentence());
}

void BridgeCard::showView()
{
    const bool isOld = m_figures.bridge().isStale;
    const bool hasRows = !m_figures.bridge().lines.isEmpty();
    const bool isTable = hasRows && m_view->chosen() == u"lines"_s;
    m_view->setVisible(hasRows);
    m_picture->setVisible(!isOld && !isTable);
    m_table->setVisible(!isOld && isTable);
}

bool BridgeCard::hasLines() const
{
    return !m_figures.bridge().isStale && !m_lines.isEmpty();
}

void BridgeCard::focusLines()
{
    QWidget* shown = m_table->isHidden() ? static_cast<QWidget*>(m_picture) : m_table;
    shown->setFocus(Qt::ShortcutFocusReason);
}

Remedy BridgeCard::remedyOf(const BridgeLine& line) const
{
    return m_figures.isPast() ? Remedy() : remedyFor(m_context, line, m_figures.account);
}

TableCell BridgeCard::sinceCell(qsizetype number) const
{
    if (number >= m_figures.events.size())
        return {};
    const bridge::Event& event = m_figures.events.at(number);
    TableCell cell;
    cell.tip = wordsOf(event, m_figures.file, m_context.now()).sentence();
    // Of what was there before the first look only its own date is known.
    const bool isKnown = event.at.isValid();
    cell.cell.text = isKnown ? day(event.at.toLocalTime().date(), m_context.today())
                             : u"dated "_s + day(event.date, m_context.today());
    cell.cell.tone = isKnown ? Tone::Text2 : Tone::Text3;
    return cell;
}

QList<TableCell> BridgeCard::cellsOf(const BridgeLine& line, qsizetype number) const
{
    QList<TableCell> cells(Columns);
    cells[Amount].cell = {.kind = Cell::Kind::Difference,
        .text = difference(line.amount),
        .isZero = line.amount.isZero()};
    const CauseLook look = lookOf(line.cause);
    cells[Cause] = {{.kind = Cell::Kind::State,
                        .text = causes::bridgeWord(line.cause),
                        .icon = look.icon,
                        .tone = look.meaning.text},
        line.label};
    const Cell none{.text = u"none"_s, .tone = Tone::Text3};
    cells[LedgerRecord].cell = none;
    // Without icons: where there is little room, it is the number's.
    if (line.ledger)
        cells[LedgerRecord]
            = {{.kind = Cell::Kind::Link, .text = nameOf(m_figures.file, *line.ledger)},
                u"Show it in the ledger"_s, true};
    cells[XeroRecord].cell = none;
    const QString instead
        = line.xero ? contactInstead(m_context, m_figures.account, *line.xero) : QString();
    if (line.xero)
        cells[XeroRecord] = {{.kind = Cell::Kind::Link, .text = nameOf(m_figures.file, *line.xero)},
            instead.isEmpty() ? nameOf(line.xero->kind) + u' ' + idOf(*line.xero) : instead, true};
    cells[Since] = sinceCell(number);
    const Remedy remedy = remedyOf(line);
    if (!remedy.text.isEmpty())
        cells[Way] = {{.kind = Cell::Kind::Link, .text = remedy.text},
            remedy.address.isEmpty() ? QString() : instead, true};
    return cells;
}

void BridgeCard::fillLines()
{
    const QList<BridgeLine>& lines = m_figures.bridge().lines;
    m_numbers.resize(lines.size());
    std::iota(m_numbers.begin(), m_numbers.end(), 0);
    // As in the picture: by what they add, and what is taken away last.
    std::ranges::stable_sort(m_numbers, std::ranges::greater(),
        [&](qsizetype number) { return lines.at(number).amount.minor(); });
    m_lines.clear();
    QList<QList<TableCell>> rows;
    for (const qsizetype number : std::as_const(m_numbers)) {
        m_lines.append(lines.at(number));
        rows.append(cellsOf(lines.at(number), number));
    }
    QList<TableCell> sum(Columns);
    sum[Amount].cell = {.text = difference(m_figures.bridge().difference())};
    sum[Cause].cell = {.text = u"Ledger − Xero"_s};
    m_table->setUnit(unitOf(m_context, m_figures.bridge()));
    m_table->setRows(rows, sum);
}

void BridgeCard::press(int row, int column)
{
    const BridgeLine line = m_lines.at(row); // what follows may build the rows anew
    if (column == LedgerRecord && line.ledger)
        openRecord(m_context, *line.ledger);
    else if (column == XeroRecord && line.xero)
        openRecord(m_context, m_figures, *line.xero);
    else if (column == Way)
        act(row);
}

void BridgeCard::open(const BridgeLine& line)
{
    const BridgeLine shown = line;
    if (shown.ledger)
        openRecord(m_context, *shown.ledger);
    else if (shown.xero)
        openRecord(m_context, m_figures, *shown.xero);
}

void BridgeCard::act(int row)
{
    const Remedy remedy = remedyOf(m_lines.at(row));
    if (!remedy.text.isEmpty())
        Q_EMIT remedyPressed(remedy);
}

// Of the picture: the same row that the lines would give.
void BridgeCard::copy(const BridgeLine& line)
{
    m_table->selectRow(static_cast<int>(m_lines.indexOf(line)));
    m_table->copyRows();
}

void BridgeCard::copyIds(const BridgeLine& line)
{
    QStringList ids;
    if (line.ledger)
        ids.append(nameOf(m_figures.file, *line.ledger));
    if (line.xero)
        ids.append(idOf(*line.xero));
    m_context.copy(ids.join(u'\t'));
}

} // namespace ui
