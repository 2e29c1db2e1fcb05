// SPDX-License-Identifier: GPL-3.0-or-later

#include "causes/causes.h"

using namespace records;
using Qt::StringLiterals::operator""_s;

// Words of what stands undone on one side only (R052–R058).
namespace causes {

namespace {

bool isDocument(const RecordRef& record)
{
    return record.kind != RecordKind::Payment;
}

QString undone(const Task& task)
{
    return isDocument(task.of) ? u"voided"_s : u"reversed"_s;
}

QString xeroStep(const Task& task)
{
    const QString amount = task.amount.display();
    switch (task.way) {
    case TaskWay::DeletePayment:
        return u"Delete the payment of %1 in Xero"_s.arg(amount);
    case TaskWay::RemoveAllocation:
        return u"Take the %1 off its invoice in Xero"_s.arg(amount);
    case TaskWay::VoidDocument:
        return u"Void %1 in Xero"_s.arg(task.label);
    case TaskWay::RefundOverpayment:
        return u"Take its allocations back and refund %1 in Xero"_s.arg(amount);
    case TaskWay::VoidByHand:
    case TaskWay::ByHand:
        break;
    }
    switch (task.xero.kind) {
    case XeroKind::Overpayment:
        return u"Void the overpayment of %1 in Xero"_s.arg(amount);
    case XeroKind::Payment:
        return u"Remove the payment of %1 in Xero"_s.arg(amount);
    case XeroKind::Allocation:
        return u"Take the %1 off its invoice in Xero"_s.arg(amount);
    case XeroKind::Prepayment:
    case XeroKind::Invoice:
    case XeroKind::CreditNote:
    case XeroKind::Contact:
    case XeroKind::Item:
    case XeroKind::BankTransaction:
        break;
    }
    return u"Void %1 in Xero"_s.arg(task.label);
}

// What a person does in Xero, in order; the last step is always to let Tieout look.
QStringList stepsInXero(const Task& task)
{
    const QString amount = task.amount.display();
    QStringList steps;
    switch (task.xero.kind) {
    case XeroKind::Payment:
        steps = {u"In Xero, open the invoice and the payment of %1 on it."_s.arg(amount),
            u"Choose Options, then Remove & Redo. The invoice is open again."_s};
        break;
    case XeroKind::Allocation:
        steps = {u"In Xero, open the invoice and the credit of %1 on it."_s.arg(amount),
            u"Remove that credit from the invoice."_s};
        break;
    case XeroKind::Overpayment:
        if (task.way != TaskWay::VoidByHand)
            steps.append(
                u"In Xero, open the overpayment of %1 and take its allocations back."_s.arg(
                    amount));
        else
            steps.append(u"Press Do it in Xero: Tieout takes the allocations back."_s);
        steps.append(u"In Xero, open the overpayment, choose Options, then Void."_s);
        break;
    case XeroKind::Prepayment:
    case XeroKind::Invoice:
    case XeroKind::CreditNote:
    case XeroKind::Contact:
    case XeroKind::Item:
    case XeroKind::BankTransaction:
        steps = {u"In Xero, open %1 and take all money off it."_s.arg(task.label),
            u"Choose Options, then Void."_s};
        break;
    }
    steps.append(u"Press Check again: Tieout looks, and the task closes."_s);
    return steps;
}

TaskWords ledgerIsMissing(const Task& task)
{
    TaskWords words;
    if (task.of.kind == RecordKind::Allocation) {
        words.title = u"%1 was taken back in Xero, but not in the ledger"_s.arg(task.label);
        words.sentence
            = u"Somebody took this allocation off the invoice in Xero. The balances agree, "
              "but the invoice is paid here and open there."_s;
        words.firstHalf = u"Taken back in Xero"_s;
        words.secondHalf = u"Take %1 back in the ledger"_s.arg(task.label);
        words.steps
            = {u"Take the allocation back in the billing system, or press Take it back here."_s,
                u"Or allocate it again in Xero, from the same credit to the same invoice: Tieout "
                u"ties the "
                "new one in its place."_s};
        return words;
    }
    words.title = u"%1 is gone in Xero, but not in the ledger"_s.arg(task.label);
    words.sentence = u"Somebody took %1 back in Xero after it was in both. The ledger still counts "
                     "it, so the two differ. Reverse it here too, or enter it again in Xero."_s.arg(
                         task.amount.display());
    words.firstHalf = u"Gone in Xero"_s;
    words.secondHalf = isDocument(task.of) ? u"Void %1 in the ledger"_s.arg(task.label)
                                           : u"Reverse %1 in the ledger"_s.arg(task.label);
    words.steps = {u"Reverse it in the billing system, or press Reverse it here."_s,
        u"Or enter it again in Xero, on the same invoice for the same amount: Tieout ties the new "
        "one in its place."_s};
    return words;
}

} // namespace

TaskWords words(const Task& task)
{
    if (task.half == TaskHalf::InLedger)
        return ledgerIsMissing(task);
    TaskWords words;
    words.title = u"%1 is %2 in the ledger, but not in Xero"_s.arg(task.label, undone(task));
    words.firstHalf = u"%1 is %2 in the ledger"_s.arg(task.label, undone(task));
    words.secondHalf = xeroStep(task);
    words.steps = stepsInXero(task);
    const QString why = task.cause ? u' ' + causes::words(task.cause).sentence : QString();
    if (task.isWished && isForTieout(task.way))
        words.sentence
            = u"Tieout does Xero’s half with the next push, and looks whether it is done."_s;
    else if (task.way == TaskWay::VoidByHand)
        words.sentence = u"Reversals don’t travel by themselves. Tieout can take the allocations "
                         "back; voiding an overpayment is left to people in Xero."_s;
    else if (isForTieout(task.way))
        words.sentence
            = u"Reversals don’t travel by themselves. Say so, and Tieout does Xero’s half "
              "and looks whether it is done."_s;
    else
        words.sentence = u"Reversals don’t travel by themselves."_s + why;
    return words;
}

} // namespace causes
