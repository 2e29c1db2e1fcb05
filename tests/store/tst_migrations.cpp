// SPDX-License-Identifier: GPL-3.0-or-later

#include "testbook.h"

#include "store/allocations.h"
#include "store/migrations.h"

#include <QDir>

using namespace test;

class TestOfMigrations : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void ladderIsComplete();
    void olderBookIsBackedUpAndMigrated();
    void olderBookIsNotChangedByLooking();
    void onlyAnOlderBookIsBroughtUpToDate();
    void failedStepLeavesTheOldFormat();
    void theOutboxIsKeptWhenItsKindsGrow();
    void wishesOfContactsBecomeRows();
    void whatTookAnAllocationBackIsFound();

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

// Whoever opens a book for a person calls this first, so that the readers find what they know.
void TestOfMigrations::onlyAnOlderBookIsBroughtUpToDate()
{
    QTemporaryDir folder;
    const QString path = olderBook(folder);
    QVERIFY(!store::openReader(path));
    for (int time = 0; time < 2; ++time) {
        ok(store::bringUpToDate(path, m_clock));
        ok(store::openReader(path));
        QCOMPARE(QDir(folder.path()).entryList({u"*.backup"_s}).size(), 1);
    }
    QVERIFY(!store::bringUpToDate(folder.filePath(u"none.tieout"_s), m_clock));
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

// Step 2 writes the outbox anew: what was pushed, and in which batch, must come through it whole.
void TestOfMigrations::theOutboxIsKeptWhenItsKindsGrow()
{
    QTemporaryDir folder;
    auto connection = ok(store::Connection::open(
        folder.filePath(u"first.tieout"_s), {}, store::Connection::OnLooseError::Stop));
    const store::Watch watch(*connection);
    const QList<store::Step> ladder = store::ladder();
    QVERIFY(store::climb(*connection, ladder[0]));
    for (const char16_t* sql :
        {u"INSERT INTO account VALUES (1, '1', 'A', 'customer', 'active', '', '', '', '', '', '',"
         u" '', '', '', '', 'AUD', 'import')",
            u"INSERT INTO operation (id, kind, state, subject_kind, subject_id, account, currency,"
            u" amount, label, cause, cause_arguments, cause_raw, generation, attempts,"
            u" negative_probes, batch) VALUES (7, 'create-invoice', 'confirmed', 'invoice', 5, 1,"
            u" 'AUD', 888, 'INV-1', 'none', '[]', '', 2, 1, 0, 'b')",
            u"INSERT INTO batch VALUES ('b', 'create-invoice', x'00', x'00', x'00', x'00', 1, 1,"
            u" 'boot', 1)",
            u"INSERT INTO batch_operation VALUES ('b', 0, 7)"})
        connection->execute(QString::fromUtf16(sql));
    QVERIFY(store::climb(*connection, ladder[1]));
    ok(connection->outcome());
    store::Statement kept(*connection,
        u"SELECT o.label, o.generation, b.position FROM operation o"
        " JOIN batch_operation b ON b.operation = o.id WHERE o.id = 7"_s);
    QVERIFY(kept.next());
    QCOMPARE(kept.get<QString>(), u"INV-1"_s);
    QCOMPARE(kept.get<int>(), 2);
    QCOMPARE(kept.get<int>(), 0);
    store::Statement broken(*connection, u"PRAGMA foreign_key_check"_s);
    QVERIFY(!broken.next());
    // And it still never forgets what was confirmed, but for what is owed again and again.
    connection->execute(u"INSERT INTO operation SELECT 8, 'update-contact', state, 'account', 1,"
                        " account, currency, 0, label, cause, cause_arguments, cause_raw, 1, 1, 0,"
                        " 1, 1, NULL, NULL, NULL, NULL, 'b' FROM (SELECT state, account, currency,"
                        " label, cause, cause_arguments, cause_raw FROM operation WHERE id = 7)"_s);
    connection->execute(u"UPDATE operation SET state = 'waiting' WHERE id = 8"_s);
    ok(connection->outcome());
}

// Step 8 keeps what was wished of contacts, which was text until then, and drops a state that could
// grow stale.
void TestOfMigrations::wishesOfContactsBecomeRows()
{
    QTemporaryDir folder;
    auto connection = ok(store::Connection::open(
        folder.filePath(u"first.tieout"_s), {}, store::Connection::OnLooseError::Stop));
    const store::Watch watch(*connection);
    for (const store::Step& step : store::ladder())
        if (step.format < 8)
            QVERIFY(store::climb(*connection, step));
    for (const char16_t* sql :
        {u"INSERT INTO account VALUES (12, '104377', 'A', 'customer', 'active', '', '', '', '', '',"
         u" '', '', '', '', '', 'AUD', 'import')",
            u"INSERT INTO account VALUES (13, '104378', 'B', 'customer', 'active', '', '', '', '',"
            u" '', '', '', '', '', '', 'AUD', 'import')",
            u"INSERT INTO link VALUES (12, 'e8a10000-0000-4000-8000-0000000044f0', 'A Pty', 'by "
            u"you',"
            u" 1, 'partial')",
            u"INSERT INTO value VALUES ('link.numbers', '12 2026-11-20T09:10:11.123Z;99 x')",
            u"INSERT INTO value VALUES ('contact.create.13', '1')"})
        connection->execute(QString::fromUtf16(sql));
    for (const store::Step& step : store::ladder())
        if (step.format >= 8)
            QVERIFY(store::climb(*connection, step));
    ok(connection->outcome());
    const auto wishes = store::Links(*connection).numberWishes(10);
    QCOMPARE(wishes.size(), 1);
    QCOMPARE(wishes[0].account, AccountId{12});
    QCOMPARE(wishes[0].to, u"104377"_s);
    QCOMPARE(
        wishes[0].since, QDateTime(QDate(2026, 11, 20), QTime(9, 10, 11, 123), QTimeZone::utc()));
    QCOMPARE(store::Links(*connection).wantsContact({13}), std::optional(true));
    QCOMPARE(store::Links(*connection).linkOf(AccountId{12})->contactName, u"A Pty"_s);
    store::Statement left(*connection, u"SELECT COUNT(*) FROM value"_s);
    QVERIFY(left.next());
    QCOMPARE(left.get<int>(), 0);
}

// Step 9: by its payment's reversal, which came first; by the invoice's; by a hand, before either.
void TestOfMigrations::whatTookAnAllocationBackIsFound()
{
    QTemporaryDir folder;
    auto connection = ok(store::Connection::open(
        folder.filePath(u"first.tieout"_s), {}, store::Connection::OnLooseError::Stop));
    const store::Watch watch(*connection);
    for (const store::Step& step : store::ladder())
        if (step.format < 9)
            QVERIFY(store::climb(*connection, step));
    connection->execute(u"PRAGMA foreign_keys = OFF"_s);
    for (const char16_t* sql :
        {u"INSERT INTO reversal VALUES (1, 1, 'payment', 21, 'R-1', '2026-10-05', 'AUD', 100, '',"
         u" 'import', 5)",
            u"INSERT INTO reversal VALUES (2, 1, 'invoice', 31, 'R-2', '2026-10-20', 'AUD', 900,"
            u" '', 'import', 9)",
            u"INSERT INTO allocation VALUES (11, 1, 'payment', 21, 31, 'AUD', 100, '2026-10-01', 1,"
            u" 'import', 1)",
            u"INSERT INTO allocation VALUES (12, 1, 'payment', 22, 31, 'AUD', 200, '2026-10-01', 1,"
            u" 'import', 1)",
            u"INSERT INTO allocation VALUES (13, 1, 'payment', 21, 31, 'AUD', 300, '2026-10-01', 1,"
            u" 'import', 1)",
            u"INSERT INTO allocation VALUES (14, 1, 'payment', 23, 32, 'AUD', 300, '2026-10-01', 0,"
            u" 'import', 1)",
            u"INSERT INTO journal (at, who, what, about_kind, about_id) VALUES (2, 'maria',"
            u" 'allocation of 3.00 taken back', 'allocation', 13)"})
        connection->execute(QString::fromUtf16(sql));
    for (const store::Step& step : store::ladder())
        if (step.format >= 9)
            QVERIFY(store::climb(*connection, step));
    ok(connection->outcome());
    QStringList found;
    for (const auto& one : store::Allocations(*connection).ofAccount({1}))
        found.append(u"%1 %2 %3"_s.arg(one.id.value).arg(one.removed).arg(one.removedBy.value));
    QCOMPARE(found, (QStringList{u"11 1 1"_s, u"12 1 2"_s, u"13 1 0"_s, u"14 0 0"_s}));
}

QTEST_GUILESS_MAIN(TestOfMigrations)
#include "tst_migrations.moc"
