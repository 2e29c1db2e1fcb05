// SPDX-License-Identifier: GPL-3.0-or-later

#include "bridge/explainer.h"

#include "bridge/sides.h"

#include <algorithm>

using namespace records;

namespace bridge {

using match::stands;
using enum BridgeCause;

namespace {

base::Money sum(const QList<const Item*>& items)
{
    base::Money total;
    for (const Item* item : items)
        total += item->entry.amount;
    return total;
}

base::Money sumOf(const QList<const Item*>& items, Part part)
{
    base::Money total;
    for (const Item* item : items)
        if (item->part == part)
            total += item->entry.amount;
    return total;
}

// Largest first, as the waterfall draws them; the rest only makes the order certain.
bool drawnBefore(const BridgeLine& a, const BridgeLine& b)
{
    const auto key = [](const BridgeLine& line) {
        return std::tuple(-line.amount.minor(), line.date, line.label,
            line.ledger.value_or(RecordRef{}), static_cast<int>(line.cause));
    };
    const auto left = key(a), right = key(b);
    if (left != right)
        return left < right;
    return a.xero.value_or(XeroRef{}) < b.xero.value_or(XeroRef{});
}

} // namespace

Explainer::Explainer(
    const AsOf& asOf, const match::Index& index, const Surroundings& around, Side side)
    : m_asOf(asOf)
    , m_file(asOf.file)
    , m_index(index)
    , m_around(around)
{
    m_bridge.account = m_file.account.id;
    m_bridge.side = side;
    for (const match::Pair& pair : match::suspectedWrongMatches(m_file)) {
        m_wrongPayments.insert(pair.ledger);
        m_wrongMatches.insert(pair.xero);
    }
    for (const match::Pair& pair : match::madeWrongMatches(m_file))
        m_wrongMatches.insert(pair.xero);
    for (const Operation& one : m_file.operations)
        if (isUnresolved(one.state) && movesMoney(one.kind))
            m_unresolved.insert(one.amount.minor());
}

Bridge Explainer::explain(const Tally& tally)
{
    m_bridge.currency = tally.currency();
    m_bridge.ledger = m_bridge.xero = base::Money(0, tally.currency());
    for (const Item& item : tally.items()) {
        (item.entry.ledger ? m_bridge.ledger : m_bridge.xero) += item.entry.amount;
        m_bridge.lastMoved = std::max(m_bridge.lastMoved, item.entry.date);
    }
    m_differing = outstandings(m_file, m_index, m_bridge.side, m_bridge.currency);
    m_differing.removeIf([](const Outstanding& one) { return !one.differs(); });
    m_bridge.outstandingDiffers = static_cast<int>(m_differing.size());
    if (addStale())
        return m_bridge;
    for (const Group& group : tally.groups())
        addGroup(group);
    addGaps();
    addOpen();
    std::sort(m_bridge.lines.begin(), m_bridge.lines.end(), drawnBefore);
    return m_bridge;
}

// Xero's own figure says that its side was not read as it stands: the whole difference has that one
// cause until the contact is read again, whatever its records seem to say.
bool Explainer::addStale()
{
    const auto found
        = std::find_if(m_file.stale.begin(), m_file.stale.end(), [&](const ControlDifference& one) {
              return one.side == m_bridge.side && one.xero.currency() == m_bridge.currency;
          });
    if (found == m_file.stale.end())
        return false;
    m_bridge.isStale = true;
    BridgeLine line;
    line.account = m_bridge.account;
    line.side = m_bridge.side;
    line.cause = MirrorIncomplete;
    line.amount = m_bridge.difference();
    line.label = QStringLiteral("Xero reports %1, what was read of it adds up to %2")
                     .arg(found->xero.display(), found->documents.display());
    line.remedy = RemedyId::FetchNow;
    m_bridge.lines.append(line);
    return true;
}

void Explainer::addGroup(const Group& group)
{
    if (!group.twins.isEmpty())
        return addTied(group);
    const base::Money left = sum(group.ledger);
    if (!left.isZero())
        addLine(group, left, untiedLedger(group));
    for (const Item* item : group.xero)
        addXeroItem(*item);
}

// One side undone, or gone: the whole rest of the group has that one cause.
void Explainer::addTied(const Group& group)
{
    const base::Money difference = sum(group.ledger) - sum(group.xero);
    Reason reason = goneInXero(group);
    if (reason.cause == Unexplained && undone(group))
        reason = {group.twins.first()->ledger.kind == RecordKind::Payment ? ReversedOneSide
                                                                          : VoidedOneSide,
            RemedyId::DoInXeroToo, QStringLiteral(", undone in the ledger only")};
    if (reason.cause == Unexplained)
        return addBothStanding(group);
    if (!difference.isZero())
        addLine(group, difference, reason);
}

void Explainer::addBothStanding(const Group& group)
{
    const base::Money refunds = sumOf(group.ledger, Part::Refund) - sumOf(group.xero, Part::Refund);
    const base::Money rest = sum(group.ledger) - sum(group.xero) - refunds;
    if (!rest.isZero())
        addLine(group, rest, differing(group, rest));
    if (!refunds.isZero())
        addLine(group, refunds,
            {RefundedInXero, RemedyId::FetchNow, QStringLiteral(", refunded in Xero")});
}

void Explainer::addLine(const Group& group, base::Money amount, const Reason& reason)
{
    BridgeLine line;
    line.account = m_bridge.account;
    line.side = m_bridge.side;
    line.cause = reason.cause;
    line.amount = amount;
    line.remedy = reason.remedy;
    line.label = labelOf(group) + reason.note;
    const Item* main = group.ledger.isEmpty() ? group.xero.first() : group.ledger.first();
    line.date = main->entry.date;
    line.ledger = main->entry.ledger;
    if (!group.xero.isEmpty())
        line.xero = group.xero.first()->entry.xero;
    for (const Twin* twin : group.twins) {
        if (!line.ledger)
            line.ledger = twin->ledger;
        if (!line.xero && twin->ledger == line.ledger)
            line.xero = twin->xero;
        m_toldLedger.insert(twin->ledger);
        m_toldXero.insert(twin->xero);
    }
    for (const Item* item : group.ledger)
        m_toldLedger.insert(*item->entry.ledger);
    for (const Item* item : group.xero)
        m_toldXero.insert(*item->entry.xero);
    m_bridge.lines.append(line);
}

QString Explainer::labelOf(const Group& group) const
{
    const Item& main = group.ledger.isEmpty() ? *group.xero.first() : *group.ledger.first();
    if (main.entry.ledger && main.entry.ledger->kind == RecordKind::Adjustment)
        return QStringLiteral("Credit ") + main.entry.label;
    return main.entry.label;
}

// A tie whose Xero half counts in the balance. The allocations of a credit that is ours don't: they
// move nothing, and gaps among them are lines of their own.
bool Explainer::movesBalance(const Twin& twin) const
{
    if (twin.ledger.kind == RecordKind::Account || twin.ledger.kind == RecordKind::Product)
        return false;
    if (twin.xero.kind != XeroKind::Allocation || twin.ledger.kind != RecordKind::Allocation)
        return true;
    const mirror::Credit* credit = m_index.creditOfAllocation(twin.xero.id);
    return credit && !m_index.isOurs(*credit);
}

Explainer::Presence Explainer::presence(const XeroRef& xero) const
{
    const auto of = [](bool standing, const QString& status) {
        return standing                                   ? Presence::Stands
            : status == u"VOIDED" || status == u"DELETED" ? Presence::Voided
                                                          : Presence::Edited;
    };
    switch (xero.kind) {
    case XeroKind::Invoice: {
        const mirror::Invoice* one = m_index.invoice(xero.id);
        return one ? of(stands(*one), one->status) : Presence::Missing;
    }
    case XeroKind::CreditNote:
    case XeroKind::Overpayment:
    case XeroKind::Prepayment: {
        const mirror::Credit* one = m_index.credit(xero);
        return one ? of(stands(*one), one->status) : Presence::Missing;
    }
    case XeroKind::Payment: {
        const mirror::Payment* one = m_index.xeroPayment(xero.id);
        return !one ? Presence::Missing : stands(*one) ? Presence::Stands : Presence::Removed;
    }
    case XeroKind::Allocation: {
        // An allocation that was taken back simply isn't in its credit any more.
        const mirror::Credit* one = m_index.creditOfAllocation(xero.id);
        return !one ? Presence::Removed : of(stands(*one), one->status);
    }
    case XeroKind::Contact:
    case XeroKind::Item:
    case XeroKind::BankTransaction:
        break;
    }
    return Presence::Stands;
}

Explainer::Reason Explainer::goneInXero(const Group& group) const
{
    for (const Twin* twin : group.twins) {
        if (!movesBalance(*twin))
            continue;
        switch (presence(twin->xero)) {
        case Presence::Stands:
            break;
        case Presence::Voided:
            return {VoidedOneSide, RemedyId::FixInLedger, QStringLiteral(", voided in Xero")};
        case Presence::Removed:
            return {ReversedOneSide, RemedyId::FixInLedger, QStringLiteral(", removed in Xero")};
        case Presence::Missing:
            return {
                MirrorIncomplete, RemedyId::FetchNow, QStringLiteral(", not read from Xero yet")};
        case Presence::Edited:
            return {
                EditedInXero, RemedyId::ShowInXero, QStringLiteral(", no longer approved in Xero")};
        }
    }
    return {};
}

// Reversed or voided in the ledger, with or without a reversal that says so.
bool Explainer::undone(const Group& group) const
{
    for (const Item* item : group.ledger)
        if (item->part == Part::Reversal)
            return true;
    for (const Twin* twin : group.twins) {
        const RecordKind kind = twin->ledger.kind;
        const bool isDocument = kind == RecordKind::Invoice || kind == RecordKind::CreditNote
            || kind == RecordKind::Bill;
        const ledger::Document* document
            = isDocument ? m_index.document({twin->ledger.id}) : nullptr;
        if (document && document->status != ledger::DocumentStatus::Approved)
            return true;
    }
    return false;
}

// Both sides stand, with different amounts.
Explainer::Reason Explainer::differing(const Group& group, base::Money difference) const
{
    constexpr qint64 kRounding = 5; // minor units
    const Twin& twin = *group.twins.first();
    if (twin.origin == TwinOrigin::Mirrored)
        return {UnsupportedKind, RemedyId::MirrorByHand,
            QStringLiteral(", mirrored with another amount")};
    if (twin.xero.kind == XeroKind::Prepayment)
        return {
            WaitingCredit, RemedyId::AllocateInXero, QStringLiteral(", prepayment not allocated")};
    const ledger::Document* document = m_index.document({twin.ledger.id});
    const mirror::Invoice* invoice
        = twin.xero.kind == XeroKind::Invoice ? m_index.invoice(twin.xero.id) : nullptr;
    const mirror::Credit* credit = m_index.credit(twin.xero);
    const qsizetype lines = invoice ? invoice->lines.size() : credit ? credit->lines.size() : -1;
    const bool isDocument
        = twin.xero.kind == XeroKind::Invoice || twin.xero.kind == XeroKind::CreditNote;
    if (isDocument && document && qAbs(difference.minor()) <= kRounding
        && document->lines.size() == lines)
        return {Rounding, RemedyId::ShowRecords, QStringLiteral(", tax rounded")};
    if (isDocument || credit || twin.xero.kind == XeroKind::Payment
        || twin.xero.kind == XeroKind::Allocation)
        return {EditedInXero, RemedyId::ShowInXero, QStringLiteral(", changed in Xero")};
    return {};
}

void Explainer::addGaps()
{
    for (const match::AllocationGap& gap : match::allocationGaps(m_file)) {
        const ledger::Document* document = m_index.document(gap.to);
        const mirror::Credit* credit = m_index.credit(gap.credit);
        if (!credit || sideOf(*credit) != m_bridge.side
            || gap.missing.currency() != m_bridge.currency)
            continue;
        BridgeLine line;
        line.account = m_bridge.account;
        line.side = m_bridge.side;
        line.amount = base::Money(0, m_bridge.currency);
        line.xero = gap.credit;
        line.date = gap.date;
        line.label = gap.missing.abs().display() + QStringLiteral(" to ")
            + (document ? document->number : QStringLiteral("an invoice of Xero’s own"));
        if (gap.missing.isNegative()) {
            nameSurplus(gap, line);
        } else {
            line.ledger = gap.allocation;
            const Operation* operation = m_index.operation(gap.allocation);
            line.cause = operation && operation->state == OperationState::SetAside ? SetAside
                                                                                   : NotAllocated;
            line.remedy = operation ? fromOperation(*operation).remedy : RemedyId::PushNow;
            // Pushed once and taken back there by a person: pushing doesn't mend it.
            const Twin* tie = m_index.twin(gap.allocation);
            if (tie && !m_index.creditOfAllocation(tie->xero.id)) {
                line.remedy = RemedyId::OpenProblem;
                line.label += QStringLiteral(", taken back in Xero");
            }
        }
        if (document)
            m_toldLedger.insert(match::ref(*document));
        m_bridge.lines.append(line);
    }
}

// What no other line speaks of: the same money, on another invoice than in Xero. It moves no
// balance, so that without a line of its own the invoice would differ and nobody would say why.
void Explainer::addOpen()
{
    const Told told = toldInvoices();
    for (const Outstanding& one : std::as_const(m_differing)) {
        if (told.documents.contains({one.document->id}) || told.invoices.contains(one.invoice->id))
            continue;
        BridgeLine line;
        line.account = m_bridge.account;
        line.side = m_bridge.side;
        line.cause = NotAllocated;
        line.amount = base::Money(0, m_bridge.currency);
        line.ledger = one.document;
        line.xero = one.invoice;
        line.date = one.date;
        line.label = QStringLiteral("%1, open %2 in the ledger, %3 in Xero")
                         .arg(one.number, one.ledger.display(), one.xero.display());
        line.remedy = RemedyId::ShowRecords;
        const mirror::Invoice& invoice = *m_index.invoice(one.invoice->id);
        if (const base::Money read = openAsRead(invoice); stands(invoice) && !(read == one.xero)) {
            line.cause = MirrorIncomplete;
            line.label = QStringLiteral("%1, open %2 in Xero, by what was read of it %3")
                             .arg(one.number, one.xero.display(), read.display());
            line.remedy = RemedyId::FetchNow;
        }
        m_bridge.lines.append(line);
    }
}

// By the money on it; what the invoice says of itself may be newer.
base::Money Explainer::openAsRead(const mirror::Invoice& invoice) const
{
    base::Money open = invoice.total;
    const auto take = [&](base::Money amount) {
        if (match::comparable(open, amount))
            open -= amount;
    };
    for (const mirror::Payment* one : m_index.paymentsOn(invoice.id))
        if (stands(*one))
            take(one->amount);
    for (const mirror::Credit& credit : m_file.credits)
        for (const mirror::Allocation& one : credit.allocations)
            if (stands(credit) && one.invoice == invoice.id)
                take(one.amount);
    return open;
}

Explainer::Told Explainer::toldInvoices() const
{
    Told told;
    for (const RecordRef& one : m_toldLedger)
        if (one.kind == RecordKind::Invoice || one.kind == RecordKind::Bill)
            told.documents.insert({one.id});
    for (const ledger::Allocation& one : m_file.allocations)
        if (m_toldLedger.contains(one.from) || m_toldLedger.contains(match::ref(one)))
            told.documents.insert(one.to);
    for (const XeroRef& one : m_toldXero)
        if (one.kind == XeroKind::Invoice)
            told.invoices.insert(one.id);
    for (const mirror::Payment& one : m_file.xeroPayments)
        if (m_toldXero.contains(match::ref(one)))
            told.invoices.insert(one.invoice.value);
    for (const mirror::Credit& credit : m_file.credits)
        for (const mirror::Allocation& one : credit.allocations)
            if (m_toldXero.contains(match::ref(one)))
                told.invoices.insert(one.invoice.value);
    return told;
}

// More is allocated in Xero than here: by somebody there, or it was taken back here alone.
void Explainer::nameSurplus(const match::AllocationGap& gap, BridgeLine& line) const
{
    if (const std::optional<RecordRef> ours = takenBackHere(gap)) {
        const ledger::Document* document = m_index.document(gap.to);
        line.ledger = ours;
        line.cause = document && m_index.isUndone(*document) ? VoidedOneSide : ReversedOneSide;
        // It is ours, and so taking it back there is a push like another.
        line.remedy = records::pushes(m_around.settings.flows[Module::Payments])
            ? RemedyId::PushNow
            : RemedyId::ShowInXero;
        line.label += QStringLiteral(", taken back in the ledger only");
        return;
    }
    line.ledger = gap.from;
    line.cause = EditedInXero;
    line.remedy = RemedyId::ShowInXero;
    line.label += QStringLiteral(", allocated in Xero");
}

// The allocation of ours that no longer counts while the one it was pushed as still stands.
std::optional<RecordRef> Explainer::takenBackHere(const match::AllocationGap& gap) const
{
    const mirror::Credit* credit = m_index.credit(gap.credit);
    const QList<const ledger::Allocation*> counting = m_index.allocationsOf(gap.from);
    for (const mirror::Allocation& one : credit->allocations) {
        const Twin* tie = one.id ? m_index.twin(match::ref(one)) : nullptr;
        const ledger::Document* to = m_index.ourDocument(one.invoice);
        if (tie && tie->ledger.kind == RecordKind::Allocation && to && to->id == gap.to
            && std::none_of(counting.begin(), counting.end(),
                [&](const auto* ours) { return match::ref(*ours) == tie->ledger; }))
            return tie->ledger;
    }
    return {};
}

} // namespace bridge
