// SPDX-License-Identifier: GPL-3.0-or-later

#include "bridge/explainer.h"

#include "base/clock.h"
#include "bridge/sides.h"

#include <algorithm>

using namespace records;

// Why a record stands on one side only.
namespace bridge {

using match::ref;
using enum BridgeCause;

Explainer::Reason Explainer::untiedLedger(const Group& group) const
{
    const RecordRef record = *group.ledger.first()->entry.ledger;
    if (record.kind == RecordKind::Adjustment)
        return {UnsupportedKind, RemedyId::MirrorByHand, QStringLiteral(" is never pushed")};
    const bool takenIn = record.kind == RecordKind::Payment && m_index.payment({record.id})
        && m_index.payment({record.id})->source == ledger::Source::Xero;
    if (m_asOf.laterInXero.contains(record))
        return {takenIn ? NotTakenIn : NotYetPushed, RemedyId::ShowRecords,
            QStringLiteral(", dated later in Xero")};
    if (record.kind == RecordKind::Reversal || takenIn)
        return {}; // nothing of ours may stand alone like this
    if (m_wrongPayments.contains(record))
        return {
            WrongMatch, RemedyId::SameMoney, QStringLiteral(", already matched in Xero by hand")};
    if (const Operation* operation = m_index.operation(record))
        return fromOperation(*operation);
    const Module module = moduleOf(record.kind);
    if (!records::pushes(m_around.settings.flows[module]))
        return {NotYetPushed, RemedyId::ShowRecords,
            QStringLiteral(", %1 are not pushed in this book").arg(toText(module))};
    const QDate start = pushFrom(m_around.settings, module);
    if (start.isValid() && group.ledger.first()->entry.date < start)
        return {BeforeStartDate, RemedyId::ShowRecords, QStringLiteral(", before the start date")};
    if (!m_file.link)
        return {Held, RemedyId::LinkContact, QStringLiteral(", account not linked")};
    return {NotYetPushed, RemedyId::PushNow, entered(record)};
}

Explainer::Reason Explainer::fromOperation(const Operation& operation) const
{
    const CauseId cause = operation.cause.id;
    // The stored word of the cause reads well enough after a number: "item code not found".
    const QString words
        = operation.cause ? QStringLiteral(", ") + toText(cause).replace(u'-', u' ') : QString();
    const Reason problem{
        operation.state == OperationState::Held ? Held : Failed, RemedyId::OpenProblem, words};
    switch (operation.state) {
    case OperationState::SetAside:
        return {SetAside, RemedyId::BringBack,
            operation.cause.arguments.isEmpty()
                ? QStringLiteral(", set aside")
                : QStringLiteral(", set aside: ") + operation.cause.arguments.first()};
    case OperationState::Waiting:
        return {NotYetPushed, RemedyId::PushNow, entered(operation.subject)};
    case OperationState::Sending:
        return {NotYetPushed, RemedyId::Wait, QStringLiteral(", on its way")};
    case OperationState::Unknown:
        return {NotYetPushed, RemedyId::LookNow, QStringLiteral(", being looked up in Xero")};
    case OperationState::Confirmed:
    case OperationState::Cancelled:
        return {NotYetPushed, RemedyId::PushNow, {}};
    case OperationState::Parked:
        return {Failed, RemedyId::DecideParked, words};
    case OperationState::Refused:
    case OperationState::Held:
        break;
    }
    switch (cause) {
    case CauseId::SuspectedWrongMatch:
        return {WrongMatch, RemedyId::SameMoney, words};
    case CauseId::BeforeStartDate:
        return {BeforeStartDate, RemedyId::ShowRecords, words};
    case CauseId::UnsupportedKind:
        return {UnsupportedKind, RemedyId::MirrorByHand, words};
    case CauseId::WaitsForOther:
        return {NotYetPushed, RemedyId::PushNow, words};
    case CauseId::NotLinked:
        return {problem.cause, RemedyId::LinkContact, words};
    default:
        return problem;
    }
}

// "entered 20 Nov 10:09": the money that stops a bank line is often minutes old. Never "today": the
// line is kept, and read tomorrow.
QString Explainer::entered(const RecordRef& record) const
{
    QDateTime at;
    if (record.kind == RecordKind::Payment) {
        if (const ledger::Payment* payment = m_index.payment({record.id}))
            at = payment->recordedAt;
    } else if (const ledger::Document* document = m_index.document({record.id})) {
        at = document->recordedAt;
    }
    if (!at.isValid())
        return {};
    const QDateTime local = at.toTimeZone(base::zoneNamed(m_around.organisation.timezone));
    return QStringLiteral(", entered ") + local.toString(QStringLiteral("d MMM hh:mm"));
}

void Explainer::addXeroItem(const Item& item)
{
    const Reason reason = untiedXero(item);
    BridgeLine line;
    line.account = m_bridge.account;
    line.side = m_bridge.side;
    line.cause = reason.cause;
    line.amount = -item.entry.amount;
    line.xero = item.entry.xero;
    line.label = item.entry.label;
    if (item.part == Part::Remaining)
        line.label += QStringLiteral(" of ") + item.entry.amount.abs().display();
    if (item.entry.xero->kind == XeroKind::Payment)
        if (const mirror::Payment* payment = m_index.xeroPayment(item.entry.xero->id))
            line.label += QStringLiteral(" on ") + payment->invoiceNumber;
    line.label += reason.note;
    line.date = item.entry.date;
    line.remedy = reason.remedy;
    m_toldXero.insert(*line.xero);
    m_bridge.lines.append(line);
}

Explainer::Reason Explainer::untiedXero(const Item& item)
{
    const XeroRef xero = *item.entry.xero;
    const mirror::Credit* parent = xero.kind == XeroKind::Allocation && !xero.id.isNull()
        ? m_index.creditOfAllocation(xero.id)
        : nullptr;
    if (m_asOf.laterInLedger.contains(xero))
        return {xero.kind == XeroKind::Invoice ? NotYetPushed : NotTakenIn, RemedyId::ShowRecords,
            QStringLiteral(", dated later in the ledger")};
    if (m_index.isSetAside(xero) || (parent && m_index.isSetAside(ref(*parent))))
        return {SetAside, RemedyId::ShowInXero, QStringLiteral(", set aside")};
    if (item.part == Part::Remaining) {
        const bool usable = std::any_of(
            m_file.invoices.begin(), m_file.invoices.end(), [&](const mirror::Invoice& one) {
                return match::stands(one) && !one.amountDue.isZero() && sideOf(one) == m_bridge.side
                    && m_index.ourDocument(one.id);
            });
        return {WaitingCredit, usable ? RemedyId::AllocateInXero : RemedyId::ShowInXero, {}};
    }
    if (m_wrongMatches.contains(xero))
        return {WrongMatch, RemedyId::RemoveAndRedo,
            QStringLiteral(", matched to the invoice by hand")};
    if (xero.kind == XeroKind::Invoice)
        return {XeroOnly, RemedyId::ShowInXero, {}};
    if (xero.kind == XeroKind::Allocation && xero.id.isNull())
        return {NotTakenIn, RemedyId::FetchNow, {}}; // its id comes with the next fetch
    const mirror::Payment* payment = m_index.xeroPayment(xero.id);
    mirror::InvoiceId target = payment ? payment->invoice : mirror::InvoiceId{};
    if (parent)
        for (const mirror::Allocation& one : parent->allocations)
            if (one.id.value == xero.id)
                target = one.invoice;
    const ledger::Document* document = target ? m_index.ourDocument(target) : nullptr;
    if (!document)
        return {XeroOnly, RemedyId::ShowInXero, {}};
    return onOurInvoice(item, *document, parent && parent->kind == mirror::CreditKind::CreditNote);
}

Explainer::Reason Explainer::onOurInvoice(
    const Item& item, const ledger::Document& document, bool byCreditNote)
{
    const base::Money amount = item.entry.amount.abs();
    // An unresolved push of this very amount may be what we see; a credit note it can't be.
    if (!byCreditNote && m_unresolved.contains(amount.minor()))
        return {NotTakenIn, RemedyId::LookNow,
            QStringLiteral(", a push of this amount is being looked up")};
    base::Money& promised = m_promised[document.id];
    const base::Money outstanding = m_index.outstanding(document);
    if (!match::comparable(outstanding, amount) || !match::comparable(promised, amount))
        return {Blocked, RemedyId::OpenProblem, QStringLiteral(", another currency")};
    const base::Money room = outstanding - promised;
    if (byCreditNote && room.isZero() && isMirrored(amount, document))
        return {Skipped, RemedyId::ShowRecords, QStringLiteral(", the invoice is already at 0.00")};
    if (amount > room)
        return {Blocked, RemedyId::OpenProblem,
            QStringLiteral(", would over-allocate by ") + (amount - room).display()};
    promised += amount;
    const Module module = byCreditNote ? moduleOf(recordKind(document.kind)) : Module::Payments;
    if (!takesIn(m_around.settings.flows[module]))
        return {NotTakenIn, RemedyId::ShowInXero, QStringLiteral(", not taken in by this book")};
    return {NotTakenIn, RemedyId::FetchNow, {}};
}

// A ledger credit of that amount which nothing mirrors yet explains one credit note (R040, R041):
// one for this invoice, else one that doesn't say which it is for.
bool Explainer::isMirrored(base::Money amount, const ledger::Document& document)
{
    const ledger::Adjustment* free = nullptr;
    for (const ledger::Adjustment& one : m_file.adjustments) {
        if (ledger::raisesBalance(one.kind) || !(one.amount == amount) || m_index.twin(ref(one))
            || m_usedCredits.contains(ref(one)))
            continue;
        const QList<const ledger::Allocation*> allocations = m_index.allocationsOf(ref(one));
        if (std::any_of(allocations.begin(), allocations.end(),
                [&](const ledger::Allocation* each) { return each->to == document.id; })) {
            m_usedCredits.insert(ref(one));
            return true;
        }
        if (!free && allocations.isEmpty())
            free = &one;
    }
    if (free)
        m_usedCredits.insert(ref(*free));
    return free != nullptr;
}

} // namespace bridge
