// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"
#include "records/bankline.h"
#include "records/mending.h"
#include "records/operation.h"

#include <QDateTime>
#include <QString>

namespace records {

enum class Connection {
    NotConnected, // no organisation yet
    Connected,
    Waiting, // Xero asks to wait
    Offline,
    SignInNeeded,
    SyncIsOff, // five connection errors in an hour: nothing runs by itself until somebody tries
    ReadOnly // the book is open elsewhere, or can't be written
};

// What the top bar shows. Sent whenever it changes, at most every 100 ms.
struct EngineStatus {
    Connection connection = Connection::NotConnected;
    QString organisation;
    bool running = false;
    QString activity; // "Reading invoices", "Pushing"
    int done = 0, total = 0; // total 0 = not known
    QDateTime lastFetch; // end of the last complete fetch
    QDateTime resumesAt; // when waiting
    bool isAutomatic = false; // the schedule is on
    QDateTime nextRunAt; // of an automatic run; invalid = none comes by itself
    int callsToday = 0, callsPerDay = 5000, callsThisMinute = 0;
    QDateTime signInUntil; // when the sign-in ends if nobody uses it; invalid = not known
    Cause everything; // one problem with everything: one banner
    bool operator==(const EngineStatus&) const = default;
};

// The answer to one command.
struct CommandOutcome {
    quint64 ticket = 0;
    bool done = false; // false: error tells why, nothing was changed
    base::Error error;
    QString sentence; // "41 went through, 2 need you."
    QString details; // several lines: import errors, records left over
    std::optional<StatementQuestion> question; // what has to be said first
    std::optional<Mending> mending; // what a remedy changes
    QString successor; // the file that takes the closed book's place (SwitchOrganisation)
};

} // namespace records
