// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"
#include "records/operation.h"
#include "records/settings.h"

#include <QDateTime>
#include <QList>
#include <QTimeZone>

#include <array>
#include <chrono>

// When a book syncs by itself: what a person sets, what is known of earlier runs, and the
// arithmetic of the calendar between the two. Pure: now and the zone are given.
namespace records {

inline constexpr int kMostTimesOfDay = 10; // R101
inline constexpr int kMostDaysBack = 30; // R096

// What runs at intervals when there is no timetable (emersion.md §2A.1).
enum class Job {
    PushDocuments, // contacts, items, invoices, credit notes, bills
    PushPayments, // payments and their allocations
    Pull
};
inline constexpr std::array kJobs{Job::PushDocuments, Job::PushPayments, Job::Pull};

struct JobSetting {
    bool isOn = true;
    int minutes = 15; // 1 minute to a day
    bool operator==(const JobSetting&) const = default;
};

// What the first run after switching on begins with (R103).
enum class StartMode {
    CatchUp, // at once, if something was missed since the last sync
    Fresh // at its next time; what was missed before stays missed
};

struct Schedule {
    bool isOn = true; // the master switch
    QList<QTime> times; // of day, in the computer's own zone; empty = the jobs' intervals
    Flows flows; // of the timetable's runs: which modules, and which way (R100)
    StartMode start = StartMode::CatchUp;
    std::array<JobSetting, kJobs.size()> jobs{{{true, 60}, {true, 15}, {true, 15}}}; // as kJobs
    bool email = false; // one message for every automatic run (R104)
    bool emailProblemsOnly = false; // only for those that something stopped
    QString emailTo; // whom they are for; empty = the mail program asks
    const JobSetting& of(Job job) const { return jobs[static_cast<size_t>(job)]; }
    JobSetting& of(Job job) { return jobs[static_cast<size_t>(job)]; }
    bool operator==(const Schedule&) const = default;
};

// In order and each once; refused in words when there are too many or one is none.
base::Result<QList<QTime>> timesOfDay(const QStringList& texts); // "0:00", "8", "16:30"
// What is wrong with it, in words.
base::Result<void> checked(const Schedule& schedule);
base::Result<void> checkedDaysBack(int days);

// What is known of earlier runs, and until when nothing may start. Kept in the book.
struct RunTimes {
    QDateTime since; // from when on the schedule counts: what lies before was not missed
    QDateTime timetable; // the last run by it
    std::array<QDateTime, kJobs.size()> jobs; // the last run of each
    QDateTime notBefore; // Xero asked to wait, or a run failed and goes again then
    int failures = 0; // in a row, of automatic runs
    const QDateTime& of(Job job) const { return jobs[static_cast<size_t>(job)]; }
    QDateTime& of(Job job) { return jobs[static_cast<size_t>(job)]; }
    bool operator==(const RunTimes&) const = default;
};

// What should run now, all of it in one run: what was missed while the computer slept or the
// program was closed is caught up once, however often it was missed.
struct Due {
    bool timetable = false;
    QList<Job> jobs;
    explicit operator bool() const { return timetable || !jobs.isEmpty(); }
    bool operator==(const Due&) const = default;
};
// The job that sends such a push.
Job jobOf(OperationKind kind);
// What such a run does, module by module.
Flows flowsOf(const Schedule& schedule, const Due& due);
Due due(const Schedule& schedule, const RunTimes& ran, const QDateTime& now, const QTimeZone& zone);
// How often Xero is read by itself; a timetable's longest pause. None = never by itself.
std::optional<std::chrono::seconds> pullEvery(const Schedule& schedule);
// The coming runs, each later than the one before; the first is now if one is due. Empty when the
// schedule is off.
QList<QDateTime> nextRuns(const Schedule& schedule, const RunTimes& ran, const QDateTime& now,
    const QTimeZone& zone, int count);
// When this job runs next; invalid when it is off.
QDateTime nextRun(const Schedule& schedule, const RunTimes& ran, Job job, const QDateTime& now,
    const QTimeZone& zone);

// The instant at which the clocks on the wall show this. On the day they go forward a time that
// they skip is as much later; on the day they go back the first of the two counts. So that no run
// is lost and none happens twice.
QDateTime instantOf(QDate date, QTime time, const QTimeZone& zone);

// "Before 12 days" (R097): from the first moment of that day.
QDateTime startOfDaysBack(int days, const QDateTime& now, const QTimeZone& zone);

} // namespace records
