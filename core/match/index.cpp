// SPDX-License-Identifier: GPL-3.0-or-later

#include "match/index.h"

#include "base/planted.h"
#include <algorithm>

using namespace records;

namespace match {

Index::Index(const AccountFile& file)
    : m_wishes(file.wishes.begin(), file.wishes.end())
    , m_setAside(file.setAside.begin(), file.setAside.end())
{
    for (const Twin& twin : file.twins) {
        m_twinsByLedger.insert(twin.ledger, &twin);
        m_twinsByXero.insert(twin.xero, &twin);
    }
    for (const Operation& operation : file.operations)
        m_operations.insert(operation.subject, &operation);
    indexLedger(file);
    indexXero(file);
}

void Index::indexLedger(const AccountFile& file)
{
    for (const ledger::Document& document : file.documents)
        m_documents.insert(document.id, &document);
    for (const ledger::Payment& payment : file.payments)
        m_payments.insert(payment.id, &payment);
    for (const ledger::Adjustment& adjustment : file.adjustments)
        m_adjustments.insert(adjustment.id, &adjustment);
    for (const ledger::Reversal& reversal : file.reversals)
        m_reversed.insert(reversal.of, &reversal);
    for (const ledger::Allocation& allocation : file.allocations) {
        if (allocation.removed && !base::planted(base::Planted::RemovedStillCounts))
            continue;
        m_allocations.insert(allocation.from, &allocation);
        base::Money& sum = m_allocated[allocation.to];
        if (comparable(sum, allocation.amount))
            sum += allocation.amount;
    }
}

void Index::indexXero(const AccountFile& file)
{
    for (const mirror::Invoice& invoice : file.invoices)
        m_invoices.insert(invoice.id.value, &invoice);
    for (const mirror::Payment& payment : file.xeroPayments) {
        m_xeroPayments.insert(payment.id.value, &payment);
        if (stands(payment))
            m_paymentsOn.insert(
                payment.credit ? payment.credit.value : payment.invoice.value, &payment);
    }
    for (const mirror::BankTransaction& transaction : file.bankTransactions)
        if (transaction.isReconciled && transaction.credit)
            m_reconciledCredits.insert(transaction.credit.value);
    for (const mirror::Credit& credit : file.credits) {
        m_credits.insert(ref(credit), &credit);
        m_creditsById.insert(credit.id.value, &credit);
        for (const mirror::Allocation& allocation : credit.allocations) {
            if (allocation.id)
                m_creditsByAllocation.insert(allocation.id.value, &credit);
            if (stands(credit))
                m_creditsOn.insert(allocation.invoice.value, &credit);
        }
    }
}

const Twin* Index::twin(const RecordRef& ledger) const
{
    return m_twinsByLedger.value(ledger, nullptr);
}

const Twin* Index::twin(const XeroRef& xero) const
{
    return m_twinsByXero.value(xero, nullptr);
}

const Twin* Index::twin(DocumentId id) const
{
    const ledger::Document* ours = document(id);
    return ours ? twin(ref(*ours)) : nullptr;
}

const ledger::Document* Index::document(DocumentId id) const
{
    return m_documents.value(id, nullptr);
}

const ledger::Document* Index::ourDocument(mirror::InvoiceId xero) const
{
    const Twin* tie = twin(XeroRef{XeroKind::Invoice, xero.value});
    return tie ? document({tie->ledger.id}) : nullptr;
}

const ledger::Payment* Index::payment(PaymentId id) const
{
    return m_payments.value(id, nullptr);
}

const ledger::Adjustment* Index::adjustment(AdjustmentId id) const
{
    return m_adjustments.value(id, nullptr);
}

const mirror::Invoice* Index::invoice(const QUuid& id) const
{
    return m_invoices.value(id, nullptr);
}

const mirror::Credit* Index::credit(const XeroRef& xero) const
{
    return m_credits.value(xero, nullptr);
}

const mirror::Credit* Index::creditOf(const mirror::Payment& refund) const
{
    return m_creditsById.value(refund.credit.value, nullptr);
}

const mirror::Credit* Index::creditOfAllocation(const QUuid& allocation) const
{
    return m_creditsByAllocation.value(allocation, nullptr);
}

const mirror::Payment* Index::xeroPayment(const QUuid& id) const
{
    return m_xeroPayments.value(id, nullptr);
}

const mirror::Invoice* Index::xeroInvoice(DocumentId id) const
{
    const Twin* tie = twin(id);
    return tie ? m_invoices.value(tie->xero.id, nullptr) : nullptr;
}

const mirror::Credit* Index::xeroCredit(const RecordRef& ledger) const
{
    const Twin* tie = twin(ledger);
    return tie ? m_credits.value(tie->xero, nullptr) : nullptr;
}

QList<const ledger::Allocation*> Index::allocationsOf(const RecordRef& from) const
{
    QList<const ledger::Allocation*> found = m_allocations.values(from);
    std::reverse(found.begin(), found.end()); // a multi-hash gives the newest first
    return found;
}

bool Index::isUndone(const ledger::Document& document) const
{
    return document.status == ledger::DocumentStatus::Voided || m_reversed.contains(ref(document));
}

bool Index::isUndone(const ledger::Payment& payment) const
{
    return m_reversed.contains(ref(payment));
}

bool Index::isUndone(const RecordRef& record) const
{
    const bool isDocument = record.kind == RecordKind::Invoice
        || record.kind == RecordKind::CreditNote || record.kind == RecordKind::Bill;
    const ledger::Document* ours = isDocument ? document({record.id}) : nullptr;
    return ours ? isUndone(*ours) : isReversed(record);
}

const ledger::Reversal* Index::reversalOf(const RecordRef& record) const
{
    return m_reversed.value(record, nullptr);
}

const Operation* Index::operation(const RecordRef& subject) const
{
    const Operation* newest = nullptr;
    for (const Operation* operation : m_operations.values(subject))
        if (operation->state != OperationState::Cancelled && createsSubject(operation->kind)
            && (!newest || newest->id < operation->id))
            newest = operation;
    return newest;
}

bool Index::isSetAside(const RecordRef& subject) const
{
    const QList<const Operation*> operations = m_operations.values(subject);
    return std::any_of(operations.begin(), operations.end(), [](const Operation* operation) {
        return operation->state == OperationState::SetAside && createsSubject(operation->kind);
    });
}

bool Index::isSetAside(const RecordRef& subject, OperationKind kind) const
{
    const QList<const Operation*> operations = m_operations.values(subject);
    return std::any_of(operations.begin(), operations.end(), [&](const Operation* operation) {
        return operation->state == OperationState::SetAside && operation->kind == kind;
    });
}

bool Index::mayBeInXero(const RecordRef& subject, OperationKind kind) const
{
    const QList<const Operation*> operations = m_operations.values(subject);
    return std::any_of(operations.begin(), operations.end(), [&](const Operation* operation) {
        return operation->kind == kind
            && (isUnresolved(operation->state) || operation->state == OperationState::Parked
                || (operation->state == OperationState::Confirmed && !recurs(kind)));
    });
}

bool Index::isOurs(const mirror::Credit& credit) const
{
    const Twin* tie = twin(ref(credit));
    return tie && tie->origin != TwinOrigin::TakenIn;
}

base::Money Index::outstanding(const ledger::Document& document) const
{
    if (isUndone(document))
        return {0, document.total.currency()};
    const base::Money allocated = m_allocated.value(document.id);
    return comparable(document.total, allocated) ? document.total - allocated : document.total;
}

QList<const mirror::Payment*> Index::refundsOf(const mirror::Credit& credit) const
{
    return m_paymentsOn.values(credit.id.value);
}

QList<const mirror::Payment*> Index::paymentsOn(mirror::InvoiceId invoice) const
{
    return m_paymentsOn.values(invoice.value);
}

bool Index::isReconciled(const XeroRef& xero) const
{
    const auto byMoneyOn = [&](const QUuid& id) {
        const QList<const mirror::Payment*> payments = m_paymentsOn.values(id);
        return std::any_of(payments.begin(), payments.end(),
            [](const mirror::Payment* payment) { return payment->isReconciled; });
    };
    switch (xero.kind) {
    case XeroKind::Payment: {
        const mirror::Payment* payment = xeroPayment(xero.id);
        return payment && payment->isReconciled;
    }
    case XeroKind::Invoice: {
        const QList<const mirror::Credit*> credits = m_creditsOn.values(xero.id);
        return byMoneyOn(xero.id)
            || std::any_of(credits.begin(), credits.end(),
                [&](const mirror::Credit* credit) { return isReconciled(ref(*credit)); });
    }
    case XeroKind::CreditNote:
    case XeroKind::Overpayment:
    case XeroKind::Prepayment:
        return m_reconciledCredits.contains(xero.id) || byMoneyOn(xero.id);
    case XeroKind::Allocation:
    case XeroKind::Contact:
    case XeroKind::Item:
    case XeroKind::BankTransaction:
        break;
    }
    return false;
}

} // namespace match
