// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "store/columns.h"

namespace store {

// Whether a link is only half there (R007): without a name, without the contact, or without the way
// back, because the contact carries a number that is somebody else's. Of link l, account a and
// contact c. Numbers are compared as they are for linking by them.
inline const QString kHalfLinked
    = QStringLiteral("(l.contact_name = '' OR c.id IS NULL OR (l.how <> 'by merge'"
                     " AND LOWER(TRIM(c.number)) NOT IN ('', LOWER(TRIM(a.number)))))");

// Which account is which contact, what is still to be told to Xero of it, and what was changed in
// bulk.
class Links {
public:
    explicit Links(Connection& connection)
        : m_connection(connection)
    {
    }
    // An account that is linked already is linked anew.
    void link(const records::Link& link);
    void unlink(records::AccountId account);
    std::optional<records::Link> linkOf(records::AccountId account) const;
    std::optional<records::Link> linkOf(records::mirror::ContactId contact) const;
    QList<records::AccountId> ofMerged() const;

    QList<records::NumberWish> numberWishes(int limit) const;
    void save(const records::NumberWish& wish);
    void dropNumberWish(records::mirror::ContactId contact);
    void setWantsContact(records::AccountId account, std::optional<bool> wants);
    std::optional<bool> wantsContact(records::AccountId account) const;

    qint64 save(const records::LinkChange& change, const QList<records::Relinked>& accounts);
    std::optional<records::LinkChange> change(qint64 id) const; // 0 = the last bulk
    std::optional<records::LinkChange> changeByHand(records::AccountId account) const; // the last
    QList<records::Relinked> relinked(qint64 change) const;
    void undone(qint64 change);

private:
    Connection& m_connection;
};

} // namespace store
