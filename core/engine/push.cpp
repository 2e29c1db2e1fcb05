// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/push.h"

#include "base/disk.h"
#include "base/log.h"
#include "causes/causes.h"
#include "engine/outbox.h"
#include "records/words.h"

#include <QPointer>

#include <algorithm>

namespace engine {

using namespace records;

namespace {

// Enough ops for some batches of one kind; asked anew after each wave.
constexpr int kWindow = 2'000;
constexpr quint64 kLeastFreeBytes = 64ULL * 1024 * 1024;

XeroKind xeroKindOf(OperationKind kind)
{
    switch (kind) {
    case OperationKind::CreateContact:
        return XeroKind::Contact;
    case OperationKind::CreateItem:
        return XeroKind::Item;
    case OperationKind::CreateInvoice:
    case OperationKind::CreateBill:
        return XeroKind::Invoice;
    case OperationKind::CreateCreditNote:
        return XeroKind::CreditNote;
    case OperationKind::CreateOverpayment:
        return XeroKind::Overpayment;
    case OperationKind::CreatePayment:
        return XeroKind::Payment;
    case OperationKind::CreateAllocation:
        return XeroKind::Allocation;
    }
    return XeroKind::Contact;
}

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
    step();
}

bool Push::mayGo(const Operation& operation) const
{
    return !m_only || m_only->contains(operation.id);
}

void Push::step()
{
    if (m_stopped || m_summary.stoppedBy)
        return finish(m_summary);
    // Sending without room to record the answer is how money gets lost (reliability.md §0.6).
    if (base::freeBytes(m_context.book.path()).value_or(kLeastFreeBytes) < kLeastFreeBytes) {
        m_summary.stoppedBy = {CauseId::DiskFull, {}, {}};
        return finish(m_summary);
    }
    auto batch = nextBatch();
    if (!batch)
        return finish(tl::unexpected(batch.error()));
    if (!*batch)
        return finish(m_summary);
    if (auto written = commitIntent(**batch); !written)
        return finish(tl::unexpected(written.error()));
    xero::Request request;
    request.verb = (*batch)->verb;
    std::tie(request.path, request.query) = pathAndQuery((*batch)->path);
    request.body = (*batch)->body;
    request.idempotencyKey = (*batch)->key;
    m_context.transport.send(
        request, this, [this, sent = **batch](const base::Result<xero::Response>& answer) {
            answered(sent, answer);
        });
}

base::Result<std::optional<store::Batch>> Push::nextBatch()
{
    auto again = provenAbsentBatch();
    if (!again || *again)
        return again;
    QList<Operation> waiting;
    for (const Operation& operation :
        m_context.book.waiting(m_kind, m_context.clock.now(), kWindow))
        if (mayGo(operation))
            waiting.append(operation);
    const auto chosen = m_preparation.next(m_kind, waiting);
    if (!chosen)
        return tl::unexpected(chosen.error());
    if (chosen->isEmpty())
        return std::nullopt;
    auto batch = m_preparation.freeze(*chosen);
    if (!batch)
        return tl::unexpected(batch.error());
    return std::optional(*batch);
}

// After an unknown outcome with nothing found, the same batch and key; if anything was found, the
// rest goes as a new batch (design §6).
base::Result<std::optional<store::Batch>> Push::provenAbsentBatch()
{
    QHash<QString, QList<Operation>> byBatch;
    for (const Operation& operation : m_context.book.operationsIn(OperationState::Unknown, kWindow))
        if (operation.kind == m_kind && operation.cause.id == CauseId::OutcomeUnknown
            && operation.negativeProbes >= looksNeeded(operation.kind))
            byBatch[operation.batch].append(operation);
    for (const auto& [id, absent] : byBatch.asKeyValueRange()) {
        const auto batch = m_context.book.batch(id);
        if (batch && batch->operations.size() == absent.size())
            return batch;
        if (auto released = releaseRest(absent); !released)
            return tl::unexpected(released.error());
    }
    return std::nullopt;
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
        }
        return {};
    });
}

base::Result<void> Push::commitIntent(store::Batch& batch)
{
    const QDateTime now = m_context.clock.now();
    if (!batch.firstSentAt.isValid()) {
        batch.firstSentAt = now;
        batch.firstSentBoot = m_context.clock.bootMilliseconds();
        batch.bootId = m_context.clock.bootId();
    }
    ++batch.attempts;
    return inTransaction(m_context.book, [&](store::Transaction& tx) -> base::Result<void> {
        if (auto saved = m_context.book.save(tx, batch); !saved)
            return saved;
        for (const OperationId id : batch.operations) {
            auto operation = m_context.book.operation(id);
            base::require(operation.has_value(), "an op of a batch is in the book");
            operation->state = OperationState::Sending;
            operation->cause = {};
            operation->batch = batch.id;
            operation->changedAt = now;
            ++operation->attempts;
            if (auto saved = m_context.book.save(tx, *operation); !saved)
                return tl::unexpected(saved.error());
        }
        const auto attempt = m_context.book.beginAttempt(tx, batch, now);
        if (!attempt)
            return tl::unexpected(attempt.error());
        m_attempt = *attempt;
        return m_context.book.setValue(tx, QStringLiteral("push.last"), isoUtc(now));
    });
}

void Push::answered(const store::Batch& batch, const base::Result<xero::Response>& answer)
{
    if (auto recorded = record(batch, answer); !recorded)
        return finish(tl::unexpected(recorded.error()));
    m_progress(m_summary.sent);
    step();
}

base::Result<void> Push::record(
    const store::Batch& batch, const base::Result<xero::Response>& answer)
{
    QList<Operation> operations;
    for (const OperationId id : batch.operations)
        operations.append(*m_context.book.operation(id));
    const QList<Outcome> outcomes
        = classify(operations, answer, m_around.organisation.baseCurrency);
    return inTransaction(m_context.book, [&](store::Transaction& tx) -> base::Result<void> {
        const bool unknown = std::any_of(outcomes.begin(), outcomes.end(),
            [](const Outcome& outcome) { return outcome.kind == Outcome::Kind::Unknown; });
        const auto ending = !answer && answer.error().effect == base::Effect::None
            ? store::AttemptOutcome::NotSent
            : (unknown ? store::AttemptOutcome::Unknown : store::AttemptOutcome::Answered);
        if (auto ended = m_context.book.endAttempt(tx, m_attempt, ending,
                answer ? answer->status : answer.error().httpStatus,
                answer ? QString() : base::redacted(answer.error().raw), m_context.clock.now());
            !ended)
            return ended;
        for (qsizetype i = 0; i < operations.size(); ++i) {
            count(outcomes[i]);
            if (auto done = recordOne(tx, operations[i], outcomes[i]); !done)
                return done;
        }
        return {};
    });
}

void Push::count(const Outcome& outcome)
{
    ++m_summary.sent;
    m_summary.accepted += outcome.kind == Outcome::Kind::Accepted ? 1 : 0;
    m_summary.refused += outcome.kind == Outcome::Kind::Refused ? 1 : 0;
    m_summary.unknown += outcome.kind == Outcome::Kind::Unknown ? 1 : 0;
    if (outcome.kind == Outcome::Kind::NotSent) {
        --m_summary.sent;
        m_summary.stoppedBy = outcome.cause;
    }
}

base::Result<void> Push::recordOne(
    store::Transaction& tx, const Operation& operation, const Outcome& outcome)
{
    const Patience patience{
        firstLook(operation.kind, m_context.waits), backoff(operation.attempts)};
    const Operation next = afterwards(operation, outcome, m_context.clock.now(), patience);
    if (auto saved = m_context.book.save(tx, next); !saved)
        return tl::unexpected(saved.error());
    if (outcome.kind == Outcome::Kind::Accepted)
        if (auto tied = tieAccepted(tx, next, outcome); !tied)
            return tied;
    if (operation.account)
        if (auto marked = m_context.book.markDirty(tx, {operation.account}); !marked)
            return marked;
    return logOne(tx, next, outcome);
}

base::Result<void> Push::tieAccepted(
    store::Transaction& tx, const Operation& operation, const Outcome& outcome)
{
    if (operation.state != OperationState::Confirmed || operation.kind == OperationKind::CreateItem)
        return {};
    if (operation.kind == OperationKind::CreateContact) {
        return m_context.book.link(tx,
            {.account = operation.account,
                .contact = {outcome.created.id},
                .contactName = operation.label,
                .how = QStringLiteral("created"),
                .linkedAt = m_context.clock.now()},
            m_context.who);
    }
    return m_context.book.tie(tx,
        {operation.subject, {xeroKindOf(operation.kind), outcome.created.id}, TwinOrigin::Pushed,
            {outcome.created.status, operation.amount, {}, outcome.created.contact, {}},
            m_context.clock.now()},
        m_context.who);
}

base::Result<void> Push::logOne(
    store::Transaction& tx, const Operation& operation, const Outcome& outcome)
{
    if (!m_run)
        return {};
    store::RunRecordRow row{.at = m_context.clock.now(),
        .record = operation.label,
        .ledgerId = QString::number(operation.subject.id),
        .xeroId
        = operation.xeroId.isNull() ? QString() : operation.xeroId.toString(QUuid::WithoutBraces),
        .details = outcome.cause.raw,
        .amount = operation.amount};
    if (operation.account) {
        const auto name = m_preparation.accountName(operation.account);
        if (!name)
            return tl::unexpected(name.error());
        row.accountName = *name;
    }
    switch (outcome.kind) {
    case Outcome::Kind::Accepted:
        row.result = QStringLiteral("Done");
        row.words = QStringLiteral("Created in Xero.");
        break;
    case Outcome::Kind::Refused:
        row.result = QStringLiteral("Needs you");
        row.words = causes::words(outcome.cause).sentence;
        break;
    case Outcome::Kind::NotSent:
        row.result = QStringLiteral("Waiting");
        row.words = causes::words(outcome.cause).sentence;
        break;
    case Outcome::Kind::Unknown:
        row.result = QStringLiteral("Looking");
        row.words = QStringLiteral("No usable answer. Tieout looks in Xero before it sends again.");
        break;
    }
    return m_context.book.logRecord(tx, *m_run, row);
}

void Push::finish(const base::Result<PushSummary>& result)
{
    const Done done = std::move(m_done);
    deleteLater();
    done(result);
}

} // namespace engine
