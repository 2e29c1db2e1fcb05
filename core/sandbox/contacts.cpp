// SPDX-License-Identifier: GPL-3.0-or-later

#include "sandbox/endpoints.h"

namespace sandbox {

namespace {

struct Balance {
    Cents receivable = 0, receivableOverdue = 0, payable = 0, payableOverdue = 0;
};

// One walk over the documents serves a whole page of contacts. Prepayments are no part of a
// contact's balance until they are allocated (R043).
QHash<QString, Balance> balances(const Tenant& tenant, QDate today)
{
    QHash<QString, Balance> all;
    for (const auto& [id, document] : tenant.documents) {
        if (document.status != u"AUTHORISED" || document.kind == Kind::Prepayment)
            continue;
        Balance& balance = all[document.contact];
        const bool invoice = document.kind == Kind::Invoice;
        const Cents amount = invoice ? document.left() : -document.left();
        const bool overdue = invoice && document.due.isValid() && document.due < today;
        (document.isReceivable() ? balance.receivable : balance.payable) += amount;
        if (overdue)
            (document.isReceivable() ? balance.receivableOverdue : balance.payableOverdue)
                += amount;
    }
    for (Balance& balance : all)
        balance.receivable += tenant.balanceOffBy;
    return all;
}

QByteArray balanceJson(const Balance& balance)
{
    JsonObject receivable, payable, both;
    receivable.money("Outstanding", balance.receivable).money("Overdue", balance.receivableOverdue);
    payable.money("Outstanding", balance.payable).money("Overdue", balance.payableOverdue);
    both.raw("AccountsReceivable", receivable.take()).raw("AccountsPayable", payable.take());
    return both.take();
}

// Kept as they came, shown as they are: no rule looks at them.
const QStringList& keptFields()
{
    static const QStringList fields{QStringLiteral("FirstName"), QStringLiteral("LastName"),
        QStringLiteral("CompanyNumber"), QStringLiteral("BankAccountDetails"),
        QStringLiteral("TaxNumber"), QStringLiteral("AccountsReceivableTaxType"),
        QStringLiteral("AccountsPayableTaxType"), QStringLiteral("DefaultCurrency"),
        QStringLiteral("Website"), QStringLiteral("SalesDefaultAccountCode"),
        QStringLiteral("PurchasesDefaultAccountCode")};
    return fields;
}

QByteArray contactJson(const Contact& contact, bool full, bool summary, const QByteArray& balance)
{
    JsonObject json;
    json.text("ContactID", contact.id).textIfAny("ContactNumber", contact.number);
    json.textIfAny("AccountNumber", contact.accountNumber);
    json.text("ContactStatus", contact.status).text("Name", contact.name);
    json.text("EmailAddress", contact.email);
    for (const QString& field : keptFields())
        if (contact.more.contains(field))
            json.raw(field.toLatin1().constData(), toJson(contact.more.value(field)));
    if (!summary) {
        json.raw("Addresses", toJson(contact.more.value(QStringLiteral("Addresses")).toArray()));
        json.raw("Phones", toJson(contact.more.value(QStringLiteral("Phones")).toArray()));
        json.raw("ContactGroups", "[]");
        json.flag("IsSupplier", contact.isSupplier).flag("IsCustomer", contact.isCustomer);
    }
    json.instant("UpdatedDateUTC", contact.updated);
    if (full) {
        json.raw("ContactPersons",
            toJson(contact.more.value(QStringLiteral("ContactPersons")).toArray()));
        json.textIfAny("MergedToContactID", contact.mergedTo);
        if (!balance.isEmpty())
            json.raw("Balances", balance);
    }
    json.flag("HasAttachments", false).flag("HasValidationErrors", false);
    return json.take();
}

const Getters<Contact>& getters()
{
    static const Getters<Contact> all{
        {QStringLiteral("contactid"), [](const Contact& c) { return Value::ofGuid(c.id); }},
        {QStringLiteral("name"), [](const Contact& c) { return Value::ofText(c.name); }},
        {QStringLiteral("contactnumber"), [](const Contact& c) { return Value::ofText(c.number); }},
        {QStringLiteral("emailaddress"), [](const Contact& c) { return Value::ofText(c.email); }},
        {QStringLiteral("accountnumber"),
            [](const Contact& c) { return Value::ofText(c.accountNumber); }},
        {QStringLiteral("contactstatus"), [](const Contact& c) { return Value::ofText(c.status); }},
        {QStringLiteral("iscustomer"),
            [](const Contact& c) { return Value::ofFlag(c.isCustomer); }},
        {QStringLiteral("issupplier"),
            [](const Contact& c) { return Value::ofFlag(c.isSupplier); }},
        {QStringLiteral("updateddateutc"),
            [](const Contact& c) { return Value::ofInstant(c.updated); }},
    };
    return all;
}

Answer listContacts(Books& books, const Request& request)
{
    const auto asked = [&](const char* name) { return request.query.value(QLatin1String(name)); };
    const QStringList ids = asked("IDs").toLower().split(u',', Qt::SkipEmptyParts);
    const bool archived = asked("includeArchived").toLower() == u"true";
    const bool summary = asked("summaryOnly").toLower() == u"true";
    const QString term = asked("searchTerm");
    const auto all = balances(books.tenant, books.today());
    Listing<Contact> how{"Contacts", "Xero.Api.Contact", getters(), &Contact::updated, {}, {}};
    how.keep = [&](const Contact& contact) {
        if (!ids.isEmpty() && !ids.contains(contact.id))
            return false;
        if (!term.isEmpty() && !contact.name.contains(term, Qt::CaseInsensitive)
            && !contact.number.contains(term, Qt::CaseInsensitive)
            && !contact.email.contains(term, Qt::CaseInsensitive))
            return false;
        return archived || contact.status == u"ACTIVE";
    };
    how.print = [&](const Contact& contact, bool full) {
        const auto balance = all.constFind(contact.id);
        return contactJson(contact, full && !summary, summary,
            balance == all.constEnd() ? QByteArray() : balanceJson(*balance));
    };
    how.forcePages = summary;
    return listRecords(books, request, books.tenant.contacts, how);
}

Contact* byIdOrNumber(Tenant& tenant, const QString& key)
{
    Contact* contact = tenant.findContact(key);
    return contact ? contact : tenant.contactNumbered(key);
}

// Which contact a write means; null for a new one.
Contact* existing(Tenant& tenant, const QJsonObject& sent, const QString& pathId, bool creates)
{
    if (!pathId.isEmpty())
        return byIdOrNumber(tenant, pathId);
    const QString id = textFrom(sent, QLatin1String("ContactID"));
    if (!id.isEmpty())
        return tenant.findContact(id);
    if (creates)
        return nullptr;
    const QString number = textFrom(sent, QLatin1String("ContactNumber"));
    if (Contact* contact = number.isEmpty() ? nullptr : tenant.contactNumbered(number))
        return contact;
    return tenant.contactNamed(textFrom(sent, QLatin1String("Name")));
}

QStringList contactErrors(Tenant& tenant, const Contact& contact)
{
    QStringList errors;
    if (contact.name.isEmpty())
        errors << QStringLiteral("The Contact must contain at least 1 of the following elements to "
                                 "identify the contact: Name, ContactID, ContactNumber");
    const Contact* namesake = tenant.contactNamed(contact.name);
    if (contact.status == u"ACTIVE" && namesake && namesake->id != contact.id)
        errors << QStringLiteral("The contact name %1 is already assigned to another contact. The "
                                 "contact name must be unique across all active contacts.")
                      .arg(contact.name);
    const Contact* numbered
        = contact.number.isEmpty() ? nullptr : tenant.contactNumbered(contact.number);
    if (numbered && numbered->id != contact.id)
        errors << QStringLiteral(
            "The contact number %1 is already assigned to another contact. The "
            "contact number must be unique across all contacts.")
                      .arg(contact.number);
    if (!contact.email.isEmpty() && !contact.email.contains(u'@'))
        errors << QStringLiteral("Email address must be valid.");
    if (contact.number.size() > 50)
        errors << QStringLiteral(
            "The Contact Number must not be more than 50 characters. [sandbox]");
    if (contact.name.size() > 255)
        errors << QStringLiteral("The Name must not be more than 255 characters. [sandbox]");
    return errors;
}

void readContact(const QJsonObject& sent, Contact& contact)
{
    const auto take = [&](const char* key, QString& field) {
        if (sent.contains(QLatin1String(key)))
            field = textFrom(sent, QLatin1String(key));
    };
    take("Name", contact.name);
    take("ContactNumber", contact.number);
    take("EmailAddress", contact.email);
    take("AccountNumber", contact.accountNumber);
    take("ContactStatus", contact.status);
    for (const QString& field : keptFields())
        if (sent.contains(field))
            contact.more.insert(field, sent.value(field));
    for (const char* list : {"Addresses", "Phones", "ContactPersons"})
        if (sent.value(QLatin1String(list)).isArray())
            contact.more.insert(QLatin1String(list), sent.value(QLatin1String(list)));
}

} // namespace

Outcome writeContact(Books& books, const QJsonObject& sent, bool creates, const QString& pathId)
{
    Tenant& tenant = books.tenant;
    Contact* known = existing(tenant, sent, pathId, creates);
    if (!known && (!pathId.isEmpty() || sent.contains(QStringLiteral("ContactID"))))
        return Outcome::refused(
            QStringLiteral("The document with the supplied id was not found for this endpoint."));
    Contact contact = known ? *known : Contact();
    const QString oldName = contact.name;
    readContact(sent, contact);
    if (contact.status != u"ACTIVE" && contact.status != u"ARCHIVED")
        return Outcome::refused(QStringLiteral("The ContactStatus is not valid. [sandbox]"));
    Outcome outcome;
    outcome.errors = contactErrors(tenant, contact);
    if (!outcome.errors.isEmpty())
        return outcome;
    if (!known)
        contact.id = books.newId();
    contact.updated = books.now;
    tenant.contacts[contact.id] = contact;
    tenant.indexContact(contact, oldName);
    outcome.id = contact.id;
    return outcome;
}

tl::expected<QString, QString> findContactId(Tenant& tenant, const QString& key)
{
    Contact* contact = byIdOrNumber(tenant, key);
    if (!contact)
        contact = tenant.contactNamed(key);
    if (!contact)
        for (const QString& id : tenant.contactsByName.value(folded(key)))
            return id; // archived, but that is who is meant
    if (!contact)
        return tl::unexpected(QStringLiteral("no contact \"%1\"").arg(key));
    return contact->id;
}

tl::expected<QString, QString> contactFor(Books& books, const QJsonObject& reference)
{
    Tenant& tenant = books.tenant;
    const QString id = textFrom(reference, QLatin1String("ContactID"));
    const QString number = textFrom(reference, QLatin1String("ContactNumber"));
    const QString name = textFrom(reference, QLatin1String("Name"));
    Contact* contact = nullptr;
    if (!id.isEmpty()) {
        contact = tenant.findContact(id);
        if (!contact)
            return tl::unexpected(QStringLiteral(
                "The document with the supplied id was not found for this endpoint."));
    } else if (!number.isEmpty() && tenant.contactNumbered(number)) {
        contact = tenant.contactNumbered(number);
    } else if (!name.isEmpty()) {
        contact = tenant.contactNamed(name);
        if (!contact) {
            const Outcome made = writeContact(books,
                {{QStringLiteral("Name"), name}, {QStringLiteral("ContactNumber"), number}}, true);
            if (!made.errors.isEmpty())
                return tl::unexpected(made.errors.first());
            contact = tenant.findContact(made.id);
        }
    }
    if (!contact)
        return tl::unexpected(
            QStringLiteral("A Contact must be specified for this type of transaction"));
    if (contact->status != u"ACTIVE")
        return tl::unexpected(QStringLiteral(
            "The contact with the specified contact details has been archived. The contact "
            "must be un-archived before creating new invoices or credit notes."));
    return contact->id;
}

QByteArray contactBrief(Tenant& tenant, const QString& id)
{
    const Contact* contact = tenant.findContact(id);
    JsonObject json;
    json.text("ContactID", id);
    if (contact)
        json.textIfAny("ContactNumber", contact->number).text("Name", contact->name);
    json.raw("Addresses", "[]").raw("Phones", "[]").raw("ContactGroups", "[]");
    json.raw("ContactPersons", "[]").flag("HasValidationErrors", false);
    return json.take();
}

Answer contacts(Books& books, const Request& request)
{
    const QString id = request.at(1);
    if (request.verb == "GET" && id.isEmpty())
        return listContacts(books, request);
    if (!id.isEmpty() && !byIdOrNumber(books.tenant, id))
        return notFound();
    const auto print = [&](const QString& which, const QByteArray& status) {
        const Contact& contact = *books.tenant.findContact(which);
        const auto all = balances(books.tenant, books.today());
        QByteArray text = contactJson(contact, true, false, balanceJson(all.value(contact.id)));
        if (!status.isEmpty())
            text.insert(text.size() - 1, ',' + status);
        return text;
    };
    if (request.verb == "GET")
        return envelope(
            books, request, "Contacts", {print(byIdOrNumber(books.tenant, id)->id, {})});
    if (request.verb != "POST" && (request.verb != "PUT" || !id.isEmpty()))
        return notImplemented();
    const auto write
        = [&](const QJsonObject& sent) { return writeContact(books, sent, request.creates(), id); };
    return writeAll(books, request, "Contacts", "Contact", "ContactID", write, print);
}

} // namespace sandbox
