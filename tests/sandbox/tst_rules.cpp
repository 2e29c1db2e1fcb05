// SPDX-License-Identifier: GPL-3.0-or-later

#include "bench.h"

class TestRules : public RulesBench {
    Q_OBJECT

private Q_SLOTS:
    void refusesInXerosWords_data();
    void refusesInXerosWords();
    void contactsAreUniqueAmongActiveOnes();
    void archivedContactsTakeNoDocuments();
    void postChangesWhereItMatchesPutNever();
    void validElementsPersistThoughTheCallFails();
    void taxIsCalculatedUnlessSent();
    void paymentsNeverExceedWhatIsDue();
    void reconciledPaymentsStayUntilRemoveAndRedo();
    void voidsOnlyWhatNothingUses();
    void anOverpaymentIsBornOfABankTransaction();
    void allocationsAddUpAndComeBack();
    void allocationsAreGuarded();
    void batchesGoInWholeAndCountAsOne();
    void theHumanMatchesMoreThanIsDue();
    void mergedContactsPointToTheirHeir();
};

void TestRules::refusesInXerosWords_data()
{
    QTest::addColumn<QString>("endpoint");
    QTest::addColumn<QByteArray>("change"); // merged over a good invoice or payment
    QTest::addColumn<QStringList>("expected");
    const QString invoices = QStringLiteral("Invoices"), payments = QStringLiteral("Payments");
    QTest::newRow("number twice") << invoices << QByteArray(R"({"InvoiceNumber":"INV-1"})")
                                  << QStringList{QStringLiteral("Invoice # must be unique.")};
    QTest::newRow("no due date") << invoices << QByteArray(R"({"DueDate":null})")
                                 << QStringList{QStringLiteral(
                                        "The document DueDate field must be specified")};
    QTest::newRow("no lines") << invoices << QByteArray(R"({"LineItems":[]})")
                              << QStringList{
                                     QStringLiteral("One or more line items must be specified")};
    QTest::newRow("type") << invoices << QByteArray(R"({"Type":"ACCRECCREDIT"})")
                          << QStringList{QStringLiteral("Invoice not of valid type for creation")};
    QTest::newRow("status") << invoices << QByteArray(R"({"Status":"PAID"})")
                            << QStringList{
                                   QStringLiteral("Invoice not of valid status for creation")};
    QTest::newRow("item") << invoices
                          << QByteArray(R"({"LineItems":[{"ItemCode":"X9","UnitAmount":1}]})")
                          << QStringList{QStringLiteral("Item code 'X9' is not valid")};
    QTest::newRow("account")
        << invoices << QByteArray(R"({"LineItems":[{"AccountCode":"610","UnitAmount":1}]})")
        << QStringList{QStringLiteral("Account code '610' is not a valid code for this document.")};
    QTest::newRow("tax")
        << invoices
        << QByteArray(R"({"LineItems":[{"AccountCode":"200","TaxType":"Q","UnitAmount":1}]})")
        << QStringList{QStringLiteral("Tax rate must be valid.")};
    QTest::newRow("locked") << invoices << QByteArray(R"({"Date":"2025-09-30"})")
                            << QStringList{
                                   QStringLiteral("The document date cannot be before the period "
                                                  "lock date, currently set at 30-Sep-2025")};
    QTest::newRow("currency") << invoices << QByteArray(R"({"CurrencyCode":"NZD"})")
                              << QStringList{QStringLiteral(
                                     "Users Organisation is not subscribed to currency NZD")};
    QTest::newRow("no contact") << invoices << QByteArray(R"({"Contact":null})")
                                << QStringList{QStringLiteral(
                                       "A Contact must be specified for this type of transaction")};
    QTest::newRow("too much")
        << payments << QByteArray(R"({"Amount":100.01})")
        << QStringList{
               QStringLiteral("Payment amount exceeds the amount outstanding on this document")};
    QTest::newRow("bank") << payments << QByteArray(R"({"Account":{"Code":"200"}})")
                          << QStringList{QStringLiteral(
                                 "Account type is invalid for making a payment to/from")};
    QTest::newRow("no bank")
        << payments << QByteArray(R"({"Account":null})")
        << QStringList{
               QStringLiteral("You must specify an Account code or Account ID for the payment.")};
    QTest::newRow("unknown bank") << payments << QByteArray(R"({"Account":{"Code":"999"}})")
                                  << QStringList{QStringLiteral("Account could not be found")};
    QTest::newRow("payment locked")
        << payments << QByteArray(R"({"Date":"2025-09-01"})")
        << QStringList{QStringLiteral("The document date cannot be before the period lock date, "
                                      "currently set at 30-Sep-2025")};
}

void TestRules::refusesInXerosWords()
{
    QFETCH(QString, endpoint);
    QFETCH(QByteArray, change);
    QFETCH(QStringList, expected);
    const QString who = contact(QStringLiteral("Pelican"));
    const QString id = invoice(QStringLiteral("INV-1"), "100", who);
    QJsonObject good
        = QJsonDocument::fromJson(invoiceBody(QStringLiteral("INV-2"), "50", who)).object();
    if (endpoint == u"Payments")
        good = {{QStringLiteral("Invoice"), QJsonObject{{QStringLiteral("InvoiceID"), id}}},
            {QStringLiteral("Account"),
                QJsonObject{{QStringLiteral("Code"), QStringLiteral("090")}}},
            {QStringLiteral("Amount"), 100},
            {QStringLiteral("Date"), QStringLiteral("2026-11-10")}};
    const QJsonObject changes = QJsonDocument::fromJson(change).object();
    for (auto each = changes.begin(); each != changes.end(); ++each)
        good.insert(each.key(), each.value());
    const QJsonObject answer = api("PUT", endpoint, QJsonDocument(good).toJson());
    QCOMPARE(m_status, 400);
    QCOMPARE(answer[u"ErrorNumber"].toInt(), 10);
    QCOMPARE(messages(answer), expected);
}

void TestRules::contactsAreUniqueAmongActiveOnes()
{
    contact(QStringLiteral("Pelican"));
    const QStringList refused
        = messages(api("PUT", QStringLiteral("Contacts"), R"({"Name":"PELICAN"})"));
    QCOMPARE(refused,
        QStringList{QStringLiteral(
            "The contact name PELICAN is already assigned to another "
            "contact. The contact name must be unique across all active contacts.")});
    human(QStringLiteral("archive-contact"), R"({"contact":"Pelican"})");
    QVERIFY(!contact(QStringLiteral("Pelican")).isEmpty());
}

void TestRules::archivedContactsTakeNoDocuments()
{
    const QString who = contact(QStringLiteral("Pelican"));
    human(QStringLiteral("archive-contact"), R"({"contact":"Pelican"})");
    const QJsonObject answer
        = api("PUT", QStringLiteral("Invoices"), invoiceBody(QStringLiteral("INV-1"), "1", who));
    QCOMPARE(messages(answer),
        QStringList{QStringLiteral("The contact with the specified contact details "
                                   "has been archived. The contact must be un-archived before "
                                   "creating new invoices or credit notes.")});
    QCOMPARE(api("GET", QStringLiteral("Contacts?page=1"))[u"Contacts"].toArray().size(), 0);
    QCOMPARE(api("GET", QStringLiteral("Contacts?page=1&includeArchived=true"))[u"Contacts"]
                 .toArray()
                 .size(),
        1);
    human(QStringLiteral("restore-contact"), R"({"contact":"Pelican"})");
    QVERIFY(!invoice(QStringLiteral("INV-1"), "1", who).isEmpty());
}

void TestRules::postChangesWhereItMatchesPutNever()
{
    const QString who = contact(QStringLiteral("Pelican"));
    const QString id = invoice(QStringLiteral("INV-1"), "100", who);
    QByteArray changed = invoiceBody(QStringLiteral("INV-1"), "120", who);
    const QJsonObject answer = api("POST", QStringLiteral("Invoices"), changed);
    QCOMPARE(answer[u"Invoices"][0][u"InvoiceID"].toString(), id);
    QCOMPARE(invoiceNow(QStringLiteral("INV-1"))[u"Total"].toDouble(), 120.0);
}

void TestRules::validElementsPersistThoughTheCallFails()
{
    const QString who = contact(QStringLiteral("Pelican"));
    QByteArray batch = "{\"Invoices\":[" + invoiceBody(QStringLiteral("INV-1"), "5", who) + ','
        + invoiceBody(QStringLiteral("INV-1"), "6", who) + "]}";
    const QJsonObject refused = api("PUT", QStringLiteral("Invoices"), batch);
    QCOMPARE(m_status, 400);
    QCOMPARE(refused[u"Elements"].toArray().size(), 1);
    QCOMPARE(invoiceNow(QStringLiteral("INV-1"))[u"Total"].toDouble(), 5.0);
    const QJsonArray mixed = api("PUT", QStringLiteral("Invoices?summarizeErrors=false"),
        batch.replace("INV-1", "INV-2"))[u"Invoices"]
                                 .toArray();
    QCOMPARE(m_status, 200);
    QCOMPARE(mixed[0][u"StatusAttributeString"].toString(), QStringLiteral("OK"));
    QCOMPARE(mixed[1][u"StatusAttributeString"].toString(), QStringLiteral("ERROR"));
    QCOMPARE(
        mixed[1][u"InvoiceID"].toString(), QStringLiteral("00000000-0000-0000-0000-000000000000"));
    QCOMPARE(mixed[1][u"ValidationErrors"][0][u"Message"].toString(),
        QStringLiteral("Invoice # must be unique."));
}

void TestRules::taxIsCalculatedUnlessSent()
{
    const QString who = contact(QStringLiteral("Pelican"));
    const auto total = [&](const QByteArray& line, const char* types) {
        QJsonObject body = QJsonDocument::fromJson(invoiceBody({}, "1", who)).object();
        body.remove(QStringLiteral("InvoiceNumber"));
        body[QStringLiteral("LineAmountTypes")] = QLatin1String(types);
        body[QStringLiteral("LineItems")] = QJsonArray{QJsonDocument::fromJson(line).object()};
        const QJsonObject made
            = api("PUT", QStringLiteral("Invoices"), QJsonDocument(body).toJson());
        const QJsonValue first = made[u"Invoices"][0];
        return QStringLiteral("%1 %2")
            .arg(first[u"Total"].toDouble(), 0, 'f', 2)
            .arg(first[u"TotalTax"].toDouble(), 0, 'f', 2);
    };
    QCOMPARE(total(R"({"UnitAmount":10.05,"AccountCode":"200"})", "Exclusive"),
        QStringLiteral("11.06 1.01"));
    QCOMPARE(total(R"({"UnitAmount":10.05,"AccountCode":"200","TaxAmount":1.0})", "Exclusive"),
        QStringLiteral("11.05 1.00"));
    QCOMPARE(total(R"({"UnitAmount":888,"AccountCode":"200"})", "Inclusive"),
        QStringLiteral("888.00 80.73"));
    QCOMPARE(total(R"({"Quantity":3,"UnitAmount":0.3333,"AccountCode":"200"})", "NoTax"),
        QStringLiteral("1.00 0.00"));
}

void TestRules::paymentsNeverExceedWhatIsDue()
{
    const QString id = invoice(QStringLiteral("INV-1"), "888", contact(QStringLiteral("Pelican")));
    const QByteArray pay = "{\"Invoice\":{\"InvoiceID\":\"" + id.toLatin1()
        + "\"},\"Account\":{\"Code\":\"090\"},\"Amount\":888,\"Date\":\"2026-11-10\"}";
    const QString payment
        = api("PUT", QStringLiteral("Payments"), pay)[u"Payments"][0][u"PaymentID"].toString();
    QCOMPARE(invoiceNow(QStringLiteral("INV-1"))[u"Status"].toString(), QStringLiteral("PAID"));
    QCOMPARE(messages(api("PUT", QStringLiteral("Payments"), pay)),
        (QStringList{QStringLiteral("Payments can only be made against Authorised documents"),
            QStringLiteral("Payment amount exceeds the amount outstanding on this document")}));
    QCOMPARE(messages(api("POST", QStringLiteral("Payments/") + payment,
                 R"({"Status":"DELETED","Amount":1})")),
        QStringList{QStringLiteral("Only Status accepted for updates.")});
    api("POST", QStringLiteral("Payments/") + payment, R"({"Status":"DELETED"})");
    QCOMPARE(m_status, 200);
    const QJsonObject now = invoiceNow(QStringLiteral("INV-1"));
    QCOMPARE(now[u"Status"].toString(), QStringLiteral("AUTHORISED"));
    QCOMPARE(now[u"AmountDue"].toDouble(), 888.0);
    QCOMPARE(
        messages(api("POST", QStringLiteral("Payments/") + payment, R"({"Status":"DELETED"})")),
        QStringList{QStringLiteral("Payment not of valid status for modification")});
}

void TestRules::reconciledPaymentsStayUntilRemoveAndRedo()
{
    invoice(QStringLiteral("INV-1"), "888", contact(QStringLiteral("Pelican")));
    const QString payment = human(QStringLiteral("match-invoice"),
        R"({"invoice":"INV-1","amount":888,"date":"2026-11-10","bank":"090"})")[u"paymentId"]
                                .toString();
    const QJsonObject refused
        = api("POST", QStringLiteral("Payments/") + payment, R"({"Status":"DELETED"})");
    QCOMPARE(messages(refused),
        QStringList{
            QStringLiteral("This payment has been reconciled and cannot be deleted [sandbox]")});
    human(QStringLiteral("remove-and-redo"), R"({"invoice":"INV-1"})");
    QCOMPARE(m_status, 200);
    QCOMPARE(invoiceNow(QStringLiteral("INV-1"))[u"AmountDue"].toDouble(), 888.0);
}

void TestRules::voidsOnlyWhatNothingUses()
{
    const QString id = invoice(QStringLiteral("INV-1"), "10", contact(QStringLiteral("Pelican")));
    const QString payment = human(QStringLiteral("create-payment"),
        R"({"invoice":"INV-1","amount":4,"date":"2026-11-10","bank":"090"})")[u"paymentId"]
                                .toString();
    const QString path = QStringLiteral("Invoices/") + id;
    QCOMPARE(messages(api("POST", path, R"({"Status":"VOIDED"})")),
        (QStringList{
            QStringLiteral("The status VOIDED cannot be applied to the invoice because it has "
                           "payments or credit notes allocated to it."),
            QStringLiteral("This document cannot be edited as it has a payment or credit note "
                           "allocated to it.")}));
    human(QStringLiteral("reconcile"), R"({"invoice":"INV-1"})");
    QCOMPARE(messages(api("POST", path, R"({"Status":"VOIDED"})")).last(),
        QStringLiteral("This document cannot be edited as it has a reconciled payment or credit "
                       "note allocated to it."));
    QCOMPARE(
        messages(api("POST", QStringLiteral("Payments/") + payment, R"({"Status":"DELETED"})")),
        QStringList{
            QStringLiteral("This payment has been reconciled and cannot be deleted [sandbox]")});
    human(QStringLiteral("remove-and-redo"), R"({"invoice":"INV-1"})");
    const QString second = human(QStringLiteral("create-payment"),
        R"({"invoice":"INV-1","amount":4,"date":"2026-11-10","bank":"090"})")[u"paymentId"]
                               .toString();
    QCOMPARE(messages(api("POST", QStringLiteral("Payments/") + second,
                 R"({"Status":"DELETED","Amount":4})")),
        QStringList{QStringLiteral("Only Status accepted for updates.")});
    api("POST", QStringLiteral("Payments/") + second, R"({"Status":"DELETED"})");
    QCOMPARE(api("POST", path, R"({"Status":"VOIDED"})")[u"Invoices"][0][u"Status"].toString(),
        QStringLiteral("VOIDED"));
    QCOMPARE(messages(api("POST", path, R"({"Status":"AUTHORISED"})")),
        QStringList{QStringLiteral("Invoice not of valid status for modification")});
}

void TestRules::anOverpaymentIsBornOfABankTransaction()
{
    contact(QStringLiteral("Pelican"));
    const QJsonValue made
        = api("PUT", QStringLiteral("BankTransactions"), kOverpayment)[u"BankTransactions"][0];
    const QString id = made[u"OverpaymentID"].toString();
    const QJsonValue over = api("GET", QStringLiteral("Overpayments/") + id)[u"Overpayments"][0];
    QCOMPARE(over[u"RemainingCredit"].toDouble(), 100.0);
    QCOMPARE(over[u"Type"].toString(), QStringLiteral("RECEIVE-OVERPAYMENT"));
    const QByteArray change = "{\"BankTransactionID\":\""
        + made[u"BankTransactionID"].toString().toLatin1() + "\",\"Status\":\"DELETED\"}";
    QCOMPARE(messages(api("POST", QStringLiteral("BankTransactions"), change)),
        QStringList{QStringLiteral(
            "The Type field is not valid for an update. This must be either 'SPEND', 'RECEIVE'.")});
}

void TestRules::allocationsAddUpAndComeBack()
{
    const QString invoiceId
        = invoice(QStringLiteral("INV-1"), "60", contact(QStringLiteral("Pelican")));
    const QString credit = api("PUT", QStringLiteral("BankTransactions"),
        kOverpayment)[u"BankTransactions"][0][u"OverpaymentID"]
                               .toString();
    m_clock.ms += 5000;
    const QString path = QStringLiteral("Overpayments/%1").arg(credit);
    const QJsonObject answer = api("PUT", path + QStringLiteral("/Allocations"),
        "{\"Allocations\":[{\"Amount\":60,\"Invoice\":{\"InvoiceID\":\"" + invoiceId.toLatin1()
            + "\"}}]}");
    QCOMPARE(m_status, 200);
    QVERIFY(!answer[u"Allocations"][0].toObject().contains(QStringLiteral("AllocationID")));
    QJsonObject paid = invoiceNow(QStringLiteral("INV-1"));
    QCOMPARE(paid[u"Status"].toString(), QStringLiteral("PAID"));
    QCOMPARE(paid[u"AmountCredited"].toDouble(), 60.0);
    QCOMPARE(paid[u"AmountPaid"].toDouble(), 0.0);
    QCOMPARE(paid[u"Payments"].toArray().size(), 0);
    const QJsonValue over = api("GET", path)[u"Overpayments"][0];
    QCOMPARE(over[u"RemainingCredit"].toDouble(), 40.0);
    QCOMPARE(over[u"UpdatedDateUTC"].toString(), paid[u"UpdatedDateUTC"].toString());
    const QString allocation = over[u"Allocations"][0][u"AllocationID"].toString();
    human(QStringLiteral("set-lock-dates"), R"({"period":"2026-12-31"})");
    QVERIFY(messages(api("DELETE", path + QStringLiteral("/Allocations/") + allocation))
                .first()
                .startsWith(QStringLiteral("The document date cannot be before the period lock")));
    QCOMPARE(m_status, 400);
    human(QStringLiteral("set-lock-dates"), R"({"period":"2025-09-30"})");
    const QJsonObject gone = api("DELETE", path + QStringLiteral("/Allocations/") + allocation);
    QCOMPARE(gone[u"IsDeleted"].toBool(), true);
    QCOMPARE(invoiceNow(QStringLiteral("INV-1"))[u"AmountDue"].toDouble(), 60.0);
    QCOMPARE(api("GET", path)[u"Overpayments"][0][u"RemainingCredit"].toDouble(), 100.0);
}

void TestRules::allocationsAreGuarded()
{
    const QString pelican = contact(QStringLiteral("Pelican")),
                  other = contact(QStringLiteral("Other"));
    invoice(QStringLiteral("INV-1"), "60", pelican);
    invoice(QStringLiteral("INV-2"), "60", other);
    invoice(QStringLiteral("INV-3"), "500", pelican);
    api("PUT", QStringLiteral("BankTransactions"), kOverpayment);
    const auto refusal = [&](const char* number, int amount) {
        return human(QStringLiteral("allocate"),
            QStringLiteral(
                R"({"kind":"overpayment","contact":"Pelican","invoice":"%1","amount":%2})")
                .arg(QLatin1String(number))
                .arg(amount)
                .toUtf8())[u"error"]
            .toString();
    };
    const QString tooMuch = QStringLiteral(
        "Overpayment cannot be allocated as amount is greater than amount outstanding");
    QCOMPARE(refusal("INV-1", 61), tooMuch);
    QCOMPARE(refusal("INV-3", 101), tooMuch);
    QCOMPARE(refusal("INV-2", 10),
        QStringLiteral("The ContactID and the TargetTransaction ContactID do not match"));
    human(QStringLiteral("match-invoice"),
        R"({"invoice":"INV-1","amount":60,"date":"2026-11-10","bank":"090"})");
    QCOMPARE(refusal("INV-1", 60),
        QStringLiteral("The invoice you are trying to allocate to has already been paid off; ")
            + tooMuch);
}

void TestRules::batchesGoInWholeAndCountAsOne()
{
    const QString who = contact(QStringLiteral("Pelican"));
    const QByteArray one = invoice(QStringLiteral("INV-1"), "10", who).toLatin1();
    const QByteArray two = invoice(QStringLiteral("INV-2"), "20", who).toLatin1();
    const auto batch = [&](const char* second) {
        return QByteArray("{\"Account\":{\"Code\":\"090\"},\"Date\":\"2026-11-10\",\"Payments\":["
                          "{\"Invoice\":{\"InvoiceID\":\"")
            + one + "\"},\"Amount\":10},{\"Invoice\":{\"InvoiceID\":\"" + two
            + "\"},\"Amount\":" + second + "}]}";
    };
    api("PUT", QStringLiteral("BatchPayments"), batch("21"));
    QCOMPARE(m_status, 400);
    QCOMPARE(invoiceNow(QStringLiteral("INV-1"))[u"AmountDue"].toDouble(), 10.0);
    const QJsonValue made
        = api("PUT", QStringLiteral("BatchPayments"), batch("20"))[u"BatchPayments"][0];
    QCOMPARE(made[u"TotalAmount"].toDouble(), 30.0);
    const QString payment = made[u"Payments"][0][u"PaymentID"].toString();
    QCOMPARE(
        messages(api("POST", QStringLiteral("Payments/") + payment, R"({"Status":"DELETED"})")),
        QStringList{QStringLiteral("Payments within a batch cannot be deleted.")});
}

void TestRules::theHumanMatchesMoreThanIsDue()
{
    invoice(QStringLiteral("INV-1"), "100", contact(QStringLiteral("Pelican")));
    const QJsonObject made = human(QStringLiteral("match-invoice"),
        R"({"invoice":"INV-1","amount":120,"date":"2026-11-10","bank":"090"})");
    QVERIFY(!made[u"paymentId"].toString().isEmpty());
    const QJsonValue over = api("GET",
        QStringLiteral("Overpayments/") + made[u"overpaymentId"].toString())[u"Overpayments"][0];
    QCOMPARE(over[u"RemainingCredit"].toDouble(), 20.0);
    const QJsonValue balance
        = api("GET", QStringLiteral("Contacts?page=1"))[u"Contacts"][0][u"Balances"];
    QCOMPARE(balance[u"AccountsReceivable"][u"Outstanding"].toDouble(), -20.0);
    QVERIFY(
        api("GET", QStringLiteral("Payments?page=1"))[u"Payments"][0][u"IsReconciled"].toBool());
}

void TestRules::mergedContactsPointToTheirHeir()
{
    const QString from = contact(QStringLiteral("Pelican")), into = contact(QStringLiteral("Gull"));
    invoice(QStringLiteral("INV-1"), "100", from);
    human(QStringLiteral("merge-contacts"), R"({"from":"Pelican","into":"Gull"})");
    const QJsonValue merged = api("GET", QStringLiteral("Contacts/") + from)[u"Contacts"][0];
    QCOMPARE(merged[u"MergedToContactID"].toString(), into);
    QCOMPARE(merged[u"ContactStatus"].toString(), QStringLiteral("ARCHIVED"));
    QCOMPARE(invoiceNow(QStringLiteral("INV-1"))[u"Contact"][u"ContactID"].toString(), into);
}

QTEST_GUILESS_MAIN(TestRules)
#include "tst_rules.moc"
