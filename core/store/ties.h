// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "store/columns.h"

namespace store {

// Links and twins: each unique on both sides.
class Ties {
public:
    explicit Ties(Connection& connection)
        : m_connection(connection)
    {
    }
    // An account that is linked already is linked anew.
    void link(const records::Link& link);
    void unlink(records::AccountId account);
    std::optional<records::Link> linkOf(records::AccountId account) const;
    std::optional<records::Link> linkOf(records::mirror::ContactId contact) const;

    void tie(const records::Twin& twin, records::AccountId account);
    void retie(records::RecordRef record, records::XeroRef to);
    void untie(records::RecordRef record);
    std::optional<records::Twin> twinOf(records::RecordRef record) const;
    std::optional<records::Twin> twinOf(records::XeroRef record) const;
    QList<records::Twin> ofAccount(records::AccountId account) const;
    // What stands on this contact in Xero and is tied to a record of another account: after a
    // merge, or where a person has moved a document.
    QSet<QUuid> tiedElsewhere(records::AccountId account, records::mirror::ContactId contact) const;
    // The account whose twin points to a record in Xero; zero when none does.
    records::AccountId accountTiedTo(const QUuid& xeroId) const;

    void setAside(records::XeroRef record, records::AccountId account, const QString& reason);
    QList<records::XeroRef> setAsideOf(records::AccountId account) const;

    // What Xero was last told of the contact that was created for this account.
    void setCard(records::AccountId account, const records::ContactCard& card);
    std::optional<records::ContactCard> cardOf(records::AccountId account) const;

private:
    Connection& m_connection;
};

} // namespace store
