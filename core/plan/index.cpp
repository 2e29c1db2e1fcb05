// SPDX-License-Identifier: GPL-3.0-or-later

#include "plan/index.h"

#include "plan/plan.h"
#include "records/words.h"

#include <algorithm>

using namespace records;

namespace plan {

RecordRef ref(const ledger::Document& document)
{
    return {recordKind(document.kind), document.id.value};
}

Index::Index(const AccountFile& file)
{
    for (const Twin& twin : file.twins) {
        m_twinsByLedger.insert(twin.ledger, &twin);
        m_twinsByXero.insert(twin.xero, &twin);
    }
    for (const ledger::Document& document : file.documents)
        m_documents.insert(document.id, &document);
    for (const ledger::Payment& payment : file.payments)
        m_payments.insert(payment.id, &payment);
    for (const mirror::Invoice& invoice : file.invoices)
        m_invoices.insert(invoice.id.value, &invoice);
    for (const mirror::Credit& credit : file.credits)
        m_credits.insert({xeroKind(credit.kind), credit.id.value}, &credit);
    for (const Operation& operation : file.operations)
        m_operations.insert(operation.subject, &operation);
    for (const ledger::Reversal& reversal : file.reversals)
        m_reversed.insert(reversal.of);
    for (const ledger::Allocation& allocation : file.allocations) {
        if (allocation.removed)
            continue;
        m_allocations.insert(allocation.from, &allocation);
        base::Money& sum = m_allocated[allocation.to];
        if (comparable(sum, allocation.amount))
            sum += allocation.amount;
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

const mirror::Invoice* Index::xeroInvoice(DocumentId id) const
{
    const ledger::Document* ours = document(id);
    const Twin* tie = ours ? twin(ref(*ours)) : nullptr;
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

bool Index::isSetAside(const RecordRef& subject) const
{
    const QList<const Operation*> operations = m_operations.values(subject);
    return std::any_of(operations.begin(), operations.end(),
        [](const Operation* operation) { return operation->state == OperationState::SetAside; });
}

bool Index::mayBeInXero(const RecordRef& subject, OperationKind kind) const
{
    const QList<const Operation*> operations = m_operations.values(subject);
    return std::any_of(operations.begin(), operations.end(), [&](const Operation* operation) {
        return operation->kind == kind
            && (isUnresolved(operation->state) || operation->state == OperationState::Parked
                || operation->state == OperationState::Confirmed);
    });
}

base::Money Index::outstanding(const ledger::Document& document) const
{
    if (isUndone(document))
        return {0, document.total.currency()};
    const base::Money allocated = m_allocated.value(document.id);
    return comparable(document.total, allocated) ? document.total - allocated : document.total;
}

base::Money outstanding(const AccountFile& file, DocumentId invoice)
{
    const Index index(file);
    const ledger::Document* document = index.document(invoice);
    return document ? index.outstanding(*document) : base::Money{};
}

} // namespace plan
