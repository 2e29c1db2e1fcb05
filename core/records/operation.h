// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/money.h"
#include "records/ids.h"

#include <QDateTime>
#include <QString>
#include <QStringList>

#include <algorithm>
#include <array>
#include <optional>

namespace records {

// Why an op or an import did not go through, or a difference exists. Its words and its remedies
// live in core/causes, its effect in core/bridge. The text id (words.h) is what the book stores.
enum class CauseId {
    None,
    NotLinked, // R002
    PartialLink, // R007
    ContactArchived, // R013 R014
    ContactMerged, // R015; arguments: name and GUID of the surviving contact
    ContactNameTaken, // arguments: name
    ContactMismatch, // credit and invoice belong to two contacts
    PrimaryContactMissing, // R144 R145
    ItemCodeNotFound, // R131; arguments: code
    SkuMissing, // R129; arguments: product
    AccountCodeInvalid, // arguments: account code
    TaxModeConflict, // R140
    TaxInvalid,
    PeriodLocked, // arguments: lock date ISO, document date ISO
    NumberTaken, // the number belongs to a record in Xero that isn't ours; arguments: number
    OverAllocation, // arguments: invoice number, excess
    InvoiceAlreadyPaid, // R073; arguments: invoice number
    CreditUsedUp, // the credit's remaining amount is smaller; arguments: remaining
    SuspectedWrongMatch, // arguments: invoice number, amount, for a push its Xero payment
    DocumentNotOpen, // voided, deleted or draft in Xero; arguments: number, status
    Reconciled, // R141
    ForeignCurrency, // held without a rate; arguments: currency
    NoBankAccount, // the book has no bank account for payments set
    BeforeStartDate, // arguments: start date ISO
    UnsupportedKind, // R048
    PushIsOff, // until adoption is accepted
    WaitsForOther, // arguments: what it waits for
    OutcomeUnknown, // being looked up
    Ambiguous, // more than one candidate, or one that differs: parked with both side by side
    ConnectionLost, // R117
    RateLimited, // arguments: seconds
    SignInNeeded, // R120
    WrongOrganisation, // R120 R122
    PermissionDenied,
    ServerTrouble, // 5xx
    DiskFull,
    SetAside, // by the user; arguments: reason, the state that it had
    InvoiceNotOurs, // intake: allocated to an invoice that isn't ours (R030)
    NotAllocated, // intake: waiting for allocation in Xero
    ZeroOutstanding, // intake: R040
    BornHere, // intake: the credit was pushed by the ledger, whoever allocated it
    BusyRecord, // intake: an op on the same record is unresolved
    ContactEdited, // changed in Xero by a person; arguments: field, Xero's value, the ledger's
    DuplicateCode, // two products share an item code (R135); arguments: code
    MoneyOnIt, // can't be voided while money is on it; arguments: number, amount
    ByHandOnly, // Xero lets no program do it; arguments: what
    ModuleOff, // intake: the book doesn't take this module in; arguments: module
    CreditNotOurs, // intake: refund of a credit that was never in the ledger
    UndoneHere, // intake: a refund that pays back what the ledger has reversed
    Restored, // the book is a copy: looked for in Xero before anything goes; arguments: instant ISO
    RolledBack, // Xero has pushes of this book that it doesn't know; arguments: how many, the first
    TwiceInXero, // two living records in Xero for one of ours; arguments: label
    PlanLimit, // Xero's plan approves no more invoices this month
    EmailInvalid,
    TextTooLong, // arguments: field, characters allowed
    DateMissing,
    LinesMissing,
    AmountInvalid, // zero, negative, or a discount above its line
    TotalsDiffer, // rounding; arguments: what was sent, what Xero works out
    AccountArchived, // arguments: account code
    BankAccountUnknown, // Xero doesn't know the one that the book pays into
    PaymentsNotEnabled, // the account is neither a bank account nor open to payments
    TaxNotForAccount, // arguments: tax type, account code
    Frozen, // paid, part paid or ended in Xero, so nothing on it can be changed; arguments: number
    NotInXero, // Xero doesn't find the record that this one goes to
    CurrencyNotInXero, // arguments: currency
    ScopeMissing, // signed in, but Xero was not asked to allow this, or said no
    KeyReused, // Xero has seen another push under this key
    RequestUnread, // Xero couldn't read what we sent: ours to mend
    SurvivorTaken, // merged into a contact of another account; arguments: contact, that account
    ServiceLine, // intake: a line without an item code; arguments: invoice, line, description
                 // (R137)
    Unrecognised // Xero's own words are in raw
};

// Where the choice that mends a record differs by its cause's first argument (a code, a product, a
// lock date); of all other causes one choice mends every record. A problem card is what one choice
// mends.
constexpr std::array kMendedByArgument{CauseId::ItemCodeNotFound, CauseId::SkuMissing,
    CauseId::DuplicateCode, CauseId::AccountCodeInvalid, CauseId::AccountArchived,
    CauseId::TaxInvalid, CauseId::TaxNotForAccount, CauseId::PeriodLocked};

struct Cause {
    CauseId id = CauseId::None;
    QStringList arguments;
    QString raw; // Xero's exact text, for Technical details
    bool operator==(const Cause&) const = default;
    explicit operator bool() const { return id != CauseId::None; }
};

// The argument that tells a cause's card from another of the same cause; empty where it doesn't.
inline QString mendedBy(const Cause& cause)
{
    return std::ranges::find(kMendedByArgument, cause.id) == kMendedByArgument.end()
        ? QString()
        : cause.arguments.value(0);
}

// One element of a push. Order of the enumerators is the order of sending within an account: what
// is taken back goes first, so that what follows finds room.
enum class OperationKind {
    RemoveAllocation, // of a credit, in Xero
    DeletePayment,
    VoidDocument, // an invoice, bill or credit note without money on it
    RefundCredit, // pays a reconciled overpayment back, because it can't be voided any more
    CreateContact,
    UpdateContact, // what the ledger changed since, of a contact that we created
    CreateItem,
    CreateInvoice,
    CreateCreditNote,
    CreateBill,
    CreateOverpayment, // a payment as RECEIVE-OVERPAYMENT / SPEND-OVERPAYMENT
    CreatePayment, // a payment as Payment on one invoice (book setting)
    CreateAllocation
};
constexpr OperationKind kLastOperationKind = OperationKind::CreateAllocation;

enum class OperationState {
    Waiting, // nothing was sent; goes when its turn comes
    Held, // our own check stopped it before any call; has a cause
    Sending, // the intent is committed; bytes may be on the wire
    Unknown, // sent, no usable answer: looked up before anything is sent again
    Confirmed, // in Xero, read back, twin written
    Refused, // Xero said no; has a cause
    Parked, // ambiguous: a person decides
    SetAside, // the user said never
    Cancelled // the ledger record no longer needs it
};

// One push we owe Xero. Exactly one per subject and kind unless cancelled.
struct Operation {
    OperationId id;
    OperationKind kind = OperationKind::CreateContact;
    OperationState state = OperationState::Waiting;
    RecordRef subject;
    AccountId account; // zero for items
    base::Money amount; // zero for contacts and items
    QString label; // "PAY-20417", "888.00 to INV-10291"
    Cause cause;
    int generation = 1; // grows only when the bytes change or after a definite refusal
    int attempts = 0;
    int negativeProbes = 0;
    QDateTime createdAt, changedAt;
    QDateTime notBefore; // next try or next look; invalid = now
    QDateTime lastNegativeProbe, lastAttemptEnd;
    QUuid xeroId; // once known
    QString batch; // the batch it was last sent in
    bool operator==(const Operation&) const = default;
};

inline bool isOpen(OperationState state)
{
    return state != OperationState::Confirmed && state != OperationState::Cancelled;
}
// Bytes may have reached Xero and nobody knows yet.
inline bool isUnresolved(OperationState state)
{
    return state == OperationState::Sending || state == OperationState::Unknown;
}
inline bool needsPerson(OperationState state)
{
    return state == OperationState::Held || state == OperationState::Refused
        || state == OperationState::Parked;
}
inline bool movesMoney(OperationKind kind)
{
    return kind == OperationKind::CreateOverpayment || kind == OperationKind::CreatePayment
        || kind == OperationKind::CreateAllocation || kind == OperationKind::RefundCredit;
}
// A person decides whether it and a record in Xero are one.
inline bool isAskedAbout(const Operation& operation)
{
    return operation.state == OperationState::Parked
        || (operation.state == OperationState::Refused && operation.cause.id == CauseId::NumberTaken
            && !operation.xeroId.isNull());
}
// Takes something back in Xero; done when Xero no longer shows it, however often it is asked.
inline bool takesBack(OperationKind kind)
{
    return kind == OperationKind::RemoveAllocation || kind == OperationKind::DeletePayment
        || kind == OperationKind::VoidDocument;
}
// Makes its subject's counterpart in Xero.
inline bool createsSubject(OperationKind kind)
{
    return !takesBack(kind) && kind != OperationKind::RefundCredit
        && kind != OperationKind::UpdateContact;
}
// Its answer proves nothing by itself: it is confirmed by what Xero shows when read again.
inline bool isReadBack(OperationKind kind)
{
    return takesBack(kind) || kind == OperationKind::CreateAllocation;
}
// May be owed again after it was confirmed.
inline bool recurs(OperationKind kind)
{
    return kind == OperationKind::UpdateContact;
}

// What became of something in Xero that could be taken in (design §5, "take in").
enum class IntakeState {
    TakenIn,
    Waiting, // unallocated: not in the ledger
    Blocked, // would over-allocate, or needs a person: nothing was posted
    Skipped, // R040
    Ignored // not ours, born here, busy: with the reason
};

// One payment, or one allocation of a credit, or one unallocated credit, as judged by the pull.
struct Intake {
    XeroRef xero; // Payment, Allocation, or the credit itself for its remaining amount
    XeroRef parent; // the credit of an allocation
    AccountId account;
    IntakeState state = IntakeState::Waiting;
    Cause cause;
    base::Money amount;
    QString label; // "Payment on INV-10291", "Overpayment"
    DocumentId invoice; // when allocated to one of ours
    QDate date;
    bool operator==(const Intake&) const = default;
};

} // namespace records
