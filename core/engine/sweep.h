// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/context.h"

namespace engine {

// What a reading of Xero says about pushing as a whole, asked after each one: None = it may go on.
// Restored: too few readings since the book was found to be a copy. RolledBack: Xero has records
// with our marker that no record of this book explains, so the book has forgotten pushes; nothing
// goes until they are explained (imported again, adopted) or a person releases it.
base::Result<records::Cause> judgeReading(const Context& context, const QDateTime& readAt);
// The same without looking again: what the last reading said.
records::Cause standingTrouble(const store::Book& book);
base::Result<void> releasePushing(store::Transaction& tx, store::Book& book, const QString& who);

// One record of ours that stands twice in Xero.
struct Twice {
    records::OperationId operation;
    records::XeroRef second;
    bool operator==(const Twice&) const = default;
};
// Pure. A living record that carries the marker of a push whose twin is another record; or, of
// allocations, which carry none, one more of the same credit, invoice and amount than the ledger
// has, where a push of it went to the wire more than once.
QList<Twice> twiceInXero(const records::AccountFile& file, const QByteArray& salt);
// Whether a living record here carries a marker of this book and is tied to nothing.
bool hasUntiedMarked(const records::AccountFile& file, const QString& markerPrefix);
// The push that stands twice, because of which nothing more is pushed on this account; or none.
const records::Operation* frozenBy(const records::AccountFile& file);
base::Result<void> listTwice(
    store::Book& book, store::Transaction& tx, records::OperationId operation, bool isTwice);
QString twiceName(); // value of the book: ids of such pushes, as a list in JSON

// When Xero has to be read again to see whether a late original of a re-sent push turned up
// (detective sweep, reliability.md §3.6): 15 minutes, 1 hour and 24 hours after each uncertain
// attempt. Invalid = nothing is due.
QDateTime nextSweep(const store::Book& book, const QDateTime& now);

} // namespace engine
