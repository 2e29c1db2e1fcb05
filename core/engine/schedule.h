// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/run.h"
#include "records/schedule.h"

// What the engine makes of the schedule and of a run's end. Pure.
namespace engine {

// So that programs that failed together don't come back together: up to a fifth less or more.
std::chrono::milliseconds jittered(std::chrono::milliseconds wait, base::Random& random);

// What runs by itself when this is due.
records::command::Sync automaticRun(const records::Schedule& schedule, const records::Due& due);

// What a run lets travel: what it was asked for, and never more than the book allows.
records::Flows flowsOf(const records::command::Sync& what, const records::BookSettings& settings);

// From when on a changed schedule counts (R103).
QDateTime countsSince(const records::Schedule& before, const records::Schedule& after,
    const records::RunTimes& ran, const QDateTime& lastSync, const QDateTime& now);

// No time of the past lies in the future: somebody has set the clock back.
records::RunTimes notLater(records::RunTimes ran, const QDateTime& now);

// What a run's end leaves: its times and jobs have run; or Xero named a time to wait for; or it
// goes again after a while.
struct RunEnd {
    QDateTime began, now;
    std::optional<base::Error> trouble;
};
records::RunTimes afterRun(records::RunTimes ran, const records::command::Sync& what,
    const RunEnd& end, const records::Schedule& schedule, const QTimeZone& zone,
    base::Random& random);

// The error that a run was stopped by, as the thing itself would have said it.
base::Error asError(const RunSummary& summary);

} // namespace engine
