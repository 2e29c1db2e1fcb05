// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "sandbox/rules.h"
#include "sandbox/state.h"
#include "simulation/simulatedclock.h"
#include "xero/transport.h"

#include <QJsonObject>

#include <deque>

namespace simulation {

// Xero, as far as the simulator plays it: the sandbox's rules without a server, reading that lags
// behind writing, and errors that Xero remembers under a key.
class XeroSide {
public:
    XeroSide(const SimulatedClock& clock, quint64 seed);

    void signIn(); // a new token; the old one is good no longer
    void revoke(); // the token in use is refused from now on
    bool isSignedIn() const { return m_signedIn; }
    const QByteArray& token() const { return m_token; }
    const QByteArray& tenantId() const { return m_tenant; }
    void setKeyLife(int seconds);
    void setLimits(bool on);
    void setLag(int seconds) { m_lagMs = qint64(seconds) * 1'000; }
    void setPageSize(int size) { m_pageSize = size; }

    // A call of our own program, as it comes off the wire.
    sandbox::Answer handle(const xero::Request& request);
    // Xero answers with this error, and to the same key again as long as it remembers keys.
    sandbox::Answer failAndRemember(const xero::Request& request);
    bool remembers(const QByteArray& key) const;
    // A person's act in Xero; empty when Xero's rules refuse it.
    QJsonObject person(const QString& act, QJsonObject what);
    // Another program on the same organisation, with a token of its own.
    QJsonObject other(const QByteArray& verb, const QString& path, const QJsonObject& body);

    sandbox::State& state() { return m_rules->state(); }
    const sandbox::Tenant& truth() const;
    // The truth, and what reading may still have shown instead of it a moment ago.
    QList<const sandbox::Tenant*> readable() const;

private:
    sandbox::Answer raw(const QByteArray& verb, const QString& path, const QByteArray& body = {});
    sandbox::Call asCall(const xero::Request& request) const;
    sandbox::Tenant& tenant();
    void keepPast();

    const SimulatedClock& m_clock;
    XeroClock m_xeroClock;
    base::SeededRandom m_random;
    std::unique_ptr<sandbox::Rules> m_rules;
    QByteArray m_token, m_otherToken, m_tenant;
    QString m_tenantKey;
    bool m_signedIn = true;
    int m_pageSize = 1'000, m_keyLifeSeconds = 360;
    qint64 m_lagMs = 0;
    struct Past {
        qint64 until;
        sandbox::Tenant tenant;
    };
    std::deque<Past> m_past; // what the organisation held until then, the oldest first
    QHash<QByteArray, qint64> m_failedKeys; // when first failed
};

} // namespace simulation
