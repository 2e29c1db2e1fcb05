// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "records/operation.h"

#include <QSet>

#include <optional>

namespace engine {

// What is read from Xero, each by its own endpoint.
enum class Resource {
    Organisation,
    Chart,
    TaxRates,
    Items,
    Contacts,
    Invoices,
    CreditNotes,
    Overpayments,
    Prepayments,
    Payments,
    BankTransactions,
    BankTransfers,
    BatchPayments
};

inline size_t qHash(Resource resource, size_t seed = 0)
{
    return ::qHash(static_cast<int>(resource), seed);
}

// What people change all day, and everything that a push of money can change: read in every run,
// and by every lookup of an unheard answer.
QList<Resource> quickResources();
// Settings, batches and transfers are read whole each time and change rarely: once an hour is
// enough (design §6).
QList<Resource> slowResources();
// What has to be read to see this cause mended, beyond what every run reads.
std::optional<Resource> restsOn(records::CauseId cause);
// What a push of this kind changes beyond what its own answer tells.
QSet<Resource> changedBy(records::OperationKind kind);

QString spoken(Resource resource); // "Reading invoices"
QString fetchCursorName(Resource resource); // value of the book: "fetch.contacts"
QString fetchedAtName(Resource resource); // value of the book: "fetch.at.contacts"

} // namespace engine
