// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/run.h"

#include "base/failpoint.h"
#include "base/planted.h"
#include "causes/causes.h"
#include "engine/linechecks.h"
#include "engine/outbox.h"
#include "engine/recovery.h"
#include "engine/schedule.h"
#include "engine/sweep.h"
#include "match/index.h"
#include "records/words.h"

#include <algorithm>
#include <limits>

namespace engine {

using namespace records;
using command::Direction;
using command::RunKind;

namespace {

constexpr int kEverything = std::numeric_limits<int>::max();
constexpr int kSlice = 25; // accounts reviewed in one transaction and turn of the event loop
constexpr std::chrono::milliseconds kShortestWait{20};

constexpr int kSlowSeconds = 3'600; // how old what rarely changes may be

bool covers(const QList<Resource>& read, const QList<Resource>& wanted)
{
    return std::ranges::all_of(wanted, [&](Resource resource) { return read.contains(resource); });
}

// The document behind a reference; 0 for any other record.
qint64 documentOf(const RecordRef& record)
{
    return record.kind == RecordKind::Invoice || record.kind == RecordKind::Bill ? record.id : 0;
}

QSet<OperationId> belongingTo(const RecordRef& record, const AccountFile& file)
{
    QSet<RecordRef> subjects{record, match::ref(file.account)};
    for (const ledger::Allocation& allocation : file.allocations)
        if (allocation.from == record || allocation.to.value == documentOf(record))
            subjects.insert(match::ref(allocation));
    QSet<OperationId> found;
    const bool isWholeAccount = record.kind == RecordKind::Account;
    for (const Operation& operation : file.operations)
        if (isWholeAccount || subjects.contains(operation.subject))
            found.insert(operation.id);
    return found;
}

} // namespace

Run::Run(Context context, command::Sync what, Progress progress, Done done)
    : QObject(context.guard)
    , m_context(context)
    , m_what(what)
    , m_progress(std::move(progress))
    , m_done(std::move(done))
{
}

void Run::start()
{
    if (auto recovered = recoverBeforeRun(m_context); !recovered)
        return fail(recovered.error());
    const auto begun
        = inTransaction(m_context.book, [&](store::Transaction& tx) -> base::Result<void> {
              const auto run = beginRun(m_context, tx, m_what);
              if (!run)
                  return tl::unexpected(run.error());
              m_run = *run;
              return {};
          });
    if (!begun)
        return fail(begun.error());
    base::failpoint("run.begun");
    m_patienceEnds = m_context.clock.now().addMSecs(m_context.waits.patience.count());
    fetch(quickResources() + slowResourcesDue(), [this] { reviewDirty([this] { nextWave(); }); });
}

// What rarely changes is read when it is old, or when something rests on it: a push that is stuck
// on it, or bank lines that would be called Safe on a day that was locked a minute ago.
QList<Resource> Run::slowResourcesDue() const
{
    using enum Resource;
    QSet<Resource> asked = m_readAnew;
    for (const CauseId cause : {CauseId::PeriodLocked, CauseId::ItemCodeNotFound,
             CauseId::SkuMissing, CauseId::NoBankAccount, CauseId::AccountCodeInvalid,
             CauseId::AccountArchived, CauseId::BankAccountUnknown, CauseId::PaymentsNotEnabled,
             CauseId::TaxNotForAccount, CauseId::TaxInvalid})
        if (!m_context.book.operationsWith(cause, 1).isEmpty())
            asked.insert(*restsOn(cause));
    for (const Operation& operation : m_context.book.itemOperations())
        if (isOpen(operation.state))
            asked.insert(Items);
    if (!m_context.book.banksWithLines().isEmpty())
        asked.insert(Organisation);
    QList<Resource> due;
    for (const Resource resource : slowResources()) {
        const QDateTime read = QDateTime::fromString(
            m_context.book.value(fetchedAtName(resource)), Qt::ISODateWithMs);
        const qint64 age = read.secsTo(m_context.clock.now());
        if (asked.contains(resource) || !read.isValid() || age < 0 || age >= kSlowSeconds)
            due.append(resource);
    }
    return due;
}

void Run::stop(Stopping how)
{
    m_atOnce |= m_stopped || how == Stopping::AtOnce;
    m_stopped = true;
    if (m_fetch)
        m_fetch->stop();
    if (m_push)
        m_push->stop();
    if (m_control)
        m_control->stop();
    if (m_authors)
        m_authors->stop();
}

void Run::fetch(const QList<Resource>& resources, Next next)
{
    const bool complete = covers(resources, quickResources());
    auto* fetch = new Fetch(
        m_context, resources,
        [this](const QString& activity, int read) { m_progress(activity, read, 0); },
        [this, complete, next = std::move(next)](const base::Result<FetchSummary>& read) {
            if (!read)
                return fail(read.error());
            m_summary.read += read->recordsRead;
            if (auto noted = noteFetch(*read, complete); !noted)
                return fail(noted.error());
            base::failpoint("run.read");
            next();
        });
    if (m_what.daysBack)
        fetch->only({.atLeastSince
            = startOfDaysBack(*m_what.daysBack, m_context.clock.now(), m_context.zone)});
    m_fetch = fetch;
    fetch->start();
}

// Only a complete reading makes the mirror as new as it, and only that counts as having looked for
// an unheard answer; any reading shows what the pushes before it changed.
base::Result<void> Run::noteFetch(const FetchSummary& read, bool complete)
{
    QList<std::pair<QString, QString>> notes{{QStringLiteral("push.seen"), isoUtc(read.startedAt)}};
    if (complete) {
        m_lookedAt = read.startedAt;
        notes.emplaceBack(QStringLiteral("fetch.completed"), isoUtc(read.startedAt));
        notes.emplaceBack(QStringLiteral("fetch.ended"), isoUtc(m_context.clock.now()));
        notes.emplaceBack(QStringLiteral("fetch.changes"), QString::number(read.recordsRead));
        if (m_context.book.value(QStringLiteral("fetch.first")).isEmpty())
            notes.emplaceBack(QStringLiteral("fetch.first"), isoUtc(m_context.clock.now()));
    }
    return inTransaction(m_context.book, [&](store::Transaction& tx) -> base::Result<void> {
        for (const auto& [name, value] : notes)
            if (auto set = m_context.book.setValue(tx, name, value); !set)
                return set;
        return {};
    });
}

void Run::reviewDirty(Next next)
{
    if (auto trusted = distrustClock(m_context); !trusted)
        return fail(trusted.error());
    m_around = m_context.book.surroundings(m_context.clock);
    if (auto planned = planItems(m_context, m_around); !planned)
        return fail(planned.error());
    // Ops without an answer are looked up even when nothing else changed on their account.
    const auto marked
        = inTransaction(m_context.book, [&](store::Transaction& tx) -> base::Result<void> {
              QList<AccountId> waiting;
              for (const Operation& operation :
                  m_context.book.operationsIn(OperationState::Unknown, kEverything)) {
                  if (operation.account)
                      waiting.append(operation.account);
                  else if (auto looked = lookForItem(tx, operation); !looked)
                      return looked;
              }
              if (std::exchange(m_askStuckAgain, false))
                  waiting += stuckAccounts();
              // What another run read and left: it took nothing in, or was killed on its way.
              if (takesIn() && std::exchange(m_takeInLeft, false)
                  && !base::planted(base::Planted::LeftBehind))
                  waiting += m_context.book.accountsToTakeIn();
              return m_context.book.markDirty(tx, waiting);
          });
    if (!marked)
        return fail(marked.error());
    const QList<ledger::Account> unlinked = m_context.book.unlinkedAccounts();
    auto strangers = std::make_shared<Strangers>(Strangers::of(m_context.book, unlinked));
    // A contact with an account's number may have appeared in Xero since the account was looked at.
    QList<AccountId> toLink;
    for (const ledger::Account& account : unlinked)
        if (strangers->byNumber(account.number))
            toLink.append(account.id);
    if (auto linking = inTransaction(m_context.book,
            [&](store::Transaction& tx) { return m_context.book.markDirty(tx, toLink); });
        !linking)
        return fail(linking.error());
    base::failpoint("run.review.begins");
    reviewSlice(std::move(strangers), std::move(next));
}

// What holds an op up may have gone without its account having changed: an unlocked period, an
// item.
QList<AccountId> Run::stuckAccounts() const
{
    QList<AccountId> stuck;
    for (const OperationState state : {OperationState::Held, OperationState::Refused})
        for (const Operation& operation : m_context.book.operationsIn(state, kEverything))
            if (operation.account)
                stuck.append(operation.account);
    if (records::pushes(m_around.settings.flows[Module::Products]))
        for (const Operation& operation :
            m_context.book.operationsWith(CauseId::WaitsForOther, kEverything))
            stuck.append(operation.account);
    return stuck;
}

// An item belongs to no account; it is known by its code.
base::Result<void> Run::lookForItem(store::Transaction& tx, Operation operation)
{
    for (const ledger::Product& product : m_around.products) {
        if (product.id.value != operation.subject.id)
            continue;
        const QString code = itemCode(product, m_around.settings.itemCodes);
        if (m_around.itemCodes.contains(code.trimmed().toUpper())) {
            operation.state = OperationState::Confirmed;
            operation.cause = {};
            operation.changedAt = m_context.clock.now();
        } else {
            operation
                = afterLook(operation, {}, m_lookedAt, m_context.clock.now(), m_context.waits);
        }
        const auto saved = m_context.book.save(tx, operation);
        return saved ? base::Result<void>() : tl::unexpected(saved.error());
    }
    return {};
}

void Run::reviewSlice(std::shared_ptr<Strangers> strangers, Next next)
{
    const QList<AccountId> dirty = m_context.book.dirtyAccounts(kSlice);
    if (dirty.isEmpty() || m_atOnce || (m_stopped && !m_windingUp))
        return next();
    m_progress(QStringLiteral("Comparing the ledgers"), 0, 0);
    Review review(m_context, m_around, *strangers, m_run, m_lookedAt, takesIn());
    const auto counts = review.accounts(dirty);
    if (!counts)
        return fail(counts.error());
    m_summary.takenIn += counts->takenIn;
    m_summary.skipped += counts->skipped;
    m_summary.linked += counts->linked;
    // Back to the event loop between slices, so that stop and status get through.
    m_context.later.after(std::chrono::milliseconds(0), this,
        [this, strangers, next = std::move(next)] { reviewSlice(strangers, next); });
}

std::optional<Flows> Run::takesIn() const
{
    if (m_what.direction == Direction::Push)
        return std::nullopt;
    return m_what.flows.value_or(m_around.settings.flows);
}

// A run of some modules sends only what is of them.
bool Run::isOfItsModules(OperationKind kind) const
{
    if (!m_what.flows)
        return true;
    const auto sends = [&](Module module) { return records::pushes((*m_what.flows)[module]); };
    switch (kind) {
    case OperationKind::CreateContact:
    case OperationKind::UpdateContact:
        return sends(Module::Contacts) || sends(Module::Vendors);
    case OperationKind::CreateItem:
        return sends(Module::Products);
    case OperationKind::CreateInvoice:
    case OperationKind::CreateCreditNote:
        return sends(Module::Invoices);
    case OperationKind::CreateBill:
        return sends(Module::Bills);
    case OperationKind::VoidDocument:
        return sends(Module::Invoices) || sends(Module::Bills);
    case OperationKind::RemoveAllocation:
    case OperationKind::DeletePayment:
    case OperationKind::RefundCredit:
    case OperationKind::CreateOverpayment:
    case OperationKind::CreatePayment:
    case OperationKind::CreateAllocation:
        break;
    }
    return sends(Module::Payments);
}

// Instant sync sends one record and what belongs to it: its account's contact, its allocations. Of
// an account it sends all that waits.
base::Result<std::optional<QSet<OperationId>>> Run::chosenOperations() const
{
    if (!m_what.only)
        return chosenByRole();
    QSet<OperationId> chosen;
    for (const RecordRef& record : QList{*m_what.only} + m_what.also) {
        const auto file = m_context.book.accountFile(m_context.book.accountOf(record));
        if (!file)
            return tl::unexpected(file.error());
        chosen += belongingTo(record, *file);
    }
    return chosen;
}

// Customers and vendors share a kind of push; a run of one of the two modules leaves the other.
base::Result<std::optional<QSet<OperationId>>> Run::chosenByRole() const
{
    const auto kind = static_cast<OperationKind>(m_kind);
    const bool isContact
        = kind == OperationKind::CreateContact || kind == OperationKind::UpdateContact;
    if (!m_what.flows || !(isContact || kind == OperationKind::VoidDocument))
        return std::nullopt;
    QSet<OperationId> chosen;
    for (const Operation& operation :
        m_context.book.waiting(kind, m_context.clock.now(), kEverything)) {
        const auto file = m_context.book.accountFile(operation.account);
        if (!file)
            return tl::unexpected(file.error());
        if (records::pushes((*m_what.flows)[moduleOf(operation.subject.kind, file->account.role)]))
            chosen.insert(operation.id);
    }
    return chosen;
}

// Past the kinds of which nothing is to be sent, and nothing without an answer may go again.
void Run::skipIdleKinds()
{
    QSet<OperationKind> unanswered;
    for (const Operation& operation :
        m_context.book.operationsIn(OperationState::Unknown, kEverything))
        unanswered.insert(operation.kind);
    const auto isIdle = [&](OperationKind kind) {
        return !isOfItsModules(kind)
            || (!unanswered.contains(kind)
                && m_context.book.waiting(kind, m_context.clock.now(), 1).isEmpty());
    };
    while (m_kind <= static_cast<int>(kLastOperationKind)
        && isIdle(static_cast<OperationKind>(m_kind)))
        ++m_kind;
}

void Run::nextWave()
{
    base::failpoint("run.wave");
    if (m_lookedAt != std::exchange(m_judgedAt, m_lookedAt)) {
        const auto held = judgeReading(m_context, m_lookedAt);
        if (!held)
            return fail(held.error());
        if (*held && pushes() && !m_summary.stoppedBy)
            m_summary.stoppedBy = *held;
    }
    // What Xero said yes to is seen there before the run ends, unless somebody can't wait.
    if (m_stopped && !m_atOnce && !m_summary.stoppedBy && !m_toRead.isEmpty()) {
        m_windingUp = true;
        return readBack();
    }
    if (!pushes() || m_stopped || m_summary.stoppedBy || !m_around.settings.pushIsOn)
        return settle();
    skipIdleKinds();
    if (m_kind > static_cast<int>(kLastOperationKind)) {
        if (m_sentInRound == 0)
            return waitForLookups();
        m_kind = 0;
        m_sentInRound = 0;
        return readBack();
    }
    const auto kind = static_cast<OperationKind>(m_kind);
    auto chosen = chosenOperations();
    if (!chosen)
        return fail(chosen.error());
    m_around = m_context.book.surroundings(m_context.clock);
    auto* push = new Push(
        m_context, m_around, kind, m_run, std::move(*chosen),
        [this](int done) { m_progress(QStringLiteral("Pushing"), m_summary.sent + done, 0); },
        [this](const base::Result<PushSummary>& pushed) { waveDone(pushed); });
    m_push = push;
    ++m_kind;
    push->start();
}

void Run::waveDone(const base::Result<PushSummary>& pushed)
{
    if (!pushed)
        return fail(pushed.error());
    m_summary.sent += pushed->sent;
    m_summary.wentThrough += pushed->accepted;
    m_summary.stoppedBy = pushed->stoppedBy;
    m_sentInRound += pushed->sent;
    base::failpoint("run.wave.done");
    m_toRead += pushed->toRead;
    if (pushed->freed > 0)
        --m_kind; // once more, with what is still to go
    if (pushed->sent == 0 && pushed->freed == 0)
        return nextWave();
    const auto review = [this] { reviewDirty([this] { nextWave(); }); };
    if (!m_toRead.remove(Resource::Items))
        return review();
    // A new item may be what documents on any account wait for.
    m_askStuckAgain = true;
    fetch({Resource::Items}, review);
}

// Reads what the pushes changed beyond what their answers showed; once a round, because each page
// read is a call of the day's.
void Run::readBack()
{
    const QSet<Resource> changed = std::exchange(m_toRead, {});
    fetch(changed.values(), [this] { reviewDirty([this] { nextWave(); }); });
}

// How long until every lookup that is due within this run's patience may be made; none = nothing
// is.
std::optional<std::chrono::milliseconds> Run::untilLookups() const
{
    const QDateTime now = m_context.clock.now();
    if (now >= m_patienceEnds)
        return std::nullopt;
    std::optional<std::chrono::milliseconds> wait;
    for (const Operation& operation :
        m_context.book.operationsIn(OperationState::Unknown, kEverything)) {
        const QDateTime due = operation.notBefore.isValid() ? operation.notBefore : now;
        if (due <= m_patienceEnds)
            wait = std::max(
                wait.value_or(kShortestWait), std::chrono::milliseconds(now.msecsTo(due)));
    }
    return wait;
}

// Answers that got lost are looked up within this run when the wait is short; longer waits are left
// to the next run, their time stands in the outbox.
void Run::waitForLookups()
{
    const auto wait = untilLookups();
    if (m_stopped || !wait)
        return settle();
    m_progress(QStringLiteral("Looking in Xero for what got no answer"), 0, 0);
    base::failpoint("run.waits-for-lookups");
    m_kind = 0;
    m_context.later.after(*wait, this, [this] {
        if (m_stopped)
            return settle();
        fetch(
            quickResources() + slowResourcesDue(), [this] { reviewDirty([this] { nextWave(); }); });
    });
}

// What is left when nothing more is to be sent: now and then, whether both ledgers' sums agree.
void Run::settle()
{
    // What was found stale and not read to the end stays so until somebody reads it.
    const QList<ControlDifference> kept = m_context.book.controlTotals().differences;
    const bool isStale = m_what.direction != Direction::Push
        && std::any_of(kept.begin(), kept.end(), [](const auto& one) { return one.isStale; });
    const bool due = m_what.checkTotals || isStale
        || (m_what.kind == RunKind::Automatic
            && Control::isDue(m_context.book, m_context.clock.now()));
    if (!due || m_stopped || m_summary.stoppedBy)
        return askWhoChanged();
    auto* control = new Control(
        m_context, [this](const QString& activity, int read) { m_progress(activity, read, 0); },
        [this](std::function<void()> next) { reviewDirty(std::move(next)); },
        [this](const base::Result<ControlTotals>& totals) {
            if (!totals)
                return fail(totals.error());
            m_summary.balancesDiffer = static_cast<int>(totals->differences.size());
            reviewDirty([this] { askWhoChanged(); });
        });
    m_control = control;
    control->start();
}

void Run::askWhoChanged()
{
    if (m_stopped || m_summary.stoppedBy || m_what.direction == Direction::Push)
        return finish();
    auto* authors = new Authors(m_context, [this](const base::Result<void>& asked) {
        if (!asked)
            return fail(asked.error());
        finish();
    });
    m_authors = authors;
    authors->start();
}

// R108: nothing was changed, or everything was left out, or all of it is held up.
QString Run::whyNothing() const
{
    const BookSettings& settings = m_around.settings;
    QStringList reasons{QStringLiteral("Nothing had changed in Xero")};
    const int waiting = m_context.book.operationCount(OperationState::Waiting);
    if (pushes() && !settings.pushIsOn)
        reasons += QStringLiteral("nothing is pushed before both sides’ history is accepted");
    else if (waiting > 0 && (m_what.flows || !pushes()))
        reasons
            += QStringLiteral("%1 waiting in the outbox, which this run leaves out").arg(waiting);
    else if (waiting > 0)
        reasons += QStringLiteral("%1 waiting in the outbox for something else").arg(waiting);
    else if (pushes())
        reasons += QStringLiteral("nothing waits in the outbox");
    return reasons.join(QStringLiteral(", "));
}

void Run::finish()
{
    if (auto judged = judgeBanks(m_context); !judged)
        return fail(judged.error());
    m_summary.stopped = m_stopped;
    for (const OperationState state :
        {OperationState::Held, OperationState::Refused, OperationState::Parked})
        m_summary.needYou += m_context.book.operationCount(state);
    m_summary.unknown = m_context.book.operationCount(OperationState::Unknown);
    const bool nothing
        = m_summary.sent + m_summary.takenIn + m_summary.read + m_summary.linked == 0;
    if (nothing)
        m_summary.whyNothing = whyNothing();
    const QString result = m_stopped || m_summary.stoppedBy ? QStringLiteral("Stopped")
        : m_summary.needYou + m_summary.unknown > 0
        ? QStringLiteral("Done, %1 left").arg(m_summary.needYou + m_summary.unknown)
        : nothing ? QStringLiteral("Nothing to do")
                  : QStringLiteral("Done");
    const auto ended = inTransaction(m_context.book, [&](store::Transaction& tx) {
        return m_context.book.endRun(tx, *m_run, result, m_summary.words(),
            m_summary.sent + m_summary.takenIn, m_context.clock.now());
    });
    if (!ended)
        return fail(ended.error());
    base::failpoint("run.ended");
    const Done done = std::move(m_done);
    deleteLater();
    done(m_summary);
}

void Run::fail(const base::Error& error)
{
    if (!m_done)
        return;
    if (m_run) {
        // The run's row tells how far it came; when even that can't be written, the error does.
        const auto ended = inTransaction(m_context.book, [&](store::Transaction& tx) {
            return m_context.book.endRun(tx, *m_run,
                error.kind == base::ErrorKind::Cancelled ? QStringLiteral("Stopped")
                                                         : QStringLiteral("Stopped early"),
                m_summary.hasDoneAnything() ? m_summary.words() + u' ' + error.sentence
                                            : error.sentence,
                m_summary.sent + m_summary.takenIn, m_context.clock.now());
        });
        Q_UNUSED(ended)
    }
    const Done done = std::move(m_done);
    deleteLater();
    done(tl::unexpected(error));
}

base::Result<void> reviewLocally(const Context& context, ReviewCounts* counts)
{
    const Surroundings around = context.book.surroundings(context.clock);
    if (auto planned = planItems(context, around); !planned)
        return planned;
    const Strangers strangers = Strangers::of(context.book, context.book.unlinkedAccounts());
    Review review(context, around, strangers, std::nullopt, {}, std::nullopt);
    for (QList<AccountId> dirty = context.book.dirtyAccounts(kSlice); !dirty.isEmpty();
         dirty = context.book.dirtyAccounts(kSlice)) {
        const auto reviewed = review.accounts(dirty);
        if (!reviewed)
            return tl::unexpected(reviewed.error());
        if (counts)
            *counts += *reviewed;
    }
    return judgeBanks(context);
}

} // namespace engine
