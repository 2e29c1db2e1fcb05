// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "xero/httptransport.h"
#include "xero/session.h"

// OAuth 2 with PKCE as values: which call to make, and what its answer means. No secret of an
// application is involved; a desktop program can't keep one.
namespace xero::oauth {

// What makes one sign-in unmistakable. Made afresh for each, never stored.
struct Proof {
    QByteArray verifier, state;
    QByteArray challenge() const;
};
Proof makeProof(base::Random& random);

struct Tokens {
    QByteArray access, refresh;
    int livesSeconds = 0; // of the access token
    QStringList scopes; // granted
};

QStringList scopes(); // asked for
QUrl redirectUri(quint16 port);
QUrl consentAddress(const SessionOptions& options, const Proof& proof, quint16 port);

HttpCall exchangeCode(
    const SessionOptions& options, const Proof& proof, quint16 port, const QString& code);
HttpCall refresh(const SessionOptions& options, const QByteArray& refreshToken);
HttpCall revoke(const SessionOptions& options, const QByteArray& refreshToken);
HttpCall listConnections(const SessionOptions& options);

base::Result<Tokens> tokens(const base::Result<Response>& answer);
base::Result<QList<Tenant>> tenants(const base::Result<Response>& answer);

// The code that consent ended with: of a redirect's query, for the proof that began it.
// Unauthorised when the user said no, Conflict when the answer belongs to another sign-in.
base::Result<QString> code(const QUrl& redirected, const Proof& proof);

} // namespace xero::oauth
