// SPDX-License-Identifier: GPL-3.0-or-later

#include "plan/linkchecks.h"

#include "match/index.h"

#include <algorithm>

using namespace records;
using match::comparable;
using match::Index;
using match::ref;

namespace plan {

namespace {

// What is left of money that is partly used, by either side's account of it; zero when it is whole
// or all gone.
base::Money partLeft(const Index& index, const RecordRef& record, base::Money total)
{
    base::Money used(0, total.currency());
    for (const ledger::Allocation* allocation : index.allocationsOf(record))
        if (comparable(used, allocation->amount))
            used += allocation->amount;
    const base::Money left = total - used;
    const bool isPart = !used.isZero() && left > base::Money{};
    const mirror::Credit* credit = index.xeroCredit(record);
    const bool isPartInXero = credit && credit->remainingCredit > base::Money{}
        && credit->remainingCredit < credit->total;
    if (isPart)
        return left;
    return isPartInXero ? credit->remainingCredit : base::Money{};
}

// Of an invoice or bill that stands in Xero.
base::Money openOf(const Index& index, const ledger::Document& document)
{
    const base::Money ours = index.outstanding(document);
    if (!ours.isZero())
        return ours;
    const mirror::Invoice* theirs = index.xeroInvoice(document.id);
    return theirs && match::stands(*theirs) ? theirs->amountDue : base::Money{};
}

} // namespace

Disassociation disassociation(const AccountFile& file)
{
    const Index index(file);
    Disassociation asked;
    for (const ledger::Document& document : file.documents) {
        if (!index.twin(ref(document)))
            continue;
        if (document.kind != ledger::DocumentKind::CreditNote) {
            if (const base::Money open = openOf(index, document); !open.isZero())
                asked.outstanding.append({ref(document), document.number, open});
        } else if (const base::Money left = partLeft(index, ref(document), document.total);
                   !left.isZero()) {
            asked.partCredits.append({ref(document), document.number, left});
        }
    }
    for (const ledger::Payment& payment : file.payments)
        if (index.twin(ref(payment)) && !index.isUndone(payment))
            if (const base::Money left = partLeft(index, ref(payment), payment.amount);
                !left.isZero())
                asked.partPayments.append({ref(payment), payment.number, left});
    asked.isBeingLookedUp = std::any_of(file.operations.begin(), file.operations.end(),
        [](const Operation& operation) { return isUnresolved(operation.state); });
    return asked;
}

QString words(const QList<Barring>& bars)
{
    constexpr qsizetype shown = 5;
    QStringList named;
    for (const Barring& each : bars.mid(0, shown))
        named.append(QStringLiteral("%1 (%2)").arg(each.label, each.amount.display()));
    const QString list = named.join(QStringLiteral(", "));
    return bars.size() > shown ? QStringLiteral("%1 and %2 more").arg(list).arg(bars.size() - shown)
                               : list;
}

QList<Condition> conditions(const Disassociation& asked)
{
    return {{QStringLiteral("No invoice is outstanding"), asked.outstanding},
        {QStringLiteral("No credit note is partly allocated"), asked.partCredits},
        {QStringLiteral("No payment is partly allocated"), asked.partPayments}};
}

QString whyNot(const Disassociation& asked)
{
    QStringList unmet;
    for (const Condition& condition : conditions(asked))
        if (!condition.bars.isEmpty())
            unmet.append(QStringLiteral("%1: not so for %2.")
                             .arg(condition.sentence, words(condition.bars)));
    if (asked.isBeingLookedUp)
        unmet.append(QStringLiteral("A push of it is being looked up in Xero."));
    return unmet.join(u' ');
}

MergeSafety mergeSafety(const AccountFile& file)
{
    using enum OperationKind;
    MergeSafety safety;
    for (const Operation& operation : file.operations) {
        if (!isOpen(operation.state) || operation.state == OperationState::SetAside)
            continue;
        switch (operation.kind) {
        case CreateInvoice:
        case CreateCreditNote:
        case CreateBill:
        case VoidDocument:
            ++safety.invoices;
            break;
        case CreateOverpayment:
        case CreatePayment:
        case DeletePayment:
        case RefundCredit:
            ++safety.payments;
            break;
        case CreateAllocation:
        case RemoveAllocation:
            ++safety.allocations;
            break;
        case CreateContact:
        case UpdateContact:
        case CreateItem:
            break;
        }
    }
    return safety;
}

} // namespace plan
