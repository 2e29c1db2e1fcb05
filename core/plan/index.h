// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "records/accountfile.h"

// The questions that pushing and taking in both ask of an account's file, each answered at once
// however long the account's history is.
namespace plan {

class Index {
public:
    // The file must outlive the index: everything returned points into it.
    explicit Index(const records::AccountFile& file);

    const records::Twin* twin(const records::RecordRef& ledger) const;
    const records::Twin* twin(const records::XeroRef& xero) const;
    const records::ledger::Document* document(records::DocumentId id) const;
    const records::ledger::Document* ourDocument(records::mirror::InvoiceId xero) const;
    const records::ledger::Payment* payment(records::PaymentId id) const;
    const records::mirror::Invoice* xeroInvoice(records::DocumentId id) const; // the twin's
    const records::mirror::Credit* xeroCredit(const records::RecordRef& ledger) const; // the twin's
    // Allocations that count: those taken back are left out.
    QList<const records::ledger::Allocation*> allocationsOf(const records::RecordRef& from) const;

    // Voided or reversed in the ledger.
    bool isUndone(const records::ledger::Document& document) const;
    bool isUndone(const records::ledger::Payment& payment) const;
    // The user said never.
    bool isSetAside(const records::RecordRef& subject) const;
    // A push of this kind that may already stand in Xero, though nothing is tied yet. Its kind and
    // its record must stay as they are, and no check of ours may second-guess it.
    bool mayBeInXero(const records::RecordRef& subject, records::OperationKind kind) const;

    base::Money outstanding(const records::ledger::Document& document) const;

private:
    QHash<records::RecordRef, const records::Twin*> m_twinsByLedger;
    QHash<records::XeroRef, const records::Twin*> m_twinsByXero;
    QHash<records::DocumentId, const records::ledger::Document*> m_documents;
    QHash<records::PaymentId, const records::ledger::Payment*> m_payments;
    QHash<QUuid, const records::mirror::Invoice*> m_invoices;
    QHash<records::XeroRef, const records::mirror::Credit*> m_credits;
    QMultiHash<records::RecordRef, const records::ledger::Allocation*> m_allocations;
    QHash<records::DocumentId, base::Money> m_allocated;
    QMultiHash<records::RecordRef, const records::Operation*> m_operations;
    QSet<records::RecordRef> m_reversed;
};

inline records::RecordRef ref(const records::ledger::Account& account)
{
    return {records::RecordKind::Account, account.id.value};
}
records::RecordRef ref(const records::ledger::Document& document);
inline records::RecordRef ref(const records::ledger::Payment& payment)
{
    return {records::RecordKind::Payment, payment.id.value};
}
inline records::RecordRef ref(const records::ledger::Allocation& allocation)
{
    return {records::RecordKind::Allocation, allocation.id.value};
}

// Amounts of two currencies are neither added nor ordered; the neutral zero goes with any.
inline bool comparable(base::Money a, base::Money b)
{
    return a.currency() == b.currency() || (a.isZero() && a.currency().isNone())
        || (b.isZero() && b.currency().isNone());
}

} // namespace plan
