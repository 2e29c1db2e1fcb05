// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"
#include "records/accountfile.h"
#include "records/change.h"
#include "records/control.h"
#include "records/history.h"
#include "records/linecheck.h"
#include "records/schedule.h"
#include "records/signoff.h"
#include "records/status.h"
#include "records/supportcase.h"
#include "records/why.h"

#include <QHash>

// The window's and the console's way to look into a book: row values, windowed, never a whole
// table. The only header of store that ui may include. Implemented over a read-only connection of
// its own.
namespace store {

enum class Order { Default, Ascending, Descending };

// A question for a window of rows. text filters as the user types: numbers, names and amounts.
struct Query {
    QString text = {};
    QString filter = {}; // the chosen segment, by its key; empty = all
    // -1 = the list's own order; otherwise counted as on screen: accounts (number, name, ledger,
    // Xero, difference, causes), outbox and inbox (label, account, amount, state, changed or date),
    // ledger (date, number, account, kind, amount, source), links (number, account, contact, how,
    // state, both primary contacts).
    int sortColumn = -1;
    Order order = Order::Default;
    QString group = {}; // outbox: a group or state beside the filter; empty = all
    bool withReceipts = false; // inbox: a receipt stands above the payments it became
    // bank lines: a Verdict’s text in group, or "left" for all that aren’t done; sorted by verdict,
    // date, payer, amount
    // log: runs that began in this time, with this result ("left", "stopped", "nothing"), in which
    // this module took part
    QDateTime from = {}, until = {};
    QString result = {};
    std::optional<records::Module> module = {};
    // accounts: with a line of this cause, in this currency, with a difference of at least so many
    // minor units; as of the day that the book keeps (Reader::asOf), when it is this one
    std::optional<records::BridgeCause> cause = {};
    base::Currency currency = {};
    // Minor units of the currency above, or else of the book's: what is in another currency can't
    // be measured by it and stays.
    qint64 atLeast = 0;
    QDate asOf = {};
    bool operator==(const Query&) const = default;
};

struct Totals {
    int rows = 0;
    base::Money in, out; // sums of the filter
};

// One balance of an account: it has one for each currency.
struct AccountRow {
    records::AccountId id;
    QString number, name;
    records::ledger::AccountRole role = records::ledger::AccountRole::Customer;
    records::Side side = records::Side::Receivable; // of this balance
    base::Money ledger, xero, difference, unexplained;
    base::Money explained() const { return difference - unexplained; }
    int causes = 0; // how many different ones
    records::BridgeCause cause = records::BridgeCause::Unexplained; // the only, or the largest
    bool differs = false; // lines or outstanding differ, even at difference 0.00
    bool isStale = false; // Xero reports another balance than what was read: being read again
    QDate lastMoved; // of the newest entry on either side
    QDate signedTo; // the last day that a standing sign-off covers; invalid = none
    bool isSuspended = false; // something changed since that sign-off
};

// Of all balances that fit a query, in one currency.
struct BalanceSum {
    base::Currency currency;
    int rows = 0, differing = 0;
    int stale = 0; // balances of accounts that are being read again
    int notExplained = 0; // balances with something unexplained: such amounts may cancel out
    base::Money ledger, xero, unexplained;
    base::Money difference() const { return ledger - xero; }
    bool operator==(const BalanceSum&) const = default;
};

// How the book stood at the end of a day on which something was done.
struct BalanceDay {
    QDate day;
    base::Money ledger, xero, unexplained, heldUp;
    int differing = 0;
};

// The one day, beside now, for which the balances are worked out and kept right.
struct AsOfDay {
    QDate day; // invalid = none
    bool isReady = false; // false: still being worked out, or it was stopped
};

struct AccountDetail {
    records::ledger::Account account;
    std::optional<records::Link> link;
    QString contactName; // as last read
    QString xeroUrl; // deep link, empty when unknown
    records::Bridge bridge;
    QList<records::Hazard> hazards; // found on this account
    QString notice; // "555.55 prepayment available to allocate", "Credit held in Xero, not yet in
                    // the ledger: 20.00"
    QString control; // where Xero's own figure of this side is another than its documents add up to
    QHash<records::RecordRef, records::Operation> pushes; // the open ones, by their ledger record
};

// Groups of the outbox, in the order shown.
enum class OutboxGroup { NeedsYou, Waiting, Unknown, SetAside, ConfirmedToday };

struct OutboxRow {
    records::Operation operation;
    OutboxGroup group = OutboxGroup::Waiting;
    QString accountName;
    bool dependent = false; // indented under the one it waits for
    bool stopsBankLine = false;
};

// What waits, by kind, in the order of sending.
struct KindSum {
    records::OperationKind kind = records::OperationKind::CreateContact;
    int count = 0;
    base::Money money;
};

struct OutboxSummary {
    int waiting = 0, sending = 0, unknown = 0, needYou = 0, confirmedToday = 0, setAside = 0;
    base::Money waitingMoney, sendingMoney, unknownMoney, needYouMoney, confirmedMoney;
    QList<KindSum> waitingKinds;
};

struct InboxRow {
    records::Intake intake;
    QString accountName;
    QString parentLabel;
    QDateTime at;
    bool isReceipt = false; // heads the payments it became; its amount is theirs
    bool ofReceipt = false; // indented under it
};

struct IntakeSum {
    records::IntakeState state = records::IntakeState::Waiting;
    int rows = 0; // receipts not counted
    base::Money money;
};

// All records that one choice mends: one card.
struct ProblemCard {
    records::CauseId cause = records::CauseId::None;
    QString key; // stable id of the card: its cause, and the argument that its remedy goes by
    records::Cause example; // with the arguments that all its records share, and raw text
    base::Money heldUp;
    int records = 0;
    QDate oldest;
    QString accountName = {}; // when only one account is concerned
    int bankLines = 0; // of its records, those that stop a bank line
    int accounts = 0;
    int bills = 0; // of its records, those that go to Xero as bills
    QDateTime nextTry = {}; // when the first of them is tried again by itself; invalid = unknown
    bool isFromXero = false; // what could not be taken in
    QString kindAlike = {}; // "invoices": all of that kind fail for this cause since one went
    bool operator==(const ProblemCard&) const = default;
};

struct ProblemRow {
    records::Operation operation; // of what could not be taken in: its label, amount and cause
    QString accountName;
    QDate date;
    int blocks = 0; // ops waiting for this one
    QString blockedBy; // what has to go before it, empty = nothing
    std::optional<records::XeroRef> xero = std::nullopt; // the record there, or its contact
    QString xeroUrl = {};
    bool isFromXero = false;
    bool operator==(const ProblemRow&) const = default;
};

// A record undone on one side only.
struct TaskRow {
    records::Task task;
    QString accountName;
    QString xeroUrl; // the contact's, empty when unknown
    bool operator==(const TaskRow&) const = default;
};

// One attempt of the batch in which an op was last sent.
struct AttemptRow {
    QDateTime at;
    QString request; // "PUT /api.xro/2.0/Invoices"
    QString body, outcome, raw; // outcome: answered, unknown, not-sent, pending
    int httpStatus = 0; // 0 = no answer
};

// Two records that might be one, field by field: ours and the one in Xero that a parked push was
// compared with; or, of something that stands there twice, the two in Xero.
struct SideBySide {
    struct Field {
        QString name, left, right;
        bool differs = false;
        bool operator==(const Field&) const = default;
    };
    QString left, right; // "In the ledger", "In Xero"
    QString xeroId, xeroUrl; // of the right one
    QList<Field> fields;
    bool operator==(const SideBySide&) const = default;
};

struct LedgerRow {
    records::RecordRef ref;
    QString number, accountName;
    records::AccountId account;
    QDate date;
    base::Money amount;
    records::ledger::Source source = records::ledger::Source::Import;
    QString state; // "in Xero", "waiting", "never pushed: ledger credit", …
    QString note; // allocations or reference
};

struct HistoryRow {
    QDateTime at;
    QString who, what;
};

struct RecordDetail {
    LedgerRow row;
    QString xeroId, xeroUrl;
    // Of an invoice or bill: what is still to be paid. Of a payment or credit note: what is still
    // to be allocated.
    std::optional<base::Money> outstanding = std::nullopt;
    QString whereToChange; // "Change this in the ledger: the invoice came from there."
    QList<std::pair<QString, QString>> facts; // key and value, beyond what the row says
    QList<HistoryRow> history;
    std::optional<records::Operation> push = std::nullopt; // the open one
    records::WhyFacts why = {};
};

struct LinkRow {
    records::AccountId account;
    QString accountNumber, accountName, contactId, contactName, how;
    QString state; // linked, not-linked, to-create, partial, archived, merged, doubled
    int waiting = 0; // ops that wait
    int candidates = 0;
    QDateTime linkedAt = {};
    QString primary = {}, xeroPrimary = {}; // first and last name, on either side (R144)
    // Of a merged one: the contact that its own became in the end, and who else lays claim to it.
    QString survivorId = {}, survivorName = {}, rival = {};
};

// A contact as Xero has it, and whose it is here (R009).
struct ContactRow {
    records::mirror::Contact contact;
    QString state; // linked, free, archived, merged, doubled
    records::AccountId account; // zero = nobody's here
    QString accountNumber, accountName;
    QString survivorName; // of a merged one
};

// A document that is not in Xero yet, with its lines: what its item codes are checked by.
struct DocumentRow {
    records::ledger::Document document;
    QString accountName;
    records::Cause cause; // what holds it up
};

// What one field says about an account and a contact being the same.
struct LinkEvidence {
    QString field, words; // "Phone", "08 5550 0142"
    bool agrees = false;
};

struct LinkCandidate {
    records::mirror::Contact contact;
    QString evidence; // what agrees, in one line
    QList<LinkEvidence> fields = {};
};

// Something a person changed in Xero, and what was decided about it.
struct ChangeRow {
    records::Change change; // its id is that of the open one
    records::ChangeDecision decision; // ToDecide while nobody decided
    records::ChangeId decided; // of the decision; zero without one
    bool stands = false; // of a decided one: Xero still shows it
    records::ChangeAuthor author; // empty where Xero doesn't say
    QString accountName, xeroUrl, contactXeroUrl;
    QDateTime foundAt;
};

struct ChangeSums {
    int toDecide = 0, settled = 0;
    int money = 0; // of those to decide, how many move a balance
    base::Money effect; // of those to decide
};

struct RunRow {
    records::RunId id;
    QDateTime startedAt;
    QString kind, direction, result, words; // in words
    int records = 0;
    qint64 tookMilliseconds = 0;
};

// What a module did in a run: the log's line for it.
struct RunModuleRow {
    records::Module module = records::Module::Contacts;
    records::Flow flow = records::Flow::Off;
    QStringList accounts; // the first few, by name
    int accountCount = 0, records = 0, done = 0, left = 0;
    bool operator==(const RunModuleRow&) const = default;
};

// What an automatic run has to say, until a mail program took it.
struct MessageRow {
    records::RunId run;
    QDateTime queuedAt;
    QString subject, body;
};

struct RunRecordRow {
    QDateTime at;
    QString record, accountName, result, words, ledgerId, xeroId, details;
    base::Money amount;
    std::optional<records::OperationKind> kind = std::nullopt; // of the push it tells of
    std::optional<records::RecordRef> subject = std::nullopt;
    std::optional<records::Module> module = std::nullopt;
    records::OperationId operation = {}; // the push it tells of, while the outbox has it
};

struct BankLineRow {
    QString bankCode;
    records::KeptBankLine kept;
    records::LineCheck check;
    QList<records::LineDecision> decisions; // what a person said of it
};

// A statement file that was taken in.
struct StatementRow {
    records::KeptStatement statement;
    int lines = 0;
};

struct FetchRow {
    QString what;
    QDateTime lastFetched;
    int inMirror = 0;
    std::chrono::seconds every{0}; // how often it is read by itself; 0 = only when asked
    // Older than twice its interval (R116); what nobody reads by itself is late after a day.
    bool isLate(const QDateTime& now) const
    {
        using namespace std::chrono_literals;
        return lastFetched.isValid()
            && std::chrono::seconds(lastFetched.secsTo(now)) > (every > 0s ? 2 * every : 24h);
    }
};

struct CheckRow {
    QString what, result;
    bool good = true;
};

// What went to and came from Xero within an hour.
struct CallHour {
    QDateTime beginsAt;
    int calls = 0;
    qint64 bytes = 0; // of its answers
    bool operator==(const CallHour&) const = default;
};

struct Diagnostics {
    QString organisation, tenantId, xeroUrl, file, lastError;
    QDate lockedUpTo; // invalid = nothing is locked
    qint64 fileBytes = 0;
    int bookFormat = 0;
    QDateTime lastBackup, lastImport;
    QDateTime signInUntil; // when the sign-in to Xero ends if nobody uses it
    QDate callsDay; // UTC
    int calls = 0; // to Xero on that day
    QList<CallHour> callHours; // of the last two days
    qint64 bytesThisMonth = 0; // what Xero sent in the last 30 days
    bool isConnected = false; // an organisation was chosen
    QDateTime pausedSince; // five connection errors within an hour (F10); invalid = not paused
    QDateTime checkedAt; // when the file was last read whole
    QStringList scopes, missingScopes; // what Xero allows, and what of the needed it doesn't
    QList<FetchRow> fetches;
    QList<CheckRow> checks;
    records::ControlTotals control; // the last comparison; at invalid = none yet
    int twins = 0;
};

// What a plan of Xero's includes a month; above it data is billed (xero-api.md §1.5, Core).
inline constexpr qint64 kEgressIncluded = 10'000'000'000;

// What would go along and what would stay behind if the book went to another organisation.
struct SwitchPreview {
    int accounts = 0, documents = 0, payments = 0, bankLines = 0, links = 0; // go along
    int tied = 0, waiting = 0, unanswered = 0, decisions = 0; // stay in the kept book
};

// A copy of the book in the folder beside it.
struct BackupRow {
    QString path;
    QDateTime madeAt; // local time
    qint64 bytes = 0;
    bool operator==(const BackupRow&) const = default;
};

struct CauseSum {
    records::BridgeCause cause = records::BridgeCause::Unexplained;
    int accounts = 0;
    base::Money amount;
    bool operator==(const CauseSum&) const = default;
};

// Everything the Today page needs, and the counts of the rail.
struct Today {
    QList<records::Preflight> banks;
    base::Money ledger, xero;
    int differing = 0;
    QList<CauseSum> causes; // Unexplained always last, even when 0.00
    OutboxSummary outbox;
    int problems = 0, inbox = 0, links = 0, accounts = 0;
    int changes = 0; // made in Xero, to decide
    int problemsAtBank = 0; // of the problems, those that stop a bank line
    base::Money heldUp;
    QDateTime lastFetch;
    int lastFetchChanges = 0;
    QDateTime lastClean; // every bank account was safe
    // Milliseconds that the last run of each direction took, of those that came to their end.
    std::optional<qint64> fetchTook, pushTook;
    bool pushIsOn = false;
    bool isConnected = false;
};

// An adoption that was proposed and not yet accepted.
struct AdoptionSummary {
    int links = 0, documents = 0, payments = 0, allocations = 0;
    QDateTime proposedAt;
};
struct AdoptionRow {
    QString side; // ledger, xero
    QString label, accountName, reason;
    QDate date;
    base::Money amount;
};

class Reader {
public:
    // While one lives, everything is read as it stood at the first reading: what is added up on one
    // page belongs together. For readers that nobody else reads with meanwhile, and not for long.
    class Moment {
    public:
        Moment() = default;
        virtual ~Moment() = default;
        Moment(const Moment&) = delete;
        Moment& operator=(const Moment&) = delete;
    };

    virtual ~Reader() = default;

    virtual std::shared_ptr<const Moment> moment() const = 0;
    virtual QString path() const = 0; // of the book's file

    virtual records::BookSettings settings() const = 0;
    virtual Today today() const = 0;

    // filter: all, differ, unexplained, stale, suspended; role by its text ("customer", "vendor").
    virtual int accountCount(const QString& role, const Query&) const = 0;
    virtual QList<AccountRow> accounts(
        const QString& role, const Query&, int offset, int limit) const = 0;
    // One for each currency, the book's own first.
    virtual QList<BalanceSum> balanceSums(const QString& role, const Query&) const = 0;
    // By cause, of the balances that fit, in the query's currency, else the book's own. Largest
    // first, unexplained last.
    virtual QList<CauseSum> causeSums(const QString& role, const Query&) const = 0;
    virtual std::optional<AccountDetail> account(records::AccountId) const = 0;
    // Everything of one account, for the brain's questions: its bridge, what is open, its link.
    virtual std::optional<records::AccountFile> accountFile(records::AccountId) const = 0;
    // What is the same for every account, now.
    virtual records::Surroundings surroundings() const = 0;
    // What the book kept of the past of these records (bridge/parted.h says which are needed).
    virtual records::RecordHistory history(
        const QList<records::RecordRef>&, const QList<records::XeroRef>&) const = 0;
    virtual AsOfDay asOf() const = 0;
    // In the book's currency, oldest first.
    virtual QList<BalanceDay> balanceDays(const QString& role) const = 0;

    virtual QList<records::SignOff> signOffs() const = 0; // newest first
    virtual std::optional<records::SignOff> signOff(records::SignOffId) const = 0;
    // Of that account alone, or of all. With items only where they are needed: they are many.
    virtual QList<records::SignedAccount> signedAccounts(records::SignOffId,
        records::AccountId only, bool withItems, int offset, int limit) const = 0;
    virtual QList<records::BridgeLine> signedLines(
        records::SignOffId, int offset, int limit) const = 0;
    virtual QList<records::SignOffChange> signOffChanges(
        records::SignOffId, int offset, int limit) const = 0;
    virtual QList<records::SignOffEvent> signOffEvents(records::SignOffId) const = 0;

    virtual OutboxSummary outboxSummary() const = 0;
    // filter, group: a kind ("invoices", "payments", …), a group ("needs-you", "confirmed-today"),
    // an OperationState's text, "stops-bank-line", or empty
    virtual int outboxCount(const Query&) const = 0;
    // The groups that have rows and how many, in the order shown: so that nobody reads the rows to
    // find where one begins.
    virtual QList<std::pair<OutboxGroup, int>> outboxGroups(const Query&) const = 0;
    virtual QList<OutboxRow> outbox(const Query&, int offset, int limit) const = 0;

    // filter: an IntakeState's text or empty
    virtual int inboxCount(const Query&) const = 0;
    virtual QList<InboxRow> inbox(const Query&, int offset, int limit) const = 0;
    virtual QList<IntakeSum> inboxSums(const Query&) const = 0; // in the order shown

    virtual QList<ProblemCard> problems(const Query&) const = 0; // by money held up
    // Those of the card that fit the query, as problems() counts them: largest amount first.
    virtual QList<ProblemRow> problemRows(
        const QString& key, const Query&, int offset, int limit) const = 0;
    // What may be chosen for a remedy: codes of Xero in use, with their names.
    virtual QList<std::pair<QString, QString>> choices(records::RemedyId) const = 0;
    virtual QList<TaskRow> tasks(const Query&) const = 0; // most money first
    virtual QList<AttemptRow> attempts(records::OperationId) const = 0;
    // Nothing where there is no second record to look at.
    virtual std::optional<SideBySide> sideBySide(records::OperationId) const = 0;

    // filter: "money", "contacts", "details" or empty; group: "to-decide", "settled" or empty;
    // from: of the settled ones, those decided since then. To decide first, then the newest.
    virtual int changeCount(const Query&) const = 0;
    virtual QList<ChangeRow> changes(const Query&, int offset, int limit) const = 0;
    virtual ChangeSums changeSums(const Query&) const = 0;
    // All that was ever said about this record in Xero, newest first.
    virtual QList<ChangeRow> changesOf(records::XeroRef) const = 0;
    // Its own page in Xero; empty where Xero has none for its kind, or none is known.
    virtual QString address(records::XeroRef) const = 0;

    // filter: a RecordKind's text or empty
    virtual int ledgerCount(const Query&) const = 0;
    virtual QList<LedgerRow> ledger(const Query&, int offset, int limit) const = 0;
    virtual std::optional<RecordDetail> record(records::RecordRef) const = 0;

    // filter: not-linked, to-create, partial, archived, merged, doubled, linked, need-a-look,
    // with-contact, without-contact, primary-missing or empty
    virtual int linkCount(const Query&) const = 0;
    virtual QHash<QString, int> linkCounts() const = 0; // by state
    virtual QList<LinkRow> links(const Query&, int offset, int limit) const = 0;
    // filter: linked, free, archived, merged, doubled or empty; sorted by state, name, number,
    // e-mail, account
    virtual int contactCount(const Query&) const = 0;
    virtual QList<ContactRow> contacts(const Query&, int offset, int limit) const = 0;
    // Approved documents of ours that aren't in Xero. filter: item-codes (held up by one) or empty
    virtual int unpushedCount(const Query&) const = 0;
    virtual QList<DocumentRow> unpushed(const Query&, int offset, int limit) const = 0;
    virtual std::optional<records::LinkChange> lastLinkChange() const = 0;
    virtual QList<LinkCandidate> linkCandidates(records::AccountId, const QString& text) const = 0;

    // filter: manual, automatic, instant or empty
    virtual int runCount(const Query&) const = 0;
    virtual QList<RunRow> runs(const Query&, int offset, int limit) const = 0;
    virtual std::optional<RunRow> run(records::RunId) const = 0;
    virtual QList<RunModuleRow> runModules(records::RunId) const = 0; // in the modules' order
    // left: only those that did not go through
    virtual int runRecordCount(records::RunId, bool left) const = 0;
    virtual QList<RunRecordRow> runRecords(
        records::RunId, bool left, int offset, int limit) const = 0;

    virtual SwitchPreview switchPreview() const = 0;
    virtual records::Schedule schedule() const = 0;
    virtual records::RunTimes runTimes() const = 0;
    virtual QList<MessageRow> waitingMessages() const = 0; // oldest first

    virtual QList<StatementRow> statements() const = 0; // newest first
    // filter: the code of a bank account, or empty; group: a Verdict's text, "left", or empty. Stop
    // first, then Not checked, Safe, Done, each newest first.
    virtual int bankLineCount(const Query&) const = 0;
    virtual QList<BankLineRow> bankLines(const Query&, int offset, int limit) const = 0;
    virtual Totals bankLineTotals(const Query&) const = 0;
    virtual std::optional<BankLineRow> bankLine(records::BankLineId) const = 0;

    virtual Diagnostics diagnostics() const = 0;
    virtual QList<BackupRow> backups() const = 0; // newest first
    // About this account, or with zero about all that is open; at most 500 rows of each kind, the
    // newest.
    virtual records::SupportCase supportCase(records::AccountId) const = 0;
    virtual std::optional<AdoptionSummary> adoption() const = 0;
    virtual QList<AdoptionRow> adoptionUnmatched(int offset, int limit) const = 0;

    // Records by number, name or amount, for the palette.
    virtual QList<LedgerRow> find(const QString& text, int limit) const = 0;
};

} // namespace store
