// SPDX-License-Identifier: GPL-3.0-or-later

#include "bench.h"

#include <QElapsedTimer>

using namespace sandbox;

class TestProtocol : public RulesBench {
    Q_OBJECT

private Q_SLOTS:
    void aKeyAnswersTwiceAndForOneRequestOnly();
    void limitsCountInFixedWindows();
    void pagesAndFilters();
    void modifiedSinceIsInclusiveToTheSecond();
    void whatIsSavedComesBack();
    void seedsThreeThousandInvoicesQuickly();
};

void TestProtocol::aKeyAnswersTwiceAndForOneRequestOnly()
{
    const QString path = QStringLiteral("/api.xro/2.0/Contacts");
    const QByteArray body = R"({"Name":"Pelican"})";
    const QJsonDocument first = call("PUT", path, body, "k1");
    m_clock.ms += 359'000;
    QCOMPARE(call("PUT", path, body, "k1"), first);
    const QJsonObject other = call("PUT", path, R"({"Name":"Gull"})", "k1").object();
    QCOMPARE(m_status, 400);
    QCOMPARE(other[u"Message"].toString(),
        QStringLiteral("Idempotency Key: k1 is used with a different request."));
    const QJsonDocument refused = call("PUT", path, body, "k2"); // errors are remembered as well
    QCOMPARE(m_status, 400);
    human(QStringLiteral("archive-contact"), R"({"contact":"Pelican"})");
    QCOMPARE(call("PUT", path, body, "k2"), refused);
    m_clock.ms += 361'000;
    call("PUT", path, body, "k2");
    QCOMPARE(m_status, 200);
}

void TestProtocol::limitsCountInFixedWindows()
{
    call("POST", QStringLiteral("/sandbox/settings"), R"({"limits":true,"perMinute":2})");
    api("GET", QStringLiteral("Items"));
    QVERIFY(m_headers.contains(std::pair<QByteArray, QByteArray>("x-minlimit-remaining", "1")));
    api("GET", QStringLiteral("Items"));
    m_clock.ms += 20'000;
    api("GET", QStringLiteral("Items"));
    QCOMPARE(m_status, 429);
    QVERIFY(
        m_headers.contains(std::pair<QByteArray, QByteArray>("x-rate-limit-problem", "minute")));
    QVERIFY(m_headers.contains(std::pair<QByteArray, QByteArray>("retry-after", "40")));
    m_clock.ms += 40'000;
    api("GET", QStringLiteral("Items"));
    QCOMPARE(m_status, 200);
}

void TestProtocol::pagesAndFilters()
{
    const QString who = contact(QStringLiteral("Pelican"));
    QStringList inOrder;
    for (int i = 1; i <= 5; ++i) {
        invoice(QStringLiteral("INV-%1").arg(i), "10", who);
        m_clock.ms += 1000;
        inOrder << QStringLiteral("INV-%1").arg(i);
    }
    const auto numbers = [&](const QString& query) {
        QStringList list;
        for (const QJsonValue& each :
            api("GET", QStringLiteral("Invoices?") + query)[u"Invoices"].toArray())
            list << each[u"InvoiceNumber"].toString();
        return list;
    };
    QCOMPARE(numbers(QStringLiteral("page=2&pageSize=2")), inOrder.mid(2, 2));
    const QJsonValue pages
        = api("GET", QStringLiteral("Invoices?page=9&pageSize=2"))[u"pagination"];
    QCOMPARE(pages[u"pageCount"].toInt(), 3);
    QCOMPARE(pages[u"itemCount"].toInt(), 5);
    QCOMPARE(numbers(QStringLiteral("order=InvoiceNumber DESC")).first(), QStringLiteral("INV-5"));
    QCOMPARE(numbers(QStringLiteral("InvoiceNumbers=INV-2,INV-4")),
        (QStringList{QStringLiteral("INV-2"), QStringLiteral("INV-4")}));
    QCOMPARE(
        numbers(QStringLiteral("where=Status==\"AUTHORISED\" AND Contact.ContactID==guid(\"%1\")")
                    .arg(who)),
        inOrder);
    QCOMPARE(numbers(QStringLiteral("where=Date>=DateTime(2026,11,02)")), QStringList());
    QCOMPARE(
        numbers(QStringLiteral("where=Date>=DateTime(2026,11,01) AND AmountDue==10.00")), inOrder);
    QCOMPARE(numbers(QStringLiteral("where=InvoiceNumber==\"INV-1\" OR InvoiceNumber==\"INV-3\"")),
        (QStringList{QStringLiteral("INV-1"), QStringLiteral("INV-3")}));
    QCOMPARE(numbers(QStringLiteral("Statuses=VOIDED")), QStringList());
    const QJsonObject wrong = api("GET", QStringLiteral("Invoices?where=hi==\"x\""));
    QCOMPARE(m_status, 400);
    QCOMPARE(wrong[u"Type"].toString(), QStringLiteral("QueryParseException"));
    QCOMPARE(wrong[u"ErrorNumber"].toInt(), 16);
    QVERIFY(!api("GET", QStringLiteral("Invoices"))[u"Invoices"][0][u"LineItems"].toArray().size());
    QVERIFY(api("GET", QStringLiteral("Invoices?page=1"))[u"Invoices"][0][u"LineItems"]
                .toArray()
                .size());
}

void TestProtocol::modifiedSinceIsInclusiveToTheSecond()
{
    contact(QStringLiteral("Pelican"));
    m_clock.ms += 2500;
    contact(QStringLiteral("Gull"));
    const auto found = [&](const char* since) {
        return call("GET", QStringLiteral("/api.xro/2.0/Contacts?page=1"), "{}", {}, since)
            .object()[u"Contacts"]
            .toArray()
            .size();
    };
    QCOMPARE(found("2026-11-20T10:00:00"), 2);
    QCOMPARE(found("2026-11-20T10:00:02.900Z"), 1);
    QCOMPARE(found("Fri, 20 Nov 2026 10:00:02 GMT"), 1);
    QCOMPARE(found("2026-11-20T10:00:03"), 0);
}

void TestProtocol::whatIsSavedComesBack()
{
    invoice(QStringLiteral("INV-1"), "60", contact(QStringLiteral("Pelican")));
    api("PUT", QStringLiteral("BankTransactions"), kOverpayment);
    human(QStringLiteral("allocate"),
        R"({"kind":"overpayment","contact":"Pelican","invoice":"INV-1","amount":60})");
    human(QStringLiteral("create-credit-note"),
        R"({"contact":"Pelican","amount":5,"date":"2026-11-11"})");
    const QByteArray saved = m_rules->save();
    const QJsonDocument truth = call("GET", QStringLiteral("/sandbox/truth"));
    m_rules = makeRules(m_clock, *m_random, {false, false, false});
    QVERIFY(m_rules->load(saved));
    QCOMPARE(call("GET", QStringLiteral("/sandbox/truth")), truth);
    QCOMPARE(m_rules->save(), saved);
    QCOMPARE(messages(api("PUT", QStringLiteral("Contacts"), R"({"Name":"Pelican"})")).size(), 1);
    QVERIFY(!m_rules->load("{}"));
}

void TestProtocol::seedsThreeThousandInvoicesQuickly()
{
    QJsonArray invoices, payments;
    for (int i = 0; i < 3000; ++i) {
        const QString number = QStringLiteral("OLD-%1").arg(i);
        QJsonObject one = QJsonDocument::fromJson(invoiceBody(number, "10", {})).object();
        one[QStringLiteral("Contact")]
            = QJsonObject{{QStringLiteral("Name"), QStringLiteral("C%1").arg(i % 300)}};
        invoices.append(one);
        payments.append(QJsonObject{
            {QStringLiteral("Invoice"), QJsonObject{{QStringLiteral("InvoiceNumber"), number}}},
            {QStringLiteral("Account"),
                QJsonObject{{QStringLiteral("Code"), QStringLiteral("090")}}},
            {QStringLiteral("Amount"), 10},
            {QStringLiteral("Date"), QStringLiteral("2026-11-02")}});
    }
    const QByteArray body = QJsonDocument(
        QJsonObject{{QStringLiteral("invoices"), invoices},
            {QStringLiteral("payments"),
                payments}}).toJson();
    QElapsedTimer timer;
    timer.start();
    const QJsonObject made = call("POST", QStringLiteral("/sandbox/seed"), body).object();
    qInfo("seeded in %lld ms", timer.elapsed());
    QCOMPARE(made[u"invoices"].toInt(), 3000);
    QCOMPARE(made[u"payments"].toInt(), 3000);
    QCOMPARE(made[u"errorCount"].toInt(), 0);
    QVERIFY(timer.elapsed() < 2000 * 20); // two seconds; twenty times that under valgrind
    QCOMPARE(
        api("GET", QStringLiteral("Invoices?page=3&pageSize=1000"))[u"Invoices"].toArray().size(),
        1000);
}

QTEST_GUILESS_MAIN(TestProtocol)
#include "tst_protocol.moc"
