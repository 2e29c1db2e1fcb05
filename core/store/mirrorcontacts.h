// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "store/versioned.h"

namespace store {

class MirrorContacts {
public:
    explicit MirrorContacts(Connection& connection)
        : m_connection(connection)
    {
    }
    QList<Changed<records::mirror::Contact>> put(
        const QList<records::mirror::Contact>& contacts, const QDateTime& now);
    std::optional<records::mirror::Contact> find(records::mirror::ContactId id) const;
    bool isCarried(const QString& number) const; // by any contact, active or not
    // The contact that this one became, however often merged; itself when it wasn't.
    std::optional<records::mirror::Contact> survivorOf(records::mirror::ContactId id) const;
    // Active ones that no account is linked to, and whose number isn't about to be taken out.
    QList<records::mirror::Contact> unlinked() const;

private:
    Connection& m_connection;
};

} // namespace store
