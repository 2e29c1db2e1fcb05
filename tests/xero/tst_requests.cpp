// SPDX-License-Identifier: GPL-3.0-or-later

#include "xero/requests.h"

#include <QTest>

using namespace xero;
namespace ledger = records::ledger;
namespace mirror = records::mirror;
using base::Currency;
using base::Decimal4;
using base::Money;

namespace {

const QString kGuid = QStringLiteral("46282c42-3e9c-4d38-ac36-5c2ef1a41f9a");
const QString kOther = QStringLiteral("a1b2c3d4-0000-4000-8000-000000000001");

Money aud(qint64 minor)
{
    return {minor, Currency::of("AUD")};
}

QString queryOf(const Request& request)
{
    QStringList parts;
    for (const auto& [name, value] : request.query)
        parts += name + u'=' + value;
    return parts.join(u'&');
}

ledger::Document invoice()
{
    ledger::Document d;
    d.number = QStringLiteral("INV-10291");
    d.reference = QStringLiteral("PO 7");
    d.date = QDate(2026, 11, 20);
    d.total = aud(97680);
    d.tax = aud(8880);
    ledger::Line line;
    line.description = QStringLiteral("NBN 100");
    line.quantity = {20'000};
    line.unitPrice = {4'440'000};
    line.amount = aud(88800);
    line.tax = aud(8880);
    line.productCode = QStringLiteral("P1");
    d.lines = {line};
    return d;
}

DocumentPush push(const ledger::Document& document)
{
    return {.document = document,
        .contact = mirror::ContactId::parse(kGuid),
        .marker = QStringLiteral("LX1"),
        .itemCodes = {}};
}

} // namespace

class TestRequests : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsAskPagesAndFullPrices();
    void readsEscapeWhatPeopleType();
    void contact();
    void item();
    void salesInvoice();
    void bill();
    void unevenLinesGoAsOneUnit();
    void creditNote();
    void overpayment();
    void payment();
    void allocation();
    void changesOfAContact();
    void whatTakesBack();
    void refund();
    void changedFieldsOnlyAndWhatXeroThenKnows();
    void sameValuesSameBytes();
};

void TestRequests::readsAskPagesAndFullPrices()
{
    const QDateTime since(QDate(2026, 11, 20), QTime(1, 2, 3), Qt::UTC);
    const Request request = readInvoices(3, since);
    QCOMPARE(request.verb, QByteArray("GET"));
    QCOMPARE(request.path, QStringLiteral("Invoices"));
    QCOMPARE(queryOf(request),
        QStringLiteral(
            "page=3&pageSize=1000&Statuses=DRAFT,SUBMITTED,AUTHORISED,PAID,VOIDED,DELETED"
            "&unitdp=4"));
    QCOMPARE(request.modifiedSince, since);
    QVERIFY(!request.writes());
    QCOMPARE(
        queryOf(readContacts(1, {})), QStringLiteral("page=1&pageSize=1000&includeArchived=true"));
    QCOMPARE(
        readCredits(mirror::CreditKind::Prepayment, 1, {}).path, QStringLiteral("Prepayments"));
    QCOMPARE(readCredit(mirror::CreditKind::Overpayment, mirror::CreditId::parse(kGuid)).path,
        QStringLiteral("Overpayments/") + kGuid);
    QCOMPARE(queryOf(readInvoicesByNumbers({QStringLiteral("A"), QStringLiteral("B")})),
        QStringLiteral("page=1&pageSize=1000&InvoiceNumbers=A,B&unitdp=4"));
}

void TestRequests::readsEscapeWhatPeopleType()
{
    QCOMPARE(readContactByNumber(QStringLiteral("10/4 ü")).path,
        QStringLiteral("Contacts/10%2F4%20%C3%BC"));
    QCOMPARE(readContactsByName(QStringLiteral("The \"Pub\" \\ Co")).query[2].second,
        QStringLiteral("Name==\"The \\\"Pub\\\" \\\\ Co\""));
    QCOMPARE(readPaymentsOfInvoice(mirror::InvoiceId::parse(kGuid)).query[2].second,
        QStringLiteral("Invoice.InvoiceID==guid(\"%1\")").arg(kGuid));
}

void TestRequests::contact()
{
    ledger::Account account;
    account.number = QStringLiteral("1041");
    account.name = QStringLiteral("Harbourside \"Physio\"");
    account.firstName = QStringLiteral("Ann");
    account.email = QStringLiteral("ann@example.com");
    account.phone = QStringLiteral("02 5550 1234");
    account.addressLine = QStringLiteral("Level 2\n1 Quay St");
    account.city = QStringLiteral("Sydney");
    ledger::Account bare;
    bare.name = QStringLiteral("B");
    const Request request = createContacts({account, bare});
    QCOMPARE(request.verb, QByteArray("PUT"));
    QCOMPARE(request.path, QStringLiteral("Contacts"));
    QCOMPARE(queryOf(request), QStringLiteral("summarizeErrors=false"));
    QCOMPARE(request.body,
        QByteArray(R"({"Contacts":[{"Name":"Harbourside \"Physio\"","ContactNumber":"1041",)"
                   R"("FirstName":"Ann","EmailAddress":"ann@example.com",)"
                   R"("Phones":[{"PhoneType":"DEFAULT","PhoneNumber":"02 5550 1234"}],)"
                   R"("Addresses":[{"AddressType":"POBOX","AddressLine1":"Level 2",)"
                   R"("AddressLine2":"1 Quay St","City":"Sydney"}]},{"Name":"B"}]})"));
}

void TestRequests::item()
{
    ledger::Product product;
    product.code = QStringLiteral("P1");
    product.sku = QStringLiteral("FIB-NBN100");
    product.name = QStringLiteral("NBN 100");
    product.unitPrice = {794'545};
    const Request request = createItems({product}, records::ItemCodes::Sku, {});
    QCOMPARE(request.body,
        QByteArray(
            R"({"Items":[{"Code":"FIB-NBN100","Name":"NBN 100","Description":"NBN 100",)"
            R"("SalesDetails":{"UnitPrice":79.4545,"AccountCode":"200","TaxType":"OUTPUT"}}]})"));
    QVERIFY(createItems({product}, records::ItemCodes::ProductCode, {})
                .body.contains("\"Code\":\"P1\""));
}

void TestRequests::salesInvoice()
{
    DocumentPush one = push(invoice());
    one.itemCodes.insert(QStringLiteral("P1"), QStringLiteral("FIB-NBN100"));
    const Request request = createInvoices({one}, {});
    QCOMPARE(queryOf(request), QStringLiteral("summarizeErrors=false&unitdp=4"));
    QCOMPARE(request.body,
        QByteArray(
            R"({"Invoices":[{"Type":"ACCREC","Status":"AUTHORISED","InvoiceNumber":"INV-10291",)"
            R"("Contact":{"ContactID":"46282c42-3e9c-4d38-ac36-5c2ef1a41f9a"},"Date":"2026-11-20",)"
            R"("DueDate":"2026-11-20","LineAmountTypes":"Exclusive","CurrencyCode":"AUD",)"
            R"("Reference":"PO 7","Url":"https://tieout.example/r/LX1",)"
            R"("LineItems":[{"Description":"NBN 100","Quantity":2,"UnitAmount":444,)"
            R"("LineAmount":888.00,"TaxAmount":88.80,"TaxType":"OUTPUT","AccountCode":"200",)"
            R"("ItemCode":"FIB-NBN100"}]}]})"));
}

void TestRequests::bill()
{
    ledger::Document document = invoice();
    document.kind = ledger::DocumentKind::Bill;
    document.dueDate = QDate(2026, 12, 4);
    document.taxMode = ledger::TaxMode::NoTax;
    document.lines[0].description.clear();
    const QByteArray body = createInvoices({push(document)}, {}).body;
    QVERIFY(body.contains(R"("Type":"ACCPAY")"));
    QVERIFY(body.contains(R"("DueDate":"2026-12-04")"));
    QVERIFY(body.contains(R"("AccountCode":"300")"));
    QVERIFY(body.contains(R"("Description":"INV-10291")"));
    for (const char* absent : {"Reference", "TaxAmount", "TaxType", "ItemCode"})
        QVERIFY2(!body.contains(absent), absent);
}

void TestRequests::unevenLinesGoAsOneUnit()
{
    ledger::Document document = invoice();
    document.lines[0].quantity = {30'000};
    document.lines[0].unitPrice = {3'333}; // 3 × 0.3333 = 1.00 to the cent
    document.lines[0].amount = aud(100);
    QVERIFY(createInvoices({push(document)}, {})
                .body.contains(R"("Quantity":3,"UnitAmount":0.3333,"LineAmount":1.00)"));
    document.lines[0].amount = aud(99);
    QVERIFY(createInvoices({push(document)}, {})
                .body.contains(R"("Quantity":1,"UnitAmount":0.99,"LineAmount":0.99)"));
    document.lines[0].amount = aud(-250);
    QVERIFY(createInvoices({push(document)}, {})
                .body.contains(R"("Quantity":1,"UnitAmount":-2.50,"LineAmount":-2.50)"));
}

void TestRequests::creditNote()
{
    ledger::Document document = invoice();
    document.kind = ledger::DocumentKind::CreditNote;
    document.number = QStringLiteral("CN-1");
    document.taxMode = ledger::TaxMode::Inclusive;
    const Request request = createCreditNotes({push(document)}, {});
    QCOMPARE(request.path, QStringLiteral("CreditNotes"));
    QVERIFY(request.body.startsWith(
        R"({"CreditNotes":[{"Type":"ACCRECCREDIT","Status":"AUTHORISED","CreditNoteNumber":"CN-1",)"));
    QVERIFY(request.body.contains(R"("LineAmountTypes":"Inclusive")"));
    QVERIFY(!request.body.contains("DueDate"));
}

void TestRequests::overpayment()
{
    ledger::Payment money;
    money.number = QStringLiteral("PAY-20417");
    money.reference = QStringLiteral("HARBOUR");
    money.date = QDate(2026, 11, 19);
    money.amount = aud(88800);
    OverpaymentPush one{.payment = money,
        .contact = mirror::ContactId::parse(kGuid),
        .bankAccountCode = QStringLiteral("090"),
        .marker = QStringLiteral("LX2")};
    const Request request = createOverpayments({one});
    QCOMPARE(request.path, QStringLiteral("BankTransactions"));
    QCOMPARE(QString::fromUtf8(request.body),
        QStringLiteral(
            R"({"BankTransactions":[{"Type":"RECEIVE-OVERPAYMENT",)"
            R"("Contact":{"ContactID":"46282c42-3e9c-4d38-ac36-5c2ef1a41f9a"},"BankAccount":{"Code":"090"},)"
            R"("Date":"2026-11-19","LineAmountTypes":"NoTax","CurrencyCode":"AUD",)"
            R"("Url":"https://tieout.example/r/LX2",)"
            R"("LineItems":[{"Description":"PAY-20417 · HARBOUR [LX2]",)"
            R"("Quantity":1,"UnitAmount":888.00}]}]})"));
    one.toVendor = true;
    QVERIFY(createOverpayments({one}).body.contains("SPEND-OVERPAYMENT"));
}

void TestRequests::payment()
{
    ledger::Payment money;
    money.date = QDate(2026, 11, 19);
    money.amount = {1500, Currency::of("JPY")};
    money.reference = QStringLiteral("R");
    const Request request = createPayments({{.payment = money,
        .invoice = mirror::InvoiceId::parse(kOther),
        .bankAccountCode = QStringLiteral("090"),
        .marker = QStringLiteral("LX3")}});
    QCOMPARE(request.body,
        QByteArray(
            R"({"Payments":[{"Invoice":{"InvoiceID":"a1b2c3d4-0000-4000-8000-000000000001"},)"
            R"("Account":{"Code":"090"},"Date":"2026-11-19","Amount":1500,"Reference":"R [LX3]"}]})"));
}

void TestRequests::allocation()
{
    const Request request
        = allocate(mirror::CreditKind::Overpayment, mirror::CreditId::parse(kGuid),
            {{mirror::InvoiceId::parse(kOther), aud(6050), QDate(2026, 11, 20)}});
    QCOMPARE(
        request.path, QStringLiteral("Overpayments/") + kGuid + QStringLiteral("/Allocations"));
    QCOMPARE(queryOf(request), QStringLiteral("summarizeErrors=false"));
    QCOMPARE(request.body,
        QByteArray(
            R"({"Allocations":[{"Invoice":{"InvoiceID":"a1b2c3d4-0000-4000-8000-000000000001"},)"
            R"("Amount":60.50,"Date":"2026-11-20"}]})"));
}

void TestRequests::changesOfAContact()
{
    const Request request
        = setContactNumber(mirror::ContactId::parse(kGuid), QStringLiteral("1041"));
    QCOMPARE(request.verb, QByteArray("POST"));
    QCOMPARE(request.path, QStringLiteral("Contacts/") + kGuid);
    QCOMPARE(request.body,
        QByteArray(
            R"({"Contacts":[{"ContactID":"46282c42-3e9c-4d38-ac36-5c2ef1a41f9a","ContactNumber":"1041"}]})"));
    QVERIFY(restoreContacts({mirror::ContactId::parse(kGuid)})
                .body.contains(R"("ContactStatus":"ACTIVE")"));
}

void TestRequests::whatTakesBack()
{
    const Request removal = removeAllocation(mirror::CreditKind::Overpayment,
        mirror::CreditId::parse(kGuid), mirror::AllocationId::parse(kOther));
    QCOMPARE(removal.verb, QByteArray("DELETE"));
    QCOMPARE(removal.path, QStringLiteral("Overpayments/%1/Allocations/%2").arg(kGuid, kOther));
    QVERIFY(removal.body.isEmpty());
    const Request payment = deletePayment(mirror::PaymentId::parse(kGuid));
    QCOMPARE(payment.verb, QByteArray("POST"));
    QCOMPARE(payment.path, QStringLiteral("Payments/") + kGuid);
    QCOMPARE(payment.body, QByteArray(R"({"Status":"DELETED"})")); // Xero takes nothing else
    const Request invoice = voidInvoice(mirror::InvoiceId::parse(kGuid));
    QCOMPARE(invoice.path, QStringLiteral("Invoices/") + kGuid);
    QCOMPARE(invoice.body,
        QByteArray(R"({"InvoiceID":"46282c42-3e9c-4d38-ac36-5c2ef1a41f9a","Status":"VOIDED"})"));
    QCOMPARE(voidCreditNote(mirror::CreditId::parse(kGuid)).path,
        QStringLiteral("CreditNotes/") + kGuid);
}

void TestRequests::refund()
{
    const Request request = refundOverpayments({{.overpayment = mirror::CreditId::parse(kGuid),
        .amount = aud(88800),
        .date = QDate(2026, 11, 20),
        .reference = QStringLiteral("PAY-1"),
        .bankAccountCode = QStringLiteral("090"),
        .marker = QStringLiteral("TO1")}});
    QCOMPARE(request.verb, QByteArray("PUT"));
    QCOMPARE(request.path, QStringLiteral("Payments"));
    QCOMPARE(request.body,
        QByteArray(
            R"({"Payments":[{"Overpayment":{"OverpaymentID":"46282c42-3e9c-4d38-ac36-5c2ef1a41f9a"},)"
            R"("Account":{"Code":"090"},"Date":"2026-11-20","Amount":888.00,)"
            R"("Reference":"PAY-1 [TO1]"}]})"));
}

void TestRequests::changedFieldsOnlyAndWhatXeroThenKnows()
{
    ledger::Account account;
    account.name = QStringLiteral("Harbourside");
    account.email = QString();
    account.phone = QStringLiteral("08 5550 0142");
    // Xero takes four lines: a fifth must not be owed for ever.
    account.addressLine = QStringLiteral("c/o Reception\nLevel 2\nQuay House\n1 Quay St\nRear");
    account.city = QStringLiteral("Sydney");
    records::ContactCard before = records::cardOf(account);
    before.phone = QStringLiteral("old");
    before.email = QStringLiteral("old@x.example");
    const auto fields = records::changedFields(records::cardOf(account), before, before);
    const Request request = changeContacts({{mirror::ContactId::parse(kGuid), account, fields}});
    QCOMPARE(request.verb, QByteArray("POST"));
    QCOMPARE(queryOf(request), QStringLiteral("summarizeErrors=false"));
    QCOMPARE(request.body,
        QByteArray(
            R"({"Contacts":[{"ContactID":"46282c42-3e9c-4d38-ac36-5c2ef1a41f9a",)"
            R"("EmailAddress":"","Phones":[{"PhoneType":"DEFAULT","PhoneNumber":"08 5550 0142"}]}]})"));
    QCOMPARE(cardAfter(request.body, 0, before), records::cardOf(account));
    QCOMPARE(cardAfter(request.body, 1, before), before); // another element's
    account.number = QStringLiteral("1041");
    QCOMPARE(cardAfter(createContacts({account}).body, 0, {}), records::cardOf(account));
}

void TestRequests::sameValuesSameBytes()
{
    DocumentPush one = push(invoice());
    for (int i = 0; i < 50; ++i)
        one.itemCodes.insert(QString::number(i), QString::number(i));
    const Request first = createInvoices({one, one}, {});
    DocumentPush again = push(invoice());
    for (int i = 50; i-- > 0;)
        again.itemCodes.insert(QString::number(i), QString::number(i));
    QCOMPARE(createInvoices({again, again}, {}), first);
}

QTEST_APPLESS_MAIN(TestRequests)
#include "tst_requests.moc"
