// SPDX-License-Identifier: GPL-3.0-or-later

#include "xero/answers.h"

#include <QTest>

using namespace xero;
namespace mirror = records::mirror;
using base::Currency;
using base::Effect;
using base::ErrorKind;

namespace {

Response answer(
    int status, const QByteArray& body, QList<std::pair<QByteArray, QByteArray>> headers = {})
{
    return {.status = status, .headers = std::move(headers), .body = body};
}

Response ok(const QByteArray& inside)
{
    return answer(200,
        R"({"Id":"9f310473-e1b5-4704-a25c-eec653deb596","Status":"OK","ProviderName":"P",)"
        R"("DateTimeUTC":"\/Date(1552431874205)\/",)"
            + inside + "}");
}

const Currency kAud = Currency::of("AUD");

} // namespace

class TestAnswers : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void organisation();
    void contactsWithBalances();
    void invoicesOfAPage();
    void nothingModifiedIsAnEmptyPage();
    void refusesAPageWithOneBadElement_data();
    void refusesAPageWithOneBadElement();
    void overpayments();
    void creditNotes();
    void paymentsOnInvoices();
    void refundsPointAtTheCredit_data();
    void refundsPointAtTheCredit();
    void bankTransactions();
    void settings();
    void batchesAndTransfers();
    void createdInOrder();
    void createdOverpaymentAndAllocation();
    void a400ReadsTheSame();
    void aPartial400IsUnknown();
    void unreadableSuccessIsUnknown_data();
    void unreadableSuccessIsUnknown();
    void errorShapes_data();
    void errorShapes();
    void waitsAsLongAsXeroSays_data();
    void waitsAsLongAsXeroSays();
};

void TestAnswers::organisation()
{
    const QUuid tenant = QUuid::createUuid();
    const auto org
        = xero::organisation(ok(R"("Organisations":[{"Name":"Harbour Telco","Version":"AU",
        "BaseCurrency":"AUD","CountryCode":"AU","IsDemoCompany":true,
        "PeriodLockDate":"/Date(1546214400000+0000)/","Timezone":"AUSEASTERNSTANDARDTIME",
        "ShortCode":"!mBdtL"}])"),
            tenant);
    QVERIFY(org.has_value());
    QCOMPARE(org->tenantId, tenant);
    QCOMPARE(org->baseCurrency, kAud);
    QCOMPARE(org->timezone, QByteArray("Australia/Sydney"));
    QCOMPARE(org->periodLockDate, QDate(2018, 12, 31));
    QVERIFY(!org->endOfYearLockDate.isValid());
    QVERIFY(org->isDemoCompany);
    QVERIFY(!xero::organisation(ok(R"("Organisations":[])"), tenant).has_value());
}

void TestAnswers::contactsWithBalances()
{
    const auto page
        = contacts(ok(R"("pagination":{"page":2,"pageSize":1000,"pageCount":7,"itemCount":6500},
        "Contacts":[{"ContactID":"430fa14a-f945-44d3-9f97-5df5e28441b8","ContactNumber":"1041",
        "ContactStatus":"ARCHIVED","MergedToContactID":"af3ffcc1-c578-4658-82f3-5d8d458cc7af",
        "Name":"Liam","EmailAddress":"l@example.com","IsCustomer":true,"IsSupplier":false,
        "Phones":[{"PhoneType":"FAX","PhoneNumber":"1"},{"PhoneType":"DEFAULT","PhoneNumber":"847-1294",
          "PhoneAreaCode":"626","PhoneCountryCode":""}],
        "Balances":{"AccountsReceivable":{"Outstanding":-849.50,"Overdue":910.00}},
        "UpdatedDateUTC":"\/Date(1551399323417+0000)\/"}])"),
            kAud);
    QVERIFY2(page.has_value(), qPrintable(page ? QString() : page.error().raw));
    QCOMPARE(page->page, 2);
    QCOMPARE(page->pageCount, 7);
    QCOMPARE(page->serverTime.toMSecsSinceEpoch(), 1552431874205);
    const auto& contact = page->records.first();
    QCOMPARE(contact.mergedTo.toString(), QStringLiteral("af3ffcc1-c578-4658-82f3-5d8d458cc7af"));
    QCOMPARE(contact.phone, QStringLiteral("626 847-1294"));
    QCOMPARE(contact.receivableOutstanding->minor(), -84950);
    QVERIFY(!contact.payableOutstanding.has_value());
}

void TestAnswers::invoicesOfAPage()
{
    const auto page = invoices(ok(R"("Invoices":[{"Type":"ACCREC",
        "InvoiceID":"d4956132-ed94-4dd7-9eaa-aa22dfdf06f2","InvoiceNumber":"INV-0001","Reference":"",
        "AmountDue":40.30,"AmountPaid":0.00,"AmountCredited":0.00,"Url":"https://tieout.example/r/LX1",
        "Contact":{"ContactID":"a3675fc4-f8dd-4f03-ba5b-f1870566bcd7","Name":"Barney","Addresses":[]},
        "DateString":"2018-11-20T00:00:00","Date":"\/Date(1542585600000+0000)\/",
        "DueDate":"\/Date(1542672000000+0000)\/","Status":"VOIDED","LineAmountTypes":"Exclusive",
        "LineItems":[{"Description":"Fish","UnitAmount":12.3456,"TaxType":"OUTPUT","TaxAmount":3.66,
          "LineAmount":36.64,"AccountCode":"200","Quantity":3.0000,"Tracking":[],
          "LineItemID":"5f8d3f53-4b9e-4ac6-a2c8-6f7a4bf43f2c"},{"Description":"A remark"}],
        "SubTotal":36.64,"TotalTax":3.66,"Total":40.30,"UpdatedDateUTC":"2018-11-02T16:36:32.69",
        "CurrencyCode":"NZD"}])"));
    QVERIFY2(page.has_value(), qPrintable(page ? QString() : page.error().raw));
    const auto& invoice = page->records.first();
    QCOMPARE(invoice.total, base::Money(4030, Currency::of("NZD")));
    QCOMPARE(invoice.date, QDate(2018, 11, 20));
    QCOMPARE(invoice.dueDate, QDate(2018, 11, 20));
    QCOMPARE(invoice.lines.size(), 2);
    QCOMPARE(invoice.lines[0].unitAmount.tenThousandths, 123456);
    QCOMPARE(invoice.lines[1].lineAmount.minor(), 0);
    QCOMPARE(invoice.url, QStringLiteral("https://tieout.example/r/LX1"));
    QCOMPARE(invoice.updatedAt.time(), QTime(16, 36, 32, 690));
}

void TestAnswers::nothingModifiedIsAnEmptyPage()
{
    const auto page = invoices(answer(304, "", {{"date", "Fri, 20 Nov 2026 10:00:00 GMT"}}));
    QVERIFY(page.has_value());
    QVERIFY(page->records.isEmpty());
    QCOMPARE(page->serverTime, QDateTime(QDate(2026, 11, 20), QTime(10, 0), Qt::UTC));
    QVERIFY(invoices(ok(R"("Invoices":[])")).has_value());
}

void TestAnswers::refusesAPageWithOneBadElement_data()
{
    QTest::addColumn<QByteArray>("from");
    QTest::addColumn<QByteArray>("to");
    QTest::newRow("no total") << QByteArray(R"("Total":1.00,)") << QByteArray();
    QTest::newRow("fraction of a cent")
        << QByteArray(R"("Total":1.00)") << QByteArray(R"("Total":1.005)");
    QTest::newRow("exponent") << QByteArray(R"("Total":1.00)") << QByteArray(R"("Total":1e0)");
    QTest::newRow("no id") << QByteArray("d4956132") << QByteArray("oops");
    QTest::newRow("zero id") << QByteArray("d4956132-ed94-4dd7-9eaa-aa22dfdf06f2")
                             << QByteArray("00000000-0000-0000-0000-000000000000");
    QTest::newRow("status no text") << QByteArray(R"("PAID")") << QByteArray("5");
    QTest::newRow("no currency") << QByteArray(R"(,"CurrencyCode":"NZD")") << QByteArray();
    QTest::newRow("odd currency") << QByteArray("NZD") << QByteArray("N$");
    QTest::newRow("lines no list") << QByteArray("[]") << QByteArray("{}");
    QTest::newRow("cut off") << QByteArray("}]") << QByteArray();
    QTest::newRow("other list") << QByteArray("\"Invoices\"") << QByteArray("\"Payments\"");
}

void TestAnswers::refusesAPageWithOneBadElement()
{
    QFETCH(QByteArray, from);
    QFETCH(QByteArray, to);
    const QByteArray good
        = R"("Invoices":[{"Type":"ACCREC","InvoiceID":"d4956132-ed94-4dd7-9eaa-aa22dfdf06f2",
        "AmountDue":0,"AmountPaid":1.00,"Contact":{"ContactID":"a3675fc4-f8dd-4f03-ba5b-f1870566bcd7"},
        "Date":"/Date(1542585600000)/","Status":"PAID","LineItems":[],"Total":1.00,
        "UpdatedDateUTC":"/Date(1542585600000)/","CurrencyCode":"NZD"}])";
    QVERIFY(invoices(ok(good)).has_value());
    QByteArray bad = good;
    bad.replace(from, to);
    QVERIFY(bad != good);
    const auto page = invoices(ok(bad));
    QVERIFY(!page.has_value());
    QCOMPARE(page.error().kind, ErrorKind::Malformed);
    QVERIFY(!page.error().raw.isEmpty());
}

void TestAnswers::overpayments()
{
    const auto page
        = credits(ok(R"("Overpayments":[{"OverpaymentID":"2a8bda49-8908-473b-8bcf-1f90990460eb",
        "Type":"AROVERPAYMENT","RemainingCredit":20.0,"Allocations":[{"Amount":1.0,
          "Date":"/Date(1552348800000+0000)/","AllocationId":"b12335f4-a1e5-4431-aeb4-488e5547558e",
          "Invoice":{"InvoiceID":"c45720a1-ade3-4a38-a064-d15489be6841","InvoiceNumber":"INV-1"}}],
        "Payments":[],"Contact":{"ContactID":"430fa14a-f945-44d3-9f97-5df5e28441b8","Name":"Liam"},
        "DateString":"2019-03-12T00:00:00","Date":"/Date(1552348800000+0000)/","Status":"AUTHORISED",
        "LineAmountTypes":"NoTax","LineItems":[],"SubTotal":21.0,"TotalTax":0.0,"Total":21.0,
        "UpdatedDateUTC":"/Date(1552428535123+0000)/","CurrencyCode":"NZD"}])"),
            mirror::CreditKind::Overpayment);
    QVERIFY2(page.has_value(), qPrintable(page ? QString() : page.error().raw));
    const auto& credit = page->records.first();
    QCOMPARE(credit.type, QStringLiteral("RECEIVE-OVERPAYMENT"));
    QCOMPARE(credit.remainingCredit.minor(), 2000);
    QVERIFY(!credit.bankTransaction);
    QCOMPARE(credit.allocations.first().amount.minor(), 100);
    QCOMPARE(credit.allocations.first().id.toString(),
        QStringLiteral("b12335f4-a1e5-4431-aeb4-488e5547558e"));
    QCOMPARE(credit.allocations.first().date, QDate(2019, 3, 12));
}

void TestAnswers::creditNotes()
{
    const auto page
        = credits(ok(R"("CreditNotes":[{"CreditNoteID":"aea95d78-ea48-456b-9b08-6bc012600072",
        "CreditNoteNumber":"CN-0002","Payments":[],"Type":"ACCRECCREDIT","RemainingCredit":"30.00",
        "Allocations":[],"Contact":{"ContactID":"430fa14a-f945-44d3-9f97-5df5e28441b8"},
        "Date":"2019-03-12","Status":"PAID","LineAmountTypes":"Inclusive",
        "LineItems":[{"Description":"Refund","UnitAmount":30,"LineAmount":30}],
        "Total":"30.00","UpdatedDateUTC":"/Date(1552428535123)/","CurrencyCode":"NZD"}])"),
            mirror::CreditKind::CreditNote);
    QVERIFY2(page.has_value(), qPrintable(page ? QString() : page.error().raw));
    QCOMPARE(page->records.first().number, QStringLiteral("CN-0002"));
    QCOMPARE(page->records.first().lines.size(), 1);
}

void TestAnswers::paymentsOnInvoices()
{
    const auto page
        = payments(ok(R"("Payments":[{"PaymentID":"99ea7f6b-c513-4066-bc27-b7c65dcd76c2",
        "BatchPayment":{"BatchPaymentID":"b54aa50c-794c-461b-89d1-846e1b84d9c0","IsReconciled":"false"},
        "Date":"/Date(1543449600000+0000)/","BankAmount":46.0,"Amount":46.0,"Reference":"",
        "PaymentType":"ACCRECPAYMENT","Status":"AUTHORISED","UpdatedDateUTC":"/Date(1541176592690+0000)/",
        "IsReconciled":"true","Account":{"AccountID":"5690f1e8-1d02-4893-90c2-ee1a69eff942","Code":"970"},
        "Invoice":{"InvoiceID":"046d8a6d-1ae1-4b4d-9340-5601bdf41b87","InvoiceNumber":"INV-0002",
          "Contact":{"ContactID":"a3675fc4-f8dd-4f03-ba5b-f1870566bcd7"}}}])"),
            kAud);
    QVERIFY2(page.has_value(), qPrintable(page ? QString() : page.error().raw));
    const auto& payment = page->records.first();
    QCOMPARE(payment.invoice.toString(), QStringLiteral("046d8a6d-1ae1-4b4d-9340-5601bdf41b87"));
    QVERIFY(!payment.credit);
    QVERIFY(payment.isReconciled);
    QVERIFY(!payment.batchPayment.isNull());
    QVERIFY(payment.contact);
    QCOMPARE(payment.amount, base::Money(4600, kAud));
}

void TestAnswers::refundsPointAtTheCredit_data()
{
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("target");
    const QByteArray id = "2a8bda49-8908-473b-8bcf-1f90990460eb";
    QTest::newRow("own field") << QByteArray("AROVERPAYMENTPAYMENT")
                               << QByteArray("\"Overpayment\":{\"OverpaymentID\":\"" + id + "\"}");
    QTest::newRow("as an invoice") << QByteArray("AROVERPAYMENTPAYMENT")
                                   << QByteArray("\"Invoice\":{\"InvoiceID\":\"" + id + "\"}");
    QTest::newRow("credit note") << QByteArray("ARCREDITPAYMENT")
                                 << QByteArray("\"CreditNote\":{\"CreditNoteID\":\"" + id
                                        + "\",\"CreditNoteNumber\":\"CN\"}");
    QTest::newRow("prepayment") << QByteArray("APPREPAYMENTPAYMENT")
                                << QByteArray("\"Prepayment\":{\"PrepaymentID\":\"" + id + "\"}");
}

void TestAnswers::refundsPointAtTheCredit()
{
    QFETCH(QByteArray, type);
    QFETCH(QByteArray, target);
    const auto page
        = payments(ok(R"("Payments":[{"PaymentID":"99ea7f6b-c513-4066-bc27-b7c65dcd76c2",
        "Date":"/Date(1543449600000)/","Amount":46,"PaymentType":")"
                       + type + R"(","Status":"AUTHORISED",)" + target
                       + R"(,"UpdatedDateUTC":"/Date(1541176592690)/"}])"),
            kAud);
    QVERIFY(page.has_value());
    QVERIFY(!page->records.first().invoice);
    QCOMPARE(page->records.first().credit.toString(),
        QStringLiteral("2a8bda49-8908-473b-8bcf-1f90990460eb"));
}

void TestAnswers::bankTransactions()
{
    const auto page = xero::bankTransactions(ok(R"("BankTransactions":[
        {"BankTransactionID":"1289c190-e46d-434b-9628-463ffdb52f00","Type":"RECEIVE-OVERPAYMENT",
         "OverpaymentID":"2a8bda49-8908-473b-8bcf-1f90990460eb","Url":"https://tieout.example/r/LX2",
         "BankAccount":{"AccountID":"6f7594f2-f059-4d56-9e67-47ac9733bfe9","Code":"088"},
         "IsReconciled":true,"Contact":{"ContactID":"5cc8cf28-567e-4d43-b287-687cfcaec47c","Name":"K"},
         "Date":"/Date(1551139200000)/","Status":"AUTHORISED","Total":30.00,"CurrencyCode":"AUD",
         "LineItems":[{"Description":"PAY-1 [LX2]"},{"Description":"other"}],
         "UpdatedDateUTC":"/Date(1551213567813)/"},
        {"BankTransactionID":"2289c190-e46d-434b-9628-463ffdb52f00","Type":"RECEIVE-TRANSFER",
         "BankAccount":{"AccountID":"6f7594f2-f059-4d56-9e67-47ac9733bfe9"},"Date":"/Date(1551139200000)/",
         "Status":"AUTHORISED","Total":1,"CurrencyCode":"AUD","UpdatedDateUTC":"/Date(1551213567813)/"}])"));
    QVERIFY2(page.has_value(), qPrintable(page ? QString() : page.error().raw));
    QCOMPARE(page->records.size(), 2);
    QCOMPARE(page->records[0].firstLineDescription, QStringLiteral("PAY-1 [LX2]"));
    QVERIFY(page->records[0].credit);
    QVERIFY(page->records[0].isReconciled);
    QVERIFY(!page->records[1].contact);
}

void TestAnswers::settings()
{
    const auto accounts
        = chart(ok(R"("Accounts":[{"AccountID":"ebd06280-af70-4bed-97c6-7451a454ad85",
        "Code":"091","Name":"Business Savings","Status":"ACTIVE","Type":"BANK","TaxType":"NONE",
        "BankAccountNumber":"0209087654321050","CurrencyCode":"NZD","EnablePaymentsToAccount":false}])"));
    QVERIFY(accounts.has_value());
    QCOMPARE(accounts->records.first().currency, Currency::of("NZD"));
    const auto rates
        = taxRates(ok(R"("TaxRates":[{"Name":"GST","TaxType":"OUTPUT","Status":"ACTIVE",
        "EffectiveRate":10.0000}])"));
    QVERIFY(rates.has_value());
    QCOMPARE(rates->records.first().effectiveRate.tenThousandths, 100000);
    const auto list = items(ok(R"("Items":[{"ItemID":"a4544d51-48f6-441f-a623-99ecbced6ab7",
        "Code":"abc","IsSold":true,"IsPurchased":false}])"));
    QVERIFY(list.has_value());
    QVERIFY(!list->records.first().isPurchased);
}

void TestAnswers::batchesAndTransfers()
{
    const auto batches = batchPayments(ok(R"("BatchPayments":[{"Account":
        {"AccountID":"5ec2f302-cd60-4f8b-a915-9229dd45e6fa"},"Reference":"Foo",
        "BatchPaymentID":"d0e9bbbf-5b8a-48b6-906a-035591fcb061","DateString":"2017-12-19T00:00:00",
        "Date":"/Date(1513641600000+0000)/","Payments":[{"Invoice":{},"PaymentID":
        "c05d5d68-0feb-41ba-a95b-4c3a5a9e6ed6","Amount":10.00}],"Type":"RECBATCH","Status":"AUTHORISED",
        "TotalAmount":"70.00","UpdatedDateUTC":"/Date(1538688000000+0000)/","IsReconciled":"true"}])"),
        kAud);
    QVERIFY2(batches.has_value(), qPrintable(batches ? QString() : batches.error().raw));
    QCOMPARE(batches->records.first().total.minor(), 7000);
    QCOMPARE(batches->records.first().payments.size(), 1);
    const auto transfers = bankTransfers(ok(R"("BankTransfers":[{
        "BankTransferID":"6221458a-ef7a-4d5f-9b1c-1b96ce03833c","Date":"/Date(1551398400000+0000)/",
        "Amount":20.00,"FromBankAccount":{"AccountID":"5690f1e8-1d02-4893-90c2-ee1a69eff942"},
        "ToBankAccount":{"AccountID":"7e5e243b-9fcd-4aef-8e3a-c70be1e39bfa"},"FromIsReconciled":true}])"),
        kAud);
    QVERIFY(transfers.has_value());
    QVERIFY(transfers->records.first().fromIsReconciled);
    QVERIFY(!transfers->records.first().toIsReconciled);
}

void TestAnswers::createdInOrder()
{
    const Response response = ok(R"("Payments":[
        {"PaymentID":"99ea7f6b-c513-4066-bc27-b7c65dcd76c2","Status":"AUTHORISED","Amount":10,
         "Invoice":{"InvoiceID":"046d8a6d-1ae1-4b4d-9340-5601bdf41b87","CurrencyCode":"NZD",
           "Contact":{"ContactID":"a3675fc4-f8dd-4f03-ba5b-f1870566bcd7"}},
         "StatusAttributeString":"OK","Warnings":[{"Message":"Careful"}]},
        {"PaymentID":"00000000-0000-0000-0000-000000000000","StatusAttributeString":"ERROR",
         "HasValidationErrors":true,"ValidationErrors":[
          {"Message":"Payments can only be made against Authorised documents"},
          {"Description":"Payment amount exceeds the amount outstanding on this document"}]},
        {"PaymentID":"00000000-0000-0000-0000-000000000000","HasErrors":true},
        {"PaymentID":"00000000-0000-0000-0000-000000000000"}])");
    const auto result = created(response, CreatedKind::Payment, 4, kAud);
    QVERIFY(result.has_value());
    QVERIFY((*result)[0].accepted());
    QCOMPARE((*result)[0].amount, base::Money(1000, Currency::of("NZD")));
    QCOMPARE((*result)[0].warnings, QStringList{QStringLiteral("Careful")});
    QVERIFY(!(*result)[0].contact.isNull());
    QVERIFY((*result)[1].refused());
    QVERIFY(!(*result)[1].accepted());
    QCOMPARE((*result)[1].errors.size(), 2);
    QVERIFY((*result)[2].refused());
    QVERIFY(!(*result)[3].accepted());
    QVERIFY(!(*result)[3].refused());
}

void TestAnswers::createdOverpaymentAndAllocation()
{
    const auto money = created(ok(R"("BankTransactions":[{
        "BankTransactionID":"1289c190-e46d-434b-9628-463ffdb52f00","StatusAttributeString":"OK",
        "OverpaymentID":"2a8bda49-8908-473b-8bcf-1f90990460eb","Status":"AUTHORISED","Total":888.00,
        "CurrencyCode":"AUD","Contact":{"ContactID":"5cc8cf28-567e-4d43-b287-687cfcaec47c"},
        "ValidationErrors":[]}])"),
        CreatedKind::Overpayment, 1, kAud);
    QVERIFY(money.has_value());
    QVERIFY(money->first().accepted());
    QCOMPARE(money->first().id, QUuid(QStringLiteral("{2a8bda49-8908-473b-8bcf-1f90990460eb}")));
    QVERIFY(!money->first().bankTransaction.isNull());
    const auto applied
        = created(ok(R"("Allocations":[{"Amount":1.0,"Date":"/Date(1552348800000+0000)/",
        "Invoice":{"InvoiceID":"c45720a1-ade3-4a38-a064-d15489be6841","ValidationErrors":[]},
        "Overpayment":{"OverpaymentID":"ed7f6041-c915-4667-bd1d-54c48e92161e"},"ValidationErrors":[]}])"),
            CreatedKind::Allocation, 1, kAud);
    QVERIFY(applied.has_value());
    QVERIFY(applied->first().accepted());
    QVERIFY(applied->first().id.isNull());
    QCOMPARE(applied->first().amount.minor(), 100);
    // The answer to a DELETE is one object in no list; only with IsDeleted it says anything.
    const char* removal = R"({"AllocationID":"c45720a1-ade3-4a38-a064-d15489be6841",
        "Date":"/Date(1552348800000+0000)/","IsDeleted":%})";
    const auto deleted = [&](const char* flag) {
        return created(answer(200, QByteArray(removal).replace("%", flag).constData()),
            CreatedKind::RemovedAllocation, 1, kAud);
    };
    QVERIFY(deleted("true").has_value());
    QVERIFY(deleted("true")->first().accepted());
    QVERIFY(!deleted("false")->first().accepted());
}

void TestAnswers::a400ReadsTheSame()
{
    const auto result = created(answer(400, R"({"ErrorNumber":10,"Type":"ValidationException",
        "Message":"A validation exception occurred","Elements":[{"InvoiceNumber":"INV-1","HasErrors":true,
        "ValidationErrors":[{"Message":"Invoice # must be unique."}]}]})"),
        CreatedKind::Invoice, 1, kAud);
    QVERIFY(result.has_value());
    QCOMPARE(result->first().errors, QStringList{QStringLiteral("Invoice # must be unique.")});
}

void TestAnswers::aPartial400IsUnknown()
{
    const auto result = created(answer(400, R"({"ErrorNumber":10,"Type":"ValidationException",
        "Message":"A validation exception occurred","Elements":[{"ValidationErrors":
        [{"Message":"Invoice # must be unique."}]}]})"),
        CreatedKind::Invoice, 2, kAud);
    QVERIFY(!result.has_value());
    QCOMPARE(result.error().effect, Effect::Unknown);
    QCOMPARE(result.error().raw, QStringLiteral("Invoice # must be unique."));
}

void TestAnswers::unreadableSuccessIsUnknown_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("html") << QByteArray("<html></html>");
    QTest::newRow("cut") << QByteArray(R"({"Payments":[{"PaymentID":"99ea7f6b)");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("too few") << QByteArray(R"({"Payments":[]})");
    QTest::newRow("other list") << QByteArray(R"({"Invoices":[{}]})");
    QTest::newRow("odd amount") << QByteArray(
        R"({"Payments":[{"PaymentID":"99ea7f6b-c513-4066-bc27-b7c65dcd76c2","Amount":"ten"}]})");
}

void TestAnswers::unreadableSuccessIsUnknown()
{
    QFETCH(QByteArray, body);
    const auto result = created(answer(200, body), CreatedKind::Payment, 1, kAud);
    QVERIFY(!result.has_value());
    QCOMPARE(result.error().kind, ErrorKind::Malformed);
    QCOMPARE(result.error().effect, Effect::Unknown);
}

void TestAnswers::errorShapes_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<ErrorKind>("kind");
    QTest::addColumn<Effect>("effect");
    QTest::addColumn<QString>("raw");
    const auto row = [](const char* name, int status, const char* body, ErrorKind kind,
                         Effect effect, const char* raw) {
        QTest::newRow(name) << status << QByteArray(body) << kind << effect
                            << QString::fromUtf8(raw);
    };
    row("validation", 400,
        R"({"ErrorNumber":10,"Message":"A validation exception occurred",)"
        R"("Elements":[{"ValidationErrors":[{"Message":"A"},{"Description":"B"}]}]})",
        ErrorKind::Rejected, Effect::None, "A; B");
    row("query", 400,
        R"({"ErrorNumber":16,"Type":"QueryParseException","Message":"No property 'hi'"})",
        ErrorKind::Rejected, Effect::None, "No property 'hi'");
    row("key", 400,
        R"({"ErrorNumber":10,"Message":"Idempotency Key: k is used with a different request."})",
        ErrorKind::Conflict, Effect::None, "Idempotency Key: k is used with a different request.");
    row("expired", 401,
        R"({"Type":null,"Title":"Unauthorized","Status":401,)"
        R"("Detail":"TokenExpired: token expired at x","Extensions":{}})",
        ErrorKind::Unauthorised, Effect::None, "TokenExpired: token expired at x");
    row("scope", 401,
        R"({"Title":"Unauthorized","Status":401,"Detail":"AuthorizationUnsuccessful"})",
        ErrorKind::Unauthorised, Effect::None, "AuthorizationUnsuccessful");
    row("tenant", 403,
        R"({"Title":"Forbidden","Status":403,"Detail":"AuthenticationUnsuccessful"})",
        ErrorKind::Forbidden, Effect::None, "AuthenticationUnsuccessful");
    row("not found", 404, "The resource you're looking for cannot be found", ErrorKind::NotFound,
        Effect::None, "The resource you're looking for cannot be found");
    row("precondition", 412, "", ErrorKind::Conflict, Effect::None, "");
    row("limit", 429, "", ErrorKind::RateLimited, Effect::None, "");
    row("server", 500, R"({"ErrorNumber":0,"Message":"An error occurred in Xero."})",
        ErrorKind::Timeout, Effect::Unknown, "An error occurred in Xero.");
    row("not implemented", 501, "", ErrorKind::Bug, Effect::None, "");
    row("offline", 503, "The Organisation is offline", ErrorKind::Timeout, Effect::Unknown,
        "The Organisation is offline");
    row("redirect", 302, "", ErrorKind::Malformed, Effect::Unknown, "");
}

void TestAnswers::errorShapes()
{
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    const base::Error error = errorOf(answer(status, body));
    QTEST(error.kind, "kind");
    QTEST(error.effect, "effect");
    QTEST(error.raw, "raw");
    QCOMPARE(error.httpStatus, status);
    QVERIFY(!error.sentence.isEmpty());
    // Readers hand the same error on.
    QCOMPARE(invoices(answer(status, body)).error(), error);
}

void TestAnswers::waitsAsLongAsXeroSays_data()
{
    QTest::addColumn<QByteArray>("said");
    QTest::addColumn<QByteArray>("problem");
    QTest::addColumn<int>("seconds");
    QTest::newRow("seconds") << QByteArray("22") << QByteArray("minute") << 22;
    QTest::newRow("day") << QByteArray("73451") << QByteArray("Day") << 73451;
    QTest::newRow("zero") << QByteArray("0") << QByteArray("minute") << 1;
    QTest::newRow("negative") << QByteArray("-5") << QByteArray("minute") << 1;
    QTest::newRow("huge") << QByteArray("1000000000") << QByteArray("minute") << 86400;
    QTest::newRow("missing") << QByteArray() << QByteArray("minute") << 60;
    QTest::newRow("concurrent") << QByteArray() << QByteArray("Concurrent") << 2;
    QTest::newRow("garbage") << QByteArray("soon") << QByteArray() << 60;
    QTest::newRow("date") << QByteArray("Fri, 20 Nov 2026 10:00:38 GMT") << QByteArray("minute")
                          << 38;
}

void TestAnswers::waitsAsLongAsXeroSays()
{
    QFETCH(QByteArray, said);
    QFETCH(QByteArray, problem);
    QFETCH(int, seconds);
    const Response response = answer(429, "",
        {{"retry-after", said}, {"x-rate-limit-problem", problem},
            {"date", "Fri, 20 Nov 2026 10:00:00 GMT"}});
    QCOMPARE(secondsToWait(response), seconds);
    QCOMPARE(errorOf(response).retryAfterSeconds, std::optional(seconds));
}

QTEST_APPLESS_MAIN(TestAnswers)
#include "tst_answers.moc"
