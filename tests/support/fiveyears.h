// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "records/ids.h"

#include <QDateTime>
#include <QList>

// A book of five years of daily work: invoices and their payments are recorded in the ledger,
// appear in Xero hours later and are read in the evening; differences come and heal. And in some
// accounts, at a known moment, one record that both sides part by for good. Nothing is random but
// by the seed.
namespace fiveyears {

struct Break {
    QString kind; // "voided in Xero"
    records::AccountId account;
    // Whose event it is. Of an allocation in Xero, its credit as well: one act on both.
    std::optional<records::RecordRef> ledger;
    QList<records::XeroRef> xero;
    QDateTime at; // by the clock of the system that it happened in
};

struct Made {
    QList<Break> breaks; // one an account
    QList<records::AccountId> whole; // the accounts that have none
    int documents = 0, payments = 0, healed = 0, fetches = 0;
};

Made makeBook(const QString& path, int documents, int breaks, quint64 seed);

} // namespace fiveyears
