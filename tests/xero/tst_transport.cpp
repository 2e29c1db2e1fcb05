// SPDX-License-Identifier: GPL-3.0-or-later

#include "xero/rawserver.h"

#include "base/random.h"
#include "xero/answers.h"
#include "xero/httptransport.h"
#include "xero/pacer.h"
#include "xero/session.h"

#include <QSslConfiguration>
#include <QTest>

using namespace xero;
using base::Effect;
using base::ErrorKind;

namespace {

// Time that only moves when told to.
class StillClock final : public base::Clock {
public:
    QDateTime now() const override { return start.addMSecs(at); }
    qint64 bootMilliseconds() const override { return at; }
    QString bootId() const override { return QStringLiteral("b"); }
    void after(
        std::chrono::milliseconds delay, QObject* context, std::function<void()> call) override
    {
        m_calls.append({at + delay.count(), context, std::move(call)});
    }
    void move(qint64 milliseconds)
    {
        const qint64 until = at + milliseconds;
        for (;;) {
            qsizetype next = -1;
            for (qsizetype i = 0; i < m_calls.size(); ++i)
                if (m_calls[i].at <= until && (next < 0 || m_calls[i].at < m_calls[next].at))
                    next = i;
            if (next < 0)
                break;
            const auto call = m_calls.takeAt(next);
            at = std::max(at, call.at);
            if (call.context)
                call.call();
        }
        at = until;
    }
    QDateTime start{QDate(2026, 11, 20), QTime(10, 0), Qt::UTC};
    qint64 at = 1'000'000;

private:
    struct Call {
        qint64 at;
        QPointer<QObject> context;
        std::function<void()> call;
    };
    QList<Call> m_calls;
};

HttpCall put(const QString& url)
{
    return {.verb = "PUT",
        .url = QUrl(url + QStringLiteral("/api.xro/2.0/Payments")),
        .headers = {{"Authorization", "Bearer secret"}},
        .body = R"({"Payments":[]})",
        .timeout = std::chrono::milliseconds(800)};
}

base::Result<Response> wait(QNetworkAccessManager& network, const HttpCall& call)
{
    std::optional<base::Result<Response>> result;
    QObject context;
    exchange(network, call, &context, [&](const base::Result<Response>& r) { result = r; });
    if (!QTest::qWaitFor([&] { return result.has_value(); }, 8'000))
        return base::failure(ErrorKind::Bug, QStringLiteral("no answer"));
    QTest::qWait(80); // a second request would come now
    return *result;
}

// For as long as it lives this process trusts the test's certificate; the product knows no way to.
class TrustLocalhost {
public:
    TrustLocalhost()
    {
        QSslConfiguration trusting = m_before;
        trusting.setCaCertificates({localhostCertificate()});
        QSslConfiguration::setDefaultConfiguration(trusting);
    }
    ~TrustLocalhost() { QSslConfiguration::setDefaultConfiguration(m_before); }
    Q_DISABLE_COPY_MOVE(TrustLocalhost)

private:
    QSslConfiguration m_before = QSslConfiguration::defaultConfiguration();
};

} // namespace

class TestTransport : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void sendsAWriteOnceWhateverBreaks_data();
    void sendsAWriteOnceWhateverBreaks();
    void writesAndReadsInPlainWeather();
    void takesEveryStatusForAnAnswer_data();
    void takesEveryStatusForAnAnswer();
    void followsNoRedirect_data();
    void followsNoRedirect();
    void refusedConnectionSentNothing();
    void failedEncryptionSentNothing();
    void aStrangersCertificateGetsNothing();
    void aReadHasNoEffect();
    void endsADrippingAnswer();
    void saysNothingToADeadContext();
    void writesTheCallOfARequest();
    void pacerKeepsFiveInFlight();
    void pacerKeepsSixtyAMinute();
    void pacerObeysRetryAfter();
    void pacerRefusesALongWait();
    void pacerBelievesTheHeaders();
    void addressesAreHttpsOrLocal_data();
    void addressesAreHttpsOrLocal();
};

void TestTransport::sendsAWriteOnceWhateverBreaks_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("then");
    QTest::addColumn<bool>("reused");
    QTest::addColumn<QByteArray>("verb");
    QTest::addColumn<bool>("encrypted");
    const auto T = [](Reply::Then t) { return static_cast<int>(t); };
    for (const int kind : {0, 1, 2, 3})
        for (const char* verb : {"PUT", "POST"}) {
            const bool reused = kind % 2 == 1, encrypted = kind > 1;
            const auto name = [&](const char* what) {
                return QByteArray(what) + (reused ? ", reused " : ", fresh ") + verb
                    + (encrypted ? ", TLS" : "");
            };
            const auto row = [&](const char* what, const QByteArray& bytes, Reply::Then then) {
                QTest::newRow(name(what).constData())
                    << bytes << T(then) << reused << QByteArray(verb) << encrypted;
            };
            row("EOF", "", Reply::Then::Close);
            row("reset", "", Reply::Then::Reset);
            row("half status line, EOF", "HTTP/1.1 2", Reply::Then::Close);
            row("half status line, reset", "HTTP/1.1 2", Reply::Then::Reset);
            row("half headers", "HTTP/1.1 200 OK\r\nContent-Le", Reply::Then::Close);
            row("half body", "HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{\"Pay",
                Reply::Then::Close);
            row("unfinished chunks",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{\"Pay\r\n",
                Reply::Then::Close);
            row("silence", "", Reply::Then::Hang);
        }
}

void TestTransport::sendsAWriteOnceWhateverBreaks()
{
    QFETCH(QByteArray, bytes);
    QFETCH(int, then);
    QFETCH(bool, reused);
    QFETCH(QByteArray, verb);
    QFETCH(bool, encrypted);
    RawServer server(
        [&](const Seen& one) {
            return one.verb == "GET" ? Reply::of(200, "{}")
                                     : Reply{bytes, static_cast<Reply::Then>(then)};
        },
        encrypted);
    const TrustLocalhost trust;
    QNetworkAccessManager network;
    HttpCall call = put(server.url());
    if (reused) {
        HttpCall first = call;
        first.verb = "GET";
        QVERIFY(wait(network, first).has_value());
    }
    call.verb = verb;
    const auto result = wait(network, call);
    QVERIFY(!result.has_value());
    QCOMPARE(result.error().effect, Effect::Unknown);
    QCOMPARE(result.error().kind, ErrorKind::Timeout);
    QVERIFY(!result.error().sentence.isEmpty());
    QCOMPARE(server.seen.size(), reused ? 2 : 1);
    QCOMPARE(server.seen.last().body, call.body);
}

void TestTransport::writesAndReadsInPlainWeather()
{
    RawServer server(
        [](const Seen& one) { return Reply::of(200, one.verb + one.body, "X-Odd: Yes\r\n"); });
    QNetworkAccessManager network;
    for (int i = 0; i < 3; ++i) {
        const auto result = wait(network, put(server.url()));
        QVERIFY(result.has_value());
        QCOMPARE(result->body, QByteArray("PUT{\"Payments\":[]}"));
        QCOMPARE(result->header("x-odd"), QByteArray("Yes"));
    }
    QCOMPARE(server.seen.size(), 3);
    QCOMPARE(server.seen[0].header("content-length"), QByteArray("15"));
    QVERIFY(server.seen[0].header("user-agent").startsWith("Tieout/"));
    QVERIFY(server.seen[0].header("cookie").isEmpty());
}

void TestTransport::takesEveryStatusForAnAnswer_data()
{
    QTest::addColumn<int>("status");
    for (const int status :
        {200, 204, 400, 401, 403, 404, 409, 410, 412, 418, 429, 500, 501, 502, 503, 504})
        QTest::addRow("%d", status) << status;
}

void TestTransport::takesEveryStatusForAnAnswer()
{
    QFETCH(int, status);
    RawServer server([&](const Seen&) {
        const QByteArray challenge = status == 401 ? "WWW-Authenticate: Basic realm=\"x\"\r\n" : "";
        return Reply::of(status, status == 204 || status == 304 ? "" : "words",
            challenge + "Retry-After: 9\r\n");
    });
    QNetworkAccessManager network;
    for (const char* verb : {"GET", "PUT"}) {
        HttpCall call = put(server.url());
        call.verb = verb;
        const auto result = wait(network, call);
        QVERIFY2(result.has_value(), qPrintable(result ? QString() : result.error().raw));
        QCOMPARE(result->status, status);
        QCOMPARE(result->body, status == 204 || status == 304 ? QByteArray() : QByteArray("words"));
        QCOMPARE(result->header("retry-after"), QByteArray("9"));
    }
    QCOMPARE(server.seen.size(), 2);
}

void TestTransport::followsNoRedirect_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("verb");
    for (const int status : {301, 302, 303, 307, 308})
        for (const char* verb : {"GET", "PUT"})
            QTest::addRow("%d %s", status, verb) << status << QByteArray(verb);
}

void TestTransport::followsNoRedirect()
{
    QFETCH(int, status);
    QFETCH(QByteArray, verb);
    RawServer thief([](const Seen&) { return Reply::of(200, "{}"); });
    RawServer server([&](const Seen&) {
        return Reply::of(status, "", "Location: " + thief.url().toLatin1() + "/x\r\n");
    });
    QNetworkAccessManager network;
    HttpCall call = put(server.url());
    call.verb = verb;
    const auto result = wait(network, call);
    QVERIFY(!result.has_value());
    QCOMPARE(result.error().kind, ErrorKind::Malformed);
    QCOMPARE(result.error().effect, verb == "PUT" ? Effect::Unknown : Effect::None);
    QCOMPARE(server.seen.size(), 1);
    QCOMPARE(thief.connections, 0);
}

void TestTransport::refusedConnectionSentNothing()
{
    QString url;
    {
        RawServer gone([](const Seen&) { return Reply(); });
        url = gone.url();
    }
    QNetworkAccessManager network;
    const auto result = wait(network, put(url));
    QVERIFY(!result.has_value());
    QCOMPARE(result.error().kind, ErrorKind::Offline);
    QCOMPARE(result.error().effect, Effect::None);
    HttpCall bare = put(url);
    bare.body.clear(); // nothing can witness that this one was not sent
    QCOMPARE(wait(network, bare).error().effect, Effect::Unknown);
    const auto unknownHost = wait(network, put(QStringLiteral("http://nowhere.invalid")));
    QCOMPARE(unknownHost.error().effect, Effect::None);
}

void TestTransport::failedEncryptionSentNothing()
{
    QTcpServer plain; // answers the greeting of TLS with nonsense
    plain.listen(QHostAddress(QHostAddress::LocalHost), 0);
    connect(&plain, &QTcpServer::newConnection, this,
        [&] { plain.nextPendingConnection()->write("HTTP/1.1 400 Bad\r\n\r\n"); });
    QNetworkAccessManager network;
    const auto result
        = wait(network, put(QStringLiteral("https://127.0.0.1:%1").arg(plain.serverPort())));
    QVERIFY(!result.has_value());
    QCOMPARE(result.error().kind, ErrorKind::Offline);
    QCOMPARE(result.error().effect, Effect::None);
}

void TestTransport::aStrangersCertificateGetsNothing()
{
    RawServer server([](const Seen&) { return Reply::of(200, "{}"); }, true);
    QNetworkAccessManager network;
    const auto result = wait(network, put(server.url()));
    QVERIFY(!result.has_value());
    QCOMPARE(result.error().kind, ErrorKind::Offline);
    QCOMPARE(result.error().effect, Effect::None);
    QVERIFY2(result.error().sentence.contains(u"not secure"), qPrintable(result.error().sentence));
    QCOMPARE(server.seen.size(), 0);
}

void TestTransport::aReadHasNoEffect()
{
    RawServer server([](const Seen&) { return Reply{{}, Reply::Then::Hang}; });
    QNetworkAccessManager network;
    HttpCall call = put(server.url());
    call.verb = "GET";
    const auto result = wait(network, call);
    QCOMPARE(result.error().kind, ErrorKind::Timeout);
    QCOMPARE(result.error().effect, Effect::None);
}

void TestTransport::endsADrippingAnswer()
{
    QPointer<QTcpSocket> socket;
    QTcpServer server;
    server.listen(QHostAddress(QHostAddress::LocalHost), 0);
    QTimer drip;
    connect(&server, &QTcpServer::newConnection, this, [&] {
        socket = server.nextPendingConnection();
        socket->write("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n");
        drip.start(100);
    });
    connect(&drip, &QTimer::timeout, this, [&] {
        if (socket)
            socket->write("x");
    });
    QNetworkAccessManager network;
    QElapsedTimer timer;
    timer.start();
    const auto result
        = wait(network, put(QStringLiteral("http://127.0.0.1:%1").arg(server.serverPort())));
    drip.stop();
    QVERIFY(!result.has_value());
    QCOMPARE(result.error().effect, Effect::Unknown);
    QVERIFY(timer.elapsed() < 4'000);
}

void TestTransport::saysNothingToADeadContext()
{
    RawServer server([](const Seen&) { return Reply::of(200, "{}"); });
    QNetworkAccessManager network;
    bool called = false;
    {
        QObject context;
        exchange(network, put(server.url()), &context,
            [&](const base::Result<Response>&) { called = true; });
    }
    QTRY_COMPARE(server.seen.size(), 1);
    QTest::qWait(50);
    QVERIFY(!called);
}

void TestTransport::writesTheCallOfARequest()
{
    RawServer server([](const Seen&) { return Reply::of(200, "{}"); });
    Request request{.path = QStringLiteral("Contacts/10%2F4"),
        .query = {{QStringLiteral("where"), QStringLiteral("Name==\"A & B+C\"")},
            {QStringLiteral("IDs"), QStringLiteral("a,b")}}};
    request.modifiedSince = QDateTime(QDate(2026, 11, 20), QTime(1, 2, 3), Qt::UTC);
    const QUrl api(server.url() + QStringLiteral("/api.xro/2.0/"));
    QNetworkAccessManager network;
    QVERIFY(wait(network, httpCall(api, request, "tenant-1")).has_value());
    QCOMPARE(server.seen[0].target,
        QByteArray("/api.xro/2.0/Contacts/10%2F4?where=Name%3D%3D%22A%20%26%20B%2BC%22&IDs=a,b"));
    QCOMPARE(server.seen[0].header("if-modified-since"), QByteArray("2026-11-20T01:02:03"));
    QCOMPARE(server.seen[0].header("xero-tenant-id"), QByteArray("tenant-1"));
    QCOMPARE(server.seen[0].header("accept"), QByteArray("application/json"));
    QVERIFY(server.seen[0].header("idempotency-key").isEmpty());
    request.verb = "PUT";
    request.body = "{}";
    request.idempotencyKey = "v1-KEY";
    const HttpCall call = httpCall(api, request, "tenant-1");
    QCOMPARE(call.timeout, std::chrono::milliseconds(45'000));
    QVERIFY(wait(network, call).has_value());
    QCOMPARE(server.seen[1].header("idempotency-key"), QByteArray("v1-KEY"));
    QVERIFY(server.seen[1].header("content-type").startsWith("application/json"));
}

void TestTransport::pacerKeepsFiveInFlight()
{
    StillClock clock;
    Pacer pacer(clock);
    QObject context;
    int started = 0;
    for (int i = 0; i < 12; ++i)
        pacer.enqueue(&context, [&](const base::Result<void>& go) { started += go.has_value(); });
    QCOMPARE(started, 0); // never before the event loop
    clock.move(0);
    QCOMPARE(started, 5);
    pacer.finished(Response{.status = 200, .headers = {}, .body = {}});
    QCOMPARE(started, 6);
    pacer.finished(base::failure(ErrorKind::Offline, {}));
    QCOMPARE(started, 7);
    QCOMPARE(pacer.callsToday(), 7);
}

void TestTransport::pacerKeepsSixtyAMinute()
{
    StillClock clock;
    Pacer pacer(clock);
    QObject context;
    int started = 0;
    for (int i = 0; i < 130; ++i)
        pacer.enqueue(&context, [&](const base::Result<void>&) {
            ++started;
            clock.after(std::chrono::milliseconds(10), &context,
                [&] { pacer.finished(Response{.status = 200, .headers = {}, .body = {}}); });
        });
    clock.move(59'000);
    QCOMPARE(started, 60);
    QCOMPARE(pacer.callsThisMinute(), 60);
    clock.move(2'000);
    QCOMPARE(started, 120);
    clock.move(60'000);
    QCOMPARE(started, 130);
    clock.move(24 * 3'600'000);
    QCOMPARE(pacer.callsToday(), 0);
}

void TestTransport::pacerObeysRetryAfter()
{
    StillClock clock;
    Pacer pacer(clock);
    QObject context;
    int started = 0;
    const auto call = [&](const base::Result<void>& go) { started += go.has_value(); };
    pacer.enqueue(&context, call);
    clock.move(0);
    pacer.finished(Response{.status = 429, .headers = {{"retry-after", "22"}}, .body = {}});
    pacer.enqueue(&context, call);
    clock.move(21'900);
    QCOMPARE(started, 1);
    QCOMPARE(pacer.budget().retryAfterSeconds, 22);
    clock.move(200);
    QCOMPARE(started, 2);
}

void TestTransport::pacerRefusesALongWait()
{
    StillClock clock;
    Pacer pacer(clock);
    QObject context;
    pacer.enqueue(&context, [](const base::Result<void>&) {});
    clock.move(0);
    pacer.finished(Response{.status = 429,
        .headers = {{"retry-after", "73451"}, {"x-rate-limit-problem", "Day"}},
        .body = {}});
    std::optional<base::Result<void>> result;
    pacer.enqueue(&context, [&](const base::Result<void>& go) { result = go; });
    clock.move(10);
    QVERIFY(result && !*result);
    QCOMPARE(result->error().kind, ErrorKind::RateLimited);
    QCOMPARE(result->error().effect, Effect::None);
    QVERIFY(result->error().retryAfterSeconds.value_or(0) > 73'000);
}

void TestTransport::pacerBelievesTheHeaders()
{
    StillClock clock;
    Pacer pacer(clock);
    QObject context;
    int started = 0;
    pacer.enqueue(&context, [&](const base::Result<void>&) { ++started; });
    clock.move(1'000);
    pacer.finished(Response{.status = 200,
        .headers = {{"x-minlimit-remaining", "0"}, {"x-daylimit-remaining", "4711"}},
        .body = {}});
    QCOMPARE(pacer.budget().leftToday, 4711);
    pacer.enqueue(&context, [&](const base::Result<void>&) { ++started; });
    clock.move(50'000);
    QCOMPARE(started, 1);
    clock.move(10'000);
    QCOMPARE(started, 2);
}

void TestTransport::addressesAreHttpsOrLocal_data()
{
    QTest::addColumn<QString>("base");
    QTest::addColumn<QString>("api"); // empty = refused
    QTest::addColumn<bool>("local");
    const auto row = [](const char* base, const char* api, bool local) {
        QTest::newRow(base) << QString::fromLatin1(base) << QString::fromLatin1(api) << local;
    };
    row("", "https://api.xero.com/api.xro/2.0/", false);
    row("https://x.example/", "https://x.example/api.xro/2.0/", false);
    row("http://localhost:8080", "http://localhost:8080/api.xro/2.0/", true);
    row("http://127.0.0.1:9/", "http://127.0.0.1:9/api.xro/2.0/", true);
    row("http://x.example", "", false);
    row("http://127.0.0.1.evil.example", "", false);
    row("http://localhost@evil.example", "", false);
    row("https://u:p@x.example", "", false);
    row("ftp://localhost", "", false);
    row("localhost:8080", "", false);
    row("https://x.example?a", "", false);
    row("nonsense", "", false);
}

void TestTransport::addressesAreHttpsOrLocal()
{
    QFETCH(QString, base);
    QFETCH(QString, api);
    QFETCH(bool, local);
    const auto addresses = Addresses::of(base);
    QCOMPARE(addresses.has_value(), !api.isEmpty());
    if (!addresses) {
        QCOMPARE(addresses.error().kind, ErrorKind::Usage);
        return;
    }
    QCOMPARE(addresses->api.toString(), api);
    QCOMPARE(addresses->isLocalSandbox, local);
}

QTEST_GUILESS_MAIN(TestTransport)
#include "tst_transport.moc"
