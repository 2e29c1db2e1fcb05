// SPDX-License-Identifier: GPL-3.0-or-later

#include "bridge/bridge.h"

#include "bridge/cut.h"
#include "bridge/explainer.h"
#include "bridge/sides.h"

using namespace records;

namespace bridge {

// Money stands on the other side only where a document of that side does.
QList<Scope> candidates(const AccountFile& file, QDate asOf)
{
    const Side own
        = file.account.role == ledger::AccountRole::Vendor ? Side::Payable : Side::Receivable;
    QList<base::Currency> currencies{currencyOf(file)};
    QList<Side> sides{own};
    const auto meet = [](auto& known, const auto& one) {
        if (!known.contains(one))
            known.append(one);
    };
    const auto meetMoney = [&](base::Money money) {
        if (!money.currency().isNone())
            meet(currencies, money.currency());
    };
    for (const ledger::Document& one : file.documents) {
        meetMoney(one.total);
        if (one.kind != ledger::DocumentKind::CreditNote)
            meet(sides, one.kind == ledger::DocumentKind::Bill ? Side::Payable : Side::Receivable);
    }
    for (const ledger::Payment& one : file.payments)
        meetMoney(one.amount);
    for (const ledger::Adjustment& one : file.adjustments)
        meetMoney(one.amount);
    for (const mirror::Invoice& one : file.invoices) {
        meetMoney(one.total);
        meet(sides, sideOf(one));
    }
    for (const mirror::Credit& one : file.credits) {
        meetMoney(one.total);
        meet(sides, sideOf(one));
    }
    for (const mirror::Payment& one : file.xeroPayments) {
        meetMoney(one.amount);
        if (one.type.startsWith(u"ACC"))
            meet(sides, one.type.startsWith(u"ACCPAY") ? Side::Payable : Side::Receivable);
    }
    for (const ControlDifference& one :
        file.stale) { // what was never read has no record to tell by
        meetMoney(one.xero);
        meet(sides, one.side);
    }
    QList<Scope> scopes;
    for (const Side side : std::as_const(sides))
        for (const base::Currency& currency : std::as_const(currencies))
            scopes.append(Scope(side, currency, asOf));
    return scopes;
}

Bridge explain(const AccountFile& file, const Surroundings& around, const Scope& scope)
{
    const Cut cut(file, scope);
    return Explainer(cut.asOf, cut.index, around, scope.side).explain(cut.tally);
}

QList<Bridge> explainAll(const AccountFile& file, const Surroundings& around, QDate asOf)
{
    QList<Bridge> bridges;
    for (const Scope& scope : candidates(file, asOf)) {
        Bridge bridge = explain(file, around, scope);
        if (bridges.isEmpty() || bridge.lastMoved.isValid() || !bridge.lines.isEmpty())
            bridges.append(std::move(bridge));
    }
    return bridges;
}

QList<Entry> entries(const AccountFile& file, const Scope& scope)
{
    const Cut cut(file, scope);
    QList<Entry> found;
    for (const Item& item : cut.tally.items())
        found.append(item.entry);
    return found;
}

} // namespace bridge
