// SPDX-License-Identifier: GPL-3.0-or-later

#include "story.h"

using namespace story;

// What is taken back: single allocations by themselves, reversals and voids after a person said so
// (R052–R058, R141), changed contacts (R005), items (R134, R135), modules and start dates.
class TestUndoing : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void anAllocationTakenBackGoesByItself();
    void aReversalGoesOnlyOnceWished();
    void whatIsReconciledOrLockedIsLeftToPeople();
    void anOverpaymentIsForPeopleUnlessReconciled();
    void aVoidWaitsForItsAllocations();
    void whatIsGoneInXeroOnlyIsATaskToo();
    void aTaskClosesWhenBothSidesShowIt();
    void contactChangesGoFieldByField();
    void itemsFollowTheProducts();
    void modulesAndStartDatesDecide();
    void intakesFollowTheirModule();
    void refundsOfKnownCreditComeIn();
    void aRefundOfAReversedPaymentIsItsOtherHalf();

private:
    static void reverse(Story& story, RecordRef of, qint64 amount)
    {
        ledger::Reversal reversal;
        reversal.id = {story.nextId++};
        reversal.of = of;
        reversal.number = QStringLiteral("REV-1");
        reversal.date = day;
        reversal.amount = money(amount);
        story.file.reversals.append(reversal);
        for (ledger::Allocation& allocation : story.file.allocations)
            if (allocation.from == of || invoiceRef(allocation.to) == of)
                allocation.removed = true;
    }
    static QStringList told(const QList<Task>& tasks)
    {
        QStringList lines;
        for (const Task& task : tasks)
            lines.append(
                QStringLiteral("%1 %2 %3 %4")
                    .arg(task.label, toText(task.half), toText(task.way), toText(task.cause.id)));
        return lines;
    }
    // PAY-1 over 888.00 went as an overpayment (20) and its allocation (30) to INV-1 (10).
    struct Pushed {
        Story story;
        DocumentId invoice;
        PaymentId payment;
        AllocationId applied;
        Pushed()
        {
            invoice = story.invoice("INV-1", 88800);
            story.inXero(invoice, 10, 0);
            payment = story.payment("PAY-1", 88800);
            applied = story.allocate(ref(payment), invoice, 88800);
            story.credit(mirror::CreditKind::Overpayment, 20, 88800, 0)
                .allocations.append(allocation(30, 10, "INV-1", 88800));
            story.tie(ref(payment), XeroKind::Overpayment, 20);
            story.tie(ref(applied), XeroKind::Allocation, 30);
        }
        void reconcile()
        {
            mirror::BankTransaction transaction;
            transaction.id = {guid(40)};
            transaction.credit = {guid(20)};
            transaction.isReconciled = true;
            story.file.bankTransactions.append(transaction);
        }
    };
    // PAY-1 over 888.00 went as Payment (20) on INV-1 (10).
    struct Paid {
        Story story;
        DocumentId invoice;
        PaymentId payment;
        Paid()
        {
            invoice = story.invoice("INV-1", 88800);
            story.inXero(invoice, 10, 0);
            payment = story.payment("PAY-1", 88800);
            story.allocate(ref(payment), invoice, 88800);
            story.xeroPayment(20, 10, "INV-1", 88800);
            story.tie(ref(payment), XeroKind::Payment, 20);
        }
    };
};

void TestUndoing::anAllocationTakenBackGoesByItself()
{
    Pushed pushed;
    QCOMPARE(story::told(pushes(pushed.story.file, calm())), QStringList());
    pushed.story.file.allocations.first().removed = true;
    QCOMPARE(story::told(pushes(pushed.story.file, calm())),
        list({"remove-allocation 888.00 off INV-1"}));
    Surroundings around = calm();
    around.organisation.periodLockDate = day;
    QCOMPARE(story::told(pushes(pushed.story.file, around)),
        list({"remove-allocation 888.00 off INV-1 held period-locked 2026-11-20 2026-11-20"}));
    // Once Xero shows it no more, nothing is owed, whoever took it back.
    pushed.story.file.credits.first().allocations.clear();
    QCOMPARE(story::told(pushes(pushed.story.file, calm())), QStringList());
}

void TestUndoing::aReversalGoesOnlyOnceWished()
{
    Paid paid;
    QCOMPARE(told(tasks(paid.story.file, calm())), QStringList());
    reverse(paid.story, ref(paid.payment), 88800);
    QCOMPARE(story::told(pushes(paid.story.file, calm())), QStringList());
    QCOMPARE(told(tasks(paid.story.file, calm())), list({"PAY-1 in-xero delete-payment none"}));
    paid.story.file.wishes = {ref(paid.payment)};
    QCOMPARE(story::told(pushes(paid.story.file, calm())), list({"delete-payment PAY-1"}));
    QVERIFY(tasks(paid.story.file, calm()).first().isWished);
    paid.story.operation(OperationKind::DeletePayment, ref(paid.payment), OperationState::SetAside);
    QCOMPARE(story::told(pushes(paid.story.file, calm())), QStringList());
}

void TestUndoing::whatIsReconciledOrLockedIsLeftToPeople()
{
    Paid paid;
    reverse(paid.story, ref(paid.payment), 88800);
    paid.story.file.wishes = {ref(paid.payment)};
    paid.story.file.xeroPayments.first().isReconciled = true;
    QCOMPARE(told(tasks(paid.story.file, calm())), list({"PAY-1 in-xero by-hand reconciled"}));
    QCOMPARE(story::told(pushes(paid.story.file, calm())),
        list({"delete-payment PAY-1 held reconciled"}));
    paid.story.file.xeroPayments.first().isReconciled = false;
    paid.story.file.xeroPayments.first().batchPayment = guid(50);
    QCOMPARE(told(tasks(paid.story.file, calm())), list({"PAY-1 in-xero by-hand by-hand-only"}));
    paid.story.file.xeroPayments.first().batchPayment = {};
    Surroundings around = calm();
    around.organisation.endOfYearLockDate = day;
    QCOMPARE(told(tasks(paid.story.file, around)), list({"PAY-1 in-xero by-hand period-locked"}));
}

void TestUndoing::anOverpaymentIsForPeopleUnlessReconciled()
{
    Pushed pushed;
    reverse(pushed.story, ref(pushed.payment), 88800);
    QCOMPARE(
        told(tasks(pushed.story.file, calm())), list({"PAY-1 in-xero void-by-hand by-hand-only"}));
    QCOMPARE(story::told(pushes(pushed.story.file, calm())), QStringList());
    pushed.story.file.wishes = {ref(pushed.payment)};
    QCOMPARE(story::told(pushes(pushed.story.file, calm())),
        list({"remove-allocation 888.00 off INV-1"}));

    pushed.reconcile();
    QCOMPARE(
        told(tasks(pushed.story.file, calm())), list({"PAY-1 in-xero refund-overpayment none"}));
    QCOMPARE(story::told(pushes(pushed.story.file, calm())),
        list({"remove-allocation 888.00 off INV-1",
            "refund-credit PAY-1 waits waits-for-other 888.00 off INV-1"}));
    pushed.story.file.credits.first().allocations.clear();
    pushed.story.file.credits.first().remainingCredit = money(88800);
    QCOMPARE(story::told(pushes(pushed.story.file, calm())), list({"refund-credit PAY-1"}));
    // What somebody else allocated from it is not ours to take back.
    pushed.story.file.credits.first().allocations.append(allocation(31, 11, "INV-9", 100));
    QCOMPARE(told(tasks(pushed.story.file, calm())), list({"PAY-1 in-xero by-hand money-on-it"}));
}

void TestUndoing::aVoidWaitsForItsAllocations()
{
    Pushed pushed;
    reverse(pushed.story, invoiceRef(pushed.invoice), 88800);
    QCOMPARE(told(tasks(pushed.story.file, calm())), list({"INV-1 in-xero void-document none"}));
    QCOMPARE(story::told(pushes(pushed.story.file, calm())), QStringList());
    pushed.story.file.wishes = {invoiceRef(pushed.invoice)};
    QCOMPARE(story::told(pushes(pushed.story.file, calm())),
        list({"remove-allocation 888.00 off INV-1",
            "void-document INV-1 waits waits-for-other 888.00 off INV-1"}));
    pushed.story.xeroPayment(21, 10, "INV-1", 100);
    QCOMPARE(told(tasks(pushed.story.file, calm())), list({"INV-1 in-xero by-hand money-on-it"}));
    QCOMPARE(story::told(pushes(pushed.story.file, calm())).last(),
        QStringLiteral("void-document INV-1 held money-on-it INV-1 1.00"));
}

void TestUndoing::whatIsGoneInXeroOnlyIsATaskToo()
{
    Paid paid;
    paid.story.file.xeroPayments.first().status = QStringLiteral("DELETED");
    QCOMPARE(told(tasks(paid.story.file, calm())), list({"PAY-1 in-ledger by-hand none"}));
    Pushed pushed;
    pushed.story.file.invoices.first().status = QStringLiteral("VOIDED");
    QCOMPARE(told(tasks(pushed.story.file, calm())), list({"INV-1 in-ledger by-hand none"}));
    // An allocation alone, of a credit that stands.
    Pushed unallocated;
    unallocated.story.file.credits.first().allocations.clear();
    QCOMPARE(told(tasks(unallocated.story.file, calm())),
        list({"888.00 to INV-1 in-ledger by-hand none"}));
    // Never read is not gone.
    pushed.story.file.invoices.clear();
    QCOMPARE(told(tasks(pushed.story.file, calm())), QStringList());
}

void TestUndoing::aTaskClosesWhenBothSidesShowIt()
{
    Paid paid;
    reverse(paid.story, ref(paid.payment), 88800);
    paid.story.file.xeroPayments.first().status = QStringLiteral("DELETED");
    QCOMPARE(told(tasks(paid.story.file, calm())), QStringList());
    // And the pull does not make it anew.
    QCOMPARE(story::told(intakes(paid.story.file, calm())), QStringList());
}

void TestUndoing::contactChangesGoFieldByField()
{
    Story story;
    AccountFile& file = story.file;
    file.account.email = QStringLiteral("old@harbourside.example");
    file.link->how = QStringLiteral("created");
    file.card = cardOf(file.account);
    file.contact->name = file.account.name;
    file.contact->email = file.account.email;
    QCOMPARE(story::told(pushes(file, calm())), QStringList());
    file.account.email = QStringLiteral("new@harbourside.example");
    QCOMPARE(story::told(pushes(file, calm())), list({"update-contact Harbourside Physio"}));
    // A field that only a person changed stays as it is there.
    file.contact->phone = QStringLiteral("08 5550 0142");
    QCOMPARE(story::told(pushes(file, calm())), list({"update-contact Harbourside Physio"}));
    file.contact->email = QStringLiteral("hand@harbourside.example");
    QCOMPARE(story::told(pushes(file, calm())),
        list({"update-contact Harbourside Physio held contact-edited e-mail "
              "hand@harbourside.example new@harbourside.example"}));
    // Also when an earlier change of ours is confirmed already.
    story.operation(OperationKind::UpdateContact, {RecordKind::Account, file.account.id.value},
        OperationState::Confirmed);
    QVERIFY(pushes(file, calm()).first().held);
    file.contact->email = file.account.email; // the person did the same
    QCOMPARE(story::told(pushes(file, calm())), QStringList());
    file.contact->email = QStringLiteral("old@harbourside.example");
    file.link->how = QStringLiteral("by number"); // not one that we created
    QCOMPARE(story::told(pushes(file, calm())), QStringList());
}

void TestUndoing::itemsFollowTheProducts()
{
    Surroundings around = calm();
    around.settings.itemCodes = ItemCodes::ProductCode;
    ledger::Product nbn;
    nbn.id = {1};
    nbn.code = QStringLiteral("NBN100");
    ledger::Product service = nbn;
    service.id = {2};
    service.code = QStringLiteral("CONSULT");
    service.productClass = ledger::ProductClass::Service;
    around.products = {{nbn.code, nbn}, {service.code, service}};
    QCOMPARE(story::told(items(around)), QStringList()); // by hand, unless the book says so
    around.settings.flows.set(Module::Products, Flow::LedgerToXero);
    QCOMPARE(story::told(items(around)), list({"create-item NBN100"}));
    // An invoice with it waits for the item instead of being a problem.
    Story story;
    story.invoice("INV-1", 100);
    story.file.documents.last().lines.first().productCode = nbn.code;
    QCOMPARE(story::told(pushes(story.file, around)),
        list({"create-invoice INV-1 waits waits-for-other NBN100"}));
    around.itemCodes = {QStringLiteral("NBN100")};
    QCOMPARE(story::told(items(around)), QStringList());
    // Two that differ in case alone are one code in Xero (R135).
    ledger::Product twin = nbn;
    twin.id = {3};
    twin.code = QStringLiteral(" nbn100");
    around.itemCodes.clear();
    around.products.insert(twin.code, twin);
    around.duplicateCodes = duplicateCodes(around.products, ItemCodes::ProductCode);
    QCOMPARE(story::told(items(around)),
        list({"create-item NBN100 held duplicate-code NBN100",
            "create-item nbn100 held duplicate-code nbn100"}));
    QCOMPARE(story::told(pushes(story.file, around)),
        list({"create-invoice INV-1 held duplicate-code NBN100"}));
}

void TestUndoing::modulesAndStartDatesDecide()
{
    Story story;
    const DocumentId invoice = story.invoice("INV-1", 100);
    story.document(DocumentKind::Bill, "B-1", 200);
    story.allocate(ref(story.payment("PAY-1", 100)), invoice, 100);
    Surroundings around = calm();
    around.settings.flows.set(Module::Bills, Flow::XeroToLedger);
    QCOMPARE(story::told(pushes(story.file, around)),
        list({"create-invoice INV-1", "create-overpayment PAY-1",
            "create-allocation 1.00 to INV-1 waits waits-for-other PAY-1"}));
    around.settings.flows.set(Module::Payments, Flow::Off);
    QCOMPARE(story::told(pushes(story.file, around)), list({"create-invoice INV-1"}));
    around = calm();
    around.settings.invoicesFrom = day.addDays(1);
    QCOMPARE(story::told(pushes(story.file, around)), list({"create-overpayment PAY-1"}));
    around.settings.invoicesFrom = QDate(2025, 1, 1); // the common date is the later one
    around.settings.paymentsFrom = day.addDays(1);
    QCOMPARE(
        story::told(pushes(story.file, around)), list({"create-invoice INV-1", "create-bill B-1"}));
    story.file.link.reset();
    around.settings.flows.set(Module::Contacts, Flow::Off);
    QCOMPARE(story::told(pushes(story.file, around)).first(),
        QStringLiteral("create-invoice INV-1 held not-linked Harbourside Physio"));
}

void TestUndoing::intakesFollowTheirModule()
{
    Story story;
    const DocumentId invoice = story.invoice("INV-1", 88800);
    story.inXero(invoice, 10, 0);
    story.xeroPayment(20, 10, "INV-1", 80000);
    story.credit(mirror::CreditKind::CreditNote, 21, 8800, 0)
        .allocations.append(allocation(30, 10, "INV-1", 8800));
    Surroundings around = calm();
    QCOMPARE(story::told(intakes(story.file, around)), list({"taken-in 800.00", "taken-in 88.00"}));
    around.settings.flows.set(Module::Payments, Flow::LedgerToXero);
    QCOMPARE(story::told(intakes(story.file, around)),
        list({"ignored 800.00 module-off payments", "taken-in 88.00"}));
    around.settings.flows.set(Module::Invoices, Flow::LedgerToXero);
    QCOMPARE(story::told(intakes(story.file, around)).last(),
        QStringLiteral("ignored 88.00 module-off credit notes"));
}

void TestUndoing::refundsOfKnownCreditComeIn()
{
    Pushed pushed;
    Story& story = pushed.story;
    story.file.credits.first().allocations.clear();
    story.xeroPayment(60, 0, "", 88800);
    story.file.xeroPayments.last().invoice = {};
    story.file.xeroPayments.last().credit = {guid(20)};
    QCOMPARE(story::told(intakes(story.file, calm())), list({"taken-in 888.00"}));
    // From before the start, or recorded by the ledger itself, it is there already.
    Surroundings later = calm();
    later.settings.startDate = day.addDays(1);
    QCOMPARE(story::told(intakes(story.file, later)),
        list({"ignored 888.00 before-start-date 2026-11-21"}));
    ledger::Adjustment own;
    own.id = {77};
    own.kind = ledger::AdjustmentKind::Refund;
    own.number = QStringLiteral("RF-1");
    own.amount = money(88800);
    story.file.adjustments.append(own);
    QCOMPARE(story::told(intakes(story.file, calm())), list({"skipped 888.00 undone-here RF-1"}));
    QCOMPARE(mirrorings(story.file, calm()).size(), 1);
    story.file.adjustments.clear();
    // Of a credit that the ledger never knew there is nothing to record, …
    story.credit(mirror::CreditKind::Overpayment, 22, 500, 0);
    story.xeroPayment(61, 0, "", 500);
    story.file.xeroPayments.last().invoice = {};
    story.file.xeroPayments.last().credit = {guid(22)};
    QCOMPARE(story::told(intakes(story.file, calm())).last(),
        QStringLiteral("ignored 5.00 credit-not-ours"));
    // … except of a credit note that was made only to pay money back (R143).
    story.file.credits.last().kind = mirror::CreditKind::CreditNote;
    QCOMPARE(story::told(intakes(story.file, calm())).last(), QStringLiteral("taken-in 5.00"));
}

void TestUndoing::aRefundOfAReversedPaymentIsItsOtherHalf()
{
    Pushed pushed;
    Story& story = pushed.story;
    reverse(story, ref(pushed.payment), 88800);
    story.file.credits.first().allocations.clear();
    story.xeroPayment(60, 0, "", 88800);
    story.file.xeroPayments.last().invoice = {};
    story.file.xeroPayments.last().credit = {guid(20)};
    QCOMPARE(story::told(intakes(story.file, calm())), list({"ignored 888.00 undone-here REV-1"}));
    const QList<Mirroring> pairs = mirrorings(story.file, calm());
    QCOMPARE(pairs.size(), 1);
    QCOMPARE(pairs.first().ledger.kind, RecordKind::Reversal);
    QCOMPARE(told(tasks(story.file, calm())), QStringList()); // paid back whole: both sides show it
}

QTEST_GUILESS_MAIN(TestUndoing)
#include "tst_undoing.moc"
