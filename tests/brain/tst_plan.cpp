// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/random.h"
#include "plan/plan.h"
#include "records/words.h"

#include <QTest>

using namespace records;
using namespace plan;
using ledger::DocumentKind;

namespace {

const base::Currency aud = base::Currency::of("AUD");
const QDate day(2026, 11, 20);

base::Money money(qint64 minor)
{
    return {minor, aud};
}

QUuid guid(int n)
{
    return QUuid(static_cast<uint>(n), 0, 0, 0, 0, 0, 0, 0, 0, 0, 1);
}

Surroundings calm()
{
    Surroundings around;
    around.settings.currency = aud;
    around.settings.bankAccountCode = QStringLiteral("090");
    around.settings.pushIsOn = true;
    around.settings.startDate = QDate(2026, 1, 1);
    around.organisation.baseCurrency = aud;
    around.today = day;
    return around;
}

// An account's file, told step by step as in the scenarios.
struct Story {
    AccountFile file;
    int nextId = 1;

    Story()
    {
        file.account.id = {1};
        file.account.number = QStringLiteral("104001");
        file.account.name = QStringLiteral("Harbourside Physio");
        file.account.currency = aud;
        file.link = Link{{1}, {guid(1)}, file.account.name, {}, {}, LinkState::Linked};
        mirror::Contact contact;
        contact.id = {guid(1)};
        contact.status = QStringLiteral("ACTIVE");
        file.contact = contact;
    }

    DocumentId document(DocumentKind kind, const char* number, qint64 total)
    {
        ledger::Document document;
        document.id = {nextId++};
        document.kind = kind;
        document.account = file.account.id;
        document.number = QString::fromLatin1(number);
        document.date = day;
        document.total = money(total);
        document.lines.append({QStringLiteral("Plan"), {10'000}, {}, money(total), {}, {}, {}, {}});
        file.documents.append(document);
        return document.id;
    }
    DocumentId invoice(const char* number, qint64 total)
    {
        return document(DocumentKind::Invoice, number, total);
    }
    PaymentId payment(const char* number, qint64 amount)
    {
        ledger::Payment payment;
        payment.id = {nextId++};
        payment.account = file.account.id;
        payment.number = QString::fromLatin1(number);
        payment.date = day;
        payment.amount = money(amount);
        file.payments.append(payment);
        return payment.id;
    }
    AllocationId allocate(RecordRef from, DocumentId to, qint64 amount)
    {
        ledger::Allocation allocation;
        allocation.id = {nextId++};
        allocation.account = file.account.id;
        allocation.from = from;
        allocation.to = to;
        allocation.amount = money(amount);
        allocation.date = day;
        file.allocations.append(allocation);
        return allocation.id;
    }
    void ledgerCredit(qint64 amount, DocumentId to)
    {
        ledger::Adjustment adjustment;
        adjustment.id = {nextId++};
        adjustment.amount = money(amount);
        file.adjustments.append(adjustment);
        allocate({RecordKind::Adjustment, adjustment.id.value}, to, amount);
    }
    void tie(RecordRef ledger, XeroKind kind, int xero, TwinOrigin origin = TwinOrigin::Pushed)
    {
        file.twins.append({ledger, {kind, guid(xero)}, origin, {}, {}});
    }
    // The invoice stands in Xero with this much due.
    void inXero(DocumentId id, int xero, qint64 due)
    {
        for (const ledger::Document& document : file.documents) {
            if (document.id != id)
                continue;
            mirror::Invoice invoice;
            invoice.id = {guid(xero)};
            invoice.number = document.number;
            invoice.status = due == 0 ? QStringLiteral("PAID") : QStringLiteral("AUTHORISED");
            invoice.total = document.total;
            invoice.amountDue = money(due);
            file.invoices.append(invoice);
            tie({recordKind(document.kind), id.value}, XeroKind::Invoice, xero);
        }
    }
    mirror::Credit& credit(mirror::CreditKind kind, int xero, qint64 total, qint64 remaining)
    {
        mirror::Credit credit;
        credit.id = {guid(xero)};
        credit.kind = kind;
        credit.status = QStringLiteral("AUTHORISED");
        credit.date = day;
        credit.total = money(total);
        credit.remainingCredit = money(remaining);
        file.credits.append(credit);
        return file.credits.last();
    }
    void xeroPayment(int id, int invoice, const char* number, qint64 amount)
    {
        mirror::Payment payment;
        payment.id = {guid(id)};
        payment.status = QStringLiteral("AUTHORISED");
        payment.invoice = {guid(invoice)};
        payment.invoiceNumber = QString::fromLatin1(number);
        payment.date = day;
        payment.amount = money(amount);
        file.xeroPayments.append(payment);
    }
    Operation& operation(OperationKind kind, RecordRef subject, OperationState state)
    {
        Operation operation;
        operation.id = {nextId++};
        operation.kind = kind;
        operation.subject = subject;
        operation.state = state;
        file.operations.append(operation);
        return file.operations.last();
    }
};

RecordRef ref(PaymentId id)
{
    return {RecordKind::Payment, id.value};
}
RecordRef ref(AllocationId id)
{
    return {RecordKind::Allocation, id.value};
}
RecordRef invoiceRef(DocumentId id)
{
    return {RecordKind::Invoice, id.value};
}

mirror::Allocation allocation(int id, int invoice, const char* number, qint64 amount)
{
    return {{guid(id)}, {guid(invoice)}, QString::fromLatin1(number), money(amount), day};
}

QStringList told(const QList<Push>& pushes)
{
    QStringList lines;
    for (const Push& push : pushes) {
        QString line = toText(push.kind) + u' ' + push.label;
        if (push.held)
            line += QStringLiteral(" held ");
        else if (push.cause)
            line += QStringLiteral(" waits ");
        if (push.cause)
            line += (QStringList{toText(push.cause.id)} + push.cause.arguments).join(u' ');
        lines.append(line.trimmed());
    }
    return lines;
}

QStringList told(const QList<Intake>& intakes)
{
    QStringList lines;
    for (const Intake& intake : intakes)
        lines.append((QStringList{toText(intake.state), intake.amount.toString(),
                          intake.cause ? toText(intake.cause.id) : QString()}
            + intake.cause.arguments)
                         .join(u' ')
                         .trimmed());
    return lines;
}

QStringList list(std::initializer_list<const char*> lines)
{
    QStringList texts;
    for (const char* line : lines)
        texts.append(QString::fromLatin1(line));
    return texts;
}

} // namespace

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

void TestPlan::scenarioA_takesThePaymentInOnce()
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

void TestPlan::scenarioAx4_blocksOverAllocation()
{
    Story story;
    const DocumentId invoice = story.invoice("INV-A", 88800);
    story.inXero(invoice, 10, 0);
    story.allocate(ref(story.payment("PAY-1", 88800)), invoice, 88800);
    story.xeroPayment(40, 10, "INV-A", 88800);
    QCOMPARE(
        told(intakes(story.file, calm())), list({"blocked 888.00 over-allocation INV-A 888.00"}));
}

void TestPlan::scenarioB_takesInOnlyWhatIsAllocated()
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

void TestPlan::scenarioC_creditNoteBecomesAPayment()
{
    Story story;
    story.inXero(story.invoice("INV-C", 32200), 10, 0);
    story.credit(mirror::CreditKind::CreditNote, 20, 32200, 0)
        .allocations.append(allocation(30, 10, "INV-C", 32200));
    QCOMPARE(told(intakes(story.file, calm())), list({"taken-in 322.00"}));
}

void TestPlan::scenarioCx_skipsAMirroredCredit()
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
    story.tie(pairs.first().adjustment, XeroKind::CreditNote, 20, TwinOrigin::Mirrored);
    QCOMPARE(told(intakes(story.file, calm())), QStringList());
    // One ledger credit explains one credit note, not two.
    story.credit(mirror::CreditKind::CreditNote, 21, 32200, 0)
        .allocations.append(allocation(31, 10, "INV-C", 32200));
    QCOMPARE(
        told(intakes(story.file, calm())), list({"blocked 322.00 over-allocation INV-C 322.00"}));
}

void TestPlan::scenarioCx4_blocksWhole()
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

void TestPlan::zeroOutstandingWithoutAReasonNeedsAPerson()
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

void TestPlan::scenarioD_prepaymentsWaitAndSplit()
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

void TestPlan::scenarioH_reversedIsNotRecreated()
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

void TestPlan::pushedCreditsAreNeverTakenIn()
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

void TestPlan::otherInvoicesRefundsAndSetAsideAreIgnored()
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
            "ignored 1.00 unsupported-kind Refund"}));
}

void TestPlan::nothingIsTakenInWhileAPushIsUnresolved()
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

void TestPlan::oneParentGivesNoMoreThanItHas()
{
    Story story;
    story.inXero(story.invoice("INV-1", 10000), 10, 0);
    story.credit(mirror::CreditKind::Prepayment, 20, 100, 0).allocations
        = {allocation(30, 10, "INV-1", 80), allocation(31, 10, "INV-1", 80)};
    QCOMPARE(told(intakes(story.file, calm())),
        list({"taken-in 0.80", "blocked 0.80 credit-used-up 0.20"}));
}

void TestPlan::removedAndRedoneIsTiedAgain()
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

void TestPlan::twoDecisionsOfOnePassDontOverAllocate()
{
    Story story;
    story.inXero(story.invoice("INV-1", 100), 10, 0);
    story.xeroPayment(40, 10, "INV-1", 60);
    story.xeroPayment(41, 10, "INV-1", 60);
    QCOMPARE(told(intakes(story.file, calm())),
        list({"taken-in 0.60", "blocked 0.60 over-allocation INV-1 0.20"}));
}

// Thousands of random files: order is kept, no invoice takes more than it has, nothing comes twice.
void TestPlan::generatedFilesKeepTheLaws()
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

QTEST_GUILESS_MAIN(TestPlan)
#include "tst_plan.moc"
