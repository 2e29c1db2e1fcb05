// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/flows.h"

#include "records/words.h"

namespace cli {

using records::Flow;
using records::Module;

namespace {

std::optional<Flow> direction(const QString& word, Module module)
{
    if (word.isEmpty())
        return records::canFlow(module, Flow::Both) ? Flow::Both : Flow::LedgerToXero;
    if (word == QStringLiteral("push"))
        return Flow::LedgerToXero;
    if (word == QStringLiteral("pull"))
        return Flow::XeroToLedger;
    if (word == QStringLiteral("both"))
        return Flow::Both;
    return std::nullopt;
}

} // namespace

Outcome<records::Flows> flowsFrom(const QString& typed)
{
    records::Flows flows;
    for (const Module module : records::kModules)
        flows.set(module, Flow::Off);
    for (const QString& part : typed.split(u',', Qt::SkipEmptyParts)) {
        const QString name = part.section(u':', 0, 0).trimmed();
        const auto module = records::fromText<Module>(name);
        if (!module)
            return wrongUsage(QStringLiteral("There is no module \"%1\". %2")
                                  .arg(name, QString::fromLatin1(kModulesWords)));
        const auto flow = direction(part.section(u':', 1).trimmed(), *module);
        if (!flow)
            return wrongUsage(QStringLiteral("%1 goes push, pull or both, not \"%2\".")
                                  .arg(name, part.section(u':', 1)));
        if (!records::canFlow(*module, *flow))
            return wrongUsage(
                QStringLiteral("%1 only go to Xero; they are never taken in.").arg(name));
        flows.set(*module, *flow);
    }
    if (flowsText(flows).isEmpty())
        return wrongUsage(QStringLiteral("Name at least one module."));
    return flows;
}

QString flowText(Flow flow)
{
    switch (flow) {
    case Flow::Off:
        return QStringLiteral("Off");
    case Flow::LedgerToXero:
        return QStringLiteral("Ledger → Xero");
    case Flow::XeroToLedger:
        return QStringLiteral("Xero → Ledger");
    case Flow::Both:
        return QStringLiteral("Both");
    }
    return {};
}

QString flowsText(const records::Flows& flows)
{
    QStringList parts;
    for (const Module module : records::kModules)
        if (flows[module] != Flow::Off)
            parts.append(records::toText(module) + u' ' + flowText(flows[module]));
    return parts.join(QStringLiteral(", "));
}

} // namespace cli
