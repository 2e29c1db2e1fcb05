// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "records/accountfile.h"
#include "records/change.h"
#include "records/explanation.h"
#include "records/linecheck.h"
#include "records/reportrequest.h"
#include "records/schedule.h"

#include <QStringList>

#include <variant>

// What a person in the window, or a script on the console, asks of the engine: plain values that
// cross threads. Each answers with one CommandOutcome (status.h) carrying its ticket.
namespace records::command {

enum class Direction { Push, Pull, Both };
enum class RunKind { Manual, Automatic, Instant };

struct Sync {
    RunKind kind = RunKind::Manual;
    Direction direction = Direction::Both;
    std::optional<int> daysBack; // 1–30; unset = since the last sync
    std::optional<RecordRef> only; // instant: this record and what it needs
    QList<RecordRef> also; // and these with it
    // Only these modules, each this way; never more than the book allows. Unset = all it allows.
    std::optional<Flows> flows;
    bool checkTotals = false; // compares Xero's own balances, however lately that was done
    Due of; // the times and jobs of the schedule that this run is for
};
// What the schedule has due now, in one run; says so when nothing is (for cron, launchd, systemd).
struct RunDue { };
// The messages of runs up to this one are in the hands of a mail program.
struct TakeMessages {
    RunId upTo;
};
struct ChangeSchedule {
    Schedule schedule;
};
struct StopRun { };
// Try again: these ops, or all with this cause, or all that need a person.
struct Retry {
    QList<OperationId> operations;
    std::optional<CauseId> cause;
    bool all = false;
};
struct SetAside {
    QList<OperationId> operations;
    QString reason;
};
struct BringBack {
    QList<OperationId> operations;
};
// A parked push and the record in Xero that it was compared with: they are the same (the two are
// tied), or they are two (that one is left alone; ours is looked for once more, then sent).
struct DecideParked {
    OperationId operation;
    bool isSame = false;
};
// "I've checked: go on": pushes go again although Xero shows pushes this book doesn't know.
struct ReleasePushing { };
struct LinkAccount {
    AccountId account;
    mirror::ContactId contact; // null = create one in Xero with the next push
};
struct UnlinkAccount {
    AccountId account;
};
// Makes a contact in Xero for each of these with the next push, whether or not anything waits.
struct CreateContacts {
    QList<AccountId> accounts;
};
// Links the accounts of a mapping file to the contacts that it names, all of them or none.
struct LinkByFile {
    QString path;
    bool dryRun = false;
};
// Links accounts whose contact was merged to the contact that it became; none named = all there
// are.
struct FollowMerges {
    QList<AccountId> accounts;
};
// Takes a bulk link back, all of it or nothing; 0 = the last one. Or, of an account, what a person
// last did to its link.
struct UndoLinks {
    qint64 change = 0;
    AccountId account = {};
};
// Does what a remedy says for all that a cause (with its argument, mendedBy) holds up, then retries
// it; or, without a cause, for the records named. Nothing is changed by a dry run: it answers with
// all that would be.
struct Mend {
    RemedyId remedy = RemedyId::Retry;
    CauseId cause = CauseId::None;
    QString argument;
    QList<RecordRef> only; // of all that the cause holds up; empty = all
    QString choice; // the SKU, code, tax type, date or name; empty = as suggested
    bool dryRun = false;
};
// Xero's half of a reversal or void that the ledger has already (R053): from now on Tieout owes it.
struct DoInXero {
    RecordRef record;
};
// A refund of a payment or credit note. What Xero has reconciled stays a draft here until the
// refund that was made in Xero comes back (R141–R143).
struct RecordRefund {
    RecordRef of;
    base::Money amount;
    QDate date;
    QString reason;
};
// What was changed in Xero, and which side is right. Each is settled by itself; those that can't be
// are told, the others stand. An id names one change as it was read: changed once more, it is gone.
struct DecideChanges {
    QList<ChangeId> changes;
    ChangeWay way = ChangeWay::Keep;
    QString reason;
};
// Takes back the word that Xero's version stays: to be decided once more.
struct ReopenChange {
    ChangeId change;
};
// Under which number a document goes to Xero, where its own is taken or used up there.
struct RenumberInXero {
    DocumentId document;
    QString number; // empty: its own again
};
// Ties an un-pushed ledger payment to the equal payment in Xero; it is never pushed (Ax8b).
struct SameMoney {
    PaymentId payment;
    mirror::PaymentId xero;
};
struct RecordPayment {
    ledger::Payment payment; // id 0
    QList<std::pair<DocumentId, base::Money>> allocations;
};
struct RecordAllocation {
    RecordRef from;
    DocumentId to;
    base::Money amount;
    QDate date;
};
// Takes an allocation back: the money is unallocated again, in Xero too if it was pushed.
struct RemoveAllocation {
    AllocationId allocation;
};
struct RecordCreditNote {
    ledger::Document creditNote; // id 0
    DocumentId allocateTo; // 0 = leave it unallocated
};
struct RecordReversal {
    RecordRef of;
    QDate date;
    QString reason;
};
struct ImportFiles {
    QStringList files;
    bool dryRun = false;
};
// Takes one statement file in, whole or not at all.
struct ImportStatement {
    QString path;
    QString bankCode; // empty: the account that the file names, or the only one
    StatementColumns columns = {}; // of a CSV, once said; empty: as known
    bool dryRun = false;
};
// Takes in what is new in the watched folder (BookSettings::statementFolder): each file once, even
// if it was undone since. Says nothing when there is nothing new. What needs an answer is asked
// again each time.
struct LookForStatements {
    QString leave = {}; // path of one that is to be left alone from now on
};
struct UndoStatement {
    StatementId statement;
};
// Looks again at every verdict: what was Safe isn't any more once the reading has grown old.
struct JudgeAgain { };
// A person's word on bank lines: done, or what is or isn't theirs in Xero.
struct DecideLines {
    QList<BankLineId> lines;
    LineDecision decision;
    bool takeBack = false;
};
struct Connect {
    QString organisation; // empty = the only one, or ask
};
struct Disconnect { };
// Asks Xero one question. When it answers, what was paused goes on (R119, R121).
struct TestConnection { };
// Signs in and makes, beside the book, the one that takes its place for another organisation
// (R122): the ledger's side alone, with the old links to be proven there. Nothing is changed until
// the closed book is replaced by it (store/succession.h). Refused unless the name is one that Xero
// gave access to, letter by letter, and not the book's own.
struct SwitchOrganisation {
    QString name;
};
// Reads the whole file and says whether it is sound.
struct CheckBook { };
// A backup now; by itself one is made after the first run of a day.
struct BackUp { };
struct ChangeSettings {
    BookSettings settings;
};
// Reads Xero and matches both sides; nothing is tied before AcceptAdoption.
struct ProposeAdoption { };
struct AcceptAdoption {
    QDate startDate; // "don't push before"
};

// Works out both sides of every account as of a day, for the lists, and keeps that right from then
// on; invalid = as they are now.
struct ShowAsOf {
    QDate day;
};
// Two people's word that these accounts are right as of a day. Refused whole where anything is
// stale or more than the threshold unexplained. Takes the place of an earlier one of the same
// accounts and day.
struct SignOff {
    QList<AccountId> accounts;
    bool wholeBook = false;
    QDate day;
    QString preparer, note;
    base::Money threshold; // of what is unexplained, per account
};
struct ReviewSignOff {
    SignOffId signOff;
    QString reviewer, note;
};
struct WithdrawSignOff {
    SignOffId signOff;
    QString who, reason;
};
// Writes a report to a file, by the end of its name: pdf, xlsx, csv, json.
struct MakeReport {
    ReportRequest request;
    QString path;
};
// The evidence of a sign-off, as a folder that proves itself; checksum and place are kept with it.
struct MakePack {
    SignOffId signOff;
    QString folder;
};
// Reads such a folder and says whether it is as it was made, by this book's own word where it has
// one.
struct VerifyPack {
    QString folder;
};

} // namespace records::command

namespace records {

using Command = std::variant<command::Sync, command::StopRun, command::Retry, command::SetAside,
    command::BringBack, command::DecideParked, command::ReleasePushing, command::LinkAccount,
    command::UnlinkAccount, command::Mend, command::SameMoney, command::RecordPayment,
    command::RecordAllocation, command::RecordCreditNote, command::RecordReversal,
    command::ImportFiles, command::ImportStatement, command::LookForStatements, command::JudgeAgain,
    command::UndoStatement, command::DecideLines, command::Connect, command::Disconnect,
    command::ChangeSettings, command::ProposeAdoption, command::AcceptAdoption, command::DoInXero,
    command::RecordRefund, command::RemoveAllocation, command::RunDue, command::TakeMessages,
    command::ChangeSchedule, command::DecideChanges, command::ReopenChange, command::RenumberInXero,
    command::BackUp, command::TestConnection, command::CreateContacts, command::LinkByFile,
    command::FollowMerges, command::UndoLinks, command::SwitchOrganisation, command::CheckBook,
    command::ShowAsOf, command::SignOff, command::ReviewSignOff, command::WithdrawSignOff,
    command::MakeReport, command::MakePack, command::VerifyPack>;

} // namespace records
