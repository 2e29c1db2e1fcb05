// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "records/bankline.h"
#include "records/explanation.h"
#include "records/mirror.h"
#include "records/settings.h"

#include <QStringList>

// The check of one bank line: what Xero will probably offer, what is right, and why (design §7).
namespace records {

// What stands on the right-hand side of Xero's reconcile page; each has an icon there (R062).
enum class CandidateKind {
    Invoice,
    Bill,
    CreditNote,
    Payment,
    Overpayment,
    Prepayment,
    ReceiveMoney,
    SpendMoney,
    BatchPayment,
    Transfer
};

// A record in Xero that a line could be matched with.
struct Candidate {
    CandidateKind kind = CandidateKind::Invoice;
    XeroRef xero; // of batches and transfers, too, under the kind of a bank transaction
    base::Money amount; // what is due, or was paid; above zero
    QDate date, dueDate; // dueDate of documents
    QString number, reference; // of documents; what a payment says
    mirror::ContactId contact;
    QString contactName;
    AccountId account; // linked to that contact; zero: none
    QStringList invoices; // numbers of those that a payment pays or an overpayment is meant for
    bool isReconciled = false;
    bool isUnallocated = false; // of ours: pushed, but not all of it allocated
    bool isWrongMatch = false; // made by hand before our own payment came
    bool contactIsGone = false; // archived or merged
    PaymentId waiting; // on a document: a payment of the ledger that isn't in Xero; zero: none
    HazardId waitsBecause = HazardId::PaymentNotPushed; // or what else it waits for
    bool operator==(const Candidate&) const = default;
};

// A payment of the ledger that isn't in Xero as far as anybody knows.
struct Unpushed {
    PaymentId payment;
    AccountId account;
    QString accountName, number, reference;
    QStringList invoices; // their numbers
    QDate date;
    base::Money amount;
    HazardId why = HazardId::PaymentNotPushed; // or what else it waits for
    bool operator==(const Unpushed&) const = default;
};

enum class LineHazard {
    None,
    NotPushed, // the ledger has the payment, Xero hasn't
    PushFailed, // refused, held, or being looked up
    Unallocated, // pushed, its invoice still open: two candidates for the same money
    WrongMatch, // matched by hand before the payment came
    NotInBilling, // the invoice fits, but receipts come through billing and it has none yet
    Twins, // several records fit equally
    Lump, // one deposit for several records
    WrongContact, // the line names somebody else
    ContactGone, // archived, merged or not linked
    Locked, // dated on or before a lock date
    ForeignCurrency,
    DuplicateLine, // the bank has told it twice, perhaps, or another line would take the same
                   // record
    OwnTransfer, // between own accounts
    Automatic, // Xero reconciles this account by itself
    Fee, // a record is a little more: the bank or card company may have kept the rest
    Overpaid, // more than is open: Xero would make an overpayment of the rest
    OfferDiffers, // Xero will probably offer something else
    NothingKnown, // nothing of this amount and nobody named
    NoIdentity, // the amount fits, but nothing says whose it is
    Stale // data too old or not complete
};

// One reason why a candidate is believed to be the line's, or not.
struct LineEvidence {
    QString what; // "reference", "payer", "day", "amount"
    QString words; // "INV-10291 stands in the bank's text"
    bool speaksFor = true;
    bool operator==(const LineEvidence&) const = default;
};

struct LineCheck {
    BankLineId line;
    Verdict verdict = Verdict::NotChecked;
    LineHazard hazard = LineHazard::NothingKnown;
    QString sentence; // what to press and why, in one
    base::Money atRisk; // zero unless Stop
    QList<Candidate> offered; // what Xero will probably offer; several: a tie
    QList<Candidate> pick; // what is right; several: together; none: nothing yet
    QList<Candidate> choices; // where nobody can tell: those that a person may choose from
    std::optional<RecordRef> ledger; // the payment of the ledger that is this money
    QList<LineEvidence> evidence;
    RemedyId remedy = RemedyId::None;
    bool operator==(const LineCheck&) const = default;
};

// What a person says of a line. It stays until it is taken back.
enum class LineSaying {
    Done, // it is reconciled in Xero
    Is, // this record is its own
    IsNot
};

struct LineDecision {
    LineSaying saying = LineSaying::Done;
    std::optional<XeroRef> xero; // none with Done
    bool operator==(const LineDecision&) const = default;
};

// Days between a line and the money that may be its own: what is further away is another line's.
constexpr qint64 kNear = 14;

// All lines of one amount on one bank account are judged together: one record can't be two lines'.
struct LineFacts {
    QString bankCode;
    BankReceipts receipts = BankReceipts::ThroughBilling;
    bool isAutomatic = false; // Xero's automatic reconciliation is on, says the user
    int mostFee = 0; // kept of a receipt by the bank, in hundredths of a percent
    QList<KeptBankLine> lines;
    QHash<BankLineId, QList<LineDecision>> decisions;
    QHash<BankLineId, QList<AccountId>> named; // by the lines' texts, whatever they have open
    // In Xero, of exactly this amount and direction: money of this bank account, reconciled or not,
    // and open documents.
    QList<Candidate> equal;
    QList<Unpushed> unpushed; // of exactly this amount
    // Of the contacts that the lines name: open documents and unreconciled money, of any amount.
    QList<Candidate> ofNamed;
    // Lines of other bank accounts with the opposite amount.
    QList<std::pair<QString, KeptBankLine>> opposite; // bank code, line
};

} // namespace records
