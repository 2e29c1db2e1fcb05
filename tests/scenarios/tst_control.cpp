// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/world.h"

#include <QTest>
#include <QTimer>

using namespace records;
using Qt::StringLiterals::operator""_s;

// Changes in Xero that move no instant, so that a reading of what changed misses them.
class TestControl : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aSilentPaymentIsFound();
    void whatStaysDifferentIsSaid();
    void whatIsOldIsNamedBeforeItIsReadAgain();
    void whatCouldNotBeReadAgainStaysNamed();
};

namespace {

CommandOutcome check(World& world)
{
    return world.tell(command::Sync{.direction = command::Direction::Pull, .checkTotals = true});
}

void pushInvoice(World& world)
{
    world.account(u"1001"_s, u"Kookaburra"_s);
    world.invoice(u"1001"_s, u"INV-1"_s, u"100.00"_s);
    QVERIFY(world.sync().done);
    QCOMPARE(world.due(u"INV-1"_s), u"100.00"_s);
}

} // namespace

void TestControl::aSilentPaymentIsFound()
{
    World world;
    pushInvoice(world);
    world.person(u"match-invoice"_s,
        {{u"invoice"_s, u"INV-1"_s}, {u"amount"_s, u"60.00"_s}, {u"bank"_s, u"090"_s},
            {u"date"_s, base::SystemClock().now().date().toString(Qt::ISODate)},
            {u"silently"_s, true}});
    QCOMPARE(world.due(u"INV-1"_s), u"40.00"_s);
    QVERIFY(world.pull().done);
    QCOMPARE(world.outstanding(u"INV-1"_s), u"100.00"_s); // missed
    const CommandOutcome outcome = check(world);
    QVERIFY2(outcome.done, qPrintable(outcome.sentence));
    QVERIFY(world.pull().done); // takes in what the check has read
    QCOMPARE(world.outstanding(u"INV-1"_s), u"40.00"_s);
    QCOMPARE(world.bridge(u"1001"_s), QStringList());
    const store::Diagnostics found = world.reader().diagnostics();
    QVERIFY(found.control.at.isValid());
    QVERIFY(found.control.contacts > 0);
    QVERIFY(found.control.differences.isEmpty());
    QVERIFY(std::ranges::all_of(found.checks, [](const auto& row) { return row.good; }));
}

// A reading that keeps saying something else than the balance: shown beside ours, not explained.
void TestControl::whatStaysDifferentIsSaid()
{
    World world;
    pushInvoice(world);
    world.control("POST", u"/sandbox/settings"_s, {{u"balanceOffByCents"_s, 700}});
    const CommandOutcome outcome = check(world);
    QVERIFY2(outcome.done, qPrintable(outcome.sentence));
    QVERIFY2(outcome.sentence.contains(u"1 balance of Xero’s own differs"_s),
        qPrintable(outcome.sentence));
    const store::Diagnostics found = world.reader().diagnostics();
    QCOMPARE(found.control.differences.size(), 1);
    QCOMPARE(found.control.differences.first().xero.toString(), u"107.00"_s);
    QCOMPARE(found.control.differences.first().documents.toString(), u"100.00"_s);
    const auto detail = world.reader().account(world.accountId(u"1001"_s));
    QVERIFY2(detail->control.contains(u"107.00"_s), qPrintable(detail->control));
    QCOMPARE(world.bridge(u"1001"_s), QStringList()); // our own figures agree
}

namespace {

// An invoice with a cause of its own for a difference, and a payment in Xero that no reading of
// what changed shows.
void paySilently(World& world)
{
    pushInvoice(world);
    world.ledgerCredit(u"1001"_s, u"LC-1"_s, u"30.00"_s);
    world.person(u"match-invoice"_s,
        {{u"invoice"_s, u"INV-1"_s}, {u"amount"_s, u"60.00"_s}, {u"bank"_s, u"090"_s},
            {u"silently"_s, true}});
    QVERIFY(world.pull().done);
    QCOMPARE(world.bridge(u"1001"_s), QStringList{u"-30.00 unsupported-kind"_s}); // missed
}

store::AccountRow row(const World& world)
{
    return world.reader().accounts(u"customer"_s, {.text = u"1001"_s}, 0, 1).value(0);
}

} // namespace

// From the moment on that Xero's balance says otherwise nothing is explained from what was read
// before; when it is read again, everything is.
void TestControl::whatIsOldIsNamedBeforeItIsReadAgain()
{
    World world;
    paySilently(world);
    // The second reading of invoices, that of the contact alone, lets us look meanwhile.
    world.control("POST", u"/sandbox/faults"_s,
        {{u"kind"_s, u"slow"_s}, {u"delayMs"_s, 600}, {u"pathContains"_s, u"Invoices"_s}});
    QStringList bridge;
    QString notice;
    int listed = 0;
    QTimer look;
    QObject::connect(&look, &QTimer::timeout, [&] {
        if (!bridge.isEmpty() || !row(world).isStale)
            return;
        bridge = world.bridge(u"1001"_s);
        notice = world.reader().account(world.accountId(u"1001"_s))->control;
        listed = world.reader().accountCount(u"customer"_s, {.filter = u"stale"_s});
    });
    look.start(20);
    DONE(check(world));
    look.stop();
    QCOMPARE(bridge, QStringList{u"-30.00 mirror-incomplete"_s}); // the whole, and nothing else
    QCOMPARE(listed, 1);
    QVERIFY2(notice.contains(u"Being read again: Xero reports 40.00"_s), qPrintable(notice));
    QVERIFY(!row(world).isStale);
    // Read again, it is explained like any other: the payment is even taken in by now.
    QCOMPARE(world.bridge(u"1001"_s), QStringList{u"-30.00 unsupported-kind"_s});
    QCOMPARE(world.outstanding(u"INV-1"_s), u"40.00"_s);
}

// The reading again never came to its end: it stays named.
void TestControl::whatCouldNotBeReadAgainStaysNamed()
{
    World world;
    paySilently(world);
    // While it is read again Xero refuses its last part.
    bool broken = false;
    QTimer look;
    QObject::connect(&look, &QTimer::timeout, [&] {
        if (!broken && row(world).isStale) {
            broken = true;
            world.control("POST", u"/sandbox/faults"_s,
                {{u"kind"_s, u"403"_s}, {u"pathContains"_s, u"Payments"_s}});
        }
    });
    look.start(20);
    world.control("POST", u"/sandbox/faults"_s,
        {{u"kind"_s, u"slow"_s}, {u"delayMs"_s, 600}, {u"pathContains"_s, u"Overpayments"_s}});
    QVERIFY(!check(world).done);
    look.stop();
    QVERIFY(broken);
    QVERIFY(row(world).isStale);
    QCOMPARE(world.bridge(u"1001"_s), QStringList{u"-30.00 mirror-incomplete"_s});
    world.restartEngine(); // what is known to be old is so after a start as well
    QVERIFY(row(world).isStale);
    world.control("DELETE", u"/sandbox/faults"_s);
    DONE(check(world));
    QVERIFY(!row(world).isStale);
    DONE(world.pull());
    QCOMPARE(world.bridge(u"1001"_s), QStringList{u"-30.00 unsupported-kind"_s});
}

QTEST_GUILESS_MAIN(TestControl)
#include "tst_control.moc"
