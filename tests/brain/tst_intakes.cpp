// SPDX-License-Identifier: GPL-3.0-or-later

#include "brain/story.h"

using namespace story;

class TestIntakes : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void scenarioA_takesThePaymentInOnce();
    void scenarioAx4_blocksOverAllocation();
    void scenarioB_takesInOnlyWhatIsAllocated();
    void scenarioC_creditNoteBecomesAPayment();
    void scenarioCx_skipsAMirroredCredit();
    void scenarioCx4_blocksWhole();
    void zeroOutstandingWithoutAReasonNeedsAPerson();
    void scenarioD_prepaymentsWaitAndSplit();
    void scenarioH_reversedIsNotRecreated();
    void pushedCreditsAreNeverTakenIn();
    void otherInvoicesRefundsAndSetAsideAreIgnored();
    void nothingIsTakenInWhileAPushIsUnresolved();
    void oneParentGivesNoMoreThanItHas();
    void removedAndRedoneIsTiedAgain();
    void twoDecisionsOfOnePassDontOverAllocate();
    void generatedFilesKeepTheLaws();
};

void TestIntakes::scenarioA_takesThePaymentInOnce()
{
    Story story;
    const DocumentId invoice = story.invoice("INV-A", 88800);
    story.inXero(invoice, 10, 0);
    story.xeroPayment(40, 10, "INV-A", 88800);
    const QList<Intake> first = intakes(story.file, calm());
    QCOMPARE(told(first), list({"taken-in 888.00"}));
    QCOMPARE(first.first().invoice, invoice);
    QCOMPARE(first.first().label, QStringLiteral("Payment on INV-A"));
    const PaymentId made = story.payment("X-1", 88800); // A5: what the engine then writes
    story.file.payments.last().source = ledger::Source::Xero;
    story.allocate(ref(made), invoice, 88800);
    story.tie(ref(made), XeroKind::Payment, 40, TwinOrigin::TakenIn);
    QCOMPARE(told(intakes(story.file, calm())), QStringList());
    QCOMPARE(told(pushes(story.file, calm())), QStringList());
    story.xeroPayment(41, 10, "INV-A", 100);
    story.file.xeroPayments.last().status = QStringLiteral("DELETED");
    QCOMPARE(told(intakes(story.file, calm())), QStringList());
}

void TestIntakes::scenarioAx4_blocksOverAllocation()
{
    Story story;
    const DocumentId invoice = story.invoice("INV-A", 88800);
    story.inXero(invoice, 10, 0);
    story.allocate(ref(story.payment("PAY-1", 88800)), invoice, 88800);
    story.xeroPayment(40, 10, "INV-A", 88800);
    QCOMPARE(
        told(intakes(story.file, calm())), list({"blocked 888.00 over-allocation INV-A 888.00"}));
}

void TestIntakes::scenarioB_takesInOnlyWhatIsAllocated()
{
    Story story;
    const DocumentId b1 = story.invoice("B1", 10000);
    story.inXero(b1, 10, 0);
    story.xeroPayment(40, 10, "B1", 10000);
    story.credit(mirror::CreditKind::Overpayment, 20, 2000, 2000);
    QCOMPARE(told(intakes(story.file, calm())),
        list({"taken-in 100.00", "waiting 20.00 not-allocated"}));
    const DocumentId b2 = story.invoice("B2", 2000);
    story.inXero(b2, 11, 0);
    story.file.credits.last().remainingCredit = money(0);
    story.file.credits.last().allocations.append(allocation(30, 11, "B2", 2000));
    const QList<Intake> after = intakes(story.file, calm());
    QCOMPARE(told(after), list({"taken-in 100.00", "taken-in 20.00"}));
    QCOMPARE(after.last().parent.kind, XeroKind::Overpayment);
    QCOMPARE(after.last().invoice, b2);
}

void TestIntakes::scenarioC_creditNoteBecomesAPayment()
{
    Story story;
    story.inXero(story.invoice("INV-C", 32200), 10, 0);
    story.credit(mirror::CreditKind::CreditNote, 20, 32200, 0)
        .allocations.append(allocation(30, 10, "INV-C", 32200));
    QCOMPARE(told(intakes(story.file, calm())), list({"taken-in 322.00"}));
}

void TestIntakes::scenarioCx_skipsAMirroredCredit()
{
    Story story;
    const DocumentId invoice = story.invoice("INV-C", 32200);
    story.inXero(invoice, 10, 0);
    story.ledgerCredit(32200, invoice);
    story.credit(mirror::CreditKind::CreditNote, 20, 32200, 0)
        .allocations.append(allocation(30, 10, "INV-C", 32200));
    QCOMPARE(told(intakes(story.file, calm())), list({"skipped 322.00 zero-outstanding INV-C"}));
    const QList<Mirroring> pairs = mirrorings(story.file, calm());
    QCOMPARE(pairs.size(), 1);
    story.tie(pairs.first().ledger, XeroKind::CreditNote, 20, TwinOrigin::Mirrored);
    QCOMPARE(told(intakes(story.file, calm())), QStringList());
    // One ledger credit explains one credit note, not two.
    story.credit(mirror::CreditKind::CreditNote, 21, 32200, 0)
        .allocations.append(allocation(31, 10, "INV-C", 32200));
    QCOMPARE(
        told(intakes(story.file, calm())), list({"blocked 322.00 over-allocation INV-C 322.00"}));
}

void TestIntakes::scenarioCx4_blocksWhole()
{
    Story story;
    const DocumentId invoice = story.invoice("INV-C", 32200);
    story.inXero(invoice, 10, 0);
    story.ledgerCredit(22200, invoice);
    story.credit(mirror::CreditKind::CreditNote, 20, 32200, 0)
        .allocations.append(allocation(30, 10, "INV-C", 32200));
    QCOMPARE(
        told(intakes(story.file, calm())), list({"blocked 322.00 over-allocation INV-C 222.00"}));
}

void TestIntakes::zeroOutstandingWithoutAReasonNeedsAPerson()
{
    Story story;
    const DocumentId invoice = story.invoice("INV-C", 32200);
    story.inXero(invoice, 10, 0);
    const PaymentId payment = story.payment("PAY-1", 32200);
    story.allocate(ref(payment), invoice, 32200);
    story.credit(mirror::CreditKind::CreditNote, 20, 32200, 0)
        .allocations.append(allocation(30, 10, "INV-C", 32200));
    QCOMPARE(
        told(intakes(story.file, calm())), list({"blocked 322.00 over-allocation INV-C 322.00"}));
}

void TestIntakes::scenarioD_prepaymentsWaitAndSplit()
{
    Story story;
    story.credit(mirror::CreditKind::Prepayment, 20, 55555, 55555);
    QCOMPARE(told(intakes(story.file, calm())), list({"waiting 555.55 not-allocated"}));
    story.inXero(story.invoice("D1", 50000), 10, 0);
    story.inXero(story.invoice("D2", 5555), 11, 0);
    story.file.credits.first().remainingCredit = money(0);
    story.file.credits.first().allocations
        = {allocation(30, 10, "D1", 50000), allocation(31, 11, "D2", 5555)};
    QCOMPARE(told(intakes(story.file, calm())), list({"taken-in 500.00", "taken-in 55.55"}));
}

void TestIntakes::scenarioH_reversedIsNotRecreated()
{
    Story story;
    const DocumentId invoice = story.invoice("INV-A", 88800);
    story.inXero(invoice, 10, 0);
    const PaymentId payment = story.payment("X-1", 88800);
    story.file.payments.last().source = ledger::Source::Xero;
    story.allocate(ref(payment), invoice, 88800);
    story.tie(ref(payment), XeroKind::Payment, 40, TwinOrigin::TakenIn);
    story.xeroPayment(40, 10, "INV-A", 88800);
    ledger::Reversal reversal;
    reversal.of = ref(payment);
    story.file.reversals.append(reversal);
    story.file.allocations.first().removed = true;
    QCOMPARE(outstanding(story.file, invoice), money(88800));
    QCOMPARE(told(intakes(story.file, calm())), QStringList());
    QCOMPARE(told(pushes(story.file, calm())), QStringList());
    story.file.xeroPayments.first().status = QStringLiteral("DELETED");
    QCOMPARE(told(intakes(story.file, calm())), QStringList());
    QVERIFY(reties(story.file).isEmpty());
}

void TestIntakes::pushedCreditsAreNeverTakenIn()
{
    Story story;
    const DocumentId invoice = story.invoice("INV-1", 100);
    story.inXero(invoice, 10, 0);
    const PaymentId payment = story.payment("PAY-1", 100);
    story.tie(ref(payment), XeroKind::Overpayment, 20);
    story.credit(mirror::CreditKind::Overpayment, 20, 100, 0)
        .allocations.append(allocation(30, 10, "INV-1", 100)); // allocated by hand, R077
    QCOMPARE(told(intakes(story.file, calm())), list({"ignored 1.00 born-here"}));
}

void TestIntakes::otherInvoicesRefundsAndSetAsideAreIgnored()
{
    Story story;
    story.inXero(story.invoice("INV-1", 100), 10, 0);
    story.xeroPayment(40, 99, "THEIRS", 100);
    story.xeroPayment(41, 10, "INV-1", 100);
    story.file.setAside.append({XeroKind::Payment, guid(41)});
    story.xeroPayment(42, 0, "", 100);
    story.file.xeroPayments.last().invoice = {};
    story.file.xeroPayments.last().credit = {guid(20)};
    QCOMPARE(told(intakes(story.file, calm())),
        list({"ignored 1.00 invoice-not-ours THEIRS", "ignored 1.00 set-aside",
            "ignored 1.00 credit-not-ours"}));
}

void TestIntakes::nothingIsTakenInWhileAPushIsUnresolved()
{
    Story story;
    const DocumentId invoice = story.invoice("INV-1", 100);
    story.inXero(invoice, 10, 0);
    const PaymentId payment = story.payment("PAY-1", 100);
    const AllocationId allocation = story.allocate(ref(payment), invoice, 100);
    story.operation(OperationKind::CreateOverpayment, ref(payment), OperationState::Unknown);
    story.credit(mirror::CreditKind::Overpayment, 20, 100, 100);
    QCOMPARE(told(intakes(story.file, calm())), list({"ignored 1.00 busy-record Overpayment"}));
    story.operation(OperationKind::CreateAllocation, ref(allocation), OperationState::Sending);
    story.file.credits.first().remainingCredit = money(0);
    story.file.credits.first().allocations.append(::allocation(30, 10, "INV-1", 100));
    QCOMPARE(told(intakes(story.file, calm())), list({"ignored 1.00 busy-record INV-1"}));
}

void TestIntakes::oneParentGivesNoMoreThanItHas()
{
    Story story;
    story.inXero(story.invoice("INV-1", 10000), 10, 0);
    story.credit(mirror::CreditKind::Prepayment, 20, 100, 0).allocations
        = {allocation(30, 10, "INV-1", 80), allocation(31, 10, "INV-1", 80)};
    QCOMPARE(told(intakes(story.file, calm())),
        list({"taken-in 0.80", "blocked 0.80 credit-used-up 0.20"}));
}

void TestIntakes::removedAndRedoneIsTiedAgain()
{
    Story story;
    const DocumentId invoice = story.invoice("INV-A", 88800);
    story.inXero(invoice, 10, 0);
    const PaymentId payment = story.payment("X-1", 88800);
    story.file.payments.last().source = ledger::Source::Xero;
    story.allocate(ref(payment), invoice, 88800);
    story.tie(ref(payment), XeroKind::Payment, 40, TwinOrigin::TakenIn);
    story.xeroPayment(40, 10, "INV-A", 88800);
    story.file.xeroPayments.last().status = QStringLiteral("DELETED");
    story.xeroPayment(41, 10, "INV-A", 88800);
    const QList<Retie> found = reties(story.file);
    QCOMPARE(found.size(), 1);
    QCOMPARE(found.first().to.id, guid(41));
    QCOMPARE(told(intakes(story.file, calm())), QStringList());
    story.file.xeroPayments.last().amount = money(88700);
    QVERIFY(reties(story.file).isEmpty());
}

void TestIntakes::twoDecisionsOfOnePassDontOverAllocate()
{
    Story story;
    story.inXero(story.invoice("INV-1", 100), 10, 0);
    story.xeroPayment(40, 10, "INV-1", 60);
    story.xeroPayment(41, 10, "INV-1", 60);
    QCOMPARE(told(intakes(story.file, calm())),
        list({"taken-in 0.60", "blocked 0.60 over-allocation INV-1 0.20"}));
}

// Thousands of random files: order is kept, no invoice takes more than it has, nothing comes twice.
void TestIntakes::generatedFilesKeepTheLaws()
{
    base::SeededRandom random(20261121);
    const auto below
        = [&](int n) { return static_cast<int>(random.below(static_cast<quint64>(n))); };
    for (int round = 0; round < 3000; ++round) {
        Story story;
        QList<DocumentId> invoices;
        for (int i = below(4); i >= 0; --i) {
            invoices.append(story.invoice("INV", 100 + below(200)));
            if (below(2))
                story.inXero(invoices.last(), 10 + i, below(2) ? 0 : below(300));
        }
        for (int i = below(5); i > 0; --i) {
            const PaymentId payment = story.payment("PAY", 1 + below(300));
            if (below(2)) {
                story.tie(ref(payment), XeroKind::Overpayment, 100 + i);
                story.credit(mirror::CreditKind::Overpayment, 100 + i, 300, below(300));
            }
            for (int j = below(3); j > 0; --j)
                story.allocate(ref(payment), invoices.at(below(static_cast<int>(invoices.size()))),
                    1 + below(100));
        }
        for (int i = below(4); i > 0; --i)
            story.xeroPayment(200 + i, 10 + below(5), "INV", 1 + below(200));
        for (int i = below(3); i > 0; --i)
            story.credit(mirror::CreditKind::CreditNote, 300 + i, 200, below(50))
                .allocations.append(allocation(400 + i, 10 + below(5), "INV", 1 + below(200)));

        const QList<Push> planned = pushes(story.file, calm());
        QCOMPARE(planned, pushes(story.file, calm()));
        QSet<RecordRef> seen;
        QHash<RecordRef, base::Money> sent;
        for (qsizetype i = 0; i < planned.size(); ++i) {
            QVERIFY(i == 0 || planned.at(i - 1).kind <= planned.at(i).kind);
            QVERIFY(!seen.contains(planned.at(i).subject));
            for (const RecordRef& before : planned.at(i).after)
                QVERIFY(seen.contains(before));
            seen.insert(planned.at(i).subject);
        }
        QHash<DocumentId, base::Money> taken;
        for (const Intake& intake : intakes(story.file, calm())) {
            QVERIFY(intake.state == IntakeState::TakenIn || intake.cause);
            if (intake.state == IntakeState::TakenIn)
                taken[intake.invoice] += intake.amount;
        }
        for (auto one = taken.cbegin(); one != taken.cend(); ++one)
            QVERIFY(*one <= outstanding(story.file, one.key()));
    }
}

QTEST_GUILESS_MAIN(TestIntakes)
#include "tst_intakes.moc"
