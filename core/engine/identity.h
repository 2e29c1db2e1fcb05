// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "records/accountfile.h"

#include <QByteArray>

namespace engine {

// What an op is about, in words that every copy of the ledger shares: its kind, the account's
// number and the record's own number (account, kind and number are unique in a book). Never row
// ids: after a restored backup and the same files imported in another order they belong to other
// records.
QByteArray factOf(const records::Operation& operation, const records::AccountFile& file);
QByteArray factOf(const records::Operation& operation, const records::ledger::Product& product);

constexpr int kMarkerDigits = 12; // after the prefix

// What every marker of a book begins with, so that a record in Xero tells whose it is.
QString markerPrefix(const QByteArray& salt);

// A short text derived from an op's fact that we leave inside a record we make in Xero, so that we
// know it again (reliability.md §3.5). The same op has the same marker on every machine, after
// every crash and in every copy of the book.
QString marker(const QByteArray& salt, const QByteArray& fact);

// Derived from durable facts only: a crash or a copied book mints the same key (≤ 128 characters).
// facts: of each op of the call in its order, each with the op's generation.
QByteArray idempotencyKey(const QByteArray& salt, const QByteArray& tenant,
    const QList<std::pair<QByteArray, int>>& facts, const QByteArray& verb, const QString& path);

// What the mirror shows of an op that was sent and whose answer is not known.
struct Sighting {
    enum class Kind { Absent, Ours, Different };
    Kind kind = Kind::Absent;
    records::XeroRef xero;
    records::Agreed agreed;
    QString note; // what differs
};

// Pure: looks for the op's own effect in the account's mirror (reliability.md §3.6, probe table).
// strangers: active contacts without an account, for an account that has no link yet.
Sighting look(const records::Operation& operation, const QString& marker,
    const records::AccountFile& file, const QList<records::mirror::Contact>& strangers);

// What both sides look like when they agree: kept with the twin (drift = the mirror shows other).
records::Agreed agreedOf(const records::mirror::Invoice& invoice);
records::Agreed agreedOf(const records::mirror::Credit& credit);
records::Agreed agreedOf(const records::mirror::Payment& payment);
records::Agreed agreedOf(const records::mirror::Allocation& allocation, QUuid contact);

} // namespace engine
