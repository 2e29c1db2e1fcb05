// SPDX-License-Identifier: GPL-3.0-or-later

#include "xero/fakexero.h"

#include "base/random.h"
#include "xero/session.h"

#include <QFile>
#include <QLockFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <cstdio>

using namespace xero;

// Several programs over one sign-in: the window and the console, or two books that are copies.
class TestSignInLock : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void twoProgramsRefreshOneAfterTheOther();
    void waitsWhileAnotherProgramRefreshes();
    void aDeadProgramsLockDoesNotBarTheWay();
    void saysWhenItEndsUnused();

private:
    std::unique_ptr<Session> makeSession(bool silent)
    {
        m_options.silent = silent;
        return xero::makeSession(m_options, *m_store, m_clock, m_random);
    }
    base::Result<void> run(const std::function<void(Session::Done)>& begin)
    {
        std::optional<base::Result<void>> result;
        begin([&](const base::Result<void>& r) { result = r; });
        if (!QTest::qWaitFor([&] { return result.has_value(); }, 9'000))
            return base::failure(base::ErrorKind::Bug, QStringLiteral("no answer"));
        return *result;
    }
    bool signIn(Session& session)
    {
        return run([&](Session::Done done) { session.signIn(this, std::move(done)); }).has_value();
    }

    std::unique_ptr<FakeXero> m_xero;
    std::unique_ptr<WatchedStore> m_store;
    base::SystemClock m_clock;
    base::SystemRandom m_random;
    SessionOptions m_options;
};

void TestSignInLock::init()
{
    m_xero = std::make_unique<FakeXero>();
    m_store = std::make_unique<WatchedStore>();
    m_options = {};
    m_options.addresses = *Addresses::of(m_xero->server.url());
    m_options.clientId = QStringLiteral("CLIENT");
    m_options.bookKey = QStringLiteral("book-1");
}

// The window and the console, each with a session of its own over one keychain entry.
void TestSignInLock::twoProgramsRefreshOneAfterTheOther()
{
    QTemporaryDir folder;
    m_options.lockFile = folder.filePath(QStringLiteral("locks/book-1.lock"));
    {
        auto first = makeSession(true);
        QVERIFY(signIn(*first));
    }
    m_xero->server.seen.clear();
    constexpr int programs = 4;
    std::vector<std::unique_ptr<Session>> sessions;
    int done = 0, good = 0;
    for (int i = 0; i < programs; ++i) {
        sessions.push_back(makeSession(false));
        sessions.back()->resume(this, [&](const base::Result<void>& result) {
            ++done;
            good += result.has_value();
        });
    }
    QTRY_COMPARE_WITH_TIMEOUT(done, programs, 10'000);
    QCOMPARE(good, programs);
    // Each used the token that the one before it had stored: none was used twice, none refused.
    QCOMPARE(m_xero->refreshes, programs);
    QCOMPARE(m_xero->server.count("/connect/token"), programs);
    QStringList used;
    for (const Seen& one : m_xero->server.seen)
        if (one.path() == "/connect/token")
            used.append(one.field("refresh_token"));
    QCOMPARE(used.removeDuplicates(), 0);
    QVERIFY(!QFile::exists(m_options.lockFile));
}

void TestSignInLock::waitsWhileAnotherProgramRefreshes()
{
    QTemporaryDir folder;
    m_options.lockFile = folder.filePath(QStringLiteral("book-1.lock"));
    auto first = makeSession(true);
    QVERIFY(signIn(*first));
    // Another process holds it.
    QProcess other;
    other.start(
        QCoreApplication::applicationFilePath(), {QStringLiteral("--hold"), m_options.lockFile});
    QTRY_VERIFY(other.canReadLine() || other.waitForReadyRead(100));
    auto session = makeSession(false);
    std::optional<base::Result<void>> result;
    session->resume(this, [&](const base::Result<void>& r) { result = r; });
    QTest::qWait(400);
    QVERIFY(!result.has_value());
    QCOMPARE(m_xero->refreshes, 0);
    m_xero->refresh = "rotated"; // by the other, which stores it and lets go
    m_store->save(QStringLiteral("tieout/book-1/rt.1"),
        R"({"seq":2,"refresh_token":"rotated","client_id":"CLIENT","crc":")"
            + QByteArray::number(qChecksum(QByteArrayView("rotated"))) + "\"}",
        this, [](const base::Result<void>&) {});
    other.write("go\n");
    QTRY_VERIFY(result.has_value());
    QVERIFY2(result->has_value(), qPrintable(*result ? QString() : result->error().sentence));
    QCOMPARE(m_xero->refreshes, 1);
    QCOMPARE(m_xero->server.count("/connect/token"), 2); // the sign-in, and one refresh
    QTRY_COMPARE(other.state(), QProcess::NotRunning);
}

void TestSignInLock::aDeadProgramsLockDoesNotBarTheWay()
{
    QTemporaryDir folder;
    m_options.lockFile = folder.filePath(QStringLiteral("book-1.lock"));
    auto first = makeSession(true);
    QVERIFY(signIn(*first));
    QProcess other;
    other.start(
        QCoreApplication::applicationFilePath(), {QStringLiteral("--hold"), m_options.lockFile});
    QTRY_VERIFY(other.canReadLine() || other.waitForReadyRead(100));
    other.kill();
    QVERIFY(other.waitForFinished(5'000));
    QVERIFY(QFile::exists(m_options.lockFile)); // nobody cleaned up
    auto session = makeSession(false);
    const auto result = run([&](Session::Done done) { session->resume(this, std::move(done)); });
    QVERIFY2(result.has_value(), qPrintable(result ? QString() : result.error().sentence));
    QCOMPARE(m_xero->refreshes, 1);
}

void TestSignInLock::saysWhenItEndsUnused()
{
    auto session = makeSession(true);
    QVERIFY(!session->endsUnused().isValid());
    QVERIFY(signIn(*session));
    QCOMPARE(m_clock.now().daysTo(session->endsUnused()), 60);
}

// As "--hold FILE" it is the other program: holds the lock until it is told to let go, or killed.
int main(int argc, char** argv)
{
    QCoreApplication application(argc, argv);
    if (argc == 3 && qstrcmp(argv[1], "--hold") == 0) {
        QLockFile lock(QString::fromLocal8Bit(argv[2]));
        if (!lock.tryLock())
            return 1;
        std::puts("held");
        std::fflush(stdout);
        return std::getchar() == EOF ? 1 : 0;
    }
    TestSignInLock test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_signinlock.moc"
