// SPDX-License-Identifier: GPL-3.0-or-later

#include "sandbox/endpoints.h"

namespace sandbox {

namespace {

QString accountClass(const QString& type)
{
    if (type == u"REVENUE" || type == u"SALES")
        return QStringLiteral("REVENUE");
    if (type == u"EXPENSE" || type == u"DIRECTCOSTS")
        return QStringLiteral("EXPENSE");
    return type == u"CURRLIAB" ? QStringLiteral("LIABILITY") : QStringLiteral("ASSET");
}

QByteArray accountJson(const Account& account)
{
    JsonObject json;
    json.text("AccountID", account.id).textIfAny("Code", account.code).text("Name", account.name);
    json.text("Status", account.status).text("Type", account.type);
    json.textIfAny("TaxType", account.taxType).text("Class", accountClass(account.type));
    json.textIfAny("SystemAccount", account.system);
    json.flag("EnablePaymentsToAccount", account.paymentsEnabled);
    json.flag("ShowInExpenseClaims", false).textIfAny("BankAccountNumber", account.bankNumber);
    if (account.type == u"BANK")
        json.text("BankAccountType", QStringLiteral("BANK")).text("CurrencyCode", account.currency);
    json.text("ReportingCode", QStringLiteral("ASS")).flag("HasAttachments", false);
    return json.instant("UpdatedDateUTC", account.updated).take();
}

QByteArray itemJson(const Item& item)
{
    JsonObject sales, json;
    if (!item.unitPrice.isEmpty())
        sales.decimal(
            "UnitPrice", base::Decimal4::parse(item.unitPrice).value_or(base::Decimal4()));
    sales.textIfAny("AccountCode", item.accountCode).textIfAny("TaxType", item.taxType);
    json.text("ItemID", item.id).text("Code", item.code).textIfAny("Name", item.name);
    json.textIfAny("Description", item.description);
    json.raw("SalesDetails", sales.take()).raw("PurchaseDetails", "{}");
    json.flag("IsTrackedAsInventory", false).flag("IsSold", item.isSold);
    json.flag("IsPurchased", item.isPurchased);
    return json.instant("UpdatedDateUTC", item.updated).take();
}

void addAccount(Tenant& tenant, Books& books, const char* code, const char* name, const char* type,
    const char* taxType, const char* system = "", const char* bankNumber = "")
{
    Account account;
    account.id = books.newId();
    account.code = QLatin1String(code);
    account.name = QLatin1String(name);
    account.type = QLatin1String(type);
    account.taxType = QLatin1String(taxType);
    account.system = QLatin1String(system);
    account.bankNumber = QLatin1String(bankNumber);
    account.currency = tenant.organisation.baseCurrency;
    account.updated = books.now;
    tenant.accounts[account.id] = account;
}

void addItem(Books& books, const char* code, const char* name, const char* price)
{
    writeItem(books,
        {{QStringLiteral("Code"), QLatin1String(code)},
            {QStringLiteral("Name"), QLatin1String(name)},
            {QStringLiteral("SalesDetails"),
                QJsonObject{{QStringLiteral("UnitPrice"), QLatin1String(price)},
                    {QStringLiteral("AccountCode"), QStringLiteral("200")},
                    {QStringLiteral("TaxType"), QStringLiteral("OUTPUT")}}}},
        true);
}

} // namespace

Answer organisation(Books& books, const Request& request)
{
    if (request.verb != "GET")
        return notImplemented();
    const Organisation& o = books.tenant.organisation;
    JsonObject json;
    json.text("Name", o.name).text("LegalName", o.legalName).flag("PaysTax", true);
    json.text("Version", QStringLiteral("AU")).text("OrganisationType", QStringLiteral("COMPANY"));
    json.text("BaseCurrency", o.baseCurrency).text("CountryCode", o.country);
    json.flag("IsDemoCompany", o.isDemo).text("OrganisationStatus", QStringLiteral("ACTIVE"));
    json.whole("FinancialYearEndDay", 30).whole("FinancialYearEndMonth", 6);
    json.text("SalesTaxBasis", QStringLiteral("ACCRUALS")).text("Timezone", o.timezone);
    json.text("ShortCode", o.shortCode).text("OrganisationID", o.id);
    json.text("Edition", QStringLiteral("BUSINESS")).text("Class", QStringLiteral("PREMIUM"));
    json.day("PeriodLockDate", o.periodLock).day("EndOfYearLockDate", o.endOfYearLock);
    return envelope(books, request, "Organisations", {json.take()});
}

Answer accounts(Books& books, const Request& request)
{
    const QString id = request.at(1);
    const Account* known = id.isEmpty() ? nullptr : books.tenant.accountBy(id);
    if (request.verb != "GET")
        return notImplemented();
    if (!id.isEmpty())
        return known ? envelope(books, request, "Accounts", {accountJson(*known)}) : notFound();
    using A = const Account&;
    static const Getters<Account> getters{
        {QStringLiteral("accountid"), [](A a) { return Value::ofGuid(a.id); }},
        {QStringLiteral("code"), [](A a) { return Value::ofText(a.code); }},
        {QStringLiteral("name"), [](A a) { return Value::ofText(a.name); }},
        {QStringLiteral("type"), [](A a) { return Value::ofText(a.type); }},
        {QStringLiteral("status"), [](A a) { return Value::ofText(a.status); }},
        {QStringLiteral("enablepaymentstoaccount"),
            [](A a) { return Value::ofFlag(a.paymentsEnabled); }},
        {QStringLiteral("updateddateutc"), [](A a) { return Value::ofInstant(a.updated); }},
    };
    Listing<Account> how{"Accounts", "Xero.Api.Account", getters, &Account::updated, {}, {}};
    how.keep = [](const Account&) { return true; };
    how.print = [](const Account& account, bool) { return accountJson(account); };
    how.pages = false;
    return listRecords(books, request, books.tenant.accounts, how);
}

Answer taxRates(Books& books, const Request& request)
{
    if (request.verb != "GET")
        return notImplemented();
    QByteArrayList list;
    for (const TaxRate& rate : books.tenant.taxRates) {
        JsonObject component, json;
        component.text("Name", QStringLiteral("GST")).money("Rate", rate.permyriad);
        json.text("Name", rate.name)
            .text("TaxType", rate.type)
            .text("Status", QStringLiteral("ACTIVE"));
        json.money("EffectiveRate", rate.permyriad).money("DisplayTaxRate", rate.permyriad);
        for (const char* what : {"CanApplyToAssets", "CanApplyToEquity", "CanApplyToExpenses",
                 "CanApplyToLiabilities", "CanApplyToRevenue"})
            json.flag(what, true);
        list << json.raw("TaxComponents", jsonArray({component.take()})).take();
    }
    return envelope(books, request, "TaxRates", list);
}

Answer currencies(Books& books, const Request& request)
{
    if (request.verb != "GET")
        return notImplemented();
    QByteArrayList list;
    for (const QString& code : books.tenant.currencies)
        list << JsonObject().text("Code", code).text("Description", code).take();
    return envelope(books, request, "Currencies", list);
}

Outcome writeItem(Books& books, const QJsonObject& sent, bool creates, const QString& pathId)
{
    Tenant& tenant = books.tenant;
    const QString code = textFrom(sent, QLatin1String("Code"));
    const QString id = pathId.isEmpty() ? textFrom(sent, QLatin1String("ItemID")) : pathId;
    Item* known = id.isEmpty() ? nullptr : find(tenant.items, id);
    if (!known && !id.isEmpty())
        known = tenant.itemByCode(id);
    Item* sameCode = tenant.itemByCode(code);
    if (creates && sameCode)
        return Outcome::refused(
            QStringLiteral("Price List Item with Code '%1' already exists").arg(code));
    if (!known)
        known = sameCode;
    Item item = known ? *known : Item();
    if (!code.isEmpty())
        item.code = code;
    if (item.code.isEmpty())
        return Outcome::refused(
            QStringLiteral("Price List Item Code must be specified. [sandbox]"));
    if (item.code.size() > 30)
        return Outcome::refused(
            QStringLiteral("Price List Item Code must not be more than 30 characters long."));
    const auto take = [&](const QJsonObject& from, const char* key, QString& field) {
        if (from.contains(QLatin1String(key)))
            field = textFrom(from, QLatin1String(key));
    };
    take(sent, "Name", item.name);
    take(sent, "Description", item.description);
    const QJsonObject sales = sent.value(QStringLiteral("SalesDetails")).toObject();
    take(sales, "AccountCode", item.accountCode);
    take(sales, "TaxType", item.taxType);
    take(sales, "UnitPrice", item.unitPrice);
    if (!known)
        item.id = books.newId();
    item.updated = books.now;
    tenant.items[item.id] = item;
    return {item.id, {}, {}};
}

Answer items(Books& books, const Request& request)
{
    const QString id = request.at(1);
    Item* known = id.isEmpty() ? nullptr : find(books.tenant.items, id);
    if (!known && !id.isEmpty())
        known = books.tenant.itemByCode(id);
    if (!id.isEmpty() && !known)
        return notFound();
    if (request.verb == "DELETE" && known) {
        books.tenant.items.erase(known->id);
        return Answer{204, {}, {}, Wire::Answer, 0};
    }
    if (request.verb == "GET" && known)
        return envelope(books, request, "Items", {itemJson(*known)});
    if (request.verb == "GET") {
        using I = const Item&;
        static const Getters<Item> getters{
            {QStringLiteral("itemid"), [](I i) { return Value::ofGuid(i.id); }},
            {QStringLiteral("code"), [](I i) { return Value::ofText(i.code); }},
            {QStringLiteral("name"), [](I i) { return Value::ofText(i.name); }},
            {QStringLiteral("updateddateutc"), [](I i) { return Value::ofInstant(i.updated); }},
        };
        Listing<Item> how{"Items", "Xero.Api.Item", getters, &Item::updated, {}, {}};
        how.keep = [](const Item&) { return true; };
        how.print = [](const Item& item, bool) { return itemJson(item); };
        how.pages = false;
        return listRecords(books, request, books.tenant.items, how);
    }
    if (request.verb != "PUT" && request.verb != "POST")
        return notImplemented();
    const auto write = [&](const QJsonObject& sent) {
        return writeItem(books, sent, request.creates(), known ? known->id : QString());
    };
    const auto print = [&](const QString& which, const QByteArray& status) {
        QByteArray text = itemJson(books.tenant.items.at(which));
        if (!status.isEmpty())
            text.insert(text.size() - 1, ',' + status);
        return text;
    };
    return writeAll(books, request, "Items", "Item", "ItemID", write, print);
}

Tenant newTenant(base::Random& random, qint64 now, const QString& name)
{
    Tenant tenant;
    Books books{tenant, now, random};
    Organisation& o = tenant.organisation;
    o.id = books.newId();
    tenant.connectionId = books.newId();
    o.name = o.legalName = name;
    o.baseCurrency = QStringLiteral("AUD");
    o.country = QStringLiteral("AU");
    o.timezone = QStringLiteral("AUSEASTERNSTANDARDTIME");
    o.ianaZone = QStringLiteral("Australia/Sydney");
    o.shortCode = QStringLiteral("!") + QString::fromLatin1(random.bytes(3).toHex()).left(5);
    tenant.currencies = {QStringLiteral("AUD"), QStringLiteral("USD")};
    tenant.taxRates = {{QStringLiteral("OUTPUT"), QStringLiteral("GST on Income"), 1000},
        {QStringLiteral("INPUT"), QStringLiteral("GST on Expenses"), 1000},
        {QStringLiteral("EXEMPTOUTPUT"), QStringLiteral("GST Free Income"), 0},
        {QStringLiteral("EXEMPTEXPENSES"), QStringLiteral("GST Free Expenses"), 0},
        {QStringLiteral("BASEXCLUDED"), QStringLiteral("BAS Excluded"), 0},
        {QStringLiteral("NONE"), QStringLiteral("Tax Exempt"), 0}};
    addAccount(tenant, books, "090", "NAB Everyday", "BANK", "", "", "0821424821");
    addAccount(tenant, books, "091", "NAB Direct Debits", "BANK", "", "", "0821427730");
    addAccount(tenant, books, "092", "Westpac Saver", "BANK", "", "", "0320001102");
    addAccount(tenant, books, "200", "Sales", "REVENUE", "OUTPUT");
    addAccount(tenant, books, "260", "Other Revenue", "REVENUE", "OUTPUT");
    addAccount(tenant, books, "300", "Purchases", "DIRECTCOSTS", "INPUT");
    addAccount(tenant, books, "404", "Bank Fees", "EXPENSE", "EXEMPTEXPENSES");
    addAccount(tenant, books, "610", "Accounts Receivable", "CURRENT", "BASEXCLUDED", "DEBTORS");
    addAccount(tenant, books, "800", "Accounts Payable", "CURRLIAB", "BASEXCLUDED", "CREDITORS");
    addAccount(tenant, books, "820", "GST", "CURRLIAB", "BASEXCLUDED", "GST");
    return tenant;
}

void makeDemo(Tenant& tenant, base::Random& random, qint64 now)
{
    Books books{tenant, now, random};
    tenant.organisation.shortCode = QStringLiteral("!cB7x2");
    tenant.organisation.isDemo = true;
    tenant.organisation.periodLock = QDate(2025, 9, 30);
    addItem(books, "BB-100", "Business broadband 100/40", "89");
    addItem(books, "BB-250", "Business broadband 250/100", "129");
    addItem(books, "VOIP-LINE", "VoIP line", "24.95");
    addItem(books, "ROUTER-AX", "Managed router AX", "310");
    addItem(books, "STATIC-IP", "Static IP address", "10");
    addItem(books, "INSTALL", "Installation on site", "180");
}

} // namespace sandbox
