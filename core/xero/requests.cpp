// SPDX-License-Identifier: GPL-3.0-or-later

#include "xero/requests.h"

#include "xero/answers.h"
#include "xero/endpoints.h"
#include "xero/fields.h"
#include "xero/json.h"

// The requests that write.
namespace xero {

namespace ledger = records::ledger;
namespace mirror = records::mirror;
using base::Decimal4;
using base::Money;
using json::ObjectWriter;

namespace {

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

QByteArray addressOf(const ledger::Account& account)
{
    ObjectWriter address;
    address.text("AddressType", u"POBOX");
    const QStringList lines = records::streetOf(account);
    for (int i = 0; i < lines.size(); ++i)
        address.text(
            QByteArray("AddressLine" + QByteArray::number(i + 1)).constData(), lines[i].trimmed());
    return address.textUnlessEmpty("City", account.city)
        .textUnlessEmpty("Region", account.region)
        .textUnlessEmpty("PostalCode", account.postalCode)
        .textUnlessEmpty("Country", account.country)
        .done();
}

QByteArray phoneOf(const ledger::Account& account)
{
    return ObjectWriter().text("PhoneType", u"DEFAULT").text("PhoneNumber", account.phone).done();
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
        contact.json("Phones", json::arrayOf({phoneOf(account)}));
    const bool hasAddress = !account.addressLine.isEmpty() || !account.city.isEmpty()
        || !account.region.isEmpty() || !account.postalCode.isEmpty() || !account.country.isEmpty();
    if (hasAddress)
        contact.json("Addresses", json::arrayOf({addressOf(account)}));
    return contact.done();
}

QByteArray itemOf(
    const ledger::Product& product, records::ItemCodes codes, const records::BookSettings& settings)
{
    const QString account = records::accountCodeInXero(settings, product.accountCode, false);
    const QString tax = records::taxTypeInXero(settings, product.taxType, false);
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
    const QString account = records::accountCodeInXero(settings, line.accountCode, isBill);
    const QString tax = records::taxTypeInXero(settings, line.taxType, isBill);
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
        .text("InvoiceNumber", document.xeroNumber())
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
        .text("CreditNoteNumber", document.xeroNumber())
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
        .text("Date", day(dateInXero(payment)))
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
        .text("Date", day(dateInXero(push.payment)))
        .json("Amount", number(push.payment.amount))
        .textUnlessEmpty("Reference", withMarker(push.payment.reference, push.marker))
        .done();
}

QByteArray refundOf(const RefundPush& push)
{
    return ObjectWriter()
        .json("Overpayment", idOnly("OverpaymentID", push.overpayment.toString()))
        .json("Account", idOnly("Code", push.bankAccountCode))
        .text("Date", day(push.date))
        .json("Amount", number(push.amount))
        .textUnlessEmpty("Reference", withMarker(push.reference, push.marker))
        .done();
}

// An emptied field is sent empty: that is how Xero lets go of what it had.
QByteArray changeOf(const ContactChange& change)
{
    using records::ContactCard;
    const ledger::Account& account = change.account;
    ObjectWriter contact;
    contact.text("ContactID", change.contact.toString());
    for (const records::CardField& field : change.fields) {
        if (field.value == &ContactCard::name)
            contact.text("Name", account.name);
        else if (field.value == &ContactCard::firstName)
            contact.text("FirstName", account.firstName);
        else if (field.value == &ContactCard::lastName)
            contact.text("LastName", account.lastName);
        else if (field.value == &ContactCard::email)
            contact.text("EmailAddress", account.email);
        else if (field.value == &ContactCard::phone)
            contact.json("Phones", json::arrayOf({phoneOf(account)}));
        else
            contact.json("Addresses", json::arrayOf({addressOf(account)}));
    }
    return contact.done();
}

Request voidRecord(const QString& endpoint, const char* idName, const QString& id)
{
    const QByteArray record = ObjectWriter().text(idName, id).text("Status", u"VOIDED").done();
    return {.verb = "POST", .path = endpoint + u'/' + id, .body = record};
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

Request refundOverpayments(const QList<RefundPush>& refunds)
{
    return create(QStringLiteral("Payments"), "Payments", each(refunds, refundOf));
}

Request removeAllocation(
    mirror::CreditKind kind, mirror::CreditId credit, mirror::AllocationId allocation)
{
    return {.verb = "DELETE",
        .path = endpoint(kind) + u'/' + credit.toString() + QStringLiteral("/Allocations/")
            + allocation.toString()};
}

Request deletePayment(mirror::PaymentId id)
{
    return {.verb = "POST",
        .path = QStringLiteral("Payments/") + id.toString(),
        // Xero refuses any other field here.
        .body = ObjectWriter().text("Status", u"DELETED").done()};
}

Request voidInvoice(mirror::InvoiceId id)
{
    return voidRecord(QStringLiteral("Invoices"), "InvoiceID", id.toString());
}

Request voidCreditNote(mirror::CreditId id)
{
    return voidRecord(QStringLiteral("CreditNotes"), "CreditNoteID", id.toString());
}

Request changeContacts(const QList<ContactChange>& changes)
{
    Request request = create(QStringLiteral("Contacts"), "Contacts", each(changes, changeOf));
    request.verb = "POST"; // by ContactID; what is not named stays as it is
    return request;
}

records::ContactCard cardAfter(
    const QByteArray& body, qsizetype place, const records::ContactCard& before)
{
    records::ContactCard card = before;
    const auto sent = json::parse(body);
    if (!sent)
        return card;
    QString problem;
    qsizetype at = 0;
    Fields(*sent, problem).each("Contacts", [&](const Fields& contact) {
        if (at++ != place)
            return;
        const auto take = [&](const char* name, QString& field) {
            if (contact.has(name))
                field = contact.text(name);
        };
        take("Name", card.name);
        take("FirstName", card.firstName);
        take("LastName", card.lastName);
        take("EmailAddress", card.email);
        contact.each(
            "Phones", [&](const Fields& phone) { card.phone = phone.text("PhoneNumber"); });
        contact.each(
            "Addresses", [&](const Fields& address) { card.address = addressOf(address); });
    });
    return card;
}

Request setContactNumber(mirror::ContactId id, const QString& number)
{
    return changeContact(id, "ContactNumber", number);
}

Request setContactNumbers(const QList<NumberChange>& changes)
{
    Request request = create(
        QStringLiteral("Contacts"), "Contacts", each(changes, [](const NumberChange& change) {
            return ObjectWriter()
                .text("ContactID", change.contact.toString())
                .text("ContactNumber", change.number)
                .done();
        }));
    request.verb = "POST"; // by ContactID
    return request;
}

Request restoreContacts(const QList<mirror::ContactId>& ids)
{
    Request request = create(QStringLiteral("Contacts"), "Contacts", each(ids, [](const auto& id) {
        return ObjectWriter()
            .text("ContactID", id.toString())
            .text("ContactStatus", u"ACTIVE")
            .done();
    }));
    request.verb = "POST";
    return request;
}

} // namespace xero
