// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"
#include "records/accountfile.h"
#include "records/status.h"

// The window's and the console's way to look into a book: row values, windowed, never a whole
// table. The only header of store that ui may include. Implemented over a read-only connection of
// its own.
namespace store {

enum class Order { Default, Ascending, Descending };

// A question for a window of rows. text filters as the user types: numbers, names and amounts.
struct Query {
    QString text;
    QString filter; // the chosen segment, by its key; empty = all
    // -1 = the list's own order; otherwise counted as on screen: accounts (number, name, ledger,
    // Xero, difference, causes), outbox and inbox (label, account, amount, state, changed or date),
    // ledger (date, number, account, kind, amount, source), links (number, account, contact, how,
    // state).
    int sortColumn = -1;
    Order order = Order::Default;
    bool operator==(const Query&) const = default;
};

struct Totals {
    int rows = 0;
    base::Money in, out; // sums of the filter
};

struct AccountRow {
    records::AccountId id;
    QString number, name;
    records::ledger::AccountRole role = records::ledger::AccountRole::Customer;
    base::Money ledger, xero, difference;
    int causes = 0; // how many different ones
    records::BridgeCause cause = records::BridgeCause::Unexplained; // the only, or the largest
    bool differs = false; // lines or outstanding differ, even at difference 0.00
};

struct AccountDetail {
    records::ledger::Account account;
    std::optional<records::Link> link;
    QString contactName; // as last read
    QString xeroUrl; // deep link, empty when unknown
    records::Bridge bridge;
    QString notice; // "555.55 prepayment available to allocate", "Credit held in Xero, not yet in
                    // the ledger: 20.00"
};

// One line of the side-by-side timeline.
struct TimelineRow {
    QDate date;
    bool tied = false;
    std::optional<records::RecordRef> ledger;
    std::optional<records::XeroRef> xero;
    QString ledgerLabel, xeroLabel;
    base::Money ledgerAmount, ledgerBalance, xeroAmount, xeroBalance;
    records::BridgeCause cause = records::BridgeCause::Unexplained; // of an untied one
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

struct OutboxSummary {
    int waiting = 0, sending = 0, unknown = 0, needYou = 0, confirmedToday = 0, setAside = 0;
    base::Money waitingMoney, sendingMoney, unknownMoney, needYouMoney, confirmedMoney;
};

struct InboxRow {
    records::Intake intake;
    QString accountName;
    QString parentLabel;
    QDateTime at;
};

// All records held up by one cause: one card.
struct ProblemCard {
    records::CauseId cause = records::CauseId::None;
    QString key; // stable id of the card, with the argument (contact, code) that it is about
    records::Cause example; // with arguments and raw text
    base::Money heldUp;
    int records = 0;
    QDate oldest;
    QString accountName; // when only one account is concerned
};

struct ProblemRow {
    records::Operation operation;
    QString accountName;
    QDate date;
    int blocks = 0; // ops waiting for this one
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
    std::optional<base::Money> outstanding = std::nullopt; // of an invoice or bill
    QString whereToChange; // "Change this in the ledger: the invoice came from there."
    QList<std::pair<QString, QString>> facts; // key and value
    QList<HistoryRow> history;
};

struct LinkRow {
    records::AccountId account;
    QString accountNumber, accountName, contactId, contactName, how;
    QString state; // linked, not-linked, to-create, partial, archived, merged
    int waiting = 0; // ops that wait
    int candidates = 0;
};

struct LinkCandidate {
    records::mirror::Contact contact;
    QString evidence;
};

struct RunRow {
    records::RunId id;
    QDateTime startedAt;
    QString kind, direction, result, words; // in words
    int records = 0;
    qint64 tookMilliseconds = 0;
};

struct RunRecordRow {
    QDateTime at;
    QString record, accountName, result, words, ledgerId, xeroId, details;
    base::Money amount;
};

struct FetchRow {
    QString what;
    QDateTime lastFetched;
    int inMirror = 0;
};

struct CheckRow {
    QString what, result;
    bool good = true;
};

struct Diagnostics {
    QString organisation, tenantId, xeroUrl, file, lastError, lockedUpTo;
    qint64 fileBytes = 0;
    int bookFormat = 0;
    QDateTime lastBackup, lastImport;
    QList<FetchRow> fetches;
    QList<CheckRow> checks;
    int twins = 0;
};

struct CauseSum {
    records::BridgeCause cause = records::BridgeCause::Unexplained;
    int accounts = 0;
    base::Money amount;
};

// Everything the Today page needs, and the counts of the rail.
struct Today {
    QList<records::Preflight> banks;
    base::Money ledger, xero;
    int differing = 0;
    QList<CauseSum> causes; // Unexplained always last, even when 0.00
    OutboxSummary outbox;
    int problems = 0, inbox = 0, links = 0, accounts = 0;
    base::Money heldUp;
    QDateTime lastFetch;
    int lastFetchChanges = 0;
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
    virtual ~Reader() = default;

    virtual records::BookSettings settings() const = 0;
    virtual Today today() const = 0;

    // filter: all, differ; role by its text ("customer", "vendor") in `role`.
    virtual int accountCount(const QString& role, const Query&) const = 0;
    virtual QList<AccountRow> accounts(
        const QString& role, const Query&, int offset, int limit) const = 0;
    virtual Totals accountTotals(
        const QString& role, const Query&) const = 0; // in = ledger, out = Xero
    virtual std::optional<AccountDetail> account(records::AccountId) const = 0;
    virtual QList<TimelineRow> timeline(records::AccountId) const = 0; // by date, running balances

    virtual OutboxSummary outboxSummary() const = 0;
    // filter: a kind ("invoices", "payments", …), a group ("needs-you", "confirmed-today"), an
    // OperationState's text, or empty
    virtual int outboxCount(const Query&) const = 0;
    // The groups that have rows and how many, in the order shown: so that nobody reads the rows to
    // find where one begins.
    virtual QList<std::pair<OutboxGroup, int>> outboxGroups(const Query&) const = 0;
    virtual QList<OutboxRow> outbox(const Query&, int offset, int limit) const = 0;

    // filter: an IntakeState's text or empty
    virtual int inboxCount(const Query&) const = 0;
    virtual QList<InboxRow> inbox(const Query&, int offset, int limit) const = 0;

    virtual QList<ProblemCard> problems(const Query&) const = 0; // by money held up
    virtual QList<ProblemRow> problemRows(const QString& key, int offset, int limit) const = 0;

    // filter: a RecordKind's text or empty
    virtual int ledgerCount(const Query&) const = 0;
    virtual QList<LedgerRow> ledger(const Query&, int offset, int limit) const = 0;
    virtual std::optional<RecordDetail> record(records::RecordRef) const = 0;

    // filter: not-linked, to-create, partial, archived, merged, linked, need-a-look or empty
    virtual int linkCount(const Query&) const = 0;
    virtual QList<LinkRow> links(const Query&, int offset, int limit) const = 0;
    virtual QList<LinkCandidate> linkCandidates(records::AccountId, const QString& text) const = 0;

    // filter: manual, automatic, instant or empty
    virtual int runCount(const Query&) const = 0;
    virtual QList<RunRow> runs(const Query&, int offset, int limit) const = 0;
    virtual QList<RunRecordRow> runRecords(records::RunId, int offset, int limit) const = 0;

    virtual Diagnostics diagnostics() const = 0;
    virtual std::optional<AdoptionSummary> adoption() const = 0;
    virtual QList<AdoptionRow> adoptionUnmatched(int offset, int limit) const = 0;

    // Records by number, name or amount, for the palette.
    virtual QList<LedgerRow> find(const QString& text, int limit) const = 0;
};

} // namespace store
