// SPDX-License-Identifier: GPL-3.0-or-later

#include "bridge/bridge.h"
#include "records/words.h"
#include "support/accountbuilder.h"

#include <QTest>

using namespace records;
using namespace support;
using namespace Qt::StringLiterals;
using mirror::CreditKind;

namespace {

// "888.00 not-yet-pushed INV-A": one line of a bridge, as a test reads it.
QStringList linesOf(const AccountBuilder& story)
{
    QStringList lines;
    for (const BridgeLine& line :
        bridge::explain(story.file(), surroundings(), Side::Receivable).lines)
        lines.append(line.amount.toString() + u' ' + toText(line.cause) + u' ' + line.label);
    return lines;
}

// Two invoices over 79.00 with a credit note on each in Xero, A's a day before B's or after it. In
// the ledger A is paid, B is credited by CR-2, and CR-1, when there is one, is for neither.
QStringList twoCredited(bool hasFree, int daysLater)
{
    AccountBuilder s;
    const base::Money sum = aud("79.00");
    const DocumentId a = s.invoice(u"INV-A"_s, sum), b = s.invoice(u"INV-B"_s, sum);
    s.push(a);
    s.push(b);
    s.allocate(s.payment(u"PAY-1"_s, sum), a, sum);
    if (hasFree)
        s.ledgerCredit(u"CR-1"_s, sum);
    s.allocate(s.ledgerCredit(u"CR-2"_s, sum), b, sum);
    s.on({2025, 10, 8}).allocateInXero(s.receive(CreditKind::CreditNote, sum), s.twinOf(a), sum);
    s.on({2025, 10, 8 + daysLater})
        .allocateInXero(s.receive(CreditKind::CreditNote, sum), s.twinOf(b), sum);
    QStringList lines = linesOf(s).filter(u"Credit note"_s);
    lines.sort();
    return lines;
}

} // namespace

// Two causes that look alike, and what tells them apart.
class TestWhichCause : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void takenBackInTheLedgerOnly();
    void creditOfAnotherInvoice();
    void pushBeingLookedUp();
};

// The allocation that we pushed still stands in Xero: nobody edited anything there.
void TestWhichCause::takenBackInTheLedgerOnly()
{
    AccountBuilder s;
    const DocumentId a = s.invoice(u"INV-A"_s, aud("50.00"));
    const PaymentId p = s.payment(u"PAY-1"_s, aud("50.00"));
    const AllocationId all = s.allocate(p, a, aud("50.00"));
    s.push(a);
    s.push(p);
    s.push(all);
    s.file().allocations.first().removed = true;
    QCOMPARE(linesOf(s),
        QStringList{u"0.00 reversed-one-side 50.00 to INV-A, taken back in the ledger only"_s});
    const BridgeLine line
        = bridge::explain(s.file(), surroundings(), Side::Receivable).lines.first();
    QCOMPARE(line.ledger, (RecordRef{RecordKind::Allocation, all.value}));
    QCOMPARE(line.xero, (XeroRef{XeroKind::Overpayment, s.twinOf(p).value}));
    QCOMPARE(line.remedy, RemedyId::PushNow);
    s.voidDocument(a);
    QCOMPARE(linesOf(s),
        (QStringList{u"0.00 voided-one-side 50.00 to INV-A, taken back in the ledger only"_s,
            u"-50.00 voided-one-side INV-A, undone in the ledger only"_s}));
}

// R041: a ledger credit explains a credit note on the invoice that it is for, and on no other.
void TestWhichCause::creditOfAnotherInvoice()
{
    const QString a = u"79.00 %1 Credit note to INV-A, %2"_s;
    const QString b = u"79.00 skipped Credit note to INV-B, the invoice is already at 0.00"_s;
    const QString blocked = a.arg(u"blocked"_s, u"would over-allocate by 79.00"_s);
    const QString skipped = a.arg(u"skipped"_s, u"the invoice is already at 0.00"_s);
    for (const int daysLater : {-1, 1}) {
        QCOMPARE(twoCredited(false, daysLater), (QStringList{blocked, b}));
        // CR-2 says where it is for, and so leaves CR-1 to the other one.
        QCOMPARE(twoCredited(true, daysLater), (QStringList{skipped, b}));
    }
}

// A payment on its way may have become an overpayment in Xero, never a credit note.
void TestWhichCause::pushBeingLookedUp()
{
    AccountBuilder s;
    const DocumentId a = s.invoice(u"INV-A"_s, aud("79.00"));
    s.push(a);
    s.allocate(s.ledgerCredit(u"CR-1"_s, aud("79.00")), a, aud("79.00"));
    s.operation(
        {RecordKind::Payment, s.payment(u"PAY-1"_s, aud("79.00")).value}, OperationState::Unknown);
    s.file().operations.last().amount = aud("79.00");
    const CreditGuid note = s.receive(CreditKind::CreditNote, aud("79.00"));
    s.allocateInXero(note, s.twinOf(a), aud("79.00"));
    QCOMPARE(linesOf(s).first(),
        u"79.00 skipped Credit note to INV-A, the invoice is already at 0.00"_s);
    s.file().credits.last().kind = CreditKind::Overpayment;
    QCOMPARE(linesOf(s).first(),
        u"79.00 not-taken-in Overpayment to INV-A, a push of this amount is being looked up"_s);
}

QTEST_GUILESS_MAIN(TestWhichCause)
#include "tst_whichcause.moc"
