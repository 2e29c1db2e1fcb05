// SPDX-License-Identifier: GPL-3.0-or-later

#include "bridge/outstanding.h"

#include "bridge/cut.h"
#include "bridge/sides.h"

#include <algorithm>

using namespace records;

namespace bridge {

using match::ref;
using match::stands;

namespace {

bool isOwed(const ledger::Document& document, const match::Index& index, Side side)
{
    if (document.kind == ledger::DocumentKind::CreditNote
        || (document.kind == ledger::DocumentKind::Bill) != (side == Side::Payable))
        return false;
    // A voided one is owed nothing, but Xero's half may still be open.
    return document.status == ledger::DocumentStatus::Approved || index.twin(ref(document));
}

Ageing::Age ageOf(QDate due, QDate day)
{
    const qint64 late = due.isValid() ? due.daysTo(day) : 0;
    return late <= 0 ? Ageing::NotYetDue
        : late <= 30 ? Ageing::To30
        : late <= 60 ? Ageing::To60
        : late <= 90 ? Ageing::To90
                     : Ageing::Over90;
}

} // namespace

QList<Outstanding> outstandings(
    const AccountFile& file, const match::Index& index, Side side, base::Currency currency)
{
    QList<Outstanding> found;
    QSet<QUuid> met;
    const base::Money nothing(0, currency);
    for (const ledger::Document& one : file.documents) {
        if (!isOwed(one, index, side) || one.total.currency() != currency)
            continue;
        Outstanding row{ref(one), {}, one.number, one.date, one.dueDate, {}, nothing, nothing};
        if (one.status == ledger::DocumentStatus::Approved)
            row.ledger = index.outstanding(one);
        const mirror::Invoice* xero = index.xeroInvoice(one.id);
        if (xero && sideOf(*xero) == side && xero->total.currency() == currency) {
            row.invoice = ref(*xero);
            row.xero = stands(*xero) ? xero->amountDue : nothing;
            row.xeroDue = xero->dueDate.isValid() ? xero->dueDate : xero->date;
            met.insert(xero->id.value);
        }
        found.append(row);
    }
    for (const mirror::Invoice& one : file.invoices)
        if (stands(one) && sideOf(one) == side && one.total.currency() == currency
            && !met.contains(one.id.value))
            found.append({{}, ref(one), one.number, one.date, one.dueDate,
                one.dueDate.isValid() ? one.dueDate : one.date, nothing, one.amountDue});
    std::sort(found.begin(), found.end(), [](const Outstanding& a, const Outstanding& b) {
        return std::tie(a.date, a.number, a.document, a.invoice)
            < std::tie(b.date, b.number, b.document, b.invoice);
    });
    return found;
}

QList<Outstanding> outstandings(const AccountFile& file, const Scope& scope)
{
    const Cut cut(file, scope);
    return outstandings(cut.asOf.file, cut.index, scope.side, cut.tally.currency());
}

Ageing ageing(const AccountFile& file, const Scope& scope, QDate day)
{
    const Cut cut(file, scope);
    const base::Money nothing(0, cut.tally.currency());
    Ageing ageing;
    ageing.day = day;
    ageing.ledger.fill(nothing);
    ageing.xero.fill(nothing);
    base::Money& ledgerRest = ageing.ledger[Ageing::NotAllocated];
    base::Money& xeroRest = ageing.xero[Ageing::NotAllocated];
    for (const Item& item : cut.tally.items())
        (item.entry.ledger ? ledgerRest : xeroRest) += item.entry.amount;
    for (const Outstanding& one :
        outstandings(cut.asOf.file, cut.index, scope.side, cut.tally.currency())) {
        const QDate due = one.dueDate.isValid() ? one.dueDate : one.date;
        ageing.ledger[ageOf(due, day)] += one.ledger;
        ageing.xero[ageOf(one.xeroDue, day)] += one.xero;
        ledgerRest -= one.ledger;
        xeroRest -= one.xero;
    }
    return ageing;
}

} // namespace bridge
