// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/flowchoice.h"

#include "widgets/make.h"

#include <QComboBox>

using namespace records;
using Qt::StringLiterals::operator""_s;

namespace ui {

QString nameOf(Module module)
{
    switch (module) {
    case Module::Contacts:
        return u"Customers"_s;
    case Module::Vendors:
        return u"Vendors"_s;
    case Module::Products:
        return u"Items"_s;
    case Module::Invoices:
        return u"Invoices and credit notes"_s;
    case Module::Bills:
        return u"Bills"_s;
    case Module::Payments:
        return u"Payments and allocations"_s;
    }
    return {};
}

QString nameOf(Flow flow)
{
    switch (flow) {
    case Flow::Off:
        return u"Left out"_s;
    case Flow::LedgerToXero:
        return u"Ledger → Xero"_s;
    case Flow::XeroToLedger:
        return u"Xero → Ledger"_s;
    case Flow::Both:
        return u"Both ways"_s;
    }
    return {};
}

FlowChoice::FlowChoice(Context& context, const QString& purpose, QWidget* parent)
    : QWidget(parent)
{
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(16);
    grid->setVerticalSpacing(6);
    grid->setColumnStretch(2, 1);
    int line = 0;
    for (const Module module : kModules) {
        auto* choice = new QComboBox;
        choice->setObjectName(purpose + u'.' + QString::number(static_cast<int>(module)));
        choice->setAccessibleName(u"%1: %2"_s.arg(purpose, nameOf(module)));
        for (const Flow flow : {Flow::Off, Flow::LedgerToXero, Flow::XeroToLedger, Flow::Both})
            if (canFlow(module, flow))
                choice->addItem(nameOf(flow), static_cast<int>(flow));
        QLabel* label = makeLabel(context, nameOf(module), Type::Body, "second");
        label->setBuddy(choice);
        grid->addWidget(label, line, 0);
        grid->addWidget(choice, line++, 1);
        connect(choice, &QComboBox::activated, this, &FlowChoice::changed);
        m_choices.append({module, choice});
    }
}

void FlowChoice::set(const Flows& flows)
{
    for (const auto& [module, choice] : m_choices)
        choice->setCurrentIndex(choice->findData(static_cast<int>(flows[module])));
}

Flows FlowChoice::flows() const
{
    Flows flows;
    for (const auto& [module, choice] : m_choices)
        flows.set(module, static_cast<Flow>(choice->currentData().toInt()));
    return flows;
}

bool FlowChoice::isNothing() const
{
    return std::ranges::all_of(
        m_choices, [](const auto& each) { return each.second->currentData().toInt() == 0; });
}

} // namespace ui
