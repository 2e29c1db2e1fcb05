// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/injection.h"

using namespace records;
using enum BridgeCause;
using base::Money;
using State = OperationState;
using World = support::AgreeingLedgers;

// What the ledger has and Xero doesn't: not sent, stopped, refused, never meant to go.
namespace support {

namespace {

// A record of the ledger alone: whichever kind, with its sign in the balance.
struct Ours {
    RecordRef record;
    Money amount;
};

Ours anyDocument(World& world)
{
    const Money amount = world.amount();
    return {world.ref(world.owed(amount)), amount};
}

Ours anyNote(World& world)
{
    const Money amount = world.amount();
    return {world.ref(world.note(amount)), -amount};
}

Ours freePayment(World& world)
{
    const Money amount = world.amount();
    return {world.ref(world.payment(amount)), -amount};
}

// Of an invoice that nobody has paid in Xero.
Ours allocatedPayment(World& world)
{
    const Made open = world.take(Event::Open);
    const PaymentId payment = world.payment(open.amount);
    world.story().allocate(
        payment, open.document, world.oneIn(2) ? open.amount : world.partOf(open.amount));
    return {world.ref(payment), -open.amount};
}

Ours anyOurs(World& world)
{
    return world.oneIn(3) ? anyNote(world)
        : world.oneIn(2)  ? freePayment(world)
                          : anyDocument(world);
}

void operate(World& world, const Ours& ours, State state, CauseId cause = CauseId::None,
    const QStringList& arguments = {})
{
    world.story().operation(ours.record, state, cause);
    world.file().operations.last().amount = ours.amount.abs();
    world.file().operations.last().cause.arguments = arguments;
}

template <BridgeCause cause, Ours (*make)(World&)>
void untouched(World& world, Injection& told)
{
    const Ours ours = make(world);
    told.expect(cause, ours.amount, ours.record);
}

template <BridgeCause cause, Ours (*make)(World&), State state>
void operated(World& world, Injection& told)
{
    const Ours ours = make(world);
    operate(world, ours, state);
    told.expect(cause, ours.amount, ours.record);
}

// ---- not yet pushed

void waitsForItsInvoice(World& world, Injection& told)
{
    const Money amount = world.amount();
    const DocumentId document = world.owed(amount);
    const PaymentId payment = world.payment(amount);
    world.story().allocate(payment, document, amount);
    operate(world, {world.ref(document), amount}, State::Waiting);
    operate(world, {world.ref(payment), amount}, State::Waiting, CauseId::WaitsForOther);
    told.expect(NotYetPushed, -amount, world.ref(payment));
    told.expect(NotYetPushed, amount, world.ref(document));
}

void onItsWay(World& world, Injection& told)
{
    const Ours ours = anyOurs(world);
    operate(world, ours, world.oneIn(2) ? State::Sending : State::Unknown);
    told.expect(NotYetPushed, ours.amount, ours.record);
}

// ---- failed and held

template <Ours (*make)(World&)>
void refused(World& world, Injection& told)
{
    constexpr CauseId causes[] = {CauseId::ItemCodeNotFound, CauseId::ContactArchived,
        CauseId::PeriodLocked, CauseId::AccountCodeInvalid, CauseId::ServerTrouble,
        CauseId::TaxInvalid, CauseId::Unrecognised};
    const Ours ours = make(world);
    operate(world, ours, State::Refused, world.oneOf(causes));
    told.expect(Failed, ours.amount, ours.record);
}

void parked(World& world, Injection& told)
{
    const Ours ours = anyOurs(world);
    operate(world, ours, State::Parked, CauseId::Ambiguous);
    told.expect(Failed, ours.amount, ours.record);
}

// Xero has an invoice of that number which isn't ours, often over the same amount.
void numberTaken(World& world, Injection& told)
{
    const Ours ours = anyDocument(world);
    const Money theirs = world.oneIn(2) ? ours.amount : world.amount();
    const InvoiceGuid taken
        = world.story().xeroInvoice(world.file().documents.last().number, theirs);
    operate(world, ours, world.oneIn(2) ? State::Refused : State::Parked, CauseId::NumberTaken);
    told.expect(Failed, ours.amount, ours.record);
    told.expect(XeroOnly, -theirs, {}, {world.ref(taken)});
}

template <Ours (*make)(World&)>
void held(World& world, Injection& told)
{
    constexpr CauseId causes[] = {CauseId::SkuMissing, CauseId::ForeignCurrency,
        CauseId::PeriodLocked, CauseId::NoBankAccount, CauseId::TaxModeConflict,
        CauseId::PartialLink, CauseId::PrimaryContactMissing};
    const Ours ours = make(world);
    operate(world, ours, State::Held, world.oneOf(causes));
    told.expect(Held, ours.amount, ours.record);
}

// ---- kinds that never go

template <ledger::AdjustmentKind kind>
void adjusted(World& world, Injection& told)
{
    const Money amount = world.amount();
    const AdjustmentId one = world.story().adjustment(world.number(u"CR-"), amount, kind);
    told.expect(UnsupportedKind, ledger::raisesBalance(kind) ? amount : -amount, world.ref(one));
}

void creditAllocated(World& world, Injection& told)
{
    const Made open = world.take(Event::Open);
    const AdjustmentId one = world.story().ledgerCredit(world.number(u"CR-"), open.amount);
    world.story().allocate(one, open.document, open.amount);
    told.expect(UnsupportedKind, -open.amount, world.ref(one));
}

void mirroredWithAnotherAmount(World& world, Injection& told)
{
    const Money ours = world.amount(), theirs = world.partOf(ours);
    const AdjustmentId credit = world.story().ledgerCredit(world.number(u"CR-"), ours);
    const CreditGuid note = world.story().receive(mirror::CreditKind::CreditNote, theirs);
    world.story().mirrored(credit, note);
    told.expect(UnsupportedKind, theirs - ours, world.ref(credit), {world.ref(note)});
}

// ---- before the start date

QDate firstDay(World& world, Module module)
{
    const BookSettings& settings = world.around().settings;
    const QDate own = module == Module::Payments ? settings.paymentsFrom : settings.invoicesFrom;
    return own.isValid() && own > settings.startDate ? own : settings.startDate;
}

template <Ours (*make)(World&), Module module>
void tooOld(World& world, Injection& told)
{
    const QDate today = world.story().day();
    world.story().on(firstDay(world, module).addDays(-world.upTo(20)));
    const Ours ours = make(world);
    if (world.oneIn(3))
        operate(world, ours, State::Held, CauseId::BeforeStartDate);
    world.story().on(today);
    told.expect(BeforeStartDate, ours.amount, ours.record);
}

// ---- set aside, and not allocated

void setAside(World& world, Injection& told)
{
    const Ours ours = anyOurs(world);
    operate(world, ours, State::SetAside, CauseId::SetAside, {QStringLiteral("written off")});
    told.expect(SetAside, ours.amount, ours.record);
}

void allocationLeft(World& world, Injection& told, BridgeCause cause, State state)
{
    const Made open = world.take(Event::Open);
    Made credit = world.take(world.oneIn(2) ? Event::Note : Event::PushedFree);
    const Money sum = std::min(open.amount, credit.amount);
    const AllocationId left = credit.payment
        ? world.story().allocate(credit.payment, open.document, sum)
        : world.story().allocate(credit.document, open.document, sum);
    if (state != State::Confirmed)
        operate(world, {world.ref(left), sum}, state);
    told.expect(cause, world.money(0), world.ref(left), {world.ref(credit.credit)});
}

void allocationSetAside(World& world, Injection& told)
{
    allocationLeft(world, told, SetAside, State::SetAside);
}

void allocationNotPushed(World& world, Injection& told)
{
    constexpr State states[] = {State::Confirmed, State::Waiting, State::Refused, State::Held};
    allocationLeft(world, told, NotAllocated, world.oneOf(states)); // Confirmed: no op at all
}

void takenBackInXero(World& world, Injection& told)
{
    const Made made = world.take(world.oneIn(2) ? Event::Pushed : Event::NoteAllocated);
    world.story().takeBackInXero(made.credit);
    told.expect(NotAllocated, world.money(0), world.ref(made.allocation), {world.ref(made.credit)});
}

} // namespace

QList<Way> waysOfNotGoing()
{
    using enum ledger::AdjustmentKind;
    const QList<Event> free = {Event::Open, Event::Note, Event::PushedFree};
    return {
        {NotYetPushed, "document entered", {}, untouched<NotYetPushed, anyDocument>},
        {NotYetPushed, "credit note entered", {}, untouched<NotYetPushed, anyNote>},
        {NotYetPushed, "payment entered", {}, untouched<NotYetPushed, freePayment>},
        {NotYetPushed, "payment entered and allocated", {Event::Open},
            untouched<NotYetPushed, allocatedPayment>},
        {NotYetPushed, "waiting", {}, operated<NotYetPushed, anyOurs, State::Waiting>},
        {NotYetPushed, "waiting for its invoice", {}, waitsForItsInvoice},
        {NotYetPushed, "on its way", {}, onItsWay},
        {Failed, "document refused", {}, refused<anyDocument>, Way::Either},
        {Failed, "payment refused", {}, refused<freePayment>},
        {Failed, "allocated payment refused", {Event::Open}, refused<allocatedPayment>},
        {Failed, "credit note refused", {}, refused<anyNote>},
        {Failed, "parked", {}, parked},
        {Failed, "number taken in Xero", {}, numberTaken},
        {Held, "document held", {}, held<anyDocument>, Way::Either},
        {Held, "payment held", {}, held<freePayment>},
        {Held, "allocated payment held", {Event::Open}, held<allocatedPayment>},
        {Held, "credit note held", {}, held<anyNote>},
        {Held, "document, account not linked", {}, untouched<Held, anyDocument>, Way::Unlinked},
        {Held, "payment, account not linked", {}, untouched<Held, freePayment>, Way::Unlinked},
        {Held, "credit note, account not linked", {}, untouched<Held, anyNote>, Way::Unlinked},
        {UnsupportedKind, "ledger credit", {}, adjusted<LedgerCredit>, Way::Either},
        {UnsupportedKind, "credit write-off", {}, adjusted<CreditWriteOff>, Way::Either},
        {UnsupportedKind, "debit write-off", {}, adjusted<DebitWriteOff>, Way::Either},
        {UnsupportedKind, "refund in the ledger", {}, adjusted<Refund>, Way::Either},
        {UnsupportedKind, "ledger credit allocated", {Event::Open}, creditAllocated, Way::Either},
        {UnsupportedKind, "mirrored with another amount", {}, mirroredWithAnotherAmount},
        {BeforeStartDate, "old document", {}, tooOld<anyDocument, Module::Invoices>, Way::Either},
        {BeforeStartDate, "old credit note", {}, tooOld<anyNote, Module::Invoices>, Way::Either},
        {BeforeStartDate, "old payment", {}, tooOld<freePayment, Module::Payments>, Way::Either},
        {BeforeStartDate, "old payment allocated", {Event::Open},
            tooOld<allocatedPayment, Module::Payments>, Way::Either},
        {SetAside, "record of the ledger", {}, setAside, Way::Either},
        {SetAside, "allocation", free, allocationSetAside},
        {NotAllocated, "allocation not pushed", free, allocationNotPushed},
        {NotAllocated, "taken back in Xero", {Event::Pushed, Event::NoteAllocated},
            takenBackInXero},
    };
}

} // namespace support
