// SPDX-License-Identifier: GPL-3.0-or-later

#include "plan/removals.h"

#include <algorithm>

using namespace records;
using match::comparable;
using match::Index;
using match::ref;
using match::stands;

namespace plan {

namespace {

Cause locked(const Surroundings& around, const QDate& date)
{
    const QDate lock
        = std::max(around.organisation.periodLockDate, around.organisation.endOfYearLockDate);
    if (!lock.isValid() || !date.isValid() || date > lock)
        return {};
    return {CauseId::PeriodLocked, {lock.toString(Qt::ISODate), date.toString(Qt::ISODate)}, {}};
}

const mirror::Allocation* allocationIn(const mirror::Credit& credit, const QUuid& id)
{
    for (const mirror::Allocation& one : credit.allocations)
        if (one.id.value == id)
            return &one;
    return nullptr;
}

// The ledger's own allocation, taken back here: ours to take back there.
bool isOursToRemove(const mirror::Allocation& one, const AccountFile& file, const Index& index)
{
    const Twin* tie = index.twin(ref(one));
    return tie && tie->ledger.kind == RecordKind::Allocation
        && std::any_of(
            file.allocations.begin(), file.allocations.end(), [&](const ledger::Allocation& ours) {
                return ours.id.value == tie->ledger.id && ours.removed;
            });
}

class Remover {
public:
    Remover(const AccountFile& file, const Surroundings& around, const Index& index)
        : m_file(file)
        , m_around(around)
        , m_index(index)
    {
    }

    QList<Push> plan()
    {
        if (records::pushes(m_around.settings.flows[Module::Payments]))
            for (const ledger::Allocation& allocation : m_file.allocations)
                if (allocation.removed)
                    takeBack(allocation);
        for (const RecordRef& record : m_file.wishes)
            if (const Twin* tie = m_index.twin(record); tie && m_index.isUndone(record))
                undo(record, *tie);
        return m_pushes;
    }

private:
    void add(OperationKind kind, const RecordRef& subject, base::Money amount, const QString& label,
        const Cause& cause, const QList<RecordRef>& after = {})
    {
        if (m_index.isSetAside(subject, kind))
            return;
        Push push{kind, subject, amount, label, false, {}, after};
        if (cause && !m_index.mayBeInXero(subject, kind)) {
            push.held = true;
            push.cause = cause;
        } else if (!after.isEmpty()) {
            push.cause = {CauseId::WaitsForOther,
                {m_pushes.isEmpty() ? QString() : m_pushes.last().label}, {}};
        }
        m_pushes.append(push);
    }

    void removeAllocation(const RecordRef& subject, const XeroRef& xero)
    {
        const mirror::Credit* credit = m_index.creditOfAllocation(xero.id);
        const mirror::Allocation* seen = credit ? allocationIn(*credit, xero.id) : nullptr;
        if (!seen || !stands(*credit))
            return; // Xero shows it no more
        add(OperationKind::RemoveAllocation, subject, seen->amount,
            seen->amount.display() + QStringLiteral(" off ") + seen->invoiceNumber,
            obstacle(xero, m_around, m_index));
    }

    // Taken back as part of a reversal or void it goes with that one's wish, else by itself.
    void takeBack(const ledger::Allocation& allocation)
    {
        const Twin* tie = m_index.twin(ref(allocation));
        if (!tie || tie->xero.kind != XeroKind::Allocation)
            return;
        const ledger::Document* to = m_index.document(allocation.to);
        const bool undone = m_index.isUndone(allocation.from) || (to && m_index.isUndone(*to));
        const bool wished = m_index.isWished(allocation.from) || (to && m_index.isWished(ref(*to)));
        if (!undone || wished)
            removeAllocation(ref(allocation), tie->xero);
    }

    void undo(const RecordRef& record, const Twin& tie)
    {
        switch (tie.xero.kind) {
        case XeroKind::Payment:
            if (const mirror::Payment* seen = m_index.xeroPayment(tie.xero.id);
                seen && stands(*seen))
                add(OperationKind::DeletePayment, record, seen->amount, numberOf(record),
                    obstacle(tie.xero, m_around, m_index));
            break;
        case XeroKind::Allocation:
            removeAllocation(record, tie.xero);
            break;
        case XeroKind::Overpayment:
            refund(record, tie.xero);
            break;
        case XeroKind::Invoice:
        case XeroKind::CreditNote:
            voidDocument(record, tie.xero);
            break;
        case XeroKind::Prepayment:
        case XeroKind::Contact:
        case XeroKind::Item:
        case XeroKind::BankTransaction:
            break;
        }
    }

    // Reconciled, it can't be voided any more: its money goes back the way the bank's own debit
    // line will show it (design §5).
    void refund(const RecordRef& record, const XeroRef& xero)
    {
        const mirror::Credit* credit = m_index.credit(xero);
        if (!credit || !stands(*credit) || !m_index.isReconciled(xero)
            || (credit->allocations.isEmpty() && credit->remainingCredit.isZero()))
            return;
        const QList<RecordRef> after = ownAllocations(*credit);
        Cause cause = locked(m_around, m_around.today);
        if (!cause && after.size() < credit->allocations.size())
            cause = {CauseId::MoneyOnIt,
                {numberOf(record), (credit->total - credit->remainingCredit).toString()}, {}};
        add(OperationKind::RefundCredit, record, credit->total, numberOf(record), cause, after);
    }

    QList<RecordRef> ownAllocations(const mirror::Credit& credit) const
    {
        QList<RecordRef> own;
        for (const mirror::Allocation& one : credit.allocations)
            if (isOursToRemove(one, m_file, m_index))
                own.append(m_index.twin(ref(one))->ledger);
        return own;
    }

    void voidDocument(const RecordRef& record, const XeroRef& xero)
    {
        const mirror::Invoice* invoice
            = xero.kind == XeroKind::Invoice ? m_index.invoice(xero.id) : nullptr;
        const mirror::Credit* note = m_index.credit(xero);
        if (!(invoice && stands(*invoice)) && !(note && stands(*note)))
            return;
        Cause cause = obstacle(xero, m_around, m_index);
        const base::Money left = moneyOn(xero, m_file, m_index);
        if (!cause && left > base::Money())
            cause = {CauseId::MoneyOnIt, {numberOf(record), left.toString()}, {}};
        QList<RecordRef> after;
        if (note)
            after = ownAllocations(*note);
        for (const mirror::Credit& credit : m_file.credits)
            for (const mirror::Allocation& one : credit.allocations)
                if (invoice && one.invoice == invoice->id && stands(credit)
                    && isOursToRemove(one, m_file, m_index))
                    after.append(m_index.twin(ref(one))->ledger);
        add(OperationKind::VoidDocument, record, invoice ? invoice->total : note->total,
            numberOf(record), cause, after);
    }

    QString numberOf(const RecordRef& record) const
    {
        if (const ledger::Payment* payment
            = record.kind == RecordKind::Payment ? m_index.payment({record.id}) : nullptr)
            return payment->number;
        const ledger::Document* document = m_index.document({record.id});
        return document ? document->number : QString();
    }

    const AccountFile& m_file;
    const Surroundings& m_around;
    const Index& m_index;
    QList<Push> m_pushes;
};

} // namespace

Cause obstacle(const XeroRef& xero, const Surroundings& around, const Index& index)
{
    // An invoice is held by the payments on it; what a credit has put there can be taken back.
    const QList<const mirror::Payment*> onIt = index.paymentsOn({xero.id});
    const bool reconciled = xero.kind == XeroKind::Invoice
        ? std::any_of(onIt.begin(), onIt.end(),
            [](const mirror::Payment* payment) { return payment->isReconciled; })
        : index.isReconciled(xero);
    if (reconciled)
        return {CauseId::Reconciled, {}, {}};
    if (const mirror::Payment* payment = index.xeroPayment(xero.id)) {
        if (!payment->batchPayment.isNull())
            return {CauseId::ByHandOnly, {QStringLiteral("a payment of a batch")}, {}};
        return locked(around, payment->date);
    }
    if (const mirror::Invoice* invoice = index.invoice(xero.id))
        return locked(around, invoice->date);
    if (const mirror::Credit* credit = index.credit(xero))
        return locked(around, credit->date);
    if (const mirror::Credit* credit = index.creditOfAllocation(xero.id))
        if (const mirror::Allocation* one = allocationIn(*credit, xero.id))
            return locked(around, one->date);
    return {};
}

base::Money moneyOn(const XeroRef& xero, const AccountFile& file, const Index& index)
{
    base::Money sum;
    const auto count = [&](base::Money amount) {
        if (comparable(sum, amount))
            sum += amount;
    };
    if (xero.kind == XeroKind::Invoice) {
        for (const mirror::Payment* payment : index.paymentsOn({xero.id}))
            count(payment->amount);
        for (const mirror::Credit& credit : file.credits)
            for (const mirror::Allocation& one : credit.allocations)
                if (stands(credit) && one.invoice.value == xero.id
                    && !isOursToRemove(one, file, index))
                    count(one.amount);
        return sum;
    }
    if (const mirror::Credit* credit = index.credit(xero)) {
        for (const mirror::Payment* refund : index.refundsOf(*credit))
            count(refund->amount);
        for (const mirror::Allocation& one : credit->allocations)
            if (!isOursToRemove(one, file, index))
                count(one.amount);
    }
    return sum;
}

QList<Push> removals(const AccountFile& file, const Surroundings& around, const Index& index)
{
    return Remover(file, around, index).plan();
}

} // namespace plan
