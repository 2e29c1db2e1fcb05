// SPDX-License-Identifier: GPL-3.0-or-later

#include "sandbox/endpoints.h"

#include <QCryptographicHash>
#include <QUrl>
#include <QUrlQuery>

namespace sandbox {

namespace {

constexpr qint64 kCodeLife = 300'000;

QString newToken(Desk& desk)
{
    return QString::fromLatin1(desk.random.bytes(32).toBase64(
        QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals));
}

Answer oauthError(const char* error)
{
    return json(400, JsonObject().text("error", QLatin1String(error)).take());
}

Answer redirect(const QString& to, const QList<std::pair<QString, QString>>& values)
{
    QUrl url(to);
    QUrlQuery query(url);
    for (const auto& [key, value] : values)
        if (!value.isEmpty())
            query.addQueryItem(key, QString::fromLatin1(QUrl::toPercentEncoding(value)));
    url.setQuery(query);
    Answer answer = plain(302, "");
    answer.headers.emplaceBack("location", url.toEncoded());
    return answer;
}

// Xero takes https, and http for localhost only.
bool isGoodRedirect(const QString& text)
{
    const QUrl url(text);
    return url.scheme() == u"https"
        || (url.scheme() == u"http" && (url.host() == u"localhost" || url.host() == u"127.0.0.1"));
}

Answer page(int status, const QString& body)
{
    Answer answer = plain(status,
        QStringLiteral(
            "<!doctype html><html lang=en><meta charset=utf-8><title>Sandbox</title>"
            "<style>body{font:16px/1.5 sans-serif;max-width:30rem;margin:4rem auto}"
            "button{font:inherit;padding:.4rem 1rem;margin-right:.5rem}</style>%1</html>")
            .arg(body)
            .toUtf8());
    answer.headers[0].second = "text/html; charset=utf-8";
    return answer;
}

Answer consentPage(Desk& desk, const Call& call)
{
    QString hidden, choices;
    for (const auto& [key, value] : call.query)
        hidden += QStringLiteral("<input type=hidden name=\"%1\" value=\"%2\">")
                      .arg(key.toHtmlEscaped(), value.toHtmlEscaped());
    for (const auto& [id, tenant] : desk.state.tenants)
        choices
            += QStringLiteral(
                "<p><label><input type=checkbox name=tenant value=\"%1\" %2> %3</label>")
                   .arg(id, id == desk.state.firstTenant ? QStringLiteral("checked") : QString(),
                       tenant.organisation.name.toHtmlEscaped());
    return page(200,
        QStringLiteral(
            "<h1>Sandbox</h1><p>This is a local stand-in for Xero. <b>%1</b> asks to read "
            "and change:</p><form>%2%3<p><button name=answer value=allow>Allow</button>"
            "<button name=answer value=deny>Don't allow</button></form>")
            .arg(queryValue(call, "client_id").toHtmlEscaped(), hidden, choices));
}

Answer authorize(Desk& desk, const Call& call)
{
    const QString to = queryValue(call, "redirect_uri"), state = queryValue(call, "state");
    if (!isGoodRedirect(to) || queryValue(call, "client_id").isEmpty())
        return page(
            400, QStringLiteral("<h1>Error: unauthorized_client</h1><p>Invalid redirect_uri"));
    if (queryValue(call, "response_type") != u"code"
        || queryValue(call, "code_challenge_method") != u"S256"
        || queryValue(call, "code_challenge").isEmpty())
        return page(400, QStringLiteral("<h1>Error: invalid_request</h1>"));
    const QString answered = queryValue(call, "answer");
    const bool silent = desk.state.oauth.autoApprove || queryValue(call, "prompt") == u"none";
    if (answered.isEmpty() && !silent)
        return consentPage(desk, call);
    if (answered == u"deny")
        return redirect(to,
            {{QStringLiteral("error"), QStringLiteral("access_denied")},
                {QStringLiteral("state"), state}});
    QStringList agreed = queryValue(call, "scope").split(u' ');
    agreed.removeIf([withheld = desk.state.settings.withheldScopes.split(u' ')](
                        const QString& scope) { return withheld.contains(scope); });
    Code code{queryValue(call, "client_id"), to, queryValue(call, "code_challenge"),
        agreed.join(u' '), {}, desk.now + kCodeLife};
    for (const auto& [key, value] : call.query)
        if (key == u"tenant")
            code.tenants << value;
    if (code.tenants.isEmpty())
        code.tenants << desk.state.firstTenant;
    const QString text = newToken(desk);
    desk.state.oauth.codes[text] = code;
    return redirect(to,
        {{QStringLiteral("code"), text}, {QStringLiteral("state"), state},
            {QStringLiteral("scope"), code.scope}});
}

Answer issue(Desk& desk, const QString& client, const QString& scope, const QString& refresh)
{
    const int life = desk.state.settings.accessTokenSeconds;
    const QString access = newToken(desk);
    desk.state.oauth.access[access] = {client, scope, desk.now + qint64(life) * 1000, false};
    JsonObject body;
    body.text("access_token", access)
        .whole("expires_in", life)
        .text("token_type", QStringLiteral("Bearer"));
    return json(200, body.textIfAny("refresh_token", refresh).text("scope", scope).take());
}

Answer fromCode(Desk& desk, const QHash<QString, QString>& form)
{
    const auto at = desk.state.oauth.codes.find(form.value(QStringLiteral("code")));
    if (at == desk.state.oauth.codes.end())
        return oauthError("invalid_grant");
    const Code code = at->second;
    desk.state.oauth.codes.erase(at); // good for one use, right or wrong
    const QByteArray digest = QCryptographicHash::hash(
        form.value(QStringLiteral("code_verifier")).toLatin1(), QCryptographicHash::Sha256);
    const QByteArray challenge
        = digest.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
    if (code.until <= desk.now || code.challenge.toLatin1() != challenge
        || code.redirect != form.value(QStringLiteral("redirect_uri")))
        return oauthError("invalid_grant");
    if (code.client != form.value(QStringLiteral("client_id")))
        return oauthError("invalid_client");
    for (const QString& id : code.tenants)
        if (Tenant* tenant = find(desk.state.tenants, id))
            tenant->connected = true;
    QString refresh;
    if (code.scope.split(u' ').contains(QStringLiteral("offline_access"))) {
        refresh = newToken(desk);
        desk.state.oauth.refresh[refresh] = {code.client, code.scope, {}, 0};
    }
    return issue(desk, code.client, code.scope, refresh);
}

Answer fromRefresh(Desk& desk, const QHash<QString, QString>& form)
{
    const auto at = desk.state.oauth.refresh.find(form.value(QStringLiteral("refresh_token")));
    if (at == desk.state.oauth.refresh.end())
        return oauthError("invalid_grant");
    RefreshToken& old = at->second;
    // A used token works on for a while: its answer may have been lost on the way.
    if (old.graceUntil != 0 && old.graceUntil <= desk.now)
        return oauthError("invalid_grant");
    if (old.client != form.value(QStringLiteral("client_id")))
        return oauthError("invalid_client");
    const QString client = old.client, scope = old.scope, next = newToken(desk);
    if (old.graceUntil == 0)
        old.graceUntil = desk.now + qint64(desk.state.settings.refreshGraceSeconds) * 1000;
    old.replacedBy = next;
    desk.state.oauth.refresh[next] = {client, scope, {}, 0};
    return issue(desk, client, scope, next);
}

Answer token(Desk& desk, const QHash<QString, QString>& form)
{
    const QString grant = form.value(QStringLiteral("grant_type"));
    if (grant == u"authorization_code")
        return fromCode(desk, form);
    return grant == u"refresh_token" ? fromRefresh(desk, form)
                                     : oauthError("unsupported_grant_type");
}

Answer revoke(Desk& desk, const QHash<QString, QString>& form)
{
    const auto at = desk.state.oauth.refresh.find(form.value(QStringLiteral("token")));
    if (at != desk.state.oauth.refresh.end()) {
        const QString client = at->second.client;
        desk.state.oauth.refresh.clear();
        for (auto& [text, access] : desk.state.oauth.access)
            access.revoked = access.revoked || access.client == client;
        for (auto& [id, tenant] : desk.state.tenants)
            tenant.connected = false;
    }
    return plain(200, "");
}

Answer connections(Desk& desk, const Call& call)
{
    const QString token = QString::fromLatin1(call.header("authorization").mid(7));
    const auto known = desk.state.oauth.access.find(token);
    const bool good = known != desk.state.oauth.access.end() && !known->second.revoked
        && known->second.until > desk.now;
    if (!good)
        return problem(
            401, "Unauthorized", QStringLiteral("AuthenticationUnsuccessful"), QString());
    const QString id = call.path.section(u'/', 2);
    QByteArrayList list;
    for (auto& [tenantId, tenant] : desk.state.tenants) {
        if (!tenant.connected)
            continue;
        if (call.verb == "DELETE" && tenant.connectionId == id) {
            tenant.connected = false;
            return Answer{204, {}, {}, Wire::Answer, 0};
        }
        JsonObject json;
        json.text("id", tenant.connectionId).text("tenantId", tenantId);
        json.text("tenantType", QStringLiteral("ORGANISATION"));
        json.text("tenantName", tenant.organisation.name);
        json.text("createdDateUtc", QStringLiteral("2026-01-05T00:00:00.0000000"));
        list << json.text("updatedDateUtc", QStringLiteral("2026-01-05T00:00:00.0000000")).take();
    }
    return call.verb == "DELETE" ? notFound() : json(200, jsonArray(list));
}

} // namespace

Answer oauth(Desk& desk, const Call& call)
{
    QHash<QString, QString> form;
    const QUrlQuery sent(QString::fromUtf8(QByteArray(call.body).replace('+', ' ')));
    for (const auto& [key, value] : sent.queryItems(QUrl::FullyDecoded))
        form.insert(key, value);
    if (call.verb == "GET" && call.path == u"/identity/connect/authorize")
        return authorize(desk, call);
    if (call.verb == "POST" && call.path == u"/connect/token")
        return token(desk, form);
    if (call.verb == "POST" && call.path == u"/connect/revocation")
        return revoke(desk, form);
    if (call.path.startsWith(u"/connections"))
        return connections(desk, call);
    return notFound();
}

} // namespace sandbox
