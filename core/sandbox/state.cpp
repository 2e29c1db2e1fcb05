// SPDX-License-Identifier: GPL-3.0-or-later

#include "sandbox/archive.h"

#include <QJsonDocument>

namespace sandbox {

namespace {

// A is Saver with const records or Loader with mutable ones.
template <class A, class R>
void fieldsOf(A& a, R& r, const Contact&)
{
    a("id", r.id), a("number", r.number), a("name", r.name), a("email", r.email);
    a("accountNumber", r.accountNumber), a("status", r.status), a("mergedTo", r.mergedTo);
    a("isCustomer", r.isCustomer), a("isSupplier", r.isSupplier), a("more", r.more);
    a("updated", r.updated);
}
template <class A, class R>
void fieldsOf(A& a, R& r, const Line&)
{
    a("id", r.id), a("description", r.description), a("itemCode", r.itemCode);
    a("accountCode", r.accountCode), a("taxType", r.taxType), a("quantity", r.quantity);
    a("unitAmount", r.unitAmount), a("lineAmount", r.lineAmount), a("taxAmount", r.taxAmount);
}
template <class A, class R>
void fieldsOf(A& a, R& r, const Document&)
{
    a("kind", r.kind), a("id", r.id), a("type", r.type), a("number", r.number);
    a("reference", r.reference), a("contact", r.contact), a("status", r.status);
    a("lineAmountTypes", r.lineAmountTypes), a("currency", r.currency), a("rate", r.rate);
    a("url", r.url), a("date", r.date), a("due", r.due), a("fullyPaidOn", r.fullyPaidOn);
    a("lines", r.lines), a("subTotal", r.subTotal), a("totalTax", r.totalTax);
    a("total", r.total), a("settled", r.settled), a("allocated", r.allocated);
    a("payments", r.payments), a("allocations", r.allocations), a("updated", r.updated);
}
template <class A, class R>
void fieldsOf(A& a, R& r, const Payment&)
{
    a("id", r.id), a("document", r.document), a("account", r.account);
    a("reference", r.reference), a("status", r.status), a("type", r.type), a("batch", r.batch);
    a("rate", r.rate), a("date", r.date), a("amount", r.amount);
    a("reconciled", r.reconciled), a("updated", r.updated);
}
template <class A, class R>
void fieldsOf(A& a, R& r, const Allocation&)
{
    a("id", r.id), a("credit", r.credit), a("invoice", r.invoice);
    a("amount", r.amount), a("date", r.date);
}
template <class A, class R>
void fieldsOf(A& a, R& r, const BankTransaction&)
{
    a("id", r.id), a("type", r.type), a("contact", r.contact), a("account", r.account);
    a("reference", r.reference), a("url", r.url), a("status", r.status);
    a("lineAmountTypes", r.lineAmountTypes), a("currency", r.currency), a("rate", r.rate);
    a("credit", r.credit), a("date", r.date), a("lines", r.lines), a("subTotal", r.subTotal);
    a("totalTax", r.totalTax), a("total", r.total), a("reconciled", r.reconciled);
    a("updated", r.updated);
}
template <class A, class R>
void fieldsOf(A& a, R& r, const BankTransfer&)
{
    a("id", r.id), a("from", r.from), a("to", r.to), a("fromTransaction", r.fromTransaction);
    a("toTransaction", r.toTransaction), a("reference", r.reference), a("status", r.status);
    a("date", r.date), a("amount", r.amount), a("fromReconciled", r.fromReconciled);
    a("toReconciled", r.toReconciled), a("created", r.created);
}
template <class A, class R>
void fieldsOf(A& a, R& r, const BatchPayment&)
{
    a("id", r.id), a("account", r.account), a("reference", r.reference);
    a("details", r.details), a("narrative", r.narrative), a("type", r.type);
    a("status", r.status), a("date", r.date), a("payments", r.payments), a("total", r.total);
    a("reconciled", r.reconciled), a("updated", r.updated);
}
template <class A, class R>
void fieldsOf(A& a, R& r, const Item&)
{
    a("id", r.id), a("code", r.code), a("name", r.name), a("description", r.description);
    a("accountCode", r.accountCode), a("taxType", r.taxType), a("unitPrice", r.unitPrice);
    a("isSold", r.isSold), a("isPurchased", r.isPurchased), a("updated", r.updated);
}
template <class A, class R>
void fieldsOf(A& a, R& r, const Account&)
{
    a("id", r.id), a("code", r.code), a("name", r.name), a("type", r.type);
    a("taxType", r.taxType), a("status", r.status), a("system", r.system);
    a("bankNumber", r.bankNumber), a("currency", r.currency);
    a("paymentsEnabled", r.paymentsEnabled), a("updated", r.updated);
}
template <class A, class R>
void fieldsOf(A& a, R& r, const TaxRate&)
{
    a("type", r.type), a("name", r.name), a("permyriad", r.permyriad);
}
template <class A, class R>
void fieldsOf(A& a, R& r, const Organisation&)
{
    a("id", r.id), a("name", r.name), a("legalName", r.legalName);
    a("baseCurrency", r.baseCurrency), a("country", r.country), a("timezone", r.timezone);
    a("ianaZone", r.ianaZone), a("shortCode", r.shortCode), a("periodLock", r.periodLock);
    a("endOfYearLock", r.endOfYearLock), a("isDemo", r.isDemo);
}
template <class A, class R>
void fieldsOf(A& a, R& r, const Tenant&)
{
    a("connectionId", r.connectionId), a("connected", r.connected);
    a.part("organisation", r.organisation), a("currencies", r.currencies);
    a("contacts", r.contacts), a("documents", r.documents), a("payments", r.payments);
    a("allocations", r.allocations), a("bankTransactions", r.bankTransactions);
    a("bankTransfers", r.bankTransfers), a("batchPayments", r.batchPayments);
    a("items", r.items), a("accounts", r.accounts), a("taxRates", r.taxRates);
    a("history", r.history), a("nextNumber", r.nextNumber);
}
template <class A, class R>
void fieldsOf(A& a, R& r, const Settings&)
{
    a("keyLifeSeconds", r.keyLifeSeconds), a("perMinute", r.perMinute), a("perDay", r.perDay);
    a("concurrent", r.concurrent), a("accessTokenSeconds", r.accessTokenSeconds);
    a("refreshGraceSeconds", r.refreshGraceSeconds), a("limits", r.limits);
    a("clockOffsetMs", r.clockOffsetMs), a("withheldScopes", r.withheldScopes);
}
template <class A, class R>
void fieldsOf(A& a, R& r, const AccessToken&)
{
    a("client", r.client), a("scope", r.scope), a("until", r.until), a("revoked", r.revoked);
}
template <class A, class R>
void fieldsOf(A& a, R& r, const RefreshToken&)
{
    a("client", r.client), a("scope", r.scope), a("replacedBy", r.replacedBy);
    a("graceUntil", r.graceUntil);
}
template <class A, class R>
void fieldsOf(A& a, R& r, const OAuth&)
{
    a("access", r.access), a("refresh", r.refresh);
}
template <class A, class R>
void fieldsOf(A& a, R& r, const State&)
{
    a.part("settings", r.settings), a.part("oauth", r.oauth);
    a("tenants", r.tenants), a("firstTenant", r.firstTenant);
}

template <class T>
QJsonValue valueOf(const T& record)
{
    if constexpr (std::is_same_v<T, QJsonArray>)
        return record;
    else
        return saved(record);
}
template <class T>
void valueTo(T& record, const QJsonValue& value)
{
    if constexpr (std::is_same_v<T, QJsonArray>)
        record = value.toArray();
    else
        restore(record, value.toObject());
}

} // namespace

template <class R>
QJsonObject saved(const R& record)
{
    Saver saver;
    fieldsOf(saver, record, record);
    return saver.object;
}

template <class R>
void restore(R& record, const QJsonObject& object)
{
    Loader loader{object};
    fieldsOf(loader, record, record);
}

template <class R>
void Saver::operator()(const char* key, const QList<R>& v)
{
    QJsonArray array;
    for (const R& each : v)
        array.append(saved(each));
    put(key, array);
}

template <class R>
void Saver::operator()(const char* key, const std::map<QString, R>& v)
{
    QJsonObject map;
    for (const auto& [id, each] : v)
        map.insert(id, valueOf(each));
    put(key, map);
}

template <class R>
void Saver::part(const char* key, const R& v)
{
    put(key, saved(v));
}

template <class R>
void Loader::operator()(const char* key, QList<R>& v)
{
    v.clear();
    for (const QJsonValue& each : at(key).toArray()) {
        v.append(R{});
        restore(v.last(), each.toObject());
    }
}

template <class R>
void Loader::operator()(const char* key, std::map<QString, R>& v)
{
    v.clear();
    const QJsonObject map = at(key).toObject();
    for (auto each = map.begin(); each != map.end(); ++each)
        valueTo(v[each.key()], each.value());
}

template <class R>
void Loader::part(const char* key, R& v)
{
    restore(v, at(key).toObject());
}

QByteArray saveState(const State& state)
{
    return QJsonDocument(saved(state)).toJson(QJsonDocument::Compact);
}

bool loadState(State& state, const QByteArray& text)
{
    const QJsonDocument document = QJsonDocument::fromJson(text);
    if (!document.isObject() || !document.object().contains(QStringLiteral("tenants")))
        return false;
    const bool autoApprove = state.oauth.autoApprove;
    State fresh;
    restore(fresh, document.object());
    fresh.oauth.autoApprove = autoApprove;
    for (auto& [id, tenant] : fresh.tenants)
        tenant.rebuildIndexes();
    state = std::move(fresh);
    return true;
}

QString folded(const QString& text)
{
    return text.trimmed().toCaseFolded();
}

void Tenant::indexDocument(const Document& document)
{
    if (!document.number.isEmpty())
        documentByNumber.insert(document.type + u' ' + folded(document.number), document.id);
}

void Tenant::indexContact(const Contact& contact, const QString& oldName)
{
    if (!oldName.isEmpty())
        contactsByName[folded(oldName)].removeAll(contact.id);
    QStringList& ids = contactsByName[folded(contact.name)];
    if (!ids.contains(contact.id))
        ids.append(contact.id);
    if (!contact.number.isEmpty())
        contactByNumber.insert(folded(contact.number), contact.id);
}

void Tenant::rebuildIndexes()
{
    documentByNumber.clear();
    contactByNumber.clear();
    contactsByName.clear();
    for (const auto& [id, document] : documents)
        indexDocument(document);
    for (const auto& [id, contact] : contacts)
        indexContact(contact);
}

Contact* Tenant::findContact(const QString& id)
{
    return find(contacts, id);
}

Contact* Tenant::contactNamed(const QString& name)
{
    for (const QString& id : contactsByName.value(folded(name))) {
        Contact* contact = findContact(id);
        if (contact && contact->status == u"ACTIVE")
            return contact;
    }
    return nullptr;
}

Contact* Tenant::contactNumbered(const QString& number)
{
    const QString id = contactByNumber.value(folded(number));
    Contact* contact = id.isEmpty() ? nullptr : findContact(id);
    return contact && folded(contact->number) == folded(number) ? contact : nullptr;
}

Document* Tenant::findDocument(const QString& id)
{
    return find(documents, id);
}

Document* Tenant::documentNumbered(const QString& type, const QString& number)
{
    const QString id = documentByNumber.value(type + u' ' + folded(number));
    Document* document = id.isEmpty() ? nullptr : findDocument(id);
    return document && folded(document->number) == folded(number) ? document : nullptr;
}

Account* Tenant::accountBy(const QString& idOrCode)
{
    if (Account* account = find(accounts, idOrCode))
        return account;
    for (auto& [id, account] : accounts)
        if (!idOrCode.isEmpty() && account.code == idOrCode)
            return &account;
    return nullptr;
}

Account* Tenant::systemAccount(const QString& system)
{
    for (auto& [id, account] : accounts)
        if (account.system == system)
            return &account;
    return nullptr;
}

Item* Tenant::itemByCode(const QString& code)
{
    for (auto& [id, item] : items)
        if (item.code == code)
            return &item;
    return nullptr;
}

const TaxRate* Tenant::taxRate(const QString& type) const
{
    for (const TaxRate& rate : taxRates)
        if (rate.type == type)
            return &rate;
    return nullptr;
}

} // namespace sandbox
