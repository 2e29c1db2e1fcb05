// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/clock.h"
#include "base/disk.h"
#include "base/random.h"
#include "records/accountfile.h"
#include "records/batch.h"
#include "records/change.h"
#include "records/control.h"
#include "store/reader.h"

#include <functional>
#include <memory>

// The book: one SQLite file with one writer. Everything that the engine writes goes through this
// door; every write takes an open Transaction, so nothing is written outside one.
namespace store {

// Closes with rollback unless commit() was called. BEGIN IMMEDIATE. An error of storage inside it
// spoils it: nothing after that runs and commit() fails with that error. A refusal (Conflict,
// NotFound, Usage) writes nothing and leaves it usable.
class Transaction {
public:
    Transaction(Transaction&&) noexcept;
    Transaction& operator=(Transaction&&) = delete;
    ~Transaction();
    base::Result<void> commit();
    bool isOpen() const;

    struct Inside; // known to the book alone
    explicit Transaction(std::unique_ptr<Inside> inside);

private:
    std::unique_ptr<Inside> m_inside;
};

// The wire bytes of one or several ops, frozen before they are sent (design §6: the batch is a
// record of its own with its bytes and key).
struct Batch {
    QString id;
    records::OperationKind kind = records::OperationKind::CreateContact;
    QByteArray verb, path, body, key;
    QList<records::OperationId> operations; // in the order of the body's elements
    QDateTime firstSentAt;
    qint64 firstSentBoot = 0;
    QString bootId;
    int attempts = 0;
};

enum class AttemptOutcome { Pending, NotSent, Unknown, Answered };

struct OpenOptions {
    bool readOnly = false;
    // Why a book must not be written in this place (base::whyNotLocal); tests pass their own.
    std::function<QString(const QString& path)> whyNotLocal = base::whyNotLocal;
};

// A living record in Xero that carries a marker of this book and is tied to nothing here.
struct Marked {
    records::XeroRef xero;
    records::mirror::ContactId contact;
    QString text; // where the marker stands
    QString label; // "INV-12", "Payment of 10.00"
    base::Money amount;
};

class Book {
public:
    // Never overwrites: fails when the file exists. The error sentence says which of: exists,
    // folder missing, read-only disk.
    static base::Result<std::unique_ptr<Book>> create(const QString& path,
        const records::BookSettings& settings, const base::Clock& clock, base::Random& random);
    // Refused with a sentence that says which: missing, not a book (foreign), newer than this
    // program, corrupt, open elsewhere (Conflict), read-only disk. With readOnly the last two open.
    // An older book is migrated after a backup was taken beside it. Whoever opens it for writing
    // takes the lease: from then on every transaction of an earlier owner is refused, even if the
    // lock file was taken from it while it slept.
    static base::Result<std::unique_ptr<Book>> open(
        const QString& path, OpenOptions options, const base::Clock& clock);
    virtual ~Book();

    virtual QString path() const = 0;
    // A random salt made with the book: idempotency keys and markers derive from it.
    virtual QByteArray salt() const = 0;
    virtual base::Result<Transaction> begin() = 0;
    // A consistent copy made by VACUUM INTO; fails when the target exists.
    virtual base::Result<void> backup(const QString& target) = 0;
    // A new book at the target for the same ledger and another organisation (succession.h).
    virtual base::Result<void> makeSuccessor(const QString& target) = 0;
    // Everything committed goes from the side file into the book's own file, so that who copies
    // that one alone, while it is in use, has at least this.
    virtual base::Result<void> checkpoint() = 0;
    virtual base::Result<void> checkIntegrity() = 0;

    virtual records::BookSettings settings() const = 0;
    virtual base::Result<void> saveSettings(Transaction&, const records::BookSettings&) = 0;
    // When the book syncs by itself, and what is known of the runs that did.
    virtual records::Schedule schedule() const = 0;
    virtual base::Result<void> saveSchedule(Transaction&, const records::Schedule&) = 0;
    virtual records::RunTimes runTimes() const = 0;
    virtual base::Result<void> saveRunTimes(Transaction&, const records::RunTimes&) = 0;
    // Small named values of the engine: token slot, cursors of fetches, last runs. These are read
    // here as well (instants as ISO text in UTC): "fetch.completed", when the last complete fetch
    // began; "fetch.ended", when it ended; "fetch.changes", how many records it changed;
    // "fetch.first", when the first of them ended;
    // "calls.today", the calls to Xero of a day: "2026-11-20 123"; "signin.until"; and
    // "fetch.at.WHAT", when WHAT ("contacts", "invoices", …) was last read; "backup.last", when a
    // backup was last made and read whole; "push.last", when something was last sent, and
    // "push.seen", when the last reading since then began; "error.last";
    // "push.quarantine" and "push.hold", what holds every push (records/why.h).
    virtual QString value(const QString& name) const = 0;
    virtual base::Result<void> setValue(Transaction&, const QString& name, const QString& value)
        = 0;

    // --- the ledger ---------------------------------------------------------------------------
    // Whole or not at all. A record that is already there with the same content is unchanged; a
    // document, payment, adjustment or allocation there with *other* content is an error that names
    // file, line and column, and so is a number that names nothing.
    virtual base::Result<records::ImportOutcome> import(Transaction&, const records::ImportBatch&,
        const QString& who, QList<records::ImportError>& errors)
        = 0;
    virtual base::Result<records::AccountId> add(Transaction&, const records::ledger::Account&) = 0;
    virtual base::Result<records::DocumentId> add(
        Transaction&, const records::ledger::Document&, const QString& who)
        = 0;
    virtual base::Result<records::PaymentId> add(
        Transaction&, const records::ledger::Payment&, const QString& who)
        = 0;
    virtual base::Result<records::AllocationId> add(
        Transaction&, const records::ledger::Allocation&, const QString& who)
        = 0;
    // Marks the record's allocations removed in the same transaction (Reversal, ledger.h).
    virtual base::Result<records::ReversalId> add(
        Transaction&, const records::ledger::Reversal&, const QString& who)
        = 0;
    virtual base::Result<records::AdjustmentId> add(
        Transaction&, const records::ledger::Adjustment&, const QString& who)
        = 0;
    // Takes one allocation back; the money is unallocated again.
    virtual base::Result<void> remove(Transaction&, records::AllocationId, const QString& who) = 0;
    virtual base::Result<void> add(
        Transaction&, const records::ledger::RefundDraft&, const QString& who)
        = 0;
    virtual base::Result<void> dropRefundDraft(Transaction&, qint64 draft) = 0;
    // A person wants Xero's half of what the ledger undid (Task).
    virtual base::Result<void> addWish(Transaction&, records::RecordRef, const QString& who) = 0;
    virtual base::Result<void> setSku(
        Transaction&, const QString& productCode, const QString& sku, const QString& who)
        = 0;
    // The date under which a document or payment goes to Xero; its own stays in the journal.
    virtual base::Result<void> moveDate(
        Transaction&, records::RecordRef, QDate date, const QString& who)
        = 0;
    // Under which a document goes to Xero; empty: its own number again.
    virtual base::Result<void> renumberInXero(
        Transaction&, records::DocumentId, const QString& number, const QString& who)
        = 0;
    virtual base::Result<void> update(
        Transaction&, const records::ledger::Account&, const QString& who)
        = 0;
    virtual base::Result<void> setPerson(Transaction&, records::AccountId, const QString& firstName,
        const QString& lastName, const QString& who)
        = 0;
    // By a record of the ledger, or as the number under which one goes to Xero.
    virtual bool numberIsTaken(records::RecordKind, const QString& number) const = 0;
    // The next free number of a kind made here: "PAY-H1", "CN-H1", "REV-1".
    virtual QString nextNumber(Transaction&, records::RecordKind) = 0;

    // --- the bank's own lines -----------------------------------------------------------------
    // The file with the lines it has: those the book keeps already by their id, the others as they
    // are. One with the same bytes for the same bank account is refused.
    virtual base::Result<records::StatementId> add(Transaction&, const records::KeptStatement&,
        const QList<records::KeptBankLine>&, const QString& who)
        = 0;
    // Lines that only this file had go with it.
    virtual base::Result<void> undo(Transaction&, records::StatementId, const QString& who) = 0;
    virtual std::optional<records::KeptStatement> statement(records::StatementId) const = 0;
    virtual QList<records::KeptBankLine> bankLines(
        const QString& bankCode, QDate from, QDate to) const = 0;

    virtual QStringList banksWithLines() const = 0;
    // What lines of an amount (minor units, with its sign) are judged by; whom they name isn't in
    // it.
    virtual QList<qint64> lineAmountsToJudge(const QString& bankCode, bool withOpen) const = 0;
    virtual records::LineFacts lineFacts(const QString& bankCode, qint64 minor) const = 0;
    virtual QList<records::Candidate> openOf(
        const QString& bankCode, records::AccountId, bool moneyIn) const = 0;
    virtual QList<std::pair<records::AccountId, QString>> accountNames() const = 0;
    virtual base::Result<void> save(Transaction&, const QList<records::LineCheck>&) = 0;
    // Those to be matched with a record that another line would take, too, whatever its amount.
    virtual QList<records::LineCheck> contestedLines() const = 0;
    virtual base::Result<void> linesJudged(Transaction&) = 0; // all that were to be
    // A person's word on a line, or its taking back.
    virtual base::Result<void> decide(Transaction&, records::BankLineId,
        const records::LineDecision&, bool takeBack, const QDateTime& at, const QString& who)
        = 0;
    virtual QHash<QString, records::LineTally> lineTallies() const = 0; // by bank account

    // --- the mirror (versioned: a changed record closes its row and opens a new one) ------------
    virtual base::Result<void> putOrganisation(Transaction&, const records::mirror::Organisation&)
        = 0;
    virtual std::optional<records::mirror::Organisation> organisation() const = 0;
    // Each returns the accounts whose file may have changed (linked to a contact named in the
    // rows).
    virtual base::Result<QList<records::AccountId>> put(
        Transaction&, const QList<records::mirror::Contact>&)
        = 0;
    virtual base::Result<QList<records::AccountId>> put(
        Transaction&, const QList<records::mirror::Invoice>&)
        = 0;
    virtual base::Result<QList<records::AccountId>> put(
        Transaction&, const QList<records::mirror::Credit>&)
        = 0;
    virtual base::Result<QList<records::AccountId>> put(
        Transaction&, const QList<records::mirror::Payment>&)
        = 0;
    virtual base::Result<QList<records::AccountId>> put(
        Transaction&, const QList<records::mirror::BankTransaction>&)
        = 0;
    // These are read whole: what isn't in the list has vanished.
    virtual base::Result<void> replace(Transaction&, const QList<records::mirror::BankTransfer>&)
        = 0;
    virtual base::Result<void> replace(Transaction&, const QList<records::mirror::BatchPayment>&)
        = 0;
    virtual base::Result<void> replace(Transaction&, const QList<records::mirror::Item>&) = 0;
    virtual base::Result<void> replace(Transaction&, const QList<records::mirror::ChartAccount>&)
        = 0;
    virtual base::Result<void> replace(Transaction&, const QList<records::mirror::TaxRate>&) = 0;
    virtual base::Result<void> put(Transaction&, const QList<records::mirror::Item>&) = 0;
    virtual std::optional<records::mirror::Invoice> mirrored(records::mirror::InvoiceId) const = 0;
    virtual std::optional<records::mirror::Contact> mirrored(records::mirror::ContactId) const = 0;
    // The living invoice or credit note that has this number in Xero, if no record of ours is tied
    // to it.
    virtual QUuid strangerNumbered(records::RecordKind, const QString& number) const = 0;
    // Something in Xero has this number, or had it until it was voided: Xero gives it to no other.
    virtual bool isUsedInXero(records::RecordKind, const QString& number) const = 0;
    virtual bool isInContact(const QString& number) const = 0; // one in Xero carries this number
    // The contact that this one became, however often merged; itself when it wasn't.
    virtual std::optional<records::mirror::Contact> survivorOf(
        records::mirror::ContactId) const = 0;
    // Every contact's balance by Xero against its documents in the mirror, as both stand now.
    virtual records::ControlTotals compareControlTotals() const = 0;
    virtual records::ControlTotals controlTotals() const = 0; // as last kept
    virtual base::Result<void> save(Transaction&, const records::ControlTotals&) = 0;

    // --- ties -----------------------------------------------------------------------------------
    virtual base::Result<void> link(Transaction&, const records::Link&, const QString& who) = 0;
    virtual base::Result<void> unlink(Transaction&, records::AccountId, const QString& who) = 0;
    virtual std::optional<records::Link> linkOf(records::AccountId) const = 0;
    virtual std::optional<records::Link> linkOf(records::mirror::ContactId) const = 0;
    virtual QList<records::AccountId> accountsOfMerged() const = 0; // linked to a merged contact
    // Numbers that Xero is to show; one per contact, the last one counts.
    virtual QList<records::NumberWish> numberWishes(int limit) const = 0;
    virtual base::Result<void> save(Transaction&, const records::NumberWish&) = 0;
    virtual base::Result<void> dropNumberWish(Transaction&, records::mirror::ContactId) = 0;
    virtual base::Result<void> setWantsContact( // AccountFile::wantsContact
        Transaction&, records::AccountId, std::optional<bool> wants)
        = 0;
    virtual std::optional<bool> wantsContact(records::AccountId) const = 0;
    // Keeps what was changed of links, and answers its id.
    virtual base::Result<qint64> save(
        Transaction&, const records::LinkChange&, const QList<records::Relinked>&)
        = 0;
    virtual std::optional<records::LinkChange> linkChange(qint64 id) const = 0; // 0 = the last bulk
    virtual std::optional<records::LinkChange> linkChangeByHand(
        records::AccountId) const = 0; // last
    virtual QList<records::Relinked> relinked(qint64 change) const = 0;
    virtual base::Result<void> linkChangeUndone(Transaction&, qint64 change) = 0;
    virtual base::Result<void> tie(Transaction&, const records::Twin&, const QString& who) = 0;
    virtual base::Result<void> retie(
        Transaction&, records::RecordRef, records::XeroRef to, const QString& who)
        = 0;
    virtual base::Result<void> untie(Transaction&, records::RecordRef, const QString& who) = 0;
    virtual std::optional<records::Twin> twinOf(records::RecordRef) const = 0;
    virtual std::optional<records::Twin> twinOf(records::XeroRef) const = 0;
    // What Xero was last told of a contact that we created (AccountFile::card).
    // None: the contact isn't one that we created.
    virtual base::Result<void> setCard(
        Transaction&, records::AccountId, const std::optional<records::ContactCard>&)
        = 0;
    virtual std::optional<records::ContactCard> card(records::AccountId) const = 0;
    // A record in Xero that a person put aside: never taken in (AccountFile::setAside).
    virtual base::Result<void> setAside(Transaction&, records::XeroRef, records::AccountId,
        const QString& reason, const QString& who)
        = 0;

    // Those of all mirrors that were read since markersExplained was last called.
    virtual QList<Marked> markedUntied(const QString& prefix) const = 0;
    virtual base::Result<void> markersExplained(Transaction&) = 0;

    // --- outbox ---------------------------------------------------------------------------------
    // Insert (id 0) or update; (subject, kind) is unique among ops that aren't cancelled.
    virtual base::Result<records::OperationId> save(Transaction&, const records::Operation&) = 0;
    virtual std::optional<records::Operation> operation(records::OperationId) const = 0;
    // Ops of this kind that may go now (waiting, for nothing, notBefore passed), account by
    // account.
    virtual QList<records::Operation> waiting(
        records::OperationKind, const QDateTime& now, int limit) const = 0;
    virtual int operationCount(records::OperationState) const = 0;
    virtual QList<records::Operation> operationsIn(records::OperationState, int limit) const = 0;
    virtual QList<records::Operation> itemOperations() const = 0; // not cancelled
    virtual QList<records::Operation> operationsWith(records::CauseId, int limit) const = 0;
    // Earliest notBefore of what is open; invalid = nothing waits for a time.
    virtual QDateTime nextDue() const = 0;
    // When attempts without a usable answer ended, of those that ended since then.
    virtual QList<QDateTime> uncertainSince(const QDateTime& since) const = 0;
    // Whether this attempt waits for its answer to be written.
    virtual bool isPending(qint64 attempt) const = 0;
    virtual base::Result<void> save(Transaction&, const Batch&) = 0;
    virtual std::optional<Batch> batch(const QString& id) const = 0;
    // The attempt row that is committed before the first byte, and its end.
    virtual base::Result<qint64> beginAttempt(Transaction&, const Batch&, const QDateTime& now) = 0;
    virtual base::Result<void> endAttempt(Transaction&, qint64 attempt, AttemptOutcome,
        int httpStatus, const QString& raw, const QDateTime& now)
        = 0;

    // --- what the brain asks and answers
    // ----------------------------------------------------------
    virtual base::Result<records::AccountFile> accountFile(records::AccountId) const = 0;
    virtual QList<records::AccountId> accountIds() const = 0;
    // The account a ledger record belongs to; 0 = there is no such record.
    virtual records::AccountId accountOf(records::RecordRef record) const = 0;
    virtual std::optional<records::AccountId> accountByNumber(const QString& number) const = 0;
    virtual std::optional<records::ledger::Account> account(records::AccountId) const = 0;
    virtual std::optional<records::ledger::Account> account(const QString& number) const = 0;
    virtual records::Surroundings surroundings(const base::Clock& clock) const = 0;
    // Every account that is not linked, and every active contact that has no account (adoption).
    virtual QList<records::ledger::Account> unlinkedAccounts() const = 0;
    virtual QList<records::mirror::Contact> unlinkedContacts() const = 0;
    // Accounts linked to a contact that Xero doesn't have at all, each named as its contact was.
    virtual QList<records::ledger::Account> accountsOfLostLinks() const = 0;
    // Replace what is derived of one account: position, bridge lines, hazards, intakes.
    virtual base::Result<void> saveDerived(Transaction&, records::AccountId,
        const QList<records::Bridge>&, const QList<records::Hazard>&, const QList<records::Intake>&)
        = 0;
    // The same as of the day that is kept; no bridges = the account holds nothing up to it.
    virtual base::Result<void> saveAsOf(
        Transaction&, records::AccountId, const QList<records::Bridge>&)
        = 0;
    // Keeps this day from now on, with nothing worked out yet; invalid = none.
    virtual base::Result<void> keepAsOf(Transaction&, QDate day) = 0;
    virtual base::Result<void> asOfIsReady(Transaction&) = 0;
    virtual AsOfDay asOf() const = 0;
    // How the book stands, as the last word of that day (Reader::balanceDays).
    virtual base::Result<void> noteBalances(Transaction&, QDate day) = 0;
    virtual base::Result<void> saveTasks(
        Transaction&, records::AccountId, const QList<records::Task>&)
        = 0;
    // How the account's tied records stood when both sides agreed, where Xero shows them otherwise.
    virtual records::AsAgreed asAgreed(records::AccountId) const = 0;
    // Replaces those of the account. One that is gone without a word about it is noted as "same
    // again"; an open one keeps its id while Xero shows the same. No id is ever given twice.
    virtual base::Result<void> saveChanges(
        Transaction&, records::AccountId, const QList<records::Change>&)
        = 0;
    virtual std::optional<records::Change> change(records::ChangeId) const = 0;
    virtual QList<records::Change> changesOf(records::AccountId) const = 0; // that stand
    // What a person said of a change, as it stands; never rewritten, kept with who and when.
    // counts: false until Xero shows what Tieout was told to do there.
    virtual base::Result<void> decide(
        Transaction&, const records::Change&, const records::ChangeDecision&, bool counts = true)
        = 0;
    // Takes back a decision that changed nothing, and all that say the same. Refused: NotFound,
    // Conflict.
    virtual base::Result<void> reopen(Transaction&, records::ChangeId decision, const QString& who)
        = 0;
    // Of those open ones that a person leaves as they are, the records in Xero.
    virtual QSet<records::XeroRef> leftAsChanged(records::AccountId) const = 0;
    // To decide, and nobody has asked Xero yet who did it; the newest first.
    virtual QList<records::Change> changesWithoutAuthor(int limit) const = 0;
    virtual base::Result<void> save(
        Transaction&, const records::Change&, const records::ChangeAuthor&)
        = 0;
    virtual base::Result<void> savePreflight(Transaction&, const QList<records::Preflight>&) = 0;
    virtual QList<records::Hazard> allHazards() const = 0;
    // Accounts whose derived rows are older than their records; kept in the same transaction as the
    // change, so a kill loses nothing.
    virtual base::Result<void> markDirty(Transaction&, const QList<records::AccountId>&) = 0;
    virtual QList<records::AccountId> dirtyAccounts(int limit) const = 0;
    // Accounts with something of Xero's that was judged fit to be taken in, and was not: the run
    // that read it took nothing in, or never came so far.
    virtual QList<records::AccountId> accountsToTakeIn() const = 0;

    // --- sign-offs
    // Begun, accounts are added to it; nobody's word before it is finished, and gone if it never
    // is.
    virtual base::Result<records::SignOffId> beginSignOff(Transaction&, const records::SignOff&)
        = 0;
    virtual base::Result<void> add(Transaction&, records::SignOffId, const records::SignedAccount&,
        const QList<records::BridgeLine>&)
        = 0;
    virtual base::Result<void> finishSignOff(Transaction&, const records::SignOff&) = 0;
    virtual base::Result<void> dropUnfinishedSignOffs(Transaction&) = 0;
    // Refused: NotFound, Conflict (ended, suspended, reviewed already, by the preparer).
    virtual base::Result<void> reviewSignOff(
        Transaction&, records::SignOffId, const QString& reviewer, const QString& note)
        = 0;
    virtual base::Result<void> endSignOff(Transaction&, records::SignOffId, const QString& who,
        const QString& reason, records::SignOffId replacedBy)
        = 0;
    virtual base::Result<void> noteSignOff(
        Transaction&, records::SignOffId, const QString& who, const QString& what)
        = 0;
    // Of those that are not ended; without an account all, else those that cover it.
    virtual QList<records::SignOff> standingSignOffs(records::AccountId) const = 0;
    virtual QList<records::SignedAccount> signedAccounts(
        records::SignOffId, records::AccountId, bool withItems) const = 0;
    // Replaces those of the account, and tells the history what was suspended by it or stands
    // again.
    virtual base::Result<void> saveSignOffChanges(
        Transaction&, records::AccountId, const QList<records::SignOffChange>&)
        = 0;

    // --- log
    // --------------------------------------------------------------------------------------
    virtual base::Result<void> journal(Transaction&, const QString& who, const QString& what,
        std::optional<records::RecordRef> about)
        = 0;
    // flows: the modules that take part. Runs of more than a year ago go as a new one begins.
    virtual base::Result<records::RunId> beginRun(Transaction&, const QString& kind,
        const QString& direction, const records::Flows& flows, const QDateTime& now)
        = 0;
    virtual base::Result<void> logRecord(Transaction&, records::RunId, const RunRecordRow&) = 0;
    virtual base::Result<void> endRun(Transaction&, records::RunId, const QString& result,
        const QString& words, int count, const QDateTime& now)
        = 0;

    // Keeps a message about a run until something sends it.
    virtual base::Result<void> queueNotification(Transaction&, records::RunId,
        const QString& subject, const QString& body, const QDateTime& now)
        = 0;
    // Those of runs up to this one wait no longer; says how many did.
    virtual base::Result<int> messagesTaken(Transaction&, records::RunId upTo, const QDateTime& now)
        = 0;
    // So many calls to Xero more, and bytes of its answers, within the hour of this instant; the
    // last two days are kept.
    virtual base::Result<void> addCalls(Transaction&, const QDateTime& at, int calls, qint64 bytes)
        = 0;

    // --- adoption
    // -----------------------------------------------------------------------------------
    virtual base::Result<void> saveAdoption(
        Transaction&, const AdoptionSummary&, const QList<AdoptionRow>& unmatched)
        = 0;
    virtual base::Result<void> clearAdoption(Transaction&) = 0;
};

// A reader reads only the newest format: before one is opened for a person, a book of an older
// Tieout is migrated, after a backup. Nothing is written to a book that is up to date.
base::Result<void> bringUpToDate(const QString& path, const base::Clock& clock);

// A read-only view with a connection of its own, for the thread that calls this. The clock says
// what "today" is.
base::Result<std::unique_ptr<Reader>> openReader(const QString& path,
    std::shared_ptr<const base::Clock> clock = std::make_shared<base::SystemClock>());

} // namespace store
