// SPDX-License-Identifier: GPL-3.0-or-later

#include "scenarios/steps.h"

#include <QTest>

// The worked scenarios of requirements.md, over HTTP against the sandbox, with the balances of
// every step on both sides.

using records::Verdict;
namespace command = records::command;

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
    void e_refundOfWhatIsReconciled();
    void f1_archivedContact();
    void f2_mergedContact();
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
    BALANCES(world, "A0", "0.00", "0.00");
    AGREES(world);
    world.invoice(kAccount, s("INV-A"), s("888.00"));
    STEP(world, "A1", "INV-A", "888.00", "888.00", "none", "0.00");
    DIFFERS(world, s("+888.00 not-yet-pushed"));
    QVERIFY(world.sync().done);
    STEP(world, "A2", "INV-A", "888.00", "888.00", "888.00", "888.00");
    QCOMPARE(world.xeroStatus(s("INV-A")), s("AUTHORISED"));
    AGREES(world);
    QCOMPARE(world.verdict(), Verdict::Safe);
    STEP(world, "A3", "INV-A", "888.00", "888.00", "888.00", "888.00");
    world.person(s("match-invoice"),
        {{s("invoice"), s("INV-A")}, {s("amount"), s("888.00")}, {s("bank"), s("090")}});
    STEP(world, "A4", "INV-A", "888.00", "888.00", "0.00", "0.00");
    QCOMPARE(world.xeroStatus(s("INV-A")), s("PAID"));
    QVERIFY(world.push().done); // reads, and takes nothing in: the reason of the difference
    STEP(world, "A4 read", "INV-A", "888.00", "888.00", "0.00", "0.00");
    DIFFERS(world, s("+888.00 not-taken-in"));
    QVERIFY(world.pull().done);
    STEP(world, "A5", "INV-A", "0.00", "0.00", "0.00", "0.00");
    QCOMPARE(world.ledgerPayments(kAccount), 1);
    AGREES(world);
    QVERIFY(world.pull().done);
    QCOMPARE(world.ledgerPayments(kAccount), 1);
    STEP(world, "A6", "INV-A", "0.00", "0.00", "0.00", "0.00");
    AGREES(world);
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
    STEP(world, "instant", "INV-A", "0.00", "0.00", "0.00", "0.00");
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
    world.payment(kAccount, s("PAY-1"), s("888.00"), s("INV-A"), s("888.00"));
    STEP(world, "Ax1", "INV-A", "0.00", "0.00", "888.00", "888.00");
    DIFFERS(world, s("-888.00 not-yet-pushed"));
    QCOMPARE(world.outbox(),
        (QStringList{s("create-overpayment waiting PAY-1 none"),
            s("create-allocation waiting 888.00 to INV-A waits-for-other")}));
    CREDIT(world, "overpayments", "0.00");
    QCOMPARE(world.verdict(), Verdict::Stop);
    STEP(world, "Ax2", "INV-A", "0.00", "0.00", "888.00", "888.00");
    QVERIFY(world.sync().done);
    STEP(world, "Ax3 good", "INV-A", "0.00", "0.00", "0.00", "0.00");
    CREDIT(world, "overpayments", "0.00");
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
    STEP(world, "Ax3 bad", "INV-A", "0.00", "0.00", "0.00", "0.00");
    CREDIT(world, "overpayments", "0.00");
}

} // namespace

void TestScenarios::ax_badPath_sameMoney()
{
    World world;
    matchedTooEarly(world);
    QVERIFY(world.sync().done); // blocked, and the push is held
    STEP(world, "Ax4", "INV-A", "0.00", "0.00", "0.00", "0.00");
    CREDIT(world, "overpayments", "0.00");
    QCOMPARE(world.ledgerPayments(kAccount), 1);
    QVERIFY(world.inbox().contains(s("blocked 888.00 over-allocation")));
    QVERIFY(world.outbox().contains(s("create-overpayment held PAY-1 suspected-wrong-match")));
    QCOMPARE(world.difference(kAccount), s("0.00"));
    QStringList lines = world.bridge(kAccount); // −888 and +888 are no agreement
    lines.sort();
    QCOMPARE(lines, (QStringList{s("+888.00 wrong-match"), s("-888.00 wrong-match")}));
    QCOMPARE(world.verdict(), Verdict::Stop);
    QCOMPARE(world.truth()[s("overpayments")].toArray().size(), 0);
    const QString xeroPayment = world.truth()[s("payments")].toArray().first()[s("id")].toString();
    const auto outcome = world.tell(command::SameMoney{// Ax8b
        {world.record(s("PAY-1")).id}, records::mirror::PaymentId::parse(xeroPayment)});
    QVERIFY2(outcome.done, qPrintable(outcome.sentence));
    STEP(world, "Ax8b", "INV-A", "0.00", "0.00", "0.00", "0.00");
    AGREES(world);
    QVERIFY(world.sync().done);
    QCOMPARE(world.truth()[s("overpayments")].toArray().size(), 0);
    QCOMPARE(world.ledgerPayments(kAccount), 1);
    QCOMPARE(world.verdict(), Verdict::Safe);
    STEP(world, "Ax9", "INV-A", "0.00", "0.00", "0.00", "0.00");
    AGREES(world);
}

void TestScenarios::ax_badPath_removeAndRedo()
{
    World world;
    matchedTooEarly(world);
    QVERIFY(world.sync().done);
    world.person(s("remove-and-redo"), {{s("invoice"), s("INV-A")}});
    QCOMPARE(world.due(s("INV-A")), s("888.00"));
    QVERIFY(world.sync().done); // Xero's payment is gone: the push is released and goes
    STEP(world, "Ax redo", "INV-A", "0.00", "0.00", "0.00", "0.00");
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
    QVERIFY(world.sync().done);
    STEP(world, "Ax5", "INV-A", "0.00", "0.00", "0.00", "-888.00");
    CREDIT(world, "overpayments", "888.00");
    QCOMPARE(world.difference(kAccount), s("888.00"));
    // The second has no effect on the balance: the allocation that waits for the repair.
    DIFFERS(world, s("+888.00 wrong-match"), s("+0.00 not-allocated"));
    const auto support = world.reader().supportCase(world.accountId(kAccount)); // Ax6
    QVERIFY(!support.parts.isEmpty());
    world.person(s("remove-and-redo"), {{s("invoice"), s("INV-A")}});
    STEP(world, "Ax7", "INV-A", "0.00", "0.00", "888.00", "0.00");
    CREDIT(world, "overpayments", "888.00");
    QVERIFY(world.sync().done);
    STEP(world, "Ax8", "INV-A", "0.00", "0.00", "0.00", "0.00");
    CREDIT(world, "overpayments", "0.00");
    AGREES(world);
    QCOMPARE(world.verdict(), Verdict::Safe);
    STEP(world, "Ax9", "INV-A", "0.00", "0.00", "0.00", "0.00");
}

void TestScenarios::b_overpaymentOfTwentyAllocatedLater()
{
    World world;
    pushed(world, "B1", "100.00");
    STEP(world, "B1", "B1", "100.00", "100.00", "100.00", "100.00");
    AGREES(world);
    world.person(s("match-invoice"),
        {{s("invoice"), s("B1")}, {s("amount"), s("120.00")}, {s("bank"), s("090")}});
    STEP(world, "B2", "B1", "100.00", "100.00", "0.00", "-20.00");
    CREDIT(world, "overpayments", "20.00");
    QVERIFY(world.push().done); // reads, and takes nothing in
    STEP(world, "B2 read", "B1", "100.00", "100.00", "0.00", "-20.00");
    DIFFERS(world, s("+100.00 not-taken-in"), s("+20.00 waiting-credit"));
    QVERIFY(world.pull().done);
    STEP(world, "B3", "B1", "0.00", "0.00", "0.00", "-20.00");
    CREDIT(world, "overpayments", "20.00");
    DIFFERS(world, s("+20.00 waiting-credit"));
    QCOMPARE(world.ledgerPayments(kAccount), 1);
    QVERIFY(world.reader().account(world.accountId(kAccount))->notice.contains(s("20.00")));
    world.invoice(kAccount, s("B2"), s("20.00"));
    QVERIFY(world.sync().done);
    STEP(world, "B4", "B2", "20.00", "20.00", "20.00", "0.00");
    QCOMPARE(world.outstanding(s("B1")), s("0.00"));
    QCOMPARE(world.due(s("B1")), s("0.00"));
    CREDIT(world, "overpayments", "20.00");
    DIFFERS(world, s("+20.00 waiting-credit"));
    world.person(s("allocate"),
        {{s("contact"), kName}, {s("kind"), s("overpayment")}, {s("invoice"), s("B2")},
            {s("amount"), s("20.00")}});
    STEP(world, "B5", "B2", "20.00", "20.00", "0.00", "0.00");
    CREDIT(world, "overpayments", "0.00");
    QVERIFY(world.push().done);
    STEP(world, "B5 read", "B2", "20.00", "20.00", "0.00", "0.00");
    DIFFERS(world, s("+20.00 not-taken-in"));
    QVERIFY(world.pull().done);
    STEP(world, "B6", "B2", "0.00", "0.00", "0.00", "0.00");
    QCOMPARE(world.ledgerPayments(kAccount), 2);
    AGREES(world);
    QCOMPARE(world.verdict(), Verdict::Safe);
    STEP(world, "B7", "B2", "0.00", "0.00", "0.00", "0.00"); // its proposal: tst_lines
    const QJsonObject credit{
        {s("contact"), kName}, {s("kind"), s("overpayment")}, {s("invoice"), s("B2")}};
    world.person(s("remove-allocation"), credit);
    world.person(s("void"), {{s("contact"), kName}, {s("kind"), s("overpayment")}});
    QVERIFY(world.pull().done);
    STEP(world, "B8", "B2", "0.00", "0.00", "20.00", "20.00"); // the ledger is unchanged
    QCOMPARE(world.ledgerPayments(kAccount), 2);
    // The allocation that was taken in went first: without that Xero voids nothing.
    DIFFERS(world, s("-20.00 reversed-one-side"));
}

void TestScenarios::c_creditNoteBecomesAPayment()
{
    World world;
    pushed(world, "INV-C", "322.00");
    STEP(world, "C1", "INV-C", "322.00", "322.00", "322.00", "322.00");
    AGREES(world);
    world.person(s("create-credit-note"),
        {{s("contact"), kName}, {s("number"), s("CN-1")}, {s("amount"), s("322.00")},
            {s("invoice"), s("INV-C")}});
    STEP(world, "C2", "INV-C", "322.00", "322.00", "0.00", "0.00");
    QCOMPARE(world.xeroStatus(s("INV-C")), s("PAID"));
    CREDIT(world, "creditNotes", "0.00");
    QVERIFY(world.push().done);
    STEP(world, "C2 read", "INV-C", "322.00", "322.00", "0.00", "0.00");
    DIFFERS(world, s("+322.00 not-taken-in"));
    QVERIFY(world.pull().done);
    STEP(world, "C3", "INV-C", "0.00", "0.00", "0.00", "0.00");
    CREDIT(world, "creditNotes", "0.00");
    QCOMPARE(world.ledgerPayments(kAccount), 1);
    AGREES(world);
}

void TestScenarios::cx_mirroredLedgerCredit()
{
    World world;
    pushed(world, "INV-C", "322.00");
    world.ledgerCredit(kAccount, s("CR-1"), s("322.00"), s("INV-C"));
    STEP(world, "Cx1", "INV-C", "0.00", "0.00", "322.00", "322.00");
    DIFFERS(world, s("-322.00 unsupported-kind"));
    QCOMPARE(world.outbox(), QStringList());
    world.person(s("create-credit-note"),
        {{s("contact"), kName}, {s("number"), s("CN-1")}, {s("amount"), s("322.00")},
            {s("invoice"), s("INV-C")}});
    STEP(world, "Cx2", "INV-C", "0.00", "0.00", "0.00", "0.00");
    QVERIFY(world.pull().done);
    STEP(world, "Cx3", "INV-C", "0.00", "0.00", "0.00", "0.00");
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
    STEP(world, "Cx4", "INV-C", "100.00", "100.00", "0.00", "0.00");
    QCOMPARE(world.ledgerPayments(kAccount), 1);
    QStringList lines = world.bridge(kAccount);
    lines.sort();
    QCOMPARE(lines, (QStringList{s("+322.00 blocked"), s("-222.00 not-yet-pushed")}));
}

void TestScenarios::d_prepayment()
{
    World world;
    world.account(kAccount, kName);
    world.person(s("create-contact"), {{s("name"), kName}, {s("number"), kAccount}});
    world.person(s("create-prepayment"),
        {{s("contact"), kName}, {s("amount"), s("555.55")}, {s("bank"), s("090")},
            {s("reconciled"), true}});
    QVERIFY(world.sync().done);
    BALANCES(world, "D1", "0.00", "0.00"); // a prepayment isn't counted (R043)
    CREDIT(world, "prepayments", "555.55");
    QVERIFY(world.inbox().contains(s("waiting 555.55 not-allocated")));
    QCOMPARE(world.difference(kAccount), s("0.00"));
    AGREES(world);
    world.invoice(kAccount, s("INV-D"), s("555.55"));
    QVERIFY(world.sync().done);
    STEP(world, "D2", "INV-D", "555.55", "555.55", "555.55", "555.55");
    QVERIFY(world.reader().account(world.accountId(kAccount))->notice.contains(s("555.55")));
    CREDIT(world, "prepayments", "555.55");
    AGREES(world);
    world.person(s("allocate"),
        {{s("contact"), kName}, {s("kind"), s("prepayment")}, {s("invoice"), s("INV-D")},
            {s("amount"), s("555.55")}});
    STEP(world, "D3", "INV-D", "555.55", "555.55", "0.00", "0.00");
    CREDIT(world, "prepayments", "0.00");
    QVERIFY(world.push().done);
    STEP(world, "D3 read", "INV-D", "555.55", "555.55", "0.00", "0.00");
    DIFFERS(world, s("+555.55 not-taken-in"));
    QVERIFY(world.pull().done);
    STEP(world, "D4", "INV-D", "0.00", "0.00", "0.00", "0.00");
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
    STEP(world, "Dx part", "INV-D", "255.55", "255.55", "255.55", "255.55");
    CREDIT(world, "prepayments", "255.55");
    AGREES(world);
    QCOMPARE(world.ledgerPayments(kAccount), 1);
    allocatePrepayment(world, "INV-D", "255.55");
    STEP(world, "Dx rest", "INV-D", "0.00", "0.00", "0.00", "0.00");
    CREDIT(world, "prepayments", "0.00");
    QCOMPARE(world.ledgerPayments(kAccount), 2);
    AGREES(world);
}

void TestScenarios::dy_prepaymentOverTwoInvoices()
{
    World world;
    prepaid(world, {{"INV-D1", "500.00"}, {"INV-D2", "55.55"}});
    allocatePrepayment(world, "INV-D1", "500.00");
    allocatePrepayment(world, "INV-D2", "55.55");
    STEP(world, "Dy", "INV-D1", "0.00", "0.00", "0.00", "0.00");
    CREDIT(world, "prepayments", "0.00");
    STEP(world, "Dy", "INV-D2", "0.00", "0.00", "0.00", "0.00");
    QCOMPARE(world.ledgerPayments(kAccount), 2);
    AGREES(world);
}

namespace {

records::RecordRef invoiceRecord(const World& world, const char* number)
{
    for (const store::LedgerRow& row :
        world.reader().ledger({.text = s(number), .filter = s("invoice")}, 0, 10))
        if (row.number == s(number))
            return row.ref;
    return {};
}

} // namespace

void TestScenarios::e_refundOfWhatIsReconciled()
{
    World world;
    pushed(world, "INV-E", "1000.00");
    world.person(s("match-invoice"), // matched in Xero: reconciled
        {{s("invoice"), s("INV-E")}, {s("amount"), s("1000.00")}, {s("bank"), s("090")}});
    QVERIFY(world.pull().done);
    STEP(world, "E1", "INV-E", "0.00", "0.00", "0.00", "0.00");
    AGREES(world);
    const auto kept = world.tell(command::RecordRefund{invoiceRecord(world, "INV-E"),
        *base::Money::parse(u"1000.00", base::Currency::of("AUD")),
        base::SystemClock().now().date(), s("returned")});
    QVERIFY2(kept.sentence.contains(s("draft")), qPrintable(kept.sentence));
    QVERIFY(world.sync().done);
    STEP(world, "E2", "INV-E", "0.00", "0.00", "0.00", "0.00"); // counted nowhere
    AGREES(world);
    world.person(s("create-credit-note"), {{s("contact"), kName}, {s("amount"), s("1000.00")}});
    world.person(s("refund"),
        {{s("kind"), s("creditnote")}, {s("contact"), kName}, {s("amount"), s("1000.00")},
            {s("bank"), s("090")}});
    QVERIFY(world.pull().done);
    STEP(world, "E3", "INV-E", "0.00", "0.00", "0.00", "0.00"); // credited and paid back, on both
    QCOMPARE(world.reader().ledgerCount({.filter = s("adjustment")}), 2);
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
    STEP(world, "F1 held", "INV-2", "840.40", "940.40", "none", "100.00");
    DIFFERS(world, s("+840.40 held"));
    const auto outcome = world.tell(command::Mend{.remedy = records::RemedyId::RestoreContact,
        .only = {{records::RecordKind::Account, world.accountId(kAccount).value}}});
    QVERIFY2(outcome.done, qPrintable(outcome.sentence));
    STEP(world, "F1 sent", "INV-2", "840.40", "940.40", "840.40", "940.40");
    AGREES(world);
}

// Archived because it was merged: what waits goes to the contact that it became.
void TestScenarios::f2_mergedContact()
{
    World world;
    pushed(world, "INV-1", "100.00");
    world.person(s("create-contact"), {{s("name"), s("X Pty Ltd")}});
    world.person(s("merge-contacts"), {{s("from"), kName}, {s("into"), s("X Pty Ltd")}});
    world.invoice(kAccount, s("INV-2"), s("50.00"));
    world.payment(kAccount, s("PAY-2"), s("50.00"), s("INV-2"), s("50.00"));
    QVERIFY(world.sync().done);
    QCOMPARE(world.due(s("INV-2")), s("none"));
    QCOMPARE(world.ledgerBalance(kAccount), s("100.00"));
    DONE(world.tell(command::FollowMerges{}));
    QVERIFY(world.sync().done);
    QCOMPARE(world.due(s("INV-2")), s("0.00"));
    QCOMPARE(world.ledgerBalance(kAccount), s("100.00"));
    QCOMPARE(world.xeroBalance(s("X Pty Ltd")), s("100.00"));
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
    STEP(world, "F3 held", "INV-1", "412.50", "412.50", "none", "0.00");
    DIFFERS(world, s("+412.50 held"));
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
    STEP(world, "F3 sent", "INV-1", "412.50", "412.50", "412.50", "412.50");
    AGREES(world);
}

void TestScenarios::h_reversalOnBothSides()
{
    World world;
    pushed(world, "INV-A", "888.00");
    world.person(s("match-invoice"),
        {{s("invoice"), s("INV-A")}, {s("amount"), s("888.00")}, {s("bank"), s("090")}});
    QVERIFY(world.pull().done);
    STEP(world, "H0", "INV-A", "0.00", "0.00", "0.00", "0.00");
    AGREES(world);
    QString number;
    for (const auto& row : world.reader().ledger({.filter = s("payment")}, 0, 10))
        number = row.number;
    world.reverse(number);
    STEP(world, "H1", "INV-A", "888.00", "888.00", "0.00", "0.00");
    DIFFERS(world, s("+888.00 reversed-one-side"));
    QCOMPARE(world.reader().tasks({}).size(), 1);
    QVERIFY(world.sync().done);
    STEP(world, "H2", "INV-A", "888.00", "888.00", "0.00", "0.00");
    DIFFERS(world, s("+888.00 reversed-one-side"));
    QCOMPARE(world.truth()[s("overpayments")].toArray().size(), 0); // nothing is pushed
    world.person(s("remove-and-redo"), {{s("invoice"), s("INV-A")}});
    QVERIFY(world.sync().done);
    STEP(world, "H3", "INV-A", "888.00", "888.00", "888.00", "888.00");
    QCOMPARE(world.reader().tasks({}).size(), 0);
    AGREES(world); // the task is closed, and the pull did not bring the payment back
    QCOMPARE(world.ledgerPayments(kAccount), 1);
}

QTEST_GUILESS_MAIN(TestScenarios)
#include "tst_scenarios.moc"
