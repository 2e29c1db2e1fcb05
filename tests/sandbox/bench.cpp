// SPDX-License-Identifier: GPL-3.0-or-later

#include "bench.h"

using namespace sandbox;

void RulesBench::init()
{
    m_clock = FixedClock();
    m_random = std::make_unique<base::SeededRandom>(7);
    m_rules = makeRules(m_clock, *m_random, {true, false, false});
    const QJsonObject token = call("POST", QStringLiteral("/sandbox/token"), "{}").object();
    m_token = token[u"access_token"].toString().toLatin1();
    m_tenant = token[u"tenantId"].toString().toLatin1();
}

QJsonDocument RulesBench::call(const char* verb, const QString& path, const QByteArray& body,
    const QByteArray& key, const QByteArray& since)
{
    Call call;
    call.verb = verb;
    call.path = path.section(u'?', 0, 0);
    for (const QString& pair : path.section(u'?', 1).split(u'&', Qt::SkipEmptyParts))
        call.query.emplaceBack(pair.section(u'=', 0, 0), pair.section(u'=', 1));
    call.headers = {{"authorization", "Bearer " + m_token}, {"xero-tenant-id", m_tenant}};
    if (!key.isEmpty())
        call.headers.emplaceBack("idempotency-key", key);
    if (!since.isEmpty())
        call.headers.emplaceBack("if-modified-since", since);
    call.body = body;
    const Answer answer = m_rules->handle(call);
    m_status = answer.status;
    m_headers = answer.headers;
    return QJsonDocument::fromJson(answer.body);
}

QJsonObject RulesBench::api(const char* verb, const QString& path, const QByteArray& body)
{
    return call(verb, QStringLiteral("/api.xro/2.0/") + path, body).object();
}

QJsonObject RulesBench::human(const QString& act, const QByteArray& body)
{
    return call("POST", QStringLiteral("/sandbox/human/") + act, body).object();
}

QStringList RulesBench::messages(const QJsonObject& answer)
{
    QStringList all;
    for (const QJsonValue& element : answer[u"Elements"].toArray())
        for (const QJsonValue& error : element[u"ValidationErrors"].toArray())
            all << error[u"Message"].toString();
    return all;
}

QString RulesBench::contact(const QString& name)
{
    const QJsonObject made
        = api("PUT", QStringLiteral("Contacts"), "{\"Name\":\"" + name.toUtf8() + "\"}");
    return made[u"Contacts"][0][u"ContactID"].toString();
}

QByteArray RulesBench::invoiceBody(
    const QString& number, const char* amount, const QString& contactId)
{
    return QStringLiteral(
        "{\"Type\":\"ACCREC\",\"Status\":\"AUTHORISED\",\"InvoiceNumber\":\"%1\","
        "\"Contact\":{\"ContactID\":\"%3\"},\"Date\":\"2026-11-01\","
        "\"DueDate\":\"2026-11-30\",\"LineAmountTypes\":\"Inclusive\",\"LineItems\":"
        "[{\"Description\":\"x\",\"UnitAmount\":%2,\"AccountCode\":\"200\"}]}")
        .arg(number, QLatin1String(amount), contactId)
        .toUtf8();
}

QString RulesBench::invoice(const QString& number, const char* amount, const QString& contactId)
{
    const QJsonObject made
        = api("PUT", QStringLiteral("Invoices"), invoiceBody(number, amount, contactId));
    return made[u"Invoices"][0][u"InvoiceID"].toString();
}

QJsonObject RulesBench::invoiceNow(const QString& number)
{
    return api("GET", QStringLiteral("Invoices/") + number)[u"Invoices"][0].toObject();
}
