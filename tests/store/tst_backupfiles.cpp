// SPDX-License-Identifier: GPL-3.0-or-later

#include "testbook.h"

#include "store/backups.h"

#include <QDir>

using namespace test;

// The files of backups: which are kept, and that restoring one takes nothing from anybody.
class TestBackupFiles : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void fiveWeeksAreKept();
    void bracketsInANameAreNoPattern();
    void anOpenBookLosesNothing();
    void aBookThatWasNotClosedIsNoBackup();
    void anOlderFormatIsRestored();

private:
    static void fill(TestBook& t)
    {
        auto transaction = ok(t.book->begin());
        ok(t.book->setValue(transaction, u"kept"_s, u"this"_s));
        ok(transaction.commit());
    }
    // A closed book to be put aside.
    static QString present(const QTemporaryDir& folder)
    {
        StillClock clock;
        base::SeededRandom random{7};
        const QString path = folder.filePath(u"present.tieout"_s);
        ok(store::Book::create(path, TestBook::settings(), clock, random));
        return path;
    }
};

// Made every day, there is always one of each of the days and weeks that are promised.
void TestBackupFiles::fiveWeeksAreKept()
{
    TestBook t;
    for (int day = 0; day < 60; ++day) {
        t.clock.at = t.clock.at.addDays(1);
        ok(store::makeBackup(*t.book, t.clock));
        const QList<store::BackupRow> kept = store::backupsOf(t.path());
        for (qsizetype i = 1; i < kept.size(); ++i) {
            const qint64 apart = kept[i].madeAt.daysTo(kept[i - 1].madeAt);
            QVERIFY2(apart == 1 || i >= 7, qPrintable(QString::number(day)));
            QVERIFY2(apart <= 7, qPrintable(QString::number(day)));
        }
        const qint64 oldest = kept.last().madeAt.daysTo(t.clock.at);
        QVERIFY2(oldest >= std::min(day - 6, 29) && oldest <= 35,
            qPrintable(u"on day %1 the oldest is of %2 days ago"_s.arg(day).arg(oldest)));
        QVERIFY(kept.size() <= 7 + 5);
    }
}

void TestBackupFiles::bracketsInANameAreNoPattern()
{
    QTemporaryDir folder;
    StillClock clock;
    base::SeededRandom random{7};
    const auto book = ok(store::Book::create(
        folder.filePath(u"Acme [AU].tieout"_s), TestBook::settings(), clock, random));
    const QString made = ok(store::makeBackup(*book, clock));
    QCOMPARE(store::backupsOf(book->path()).size(), 1);
    QCOMPARE(store::backupsOf(book->path()).first().path, made);
}

void TestBackupFiles::anOpenBookLosesNothing()
{
    TestBook t;
    QTemporaryDir folder;
    const QString path = present(folder);
    fill(t);
    const auto refused = store::restoreBackup(t.path(), path, t.clock);
    QVERIFY(!refused);
    QCOMPARE(refused.error().kind, base::ErrorKind::Conflict);
    QVERIFY(QFileInfo(t.path() + u"-wal"_s).size() > 0);
    QCOMPARE(QDir(folder.path()).entryList(QDir::Files), QStringList{u"present.tieout"_s});
    t.book.reset();
    QCOMPARE(ok(store::Book::open(t.path(), {}, t.clock))->value(u"kept"_s), u"this"_s);
}

// Copied while it was in use, or left behind by a crash.
void TestBackupFiles::aBookThatWasNotClosedIsNoBackup()
{
    TestBook t;
    QTemporaryDir folder;
    const QString path = present(folder), copy = folder.filePath(u"copy.tieout"_s);
    fill(t);
    for (const QString& side : {QString(), u"-wal"_s})
        QVERIFY(QFile::copy(t.path() + side, copy + side));
    const auto refused = store::restoreBackup(copy, path, t.clock);
    QVERIFY(!refused);
    QVERIFY2(
        refused.error().sentence.contains(u"not closed"_s), qPrintable(refused.error().sentence));
    QVERIFY(QFileInfo(copy + u"-wal"_s).size() > 0);
    ok(store::Book::open(copy, {}, t.clock)); // as it is asked for
    ok(store::restoreBackup(copy, path, t.clock));
    QCOMPARE(ok(store::Book::open(path, {}, t.clock))->value(u"kept"_s), u"this"_s);
}

// After an update every backup is of an older format.
void TestBackupFiles::anOlderFormatIsRestored()
{
    QTemporaryDir folder;
    StillClock clock;
    const QString path = present(folder), older = folder.filePath(u"older.tieout"_s),
                  copied = folder.filePath(u"copied.tieout"_s);
    {
        auto connection
            = ok(store::Connection::open(older, {}, store::Connection::OnLooseError::Stop));
        const store::Watch watch(*connection);
        connection->execute(u"PRAGMA application_id = %1"_s.arg(store::kApplicationId));
        connection->execute(u"CREATE TABLE keepsake (word TEXT NOT NULL) STRICT"_s);
        ok(connection->outcome());
    }
    ok(store::copyBook(older, copied));
    QVERIFY(ok(store::isOlder(copied)));
    const QString kept = ok(store::restoreBackup(older, path, clock));
    QVERIFY(QFile::exists(kept));
    QVERIFY(ok(store::isOlder(path)));
    ok(store::Book::open(path, {}, clock)); // brought up to date
    QVERIFY(!ok(store::isOlder(path)));
    QVERIFY(!QFile::exists(older + u"-shm"_s) && !QFile::exists(older + u"-wal"_s));
}

QTEST_GUILESS_MAIN(TestBackupFiles)
#include "tst_backupfiles.moc"
