// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "records/accountfile.h"
#include "records/words.h"

// The questions that pushing, taking in, the bridge and the preflight all ask of an account's file,
// each answered at once however long the account's history is.
namespace match {

class Index {
public:
    // The file must outlive the index: everything returned points into it.
    explicit Index(const records::AccountFile& file);

    const records::Twin* twin(const records::RecordRef& ledger) const;
    const records::Twin* twin(const records::XeroRef& xero) const;
    const records::Twin* twin(records::DocumentId document) const;
    const records::ledger::Document* document(records::DocumentId id) const;
    const records::ledger::Document* ourDocument(records::mirror::InvoiceId xero) const;
    const records::ledger::Payment* payment(records::PaymentId id) const;
    const records::ledger::Adjustment* adjustment(records::AdjustmentId id) const;
    const records::mirror::Invoice* invoice(const QUuid& id) const;
    const records::mirror::Invoice* xeroInvoice(records::DocumentId id) const; // the twin's
    const records::mirror::Credit* credit(const records::XeroRef& xero) const;
    const records::mirror::Credit* xeroCredit(const records::RecordRef& ledger) const; // the twin's
    const records::mirror::Credit* creditOf(const records::mirror::Payment& refund) const;
    const records::mirror::Credit* creditOfAllocation(const QUuid& allocation) const;
    const records::mirror::Payment* xeroPayment(const QUuid& id) const;
    // Allocations that count: those taken back are left out.
    QList<const records::ledger::Allocation*> allocationsOf(const records::RecordRef& from) const;

    // Voided or reversed in the ledger.
    bool isUndone(const records::ledger::Document& document) const;
    bool isUndone(const records::ledger::Payment& payment) const;
    bool isReversed(const records::RecordRef& record) const { return m_reversed.contains(record); }
    bool isUndone(const records::RecordRef& record) const;
    const records::ledger::Reversal* reversalOf(const records::RecordRef& record) const;
    // A person wants Xero's half of what was undone here.
    bool isWished(const records::RecordRef& record) const { return m_wishes.contains(record); }
    // The newest push that makes this record in Xero and was not cancelled.
    const records::Operation* operation(const records::RecordRef& subject) const;
    // The user said never: to the record, or to this kind of push of it.
    bool isSetAside(const records::RecordRef& subject) const;
    bool isSetAside(const records::RecordRef& subject, records::OperationKind kind) const;
    bool isSetAside(const records::XeroRef& xero) const { return m_setAside.contains(xero); }
    // A push of this kind that may already stand in Xero, though nothing is tied yet. Its kind and
    // its record must stay as they are, and no check of ours may second-guess it.
    bool mayBeInXero(const records::RecordRef& subject, records::OperationKind kind) const;
    // A credit that is, as a whole, a record of ours: pushed, adopted, mirrored by hand. Whoever
    // allocated it, its allocations are not news.
    bool isOurs(const records::mirror::Credit& credit) const;

    base::Money outstanding(const records::ledger::Document& document) const;

    // Tied to the bank by a person in Xero: nothing of ours changes it any more (R141). Of an
    // invoice: any money on it; of a credit: the bank transaction that made it, or a refund.
    bool isReconciled(const records::XeroRef& xero) const;
    QList<const records::mirror::Payment*> refundsOf(const records::mirror::Credit& credit) const;
    QList<const records::mirror::Payment*> paymentsOn(records::mirror::InvoiceId invoice) const;

private:
    void indexLedger(const records::AccountFile& file);
    void indexXero(const records::AccountFile& file);

    QHash<records::RecordRef, const records::Twin*> m_twinsByLedger;
    QHash<records::XeroRef, const records::Twin*> m_twinsByXero;
    QHash<records::DocumentId, const records::ledger::Document*> m_documents;
    QHash<records::PaymentId, const records::ledger::Payment*> m_payments;
    QHash<records::AdjustmentId, const records::ledger::Adjustment*> m_adjustments;
    QHash<QUuid, const records::mirror::Invoice*> m_invoices;
    QHash<records::XeroRef, const records::mirror::Credit*> m_credits;
    QHash<QUuid, const records::mirror::Credit*> m_creditsById;
    QHash<QUuid, const records::mirror::Credit*> m_creditsByAllocation;
    QHash<QUuid, const records::mirror::Payment*> m_xeroPayments;
    QMultiHash<records::RecordRef, const records::ledger::Allocation*> m_allocations;
    QHash<records::DocumentId, base::Money> m_allocated;
    QMultiHash<records::RecordRef, const records::Operation*> m_operations;
    QHash<records::RecordRef, const records::ledger::Reversal*> m_reversed;
    QMultiHash<QUuid, const records::mirror::Payment*> m_paymentsOn; // by invoice or credit
    QMultiHash<QUuid, const records::mirror::Credit*> m_creditsOn; // by invoice
    QSet<QUuid> m_reconciledCredits;
    QSet<records::RecordRef> m_wishes;
    QSet<records::XeroRef> m_setAside;
};

inline records::RecordRef ref(const records::ledger::Account& account)
{
    return {records::RecordKind::Account, account.id.value};
}
inline records::RecordRef ref(const records::ledger::Document& document)
{
    return {records::recordKind(document.kind), document.id.value};
}
inline records::RecordRef ref(const records::ledger::Payment& payment)
{
    return {records::RecordKind::Payment, payment.id.value};
}
inline records::RecordRef ref(const records::ledger::Adjustment& adjustment)
{
    return {records::RecordKind::Adjustment, adjustment.id.value};
}
inline records::RecordRef ref(const records::ledger::Allocation& allocation)
{
    return {records::RecordKind::Allocation, allocation.id.value};
}
inline records::RecordRef ref(const records::ledger::Reversal& reversal)
{
    return {records::RecordKind::Reversal, reversal.id.value};
}
inline records::XeroRef ref(const records::mirror::Invoice& invoice)
{
    return {records::XeroKind::Invoice, invoice.id.value};
}
inline records::XeroRef ref(const records::mirror::Payment& payment)
{
    return {records::XeroKind::Payment, payment.id.value};
}
inline records::XeroRef ref(const records::mirror::Credit& credit)
{
    return {records::xeroKind(credit.kind), credit.id.value};
}
inline records::XeroRef ref(const records::mirror::Allocation& allocation)
{
    return {records::XeroKind::Allocation, allocation.id.value};
}

// Counts in Xero's balances: neither a draft nor gone.
inline bool stands(const records::mirror::Invoice& invoice)
{
    return invoice.status == u"AUTHORISED" || invoice.status == u"PAID";
}
inline bool stands(const records::mirror::Credit& credit)
{
    return credit.status == u"AUTHORISED" || credit.status == u"PAID";
}
inline bool stands(const records::mirror::Payment& payment)
{
    return payment.status != u"DELETED";
}

// Amounts of two currencies can't be ordered; zero of no currency goes with any.
inline bool comparable(base::Money a, base::Money b)
{
    return a.currency() == b.currency() || (a.isZero() && a.currency().isNone())
        || (b.isZero() && b.currency().isNone());
}

} // namespace match
