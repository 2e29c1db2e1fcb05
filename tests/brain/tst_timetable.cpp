// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/random.h"
#include "records/schedule.h"

#include <QTest>

using namespace records;
using namespace Qt::StringLiterals;

// When runs are due and when the next ones come: R089–R103, scenario G, days on which clocks
// change.
class TestOfTimetable : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void upToTenTimesOfDay();
    void onlyOneToThirtyDaysBack();
    void daysBackAreFromTheFirstMomentOfTheDay();
    void dueWhenItsTimeHasCome();
    void missedOnceIsCaughtUpOnce();
    void nothingBeforeItCounts();
    void waitsForTheNamedTime();
    void nextFour();
    void jobsHaveTheirOwnIntervals();
    void modulesOfARun();
    void clocksGoForward();
    void clocksGoBack();
    void aYearHasEveryRunOnce_data();
    void aYearHasEveryRunOnce();
    void jobsOfARandomWeekNeverStarve();

private:
    static Schedule at(const QStringList& times)
    {
        Schedule schedule;
        schedule.times = *timesOfDay(times);
        return schedule;
    }
    static QDateTime utc(const char* text)
    {
        return QDateTime::fromString(QString::fromLatin1(text), Qt::ISODate);
    }
    const QTimeZone m_utc = QTimeZone::utc();
    const QTimeZone m_sydney{"Australia/Sydney"};
};

void TestOfTimetable::upToTenTimesOfDay()
{
    const auto few = timesOfDay({u"16:00"_s, u"0:00"_s, u"8"_s, u"12.30"_s, u"08:00"_s});
    QCOMPARE(*few, (QList<QTime>{QTime(0, 0), QTime(8, 0), QTime(12, 30), QTime(16, 0)}));
    QStringList texts;
    for (int hour = 0; hour < 10; ++hour)
        texts.append(QString::number(hour));
    QCOMPARE(timesOfDay(texts)->size(), 10);
    texts.append(u"22:15"_s);
    const auto tooMany = timesOfDay(texts);
    QVERIFY(!tooMany);
    QCOMPARE(tooMany.error().sentence, u"A timetable has up to 10 times a day; these are 11."_s);
    QVERIFY(!timesOfDay({u"24:00"_s}));
    QVERIFY(!timesOfDay({u"noon"_s}));
    Schedule eleven;
    for (int hour = 0; hour < 11; ++hour)
        eleven.times.append(QTime(hour, 0));
    QVERIFY(!checked(eleven));
    Schedule never;
    never.of(Job::Pull).minutes = 0;
    QVERIFY(!checked(never));
    QVERIFY(checked(Schedule{}));
}

void TestOfTimetable::onlyOneToThirtyDaysBack()
{
    QVERIFY(!checkedDaysBack(0));
    QVERIFY(checkedDaysBack(1));
    QVERIFY(checkedDaysBack(30));
    QVERIFY(!checkedDaysBack(31));
}

void TestOfTimetable::daysBackAreFromTheFirstMomentOfTheDay()
{
    // 21 Nov, 10:15 in Sydney; twelve days before began on 9 Nov 00:00, eleven hours ahead of UTC.
    QCOMPARE(
        startOfDaysBack(12, utc("2026-11-20T23:15:00Z"), m_sydney), utc("2026-11-08T13:00:00Z"));
}

void TestOfTimetable::dueWhenItsTimeHasCome()
{
    const Schedule schedule = at({u"0:00"_s, u"8:00"_s, u"12:00"_s, u"16:00"_s});
    RunTimes ran{.since = utc("2026-11-20T06:00:00Z")};
    QVERIFY(!due(schedule, ran, utc("2026-11-20T07:59:59Z"), m_utc));
    QVERIFY(due(schedule, ran, utc("2026-11-20T08:00:00Z"), m_utc).timetable);
    ran.timetable = utc("2026-11-20T08:00:00Z");
    QVERIFY(!due(schedule, ran, utc("2026-11-20T08:00:01Z"), m_utc));
    QVERIFY(due(schedule, ran, utc("2026-11-20T12:00:20Z"), m_utc));
    Schedule off = schedule;
    off.isOn = false;
    QVERIFY(!due(off, ran, utc("2026-11-20T12:00:20Z"), m_utc));
    QVERIFY(nextRuns(off, ran, utc("2026-11-20T12:00:20Z"), m_utc, 4).isEmpty());
}

void TestOfTimetable::missedOnceIsCaughtUpOnce()
{
    const Schedule schedule = at({u"0:00"_s, u"8:00"_s, u"12:00"_s, u"16:00"_s});
    RunTimes ran{.timetable = utc("2026-11-16T16:00:00Z")};
    const QDateTime monday = utc("2026-11-20T09:10:00Z"); // eleven times were missed
    QVERIFY(due(schedule, ran, monday, m_utc));
    ran.timetable = monday;
    QVERIFY(!due(schedule, ran, monday.addSecs(60), m_utc));
    QCOMPARE(nextRuns(schedule, ran, monday.addSecs(60), m_utc, 1).value(0),
        utc("2026-11-20T12:00:00Z"));
}

void TestOfTimetable::nothingBeforeItCounts()
{
    const Schedule schedule = at({u"8:00"_s});
    const RunTimes fresh{.since = utc("2026-11-20T10:00:00Z")};
    QVERIFY(!due(schedule, fresh, utc("2026-11-20T10:01:00Z"), m_utc));
    const RunTimes catchUp{.since = utc("2026-11-19T17:00:00Z")};
    QVERIFY(due(schedule, catchUp, utc("2026-11-20T10:01:00Z"), m_utc));
}

void TestOfTimetable::waitsForTheNamedTime()
{
    const Schedule schedule = at({u"8:00"_s, u"12:00"_s, u"16:00"_s});
    const RunTimes ran{
        .timetable = utc("2026-11-20T08:00:00Z"), .notBefore = utc("2026-11-20T14:30:00Z")};
    QVERIFY(!due(schedule, ran, utc("2026-11-20T14:29:00Z"), m_utc));
    QVERIFY(due(schedule, ran, utc("2026-11-20T14:30:00Z"), m_utc));
    QCOMPARE(nextRuns(schedule, ran, utc("2026-11-20T11:00:00Z"), m_utc, 3),
        (QList{utc("2026-11-20T14:30:00Z"), utc("2026-11-20T16:00:00Z"),
            utc("2026-11-21T08:00:00Z")}));
}

void TestOfTimetable::nextFour()
{
    const Schedule schedule = at({u"0:00"_s, u"8:00"_s, u"12:00"_s, u"16:00"_s});
    const RunTimes ran{.timetable = utc("2026-11-20T12:00:00Z")};
    QCOMPARE(nextRuns(schedule, ran, utc("2026-11-20T13:00:00Z"), m_utc, 4),
        (QList{utc("2026-11-20T16:00:00Z"), utc("2026-11-21T00:00:00Z"),
            utc("2026-11-21T08:00:00Z"), utc("2026-11-21T12:00:00Z")}));
    // One that is due stands first, as now.
    QCOMPARE(nextRuns(schedule, {}, utc("2026-11-20T13:00:00Z"), m_utc, 2),
        (QList{utc("2026-11-20T13:00:00Z"), utc("2026-11-20T16:00:00Z")}));
}

void TestOfTimetable::jobsHaveTheirOwnIntervals()
{
    Schedule schedule;
    QCOMPARE(schedule.of(Job::PushPayments).minutes, 15);
    QCOMPARE(schedule.of(Job::Pull).minutes, 15);
    QCOMPARE(schedule.of(Job::PushDocuments).minutes, 60);
    RunTimes ran{.since = utc("2026-11-20T08:00:00Z")};
    QVERIFY(!due(schedule, ran, utc("2026-11-20T08:14:59Z"), m_utc));
    QCOMPARE(due(schedule, ran, utc("2026-11-20T08:15:00Z"), m_utc).jobs,
        (QList{Job::PushPayments, Job::Pull}));
    QCOMPARE(due(schedule, ran, utc("2026-11-20T09:00:00Z"), m_utc).jobs,
        (QList{Job::PushDocuments, Job::PushPayments, Job::Pull}));
    ran.of(Job::Pull) = utc("2026-11-20T08:50:00Z");
    schedule.of(Job::PushPayments).isOn = false;
    QCOMPARE(
        due(schedule, ran, utc("2026-11-20T09:00:00Z"), m_utc).jobs, (QList{Job::PushDocuments}));
    QCOMPARE(nextRun(schedule, ran, Job::Pull, utc("2026-11-20T08:55:00Z"), m_utc),
        utc("2026-11-20T09:05:00Z"));
    QVERIFY(!nextRun(schedule, ran, Job::PushPayments, ran.since, m_utc).isValid());
    QCOMPARE(nextRuns(schedule, ran, utc("2026-11-20T08:55:00Z"), m_utc, 3),
        (QList{utc("2026-11-20T09:00:00Z"), utc("2026-11-20T09:05:00Z"),
            utc("2026-11-20T09:20:00Z")}));
}

void TestOfTimetable::modulesOfARun()
{
    Schedule schedule;
    for (const Module module : kModules)
        schedule.flows.set(module, Flow::Off);
    schedule.flows.set(Module::Invoices, Flow::Both);
    schedule.flows.set(Module::Contacts, Flow::LedgerToXero);
    QCOMPARE(flowsOf(schedule, {.timetable = true}), schedule.flows);
    const Flows payments = flowsOf(schedule, {.jobs = {Job::PushPayments}});
    QCOMPARE(payments[Module::Payments], Flow::LedgerToXero);
    QCOMPARE(payments[Module::Invoices], Flow::Off);
    const Flows all
        = flowsOf(schedule, {.jobs = {Job::PushDocuments, Job::PushPayments, Job::Pull}});
    QCOMPARE(all[Module::Payments], Flow::Both);
    QCOMPARE(all[Module::Invoices], Flow::Both);
    QCOMPARE(all[Module::Contacts], Flow::LedgerToXero);
}

void TestOfTimetable::clocksGoForward()
{
    // Sydney, 4 Oct 2026: 02:00 becomes 03:00. 02:30 is never on the wall.
    const QDateTime skipped = instantOf(QDate(2026, 10, 4), QTime(2, 30), m_sydney);
    QCOMPARE(skipped.toTimeZone(m_sydney).time(), QTime(3, 30));
    QCOMPARE(instantOf(QDate(2026, 10, 4), QTime(1, 59), m_sydney), utc("2026-10-03T15:59:00Z"));
    QCOMPARE(instantOf(QDate(2026, 10, 4), QTime(3, 0), m_sydney), utc("2026-10-03T16:00:00Z"));
}

void TestOfTimetable::clocksGoBack()
{
    // Sydney, 5 Apr 2026: 03:00 becomes 02:00. 02:30 is on the wall twice; the first one counts.
    QCOMPARE(instantOf(QDate(2026, 4, 5), QTime(2, 30), m_sydney), utc("2026-04-04T15:30:00Z"));
    QCOMPARE(instantOf(QDate(2026, 4, 5), QTime(3, 30), m_sydney), utc("2026-04-04T17:30:00Z"));
}

void TestOfTimetable::aYearHasEveryRunOnce_data()
{
    QTest::addColumn<QByteArray>("zone");
    for (const char* zone : {"Australia/Sydney", "Australia/Lord_Howe", "Europe/Berlin",
             "America/New_York", "Africa/Casablanca", "Asia/Kolkata", "Pacific/Chatham"})
        QTest::newRow(zone) << QByteArray(zone);
}

// The program asks every quarter of an hour for a year: each time of each day has run exactly once,
// or with the one it falls together with.
void TestOfTimetable::aYearHasEveryRunOnce()
{
    QFETCH(QByteArray, zone);
    const QTimeZone here(zone);
    if (!here.isValid())
        QSKIP("this computer does not know the zone");
    const Schedule schedule = at({u"0:00"_s, u"2:15"_s, u"2:45"_s, u"23:45"_s});
    RunTimes ran{.since = utc("2026-01-01T00:00:00Z")};
    QSet<QDateTime> wanted;
    const QDate first = ran.since.toTimeZone(here).date();
    const QDateTime end = utc("2027-01-01T00:00:00Z");
    for (int day = 0; day <= 366; ++day)
        for (const QTime& time : schedule.times)
            if (const QDateTime each = instantOf(first.addDays(day), time, here);
                each > ran.since && each <= end)
                wanted.insert(each);
    int runs = 0;
    for (QDateTime now = ran.since; now <= end; now = now.addSecs(15 * 60)) {
        if (!due(schedule, ran, now, here))
            continue;
        QVERIFY2(wanted.contains(now), qPrintable(now.toString(Qt::ISODate)));
        ran.timetable = now;
        ++runs;
    }
    QCOMPARE(runs, wanted.size());
    QVERIFY(runs >= 4 * 365 - 4);
}

// Computers that sleep at random: no job waits longer than its interval while awake, and none runs
// twice within it.
void TestOfTimetable::jobsOfARandomWeekNeverStarve()
{
    for (quint64 seed = 1; seed <= 50; ++seed) {
        base::SeededRandom random(seed);
        const Schedule schedule;
        const QDateTime begin = utc("2026-11-16T00:00:00Z");
        RunTimes ran{.since = begin};
        for (QDateTime now = begin; now < begin.addDays(7);
             now = now.addSecs(random.below(40) == 0 ? 3600LL * (1 + random.below(14)) : 60)) {
            const Due what = due(schedule, ran, now, m_utc);
            for (const Job job : kJobs) {
                const QDateTime last = std::max(ran.of(job), ran.since);
                QCOMPARE(
                    what.jobs.contains(job), last.secsTo(now) >= schedule.of(job).minutes * 60LL);
                if (what.jobs.contains(job))
                    ran.of(job) = now;
            }
        }
    }
}

QTEST_GUILESS_MAIN(TestOfTimetable)
#include "tst_timetable.moc"
