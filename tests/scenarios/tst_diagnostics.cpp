// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/world.h"

#include <QTest>

// What Diagnostics tells is what happened: when each kind was last read, the last trouble, the
// calls of the day.
class TestDiagnostics : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aFetchTellsItsTime();
    void daysBackReadsAgain();
    void theLastErrorStays();
    void callsAreCountedOverPrograms();
    void whatIsOldIsLate();
    void whatXeroAllowsIsTold();
    void theFileIsReadWhole();
};

namespace {

using namespace records;

QString s(const char* text)
{
    return QString::fromUtf8(text);
}

int callsOfServer(World& world)
{
    // Sign-in and connections are no calls of the accounting API.
    const QJsonObject counts = world.control("GET", s("/sandbox/calls"))[s("counts")].toObject();
    int count = 0;
    for (auto call = counts.begin(); call != counts.end(); ++call)
        if (call.key().contains(s("/api.xro/")))
            count += call.value().toInt();
    return count;
}

} // namespace

void TestDiagnostics::aFetchTellsItsTime()
{
    World world;
    for (const store::FetchRow& row : world.reader().diagnostics().fetches)
        QVERIFY2(!row.lastFetched.isValid(), qPrintable(row.what));
    QVERIFY(world.pull().done);
    const QDateTime first = base::SystemClock().now();
    for (const store::FetchRow& row : world.reader().diagnostics().fetches)
        QVERIFY2(row.lastFetched.isValid() && row.lastFetched <= first, qPrintable(row.what));
    QTest::qWait(50);
    // A fetch that breaks off in the middle: what was read is newer, the rest keeps its time.
    world.control("POST", s("/sandbox/faults"),
        {{s("every"), 1}, {s("kind"), s("503")}, {s("pathContains"), s("Invoices")}});
    QVERIFY(!world.pull().done);
    const store::Diagnostics found = world.reader().diagnostics();
    // What rarely changes is not asked for twice in an hour.
    for (const store::FetchRow& row : found.fetches)
        if (QStringList{s("invoices"), s("accounts"), s("tax-rates"), s("items")}.contains(
                row.what))
            QVERIFY2(row.lastFetched <= first, qPrintable(row.what));
        else if (row.what == s("contacts"))
            QVERIFY2(row.lastFetched > first, qPrintable(row.what));
    QVERIFY(world.reader().today().lastFetch <= first);
    QVERIFY(world.reader().today().lastFetch.isValid());
}

// "Since" reads what the cursor has passed already.
void TestDiagnostics::daysBackReadsAgain()
{
    World world;
    world.person(s("create-contact"), {{s("name"), s("One")}});
    QVERIFY(world.pull().done);
    world.control("POST", s("/sandbox/clock"), {{s("offsetSeconds"), 3'600}});
    QVERIFY(world.pull().done);
    QVERIFY(world.pull().done);
    const int usual = world.reader().today().lastFetchChanges;
    QVERIFY(world.tell(command::Sync{.direction = command::Direction::Pull, .daysBack = 1}).done);
    QCOMPARE(world.reader().today().lastFetchChanges, usual + 1);
}

void TestDiagnostics::theLastErrorStays()
{
    World world;
    QVERIFY(world.pull().done);
    QCOMPARE(world.reader().diagnostics().lastError, QString());
    world.control("POST", s("/sandbox/faults"),
        {{s("every"), 1}, {s("kind"), s("503")}, {s("pathContains"), s("Contacts")}});
    const auto outcome = world.pull();
    QVERIFY(!outcome.done);
    const QString told = world.reader().diagnostics().lastError;
    QVERIFY2(told.contains(outcome.sentence) && told.endsWith(s(" UTC)")), qPrintable(told));
    world.control("DELETE", s("/sandbox/faults"));
    QVERIFY(world.pull().done);
    // What was asked wrongly is no trouble of the book's.
    QVERIFY(!world.tell(command::SetAside{{OperationId{99}}, s("no such push")}).done);
    world.restartEngine();
    QCOMPARE(world.reader().diagnostics().lastError, told);
}

void TestDiagnostics::callsAreCountedOverPrograms()
{
    World world;
    QVERIFY(world.pull().done);
    QCOMPARE(world.reader().diagnostics().calls, callsOfServer(world));
    world.restartEngine();
    QVERIFY(world.pull().done);
    const store::Diagnostics found = world.reader().diagnostics();
    QCOMPARE(found.calls, callsOfServer(world));
    QVERIFY(found.calls >= 20); // thirteen readings and seven
    QCOMPARE(found.callsDay, base::SystemClock().now().date());
}

// R116: older than twice the interval; what nobody reads by itself after a day.
void TestDiagnostics::whatIsOldIsLate()
{
    World world;
    records::Schedule schedule;
    schedule.of(Job::Pull).minutes = 15;
    DONE(world.tell(command::ChangeSchedule{schedule}));
    QVERIFY(world.pull().done);
    for (const store::FetchRow& row : world.reader().diagnostics().fetches) {
        const bool hourly
            = QStringList{s("items"), s("accounts"), s("tax-rates")}.contains(row.what);
        const int minutes = hourly ? 60 : 15;
        QVERIFY2(row.every == std::chrono::minutes(minutes), qPrintable(row.what));
        QVERIFY(!row.isLate(row.lastFetched.addSecs(2 * minutes * 60)));
        QVERIFY(row.isLate(row.lastFetched.addSecs(2 * minutes * 60 + 1)));
    }
    schedule.isOn = false;
    DONE(world.tell(command::ChangeSchedule{schedule}));
    const store::FetchRow row = world.reader().diagnostics().fetches.first();
    QVERIFY(!row.isLate(row.lastFetched.addSecs(23 * 3600)));
    QVERIFY(row.isLate(row.lastFetched.addSecs(25 * 3600)));
}

void TestDiagnostics::whatXeroAllowsIsTold()
{
    World world;
    QVERIFY(world.pull().done);
    store::Diagnostics found = world.reader().diagnostics();
    QVERIFY2(found.scopes.contains(s("accounting.payments")), qPrintable(found.scopes.join(u' ')));
    QCOMPARE(found.missingScopes, QStringList());
    QVERIFY(found.isConnected);
    QVERIFY(found.bytesThisMonth > 0);
    // Less was agreed to: each call of that kind is refused, and the banner names what.
    world.control(
        "POST", s("/sandbox/settings"), {{s("withheldScopes"), s("accounting.payments")}});
    DONE(world.tell(command::Disconnect{}));
    DONE(world.tell(command::Connect{}));
    QVERIFY(!world.pull().done);
    found = world.reader().diagnostics();
    QCOMPARE(found.missingScopes, QStringList{s("accounting.payments")});
    QVERIFY2(found.lastError.contains(s("allow")), qPrintable(found.lastError));
}

void TestDiagnostics::theFileIsReadWhole()
{
    World world;
    QVERIFY(!world.reader().diagnostics().checkedAt.isValid());
    DONE(world.tell(command::CheckBook{}));
    QVERIFY(world.reader().diagnostics().checkedAt.isValid());
}

QTEST_GUILESS_MAIN(TestDiagnostics)
#include "tst_diagnostics.moc"
