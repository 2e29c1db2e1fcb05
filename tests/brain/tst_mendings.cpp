// SPDX-License-Identifier: GPL-3.0-or-later

#include "causes/causes.h"
#include "plan/mending.h"
#include "plan/plan.h"
#include "records/words.h"

#include <QTest>

using namespace records;
using Qt::StringLiterals::operator""_s;

// What a remedy would change, and what it can't: worked out before anything is.
class TestMendings : public QObject {
    Q_OBJECT

    const base::Currency kAud = base::Currency::of("AUD");

    AccountFile file() const
    {
        AccountFile file;
        file.account.id = {7};
        file.account.number = u"1041"_s;
        file.account.name = u"Waratah Legal"_s;
        file.account.currency = kAud;
        Link link;
        link.account = {7};
        link.contact = {QUuid::createUuid()};
        link.contactName = u"Waratah Legal"_s;
        file.link = link;
        mirror::Contact contact;
        contact.id = link.contact;
        contact.name = u"Waratah Legal"_s;
        contact.status = u"ACTIVE"_s;
        file.contact = contact;
        ledger::Document invoice;
        invoice.id = {11};
        invoice.account = {7};
        invoice.number = u"INV-1"_s;
        invoice.date = QDate(2026, 9, 12);
        invoice.total = base::Money(10'000, kAud);
        ledger::Line line;
        line.amount = invoice.total;
        invoice.lines = {line};
        file.documents = {invoice};
        return file;
    }
    Surroundings around() const
    {
        Surroundings around;
        around.settings.currency = kAud;
        around.settings.pushIsOn = true;
        return around;
    }
    static command::Mend mend(RemedyId remedy, const QString& choice = {})
    {
        return {.remedy = remedy, .choice = choice};
    }
    static Operation about(const RecordRef& subject, const QString& label)
    {
        Operation operation;
        operation.subject = subject;
        operation.label = label;
        return operation;
    }

private Q_SLOTS:
    void aChainOfMergesEndsAtItsSurvivor()
    {
        AccountFile merged = file();
        merged.contact->status = u"ARCHIVED"_s;
        merged.contact->mergedTo = {QUuid::createUuid()};
        merged.survivor = mirror::Contact();
        merged.survivor->id = {QUuid::createUuid()};
        merged.survivor->name = u"Waratah Group"_s;
        merged.survivor->status = u"ACTIVE"_s;
        const Cause held = plan::pushes(merged, around()).first().cause;
        QCOMPARE(held.id, CauseId::ContactMerged);
        QVERIFY(causes::words(held).sentence.contains(u"Waratah Group"_s));
        auto deed = plan::deeds(mend(RemedyId::Relink), merged, {}, around()).first();
        QVERIFY(deed.left.isEmpty());
        QCOMPARE(deed.xero, merged.survivor->id.value);
        QVERIFY(!deed.change.inXero);
        // Xero restores no contact that was merged.
        QVERIFY(!plan::deeds(mend(RemedyId::RestoreContact), merged, {}, around())
                     .first()
                     .left.isEmpty());

        merged.survivorOf = u"Red Gum Joinery"_s;
        const Cause taken = plan::pushes(merged, around()).first().cause;
        QCOMPARE(taken.id, CauseId::SurvivorTaken);
        QVERIFY(causes::words(taken).sentence.contains(u"Red Gum Joinery"_s));
        deed = plan::deeds(mend(RemedyId::Relink), merged, {}, around()).first();
        QVERIFY(deed.left.contains(u"Red Gum Joinery"_s));
    }

    void aDateIsMovedOutOfTheLockedPeriod()
    {
        Surroundings locked = around();
        locked.organisation.periodLockDate = QDate(2026, 9, 30);
        const AccountFile one = file();
        QCOMPARE(plan::pushes(one, locked).first().cause.id, CauseId::PeriodLocked);
        const Operation op = about({RecordKind::Invoice, 11}, u"INV-1"_s);
        auto deed = plan::deeds(mend(RemedyId::MoveDate), one, {op}, locked).first();
        QVERIFY2(deed.left.isEmpty(), qPrintable(deed.left));
        QCOMPARE(deed.date, QDate(2026, 10, 1));
        QCOMPARE(deed.change.before, u"12 Sep 2026"_s);
        deed = plan::deeds(mend(RemedyId::MoveDate, u"2026-09-30"_s), one, {op}, locked).first();
        QVERIFY(!deed.left.isEmpty());
    }

    // Two allocations of one credit to one invoice: what the first takes is no room for the second.
    void roomIsGivenOnce()
    {
        AccountFile one = file();
        const auto tie = [&](RecordRef ours, XeroKind kind, const QUuid& theirs) {
            one.twins.append({ours, {kind, theirs}, TwinOrigin::Pushed, {}, {}});
        };
        mirror::Invoice invoice;
        invoice.id = {QUuid::createUuid()};
        invoice.status = u"AUTHORISED"_s;
        invoice.total = invoice.amountDue = base::Money(6'000, kAud);
        one.invoices = {invoice};
        tie({RecordKind::Invoice, 11}, XeroKind::Invoice, invoice.id.value);
        QList<Operation> stuck;
        for (int i = 0; i < 2; ++i) {
            ledger::Payment payment;
            payment.id = {21 + i};
            payment.account = {7};
            payment.amount = base::Money(5'000 + i, kAud);
            one.payments.append(payment);
            mirror::Credit credit;
            credit.id = {QUuid::createUuid()};
            credit.kind = mirror::CreditKind::Overpayment;
            credit.status = u"AUTHORISED"_s;
            credit.total = credit.remainingCredit = payment.amount;
            one.credits.append(credit);
            tie({RecordKind::Payment, payment.id.value}, XeroKind::Overpayment, credit.id.value);
            ledger::Allocation allocation;
            allocation.id = {31 + i};
            allocation.account = {7};
            allocation.from = {RecordKind::Payment, payment.id.value};
            allocation.to = {11};
            allocation.amount = base::Money(8'000, kAud);
            one.allocations.append(allocation);
            stuck.append(about({RecordKind::Allocation, allocation.id.value}, u"a"_s));
        }
        const auto deeds = plan::deeds(mend(RemedyId::AllocateWhatFits), one, stuck, around());
        QCOMPARE(deeds.size(), 2);
        QVERIFY2(deeds[0].left.isEmpty(), qPrintable(deeds[0].left));
        QCOMPARE(deeds[0].amount + deeds[1].amount, invoice.amountDue);
        stuck.append(stuck.first());
        const auto third = plan::deeds(mend(RemedyId::AllocateWhatFits), one, stuck, around())[2];
        QVERIFY(!third.left.isEmpty());
    }

    // A moved payment goes under its new date, and takes its allocation along; its own date stays.
    void aMovedPaymentTakesItsAllocationAlong()
    {
        Surroundings locked = around();
        locked.settings.bankAccountCode = u"090"_s;
        locked.organisation.periodLockDate = QDate(2026, 9, 30);
        AccountFile one = file();
        one.documents.first().date = QDate(2026, 10, 2);
        ledger::Payment payment;
        payment.id = {21};
        payment.account = {7};
        payment.number = u"PAY-1"_s;
        payment.date = QDate(2026, 9, 20);
        payment.amount = base::Money(10'000, kAud);
        one.payments = {payment};
        ledger::Allocation allocation;
        allocation.id = {31};
        allocation.account = {7};
        allocation.from = {RecordKind::Payment, 21};
        allocation.to = {11};
        allocation.amount = payment.amount;
        allocation.date = payment.date;
        one.allocations = {allocation};
        const auto isHeld = [&] {
            for (const plan::Push& push : plan::pushes(one, locked))
                if (push.kind == OperationKind::CreateOverpayment)
                    return push.held;
            return false;
        };
        QVERIFY(isHeld());
        one.payments.first().movedTo = QDate(2026, 10, 1);
        QVERIFY(!isHeld());
        QCOMPARE(plan::dateInXero(allocation, one, locked), QDate(2026, 10, 2));
        QCOMPARE(one.payments.first().date, QDate(2026, 9, 20));
    }

    // R025: what Xero's chart and rates don't have is known without a call; unread they bar
    // nothing.
    void codesAreCheckedBeforeAnyCall()
    {
        AccountFile one = file();
        one.documents.first().lines.first().accountCode = u"410"_s;
        Surroundings known = around();
        QVERIFY(!plan::pushes(one, known).first().held);
        mirror::ChartAccount sales;
        sales.code = u"200"_s;
        sales.type = u"REVENUE"_s;
        sales.status = u"ACTIVE"_s;
        known.chart = {sales};
        auto push = plan::pushes(one, known).first();
        QCOMPARE(push.cause.id, CauseId::AccountCodeInvalid);
        QCOMPARE(mendedBy(push.cause), u"410"_s);
        command::Mend what = mend(RemedyId::ChooseAccountCode, u"999"_s);
        what.argument = u"410"_s;
        QVERIFY(!plan::deeds(what, known).first().left.isEmpty()); // not in use in Xero
        what.choice = u"200"_s;
        QVERIFY(plan::deeds(what, known).first().left.isEmpty());
        known.settings.accountCodeInstead.insert(u"410"_s, u"200"_s);
        QVERIFY(!plan::pushes(one, known).first().held);

        one.documents.first().taxMode = ledger::TaxMode::Exclusive;
        one.documents.first().lines.first().taxType = u"GST2019"_s;
        known.taxTypes = {u"OUTPUT"_s};
        push = plan::pushes(one, known).first();
        QCOMPARE(push.cause.id, CauseId::TaxInvalid);
        known.settings.taxTypeInstead.insert(u"GST2019"_s, u"OUTPUT"_s);
        QVERIFY(!plan::pushes(one, known).first().held);
        one.documents.first().taxMode = ledger::TaxMode::NoTax;
        known.settings.taxTypeInstead.clear();
        QVERIFY(!plan::pushes(one, known).first().held); // no tax type goes
    }

    void everyRemedyThatChangesSomethingSaysSo()
    {
        using enum RemedyId;
        for (const RemedyId remedy : {RestoreContact, Relink, CreateItem, EditProduct, MoveDate,
                 ChooseAccountCode, ChooseTaxType, ChangeTaxCarried, CreateContact,
                 AllocateWhatFits, SameMoney, PushOurs}) {
            const QString effect = causes::effectText(remedy, 2, u"410"_s, u"200"_s);
            QVERIFY2(effect.contains(u"Here: "_s) && effect.contains(u"In Xero: "_s),
                qPrintable(toText(remedy)));
        }
        QVERIFY(causes::effectText(PushOurs, 1, {}, {}).contains(u"can’t be undone"_s));
    }
};

QTEST_GUILESS_MAIN(TestMendings)
#include "tst_mendings.moc"
