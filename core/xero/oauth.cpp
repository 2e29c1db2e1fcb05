// SPDX-License-Identifier: GPL-3.0-or-later

#include "xero/oauth.h"

#include "xero/answers.h"
#include "xero/fields.h"

#include <QCryptographicHash>
#include <QUrlQuery>

namespace xero::oauth {

using base::ErrorKind;

namespace {

// Granular scopes, as few as the work needs (xero-api.md §1.4).
const char kScopes[]
    = "openid profile email offline_access accounting.contacts accounting.invoices "
      "accounting.payments accounting.banktransactions accounting.settings.read";

using Form = QList<std::pair<const char*, QByteArray>>;

QByteArray encoded(const Form& form)
{
    QByteArray out;
    for (const auto& [name, value] : form)
        out += (out.isEmpty() ? "" : "&") + QByteArray(name) + '='
            + QUrl::toPercentEncoding(QString::fromUtf8(value));
    return out;
}

HttpCall post(const QUrl& url, const Form& form)
{
    return {.verb = "POST",
        .url = url,
        .headers
        = {{"Accept", "application/json"}, {"Content-Type", "application/x-www-form-urlencoded"}},
        .body = encoded(form),
        .timeout = 45s};
}

QByteArray base64Url(const QByteArray& bytes)
{
    return bytes.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

// Compares in constant time, so that nobody can guess a state letter by letter.
bool isSame(const QByteArray& a, const QByteArray& b)
{
    int difference = a.size() == b.size() ? 0 : 1;
    for (qsizetype i = 0; i < a.size() && i < b.size(); ++i)
        difference |= a[i] ^ b[i];
    return difference == 0;
}

base::Error tokenError(const Response& response)
{
    base::Error error = errorOf(response);
    if (response.status != 400 && response.status != 401)
        return error;
    error.effect = base::Effect::None;
    if (error.raw.contains(u"client")) {
        error.kind = ErrorKind::Usage;
        error.sentence
            = QStringLiteral("Xero doesn’t know this client id. Check it in the settings.");
    } else {
        error.kind = ErrorKind::Unauthorised;
        error.sentence = QStringLiteral("Your sign-in to Xero has ended. Sign in again.");
    }
    return error;
}

base::Unexpected unreadable(const QString& what)
{
    return base::failure(ErrorKind::Malformed,
        QStringLiteral("Xero’s answer to the sign-in can’t be read. Try again."), what);
}

} // namespace

QStringList scopes()
{
    return QString::fromLatin1(kScopes).split(u' ');
}

QByteArray Proof::challenge() const
{
    return base64Url(QCryptographicHash::hash(verifier, QCryptographicHash::Sha256));
}

Proof makeProof(base::Random& random)
{
    return {.verifier = base64Url(random.bytes(32)), .state = base64Url(random.bytes(32))};
}

// Xero compares it to the letter, takes http for localhost alone, and no changing ports.
QUrl redirectUri(quint16 port)
{
    return QUrl(QStringLiteral("http://localhost:%1/callback").arg(port));
}

QUrl consentAddress(const SessionOptions& options, const Proof& proof, quint16 port)
{
    Form form{{"response_type", "code"}, {"client_id", options.clientId.toUtf8()},
        {"redirect_uri", redirectUri(port).toEncoded()}, {"scope", kScopes}, {"state", proof.state},
        {"code_challenge", proof.challenge()}, {"code_challenge_method", "S256"}};
    if (options.silent)
        form.emplaceBack("prompt", "none");
    return QUrl::fromEncoded(options.addresses.authorize.toEncoded() + '?' + encoded(form));
}

HttpCall exchangeCode(
    const SessionOptions& options, const Proof& proof, quint16 port, const QString& code)
{
    return post(options.addresses.token,
        {{"grant_type", "authorization_code"}, {"client_id", options.clientId.toUtf8()},
            {"code", code.toUtf8()}, {"redirect_uri", redirectUri(port).toEncoded()},
            {"code_verifier", proof.verifier}});
}

HttpCall refresh(const SessionOptions& options, const QByteArray& refreshToken)
{
    return post(options.addresses.token,
        {{"grant_type", "refresh_token"}, {"client_id", options.clientId.toUtf8()},
            {"refresh_token", refreshToken}});
}

HttpCall revoke(const SessionOptions& options, const QByteArray& refreshToken)
{
    return post(options.addresses.revocation,
        {{"token", refreshToken}, {"client_id", options.clientId.toUtf8()}});
}

HttpCall listConnections(const SessionOptions& options)
{
    return {.url = options.addresses.connections, .headers = {{"Accept", "application/json"}}};
}

base::Result<Tokens> tokens(const base::Result<Response>& answer)
{
    if (!answer)
        return base::Unexpected(answer.error());
    if (answer->status != 200)
        return base::Unexpected(tokenError(*answer));
    const auto body = json::parse(answer->body);
    if (!body)
        return unreadable(body.error().raw);
    QString problem;
    const Fields f(*body, problem);
    const Tokens tokens{.access = f.requiredText("access_token").toUtf8(),
        .refresh = f.requiredText("refresh_token").toUtf8(),
        .livesSeconds = f.integer("expires_in", 1800),
        .scopes = f.text("scope").split(u' ', Qt::SkipEmptyParts)};
    if (f.text("token_type").compare(u"bearer", Qt::CaseInsensitive) != 0)
        return unreadable(QStringLiteral("token_type is not Bearer"));
    // A line break would smuggle a header in.
    for (const char c : tokens.access)
        if (c <= ' ' || c >= 0x7f)
            return unreadable(QStringLiteral("access_token has odd characters"));
    if (!problem.isEmpty())
        return unreadable(problem);
    return tokens;
}

base::Result<QList<Tenant>> tenants(const base::Result<Response>& answer)
{
    if (!answer)
        return base::Unexpected(answer.error());
    if (answer->status != 200)
        return base::Unexpected(errorOf(*answer));
    // The one answer of Xero that is a bare list.
    const auto body = json::parse("{\"Connections\":" + answer->body + '}');
    if (!body)
        return unreadable(body.error().raw);
    QString problem;
    QList<Tenant> out;
    Fields(*body, problem).each("Connections", [&](const Fields& f) {
        const Tenant tenant{.connectionId = f.requiredGuid("id"),
            .tenantId = f.requiredGuid("tenantId"),
            .name = f.text("tenantName"),
            .type = f.text("tenantType")};
        if (tenant.type == u"ORGANISATION") // a practice has no books of its own
            out += tenant;
    });
    if (!problem.isEmpty())
        return unreadable(problem);
    return out;
}

base::Result<QString> code(const QUrl& redirected, const Proof& proof)
{
    const QUrlQuery query(redirected);
    const auto value = [&](const char* name) {
        return query.queryItemValue(QLatin1String(name), QUrl::FullyDecoded);
    };
    if (!isSame(value("state").toUtf8(), proof.state))
        return base::failure(ErrorKind::Conflict,
            QStringLiteral(
                "The answer belongs to another sign-in, so it was not used. Sign in again."));
    if (query.hasQueryItem(QStringLiteral("error")))
        return base::failure(ErrorKind::Unauthorised,
            QStringLiteral("Access was not allowed in Xero. Nothing was connected."),
            value("error"));
    if (value("code").isEmpty())
        return unreadable(QStringLiteral("no code"));
    return value("code");
}

} // namespace xero::oauth
