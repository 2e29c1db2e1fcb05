// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "records/bankline.h"
#include "records/operation.h"

#include <QDate>
#include <QList>
#include <QSet>

#include <algorithm>

namespace records {

// Why a line stands in the bridge (design §8). Closed.
enum class BridgeCause {
    NotYetPushed,
    Failed,
    Held,
    UnsupportedKind,
    WaitingCredit, // born in Xero, remaining
    NotTakenIn, // in Xero on an invoice of ours, not yet in the ledger
    Blocked,
    Skipped,
    ReversedOneSide,
    VoidedOneSide,
    RefundedInXero,
    EditedInXero,
    WrongMatch,
    XeroOnly, // R088
    BeforeStartDate,
    MirrorIncomplete,
    SetAside,
    Rounding,
    NotAllocated, // pushed, but its allocation is not: no effect on the balance
    Unexplained
};

enum class RemedyId {
    None,
    PushNow,
    Retry,
    OpenProblem,
    MirrorByHand,
    AllocateInXero,
    FetchNow,
    AddStatement,
    DoInXeroToo,
    DoInXero, // by Tieout, after a person said so
    ReverseInLedger,
    SameMoney,
    RemoveAndRedo,
    LinkContact,
    RestoreContact,
    Relink,
    CreateItem,
    EditProduct,
    MoveDate,
    ChooseAccountCode,
    ChooseTaxType,
    ChangeTaxCarried,
    NamePerson, // the primary contact's first and last name
    CreateContact,
    AllocateWhatFits,
    PushOurs, // of two that equal each other, Xero's goes
    WaitForUnlock,
    SignIn,
    Wait,
    LookNow,
    SetAside,
    BringBack,
    DecideParked,
    ReleasePushing,
    ShowInXero,
    ShowRecords,
    FixInLedger,
    PrepareSupportCase
};

enum class Side { Receivable, Payable };

// One reason by which ledger − Xero differs. amount is signed; zero for a line without effect on
// the balance (design: "A difference of 0.00 is not agreement").
struct BridgeLine {
    AccountId account;
    Side side = Side::Receivable;
    BridgeCause cause = BridgeCause::Unexplained;
    base::Money amount;
    std::optional<RecordRef> ledger; // the record on our side, if any
    std::optional<XeroRef> xero; // the record on Xero's side, if any
    QString label; // "PAY-20417", "INV-10388, item code missing"
    QDate date;
    RemedyId remedy = RemedyId::None;
    bool operator==(const BridgeLine&) const = default;
};

// The explained difference of one account, one side, one currency.
// Invariant: ledger − xero == Σ lines.amount.
struct Bridge {
    AccountId account;
    Side side = Side::Receivable;
    base::Currency currency;
    base::Money ledger, xero;
    QList<BridgeLine> lines;
    // Invoices whose outstanding differs although the balance may not.
    int outstandingDiffers = 0;
    QDate lastMoved; // of the newest entry on either side; invalid: there is none
    bool isStale = false; // Xero reports another balance than what was read of it adds up to
    base::Money difference() const { return ledger - xero; }
    bool agrees() const { return lines.isEmpty() && outstandingDiffers == 0; }
    int causes() const // how many different ones
    {
        QSet<BridgeCause> met;
        for (const BridgeLine& line : lines)
            met.insert(line.cause);
        return static_cast<int>(met.size());
    }
    // The cause of the line that moves most money; of equal ones the first line's.
    BridgeCause largestCause() const
    {
        const auto largest = std::max_element(
            lines.begin(), lines.end(), [](const BridgeLine& a, const BridgeLine& b) {
                return a.amount.abs().minor() < b.amount.abs().minor();
            });
        return largest == lines.end() ? BridgeCause::Unexplained : largest->cause;
    }
    bool isExplained() const // two unexplained ones that cancel out are not explained by it
    {
        return std::none_of(lines.begin(), lines.end(),
            [](const BridgeLine& one) { return one.cause == BridgeCause::Unexplained; });
    }
    base::Money unexplained() const
    {
        base::Money sum(0, currency);
        for (const BridgeLine& line : lines)
            if (line.cause == BridgeCause::Unexplained)
                sum += line.amount;
        return sum;
    }
    bool operator==(const Bridge&) const = default;
};

enum class Verdict { Safe, Stop, NotChecked, Done };

enum class HazardId {
    PaymentNotPushed,
    PushFailed, // failed, held or being looked up
    AllocationNotPushed, // pushed, not allocated: two candidates for the same money
    WrongMatch, // already made in Xero
    PaidByHand, // paid in Xero, ledger doesn't know
    StaleMirror,
    StatementOld, // the bank's lines end days ago
    SourceIncomplete, // "payments complete up to T" is older than needed
    NeverFetched
};

// One reason why a bank account or a customer is not safe to reconcile.
struct Hazard {
    HazardId id = HazardId::PaymentNotPushed;
    Verdict verdict = Verdict::Stop; // Stop or NotChecked
    AccountId account; // zero for the whole bank account
    QString bankCode; // Xero's account code of the bank account
    std::optional<RecordRef> ledger;
    std::optional<XeroRef> xero;
    base::Money amount;
    QDate date;
    QString label; // "PAY-20417"
    QString sentence; // what is wrong and which record to match
    RemedyId remedy = RemedyId::None;
    bool operator==(const Hazard&) const = default;
};

// The bank's own lines of one bank account, by verdict.
struct LineTally {
    int safe = 0, stop = 0, notChecked = 0, done = 0;
    QDate statementTo; // the last day that a statement covers; invalid: there is none
    // The line with most money at risk, when one stops.
    BankLine worst;
    QString worstSentence;
    base::Money worstAtRisk;
    int all() const { return safe + stop + notChecked + done; }
    int left() const { return all() - done; }
    bool operator==(const LineTally&) const = default;
};

// The check before reconciling for one bank account.
struct Preflight {
    QString bankCode, bankName, bankNumber;
    Verdict verdict = Verdict::NotChecked;
    QString headline; // "Stop. Don’t reconcile NAB Everyday yet."
    QString sentence; // one sentence: what, who, how much
    QList<Hazard> hazards;
    LineTally lines;
    QDateTime judgedAt;
    bool operator==(const Preflight&) const = default;
};

} // namespace records
