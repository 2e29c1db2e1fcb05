// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/xeroinmemory.h"

#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QPointer>
#include <QUrlQuery>

using base::ErrorKind;

namespace {

constexpr std::chrono::milliseconds kOnTheWay{5};

base::Error trouble(ErrorKind kind, const char* sentence)
{
    base::Error error;
    error.kind = kind;
    error.sentence = QString::fromLatin1(sentence);
    return error;
}

} // namespace

class XeroInMemory::Session final : public xero::Session, private xero::Transport {
public:
    Session(XeroInMemory& xero, base::Clock& clock)
        : m_xero(xero)
        , m_clock(clock)
        , m_pacer(clock, 60)
    {
    }
    void signIn(QObject* context, Done done) override
    {
        m_xero.consentAgain();
        resume(context, std::move(done));
    }
    void resume(QObject* context, Done done) override
    {
        later(context, [this, done = std::move(done)] { done(mayCall()); });
    }
    void tenants(QObject* context, Tenants done) override
    {
        later(context, [this, done = std::move(done)] {
            if (auto may = mayCall(); !may)
                return done(tl::unexpected(may.error()));
            xero::Tenant tenant;
            tenant.tenantId = QUuid::fromString(QString::fromLatin1(m_xero.m_tenant));
            tenant.name = QStringLiteral("Sandbox Pty Ltd");
            done(QList{tenant});
        });
    }
    void chooseTenant(QUuid) override { }
    QDateTime endsUnused() const override { return m_clock.now().addDays(60); }
    QStringList scopes() const override { return xero::neededScopes(); }
    void signOut(QObject* context, Done done) override
    {
        m_xero.revoke();
        later(context, [done = std::move(done)] { done({}); });
    }
    Transport& transport() override { return *this; }
    xero::Budget budget() const override { return m_pacer.budget(); }
    int callsThisMinute() const override { return m_pacer.callsThisMinute(); }
    int callsToday() const override { return m_pacer.callsToday(); }
    qint64 bytesToday() const override { return m_pacer.bytesToday(); }

private:
    void later(QObject* context, std::function<void()> call)
    {
        m_clock.after(kOnTheWay, context, std::move(call));
    }

    base::Result<void> mayCall() const
    {
        if (!m_xero.m_isOnline)
            return base::Unexpected(trouble(ErrorKind::Offline, "Xero could not be reached."));
        if (m_xero.m_isRevoked)
            return base::Unexpected(
                trouble(ErrorKind::Unauthorised, "Your sign-in to Xero has ended."));
        return {};
    }

    void send(
        const xero::Request& request, QObject* context, xero::ResponseHandler handler) override
    {
        m_pacer.enqueue(
            context, [this, request, context, handler](const base::Result<void>& start) {
                if (!start)
                    return handler(tl::unexpected(start.error()));
                // Sent is sent: Xero gets it, even if nobody waits for the answer any more.
                later(&m_alive, [this, request, handler, asker = QPointer(context)] {
                    const auto answer = answered(request);
                    m_pacer.finished(answer);
                    if (asker)
                        handler(answer);
                });
            });
    }

    base::Result<xero::Response> answered(const xero::Request& request)
    {
        if (auto may = mayCall(); !may)
            return tl::unexpected(may.error());
        m_xero.m_writes += request.writes() ? 1 : 0;
        m_xero.m_writesWhileRevoked += request.writes() && m_xero.m_isRevoked ? 1 : 0;
        ++m_xero.m_calls;
        sandbox::Call call{request.verb, QStringLiteral("/api.xro/2.0/") + request.path,
            request.query,
            {{"authorization", "Bearer " + m_xero.m_token}, {"xero-tenant-id", m_xero.m_tenant},
                {"accept", "application/json"}, {"content-type", "application/json"}},
            request.body};
        if (!request.idempotencyKey.isEmpty())
            call.headers.append({"idempotency-key", request.idempotencyKey});
        if (request.modifiedSince.isValid())
            call.headers.append({"if-modified-since",
                request.modifiedSince.toUTC().toString(Qt::ISODate).toLatin1()});
        const sandbox::Answer answer = m_xero.m_rules->handle(call);
        return xero::Response{answer.status, answer.headers, answer.body};
    }

    XeroInMemory& m_xero;
    base::Clock& m_clock;
    xero::Pacer m_pacer;
    QObject m_alive; // context of the calls on their way
};

XeroInMemory::XeroInMemory(base::Clock& clock, base::Random& random)
    : m_clock(clock)
    , m_rules(sandbox::makeRules(clock, random))
{
    setSettings({{QStringLiteral("accessTokenSeconds"), 1'000'000'000}});
    signIn();
}

std::function<std::unique_ptr<xero::Session>(
    xero::SessionOptions, xero::TokenStore&, base::Clock&, base::Random&)>
XeroInMemory::sessions()
{
    return [this](const xero::SessionOptions&, xero::TokenStore&, base::Clock& clock,
               base::Random&) { return std::make_unique<Session>(*this, clock); };
}

void XeroInMemory::setSettings(const QJsonObject& settings)
{
    call("POST", QStringLiteral("/sandbox/settings"), QJsonDocument(settings).toJson());
}

sandbox::Answer XeroInMemory::call(
    const QByteArray& verb, const QString& path, const QByteArray& body)
{
    const qsizetype mark = path.indexOf(u'?');
    sandbox::Call made{
        verb, mark < 0 ? path : path.left(mark), {}, {{"content-type", "application/json"}}, body};
    if (!m_token.isEmpty())
        made.headers.append({{"authorization", "Bearer " + m_token}, {"xero-tenant-id", m_tenant}});
    for (const auto& item :
        QUrlQuery(mark < 0 ? QString() : path.mid(mark + 1)).queryItems(QUrl::FullyDecoded))
        made.query.append(item);
    return m_rules->handle(made);
}

void XeroInMemory::signIn()
{
    const QByteArray verifier(64, 'v');
    const QByteArray challenge
        = QCryptographicHash::hash(verifier, QCryptographicHash::Sha256)
              .toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
    const QString redirect = QString::fromLatin1(
        QUrl::toPercentEncoding(QStringLiteral("http://localhost:8742/callback")));
    const sandbox::Answer consent = call("GET",
        QStringLiteral("/identity/connect/authorize?response_type=code&client_id=c&redirect_uri=%1"
                       "&scope=offline_access&state=s&code_challenge=%2&code_challenge_method=S256&"
                       "prompt=none")
            .arg(redirect, QString::fromLatin1(challenge)));
    QByteArray location;
    for (const auto& [name, value] : consent.headers)
        if (name.toLower() == "location")
            location = value;
    QUrlQuery form;
    form.addQueryItem(QStringLiteral("grant_type"), QStringLiteral("authorization_code"));
    form.addQueryItem(QStringLiteral("client_id"), QStringLiteral("c"));
    form.addQueryItem(QStringLiteral("code"),
        QUrlQuery(QUrl(QString::fromUtf8(location))).queryItemValue(QStringLiteral("code")));
    form.addQueryItem(QStringLiteral("redirect_uri"), redirect);
    form.addQueryItem(QStringLiteral("code_verifier"), QString::fromLatin1(verifier));
    const sandbox::Answer tokens = m_rules->handle({"POST", QStringLiteral("/connect/token"), {},
        {{"content-type", "application/x-www-form-urlencoded"}},
        form.toString(QUrl::FullyEncoded).toUtf8()});
    m_token = QJsonDocument::fromJson(tokens.body)[QStringLiteral("access_token")]
                  .toString()
                  .toLatin1();
    const sandbox::Answer connections = call("GET", QStringLiteral("/connections"));
    m_tenant = QJsonDocument::fromJson(connections.body)[0][QStringLiteral("tenantId")]
                   .toString()
                   .toLatin1();
    if (m_token.isEmpty() || m_tenant.isEmpty())
        qFatal("the sandbox gave no access: %s", tokens.body.constData());
}

QJsonObject XeroInMemory::person(const QString& act, const QJsonObject& what)
{
    QJsonObject body = what;
    if (!body.contains(QStringLiteral("date")))
        body.insert(QStringLiteral("date"), m_clock.now().date().toString(Qt::ISODate));
    const sandbox::Answer answer = call("POST", QStringLiteral("/sandbox/human/") + act,
        QJsonDocument(body).toJson(QJsonDocument::Compact));
    return QJsonDocument::fromJson(answer.body).object();
}

QJsonObject XeroInMemory::seed(const QJsonObject& records)
{
    const sandbox::Answer answer = call("POST", QStringLiteral("/sandbox/seed"),
        QJsonDocument(records).toJson(QJsonDocument::Compact));
    return QJsonDocument::fromJson(answer.body).object();
}

QJsonObject XeroInMemory::truth()
{
    return QJsonDocument::fromJson(call("GET", QStringLiteral("/sandbox/truth")).body).object();
}
