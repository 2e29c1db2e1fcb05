// SPDX-License-Identifier: GPL-3.0-or-later

#include "store/settings.h"

#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;
using records::BookSettings;

namespace store {

namespace {

QString boolText(bool value)
{
    return value ? u"yes"_s : u"no"_s;
}

QString dateText(QDate date)
{
    return date.isValid() ? date.toString(Qt::ISODate) : QString();
}

QString instantText(const QDateTime& instant)
{
    return instant.isValid() ? instant.toUTC().toString(Qt::ISODateWithMs) : QString();
}

QString objectText(const QJsonObject& object)
{
    return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

QJsonObject object(const QString& text)
{
    return QJsonDocument::fromJson(text.toUtf8()).object();
}

} // namespace

BookSettings Settings::read() const
{
    QHash<QString, QString> stored;
    Statement select(m_connection, u"SELECT name, value FROM setting"_s);
    while (select.next()) {
        const QString name = select.get<QString>();
        stored.insert(name, select.get<QString>());
    }
    BookSettings s;
    const auto text
        = [&](QLatin1StringView name, QString& field) { field = stored.value(name, field); };
    const auto word = [&]<class Enum>(QLatin1StringView name, Enum& field) {
        field = records::fromText<Enum>(stored.value(name)).value_or(field);
    };
    text("name"_L1, s.name);
    s.currency = base::Currency::parse(stored.value(u"currency"_s)).value_or(base::Currency());
    word("item-codes"_L1, s.itemCodes);
    word("payment-push"_L1, s.paymentPush);
    text("sales-account-code"_L1, s.salesAccountCode);
    text("purchases-account-code"_L1, s.purchasesAccountCode);
    text("sales-tax-type"_L1, s.salesTaxType);
    text("purchases-tax-type"_L1, s.purchasesTaxType);
    text("bank-account-code"_L1, s.bankAccountCode);
    const QJsonObject methods = object(stored.value(u"bank-by-method"_s));
    for (auto it = methods.begin(); it != methods.end(); ++it)
        s.bankByMethod.insert(it.key(), it.value().toString());
    const QJsonObject receipts = object(stored.value(u"receipts-by-bank"_s));
    for (auto it = receipts.begin(); it != receipts.end(); ++it)
        if (const auto how = records::fromText<records::BankReceipts>(it.value().toString()))
            s.receiptsByBank.insert(it.key(), *how);
    s.startDate = QDate::fromString(stored.value(u"start-date"_s), Qt::ISODate);
    s.invoicesFrom = QDate::fromString(stored.value(u"invoices-from"_s), Qt::ISODate);
    s.paymentsFrom = QDate::fromString(stored.value(u"payments-from"_s), Qt::ISODate);
    const QJsonObject flows = object(stored.value(u"flows"_s));
    for (const records::Module module : records::kModules) {
        const auto flow
            = records::fromText<records::Flow>(flows.value(records::toText(module)).toString());
        if (flow && records::canFlow(module, *flow))
            s.flows.set(module, *flow);
    }
    s.pushIsOn = stored.value(u"push-is-on"_s) == "yes"_L1;
    s.paymentsCompleteUntil
        = QDateTime::fromString(stored.value(u"payments-complete-until"_s), Qt::ISODateWithMs);
    text("xero-url"_L1, s.xeroUrl);
    text("client-id"_L1, s.clientId);
    s.isDemo = stored.value(u"is-demo"_s) == "yes"_L1;
    s.waitsPermille = stored.value(u"waits-permille"_s, QString::number(s.waitsPermille)).toInt();
    return s;
}

void Settings::save(const BookSettings& s)
{
    QJsonObject methods, receipts, flows;
    for (const records::Module module : records::kModules)
        flows.insert(records::toText(module), records::toText(s.flows[module]));
    for (auto it = s.bankByMethod.begin(); it != s.bankByMethod.end(); ++it)
        methods.insert(it.key(), it.value());
    for (auto it = s.receiptsByBank.begin(); it != s.receiptsByBank.end(); ++it)
        receipts.insert(it.key(), records::toText(it.value()));
    put(u"name"_s, s.name);
    put(u"currency"_s, s.currency.code());
    put(u"item-codes"_s, records::toText(s.itemCodes));
    put(u"payment-push"_s, records::toText(s.paymentPush));
    put(u"sales-account-code"_s, s.salesAccountCode);
    put(u"purchases-account-code"_s, s.purchasesAccountCode);
    put(u"sales-tax-type"_s, s.salesTaxType);
    put(u"purchases-tax-type"_s, s.purchasesTaxType);
    put(u"bank-account-code"_s, s.bankAccountCode);
    put(u"bank-by-method"_s, objectText(methods));
    put(u"receipts-by-bank"_s, objectText(receipts));
    put(u"start-date"_s, dateText(s.startDate));
    put(u"invoices-from"_s, dateText(s.invoicesFrom));
    put(u"payments-from"_s, dateText(s.paymentsFrom));
    put(u"flows"_s, objectText(flows));
    put(u"push-is-on"_s, boolText(s.pushIsOn));
    put(u"payments-complete-until"_s, instantText(s.paymentsCompleteUntil));
    put(u"xero-url"_s, s.xeroUrl);
    put(u"client-id"_s, s.clientId);
    put(u"is-demo"_s, boolText(s.isDemo));
    put(u"waits-permille"_s, QString::number(s.waitsPermille));
}

QString Settings::value(const QString& name) const
{
    Statement select(m_connection, u"SELECT value FROM value WHERE name = ?"_s);
    return select.bind(name).next() ? select.get<QString>() : QString();
}

void Settings::setValue(const QString& name, const QString& value)
{
    Statement(m_connection, uR"(
        INSERT INTO value (name, value)
        VALUES (?, ?)
        ON CONFLICT (name) DO UPDATE
        SET value = excluded.value)"_s)
        .bind(name, value)
        .run();
}

void Settings::put(const QString& name, const QString& value)
{
    Statement(m_connection, uR"(
        INSERT INTO setting (name, value)
        VALUES (?, ?)
        ON CONFLICT (name) DO UPDATE
        SET value = excluded.value)"_s)
        .bind(name, value)
        .run();
}

} // namespace store
