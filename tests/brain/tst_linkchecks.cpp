// SPDX-License-Identifier: GPL-3.0-or-later

#include "brain/story.h"
#include "plan/itemchecks.h"
#include "plan/linkchecks.h"

#include <QTest>

// What bars taking a link away or merging a contact, and what lines need for their item codes.
class TestLinkChecks : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void nothingInXeroBarsNothing();
    void anOutstandingInvoiceBars();
    void whatIsPartlyAllocatedBars();
    void wholeOrUntouchedCreditsGo();
    void eitherSidesHalfIsHalf();
    void whatIsOnItsWayBars();
    void aMergeIsSafeWhenNothingWaits();
    void aWishOfAPersonDecidesTheContact();
    void fourTicksOfALine_data();
    void fourTicksOfALine();
    void linesMakeTheDocumentsKind();
    void productsWithoutACodeOfTheirOwn();
};

namespace {

using namespace story;

QString barring(const Story& story)
{
    return whyNot(disassociation(story.file));
}

} // namespace

void TestLinkChecks::nothingInXeroBarsNothing()
{
    Story story;
    QVERIFY(disassociation(story.file).mayGo());
    story.invoice("INV-1", 88'800);
    story.payment("PAY-1", 88'800);
    QVERIFY(disassociation(story.file).mayGo());
}

void TestLinkChecks::anOutstandingInvoiceBars()
{
    Story story;
    const DocumentId invoice = story.invoice("INV-1", 88'800);
    story.inXero(invoice, 10, 88'800);
    QCOMPARE(
        barring(story), QStringLiteral("No invoice is outstanding: not so for INV-1 (888.00)."));
    story.allocate(ref(story.payment("PAY-1", 88'800)), invoice, 88'800);
    // Settled here, but not there.
    QVERIFY(!disassociation(story.file).mayGo());
    story.file.invoices.last().amountDue = money(0);
    QVERIFY2(disassociation(story.file).mayGo(), qPrintable(barring(story)));
}

void TestLinkChecks::whatIsPartlyAllocatedBars()
{
    Story story;
    const DocumentId invoice = story.invoice("INV-1", 10'000);
    story.inXero(invoice, 10, 0);
    const PaymentId payment = story.payment("PAY-1", 25'000);
    story.tie(ref(payment), XeroKind::Overpayment, 11);
    story.allocate(ref(payment), invoice, 6'000);
    const DocumentId note = story.document(DocumentKind::CreditNote, "CN-1", 9'000);
    story.tie({RecordKind::CreditNote, note.value}, XeroKind::CreditNote, 12);
    story.allocate({RecordKind::CreditNote, note.value}, invoice, 4'000);
    const Disassociation asked = disassociation(story.file);
    QVERIFY(asked.outstanding.isEmpty() && !asked.mayGo());
    QCOMPARE(words(asked.partPayments), QStringLiteral("PAY-1 (190.00)"));
    QCOMPARE(words(asked.partCredits), QStringLiteral("CN-1 (50.00)"));
}

void TestLinkChecks::wholeOrUntouchedCreditsGo()
{
    Story story;
    const DocumentId invoice = story.invoice("INV-1", 10'000);
    story.inXero(invoice, 10, 0);
    const PaymentId whole = story.payment("PAY-1", 10'000);
    story.tie(ref(whole), XeroKind::Overpayment, 11);
    story.allocate(ref(whole), invoice, 10'000);
    story.tie(ref(story.payment("PAY-2", 500)), XeroKind::Overpayment, 12);
    QVERIFY2(disassociation(story.file).mayGo(), qPrintable(barring(story)));
}

// A person has allocated a part in Xero, which the ledger doesn't know.
void TestLinkChecks::eitherSidesHalfIsHalf()
{
    Story story;
    const DocumentId note = story.document(DocumentKind::CreditNote, "CN-1", 9'000);
    story.tie({RecordKind::CreditNote, note.value}, XeroKind::CreditNote, 12);
    story.credit(mirror::CreditKind::CreditNote, 12, 9'000, 9'000);
    QVERIFY2(disassociation(story.file).mayGo(), qPrintable(barring(story)));
    story.file.credits.last().remainingCredit = money(2'000);
    QCOMPARE(barring(story),
        QStringLiteral("No credit note is partly allocated: not so for CN-1 (20.00)."));
}

void TestLinkChecks::whatIsOnItsWayBars()
{
    Story story;
    const RecordRef payment = ref(story.payment("PAY-1", 100));
    story.operation(OperationKind::CreateOverpayment, payment, OperationState::Unknown);
    QVERIFY(disassociation(story.file).isBeingLookedUp);
    QVERIFY(!disassociation(story.file).mayGo());
}

void TestLinkChecks::aMergeIsSafeWhenNothingWaits()
{
    Story story;
    QVERIFY(mergeSafety(story.file).isSafe());
    story.operation(OperationKind::CreateInvoice, {RecordKind::Invoice, 1}, OperationState::Held);
    story.operation(
        OperationKind::CreateOverpayment, {RecordKind::Payment, 2}, OperationState::Waiting);
    story.operation(
        OperationKind::CreateAllocation, {RecordKind::Allocation, 3}, OperationState::Parked);
    story.operation(
        OperationKind::CreateAllocation, {RecordKind::Allocation, 4}, OperationState::Confirmed);
    story.operation(
        OperationKind::CreateInvoice, {RecordKind::Invoice, 5}, OperationState::SetAside);
    const MergeSafety safety = mergeSafety(story.file);
    QVERIFY(!safety.isSafe());
    QCOMPARE(safety.invoices, 1);
    QCOMPARE(safety.payments, 1);
    QCOMPARE(safety.allocations, 1);
}

void TestLinkChecks::aWishOfAPersonDecidesTheContact()
{
    Story story;
    story.file.link.reset();
    QVERIFY(pushes(story.file, calm()).isEmpty());
    story.file.wantsContact = true;
    QCOMPARE(pushes(story.file, calm()).size(), 1);
    QCOMPARE(pushes(story.file, calm()).first().kind, OperationKind::CreateContact);
    story.invoice("INV-1", 100);
    story.file.wantsContact = false; // disassociated: nothing is made for it by itself
    const auto held = pushes(story.file, calm());
    QCOMPARE(held.size(), 1);
    QVERIFY(held.first().held && held.first().cause.id == CauseId::NotLinked);
}

void TestLinkChecks::fourTicksOfALine_data()
{
    QTest::addColumn<QString>("product");
    QTest::addColumn<QString>("ticks");
    QTest::addColumn<bool>("passes");
    QTest::newRow("no product") << QString() << QStringLiteral("----") << true;
    QTest::newRow("a service") << QStringLiteral("SETUP") << QStringLiteral("x---") << true;
    QTest::newRow("all") << QStringLiteral("NBN") << QStringLiteral("xxxx") << true;
    QTest::newRow("without SKU") << QStringLiteral("ROUTER") << QStringLiteral("xx--") << false;
    QTest::newRow("not in Xero") << QStringLiteral("PHONE") << QStringLiteral("xxx-") << false;
    QTest::newRow("nobody knows it") << QStringLiteral("WHAT") << QStringLiteral("xx--") << false;
}

namespace {

Surroundings withProducts()
{
    using enum ledger::ProductClass;
    Surroundings around = calm();
    around.settings.itemCodes = ItemCodes::Sku;
    const auto add = [&](const char* code, const char* sku, ledger::ProductClass kind) {
        ledger::Product product;
        product.code = QString::fromLatin1(code);
        product.sku = QString::fromLatin1(sku);
        product.productClass = kind;
        around.products.insert(product.code, product);
    };
    add("NBN", " fib-1 ", Billable); // case and blanks say nothing (R135)
    add("ROUTER", "", Physical);
    add("PHONE", "PH-1", Physical);
    add("SETUP", "", Service);
    around.itemCodes = {QStringLiteral("FIB-1")};
    around.duplicateCodes = duplicateCodes(around.products, ItemCodes::Sku);
    return around;
}

ledger::Line line(const QString& product)
{
    ledger::Line line;
    line.productCode = product;
    return line;
}

} // namespace

void TestLinkChecks::fourTicksOfALine()
{
    QFETCH(QString, product);
    const ItemTicks found = itemTicks(line(product), withProducts());
    QString ticks;
    for (const bool is : {found.isProduct, found.isSold, found.hasCode, found.isInXero})
        ticks += is ? u'x' : u'-';
    QTEST(ticks, "ticks");
    QTEST(found.passes(), "passes");
    ledger::Document document;
    document.lines = {line(product)};
    QCOMPARE(!itemCause(document, withProducts()), found.passes()); // the push judges the same
}

void TestLinkChecks::linesMakeTheDocumentsKind()
{
    ledger::Document document;
    document.lines = {line(QStringLiteral("NBN"))};
    QCOMPARE(mixOf(document, withProducts()), ItemMix::Item);
    document.lines.append(line({}));
    QCOMPARE(mixOf(document, withProducts()), ItemMix::Hybrid);
    document.lines = {line({}), line(QStringLiteral("SETUP"))};
    QCOMPARE(wordOf(mixOf(document, withProducts())), QStringLiteral("Service"));
}

void TestLinkChecks::productsWithoutACodeOfTheirOwn()
{
    Surroundings around = withProducts();
    ledger::Product twin;
    twin.code = QStringLiteral("TWIN");
    twin.sku = QStringLiteral("ph-1");
    around.products.insert(twin.code, twin);
    around.duplicateCodes = duplicateCodes(around.products, ItemCodes::Sku);
    const auto faults = productFaults(around);
    QCOMPARE(faults.size(), 3); // a service needs none
    QCOMPARE(faults[0].product.code, QStringLiteral("PHONE"));
    QCOMPARE(faults[1].product.code, QStringLiteral("ROUTER"));
    QVERIFY(faults[1].code.isEmpty());
    QCOMPARE(faults[2].product.code, QStringLiteral("TWIN"));
    QVERIFY(itemTicks(line(QStringLiteral("PHONE")), around).isDoubled);
}

QTEST_APPLESS_MAIN(TestLinkChecks)
#include "tst_linkchecks.moc"
