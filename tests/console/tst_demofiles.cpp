// SPDX-License-Identifier: GPL-3.0-or-later

// The demo's files must be what a billing system could have exported: readable, and right in
// themselves.

#include "common/demofiles.h"
#include "sources/sources.h"

#include <QTest>

using namespace records;

class DemoFilesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyFileIsRead();
    void nothingIsOverAllocated();
    void theDayMovesAndNothingElse();
    void theCrowdIsAlwaysTheSame();
};

namespace {

const QDate today(2026, 3, 31);

QList<sources::File> filesOf(const QList<app::demo::File>& files)
{
    QList<sources::File> all;
    for (const app::demo::File& file : files)
        all.append({file.name, file.content});
    return all;
}

ImportBatch read(const QList<app::demo::File>& files)
{
    const auto result = sources::read(filesOf(files), base::Currency::of("AUD"));
    for (const ImportError& error : result.errors)
        qWarning("%s", qPrintable(error.toString()));
    return result.errors.isEmpty() ? result.batch : ImportBatch();
}

ImportBatch everything(QDate day)
{
    ImportBatch all;
    for (const auto& files :
        {app::demo::history(day), app::demo::trouble(day), app::demo::thisMorning(day)}) {
        const ImportBatch batch = read(files);
        all.accounts += batch.accounts;
        all.documents += batch.documents;
        all.payments += batch.payments;
        all.adjustments += batch.adjustments;
        all.allocations += batch.allocations;
    }
    return all;
}

} // namespace

void DemoFilesTest::everyFileIsRead()
{
    const ImportBatch history = read(app::demo::history(today));
    QVERIFY(history.accounts.size() >= 330);
    QVERIFY(history.documents.size() >= 500);
    QVERIFY(history.payments.size() >= 280);
    QCOMPARE(read(app::demo::trouble(today)).adjustments.size(), 2);
    const ImportBatch morning = read(app::demo::thisMorning(today));
    QCOMPARE(morning.payments.size(), 1);
    QCOMPARE(morning.payments.first().payment.amount.toString(), QStringLiteral("888.00"));
    QVERIFY(morning.paymentsCompleteUntil.isValid());
}

void DemoFilesTest::nothingIsOverAllocated()
{
    const ImportBatch all = everything(today);
    QSet<QString> accounts;
    for (const ImportedAccount& account : all.accounts)
        accounts.insert(account.account.number);
    QCOMPARE(accounts.size(), all.accounts.size());
    QHash<QString, base::Money> open;
    for (const ImportedDocument& document : all.documents) {
        QVERIFY2(accounts.contains(document.accountNumber), qPrintable(document.document.number));
        QVERIFY2(!open.contains(document.document.number), qPrintable(document.document.number));
        open.insert(document.document.number, document.document.total);
    }
    for (const ImportedAllocation& allocation : all.allocations) {
        QVERIFY2(open.contains(allocation.invoiceNumber), qPrintable(allocation.invoiceNumber));
        open[allocation.invoiceNumber] -= allocation.amount;
        QVERIFY2(
            !open[allocation.invoiceNumber].isNegative(), qPrintable(allocation.invoiceNumber));
    }
}

void DemoFilesTest::theDayMovesAndNothingElse()
{
    const ImportBatch before = everything(today), after = everything(today.addDays(7));
    QCOMPARE(before.documents.size(), after.documents.size());
    for (qsizetype i = 0; i < before.documents.size(); ++i) {
        const ledger::Document &a = before.documents[i].document, &b = after.documents[i].document;
        QCOMPARE(b.number, a.number);
        QCOMPARE(b.total.minor(), a.total.minor());
        QCOMPARE(b.date, a.date.addDays(7));
    }
}

void DemoFilesTest::theCrowdIsAlwaysTheSame()
{
    QCOMPARE(app::demo::history(today).last().content, app::demo::history(today).last().content);
}

QTEST_GUILESS_MAIN(DemoFilesTest)
#include "tst_demofiles.moc"
