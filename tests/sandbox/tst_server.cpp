// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/clock.h"
#include "base/random.h"
#include "sandbox/server.h"

#include <QCryptographicHash>
#include <QEventLoop>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QTcpSocket>
#include <QTest>
#include <QUrlQuery>

#include <thread>

class TestServer : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void answersOverHttp();
    void toleratesBodiesOnGet();
    void consentAndTokens();
    void consentCanBeDenied();
    void usedRefreshTokensHaveAGrace();
    void oldAccessTokensAreNamedAsSuch();
    void disconnectingForbidsTheOrganisation();
    void droppedBeforeIsNotDone();
    void droppedAfterIsDone();
    void halfAnAnswerBreaksOff();
    void faultsStrikeWhereTheyAreAimed();
    void sixAtOnceAreOneTooMany();
    void aSecondServerCantTakeThePort();

private:
    struct Got {
        int status = 0;
        QNetworkReply::NetworkError error = QNetworkReply::NoError;
        QByteArray body;
        QUrl location;
        QList<QNetworkReply::RawHeaderPair> headers;
        QJsonObject json() const { return QJsonDocument::fromJson(body).object(); }
    };
    QNetworkReply* start(const char* verb, const QString& path, const QByteArray& body = {},
        const char* type = "application/json");
    Got finish(QNetworkReply* reply);
    Got send(const char* verb, const QString& path, const QByteArray& body = {},
        const char* type = "application/json");
    Got token(const QString& form);
    QString codeFor(
        const QByteArray& verifier, const QString& more = QStringLiteral("&prompt=none"));
    void signIn();
    QByteArray putByHand(const QByteArray& contact);
    static QString codeForm(const QString& code, const QString& verifier);

    base::SystemClock m_clock;
    std::unique_ptr<base::SeededRandom> m_random;
    std::unique_ptr<sandbox::Server> m_server;
    std::unique_ptr<QNetworkAccessManager> m_network;
    std::thread m_thread;
    int m_port = 0;
    QByteArray m_token, m_tenant;
    QString m_refresh;
};

void TestServer::init()
{
    m_random = std::make_unique<base::SeededRandom>(3);
    m_server = std::make_unique<sandbox::Server>(sandbox::makeRules(m_clock, *m_random));
    m_port = m_server->bind(0);
    QVERIFY(m_port > 0);
    m_thread = std::thread([this] { m_server->run(); });
    m_network = std::make_unique<QNetworkAccessManager>();
    m_network->setTransferTimeout(5000);
    const QJsonObject made = send("POST", QStringLiteral("/sandbox/token"), "{}").json();
    m_token = made[u"access_token"].toString().toLatin1();
    m_tenant = made[u"tenantId"].toString().toLatin1();
    QVERIFY(!m_token.isEmpty());
}

void TestServer::cleanup()
{
    m_network.reset();
    m_server->stop();
    m_thread.join();
}

QNetworkReply* TestServer::start(
    const char* verb, const QString& path, const QByteArray& body, const char* type)
{
    QNetworkRequest request(QUrl(QStringLiteral("http://127.0.0.1:%1%2").arg(m_port).arg(path)));
    request.setAttribute(
        QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    request.setRawHeader("authorization", "Bearer " + m_token);
    request.setRawHeader("xero-tenant-id", m_tenant);
    if (!body.isEmpty())
        request.setRawHeader("content-type", type);
    return m_network->sendCustomRequest(request, verb, body);
}

TestServer::Got TestServer::finish(QNetworkReply* reply)
{
    QEventLoop loop;
    connect(reply, &QNetworkReply::finished, &loop, &QEventLoop::quit);
    if (!reply->isFinished())
        loop.exec();
    reply->deleteLater();
    return {reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(), reply->error(),
        reply->readAll(), reply->header(QNetworkRequest::LocationHeader).toUrl(),
        reply->rawHeaderPairs()};
}

TestServer::Got TestServer::send(
    const char* verb, const QString& path, const QByteArray& body, const char* type)
{
    return finish(start(verb, path, body, type));
}

TestServer::Got TestServer::token(const QString& form)
{
    return send("POST", QStringLiteral("/connect/token"), form.toUtf8(),
        "application/x-www-form-urlencoded");
}

QString TestServer::codeFor(const QByteArray& verifier, const QString& more)
{
    const QByteArray challenge
        = QCryptographicHash::hash(verifier, QCryptographicHash::Sha256)
              .toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
    const Got got = send("GET",
        QStringLiteral("/identity/connect/authorize?response_type=code&client_id=me&state=s1"
                       "&redirect_uri=http%3A%2F%2Flocalhost%3A8742%2Fcallback"
                       "&scope=offline_access%20accounting.contacts&code_challenge_method=S256&"
                       "code_challenge=")
            + QString::fromLatin1(challenge) + more);
    const QUrlQuery answer(got.location);
    if (got.status != 302 || answer.queryItemValue(QStringLiteral("state")) != u"s1")
        return {};
    return answer.queryItemValue(QStringLiteral("code"), QUrl::FullyDecoded);
}

void TestServer::signIn()
{
    const QByteArray verifier(43, 'v');
    const Got got = token(codeForm(codeFor(verifier), QString::fromLatin1(verifier)));
    QCOMPARE(got.status, 200);
    m_token = got.json()[u"access_token"].toString().toLatin1();
    m_refresh = got.json()[u"refresh_token"].toString();
    QCOMPARE(got.json()[u"expires_in"].toInt(), 1800);
}

QString TestServer::codeForm(const QString& code, const QString& verifier)
{
    return QStringLiteral("grant_type=authorization_code&client_id=me&code=") + code
        + QStringLiteral("&code_verifier=") + verifier
        + QStringLiteral("&redirect_uri=http%3A%2F%2Flocalhost%3A8742%2Fcallback");
}

// One request on one connection, and all that comes back: Qt's client would repeat a request by
// itself when the connection breaks.
QByteArray TestServer::putByHand(const QByteArray& contact)
{
    QTcpSocket socket;
    socket.connectToHost(QStringLiteral("127.0.0.1"), quint16(m_port));
    socket.write("PUT /api.xro/2.0/Contacts HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
        + m_token + "\r\nXero-Tenant-Id: " + m_tenant + "\r\nContent-Type: application/json\r\n"
        + "Connection: close\r\nContent-Length: " + QByteArray::number(contact.size()) + "\r\n\r\n"
        + contact);
    while (socket.state() != QAbstractSocket::UnconnectedState)
        if (!socket.waitForDisconnected(5000) && socket.state() == QAbstractSocket::ConnectedState)
            return "no end";
    return socket.readAll();
}

void TestServer::answersOverHttp()
{
    const Got got = send("GET", QStringLiteral("/api.xro/2.0/Organisation"));
    QCOMPARE(got.status, 200);
    QCOMPARE(
        got.json()[u"Organisations"][0][u"Name"].toString(), QStringLiteral("Sandbox Pty Ltd"));
    QVERIFY(got.headers.contains({"x-minlimit-remaining", "59"}));
    QVERIFY(putByHand(R"({"Name":"Pelican"})").startsWith("HTTP/1.1 200"));
    QCOMPARE(send("GET", QStringLiteral("/api.xro/2.0/Contacts/nobody")).status, 404);
    QCOMPARE(
        send("PUT", QStringLiteral("/api.xro/2.0/Contacts"), "{").json()[u"ErrorNumber"].toInt(),
        14);
    m_tenant = "11111111-1111-1111-1111-111111111111";
    QCOMPARE(send("GET", QStringLiteral("/api.xro/2.0/Items")).status, 403);
    m_token = "nonsense";
    QCOMPARE(send("GET", QStringLiteral("/api.xro/2.0/Items")).status, 401);
}

void TestServer::toleratesBodiesOnGet()
{
    for (int i = 0; i < 5; ++i) // on a connection that is kept alive
        QCOMPARE(send("GET", QStringLiteral("/api.xro/2.0/Items"), "{}").status, 200);
}

void TestServer::consentAndTokens()
{
    const Got page = send("GET",
        QStringLiteral(
            "/identity/connect/authorize?response_type=code&client_id=me&state=s1&scope=a"
            "&redirect_uri=http%3A%2F%2Flocalhost%3A8742%2Fcallback&code_challenge_method=S256&"
            "code_challenge=x"));
    QCOMPARE(page.status, 200);
    QVERIFY(page.body.contains("Sandbox Pty Ltd") && page.body.contains("Don't allow"));
    signIn();
    const Got connections = send("GET", QStringLiteral("/connections"));
    QCOMPARE(QJsonDocument::fromJson(connections.body)[0][u"tenantName"].toString(),
        QStringLiteral("Sandbox Pty Ltd"));
    QCOMPARE(send("GET", QStringLiteral("/api.xro/2.0/Items")).status, 200);
    const Got wrong = token(codeForm(codeFor(QByteArray(43, 'v')), QStringLiteral("other")));
    QCOMPARE(wrong.status, 400);
    QCOMPARE(wrong.json()[u"error"].toString(), QStringLiteral("invalid_grant"));
}

void TestServer::consentCanBeDenied()
{
    const Got got = send("GET",
        QStringLiteral("/identity/connect/"
                       "authorize?response_type=code&client_id=me&state=s1&scope=a&answer=deny"
                       "&redirect_uri=http%3A%2F%2Flocalhost%3A8742%2Fcallback&code_challenge_"
                       "method=S256&code_challenge=x"));
    QCOMPARE(got.location.toString(),
        QStringLiteral("http://localhost:8742/callback?error=access_denied&state=s1"));
}

void TestServer::usedRefreshTokensHaveAGrace()
{
    signIn();
    const QString form = QStringLiteral("grant_type=refresh_token&client_id=me&refresh_token=%1");
    const Got second = token(form.arg(m_refresh));
    QCOMPARE(second.status, 200);
    QVERIFY(second.json()[u"refresh_token"].toString() != m_refresh);
    QCOMPARE(token(form.arg(m_refresh)).status, 200);
    send("POST", QStringLiteral("/sandbox/clock"), R"({"offsetSeconds":1801})");
    QCOMPARE(
        token(form.arg(m_refresh)).json()[u"error"].toString(), QStringLiteral("invalid_grant"));
    QCOMPARE(token(form.arg(second.json()[u"refresh_token"].toString())).status, 200);
}

void TestServer::oldAccessTokensAreNamedAsSuch()
{
    signIn();
    send("POST", QStringLiteral("/sandbox/clock"), R"({"offsetSeconds":1801})");
    const Got got = send("GET", QStringLiteral("/api.xro/2.0/Items"));
    QCOMPARE(got.status, 401);
    QVERIFY(got.json()[u"Detail"].toString().startsWith(u"TokenExpired: token expired at "));
}

void TestServer::disconnectingForbidsTheOrganisation()
{
    signIn();
    const QString id
        = QJsonDocument::fromJson(send("GET", QStringLiteral("/connections")).body)[0][u"id"]
              .toString();
    QCOMPARE(send("DELETE", QStringLiteral("/connections/") + id).status, 204);
    const Got got = send("GET", QStringLiteral("/api.xro/2.0/Items"));
    QCOMPARE(got.status, 403);
    QCOMPARE(got.json()[u"Detail"].toString(), QStringLiteral("AuthenticationUnsuccessful"));
}

void TestServer::droppedBeforeIsNotDone()
{
    send("POST", QStringLiteral("/sandbox/faults"),
        R"({"kind":"drop-before","times":1,"verbs":["PUT"]})");
    QCOMPARE(putByHand(R"({"Name":"Pelican"})"), QByteArray());
    QCOMPARE(send("GET", QStringLiteral("/sandbox/truth")).json()[u"contacts"].toArray().size(), 0);
}

void TestServer::droppedAfterIsDone()
{
    send("POST", QStringLiteral("/sandbox/faults"),
        R"({"kind":"drop-after","times":1,"verbs":["PUT"]})");
    QCOMPARE(putByHand(R"({"Name":"Pelican"})"), QByteArray());
    const QJsonObject calls = send("GET", QStringLiteral("/sandbox/calls")).json();
    QCOMPARE(calls[u"counts"][u"PUT /api.xro/2.0/Contacts"].toInt(), 1);
    QCOMPARE(calls[u"writes"][0][u"status"].toInt(), 200);
    QCOMPARE(send("GET", QStringLiteral("/sandbox/truth")).json()[u"contacts"].toArray().size(), 1);
}

void TestServer::halfAnAnswerBreaksOff()
{
    send("POST", QStringLiteral("/sandbox/faults"), R"({"kind":"half","times":1})");
    const Got got = send("GET", QStringLiteral("/api.xro/2.0/Accounts"));
    QCOMPARE(got.error, QNetworkReply::RemoteHostClosedError);
    QVERIFY(QJsonDocument::fromJson(got.body).isNull());
    QCOMPARE(send("GET", QStringLiteral("/api.xro/2.0/Accounts")).error, QNetworkReply::NoError);
}

void TestServer::faultsStrikeWhereTheyAreAimed()
{
    send("POST", QStringLiteral("/sandbox/faults"),
        R"({"kind":"503","every":2,"pathContains":"Items"})");
    QCOMPARE(send("GET", QStringLiteral("/api.xro/2.0/Items")).status, 200);
    QCOMPARE(send("GET", QStringLiteral("/api.xro/2.0/Accounts")).status, 200);
    QCOMPARE(send("GET", QStringLiteral("/api.xro/2.0/Items")).status, 503);
    send("DELETE", QStringLiteral("/sandbox/faults"));
    send("POST", QStringLiteral("/sandbox/faults"), R"({"kind":"429","times":1,"retryAfter":7})");
    const Got wait = send("GET", QStringLiteral("/api.xro/2.0/Items"));
    QCOMPARE(wait.status, 429);
    QVERIFY(wait.headers.contains({"retry-after", "7"}));
    send("POST", QStringLiteral("/sandbox/faults"), R"({"kind":"500-after","times":1})");
    QCOMPARE(
        send("PUT", QStringLiteral("/api.xro/2.0/Contacts"), R"({"Name":"Gull"})").status, 500);
    QCOMPARE(send("GET", QStringLiteral("/sandbox/truth")).json()[u"contacts"].toArray().size(), 1);
    QCOMPARE(send("POST", QStringLiteral("/sandbox/faults"), R"({"kind":"nonsense"})").status, 400);
}

void TestServer::sixAtOnceAreOneTooMany()
{
    send("POST", QStringLiteral("/sandbox/faults"), R"({"kind":"slow","delayMs":400})");
    QList<QNetworkReply*> replies;
    for (int i = 0; i < 6; ++i)
        replies << start("GET", QStringLiteral("/api.xro/2.0/Items"));
    int refused = 0;
    for (QNetworkReply* reply : replies) {
        const Got got = finish(reply);
        refused += got.status == 429 && got.headers.contains({"x-rate-limit-problem", "concurrent"})
            ? 1
            : 0;
    }
    QCOMPARE(refused, 1);
}

void TestServer::aSecondServerCantTakeThePort()
{
    sandbox::Server second(sandbox::makeRules(m_clock, *m_random));
    QCOMPARE(second.bind(m_port), 0);
}

QTEST_GUILESS_MAIN(TestServer)
#include "tst_server.moc"
