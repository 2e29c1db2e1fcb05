// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "store/accounts.h"
#include "store/adjustments.h"
#include "store/allocations.h"
#include "store/banklines.h"
#include "store/book.h"
#include "store/changes.h"
#include "store/database.h"
#include "store/derived.h"
#include "store/documents.h"
#include "store/journal.h"
#include "store/linefacts.h"
#include "store/links.h"
#include "store/markers.h"
#include "store/mirrorbank.h"
#include "store/mirrorcontacts.h"
#include "store/mirrorcredits.h"
#include "store/mirrorinvoices.h"
#include "store/mirrorpayments.h"
#include "store/outbox.h"
#include "store/payments.h"
#include "store/products.h"
#include "store/runs.h"
#include "store/settings.h"
#include "store/signoffs.h"
#include "store/ties.h"
#include "store/undone.h"

namespace store {

// The door over the tables: checks what may be written, keeps journal and dirty marks beside it.
class SqliteBook final : public Book {
public:
    SqliteBook(const QString& path, Database database, const base::Clock& clock);

    QString path() const override { return m_path; }
    QByteArray salt() const override;
    base::Result<Transaction> begin() override;
    base::Result<void> backup(const QString& target) override;
    base::Result<void> makeSuccessor(const QString& target) override;
    base::Result<void> checkpoint() override;
    base::Result<void> checkIntegrity() override;
    records::BookSettings settings() const override { return m_settings.read(); }
    base::Result<void> saveSettings(Transaction&, const records::BookSettings&) override;
    records::Schedule schedule() const override { return m_settings.schedule(); }
    base::Result<void> saveSchedule(Transaction&, const records::Schedule&) override;
    records::RunTimes runTimes() const override { return m_settings.runTimes(); }
    base::Result<void> saveRunTimes(Transaction&, const records::RunTimes&) override;
    QString value(const QString& name) const override { return m_settings.value(name); }
    base::Result<void> setValue(Transaction&, const QString& name, const QString& value) override;

    base::Result<records::ImportOutcome> import(Transaction&, const records::ImportBatch&,
        const QString& who, QList<records::ImportError>& errors) override;
    base::Result<records::AccountId> add(Transaction&, const records::ledger::Account&) override;
    base::Result<records::DocumentId> add(
        Transaction&, const records::ledger::Document&, const QString& who) override;
    base::Result<records::PaymentId> add(
        Transaction&, const records::ledger::Payment&, const QString& who) override;
    base::Result<records::AllocationId> add(
        Transaction&, const records::ledger::Allocation&, const QString& who) override;
    base::Result<records::ReversalId> add(
        Transaction&, const records::ledger::Reversal&, const QString& who) override;
    base::Result<records::AdjustmentId> add(
        Transaction&, const records::ledger::Adjustment&, const QString& who) override;
    base::Result<void> remove(Transaction&, records::AllocationId, const QString& who) override;
    base::Result<void> add(
        Transaction&, const records::ledger::RefundDraft&, const QString& who) override;
    base::Result<void> dropRefundDraft(Transaction&, qint64 draft) override;
    base::Result<void> addWish(Transaction&, records::RecordRef, const QString& who) override;
    base::Result<void> setSku(
        Transaction&, const QString& productCode, const QString& sku, const QString& who) override;
    base::Result<void> moveDate(
        Transaction&, records::RecordRef, QDate date, const QString& who) override;
    base::Result<void> setPerson(Transaction&, records::AccountId, const QString& firstName,
        const QString& lastName, const QString& who) override;
    bool numberIsTaken(records::RecordKind kind, const QString& number) const override;
    base::Result<void> renumberInXero(
        Transaction&, records::DocumentId, const QString& number, const QString& who) override;
    base::Result<void> update(
        Transaction&, const records::ledger::Account&, const QString& who) override;
    QString nextNumber(Transaction&, records::RecordKind) override;

    base::Result<records::StatementId> add(Transaction&, const records::KeptStatement&,
        const QList<records::KeptBankLine>&, const QString& who) override;
    base::Result<void> undo(Transaction&, records::StatementId, const QString& who) override;
    std::optional<records::KeptStatement> statement(records::StatementId id) const override
    {
        return m_bankLines.statement(id);
    }
    QList<records::KeptBankLine> bankLines(
        const QString& bankCode, QDate from, QDate to) const override
    {
        return m_bankLines.lines(bankCode, from, to);
    }

    QStringList banksWithLines() const override { return m_bankLines.bankCodes(); }
    QList<qint64> lineAmountsToJudge(const QString& bankCode, bool withOpen) const override
    {
        return m_lineFacts.amountsToJudge(bankCode, withOpen);
    }
    records::LineFacts lineFacts(const QString& bankCode, qint64 minor) const override
    {
        return m_lineFacts.ofAmount(bankCode, minor);
    }
    QList<records::Candidate> openOf(
        const QString& bankCode, records::AccountId account, bool moneyIn) const override
    {
        return m_lineFacts.ofAccount(bankCode, account, moneyIn);
    }
    QList<std::pair<records::AccountId, QString>> accountNames() const override
    {
        return m_accounts.names();
    }
    base::Result<void> save(Transaction&, const QList<records::LineCheck>&) override;
    QList<records::LineCheck> contestedLines() const override { return m_bankLines.contested(); }
    base::Result<void> linesJudged(Transaction&) override;
    base::Result<void> decide(Transaction&, records::BankLineId, const records::LineDecision&,
        bool takeBack, const QDateTime& at, const QString& who) override;
    QHash<QString, records::LineTally> lineTallies() const override
    {
        return m_bankLines.tallies();
    }

    base::Result<void> putOrganisation(Transaction&, const records::mirror::Organisation&) override;
    std::optional<records::mirror::Organisation> organisation() const override;
    base::Result<QList<records::AccountId>> put(
        Transaction&, const QList<records::mirror::Contact>&) override;
    base::Result<QList<records::AccountId>> put(
        Transaction&, const QList<records::mirror::Invoice>&) override;
    base::Result<QList<records::AccountId>> put(
        Transaction&, const QList<records::mirror::Credit>&) override;
    base::Result<QList<records::AccountId>> put(
        Transaction&, const QList<records::mirror::Payment>&) override;
    base::Result<QList<records::AccountId>> put(
        Transaction&, const QList<records::mirror::BankTransaction>&) override;
    base::Result<void> replace(Transaction&, const QList<records::mirror::BankTransfer>&) override;
    base::Result<void> replace(Transaction&, const QList<records::mirror::BatchPayment>&) override;
    base::Result<void> replace(Transaction&, const QList<records::mirror::Item>&) override;
    std::optional<records::mirror::Invoice> mirrored(records::mirror::InvoiceId id) const override;
    std::optional<records::mirror::Contact> mirrored(records::mirror::ContactId id) const override;
    QUuid strangerNumbered(records::RecordKind kind, const QString& number) const override;
    bool isUsedInXero(records::RecordKind kind, const QString& number) const override;
    bool isInContact(const QString& number) const override
    {
        return m_mirrorContacts.isCarried(number);
    }
    std::optional<records::mirror::Contact> survivorOf(
        records::mirror::ContactId id) const override;
    records::ControlTotals compareControlTotals() const override;
    records::ControlTotals controlTotals() const override;
    base::Result<void> save(Transaction&, const records::ControlTotals&) override;
    base::Result<void> replace(Transaction&, const QList<records::mirror::ChartAccount>&) override;
    base::Result<void> replace(Transaction&, const QList<records::mirror::TaxRate>&) override;
    base::Result<void> put(Transaction&, const QList<records::mirror::Item>&) override;

    base::Result<void> link(Transaction&, const records::Link&, const QString& who) override;
    base::Result<void> unlink(Transaction&, records::AccountId, const QString& who) override;
    std::optional<records::Link> linkOf(records::AccountId) const override;
    std::optional<records::Link> linkOf(records::mirror::ContactId) const override;
    QList<records::AccountId> accountsOfMerged() const override;
    QList<records::NumberWish> numberWishes(int limit) const override;
    base::Result<void> save(Transaction&, const records::NumberWish&) override;
    base::Result<void> dropNumberWish(Transaction&, records::mirror::ContactId) override;
    base::Result<void> setWantsContact(
        Transaction&, records::AccountId, std::optional<bool> wants) override;
    base::Result<qint64> save(
        Transaction&, const records::LinkChange&, const QList<records::Relinked>&) override;
    std::optional<bool> wantsContact(records::AccountId) const override;
    std::optional<records::ContactCard> card(records::AccountId) const override;
    std::optional<records::LinkChange> linkChange(qint64 id) const override;
    std::optional<records::LinkChange> linkChangeByHand(records::AccountId) const override;
    QList<records::Relinked> relinked(qint64 change) const override;
    base::Result<void> linkChangeUndone(Transaction&, qint64 change) override;
    base::Result<void> tie(Transaction&, const records::Twin&, const QString& who) override;
    base::Result<void> retie(
        Transaction&, records::RecordRef, records::XeroRef to, const QString& who) override;
    base::Result<void> untie(Transaction&, records::RecordRef, const QString& who) override;
    std::optional<records::Twin> twinOf(records::RecordRef) const override;
    std::optional<records::Twin> twinOf(records::XeroRef) const override;
    base::Result<void> setCard(
        Transaction&, records::AccountId, const std::optional<records::ContactCard>&) override;
    base::Result<void> setAside(Transaction&, records::XeroRef, records::AccountId,
        const QString& reason, const QString& who) override;

    QList<Marked> markedUntied(const QString& prefix) const override;
    base::Result<void> markersExplained(Transaction&) override;

    base::Result<records::OperationId> save(Transaction&, const records::Operation&) override;
    std::optional<records::Operation> operation(records::OperationId) const override;
    QList<records::Operation> waiting(
        records::OperationKind, const QDateTime& now, int limit) const override;
    int operationCount(records::OperationState) const override;
    QList<records::Operation> operationsIn(records::OperationState, int limit) const override;
    QList<records::Operation> itemOperations() const override { return m_outbox.ofItems(); }
    QList<records::Operation> operationsWith(records::CauseId, int limit) const override;
    QDateTime nextDue() const override { return m_outbox.nextDue(); }
    QList<QDateTime> uncertainSince(const QDateTime& since) const override
    {
        return m_outbox.uncertainSince(since);
    }
    bool isPending(qint64 attempt) const override { return m_outbox.isPending(attempt); }
    base::Result<void> save(Transaction&, const Batch&) override;
    std::optional<Batch> batch(const QString& id) const override { return m_outbox.batch(id); }
    base::Result<qint64> beginAttempt(Transaction&, const Batch&, const QDateTime& now) override;
    base::Result<void> endAttempt(Transaction&, qint64 attempt, AttemptOutcome, int httpStatus,
        const QString& raw, const QDateTime& now) override;

    base::Result<records::AccountFile> accountFile(records::AccountId) const override;
    QList<records::AccountId> accountIds() const override { return m_accounts.ids(); }
    std::optional<records::AccountId> accountByNumber(const QString& number) const override;
    std::optional<records::ledger::Account> account(records::AccountId id) const override
    {
        return m_accounts.find(id);
    }
    std::optional<records::ledger::Account> account(const QString& number) const override
    {
        return m_accounts.find(number);
    }
    records::Surroundings surroundings(const base::Clock& clock) const override;
    QList<records::ledger::Account> unlinkedAccounts() const override;
    QList<records::mirror::Contact> unlinkedContacts() const override;
    QList<records::ledger::Account> accountsOfLostLinks() const override;
    base::Result<void> saveDerived(Transaction&, records::AccountId, const QList<records::Bridge>&,
        const QList<records::Hazard>&, const QList<records::Intake>&) override;
    base::Result<void> saveAsOf(
        Transaction&, records::AccountId, const QList<records::Bridge>&) override;
    base::Result<void> keepAsOf(Transaction&, QDate day) override;
    base::Result<void> asOfIsReady(Transaction&) override;
    AsOfDay asOf() const override;
    base::Result<void> noteBalances(Transaction&, QDate day) override;
    base::Result<records::SignOffId> beginSignOff(Transaction&, const records::SignOff&) override;
    base::Result<void> add(Transaction&, records::SignOffId, const records::SignedAccount&,
        const QList<records::BridgeLine>&) override;
    base::Result<void> finishSignOff(Transaction&, const records::SignOff&) override;
    base::Result<void> dropUnfinishedSignOffs(Transaction&) override;
    base::Result<void> reviewSignOff(
        Transaction&, records::SignOffId, const QString& reviewer, const QString& note) override;
    base::Result<void> endSignOff(Transaction&, records::SignOffId, const QString& who,
        const QString& reason, records::SignOffId replacedBy) override;
    base::Result<void> noteSignOff(
        Transaction&, records::SignOffId, const QString& who, const QString& what) override;
    QList<records::SignOff> standingSignOffs(records::AccountId account) const override
    {
        return m_signOffs.standing(account);
    }
    QList<records::SignedAccount> signedAccounts(
        records::SignOffId id, records::AccountId account, bool withItems) const override
    {
        return m_signOffs.accounts(id, account, withItems, 0, -1);
    }
    base::Result<void> saveSignOffChanges(
        Transaction&, records::AccountId, const QList<records::SignOffChange>&) override;
    base::Result<void> saveTasks(
        Transaction&, records::AccountId, const QList<records::Task>&) override;
    records::AsAgreed asAgreed(records::AccountId account) const override
    {
        return m_changes.asAgreed(account);
    }
    base::Result<void> saveChanges(
        Transaction&, records::AccountId, const QList<records::Change>&) override;
    std::optional<records::Change> change(records::ChangeId id) const override
    {
        return m_changes.find(id);
    }
    QList<records::Change> changesOf(records::AccountId account) const override
    {
        return m_changes.ofAccount(account);
    }
    base::Result<void> decide(
        Transaction&, const records::Change&, const records::ChangeDecision&, bool counts) override;
    base::Result<void> reopen(
        Transaction&, records::ChangeId decision, const QString& who) override;
    QSet<records::XeroRef> leftAsChanged(records::AccountId account) const override
    {
        return m_changes.left(account);
    }
    QList<records::Change> changesWithoutAuthor(int limit) const override
    {
        return m_changes.withoutAuthor(limit);
    }
    base::Result<void> save(
        Transaction&, const records::Change&, const records::ChangeAuthor&) override;
    base::Result<void> savePreflight(Transaction&, const QList<records::Preflight>&) override;
    QList<records::Hazard> allHazards() const override { return m_derived.hazards(); }
    base::Result<void> markDirty(Transaction&, const QList<records::AccountId>&) override;
    QList<records::AccountId> dirtyAccounts(int limit) const override;
    QList<records::AccountId> accountsToTakeIn() const override;

    base::Result<void> journal(Transaction&, const QString& who, const QString& what,
        std::optional<records::RecordRef> about) override;
    base::Result<records::RunId> beginRun(Transaction&, const QString& kind,
        const QString& direction, const records::Flows& flows, const QDateTime& now) override;
    base::Result<void> logRecord(Transaction&, records::RunId, const RunRecordRow&) override;
    base::Result<void> endRun(Transaction&, records::RunId, const QString& result,
        const QString& words, int count, const QDateTime& now) override;
    base::Result<int> messagesTaken(
        Transaction&, records::RunId upTo, const QDateTime& now) override;
    base::Result<void> queueNotification(Transaction&, records::RunId, const QString& subject,
        const QString& body, const QDateTime& now) override;
    base::Result<void> addCalls(
        Transaction&, const QDateTime& at, int calls, qint64 bytes) override;
    base::Result<void> saveAdoption(
        Transaction&, const AdoptionSummary&, const QList<AdoptionRow>& unmatched) override;
    base::Result<void> clearAdoption(Transaction&) override;

    // The owner from now on is this object; nothing to take when open to look only.
    base::Result<void> takeLease();

    // Tests break statements through it.
    Connection& connection() { return *m_database.connection; }

private:
    class Touched;

    template <class T>
    base::Result<T> result(T value) const
    {
        if (const auto& error = m_database.connection->error())
            return base::Unexpected(*error);
        return value;
    }
    base::Result<void> result() const { return m_database.connection->outcome(); }
    // Nothing is written outside a transaction; a closed one is a mistake of ours.
    void within(const Transaction& transaction) const;
    void note(const QString& who, const QString& what, records::RecordRef about);
    records::AccountId accountOf(records::RecordRef record) const override;
    base::Money amountOf(records::RecordRef record) const;
    std::optional<std::pair<QString, base::Money>> payer(records::RecordRef from) const;

    QString m_path;
    int m_epoch = 0; // of the lease; 0 = none
    Database m_database;
    const base::Clock& m_clock;
    Settings m_settings;
    Accounts m_accounts;
    Products m_products;
    Documents m_documents;
    Payments m_payments;
    Adjustments m_adjustments;
    BankLines m_bankLines;
    LineFactsOf m_lineFacts;
    Allocations m_allocations;
    MirrorContacts m_mirrorContacts;
    MirrorInvoices m_mirrorInvoices;
    MirrorCredits m_mirrorCredits;
    MirrorPayments m_mirrorPayments;
    MirrorBank m_mirrorBank;
    Ties m_ties;
    Links m_links;
    Undone m_undone;
    Changes m_changes;
    Outbox m_outbox;
    Derived m_derived;
    SignOffs m_signOffs;
    Runs m_runs;
    Journal m_journal;
    Markers m_markers;
};

} // namespace store
