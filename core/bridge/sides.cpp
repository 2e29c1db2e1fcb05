// SPDX-License-Identifier: GPL-3.0-or-later

#include "bridge/sides.h"

using namespace records;

namespace bridge {

using match::ref;

Sides::Sides(const AccountFile& file, const match::Index& index)
    : m_index(index)
    , m_byRole(file.account.role == ledger::AccountRole::Vendor ? Side::Payable : Side::Receivable)
{
    // Allocations that were taken back count here: a reversed payment stays on its side. Of two
    // sides, which no billing system allows, receivable wins whatever the order.
    for (const ledger::Allocation& one : file.allocations) {
        const ledger::Document* document = index.document(one.to);
        if (!document)
            continue;
        const Side side = of(*document);
        if (!m_byAllocation.contains(one.from) || side == Side::Receivable)
            m_byAllocation.insert(one.from, side);
    }
}

Side Sides::of(const ledger::Document& document) const
{
    switch (document.kind) {
    case ledger::DocumentKind::Invoice:
        return Side::Receivable;
    case ledger::DocumentKind::Bill:
        return Side::Payable;
    case ledger::DocumentKind::CreditNote:
        return ofMoney(ref(document));
    }
    base::require(false, "every kind of document has its side");
    return m_byRole;
}

Side Sides::of(const ledger::Payment& payment) const
{
    return ofMoney(ref(payment));
}

Side Sides::of(const ledger::Adjustment& adjustment) const
{
    return ofMoney(ref(adjustment));
}

Side Sides::of(const RecordRef& reversed) const
{
    if (reversed.kind == RecordKind::Invoice)
        return Side::Receivable;
    if (reversed.kind == RecordKind::Bill)
        return Side::Payable;
    return ofMoney(reversed);
}

Side Sides::ofMoney(const RecordRef& money) const
{
    return m_byAllocation.value(money, m_byRole);
}

Side sideOf(const mirror::Invoice& invoice)
{
    return invoice.type == u"ACCPAY" ? Side::Payable : Side::Receivable;
}

Side sideOf(const mirror::Credit& credit)
{
    return credit.type.startsWith(u"ACCPAY") || credit.type.startsWith(u"SPEND") ? Side::Payable
                                                                                 : Side::Receivable;
}

Side sideOf(const mirror::Payment& payment, const match::Index& index)
{
    if (const mirror::Invoice* invoice = index.invoice(payment.invoice.value))
        return sideOf(*invoice);
    return payment.type.startsWith(u"ACCPAY") ? Side::Payable : Side::Receivable;
}

base::Money signedAmount(const ledger::Document& document)
{
    return document.kind == ledger::DocumentKind::CreditNote ? -document.total : document.total;
}

base::Money signedAmount(const ledger::Adjustment& adjustment)
{
    return ledger::raisesBalance(adjustment.kind) ? adjustment.amount : -adjustment.amount;
}

bool raisesBalance(const RecordRef& record, const match::Index& index)
{
    if (record.kind == RecordKind::Adjustment) {
        const ledger::Adjustment* adjustment = index.adjustment({record.id});
        return adjustment && ledger::raisesBalance(adjustment->kind);
    }
    return record.kind == RecordKind::Invoice || record.kind == RecordKind::Bill;
}

} // namespace bridge
