// SPDX-License-Identifier: GPL-3.0-or-later

#include "store/sqlitebook.h"

#include "base/failpoint.h"
#include "store/accountfiles.h"
#include "store/succession.h"
#include "store/transaction.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QSysInfo>

using namespace Qt::StringLiterals;
using base::ErrorKind;
using base::failure;
using base::Result;
using namespace records;

namespace store {

SqliteBook::SqliteBook(const QString& path, Database database, const base::Clock& clock)
    : m_path(path)
    , m_database(std::move(database))
    , m_clock(clock)
    , m_settings(*m_database.connection)
    , m_accounts(*m_database.connection)
    , m_products(*m_database.connection)
    , m_documents(*m_database.connection)
    , m_payments(*m_database.connection)
    , m_adjustments(*m_database.connection)
    , m_bankLines(*m_database.connection)
    , m_lineFacts(*m_database.connection)
    , m_allocations(*m_database.connection)
    , m_mirrorContacts(*m_database.connection)
    , m_mirrorInvoices(*m_database.connection)
    , m_mirrorCredits(*m_database.connection)
    , m_mirrorPayments(*m_database.connection)
    , m_mirrorBank(*m_database.connection)
    , m_ties(*m_database.connection)
    , m_links(*m_database.connection)
    , m_undone(*m_database.connection)
    , m_changes(*m_database.connection)
    , m_outbox(*m_database.connection)
    , m_derived(*m_database.connection)
    , m_signOffs(*m_database.connection)
    , m_runs(*m_database.connection)
    , m_journal(*m_database.connection)
    , m_markers(*m_database.connection)
{
}

static const QString kLease = u"lease.epoch"_s;

void SqliteBook::within(const Transaction& transaction) const
{
    base::require(transaction.isOpen() && m_database.connection->inScope(),
        "the book is written inside an open transaction");
}

void SqliteBook::note(const QString& who, const QString& what, RecordRef about)
{
    m_journal.add(m_clock.now(), who, what, about);
}

QByteArray SqliteBook::salt() const
{
    return QByteArray::fromHex(m_settings.value(u"salt"_s).toLatin1());
}

Result<Transaction> SqliteBook::begin()
{
    if (m_database.readOnly)
        return failure(ErrorKind::Usage, u"The book is open to look only."_s);
    base::require(!m_database.connection->inScope(), "one transaction at a time");
    auto inside = std::make_unique<Transaction::Inside>(*m_database.connection);
    if (auto begun = m_database.connection->outcome(); !begun)
        return base::Unexpected(begun.error());
    // Fenced: a paused owner whose lock was taken from it meanwhile writes nothing any more, so it
    // can't commit the intent that every send begins with.
    if (m_settings.value(kLease).toInt() != m_epoch)
        return failure(ErrorKind::Conflict,
            u"Another window or console took this book over. Nothing was written or sent; open it "
            "again."_s);
    return Transaction(std::move(inside));
}

Result<void> SqliteBook::takeLease()
{
    if (m_database.readOnly)
        return {};
    Transaction::Inside inside(*m_database.connection);
    m_epoch = m_settings.value(kLease).toInt() + 1;
    m_settings.setValue(kLease, QString::number(m_epoch));
    m_settings.setValue(u"lease.owner"_s,
        u"%1 on %2"_s.arg(QCoreApplication::applicationPid()).arg(QSysInfo::machineHostName()));
    base::failpoint("lease.before-commit");
    const auto taken = inside.commit();
    base::failpoint("lease.taken");
    return taken;
}

Result<void> SqliteBook::backup(const QString& target)
{
    return m_database.readOnly ? copyAsItIs(m_path, target)
                               : backupTo(*m_database.connection, target);
}

Result<void> SqliteBook::makeSuccessor(const QString& target)
{
    const auto made = createDatabase(target, [this](Connection& fresh) {
        fillSuccessor(fresh, m_path);
        Journal(fresh).add(m_clock.now(), u"Tieout"_s,
            u"book made from %1, for another organisation"_s.arg(QFileInfo(m_path).fileName()),
            std::nullopt);
    });
    return made ? Result<void>() : tl::unexpected(made.error());
}

Result<void> SqliteBook::checkpoint()
{
    const Watch watch(*m_database.connection);
    m_database.connection->execute(u"PRAGMA wal_checkpoint(PASSIVE)"_s);
    return m_database.connection->outcome();
}

Result<void> SqliteBook::checkIntegrity()
{
    return store::checkIntegrity(*m_database.connection);
}

Result<void> SqliteBook::saveSettings(Transaction& transaction, const BookSettings& settings)
{
    within(transaction);
    m_settings.save(settings);
    return result();
}

Result<void> SqliteBook::setValue(
    Transaction& transaction, const QString& name, const QString& value)
{
    within(transaction);
    m_settings.setValue(name, value);
    return result();
}

QList<Marked> SqliteBook::markedUntied(const QString& prefix) const
{
    return m_markers.untied(prefix, m_settings.value(u"markers.explained"_s));
}

Result<void> SqliteBook::markersExplained(Transaction& transaction)
{
    within(transaction);
    m_settings.setValue(u"markers.explained"_s, m_markers.newest());
    return result();
}

Result<void> SqliteBook::saveSchedule(Transaction& transaction, const Schedule& schedule)
{
    within(transaction);
    m_settings.save(schedule);
    return result();
}

Result<void> SqliteBook::saveRunTimes(Transaction& transaction, const RunTimes& times)
{
    within(transaction);
    m_settings.save(times);
    return result();
}

// --- ties ---------------------------------------------------------------------------------------

Result<void> SqliteBook::tie(Transaction& transaction, const Twin& twin, const QString& who)
{
    within(transaction);
    if (const auto other = m_ties.twinOf(twin.ledger); other && other->xero != twin.xero)
        return failure(
            ErrorKind::Conflict, u"This record is tied to another one in Xero already."_s);
    if (const auto other = m_ties.twinOf(twin.xero); other && other->ledger != twin.ledger)
        return failure(
            ErrorKind::Conflict, u"The record in Xero is tied to another one here already."_s);
    const AccountId account = accountOf(twin.ledger);
    m_ties.tie(twin, account);
    m_accounts.markDirty(account);
    note(who,
        u"tied to the %1 %2 in Xero (%3)"_s.arg(toText(twin.xero.kind),
            twin.xero.id.toString(QUuid::WithoutBraces), toText(twin.origin)),
        twin.ledger);
    return result();
}

Result<void> SqliteBook::retie(
    Transaction& transaction, RecordRef record, XeroRef to, const QString& who)
{
    within(transaction);
    if (!m_ties.twinOf(record))
        return failure(ErrorKind::NotFound, u"This record is not tied to Xero."_s);
    if (const auto other = m_ties.twinOf(to); other && other->ledger != record)
        return failure(
            ErrorKind::Conflict, u"The record in Xero is tied to another one here already."_s);
    m_ties.retie(record, to);
    m_accounts.markDirty(accountOf(record));
    note(who,
        u"tied anew, to the %1 %2 in Xero"_s.arg(
            toText(to.kind), to.id.toString(QUuid::WithoutBraces)),
        record);
    return result();
}

Result<void> SqliteBook::untie(Transaction& transaction, RecordRef record, const QString& who)
{
    within(transaction);
    m_ties.untie(record);
    m_accounts.markDirty(accountOf(record));
    note(who, u"no longer tied to Xero"_s, record);
    return result();
}

std::optional<Twin> SqliteBook::twinOf(RecordRef record) const
{
    return m_ties.twinOf(record);
}

std::optional<Twin> SqliteBook::twinOf(XeroRef record) const
{
    return m_ties.twinOf(record);
}

Result<void> SqliteBook::setCard(
    Transaction& transaction, AccountId account, const std::optional<ContactCard>& card)
{
    within(transaction);
    m_ties.setCard(account, card);
    return result();
}

Result<void> SqliteBook::setAside(Transaction& transaction, XeroRef record, AccountId account,
    const QString& reason, const QString& who)
{
    within(transaction);
    m_ties.setAside(record, account, reason);
    m_accounts.markDirty(account);
    note(who,
        u"put aside the %1 %2 of Xero: %3"_s.arg(
            toText(record.kind), record.id.toString(QUuid::WithoutBraces), reason),
        {RecordKind::Account, account.value});
    return result();
}

// --- outbox -------------------------------------------------------------------------------------

Result<OperationId> SqliteBook::save(Transaction& transaction, const Operation& operation)
{
    within(transaction);
    if (operation.id) {
        const auto before = m_outbox.find(operation.id);
        if (!before)
            return failure(ErrorKind::NotFound, u"There is no such push in the outbox."_s);
        if (*before == operation)
            return operation.id;
        m_outbox.update(operation);
        m_accounts.markDirty(operation.account);
        return result(operation.id);
    }
    if (operation.state != OperationState::Cancelled) {
        using enum OperationKind;
        const auto rival = operation.kind == CreatePayment ? CreateOverpayment
            : operation.kind == CreateOverpayment          ? CreatePayment
                                                           : operation.kind;
        if (m_outbox.standing(operation.subject, operation.kind)
            || m_outbox.standing(operation.subject, rival))
            return failure(
                ErrorKind::Conflict, u"%1 is in the outbox already."_s.arg(operation.label));
    }
    const OperationId id = m_outbox.add(operation);
    m_accounts.markDirty(operation.account);
    return result(id);
}

std::optional<Operation> SqliteBook::operation(OperationId id) const
{
    return m_outbox.find(id);
}

QList<Operation> SqliteBook::waiting(OperationKind kind, const QDateTime& now, int limit) const
{
    return m_outbox.waiting(kind, now, limit);
}

int SqliteBook::operationCount(OperationState state) const
{
    return m_outbox.count(state);
}

QList<Operation> SqliteBook::operationsIn(OperationState state, int limit) const
{
    return m_outbox.inState(state, limit);
}

QList<Operation> SqliteBook::operationsWith(CauseId cause, int limit) const
{
    return m_outbox.withCause(cause, limit);
}

Result<void> SqliteBook::save(Transaction& transaction, const Batch& batch)
{
    within(transaction);
    m_outbox.save(batch);
    return result();
}

Result<qint64> SqliteBook::beginAttempt(
    Transaction& transaction, const Batch& batch, const QDateTime& now)
{
    within(transaction);
    const qint64 id = m_outbox.beginAttempt(batch.id, now);
    return result(id);
}

Result<void> SqliteBook::endAttempt(Transaction& transaction, qint64 attempt,
    AttemptOutcome outcome, int httpStatus, const QString& raw, const QDateTime& now)
{
    within(transaction);
    m_outbox.endAttempt(attempt, outcome, httpStatus, raw, now);
    return result();
}

// --- what the brain asks and answers ------------------------------------------------------------

Result<AccountFile> SqliteBook::accountFile(AccountId id) const
{
    const Watch watch(*m_database.connection);
    auto file = readAccountFile(*m_database.connection, id);
    if (!file && !m_database.connection->isSpoiled())
        return failure(ErrorKind::NotFound, u"There is no such account."_s);
    return result(std::move(file).value_or(AccountFile{}));
}

std::optional<AccountId> SqliteBook::accountByNumber(const QString& number) const
{
    const auto account = m_accounts.find(number);
    return account ? std::optional(account->id) : std::nullopt;
}

Surroundings SqliteBook::surroundings(const base::Clock& clock) const
{
    return readSurroundings(*m_database.connection, clock);
}

Result<void> SqliteBook::saveDerived(Transaction& transaction, AccountId account,
    const QList<Bridge>& bridges, const QList<Hazard>& hazards, const QList<Intake>& intakes)
{
    within(transaction);
    m_derived.save(account, bridges, hazards, intakes, m_clock.now());
    m_accounts.markClean(account);
    return result();
}

Result<void> SqliteBook::saveTasks(
    Transaction& transaction, AccountId account, const QList<Task>& tasks)
{
    within(transaction);
    m_undone.saveTasks(account, tasks);
    return result();
}

Result<void> SqliteBook::saveChanges(
    Transaction& transaction, AccountId account, const QList<Change>& changes)
{
    within(transaction);
    m_changes.save(account, changes, m_clock.now());
    return result();
}

Result<void> SqliteBook::decide(
    Transaction& transaction, const Change& change, const ChangeDecision& decision, bool counts)
{
    within(transaction);
    m_changes.decide(change, decision, counts);
    m_journal.add(m_clock.now(), decision.who,
        u"Change in Xero of %1 (%2): %3%4"_s.arg(change.label, toText(change.kind),
            toText(decision.state),
            decision.reason.isEmpty() ? QString() : u", “%1”"_s.arg(decision.reason)),
        change.ledger);
    return result();
}

Result<void> SqliteBook::reopen(Transaction& transaction, ChangeId decision, const QString& who)
{
    within(transaction);
    const auto decided = m_changes.decided(decision);
    if (!decided)
        return failure(ErrorKind::NotFound, u"There is no such decision."_s);
    if (decided->second != ChangeState::Accepted && decided->second != ChangeState::Left)
        return failure(
            ErrorKind::Conflict, u"It was carried out, so it can’t be taken back by a word."_s);
    m_changes.reopen(decision);
    m_accounts.markDirty(decided->first.account);
    m_journal.add(m_clock.now(), who,
        u"Change in Xero of %1: to be decided again"_s.arg(decided->first.label),
        decided->first.ledger);
    return result();
}

Result<void> SqliteBook::save(
    Transaction& transaction, const Change& change, const ChangeAuthor& author)
{
    within(transaction);
    m_changes.save(change, author);
    return result();
}

Result<void> SqliteBook::savePreflight(Transaction& transaction, const QList<Preflight>& preflights)
{
    within(transaction);
    m_derived.savePreflight(preflights);
    return result();
}

Result<void> SqliteBook::markDirty(Transaction& transaction, const QList<AccountId>& accounts)
{
    within(transaction);
    for (const AccountId account : accounts)
        m_accounts.markDirty(account);
    return result();
}

QList<AccountId> SqliteBook::dirtyAccounts(int limit) const
{
    return m_accounts.dirty(limit);
}

QList<AccountId> SqliteBook::accountsToTakeIn() const
{
    return m_derived.accountsToTakeIn();
}

// --- log ----------------------------------------------------------------------------------------

Result<void> SqliteBook::journal(Transaction& transaction, const QString& who, const QString& what,
    std::optional<RecordRef> about)
{
    within(transaction);
    m_journal.add(m_clock.now(), who, what, about);
    return result();
}

Result<RunId> SqliteBook::beginRun(Transaction& transaction, const QString& kind,
    const QString& direction, const Flows& flows, const QDateTime& now)
{
    within(transaction);
    const RunId id = m_runs.begin(kind, direction, flows, now);
    return result(id);
}

Result<void> SqliteBook::logRecord(Transaction& transaction, RunId run, const RunRecordRow& record)
{
    within(transaction);
    m_runs.add(run, record);
    return result();
}

Result<void> SqliteBook::endRun(Transaction& transaction, RunId run, const QString& outcome,
    const QString& words, int count, const QDateTime& now)
{
    within(transaction);
    m_runs.end(run, outcome, words, count, now);
    return result();
}

Result<void> SqliteBook::queueNotification(Transaction& transaction, RunId run,
    const QString& subject, const QString& body, const QDateTime& now)
{
    within(transaction);
    m_runs.queueNotification(run, subject, body, now);
    return result();
}

Result<int> SqliteBook::messagesTaken(Transaction& transaction, RunId upTo, const QDateTime& now)
{
    within(transaction);
    const int count = m_runs.messagesTaken(upTo, now);
    const auto done = result();
    return done ? Result<int>(count) : base::Unexpected(done.error());
}

Result<void> SqliteBook::addCalls(
    Transaction& transaction, const QDateTime& at, int calls, qint64 bytes)
{
    within(transaction);
    m_runs.addCalls(at, calls, bytes);
    return result();
}

Result<void> SqliteBook::saveAdoption(
    Transaction& transaction, const AdoptionSummary& summary, const QList<AdoptionRow>& unmatched)
{
    within(transaction);
    m_runs.saveAdoption(summary, unmatched);
    return result();
}

Result<void> SqliteBook::clearAdoption(Transaction& transaction)
{
    within(transaction);
    m_runs.clearAdoption();
    return result();
}

} // namespace store
