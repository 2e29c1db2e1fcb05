// SPDX-License-Identifier: GPL-3.0-or-later

#include "pages/itemcodes.h"

#include "causes/causes.h"
#include "look/words.h"
#include "plan/itemchecks.h"
#include "records/words.h"
#include "widgets/make.h"

using namespace records;
using Qt::StringLiterals::operator""_s;

namespace ui {

ItemCodesPage::ItemCodesPage(Context& context)
    : ListPage(context, u"Item codes"_s, u"Filter by number, account or amount"_s)
    , m_model(new ItemCodesModel(context, this))
    , m_products(makeCard("plain"))
    , m_productWords(makeLabel(context, {}, Type::Second, nullptr, true))
{
    setModel(m_model);
    filter()->segments()->setSegments({{QString(), u"All"_s}});
    QHBoxLayout* line = row(m_products, 0, 8);
    line->setContentsMargins(24, 0, 24, 10);
    line->addWidget(makeIcon(context, u"problems"_s, Tone::Stop, 16), 0, Qt::AlignTop);
    line->addWidget(m_productWords, 1);
    body()->insertWidget(2, m_products);
}

void ItemCodesPage::updateHead()
{
    const Surroundings around = reader().surroundings();
    const int held = reader().unpushedCount({.filter = u"item-codes"_s});
    QString sentence = u"This book sends no item codes; Settings say whether and which."_s;
    if (around.settings.itemCodes != ItemCodes::Off)
        sentence = held == 0
            ? u"No item code holds anything up."_s
            : counted(held, u"document waits"_s, u"documents wait"_s) + u" for an item code."_s;
    head()->setSentence(sentence);
    filter()->segments()->setSegments(
        {{QString(), u"All"_s}, {u"item-codes"_s, u"Held by an item code"_s, held}});
    setFoot(counted(m_model->sourceRows(), u"document waits"_s, u"documents wait"_s)
        + u" to go to Xero"_s);
    showProducts(around);
}

void ItemCodesPage::showProducts(const Surroundings& around)
{
    constexpr qsizetype shown = 4;
    const QList<plan::ProductFault> faults = plan::productFaults(around);
    QStringList named;
    for (const plan::ProductFault& fault : faults.mid(0, shown))
        named.append(fault.code.isEmpty()
                ? u"%1 has no item code"_s.arg(fault.product.code)
                : u"%1 shares %2 with another"_s.arg(fault.product.code, fault.code));
    if (faults.size() > shown)
        named.append(u"%1 more"_s.arg(number(faults.size() - shown)));
    m_products->setVisible(!faults.isEmpty() && around.settings.itemCodes != ItemCodes::Off);
    m_productWords->setText(u"Products without an item code of their own: %1. Invoices with them "
                            "don’t go."_s.arg(named.join(u", "_s)));
}

QString ItemCodesPage::emptySentence() const
{
    return u"No document waits to go to Xero."_s;
}

// Four ticks, in the order of the rule; of a line without a product they say nothing.
void ItemCodesPage::addLine(
    QVBoxLayout* section, const ledger::Line& line, const plan::ItemTicks& ticks)
{
    QFrame* card = makeCard(ticks.passes() ? "card" : "refusal");
    QVBoxLayout* inside = column(card, 10, 4);
    QLabel* title = makeLabel(context(),
        ticks.code.isEmpty() ? line.description : line.description + u" · "_s + ticks.code,
        Type::Strong, nullptr, true);
    title->setMinimumWidth(10);
    inside->addWidget(title);
    const auto mark = [&](bool is, const QString& words) {
        QHBoxLayout* row = ui::row(nullptr, 0, 8);
        QLabel* icon
            = makeIcon(context(), is ? u"safe"_s : u"close"_s, is ? Tone::Safe : Tone::Stop, 14);
        icon->setAccessibleName(is ? u"yes"_s : u"no"_s);
        row->addWidget(icon, 0, Qt::AlignTop);
        row->addWidget(makeLabel(context(), words, Type::Second, nullptr, true), 1);
        inside->addLayout(row);
    };
    if (!ticks.needsItem()) {
        inside->addWidget(makeLabel(context(),
            ticks.isProduct ? u"A service: it goes without an item code."_s
                            : u"No product: it goes without an item code."_s,
            Type::Second, "second", true));
    } else {
        mark(true, u"It is a product purchase line"_s);
        mark(ticks.isSold, u"The product is Billable or Physical"_s);
        mark(ticks.hasCode && !ticks.isDoubled,
            ticks.isDoubled
                ? u"Its item code is its own: another product has %1, too"_s.arg(ticks.code)
                : ticks.hasCode ? u"The product has an item code"_s
                                : u"The product has an item code: its SKU is empty"_s);
        mark(ticks.isInXero, u"Xero has an item with this code"_s);
    }
    section->addWidget(card);
}

void ItemCodesPage::inspect(int index)
{
    const store::DocumentRow row = m_model->row(index);
    const Surroundings around = reader().surroundings();
    const plan::ItemMix mix = plan::mixOf(row.document, around);
    inspector()->addTitle(iconOf(recordKind(row.document.kind)), Tone::Text, row.document.number,
        u"%1, %2. %3: %4."_s.arg(row.accountName, money(row.document.total), plan::wordOf(mix),
            mix == plan::ItemMix::Item          ? u"every line has an item"_s
                : mix == plan::ItemMix::Service ? u"no line has an item"_s
                                                : u"some lines have an item, some don’t"_s));
    if (row.cause) {
        const causes::Words words = causes::words(row.cause);
        QVBoxLayout* held = inspector()->addSection(words.title);
        held->addWidget(makeLabel(context(), words.sentence, Type::Body, "second", true));
        QPushButton* open = makeButton(context(), u"Open the problem"_s, u"problems"_s, "small");
        connect(open, &QPushButton::clicked, this, [this, number = row.document.number] {
            context().open(u"problems"_s, u"filter:"_s + number);
        });
        held->addWidget(open, 0, Qt::AlignLeft);
    }
    QVBoxLayout* lines = inspector()->addSection(u"Line by line"_s);
    constexpr qsizetype shown = 30;
    for (const ledger::Line& line : row.document.lines.mid(0, shown))
        addLine(lines, line, plan::itemTicks(line, around));
    if (row.document.lines.size() > shown)
        lines->addWidget(
            makeLabel(context(), u"%1 more lines"_s.arg(number(row.document.lines.size() - shown)),
                Type::Second, "second"));
    inspector()->finish();
}

} // namespace ui
