// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/sincewhen.h"

#include <QTemporaryDir>
#include <QTest>

// Since when? Asked of a book of five years, small enough for every day; tieout-since asks one of
// 100,000 documents.
class TestSinceWhen : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void breaksOfFiveYears();
};

void TestSinceWhen::breaksOfFiveYears()
{
    const quint64 seed = qEnvironmentVariableIsSet("TIEOUT_SEED")
        ? qEnvironmentVariable("TIEOUT_SEED").toULongLong()
        : 1;
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("since.tieout"));
    const fiveyears::Made made = fiveyears::makeBook(path, 1'500, 70, seed);
    const fiveyears::Score score = fiveyears::sinceWhen(path, made);
    for (auto one = score.wrong.begin(); one != score.wrong.end(); ++one)
        qInfo("%s: %d", qPrintable(one.key()), one.value());
    QVERIFY2(score.differing.isEmpty(), qPrintable(score.differing.value(0)));
    qInfo("TIEOUT_SEED=%llu: %d of %d right, a question takes %.2f ms",
        static_cast<unsigned long long>(seed), score.right, score.asked, score.meanMilliseconds);
    QCOMPARE(score.asked, 70);
    QCOMPARE(score.right, 70);
}

QTEST_GUILESS_MAIN(TestSinceWhen)
#include "tst_sincewhen.moc"
