// SPDX-License-Identifier: GPL-3.0-or-later

#include "plan/plan.h"

#include <algorithm>

using namespace records;

namespace plan {

QList<Push> items(const Surroundings& around)
{
    const BookSettings& settings = around.settings;
    QList<Push> owed;
    if (settings.itemCodes == ItemCodes::Off || !records::pushes(settings.flows[Module::Products]))
        return owed;
    for (const ledger::Product& product : around.products) {
        const QString code = itemCode(product, settings.itemCodes).trimmed();
        if (product.productClass == ledger::ProductClass::Service || code.isEmpty()
            || around.itemCodes.contains(code.toUpper()))
            continue;
        Push push{OperationKind::CreateItem, {RecordKind::Product, product.id.value}, {}, code,
            false, {}, {}};
        if (around.duplicateCodes.contains(code.toUpper()))
            push.cause = {CauseId::DuplicateCode, {code}, {}};
        else if (!settings.pushIsOn)
            push.cause = {CauseId::PushIsOff, {}, {}};
        push.held = bool(push.cause);
        owed.append(push);
    }
    std::sort(owed.begin(), owed.end(),
        [](const Push& a, const Push& b) { return a.subject < b.subject; });
    return owed;
}

} // namespace plan
