// SPDX-License-Identifier: GPL-3.0-or-later

#include "causes/causes.h"

#include <algorithm>
#include <utility>

using namespace records;
using Qt::StringLiterals::operator""_s;

// Words of what people changed in Xero, and of the ways to settle it.
namespace causes {

namespace {

bool isCredit(const Change& change)
{
    return change.xero.kind == XeroKind::CreditNote || change.xero.kind == XeroKind::Overpayment
        || change.xero.kind == XeroKind::Prepayment;
}

bool isAllocation(const Change& change)
{
    return change.xero.kind == XeroKind::Allocation;
}

// A ledger payment that was taken in from Xero, or anything else that isn't a document.
bool isPayment(const Change& change)
{
    return change.ledger && change.ledger->kind == RecordKind::Payment;
}

QString thing(const Change& change)
{
    switch (change.xero.kind) {
    case XeroKind::Invoice:
        return change.ledger && change.ledger->kind == RecordKind::Bill ? u"bill"_s : u"invoice"_s;
    case XeroKind::CreditNote:
        return u"credit note"_s;
    case XeroKind::Overpayment:
        return u"overpayment"_s;
    case XeroKind::Prepayment:
        return u"prepayment"_s;
    case XeroKind::Payment:
        return u"payment"_s;
    case XeroKind::Allocation:
        return u"allocation"_s;
    case XeroKind::Contact:
        return u"contact"_s;
    case XeroKind::Item:
    case XeroKind::BankTransaction:
        break;
    }
    return u"record"_s;
}

QString withArticle(const QString& noun)
{
    return (u"aeio"_s.contains(noun.at(0)) ? u"An "_s : u"A "_s) + noun;
}

QString fieldName(const Change& change)
{
    return change.fields.isEmpty() ? QString() : change.fields.first().field;
}

QString doneWord(const Change& change)
{
    switch (change.kind) {
    case ChangeKind::Voided:
        return u"Voided"_s;
    case ChangeKind::Deleted:
        return u"Deleted"_s;
    case ChangeKind::Unapproved:
        return u"Made a draft again"_s;
    case ChangeKind::ValueChanged:
        return u"Value changed"_s;
    case ChangeKind::LinesChanged:
        return u"Lines changed"_s;
    case ChangeKind::Moved:
        return u"Moved to another contact"_s;
    case ChangeKind::DateChanged:
        return u"Date moved"_s;
    case ChangeKind::DueDateChanged:
        return u"Due date moved"_s;
    case ChangeKind::ReferenceChanged:
        return u"Reference changed"_s;
    case ChangeKind::NumberChanged:
        return u"Number changed"_s;
    case ChangeKind::PaymentRemoved:
        return u"Removed"_s;
    case ChangeKind::PaymentChanged:
        return u"Payment changed"_s;
    case ChangeKind::Unreconciled:
        return u"Un-reconciled"_s;
    case ChangeKind::AllocatedByHand:
        return u"Allocated by hand"_s;
    case ChangeKind::AllocationRemoved:
        return u"Allocation removed"_s;
    case ChangeKind::ContactArchived:
        return u"Archived"_s;
    case ChangeKind::ContactMerged:
        return u"Merged into another"_s;
    case ChangeKind::NameChanged:
    case ChangeKind::FirstNameChanged:
    case ChangeKind::LastNameChanged:
    case ChangeKind::EmailChanged:
    case ChangeKind::PhoneChanged:
    case ChangeKind::AddressChanged:
    case ChangeKind::ContactNumberChanged:
        return fieldName(change) + u" changed"_s;
    }
    base::require(false, "every change has its word");
    return {};
}

QString meaningOfGone(const Change& change, const QString& verb)
{
    const QString amount = change.effect.abs().display();
    if (isPayment(change) && !isCredit(change))
        return u"Money that both sides had was %1 in Xero. That doesn’t travel back: the ledger "
               "still counts %2, and Xero doesn’t."_s.arg(verb, amount);
    if (isCredit(change))
        return u"%1 that came from the ledger was %2 in Xero. That doesn’t travel back, so the "
               "customer has %3 to their credit here and nothing there."_s.arg(
                   withArticle(thing(change)), verb, amount);
    if (thing(change) == u"bill"_s)
        return u"A bill that came from the ledger was %1 in Xero. That doesn’t travel back, so %2 "
               "is owed to the vendor here and nothing there."_s.arg(verb, amount);
    return u"An invoice that came from the ledger was %1 in Xero. That doesn’t travel back, so the "
           "customer still owes %2 here and nothing there."_s.arg(verb, amount);
}

QString meaningOfMoney(const Change& change)
{
    if (change.effect.isZero())
        return u"The total is the same, but Xero no longer shows what was sold. Nothing of it "
               u"comes "
               "back into the ledger."_s;
    return u"The ledger is now %1 %2 Xero for this %3. What is changed in Xero never comes back "
           u"into "
           "the ledger."_s.arg(change.effect.abs().display(),
               change.effect.isNegative() ? u"below"_s : u"above"_s, thing(change));
}

QString meaning(const Change& change)
{
    switch (change.kind) {
    case ChangeKind::Voided:
        return meaningOfGone(change, u"voided"_s);
    case ChangeKind::Deleted:
        return meaningOfGone(change, u"deleted"_s);
    case ChangeKind::Unapproved:
        return meaningOfGone(change, u"made a draft again"_s);
    case ChangeKind::ValueChanged:
    case ChangeKind::LinesChanged:
        return meaningOfMoney(change);
    case ChangeKind::Moved:
        return u"The %1 stands under another contact in Xero now. It still belongs to this account "
               "in the ledger, so the two histories come apart."_s.arg(thing(change));
    case ChangeKind::DateChanged:
    case ChangeKind::DueDateChanged:
    case ChangeKind::ReferenceChanged:
    case ChangeKind::NumberChanged:
        return u"No balance moves. The ledger keeps its own, and the two show different things for "
               "one %1."_s.arg(thing(change));
    case ChangeKind::PaymentRemoved:
        return u"The payment is gone in Xero, often by Remove & Redo. The ledger still counts %1, "
               u"so "
               "the invoice is paid here and open there."_s.arg(change.effect.abs().display());
    case ChangeKind::PaymentChanged:
        return u"A payment that both sides had looks different in Xero now. The ledger keeps its "
               "own."_s;
    case ChangeKind::Unreconciled:
        return u"It was tied to a bank line in Xero and isn’t any more. No balance moves; the bank "
               "line waits to be reconciled once more."_s;
    case ChangeKind::AllocatedByHand:
        return u"Somebody put this credit on the invoice in Xero; Tieout didn’t. The balance is "
               u"the "
               "same, but the invoice is paid there and not here, and an allocation that the "
               "ledger "
               "makes later may no longer fit."_s;
    case ChangeKind::AllocationRemoved:
        return u"The credit was taken off its invoice in Xero. The invoice is paid here and open "
               "there."_s;
    case ChangeKind::ContactArchived:
        return u"The account is active in the ledger. Xero takes no invoice, credit note or "
               u"payment "
               "for an archived contact: the next push would fail."_s;
    case ChangeKind::ContactMerged:
        return u"Xero moved this contact’s records to another one and archived it. Nothing can be "
               "pushed until the account is linked to the contact that is left."_s;
    case ChangeKind::NameChanged:
    case ChangeKind::FirstNameChanged:
    case ChangeKind::LastNameChanged:
    case ChangeKind::EmailChanged:
    case ChangeKind::PhoneChanged:
    case ChangeKind::AddressChanged:
        return u"What is changed at a contact in Xero never comes back into the ledger. The two "
               u"now "
               "say different things."_s;
    case ChangeKind::ContactNumberChanged:
        return u"The contact no longer carries the account’s number. It is the way back from Xero "
               u"to "
               "this account, and what keeps another link from being made by mistake."_s;
    }
    base::require(false, "every change has its meaning");
    return {};
}

// The dos and don'ts, in the words of the founding papers.
constexpr std::pair<int, const char16_t*> rules[] = {
    {5, u"Don’t change a linked contact in Xero; change the account in the ledger."},
    {6, u"Don’t archive a contact in Xero while its account is active."},
    {15, u"A contact that is merged into another one is archived."},
    {16, u"Don’t merge contacts until everything of both has been pushed."},
    {24, u"Change a record where it came from: in the ledger."},
    {54, u"Don’t reverse in Xero what was taken in from there."},
    {55, u"Once a payment is allocated, don’t void, reverse or change it."},
    {56, u"Don’t void, reverse or change a receipt or its overpayment once it is allocated."},
    {57, u"Don’t reverse, void or change a credit note once it is allocated."},
    {58, u"Don’t reverse, void or change a prepayment or its allocations."},
    {74, u"Never delete in Xero what belongs to an account, invoice or payment of the ledger."},
    {75, u"Never void it in Xero."},
    {76, u"Never reverse it in Xero."},
    {77, u"Never allocate in Xero a payment that came from the ledger."},
    {78, u"Never change the value of an invoice that came from the ledger."},
    {79, u"Never change or remove lines of such an invoice."},
    {80, u"Never delete such an invoice."},
    {81, u"Never change a credit note of such an invoice."},
    {82, u"Never delete a credit note of such an invoice, whichever side made it."},
    {83, u"Never void such a credit note, whichever side made it."},
    {84, u"Never allocate in Xero credits or payments that came from the ledger."},
};

WayWords pushAgain(const Change& change)
{
    const bool isNumbered = change.ledger
        && (change.ledger->kind == RecordKind::Invoice
            || change.ledger->kind == RecordKind::CreditNote);
    if (isNumbered)
        return {isCredit(change) ? u"The credit is right"_s : u"The customer still owes it"_s,
            u"Push it again under a new number. Xero can’t bring back what was voided or deleted, "
            "and keeps its number."_s,
            u"Push under a new number"_s, u"A new record in Xero can’t be undone, only voided."_s};
    if (isAllocation(change))
        return {u"It belongs on the invoice"_s, u"Allocate it in Xero once more."_s,
            u"Push it again"_s, u"It can be taken back later, on both sides."_s};
    return {u"The money is real"_s, u"Push it again. Xero can’t bring back what was removed."_s,
        u"Push it again"_s, u"A new record in Xero can’t be undone, only voided or removed."_s};
}

WayWords followHere(const Change& change)
{
    if (change.kind == ChangeKind::AllocatedByHand)
        return {u"It belongs there"_s,
            u"Allocate it here too, and tie the two: nothing is pushed."_s, u"Allocate here too"_s,
            {}};
    if (change.ledger && change.ledger->kind == RecordKind::Allocation)
        return {
            u"It doesn’t belong there"_s, u"Take it back here too."_s, u"Take it back here"_s, {}};
    if (isPayment(change))
        return {u"Xero is right"_s,
            u"Reverse it here too. Reverse it in the billing system as well, or its next file "
            "brings it back."_s,
            u"Reverse it here too"_s, u"A reversal in the ledger can’t be undone."_s};
    return {
        u"The %1 is right"_s.arg(change.kind == ChangeKind::Deleted ? u"deletion"_s : u"void"_s),
        u"Void it here too. Void it in the billing system as well, so that both say the same."_s,
        u"Void it here too"_s, u"A void in the ledger can’t be undone."_s};
}

WayWords putBack(const Change& change)
{
    if (change.kind == ChangeKind::AllocatedByHand)
        return {u"It doesn’t belong there"_s,
            u"Tieout takes it off the invoice in Xero; the invoice is open again."_s,
            u"Take it off in Xero"_s, {}};
    if (change.kind == ChangeKind::Unapproved)
        return {u"The ledger is right"_s, u"Tieout approves it in Xero again."_s,
            u"Approve it again"_s, {}};
    const QString was = change.fields.isEmpty() ? QString() : change.fields.first().was;
    return {u"The ledger is right"_s,
        isOfContact(change.kind) || change.effect.isZero()
            ? u"Tieout writes it into Xero again: %1."_s.arg(was)
            : u"Tieout writes it into Xero as it was pushed, with a total of %1."_s.arg(was),
        u"Put it back in Xero"_s, u"What Xero shows now is overwritten."_s};
}

WayWords keep(const Change& change)
{
    if (change.effect.isZero())
        return {u"Let Xero’s stand"_s,
            u"Noted with your name. It comes up again only if Xero shows something else."_s,
            u"Accept"_s, {}};
    return {u"Leave it, with a reason"_s,
        u"Stays in the bridge of this account as %1."_s.arg(
            (change.effect.isNegative() ? QString() : u"+"_s) + change.effect.display()),
        u"Leave it"_s, {}, true};
}

} // namespace

ChangeWords words(const Change& change)
{
    ChangeWords words;
    words.done = doneWord(change);
    words.badge = words.done + u" in Xero"_s;
    words.meaning = meaning(change);
    for (const int rule : change.rules)
        words.rules.append(ruleText(rule));
    return words;
}

QString ruleText(int rule)
{
    const auto found = std::ranges::find(rules, rule, &std::pair<int, const char16_t*>::first);
    base::require(found != std::end(rules), "every rule has its words");
    return u"R%1: "_s.arg(rule, 3, 10, QChar(u'0')) + QString::fromUtf16(found->second);
}

QStringList dosAndDonts()
{
    QStringList all;
    for (const auto& [rule, words] : rules)
        all.append(ruleText(rule));
    return all;
}

WayWords words(const Change& change, ChangeWay way)
{
    switch (way) {
    case ChangeWay::PutBack:
        return putBack(change);
    case ChangeWay::PushAgain:
        return pushAgain(change);
    case ChangeWay::FollowHere:
        return followHere(change);
    case ChangeWay::CopyHere:
        return {u"Xero is right"_s,
            u"Copy it into the ledger: %1. Change it in the billing system too, or its next file "
            "brings the old one back."_s.arg(
                change.fields.isEmpty() ? QString() : change.fields.first().now),
            u"Copy it here"_s, {}};
    case ChangeWay::Relink:
        return {u"Go with the merge"_s,
            u"Link the account to the contact that is left; what waits goes there."_s,
            u"Link to the one that is left"_s,
            u"A merge in Xero can’t be undone, and neither can this link once records were pushed."_s};
    case ChangeWay::Restore:
        return {u"The customer is still active"_s,
            u"Tieout makes the contact active in Xero again, and what waits goes with the next sync."_s,
            u"Restore it in Xero"_s, {}};
    case ChangeWay::Keep:
        return keep(change);
    }
    base::require(false, "every way has its words");
    return {};
}

QString stateWord(ChangeState state)
{
    switch (state) {
    case ChangeState::ToDecide:
        return u"To decide"_s;
    case ChangeState::PutBack:
        return u"Put back"_s;
    case ChangeState::PushedAgain:
        return u"Pushed again"_s;
    case ChangeState::Followed:
        return u"Done here"_s;
    case ChangeState::Copied:
        return u"Copied here"_s;
    case ChangeState::Relinked:
        return u"Linked anew"_s;
    case ChangeState::Restored:
        return u"Restored"_s;
    case ChangeState::Accepted:
        return u"Accepted"_s;
    case ChangeState::Left:
        return u"Left"_s;
    case ChangeState::SameAgain:
        return u"Same again"_s;
    }
    base::require(false, "every state has its word");
    return {};
}

} // namespace causes
