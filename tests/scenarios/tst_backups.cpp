// SPDX-License-Identifier: GPL-3.0-or-later

#include "scenarios/consoleofworld.h"
#include "store/backups.h"

#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QTest>

// Backups: made by themselves and read back, and put in the book's place without anything going to
// Xero twice (the incarnation rule, reliability.md).
namespace command = records::command;

namespace {

const QString kAccount = QStringLiteral("104377");
const QString kName = QStringLiteral("Harbourside Physio");

QString s(const char* text)
{
    return QString::fromUtf8(text);
}

} // namespace

class TestBackups : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void oneADayAfterASync();
    void theOldOnesGo();
    void whatCantBeReadReplacesNothing();
    void yesterdaysBackupSendsNothingTwice();
    void theConsoleRestoresToo();
    void theConnectionIsTested();

private:
    // Verb and path of everything that was written in Xero, and how often.
    static int writes(World& world)
    {
        return static_cast<int>(
            world.control("GET", s("/sandbox/calls"))[s("writes")].toArray().size());
    }
    static QStringList truthOf(World& world)
    {
        QStringList lines;
        const QJsonObject all = world.truth();
        for (const char* kind : {"invoices", "overpayments", "payments", "allocations"})
            for (const QJsonValue& row : all[s(kind)].toArray())
                lines.append(
                    s(kind) + u' ' + row[s("id")].toString() + u' ' + row[s("status")].toString());
        lines.sort();
        return lines;
    }
    static void entered(World& world, const char* invoice, const char* payment)
    {
        world.invoice(kAccount, s(invoice), s("100.00"));
        world.payment(kAccount, s(payment), s("100.00"), s(invoice));
    }
    // As often as the hold of a restored book asks for, with its (shortened) waits in between.
    static void syncUntil(World& world, const std::function<bool()>& isThere)
    {
        for (int look = 0; look < 8 && !isThere(); ++look) {
            world.sync();
            QTest::qWait(700);
        }
    }
};

void TestBackups::oneADayAfterASync()
{
    World world({.keepsBackups = true});
    QVERIFY(world.reader().backups().isEmpty());
    world.account(kAccount, kName);
    entered(world, "INV-1", "PAY-1");
    DONE(world.sync());
    QCOMPARE(world.reader().backups().size(), 1);
    QVERIFY(world.reader().diagnostics().lastBackup.isValid());
    DONE(world.sync());
    QCOMPARE(world.reader().backups().size(), 1); // one a day by itself
    QTest::qWait(1100); // its name has seconds
    DONE(world.tell(command::BackUp{}));
    QCOMPARE(world.reader().backups().size(), 2); // and as many as a person wants
    // It is the whole book, of that moment.
    const auto copy = store::openReader(world.reader().backups().first().path);
    QVERIFY(copy.has_value());
    QCOMPARE((*copy)->today().accounts, 1);
    QCOMPARE((*copy)->ledgerCount({}), world.reader().ledgerCount({}));
}

void TestBackups::theOldOnesGo()
{
    World world;
    world.account(kAccount, kName);
    DONE(world.tell(command::BackUp{}));
    const QString made = world.reader().backups().first().path;
    const QDateTime now = base::SystemClock().now().toLocalTime();
    // Two a day for sixty days before.
    for (int day = 1; day <= 60; ++day)
        for (const int hour : {9, 17}) {
            QDateTime at = now.addDays(-day);
            at.setTime({hour, 0});
            QVERIFY(QFile::copy(made,
                QFileInfo(made).dir().filePath(
                    s("test %1.tieout").arg(at.toString(s("yyyy-MM-dd HHmmss"))))));
        }
    QTest::qWait(1100);
    DONE(world.tell(command::BackUp{}));
    const auto kept = world.reader().backups();
    QCOMPARE(kept.size(), 2 + 6 + 5); // today's, one a day, one a week
    for (const store::BackupRow& row : kept.mid(2))
        QCOMPARE(row.madeAt.time().hour(), 17); // the newest of its day
}

void TestBackups::whatCantBeReadReplacesNothing()
{
    World world;
    world.account(kAccount, kName);
    DONE(world.tell(command::BackUp{}));
    const QString whole = world.reader().backups().first().path;
    const QString broken = world.folder() + s("/broken.tieout");
    QVERIFY(QFile::copy(whole, broken));
    world.closeEngine();
    QFile file(broken);
    QVERIFY(file.open(QIODevice::ReadWrite));
    // The middle of the file, where its tables are.
    for (qint64 at = file.size() / 4; at < file.size() * 3 / 4; at += 512) {
        file.seek(at);
        file.write(QByteArray(512, '\x5a'));
    }
    file.close();
    const base::SystemClock clock;
    const auto refused = store::restoreBackup(broken, world.bookPath(), clock);
    QVERIFY(!refused);
    QVERIFY(!refused.error().sentence.isEmpty());
    QVERIFY(!store::restoreBackup(world.folder() + s("/none.tieout"), world.bookPath(), clock));
    world.restartEngine();
    QCOMPARE(world.reader().today().accounts, 1);
}

// Pushed after the backup, entered again from the same files: known again in Xero, never sent.
void TestBackups::yesterdaysBackupSendsNothingTwice()
{
    World world;
    world.account(kAccount, kName);
    entered(world, "INV-1", "PAY-1");
    DONE(world.sync());
    DONE(world.tell(command::BackUp{}));
    const QString backup = world.reader().backups().first().path;
    entered(world, "INV-2", "PAY-2");
    DONE(world.sync());
    const QStringList truth = truthOf(world);
    const int before = writes(world);
    world.closeEngine();
    const auto kept = store::restoreBackup(backup, world.bookPath(), base::SystemClock());
    QVERIFY2(kept.has_value(), kept ? "" : qPrintable(kept.error().sentence));
    QVERIFY(QFile::exists(*kept));
    world.restartEngine();
    // Xero has pushes that this book doesn't know: nothing goes before they are explained.
    world.sync();
    QCOMPARE(writes(world), before);
    entered(world, "INV-2", "PAY-2");
    syncUntil(world, [&] { return world.outbox().isEmpty() && world.bridge(kAccount).isEmpty(); });
    QCOMPARE(truthOf(world), truth);
    QCOMPARE(writes(world), before);
    QCOMPARE(world.bridge(kAccount), QStringList());
    QCOMPARE(world.outbox(), QStringList());
    // What is new goes, once.
    entered(world, "INV-3", "PAY-3");
    syncUntil(world, [&] { return world.due(s("INV-3")) == s("0.00"); });
    QCOMPARE(world.due(s("INV-3")), s("0.00"));
    QCOMPARE(truthOf(world).size(), truth.size() + 3);
}

void TestBackups::theConsoleRestoresToo()
{
    World world;
    world.account(kAccount, kName);
    entered(world, "INV-1", "PAY-1");
    DONE(world.sync());
    world.closeEngine();
    auto said = console(world, {s("book"), s("backup"), world.bookPath()});
    QVERIFY2(said.first == 0, qPrintable(said.second));
    said = console(world, {s("book"), s("backups"), world.bookPath(), s("--json")});
    const QString backup
        = QJsonDocument::fromJson(said.second.toUtf8())[s("backups")][0][s("file")].toString();
    QVERIFY2(QFile::exists(backup), qPrintable(said.second));
    world.restartEngine();
    entered(world, "INV-2", "PAY-2");
    DONE(world.sync());
    const QStringList truth = truthOf(world);
    // Open in another program, it is not touched.
    said = console(world, {s("book"), s("restore"), backup, world.bookPath(), s("--replace")});
    QVERIFY2(said.first == 5, qPrintable(said.second));
    world.closeEngine();
    said = console(world, {s("book"), s("restore"), backup, world.bookPath()});
    QVERIFY2(said.first != 0, qPrintable(said.second)); // never overwrites by itself
    said = console(world, {s("book"), s("restore"), backup, world.bookPath(), s("--replace")});
    QVERIFY2(said.first == 0, qPrintable(said.second));
    console(world, {s("sync"), world.bookPath()});
    world.restartEngine();
    entered(world, "INV-2", "PAY-2");
    world.closeEngine();
    for (int look = 0; look < 8 && (look == 0 || said.first != 0); ++look) {
        QTest::qWait(700);
        said = console(world, {s("sync"), world.bookPath()});
    }
    QVERIFY2(said.first == 0, qPrintable(said.second));
    world.restartEngine();
    QCOMPARE(truthOf(world), truth);
    QCOMPARE(world.bridge(kAccount), QStringList());
}

// R117–R121: what five errors have paused goes on after one good answer.
void TestBackups::theConnectionIsTested()
{
    World world;
    world.account(kAccount, kName);
    DONE(world.sync());
    world.control("POST", s("/sandbox/faults"), {{s("kind"), s("503")}, {s("times"), 1000}});
    const auto failed = world.tell(command::TestConnection{});
    QVERIFY(!failed.done);
    world.control("DELETE", s("/sandbox/faults"));
    const auto good = world.tell(command::TestConnection{});
    QVERIFY2(good.done, qPrintable(good.error.sentence));
    QVERIFY(good.sentence.contains(s("Sandbox")));
    world.closeEngine();
    const auto said = console(world, {s("connect"), world.bookPath(), s("--test")});
    QVERIFY2(said.first == 0 && said.second.contains(s("Xero answers")), qPrintable(said.second));
}

QTEST_GUILESS_MAIN(TestBackups)
#include "tst_backups.moc"
