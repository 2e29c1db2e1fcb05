// SPDX-License-Identifier: GPL-3.0-or-later

#include "sandbox/endpoints.h"

namespace sandbox {

namespace {

QByteArrayList creditsOn(Tenant& tenant, const Document& invoice, Kind kind, const char* idKey)
{
    QByteArrayList list;
    for (const QString& id : invoice.allocations) {
        const Allocation& allocation = tenant.allocations.at(id);
        const Document& credit = tenant.documents.at(allocation.credit);
        if (credit.kind != kind)
            continue;
        JsonObject json;
        json.text(idKey, credit.id).text("ID", credit.id);
        if (kind == Kind::CreditNote)
            json.text("CreditNoteNumber", credit.number);
        json.money("AppliedAmount", allocation.amount).money("Total", credit.total);
        json.dayAndString("Date", allocation.date).raw("LineItems", "[]").flag("HasErrors", false);
        list.append(json.take());
    }
    return list;
}

// From what state the API may bring an invoice into what other (xero-api.md §4.2).
bool mayBecome(const QString& from, const QString& to)
{
    static const QHash<QString, QStringList> next{
        {QStringLiteral("DRAFT"),
            {QStringLiteral("DRAFT"), QStringLiteral("SUBMITTED"), QStringLiteral("AUTHORISED"),
                QStringLiteral("DELETED")}},
        {QStringLiteral("SUBMITTED"),
            {QStringLiteral("SUBMITTED"), QStringLiteral("DRAFT"), QStringLiteral("AUTHORISED"),
                QStringLiteral("DELETED")}},
        {QStringLiteral("AUTHORISED"), {QStringLiteral("AUTHORISED"), QStringLiteral("VOIDED")}},
        {QStringLiteral("PAID"), {QStringLiteral("PAID"), QStringLiteral("AUTHORISED")}},
    };
    return next.value(from).contains(to);
}

Outcome changeStatus(Books& books, Document& invoice, const QString& to)
{
    const QStringList errors = lockErrors(books.tenant.organisation, invoice.date);
    if (!errors.isEmpty())
        return {{}, errors, {}};
    invoice.status = to;
    invoice.updated = books.now;
    return {invoice.id, {}, {}};
}

QStringList completeness(const Tenant& tenant, const Document& invoice)
{
    QStringList errors;
    if (invoice.total < 0)
        errors << QStringLiteral("The invoice total must not be negative. [sandbox]");
    if (invoice.status != u"AUTHORISED" && invoice.status != u"PAID")
        return errors;
    if (!invoice.due.isValid())
        errors << QStringLiteral("The document DueDate field must be specified");
    if (invoice.lines.isEmpty())
        errors << QStringLiteral("One or more line items must be specified");
    return errors + lockErrors(tenant.organisation, invoice.date);
}

void readNumber(Books& books, const QJsonObject& sent, Document& invoice, Outcome& outcome)
{
    if (sent.contains(QStringLiteral("InvoiceNumber")))
        invoice.number = textFrom(sent, QLatin1String("InvoiceNumber"));
    if (invoice.type != u"ACCREC")
        return;
    while (invoice.number.isEmpty()) {
        const QString number
            = QStringLiteral("INV-%1").arg(books.tenant.nextNumber++, 4, 10, QLatin1Char('0'));
        if (!books.tenant.documentNumbered(invoice.type, number))
            invoice.number = number;
    }
    const Document* other = books.tenant.documentNumbered(invoice.type, invoice.number);
    if (other && other->id != invoice.id)
        outcome.errors << QStringLiteral("Invoice # must be unique.");
}

Outcome save(Books& books, Document& invoice, Outcome outcome)
{
    if (!outcome.errors.isEmpty())
        return outcome;
    if (invoice.id.isEmpty())
        invoice.id = books.newId();
    refreshStatus(books, invoice);
    books.tenant.documents[invoice.id] = invoice;
    books.tenant.indexDocument(invoice);
    if (Contact* contact = books.tenant.findContact(invoice.contact))
        (invoice.isReceivable() ? contact->isCustomer : contact->isSupplier) = true;
    outcome.id = invoice.id;
    return outcome;
}

Outcome createInvoice(Books& books, const QJsonObject& sent)
{
    Document invoice;
    Outcome outcome;
    invoice.type = textFrom(sent, QLatin1String("Type"));
    if (invoice.type != u"ACCREC" && invoice.type != u"ACCPAY")
        return Outcome::refused(QStringLiteral("Invoice not of valid type for creation"));
    invoice.status = textFrom(sent, QLatin1String("Status"));
    if (invoice.status.isEmpty())
        invoice.status = QStringLiteral("DRAFT");
    if (invoice.status != u"DRAFT" && invoice.status != u"SUBMITTED"
        && invoice.status != u"AUTHORISED")
        return Outcome::refused(QStringLiteral("Invoice not of valid status for creation"));
    invoice.lineAmountTypes = QStringLiteral("Exclusive");
    readCommon(books, sent, invoice, true, outcome);
    readNumber(books, sent, invoice, outcome);
    outcome.errors += completeness(books.tenant, invoice);
    return save(books, invoice, outcome);
}

Outcome updateInvoice(Books& books, const Document& before, const QJsonObject& sent)
{
    const QString wanted = textFrom(sent, QLatin1String("Status"));
    const bool touched = before.settled != 0 || before.allocated != 0;
    const QString to = wanted.isEmpty() ? before.status : wanted;
    if (to != before.status && touched)
        return {{},
            {QStringLiteral("The status %1 cannot be applied to the invoice because it has "
                            "payments or credit notes allocated to it.")
                    .arg(to),
                lockedByMoney(books.tenant, before)},
            {}};
    if (!mayBecome(before.status, to))
        return Outcome::refused(QStringLiteral("Invoice not of valid status for modification"));
    if (to == u"VOIDED" || to == u"DELETED")
        return changeStatus(books, books.tenant.documents.at(before.id), to);
    Outcome outcome;
    Document after = before;
    after.status = to;
    if (sent.contains(QStringLiteral("Type"))
        && textFrom(sent, QLatin1String("Type")) != before.type)
        return Outcome::refused(
            QStringLiteral("Invoice not of valid type for modification [sandbox]"));
    readCommon(books, sent, after, false, outcome);
    readNumber(books, sent, after, outcome);
    if (before.status == u"AUTHORISED" || before.status == u"PAID")
        outcome.errors += lockErrors(books.tenant.organisation, before.date);
    if (touched)
        outcome.errors += forbiddenEdits(before, after, sent);
    outcome.errors += completeness(books.tenant, after);
    outcome.errors.removeDuplicates();
    return save(books, after, outcome);
}

Answer listInvoices(Books& books, const Request& request)
{
    const auto asked = [&](const char* name) { return request.query.value(QLatin1String(name)); };
    const auto list = [&](const char* name) { return asked(name).split(u',', Qt::SkipEmptyParts); };
    const QStringList ids = asked("IDs").toLower().split(u',', Qt::SkipEmptyParts);
    const QStringList contacts = asked("ContactIDs").toLower().split(u',', Qt::SkipEmptyParts);
    const QStringList numbers = folded(asked("InvoiceNumbers")).split(u',', Qt::SkipEmptyParts);
    const QStringList statuses = list("Statuses");
    const QString term = asked("searchTerm");
    const bool summary = asked("summaryOnly").toLower() == u"true";
    Listing<Document> how{"Invoices", "Xero.Api.Invoice",
        documentGetters(books.tenant, "invoiceid", "invoicenumber"), &Document::updated, {}, {}};
    how.keep = [&](const Document& invoice) {
        if (invoice.kind != Kind::Invoice)
            return false;
        const Contact* contact = books.tenant.findContact(invoice.contact);
        const bool matches = term.isEmpty() || invoice.number.contains(term, Qt::CaseInsensitive)
            || invoice.reference.contains(term, Qt::CaseInsensitive)
            || (contact && contact->name.contains(term, Qt::CaseInsensitive));
        return matches && (ids.isEmpty() || ids.contains(invoice.id))
            && (contacts.isEmpty() || contacts.contains(invoice.contact))
            && (numbers.isEmpty() || numbers.contains(folded(invoice.number)))
            && (statuses.isEmpty() || statuses.contains(invoice.status));
    };
    how.print = [&](const Document& invoice, bool full) {
        return invoiceJson(books, invoice, full && !summary, fourDecimals(request));
    };
    how.forcePages = !statuses.isEmpty() || summary;
    return listRecords(books, request, books.tenant.documents, how);
}

} // namespace

QByteArray invoiceJson(Books& books, const Document& invoice, bool full, bool fourDecimals)
{
    JsonObject json = documentJson(books, invoice, full, fourDecimals);
    json.text("InvoiceID", invoice.id).text("InvoiceNumber", invoice.number);
    json.dayAndString("DueDate", invoice.due).textIfAny("Url", invoice.url);
    const bool live = invoice.status != u"VOIDED" && invoice.status != u"DELETED";
    json.money("AmountDue", live ? invoice.left() : 0).money("AmountPaid", invoice.settled);
    json.money("AmountCredited", invoice.allocated).flag("IsDiscounted", false);
    json.flag("SentToContact", false);
    json.raw("CreditNotes",
        jsonArray(creditsOn(books.tenant, invoice, Kind::CreditNote, "CreditNoteID")));
    json.raw("Overpayments",
        jsonArray(creditsOn(books.tenant, invoice, Kind::Overpayment, "OverpaymentID")));
    json.raw("Prepayments",
        jsonArray(creditsOn(books.tenant, invoice, Kind::Prepayment, "PrepaymentID")));
    return json.take();
}

Outcome writeInvoice(Books& books, const QJsonObject& sent, bool creates, const QString& pathId)
{
    Tenant& tenant = books.tenant;
    const QString id = pathId.isEmpty() ? textFrom(sent, QLatin1String("InvoiceID")) : pathId;
    const Document* known = id.isEmpty() ? nullptr : documentFor(tenant, Kind::Invoice, id);
    if (!id.isEmpty() && !known)
        return Outcome::refused(
            QStringLiteral("An existing Invoice with the specified InvoiceID could not be found"));
    // POST with a number that exists changes that invoice; PUT only ever creates.
    const QString number = textFrom(sent, QLatin1String("InvoiceNumber"));
    if (!known && !creates && !number.isEmpty())
        known = tenant.documentNumbered(QStringLiteral("ACCREC"), number);
    if (!known)
        return createInvoice(books, sent);
    const Document before = *known; // the table may grow while the contact is resolved
    return updateInvoice(books, before, sent);
}

Answer invoices(Books& books, const Request& request)
{
    const QString id = request.at(1);
    if (request.verb == "GET" && id.isEmpty())
        return listInvoices(books, request);
    if (!id.isEmpty() && !documentFor(books.tenant, Kind::Invoice, id))
        return notFound();
    const auto print = [&](const QString& which, const QByteArray& status) {
        QByteArray text
            = invoiceJson(books, books.tenant.documents.at(which), true, fourDecimals(request));
        if (!status.isEmpty())
            text.insert(text.size() - 1, ',' + status);
        return text;
    };
    if (request.verb == "GET")
        return envelope(books, request, "Invoices",
            {print(documentFor(books.tenant, Kind::Invoice, id)->id, {})});
    if (request.verb != "POST" && (request.verb != "PUT" || !id.isEmpty()))
        return notImplemented();
    const auto write
        = [&](const QJsonObject& sent) { return writeInvoice(books, sent, request.creates(), id); };
    return writeAll(books, request, "Invoices", "Invoice", "InvoiceID", write, print);
}

} // namespace sandbox
