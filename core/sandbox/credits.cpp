// SPDX-License-Identifier: GPL-3.0-or-later

#include "sandbox/endpoints.h"

namespace sandbox {

namespace {

QString wordFor(Kind kind)
{
    switch (kind) {
    case Kind::CreditNote:
        return QStringLiteral("Credit Note");
    case Kind::Overpayment:
        return QStringLiteral("Overpayment");
    case Kind::Prepayment:
        return QStringLiteral("Prepayment");
    case Kind::Invoice:
        break;
    }
    return QStringLiteral("Invoice");
}

QByteArray creditJson(Books& books, const Document& credit, bool full, bool fourDecimals)
{
    JsonObject json = documentJson(books, credit, full, fourDecimals);
    json.text(credit.kind == Kind::Overpayment ? "OverpaymentID" : "PrepaymentID", credit.id);
    json.text("ID", credit.id);
    json.money("RemainingCredit", credit.status == u"VOIDED" ? 0 : credit.left());
    json.raw("Allocations", allocationsOfCredit(books.tenant, credit));
    return json.take();
}

Answer creditsOf(Books& books, const Request& request, Kind kind)
{
    const bool over = kind == Kind::Overpayment;
    const char* name = over ? "Overpayments" : "Prepayments";
    const QString id = request.at(1);
    if (request.at(2) == u"Allocations")
        return allocationsEndpoint(books, request, kind);
    if (request.verb != "GET")
        return notImplemented();
    if (!id.isEmpty()) {
        const Document* credit = documentFor(books.tenant, kind, id);
        return credit ? envelope(
                   books, request, name, {creditJson(books, *credit, true, fourDecimals(request))})
                      : notFound();
    }
    const QStringList references
        = request.query.value(QStringLiteral("References")).split(u',', Qt::SkipEmptyParts);
    Listing<Document> how{name, over ? "Xero.Api.Overpayment" : "Xero.Api.Prepayment",
        documentGetters(books.tenant, over ? "overpaymentid" : "prepaymentid", "invoicenumber"),
        &Document::updated, {}, {}};
    how.keep = [&](const Document& credit) {
        return credit.kind == kind
            && (references.isEmpty() || references.contains(credit.reference));
    };
    how.print = [&](const Document& credit, bool full) {
        return creditJson(books, credit, full, fourDecimals(request));
    };
    return listRecords(books, request, books.tenant.documents, how);
}

QStringList allocationErrors(
    Books& books, const Document& credit, const Document& invoice, Cents amount, QDate date)
{
    const QString word = wordFor(credit.kind);
    QStringList errors;
    if (credit.status != u"AUTHORISED" && credit.status != u"PAID")
        errors << QStringLiteral("Only AUTHORISED credits may be allocated. [sandbox]");
    if (credit.contact != invoice.contact)
        errors << QStringLiteral("The ContactID and the TargetTransaction ContactID do not match");
    if (credit.isReceivable() != invoice.isReceivable())
        errors << QStringLiteral(
            "The invoice is not of a type this credit can be allocated to. [sandbox]");
    if (credit.currency != invoice.currency)
        errors << QStringLiteral(
            "The invoice and the credit must be in the same currency. [sandbox]");
    if (invoice.status == u"PAID")
        errors << QStringLiteral(
            "The invoice you are trying to allocate to has already been paid off");
    else if (invoice.status != u"AUTHORISED")
        errors << QStringLiteral("Credits can only be allocated to Authorised documents [sandbox]");
    if (amount > invoice.left() || amount > credit.left())
        errors << QStringLiteral(
            "%1 cannot be allocated as amount is greater than amount outstanding")
                      .arg(word);
    if (amount <= 0)
        errors << QStringLiteral("The allocated amount must be greater than zero. [sandbox]");
    return errors + lockErrors(books.tenant.organisation, date);
}

QByteArray allocationAnswer(
    const Allocation& allocation, const Document& invoice, const QByteArray& status)
{
    // The answer to a PUT names no AllocationID: who needs it must read the credit again.
    JsonObject target, json;
    target.text("InvoiceID", invoice.id).textIfAny("InvoiceNumber", invoice.number);
    json.money("Amount", allocation.amount).day("Date", allocation.date);
    json.raw("Invoice", target.take());
    QByteArray text = json.take();
    if (!status.isEmpty())
        text.insert(text.size() - 1, ',' + status);
    return text;
}

} // namespace

Outcome writeAllocation(Books& books, Document& credit, const QJsonObject& sent)
{
    const QJsonObject target = sent.value(QStringLiteral("Invoice")).toObject();
    const QString key = target.contains(QStringLiteral("InvoiceID"))
        ? textFrom(target, QLatin1String("InvoiceID"))
        : textFrom(target, QLatin1String("InvoiceNumber"));
    Document* invoice = documentFor(books.tenant, Kind::Invoice, key);
    if (!invoice)
        return Outcome::refused(
            QStringLiteral("An existing Invoice with the specified InvoiceID could not be found"));
    const auto amount = moneyFrom(sent.contains(QStringLiteral("Amount"))
            ? sent.value(QStringLiteral("Amount"))
            : sent.value(QStringLiteral("AppliedAmount")));
    if (!amount)
        return Outcome::refused(QStringLiteral("The allocation needs an Amount. [sandbox]"));
    const QJsonValue sentDate = sent.value(QStringLiteral("Date"));
    const auto date = sentDate.isString()
        ? dateFrom(sentDate)
        : std::optional<QDate>(std::max(credit.date, invoice->date));
    if (!date)
        return Outcome::refused(QStringLiteral("Date is not a date. [sandbox]"));
    Outcome outcome;
    outcome.errors = allocationErrors(books, credit, *invoice, *amount, *date);
    if (!outcome.errors.isEmpty())
        return outcome;
    outcome.id = books.newId();
    books.tenant.allocations[outcome.id] = {outcome.id, credit.id, invoice->id, *amount, *date};
    for (Document* side : {&credit, invoice}) {
        side->allocations.append(outcome.id);
        side->allocated += *amount;
        refreshStatus(books, *side);
    }
    return outcome;
}

void removeAllocation(Books& books, const QString& id)
{
    const Allocation allocation = books.tenant.allocations.at(id);
    for (const QString& side : {allocation.credit, allocation.invoice}) {
        Document& document = books.tenant.documents.at(side);
        document.allocations.removeAll(id);
        document.allocated -= allocation.amount;
        refreshStatus(books, document);
    }
    books.tenant.allocations.erase(id);
}

Answer allocationsEndpoint(Books& books, const Request& request, Kind kind)
{
    Document* credit = documentFor(books.tenant, kind, request.at(1));
    if (!credit)
        return notFound();
    const QString id = request.at(3).toLower();
    if (request.verb == "DELETE" && !id.isEmpty()) {
        if (!credit->allocations.contains(id))
            return notFound();
        const Allocation gone = books.tenant.allocations.at(id);
        if (const QStringList locked = lockErrors(books.tenant.organisation, gone.date);
            !locked.isEmpty())
            return refusal({}, {{}, locked, {}}, "AllocationID");
        removeAllocation(books, id);
        JsonObject target, json;
        target.text("InvoiceID", gone.invoice);
        json.text("AllocationID", id).day("Date", gone.date).raw("Invoice", target.take());
        return sandbox::json(200, json.flag("IsDeleted", true).take());
    }
    if (request.verb != "PUT" || !id.isEmpty())
        return notImplemented();
    const auto write
        = [&](const QJsonObject& sent) { return writeAllocation(books, *credit, sent); };
    const auto print = [&](const QString& which, const QByteArray& status) {
        const Allocation& made = books.tenant.allocations.at(which);
        return allocationAnswer(made, books.tenant.documents.at(made.invoice), status);
    };
    return writeAll(books, request, "Allocations", "Allocation", "AllocationID", write, print);
}

Answer overpayments(Books& books, const Request& request)
{
    return creditsOf(books, request, Kind::Overpayment);
}

Answer prepayments(Books& books, const Request& request)
{
    return creditsOf(books, request, Kind::Prepayment);
}

} // namespace sandbox
