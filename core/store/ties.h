// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "store/columns.h"

namespace store {

// Twins, unique on both sides, and what else was said of records in Xero.
class Ties {
public:
    explicit Ties(Connection& connection)
        : m_connection(connection)
    {
    }
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
    void setCard(records::AccountId account, const std::optional<records::ContactCard>& card);
    std::optional<records::ContactCard> cardOf(records::AccountId account) const;

private:
    Connection& m_connection;
};

} // namespace store
