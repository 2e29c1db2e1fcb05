// SPDX-License-Identifier: GPL-3.0-or-later

#include "preflight/whatif.h"

#include "preflight/candidates.h"

using namespace records;

namespace preflight {

WhatIf whatIf(const LineCheck& check, const Candidate& candidate, base::Money lineAmount,
    base::Money ledger, base::Money xero)
{
    WhatIf after{.ledger = ledger, .xero = xero};
    if (!isDocument(candidate)) {
        const bool isRight = check.pick.isEmpty() || check.pick.contains(candidate);
        after.isGood = isRight;
        after.sentence = isRight
            ? QStringLiteral("The bank line is ticked off. Both balances stay.")
            : QStringLiteral("%1 counts as banked, and the line’s own record is left without one.")
                  .arg(nameOf(candidate));
        return after;
    }
    const QString name = nameOf(candidate);
    after.xero -= lineAmount.abs();
    switch (check.hazard) {
    case LineHazard::NotPushed:
    case LineHazard::PushFailed:
        // The ledger counts its payment already, so the sums agree while the records don't.
        after.sentence = QStringLiteral(
            "%1 is paid by the bank line, and the ledger’s own payment can’t be pushed any more "
            "without paying it twice.")
                             .arg(name);
        return after;
    case LineHazard::Unallocated:
        after.sentence
            = QStringLiteral("%1 is paid by the bank line, and its pushed payment is left over.")
                  .arg(name);
        return after;
    case LineHazard::NotInBilling:
        after.ledger -= lineAmount.abs();
        after.sentence = QStringLiteral(
            "The next sync takes the payment in. When billing enters its own, %1 is paid twice.")
                             .arg(name);
        return after;
    default:
        break;
    }
    after.ledger -= lineAmount.abs();
    after.isGood = check.pick.contains(candidate);
    after.sentence = after.isGood
        ? QStringLiteral("%1 is paid, and the next sync takes the payment in.").arg(name)
        : QStringLiteral(
            "%1 is paid. If it is somebody else’s money, Remove & Redo brings it back.")
              .arg(name);
    return after;
}

QList<Repair> repairs(
    const LineCheck& check, base::Money lineAmount, base::Money ledger, base::Money xero)
{
    if (check.hazard != LineHazard::WrongMatch || !(xero.currency() == lineAmount.currency()))
        return {};
    const bool isUnpushed = check.ledger.has_value();
    const base::Money removed = xero + lineAmount.abs();
    const base::Money paid = isUnpushed ? xero : removed;
    QList<Repair> ways;
    if (isUnpushed)
        ways.append({QStringLiteral("Same money"),
            {{QStringLiteral("The two payments are tied. Nothing is pushed."), ledger, xero}}});
    ways.append({QStringLiteral("Remove & Redo"),
        {{QStringLiteral("The invoice is due again."), ledger, removed},
            {isUnpushed ? QStringLiteral("The payment is pushed and allocated.")
                        : QStringLiteral("The payment’s allocation is pushed."),
                ledger, paid},
            {QStringLiteral("The line is matched with the overpayment."), ledger, paid}}});
    return ways;
}

} // namespace preflight
