// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/world.h"

#include <QTest>

// The worked scenarios of requirements.md, over HTTP against the sandbox, with the balances of
// every step on both sides.

using records::Verdict;
namespace command = records::command;

namespace {

const QString kAccount = QStringLiteral("104377");
const QString kName = QStringLiteral("Harbourside Physio");

QString s(const char* text)
{
    return QString::fromUtf8(text);
}

} // namespace

// One line of a scenario's table: L out, L bal, X due, X bal, and the difference in words.
#define STEP(world, invoice, out, lbal, xdue, xbal)                                                \
    do {                                                                                           \
        QCOMPARE((world).outstanding(s(invoice)), s(out));                                         \
        QCOMPARE((world).ledgerBalance(kAccount), s(lbal));                                        \
        QCOMPARE((world).due(s(invoice)), s(xdue));                                                \
        QCOMPARE((world).xeroBalance(kName), s(xbal));                                             \
    } while (false)

#define DIFFERS(world, ...) QCOMPARE((world).bridge(kAccount), (QStringList{__VA_ARGS__}))
#define AGREES(world) QCOMPARE((world).bridge(kAccount), QStringList())

class TestScenarios : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void a_paymentByTheReconcileWizard();
    void instantSyncOfAnAccount();
    void whatAPushOnlyRunReadIsTakenInLater();
    void ax_goodPath_pushedBeforeMatching();
    void ax_badPath_sameMoney();
    void ax_badPath_removeAndRedo();
    void ax_badPath_pushedAfterRelease();
    void b_overpaymentOfTwentyAllocatedLater();
    void c_creditNoteBecomesAPayment();
    void cx_mirroredLedgerCredit();
    void cx4_creditNoteThatWouldOverAllocate();
    void d_prepayment();
    void dx_prepaymentInTwoParts();
    void dy_prepaymentOverTwoInvoices();
    void f1_archivedContact();
    void f3_missingSku();
    void h_reversalOnBothSides();

private:
    // A1–A2: an account and a pushed invoice.
    static void pushed(World& world, const char* number, const char* amount)
    {
        world.account(kAccount, kName);
        world.invoice(kAccount, s(number), s(amount));
        const auto outcome = world.sync();
        QVERIFY2(outcome.done, qPrintable(outcome.sentence + outcome.error.raw));
    }
};

void TestScenarios::a_paymentByTheReconcileWizard()
{
    World world;
    world.account(kAccount, kName);
    QCOMPARE(world.ledgerBalance(kAccount), s("0.00")); // A0
    world.invoice(kAccount, s("INV-A"), s("888.00")); // A1
    STEP(world, "INV-A", "888.00", "888.00", "none", "0.00");
    DIFFERS(world, s("+888.00 not-yet-pushed"));
    QVERIFY(world.sync().done); // A2
    STEP(world, "INV-A", "888.00", "888.00", "888.00", "888.00");
    QCOMPARE(world.xeroStatus(s("INV-A")), s("AUTHORISED"));
    AGREES(world);
    world.person(s("match-invoice"), // A4
        {{s("invoice"), s("INV-A")}, {s("amount"), s("888.00")}, {s("bank"), s("090")}});
    STEP(world, "INV-A", "888.00", "888.00", "0.00", "0.00");
    QCOMPARE(world.xeroStatus(s("INV-A")), s("PAID"));
    QVERIFY(world.pull().done); // A5
    STEP(world, "INV-A", "0.00", "0.00", "0.00", "0.00");
    QCOMPARE(world.ledgerPayments(kAccount), 1);
    AGREES(world);
    QVERIFY(world.pull().done); // A6
    QCOMPARE(world.ledgerPayments(kAccount), 1);
    STEP(world, "INV-A", "0.00", "0.00", "0.00", "0.00");
    QVERIFY(world.sync().done); // nothing of it goes back to Xero
    QCOMPARE(world.remaining(kName, s("overpayments")), s("0.00"));
}

// Sync to Xero on an account: everything that waits for it goes, and nothing of anybody else's.
void TestScenarios::instantSyncOfAnAccount()
{
    World world;
    world.account(kAccount, kName);
    world.account(s("200"), s("Somebody else"));
    world.invoice(kAccount, s("INV-A"), s("888.00"));
    world.invoice(s("200"), s("INV-B"), s("10.00"));
    world.payment(kAccount, s("PAY-1"), s("888.00"), s("INV-A"), s("888.00"));
    const command::Sync account{.kind = command::RunKind::Instant,
        .direction = command::Direction::Push,
        .only = records::RecordRef{records::RecordKind::Account, world.accountId(kAccount).value}};
    QVERIFY(world.tell(account).done);
    STEP(world, "INV-A", "0.00", "0.00", "0.00", "0.00");
    QCOMPARE(world.due(s("INV-B")), s("none"));
}

// A run that only pushes reads as well; what it read and left is taken in by the next that may.
void TestScenarios::whatAPushOnlyRunReadIsTakenInLater()
{
    World world;
    pushed(world, "INV-A", "888.00");
    world.person(s("match-invoice"),
        {{s("invoice"), s("INV-A")}, {s("amount"), s("888.00")}, {s("bank"), s("090")}});
    QVERIFY(world.push().done);
    DIFFERS(world, s("+888.00 not-taken-in"));
    QCOMPARE(world.ledgerPayments(kAccount), 0);
    QVERIFY(world.sync().done);
    QCOMPARE(world.ledgerPayments(kAccount), 1);
    AGREES(world);
}

void TestScenarios::ax_goodPath_pushedBeforeMatching()
{
    World world;
    pushed(world, "INV-A", "888.00");
    world.payment(kAccount, s("PAY-1"), s("888.00"), s("INV-A"), s("888.00")); // Ax1
    STEP(world, "INV-A", "0.00", "0.00", "888.00", "888.00");
    DIFFERS(world, s("-888.00 not-yet-pushed"));
    QCOMPARE(world.verdict(), Verdict::Stop); // Ax2
    QVERIFY(world.sync().done); // Ax3 good
    STEP(world, "INV-A", "0.00", "0.00", "0.00", "0.00");
    AGREES(world);
    QCOMPARE(world.outbox(), QStringList());
    QCOMPARE(world.verdict(), Verdict::Safe);
    QVERIFY(world.sync().done); // again changes nothing
    QCOMPARE(world.truth()[s("overpayments")].toArray().size(), 1);
    QCOMPARE(world.ledgerPayments(kAccount), 1);
}

namespace {

// Ax1 and Ax3 bad: the payment waits in the ledger and the person matches the invoice first.
void matchedTooEarly(World& world)
{
    world.account(kAccount, kName);
    world.invoice(kAccount, s("INV-A"), s("888.00"));
    QVERIFY(world.sync().done);
    world.payment(kAccount, s("PAY-1"), s("888.00"), s("INV-A"), s("888.00"));
    world.person(s("match-invoice"),
        {{s("invoice"), s("INV-A")}, {s("amount"), s("888.00")}, {s("bank"), s("090")}});
    STEP(world, "INV-A", "0.00", "0.00", "0.00", "0.00");
}

} // namespace

void TestScenarios::ax_badPath_sameMoney()
{
    World world;
    matchedTooEarly(world);
    QVERIFY(world.sync().done); // Ax4: blocked, and the push is held
    QVERIFY(world.inbox().contains(s("blocked 888.00 over-allocation")));
    QVERIFY(world.outbox().contains(s("create-overpayment held PAY-1 suspected-wrong-match")));
    QCOMPARE(world.difference(kAccount), s("0.00"));
    QVERIFY(!world.bridge(kAccount).isEmpty()); // −888 and +888 are no agreement
    QCOMPARE(world.verdict(), Verdict::Stop);
    QCOMPARE(world.truth()[s("overpayments")].toArray().size(), 0);
    const QString xeroPayment = world.truth()[s("payments")].toArray().first()[s("id")].toString();
    const auto outcome = world.tell(command::SameMoney{// Ax8b
        {world.record(s("PAY-1")).id}, records::mirror::PaymentId::parse(xeroPayment)});
    QVERIFY2(outcome.done, qPrintable(outcome.sentence));
    STEP(world, "INV-A", "0.00", "0.00", "0.00", "0.00");
    AGREES(world);
    QVERIFY(world.sync().done);
    QCOMPARE(world.truth()[s("overpayments")].toArray().size(), 0);
    QCOMPARE(world.ledgerPayments(kAccount), 1);
    QCOMPARE(world.verdict(), Verdict::Safe);
}

void TestScenarios::ax_badPath_removeAndRedo()
{
    World world;
    matchedTooEarly(world);
    QVERIFY(world.sync().done);
    world.person(s("remove-and-redo"), {{s("invoice"), s("INV-A")}});
    QCOMPARE(world.due(s("INV-A")), s("888.00"));
    QVERIFY(world.sync().done); // Xero's payment is gone: the push is released and goes
    STEP(world, "INV-A", "0.00", "0.00", "0.00", "0.00");
    AGREES(world);
    QCOMPARE(world.verdict(), Verdict::Safe);
    QCOMPARE(world.ledgerPayments(kAccount), 1);
}

// Ax5–Ax9: the overpayment went although the invoice was matched (both at the same moment).
void TestScenarios::ax_badPath_pushedAfterRelease()
{
    World world;
    pushed(world, "INV-A", "888.00");
    world.payment(kAccount, s("PAY-1"), s("888.00"));
    QVERIFY(world.sync().done); // pushed, not allocated
    world.person(s("match-invoice"),
        {{s("invoice"), s("INV-A")}, {s("amount"), s("888.00")}, {s("bank"), s("090")}});
    QVERIFY(
        world
            .tell(command::RecordAllocation{world.record(s("PAY-1")), {world.record(s("INV-A")).id},
                *base::Money::parse(u"888.00", base::Currency::of("AUD")),
                base::SystemClock().now().date()})
            .done);
    QVERIFY(world.sync().done); // Ax5
    QCOMPARE(world.due(s("INV-A")), s("0.00"));
    QCOMPARE(world.remaining(kName, s("overpayments")), s("888.00"));
    QCOMPARE(world.xeroBalance(kName), s("-888.00"));
    QCOMPARE(world.ledgerBalance(kAccount), s("0.00"));
    QCOMPARE(world.difference(kAccount), s("888.00"));
    // The second has no effect on the balance: the allocation that waits for the repair.
    DIFFERS(world, s("+888.00 wrong-match"), s("+0.00 not-allocated"));
    world.person(s("remove-and-redo"), {{s("invoice"), s("INV-A")}}); // Ax7
    QCOMPARE(world.xeroBalance(kName), s("0.00"));
    QVERIFY(world.sync().done); // Ax8
    STEP(world, "INV-A", "0.00", "0.00", "0.00", "0.00");
    AGREES(world);
    QCOMPARE(world.verdict(), Verdict::Safe); // Ax9
}

void TestScenarios::b_overpaymentOfTwentyAllocatedLater()
{
    World world;
    pushed(world, "B1", "100.00"); // B1
    STEP(world, "B1", "100.00", "100.00", "100.00", "100.00");
    world.person(s("match-invoice"), // B2
        {{s("invoice"), s("B1")}, {s("amount"), s("120.00")}, {s("bank"), s("090")}});
    STEP(world, "B1", "100.00", "100.00", "0.00", "-20.00");
    QVERIFY(world.pull().done); // B3
    STEP(world, "B1", "0.00", "0.00", "0.00", "-20.00");
    DIFFERS(world, s("+20.00 waiting-credit"));
    QCOMPARE(world.ledgerPayments(kAccount), 1);
    QVERIFY(world.reader().account(world.accountId(kAccount))->notice.contains(s("20.00")));
    world.invoice(kAccount, s("B2"), s("20.00")); // B4
    QVERIFY(world.sync().done);
    STEP(world, "B2", "20.00", "20.00", "20.00", "0.00");
    world.person(s("allocate"), // B5
        {{s("contact"), kName}, {s("kind"), s("overpayment")}, {s("invoice"), s("B2")},
            {s("amount"), s("20.00")}});
    STEP(world, "B2", "20.00", "20.00", "0.00", "0.00");
    QVERIFY(world.pull().done); // B6
    STEP(world, "B2", "0.00", "0.00", "0.00", "0.00");
    QCOMPARE(world.ledgerPayments(kAccount), 2);
    AGREES(world);
}

void TestScenarios::c_creditNoteBecomesAPayment()
{
    World world;
    pushed(world, "INV-C", "322.00"); // C1
    STEP(world, "INV-C", "322.00", "322.00", "322.00", "322.00");
    world.person(s("create-credit-note"), // C2
        {{s("contact"), kName}, {s("number"), s("CN-1")}, {s("amount"), s("322.00")},
            {s("invoice"), s("INV-C")}});
    STEP(world, "INV-C", "322.00", "322.00", "0.00", "0.00");
    QVERIFY(world.pull().done); // C3
    STEP(world, "INV-C", "0.00", "0.00", "0.00", "0.00");
    QCOMPARE(world.ledgerPayments(kAccount), 1);
    AGREES(world);
}

void TestScenarios::cx_mirroredLedgerCredit()
{
    World world;
    pushed(world, "INV-C", "322.00");
    world.ledgerCredit(kAccount, s("CR-1"), s("322.00"), s("INV-C")); // Cx1
    STEP(world, "INV-C", "0.00", "0.00", "322.00", "322.00");
    DIFFERS(world, s("-322.00 unsupported-kind"));
    QCOMPARE(world.outbox(), QStringList());
    world.person(s("create-credit-note"), // Cx2
        {{s("contact"), kName}, {s("number"), s("CN-1")}, {s("amount"), s("322.00")},
            {s("invoice"), s("INV-C")}});
    STEP(world, "INV-C", "0.00", "0.00", "0.00", "0.00");
    QVERIFY(world.pull().done); // Cx3
    STEP(world, "INV-C", "0.00", "0.00", "0.00", "0.00");
    QCOMPARE(world.ledgerPayments(kAccount), 0);
    AGREES(world); // the pair is mirrored
}

void TestScenarios::cx4_creditNoteThatWouldOverAllocate()
{
    World world;
    pushed(world, "INV-C", "322.00");
    world.payment(kAccount, s("PAY-1"), s("222.00"), s("INV-C"), s("222.00"));
    // Everything of the ledger's payment but its allocation reaches Xero only after the credit
    // note.
    world.person(s("create-credit-note"),
        {{s("contact"), kName}, {s("number"), s("CN-1")}, {s("amount"), s("322.00")},
            {s("invoice"), s("INV-C")}});
    QCOMPARE(world.outstanding(s("INV-C")), s("100.00"));
    QVERIFY(world.pull().done);
    QVERIFY(world.inbox().contains(s("blocked 322.00 over-allocation")));
    QCOMPARE(world.outstanding(s("INV-C")), s("100.00"));
    QCOMPARE(world.ledgerPayments(kAccount), 1);
    QCOMPARE(world.ledgerBalance(kAccount), s("100.00"));
}

void TestScenarios::d_prepayment()
{
    World world;
    world.account(kAccount, kName);
    world.person(s("create-contact"), {{s("name"), kName}, {s("number"), kAccount}});
    world.person(s("create-prepayment"), // D1
        {{s("contact"), kName}, {s("amount"), s("555.55")}, {s("bank"), s("090")},
            {s("reconciled"), true}});
    QVERIFY(world.sync().done);
    QCOMPARE(world.ledgerBalance(kAccount), s("0.00"));
    QCOMPARE(world.xeroBalance(kName), s("0.00")); // a prepayment isn't counted (R043)
    QVERIFY(world.inbox().contains(s("waiting 555.55 not-allocated")));
    QCOMPARE(world.difference(kAccount), s("0.00"));
    world.invoice(kAccount, s("INV-D"), s("555.55")); // D2
    QVERIFY(world.sync().done);
    STEP(world, "INV-D", "555.55", "555.55", "555.55", "555.55");
    QVERIFY(world.reader().account(world.accountId(kAccount))->notice.contains(s("555.55")));
    world.person(s("allocate"), // D3
        {{s("contact"), kName}, {s("kind"), s("prepayment")}, {s("invoice"), s("INV-D")},
            {s("amount"), s("555.55")}});
    STEP(world, "INV-D", "555.55", "555.55", "0.00", "0.00");
    QVERIFY(world.pull().done); // D4
    STEP(world, "INV-D", "0.00", "0.00", "0.00", "0.00");
    QCOMPARE(world.ledgerPayments(kAccount), 1);
    AGREES(world);
}

namespace {

void prepaid(World& world, const QList<std::pair<const char*, const char*>>& invoices)
{
    world.account(kAccount, kName);
    for (const auto& [number, amount] : invoices)
        world.invoice(kAccount, s(number), s(amount));
    QVERIFY(world.sync().done);
    world.person(s("create-prepayment"),
        {{s("contact"), kName}, {s("amount"), s("555.55")}, {s("bank"), s("090")}});
}

void allocatePrepayment(World& world, const char* invoice, const char* amount)
{
    world.person(s("allocate"),
        {{s("contact"), kName}, {s("kind"), s("prepayment")}, {s("invoice"), s(invoice)},
            {s("amount"), s(amount)}});
    QVERIFY(world.pull().done);
}

} // namespace

void TestScenarios::dx_prepaymentInTwoParts()
{
    World world;
    prepaid(world, {{"INV-D", "555.55"}});
    allocatePrepayment(world, "INV-D", "300.00");
    STEP(world, "INV-D", "255.55", "255.55", "255.55", "255.55");
    QCOMPARE(world.remaining(kName, s("prepayments")), s("255.55"));
    QCOMPARE(world.ledgerPayments(kAccount), 1);
    allocatePrepayment(world, "INV-D", "255.55");
    STEP(world, "INV-D", "0.00", "0.00", "0.00", "0.00");
    QCOMPARE(world.ledgerPayments(kAccount), 2);
    AGREES(world);
}

void TestScenarios::dy_prepaymentOverTwoInvoices()
{
    World world;
    prepaid(world, {{"INV-D1", "500.00"}, {"INV-D2", "55.55"}});
    allocatePrepayment(world, "INV-D1", "500.00");
    allocatePrepayment(world, "INV-D2", "55.55");
    STEP(world, "INV-D1", "0.00", "0.00", "0.00", "0.00");
    STEP(world, "INV-D2", "0.00", "0.00", "0.00", "0.00");
    QCOMPARE(world.ledgerPayments(kAccount), 2);
    AGREES(world);
}

void TestScenarios::f1_archivedContact()
{
    World world;
    pushed(world, "INV-1", "100.00");
    world.person(s("archive-contact"), {{s("contact"), kName}});
    world.invoice(kAccount, s("INV-2"), s("840.40"));
    QVERIFY(world.sync().done);
    QCOMPARE(world.due(s("INV-2")), s("none"));
    QVERIFY(world.outbox().contains(s("create-invoice held INV-2 contact-archived")));
    QCOMPARE(world.ledgerBalance(kAccount), s("940.40"));
    const auto outcome = world.tell(command::Mend{.remedy = records::RemedyId::RestoreContact,
        .only = {{records::RecordKind::Account, world.accountId(kAccount).value}}});
    QVERIFY2(outcome.done, qPrintable(outcome.sentence));
    QCOMPARE(world.due(s("INV-2")), s("840.40"));
    AGREES(world);
}

void TestScenarios::f3_missingSku()
{
    World world({.itemCodes = records::ItemCodes::Sku});
    world.account(kAccount, kName);
    QVERIFY(
        world
            .import({{s("products.csv"), "Product,SKU,Name,Class\nP100,,Fibre 100,Billable\n"},
                {s("invoices.csv"),
                    "Account,Invoice,Date,Due date,Tax mode,Description,Quantity,Unit "
                    "price,Amount,Tax,Product\n"
                    "104377,INV-1,2026-11-02,2026-11-16,No tax,Fibre,1,412.50,412.50,0.00,P100\n"}})
            .done);
    QVERIFY(world.sync().done);
    QCOMPARE(world.due(s("INV-1")), s("none"));
    QVERIFY2(world.outbox().contains(s("create-invoice held INV-1 sku-missing")),
        qPrintable(world.outbox().join(u'\n')));
    DONE(world.tell(command::Mend{.remedy = records::RemedyId::EditProduct,
        .cause = records::CauseId::SkuMissing,
        .argument = s("P100"),
        .choice = s("FIB-NBN100")}));
    QVERIFY(world.outbox().contains(s("create-invoice held INV-1 item-code-not-found")));
    const auto outcome = world.tell(command::Mend{.remedy = records::RemedyId::CreateItem,
        .cause = records::CauseId::ItemCodeNotFound,
        .argument = s("FIB-NBN100")});
    QVERIFY2(outcome.done, qPrintable(outcome.sentence));
    QCOMPARE(world.due(s("INV-1")), s("412.50"));
    AGREES(world);
}

void TestScenarios::h_reversalOnBothSides()
{
    World world;
    pushed(world, "INV-A", "888.00");
    world.person(s("match-invoice"),
        {{s("invoice"), s("INV-A")}, {s("amount"), s("888.00")}, {s("bank"), s("090")}});
    QVERIFY(world.pull().done);
    STEP(world, "INV-A", "0.00", "0.00", "0.00", "0.00");
    QString number;
    for (const auto& row : world.reader().ledger({.filter = s("payment")}, 0, 10))
        number = row.number;
    world.reverse(number);
    STEP(world, "INV-A", "888.00", "888.00", "0.00", "0.00");
    DIFFERS(world, s("+888.00 reversed-one-side"));
    QVERIFY(world.sync().done);
    QCOMPARE(world.truth()[s("overpayments")].toArray().size(), 0); // nothing is pushed
    world.person(s("remove-and-redo"), {{s("invoice"), s("INV-A")}});
    QVERIFY(world.sync().done);
    STEP(world, "INV-A", "888.00", "888.00", "888.00", "888.00");
    AGREES(world); // the task is closed, and the pull did not bring the payment back
    QCOMPARE(world.ledgerPayments(kAccount), 1);
}

QTEST_GUILESS_MAIN(TestScenarios)
#include "tst_scenarios.moc"
