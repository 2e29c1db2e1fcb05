// SPDX-License-Identifier: GPL-3.0-or-later

#include "xero/fakexero.h"

#include "xero/requests.h"
#include "xero/session.h"

#include <QTest>
#include <QThread>

using namespace xero;
using base::ErrorKind;

namespace {

quint16 freePort()
{
    QTcpServer probe;
    probe.listen(QHostAddress(QHostAddress::LocalHost), 0);
    return probe.serverPort();
}

} // namespace

class TestSession : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void signsInThroughABrowser();
    void refusesAWrongState();
    void saysThatAccessWasDenied();
    void givesUpWaiting();
    void saysThatAllPortsAreBusy();
    void takesTheNextFreePort();
    void saysThatTheBrowserDidNotOpen();
    void ignoresEverythingThatIsNotTheCallback();
    void needsAKeychain();
    void signsInSilentlyAtASandboxOnly();
    void silentConsentChecksTheState();
    void resumesFromTheStore();
    void resumeWithoutATokenNeedsSignIn();
    void anEndedTokenNeedsSignIn();
    void fallsBackToTheSlotBefore();
    void ignoresDamagedAndForeignRecords();
    void storesARotationBeforeUsingIt();
    void retriesOnlyTheStoringOfARotation();
    void refreshesOnceForFiveExpiredCalls();
    void writesAgainAfterA401();
    void refreshTroubleLeavesTheCallUnsent();
    void needsATenant();
    void listsOrganisations();
    void revokesAndForgets();
    void forgetsEvenWhenXeroCantBeTold();
    void keepsFiveCallsInFlight();
    void writesToNoConnectionThatStoodIdle();
    void anAnswerThatLayUnreadCountsAsIdle();

private:
    std::unique_ptr<Session> makeSession(bool silent);
    base::Result<void> ask(Session& session);
    void put(Session& session, const std::function<void()>& answered);
    base::Result<void> run(const std::function<void(Session::Done)>& begin);
    base::Result<void> signIn(Session& session);
    QByteArray visit(const QByteArray& raw, quint16 port);
    void browserAnswers(const QByteArray& query);

    std::unique_ptr<FakeXero> m_xero;
    std::unique_ptr<WatchedStore> m_store;
    base::SystemClock m_clock;
    base::SystemRandom m_random;
    SessionOptions m_options;
    QUrl m_opened;
    QByteArray m_page;
};

void TestSession::init()
{
    m_xero = std::make_unique<FakeXero>();
    m_store = std::make_unique<WatchedStore>();
    m_options = {};
    m_options.addresses = *Addresses::of(m_xero->server.url());
    m_options.clientId = QStringLiteral("CLIENT");
    m_options.bookKey = QStringLiteral("book-1");
    m_options.ports = {freePort()};
    m_options.consentTimeoutSeconds = 5;
    m_opened.clear();
    m_page.clear();
    browserAnswers("code=" + m_xero->code + "&state=STATE");
}

void TestSession::cleanup()
{
    m_xero.reset();
    m_store.reset();
}

// What a browser would send, byte for byte.
QByteArray TestSession::visit(const QByteArray& raw, quint16 port)
{
    QTcpSocket socket;
    socket.connectToHost(QHostAddress(QHostAddress::LocalHost), port);
    socket.write(raw);
    QByteArray answer;
    (void)QTest::qWaitFor(
        [&] {
            answer += socket.readAll();
            return socket.state() == QAbstractSocket::UnconnectedState;
        },
        7'000);
    return answer + socket.readAll();
}

// The user's browser: shows the consent, and comes back with this query.
void TestSession::browserAnswers(const QByteArray& query)
{
    m_options.openBrowser = [this, query](const QUrl& url) {
        m_opened = url;
        const QUrlQuery asked(url);
        m_xero->challenge = asked.queryItemValue(QStringLiteral("code_challenge"));
        const QUrl back(asked.queryItemValue(QStringLiteral("redirect_uri"), QUrl::FullyDecoded));
        QByteArray answer = query;
        answer.replace("STATE", asked.queryItemValue(QStringLiteral("state")).toLatin1());
        QTimer::singleShot(0, this, [this, answer, back] {
            m_page = visit("GET " + back.path().toLatin1() + "?" + answer
                    + " HTTP/1.1\r\nHost: localhost\r\n\r\n",
                static_cast<quint16>(back.port()));
        });
        return true;
    };
}

std::unique_ptr<Session> TestSession::makeSession(bool silent)
{
    m_options.silent = silent;
    auto session = xero::makeSession(m_options, *m_store, m_clock, m_random);
    session->chooseTenant(QUuid(QStringLiteral("{70784a63-d24b-46a9-a4db-0e70a274b056}")));
    return session;
}

base::Result<void> TestSession::run(const std::function<void(Session::Done)>& begin)
{
    std::optional<base::Result<void>> result;
    begin([&](const base::Result<void>& r) { result = r; });
    if (result)
        return base::failure(ErrorKind::Bug, QStringLiteral("called back before the event loop"));
    if (!QTest::qWaitFor([&] { return result.has_value(); }, 9'000))
        return base::failure(ErrorKind::Bug, QStringLiteral("no answer"));
    return *result;
}

base::Result<void> TestSession::signIn(Session& session)
{
    const auto result = run([&](Session::Done done) { session.signIn(this, std::move(done)); });
    (void)QTest::qWaitFor([&] { return !m_page.isEmpty() || m_options.silent; }, 500);
    return result;
}

void TestSession::signsInThroughABrowser()
{
    auto session = makeSession(false);
    const auto result = signIn(*session);
    QVERIFY2(result.has_value(), qPrintable(result ? QString() : result.error().sentence));
    const QUrlQuery asked(m_opened);
    const auto value = [&](const char* name) {
        return asked.queryItemValue(QLatin1String(name), QUrl::FullyDecoded);
    };
    QCOMPARE(value("response_type"), QStringLiteral("code"));
    QCOMPARE(value("client_id"), QStringLiteral("CLIENT"));
    QCOMPARE(value("code_challenge_method"), QStringLiteral("S256"));
    QCOMPARE(value("redirect_uri"),
        QStringLiteral("http://localhost:%1/callback").arg(m_options.ports[0]));
    QVERIFY(value("scope").contains(u"offline_access accounting.contacts"));
    QVERIFY(!asked.hasQueryItem(QStringLiteral("prompt")));
    QVERIFY(value("state").size() >= 43);
    const Seen& exchange = m_xero->server.seen.last();
    QCOMPARE(exchange.field("code"), QStringLiteral("CODE+1/x"));
    QVERIFY(exchange.field("code_verifier").size() >= 43);
    QVERIFY(exchange.field("client_secret").isEmpty());
    QVERIFY(exchange.header("authorization").isEmpty());
    QVERIFY(m_page.startsWith("HTTP/1.1 200"));
    QVERIFY(m_page.contains("You are signed in"));
    QVERIFY(!m_page.contains("CODE"));
    QVERIFY(m_store->last.contains("refresh-1"));
    QVERIFY(!m_store->last.contains("access-1"));
    // The port is free again.
    QTcpServer again;
    QTRY_VERIFY(again.isListening()
        || again.listen(QHostAddress(QHostAddress::LocalHost), m_options.ports[0]));
}

void TestSession::refusesAWrongState()
{
    browserAnswers("code=CODE&state=guessed");
    auto session = makeSession(false);
    const auto result = signIn(*session);
    QCOMPARE(result.error().kind, ErrorKind::Conflict);
    QVERIFY(m_page.startsWith("HTTP/1.1 400"));
    QVERIFY(!m_page.contains("guessed"));
    QCOMPARE(m_xero->server.count("/connect/token"), 0);
}

void TestSession::saysThatAccessWasDenied()
{
    browserAnswers("error=access_denied&state=STATE");
    auto session = makeSession(false);
    const auto result = signIn(*session);
    QCOMPARE(result.error().kind, ErrorKind::Unauthorised);
    QCOMPARE(result.error().raw, QStringLiteral("access_denied"));
    QVERIFY(m_page.contains("did not work"));
}

void TestSession::givesUpWaiting()
{
    m_options.consentTimeoutSeconds = 1;
    m_options.openBrowser = [](const QUrl&) { return true; };
    auto session = makeSession(false);
    QCOMPARE(signIn(*session).error().kind, ErrorKind::Timeout);
    QTcpServer again;
    QTRY_VERIFY(again.isListening()
        || again.listen(QHostAddress(QHostAddress::LocalHost), m_options.ports[0]));
}

void TestSession::saysThatAllPortsAreBusy()
{
    QTcpServer one, two;
    one.listen(QHostAddress(QHostAddress::LocalHost), 0);
    two.listen(QHostAddress(QHostAddress::LocalHost), 0);
    m_options.ports = {one.serverPort(), two.serverPort()};
    auto session = makeSession(false);
    const auto result = signIn(*session);
    QCOMPARE(result.error().kind, ErrorKind::Usage);
    QVERIFY(result.error().sentence.contains(QString::number(two.serverPort())));
    QVERIFY(m_opened.isEmpty());
}

void TestSession::takesTheNextFreePort()
{
    QTcpServer busy;
    busy.listen(QHostAddress(QHostAddress::LocalHost), 0);
    const quint16 next = freePort();
    m_options.ports = {busy.serverPort(), next};
    auto session = makeSession(false);
    QVERIFY(signIn(*session).has_value());
    QVERIFY(m_xero->server.seen.last().field("redirect_uri").contains(QString::number(next)));
}

void TestSession::saysThatTheBrowserDidNotOpen()
{
    m_options.openBrowser = [](const QUrl&) { return false; };
    auto session = makeSession(false);
    QCOMPARE(signIn(*session).error().kind, ErrorKind::Usage);
}

void TestSession::ignoresEverythingThatIsNotTheCallback()
{
    QByteArray state;
    m_options.consentTimeoutSeconds = 60;
    m_options.openBrowser = [&](const QUrl& url) {
        state = QUrlQuery(url).queryItemValue(QStringLiteral("state")).toLatin1();
        return true;
    };
    auto session = makeSession(false);
    std::optional<base::Result<void>> result;
    session->signIn(this, [&](const base::Result<void>& r) { result = r; });
    QTRY_VERIFY(!state.isEmpty());
    const quint16 port = m_options.ports[0];
    QVERIFY(visit("GET /favicon.ico HTTP/1.1\r\n\r\n", port).startsWith("HTTP/1.1 404"));
    QVERIFY(visit("POST /callback?state=" + state + "&code=x HTTP/1.1\r\n\r\n", port)
                .startsWith("HTTP/1.1 404"));
    QVERIFY(visit("GET /callback2?code=x HTTP/1.1\r\n\r\n", port).startsWith("HTTP/1.1 404"));
    QVERIFY(visit("\x16\x03\x01 garbage\r\n\r\n", port).startsWith("HTTP/1.1 404"));
    QVERIFY(visit("GET /" + QByteArray(20'000, 'x'), port).startsWith("HTTP/1.1 431"));
    QVERIFY(visit("GET /callback HT", port).isEmpty()); // hangs up after its 5 seconds
    QVERIFY(!result);
    QVERIFY(
        visit("GET /callback?code=" + m_xero->code + "&state=" + state + " HTTP/1.1\r\n\r\n", port)
            .startsWith("HTTP/1.1 200"));
    QTRY_VERIFY(result.has_value());
}

void TestSession::needsAKeychain()
{
    m_store->fails = true;
    auto session = makeSession(false);
    const auto result = signIn(*session);
    QCOMPARE(result.error().kind, ErrorKind::Storage);
    // Nothing is used that is not stored.
    QVERIFY(!ask(*session).has_value());
    QCOMPARE(m_xero->calls, 0);
}

void TestSession::signsInSilentlyAtASandboxOnly()
{
    auto session = makeSession(true);
    const auto result = signIn(*session);
    QVERIFY2(result.has_value(), qPrintable(result ? QString() : result.error().sentence));
    QCOMPARE(m_xero->server.seen[0].field("prompt"), QStringLiteral("none"));
    QVERIFY(m_opened.isEmpty());
    m_options.addresses.isLocalSandbox = false;
    auto elsewhere = makeSession(true);
    QCOMPARE(signIn(*elsewhere).error().kind, ErrorKind::Usage);
}

void TestSession::silentConsentChecksTheState()
{
    m_xero->wrongState = true;
    auto session = makeSession(true);
    QCOMPARE(signIn(*session).error().kind, ErrorKind::Conflict);
}

void TestSession::resumesFromTheStore()
{
    {
        auto session = makeSession(true);
        QVERIFY(signIn(*session).has_value());
    }
    auto session = makeSession(false);
    const auto result = run([&](Session::Done done) { session->resume(this, std::move(done)); });
    QVERIFY(result.has_value());
    QCOMPARE(m_xero->refreshes, 1);
    // Rotations go to the two slots in turn.
    QCOMPARE(m_store->keys,
        (QStringList{QStringLiteral("tieout/book-1/rt.0"), QStringLiteral("tieout/book-1/rt.1")}));
}

void TestSession::resumeWithoutATokenNeedsSignIn()
{
    auto session = makeSession(false);
    const auto result = run([&](Session::Done done) { session->resume(this, std::move(done)); });
    QCOMPARE(result.error().kind, ErrorKind::Unauthorised);
    auto demo = makeSession(true);
    QVERIFY(run([&](Session::Done done) { demo->resume(this, std::move(done)); }).has_value());
}

void TestSession::anEndedTokenNeedsSignIn()
{
    auto first = makeSession(true);
    QVERIFY(signIn(*first).has_value());
    m_xero->refresh = "rotated elsewhere";
    auto session = makeSession(false);
    const auto result = run([&](Session::Done done) { session->resume(this, std::move(done)); });
    QCOMPARE(result.error().kind, ErrorKind::Unauthorised);
    QCOMPARE(result.error().effect, base::Effect::None);
}

void TestSession::fallsBackToTheSlotBefore()
{
    auto first = makeSession(true);
    QVERIFY(signIn(*first).has_value());
    auto second = makeSession(false);
    QVERIFY(run([&](Session::Done done) { second->resume(this, std::move(done)); }).has_value());
    m_xero->refresh = "refresh-1"; // the newer one never counted
    auto third = makeSession(false);
    QVERIFY(run([&](Session::Done done) { third->resume(this, std::move(done)); }).has_value());
}

void TestSession::ignoresDamagedAndForeignRecords()
{
    auto first = makeSession(true);
    QVERIFY(signIn(*first).has_value());
    QByteArray record = m_store->last;
    record.replace("refresh-1", "refresh-9");
    bool saved = false;
    m_store->inner->save(QStringLiteral("tieout/book-1/rt.1"), record, this,
        [&](const base::Result<void>&) { saved = true; });
    QTRY_VERIFY(saved);
    auto session = makeSession(false);
    QVERIFY(run([&](Session::Done done) { session->resume(this, std::move(done)); }).has_value());
    m_options.clientId = QStringLiteral("ANOTHER");
    auto foreign = makeSession(false);
    const auto result = run([&](Session::Done done) { foreign->resume(this, std::move(done)); });
    QCOMPARE(result.error().kind, ErrorKind::Unauthorised);
}

void TestSession::storesARotationBeforeUsingIt()
{
    auto session = makeSession(true);
    QVERIFY(signIn(*session).has_value());
    m_xero->access = "ended";
    bool usedTooEarly = true;
    m_store->onSave = [&] {
        usedTooEarly = false;
        for (const auto& one : m_xero->server.seen)
            usedTooEarly |= one.header("authorization") == "Bearer access-2";
    };
    std::optional<base::Result<Response>> answer;
    session->transport().send(
        readOrganisation(), this, [&](const base::Result<Response>& r) { answer = r; });
    QTRY_VERIFY(answer.has_value());
    QVERIFY(answer->has_value());
    QCOMPARE((*answer)->status, 200);
    QVERIFY(!usedTooEarly);
    QVERIFY(m_store->last.contains("refresh-2"));
    QCOMPARE(m_xero->server.seen.last().header("authorization"), QByteArray("Bearer access-2"));
}

void TestSession::retriesOnlyTheStoringOfARotation()
{
    auto session = makeSession(true);
    QVERIFY(signIn(*session).has_value());
    m_xero->access = "ended";
    m_store->fails = true;
    QCOMPARE(ask(*session).error().kind, ErrorKind::Storage);
    m_store->fails = false;
    QVERIFY(ask(*session).has_value());
    QCOMPARE(m_xero->refreshes, 1);
    QVERIFY(m_store->last.contains("refresh-2"));
}

void TestSession::refreshesOnceForFiveExpiredCalls()
{
    auto session = makeSession(true);
    QVERIFY(signIn(*session).has_value());
    m_xero->access = "ended";
    int good = 0, all = 0;
    for (int i = 0; i < 5; ++i)
        session->transport().send(readOrganisation(), this, [&](const base::Result<Response>& r) {
            ++all;
            good += r && r->status == 200;
        });
    QTRY_COMPARE(all, 5);
    QCOMPARE(good, 5);
    QCOMPARE(m_xero->refreshes, 1);
    QCOMPARE(m_xero->calls, 5);
}

void TestSession::writesAgainAfterA401()
{
    auto session = makeSession(true);
    QVERIFY(signIn(*session).has_value());
    m_xero->access = "ended";
    Request request = restoreContacts({{QUuid::createUuid()}});
    request.idempotencyKey = "v1-K";
    std::optional<base::Result<Response>> answer;
    session->transport().send(request, this, [&](const base::Result<Response>& r) { answer = r; });
    QTRY_VERIFY(answer.has_value());
    QVERIFY(answer->has_value());
    QList<Seen> writes;
    for (const auto& one : m_xero->server.seen)
        if (one.path().startsWith("/api.xro"))
            writes += one;
    QCOMPARE(writes.size(), 2);
    QCOMPARE(writes[0].body, writes[1].body);
    QCOMPARE(writes[1].header("idempotency-key"), QByteArray("v1-K"));
    // A token that stays refused is not refreshed for ever.
    m_xero->access = "never";
    m_xero->tokenStatus = 400;
    m_xero->tokenError = R"({"error":"invalid_grant"})";
    answer.reset();
    session->transport().send(request, this, [&](const base::Result<Response>& r) { answer = r; });
    QTRY_VERIFY(answer.has_value());
    QCOMPARE(answer->error().kind, ErrorKind::Unauthorised);
    QCOMPARE(answer->error().effect, base::Effect::None);
}

void TestSession::refreshTroubleLeavesTheCallUnsent()
{
    auto session = makeSession(true);
    QVERIFY(signIn(*session).has_value());
    m_xero->access = "ended";
    m_xero->tokenStatus = 503;
    std::optional<base::Result<Response>> answer;
    session->transport().send(restoreContacts({{QUuid::createUuid()}}), this,
        [&](const base::Result<Response>& r) { answer = r; });
    QTRY_VERIFY(answer.has_value());
    QCOMPARE(answer->error().effect, base::Effect::None);
    QCOMPARE(answer->error().httpStatus, 503);
    m_xero->tokenStatus = 200; // and the next one goes on
    QVERIFY(ask(*session).has_value());
}

void TestSession::needsATenant()
{
    auto session = xero::makeSession(m_options, *m_store, m_clock, m_random);
    std::optional<base::Result<Response>> answer;
    session->transport().send(
        readOrganisation(), this, [&](const base::Result<Response>& r) { answer = r; });
    QVERIFY(!answer);
    QTRY_VERIFY(answer.has_value());
    QCOMPARE(answer->error().kind, ErrorKind::Usage);
}

void TestSession::listsOrganisations()
{
    auto session = makeSession(true);
    QVERIFY(signIn(*session).has_value());
    m_xero->access = "ended";
    std::optional<base::Result<QList<Tenant>>> found;
    session->tenants(this, [&](const base::Result<QList<Tenant>>& r) { found = r; });
    QTRY_VERIFY(found.has_value());
    QVERIFY(found->has_value());
    QCOMPARE((*found)->size(), 1);
    QCOMPARE((*found)->first().name, QStringLiteral("Harbour Telco"));
}

void TestSession::revokesAndForgets()
{
    auto session = makeSession(true);
    QVERIFY(signIn(*session).has_value());
    QVERIFY(run([&](Session::Done done) { session->signOut(this, std::move(done)); }).has_value());
    QCOMPARE(m_xero->revoked, QStringList{QStringLiteral("refresh-1")});
    auto next = makeSession(false);
    const auto result = run([&](Session::Done done) { next->resume(this, std::move(done)); });
    QCOMPARE(result.error().kind, ErrorKind::Unauthorised);
}

void TestSession::forgetsEvenWhenXeroCantBeTold()
{
    auto session = makeSession(true);
    QVERIFY(signIn(*session).has_value());
    m_xero->revocationStatus = 500;
    const auto out = run([&](Session::Done done) { session->signOut(this, std::move(done)); });
    QVERIFY(!out.has_value());
    QVERIFY(out.error().sentence.contains(u"Connected apps"));
    auto next = makeSession(false);
    QVERIFY(!run([&](Session::Done done) { next->resume(this, std::move(done)); }).has_value());
}

void TestSession::keepsFiveCallsInFlight()
{
    auto session = makeSession(true);
    QVERIFY(signIn(*session).has_value());
    int done = 0;
    for (int i = 0; i < 20; ++i)
        session->transport().send(readOrganisation(), this,
            [&](const base::Result<Response>& r) { done += r.has_value(); });
    QTRY_COMPARE(done, 20);
    QVERIFY(m_xero->server.mostInFlight <= 5);
    QCOMPARE(session->callsToday(), 20);
    QCOMPARE(session->callsThisMinute(), 20);
}

base::Result<void> TestSession::ask(Session& session)
{
    return run([&](Session::Done done) {
        session.transport().send(readOrganisation(), this, [done](const auto& answer) {
            done(answer ? base::Result<void>() : base::Unexpected(answer.error()));
        });
    });
}

void TestSession::put(Session& session, const std::function<void()>& answered)
{
    session.transport().send(
        Request{.verb = "PUT", .path = QStringLiteral("Invoices"), .body = "{}"}, this,
        [answered](const base::Result<Response>& answer) {
            if (answer)
                answered();
        });
}

// A server may close such a connection at that very moment, and nobody would know what arrived. One
// of the five can stand idle while the others are busy.
void TestSession::writesToNoConnectionThatStoodIdle()
{
    auto session = makeSession(true);
    QVERIFY(signIn(*session).has_value());
    const auto write = [&](int count) {
        int done = 0;
        for (int i = 0; i < count; ++i)
            put(*session, [&] { ++done; });
        return QTest::qWaitFor([&] { return done == count; });
    };
    QVERIFY(write(5)); // all five connections stand
    QElapsedTimer sinceAllFive;
    sinceAllFive.start();
    while (sinceAllFive.elapsed() < 1'200)
        QVERIFY(write(1));
    QVERIFY(write(5));
    qint64 longest = -1;
    for (const Seen& one : m_xero->server.seen)
        if (one.verb == "PUT")
            longest = std::max(longest, one.idleMilliseconds);
    QVERIFY2(longest < 1'000, QByteArray::number(longest).constData());
}

// Two answers come at once and taking in the first one takes long: the other's connection is idle
// meanwhile.
void TestSession::anAnswerThatLayUnreadCountsAsIdle()
{
    auto session = makeSession(true);
    QVERIFY(signIn(*session).has_value());
    int answers = 0;
    for (int i = 0; i < 2; ++i)
        put(*session, [&] {
            if (++answers == 1)
                QThread::msleep(1'500);
            else
                put(*session, [&] { ++answers; });
        });
    QTRY_COMPARE(answers, 3);
    const qint64 idle = m_xero->server.seen.last().idleMilliseconds;
    QVERIFY2(idle < 1'400, QByteArray::number(idle).constData());
}

QTEST_GUILESS_MAIN(TestSession)
#include "tst_session.moc"
