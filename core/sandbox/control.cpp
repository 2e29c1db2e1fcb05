// SPDX-License-Identifier: GPL-3.0-or-later

#include "sandbox/endpoints.h"

#include <QJsonDocument>

// Everything under /sandbox/: what tests and the demo do to the server that no client of Xero can.
namespace sandbox {

namespace {

Answer done()
{
    return json(200, "{}");
}
Answer wrong(const QString& why)
{
    return json(400, JsonObject().text("error", why).take());
}

Answer calls(const State& state)
{
    JsonObject counts;
    for (const auto& [key, count] : state.callCounts)
        counts.whole(key.toUtf8().constData(), count);
    QByteArrayList writes;
    for (const SeenWrite& write : state.writes) {
        JsonObject json;
        json.text("verb", write.verb).text("path", write.path).text("key", write.key);
        writes << json.whole("status", write.status).take();
    }
    JsonObject all;
    all.whole("received", state.received)
        .whole("tooMany", state.tooMany)
        .raw("counts", counts.take());
    return json(200, all.raw("writes", jsonArray(writes)).take());
}

Answer settings(State& state, const QJsonObject& sent)
{
    Settings& s = state.settings;
    const auto take
        = [&](const char* key, int& field) { field = sent.value(QLatin1String(key)).toInt(field); };
    take("keyLifeSeconds", s.keyLifeSeconds);
    take("perMinute", s.perMinute);
    take("perDay", s.perDay);
    take("concurrent", s.concurrent);
    take("accessTokenSeconds", s.accessTokenSeconds);
    take("refreshGraceSeconds", s.refreshGraceSeconds);
    Tenant& tenant = state.tenants.begin()->second;
    tenant.balanceOffBy
        = sent.value(QStringLiteral("balanceOffByCents")).toInteger(tenant.balanceOffBy);
    s.limits = sent.value(QStringLiteral("limits")).toBool(s.limits);
    s.withheldScopes = sent.value(QStringLiteral("withheldScopes")).toString(s.withheldScopes);
    state.oauth.autoApprove
        = sent.value(QStringLiteral("autoApprove")).toBool(state.oauth.autoApprove);
    state.limits.clear();
    return done();
}

Answer faults(State& state, const Call& call, const QJsonObject& sent)
{
    if (call.verb == "DELETE") {
        state.faults.clear();
        return done();
    }
    static const QStringList kinds{QStringLiteral("drop-before"), QStringLiteral("drop-after"),
        QStringLiteral("half"), QStringLiteral("429"), QStringLiteral("500"),
        QStringLiteral("500-after"), QStringLiteral("503"), QStringLiteral("slow"),
        QStringLiteral("401"), QStringLiteral("403")};
    Fault fault;
    fault.kind = textFrom(sent, QLatin1String("kind"));
    if (!kinds.contains(fault.kind))
        return wrong(QStringLiteral("kind is one of ") + kinds.join(QStringLiteral(", ")));
    for (const QJsonValue& verb : sent.value(QStringLiteral("verbs")).toArray())
        fault.verbs << verb.toString();
    fault.pathContains = textFrom(sent, QLatin1String("pathContains"));
    fault.every = sent.value(QStringLiteral("every")).toInt();
    fault.times = sent.value(QStringLiteral("times")).toInt(-1);
    fault.delayMs = sent.value(QStringLiteral("delayMs")).toInt();
    fault.retryAfter = sent.value(QStringLiteral("retryAfter")).toInt(-1);
    state.faults.append(fault);
    return done();
}

// The tenant named by its id or name; the first one when none is named.
Tenant* tenantOf(State& state, const QJsonObject& sent, const Call& call)
{
    QString key = textFrom(sent, QLatin1String("tenant"));
    if (key.isEmpty())
        key = queryValue(call, "tenant");
    if (key.isEmpty())
        key = state.firstTenant;
    if (Tenant* tenant = find(state.tenants, key))
        return tenant;
    for (auto& [id, tenant] : state.tenants)
        if (tenant.organisation.name == key)
            return &tenant;
    return nullptr;
}

Answer reset(Desk& desk)
{
    const bool demo = desk.state.tenants.at(desk.state.firstTenant).organisation.isDemo;
    const QString name = desk.state.tenants.at(desk.state.firstTenant).organisation.name;
    const Settings kept = desk.state.settings;
    const OAuth tokens = desk.state.oauth;
    Tenant fresh = newTenant(desk.random, desk.now, name);
    fresh.organisation.id = desk.state.firstTenant; // tokens and books stay connected
    fresh.connectionId = desk.state.tenants.at(desk.state.firstTenant).connectionId;
    if (demo)
        makeDemo(fresh, desk.random, desk.now);
    desk.state = State{};
    desk.state.settings = kept;
    desk.state.oauth = tokens;
    desk.state.firstTenant = fresh.organisation.id;
    desk.state.tenants[fresh.organisation.id] = std::move(fresh);
    return done();
}

Answer addTenant(Desk& desk, const QJsonObject& sent)
{
    Tenant tenant = newTenant(desk.random, desk.now, textFrom(sent, QLatin1String("name")));
    tenant.connected = sent.value(QStringLiteral("connected")).toBool(true);
    const QString id = tenant.organisation.id;
    desk.state.tenants[id] = std::move(tenant);
    return json(200, JsonObject().text("tenantId", id).take());
}

// A token without the dance, for tests of the API alone.
Answer accessToken(Desk& desk)
{
    const QString token = QString::fromLatin1(desk.random.bytes(24).toHex());
    const int life = desk.state.settings.accessTokenSeconds;
    desk.state.oauth.access[token]
        = {QStringLiteral("sandbox"), QString(), desk.now + qint64(life) * 1000, false};
    JsonObject body;
    body.text("access_token", token).text("tenantId", desk.state.firstTenant);
    return json(200, body.whole("expires_in", life).take());
}

} // namespace

Answer control(Desk& desk, const Call& call)
{
    const QString what = call.path.section(u'/', 2, 2), rest = call.path.section(u'/', 3);
    const QJsonDocument document = QJsonDocument::fromJson(call.body);
    if (!call.body.isEmpty() && !document.isObject())
        return wrong(QStringLiteral("the body is not a JSON object"));
    const QJsonObject sent = document.object();
    const bool posted = call.verb == "POST";
    if (what == u"calls" && call.verb == "GET")
        return calls(desk.state);
    if (what == u"faults" && (posted || call.verb == "DELETE"))
        return faults(desk.state, call, sent);
    if (what == u"settings" && posted)
        return settings(desk.state, sent);
    if (what == u"reset" && posted)
        return reset(desk);
    if (what == u"tenants" && posted)
        return addTenant(desk, sent);
    if (what == u"token" && posted)
        return accessToken(desk);
    if (what == u"clock" && posted) {
        desk.state.settings.clockOffsetMs
            += qint64(sent.value(QStringLiteral("offsetSeconds")).toDouble()) * 1000;
        return done();
    }
    Tenant* tenant = tenantOf(desk.state, sent, call);
    if (!tenant)
        return wrong(QStringLiteral("no such organisation"));
    Books books{*tenant, desk.now, desk.random};
    if (what == u"truth" && call.verb == "GET")
        return json(200, truth(*tenant));
    if (what == u"offers" && posted)
        return offers(books, sent);
    if (what == u"seed" && posted)
        return seed(books, sent);
    // A change that moves no UpdatedDateUTC, as Xero is known to make some.
    if (sent.value(QStringLiteral("silently")).toBool())
        books.now -= 86'400'000;
    if (what == u"human" && posted)
        return humanAct(books, rest, sent);
    return notFound();
}

} // namespace sandbox
