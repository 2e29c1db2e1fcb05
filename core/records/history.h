// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "records/change.h"

#include <QHash>

// How records came to be as they are: what the book kept of their past.
namespace records {

// Xero's record as it was read, from one reading to another. until invalid: as it stands.
template <class Record>
struct Version {
    Record record;
    QDateTime from, until;
};

struct AllocationVersion {
    mirror::CreditId credit;
    Version<mirror::Allocation> version;
};

// A word of the journal about a record of ours.
struct Noted {
    QDateTime at;
    QString who, what;
};

// Of some records, oldest first each.
struct RecordHistory {
    QList<Version<mirror::Invoice>> invoices;
    QList<Version<mirror::Credit>> credits; // without their allocations
    QList<AllocationVersion> allocations;
    QList<Version<mirror::Payment>> payments;
    // Where Xero was asked and said: who made a record (of an allocation, its credit) the version
    // of that instant.
    QHash<std::pair<QUuid, QDateTime>, QString> authors;
    QHash<RecordRef, QList<Noted>> notes;
    // The first reading of Xero. What was there by then came about at some time before.
    QDateTime knownFrom;
};

} // namespace records
