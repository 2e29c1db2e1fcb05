// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/injection.h"

using namespace records;
using enum BridgeCause;
using base::Money;
using World = support::AgreeingLedgers;

// What both sides had, and one of them undid, changed, paid back, rounded or lost.
namespace support {

namespace {

XeroRef twinOf(World& world, const Made& made)
{
    return world.ref(world.story().twinOf(made.document));
}

// ---- reversed on one side

template <Event event>
void reversedHere(World& world, Injection& told)
{
    const Made made = world.take(event);
    world.story().reverse(made.payment);
    const XeroRef theirs = event == Event::PaidInXero || event == Event::PushedAsPayment
        ? world.ref(made.xeroPayment)
        : event == Event::OverpaidInXero || event == Event::CreditedInXero
        ? world.ref(made.xeroAllocation)
        : world.ref(made.credit);
    told.expect(ReversedOneSide, made.amount, world.ref(made.payment), {theirs});
}

template <Event event>
void removedThere(World& world, Injection& told)
{
    const Made made = world.take(event);
    world.story().removeInXero(made.xeroPayment);
    told.expect(
        ReversedOneSide, -made.amount, world.ref(made.payment), {world.ref(made.xeroPayment)});
}

// The credit waits again.
template <Event event>
void allocationRemovedThere(World& world, Injection& told)
{
    const Made made = world.take(event);
    world.story().takeBackInXero(made.credit);
    told.expect(
        ReversedOneSide, -made.amount, world.ref(made.payment), {world.ref(made.xeroAllocation)});
    if (event != Event::PrepaidInXero)
        told.expect(WaitingCredit, made.amount, {}, {world.ref(made.credit)});
}

void takenInVoidedThere(World& world, Injection& told)
{
    const Made made = world.take(world.oneIn(2) ? Event::OverpaidInXero : Event::CreditedInXero);
    world.story().voidInXero(made.credit);
    told.expect(
        ReversedOneSide, -made.amount, world.ref(made.payment), {world.ref(made.xeroAllocation)});
}

void allocationTakenBackHere(World& world, Injection& told)
{
    const Made made = world.take(world.oneIn(2) ? Event::Pushed : Event::NoteAllocated);
    for (ledger::Allocation& one : world.file().allocations)
        if (one.id == made.allocation)
            one.removed = true;
    told.expect(
        ReversedOneSide, world.money(0), world.ref(made.allocation), {world.ref(made.credit)});
}

// ---- voided on one side

void voidedThere(World& world, Injection& told)
{
    const Made made = world.take(Event::Open);
    world.story().voidInXero(world.story().twinOf(made.document));
    told.expect(VoidedOneSide, made.amount, world.ref(made.document), {twinOf(world, made)});
}

void voidedHere(World& world, Injection& told)
{
    const Made made = world.take(Event::Open);
    world.story().voidDocument(made.document);
    if (world.oneIn(2)) // imported as voided, without saying when
        world.file().reversals.removeIf(
            [&](const ledger::Reversal& one) { return one.of == world.ref(made.document); });
    told.expect(VoidedOneSide, -made.amount, world.ref(made.document), {twinOf(world, made)});
}

void noteVoidedThere(World& world, Injection& told)
{
    const Made made = world.take(Event::Note);
    world.story().voidInXero(made.credit);
    told.expect(VoidedOneSide, -made.amount, world.ref(made.document), {world.ref(made.credit)});
}

void noteVoidedHere(World& world, Injection& told)
{
    const Made made = world.take(Event::Note);
    world.story().voidDocument(made.document);
    told.expect(VoidedOneSide, made.amount, world.ref(made.document), {world.ref(made.credit)});
}

void overpaymentVoidedThere(World& world, Injection& told)
{
    const Made made = world.take(world.oneIn(2) ? Event::Pushed : Event::PushedFree);
    world.story().voidInXero(made.credit);
    told.expect(VoidedOneSide, -made.amount, world.ref(made.payment), {world.ref(made.credit)});
}

// The payment is free again here, and still on the invoice there.
void paidOneVoidedHere(World& world, Injection& told)
{
    const Made made = world.take(Event::Pushed);
    world.story().voidDocument(made.document);
    told.expect(VoidedOneSide, -made.amount, world.ref(made.document), {twinOf(world, made)});
    told.expect(
        VoidedOneSide, world.money(0), world.ref(made.allocation), {world.ref(made.credit)});
}

void takenInOneVoidedHere(World& world, Injection& told)
{
    const Made made = world.take(Event::PaidInXero);
    world.story().voidDocument(made.document);
    told.expect(VoidedOneSide, -made.amount, world.ref(made.document), {twinOf(world, made)});
}

// ---- refunded in Xero

void refunded(World& world, Injection& told)
{
    const Made made = world.take(world.oneIn(3) ? Event::Note : Event::PushedFree);
    const Money back = world.oneIn(2) ? made.amount : world.partOf(made.amount);
    const PaymentGuid refund = world.story().refundInXero(made.credit, back);
    told.expect(RefundedInXero, -back,
        made.payment ? world.ref(made.payment) : world.ref(made.document),
        {world.ref(made.credit), world.ref(refund)});
}

// Paid back in both systems, and nobody has tied the two.
void refundedInBoth(World& world, Injection& told)
{
    const Made made = world.take(Event::PushedFree);
    const Money back = world.partOf(made.amount);
    const AdjustmentId ours
        = world.story().adjustment(world.number(u"RF-"), back, ledger::AdjustmentKind::Refund);
    const PaymentGuid refund = world.story().refundInXero(made.credit, back);
    told.expect(RefundedInXero, -back, world.ref(made.payment),
        {world.ref(made.credit), world.ref(refund)});
    told.expect(UnsupportedKind, back, world.ref(ours));
}

// ---- edited and rounded

Money changed(World& world, Money total)
{
    const Money other = world.amount();
    return (other - total).abs().minor() > 50 ? other : total + world.money(5'000);
}

void edited(World& world, Injection& told)
{
    const Made made = world.take(Event::Open);
    const Money total = changed(world, made.amount);
    world.story().editInXero(world.story().twinOf(made.document), total);
    told.expect(EditedInXero, made.amount - total, world.ref(made.document), {twinOf(world, made)});
}

void noteEdited(World& world, Injection& told)
{
    const Made made = world.take(Event::Note);
    const Money total = changed(world, made.amount);
    mirror::Credit& note = world.credit(made.credit);
    note.total = note.remainingCredit = note.lines.first().lineAmount = total;
    told.expect(
        EditedInXero, total - made.amount, world.ref(made.document), {world.ref(made.credit)});
}

// A cent more by a line more is no rounding.
void lineAdded(World& world, Injection& told)
{
    const Made made = world.take(Event::Open);
    const InvoiceGuid id = world.story().twinOf(made.document);
    const Money more = world.money(world.upTo(5));
    world.story().editInXero(id, made.amount + more);
    mirror::Invoice& invoice = world.invoice(id);
    invoice.lines.append(invoice.lines.first());
    invoice.lines.first().lineAmount = made.amount;
    invoice.lines.last().lineAmount = more;
    told.expect(EditedInXero, -more, world.ref(made.document), {twinOf(world, made)});
}

void allocatedByHand(World& world, Injection& told)
{
    const Made open = world.take(Event::Open);
    const Made made = world.take(world.oneIn(2) ? Event::Note : Event::PushedFree);
    world.story().allocateInXero(
        made.credit, world.story().twinOf(open.document), std::min(open.amount, made.amount));
    told.expect(EditedInXero, world.money(0),
        made.payment ? world.ref(made.payment) : world.ref(made.document),
        {world.ref(made.credit)});
}

void allocationMoved(World& world, Injection& told)
{
    const Made made = world.take(Event::Pushed), open = world.take(Event::Open);
    world.story().takeBackInXero(made.credit);
    world.story().allocateInXero(
        made.credit, world.story().twinOf(open.document), std::min(open.amount, made.amount));
    told.expect(EditedInXero, world.money(0), world.ref(made.payment), {world.ref(made.credit)});
    told.expect(NotAllocated, world.money(0), world.ref(made.allocation), {world.ref(made.credit)});
}

void rounded(World& world, Injection& told)
{
    const Made made = world.take(Event::Open);
    const qint64 lines = world.upTo(5);
    const InvoiceGuid id = world.story().twinOf(made.document);
    ledger::Document& ours
        = *std::ranges::find(world.file().documents, made.document, &ledger::Document::id);
    mirror::Invoice& theirs = world.invoice(id);
    while (ours.lines.size() < lines) {
        ours.lines.append(ours.lines.first());
        theirs.lines.append(theirs.lines.first());
    }
    const Money by = world.money(world.oneIn(2) ? world.upTo(lines) : -world.upTo(lines));
    theirs.total = theirs.amountDue = made.amount + by;
    told.expect(Rounding, -by, world.ref(made.document), {world.ref(id)});
}

void noteRounded(World& world, Injection& told)
{
    const Made made = world.take(Event::Note);
    const Money by = world.money(world.oneIn(2) ? 1 : -1);
    mirror::Credit& note = world.credit(made.credit);
    note.total = note.remainingCredit = made.amount + by;
    told.expect(Rounding, by, world.ref(made.document), {world.ref(made.credit)});
}

// ---- not read from Xero

void invoiceNotRead(World& world, Injection& told)
{
    const Made made = world.take(Event::Open);
    const XeroRef theirs = twinOf(world, made);
    world.file().invoices.removeIf(
        [&](const mirror::Invoice& one) { return one.id.value == theirs.id; });
    told.expect(MirrorIncomplete, made.amount, world.ref(made.document), {theirs});
}

template <Event event>
void paymentNotRead(World& world, Injection& told)
{
    const Made made = world.take(event);
    world.file().xeroPayments.removeIf(
        [&](const mirror::Payment& one) { return one.id == made.xeroPayment; });
    world.leaveOut(-made.amount);
    told.expect(
        MirrorIncomplete, -made.amount, world.ref(made.payment), {world.ref(made.xeroPayment)});
}

template <Event event>
void creditNotRead(World& world, Injection& told)
{
    const Made made = world.take(event);
    const XeroRef theirs = world.ref(made.credit);
    world.file().credits.removeIf([&](const mirror::Credit& one) { return one.id == made.credit; });
    if (made.allocation)
        world.leaveOut(-made.amount);
    told.expect(MirrorIncomplete, -made.amount,
        made.payment ? world.ref(made.payment) : world.ref(made.document), {theirs});
}

} // namespace

QList<Way> waysOfUndoing()
{
    using enum Event;
    return {
        {ReversedOneSide, "taken-in payment, here", {PaidInXero}, reversedHere<PaidInXero>},
        {ReversedOneSide, "taken-in overpayment, here", {OverpaidInXero},
            reversedHere<OverpaidInXero>},
        {ReversedOneSide, "taken-in credit note, here", {CreditedInXero},
            reversedHere<CreditedInXero>},
        {ReversedOneSide, "pushed payment, here", {Pushed}, reversedHere<Pushed>, Way::Either},
        {ReversedOneSide, "pushed free payment, here", {PushedFree}, reversedHere<PushedFree>,
            Way::Either},
        {ReversedOneSide, "payment pushed as one, here", {PushedAsPayment},
            reversedHere<PushedAsPayment>},
        {ReversedOneSide, "taken-in payment, in Xero", {PaidInXero}, removedThere<PaidInXero>},
        {ReversedOneSide, "payment pushed as one, in Xero", {PushedAsPayment},
            removedThere<PushedAsPayment>, Way::Either},
        {ReversedOneSide, "allocation of an overpayment, in Xero", {OverpaidInXero},
            allocationRemovedThere<OverpaidInXero>},
        {ReversedOneSide, "allocation of a credit note, in Xero", {CreditedInXero},
            allocationRemovedThere<CreditedInXero>},
        {ReversedOneSide, "allocation of a prepayment, in Xero", {PrepaidInXero},
            allocationRemovedThere<PrepaidInXero>},
        {ReversedOneSide, "taken-in credit voided in Xero", {OverpaidInXero, CreditedInXero},
            takenInVoidedThere},
        {ReversedOneSide, "allocation, here", {Pushed, NoteAllocated}, allocationTakenBackHere},
        {VoidedOneSide, "document, in Xero", {Open}, voidedThere, Way::Either},
        {VoidedOneSide, "document, here", {Open}, voidedHere, Way::Either},
        {VoidedOneSide, "credit note, in Xero", {Note}, noteVoidedThere, Way::Either},
        {VoidedOneSide, "credit note, here", {Note}, noteVoidedHere, Way::Either},
        {VoidedOneSide, "pushed overpayment, in Xero", {Pushed, PushedFree},
            overpaymentVoidedThere},
        {VoidedOneSide, "document with a payment on it, here", {Pushed}, paidOneVoidedHere},
        {VoidedOneSide, "document paid in Xero, here", {PaidInXero}, takenInOneVoidedHere},
        {RefundedInXero, "credit of ours", {Note, PushedFree}, refunded},
        {RefundedInXero, "in both, not tied", {PushedFree}, refundedInBoth},
        {EditedInXero, "document", {Open}, edited, Way::Either},
        {EditedInXero, "credit note", {Note}, noteEdited},
        {EditedInXero, "a line more", {Open}, lineAdded},
        {EditedInXero, "allocated by hand", {Open, Note, PushedFree}, allocatedByHand},
        {EditedInXero, "allocation moved", {Pushed, Open}, allocationMoved},
        {Rounding, "document", {Open}, rounded},
        {Rounding, "credit note", {Note}, noteRounded},
        {MirrorIncomplete, "document", {Open}, invoiceNotRead},
        {MirrorIncomplete, "taken-in payment", {PaidInXero}, paymentNotRead<PaidInXero>},
        {MirrorIncomplete, "payment pushed as one", {PushedAsPayment},
            paymentNotRead<PushedAsPayment>},
        {MirrorIncomplete, "overpayment", {PushedFree}, creditNotRead<PushedFree>},
        {MirrorIncomplete, "allocated overpayment", {Pushed}, creditNotRead<Pushed>},
        {MirrorIncomplete, "credit note", {Note}, creditNotRead<Note>},
    };
}

} // namespace support
