// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/agreeingledgers.h"

#include "records/words.h"

#include <algorithm>

using namespace records;
using base::Money;
using mirror::CreditKind;

namespace support {

namespace {

constexpr Event kEvents[] = {Event::Open, Event::Open, Event::PaidInXero, Event::PaidInXero,
    Event::OverpaidInXero, Event::CreditedInXero, Event::PrepaidInXero, Event::Pushed,
    Event::Pushed, Event::PushedFree, Event::PushedAsPayment, Event::Note, Event::NoteAllocated,
    Event::PaidInParts, Event::Mirrored, Event::SameMoney, Event::RefundedOnBothSides,
    Event::ReversedOnBothSides, Event::VoidedOnBothSides, Event::NeverCounted};

ledger::AccountRole anyRole(base::Random& random)
{
    return random.below(3) ? ledger::AccountRole::Customer : ledger::AccountRole::Vendor;
}

} // namespace

AgreeingLedgers::AgreeingLedgers(base::Random& random, const QList<Event>& needed)
    : m_random(random)
    , m_story(QStringLiteral("Harbourside Physio"), anyRole(random))
    , m_around(surroundings())
{
    chooseAccount();
    QList<Event> events = needed;
    const qsizetype count = std::max<qsizetype>(10 + qsizetype(random.below(51)), needed.size());
    while (events.size() < count)
        events.insert(qsizetype(random.below(quint64(events.size()) + 1)), oneOf(kEvents));
    m_story.on(QDate(2025, 7, 1));
    for (const Event event : std::as_const(events)) {
        m_story.on(m_story.day().addDays(qint64(random.below(3))));
        m_made.insert(int(event), happen(event));
    }
    adoptWhatIsOld();
}

void AgreeingLedgers::chooseAccount()
{
    constexpr const char* currencies[] = {"AUD", "AUD", "AUD", "AUD", "AUD", "NZD", "JPY", "KWD"};
    file().account.currency = base::Currency::of(oneOf(currencies));
    m_around.settings.currency = file().account.currency;
}

// Nothing dated before goes to Xero: what both sides have of that time was tied by adoption.
void AgreeingLedgers::adoptWhatIsOld()
{
    const QDate first(2025, 7, 1);
    const auto within = [&](qint64 days) { return first.addDays(upTo(days) - 1); };
    const qint64 days = first.daysTo(m_story.day()) + 1;
    BookSettings& settings = m_around.settings;
    settings.startDate = within(days);
    if (oneIn(4))
        settings.invoicesFrom = within(days);
    if (oneIn(4))
        settings.paymentsFrom = within(days);
    for (Twin& twin : file().twins)
        if (twin.origin == TwinOrigin::Pushed && twin.agreed.date < settings.startDate) {
            twin.origin = TwinOrigin::Adopted;
            file().operations.removeIf(
                [&](const Operation& one) { return one.subject == twin.ledger; });
        }
}

Side AgreeingLedgers::side() const
{
    return file().account.role == ledger::AccountRole::Vendor ? Side::Payable : Side::Receivable;
}

Made AgreeingLedgers::take(Event event)
{
    QList<Made> all = m_made.values(int(event));
    base::require(!all.isEmpty(), "an event that is needed has happened");
    const Made made = all.takeAt(qsizetype(m_random.below(quint64(all.size()))));
    m_made.remove(int(event));
    for (const Made& one : std::as_const(all))
        m_made.insert(int(event), one);
    return made;
}

Money AgreeingLedgers::amount()
{
    constexpr qint64 fees[] = {7'900, 9'900, 12'000, 14'900, 26'400, 88'800};
    const qint64 cents = m_random.below(5) < 3 ? oneOf(fees) : 1'000 + upTo(90'000);
    return money(file().account.currency.decimals() == 3 ? cents * 10 : cents);
}

Money AgreeingLedgers::partOf(Money whole)
{
    return {upTo(whole.minor() - 1), whole.currency()};
}

QString AgreeingLedgers::number(const char16_t* prefix)
{
    return QString::fromUtf16(prefix) + QString::number(++m_lastNumber);
}

DocumentId AgreeingLedgers::owed(Money total)
{
    return side() == Side::Payable ? m_story.bill(number(u""), total)
                                   : m_story.invoice(number(u"INV-"), total);
}

DocumentId AgreeingLedgers::note(Money total)
{
    return m_story.creditNote(number(u"CN-"), total);
}

PaymentId AgreeingLedgers::payment(Money amount)
{
    return m_story.payment(number(u"PAY-"), amount);
}

DocumentId AgreeingLedgers::pushedInvoice(Money total)
{
    const DocumentId document = owed(total);
    m_story.push(document);
    return document;
}

Made AgreeingLedgers::happen(Event event)
{
    Made made;
    switch (event) {
    case Event::Open:
        made.amount = amount();
        made.document = pushedInvoice(made.amount);
        return made;
    case Event::PaidInXero:
        made = happen(Event::Open);
        made.xeroPayment = m_story.payInXero(m_story.twinOf(made.document), made.amount);
        m_story.takeIn();
        made.payment = file().payments.last().id;
        return made;
    case Event::OverpaidInXero:
        return creditedInXero(CreditKind::Overpayment);
    case Event::CreditedInXero:
        return creditedInXero(CreditKind::CreditNote);
    case Event::PrepaidInXero:
        return creditedInXero(CreditKind::Prepayment);
    case Event::Pushed:
    case Event::PushedAsPayment:
        return pushed(event == Event::PushedAsPayment);
    case Event::PushedFree:
        made.amount = amount();
        made.payment = payment(made.amount);
        m_story.push(made.payment);
        made.credit = m_story.twinOf(made.payment);
        return made;
    case Event::Note:
        made.amount = amount();
        made.document = note(made.amount);
        m_story.push(made.document);
        made.credit = file().credits.last().id;
        return made;
    case Event::NoteAllocated:
        return noteAllocated();
    default:
        lifeAround(event);
        return made;
    }
}

Made AgreeingLedgers::creditedInXero(CreditKind kind)
{
    Made made = happen(Event::Open);
    made.credit = m_story.receive(kind, made.amount);
    m_story.allocateInXero(made.credit, m_story.twinOf(made.document), made.amount);
    made.xeroAllocation = credit(made.credit).allocations.last().id;
    m_story.takeIn();
    made.payment = file().payments.last().id;
    return made;
}

Made AgreeingLedgers::pushed(bool asPayment)
{
    Made made = happen(Event::Open);
    made.payment = payment(made.amount);
    made.allocation = m_story.allocate(made.payment, made.document, made.amount);
    if (asPayment) {
        m_story.pushAsPayment(made.payment);
        made.xeroPayment = file().xeroPayments.last().id;
        return made;
    }
    m_story.push(made.payment);
    m_story.push(made.allocation);
    made.credit = m_story.twinOf(made.payment);
    made.xeroAllocation = credit(made.credit).allocations.last().id;
    return made;
}

Made AgreeingLedgers::noteAllocated()
{
    Made made = happen(Event::Open);
    const DocumentId credited = note(partOf(made.amount));
    made.allocation
        = m_story.allocate(credited, made.document, m_story.file().documents.last().total);
    m_story.push(credited);
    m_story.push(made.allocation);
    made.credit = file().credits.last().id;
    made.xeroAllocation = credit(made.credit).allocations.last().id;
    return made;
}

void AgreeingLedgers::lifeAround(Event event)
{
    if (event == Event::PaidInParts)
        return paidInParts();
    if (event == Event::Mirrored)
        return mirrored();
    if (event == Event::RefundedOnBothSides)
        return refundedOnBothSides();
    if (event == Event::ReversedOnBothSides)
        return reversedOnBothSides();
    if (event == Event::NeverCounted)
        return neverCounted();
    const Made open = happen(Event::Open);
    if (event == Event::VoidedOnBothSides) {
        m_story.voidInXero(m_story.twinOf(open.document));
        return m_story.voidDocument(open.document);
    }
    const PaymentId ours = payment(open.amount);
    m_story.allocate(ours, open.document, open.amount);
    m_story.sameMoney(ours, m_story.payInXero(m_story.twinOf(open.document), open.amount));
}

// One receipt pushed for two invoices, and one invoice paid by two receipts in Xero.
void AgreeingLedgers::paidInParts()
{
    const Made a = happen(Event::Open), b = happen(Event::Open);
    const Money ofB = partOf(b.amount);
    const PaymentId ours = payment(a.amount + ofB);
    const AllocationId toA = m_story.allocate(ours, a.document, a.amount);
    const AllocationId toB = m_story.allocate(ours, b.document, ofB);
    m_story.push(ours);
    m_story.push(toA);
    m_story.push(toB);
    m_story.payInXero(m_story.twinOf(b.document), b.amount - ofB);
    m_story.takeIn();
}

void AgreeingLedgers::mirrored()
{
    const Money sum = amount();
    const AdjustmentId ours = m_story.ledgerCredit(number(u"CR-"), sum);
    const CreditGuid theirs = m_story.receive(CreditKind::CreditNote, sum);
    if (oneIn(2)) {
        const DocumentId to = pushedInvoice(sum);
        m_story.allocate(ours, to, sum);
        m_story.allocateInXero(theirs, m_story.twinOf(to), sum);
    }
    m_story.mirrored(ours, theirs);
}

void AgreeingLedgers::refundedOnBothSides()
{
    const Made made = happen(Event::PushedFree);
    const Money back = partOf(made.amount);
    const AdjustmentId ours
        = m_story.adjustment(number(u"RF-"), back, ledger::AdjustmentKind::Refund);
    const PaymentGuid theirs = m_story.refundInXero(made.credit, back);
    file().twins.append({ref(ours), ref(theirs), TwinOrigin::Mirrored, {}, {}});
}

void AgreeingLedgers::reversedOnBothSides()
{
    if (oneIn(2)) {
        const Made paid = happen(Event::PaidInXero);
        m_story.removeInXero(paid.xeroPayment);
        return m_story.reverse(paid.payment);
    }
    const Made paid = happen(Event::Pushed);
    m_story.voidInXero(paid.credit);
    m_story.reverse(paid.payment);
}

void AgreeingLedgers::neverCounted()
{
    switch (m_random.below(4)) {
    case 0:
        owed(amount());
        file().documents.last().status = ledger::DocumentStatus::Draft;
        return;
    case 1:
        m_story.receive(CreditKind::Prepayment, amount());
        return;
    case 2:
        m_story.xeroInvoice(number(u"X-"), amount());
        file().invoices.last().status = QStringLiteral("DRAFT");
        return;
    default:
        m_story.reverse(payment(amount()));
    }
}

RecordRef AgreeingLedgers::ref(DocumentId document) const
{
    for (const ledger::Document& one : file().documents)
        if (one.id == document)
            return {recordKind(one.kind), document.value};
    base::require(false, "a document of this account");
    return {};
}
RecordRef AgreeingLedgers::ref(PaymentId payment)
{
    return {RecordKind::Payment, payment.value};
}
RecordRef AgreeingLedgers::ref(AllocationId allocation)
{
    return {RecordKind::Allocation, allocation.value};
}
RecordRef AgreeingLedgers::ref(AdjustmentId adjustment)
{
    return {RecordKind::Adjustment, adjustment.value};
}
XeroRef AgreeingLedgers::ref(InvoiceGuid invoice)
{
    return {XeroKind::Invoice, invoice.value};
}
XeroRef AgreeingLedgers::ref(PaymentGuid payment)
{
    return {XeroKind::Payment, payment.value};
}
XeroRef AgreeingLedgers::ref(CreditGuid credit) const
{
    for (const mirror::Credit& one : file().credits)
        if (one.id == credit)
            return {xeroKind(one.kind), credit.value};
    base::require(false, "a credit of this account");
    return {};
}
XeroRef AgreeingLedgers::ref(mirror::AllocationId allocation)
{
    return {XeroKind::Allocation, allocation.value};
}

mirror::Invoice& AgreeingLedgers::invoice(InvoiceGuid id)
{
    return *std::ranges::find(file().invoices, id, &mirror::Invoice::id);
}

mirror::Credit& AgreeingLedgers::credit(CreditGuid id)
{
    return *std::ranges::find(file().credits, id, &mirror::Credit::id);
}

} // namespace support
