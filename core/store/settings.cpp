// SPDX-License-Identifier: GPL-3.0-or-later

#include "store/settings.h"

#include <QJsonArray>
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

QHash<QString, QString> pairs(const QJsonObject& stored)
{
    QHash<QString, QString> pairs;
    for (auto it = stored.begin(); it != stored.end(); ++it)
        pairs.insert(it.key(), it.value().toString());
    return pairs;
}

QJsonObject object(const QHash<QString, QString>& pairs)
{
    QJsonObject stored;
    for (auto it = pairs.begin(); it != pairs.end(); ++it)
        stored.insert(it.key(), it.value());
    return stored;
}

records::Flows flows(const QJsonObject& stored)
{
    records::Flows flows;
    for (const records::Module module : records::kModules) {
        const auto flow
            = records::fromText<records::Flow>(stored.value(records::toText(module)).toString());
        if (flow && records::canFlow(module, *flow))
            flows.set(module, *flow);
    }
    return flows;
}

QJsonObject object(const records::Flows& flows)
{
    QJsonObject stored;
    for (const records::Module module : records::kModules)
        stored.insert(records::toText(module), records::toText(flows[module]));
    return stored;
}

QDateTime instant(const QJsonValue& stored)
{
    return QDateTime::fromString(stored.toString(), Qt::ISODateWithMs);
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
    s.accountCodeInstead = pairs(object(stored.value(u"account-code-instead"_s)));
    s.taxTypeInstead = pairs(object(stored.value(u"tax-type-instead"_s)));
    word("tax-carried"_L1, s.taxCarried);
    s.needsPerson = stored.value(u"needs-person"_s) == "yes"_L1;
    s.takesInInvoices = stored.value(u"takes-in-invoices"_s) == "yes"_L1;
    text("bank-account-code"_L1, s.bankAccountCode);
    s.bankByMethod = pairs(object(stored.value(u"bank-by-method"_s)));
    const QJsonObject receipts = object(stored.value(u"receipts-by-bank"_s));
    for (auto it = receipts.begin(); it != receipts.end(); ++it)
        if (const auto how = records::fromText<records::BankReceipts>(it.value().toString()))
            s.receiptsByBank.insert(it.key(), *how);
    const QJsonArray automatic
        = QJsonDocument::fromJson(stored.value(u"automatic-banks"_s).toUtf8()).array();
    for (const QJsonValue& code : automatic)
        s.automaticBanks.insert(code.toString());
    const QJsonObject fees = object(stored.value(u"fees-by-bank"_s));
    for (auto it = fees.begin(); it != fees.end(); ++it)
        s.feesByBank.insert(it.key(), it.value().toInt());
    text("statement-folder"_L1, s.statementFolder);
    text("support-contact"_L1, s.supportContact);
    s.startDate = QDate::fromString(stored.value(u"start-date"_s), Qt::ISODate);
    s.invoicesFrom = QDate::fromString(stored.value(u"invoices-from"_s), Qt::ISODate);
    s.paymentsFrom = QDate::fromString(stored.value(u"payments-from"_s), Qt::ISODate);
    s.flows = flows(object(stored.value(u"flows"_s)));
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
    QJsonObject receipts, fees;
    for (auto it = s.receiptsByBank.begin(); it != s.receiptsByBank.end(); ++it)
        receipts.insert(it.key(), records::toText(it.value()));
    for (auto it = s.feesByBank.begin(); it != s.feesByBank.end(); ++it)
        fees.insert(it.key(), it.value());
    QStringList automatic = s.automaticBanks.values();
    automatic.sort();
    put(u"name"_s, s.name);
    put(u"currency"_s, s.currency.code());
    put(u"item-codes"_s, records::toText(s.itemCodes));
    put(u"payment-push"_s, records::toText(s.paymentPush));
    put(u"sales-account-code"_s, s.salesAccountCode);
    put(u"purchases-account-code"_s, s.purchasesAccountCode);
    put(u"sales-tax-type"_s, s.salesTaxType);
    put(u"purchases-tax-type"_s, s.purchasesTaxType);
    put(u"bank-account-code"_s, s.bankAccountCode);
    put(u"account-code-instead"_s, objectText(object(s.accountCodeInstead)));
    put(u"tax-type-instead"_s, objectText(object(s.taxTypeInstead)));
    put(u"tax-carried"_s, records::toText(s.taxCarried));
    put(u"needs-person"_s, boolText(s.needsPerson));
    put(u"takes-in-invoices"_s, boolText(s.takesInInvoices));
    put(u"bank-by-method"_s, objectText(object(s.bankByMethod)));
    put(u"receipts-by-bank"_s, objectText(receipts));
    put(u"automatic-banks"_s,
        QString::fromUtf8(
            QJsonDocument(QJsonArray::fromStringList(automatic)).toJson(QJsonDocument::Compact)));
    put(u"fees-by-bank"_s, objectText(fees));
    put(u"statement-folder"_s, s.statementFolder);
    put(u"support-contact"_s, s.supportContact);
    put(u"start-date"_s, dateText(s.startDate));
    put(u"invoices-from"_s, dateText(s.invoicesFrom));
    put(u"payments-from"_s, dateText(s.paymentsFrom));
    put(u"flows"_s, objectText(object(s.flows)));
    put(u"push-is-on"_s, boolText(s.pushIsOn));
    put(u"payments-complete-until"_s, instantText(s.paymentsCompleteUntil));
    put(u"xero-url"_s, s.xeroUrl);
    put(u"client-id"_s, s.clientId);
    put(u"is-demo"_s, boolText(s.isDemo));
    put(u"waits-permille"_s, QString::number(s.waitsPermille));
}

QString Settings::setting(const QString& name) const
{
    Statement select(m_connection, u"SELECT value FROM setting WHERE name = ?"_s);
    return select.bind(name).next() ? select.get<QString>() : QString();
}

records::Schedule Settings::schedule() const
{
    records::Schedule s;
    s.isOn = setting(u"is-demo"_s) != "yes"_L1; // a demo's story waits for its reader
    const QJsonObject stored = object(setting(u"schedule"_s));
    if (stored.isEmpty())
        return s;
    s.isOn = stored.value(u"on"_s).toBool(s.isOn);
    s.email = stored.value(u"email"_s).toBool(s.email);
    s.emailProblemsOnly = stored.value(u"emailProblemsOnly"_s).toBool(s.emailProblemsOnly);
    s.emailTo = stored.value(u"emailTo"_s).toString();
    for (const QJsonValue& time : stored.value(u"times"_s).toArray())
        s.times.append(QTime::fromString(time.toString(), u"HH:mm"_s));
    s.flows = flows(stored.value(u"flows"_s).toObject());
    s.start = records::fromText<records::StartMode>(stored.value(u"start"_s).toString())
                  .value_or(s.start);
    for (const records::Job job : records::kJobs) {
        const QJsonObject each = stored.value(records::toText(job)).toObject();
        s.of(job) = {each.value(u"on"_s).toBool(s.of(job).isOn),
            each.value(u"minutes"_s).toInt(s.of(job).minutes)};
    }
    return s;
}

void Settings::save(const records::Schedule& s)
{
    QJsonArray times;
    for (const QTime& time : s.times)
        times.append(time.toString(u"HH:mm"_s));
    QJsonObject stored{{u"on"_s, s.isOn}, {u"email"_s, s.email},
        {u"emailProblemsOnly"_s, s.emailProblemsOnly}, {u"emailTo"_s, s.emailTo},
        {u"times"_s, times}, {u"flows"_s, object(s.flows)}, {u"start"_s, records::toText(s.start)}};
    for (const records::Job job : records::kJobs)
        stored.insert(records::toText(job),
            QJsonObject{{u"on"_s, s.of(job).isOn}, {u"minutes"_s, s.of(job).minutes}});
    put(u"schedule"_s, objectText(stored));
}

records::RunTimes Settings::runTimes() const
{
    records::RunTimes times;
    const QJsonObject stored = object(value(u"schedule.ran"_s));
    times.since = instant(stored.value(u"since"_s));
    times.timetable = instant(stored.value(u"timetable"_s));
    for (const records::Job job : records::kJobs)
        times.of(job) = instant(stored.value(records::toText(job)));
    times.notBefore = instant(stored.value(u"notBefore"_s));
    times.failures = stored.value(u"failures"_s).toInt();
    return times;
}

void Settings::save(const records::RunTimes& times)
{
    QJsonObject stored{{u"since"_s, instantText(times.since)},
        {u"timetable"_s, instantText(times.timetable)},
        {u"notBefore"_s, instantText(times.notBefore)}, {u"failures"_s, times.failures}};
    for (const records::Job job : records::kJobs)
        stored.insert(records::toText(job), instantText(times.of(job)));
    setValue(u"schedule.ran"_s, objectText(stored));
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
