// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "xero/rawserver.h"

#include "xero/session.h"

#include <QCryptographicHash>

// Xero's three hosts in one, as far as sign-in goes. Refresh tokens are used up and rotate.
class FakeXero {
public:
    FakeXero()
        : server([this](const Seen& one) { return handle(one); })
    {
    }

    Reply handle(const Seen& one)
    {
        if (one.path() == "/connect/token")
            return token(one);
        if (one.path() == "/identity/connect/authorize") {
            const QByteArray back = "Location: " + one.field("redirect_uri").toLatin1()
                + "?code=" + code + "&state="
                + (wrongState ? QByteArray("other") : one.field("state").toLatin1()) + "\r\n";
            challenge = one.field("code_challenge");
            return Reply::of(302, "", back);
        }
        if (one.path() == "/connect/revocation") {
            revoked += one.field("token");
            return Reply::of(revocationStatus, "");
        }
        const QByteArray bearer = one.header("authorization");
        if (bearer != "Bearer " + access)
            return Reply::of(401,
                R"({"Title":"Unauthorized","Status":401,"Detail":"TokenExpired: token expired at x"})");
        if (one.path() == "/connections")
            return Reply::of(200, R"([{"id":"e1eede29-f875-4a5d-8470-17f6a29a88b1",
                "tenantId":"70784a63-d24b-46a9-a4db-0e70a274b056","tenantType":"ORGANISATION",
                "tenantName":"Harbour Telco"},{"id":"e1eede29-f875-4a5d-8470-17f6a29a88b2",
                "tenantId":"70784a63-d24b-46a9-a4db-0e70a274b057","tenantType":"PRACTICE",
                "tenantName":"P"}])");
        ++calls;
        return {Reply::of(200, "{}").bytes, Reply::Then::Keep, 30};
    }

    Reply token(const Seen& one)
    {
        if (tokenStatus != 200)
            return Reply::of(tokenStatus, tokenError);
        if (one.field("grant_type") == u"authorization_code") {
            const QByteArray hash = QCryptographicHash::hash(
                one.field("code_verifier").toLatin1(), QCryptographicHash::Sha256);
            const QString expected = QString::fromLatin1(
                hash.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals));
            const bool good = (challenge.isEmpty() || expected == challenge)
                && one.field("code").toLatin1() == QByteArray::fromPercentEncoding(code)
                && one.field("redirect_uri").startsWith(u"http://localhost:");
            if (!good)
                return Reply::of(400, R"({"error":"invalid_grant"})");
        } else {
            if (one.field("refresh_token") != QLatin1String(refresh))
                return Reply::of(400, R"({"error":"invalid_grant"})");
            ++refreshes;
        }
        ++generation;
        access = "access-" + QByteArray::number(generation);
        refresh = "refresh-" + QByteArray::number(generation);
        const QByteArray body = R"({"access_token":")" + access
            + R"(","expires_in":1800,"token_type":"Bearer",)" + R"("refresh_token":")" + refresh
            + R"(","scope":"x"})";
        return {Reply::of(200, body).bytes, Reply::Then::Keep, 20};
    }

    QByteArray code = "CODE%2B1%2Fx";
    QByteArray access, refresh;
    QString challenge;
    QStringList revoked;
    bool wrongState = false;
    int tokenStatus = 200, revocationStatus = 200, generation = 0, refreshes = 0, calls = 0;
    QByteArray tokenError;
    RawServer server;
};

// A store that records the order of things, and fails when told to.
class WatchedStore final : public xero::TokenStore {
public:
    void load(const QString& key, QObject* context, Loaded done) override
    {
        inner->load(key, context, std::move(done));
    }
    void save(const QString& key, const QByteArray& secret, QObject* context, Saved done) override
    {
        if (fails)
            return QMetaObject::invokeMethod(
                       context,
                       [done] {
                           done(base::failure(
                               base::ErrorKind::Storage, QStringLiteral("No keychain.")));
                       },
                       Qt::QueuedConnection),
                   void();
        if (onSave)
            onSave();
        keys += key;
        last = secret;
        inner->save(key, secret, context, std::move(done));
    }
    void remove(const QString& key, QObject* context, Saved done) override
    {
        inner->remove(key, context, std::move(done));
    }
    std::unique_ptr<xero::TokenStore> inner = xero::memoryTokenStore();
    std::function<void()> onSave;
    QStringList keys;
    QByteArray last;
    bool fails = false;
};
