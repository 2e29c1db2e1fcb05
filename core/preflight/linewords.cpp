// SPDX-License-Identifier: GPL-3.0-or-later

#include "preflight/linewords.h"

#include "preflight/candidates.h"

#include <QHash>

#include <algorithm>

using namespace records;
using Qt::StringLiterals::operator""_s;

namespace preflight {

QString wordOf(Verdict verdict)
{
    using enum Verdict;
    switch (verdict) {
    case Safe:
        return u"Safe"_s;
    case Stop:
        return u"Stop"_s;
    case NotChecked:
        return u"Not checked"_s;
    case Done:
        return u"Done"_s;
    }
    return {};
}

QString payerOf(const BankLine& line)
{
    for (const QString& said : {line.payee, line.text, line.reference, line.type})
        if (!said.isEmpty())
            return said;
    return u"(the bank says nothing)"_s;
}

QString referenceOf(const BankLine& line)
{
    QStringList rest;
    for (const QString& said : {line.reference, line.text})
        if (!said.isEmpty() && said != payerOf(line) && !rest.contains(said))
            rest.append(said);
    return rest.join(u' ');
}

bool isSame(const LineCheck& check)
{
    return !check.pick.isEmpty() && check.offered == check.pick;
}

static QString manyOf(const QList<Candidate>& candidates)
{
    static const QHash<CandidateKind, QString> plural{{CandidateKind::Invoice, u"invoices"_s},
        {CandidateKind::Bill, u"bills"_s}, {CandidateKind::CreditNote, u"credit notes"_s},
        {CandidateKind::Payment, u"payments"_s}, {CandidateKind::Overpayment, u"overpayments"_s},
        {CandidateKind::Prepayment, u"prepayments"_s}};
    const CandidateKind kind = candidates.first().kind;
    const bool alike
        = std::ranges::all_of(candidates, [&](const Candidate& one) { return one.kind == kind; });
    if (alike)
        return QString::number(candidates.size()) + u' ' + plural.value(kind, u"records"_s);
    if (candidates.size() == 2)
        return nameOf(candidates.first()).section(u' ', 0, 0) + u" and "_s
            + nameOf(candidates.last()).section(u' ', 0, 0).toLower();
    return QString::number(candidates.size()) + u" records"_s;
}

// What to do where nothing can be picked yet.
static QString insteadOf(const LineCheck& check)
{
    switch (check.hazard) {
    case LineHazard::NotPushed:
        return u"Overpayment, after push"_s;
    case LineHazard::PushFailed:
        return u"Nothing yet: push failed"_s;
    case LineHazard::WrongMatch:
        return u"Remove & Redo"_s;
    case LineHazard::NotInBilling:
        return u"Nothing yet: not in billing"_s;
    case LineHazard::Twins:
    case LineHazard::NoIdentity:
        return u"Ask who paid"_s;
    case LineHazard::Lump:
        return u"Ask which are paid"_s;
    case LineHazard::OwnTransfer:
        return u"Transfer"_s;
    case LineHazard::Fee:
        return u"Ask if a fee was kept"_s;
    case LineHazard::ForeignCurrency:
        return u"Check the rate"_s;
    case LineHazard::ContactGone:
        return u"Mend the link first"_s;
    case LineHazard::WrongContact:
        return u"Look whose it is"_s;
    default:
        return u"Nothing yet"_s;
    }
}

QString pickOf(const LineCheck& check)
{
    if (check.hazard == LineHazard::DuplicateLine && !check.choices.isEmpty())
        return u"Ask whose it is"_s; // another line would take it, too
    if (check.pick.isEmpty())
        return check.verdict == Verdict::Done ? u"Ticked off"_s : insteadOf(check);
    return check.pick.size() == 1 ? nameOf(check.pick.first()) : manyOf(check.pick);
}

QString offerOf(const LineCheck& check)
{
    if (check.verdict == Verdict::Done || check.hazard == LineHazard::WrongMatch)
        return {};
    if (isSame(check))
        return u"the same"_s;
    if (check.offered.isEmpty())
        return u"nothing equal"_s;
    if (check.offered.size() == 1)
        return nameOf(check.offered.first());
    return manyOf(check.offered) + u" of "_s + check.offered.first().amount.display();
}

bool canTick(const LineCheck& check)
{
    return check.verdict != Verdict::Stop || check.hazard == LineHazard::OfferDiffers
        || check.hazard == LineHazard::Locked;
}

QString orderOf(const LineCheck& check)
{
    switch (check.verdict) {
    case Verdict::Stop:
        return check.hazard == LineHazard::WrongMatch  ? u"This was matched too early"_s
            : check.hazard == LineHazard::OfferDiffers ? u"Don’t take what Xero offers"_s
                                                       : u"Don’t click OK on this line yet"_s;
    case Verdict::NotChecked:
        return check.choices.isEmpty() ? u"Look before you click OK"_s
                                       : u"Ask before you click OK"_s;
    case Verdict::Safe:
        return isSame(check) ? u"Click OK"_s : u"Find & Match, then OK"_s;
    case Verdict::Done:
        return u"Nothing left to do"_s;
    }
    return {};
}

static const QString kPush = u"Tieout pushes the payment, then its allocation."_s;
static const QString kReadBack = u"Tieout reads Xero back. This line turns to Safe by itself."_s;
static const QString kTick
    = u"In Xero, choose Find & Match and tick the overpayment. Leave the invoice and Create alone."_s;
static const QString kRemove
    = u"In Xero, open the payment on this bank line and choose Options, Remove & Redo. The invoice "
      u"is due again."_s;

QStringList stepsOf(const LineCheck& check)
{
    switch (check.hazard) {
    case LineHazard::WrongMatch:
        return {kRemove,
            u"Tieout sees that the invoice is due again, and pushes the payment with its "
            u"allocation."_s,
            kTick};
    case LineHazard::NotPushed:
        return {kPush, kReadBack, kTick};
    case LineHazard::PushFailed:
        return {u"Mend what keeps the payment from Xero."_s, kPush, kTick};
    case LineHazard::Unallocated:
        return {u"Tieout pushes the allocation, and the invoice is paid."_s, kTick};
    case LineHazard::NotInBilling:
        return {u"Enter the payment in the billing system."_s,
            u"Import it here. Tieout pushes it with its allocation."_s, kTick};
    default:
        return {};
    }
}

QStringList stepsAfterOk(const LineCheck& check)
{
    if (check.hazard != LineHazard::NotPushed && check.hazard != LineHazard::PushFailed
        && check.hazard != LineHazard::Unallocated)
        return {};
    return {u"Leave it for the moment: don’t enter anything twice."_s,
        u"Fetch. Tieout names the wrong match and holds the payment back."_s, kRemove,
        u"Tieout pushes the payment, and this line turns to Safe."_s};
}

} // namespace preflight
