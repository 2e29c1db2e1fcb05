// SPDX-License-Identifier: GPL-3.0-or-later

#include "testbook.h"

#include "store/migrations.h"

#include <QDir>

using namespace test;

class TestOfMigrations : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void ladderIsComplete();
    void olderBookIsBackedUpAndMigrated();
    void olderBookIsNotChangedByLooking();
    void failedStepLeavesTheOldFormat();

private:
    // A book of before the first schema: marked as ours, format 0, with a row to keep.
    QString olderBook(const QTemporaryDir& folder)
    {
        const QString path = folder.filePath(u"old.tieout"_s);
        auto connection
            = ok(store::Connection::open(path, {}, store::Connection::OnLooseError::Stop));
        const store::Watch watch(*connection);
        connection->execute(u"PRAGMA application_id = %1"_s.arg(store::kApplicationId));
        connection->execute(u"CREATE TABLE keepsake (word TEXT NOT NULL) STRICT"_s);
        connection->execute(u"INSERT INTO keepsake VALUES ('kept')"_s);
        ok(connection->outcome());
        return path;
    }
    StillClock m_clock;
};

void TestOfMigrations::ladderIsComplete()
{
    int format = 0;
    for (const store::Step& step : store::ladder())
        QCOMPARE(step.format, ++format);
    QCOMPARE(store::newestFormat(), format);
}

void TestOfMigrations::olderBookIsBackedUpAndMigrated()
{
    QTemporaryDir folder;
    const QString path = olderBook(folder);
    {
        auto book = ok(store::Book::open(path, {}, m_clock));
        auto& connection = static_cast<store::SqliteBook&>(*book).connection();
        QCOMPARE(store::pragma(connection, u"user_version"_s), store::newestFormat());
        store::Statement kept(connection, u"SELECT word FROM keepsake"_s);
        QVERIFY(kept.next());
        QCOMPARE(kept.get<QString>(), u"kept"_s);
    }
    const QStringList backups = QDir(folder.path()).entryList({u"*.backup"_s});
    QCOMPARE(backups, QStringList{u"old.tieout.format-0.20261120-000700.backup"_s});
    auto backup = ok(store::Connection::open(
        folder.filePath(backups[0]), {}, store::Connection::OnLooseError::Stop));
    QCOMPARE(store::pragma(*backup, u"user_version"_s), 0);
    ok(store::Book::open(path, {}, m_clock)); // migrated once
    QCOMPARE(QDir(folder.path()).entryList({u"*.backup"_s}).size(), 1);
}

void TestOfMigrations::olderBookIsNotChangedByLooking()
{
    QTemporaryDir folder;
    const auto looked = store::Book::open(olderBook(folder), {.readOnly = true}, m_clock);
    QVERIFY(!looked);
    QVERIFY(looked.error().sentence.contains(u"older Tieout"_s));
    QVERIFY(QDir(folder.path()).entryList({u"*.backup"_s}).isEmpty());
}

void TestOfMigrations::failedStepLeavesTheOldFormat()
{
    TestBook t;
    const int before = store::pragma(t.connection(), u"user_version"_s);
    {
        auto outer = store::Watch(t.connection());
        QVERIFY(!store::climb(t.connection(),
            {before + 1,
                u"CREATE TABLE fresh (a INTEGER) STRICT;\n\nCREATE TABLE account (b);\n"_s}));
        t.connection().rollBack();
    }
    QCOMPARE(store::pragma(t.connection(), u"user_version"_s), before);
    QCOMPARE(t.number(u"SELECT COUNT(*) FROM sqlite_schema WHERE name = 'fresh'"_s), 0);
    const store::Watch watch(t.connection());
    QVERIFY(
        store::climb(t.connection(), {before + 1, u"CREATE TABLE fresh (a INTEGER) STRICT;\n"_s}));
    QCOMPARE(store::pragma(t.connection(), u"user_version"_s), before + 1);
}

QTEST_GUILESS_MAIN(TestOfMigrations)
#include "tst_migrations.moc"
