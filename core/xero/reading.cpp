// SPDX-License-Identifier: GPL-3.0-or-later

#include "xero/endpoints.h"
#include "xero/requests.h"

#include <QUrl>

// The requests that only read.
namespace xero {

namespace mirror = records::mirror;

namespace {

const QString kPage = QStringLiteral("page");
const QString kWhere = QStringLiteral("where");

QString segment(const QString& text)
{
    return QString::fromLatin1(QUrl::toPercentEncoding(text));
}

Request read(const QString& path, const Query& query = {}, const QDateTime& modifiedSince = {})
{
    return {.path = path, .query = query, .modifiedSince = modifiedSince};
}

// Without a page Xero answers with summaries that lack lines and balances; so every list asks one.
Query paged(int page, int pageSize, Query more = {})
{
    return Query{{kPage, QString::number(page)},
               {QStringLiteral("pageSize"), QString::number(pageSize)}}
    + more;
}

Query filtered(const QString& where, Query more = {})
{
    return paged(1, kPageSize, Query{{kWhere, where}} + more);
}

QString filterText(const QString& text)
{
    QString escaped = text;
    escaped.replace(u'\\', QStringLiteral("\\\\")).replace(u'"', QStringLiteral("\\\""));
    return u'"' + escaped + u'"';
}

QString filterGuid(QUuid id)
{
    return QStringLiteral("guid(\"%1\")").arg(id.toString(QUuid::WithoutBraces));
}

} // namespace

Request readOrganisation()
{
    return read(QStringLiteral("Organisation"));
}

Request readChart()
{
    return read(QStringLiteral("Accounts"));
}

Request readTaxRates()
{
    return read(QStringLiteral("TaxRates"));
}

Request readItems()
{
    return read(QStringLiteral("Items"), unitPricesInFull());
}

// Archived contacts are read as well: documents still hang on them, and a merge archives.
Request readContacts(int page, const QDateTime& modifiedSince, int pageSize)
{
    return read(QStringLiteral("Contacts"),
        paged(page, pageSize, {{QStringLiteral("includeArchived"), QStringLiteral("true")}}),
        modifiedSince);
}

Request readContact(mirror::ContactId id)
{
    return read(QStringLiteral("Contacts/") + id.toString());
}

Request readContactsByIds(const QList<mirror::ContactId>& ids)
{
    QStringList list;
    for (const mirror::ContactId& id : ids)
        list += id.toString();
    return read(QStringLiteral("Contacts"),
        paged(1, kPageSize,
            {{QStringLiteral("IDs"), list.join(u',')},
                {QStringLiteral("includeArchived"), QStringLiteral("true")}}));
}

Request readContactByNumber(const QString& number)
{
    return read(QStringLiteral("Contacts/") + segment(number));
}

Request readContactsByName(const QString& name)
{
    return read(QStringLiteral("Contacts"),
        filtered(QStringLiteral("Name==") + filterText(name),
            {{QStringLiteral("includeArchived"), QStringLiteral("true")}}));
}

namespace {

// "Contact.ContactID==guid("…") OR …"; nothing for all contacts.
Query ofContacts(const OfContacts& of, const QString& field)
{
    QStringList terms;
    for (const mirror::ContactId& contact : of)
        terms += field + QStringLiteral("==") + filterGuid(contact.value);
    return terms.isEmpty() ? Query() : Query{{QStringLiteral("where"), terms.join(u" OR ")}};
}

} // namespace

// Named one by one, because a voided or deleted invoice must not just stay away.
Request readInvoices(int page, const QDateTime& modifiedSince, const OfContacts& of, int pageSize)
{
    QStringList contacts;
    for (const mirror::ContactId& contact : of)
        contacts += contact.toString();
    const Query some
        = contacts.isEmpty() ? Query() : Query{{QStringLiteral("ContactIDs"), contacts.join(u',')}};
    return read(QStringLiteral("Invoices"),
        paged(page, pageSize,
            Query{{QStringLiteral("Statuses"),
                QStringLiteral("DRAFT,SUBMITTED,AUTHORISED,PAID,VOIDED,DELETED")}}
                + some + unitPricesInFull()),
        modifiedSince);
}

Request readInvoice(mirror::InvoiceId id)
{
    return read(QStringLiteral("Invoices/") + id.toString(), unitPricesInFull());
}

Request readInvoicesByIds(const QList<mirror::InvoiceId>& ids)
{
    QStringList texts;
    for (const auto& id : ids)
        texts += id.toString();
    return read(QStringLiteral("Invoices"),
        paged(1, kPageSize, Query{{QStringLiteral("IDs"), texts.join(u',')}} + unitPricesInFull()));
}

Request readInvoicesByNumbers(const QStringList& numbers)
{
    return read(QStringLiteral("Invoices"),
        paged(1, kPageSize,
            Query{{QStringLiteral("InvoiceNumbers"), numbers.join(u',')}} + unitPricesInFull()));
}

Request readCredits(mirror::CreditKind kind, int page, const QDateTime& modifiedSince,
    const OfContacts& of, int pageSize)
{
    const Query some = ofContacts(of, QStringLiteral("Contact.ContactID"));
    return read(endpoint(kind), paged(page, pageSize, some + unitPricesInFull()), modifiedSince);
}

Request readCredit(mirror::CreditKind kind, mirror::CreditId id)
{
    return read(endpoint(kind) + u'/' + id.toString(), unitPricesInFull());
}

// By filter and not by path, so that a number with a slash can be asked for; nothing found is an
// empty page.
Request readCreditNoteByNumber(const QString& number)
{
    return read(endpoint(mirror::CreditKind::CreditNote),
        filtered(QStringLiteral("CreditNoteNumber==") + filterText(number), unitPricesInFull()));
}

Request readPayments(int page, const QDateTime& modifiedSince, const OfContacts& of, int pageSize)
{
    const Query some = ofContacts(of, QStringLiteral("Invoice.Contact.ContactID"));
    return read(QStringLiteral("Payments"), paged(page, pageSize, some), modifiedSince);
}

Request readPayment(mirror::PaymentId id)
{
    return read(QStringLiteral("Payments/") + id.toString());
}

Request readPaymentsOfInvoice(mirror::InvoiceId id)
{
    return read(QStringLiteral("Payments"),
        filtered(QStringLiteral("Invoice.InvoiceID==") + filterGuid(id.value)));
}

Request readBankTransactions(int page, const QDateTime& modifiedSince, int pageSize)
{
    return read(QStringLiteral("BankTransactions"), paged(page, pageSize, unitPricesInFull()),
        modifiedSince);
}

Request readBankTransactionsOfContact(mirror::ContactId contact, const QDateTime& modifiedSince)
{
    return read(QStringLiteral("BankTransactions"),
        filtered(
            QStringLiteral("Contact.ContactID==") + filterGuid(contact.value), unitPricesInFull()),
        modifiedSince);
}

Request readBankTransfers()
{
    return read(QStringLiteral("BankTransfers"));
}

Request readBatchPayments()
{
    return read(QStringLiteral("BatchPayments"));
}

} // namespace xero
