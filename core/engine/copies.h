// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/context.h"

namespace engine {

// Where openings are witnessed outside the book: a folder of this user's on this machine. Without a
// folder nobody watches (tests, one-off tools).
struct Witness {
    QString folder;
    QString machine;
};

// A book that was restored from a backup, copied, or taken to another machine knows less than Xero
// does (reliability.md §3.10). It is recognised by a token that every opening writes into the book
// and beside it, by the machine, and by the file's own identity. Then, in one transaction: the next
// reading reads everything, nothing is sent before two complete readings found nothing of ours, and
// from then on every push is looked for before it goes for the first time.
base::Result<void> recognise(const Context& context, const Witness& witness);
// Another token at closing, so that a copy made while the book was open is recognised too.
base::Result<void> seal(const Context& context, const Witness& witness);

// More than one copy of this book may have pushed.
bool hasCopies(const store::Book& book);

// From now on this book is one of several, for this reason.
base::Result<void> becomeCopy(store::Transaction& tx, const Context& context, const QString& why);

// The hold begins once more, with its full waits.
base::Result<void> holdAnew(store::Transaction& tx, const Context& context);

// After a complete reading that began then: lets go of the hold when enough readings found nothing.
base::Result<void> countReading(const Context& context, const QDateTime& readAt);
// Until when nothing is sent; invalid = nothing holds.
QDateTime heldUntil(const store::Book& book);

} // namespace engine
