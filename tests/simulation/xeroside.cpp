// SPDX-License-Identifier: GPL-3.0-or-later

#include "simulation/xeroside.h"

#include <QJsonDocument>

namespace simulation {

namespace {

QJsonObject objectFrom(const QByteArray& text)
{
    return QJsonDocument::fromJson(text).object();
}

QByteArray textOf(const QJsonObject& object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

} // namespace

XeroSide::XeroSide(const SimulatedClock& clock, quint64 seed)
    : m_clock(clock)
    , m_xeroClock(clock)
    , m_random(seed)
    , m_rules(sandbox::makeRules(m_xeroClock, m_random))
{
    raw("POST", QStringLiteral("/sandbox/settings"), R"({"accessTokenSeconds":1000000000})");
    setLimits(false);
    signIn();
    m_otherToken = objectFrom(raw("POST", QStringLiteral("/sandbox/token"), "{}").body)
                       .value(QStringLiteral("access_token"))
                       .toString()
                       .toLatin1();
}

void XeroSide::signIn()
{
    const QJsonObject made = objectFrom(raw("POST", QStringLiteral("/sandbox/token"), "{}").body);
    m_token = made.value(QStringLiteral("access_token")).toString().toLatin1();
    m_tenantKey = made.value(QStringLiteral("tenantId")).toString();
    m_tenant = m_tenantKey.toLatin1();
    m_signedIn = true;
}

void XeroSide::revoke()
{
    state().oauth.access[QString::fromLatin1(m_token)].revoked = true;
    m_signedIn = false;
}

void XeroSide::setKeyLife(int seconds)
{
    m_keyLifeSeconds = seconds;
    state().settings.keyLifeSeconds = seconds;
}

void XeroSide::setLimits(bool on)
{
    state().settings.limits = on;
    state().settings.perDay = 100'000;
}

const sandbox::Tenant& XeroSide::truth() const
{
    return m_rules->state().tenants.at(m_tenantKey);
}

sandbox::Tenant& XeroSide::tenant()
{
    return m_rules->state().tenants.at(m_tenantKey);
}

sandbox::Answer XeroSide::raw(const QByteArray& verb, const QString& path, const QByteArray& body)
{
    return m_rules->handle({verb, path, {}, {{"content-type", "application/json"}}, body});
}

sandbox::Call XeroSide::asCall(const xero::Request& request) const
{
    sandbox::Call call{request.verb, QStringLiteral("/api.xro/2.0/") + request.path, request.query,
        {{"authorization", "Bearer " + m_token}, {"xero-tenant-id", m_tenant},
            {"accept", "application/json"}, {"content-type", "application/json"}},
        request.body};
    for (auto& [name, value] : call.query)
        if (name == QLatin1String("pageSize"))
            value = QString::number(m_pageSize);
    if (!request.idempotencyKey.isEmpty())
        call.headers.append({"idempotency-key", request.idempotencyKey});
    if (request.modifiedSince.isValid())
        call.headers.append(
            {"if-modified-since", request.modifiedSince.toUTC().toString(Qt::ISODate).toLatin1()});
    return call;
}

// Before anything changes: what reading still shows for a while.
QList<const sandbox::Tenant*> XeroSide::readable() const
{
    QList<const sandbox::Tenant*> all{&truth()};
    for (const Past& one : m_past)
        all.append(&one.tenant);
    return all;
}

void XeroSide::keepPast()
{
    if (m_lagMs == 0)
        return;
    const qint64 now = m_clock.trueMilliseconds();
    while (!m_past.empty() && m_past.front().until < now - m_lagMs)
        m_past.pop_front();
    m_past.push_back({now, tenant()});
}

sandbox::Answer XeroSide::handle(const xero::Request& request)
{
    const qint64 now = m_clock.trueMilliseconds();
    if (request.writes()) {
        const auto failed = m_failedKeys.constFind(request.idempotencyKey);
        if (failed != m_failedKeys.constEnd() && now - *failed < qint64(m_keyLifeSeconds) * 1'000)
            return {500, {}, "An error occurred in Xero."};
        keepPast();
        return m_rules->handle(asCall(request));
    }
    const auto past = std::find_if(
        m_past.begin(), m_past.end(), [&](const Past& one) { return one.until > now - m_lagMs; });
    if (m_lagMs == 0 || past == m_past.end())
        return m_rules->handle(asCall(request));
    std::swap(past->tenant, tenant());
    sandbox::Answer answer = m_rules->handle(asCall(request));
    std::swap(past->tenant, tenant());
    return answer;
}

sandbox::Answer XeroSide::failAndRemember(const xero::Request& request)
{
    if (!m_failedKeys.contains(request.idempotencyKey))
        m_failedKeys.insert(request.idempotencyKey, m_clock.trueMilliseconds());
    return {500, {}, "An error occurred in Xero."};
}

bool XeroSide::remembers(const QByteArray& key) const
{
    const auto& answers = m_rules->state().answers;
    const auto known = answers.find(key);
    return known != answers.end()
        && m_clock.trueMilliseconds() - known->second.since < qint64(m_keyLifeSeconds) * 1'000;
}

QJsonObject XeroSide::person(const QString& act, QJsonObject what)
{
    if (!what.contains(QStringLiteral("date")))
        what.insert(QStringLiteral("date"), m_clock.trueNow().date().toString(Qt::ISODate));
    keepPast();
    const sandbox::Answer answer
        = raw("POST", QStringLiteral("/sandbox/human/") + act, textOf(what));
    return answer.status == 200 ? objectFrom(answer.body) : QJsonObject();
}

QJsonObject XeroSide::other(const QByteArray& verb, const QString& path, const QJsonObject& body)
{
    keepPast();
    const sandbox::Answer answer
        = m_rules->handle({verb, QStringLiteral("/api.xro/2.0/") + path, {},
            {{"authorization", "Bearer " + m_otherToken}, {"xero-tenant-id", m_tenant},
                {"content-type", "application/json"}},
            textOf(body)});
    return answer.status == 200 ? objectFrom(answer.body) : QJsonObject();
}

} // namespace simulation
