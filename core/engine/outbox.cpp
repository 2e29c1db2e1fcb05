// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/outbox.h"

#include "base/planted.h"
#include "engine/outcome.h"
#include "engine/prepare.h"
#include <algorithm>

namespace engine {

using namespace records;

namespace {

// Causes that our own checks can see mended, so a refused op may go again without being asked.
bool checkedHere(CauseId id)
{
    switch (id) {
    case CauseId::ContactArchived:
    case CauseId::ContactMerged:
    case CauseId::ItemCodeNotFound:
    case CauseId::SkuMissing:
    case CauseId::PeriodLocked:
    case CauseId::OverAllocation:
    case CauseId::InvoiceAlreadyPaid:
    case CauseId::CreditUsedUp:
    case CauseId::DocumentNotOpen:
    case CauseId::Frozen:
    case CauseId::NotLinked:
    case CauseId::Reconciled:
    case CauseId::MoneyOnIt:
    case CauseId::ContactEdited:
    case CauseId::DuplicateCode:
        return true;
    default:
        return false;
    }
}

Operation fresh(const AccountFile& file, const plan::Push& push, const QDateTime& now)
{
    Operation operation;
    operation.kind = push.kind;
    operation.subject = push.subject;
    operation.account = push.kind == OperationKind::CreateItem ? AccountId() : file.account.id;
    operation.createdAt = now;
    return operation;
}

bool isDue(const Operation& operation, const QDateTime& now)
{
    return operation.notBefore.isValid() && operation.notBefore <= now;
}

Operation brought(
    Operation operation, const plan::Push& push, const QDateTime& now, const SaysOther& saysOther)
{
    const Operation before = operation;
    operation.amount = push.amount;
    operation.label = push.label;
    if (operation.state == OperationState::Refused) {
        const bool isOurs = checkedHere(operation.cause.id);
        if (push.held) {
            // Refused and still not sendable: our own check may know the cause better by now, and
            // where only it does, it says when the cause is gone.
            operation.cause = {push.cause.id, push.cause.arguments, operation.cause.raw};
            if (!isOurs) {
                operation.state = OperationState::Held;
                ++operation.generation;
                operation.notBefore = {};
            } else if (isDue(operation, now)) {
                operation.notBefore = now.addMSecs(kAskAgain.count());
            }
        } else if (isOurs || isDue(operation, now) || saysOther(operation)) {
            // The cause is gone, or may be: the record is another than was refused, or half a day
            // has passed (R111). The key of the refusal stays locked to it, so a new generation
            // goes.
            operation.state = OperationState::Waiting;
            ++operation.generation;
            operation.notBefore = {};
            operation.cause = push.cause;
        }
    } else {
        operation.state = push.held ? OperationState::Held : OperationState::Waiting;
        operation.cause = push.cause;
    }
    if (!(operation == before))
        operation.changedAt = now;
    return operation;
}

bool followsThePlan(OperationState state)
{
    return state == OperationState::Waiting || state == OperationState::Held
        || state == OperationState::Refused;
}

} // namespace

Operation owedAgain(Operation operation)
{
    operation.state = OperationState::Waiting;
    ++operation.generation;
    operation.attempts = operation.negativeProbes = 0;
    operation.notBefore = operation.lastNegativeProbe = {};
    return operation;
}

QList<Operation> outboxChanges(const AccountFile& file, const QList<plan::Push>& pushes,
    const QDateTime& now, bool contactHasNamesake, const SaysOther& saysOther)
{
    QList<Operation> changes, cancelled;
    QList<OperationId> wanted;
    for (plan::Push push : pushes) {
        if (push.kind == OperationKind::CreateContact && contactHasNamesake) {
            push.held = true;
            push.cause = {CauseId::NotLinked, {file.account.name}, {}};
        }
        const auto existing = std::find_if(
            file.operations.begin(), file.operations.end(), [&](const Operation& operation) {
                return operation.kind == push.kind && operation.subject == push.subject
                    && operation.state != OperationState::Cancelled;
            });
        if (existing == file.operations.end()) {
            changes.append(brought(fresh(file, push, now), push, now, saysOther));
            continue;
        }
        wanted.append(existing->id);
        const bool again = existing->state == OperationState::Confirmed && recurs(existing->kind);
        if (!followsThePlan(existing->state) && !again)
            continue;
        const Operation next
            = brought(again ? owedAgain(*existing) : *existing, push, now, saysOther);
        if (!(next == *existing))
            changes.append(next);
    }
    for (Operation operation : file.operations) {
        if (!followsThePlan(operation.state) || wanted.contains(operation.id))
            continue;
        operation.state = OperationState::Cancelled;
        operation.changedAt = now;
        cancelled.append(operation);
    }
    // First, because a payment may have only one push at a time: what comes may take its place.
    return cancelled + changes;
}

base::Result<void> planItems(const Context& context, const Surroundings& around)
{
    // Where items are made by hand alone, what a person asked for is left as it is.
    if (!records::pushes(around.settings.flows[Module::Products]))
        return {};
    AccountFile file;
    file.operations = context.book.itemOperations();
    Preparation preparation(context, around);
    const auto changes = outboxChanges(file, plan::items(around), context.clock.now(), false,
        [&](const Operation& refused) { return preparation.saysOther(refused); });
    if (changes.isEmpty())
        return {};
    return inTransaction(context.book, [&](store::Transaction& tx) -> base::Result<void> {
        for (const Operation& operation : changes)
            if (auto saved = context.book.save(tx, operation); !saved)
                return tl::unexpected(saved.error());
        return {};
    });
}

int looksNeeded(OperationKind kind)
{
    return movesMoney(kind) || kind == OperationKind::CreateBill ? 2 : 1;
}

std::chrono::milliseconds firstLook(OperationKind kind, const Waits& waits)
{
    if (base::planted(base::Planted::LookTooEarly))
        return waits.quickProbe;
    return looksNeeded(kind) > 1 ? waits.firstProbe : waits.quickProbe;
}

// An op of a batch is always in the book, but a disk that fails may not let it be read.
base::Result<QList<Operation>> operationsOf(const store::Book& book, const store::Batch& batch)
{
    QList<Operation> operations;
    for (const OperationId id : batch.operations) {
        auto operation = book.operation(id);
        if (!operation)
            return base::failure(base::ErrorKind::Storage,
                QStringLiteral("The book can’t be read: its disk has failed. Nothing was lost; "
                               "what was on its way is looked up."));
        operations.append(std::move(*operation));
    }
    return operations;
}

void lookAnew(Operation& operation, const QDateTime& now, const Waits& waits)
{
    operation.negativeProbes = 0;
    operation.lastNegativeProbe = {};
    operation.notBefore = now.addMSecs(firstLook(operation.kind, waits).count());
}

Operation afterLook(const Operation& operation, const Sighting& seen, const QDateTime& mirrorReadAt,
    const QDateTime& now, const Waits& waits)
{
    if (operation.state != OperationState::Unknown)
        return operation;
    Operation next = operation;
    if (seen.kind == Sighting::Kind::Different) {
        next.state = OperationState::Parked;
        next.cause = {CauseId::Ambiguous, {seen.note}, operation.cause.raw};
        next.xeroId = seen.xero.id; // what a person compares it with
        next.changedAt = now;
        return next;
    }
    // Only a complete reading that began after the wait counts as having looked.
    const QDateTime due
        = operation.notBefore.isValid() ? operation.notBefore : operation.lastAttemptEnd;
    if ((!mirrorReadAt.isValid() || mirrorReadAt < due)
        && !base::planted(base::Planted::StaleMirror))
        return operation;
    const bool accepted = operation.cause.id == CauseId::None;
    next.lastNegativeProbe = mirrorReadAt;
    // From the end of that reading: how long it took must not eat the time between two looks.
    next.notBefore = now.addMSecs(waits.secondProbe.count());
    next.changedAt = now;
    ++next.negativeProbes;
    if (accepted) {
        // Xero said yes and the record can't be seen: never sent again, a person looks.
        if (next.negativeProbes >= 5) {
            next.state = OperationState::Parked;
            next.cause = {CauseId::Ambiguous,
                {QStringLiteral("Xero accepted it, but it can’t be seen there.")}, {}};
        }
        return next;
    }
    if (operation.cause.id != CauseId::OutcomeUnknown) {
        // A refusal that might have been caused by our own success: it wasn't.
        next.state = OperationState::Refused;
        next.notBefore = now.addMSecs(kAskAgain.count());
    }
    return next;
}

} // namespace engine
