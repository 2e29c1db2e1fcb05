// SPDX-License-Identifier: GPL-3.0-or-later

#include "xero/session.h"

namespace xero {

namespace {

Addresses below(const QString& base)
{
    const auto at = [&](const char* path) { return QUrl(base + QLatin1String(path)); };
    return {.authorize = at("/identity/connect/authorize"),
        .token = at("/connect/token"),
        .revocation = at("/connect/revocation"),
        .connections = at("/connections"),
        .api = at("/api.xro/2.0/")};
}

Addresses xerosOwn()
{
    return {.authorize = QUrl(QStringLiteral("https://login.xero.com/identity/connect/authorize")),
        .token = QUrl(QStringLiteral("https://identity.xero.com/connect/token")),
        .revocation = QUrl(QStringLiteral("https://identity.xero.com/connect/revocation")),
        .connections = QUrl(QStringLiteral("https://api.xero.com/connections")),
        .api = QUrl(QStringLiteral("https://api.xero.com/api.xro/2.0/"))};
}

} // namespace

base::Result<Addresses> Addresses::of(const QString& baseUrl)
{
    QString base = baseUrl.trimmed();
    if (base.isEmpty())
        return xerosOwn();
    while (base.endsWith(u'/'))
        base.chop(1);
    const QUrl url(base, QUrl::StrictMode);
    const bool isWeb = url.scheme() == u"https" || url.scheme() == u"http";
    if (!url.isValid() || !isWeb || url.host().isEmpty() || !url.userInfo().isEmpty()
        || url.hasQuery() || url.hasFragment())
        return base::failure(base::ErrorKind::Usage,
            QStringLiteral("“%1” is not an address such as https://example.com.").arg(baseUrl));
    const bool isLocal = url.host() == u"localhost" || url.host() == u"127.0.0.1";
    if (url.scheme() == u"http" && !isLocal)
        return base::failure(base::ErrorKind::Usage,
            QStringLiteral(
                "“%1” is not encrypted. Use https; http is for a sandbox on this computer.")
                .arg(baseUrl));
    Addresses addresses = below(base);
    addresses.isLocalSandbox = isLocal;
    return addresses;
}

} // namespace xero
