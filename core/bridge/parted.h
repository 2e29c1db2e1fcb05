// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "bridge/bridge.h"
#include "records/history.h"

// Since when? The event by which the two sides parted, and have not met again since.
namespace bridge {

enum class Happened {
    Entered, // in the ledger
    Reversed, // in the ledger: reversed or voided
    AppearedInXero,
    ChangedInXero, // its amount
    UndoneInXero, // voided, deleted, removed, taken back
    Unknown
};

// One thing that happened to one record.
struct Event {
    Happened what = Happened::Unknown;
    // When, by the clock of the system it happened in. Invalid: before Tieout first looked; then
    // only the record's own date is known.
    QDateTime at;
    QDate date; // the record's
    std::optional<records::RecordRef> ledger;
    std::optional<records::XeroRef> xero;
    QString label; // "INV-10388"
    QString who; // empty: nobody knows
    base::Money amount; // by how much ledger − Xero moved
    bool operator==(const Event&) const = default;
};

// Earlier first: by the instant where it is known, else by the date.
bool happenedBefore(const Event& a, const Event& b);

// The records whose past decides, for asking the book about them.
struct Involved {
    QList<records::RecordRef> ledger;
    QList<records::XeroRef> xero;
};
Involved involved(
    const records::AccountFile& file, const Scope& scope, const QList<records::BridgeLine>& lines);

// For each line of the bridge the event since which its records no longer cancel out, in the order
// of the lines; a transient difference that settled does not count.
QList<Event> events(const records::AccountFile& file, const Scope& scope,
    const QList<records::BridgeLine>& lines, const records::RecordHistory& history);

// The first of them: since when the account differs. None: no line, so it doesn't.
std::optional<Event> parted(const QList<Event>& events);

} // namespace bridge
