// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/planted.h"
#include "match/index.h"
#include "match/match.h"
#include "plan/plan.h"

#include <algorithm>

using namespace records;
using match::comparable;
using match::Index;
using match::ref;
using match::stands;

namespace plan {

namespace {

Cause because(CauseId id, const QStringList& arguments = {})
{
    return {id, arguments, {}};
}

QString nameOf(mirror::CreditKind kind)
{
    switch (kind) {
    case mirror::CreditKind::CreditNote:
        return QStringLiteral("Credit note");
    case mirror::CreditKind::Overpayment:
        return QStringLiteral("Overpayment");
    case mirror::CreditKind::Prepayment:
        return QStringLiteral("Prepayment");
    }
    base::require(false, "every credit kind has its name");
    return {};
}

QString nameOf(const mirror::Credit& credit)
{
    return credit.number.isEmpty() ? nameOf(credit.kind)
                                   : nameOf(credit.kind) + QLatin1Char(' ') + credit.number;
}

QString spoken(Module module)
{
    switch (module) {
    case Module::Invoices:
    case Module::Bills:
        return QStringLiteral("credit notes");
    case Module::Payments:
    case Module::Contacts:
    case Module::Vendors:
    case Module::Products:
        break;
    }
    return QStringLiteral("payments");
}

// Judges what Xero shows on one account. What it decides to take in counts at once against the
// invoice and the parent, so that two decisions of one pass can't over-allocate together.
class Judge {
public:
    Judge(const AccountFile& file, const Index& index, const Surroundings& around)
        : m_file(file)
        , m_index(index)
        , m_flows(around.settings.flows)
        , m_start(around.settings.startDate)
        , m_takesInInvoices(around.settings.takesInInvoices)
    {
        for (const match::Pair& pair : match::suspectedWrongMatches(file))
            m_wrongMatches.insert(pair.xero);
        for (const Retie& retie : reties(file))
            m_retied.insert(retie.to);
        markBusyInvoices();
        noteCreditsOnTheirWay();
        for (const ledger::Adjustment& adjustment : file.adjustments)
            if (!raisesBalance(adjustment.kind) && !index.twin(ref(adjustment)))
                m_unmirrored.append(&adjustment);
    }

    void judge()
    {
        for (const mirror::Invoice& invoice : m_file.invoices)
            if (m_takesInInvoices && stands(invoice) && !isTied(ref(invoice)))
                judgeInvoice(invoice);
        for (const mirror::Payment& payment : m_file.xeroPayments)
            if (stands(payment) && !isTied(ref(payment)))
                judgePayment(payment);
        for (const mirror::Credit& credit : m_file.credits)
            if (stands(credit))
                judgeCredit(credit);
    }

    QList<Intake> intakes;
    QList<Mirroring> mirrorings;

private:
    bool isTied(const XeroRef& xero) const
    {
        if (base::planted(base::Planted::TakeInTwice) && xero.kind == XeroKind::Payment)
            return false;
        return m_index.twin(xero) || m_retied.contains(xero);
    }

    void add(Intake intake, IntakeState state, const Cause& cause = {})
    {
        const Module module = moduleOf(intake, m_file);
        if (state == IntakeState::TakenIn && !takesIn(m_flows[module]))
            return add(intake, IntakeState::Ignored, because(CauseId::ModuleOff, {spoken(module)}));
        intake.state = state;
        intake.cause = cause;
        intakes.append(intake);
    }

    // Nothing is taken in on an invoice while a push that pays it is unresolved: it may be the
    // same.
    void markBusyInvoices()
    {
        for (const ledger::Allocation& allocation : m_file.allocations) {
            if (allocation.removed || m_index.twin(ref(allocation))
                || base::planted(base::Planted::TakeInBusy))
                continue;
            const bool onItsWay
                = m_index.mayBeInXero(ref(allocation), OperationKind::CreateAllocation)
                || (!m_index.twin(allocation.from)
                    && m_index.mayBeInXero(allocation.from, OperationKind::CreatePayment));
            if (onItsWay)
                m_busy.insert(allocation.to);
        }
    }

    // R136–R137: an invoice that was born in Xero comes in when every line has an item. One that
    // has the number of ours may be ours.
    void judgeInvoice(const mirror::Invoice& invoice)
    {
        const bool isSale = m_file.account.role == ledger::AccountRole::Customer;
        const auto withItem = std::ranges::count_if(
            invoice.lines, [](const mirror::Line& line) { return !line.itemCode.isEmpty(); });
        const bool isOurs = std::ranges::any_of(m_file.documents,
            [&](const ledger::Document& one) { return one.number == invoice.number; });
        if (!isSale || invoice.type != u"ACCREC" || invoice.lines.isEmpty() || isOurs
            || (m_start.isValid() && invoice.date < m_start))
            return;
        const QString kind = withItem == 0    ? QStringLiteral("Service invoice ")
            : withItem < invoice.lines.size() ? QStringLiteral("Hybrid invoice ")
                                              : QStringLiteral("Item invoice ");
        Intake intake;
        intake.xero = ref(invoice);
        intake.account = m_file.account.id;
        intake.amount = invoice.total;
        intake.date = invoice.date;
        intake.label = kind + invoice.number;
        if (m_index.isSetAside(intake.xero))
            return add(intake, IntakeState::Ignored, because(CauseId::SetAside));
        for (qsizetype i = 0; i < invoice.lines.size(); ++i)
            if (invoice.lines[i].itemCode.isEmpty())
                return add(intake, IntakeState::Blocked,
                    because(CauseId::ServiceLine,
                        {invoice.number, QString::number(i + 1), invoice.lines[i].description}));
        add(intake, IntakeState::TakenIn);
    }

    void judgePayment(const mirror::Payment& payment)
    {
        Intake intake;
        intake.xero = ref(payment);
        intake.account = m_file.account.id;
        intake.amount = payment.amount;
        intake.date = payment.date;
        if (payment.credit)
            return judgeRefund(payment, intake);
        intake.label = QStringLiteral("Payment on ") + payment.invoiceNumber;
        const ledger::Document* document = m_index.ourDocument(payment.invoice);
        if (m_index.isSetAside(intake.xero))
            return add(intake, IntakeState::Ignored, because(CauseId::SetAside));
        if (!document)
            return add(intake, IntakeState::Ignored,
                because(CauseId::InvoiceNotOurs, {payment.invoiceNumber}));
        intake.invoice = document->id;
        if (m_busy.contains(document->id))
            return add(
                intake, IntakeState::Ignored, because(CauseId::BusyRecord, {document->number}));
        Cause cause = overAllocation(*document, payment.amount);
        if (!cause && m_wrongMatches.contains(intake.xero))
            cause = because(
                CauseId::SuspectedWrongMatch, {document->number, payment.amount.toString()});
        if (cause)
            return add(intake, IntakeState::Blocked, cause);
        m_taken[document->id] += payment.amount;
        add(intake, IntakeState::TakenIn);
    }

    // Money paid back out of a credit. Of one that the ledger knows it is taken in as the ledger's
    // own refund; of one that it has reversed, it is the other half of that reversal.
    void judgeRefund(const mirror::Payment& payment, Intake intake)
    {
        const mirror::Credit* credit = m_index.creditOf(payment);
        intake.label = QStringLiteral("Refund of ")
            + (credit ? nameOf(*credit).toLower() : QStringLiteral("a credit"));
        if (credit)
            intake.parent = ref(*credit);
        if (m_index.isSetAside(intake.xero))
            return add(intake, IntakeState::Ignored, because(CauseId::SetAside));
        const Twin* tie = credit ? m_index.twin(ref(*credit)) : nullptr;
        if (tie || (credit && isRefundedWhole(*credit))) {
            if (m_start.isValid() && payment.date < m_start)
                return add(intake, IntakeState::Ignored,
                    because(CauseId::BeforeStartDate, {m_start.toString(Qt::ISODate)}));
            if (const ledger::Adjustment* own = tie ? ownRefund(payment.amount) : nullptr) {
                m_answered.insert(own->id);
                mirrorings.append({ref(*own), ref(payment)});
                return add(
                    intake, IntakeState::Skipped, because(CauseId::UndoneHere, {own->number}));
            }
        }
        if (!tie) {
            if (credit && mayBeOurs(*credit))
                return add(
                    intake, IntakeState::Ignored, because(CauseId::BusyRecord, {intake.label}));
            if (credit && isRefundedWhole(*credit) && !ownRefund(payment.amount))
                return add(intake, IntakeState::TakenIn);
            return add(intake, IntakeState::Ignored, because(CauseId::CreditNotOurs));
        }
        if (m_index.mayBeInXero(tie->ledger, OperationKind::RefundCredit))
            return add(intake, IntakeState::Ignored, because(CauseId::BusyRecord, {intake.label}));
        if (!m_index.isUndone(tie->ledger))
            return add(intake, IntakeState::TakenIn);
        const ledger::Reversal* reversal = m_index.reversalOf(tie->ledger);
        if (reversal && reversal->amount == payment.amount && !m_index.twin(ref(*reversal)))
            mirrorings.append({ref(*reversal), ref(payment)});
        add(intake, IntakeState::Ignored,
            because(CauseId::UndoneHere, {reversal ? reversal->number : QString()}));
    }

    // The ledger recorded this refund itself, and a person made it in Xero too: one refund, two
    // sides.
    const ledger::Adjustment* ownRefund(base::Money amount) const
    {
        for (const ledger::Adjustment& one : m_file.adjustments)
            if (one.kind == ledger::AdjustmentKind::Refund && one.amount == amount
                && !m_index.twin(ref(one)) && !m_answered.contains(one.id))
                return &one;
        return nullptr;
    }

    // A credit note that was made in Xero only to pay money back: note and refund come in together
    // (R143).
    bool isRefundedWhole(const mirror::Credit& credit) const
    {
        base::Money refunded;
        for (const mirror::Payment* refund : m_index.refundsOf(credit))
            refunded += refund->amount;
        return credit.kind == mirror::CreditKind::CreditNote && stands(credit)
            && credit.allocations.isEmpty() && refunded == credit.total;
    }

    // Whole or not at all (R071).
    Cause overAllocation(const ledger::Document& document, base::Money amount) const
    {
        const base::Money outstanding = m_index.outstanding(document);
        if (!comparable(outstanding, amount) || !(amount.currency() == document.total.currency()))
            return because(CauseId::ForeignCurrency, {amount.currency().code()});
        const base::Money excess = amount - (outstanding - m_taken.value(document.id));
        if (excess > base::Money{} && !base::planted(base::Planted::OverAllocateOnPull))
            return because(CauseId::OverAllocation, {document.number, excess.toString()});
        return {};
    }

    void judgeCredit(const mirror::Credit& credit)
    {
        const Twin* tie = m_index.twin(ref(credit));
        if (tie && tie->origin == TwinOrigin::Mirrored)
            return; // explained as a whole by the ledger's own credit
        const bool bornHere = tie != nullptr;
        const bool perhapsOurs = !bornHere && mayBeOurs(credit);
        base::Money fromParent;
        for (const mirror::Allocation& allocation : credit.allocations)
            if (m_index.twin(ref(allocation)) && comparable(fromParent, allocation.amount))
                fromParent += allocation.amount;
        for (const mirror::Allocation& allocation : credit.allocations) {
            if (allocation.id && isTied(ref(allocation)))
                continue;
            Intake intake;
            intake.xero = ref(allocation);
            intake.parent = ref(credit);
            intake.account = m_file.account.id;
            intake.amount = allocation.amount;
            intake.date = allocation.date.isValid() ? allocation.date : credit.date;
            intake.label = nameOf(credit) + QStringLiteral(" on ") + allocation.invoiceNumber;
            judgeAllocation(credit, allocation, intake, bornHere, perhapsOurs, fromParent);
        }
        if (!bornHere)
            judgeRemaining(credit, perhapsOurs);
    }

    void judgeAllocation(const mirror::Credit& credit, const mirror::Allocation& allocation,
        Intake intake, bool bornHere, bool perhapsOurs, base::Money& fromParent)
    {
        const ledger::Document* document = m_index.ourDocument(allocation.invoice);
        if (document)
            intake.invoice = document->id;
        // Without its id (a PUT's answer has none) it can't be tied; the next fetch brings it.
        if (perhapsOurs || !allocation.id || (document && m_busy.contains(document->id)))
            return add(intake, IntakeState::Ignored,
                because(CauseId::BusyRecord, {allocation.invoiceNumber}));
        if (bornHere && !base::planted(base::Planted::TakeInOwn))
            return add(intake, IntakeState::Ignored, because(CauseId::BornHere));
        if (m_index.isSetAside(intake.xero) || m_index.isSetAside(intake.parent))
            return add(intake, IntakeState::Ignored, because(CauseId::SetAside));
        if (!document)
            return add(intake, IntakeState::Ignored,
                because(CauseId::InvoiceNotOurs, {allocation.invoiceNumber}));
        Cause cause = overAllocation(*document, allocation.amount);
        if (cause.id == CauseId::OverAllocation && mirrored(credit, allocation, *document))
            return add(intake, IntakeState::Skipped,
                because(CauseId::ZeroOutstanding, {document->number}));
        if (!cause
            && !(comparable(fromParent, allocation.amount)
                && comparable(allocation.amount, credit.total)))
            cause = because(CauseId::ForeignCurrency, {allocation.amount.currency().code()});
        if (!cause && fromParent + allocation.amount > credit.total)
            cause = because(CauseId::CreditUsedUp, {(credit.total - fromParent).toString()});
        if (cause)
            return add(intake, IntakeState::Blocked, cause);
        fromParent += allocation.amount;
        m_taken[document->id] += allocation.amount;
        add(intake, IntakeState::TakenIn);
    }

    // R040–R041: a credit note on an invoice that is already at zero is skipped quietly only when a
    // ledger credit of that amount explains it; one ledger credit explains one allocation.
    bool mirrored(const mirror::Credit& credit, const mirror::Allocation& allocation,
        const ledger::Document& document)
    {
        if (credit.kind != mirror::CreditKind::CreditNote
            || !(m_index.outstanding(document) - m_taken.value(document.id)).isZero())
            return false;
        const auto found = std::find_if(
            m_unmirrored.begin(), m_unmirrored.end(), [&](const ledger::Adjustment* adjustment) {
                return adjustment->amount == allocation.amount && appliesTo(*adjustment, document);
            });
        if (found == m_unmirrored.end())
            return false;
        // Only a credit note of exactly that amount can be tied whole to the ledger credit.
        if (credit.total == allocation.amount)
            mirrorings.append({ref(**found), ref(credit)});
        m_unmirrored.erase(found);
        return true;
    }

    // A ledger credit that says which invoices it is for explains nothing on another one.
    bool appliesTo(const ledger::Adjustment& adjustment, const ledger::Document& document) const
    {
        const QList<const ledger::Allocation*> allocations = m_index.allocationsOf(ref(adjustment));
        return allocations.isEmpty()
            || std::any_of(allocations.begin(), allocations.end(),
                [&](const ledger::Allocation* one) { return one->to == document.id; });
    }

    // A push whose outcome nobody has read back may have made this credit.
    bool mayBeOurs(const mirror::Credit& credit) const
    {
        return credit.kind == mirror::CreditKind::Overpayment
            ? m_paymentsOnTheirWay.contains(credit.total.minor())
            : credit.kind == mirror::CreditKind::CreditNote
                && m_notesOnTheirWay.contains(credit.number);
    }

    void noteCreditsOnTheirWay()
    {
        for (const ledger::Payment& payment : m_file.payments)
            if (!m_index.twin(ref(payment))
                && m_index.mayBeInXero(ref(payment), OperationKind::CreateOverpayment))
                m_paymentsOnTheirWay.insert(payment.amount.minor());
        for (const ledger::Document& note : m_file.documents)
            if (note.kind == ledger::DocumentKind::CreditNote && !m_index.twin(ref(note))
                && m_index.mayBeInXero(ref(note), OperationKind::CreateCreditNote))
                m_notesOnTheirWay.insert(note.number);
    }

    void judgeRemaining(const mirror::Credit& credit, bool perhapsOurs)
    {
        if (!(credit.remainingCredit > base::Money{}))
            return;
        Intake intake;
        intake.xero = ref(credit);
        intake.account = m_file.account.id;
        intake.amount = credit.remainingCredit;
        intake.date = credit.date;
        intake.label = nameOf(credit);
        if (perhapsOurs)
            return add(intake, IntakeState::Ignored, because(CauseId::BusyRecord, {intake.label}));
        if (m_index.isSetAside(intake.xero))
            return add(intake, IntakeState::Ignored, because(CauseId::SetAside));
        add(intake, IntakeState::Waiting, because(CauseId::NotAllocated));
    }

    const AccountFile& m_file;
    const Index& m_index;
    const Flows& m_flows;
    const QDate m_start;
    const bool m_takesInInvoices;
    QSet<AdjustmentId> m_answered; // refunds of the ledger that Xero's were found for
    QSet<XeroRef> m_wrongMatches;
    QSet<XeroRef> m_retied;
    QSet<DocumentId> m_busy;
    QSet<qint64> m_paymentsOnTheirWay; // their amounts, in minor units
    QSet<QString> m_notesOnTheirWay; // their numbers
    QHash<DocumentId, base::Money> m_taken;
    QList<const ledger::Adjustment*> m_unmirrored;
};

// Money on an invoice in Xero that no twin holds, by which a twin that lost its own can be mended.
struct Loose {
    XeroRef xero;
    XeroRef parent; // of an allocation
    mirror::InvoiceId invoice;
    base::Money amount;
    QDate date;
    bool used = false;
};

QList<Loose> looseMoney(const AccountFile& file, const Index& index)
{
    QList<Loose> found;
    for (const mirror::Payment& payment : file.xeroPayments)
        if (stands(payment) && payment.invoice && !index.twin(ref(payment)))
            found.append({ref(payment), {}, payment.invoice, payment.amount, payment.date, false});
    for (const mirror::Credit& credit : file.credits) {
        if (!stands(credit))
            continue;
        for (const mirror::Allocation& allocation : credit.allocations)
            if (allocation.id && !index.twin(ref(allocation)))
                found.append({ref(allocation), ref(credit), allocation.invoice, allocation.amount,
                    allocation.date, false});
    }
    std::stable_sort(
        found.begin(), found.end(), [](const Loose& a, const Loose& b) { return a.date < b.date; });
    return found;
}

QSet<XeroRef> standingMoney(const AccountFile& file)
{
    QSet<XeroRef> found;
    for (const mirror::Payment& payment : file.xeroPayments)
        if (stands(payment))
            found.insert(ref(payment));
    for (const mirror::Credit& credit : file.credits)
        if (stands(credit))
            for (const mirror::Allocation& allocation : credit.allocations)
                found.insert(ref(allocation));
    return found;
}

// The allocation a twin's money stands for: the allocation itself, or a payment's only one.
const ledger::Allocation* allocationBehind(
    const Twin& twin, const Index& index, const QHash<qint64, const ledger::Allocation*>& byId)
{
    if (twin.ledger.kind == RecordKind::Allocation)
        return byId.value(twin.ledger.id, nullptr);
    if (twin.ledger.kind != RecordKind::Payment)
        return nullptr;
    const QList<const ledger::Allocation*> allocations = index.allocationsOf(twin.ledger);
    return allocations.size() == 1 ? allocations.first() : nullptr;
}

// Our own allocation may only move within its own credit; money taken in may come back in any form
// that isn't a credit of ours.
bool mayReplace(
    const Loose& loose, const Twin& twin, const ledger::Allocation& allocation, const Index& index)
{
    if (twin.ledger.kind == RecordKind::Allocation) {
        const Twin* credit = index.twin(allocation.from);
        return credit && loose.parent == credit->xero;
    }
    return loose.xero.kind == XeroKind::Payment || !index.twin(loose.parent);
}

} // namespace

QList<Intake> intakes(const AccountFile& file, const Surroundings& around)
{
    const Index index(file);
    Judge judge(file, index, around);
    judge.judge();
    return judge.intakes;
}

QList<Mirroring> mirrorings(const AccountFile& file, const Surroundings& around)
{
    const Index index(file);
    Judge judge(file, index, around);
    judge.judge();
    return judge.mirrorings;
}

QList<Retie> reties(const AccountFile& file)
{
    const Index index(file);
    const QSet<XeroRef> standing = standingMoney(file);
    QList<Loose> loose = looseMoney(file, index);
    QMultiHash<QUuid, Loose*> byInvoice;
    for (auto one = loose.rbegin(); one != loose.rend(); ++one)
        byInvoice.insert(one->invoice.value, &*one); // values() gives the earliest first
    QHash<qint64, const ledger::Allocation*> byId;
    for (const ledger::Allocation& allocation : file.allocations)
        if (!allocation.removed)
            byId.insert(allocation.id.value, &allocation);
    QList<Retie> found;
    for (const Twin& twin : file.twins) {
        if ((twin.xero.kind != XeroKind::Payment && twin.xero.kind != XeroKind::Allocation)
            || standing.contains(twin.xero))
            continue;
        const ledger::Allocation* allocation = allocationBehind(twin, index, byId);
        const mirror::Invoice* invoice = allocation ? index.xeroInvoice(allocation->to) : nullptr;
        if (!invoice)
            continue;
        for (Loose* one : byInvoice.values(invoice->id.value)) {
            if (one->used || !(one->amount == allocation->amount)
                || !mayReplace(*one, twin, *allocation, index))
                continue;
            one->used = true;
            found.append({twin.ledger, twin.xero, one->xero});
            break;
        }
    }
    return found;
}

// Credit notes come in with the invoices, as in the billing systems; all other money is payments.
Module moduleOf(const Intake& intake, const AccountFile& file)
{
    if (intake.xero.kind == XeroKind::Invoice)
        return Module::Invoices;
    if (intake.parent.kind != XeroKind::CreditNote || intake.parent.id.isNull())
        return Module::Payments;
    for (const ledger::Document& document : file.documents)
        if (document.id == intake.invoice)
            return records::moduleOf(recordKind(document.kind));
    return file.account.role == ledger::AccountRole::Vendor ? Module::Bills : Module::Invoices;
}

base::Money outstanding(const AccountFile& file, DocumentId invoice)
{
    const Index index(file);
    const ledger::Document* document = index.document(invoice);
    return document ? index.outstanding(*document) : base::Money{};
}

} // namespace plan
