// SPDX-License-Identifier: GPL-3.0-or-later

#include "sandbox/endpoints.h"

#include <QLocale>

namespace sandbox {

QString ddMmmYyyy(QDate date)
{
    return QLocale::c().toString(date, QStringLiteral("dd-MMM-yyyy"));
}

QStringList lockErrors(const Organisation& organisation, QDate date)
{
    if (organisation.endOfYearLock.isValid() && date <= organisation.endOfYearLock)
        return {QStringLiteral(
            "The document date cannot be before the end of year lock date, currently "
            "set at %1")
                    .arg(ddMmmYyyy(organisation.endOfYearLock))};
    if (organisation.periodLock.isValid() && date <= organisation.periodLock)
        return {
            QStringLiteral("The document date cannot be before the period lock date, currently set "
                           "at %1")
                .arg(ddMmmYyyy(organisation.periodLock))};
    return {};
}

void refreshStatus(Books& books, Document& document)
{
    document.updated = books.now;
    if (document.status == u"AUTHORISED" && document.left() == 0) {
        document.status = QStringLiteral("PAID");
        document.fullyPaidOn = document.date;
        for (const QString& id : document.payments)
            if (const Payment* payment = find(books.tenant.payments, id))
                document.fullyPaidOn = std::max(document.fullyPaidOn, payment->date);
        for (const QString& id : document.allocations)
            if (const Allocation* allocation = find(books.tenant.allocations, id))
                document.fullyPaidOn = std::max(document.fullyPaidOn, allocation->date);
    } else if (document.status == u"PAID" && document.left() != 0) {
        document.status = QStringLiteral("AUTHORISED");
        document.fullyPaidOn = {};
    }
}

bool fourDecimals(const Request& request)
{
    return request.query.value(QStringLiteral("unitdp")) == u"4";
}

Document* documentFor(Tenant& tenant, Kind kind, const QString& idOrNumber)
{
    if (Document* document = tenant.findDocument(idOrNumber))
        return document->kind == kind ? document : nullptr;
    for (const char* type : {"ACCREC", "ACCPAY", "ACCRECCREDIT", "ACCPAYCREDIT"})
        if (Document* document = tenant.documentNumbered(QLatin1String(type), idOrNumber))
            if (document->kind == kind)
                return document;
    return nullptr;
}

Getters<Document> documentGetters(Tenant& tenant, const char* idKey, const char* numberKey)
{
    using D = const Document&;
    const auto contact = [&tenant](D d, QString Contact::*field) {
        const Contact* found = tenant.findContact(d.contact);
        return Value::ofText(found ? found->*field : QString());
    };
    return {
        {QString::fromLatin1(idKey), [](D d) { return Value::ofGuid(d.id); }},
        {QString::fromLatin1(numberKey), [](D d) { return Value::ofText(d.number); }},
        {QStringLiteral("type"), [](D d) { return Value::ofText(d.type); }},
        {QStringLiteral("status"), [](D d) { return Value::ofText(d.status); }},
        {QStringLiteral("reference"), [](D d) { return Value::ofText(d.reference); }},
        {QStringLiteral("contact.contactid"), [](D d) { return Value::ofGuid(d.contact); }},
        {QStringLiteral("contact.name"), [contact](D d) { return contact(d, &Contact::name); }},
        {QStringLiteral("contact.contactnumber"),
            [contact](D d) { return contact(d, &Contact::number); }},
        {QStringLiteral("date"), [](D d) { return Value::ofDay(d.date); }},
        {QStringLiteral("duedate"), [](D d) { return Value::ofDay(d.due); }},
        {QStringLiteral("amountdue"), [](D d) { return Value::ofMoney(d.left()); }},
        {QStringLiteral("amountpaid"), [](D d) { return Value::ofMoney(d.settled); }},
        {QStringLiteral("remainingcredit"), [](D d) { return Value::ofMoney(d.left()); }},
        {QStringLiteral("total"), [](D d) { return Value::ofMoney(d.total); }},
        {QStringLiteral("updateddateutc"), [](D d) { return Value::ofInstant(d.updated); }},
    };
}

QByteArray paymentsJson(Tenant& tenant, const Document& document)
{
    QByteArrayList list;
    for (const QString& id : document.payments) {
        const Payment* payment = find(tenant.payments, id);
        if (!payment || payment->status != u"AUTHORISED")
            continue;
        JsonObject json;
        json.text("PaymentID", id).day("Date", payment->date).money("Amount", payment->amount);
        json.textIfAny("Reference", payment->reference);
        json.raw("CurrencyRate", payment->rate.isEmpty() ? "1.0" : payment->rate.toLatin1());
        json.flag("HasAccount", true).flag("HasValidationErrors", false);
        list.append(json.take());
    }
    return jsonArray(list);
}

QByteArray allocationsOfCredit(Tenant& tenant, const Document& credit)
{
    QByteArrayList list;
    for (const QString& id : credit.allocations) {
        const Allocation& allocation = tenant.allocations.at(id);
        const Document& invoice = tenant.documents.at(allocation.invoice);
        JsonObject target, json;
        target.text("InvoiceID", invoice.id).textIfAny("InvoiceNumber", invoice.number);
        target.raw("Payments", "[]").flag("HasErrors", false).flag("IsDiscounted", false);
        json.text("AllocationID", id)
            .money("Amount", allocation.amount)
            .day("Date", allocation.date);
        json.raw("Invoice", target.take()).flag("IsDeleted", false);
        list.append(json.take());
    }
    return jsonArray(list);
}

JsonObject documentJson(Books& books, const Document& document, bool full, bool fourDecimals)
{
    JsonObject json;
    json.text("Type", document.type).textIfAny("Reference", document.reference);
    json.raw("Contact", contactBrief(books.tenant, document.contact));
    json.dayAndString("Date", document.date).text("Status", document.status);
    json.text("LineAmountTypes", document.lineAmountTypes);
    json.raw("LineItems", full ? linesJson(document.lines, fourDecimals) : QByteArray("[]"));
    json.money("SubTotal", document.subTotal).money("TotalTax", document.totalTax);
    json.money("Total", document.total).instant("UpdatedDateUTC", document.updated);
    json.text("CurrencyCode", document.currency);
    json.raw("CurrencyRate", document.rate.isEmpty() ? "1.0" : document.rate.toLatin1());
    json.day("FullyPaidOnDate", document.fullyPaidOn);
    json.raw("Payments", paymentsJson(books.tenant, document));
    json.flag("HasAttachments", false).flag("HasErrors", false);
    return json;
}

static void readDates(
    Books& books, const QJsonObject& sent, Document& draft, bool isNew, Outcome& outcome)
{
    const auto read = [&](const char* key, QDate& date) {
        const QJsonValue value = sent.value(QLatin1String(key));
        if (value.toString().isEmpty())
            return;
        const auto parsed = dateFrom(value);
        if (parsed)
            date = *parsed;
        else
            outcome.errors << QStringLiteral("%1 is not a date. [sandbox]").arg(QLatin1String(key));
    };
    if (isNew)
        draft.date = books.today();
    read("Date", draft.date);
    read("DueDate", draft.due);
}

void readCommon(
    Books& books, const QJsonObject& sent, Document& draft, bool isNew, Outcome& outcome)
{
    Tenant& tenant = books.tenant;
    readDates(books, sent, draft, isNew, outcome);
    if (sent.contains(QStringLiteral("Contact")) || isNew) {
        const QJsonObject reference = sent.value(QStringLiteral("Contact")).toObject();
        // An invoice of a contact that was archived later may still be edited.
        const bool same
            = !isNew && textFrom(reference, QLatin1String("ContactID")).toLower() == draft.contact;
        const auto contact
            = same ? tl::expected<QString, QString>(draft.contact) : contactFor(books, reference);
        if (contact)
            draft.contact = *contact;
        else
            outcome.errors << contact.error();
    }
    const auto take = [&](const char* key, QString& field) {
        if (sent.contains(QLatin1String(key)))
            field = textFrom(sent, QLatin1String(key));
    };
    take("Reference", draft.reference);
    take("LineAmountTypes", draft.lineAmountTypes);
    take("CurrencyCode", draft.currency);
    take("CurrencyRate", draft.rate);
    take("Url", draft.url);
    if (draft.currency.isEmpty())
        draft.currency = tenant.organisation.baseCurrency;
    if (!tenant.currencies.contains(draft.currency))
        outcome.errors << QStringLiteral("Users Organisation is not subscribed to currency %1")
                              .arg(draft.currency);
    if (draft.lineAmountTypes != u"Exclusive" && draft.lineAmountTypes != u"Inclusive"
        && draft.lineAmountTypes != u"NoTax")
        outcome.errors << QStringLiteral("LineAmountTypes is not valid. [sandbox]");
    if (!sent.value(QStringLiteral("LineItems")).isArray())
        return;
    LineRules rules;
    rules.strict = draft.status == u"AUTHORISED" || draft.status == u"PAID";
    rules.receivable = draft.isReceivable();
    const ReadLines read = readLines(books, sent.value(QStringLiteral("LineItems")).toArray(),
        draft.lineAmountTypes, draft.lines, rules);
    draft.lines = read.lines;
    outcome.errors += read.errors;
    outcome.warnings += read.warnings;
    const Totals totals = totalsOf(draft.lines, draft.lineAmountTypes);
    draft.subTotal = totals.subTotal;
    draft.totalTax = totals.tax;
    draft.total = totals.total;
}

QStringList forbiddenEdits(const Document& before, const Document& after, const QJsonObject& sent)
{
    QStringList errors;
    if (before.date != after.date)
        errors << QStringLiteral(
            "Date cannot be changed on an invoice that has payment or credit notes "
            "allocated to it");
    for (const QJsonValue& line : sent.value(QStringLiteral("LineItems")).toArray())
        if (textFrom(line.toObject(), QLatin1String("LineItemID")).isEmpty()) {
            errors << QStringLiteral(
                "To update fields on a paid invoice line item, you must supply a LineItemID");
            break;
        }
    if (before.total != after.total || before.currency != after.currency
        || before.lines.size() != after.lines.size())
        errors << QStringLiteral(
            "This document cannot be edited as it has a payment or credit note allocated to it.");
    return errors;
}

QString lockedByMoney(const Tenant& tenant, const Document& document)
{
    const bool reconciled
        = std::any_of(document.payments.begin(), document.payments.end(), [&](const QString& id) {
              const Payment& payment = tenant.payments.at(id);
              return payment.status == u"AUTHORISED" && payment.reconciled;
          });
    return reconciled
        ? QStringLiteral("This document cannot be edited as it has a reconciled payment or credit "
                         "note allocated to it.")
        : QStringLiteral(
            "This document cannot be edited as it has a payment or credit note allocated to it.");
}

} // namespace sandbox
