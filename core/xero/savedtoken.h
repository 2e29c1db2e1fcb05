// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "xero/session.h"

namespace xero {

// The refresh token as it survives a crash. Xero gives a new one with every refresh, and the old
// one ends soon after; so the new one goes to the other of two slots, and the old one stays until
// the next rotation.
class SavedToken {
public:
    SavedToken(
        TokenStore& store, base::Clock& clock, const QString& bookKey, const QString& clientId)
        : m_store(store)
        , m_clock(clock)
        , m_key(bookKey)
        , m_clientId(clientId)
    {
    }

    // The valid ones, newest first: what another program rotated meanwhile is among them. NotFound
    // when there is none.
    using Found = std::function<void(base::Result<QList<QByteArray>>)>;
    void load(QObject* context, Found found);
    void save(const QByteArray& refreshToken, QObject* context, TokenStore::Saved saved);
    void forget(QObject* context, TokenStore::Saved forgotten);

private:
    struct Record {
        int slot = 0;
        int sequence = 0;
        QByteArray token;
    };
    using Records = std::function<void(base::Result<QList<Record>>)>;
    void records(QObject* context, Records found);
    std::optional<Record> read(int slot, const QByteArray& secret) const;
    QString slotKey(int slot) const;

    TokenStore& m_store;
    base::Clock& m_clock;
    QString m_key, m_clientId;
};

} // namespace xero
