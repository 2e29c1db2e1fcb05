// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/world.h"

#include <QJsonDocument>
#include <QTest>

// Books that know less than Xero does: restored from a backup, with the same files imported again
// in another order. Nothing may go a second time, and nothing may be taken for something else.
class TestCopies : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aRestoredBookFindsItsOwnPushes();
    void whatTheBookForgotHoldsPushing();
    void aPersonMayLetPushingGoOn();
    void whatStandsTwiceFreezesItsAccount();
    void aWaitingPaymentMayGoAnotherWay();
    void aPaymentThatWentTheOtherWayIsKnown_data();
    void aPaymentThatWentTheOtherWayIsKnown();
};

namespace {

QString s(const char* text)
{
    return QString::fromUtf8(text);
}

int living(const QJsonArray& rows)
{
    int count = 0;
    for (const QJsonValue& row : rows)
        count += row[s("status")].toString() != s("VOIDED")
            && row[s("status")].toString() != s("DELETED");
    return count;
}

// As often as the hold of a restored book asks for, with its (shortened) waits in between.
records::CommandOutcome syncUntilFree(World& world)
{
    records::CommandOutcome outcome;
    for (int i = 0; i < 6; ++i) {
        QTest::qWait(i == 0 ? 0 : 700);
        outcome = world.sync();
        if (outcome.done)
            break;
    }
    return outcome;
}

QUuid tiedTo(World& world, const QString& payment)
{
    const auto detail = world.reader().record(world.record(payment));
    return detail ? QUuid::fromString(detail->xeroId) : QUuid();
}

} // namespace

// With markers made of row ids, PAY-2, imported first, would get PAY-1's row and adopt its money.
void TestCopies::aRestoredBookFindsItsOwnPushes()
{
    World world;
    world.account(s("1"), s("One"));
    world.invoice(s("1"), s("INV-1"), s("30.00"));
    QVERIFY(world.sync().done);
    world.backUp(s("backup"));
    world.payment(s("1"), s("PAY-1"), s("10.00"), s("INV-1"));
    world.payment(s("1"), s("PAY-2"), s("10.00"), s("INV-1"));
    QVERIFY(world.sync().done);
    const QUuid first = tiedTo(world, s("PAY-1")), second = tiedTo(world, s("PAY-2"));
    QVERIFY(!first.isNull() && !second.isNull());
    QCOMPARE(world.due(s("INV-1")), s("10.00"));
    world.restore(s("backup"));
    world.payment(s("1"), s("PAY-3"), s("10.00"), s("INV-1")); // never pushed before
    world.payment(s("1"), s("PAY-2"), s("10.00"), s("INV-1"));
    world.payment(s("1"), s("PAY-1"), s("10.00"), s("INV-1"));
    const auto held = world.sync();
    QVERIFY(!held.done); // looks first
    QVERIFY2(held.sentence.contains(s("restored")), qPrintable(held.sentence));
    QCOMPARE(living(world.truth()[s("overpayments")].toArray()), 2);
    const auto synced = syncUntilFree(world);
    QVERIFY2(synced.done, qPrintable(synced.sentence));
    QCOMPARE(tiedTo(world, s("PAY-1")), first);
    QCOMPARE(tiedTo(world, s("PAY-2")), second);
    QCOMPARE(living(world.truth()[s("overpayments")].toArray()), 3);
    QCOMPARE(world.due(s("INV-1")), s("0.00"));
    QCOMPARE(world.outbox(), QStringList());
    QCOMPARE(world.bridge(s("1")), QStringList());
}

void TestCopies::whatTheBookForgotHoldsPushing()
{
    World world;
    world.account(s("1"), s("One"));
    world.invoice(s("1"), s("INV-1"), s("30.00"));
    QVERIFY(world.sync().done);
    world.backUp(s("backup"));
    world.payment(s("1"), s("PAY-1"), s("10.00"), s("INV-1"));
    QVERIFY(world.sync().done);
    world.restore(s("backup"));
    world.invoice(s("1"), s("INV-2"), s("5.00"));
    const auto held = syncUntilFree(world);
    QVERIFY(!held.done);
    QVERIFY2(held.sentence.contains(s("PAY-1")), qPrintable(held.sentence));
    QCOMPARE(living(world.truth()[s("invoices")].toArray()), 1);
    QCOMPARE(world.ledgerPayments(s("1")), 0); // ours is never taken in as if born in Xero
    world.payment(s("1"), s("PAY-1"), s("10.00"), s("INV-1")); // imported again: explained
    const auto synced = syncUntilFree(world);
    QVERIFY2(synced.done, qPrintable(synced.sentence));
    QCOMPARE(living(world.truth()[s("overpayments")].toArray()), 1);
    QCOMPARE(living(world.truth()[s("invoices")].toArray()), 2);
    QCOMPARE(world.bridge(s("1")), QStringList());
}

void TestCopies::aPersonMayLetPushingGoOn()
{
    World world;
    world.account(s("1"), s("One"));
    QVERIFY(world.sync().done);
    world.backUp(s("backup"));
    world.payment(s("1"), s("PAY-1"), s("10.00"));
    QVERIFY(world.sync().done);
    QVERIFY(!world.tell(records::command::ReleasePushing{}).done); // nothing holds it
    world.restore(s("backup"));
    world.payment(s("1"), s("PAY-2"), s("20.00"));
    const auto held = syncUntilFree(world);
    QVERIFY(!held.done);
    const auto released = world.tell(records::command::ReleasePushing{});
    QVERIFY2(released.done, qPrintable(released.sentence));
    const auto synced = world.sync();
    QVERIFY2(synced.done, qPrintable(synced.sentence));
    QCOMPARE(living(world.truth()[s("overpayments")].toArray()), 2);
}

// The late original of a re-sent push turns up after all: that can't be prevented, it is found.
void TestCopies::whatStandsTwiceFreezesItsAccount()
{
    World world;
    world.account(s("1"), s("One"));
    world.account(s("2"), s("Two"));
    world.payment(s("1"), s("PAY-1"), s("10.00"));
    QVERIFY(world.sync().done);
    // The very bytes of the push, arriving once more when its key has long been forgotten.
    QJsonArray bytes;
    for (const store::OutboxRow& row : world.reader().outbox({}, 0, 50))
        if (row.operation.kind == records::OperationKind::CreateOverpayment)
            for (const store::AttemptRow& attempt : world.reader().attempts(row.operation.id))
                bytes = QJsonDocument::fromJson(attempt.body.toUtf8())
                            .object()[s("BankTransactions")]
                            .toArray();
    QCOMPARE(bytes.size(), 1);
    const QJsonObject seeded
        = world.control("POST", s("/sandbox/seed"), {{s("bankTransactions"), bytes}});
    QCOMPARE(seeded[s("errorCount")].toInt(), 0);
    QCOMPARE(living(world.truth()[s("overpayments")].toArray()), 2);
    QVERIFY(world.sync().done);
    const auto cards = world.reader().problems({});
    QCOMPARE(cards.size(), 1);
    QCOMPARE(cards.first().cause, records::CauseId::TwiceInXero);
    QCOMPARE(cards.first().heldUp.toString(), s("10.00"));
    // Nothing more goes on this account; everything else does.
    world.payment(s("1"), s("PAY-2"), s("7.00"));
    world.payment(s("2"), s("PAY-3"), s("8.00"));
    QVERIFY(world.sync().done);
    QCOMPARE(living(world.truth()[s("overpayments")].toArray()), 3);
    QCOMPARE(world.outbox(), QStringList{s("create-overpayment held PAY-2 twice-in-xero")});
    // Repaired in Xero: the next reading sees it, and what was held goes.
    QString second;
    for (const auto& row : world.reader().problemRows(cards.first().key, {}, 0, 10))
        if (row.operation.state == records::OperationState::Confirmed)
            second = row.operation.cause.arguments.value(1);
    QVERIFY(!second.isEmpty());
    world.person(s("void"), {{s("credit"), second}});
    QVERIFY(world.sync().done);
    QVERIFY(world.sync().done);
    QCOMPARE(world.outbox(), QStringList());
    QVERIFY(world.reader().problems({}).isEmpty());
    QCOMPARE(living(world.truth()[s("overpayments")].toArray()), 3);
}

// Entered, then allocated whole before the next sync: one push takes the other's place.
void TestCopies::aWaitingPaymentMayGoAnotherWay()
{
    World world({.paymentPush = records::PaymentPush::AsPaymentWhenWhole});
    world.account(s("A-1"), s("Second Cafe"));
    world.invoice(s("A-1"), s("INV-1"), s("330.00"));
    world.payment(s("A-1"), s("PAY-1"), s("330.00"));
    QVERIFY(world.outbox().join(u'\n').contains(s("create-overpayment")));
    world.payment(s("A-1"), s("PAY-1"), s("330.00"), s("INV-1"));
    QVERIFY(!world.outbox().join(u'\n').contains(s("create-overpayment")));
    DONE(world.sync());
    QCOMPARE(world.due(s("INV-1")), s("0.00"));
    QCOMPARE(living(world.truth()[s("payments")].toArray()), 1);
    QCOMPARE(living(world.truth()[s("overpayments")].toArray()), 0);
    QCOMPARE(world.bridge(s("A-1")), QStringList());
}

void TestCopies::aPaymentThatWentTheOtherWayIsKnown_data()
{
    QTest::addColumn<bool>("wasAllocated");
    QTest::newRow("as an overpayment, allocated since") << false;
    QTest::newRow("as a payment, not allocated yet") << true;
}

// Which way a payment goes depends on what is allocated when it goes; the restored book learns of
// that in another order.
void TestCopies::aPaymentThatWentTheOtherWayIsKnown()
{
    QFETCH(bool, wasAllocated);
    const auto entered = [](World& world, bool isAllocated) {
        world.payment(s("A-1"), s("PAY-1"), s("330.00"), isAllocated ? s("INV-1") : QString());
    };
    World world({.paymentPush = records::PaymentPush::AsPaymentWhenWhole});
    world.account(s("A-1"), s("Second Cafe"));
    world.invoice(s("A-1"), s("INV-1"), s("330.00"));
    DONE(world.sync());
    world.backUp(s("before.tieout"));
    entered(world, wasAllocated);
    DONE(world.sync());
    const auto money = [&world] {
        return living(world.truth()[s("payments")].toArray())
            + living(world.truth()[s("overpayments")].toArray());
    };
    QCOMPARE(money(), 1);
    world.restore(s("before.tieout"));
    entered(world, !wasAllocated);
    for (int look = 0; look < 8; ++look) {
        world.sync();
        QTest::qWait(700);
    }
    QCOMPARE(money(), 1);
    QCOMPARE(world.xeroBalance(s("Second Cafe")), s("0.00"));
    QVERIFY2(!world.outbox().join(u'\n').contains(s("create-payment"))
            && !world.outbox().join(u'\n').contains(s("create-overpayment")),
        qPrintable(world.outbox().join(u'\n')));
}

QTEST_GUILESS_MAIN(TestCopies)
#include "tst_copies.moc"
