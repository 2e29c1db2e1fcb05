// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/context.h"
#include "engine/identity.h"
#include "plan/plan.h"

namespace engine {

// Whether other bytes would go for a refused op than those that Xero refused.
using SaysOther = std::function<bool(const records::Operation&)>;

// Brings the stored ops of an account in line with what the ledger owes Xero. Pure: answers the ops
// to insert or update. Ops that bytes were sent for are left to their own lookup. What Xero refused
// goes again when our own check sees its cause gone, when it says something else by now, and else
// once in half a day.
QList<records::Operation> outboxChanges(
    const records::AccountFile& file, const QList<plan::Push>& pushes, const QDateTime& now,
    bool contactHasNamesake,
    const SaysOther& saysOther = [](const records::Operation&) { return false; });

// Owed once more after it was confirmed or refused: other bytes, under another key.
records::Operation owedAgain(records::Operation operation);

// Brings the ops of items, which belong to no account, in line with the products (R134).
base::Result<void> planItems(const Context& context, const records::Surroundings& around);

// An op whose effect was looked for and not found (or found different) in a mirror that was read
// from mirrorReadAt on. Pure: counts negative looks, and says when the next is due; a proven
// absence makes it sendable again (design §6, exactly once).
records::Operation afterLook(const records::Operation& operation, const Sighting& seen,
    const QDateTime& mirrorReadAt, const QDateTime& now, const Waits& waits);

// The lookups that must have found nothing before the same bytes may go again.
int looksNeeded(records::OperationKind kind);
// How long after an unheard answer the first lookup is due: a kind that needs two looks may take
// its time to show in Xero.
std::chrono::milliseconds firstLook(records::OperationKind kind, const Waits& waits);
// The ops of a batch, in its order. Fails only when the disk does.
base::Result<QList<records::Operation>> operationsOf(
    const store::Book& book, const store::Batch& batch);
// Whatever was looked for so far doesn't count: the waits begin again, in full.
void lookAnew(records::Operation& operation, const QDateTime& now, const Waits& waits);

} // namespace engine
