// SPDX-License-Identifier: GPL-3.0-or-later

#include "pages/signedcard.h"

#include "look/words.h"
#include "models/models.h"
#include "widgets/celltable.h"
#include "widgets/make.h"

#include <algorithm>

using namespace records;
using Qt::StringLiterals::operator""_s;

namespace ui {

namespace {

constexpr int kMostBalances = 20;
constexpr int kWindow = 1'000;

enum CauseColumn { CauseName, CauseLines, CauseAmount, CauseColumns };
enum BalanceColumn { Name, Ledger, Xero, Difference, Unexplained, BalanceColumns };

} // namespace

SignedCard::SignedCard(Context& context, QWidget* parent)
    : QFrame(parent)
    , m_context(context)
    , m_causesTitle(makeLabel(context, u"Why the balances differ"_s, Type::Strong))
    , m_causes(new CellTable(context, u"Why the balances differ, as signed"_s,
          {{u"Cause"_s, false, true}, {u"Lines"_s, true, false}, {u"Amount"_s, true, false}}))
    , m_balances(new CellTable(context, u"Balances as signed"_s,
          {{u"Account"_s, false, true}, {u"Ledger"_s, true, false}, {u"Xero"_s, true, false},
              {u"Difference"_s, true, false}, {u"Unexplained"_s, true, false}}))
    , m_more(makeLabel(context, {}, Type::Second, "third", true))
{
    setProperty("look", u"card"_s);
    QVBoxLayout* layout = column(this, 0, 0);
    const auto add = [&](QLabel* label) {
        label->setContentsMargins(16, 12, 16, 8);
        layout->addWidget(label);
    };
    add(makeLabel(context, u"What is signed"_s, Type::Section));
    layout->addWidget(m_balances);
    add(m_more);
    add(m_causesTitle);
    layout->addWidget(m_causes);
    layout->addSpacing(8);
    hide();
    connect(&m_turn, &QTimer::timeout, this, &SignedCard::readLines);
    connect(m_balances, &CellTable::pressed, this, &SignedCard::openAccount);
    connect(m_balances, &CellTable::opened, this, &SignedCard::openAccount);
    connect(&context, &Context::bookChanged, this, [this] {
        m_turn.stop();
        m_signOff = {};
    });
}

void SignedCard::show(const SignOff& signOff)
{
    if (std::exchange(m_signOff, signOff).id == signOff.id)
        return;
    m_read = 0;
    m_counted.clear();
    showCauses();
    showBalances();
    m_turn.start(0);
    QFrame::show();
}

void SignedCard::readLines()
{
    const QList<BridgeLine> lines = m_context.reader().signedLines(m_signOff.id, m_read, kWindow);
    for (const BridgeLine& line : lines)
        count(line);
    m_read += static_cast<int>(lines.size());
    if (lines.size() == kWindow)
        return;
    m_turn.stop();
    showCauses();
}

void SignedCard::count(const BridgeLine& line)
{
    const base::Currency currency = line.amount.currency();
    for (Cause& each : m_counted)
        if (each.cause == line.cause && each.side == line.side && each.currency == currency) {
            ++each.lines;
            each.amount += line.amount;
            return;
        }
    m_counted.append({line.side, currency, line.cause, 1, line.amount});
}

// Where several sides or currencies are signed together, which of them.
QString SignedCard::ofWhich(Side side, base::Currency currency) const
{
    return m_signOff.sums.size() > 1 ? nameOf(SignedSum{.side = side, .currency = currency})
                                     : QString();
}

void SignedCard::showCauses()
{
    std::ranges::stable_sort(m_counted, std::ranges::greater(),
        [](const Cause& each) { return each.amount.abs().minor(); });
    QList<QList<TableCell>> rows;
    for (const Cause& each : std::as_const(m_counted)) {
        const CauseLook look = lookOf(each.cause);
        QList<TableCell> cells(CauseColumns);
        cells[CauseName].cell = {.text = look.word,
            .second = ofWhich(each.side, each.currency),
            .icon = look.icon,
            .tone = look.meaning.text};
        cells[CauseLines].cell = {.kind = Cell::Kind::Money, .text = number(each.lines)};
        cells[CauseAmount].cell = differenceCell(each.amount);
        rows.append(cells);
    }
    m_causes->setRows(rows);
    m_causes->setVisible(!rows.isEmpty());
    m_causesTitle->setVisible(!rows.isEmpty());
}

void SignedCard::showBalances()
{
    const QList<SignedAccount> accounts
        = m_context.reader().signedAccounts(m_signOff.id, {}, false, 0, kMostBalances);
    m_accounts.clear();
    QList<QList<TableCell>> rows;
    for (const SignedAccount& each : accounts) {
        m_accounts.append(each.account);
        QList<TableCell> cells(BalanceColumns);
        cells[Name] = {{.kind = Cell::Kind::Link,
                           .text = each.name,
                           .second = ofWhich(each.side, each.currency)},
            u"Show the account as of that day"_s, true};
        cells[Ledger].cell = moneyCell(each.ledger);
        cells[Xero].cell = moneyCell(each.xero);
        cells[Difference].cell = differenceCell(each.difference());
        cells[Unexplained].cell = moneyCell(each.unexplained);
        if (!each.unexplained.isZero()) {
            cells[Unexplained].cell.tone = Tone::Stop;
            cells[Unexplained].cell.strong = true;
        }
        rows.append(cells);
    }
    m_balances->setRows(rows);
    qsizetype all = 0;
    for (const SignedSum& sum : std::as_const(m_signOff.sums))
        all += sum.balances;
    const qsizetype left = all - accounts.size();
    m_more->setText(u"And %1 more, all in the evidence pack"_s.arg(number(left)));
    m_more->setVisible(left > 0);
}

void SignedCard::openAccount(int row)
{
    m_context.open(u"accounts"_s,
        u"account:%1@%2"_s.arg(m_accounts.at(row).value).arg(m_signOff.day.toString(Qt::ISODate)));
}

} // namespace ui
