// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/random.h"
#include "support/accountbuilder.h"

// One customer's or vendor's history on both sides, made from a seed, as two systems have it that
// were kept in step: 10 to 60 events, and not a cent between them. What happened is remembered, so
// that a test can break one of the records and know what that does.
namespace support {

enum class Event {
    Open, // an invoice or bill in both, no money on it
    PaidInXero, // there first, then taken in
    OverpaidInXero, // as are these: an overpayment, a credit note, a prepayment
    CreditedInXero,
    PrepaidInXero,
    Pushed, // a payment as an overpayment, with its allocation
    PushedFree, // a payment that nothing is allocated of
    PushedAsPayment,
    Note, // a credit note of ours, not allocated
    NoteAllocated,
    // Life around them, which nothing is done to.
    PaidInParts,
    Mirrored,
    SameMoney,
    RefundedOnBothSides,
    ReversedOnBothSides,
    VoidedOnBothSides,
    NeverCounted // drafts, prepayments not allocated, a payment reversed before it went
};

// The records of one event; those that it doesn't have are zero.
struct Made {
    base::Money amount;
    DocumentId document; // invoice or bill; the credit note of Note alone
    PaymentId payment;
    AllocationId allocation;
    CreditGuid credit;
    PaymentGuid xeroPayment;
    records::mirror::AllocationId xeroAllocation;
};

class AgreeingLedgers {
public:
    // With at least one event of each kind needed, and of each as often as it is named.
    AgreeingLedgers(base::Random& random, const QList<Event>& needed);

    AccountBuilder& story() { return m_story; }
    const AccountBuilder& story() const { return m_story; }
    records::AccountFile& file() { return m_story.file(); }
    const records::AccountFile& file() const { return m_story.file(); }
    records::Surroundings& around() { return m_around; }
    const records::Surroundings& around() const { return m_around; }
    records::Side side() const;

    // An event that nobody has taken before.
    Made take(Event event);
    // Something Xero counts has not been read: its own balance still has this, the mirror hasn't.
    void leaveOut(base::Money amount) { m_notRead += amount; }
    base::Money ledgerBalance() const { return m_story.ledgerBalance(); }
    base::Money xeroBalanceAsRead() const { return m_story.xeroBalance() - m_notRead; }

    bool oneIn(quint64 many) { return m_random.below(many) == 0; }
    qint64 upTo(qint64 most) { return 1 + qint64(m_random.below(quint64(most))); }
    template <class T, size_t n>
    const T& oneOf(const T (&all)[n])
    {
        return all[m_random.below(n)];
    }
    base::Money amount(); // often one of few, so that equal ones meet by chance as they do in life
    base::Money partOf(base::Money whole); // more than nothing, less than all
    base::Money money(qint64 minor) const { return {minor, file().account.currency}; }
    QString number(const char16_t* prefix);

    // In the ledger alone.
    DocumentId owed(base::Money total); // an invoice or a bill, as the account's role asks
    DocumentId note(base::Money total);
    PaymentId payment(base::Money amount);

    records::RecordRef ref(DocumentId document) const;
    static records::RecordRef ref(PaymentId payment);
    static records::RecordRef ref(AllocationId allocation);
    static records::RecordRef ref(AdjustmentId adjustment);
    static records::XeroRef ref(InvoiceGuid invoice);
    static records::XeroRef ref(PaymentGuid payment);
    records::XeroRef ref(CreditGuid credit) const;
    static records::XeroRef ref(records::mirror::AllocationId allocation);
    records::mirror::Invoice& invoice(InvoiceGuid id);
    records::mirror::Credit& credit(CreditGuid id);

private:
    void chooseAccount();
    void adoptWhatIsOld();
    Made happen(Event event);
    Made creditedInXero(records::mirror::CreditKind kind);
    Made pushed(bool asPayment);
    Made noteAllocated();
    void lifeAround(Event event);
    void mirrored();
    void paidInParts();
    void refundedOnBothSides();
    void reversedOnBothSides();
    void neverCounted();
    DocumentId pushedInvoice(base::Money total);

    base::Random& m_random;
    AccountBuilder m_story;
    records::Surroundings m_around;
    QMultiHash<int, Made> m_made;
    base::Money m_notRead;
    int m_lastNumber = 10'000;
};

} // namespace support
