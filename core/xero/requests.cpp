// SPDX-License-Identifier: GPL-3.0-or-later

#include "xero/requests.h"

#include "xero/json.h"

#include <QUrl>

namespace xero {

namespace ledger = records::ledger;
namespace mirror = records::mirror;
using base::Decimal4;
using base::Money;
using json::ObjectWriter;

namespace {

using Query = QList<std::pair<QString, QString>>;

const QString kFourDecimals = QStringLiteral("unitdp");
const QString kPage = QStringLiteral("page");
const QString kWhere = QStringLiteral("where");

QString segment(const QString& text)
{
    return QString::fromLatin1(QUrl::toPercentEncoding(text));
}

QString endpoint(mirror::CreditKind kind)
{
    switch (kind) {
    case mirror::CreditKind::CreditNote:
        return QStringLiteral("CreditNotes");
    case mirror::CreditKind::Overpayment:
        return QStringLiteral("Overpayments");
    case mirror::CreditKind::Prepayment:
        return QStringLiteral("Prepayments");
    }
    return {};
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

const Query& unitPricesInFull()
{
    static const Query query{{kFourDecimals, QStringLiteral("4")}};
    return query;
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

// summarizeErrors=false: one refused element must not take the others with it.
Request create(const QString& path, const char* name, const QList<QByteArray>& elements,
    const Query& more = {})
{
    return {.verb = "PUT",
        .path = path,
        .query = Query{{QStringLiteral("summarizeErrors"), QStringLiteral("false")}} + more,
        .body = ObjectWriter().json(name, json::arrayOf(elements)).done()};
}

QByteArray number(Money money)
{
    return money.toString().toLatin1();
}

QByteArray number(Decimal4 value)
{
    return value.toString().toLatin1();
}

QString day(QDate date)
{
    return date.toString(Qt::ISODate);
}

QByteArray idOnly(const char* name, const QString& id)
{
    return ObjectWriter().text(name, id).done();
}

QString markerUrl(const QString& marker)
{
    return marker.isEmpty() ? QString() : QStringLiteral("https://tieout.example/r/") + marker;
}

QString withMarker(const QString& text, const QString& marker)
{
    if (marker.isEmpty())
        return text;
    return text.isEmpty() ? u'[' + marker + u']' : text + QStringLiteral(" [") + marker + u']';
}

QString lineAmountTypes(ledger::TaxMode mode)
{
    switch (mode) {
    case ledger::TaxMode::Exclusive:
        return QStringLiteral("Exclusive");
    case ledger::TaxMode::Inclusive:
        return QStringLiteral("Inclusive");
    case ledger::TaxMode::NoTax:
        return QStringLiteral("NoTax");
    }
    return {};
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

namespace {

QByteArray addressOf(const ledger::Account& account)
{
    ObjectWriter address;
    address.text("AddressType", u"POBOX");
    const QStringList lines = account.addressLine.split(u'\n', Qt::SkipEmptyParts);
    for (int i = 0; i < 4 && i < lines.size(); ++i)
        address.text(
            QByteArray("AddressLine" + QByteArray::number(i + 1)).constData(), lines[i].trimmed());
    return address.textUnlessEmpty("City", account.city)
        .textUnlessEmpty("Region", account.region)
        .textUnlessEmpty("PostalCode", account.postalCode)
        .textUnlessEmpty("Country", account.country)
        .done();
}

QByteArray contactOf(const ledger::Account& account)
{
    ObjectWriter contact;
    contact.text("Name", account.name)
        .textUnlessEmpty("ContactNumber", account.number)
        .textUnlessEmpty("FirstName", account.firstName)
        .textUnlessEmpty("LastName", account.lastName)
        .textUnlessEmpty("EmailAddress", account.email)
        .textUnlessEmpty("TaxNumber", account.taxNumber);
    if (!account.phone.isEmpty())
        contact.json("Phones",
            json::arrayOf({ObjectWriter()
                               .text("PhoneType", u"DEFAULT")
                               .text("PhoneNumber", account.phone)
                               .done()}));
    const bool hasAddress = !account.addressLine.isEmpty() || !account.city.isEmpty()
        || !account.region.isEmpty() || !account.postalCode.isEmpty() || !account.country.isEmpty();
    if (hasAddress)
        contact.json("Addresses", json::arrayOf({addressOf(account)}));
    return contact.done();
}

QByteArray itemOf(
    const ledger::Product& product, records::ItemCodes codes, const records::BookSettings& settings)
{
    const QString& account
        = product.accountCode.isEmpty() ? settings.salesAccountCode : product.accountCode;
    const QString& tax = product.taxType.isEmpty() ? settings.salesTaxType : product.taxType;
    const QByteArray sales = ObjectWriter()
                                 .json("UnitPrice", number(product.unitPrice))
                                 .textUnlessEmpty("AccountCode", account)
                                 .textUnlessEmpty("TaxType", tax)
                                 .done();
    ObjectWriter item;
    item.text("Code", records::itemCode(product, codes))
        .textUnlessEmpty("Name", QStringView(product.name).left(50)) // Xero's limit for a name
        .textUnlessEmpty("Description", product.name)
        .json("SalesDetails", sales);
    return item.done();
}

// Xero works the line's amount out again as quantity × unit price. Where the ledger's own amount
// differs (its prices have more decimals, or a minimum charge), one unit at that amount is sent:
// the cents are what both sides must share.
QByteArray lineOf(
    const ledger::Line& line, const DocumentPush& push, const records::BookSettings& settings)
{
    const ledger::Document& document = push.document;
    const bool isBill = document.kind == ledger::DocumentKind::Bill;
    const auto currency = document.total.currency();
    const bool multiplies
        = base::lineAmount(line.quantity, line.unitPrice, currency) == line.amount;
    const QString& account = !line.accountCode.isEmpty() ? line.accountCode
        : isBill                                         ? settings.purchasesAccountCode
                                                         : settings.salesAccountCode;
    const QString& tax = !line.taxType.isEmpty() ? line.taxType
        : isBill                                 ? settings.purchasesTaxType
                                                 : settings.salesTaxType;
    ObjectWriter out;
    out.text("Description", line.description.isEmpty() ? document.number : line.description)
        .json("Quantity", multiplies ? number(line.quantity) : QByteArray("1"))
        .json("UnitAmount", multiplies ? number(line.unitPrice) : number(line.amount))
        .json("LineAmount", number(line.amount));
    if (document.taxMode != ledger::TaxMode::NoTax)
        out.json("TaxAmount", number(line.tax)).textUnlessEmpty("TaxType", tax);
    return out.textUnlessEmpty("AccountCode", account)
        .textUnlessEmpty("ItemCode", push.itemCodes.value(line.productCode))
        .done();
}

QByteArray linesOf(const DocumentPush& push, const records::BookSettings& settings)
{
    QList<QByteArray> lines;
    for (const auto& line : push.document.lines)
        lines += lineOf(line, push, settings);
    return json::arrayOf(lines);
}

QByteArray invoiceOf(const DocumentPush& push, const records::BookSettings& settings)
{
    const ledger::Document& document = push.document;
    const bool isBill = document.kind == ledger::DocumentKind::Bill;
    ObjectWriter out;
    out.text("Type", isBill ? u"ACCPAY" : u"ACCREC")
        .text("Status", u"AUTHORISED")
        .text("InvoiceNumber", document.number)
        .json("Contact", idOnly("ContactID", push.contact.toString()))
        .text("Date", day(document.date))
        // Xero approves nothing without a due date.
        .text("DueDate", day(document.dueDate.isValid() ? document.dueDate : document.date))
        .text("LineAmountTypes", lineAmountTypes(document.taxMode))
        .textUnlessEmpty("CurrencyCode", document.total.currency().code());
    if (!isBill)
        out.textUnlessEmpty("Reference", document.reference);
    return out.textUnlessEmpty("Url", markerUrl(push.marker))
        .json("LineItems", linesOf(push, settings))
        .done();
}

// Credit notes have no Url in Xero; their number is what finds them again.
QByteArray creditNoteOf(const DocumentPush& push, const records::BookSettings& settings)
{
    const ledger::Document& document = push.document;
    return ObjectWriter()
        .text("Type", u"ACCRECCREDIT")
        .text("Status", u"AUTHORISED")
        .text("CreditNoteNumber", document.number)
        .json("Contact", idOnly("ContactID", push.contact.toString()))
        .text("Date", day(document.date))
        .text("LineAmountTypes", lineAmountTypes(document.taxMode))
        .textUnlessEmpty("CurrencyCode", document.total.currency().code())
        .textUnlessEmpty("Reference", document.reference)
        .json("LineItems", linesOf(push, settings))
        .done();
}

// An overpayment is made by a bank transaction of one line. The line has no account: Xero books it
// to receivables or payables by itself. Reference is refused on this type.
QByteArray overpaymentOf(const OverpaymentPush& push)
{
    const ledger::Payment& payment = push.payment;
    const QString words = payment.reference.isEmpty()
        ? payment.number
        : payment.number + QStringLiteral(" · ") + payment.reference;
    const QByteArray line = ObjectWriter()
                                .text("Description", withMarker(words, push.marker))
                                .json("Quantity", "1")
                                .json("UnitAmount", number(payment.amount))
                                .done();
    return ObjectWriter()
        .text("Type", push.toVendor ? u"SPEND-OVERPAYMENT" : u"RECEIVE-OVERPAYMENT")
        .json("Contact", idOnly("ContactID", push.contact.toString()))
        .json("BankAccount", idOnly("Code", push.bankAccountCode))
        .text("Date", day(payment.date))
        .text("LineAmountTypes", u"NoTax")
        .textUnlessEmpty("CurrencyCode", payment.amount.currency().code())
        .textUnlessEmpty("Url", markerUrl(push.marker))
        .json("LineItems", json::arrayOf({line}))
        .done();
}

QByteArray paymentOf(const PaymentPush& push)
{
    return ObjectWriter()
        .json("Invoice", idOnly("InvoiceID", push.invoice.toString()))
        .json("Account", idOnly("Code", push.bankAccountCode))
        .text("Date", day(push.payment.date))
        .json("Amount", number(push.payment.amount))
        .textUnlessEmpty("Reference", withMarker(push.payment.reference, push.marker))
        .done();
}

QByteArray allocationOf(const AllocationPush& push)
{
    return ObjectWriter()
        .json("Invoice", idOnly("InvoiceID", push.invoice.toString()))
        .json("Amount", number(push.amount))
        .text("Date", day(push.date))
        .done();
}

template <class T, class Write>
QList<QByteArray> each(const QList<T>& values, Write write)
{
    QList<QByteArray> out;
    out.reserve(values.size());
    for (const auto& value : values)
        out += write(value);
    return out;
}

} // namespace

Request createContacts(const QList<ledger::Account>& accounts)
{
    return create(QStringLiteral("Contacts"), "Contacts", each(accounts, contactOf));
}

Request createItems(const QList<ledger::Product>& products, records::ItemCodes codes,
    const records::BookSettings& settings)
{
    return create(QStringLiteral("Items"), "Items",
        each(products, [&](const auto& product) { return itemOf(product, codes, settings); }),
        unitPricesInFull());
}

Request createInvoices(const QList<DocumentPush>& documents, const records::BookSettings& settings)
{
    return create(QStringLiteral("Invoices"), "Invoices",
        each(documents, [&](const auto& push) { return invoiceOf(push, settings); }),
        unitPricesInFull());
}

Request createCreditNotes(
    const QList<DocumentPush>& documents, const records::BookSettings& settings)
{
    return create(QStringLiteral("CreditNotes"), "CreditNotes",
        each(documents, [&](const auto& push) { return creditNoteOf(push, settings); }),
        unitPricesInFull());
}

Request createOverpayments(const QList<OverpaymentPush>& payments)
{
    return create(
        QStringLiteral("BankTransactions"), "BankTransactions", each(payments, overpaymentOf));
}

Request createPayments(const QList<PaymentPush>& payments)
{
    return create(QStringLiteral("Payments"), "Payments", each(payments, paymentOf));
}

Request allocate(
    mirror::CreditKind kind, mirror::CreditId credit, const QList<AllocationPush>& allocations)
{
    return create(endpoint(kind) + u'/' + credit.toString() + QStringLiteral("/Allocations"),
        "Allocations", each(allocations, allocationOf));
}

namespace {

Request changeContact(mirror::ContactId id, const char* field, const QString& value)
{
    const QByteArray contact
        = ObjectWriter().text("ContactID", id.toString()).text(field, value).done();
    return {.verb = "POST",
        .path = QStringLiteral("Contacts/") + id.toString(),
        .body = ObjectWriter().json("Contacts", json::arrayOf({contact})).done()};
}

} // namespace

Request setContactNumber(mirror::ContactId id, const QString& number)
{
    return changeContact(id, "ContactNumber", number);
}

Request restoreContact(mirror::ContactId id)
{
    return changeContact(id, "ContactStatus", QStringLiteral("ACTIVE"));
}

} // namespace xero
