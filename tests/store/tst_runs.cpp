// SPDX-License-Identifier: GPL-3.0-or-later

#include "testbook.h"

using namespace test;

// The log and the schedule as the book keeps them.
class TestOfRuns : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_book = std::make_unique<TestBook>();
        m_reader = ok(store::openReader(m_book->path()));
    }
    void scheduleIsKept();
    void demoDoesNotSyncByItself();
    void runTimesAreKept();
    void modulesOfARunAreCounted();
    void runsAreFiltered();
    void oldRunsGoWithTheBeginOfANewOne();
    void messagesWait();
    void callsAreCountedByTheHour();

private:
    static Flows only(Module module, Flow flow)
    {
        Flows flows;
        for (const Module each : kModules)
            flows.set(each, each == module ? flow : Flow::Off);
        return flows;
    }
    RunId run(const QString& kind, const QString& result, const QDateTime& at, const Flows& flows)
    {
        return m_book->write([&](auto& tx) {
            const RunId id = ok(m_book->book->beginRun(tx, kind, u"Both"_s, flows, at));
            ok(m_book->book->endRun(tx, id, result, u"words"_s, 0, at.addSecs(2)));
            return id;
        });
    }
    void record(RunId id, Module module, const QString& account, const QString& result)
    {
        m_book->write([&](auto& tx) {
            ok(m_book->book->logRecord(tx, id,
                {.at = m_book->clock.at,
                    .record = u"X"_s,
                    .accountName = account,
                    .result = result,
                    .module = module}));
        });
    }

    std::unique_ptr<TestBook> m_book;
    std::unique_ptr<store::Reader> m_reader;
};

void TestOfRuns::scheduleIsKept()
{
    QCOMPARE(m_reader->schedule(), Schedule{});
    Schedule schedule;
    schedule.isOn = false;
    schedule.times = {QTime(0, 0), QTime(16, 30)};
    schedule.flows = only(Module::Bills, Flow::XeroToLedger);
    schedule.start = StartMode::Fresh;
    schedule.of(Job::Pull) = {false, 45};
    schedule.email = true;
    m_book->write([&](auto& tx) { ok(m_book->book->saveSchedule(tx, schedule)); });
    QCOMPARE(m_reader->schedule(), schedule);
    QCOMPARE(m_book->book->schedule(), schedule);
}

void TestOfRuns::demoDoesNotSyncByItself()
{
    BookSettings settings = TestBook::settings();
    settings.isDemo = true;
    m_book->write([&](auto& tx) { ok(m_book->book->saveSettings(tx, settings)); });
    QVERIFY(!m_reader->schedule().isOn); // its story stands still until somebody acts
}

void TestOfRuns::runTimesAreKept()
{
    QCOMPARE(m_reader->runTimes(), RunTimes{});
    RunTimes times;
    times.since = m_book->clock.at;
    times.of(Job::PushPayments) = m_book->clock.at.addSecs(5);
    times.notBefore = m_book->clock.at.addDays(1);
    times.failures = 3;
    m_book->write([&](auto& tx) { ok(m_book->book->saveRunTimes(tx, times)); });
    QCOMPARE(m_reader->runTimes(), times);
}

void TestOfRuns::modulesOfARunAreCounted()
{
    Flows flows = only(Module::Contacts, Flow::LedgerToXero);
    flows.set(Module::Payments, Flow::Both);
    const RunId id = run(u"automatic"_s, u"Done"_s, m_book->clock.at, flows);
    for (const QString& account : {u"Ann"_s, u"Ben"_s, u"Ann"_s, u"Cem"_s, u"Dee"_s})
        record(id, Module::Payments, account, u"Done"_s);
    record(id, Module::Payments, u"Ann"_s, u"Needs you"_s);
    const auto rows = m_reader->runModules(id);
    QCOMPARE(rows.size(), 2);
    QCOMPARE(rows[0], (store::RunModuleRow{Module::Contacts, Flow::LedgerToXero, {}, 0, 0, 0, 0}));
    QCOMPARE(rows[1],
        (store::RunModuleRow{
            Module::Payments, Flow::Both, {u"Ann"_s, u"Ben"_s, u"Cem"_s}, 4, 6, 5, 1}));
    QCOMPARE(m_reader->runRecordCount(id, false), 6);
    QCOMPARE(m_reader->runRecordCount(id, true), 1);
    QCOMPARE(m_reader->runRecords(id, true, 0, 10).value(0).result, u"Needs you"_s);
    QCOMPARE(
        m_reader->runRecords(id, false, 0, 10).value(0).module, std::optional(Module::Payments));
}

void TestOfRuns::runsAreFiltered()
{
    const QDateTime noon = m_book->clock.at;
    run(u"manual"_s, u"Done"_s, noon.addDays(-9), only(Module::Invoices, Flow::Both));
    run(u"automatic"_s, u"Done, 3 left"_s, noon.addDays(-2), only(Module::Payments, Flow::Both));
    run(u"automatic"_s, u"Stopped"_s, noon.addDays(-1), only(Module::Payments, Flow::Both));
    run(u"automatic"_s, u"Nothing to do"_s, noon, only(Module::Bills, Flow::Both));
    const auto count = [this](const store::Query& query) { return m_reader->runCount(query); };
    QCOMPARE(count({}), 4);
    QCOMPARE(count({.filter = u"automatic"_s}), 3);
    QCOMPARE(count({.result = u"left"_s}), 1);
    QCOMPARE(count({.result = u"stopped"_s}), 1);
    QCOMPARE(count({.result = u"nothing"_s}), 1);
    QCOMPARE(count({.result = u"done"_s}), 1);
    QCOMPARE(count({.module = Module::Payments}), 2);
    QCOMPARE(count({.from = noon.addDays(-2)}), 3);
    QCOMPARE(count({.from = noon.addDays(-2), .until = noon}), 2);
    QCOMPARE(count({.filter = u"automatic"_s, .until = noon, .module = Module::Payments}), 2);
    QCOMPARE(m_reader->runs({.result = u"left"_s}, 0, 9).value(0).result, u"Done, 3 left"_s);
    QVERIFY(!m_reader->run(RunId{99}));
}

void TestOfRuns::oldRunsGoWithTheBeginOfANewOne()
{
    const RunId old = run(u"manual"_s, u"Done"_s, m_book->clock.at, Flows{});
    record(old, Module::Payments, u"Ann"_s, u"Done"_s);
    const QDateTime later = m_book->clock.at.addYears(1).addDays(1);
    {
        auto tx = ok(m_book->book->begin()); // never committed
        ok(m_book->book->beginRun(tx, u"manual"_s, u"Both"_s, {}, later));
    }
    QVERIFY(m_reader->run(old));
    run(u"manual"_s, u"Done"_s, later.addDays(-2), Flows{});
    QVERIFY(m_reader->run(old)); // a year has not passed
    run(u"manual"_s, u"Done"_s, later, Flows{});
    QVERIFY(!m_reader->run(old));
    QCOMPARE(m_reader->runRecordCount(old, false), 0);
    QVERIFY(m_reader->runModules(old).isEmpty());
    QCOMPARE(m_reader->runCount({}), 2);
}

void TestOfRuns::messagesWait()
{
    const RunId id = run(u"automatic"_s, u"Done"_s, m_book->clock.at, Flows{});
    m_book->write([&](auto& tx) {
        ok(m_book->book->queueNotification(tx, id, u"subject"_s, u"body"_s, m_book->clock.at));
    });
    QCOMPARE(m_reader->waitingMessages().size(), 1);
    const auto row = m_reader->waitingMessages().value(0);
    QCOMPARE(row.run, id);
    QCOMPARE(row.subject, u"subject"_s);
    QCOMPARE(row.queuedAt, m_book->clock.at);
}

void TestOfRuns::callsAreCountedByTheHour()
{
    const auto add = [this](const QDateTime& at, int calls, qint64 bytes) {
        m_book->write([&](auto& tx) { ok(m_book->book->addCalls(tx, at, calls, bytes)); });
    };
    const QDateTime hour(QDate(2026, 11, 20), QTime(9, 0), Qt::UTC);
    add(hour.addSecs(60), 5, 1000);
    add(hour.addSecs(3599), 2, 10);
    add(hour.addSecs(3600), 1, 1);
    QCOMPARE(m_reader->diagnostics().callHours,
        (QList<store::CallHour>{{hour, 7, 1010}, {hour.addSecs(3600), 1, 1}}));
    add(hour.addDays(3), 4, 4);
    QCOMPARE(m_reader->diagnostics().callHours, (QList<store::CallHour>{{hour.addDays(3), 4, 4}}));
}

QTEST_GUILESS_MAIN(TestOfRuns)
#include "tst_runs.moc"
