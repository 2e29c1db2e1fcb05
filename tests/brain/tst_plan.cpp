// SPDX-License-Identifier: GPL-3.0-or-later

#include "brain/story.h"

using namespace story;

class TestPlan : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aTiedFileOwesNothing();
    void contactFirstThenInvoicePaymentAllocation();
    void aBrokenLinkHoldsEverything();
    void draftsVoidsReversalsAndOldRecordsStay();
    void lockDatesHold();
    void itemCodesAreCheckedBeforeAnyCall();
    void foreignCurrencyIsHeld();
    void pushIsOffHoldsAll();
    void paymentsNeedABankAccount();
    void setAsideIsNeverPlanned();
    void wholePaymentsGoAsPaymentWhenSet();
    void whatMayBeInXeroKeepsItsKind();
    void allocationsOfTakenInMoneyAreCovered();
    void adjustmentsNeverTravel();
    void allocationsMustFitAmountDue();
    void allocationsMustFitRemainingCredit();
    void severalAllocationsMustFitTogether();
    void creditNotesAreAllocatedAfterTheyArrive();
    void aSuspectedWrongMatchHoldsThePush();
};

void TestPlan::aTiedFileOwesNothing()
{
    Story story;
    QVERIFY(pushes(story.file, calm()).isEmpty());
    const DocumentId invoice = story.invoice("INV-1", 88800);
    const PaymentId payment = story.payment("PAY-1", 88800);
    const AllocationId allocation = story.allocate(ref(payment), invoice, 88800);
    story.inXero(invoice, 10, 0);
    story.credit(mirror::CreditKind::Overpayment, 20, 88800, 0)
        .allocations.append(::allocation(30, 10, "INV-1", 88800));
    story.tie(ref(payment), XeroKind::Overpayment, 20);
    story.tie(ref(allocation), XeroKind::Allocation, 30);
    QCOMPARE(told(pushes(story.file, calm())), QStringList());
    QCOMPARE(told(intakes(story.file, calm())), QStringList());
}

void TestPlan::contactFirstThenInvoicePaymentAllocation()
{
    Story story;
    const PaymentId payment = story.payment("PAY-1", 88800);
    const DocumentId invoice = story.invoice("INV-1", 88800);
    story.allocate(ref(payment), invoice, 88800);
    QCOMPARE(told(pushes(story.file, calm())),
        list({"create-invoice INV-1", "create-overpayment PAY-1",
            "create-allocation 888.00 to INV-1 waits waits-for-other PAY-1"}));
    QCOMPARE(pushes(story.file, calm()).last().after,
        (QList<RecordRef>{ref(payment), invoiceRef(invoice)}));

    story.file.link.reset();
    QCOMPARE(told(pushes(story.file, calm())),
        list({"create-contact Harbourside Physio",
            "create-invoice INV-1 waits waits-for-other Harbourside Physio",
            "create-overpayment PAY-1 waits waits-for-other Harbourside Physio",
            "create-allocation 888.00 to INV-1 waits waits-for-other Harbourside Physio"}));
    const RecordRef account{RecordKind::Account, 1};
    QCOMPARE(pushes(story.file, calm()).at(1).after, QList<RecordRef>{account});

    story.operation(OperationKind::CreateContact, account, OperationState::SetAside);
    QCOMPARE(told(pushes(story.file, calm())).first(),
        QStringLiteral("create-invoice INV-1 held not-linked Harbourside Physio"));
}

void TestPlan::aBrokenLinkHoldsEverything()
{
    Story story;
    story.invoice("INV-1", 100);
    story.file.link->state = LinkState::Partial;
    QCOMPARE(told(pushes(story.file, calm())), list({"create-invoice INV-1 held partial-link"}));
    story.file.link->state = LinkState::Linked;
    story.file.contact->status = QStringLiteral("ARCHIVED");
    QCOMPARE(told(pushes(story.file, calm())),
        list({"create-invoice INV-1 held contact-archived Harbourside Physio"}));
    story.file.contact->mergedTo = {guid(77)};
    const Push merged = pushes(story.file, calm()).first();
    QCOMPARE(merged.cause.id, CauseId::ContactMerged);
    QCOMPARE(merged.cause.arguments.value(1), guid(77).toString(QUuid::WithoutBraces));
}

void TestPlan::draftsVoidsReversalsAndOldRecordsStay()
{
    Story story;
    story.invoice("DRAFT", 100);
    story.file.documents.last().status = ledger::DocumentStatus::Draft;
    story.invoice("VOID", 100);
    story.file.documents.last().status = ledger::DocumentStatus::Voided;
    const DocumentId old = story.invoice("OLD", 100);
    story.file.documents.last().date = QDate(2025, 12, 31);
    const PaymentId reversed = story.payment("REVERSED", 100);
    ledger::Reversal reversal;
    reversal.of = ref(reversed);
    story.file.reversals.append(reversal);
    story.payment("BEFORE", 100);
    story.file.payments.last().date = QDate(2025, 12, 31);
    story.payment("FROM-XERO", 100);
    story.file.payments.last().source = ledger::Source::Xero;
    QCOMPARE(told(pushes(story.file, calm())), QStringList());
    // Its allocation has nowhere to go; the payment itself still does.
    story.allocate(ref(story.payment("PAY-1", 100)), old, 100);
    QCOMPARE(told(pushes(story.file, calm())), list({"create-overpayment PAY-1"}));
}

void TestPlan::lockDatesHold()
{
    Story story;
    story.document(DocumentKind::Bill, "88190", 64240);
    Surroundings around = calm();
    around.organisation.periodLockDate = day;
    QCOMPARE(told(pushes(story.file, around)),
        list({"create-bill 88190 held period-locked 2026-11-20 2026-11-20"}));
    around.organisation.periodLockDate = day.addDays(-1);
    QCOMPARE(told(pushes(story.file, around)), list({"create-bill 88190"}));
    around.organisation.endOfYearLockDate = day.addDays(3);
    story.payment("PAY-1", 100);
    QCOMPARE(told(pushes(story.file, around)).last(),
        QStringLiteral("create-overpayment PAY-1 held period-locked 2026-11-23 2026-11-20"));
}

void TestPlan::itemCodesAreCheckedBeforeAnyCall()
{
    Story story;
    story.invoice("INV-1", 100);
    story.file.documents.last().lines.first().productCode = QStringLiteral("NBN100");
    Surroundings around = calm();
    ledger::Product product;
    product.code = QStringLiteral("NBN100");
    around.products.insert(product.code, product);
    QCOMPARE(told(pushes(story.file, around)), list({"create-invoice INV-1"}));
    around.settings.itemCodes = ItemCodes::ProductCode;
    QCOMPARE(told(pushes(story.file, around)),
        list({"create-invoice INV-1 held item-code-not-found NBN100"}));
    around.itemCodes.insert(QStringLiteral("NBN100"));
    QCOMPARE(told(pushes(story.file, around)), list({"create-invoice INV-1"}));
    around.settings.itemCodes = ItemCodes::Sku;
    QCOMPARE(
        told(pushes(story.file, around)), list({"create-invoice INV-1 held sku-missing NBN100"}));
    around.products[product.code].sku = QStringLiteral("fib-1 ");
    QCOMPARE(pushes(story.file, around).first().cause.id, CauseId::ItemCodeNotFound);
    around.itemCodes.insert(QStringLiteral("FIB-1"));
    QCOMPARE(told(pushes(story.file, around)), list({"create-invoice INV-1"}));
    around.itemCodes.clear();
    around.products[product.code].productClass = ledger::ProductClass::Service;
    QCOMPARE(told(pushes(story.file, around)), list({"create-invoice INV-1"}));
}

void TestPlan::foreignCurrencyIsHeld()
{
    Story story;
    story.invoice("INV-1", 100);
    story.file.documents.last().total = {100, base::Currency::of("NZD")};
    QCOMPARE(
        told(pushes(story.file, calm())), list({"create-invoice INV-1 held foreign-currency NZD"}));
}

void TestPlan::pushIsOffHoldsAll()
{
    Story story;
    story.invoice("INV-1", 100);
    Surroundings around = calm();
    around.settings.pushIsOn = false;
    QCOMPARE(told(pushes(story.file, around)), list({"create-invoice INV-1 held push-is-off"}));
}

void TestPlan::paymentsNeedABankAccount()
{
    Story story;
    story.payment("PAY-1", 100);
    story.file.payments.last().method = QStringLiteral("EFT");
    Surroundings around = calm();
    around.settings.bankAccountCode.clear();
    QCOMPARE(
        told(pushes(story.file, around)), list({"create-overpayment PAY-1 held no-bank-account"}));
    around.settings.bankByMethod.insert(QStringLiteral("eft"), QStringLiteral("091"));
    QCOMPARE(told(pushes(story.file, around)), list({"create-overpayment PAY-1"}));
}

void TestPlan::setAsideIsNeverPlanned()
{
    Story story;
    const DocumentId invoice = story.invoice("INV-1", 100);
    const PaymentId payment = story.payment("PAY-1", 100);
    story.allocate(ref(payment), invoice, 100);
    story.operation(OperationKind::CreateOverpayment, ref(payment), OperationState::SetAside);
    QCOMPARE(told(pushes(story.file, calm())), list({"create-invoice INV-1"}));
}

void TestPlan::wholePaymentsGoAsPaymentWhenSet()
{
    Story story;
    const DocumentId invoice = story.invoice("INV-1", 100);
    const PaymentId whole = story.payment("PAY-1", 100);
    story.allocate(ref(whole), invoice, 100);
    Surroundings around = calm();
    around.settings.paymentPush = PaymentPush::AsPaymentWhenWhole;
    QVERIFY(goesAsPayment(story.file, story.file.payments.first(), around.settings));
    QCOMPARE(told(pushes(story.file, around)),
        list({"create-invoice INV-1", "create-payment PAY-1 waits waits-for-other INV-1"}));
    story.file.allocations.first().amount = money(60);
    QCOMPARE(told(pushes(story.file, around)),
        list({"create-invoice INV-1", "create-overpayment PAY-1",
            "create-allocation 0.60 to INV-1 waits waits-for-other PAY-1"}));
    story.file.allocations.first().amount = money(100);
    story.inXero(invoice, 10, 0);
    QCOMPARE(told(pushes(story.file, around)),
        list({"create-payment PAY-1 held invoice-already-paid INV-1"}));
}

void TestPlan::whatMayBeInXeroKeepsItsKind()
{
    Story story;
    const DocumentId invoice = story.invoice("INV-1", 100);
    story.inXero(invoice, 10, 100);
    const PaymentId payment = story.payment("PAY-1", 100);
    story.allocate(ref(payment), invoice, 100);
    story.operation(OperationKind::CreateOverpayment, ref(payment), OperationState::Unknown);
    Surroundings around = calm();
    around.settings.paymentPush = PaymentPush::AsPaymentWhenWhole;
    around.settings.pushIsOn = false; // even then: what is on its way is followed up
    QVERIFY(!goesAsPayment(story.file, story.file.payments.first(), around.settings));
    QCOMPARE(told(pushes(story.file, around)).first(), QStringLiteral("create-overpayment PAY-1"));
}

void TestPlan::allocationsOfTakenInMoneyAreCovered()
{
    Story story;
    const DocumentId invoice = story.invoice("INV-1", 100);
    story.inXero(invoice, 10, 100);
    const PaymentId same = story.payment("PAY-1", 50);
    story.allocate(ref(same), invoice, 50);
    story.tie(ref(same), XeroKind::Payment, 40, TwinOrigin::SameMoney);
    const PaymentId taken = story.payment("PAY-2", 50);
    story.allocate(ref(taken), invoice, 50);
    story.tie(ref(taken), XeroKind::Allocation, 41, TwinOrigin::TakenIn);
    QCOMPARE(told(pushes(story.file, calm())), QStringList());
}

void TestPlan::adjustmentsNeverTravel()
{
    Story story;
    const DocumentId invoice = story.invoice("INV-1", 32200);
    story.inXero(invoice, 10, 32200);
    story.ledgerCredit(32200, invoice);
    QCOMPARE(told(pushes(story.file, calm())), QStringList());
    QCOMPARE(outstanding(story.file, invoice), money(0));
}

void TestPlan::allocationsMustFitAmountDue()
{
    Story story;
    const DocumentId invoice = story.invoice("INV-1", 88800);
    story.inXero(invoice, 10, 0);
    const PaymentId payment = story.payment("PAY-1", 88800);
    story.allocate(ref(payment), invoice, 88800);
    story.tie(ref(payment), XeroKind::Overpayment, 20);
    story.credit(mirror::CreditKind::Overpayment, 20, 88800, 88800);
    QCOMPARE(told(pushes(story.file, calm())),
        list({"create-allocation 888.00 to INV-1 held invoice-already-paid INV-1"}));
    story.file.invoices.first().status = QStringLiteral("AUTHORISED");
    story.file.invoices.first().amountDue = money(80000);
    QCOMPARE(told(pushes(story.file, calm())),
        list({"create-allocation 888.00 to INV-1 held over-allocation INV-1 88.00"}));
    story.file.invoices.first().status = QStringLiteral("VOIDED");
    QCOMPARE(told(pushes(story.file, calm())),
        list({"create-allocation 888.00 to INV-1 held document-not-open INV-1 VOIDED"}));
    story.file.invoices.first().status = QStringLiteral("AUTHORISED");
    story.file.invoices.first().amountDue = money(88800); // Ax7: Remove & Redo was done
    QCOMPARE(told(pushes(story.file, calm())), list({"create-allocation 888.00 to INV-1"}));
}

void TestPlan::allocationsMustFitRemainingCredit()
{
    Story story;
    const DocumentId invoice = story.invoice("INV-1", 100);
    story.inXero(invoice, 10, 100);
    const PaymentId payment = story.payment("PAY-1", 100);
    story.allocate(ref(payment), invoice, 100);
    story.tie(ref(payment), XeroKind::Overpayment, 20);
    story.credit(mirror::CreditKind::Overpayment, 20, 100, 30);
    QCOMPARE(told(pushes(story.file, calm())),
        list({"create-allocation 1.00 to INV-1 held credit-used-up 0.30"}));
    story.file.credits.first().status = QStringLiteral("VOIDED");
    QCOMPARE(pushes(story.file, calm()).first().cause.id, CauseId::DocumentNotOpen);
}

void TestPlan::severalAllocationsMustFitTogether()
{
    Story story;
    const DocumentId invoice = story.invoice("INV-1", 200);
    story.inXero(invoice, 10, 100);
    for (int i = 0; i < 2; ++i) {
        const PaymentId payment = story.payment("PAY", 100);
        story.allocate(ref(payment), invoice, 100);
        story.tie(ref(payment), XeroKind::Overpayment, 20 + i);
        story.credit(mirror::CreditKind::Overpayment, 20 + i, 100, 100);
    }
    QCOMPARE(told(pushes(story.file, calm())),
        list({"create-allocation 1.00 to INV-1",
            "create-allocation 1.00 to INV-1 held over-allocation INV-1 1.00"}));
    // The second is already on the wire: it has the first claim on what is due.
    story.operation(OperationKind::CreateAllocation, ref(story.file.allocations.last().id),
        OperationState::Unknown);
    QCOMPARE(told(pushes(story.file, calm())),
        list({"create-allocation 1.00 to INV-1 held over-allocation INV-1 1.00",
            "create-allocation 1.00 to INV-1"}));
}

void TestPlan::creditNotesAreAllocatedAfterTheyArrive()
{
    Story story;
    const DocumentId invoice = story.invoice("INV-1", 100);
    story.inXero(invoice, 10, 100);
    const DocumentId note = story.document(DocumentKind::CreditNote, "CN-1", 40);
    story.allocate({RecordKind::CreditNote, note.value}, invoice, 40);
    QCOMPARE(told(pushes(story.file, calm())),
        list({"create-credit-note CN-1",
            "create-allocation 0.40 to INV-1 waits waits-for-other CN-1"}));
    story.tie({RecordKind::CreditNote, note.value}, XeroKind::CreditNote, 20);
    story.credit(mirror::CreditKind::CreditNote, 20, 40, 40);
    QCOMPARE(told(pushes(story.file, calm())), list({"create-allocation 0.40 to INV-1"}));
}

void TestPlan::aSuspectedWrongMatchHoldsThePush()
{
    Story story;
    const DocumentId invoice = story.invoice("INV-1", 88800);
    story.inXero(invoice, 10, 0);
    const PaymentId payment = story.payment("PAY-1", 88800);
    story.allocate(ref(payment), invoice, 88800);
    story.xeroPayment(40, 10, "INV-1", 88800);
    // With the id of the payment in Xero: "same money" ties to exactly that one.
    QCOMPARE(told(pushes(story.file, calm())),
        list({"create-overpayment PAY-1 held suspected-wrong-match INV-1 888.00 "
              "00000028-0000-0000-0000-000000000001",
            "create-allocation 888.00 to INV-1 waits waits-for-other PAY-1"}));
    // Ax8b: the same money, tied and never pushed.
    story.tie(ref(payment), XeroKind::Payment, 40, TwinOrigin::SameMoney);
    QCOMPARE(told(pushes(story.file, calm())), QStringList());
    QCOMPARE(told(intakes(story.file, calm())), QStringList());
}

QTEST_GUILESS_MAIN(TestPlan)
#include "tst_plan.moc"
