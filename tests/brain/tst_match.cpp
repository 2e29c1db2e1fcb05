// SPDX-License-Identifier: GPL-3.0-or-later

#include "match/bydate.h"
#include "match/match.h"
#include "support/accountbuilder.h"

#include <QElapsedTimer>
#include <QTest>

using namespace records;
using namespace support;
using namespace Qt::StringLiterals;
using mirror::CreditKind;

class TestMatch : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void wrongMatchIsSuspected();
    void wrongMatchTakesTheNearestDate();
    void noSuspicionWhereNoneIsDue();
    void contactsByNumberThenName();
    void contactsTieMatchesNothing();
    void adoptsByNumber();
    void sameNumberOtherTotalIsShown();
    void adoptsByAmountAndDate();
    void adoptsPaymentsOverpaymentsAllocations();
    void tiesStayUnmatched();
    void datesPair();
    void adoptsThousandsQuickly();
};

void TestMatch::wrongMatchIsSuspected()
{
    AccountBuilder s;
    const DocumentId a = s.invoice(u"INV-A"_s, aud("888.00"));
    s.push(a);
    const PaymentId p = s.payment(u"PAY-1"_s, aud("888.00"));
    const AllocationId all = s.allocate(p, a, aud("888.00"));
    QVERIFY(match::suspectedWrongMatches(s.file()).isEmpty());
    const PaymentGuid wrong = s.payInXero(s.twinOf(a), aud("888.00"));
    const QList<match::Pair> found = match::suspectedWrongMatches(s.file());
    QCOMPARE(found.size(), 1);
    QCOMPARE(found.first().ledger, (RecordRef{RecordKind::Payment, p.value}));
    QCOMPARE(found.first().xero, (XeroRef{XeroKind::Payment, wrong.value}));
    QCOMPARE(found.first().evidence, u"same amount and invoice, same day"_s);
    QVERIFY(match::madeWrongMatches(s.file()).isEmpty());
    s.push(p);
    QVERIFY(match::suspectedWrongMatches(s.file()).isEmpty());
    QCOMPARE(match::madeWrongMatches(s.file()).size(), 1);
    s.removeInXero(wrong);
    QVERIFY(match::madeWrongMatches(s.file()).isEmpty());
    QCOMPARE(match::allocationGaps(s.file()).size(), 1);
    s.push(all);
    QVERIFY(match::allocationGaps(s.file()).isEmpty());
}

void TestMatch::wrongMatchTakesTheNearestDate()
{
    AccountBuilder s;
    const DocumentId a = s.on({2025, 10, 1}).invoice(u"INV-A"_s, aud("79.00"));
    const DocumentId b = s.invoice(u"INV-B"_s, aud("79.00"));
    s.push(a);
    s.push(b);
    s.on({2025, 10, 3}).payInXero(s.twinOf(a), aud("79.00"));
    const PaymentGuid near = s.on({2025, 10, 20}).payInXero(s.twinOf(b), aud("79.00"));
    s.on({2025, 10, 21}).payment(u"PAY-1"_s, aud("79.00")); // unallocated
    const QList<match::Pair> found = match::suspectedWrongMatches(s.file());
    QCOMPARE(found.size(), 1);
    QCOMPARE(found.first().xero.id, near.value);
    QCOMPARE(found.first().evidence, u"same amount, 1 day apart"_s);
    // An older payment of that amount doesn't take it from the one that it stands beside.
    s.on({2025, 6, 1}).payment(u"PAY-0"_s, aud("79.00"));
    s.removeInXero(s.file().xeroPayments.first().id);
    QCOMPARE(match::suspectedWrongMatches(s.file()), found);
}

void TestMatch::noSuspicionWhereNoneIsDue()
{
    AccountBuilder s;
    const DocumentId a = s.invoice(u"INV-A"_s, aud("100.00"));
    const DocumentId b = s.invoice(u"INV-B"_s, aud("100.00"));
    s.push(a);
    s.push(b);
    const PaymentId p = s.payment(u"PAY-1"_s, aud("100.00"));
    s.allocate(p, b, aud("100.00"));
    const PaymentGuid other = s.payInXero(s.twinOf(a), aud("100.00"));
    QVERIFY(match::suspectedWrongMatches(s.file()).isEmpty()); // another invoice
    s.payInXero(s.twinOf(b), aud("99.99"));
    QVERIFY(match::suspectedWrongMatches(s.file()).isEmpty()); // another amount
    s.file().allocations.clear();
    QCOMPARE(match::suspectedWrongMatches(s.file()).size(), 1);
    s.setAside({XeroKind::Payment, other.value});
    QVERIFY(match::suspectedWrongMatches(s.file()).isEmpty());
    s.file().setAside.clear();
    s.operation({RecordKind::Payment, p.value}, OperationState::SetAside);
    QVERIFY(match::suspectedWrongMatches(s.file()).isEmpty()); // never goes
    s.operation({RecordKind::Payment, p.value}, OperationState::Unknown);
    QVERIFY(match::suspectedWrongMatches(s.file()).isEmpty()); // may be its own
    s.file().operations.clear();
    s.reverse(p);
    QVERIFY(match::suspectedWrongMatches(s.file()).isEmpty());
}

namespace {

ledger::Account account(int id, const QString& number, const QString& name)
{
    ledger::Account one;
    one.id = {id};
    one.number = number;
    one.name = name;
    return one;
}

mirror::Contact contact(uint id, const QString& number, const QString& name)
{
    mirror::Contact one;
    one.id = {QUuid(id, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1)};
    one.number = number;
    one.name = name;
    one.status = u"ACTIVE"_s;
    return one;
}

} // namespace

void TestMatch::contactsByNumberThenName()
{
    const QList<match::ContactPair> found = match::contacts(
        {account(1, u"100"_s, u"Murray"_s), account(2, u"101"_s, u"Waratah  Legal"_s),
            account(3, u"102"_s, u"Boronia"_s)},
        {contact(7, u"100"_s, u"Murray Group"_s), contact(8, {}, u"waratah legal "_s),
            contact(9, u"OTHER-9"_s, u"Boronia"_s)});
    QCOMPARE(found.size(), 2);
    QCOMPARE(found.at(0).evidence, u"by number"_s);
    QCOMPARE(found.at(1).account.value, 2);
    QCOMPARE(found.at(1).evidence, u"by name"_s);
}

void TestMatch::contactsTieMatchesNothing()
{
    QVERIFY(match::contacts(
        {account(1, {}, u"Murray"_s), account(2, {}, u"Murray"_s)}, {contact(7, {}, u"Murray"_s)})
                .isEmpty());
    QVERIFY(match::contacts(
        {account(1, {}, u"Murray"_s)}, {contact(7, {}, u"Murray"_s), contact(8, {}, u"MURRAY"_s)})
                .isEmpty());
    mirror::Contact archived = contact(7, {}, u"Murray"_s);
    archived.status = u"ARCHIVED"_s;
    QVERIFY(match::contacts({account(1, {}, u"Murray"_s)}, {archived}).isEmpty());
}

void TestMatch::adoptsByNumber()
{
    AccountBuilder s;
    const DocumentId a = s.invoice(u"INV-A"_s, aud("100.00"));
    const InvoiceGuid x = s.xeroInvoice(u" inv-a"_s, aud("100.00"));
    const match::Adoption adoption = match::adopt(s.file());
    QCOMPARE(adoption.pairs.size(), 1);
    QCOMPARE(adoption.pairs.first(),
        (match::Pair{{RecordKind::Invoice, a.value}, {XeroKind::Invoice, x.value}, aud("100.00"),
            u"same number"_s}));
    QVERIFY(adoption.unmatched.isEmpty());
    s.push(a); // what is tied already is left alone
    QVERIFY(match::adopt(s.file()).pairs.isEmpty());
}

void TestMatch::sameNumberOtherTotalIsShown()
{
    AccountBuilder s;
    s.invoice(u"INV-A"_s, aud("100.00"));
    s.xeroInvoice(u"INV-A"_s, aud("120.00"));
    const match::Adoption adoption = match::adopt(s.file());
    QVERIFY(adoption.pairs.isEmpty());
    QCOMPARE(adoption.unmatched.size(), 2);
    QCOMPARE(adoption.unmatched.first().reason,
        u"The number is the same, but the total is 100.00 in the ledger and 120.00 in Xero."_s);
}

void TestMatch::adoptsByAmountAndDate()
{
    AccountBuilder s;
    s.on({2025, 1, 5}).invoice(u"INV-A"_s, aud("100.00"));
    s.xeroInvoice(u"0001"_s, aud("100.00"));
    s.on({2025, 2, 5}).invoice(u"INV-B"_s, aud("100.00"));
    s.on({2025, 2, 6}).xeroInvoice(u"0002"_s, aud("100.00"));
    const match::Adoption adoption = match::adopt(s.file());
    QCOMPARE(adoption.pairs.size(), 1);
    QCOMPARE(adoption.pairs.first().evidence, u"same amount, date and contact"_s);
    QCOMPARE(adoption.unmatched.size(), 2);
    QCOMPARE(adoption.unmatched.first().label, u"INV-B"_s);
    QCOMPARE(adoption.unmatched.first().reason, u"Nothing in Xero on this contact fits it."_s);
}

void TestMatch::adoptsPaymentsOverpaymentsAllocations()
{
    AccountBuilder s;
    const DocumentId a = s.on({2024, 3, 1}).invoice(u"INV-A"_s, aud("100.00"));
    const DocumentId b = s.invoice(u"INV-B"_s, aud("80.00"));
    const InvoiceGuid xa = s.xeroInvoice(u"INV-A"_s, aud("100.00"));
    const InvoiceGuid xb = s.xeroInvoice(u"INV-B"_s, aud("80.00"));
    const PaymentId p = s.on({2024, 3, 10}).payment(u"PAY-1"_s, aud("100.00"));
    s.allocate(p, a, aud("100.00"));
    const PaymentGuid xp = s.on({2024, 3, 30}).payInXero(xa, aud("100.00"));
    const PaymentId q = s.on({2024, 4, 10}).payment(u"PAY-2"_s, aud("90.00"));
    const AllocationId all = s.allocate(q, b, aud("80.00"));
    const CreditGuid over = s.on({2024, 4, 12}).receive(CreditKind::Overpayment, aud("90.00"));
    s.allocateInXero(over, xb, aud("80.00"));
    s.receive(CreditKind::Prepayment, aud("5.00"));
    const match::Adoption adoption = match::adopt(s.file());
    QMap<RecordRef, XeroRef> ties;
    for (const match::Pair& pair : adoption.pairs)
        ties.insert(pair.ledger, pair.xero);
    QCOMPARE(ties.size(), 5);
    QCOMPARE(ties.value({RecordKind::Payment, p.value}), (XeroRef{XeroKind::Payment, xp.value}));
    QCOMPARE(
        ties.value({RecordKind::Payment, q.value}), (XeroRef{XeroKind::Overpayment, over.value}));
    QCOMPARE(ties.value({RecordKind::Allocation, all.value}).kind, XeroKind::Allocation);
    QCOMPARE(adoption.unmatched.size(), 1);
    QCOMPARE(adoption.unmatched.first().label, u"Prepayment"_s);
}

void TestMatch::tiesStayUnmatched()
{
    AccountBuilder s;
    s.on({2025, 1, 5}).invoice(u"INV-A"_s, aud("79.00"));
    s.xeroInvoice(u"0001"_s, aud("79.00"));
    s.xeroInvoice(u"0002"_s, aud("79.00"));
    const match::Adoption adoption = match::adopt(s.file());
    QVERIFY(adoption.pairs.isEmpty());
    QCOMPARE(adoption.unmatched.size(), 3);
    QCOMPARE(
        adoption.unmatched.first().reason, u"Fits more than one record in Xero equally well."_s);
}

void TestMatch::datesPair()
{
    const auto day = [](int number) { return QDate(2025, 1, number); };
    using Pairs = QList<QPair<int, int>>;
    QCOMPARE(
        match::pairByDate({day(1), day(10)}, {day(11), day(2)}, 5).pairs, (Pairs{{0, 1}, {1, 0}}));
    QCOMPARE(match::pairByDate({day(10)}, {day(1), day(12)}, 5).pairs, (Pairs{{0, 1}}));
    QVERIFY(match::pairByDate({day(10)}, {day(1)}, 5).pairs.isEmpty());
    const match::ByDate tie = match::pairByDate({day(10)}, {day(8), day(12)}, 5);
    QVERIFY(tie.pairs.isEmpty());
    QCOMPARE(tie.leftTies, QList<int>{0});
    QCOMPARE(match::pairByDate({day(1), day(1)}, {day(1), day(1)}, 0).pairs.size(), 2);
}

// Nothing is quadratic: 6,000 equal invoices and receipts of one customer, one a day and more.
void TestMatch::adoptsThousandsQuickly()
{
    AccountFile file;
    file.account.id = {1};
    file.account.currency = base::Currency::of("AUD");
    const QDate first(2010, 1, 1);
    for (int i = 1; i <= 6'000; ++i) {
        const QUuid invoice(static_cast<uint>(i), 1, 1, 1, 1, 1, 1, 1, 1, 1, 1);
        const QUuid paid(static_cast<uint>(i), 2, 1, 1, 1, 1, 1, 1, 1, 1, 1);
        const QString number = u"INV-%1"_s.arg(i);
        ledger::Document document;
        document.id = {i};
        document.number = number;
        document.date = first.addDays(i);
        document.total = aud("79.00");
        file.documents.append(document);
        mirror::Invoice theirs;
        theirs.id = {invoice};
        theirs.type = u"ACCREC"_s;
        theirs.status = u"PAID"_s;
        theirs.number = number;
        theirs.date = document.date;
        theirs.total = document.total;
        file.invoices.append(theirs);
        ledger::Payment payment;
        payment.id = {i};
        payment.date = document.date.addDays(3);
        payment.amount = document.total;
        file.payments.append(payment);
        mirror::Credit over;
        over.id = {paid};
        over.kind = CreditKind::Overpayment;
        over.status = u"AUTHORISED"_s;
        over.date = payment.date.addDays(i % 2);
        over.total = over.remainingCredit = document.total;
        file.credits.append(over);
    }
    QElapsedTimer timer;
    timer.start();
    const match::Adoption adoption = match::adopt(file);
    const int slowness = std::max(1, qEnvironmentVariableIntValue("TIEOUT_SLOWNESS")); // valgrind's
    QVERIFY2(timer.elapsed() < 3'000 * slowness, QByteArray::number(timer.elapsed()));
    QVERIFY(adoption.pairs.size() >= 6'000);
    QCOMPARE(adoption.pairs.size() * 2 + adoption.unmatched.size(), 24'000);
}

QTEST_GUILESS_MAIN(TestMatch)
#include "tst_match.moc"
