// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/world.h"

#include <QTest>

using namespace records;
using Qt::StringLiterals::operator""_s;

// Changes in Xero that move no instant, so that a reading of what changed misses them.
class TestControl : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aSilentPaymentIsFound();
    void whatStaysDifferentIsSaid();
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
    QVERIFY2(detail->notice.contains(u"107.00"_s), qPrintable(detail->notice));
    QCOMPARE(world.bridge(u"1001"_s), QStringList()); // our own figures agree
}

QTEST_GUILESS_MAIN(TestControl)
#include "tst_control.moc"
