// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"
#include "records/change.h"
#include "xero/transport.h"

#include <optional>

namespace xero {
class Fields;
}

// Response → values. A missing or ill-typed field is Error::Malformed and the page is refused
// whole. Both date forms are read; amounts come from the JSON text, never through a double.
namespace xero {

template <class T>
struct Page {
    QList<T> records;
    int page = 1, pageCount = 1; // of a paged answer
    QDateTime serverTime; // DateTimeUTC of the envelope, or the Date header
};

// A postal address, as one text: as records::addressText has it of an account.
QString addressOf(const Fields& address);

// Non-2xx becomes an Error with Xero's text in raw: validation messages joined by "; ".
base::Error errorOf(const Response& response);

base::Result<records::mirror::Organisation> organisation(const Response&, QUuid tenant);
base::Result<Page<records::mirror::ChartAccount>> chart(const Response&);
base::Result<Page<records::mirror::TaxRate>> taxRates(const Response&);
base::Result<Page<records::mirror::Item>> items(const Response&);
base::Result<Page<records::mirror::Contact>> contacts(const Response&, base::Currency baseCurrency);
base::Result<Page<records::mirror::Invoice>> invoices(const Response&);
base::Result<Page<records::mirror::Credit>> credits(const Response&, records::mirror::CreditKind);
base::Result<Page<records::mirror::Payment>> payments(const Response&, base::Currency baseCurrency);
base::Result<Page<records::mirror::BankTransaction>> bankTransactions(const Response&);
base::Result<Page<records::mirror::BankTransfer>> bankTransfers(
    const Response&, base::Currency baseCurrency);
base::Result<Page<records::mirror::BatchPayment>> batchPayments(
    const Response&, base::Currency baseCurrency);

// Who did what to a record, as Xero tells it.
base::Result<QList<records::ChangeAuthor>> history(const Response&);

// One element of the answer to a PUT with summarizeErrors=false, in the order of the request:
// either accepted with its id, or refused with Xero's messages. HTTP 200 alone is not success. A
// 400 with Elements reads the same; any other failure is the Error of the whole call.
struct Created {
    // Of the record; for overpayments the OverpaymentID; null when refused, and for an allocation
    // until its credit is read again.
    QUuid id;
    QUuid bankTransaction; // of an overpayment
    QString status;
    base::Money amount; // Total or Amount as echoed; zero where the kind has none
    QUuid contact;
    QStringList errors, warnings;
    bool isAccepted = false;
    bool accepted() const { return isAccepted; }
    bool refused() const { return !errors.isEmpty(); }
    // Neither: an answer that says nothing; look in Xero before anything is sent again.
};
enum class CreatedKind {
    Contact,
    Item,
    Invoice,
    CreditNote,
    Overpayment,
    Payment,
    Allocation,
    RemovedAllocation // the answer to its DELETE: one object, in no list
};
base::Result<QList<Created>> created(
    const Response&, CreatedKind, int expectedElements, base::Currency baseCurrency);

// The accepted records as the answer to their creation shows them, so that they needn't be read
// again. Malformed when one of them can't be read: then read it again. Items and allocations are
// not shown: Xero tells less of them than a reading does.
struct Shown {
    QList<records::mirror::Contact> contacts;
    QList<records::mirror::Invoice> invoices;
    QList<records::mirror::Credit> creditNotes;
    QList<records::mirror::Payment> payments;
    QList<records::mirror::BankTransaction> bankTransactions;
};
base::Result<Shown> shown(
    const Response&, CreatedKind, const QList<Created>& elements, base::Currency baseCurrency);

} // namespace xero
