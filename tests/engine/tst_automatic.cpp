// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/livingbook.h"

#include <QJsonArray>
#include <QTest>

using namespace records;
using namespace Qt::StringLiterals;

// Automatic runs with the whole engine on the test's clock: scenario G and what may go wrong.
class TestOfAutomatic : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void scenarioG();
    void eleventhTimeAndThirtyFirstDayAreRefused();
    void beforeTwelveDaysReadsFromThatDay();
    void jobsRunAtTheirIntervals();
    void whatIsDueWaitsForTheOneThatGoes();
    void messagesOfProblemsOnly();
    void failedRunGoesAgainAfterAWhile();
    void fiveErrorsOpenTheBreaker();
    void breakerOutlivesTheProgram();
    void endedSignInPausesEverything();
    void dayLimitNamesTheNextRun();
    void nothingToDoSaysWhy();
    void changesAtMidnightOfTheClock();
    void runNowOfOneJob();
    void switchedOffNothingRuns();
    void oldRunsGoAfterAYear();
    void aLargeBookIsSeenBeforeItIsWorkedOut();

private:
    QDateTime at(int hour, int minute = 0, int day = 16) const
    {
        return m_book->at(QDate(2026, 11, day), QTime(hour, minute));
    }
    void connectAndSync()
    {
        m_book->open();
        QVERIFY(m_book->tell(command::Connect{}).done);
        m_book->account(u"1001"_s, u"Harbourside Physio"_s);
        QVERIFY(m_book->tell(command::Sync{}).done);
    }
    void useTimetable(bool email = false)
    {
        Schedule schedule;
        schedule.times = *timesOfDay({u"0:00"_s, u"8:00"_s, u"12:00"_s, u"16:00"_s});
        for (const Module module : kModules)
            schedule.flows.set(module, Flow::Off);
        schedule.flows.set(Module::Invoices, Flow::Both);
        schedule.flows.set(Module::Contacts, Flow::LedgerToXero);
        schedule.email = email;
        const CommandOutcome outcome = m_book->tell(command::ChangeSchedule{schedule});
        QVERIFY2(outcome.done, qPrintable(outcome.sentence));
    }
    void intervalsOnly(bool on = true)
    {
        Schedule schedule;
        schedule.isOn = on;
        QVERIFY(m_book->tell(command::ChangeSchedule{schedule}).done);
    }
    int runCount(const QString& kind = {}) const
    {
        return m_book->reader().runCount({.filter = kind});
    }
    store::RunRow lastRun() const { return m_book->reader().runs({}, 0, 1).value(0); }

    void pass(std::chrono::days days) // with the program closed
    {
        m_book->close();
        m_book->sleepUntil(m_book->now().addDays(days.count()));
        m_book->open();
    }

    std::unique_ptr<LivingBook> m_book;
};

void TestOfAutomatic::init()
{
    m_book = std::make_unique<LivingBook>(
        QDateTime(QDate(2026, 11, 15), QTime(20, 0), Qt::UTC), "Australia/Sydney"); // Monday 07:00
}

void TestOfAutomatic::scenarioG()
{
    connectAndSync();
    useTimetable(true);
    const int before = runCount();
    m_book->invoice(u"1001"_s, u"INV-1"_s, u"888.00"_s);
    m_book->runUntil(at(7, 59));
    QCOMPARE(runCount(), before);
    QCOMPARE(m_book->status().nextRunAt, at(8));
    m_book->runUntil(at(11, 59));
    QCOMPARE(runCount(), before + 1); // exactly one
    const store::RunRow run = lastRun();
    QCOMPARE(run.kind, u"automatic"_s);
    QCOMPARE(run.startedAt, at(8));
    QCOMPARE(run.direction, u"Both"_s);
    const auto modules = m_book->reader().runModules(run.id);
    QCOMPARE(modules.size(), 2);
    QCOMPARE(modules[0].module, Module::Contacts);
    QCOMPARE(modules[0].flow, Flow::LedgerToXero);
    QCOMPARE(modules[1].module, Module::Invoices);
    QCOMPARE(modules[1].flow, Flow::Both);
    QCOMPARE(modules[1].accounts, QStringList{u"Harbourside Physio"_s});
    QCOMPARE(modules[1].done, 1);
    QVERIFY2(run.words.startsWith(u"2 went through"_s), qPrintable(run.words)); // and its contact
    QCOMPARE(m_book->reader().waitingMessages().size(), 1);
    const auto mail = m_book->reader().waitingMessages().value(0);
    QCOMPARE(mail.subject, u"Coastline: automatic sync, 16 Nov 2026, 08:00"_s);
    QVERIFY(mail.body.contains(run.words));
    // In the hands of a mail program it waits no longer.
    QVERIFY(m_book->tell(command::TakeMessages{mail.run}).done);
    QCOMPARE(m_book->reader().waitingMessages().size(), 0);
}

void TestOfAutomatic::eleventhTimeAndThirtyFirstDayAreRefused()
{
    connectAndSync();
    Schedule schedule;
    for (int hour = 0; hour < 11; ++hour)
        schedule.times.append(QTime(hour, 0));
    const CommandOutcome eleven = m_book->tell(command::ChangeSchedule{schedule});
    QVERIFY(!eleven.done);
    QVERIFY(eleven.sentence.contains(u"up to 10"_s));
    QVERIFY(m_book->reader().schedule().times.isEmpty());
    QVERIFY(!m_book->tell(command::Sync{.daysBack = 31}).done);
    QVERIFY(!m_book->tell(command::Sync{.daysBack = 0}).done);
    QVERIFY(m_book->tell(command::Sync{.daysBack = 30}).done);
}

// Read anew is what changed on that day or later, and nothing older.
void TestOfAutomatic::beforeTwelveDaysReadsFromThatDay()
{
    connectAndSync();
    intervalsOnly(false);
    const auto madeInXero = [&](const QString& number) {
        m_book->invoice(u"1001"_s, number, u"10.00"_s);
        QVERIFY(m_book->tell(command::Sync{}).done);
    };
    madeInXero(u"INV-OLD"_s); // changed on 16 Nov
    m_book->runUntil(at(0, 30, 18));
    madeInXero(u"INV-NEW"_s); // on 18 Nov, just after midnight
    m_book->runUntil(at(17, 0, 30));
    QVERIFY(m_book->tell(command::Sync{.direction = command::Direction::Pull}).done);
    QCOMPARE(lastRun().records, 0);
    const CommandOutcome again = m_book->tell(
        command::Sync{.direction = command::Direction::Pull, .daysBack = 12}); // from 18 Nov 00:00
    QVERIFY2(again.sentence.contains(u"1 change read"_s), qPrintable(again.sentence));
}

void TestOfAutomatic::jobsRunAtTheirIntervals()
{
    connectAndSync();
    intervalsOnly();
    const int before = runCount();
    m_book->invoice(u"1001"_s, u"INV-1"_s, u"888.00"_s);
    m_book->payment(u"1001"_s, u"PAY-1"_s, u"888.00"_s, u"INV-1"_s);
    m_book->runUntil(m_book->now().addSecs(58 * 60));
    QCOMPARE(runCount() - before, 3); // payments and pull, each quarter of an hour, together
    QCOMPARE(m_book->reader().outboxSummary().confirmedToday, 0); // not before its documents
    m_book->runUntil(m_book->now().addSecs(20 * 60)); // now the documents as well
    QCOMPARE(m_book->reader().outboxSummary().waiting, 0);
    QCOMPARE(m_book->xero().truth()[u"overpayments"_s].toArray().size(), 1);
}

void TestOfAutomatic::whatIsDueWaitsForTheOneThatGoes()
{
    connectAndSync();
    useTimetable();
    m_book->runUntil(at(8).addMSecs(-20));
    const int before = runCount();
    QVERIFY(m_book->tell(command::Sync{}).done); // still going at 08:00
    m_book->runUntil(at(8, 5));
    QCOMPARE(runCount() - before, 2);
    const auto runs = m_book->reader().runs({}, 0, 2);
    QCOMPARE(runs[0].kind, u"automatic"_s);
    QCOMPARE(runs[1].kind, u"manual"_s);
    QVERIFY(runs[0].startedAt >= runs[1].startedAt.addMSecs(runs[1].tookMilliseconds));
}

void TestOfAutomatic::messagesOfProblemsOnly()
{
    connectAndSync();
    useTimetable();
    Schedule schedule = m_book->reader().schedule();
    schedule.email = schedule.emailProblemsOnly = true;
    schedule.emailTo = u"books at example"_s;
    QVERIFY(!m_book->tell(command::ChangeSchedule{schedule}).done);
    schedule.emailTo = u"books@example.com"_s;
    QVERIFY(m_book->tell(command::ChangeSchedule{schedule}).done);
    QCOMPARE(m_book->reader().schedule(), schedule);
    m_book->runUntil(at(11, 59));
    QCOMPARE(m_book->reader().waitingMessages().size(), 0); // all went well
    m_book->xero().setOnline(false);
    m_book->runUntil(at(12).addSecs(40));
    QCOMPARE(m_book->reader().waitingMessages().size(), 1);
    QVERIFY(m_book->reader().waitingMessages().value(0).body.startsWith(
        u"Xero could not be reached"_s));
}

void TestOfAutomatic::failedRunGoesAgainAfterAWhile()
{
    connectAndSync();
    useTimetable();
    m_book->runUntil(at(7, 59));
    m_book->xero().setOnline(false);
    const int before = runCount();
    m_book->runUntil(at(8).addSecs(40));
    QCOMPARE(runCount() - before, 1);
    QCOMPARE(m_book->status().connection, Connection::Offline);
    QVERIFY(m_book->status().nextRunAt >= at(8).addSecs(48)); // a minute, a fifth less or more
    QVERIFY(m_book->status().nextRunAt <= at(8).addSecs(75));
    m_book->runUntil(at(8, 3));
    QCOMPARE(runCount() - before, 2); // then five minutes
    m_book->xero().setOnline(true);
    m_book->runUntil(at(11, 59));
    QCOMPARE(runCount() - before, 3); // once, and it is done
    QCOMPARE(m_book->status().connection, Connection::Connected);
    QVERIFY(!m_book->status().everything);
    QCOMPARE(m_book->status().nextRunAt, at(12));
}

void TestOfAutomatic::fiveErrorsOpenTheBreaker()
{
    connectAndSync();
    useTimetable();
    m_book->invoice(u"1001"_s, u"INV-1"_s, u"888.00"_s);
    m_book->xero().setOnline(false);
    for (int i = 0; i < 4; ++i) {
        m_book->runUntil(m_book->now().addSecs(60));
        QVERIFY(!m_book->tell(command::Sync{}).done);
        QCOMPARE(m_book->status().connection, Connection::Offline);
    }
    m_book->runUntil(at(8).addSecs(40)); // the fifth, by itself
    QCOMPARE(m_book->status().connection, Connection::SyncIsOff);
    const int runs = runCount();
    m_book->xero().setOnline(true);
    m_book->runUntil(at(18));
    QCOMPARE(runCount(), runs); // nothing by itself
    QVERIFY(!m_book->status().nextRunAt.isValid());
    QCOMPARE(m_book->reader().outboxSummary().waiting, 2); // all work is kept, with its contact
    QVERIFY(m_book->tell(command::Sync{}).done);
    QCOMPARE(m_book->status().connection, Connection::Connected);
    QCOMPARE(m_book->reader().outboxSummary().waiting, 0);
    QVERIFY(m_book->status().nextRunAt.isValid());
}

void TestOfAutomatic::breakerOutlivesTheProgram()
{
    connectAndSync();
    useTimetable();
    m_book->xero().setOnline(false);
    for (int i = 0; i < 5; ++i)
        m_book->tell(command::Sync{});
    QCOMPARE(m_book->status().connection, Connection::SyncIsOff);
    m_book->close();
    m_book->xero().setOnline(true);
    m_book->open();
    m_book->runUntil(at(12, 30));
    QCOMPARE(m_book->status().connection, Connection::SyncIsOff);
    const CommandOutcome due = m_book->tell(command::RunDue{});
    QVERIFY(!due.done);
    QVERIFY2(due.sentence.startsWith(u"Sync is off since"_s), qPrintable(due.sentence));
    QVERIFY(m_book->tell(command::Sync{}).done);
    QCOMPARE(m_book->status().connection, Connection::Connected);
}

void TestOfAutomatic::endedSignInPausesEverything()
{
    connectAndSync();
    useTimetable();
    for (int i = 1; i <= 20; ++i)
        m_book->invoice(u"1001"_s, u"INV-%1"_s.arg(i), u"10.00"_s);
    m_book->xero().revoke();
    m_book->runUntil(at(23, 0));
    QCOMPARE(m_book->status().connection, Connection::SignInNeeded);
    QCOMPARE(m_book->status().everything.id, CauseId::SignInNeeded);
    QCOMPARE(runCount(u"automatic"_s), 1); // tried once, then paused
    QCOMPARE(m_book->reader().runRecordCount(lastRun().id, false), 0); // no row a record
    QCOMPARE(m_book->reader().outboxSummary().needYou, 0);
    QCOMPARE(m_book->xero().writesWhileRevoked(), 0);
    QVERIFY(!m_book->status().nextRunAt.isValid());
    QVERIFY(m_book->tell(command::Connect{}).done);
    m_book->runUntil(at(23, 30));
    QCOMPARE(runCount(u"automatic"_s), 2); // what was missed, once
    QCOMPARE(m_book->reader().outboxSummary().waiting, 0);
    QCOMPARE(m_book->status().nextRunAt, at(0, 0, 17));
}

void TestOfAutomatic::dayLimitNamesTheNextRun()
{
    connectAndSync();
    useTimetable();
    m_book->xero().setSettings({{u"perDay"_s, 3}}); // this day's window begins with the next call
    m_book->runUntil(at(8, 30));
    QCOMPARE(m_book->status().connection, Connection::Waiting);
    const QDateTime named = m_book->status().resumesAt;
    QVERIFY(named > at(7, 30, 17) && named < at(8, 30, 17));
    QCOMPARE(m_book->status().nextRunAt, named);
    const int runs = runCount();
    m_book->runUntil(named.addSecs(-60)); // 12:00, 16:00 and 0:00 are not even tried
    QCOMPARE(runCount(), runs);
    m_book->xero().setSettings({{u"perDay"_s, 5000}});
    m_book->runUntil(named.addSecs(60));
    QCOMPARE(runCount(), runs + 1);
    QCOMPARE(m_book->status().connection, Connection::Connected);
}

void TestOfAutomatic::nothingToDoSaysWhy()
{
    connectAndSync();
    QVERIFY(m_book->tell(command::Sync{}).done);
    m_book->runUntil(m_book->now().addSecs(600));
    QVERIFY(m_book->tell(command::Sync{}).done);
    QCOMPARE(lastRun().result, u"Nothing to do"_s);
    QCOMPARE(lastRun().words, u"Nothing had changed in Xero, nothing waits in the outbox."_s);
    m_book->invoice(u"1001"_s, u"INV-1"_s, u"10.00"_s);
    command::Sync payments;
    payments.of.jobs = {Job::PushPayments};
    payments.flows = flowsOf({}, payments.of);
    payments.direction = command::Direction::Push;
    QVERIFY(m_book->tell(payments).done);
    QCOMPARE(lastRun().words,
        u"Nothing had changed in Xero, 2 waiting in the outbox, which this run leaves out."_s);
}

// Somebody sets the clock back by two days: the times of the day go on, nothing runs for the past.
void TestOfAutomatic::changesAtMidnightOfTheClock()
{
    connectAndSync();
    useTimetable();
    m_book->runUntil(at(8, 1, 18));
    const int runs = runCount();
    m_book->turnBack(std::chrono::hours(47)); // to 16 Nov, 09:01
    m_book->runUntil(at(11, 59, 16));
    QCOMPARE(runCount(), runs);
    m_book->runUntil(at(12, 1, 16));
    QCOMPARE(runCount(), runs + 1);
}

void TestOfAutomatic::runNowOfOneJob()
{
    connectAndSync();
    intervalsOnly();
    command::Sync pull;
    pull.of.jobs = {Job::Pull};
    pull.flows = flowsOf({}, pull.of);
    pull.direction = command::Direction::Pull;
    m_book->runUntil(m_book->now().addSecs(5 * 60));
    const QDateTime began = m_book->now();
    QVERIFY(m_book->tell(pull).done);
    const RunTimes ran = m_book->reader().runTimes();
    QVERIFY(ran.of(Job::Pull) >= began);
    QVERIFY(ran.of(Job::PushPayments) < began);
    QCOMPARE(lastRun().kind, u"manual"_s);
    QCOMPARE(lastRun().direction, u"Xero → Ledger"_s);
}

void TestOfAutomatic::switchedOffNothingRuns()
{
    connectAndSync();
    intervalsOnly(false);
    const int runs = runCount();
    m_book->runUntil(at(23, 0, 20));
    QCOMPARE(runCount(), runs);
    QVERIFY(!m_book->status().isAutomatic);
    QCOMPARE(m_book->tell(command::RunDue{}).sentence, u"Nothing is due: automatic sync is off."_s);
    useTimetable(); // from the last sync: what was missed since runs at once
    m_book->runUntil(m_book->now().addSecs(60));
    QCOMPARE(runCount(), runs + 1);
}

void TestOfAutomatic::oldRunsGoAfterAYear()
{
    connectAndSync();
    intervalsOnly(false);
    QCOMPARE(runCount(), 1);
    const RunId first = lastRun().id;
    pass(std::chrono::days(364));
    QVERIFY(m_book->tell(command::Sync{}).done);
    QVERIFY(m_book->reader().run(first));
    pass(std::chrono::days(2));
    QVERIFY(m_book->tell(command::Sync{}).done);
    QVERIFY(!m_book->reader().run(first));
    QVERIFY(m_book->reader().runModules(first).isEmpty());
    QCOMPARE(runCount(), 2);
}

// As after an upgrade: every balance is to be worked out anew.
void TestOfAutomatic::aLargeBookIsSeenBeforeItIsWorkedOut()
{
    connectAndSync();
    intervalsOnly(false);
    QString rows = u"Account,Name,Role\n"_s;
    for (int i = 0; i < 1'200; ++i)
        rows += u"2%1,Customer %1,Customer\n"_s.arg(i, 4, 10, QLatin1Char('0'));
    m_book->import("accounts.csv", rows);
    const base::SystemClock clock;
    const auto left = [&] {
        const auto book = store::Book::open(m_book->path(), {.readOnly = true}, clock);
        return book ? (*book)->dirtyAccounts(10'000).size() : -1;
    };
    const auto spoil = [&] {
        m_book->close();
        const auto book = store::Book::open(m_book->path(), {}, clock);
        auto transaction = (*book)->begin();
        QVERIFY((*book)->markDirty(*transaction, (*book)->accountIds()));
        QVERIFY(transaction->commit());
    };
    spoil();
    qsizetype atOnce = 0;
    m_book->whenOpened = [&] { atOnce = left(); };
    m_book->open();
    QVERIFY2(atOnce > 1'000, qPrintable(QString::number(atOnce)));
    QCOMPARE(left(), 0);
    QVERIFY(!m_book->status().running);

    spoil();
    m_book->whenOpened = [&] { m_book->give(command::StopRun{}); };
    m_book->open();
    QVERIFY(left() > 1'000);
    QVERIFY(!m_book->status().running);
    QVERIFY(m_book->tell(command::Sync{}).done); // the next piece of work does the rest
    QCOMPARE(left(), 0);
}

QTEST_GUILESS_MAIN(TestOfAutomatic)
#include "tst_automatic.moc"
