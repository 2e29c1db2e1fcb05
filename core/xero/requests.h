// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "records/accountfile.h"
#include "records/change.h"
#include "xero/transport.h"

// One tiny function per endpoint: values → Request. Bodies are canonical (same values, same bytes)
// and carry no time of day, so that a frozen body can be sent again under its key.
namespace xero {

constexpr int kPageSize = 1000;

Request readOrganisation();
Request readChart();
Request readTaxRates();
Request readItems();
Request readContacts(int page, const QDateTime& modifiedSince, int pageSize = kPageSize);
Request readContact(records::mirror::ContactId id);
Request readContactsByIds(const QList<records::mirror::ContactId>& ids); // ≤ 40, archived too
Request readContactByNumber(const QString& number); // 404 when there is none
Request readContactsByName(const QString& name);
// of: those of these contacts alone (≤ 40); empty = of all.
using OfContacts = QList<records::mirror::ContactId>;
Request readInvoices(
    int page, const QDateTime& modifiedSince, const OfContacts& of = {}, int pageSize = kPageSize);
Request readInvoice(records::mirror::InvoiceId id);
Request readInvoicesByIds(const QList<records::mirror::InvoiceId>& ids); // ≤ 40
Request readInvoicesByNumbers(const QStringList& numbers); // ≤ 40
Request readCredits(records::mirror::CreditKind kind, int page, const QDateTime& modifiedSince,
    const OfContacts& of = {}, int pageSize = kPageSize);
Request readCredit(records::mirror::CreditKind kind, records::mirror::CreditId id);
Request readCreditNoteByNumber(const QString& number);
Request readPayments(
    int page, const QDateTime& modifiedSince, const OfContacts& of = {}, int pageSize = kPageSize);
Request readPayment(records::mirror::PaymentId id);
Request readPaymentsOfInvoice(records::mirror::InvoiceId id);
Request readBankTransactions(int page, const QDateTime& modifiedSince, int pageSize = kPageSize);
Request readBankTransactionsOfContact(
    records::mirror::ContactId contact, const QDateTime& modifiedSince);
Request readBankTransfers();
Request readBatchPayments();

struct DocumentPush {
    records::ledger::Document document;
    records::mirror::ContactId contact;
    QString marker; // goes into Url: https://tieout.example/r/<marker>
    // Our product code → Xero's item code, for lines that carry one; absent = no ItemCode is sent.
    QHash<QString, QString> itemCodes;
};
struct OverpaymentPush {
    records::ledger::Payment payment;
    bool toVendor = false; // SPEND-OVERPAYMENT
    records::mirror::ContactId contact;
    QString bankAccountCode;
    QString marker; // first line's Description: "PAY-20417 · reference [marker]"; and Url
};
struct PaymentPush {
    records::ledger::Payment payment;
    records::mirror::InvoiceId invoice;
    QString bankAccountCode;
    QString marker; // Reference: "reference [marker]"
};
struct RefundPush {
    records::mirror::CreditId overpayment;
    base::Money amount;
    QDate date;
    QString reference;
    QString bankAccountCode;
    QString marker; // Reference: "reference [marker]"
};
struct ContactChange {
    records::mirror::ContactId contact;
    records::ledger::Account account;
    QList<records::CardField> fields; // only these are sent: the others are Xero's
};
struct AllocationPush {
    records::mirror::InvoiceId invoice;
    base::Money amount;
    QDate date;
};

// Creates: PUT with summarizeErrors=false, elements in the order given, key and marker left to the
// caller. Amounts are written as JSON numbers from text, never through a double.
Request createContacts(const QList<records::ledger::Account>& accounts);
Request createItems(const QList<records::ledger::Product>& products, records::ItemCodes codes,
    const records::BookSettings& settings);
Request createInvoices(
    const QList<DocumentPush>& documents, const records::BookSettings& settings); // ACCREC, ACCPAY
Request createCreditNotes(
    const QList<DocumentPush>& documents, const records::BookSettings& settings);
Request createOverpayments(const QList<OverpaymentPush>& payments);
Request createPayments(const QList<PaymentPush>& payments);
Request allocate(records::mirror::CreditKind kind, records::mirror::CreditId credit,
    const QList<AllocationPush>& allocations);
Request refundOverpayments(const QList<RefundPush>& refunds);
// What takes back; each is done when Xero no longer shows it, however often it is asked.
Request removeAllocation(records::mirror::CreditKind kind, records::mirror::CreditId credit,
    records::mirror::AllocationId allocation);
Request deletePayment(records::mirror::PaymentId id);
Request voidInvoice(records::mirror::InvoiceId id);
Request voidCreditNote(records::mirror::CreditId id);
Request changeContacts(const QList<ContactChange>& changes);
// The card of the contact that element number `place` of these bytes made or changed: what they
// name, over what was known before.
records::ContactCard cardAfter(
    const QByteArray& body, qsizetype place, const records::ContactCard& before);
// POST of the number alone to an existing contact: the way back of a link.
Request setContactNumber(records::mirror::ContactId id, const QString& number);
struct NumberChange {
    records::mirror::ContactId contact;
    QString number;
};
Request setContactNumbers(const QList<NumberChange>& changes); // the same of many
Request restoreContacts(const QList<records::mirror::ContactId>& ids);
// What a person changed is written as it was: only what that change is about. was and now are the
// document as agreed and as Xero shows it; lines that are still there keep their ids.
Request putBack(const records::mirror::Invoice& was, const records::mirror::Invoice& now,
    records::ChangeKind kind);
Request putBack(const records::mirror::Credit& was, const records::mirror::Credit& now,
    records::ChangeKind kind);
// Its own history in Xero, newest first or last as Xero likes.
Request readHistory(const records::XeroRef& record);

} // namespace xero
