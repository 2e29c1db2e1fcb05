// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "records/accountfile.h"
#include "records/command.h"
#include "records/mending.h"

// What a remedy does, record by record, as values: shown before it is done, then done as shown.
namespace plan {

// One record's part of a remedy.
struct Deed {
    records::RemedyId remedy = records::RemedyId::None;
    records::MendedField change;
    QList<records::MendedField> more; // what follows from it
    QString left; // why it can't be done for this record; then nothing is
    records::AccountId account;
    records::RecordRef record; // a document, payment or allocation
    QUuid xero; // the contact or payment
    QString text; // the SKU, code or name
    QDate date;
    base::Money amount;
};

// What can be carried out as a remedy; the rest of them are pages, steps or commands of their own.
bool isMendable(records::RemedyId remedy);

// For those pushes of an account that the cause holds up. An op may stand for a record alone.
QList<Deed> deeds(const records::command::Mend& what, const records::AccountFile& file,
    const QList<records::Operation>& stuck, const records::Surroundings& around);

// What is mended once for all records: an item, a product, a code, how tax is carried.
bool isOfTheBook(records::RemedyId remedy);
QList<Deed> deeds(const records::command::Mend& what, const records::Surroundings& around);

} // namespace plan
