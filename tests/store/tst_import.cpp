// SPDX-License-Identifier: GPL-3.0-or-later

#include "testbook.h"

using namespace test;

namespace {

FilePlace at(const char* file, int line)
{
    return {QString::fromLatin1(file), line, {}};
}

ImportBatch smallBatch()
{
    ImportBatch batch;
    batch.files = {u"accounts.csv"_s};
    batch.accounts
        = {{TestBook::accountValue(u"A1"_s, u"Harbourside Physio"_s), at("accounts.csv", 2)},
            {TestBook::accountValue(u"A2"_s), at("accounts.csv", 3)}};
    ledger::Product product;
    product.code = u"FIB"_s;
    product.sku = u"FIB-1"_s;
    batch.products = {{product, at("products.csv", 2)}};
    batch.documents
        = {{TestBook::invoiceValue({}, u"INV-1"_s, "888.00"), u"A1"_s, at("invoices.csv", 2)},
            {TestBook::invoiceValue({}, u"INV-2"_s, "100.00"), u"A2"_s, at("invoices.csv", 3)}};
    batch.payments
        = {{TestBook::paymentValue({}, u"PAY-1"_s, "888.00"), u"A1"_s, at("payments.csv", 2)}};
    // Twice the same: two halves of the same day are two allocations.
    for (int i = 0; i < 2; ++i)
        batch.allocations.append({.fromKind = RecordKind::Payment,
            .fromNumber = u"PAY-1"_s,
            .invoiceNumber = u"INV-1"_s,
            .amount = money("444.00"),
            .date = QDate(2026, 11, 12),
            .place = at("payments.csv", 2 + i)});
    return batch;
}

} // namespace

class TestOfImport : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void wholeBatch();
    void sameFileTwice();
    void reversalRemovesAllocations();
    void errors_data();
    void errors();
    void allErrorsUpToAHundred();
    void draftBecomesApproved();

private:
    base::Result<ImportOutcome> import(TestBook& t, const ImportBatch& batch)
    {
        auto transaction = ok(t.book->begin());
        auto outcome = t.book->import(transaction, batch, u"test"_s, m_errors);
        const auto committed = transaction.commit();
        if (committed.has_value() != outcome.has_value())
            qFatal("a failed import can't be committed");
        return outcome;
    }
    QList<ImportError> m_errors;
};

void TestOfImport::wholeBatch()
{
    TestBook t;
    ImportBatch batch = smallBatch();
    batch.paymentsCompleteUntil = t.clock.at;
    const auto outcome = ok(import(t, batch));
    QCOMPARE(outcome.added, 8);
    QCOMPARE(outcome.touched.size(), 2);
    QCOMPARE(t.book->dirtyAccounts(10), outcome.touched);
    const auto file = ok(t.book->accountFile(*t.book->accountByNumber(u"A1"_s)));
    QCOMPARE(file.documents.size(), 1);
    QCOMPARE(file.documents[0].lines, batch.documents[0].document.lines);
    QCOMPARE(file.payments[0].amount, money("888.00"));
    QCOMPARE(file.allocations.size(), 2);
    QCOMPARE(t.book->settings().paymentsCompleteUntil, t.clock.at);
    QCOMPARE(t.number(u"SELECT COUNT(*) FROM journal WHERE what LIKE 'imported from %'"_s), 8);
}

void TestOfImport::sameFileTwice()
{
    TestBook t;
    ok(import(t, smallBatch()));
    const qint64 journal = t.number(u"SELECT COUNT(*) FROM journal"_s);
    const auto again = ok(import(t, smallBatch()));
    QCOMPARE(again.added, 0);
    QCOMPARE(again.changed, 0);
    QCOMPARE(again.unchanged, 8);
    QVERIFY(again.touched.isEmpty());
    QCOMPARE(t.number(u"SELECT COUNT(*) FROM journal"_s), journal);

    ImportBatch renamed;
    renamed.accounts = {{TestBook::accountValue(u"A1"_s, u"Harbourside Physiotherapy"_s), {}}};
    QCOMPARE(ok(import(t, renamed)).changed, 1);
}

void TestOfImport::reversalRemovesAllocations()
{
    TestBook t;
    ok(import(t, smallBatch()));
    ImportBatch batch;
    batch.reversals = {{.ofKind = RecordKind::Payment,
        .ofNumber = u"PAY-1"_s,
        .accountNumber = u"A1"_s,
        .date = QDate(2026, 11, 15),
        .reason = u"bounced"_s,
        .number = u"REV-9"_s,
        .place = {}}};
    QCOMPARE(ok(import(t, batch)).added, 1);
    const auto file = ok(t.book->accountFile(*t.book->accountByNumber(u"A1"_s)));
    QVERIFY(file.allocations[0].removed && file.allocations[1].removed);
    QCOMPARE(file.reversals[0].amount, money("888.00"));
    QCOMPARE(ok(import(t, batch)).unchanged, 1);
    QCOMPARE(ok(import(t, smallBatch())).unchanged, 8);
}

void TestOfImport::errors_data()
{
    using Change = std::function<void(ImportBatch&)>;
    QTest::addColumn<Change>("change");
    QTest::addColumn<QString>("message");
    const auto row = [](const char* name, const QString& message, Change change) {
        QTest::newRow(name) << change << message;
    };
    row("other total",
        u"invoices.csv, line 3, column total: Invoice INV-2 is in the book already"_s,
        [](ImportBatch& b) { b.documents[1].document.total = money("101.00"); });
    row("other date", u"payments.csv, line 2, column date: Payment PAY-1"_s,
        [](ImportBatch& b) { b.payments[0].payment.date = QDate(2026, 1, 1); });
    row("role", u"accounts.csv, line 3, column role: Account A2 is a customer"_s,
        [](ImportBatch& b) { b.accounts[1].account.role = ledger::AccountRole::Vendor; });
    row("unknown account", u"invoices.csv, line 9, column account: There is no account A9."_s,
        [](ImportBatch& b) {
            b.documents.append(
                {TestBook::invoiceValue({}, u"INV-9"_s, "1.00"), u"A9"_s, at("invoices.csv", 9)});
        });
    row("unknown payment", u"payments.csv, line 9, column number: There is no payment PAY-9."_s,
        [](ImportBatch& b) {
            b.allocations[0].fromNumber = u"PAY-9"_s;
            b.allocations[0].place = at("payments.csv", 9);
        });
    row("unknown invoice", u"column invoice: The account of PAY-1 has no invoice or bill INV-2."_s,
        [](ImportBatch& b) { b.allocations[0].invoiceNumber = u"INV-2"_s; });
    row("over-allocation", u"column amount: Would over-allocate INV-1 by 0.01."_s,
        [](ImportBatch& b) {
            b.allocations.append(b.allocations[0]);
            b.allocations[2].amount = money("0.01");
        });
    row("payment used up", u"column amount: PAY-1 has only 0.00 left to allocate."_s,
        [](ImportBatch& b) {
            b.documents.append(
                {TestBook::invoiceValue({}, u"INV-3"_s, "5.00"), u"A1"_s, at("invoices.csv", 4)});
            b.allocations.append(b.allocations[0]);
            b.allocations[2].invoiceNumber = u"INV-3"_s;
            b.allocations[2].amount = money("5.00");
        });
}

void TestOfImport::errors()
{
    using Change = std::function<void(ImportBatch&)>;
    QFETCH(Change, change);
    QFETCH(QString, message);
    TestBook t;
    ok(import(t, smallBatch()));
    const QString count
        = u"SELECT (SELECT COUNT(*) FROM document) + (SELECT COUNT(*) FROM account) "
          "+ (SELECT COUNT(*) FROM allocation) + (SELECT COUNT(*) FROM journal)"_s;
    const qint64 before = t.number(count);
    ImportBatch batch = smallBatch();
    change(batch);
    batch.accounts.append({TestBook::accountValue(u"NEW"_s), {}});
    const auto failed = import(t, batch);
    QVERIFY(!failed);
    QCOMPARE(m_errors.size(), 1);
    QVERIFY2(m_errors[0].toString().contains(message), qPrintable(m_errors[0].toString()));
    QCOMPARE(t.number(count), before);
}

void TestOfImport::allErrorsUpToAHundred()
{
    TestBook t;
    ImportBatch batch;
    for (int i = 0; i < 250; ++i)
        batch.documents.append({TestBook::invoiceValue({}, QString::number(i), "1.00"), u"none"_s,
            at("invoices.csv", i + 2)});
    QVERIFY(!import(t, batch));
    QCOMPARE(m_errors.size(), 100);
    QCOMPARE(m_errors[99].place.line, 101);
}

void TestOfImport::draftBecomesApproved()
{
    TestBook t;
    ImportBatch batch = smallBatch();
    batch.allocations.clear();
    batch.documents[0].document.status = ledger::DocumentStatus::Draft;
    ok(import(t, batch));
    batch.documents[0].document.status = ledger::DocumentStatus::Approved;
    QCOMPARE(ok(import(t, batch)).changed, 1);
    batch.documents[0].document.status = ledger::DocumentStatus::Draft;
    QVERIFY(!import(t, batch));
}

QTEST_GUILESS_MAIN(TestOfImport)
#include "tst_import.moc"
