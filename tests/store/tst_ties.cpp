// SPDX-License-Identifier: GPL-3.0-or-later

#include "testbook.h"

using namespace test;

class TestOfTies : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void linksAreUniqueOnBothSides();
    void twinsAreUniqueOnBothSides();
    void overAllocationIsRefused();
    void reversal();
    void setAside();
    void cardsWishesAndDrafts();
    void tasksAreReplacedWhole();
};

void TestOfTies::linksAreUniqueOnBothSides()
{
    TestBook t;
    const AccountId one = t.account(u"1"_s), two = t.account(u"2"_s);
    Link link = t.link(one);
    link.state = LinkState::Partial; // Xero shows no such contact
    QCOMPARE(*t.book->linkOf(one), link);
    QCOMPARE(*t.book->linkOf(link.contact), link);
    auto transaction = ok(t.book->begin());
    link.account = two;
    const auto second = t.book->link(transaction, link, u"test"_s);
    QVERIFY(!second);
    QCOMPARE(second.error().kind, base::ErrorKind::Conflict);
    ok(t.book->unlink(transaction, one, u"test"_s)); // a refusal leaves the transaction usable
    ok(t.book->link(transaction, link, u"test"_s));
    ok(transaction.commit());
    QVERIFY(!t.book->linkOf(one));
    QCOMPARE(t.book->unlinkedAccounts().size(), 1);
}

void TestOfTies::twinsAreUniqueOnBothSides()
{
    TestBook t;
    const AccountId account = t.account(u"1"_s);
    const DocumentId one = t.invoice(account, u"INV-1"_s, "1.00");
    const DocumentId two = t.invoice(account, u"INV-2"_s, "2.00");
    Twin twin{.ledger = {RecordKind::Invoice, one.value},
        .xero = {XeroKind::Invoice, QUuid::createUuid()},
        .origin = TwinOrigin::Adopted,
        .agreed = {u"AUTHORISED"_s, money("1.00"), QDate(2026, 11, 3), QUuid::createUuid(), "hash"},
        .tiedAt = t.clock.at};
    t.write([&](auto& tx) { ok(t.book->tie(tx, twin, u"test"_s)); });
    QCOMPARE(*t.book->twinOf(twin.ledger), twin);
    QCOMPARE(*t.book->twinOf(twin.xero), twin);
    twin.agreed.status = u"PAID"_s; // the same pair agrees anew
    t.write([&](auto& tx) { ok(t.book->tie(tx, twin, u"test"_s)); });
    QCOMPARE(*t.book->twinOf(twin.ledger), twin);

    auto transaction = ok(t.book->begin());
    Twin other = twin;
    other.ledger.id = two.value;
    QVERIFY(!t.book->tie(transaction, other, u"test"_s));
    other = twin;
    other.xero.id = QUuid::createUuid();
    QVERIFY(!t.book->tie(transaction, other, u"test"_s));
    ok(t.book->retie(transaction, twin.ledger, other.xero, u"test"_s));
    ok(transaction.commit());
    QVERIFY(!t.book->twinOf(twin.xero));
    QCOMPARE(t.book->twinOf(other.xero)->ledger, twin.ledger);
    t.write([&](auto& tx) { ok(t.book->untie(tx, twin.ledger, u"test"_s)); });
    QVERIFY(!t.book->twinOf(twin.ledger));
}

void TestOfTies::overAllocationIsRefused()
{
    TestBook t;
    const AccountId account = t.account(u"1"_s);
    const DocumentId invoice = t.invoice(account, u"INV-1"_s, "100.00");
    const PaymentId payment = t.payment(account, u"PAY-1"_s, "120.00");
    t.allocate(payment, invoice, "99.99");
    auto transaction = ok(t.book->begin());
    ledger::Allocation more;
    more.from = {RecordKind::Payment, payment.value};
    more.to = invoice;
    more.amount = money("0.02");
    more.date = QDate(2026, 11, 13);
    const auto refused = t.book->add(transaction, more, u"test"_s);
    QVERIFY(!refused);
    QCOMPARE(refused.error().sentence, u"Would over-allocate INV-1 by 0.01."_s);
    more.amount = money("0.01");
    ok(t.book->add(transaction, more, u"test"_s));
    ok(transaction.commit());
}

void TestOfTies::reversal()
{
    TestBook t;
    const AccountId account = t.account(u"1"_s);
    const DocumentId invoice = t.invoice(account, u"INV-1"_s, "100.00");
    const PaymentId payment = t.payment(account, u"PAY-1"_s, "100.00");
    t.allocate(payment, invoice, "100.00");
    ledger::Reversal reversal;
    reversal.of = {RecordKind::Payment, payment.value};
    reversal.number = u"REV-1"_s;
    reversal.date = QDate(2026, 11, 14);
    reversal.amount = money("100.00");
    t.write([&](auto& tx) { ok(t.book->add(tx, reversal, u"test"_s)); });
    auto file = ok(t.book->accountFile(account));
    QVERIFY(file.allocations[0].removed);
    QCOMPARE(file.reversals[0].account, account);
    // What was freed can be paid by other money, what was reversed pays nothing any more.
    const PaymentId other = t.payment(account, u"PAY-2"_s, "100.00");
    t.allocate(other, invoice, "100.00");
    auto transaction = ok(t.book->begin());
    reversal.number = u"REV-2"_s;
    QVERIFY(!t.book->add(transaction, reversal, u"test"_s));
}

void TestOfTies::setAside()
{
    TestBook t;
    const AccountId account = t.account(u"1"_s);
    const XeroRef record{XeroKind::Payment, QUuid::createUuid()};
    t.write([&](auto& tx) { ok(t.book->setAside(tx, record, account, u"not ours"_s, u"me"_s)); });
    QCOMPARE(ok(t.book->accountFile(account)).setAside, QList{record});
}

void TestOfTies::cardsWishesAndDrafts()
{
    TestBook t;
    const AccountId account = t.account(u"1"_s);
    const DocumentId invoice = t.invoice(account, u"INV-1"_s, "1.00");
    const RecordRef ref{RecordKind::Invoice, invoice.value};
    const ContactCard card{u"Harbourside"_s, {}, {}, u"a@b.example"_s, {}, u"1 Quay St, Sydney"_s};
    t.write([&](auto& tx) {
        ok(t.book->setCard(tx, account, {}));
        ok(t.book->setCard(tx, account, card)); // the newest stands
        ok(t.book->addWish(tx, ref, u"test"_s));
        ok(t.book->addWish(tx, ref, u"test"_s)); // wished twice is wished
        ok(t.book->add(tx,
            ledger::RefundDraft{.account = account,
                .of = ref,
                .amount = money("1.00"),
                .date = QDate(2026, 11, 20),
                .reason = u"returned"_s},
            u"test"_s));
    });
    AccountFile file = ok(t.book->accountFile(account));
    QCOMPARE(*file.card, card);
    QCOMPARE(file.wishes, QList<RecordRef>{ref});
    QCOMPARE(file.refundDrafts.size(), 1);
    QCOMPARE(file.refundDrafts.first().reason, u"returned"_s);
    QVERIFY(t.book->dirtyAccounts(10).contains(account));
    t.write([&](auto& tx) {
        ok(t.book->dropRefundDraft(tx, file.refundDrafts.first().id));
        const auto unknown = t.book->addWish(tx, {RecordKind::Payment, 99}, u"test"_s);
        QCOMPARE(unknown.error().kind, base::ErrorKind::NotFound);
    });
    QVERIFY(ok(t.book->accountFile(account)).refundDrafts.isEmpty());
}

void TestOfTies::tasksAreReplacedWhole()
{
    TestBook t;
    const AccountId account = t.account(u"1"_s);
    Task task;
    task.of = {RecordKind::Payment, 5};
    task.account = account;
    task.xero = {XeroKind::Overpayment, QUuid::createUuid()};
    task.amount = money("888.00");
    task.date = QDate(2026, 11, 20);
    task.label = u"PAY-1"_s;
    task.way = TaskWay::RefundOverpayment;
    task.isWished = true;
    task.cause = {CauseId::PeriodLocked, {u"2026-06-30"_s}, {}};
    t.write([&](auto& tx) { ok(t.book->saveTasks(tx, account, {task, task})); });
    t.write([&](auto& tx) { ok(t.book->saveTasks(tx, account, {task})); });
    auto reader = ok(store::openReader(t.book->path()));
    const auto rows = reader->tasks({});
    QCOMPARE(rows.size(), 1);
    QCOMPARE(rows.first().task, task);
    QVERIFY(reader->tasks({.text = u"nobody"_s}).isEmpty());
    QCOMPARE(reader->tasks({.text = u"PAY-1"_s}).size(), 1);
}

QTEST_GUILESS_MAIN(TestOfTies)
#include "tst_ties.moc"
