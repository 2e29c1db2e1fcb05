// SPDX-License-Identifier: GPL-3.0-or-later

#include "sandbox/endpoints.h"

// Years of history at once, and the plain list of everything that tests compare with.
namespace sandbox {

namespace {

QByteArray documentTruth(Tenant& tenant, const Document& d)
{
    const Contact* contact = tenant.findContact(d.contact);
    JsonObject json;
    json.text("id", d.id).text("number", d.number).text("type", d.type).text("status", d.status);
    json.text("contact", contact ? contact->name : QString()).text("contactId", d.contact);
    json.text("date", d.date.toString(Qt::ISODate)).text("reference", d.reference);
    json.text("currency", d.currency).money("total", d.total).money("settled", d.settled);
    return json.money("allocated", d.allocated).money("left", d.left()).take();
}

QByteArray paymentTruth(const Payment& p)
{
    JsonObject json;
    json.text("id", p.id)
        .text("document", p.document)
        .text("status", p.status)
        .text("type", p.type);
    json.text("reference", p.reference).text("date", p.date.toString(Qt::ISODate));
    return json.money("amount", p.amount).flag("reconciled", p.reconciled).take();
}

QByteArray contactTruth(const Contact& c)
{
    JsonObject json;
    json.text("id", c.id).text("number", c.number).text("name", c.name).text("email", c.email);
    for (const QJsonValue& phone : c.more.value(QStringLiteral("Phones")).toArray())
        if (const QString number = phone[QStringLiteral("PhoneNumber")].toString();
            !number.isEmpty())
            json.text("phone", number);
    return json.text("status", c.status).text("mergedTo", c.mergedTo).take();
}

using Writer1 = Outcome (*)(Books&, const QJsonObject&);

// {"contacts":[…], "invoices":[…], …} in the API's own words, each through the API's own write.
int writeList(Books& books, const QJsonArray& list, Writer1 write, QStringList& errors)
{
    int made = 0;
    for (const QJsonValue& each : list) {
        const Outcome outcome = write(books, each.toObject());
        errors += outcome.errors;
        made += outcome.errors.isEmpty() ? 1 : 0;
    }
    return made;
}

} // namespace

QByteArray truth(Tenant& tenant)
{
    QByteArrayList contacts, payments, allocations, transactions, items;
    QHash<int, QByteArrayList> documents;
    for (const auto& [id, contact] : tenant.contacts)
        contacts << contactTruth(contact);
    for (const auto& [id, document] : tenant.documents)
        documents[int(document.kind)] << documentTruth(tenant, document);
    for (const auto& [id, payment] : tenant.payments)
        payments << paymentTruth(payment);
    for (const auto& [id, a] : tenant.allocations) {
        JsonObject json;
        json.text("id", id).text("credit", a.credit).text("invoice", a.invoice);
        allocations
            << json.money("amount", a.amount).text("date", a.date.toString(Qt::ISODate)).take();
    }
    for (const auto& [id, t] : tenant.bankTransactions) {
        JsonObject json;
        json.text("id", id)
            .text("type", t.type)
            .text("status", t.status)
            .text("contactId", t.contact);
        json.text("reference", t.reference).text("credit", t.credit).money("total", t.total);
        transactions << json.flag("reconciled", t.reconciled).take();
    }
    for (const auto& [id, item] : tenant.items)
        items << JsonObject().text("id", id).text("code", item.code).take();
    JsonObject all;
    all.raw("contacts", jsonArray(contacts));
    all.raw("invoices", jsonArray(documents[int(Kind::Invoice)]));
    all.raw("creditNotes", jsonArray(documents[int(Kind::CreditNote)]));
    all.raw("overpayments", jsonArray(documents[int(Kind::Overpayment)]));
    all.raw("prepayments", jsonArray(documents[int(Kind::Prepayment)]));
    all.raw("payments", jsonArray(payments)).raw("allocations", jsonArray(allocations));
    all.raw("bankTransactions", jsonArray(transactions));
    return all.raw("items", jsonArray(items)).take();
}

Answer seed(Books& books, const QJsonObject& sent)
{
    const auto list = [&](const char* key) { return sent.value(QLatin1String(key)).toArray(); };
    QStringList errors;
    JsonObject made;
    made.whole("contacts",
        writeList(
            books, list("contacts"),
            [](Books& b, const QJsonObject& o) { return writeContact(b, o, false); }, errors));
    made.whole("items",
        writeList(
            books, list("items"),
            [](Books& b, const QJsonObject& o) { return writeItem(b, o, false); }, errors));
    made.whole("invoices",
        writeList(
            books, list("invoices"),
            [](Books& b, const QJsonObject& o) { return writeInvoice(b, o, true); }, errors));
    made.whole("creditNotes",
        writeList(
            books, list("creditNotes"),
            [](Books& b, const QJsonObject& o) { return writeCreditNote(b, o, true); }, errors));
    made.whole("bankTransactions",
        writeList(
            books, list("bankTransactions"),
            [](Books& b, const QJsonObject& o) { return writeBankTransaction(b, o, true); },
            errors));
    made.whole("payments",
        writeList(
            books, list("payments"),
            [](Books& b, const QJsonObject& o) { return writePayment(b, o, true); }, errors));
    made.raw("errors", toJson(QJsonArray::fromStringList(errors.mid(0, 20))));
    return json(200, made.whole("errorCount", errors.size()).take());
}

} // namespace sandbox
