// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/clock.h"
#include "base/random.h"
#include "xero/transport.h"

#include <QUrl>
#include <QUuid>

#include <memory>

// Signing in, staying signed in, and sending: OAuth2 with PKCE in the system browser, tokens in the
// keychain, one paced HTTP transport. Everything here calls back from the event loop.
namespace xero {

// Where Xero is: its own hosts, or one base URL for all of them (design §10). https only, http on
// localhost alone.
struct Addresses {
    QUrl authorize, token, revocation, connections, api;
    bool isLocalSandbox = false;
    static base::Result<Addresses> of(const QString& baseUrl); // empty = Xero's own
};

// Keeps the refresh token. Keychain in production, memory for demo books and tests.
class TokenStore {
public:
    virtual ~TokenStore() = default;
    using Loaded = std::function<void(base::Result<QByteArray>)>; // NotFound when there is none
    using Saved = std::function<void(base::Result<void>)>;
    virtual void load(const QString& key, QObject* context, Loaded) = 0;
    virtual void save(const QString& key, const QByteArray& secret, QObject* context, Saved) = 0;
    virtual void remove(const QString& key, QObject* context, Saved) = 0;
};
std::unique_ptr<TokenStore> keychainTokenStore(); // QtKeychain, own 20 s timeout, never insecure
std::unique_ptr<TokenStore> memoryTokenStore();

struct Tenant {
    QUuid connectionId, tenantId;
    QString name, type;
};

struct SessionOptions {
    Addresses addresses;
    QString clientId;
    QString bookKey; // names the book's entry in the token store
    // Held while the tokens change, against every other program that uses the same entry. Empty
    // when the store is this program's own.
    QString lockFile;
    // How the consent address is opened: the desktop's browser, or a command of the user's.
    std::function<bool(const QUrl&)> openBrowser;
    // Demo books: against a local sandbox alone, consent is taken without browser, port or page
    // (prompt=none, the code is read from the redirect).
    bool silent = false;
    int consentTimeoutSeconds = 120;
    QList<quint16> ports = {8742, 8743, 8744}; // registered redirect ports, tried in order
};

class Session {
public:
    virtual ~Session() = default;
    using Done = std::function<void(base::Result<void>)>;
    using Tenants = std::function<void(base::Result<QList<Tenant>>)>;

    // The whole consent: browser, redirect, code, tokens stored. Fails with a sentence for: denied,
    // state mismatch, timeout, all ports busy, no keychain.
    virtual void signIn(QObject* context, Done) = 0;
    // From the stored refresh token; Unauthorised when there is none or it has ended (a silent
    // session then signs in by itself).
    virtual void resume(QObject* context, Done) = 0;
    virtual void tenants(QObject* context, Tenants) = 0;
    virtual void chooseTenant(QUuid tenantId) = 0;
    // A sign-in that nobody uses ends after 60 days, each use counts them anew. Invalid while this
    // session has not used it.
    virtual QDateTime endsUnused() const = 0;
    // What Xero allows this sign-in; empty while this session has not used it.
    virtual QStringList scopes() const = 0;
    // Revokes and forgets.
    virtual void signOut(QObject* context, Done) = 0;
    // Sends with bearer and tenant; refreshes once on an expired token (single flight, rotated
    // token stored before the new access token is used); paces by limits; at most 5 in flight.
    virtual Transport& transport() = 0;
    virtual Budget budget() const = 0;
    virtual int callsThisMinute() const = 0;
    virtual int callsToday() const = 0;
    // What Xero sent us on that day (UTC): Xero bills data above a plan's allowance.
    virtual qint64 bytesToday() const = 0;
};

// What Tieout asks Xero to allow, as few as the work needs (xero-api.md §1.4).
QStringList neededScopes();

std::unique_ptr<Session> makeSession(
    SessionOptions options, TokenStore& tokens, base::Clock& clock, base::Random& random);

} // namespace xero
