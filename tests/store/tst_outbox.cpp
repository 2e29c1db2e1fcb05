// SPDX-License-Identifier: GPL-3.0-or-later

#include "testbook.h"

using namespace test;
using enum OperationKind;

class TestOfOutbox : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void onePerSubjectAndKind();
    void pushOrderAndDueTimes();
    void whatWaitsForAnotherHidesNothing();
    void illegalMovesAreRefused();
    void batchesAreFrozen();

private:
    OperationId save(TestBook& t, const Operation& operation)
    {
        return t.write([&](auto& tx) { return ok(t.book->save(tx, operation)); });
    }
};

void TestOfOutbox::onePerSubjectAndKind()
{
    TestBook t;
    const AccountId account = t.account(u"1"_s);
    const RecordRef payment{RecordKind::Payment, t.payment(account, u"PAY-1"_s, "5.00").value};
    Operation operation = TestBook::operationValue(account, CreateOverpayment, payment, "5.00");
    operation.cause = {CauseId::ItemCodeNotFound, {u"FIB"_s}, u"raw"_s};
    operation.id = save(t, operation);
    QCOMPARE(*t.book->operation(operation.id), operation);
    auto transaction = ok(t.book->begin());
    Operation again = operation;
    again.id = {};
    QVERIFY(!t.book->save(transaction, again));
    again.kind = CreatePayment; // the same money by the other way
    QVERIFY(!t.book->save(transaction, again));
    operation.state = OperationState::Cancelled;
    ok(t.book->save(transaction, operation));
    ok(t.book->save(transaction, again));
    ok(transaction.commit());
    QCOMPARE(t.book->operationsWith(CauseId::ItemCodeNotFound, 10).size(), 1);
    QCOMPARE(ok(t.book->accountFile(account)).operations.size(), 1);
}

void TestOfOutbox::pushOrderAndDueTimes()
{
    TestBook t;
    const AccountId one = t.account(u"1"_s), two = t.account(u"2"_s);
    const auto subject = [](RecordKind kind, int id) { return RecordRef{kind, id}; };
    save(t, TestBook::operationValue(two, CreateContact, subject(RecordKind::Account, 2), "0.00"));
    save(t,
        TestBook::operationValue(
            one, CreateAllocation, subject(RecordKind::Allocation, 1), "1.00"));
    save(t, TestBook::operationValue(one, CreateInvoice, subject(RecordKind::Invoice, 1), "1.00"));
    auto later
        = TestBook::operationValue(one, CreateInvoice, subject(RecordKind::Invoice, 2), "1.00");
    later.notBefore = t.clock.at.addSecs(60);
    save(t, later);
    save(t, TestBook::operationValue(two, CreateInvoice, subject(RecordKind::Invoice, 3), "1.00"));
    QList<qint64> invoices;
    for (const Operation& o : t.book->waiting(CreateInvoice, t.clock.at, 10))
        invoices.append(o.subject.id);
    QCOMPARE(invoices, (QList<qint64>{1, 3}));
    QCOMPARE(t.book->nextDue(), later.notBefore);
    QCOMPARE(t.book->waiting(CreateInvoice, later.notBefore, 10).size(), 3);
    QCOMPARE(t.book->waiting(CreateInvoice, later.notBefore, 2).size(), 2);
    QCOMPARE(t.book->waiting(CreateContact, t.clock.at, 10).size(), 1);
    QCOMPARE(t.book->operationCount(OperationState::Waiting), 5);
    QCOMPARE(t.book->operationCount(OperationState::Refused), 0);
}

// However many ops wait for something else, they never hide one that may go from the push.
void TestOfOutbox::whatWaitsForAnotherHidesNothing()
{
    TestBook t;
    const AccountId one = t.account(u"1"_s), two = t.account(u"2"_s);
    for (int id = 1; id <= 5; ++id) {
        auto blocked
            = TestBook::operationValue(one, CreateAllocation, {RecordKind::Allocation, id}, "1.00");
        blocked.cause = {CauseId::NotLinked, {u"One"_s}, {}};
        save(t, blocked);
    }
    save(t, TestBook::operationValue(two, CreateAllocation, {RecordKind::Allocation, 6}, "1.00"));
    const QList<Operation> mayGo = t.book->waiting(CreateAllocation, t.clock.at, 3);
    QCOMPARE(mayGo.size(), 1);
    QCOMPARE(mayGo.first().subject.id, 6);
}

void TestOfOutbox::illegalMovesAreRefused()
{
    using enum OperationState;
    struct Move {
        OperationState from, to;
        bool legal;
    };
    const QList<Move> moves = {{Waiting, Sending, true}, {Sending, Unknown, true},
        {Unknown, Sending, true}, {Unknown, Confirmed, true}, {Held, Waiting, true},
        {Held, Sending, false}, {Refused, Sending, false}, {Parked, Sending, false},
        {Confirmed, Waiting, false}, {Confirmed, Sending, false}, {Sending, Cancelled, false},
        {Unknown, Cancelled, false}, {Waiting, Cancelled, true}, {Confirmed, Cancelled, true}};
    TestBook t;
    const AccountId account = t.account(u"1"_s);
    int subject = 0;
    for (const Move& move : moves) {
        auto o = TestBook::operationValue(
            account, CreateInvoice, {RecordKind::Invoice, ++subject}, "1.00");
        o.state = move.from;
        o.id = save(t, o);
        o.state = move.to;
        auto transaction = ok(t.book->begin());
        const auto saved = t.book->save(transaction, o);
        QVERIFY2(saved.has_value() == move.legal,
            qPrintable(toText(move.from) + u" → "_s + toText(move.to)));
        QCOMPARE(transaction.commit().has_value(), move.legal);
    }
}

void TestOfOutbox::batchesAreFrozen()
{
    TestBook t;
    const AccountId account = t.account(u"1"_s);
    const OperationId id = save(
        t, TestBook::operationValue(account, CreateInvoice, {RecordKind::Invoice, 1}, "1.00"));
    store::Batch batch;
    batch.id = u"b1"_s;
    batch.kind = CreateInvoice;
    batch.verb = "PUT";
    batch.path = "/Invoices";
    batch.body = QByteArray("{\"a\":\0}", 7);
    batch.key = "key";
    batch.operations = {id};
    t.write([&](auto& tx) {
        ok(t.book->save(tx, batch));
        const qint64 attempt = ok(t.book->beginAttempt(tx, batch, t.clock.at));
        ok(t.book->endAttempt(
            tx, attempt, store::AttemptOutcome::Unknown, 0, u"reset"_s, t.clock.at));
    });
    const auto stored = t.book->batch(u"b1"_s);
    QCOMPARE(stored->body, batch.body);
    QCOMPARE(stored->operations, batch.operations);
    QCOMPARE(t.number(u"SELECT COUNT(*) FROM attempt WHERE outcome = 'unknown'"_s), 1);
    batch.attempts = 1;
    batch.firstSentAt = t.clock.at;
    t.write([&](auto& tx) { ok(t.book->save(tx, batch)); });
    auto transaction = ok(t.book->begin());
    batch.body = "other";
    QVERIFY(!t.book->save(transaction, batch));
    QVERIFY(!transaction.commit());
}

QTEST_GUILESS_MAIN(TestOfOutbox)
#include "tst_outbox.moc"
