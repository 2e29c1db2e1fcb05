// SPDX-License-Identifier: GPL-3.0-or-later

#include "bridgelines.h"

#include "bridge/outstanding.h"
#include "bridge/signed.h"

#include <QTest>

using namespace records;
using namespace support;
using namespace Qt::StringLiterals;
using mirror::CreditKind;

// Both ledgers as of a day that is over.
class TestBridgeAsOf : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void asOf();
    void asOfBeforeAReversal();
    void asOfBeforeTheInvoice();
};

void TestBridgeAsOf::asOf()
{
    AccountBuilder s;
    const DocumentId a = s.on({2025, 10, 1}).invoice(u"INV-A"_s, aud("100.00"));
    s.push(a);
    const CreditGuid over = s.on({2025, 10, 5}).receive(CreditKind::Overpayment, aud("60.00"));
    s.on({2025, 10, 10}).allocateInXero(over, s.twinOf(a), aud("40.00"));
    s.takeIn();
    s.on({2025, 10, 12});
    const PaymentId p = s.payment(u"PAY-1"_s, aud("60.00"));
    s.allocate(p, a, aud("60.00"));
    const auto at = [&](int day) {
        return bridge::explain(
            s.file(), surroundings(), {Side::Receivable, {}, QDate(2025, 10, day)});
    };
    QVERIFY(at(4).agrees());
    QCOMPARE(at(4).xero, aud("100.00"));
    QCOMPARE(linesOf(at(6)), QStringList{u"60.00 waiting-credit Overpayment of 60.00"_s});
    QCOMPARE(at(6).xero, aud("40.00"));
    QCOMPARE(at(6).outstandingDiffers, 0);
    QCOMPARE(linesOf(at(11)), QStringList{u"20.00 waiting-credit Overpayment of 20.00"_s});
    QCOMPARE(at(12), bridgeOf(s));
    // The same money, dated later in Xero than here: a difference of time.
    s.push(p);
    s.file().credits.last().date = QDate(2025, 10, 14);
    QCOMPARE(linesOf(at(13)),
        (QStringList{u"20.00 waiting-credit Overpayment of 20.00"_s,
            u"-60.00 not-yet-pushed PAY-1, dated later in Xero"_s}));
}

// Before its day a reversal took nothing back: neither what a hand had taken back nor what another
// reversal had is there again.
void TestBridgeAsOf::asOfBeforeAReversal()
{
    AccountBuilder s;
    const DocumentId a = s.on({2025, 10, 1}).invoice(u"INV-A"_s, aud("100.00"));
    const PaymentId byHand = s.on({2025, 10, 2}).payment(u"PAY-1"_s, aud("10.00"));
    const PaymentId bounced = s.payment(u"PAY-2"_s, aud("20.00"));
    const PaymentId kept = s.payment(u"PAY-3"_s, aud("40.00"));
    const AllocationId mistaken = s.allocate(byHand, a, aud("10.00"));
    s.allocate(bounced, a, aud("20.00"));
    s.allocate(kept, a, aud("40.00"));
    for (ledger::Allocation& one : s.file().allocations)
        if (one.id == mistaken)
            one.removed = true;
    s.on({2025, 10, 5}).reverse(bounced);
    s.on({2025, 10, 20}).voidDocument(a);
    const auto open = [&](int day) {
        const auto found
            = bridge::outstandings(s.file(), {Side::Receivable, {}, QDate(2025, 10, day)});
        return found.isEmpty() ? aud("0.00") : found.constFirst().ledger;
    };
    QCOMPARE(open(4), aud("40.00"));
    QCOMPARE(open(10), aud("60.00"));
    QCOMPARE(open(20), aud("0.00"));
}

// Money of before the day on an invoice of after it: equal on both sides now, and then, when it was
// not allocated yet, whatever date its allocation carries.
void TestBridgeAsOf::asOfBeforeTheInvoice()
{
    AccountBuilder s;
    const PaymentId p = s.on({2025, 10, 20}).payment(u"PAY-1"_s, aud("33.00"));
    s.push(p);
    const auto at = [&] {
        return bridge::explain(
            s.file(), surroundings(), {Side::Receivable, {}, QDate(2025, 10, 31)});
    };
    const auto print
        = [&] { return bridge::signedAccounts(s.file(), QDate(2025, 10, 31)).constFirst(); };
    const Bridge before = at();
    const SignedAccount signedThen = print();
    QVERIFY(before.agrees());
    const DocumentId a = s.on({2025, 11, 5}).invoice(u"INV-3"_s, aud("33.00"));
    s.push(a);
    s.on({2025, 10, 20}).allocate(p, a, aud("33.00"));
    s.allocateInXero({s.file().credits.constFirst().id}, s.twinOf(a), aud("33.00"));
    QVERIFY2(bridgeOf(s).agrees(), qPrintable(linesOf(bridgeOf(s)).join(u'\n')));
    QCOMPARE(linesOf(at()), QStringList());
    QCOMPARE(at(), before);
    QCOMPARE(print(), signedThen);
}

QTEST_GUILESS_MAIN(TestBridgeAsOf)
#include "tst_bridgeasof.moc"
