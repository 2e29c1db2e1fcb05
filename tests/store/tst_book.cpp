// SPDX-License-Identifier: GPL-3.0-or-later

#include "testbook.h"

#include <QCryptographicHash>
#include <QProcess>
#include <QSqlDatabase>
#include <QSqlQuery>

#ifdef Q_OS_UNIX
#include <unistd.h>
#endif

using namespace test;

namespace {

QByteArray contentOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly)
        ? QCryptographicHash::hash(file.readAll(), QCryptographicHash::Sha256)
        : QByteArray();
}

void changeFile(const QString& path, const std::function<void(QFile&)>& change)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadWrite));
    change(file);
}

void execute(const QString& path, const QString& sql)
{
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"outside"_s);
        database.setDatabaseName(path);
        QVERIFY(database.open());
        QSqlQuery query(database);
        QVERIFY2(query.exec(sql), qPrintable(sql));
    }
    QSqlDatabase::removeDatabase(u"outside"_s);
}

// Another process that tries to open the book and prints the sentence.
QString openElsewhere(const QStringList& arguments)
{
    QProcess process;
    process.start(QCoreApplication::applicationFilePath(), arguments);
    if (!process.waitForFinished(30'000))
        return u"no answer"_s;
    return QString::fromUtf8(process.readAllStandardOutput()).trimmed();
}

} // namespace

class TestOfBook : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void createAndOpen();
    void neverOverwrites();
    void refusals_data();
    void refusals();
    void openElsewhereIsRefused();
    void aLockThatNamesNobodyIsTaken();
    void readOnlyDisk();
    void lockDiesWithTheProcess();
    void rollback();
    void journalIsAppendOnly();
    void backup();
    void valuesAndSettings();
    void numbersByHand();
    void movedDateSurvivesReimport();
};

void TestOfBook::createAndOpen()
{
    TestBook t;
    const QByteArray salt = t.book->salt();
    QCOMPARE(salt.size(), 16);
    QCOMPARE(t.book->settings(), TestBook::settings());
    QCOMPARE(QFile::permissions(t.path())
            & (QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther),
        QFile::Permissions());
    QCOMPARE(t.number(u"PRAGMA synchronous"_s), 2);
    QCOMPARE(t.number(u"PRAGMA foreign_keys"_s), 1);
    t.book.reset();
    auto again = ok(store::Book::open(t.path(), {}, t.clock));
    QCOMPARE(again->salt(), salt);
    QCOMPARE(again->settings(), TestBook::settings());
    ok(again->checkIntegrity());
}

void TestOfBook::neverOverwrites()
{
    TestBook t;
    t.book.reset();
    const QByteArray before = contentOf(t.path());
    const auto second = store::Book::create(t.path(), {}, t.clock, t.random);
    QVERIFY(!second);
    QVERIFY2(
        second.error().sentence.contains(u"exists already"_s), qPrintable(second.error().sentence));
    QCOMPARE(contentOf(t.path()), before);
    const auto nowhere
        = store::Book::create(t.folder.filePath(u"no/such/x.tieout"_s), {}, t.clock, t.random);
    QVERIFY(!nowhere);
    QVERIFY2(nowhere.error().sentence.contains(u"doesn’t exist"_s),
        qPrintable(nowhere.error().sentence));
}

void TestOfBook::refusals_data()
{
    QTest::addColumn<QString>("what");
    QTest::addColumn<QString>("sentence");
    QTest::newRow("missing") << u"missing"_s << u"doesn’t exist"_s;
    QTest::newRow("text") << u"text"_s << u"is not a Tieout book"_s;
    QTest::newRow("another program's") << u"foreign"_s << u"is not a Tieout book"_s;
    QTest::newRow("newer") << u"newer"_s << u"newer Tieout"_s;
    QTest::newRow("corrupt") << u"corrupt"_s << u"is damaged"_s;
    QTest::newRow("truncated") << u"truncated"_s << u"is damaged"_s;
}

void TestOfBook::refusals()
{
    QFETCH(QString, what);
    QFETCH(QString, sentence);
    TestBook t;
    for (int i = 0; i < 200; ++i)
        t.account(
            QString::number(i), u"A name that fills pages, so that there is something to break"_s);
    t.book.reset();
    if (what == u"missing"_s)
        QVERIFY(QFile::remove(t.path()));
    else if (what == u"text"_s)
        changeFile(t.path(), [](QFile& f) { f.write("Dear diary"); });
    else if (what == u"foreign"_s)
        execute(t.path(), u"PRAGMA application_id = 7"_s);
    else if (what == u"newer"_s)
        execute(t.path(), u"PRAGMA user_version = 9999"_s);
    else if (what == u"truncated"_s)
        changeFile(t.path(), [](QFile& f) { f.resize(f.size() / 2); });
    else if (what == u"corrupt"_s)
        changeFile(t.path(), [](QFile& f) {
            f.seek(4096 * 3);
            f.write(QByteArray(int(f.size()) - 4096 * 3, '\x55'));
        });
    const QByteArray before = contentOf(t.path());
    for (const bool readOnly : {false, true}) {
        const auto opened = store::Book::open(t.path(), {.readOnly = readOnly}, t.clock);
        QVERIFY(!opened);
        QVERIFY2(opened.error().sentence.contains(sentence), qPrintable(opened.error().sentence));
    }
    QCOMPARE(contentOf(t.path()), before);
}

void TestOfBook::openElsewhereIsRefused()
{
    TestBook t;
    const auto second = store::Book::open(t.path(), {}, t.clock);
    QVERIFY(!second);
    QCOMPARE(second.error().kind, base::ErrorKind::Conflict);
    QVERIFY(second.error().sentence.contains(u"is open in another window or console"_s));
    QVERIFY(
        openElsewhere({u"--open"_s, t.path()}).contains(u"is open in another window or console"_s));

    t.account(u"1"_s, u"Harbourside Physio"_s);
    const auto looking = ok(store::Book::open(t.path(), {.readOnly = true}, t.clock));
    QVERIFY(looking->accountByNumber(u"1"_s));
    const auto writing = looking->begin();
    QVERIFY(!writing);
    QVERIFY(writing.error().sentence.contains(u"look only"_s));
}

// Killed after it made the lock and before it wrote who it is.
void TestOfBook::aLockThatNamesNobodyIsTaken()
{
    for (const QByteArray& left : {QByteArray(), QByteArray(40, '\0')}) {
        TestBook t;
        t.book.reset();
        QFile lock(t.path() + u".lock"_s);
        QVERIFY(lock.open(QIODevice::WriteOnly) && lock.write(left) == left.size());
        lock.close();
        const auto book = ok(store::Book::open(t.path(), {}, t.clock));
        QVERIFY(book);
        QVERIFY(!store::Book::open(t.path(), {}, t.clock)); // and held
    }
}

void TestOfBook::readOnlyDisk()
{
#ifdef Q_OS_UNIX
    if (geteuid() != 0)
        QSKIP("needs a second user to open as");
    TestBook t;
    t.account(u"1"_s);
    t.book.reset();
    // Others may read the file and its folder, but write neither, as on a read-only disk.
    const QFile::Permissions read = QFile::ReadOwner | QFile::ReadGroup | QFile::ReadOther;
    const QFile::Permissions enter = QFile::ExeOwner | QFile::ExeGroup | QFile::ExeOther;
    QVERIFY(QFile::setPermissions(t.path(), read));
    QVERIFY(QFile::setPermissions(t.folder.path(), read | enter | QFile::WriteOwner));
    const QString writing = openElsewhere({u"--open-as-nobody"_s, t.path()});
    QVERIFY2(writing.contains(u"read-only disk"_s), qPrintable(writing));
    const QString looking = openElsewhere({u"--look-as-nobody"_s, t.path()});
    QCOMPARE(looking, u"1 account"_s);
#endif
}

void TestOfBook::lockDiesWithTheProcess()
{
    TestBook t;
    t.book.reset();
    QProcess process;
    process.start(QCoreApplication::applicationFilePath(), {u"--hold"_s, t.path()});
    QVERIFY(process.waitForReadyRead(30'000));
    QCOMPARE(process.readLine().trimmed(), QByteArray("opened"));
    QVERIFY(!store::Book::open(t.path(), {}, t.clock));
    process.kill();
    QVERIFY(process.waitForFinished());
    ok(store::Book::open(t.path(), {}, t.clock));
}

void TestOfBook::rollback()
{
    TestBook t;
    {
        auto transaction = ok(t.book->begin());
        ok(t.book->add(transaction, TestBook::accountValue(u"1"_s)));
    }
    QVERIFY(!t.book->accountByNumber(u"1"_s));
    t.account(u"1"_s);
    QVERIFY(t.book->accountByNumber(u"1"_s));
}

void TestOfBook::journalIsAppendOnly()
{
    TestBook t;
    for (const QString& sql : {u"DELETE FROM journal"_s, u"UPDATE journal SET who = 'x'"_s}) {
        const store::Watch watch(t.connection());
        t.connection().execute(sql);
        QVERIFY(!t.connection().outcome());
    }
    QCOMPARE(t.number(u"SELECT COUNT(*) FROM journal"_s), 1);
}

void TestOfBook::backup()
{
    TestBook t;
    t.account(u"1"_s);
    const QString copy = t.folder.filePath(u"copy.tieout"_s);
    ok(t.book->backup(copy));
    QVERIFY(!t.book->backup(copy));
    auto restored = ok(store::Book::open(copy, {}, t.clock));
    QVERIFY(restored->accountByNumber(u"1"_s));
    QCOMPARE(restored->salt(), t.book->salt());
}

void TestOfBook::valuesAndSettings()
{
    TestBook t;
    QCOMPARE(t.book->value(u"cursor"_s), QString());
    t.write(
        [&](auto& tx) { ok(t.book->setValue(tx, u"push.last"_s, u"2026-11-20T00:01:02.000Z"_s)); });
    QCOMPARE(t.book->surroundings(t.clock).lastPushAt.toMSecsSinceEpoch(),
        QDateTime(QDate(2026, 11, 20), QTime(0, 1, 2), QTimeZone::utc()).toMSecsSinceEpoch());
    mirror::Organisation organisation;
    organisation.tenantId = QUuid::createUuid();
    organisation.timezone = "Pacific/Auckland";
    t.clock.at = QDateTime(QDate(2026, 11, 20), QTime(20, 0), QTimeZone::utc());
    t.write([&](auto& tx) { ok(t.book->putOrganisation(tx, organisation)); });
    QCOMPARE(*t.book->organisation(), organisation);
    QCOMPARE(t.book->surroundings(t.clock).today, QDate(2026, 11, 21));
}

void TestOfBook::numbersByHand()
{
    TestBook t;
    const AccountId account = t.account(u"1"_s);
    const auto next = [&](RecordKind kind) {
        return t.write([&](auto& tx) { return t.book->nextNumber(tx, kind); });
    };
    QCOMPARE(next(RecordKind::Payment), u"PAY-H1"_s);
    t.payment(account, u"PAY-H2"_s, "5.00");
    QCOMPARE(next(RecordKind::Payment), u"PAY-H3"_s);
    QCOMPARE(next(RecordKind::CreditNote), u"CN-H1"_s);
    QCOMPARE(next(RecordKind::Reversal), u"REV-1"_s);
}

void TestOfBook::movedDateSurvivesReimport()
{
    TestBook t;
    ImportBatch batch;
    batch.accounts = {{TestBook::accountValue(u"1"_s), {}}};
    batch.documents = {{TestBook::invoiceValue({}, u"INV-1"_s, "100.00"), u"1"_s, {}}};
    QList<ImportError> errors;
    t.write([&](auto& tx) { ok(t.book->import(tx, batch, u"test"_s, errors)); });
    const AccountId account = *t.book->accountByNumber(u"1"_s);
    const DocumentId id = ok(t.book->accountFile(account)).documents[0].id;
    t.write([&](auto& tx) {
        ok(t.book->moveDate(tx, {RecordKind::Invoice, id.value}, QDate(2026, 12, 1), u"me"_s));
    });
    QCOMPARE(ok(t.book->accountFile(account)).documents[0].date, QDate(2026, 12, 1));
    const auto outcome
        = t.write([&](auto& tx) { return ok(t.book->import(tx, batch, u"test"_s, errors)); });
    QCOMPARE(outcome.unchanged, 2);
    QCOMPARE(ok(t.book->accountFile(account)).documents[0].date, QDate(2026, 12, 1));
}

int main(int argc, char** argv)
{
    QCoreApplication application(argc, argv);
    const QStringList arguments = application.arguments();
    const QString mode = arguments.value(1);
    if (mode.startsWith(u"--"_s)) {
#ifdef Q_OS_UNIX
        if (mode.endsWith(u"-nobody"_s) && setuid(65534) != 0)
            return 1;
#endif
        StillClock clock;
        const auto book = store::Book::open(
            arguments.value(2), {.readOnly = mode.startsWith(u"--look"_s)}, clock);
        QTextStream out(stdout);
        if (!book)
            out << book.error().sentence << Qt::endl;
        else if (mode == u"--hold"_s)
            out << "opened" << Qt::endl, sleep(60);
        else
            out << (*book)->accountIds().size() << " account" << Qt::endl;
        return 0;
    }
    TestOfBook test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_book.moc"
