// SPDX-License-Identifier: GPL-3.0-or-later

#include "plan/itemchecks.h"

#include <algorithm>

using namespace records;

namespace plan {

ItemTicks itemTicks(const ledger::Line& line, const Surroundings& around)
{
    ItemTicks ticks;
    const QString named = line.productCode.trimmed();
    ticks.isProduct = !named.isEmpty();
    if (!ticks.isProduct)
        return ticks;
    const ItemCodes codes = around.settings.itemCodes;
    const auto product = around.products.constFind(line.productCode);
    const bool isKnown = product != around.products.constEnd();
    ticks.isSold = !isKnown || product->productClass != ledger::ProductClass::Service;
    ticks.code = isKnown          ? itemCode(*product, codes).trimmed()
        : codes == ItemCodes::Sku ? QString()
                                  : named;
    const QString key = ticks.code.toUpper();
    ticks.hasCode = !key.isEmpty();
    ticks.isDoubled = around.duplicateCodes.contains(key);
    ticks.isInXero = ticks.hasCode && around.itemCodes.contains(key);
    return ticks;
}

ItemMix mixOf(const ledger::Document& document, const Surroundings& around)
{
    const auto items = std::count_if(document.lines.begin(), document.lines.end(),
        [&](const ledger::Line& line) { return itemTicks(line, around).needsItem(); });
    if (items == 0)
        return ItemMix::Service;
    return items == document.lines.size() ? ItemMix::Item : ItemMix::Hybrid;
}

QString wordOf(ItemMix mix)
{
    switch (mix) {
    case ItemMix::Item:
        return QStringLiteral("Item");
    case ItemMix::Service:
        return QStringLiteral("Service");
    case ItemMix::Hybrid:
        break;
    }
    return QStringLiteral("Hybrid");
}

Cause itemCause(const ledger::Document& document, const Surroundings& around)
{
    if (around.settings.itemCodes == ItemCodes::Off)
        return {};
    for (const ledger::Line& line : document.lines) {
        const ItemTicks ticks = itemTicks(line, around);
        if (ticks.passes())
            continue;
        if (!ticks.hasCode)
            return {CauseId::SkuMissing, {line.productCode}, {}};
        return {
            ticks.isDoubled ? CauseId::DuplicateCode : CauseId::ItemCodeNotFound, {ticks.code}, {}};
    }
    return {};
}

QList<ProductFault> productFaults(const Surroundings& around)
{
    QList<ProductFault> faults;
    for (const ledger::Product& product : around.products) {
        const QString code = itemCode(product, around.settings.itemCodes).trimmed();
        if (product.productClass != ledger::ProductClass::Service
            && (code.isEmpty() || around.duplicateCodes.contains(code.toUpper())))
            faults.append({product, code});
    }
    std::sort(faults.begin(), faults.end(), [](const ProductFault& a, const ProductFault& b) {
        return a.product.code < b.product.code;
    });
    return faults;
}

} // namespace plan
