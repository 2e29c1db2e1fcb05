// SPDX-License-Identifier: GPL-3.0-or-later

#include "testbook.h"

#include <QLoggingCategory>
#include <QSqlDatabase>
#include <QSqlQuery>

using namespace test;

// The n-th statement fails, for every n: whatever was going on, nothing of it is in the book.
class TestOfFaults : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyStatement_data();
    void everyStatement();
};

namespace {

using Work = std::function<base::Result<void>(TestBook&, store::Transaction&)>;

base::Result<void> import(TestBook& t, store::Transaction& transaction)
{
    ImportBatch batch;
    batch.accounts = {{TestBook::accountValue(u"A1"_s), {}}};
    batch.documents = {{TestBook::invoiceValue({}, u"INV-1"_s, "100.00"), u"A1"_s, {}}};
    batch.payments = {{TestBook::paymentValue({}, u"PAY-1"_s, "100.00"), u"A1"_s, {}}};
    batch.allocations = {{.fromKind = RecordKind::Payment,
        .fromNumber = u"PAY-1"_s,
        .invoiceNumber = u"INV-1"_s,
        .amount = money("100.00"),
        .date = QDate(2026, 11, 12),
        .place = {}}};
    batch.reversals = {{.ofKind = RecordKind::Payment,
        .ofNumber = u"PAY-1"_s,
        .accountNumber = u"A1"_s,
        .date = QDate(2026, 11, 15),
        .reason = {},
        .number = u"REV-1"_s,
        .place = {}}};
    QList<ImportError> errors;
    const auto outcome = t.book->import(transaction, batch, u"test"_s, errors);
    return outcome ? base::Result<void>() : base::Unexpected(outcome.error());
}

base::Result<void> readXero(TestBook& t, store::Transaction& transaction)
{
    mirror::Credit credit;
    credit.id = {QUuid::createUuidV5(QUuid(), u"credit"_s)};
    credit.status = u"AUTHORISED"_s;
    credit.total = money("20.00");
    credit.allocations = {{.id = {},
        .invoice = {QUuid::createUuidV5(QUuid(), u"INV-1"_s)},
        .invoiceNumber = u"INV-1"_s,
        .amount = money("20.00"),
        .date = {}}};
    if (auto put = t.book->put(transaction, QList{t.xeroInvoice({}, u"INV-1"_s, "100.00")}); !put)
        return base::Unexpected(put.error());
    const auto put = t.book->put(transaction, QList{credit});
    return put ? base::Result<void>() : base::Unexpected(put.error());
}

base::Result<void> derive(TestBook& t, store::Transaction& transaction)
{
    const auto account = t.book->add(transaction, TestBook::accountValue(u"A1"_s));
    if (!account)
        return base::Unexpected(account.error());
    Bridge bridge;
    bridge.currency = aud();
    bridge.ledger = money("5.00");
    bridge.lines = {BridgeLine{.account = *account,
        .amount = money("5.00"),
        .ledger = {},
        .xero = {},
        .label = u"x"_s,
        .date = {}}};
    Hazard hazard;
    hazard.account = *account;
    return t.book->saveDerived(transaction, *account, {bridge}, {hazard}, {});
}

// Every row of every table, seen by a connection of its own.
QByteArray contentOf(const QString& path)
{
    QByteArray content;
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"witness"_s);
        database.setDatabaseName(path);
        if (!database.open())
            return content;
        for (const QString& table : database.tables()) {
            QSqlQuery query(u"SELECT * FROM %1"_s.arg(table), database);
            for (int row = 0; query.next(); ++row)
                content += table.toUtf8() + query.value(0).toByteArray()
                    + query.value(1).toByteArray() + '\n';
        }
    }
    QSqlDatabase::removeDatabase(u"witness"_s);
    return content;
}

} // namespace

void TestOfFaults::everyStatement_data()
{
    QTest::addColumn<Work>("work");
    QTest::newRow("import") << Work(import);
    QTest::newRow("mirror") << Work(readXero);
    QTest::newRow("derive") << Work(derive);
}

void TestOfFaults::everyStatement()
{
    QFETCH(Work, work);
    TestBook t;
    const QByteArray before = contentOf(t.path());
    int n = 0;
    for (;; ++n) {
        t.connection().failAfter(n);
        bool done = false;
        {
            auto transaction = t.book->begin();
            if (transaction) {
                const auto worked = work(t, *transaction);
                const auto committed = transaction->commit();
                QCOMPARE(worked.has_value() && committed.has_value(), committed.has_value());
                done = committed.has_value();
            }
        }
        if (done)
            break;
        QCOMPARE(contentOf(t.path()), before);
        QVERIFY(n < 1000);
    }
    QVERIFY(t.connection().faultIsPending());
    t.connection().failAfter(-1);
    QVERIFY(contentOf(t.path()) != before);
    qInfo("%d statements, each failed once", n);
}

int main(int argc, char** argv)
{
    QCoreApplication application(argc, argv);
    QLoggingCategory::setFilterRules(u"tieout.store.warning=false"_s);
    TestOfFaults test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_faults.moc"
