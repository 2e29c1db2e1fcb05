// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/outcome.h"

#include "base/planted.h"
#include "causes/causes.h"

#include <algorithm>
#include <array>

namespace engine {

using namespace records;

xero::CreatedKind createdKind(const Operation& operation)
{
    switch (operation.kind) {
    case OperationKind::RemoveAllocation:
        return xero::CreatedKind::RemovedAllocation;
    case OperationKind::DeletePayment:
    case OperationKind::RefundCredit:
        return xero::CreatedKind::Payment;
    case OperationKind::VoidDocument:
        return operation.subject.kind == RecordKind::CreditNote ? xero::CreatedKind::CreditNote
                                                                : xero::CreatedKind::Invoice;
    case OperationKind::CreateContact:
    case OperationKind::UpdateContact:
        return xero::CreatedKind::Contact;
    case OperationKind::CreateItem:
        return xero::CreatedKind::Item;
    case OperationKind::CreateInvoice:
    case OperationKind::CreateBill:
        return xero::CreatedKind::Invoice;
    case OperationKind::CreateCreditNote:
        return xero::CreatedKind::CreditNote;
    case OperationKind::CreateOverpayment:
        return xero::CreatedKind::Overpayment;
    case OperationKind::CreatePayment:
        return xero::CreatedKind::Payment;
    case OperationKind::CreateAllocation:
        return xero::CreatedKind::Allocation;
    }
    return xero::CreatedKind::Contact;
}

namespace {

Outcome unknown(const QString& raw)
{
    Outcome outcome;
    outcome.kind = Outcome::Kind::Unknown;
    outcome.cause = {CauseId::OutcomeUnknown, {}, raw};
    return outcome;
}

Outcome ofElement(const Operation& operation, const xero::Created& element)
{
    Outcome outcome;
    outcome.created = element;
    if (base::planted(base::Planted::RefusalIsSuccess)) {
        outcome.kind = Outcome::Kind::Accepted;
        return outcome;
    }
    if (element.refused()) {
        outcome.kind = Outcome::Kind::Refused;
        outcome.cause
            = causes::recognise(operation.kind, element.errors.join(QStringLiteral("; ")));
        // What our own earlier, unheard success may have caused is looked up before it is believed.
        if (causes::maybeOwnGhost(outcome.cause) && operation.attempts > 1)
            outcome.kind = Outcome::Kind::Unknown;
        return outcome;
    }
    const bool echoDiffers = !element.amount.isZero() && !operation.amount.isZero()
        && element.amount != operation.amount;
    if (!element.accepted() || echoDiffers)
        return unknown(QStringLiteral("Xero's answer does not show what was sent."));
    outcome.kind = Outcome::Kind::Accepted;
    return outcome;
}

Outcome ofFailure(const Operation& operation, const base::Error& error)
{
    using enum base::ErrorKind;
    if (error.effect == base::Effect::Unknown && base::planted(base::Planted::UnheardIsSuccess))
        return {Outcome::Kind::Accepted, {}, {}, {}};
    if (error.effect == base::Effect::Unknown && base::planted(base::Planted::UnheardIsNotSent))
        return {Outcome::Kind::NotSent, {}, causes::fromError(error), {}};
    // What is to be taken back and isn't there has perhaps been taken back: that is looked up.
    if (error.effect == base::Effect::Unknown
        || (takesBack(operation.kind) && error.kind == NotFound))
        return unknown(error.raw);
    Outcome outcome;
    outcome.waitSeconds = error.retryAfterSeconds;
    const bool notProcessed = error.kind == Offline || error.kind == Timeout
        || error.kind == RateLimited || error.kind == Unauthorised || error.kind == Forbidden
        || error.kind == Cancelled;
    outcome.kind = notProcessed && !base::planted(base::Planted::NotSentIsRefused)
        ? Outcome::Kind::NotSent
        : Outcome::Kind::Refused;
    outcome.cause
        = notProcessed ? causes::fromError(error) : causes::recognise(operation.kind, error.raw);
    if (outcome.kind == Outcome::Kind::Refused && causes::maybeOwnGhost(outcome.cause)
        && operation.attempts > 1)
        outcome.kind = Outcome::Kind::Unknown;
    return outcome;
}

} // namespace

QList<Outcome> classify(const QList<Operation>& operations,
    const base::Result<xero::Response>& answer, base::Currency baseCurrency)
{
    QList<Outcome> outcomes;
    const auto all = [&](const auto& make) {
        for (const Operation& operation : operations)
            outcomes.append(make(operation));
        return outcomes;
    };
    if (!answer)
        return all([&](const Operation& op) { return ofFailure(op, answer.error()); });
    const auto created = xero::created(*answer, createdKind(operations.first()),
        static_cast<int>(operations.size()), baseCurrency);
    if (!created) {
        // A 2xx that can't be read may well have been applied.
        if (base::planted(base::Planted::HalfAnswerIsSuccess) && answer->status == 200)
            return all([&](const Operation&) {
                return Outcome{Outcome::Kind::Accepted, {}, {}, {}};
            });
        if (answer->status >= 200 && answer->status < 300)
            return all([&](const Operation&) { return unknown(created.error().raw); });
        return all([&](const Operation& op) { return ofFailure(op, created.error()); });
    }
    for (qsizetype i = 0; i < operations.size(); ++i)
        outcomes.append(ofElement(operations[i],
            created->at(base::planted(base::Planted::BatchOrder) ? operations.size() - 1 - i : i)));
    return outcomes;
}

QString doneWords(OperationKind kind)
{
    switch (kind) {
    case OperationKind::RemoveAllocation:
        return QStringLiteral("Removed in Xero.");
    case OperationKind::DeletePayment:
        return QStringLiteral("Deleted in Xero.");
    case OperationKind::VoidDocument:
        return QStringLiteral("Voided in Xero.");
    case OperationKind::RefundCredit:
        return QStringLiteral("Refunded in Xero.");
    case OperationKind::UpdateContact:
        return QStringLiteral("Changed in Xero.");
    case OperationKind::CreateContact:
    case OperationKind::CreateItem:
    case OperationKind::CreateInvoice:
    case OperationKind::CreateCreditNote:
    case OperationKind::CreateBill:
    case OperationKind::CreateOverpayment:
    case OperationKind::CreatePayment:
    case OperationKind::CreateAllocation:
        break;
    }
    return QStringLiteral("Created in Xero.");
}

std::chrono::milliseconds backoff(int attempt)
{
    using namespace std::chrono;
    static constexpr std::array<minutes, 7> steps{1min, 5min, 15min, 60min, 180min, 360min, 720min};
    return steps[static_cast<size_t>(
        std::clamp(attempt - 1, 0, static_cast<int>(steps.size()) - 1))];
}

Operation afterwards(const Operation& operation, const Outcome& outcome, const QDateTime& now,
    const Patience& patience)
{
    Operation next = operation;
    next.changedAt = now;
    next.lastAttemptEnd = now;
    next.notBefore = {};
    switch (outcome.kind) {
    case Outcome::Kind::Accepted:
        next.cause = {};
        next.xeroId = outcome.created.id;
        next.state
            = isReadBack(operation.kind) ? OperationState::Unknown : OperationState::Confirmed;
        break;
    case Outcome::Kind::Refused:
        next.state = OperationState::Refused;
        next.cause = outcome.cause;
        next.notBefore = now.addMSecs(kAskAgain.count());
        break;
    case Outcome::Kind::NotSent:
        next.state = OperationState::Waiting;
        next.attempts = operation.attempts - 1; // it never reached the wire
        next.cause = {};
        next.notBefore = outcome.waitSeconds ? now.addSecs(*outcome.waitSeconds)
                                             : now.addMSecs(patience.retry.count());
        break;
    case Outcome::Kind::Unknown:
        if (base::planted(base::Planted::BlindResend)) {
            next.state = OperationState::Waiting;
            next.cause = {};
            break;
        }
        next.state = OperationState::Unknown;
        next.cause = outcome.cause;
        next.negativeProbes = 0;
        next.lastNegativeProbe = {};
        next.notBefore = now.addMSecs(patience.firstLook.count());
        break;
    }
    return next;
}

} // namespace engine
