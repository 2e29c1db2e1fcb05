// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/disk.h"
#include "base/log.h"
#include "base/money.h"
#include "base/random.h"
#include "records/words.h"

#include <QTemporaryDir>
#include <QTest>

using namespace base;

class TestBase : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void parsesAndWritesMoney_data();
    void parsesAndWritesMoney();
    void refusesWhatIsNotMoney_data();
    void refusesWhatIsNotMoney();
    void roundTripsTenThousandAmounts();
    void displaysWithTrueMinusAndGroups();
    void roundsLineAmountsHalfAwayFromZero();
    void redactsTokens();
    void wordsOfEveryCauseComeBack();
    void knowsTheRoomLeftOrSaysThatItDoesNot();
};

void TestBase::parsesAndWritesMoney_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("currency");
    QTest::addColumn<qint64>("minor");
    QTest::addColumn<QString>("written");
    QTest::newRow("cents") << "12.30"
                           << "AUD" << qint64(1230) << "12.30";
    QTest::newRow("one decimal") << "12.3"
                                 << "AUD" << qint64(1230) << "12.30";
    QTest::newRow("whole") << "888"
                           << "AUD" << qint64(88800) << "888.00";
    QTest::newRow("negative") << "-0.05"
                              << "AUD" << qint64(-5) << "-0.05";
    QTest::newRow("trailing zeros") << "1.2300"
                                    << "AUD" << qint64(123) << "1.23";
    QTest::newRow("yen") << "1500"
                         << "JPY" << qint64(1500) << "1500";
    QTest::newRow("dinar") << "1.234"
                           << "KWD" << qint64(1234) << "1.234";
}

void TestBase::parsesAndWritesMoney()
{
    QFETCH(QString, text);
    QFETCH(QString, currency);
    QFETCH(qint64, minor);
    QFETCH(QString, written);
    const auto money = Money::parse(text, *Currency::parse(currency));
    QVERIFY(money.has_value());
    QCOMPARE(money->minor(), minor);
    QCOMPARE(money->toString(), written);
}

void TestBase::refusesWhatIsNotMoney_data()
{
    QTest::addColumn<QString>("text");
    for (const char* text :
        {"", "-", ".", "1,240.80", "1.234", "1e2", "12.30 ", "9999999999999.99", "--1", "1.2.3"})
        QTest::newRow(text) << QString::fromLatin1(text);
}

void TestBase::refusesWhatIsNotMoney()
{
    QFETCH(QString, text);
    QVERIFY(!Money::parse(text, Currency::of("AUD")).has_value());
}

void TestBase::roundTripsTenThousandAmounts()
{
    SeededRandom random(1);
    for (int i = 0; i < 10'000; ++i) {
        const Money money(
            static_cast<qint64>(random.below(2'000'000'000)) - 1'000'000'000, Currency::of("AUD"));
        QCOMPARE(*Money::parse(money.toString(), money.currency()), money);
    }
}

void TestBase::displaysWithTrueMinusAndGroups()
{
    QCOMPARE(Money(124080, Currency::of("AUD")).display(), QStringLiteral("1,240.80"));
    QCOMPARE(Money(-2000, Currency::of("AUD")).display(), QStringLiteral("\u221220.00"));
    QCOMPARE(Money(24831640, Currency::of("AUD")).display(), QStringLiteral("248,316.40"));
}

void TestBase::roundsLineAmountsHalfAwayFromZero()
{
    const Currency aud = Currency::of("AUD");
    QCOMPARE(lineAmount({25'000}, {10'050}, aud).minor(), qint64(251)); // 2.5 × 1.005 = 2.5125
    QCOMPARE(lineAmount({10'000}, {5'050}, aud).minor(), qint64(51)); // 0.505 → 0.51
    QCOMPARE(lineAmount({10'000}, {-5'050}, aud).minor(), qint64(-51));
}

void TestBase::redactsTokens()
{
    const QString text = redacted(QStringLiteral(
        "Authorization: Bearer abc.def-ghi {\"refresh_token\":\"SECRET\"} code=XYZ&state=1"));
    QVERIFY(!text.contains(QLatin1String("abc.def")));
    QVERIFY(!text.contains(QLatin1String("SECRET")));
    QVERIFY(!text.contains(QLatin1String("XYZ")));
}

void TestBase::wordsOfEveryCauseComeBack()
{
    for (int i = 0; i <= static_cast<int>(records::CauseId::Unrecognised); ++i) {
        const auto cause = static_cast<records::CauseId>(i);
        QCOMPARE(records::fromText<records::CauseId>(records::toText(cause)), cause);
    }
}

void TestBase::knowsTheRoomLeftOrSaysThatItDoesNot()
{
    const QTemporaryDir dir;
    QVERIFY(base::freeBytes(dir.path()).value_or(0) > 0);
    QVERIFY(!base::freeBytes(dir.filePath(QStringLiteral("no/such/folder"))));
}

QTEST_GUILESS_MAIN(TestBase)
#include "tst_base.moc"
