// SPDX-License-Identifier: GPL-3.0-or-later

#include "testbook.h"

#include <QElapsedTimer>

using namespace test;

class TestOfMirror : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void changeClosesTheOldVersion();
    void roundTrips();
    void allocationsAreVersioned();
    void vanished();
    void touchedAccounts();
    void fiveThousandInvoices();
};

void TestOfMirror::changeClosesTheOldVersion()
{
    TestBook t;
    const AccountId account = t.account(u"1"_s);
    const Link link = t.link(account);
    auto invoice = t.xeroInvoice(link.contact, u"INV-1"_s, "100.00");
    const auto put
        = [&] { return t.write([&](auto& tx) { return ok(t.book->put(tx, QList{invoice})); }); };
    QCOMPARE(put(), QList{account});
    QVERIFY(put().isEmpty());
    QCOMPARE(t.number(u"SELECT COUNT(*) FROM mirror_invoice"_s), 1);

    t.clock.at = t.clock.at.addSecs(60);
    invoice.status = u"PAID"_s;
    invoice.amountDue = money("0.00");
    QCOMPARE(put(), QList{account});
    QCOMPARE(t.number(u"SELECT COUNT(*) FROM mirror_invoice"_s), 2);
    QCOMPARE(t.number(u"SELECT seen_until FROM mirror_invoice WHERE status = 'AUTHORISED'"_s),
        t.clock.at.toMSecsSinceEpoch());
    QCOMPARE(ok(t.book->accountFile(account)).invoices, QList{invoice});
}

void TestOfMirror::roundTrips()
{
    TestBook t;
    const AccountId account = t.account(u"1"_s);
    const Link link = t.link(account);
    mirror::Contact contact;
    contact.id = link.contact;
    contact.name = u"O’Brien & Söhne"_s;
    contact.status = u"ACTIVE"_s;
    contact.isCustomer = true;
    contact.receivableOutstanding = money("-12.50");
    mirror::Payment payment;
    payment.id = {QUuid::createUuid()};
    payment.invoice = {QUuid::createUuid()};
    payment.contact = link.contact;
    payment.status = u"AUTHORISED"_s;
    payment.amount = money("5.00");
    payment.isReconciled = true;
    mirror::BankTransaction transaction;
    transaction.id = {QUuid::createUuid()};
    transaction.contact = link.contact;
    transaction.total = money("5.00");
    mirror::ChartAccount bank;
    bank.id = {QUuid::createUuid()};
    bank.code = u"090"_s;
    bank.type = u"BANK"_s;
    bank.currency = aud();
    mirror::Item item;
    item.id = {QUuid::createUuid()};
    item.code = u" fib-1 "_s;
    mirror::BatchPayment batch;
    batch.id = QUuid::createUuid();
    batch.total = money("5.00");
    batch.payments = {payment.id};
    mirror::BankTransfer transfer;
    transfer.id = QUuid::createUuid();
    transfer.amount = money("1.00");
    mirror::TaxRate rate;
    rate.taxType = u"OUTPUT"_s;
    rate.effectiveRate = {100'000};
    const auto put = [&] {
        t.write([&](auto& tx) {
            ok(t.book->put(tx, QList{contact}));
            ok(t.book->put(tx, QList{payment}));
            ok(t.book->put(tx, QList{transaction}));
            ok(t.book->replace(tx, QList{bank}));
            ok(t.book->replace(tx, QList{item}));
            ok(t.book->replace(tx, QList{batch}));
            ok(t.book->replace(tx, QList{transfer}));
            ok(t.book->replace(tx, QList{rate}));
        });
    };
    const auto rows = [&] {
        qint64 sum = 0;
        for (const char* table : {"contact", "payment", "transaction", "chart_account", "item",
                 "batch_payment", "transfer", "tax_rate"})
            sum += t.number(u"SELECT COUNT(*) FROM mirror_%1"_s.arg(QLatin1StringView(table)));
        return sum;
    };
    put();
    const auto file = ok(t.book->accountFile(account));
    QCOMPARE(*file.contact, contact);
    QCOMPARE(file.xeroPayments, QList{payment});
    const auto around = t.book->surroundings(t.clock);
    QCOMPARE(around.chart, QList{bank});
    QCOMPARE(around.itemCodes, QSet{u"FIB-1"_s});
    QCOMPARE(rows(), 8);
    put(); // equal after the round trip: writes nothing
    QCOMPARE(rows(), 8);
}

void TestOfMirror::allocationsAreVersioned()
{
    TestBook t;
    const AccountId account = t.account(u"1"_s);
    const Link link = t.link(account);
    mirror::Credit credit;
    credit.id = {QUuid::createUuid()};
    credit.kind = mirror::CreditKind::Overpayment;
    credit.status = u"AUTHORISED"_s;
    credit.contact = link.contact;
    credit.total = money("20.00");
    credit.remainingCredit = money("0.00");
    mirror::Allocation half{.id = {},
        .invoice = {QUuid::createUuid()},
        .invoiceNumber = u"INV-1"_s,
        .amount = money("10.00"),
        .date = QDate(2026, 11, 1)};
    credit.allocations = {half, half}; // two equal ones without an id yet
    const auto put
        = [&] { return t.write([&](auto& tx) { return ok(t.book->put(tx, QList{credit})); }); };
    QCOMPARE(put(), QList{account});
    QVERIFY(put().isEmpty());
    QCOMPARE(ok(t.book->accountFile(account)).credits, QList{credit});
    QCOMPARE(t.number(u"SELECT COUNT(*) FROM mirror_allocation"_s), 2);

    credit.allocations.removeLast();
    QCOMPARE(put(), QList{account}); // the credit's own row is the same
    QCOMPARE(t.number(u"SELECT COUNT(*) FROM mirror_credit"_s), 1);
    QCOMPARE(t.number(u"SELECT COUNT(*) FROM mirror_allocation WHERE seen_until IS NULL"_s), 1);

    // A twin of the allocation keeps the credit in the file although the contact moved.
    credit.allocations[0].id = {QUuid::createUuid()};
    credit.contact = {QUuid::createUuid()};
    const PaymentId payment = t.payment(account, u"PAY-1"_s, "10.00");
    Twin twin{.ledger = {RecordKind::Payment, payment.value},
        .xero = {XeroKind::Allocation, credit.allocations[0].id.value},
        .origin = TwinOrigin::TakenIn,
        .agreed = {},
        .tiedAt = t.clock.at};
    t.write([&](auto& tx) { ok(t.book->tie(tx, twin, u"test"_s)); });
    QCOMPARE(put(), QList{account});
    QCOMPARE(ok(t.book->accountFile(account)).credits, QList{credit});
}

void TestOfMirror::vanished()
{
    TestBook t;
    mirror::Item one, two;
    one.id = {QUuid::createUuid()};
    one.code = u"ONE"_s;
    two.id = {QUuid::createUuid()};
    two.code = u"TWO"_s;
    t.write([&](auto& tx) { ok(t.book->replace(tx, QList{one, two})); });
    t.write([&](auto& tx) { ok(t.book->replace(tx, QList{two})); });
    QCOMPARE(t.book->surroundings(t.clock).itemCodes, QSet{u"TWO"_s});
    QCOMPARE(t.number(u"SELECT vanished FROM mirror_item WHERE code = 'ONE'"_s), 1);
    t.write([&](auto& tx) { ok(t.book->put(tx, QList{one})); });
    QCOMPARE(t.book->surroundings(t.clock).itemCodes.size(), 2);
}

void TestOfMirror::touchedAccounts()
{
    TestBook t;
    const AccountId one = t.account(u"1"_s), two = t.account(u"2"_s);
    const Link first = t.link(one), second = t.link(two);
    auto invoice = t.xeroInvoice(first.contact, u"INV-1"_s, "100.00");
    t.write([&](auto& tx) { ok(t.book->put(tx, QList{invoice})); });
    t.write([&](auto& tx) {
        for (const AccountId id : {one, two})
            ok(t.book->saveDerived(tx, id, {}, {}, {}));
    });
    QVERIFY(t.book->dirtyAccounts(10).isEmpty());
    invoice.contact = second.contact; // moved: both are concerned
    const auto touched = t.write([&](auto& tx) { return ok(t.book->put(tx, QList{invoice})); });
    QCOMPARE(touched, (QList{one, two}));
    QCOMPARE(t.book->dirtyAccounts(10), touched);
}

void TestOfMirror::fiveThousandInvoices()
{
    TestBook t;
    QList<mirror::Invoice> invoices;
    for (int i = 0; i < 5000; ++i)
        invoices.append(t.xeroInvoice(
            {QUuid::createUuidV5(QUuid(), QString::number(i % 500))}, u"INV-%1"_s.arg(i), "10.00"));
    QElapsedTimer timer;
    timer.start();
    t.write([&](auto& tx) { ok(t.book->put(tx, invoices)); });
    qInfo("5,000 new invoices: %lld ms", timer.restart());
    t.write([&](auto& tx) { ok(t.book->put(tx, invoices)); });
    qInfo("5,000 unchanged invoices: %lld ms", timer.elapsed());
    QCOMPARE(t.number(u"SELECT COUNT(*) FROM mirror_invoice"_s), 5000);
}

QTEST_GUILESS_MAIN(TestOfMirror)
#include "tst_mirror.moc"
