// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "records/ledger.h"
#include "records/mirror.h"

#include <QPair>

#include <array>

namespace records {

// What we own of a contact that we created: it goes to Xero again when the ledger changes it,
// field by field, and never over what a person wrote there (R003, R005).
struct ContactCard {
    QString name, firstName, lastName, email, phone;
    QString address; // all of its lines in one text, as addressText makes it
    bool operator==(const ContactCard&) const = default;
};

struct CardField {
    const char16_t* words;
    QString ContactCard::*value;
};
constexpr std::array kCardFields{CardField{u"name", &ContactCard::name},
    CardField{u"first name", &ContactCard::firstName},
    CardField{u"last name", &ContactCard::lastName}, CardField{u"e-mail", &ContactCard::email},
    CardField{u"phone", &ContactCard::phone}, CardField{u"address", &ContactCard::address}};

// One text for comparing and showing an address: Xero keeps it in other pieces than the ledger.
inline QString addressText(const QStringList& parts)
{
    QStringList kept;
    for (const QString& part : parts)
        for (const QString& line : part.split(u'\n'))
            if (!line.trimmed().isEmpty())
                kept.append(line.trimmed());
    return kept.join(QStringLiteral(", "));
}

// The lines of the street that Xero has room for.
inline QStringList streetOf(const ledger::Account& account)
{
    return account.addressLine.split(u'\n', Qt::SkipEmptyParts).mid(0, 4);
}

inline ContactCard cardOf(const ledger::Account& account)
{
    return {account.name, account.firstName, account.lastName, account.email, account.phone,
        addressText(streetOf(account)
            + QStringList{account.city, account.region, account.postalCode, account.country})};
}

inline ContactCard cardOf(const mirror::Contact& contact)
{
    return {contact.name, contact.firstName, contact.lastName, contact.email, contact.phone,
        contact.address};
}

// What a new contact is made of, as Xero calls it; what the account doesn't have isn't sent.
inline QList<std::pair<QString, QString>> newContactFields(const ledger::Account& account)
{
    const ContactCard card = cardOf(account);
    QList<std::pair<QString, QString>> fields;
    for (const auto& [name, value] :
        {std::pair("Name", card.name), std::pair("ContactNumber", account.number),
            std::pair("FirstName", card.firstName), std::pair("LastName", card.lastName),
            std::pair("EmailAddress", card.email), std::pair("Phone", card.phone),
            std::pair("TaxNumber", account.taxNumber), std::pair("Address", card.address)})
        if (!value.isEmpty())
            fields.append({QString::fromLatin1(name), value});
    return fields;
}

// What the ledger changed since Xero was told, and Xero doesn't show yet. A name is never emptied.
inline QList<CardField> changedFields(
    const ContactCard& ours, const ContactCard& told, const ContactCard& theirs)
{
    QList<CardField> changed;
    for (const CardField& field : kCardFields)
        if (ours.*field.value != told.*field.value && ours.*field.value != theirs.*field.value
            && (field.value != &ContactCard::name || !ours.name.trimmed().isEmpty()))
            changed.append(field);
    return changed;
}

} // namespace records
