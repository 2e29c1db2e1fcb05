// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/push.h"

#include "base/disk.h"
#include "base/failpoint.h"
#include "base/planted.h"
#include "engine/outbox.h"

#include <algorithm>
#include <limits>

namespace engine {

using namespace records;

namespace {

// Enough ops for some batches of one kind; asked anew after each wave.
constexpr int kWindow = 2'000;
constexpr int kEverything = std::numeric_limits<int>::max();
constexpr int kInFlight = 5; // xero-api.md §2: calls at a time, of all programs together
constexpr int kCallsKeptForLookups = 100;
constexpr quint64 kLeastFreeBytes = 64ULL * 1024 * 1024;

} // namespace

Push::Push(Context context, const Surroundings& around, OperationKind kind,
    std::optional<RunId> run, std::optional<QSet<OperationId>> only, Progress progress, Done done)
    : QObject(context.guard)
    , m_context(context)
    , m_around(around)
    , m_kind(kind)
    , m_run(run)
    , m_only(std::move(only))
    , m_progress(std::move(progress))
    , m_done(std::move(done))
    , m_preparation(context, around)
{
}

void Push::start()
{
    if (auto found = findProvenAbsent(); !found)
        m_failure = found.error();
    step();
}

bool Push::mayGo(const Operation& operation) const
{
    return (!m_only || m_only->contains(operation.id)) && !m_freed.contains(operation.id);
}

void Push::step()
{
    while (m_inFlight < kInFlight && mayGoOn()) {
        const auto sent = sendNext();
        if (!sent)
            m_failure = sent.error();
        if (!sent || !*sent)
            break;
    }
    if (m_inFlight > 0)
        return; // an answer goes on from here
    if (m_failure)
        return finish(tl::unexpected(*m_failure));
    finish(m_summary);
}

bool Push::mayGoOn()
{
    if (m_stopped || m_failure || m_summary.stoppedBy)
        return false;
    // Sending without room to record the answer is how money gets lost (reliability.md §0.6).
    if (base::freeBytes(m_context.book.path()).value_or(kLeastFreeBytes) < kLeastFreeBytes)
        m_summary.stoppedBy = {CauseId::DiskFull, {}, {}};
    // The calls needed to look for what got no answer are never spent on sending (§3.4).
    const int left = m_context.transport.callsLeftToday();
    if (left >= 0 && left <= kCallsKeptForLookups)
        m_summary.stoppedBy = {CauseId::RateLimited, {},
            QStringLiteral("The last %1 calls of the day are kept for looking things up.")
                .arg(left)};
    return !m_summary.stoppedBy;
}

// False: nothing more of this kind may go now.
base::Result<bool> Push::sendNext()
{
    auto batch = nextBatch();
    if (!batch)
        return tl::unexpected(batch.error());
    if (!*batch)
        return false;
    const auto attempt = base::planted(base::Planted::SendThenIntend) ? base::Result<qint64>(0)
                                                                      : commitIntent(**batch);
    if (!attempt)
        return tl::unexpected(attempt.error());
    xero::Request request;
    request.verb = (*batch)->verb;
    std::tie(request.path, request.query) = pathAndQuery((*batch)->path);
    request.body = (*batch)->body;
    if (request.verb != "DELETE") // Xero knows no key there; asking twice changes nothing
        if (!base::planted(base::Planted::NoKey))
            request.idempotencyKey = (*batch)->key;
    ++m_inFlight;
    base::failpoint("push.intent.committed");
    m_context.transport.send(request, this,
        [this, sent = **batch, attempt = *attempt](
            const base::Result<xero::Response>& answer) { answered(sent, attempt, answer); });
    base::failpoint("push.sent");
    return true;
}

base::Result<std::optional<store::Batch>> Push::nextBatch()
{
    if (!m_again.isEmpty())
        return std::optional(m_again.takeFirst());
    while (fillWindow()) {
        auto chosen = m_preparation.next(m_kind, m_window);
        if (!chosen)
            return tl::unexpected(chosen.error());
        if (chosen->isEmpty())
            break;
        QSet<OperationId> taken;
        for (const Operation& operation : *chosen)
            taken.insert(operation.id);
        m_window.removeIf([&](const Operation& operation) { return taken.contains(operation.id); });
        // A person may have set one aside since the window was read.
        chosen->removeIf([this](const Operation& operation) {
            return m_context.book.operation(operation.id) != operation;
        });
        if (chosen->isEmpty())
            continue;
        auto batch = m_preparation.freeze(*chosen);
        if (!batch)
            return tl::unexpected(batch.error());
        return std::optional(*batch);
    }
    return std::nullopt;
}

// False: everything that may go was looked at.
bool Push::fillWindow()
{
    if (!m_window.isEmpty())
        return true;
    if (m_windowIsLast)
        return false;
    m_window = m_context.book.waiting(m_kind, m_context.clock.now(), kWindow);
    m_windowIsLast = m_window.size() < kWindow;
    m_window.removeIf([this](const Operation& operation) { return !mayGo(operation); });
    return !m_window.isEmpty();
}

// After an unknown outcome with nothing found, the same batch and key; if anything was found, the
// rest is judged anew and goes as a new batch (design §6). So is a batch of which the ledger has
// undone everything since; where it has undone some of it, only the same bytes under the same key
// are safe, and Xero's half of what was undone follows.
base::Result<void> Push::findProvenAbsent()
{
    QHash<QString, QList<Operation>> byBatch;
    for (const Operation& operation :
        m_context.book.operationsIn(OperationState::Unknown, kEverything))
        if (operation.kind == m_kind && operation.cause.id == CauseId::OutcomeUnknown
            && operation.negativeProbes >= (base::planted(base::Planted::OneLookIsEnough)
                       ? 1
                       : looksNeeded(operation.kind)))
            byBatch[operation.batch].append(operation);
    for (const auto& [id, absent] : byBatch.asKeyValueRange()) {
        const auto batch = m_context.book.batch(id);
        base::failpoint("push.resend");
        const auto wanted = isAnyWanted(absent);
        if (!wanted)
            return tl::unexpected(wanted.error());
        if (batch && batch->operations.size() == absent.size() && *wanted
            && !base::planted(base::Planted::NewKeyOnRetry))
            m_again.append(*batch);
        else if (base::planted(base::Planted::RestUnderSameKey) && batch) {
            auto rest = m_preparation.freeze(absent);
            rest->key = batch->key;
            m_again.append(*rest);
        } else if (auto released = releaseRest(absent); !released)
            return released;
    }
    return {};
}

base::Result<bool> Push::isAnyWanted(const QList<Operation>& operations)
{
    for (const Operation& operation : operations) {
        const auto wanted = m_preparation.isStillWanted(operation);
        if (!wanted || *wanted)
            return wanted;
    }
    return false;
}

base::Result<void> Push::releaseRest(const QList<Operation>& absent)
{
    return inTransaction(m_context.book, [&](store::Transaction& tx) -> base::Result<void> {
        for (Operation operation : absent) {
            operation.state = OperationState::Waiting;
            operation.cause = {};
            operation.notBefore = {};
            operation.changedAt = m_context.clock.now();
            if (auto saved = m_context.book.save(tx, operation); !saved)
                return tl::unexpected(saved.error());
            if (operation.account)
                if (auto marked = m_context.book.markDirty(tx, {operation.account}); !marked)
                    return marked;
            m_freed.insert(operation.id);
        }
        m_summary.freed += static_cast<int>(absent.size());
        return {};
    });
}

base::Result<qint64> Push::commitIntent(store::Batch& batch)
{
    const QDateTime now = m_context.clock.now();
    if (!batch.firstSentAt.isValid()) {
        batch.firstSentAt = now;
        batch.firstSentBoot = m_context.clock.bootMilliseconds();
        batch.bootId = m_context.clock.bootId();
    }
    ++batch.attempts;
    auto operations = operationsOf(m_context.book, batch);
    if (!operations)
        return tl::unexpected(operations.error());
    qint64 attemptId = 0;
    base::failpoint("push.intent.before");
    const auto done
        = inTransaction(m_context.book, [&](store::Transaction& tx) -> base::Result<void> {
              if (auto saved = m_context.book.save(tx, batch); !saved)
                  return saved;
              base::failpoint("push.intent.batch");
              for (Operation& operation : *operations) {
                  operation.state = OperationState::Sending;
                  operation.cause = {};
                  operation.batch = batch.id;
                  operation.changedAt = now;
                  ++operation.attempts;
                  if (auto saved = m_context.book.save(tx, operation); !saved)
                      return tl::unexpected(saved.error());
              }
              const auto attempt = m_context.book.beginAttempt(tx, batch, now);
              if (!attempt)
                  return tl::unexpected(attempt.error());
              attemptId = *attempt;
              base::failpoint("push.intent.before-commit");
              return m_context.book.setValue(tx, QStringLiteral("push.last"), isoUtc(now));
          });
    return done ? base::Result<qint64>(attemptId) : tl::unexpected(done.error());
}

void Push::answered(
    const store::Batch& batch, qint64 attempt, const base::Result<xero::Response>& answer)
{
    --m_inFlight;
    base::failpoint("push.answer.heard");
    if (auto recorded = record(batch, attempt, answer); !recorded)
        m_failure = recorded.error();
    m_progress(m_summary.sent);
    step();
}

void Push::finish(const base::Result<PushSummary>& result)
{
    const Done done = std::move(m_done);
    deleteLater();
    done(result);
}

} // namespace engine
