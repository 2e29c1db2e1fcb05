// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "records/accountfile.h"

// One account's story, told step by step: what the ledger does, what is pushed, what a person does
// in Xero, what is taken in. Each step changes both sides as the two systems would, AmountDue,
// RemainingCredit and statuses included, so that a test may ask Xero's side for a balance that
// knows nothing of the bridge. Only what the systems allow may be told; anything else stops the
// process.
namespace support {

using DocumentId = records::DocumentId;
using PaymentId = records::PaymentId;
using AdjustmentId = records::AdjustmentId;
using AllocationId = records::AllocationId;
using InvoiceGuid = records::mirror::InvoiceId;
using PaymentGuid = records::mirror::PaymentId;
using CreditGuid = records::mirror::CreditId;

base::Money aud(const char* text);

class AccountBuilder {
public:
    explicit AccountBuilder(const QString& name = QStringLiteral("Harbourside Physio"),
        records::ledger::AccountRole role = records::ledger::AccountRole::Customer);

    // The day on which the next steps happen.
    AccountBuilder& on(QDate day);
    QDate day() const { return m_day; }
    AccountBuilder& unlinked();

    // The ledger.
    DocumentId invoice(const QString& number, base::Money total);
    DocumentId bill(const QString& number, base::Money total);
    DocumentId creditNote(const QString& number, base::Money total);
    PaymentId payment(const QString& number, base::Money amount);
    AdjustmentId adjustment(
        const QString& number, base::Money amount, records::ledger::AdjustmentKind kind);
    AdjustmentId ledgerCredit(const QString& number, base::Money amount)
    {
        return adjustment(number, amount, records::ledger::AdjustmentKind::LedgerCredit);
    }
    AllocationId allocate(PaymentId payment, DocumentId to, base::Money amount);
    AllocationId allocate(DocumentId creditNote, DocumentId to, base::Money amount);
    AllocationId allocate(AdjustmentId credit, DocumentId to, base::Money amount);
    void reverse(PaymentId payment);
    void voidDocument(DocumentId document);

    // Pushes that went through.
    void push(DocumentId document);
    void push(PaymentId payment); // as an overpayment
    void pushAsPayment(PaymentId payment); // whole, on the invoice it is allocated to
    void push(AllocationId allocation);
    // Pushes that did not.
    void operation(const records::RecordRef& subject, records::OperationState state,
        records::CauseId cause = records::CauseId::None);

    // A person in Xero.
    InvoiceGuid xeroInvoice(const QString& number, base::Money total);
    PaymentGuid payInXero(InvoiceGuid invoice, base::Money amount);
    CreditGuid receive(records::mirror::CreditKind kind, base::Money total);
    void allocateInXero(CreditGuid credit, InvoiceGuid invoice, base::Money amount);
    void takeBackInXero(CreditGuid credit); // all its allocations
    void removeInXero(PaymentGuid payment);
    void voidInXero(InvoiceGuid invoice);
    void voidInXero(CreditGuid credit);
    void editInXero(InvoiceGuid invoice, base::Money total);
    PaymentGuid refundInXero(CreditGuid credit, base::Money amount);

    // The pull, and decisions of a person.
    int takeIn(); // everything that fits; how many payments it made
    void sameMoney(PaymentId ours, PaymentGuid theirs);
    void mirrored(AdjustmentId ours, CreditGuid theirs);
    void setAside(const records::XeroRef& xero);

    InvoiceGuid twinOf(DocumentId document) const;
    CreditGuid twinOf(PaymentId payment) const;
    base::Money outstanding(DocumentId document) const;
    base::Money due(InvoiceGuid invoice) const;

    // What each system itself would print for the account.
    base::Money ledgerBalance() const;
    base::Money xeroBalance() const; // Σ AmountDue − Σ RemainingCredit, prepayments not counted

    const records::AccountFile& file() const { return m_file; }
    records::AccountFile& file() { return m_file; }

private:
    qint64 nextId() { return ++m_lastId; }
    QUuid nextGuid();
    DocumentId document(
        records::ledger::DocumentKind kind, const QString& number, base::Money total);
    AllocationId allocateFrom(const records::RecordRef& from, DocumentId to, base::Money amount);
    void tie(const records::RecordRef& ours, const records::XeroRef& theirs,
        records::TwinOrigin origin, base::Money amount);
    void confirm(
        const records::RecordRef& subject, records::OperationKind kind, base::Money amount);
    void takeInOne(
        const records::XeroRef& xero, InvoiceGuid invoice, base::Money amount, int& made);
    bool isTied(const records::RecordRef& record) const;
    bool isTied(const records::XeroRef& record) const;
    void settle(InvoiceGuid invoice, base::Money change);
    void reverse(const records::RecordRef& of, const QString& number, base::Money amount,
        const QString& reason);
    bool isPayable() const { return m_file.account.role == records::ledger::AccountRole::Vendor; }

    records::ledger::Document& doc(DocumentId id);
    records::ledger::Payment& pay(PaymentId id);
    records::mirror::Invoice& inv(InvoiceGuid id);
    records::mirror::Credit& cred(CreditGuid id);

    records::AccountFile m_file;
    QDate m_day{2025, 10, 1};
    qint64 m_lastId = 0;
    uint m_lastGuid = 0;
};

// A fetched, linked, switched-on book of today, with the three bank accounts of the pictures.
records::Surroundings surroundings(QDate today = QDate(2025, 11, 21));

} // namespace support
