// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/engine.h"
#include "sandbox/rules.h"
#include "xero/pacer.h"

#include <QJsonObject>

// Xero without sockets: the sandbox's rules behind the engine's own session port, on the test's
// clock. The network may be away, and somebody may take the sign-in back.
class XeroInMemory {
public:
    XeroInMemory(base::Clock& clock, base::Random& random);

    std::function<std::unique_ptr<xero::Session>(
        xero::SessionOptions, xero::TokenStore&, base::Clock&, base::Random&)>
    sessions();

    void setOnline(bool isOnline) { m_isOnline = isOnline; }
    void revoke() { m_isRevoked = true; }
    void consentAgain() { m_isRevoked = false; }
    void setSettings(const QJsonObject& settings);
    QJsonObject person(const QString& act, const QJsonObject& what);
    // Records in the API's own words, as other programs make them.
    QJsonObject seed(const QJsonObject& records);
    QJsonObject truth();
    int calls() const { return m_calls; }
    int writes() const { return m_writes; }
    int writesWhileRevoked() const { return m_writesWhileRevoked; }

private:
    class Session;
    sandbox::Answer call(const QByteArray& verb, const QString& path, const QByteArray& body = {});
    void signIn();

    base::Clock& m_clock;
    std::unique_ptr<sandbox::Rules> m_rules;
    QByteArray m_token, m_tenant;
    bool m_isOnline = true, m_isRevoked = false;
    int m_calls = 0, m_writes = 0, m_writesWhileRevoked = 0;
};
