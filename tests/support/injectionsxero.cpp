// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/injection.h"

using namespace records;
using enum BridgeCause;
using base::Money;
using mirror::CreditKind;
using World = support::AgreeingLedgers;

// What Xero has and the ledger doesn't: credit that waits, money nobody took in, records of others.
namespace support {

namespace {

mirror::AllocationId lastAllocation(World& world, CreditGuid credit)
{
    return world.credit(credit).allocations.last().id;
}

// A credit born in Xero, used up by one invoice.
mirror::AllocationId credited(World& world, CreditKind kind, InvoiceGuid invoice, Money amount)
{
    const CreditGuid credit = world.story().receive(kind, amount);
    world.story().allocateInXero(credit, invoice, amount);
    return lastAllocation(world, credit);
}

InvoiceGuid twinOf(World& world, const Made& made)
{
    return world.story().twinOf(made.document);
}

// ---- waiting credit

template <CreditKind kind>
void unallocated(World& world, Injection& told)
{
    const CreditGuid credit = world.story().receive(kind, world.amount());
    told.expect(WaitingCredit, world.credit(credit).total, {}, {world.ref(credit)});
}

void partlyRefunded(World& world, Injection& told)
{
    const CreditGuid credit = world.story().receive(CreditKind::Overpayment, world.amount());
    world.story().refundInXero(credit, world.partOf(world.credit(credit).total));
    told.expect(WaitingCredit, world.credit(credit).remainingCredit, {}, {world.ref(credit)});
}

void partlyAllocated(World& world, Injection& told)
{
    const Made open = world.take(Event::Open);
    const Money rest = world.amount();
    const CreditKind kind = world.oneIn(2) ? CreditKind::Overpayment : CreditKind::CreditNote;
    const CreditGuid credit = world.story().receive(kind, open.amount + rest);
    world.story().allocateInXero(credit, twinOf(world, open), open.amount);
    told.expect(WaitingCredit, rest, {}, {world.ref(credit)});
    told.expect(NotTakenIn, open.amount, {}, {world.ref(lastAllocation(world, credit))});
}

// Adopted: our payment is a prepayment there, which Xero doesn't count before it is allocated.
void prepaid(World& world, Injection& told)
{
    const PaymentId ours = world.payment(world.amount());
    const Money amount = world.file().payments.last().amount;
    const CreditGuid theirs = world.story().receive(CreditKind::Prepayment, amount);
    world.file().twins.append({world.ref(ours), world.ref(theirs), TwinOrigin::Adopted, {}, {}});
    told.expect(WaitingCredit, -amount, world.ref(ours), {world.ref(theirs)});
}

// ---- not taken in

void paid(World& world, Injection& told)
{
    const Made open = world.take(Event::Open);
    const Money amount = world.oneIn(3) ? world.partOf(open.amount) : open.amount;
    const PaymentGuid payment = world.story().payInXero(twinOf(world, open), amount);
    told.expect(NotTakenIn, amount, {}, {world.ref(payment)});
}

void paidTwice(World& world, Injection& told)
{
    const Made open = world.take(Event::Open);
    const Money first = world.partOf(open.amount);
    for (const Money amount : {first, open.amount - first})
        told.expect(NotTakenIn, amount, {},
            {world.ref(world.story().payInXero(twinOf(world, open), amount))});
}

template <CreditKind kind>
void creditAllocated(World& world, Injection& told)
{
    const Made open = world.take(Event::Open);
    const auto allocation = credited(world, kind, twinOf(world, open), open.amount);
    told.expect(NotTakenIn, open.amount, {}, {world.ref(allocation)});
}

// The answer to an allocation doesn't tell its id; the next fetch does.
void nameless(World& world, Injection& told)
{
    const Made open = world.take(Event::Open);
    credited(world, CreditKind::Overpayment, twinOf(world, open), open.amount);
    world.file().credits.last().allocations.last().id = {};
    told.expect(NotTakenIn, open.amount, {},
        {world.ref(world.file().credits.last().allocations.last().id)});
}

// ---- blocked

// The ledger holds the invoice to be paid already, in part, by a payment that didn't go yet.
void noRoomForPayment(World& world, Injection& told)
{
    const Made open = world.take(Event::Open);
    const PaymentId ours = world.payment(world.partOf(open.amount));
    const Money part = world.file().payments.last().amount;
    world.story().allocate(ours, open.document, part);
    const PaymentGuid theirs = world.story().payInXero(twinOf(world, open), open.amount);
    told.expect(Blocked, open.amount, {}, {world.ref(theirs)});
    told.expect(NotYetPushed, -part, world.ref(ours));
}

template <CreditKind kind>
void noRoomForCredit(World& world, Injection& told)
{
    const Made open = world.take(Event::Open);
    const PaymentId ours = world.payment(open.amount);
    world.story().allocate(ours, open.document, open.amount);
    const auto allocation = credited(world, kind, twinOf(world, open), open.amount);
    told.expect(Blocked, open.amount, {}, {world.ref(allocation)});
    told.expect(NotYetPushed, -open.amount, world.ref(ours));
}

void noRoomBesideLedgerCredit(World& world, Injection& told)
{
    const Made open = world.take(Event::Open);
    const AdjustmentId credit = world.story().ledgerCredit(world.number(u"CR-"), open.amount);
    world.story().allocate(credit, open.document, open.amount);
    const PaymentGuid theirs = world.story().payInXero(twinOf(world, open), open.amount);
    told.expect(Blocked, open.amount, {}, {world.ref(theirs)});
    told.expect(UnsupportedKind, -open.amount, world.ref(credit));
}

// A ledger credit of that amount stands on another invoice: it explains nothing here.
void creditOfAnotherInvoice(World& world, Injection& told)
{
    const Made open = world.take(Event::Open);
    const PaymentId ours = world.payment(open.amount);
    world.story().allocate(ours, open.document, open.amount);
    const DocumentId other = world.owed(open.amount);
    world.story().push(other);
    const AdjustmentId credit = world.story().ledgerCredit(world.number(u"CR-"), open.amount);
    world.story().allocate(credit, other, open.amount);
    const auto allocation
        = credited(world, CreditKind::CreditNote, twinOf(world, open), open.amount);
    told.expect(Blocked, open.amount, {}, {world.ref(allocation)});
    told.expect(NotYetPushed, -open.amount, world.ref(ours));
    told.expect(UnsupportedKind, -open.amount, world.ref(credit));
}

void paidAfterVoid(World& world, Injection& told)
{
    const Made open = world.take(Event::Open);
    const PaymentGuid theirs = world.story().payInXero(twinOf(world, open), open.amount);
    world.story().voidDocument(open.document);
    told.expect(Blocked, open.amount, {}, {world.ref(theirs)});
    told.expect(
        VoidedOneSide, -open.amount, world.ref(open.document), {world.ref(twinOf(world, open))});
}

void noRoomBesidePushed(World& world, Injection& told)
{
    const Made open = world.take(Event::Open);
    const PaymentId ours = world.payment(open.amount);
    const AllocationId left = world.story().allocate(ours, open.document, open.amount);
    world.story().push(ours);
    const auto allocation
        = credited(world, CreditKind::CreditNote, twinOf(world, open), open.amount);
    told.expect(Blocked, open.amount, {}, {world.ref(allocation)});
    told.expect(
        NotAllocated, world.money(0), world.ref(left), {world.ref(world.story().twinOf(ours))});
}

// ---- skipped

template <ledger::AdjustmentKind kind>
void creditedInBoth(World& world, Injection& told)
{
    const Made open = world.take(Event::Open);
    const AdjustmentId credit = world.story().adjustment(world.number(u"CR-"), open.amount, kind);
    world.story().allocate(credit, open.document, open.amount);
    const auto allocation
        = credited(world, CreditKind::CreditNote, twinOf(world, open), open.amount);
    told.expect(Skipped, open.amount, {}, {world.ref(allocation)});
    told.expect(UnsupportedKind, -open.amount, world.ref(credit));
}

// ---- Xero's own

void ownInvoice(World& world, Injection& told)
{
    const Money amount = world.amount();
    const InvoiceGuid own = world.story().xeroInvoice(world.number(u"X-"), amount);
    told.expect(XeroOnly, -amount, {}, {world.ref(own)});
}

void ownInvoicePaid(World& world, Injection& told)
{
    const Money amount = world.amount(), part = world.partOf(amount);
    const InvoiceGuid own = world.story().xeroInvoice(world.number(u"X-"), amount);
    told.expect(XeroOnly, -amount, {}, {world.ref(own)});
    told.expect(XeroOnly, part, {}, {world.ref(world.story().payInXero(own, part))});
}

void ownInvoiceCredited(World& world, Injection& told)
{
    const Money amount = world.amount();
    const InvoiceGuid own = world.story().xeroInvoice(world.number(u"X-"), amount);
    const auto by = credited(
        world, world.oneIn(2) ? CreditKind::Overpayment : CreditKind::CreditNote, own, amount);
    told.expect(XeroOnly, -amount, {}, {world.ref(own)});
    told.expect(XeroOnly, amount, {}, {world.ref(by)});
}

// ---- put aside by a person

void paymentSetAside(World& world, Injection& told)
{
    const Made open = world.take(Event::Open);
    const PaymentGuid payment = world.story().payInXero(twinOf(world, open), open.amount);
    world.story().setAside(world.ref(payment));
    told.expect(SetAside, open.amount, {}, {world.ref(payment)});
}

void creditSetAside(World& world, Injection& told)
{
    const CreditGuid credit = world.story().receive(
        world.oneIn(2) ? CreditKind::Overpayment : CreditKind::CreditNote, world.amount());
    world.story().setAside(world.ref(credit));
    told.expect(SetAside, world.credit(credit).total, {}, {world.ref(credit)});
}

void allocatedCreditSetAside(World& world, Injection& told)
{
    const Made open = world.take(Event::Open);
    const auto allocation
        = credited(world, CreditKind::Overpayment, twinOf(world, open), open.amount);
    world.story().setAside(world.ref(world.file().credits.last().id));
    told.expect(SetAside, open.amount, {}, {world.ref(allocation)});
}

void ownInvoiceSetAside(World& world, Injection& told)
{
    const Money amount = world.amount();
    const InvoiceGuid own = world.story().xeroInvoice(world.number(u"X-"), amount);
    world.story().setAside(world.ref(own));
    told.expect(SetAside, -amount, {}, {world.ref(own)});
}

// ---- matched to the invoice by hand

// Of the same amount as a payment of ours that waits, days before or after.
template <bool isAllocated>
void matchedByHand(World& world, Injection& told)
{
    const Made open = world.take(Event::Open);
    const QDate today = world.story().day();
    const PaymentId ours = world.payment(open.amount);
    if (isAllocated)
        world.story().allocate(ours, open.document, open.amount);
    if (world.oneIn(3)) {
        world.story().operation(
            world.ref(ours), OperationState::Held, CauseId::SuspectedWrongMatch);
        world.file().operations.last().amount = open.amount;
    }
    world.story().on(today.addDays(world.upTo(7) - 4));
    const PaymentGuid theirs = world.story().payInXero(twinOf(world, open), open.amount);
    world.story().on(today);
    told.expect(WrongMatch, -open.amount, world.ref(ours));
    told.expect(WrongMatch, open.amount, {}, {world.ref(theirs)});
}

// Ours had gone already, and its allocation finds the invoice paid.
void matchedBesideOurs(World& world, Injection& told)
{
    const Made open = world.take(Event::Open);
    const PaymentId ours = world.payment(open.amount);
    const AllocationId left = world.story().allocate(ours, open.document, open.amount);
    world.story().push(ours);
    const PaymentGuid theirs = world.story().payInXero(twinOf(world, open), open.amount);
    if (world.oneIn(2))
        world.story().operation(world.ref(left), OperationState::Held, CauseId::InvoiceAlreadyPaid);
    told.expect(WrongMatch, open.amount, {}, {world.ref(theirs)});
    told.expect(
        NotAllocated, world.money(0), world.ref(left), {world.ref(world.story().twinOf(ours))});
}

} // namespace

QList<Way> waysOfXero()
{
    using enum ledger::AdjustmentKind;
    const QList<Event> open = {Event::Open};
    return {
        {WaitingCredit, "overpayment", {}, unallocated<CreditKind::Overpayment>},
        {WaitingCredit, "credit note", {}, unallocated<CreditKind::CreditNote>},
        {WaitingCredit, "partly refunded", {}, partlyRefunded},
        {WaitingCredit, "partly allocated", open, partlyAllocated},
        {WaitingCredit, "our payment as a prepayment", {}, prepaid},
        {NotTakenIn, "payment", open, paid},
        {NotTakenIn, "two payments", open, paidTwice},
        {NotTakenIn, "overpayment", open, creditAllocated<CreditKind::Overpayment>},
        {NotTakenIn, "prepayment", open, creditAllocated<CreditKind::Prepayment>},
        {NotTakenIn, "credit note", open, creditAllocated<CreditKind::CreditNote>},
        {NotTakenIn, "allocation without an id", open, nameless},
        {Blocked, "payment", open, noRoomForPayment},
        {Blocked, "credit note", open, noRoomForCredit<CreditKind::CreditNote>},
        {Blocked, "overpayment", open, noRoomForCredit<CreditKind::Overpayment>},
        {Blocked, "payment beside a ledger credit", open, noRoomBesideLedgerCredit},
        {Blocked, "credit note, ledger credit on another", open, creditOfAnotherInvoice},
        {Blocked, "paid after it was voided here", open, paidAfterVoid},
        {Blocked, "credit note beside a payment pushed", open, noRoomBesidePushed},
        {Skipped, "ledger credit in both", open, creditedInBoth<LedgerCredit>},
        {Skipped, "write-off in both", open, creditedInBoth<CreditWriteOff>},
        {XeroOnly, "invoice", {}, ownInvoice},
        {XeroOnly, "invoice and payment", {}, ownInvoicePaid},
        {XeroOnly, "invoice and credit", {}, ownInvoiceCredited},
        {SetAside, "payment in Xero", open, paymentSetAside},
        {SetAside, "credit in Xero", {}, creditSetAside},
        {SetAside, "allocated credit in Xero", open, allocatedCreditSetAside},
        {SetAside, "invoice in Xero", {}, ownInvoiceSetAside},
        {WrongMatch, "of an allocated payment", open, matchedByHand<true>},
        {WrongMatch, "of a payment not allocated", open, matchedByHand<false>},
        {WrongMatch, "beside the payment pushed", open, matchedBesideOurs},
    };
}

} // namespace support
