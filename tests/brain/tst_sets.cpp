// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/random.h"
#include "match/sets.h"

#include <QTest>

using match::SetFound;

// One deposit for many: the sets that the search finds are those that trying everything finds.
class TestSets : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void smallOnes_data();
    void smallOnes();
    void agreesWithTryingEverything();
    void twelveAmongTwoThousand();
    void givesUpAndSaysSo();
};

Q_DECLARE_METATYPE(QList<qint64>)

void TestSets::smallOnes_data()
{
    QTest::addColumn<QList<qint64>>("amounts");
    QTest::addColumn<qint64>("sum");
    QTest::addColumn<int>("answer");
    QTest::addColumn<QList<int>>("members");
    using L = QList<qint64>;
    const auto row = [](const char* name, const L& amounts, qint64 sum, SetFound::Answer answer,
                         const QList<int>& members) {
        QTest::newRow(name) << amounts << sum << int(answer) << members;
    };
    row("payment and overpayment (B7)", L{10'000, 2'000, 5'000}, 12'000, SetFound::Unique, {0, 1});
    row("two ways", L{100, 200, 300, 400}, 500, SetFound::Ambiguous, {0, 3});
    row("which of two equal ones", L{7'900, 7'900, 100}, 8'000, SetFound::Ambiguous, {0, 2});
    row("both of two equal ones", L{7'900, 7'900}, 15'800, SetFound::Unique, {0, 1});
    row("one alone is no set", L{12'000}, 12'000, SetFound::None, {});
    row("nothing fits", L{100, 200}, 301, SetFound::None, {});
    row("nothing to choose from", L{}, 5, SetFound::None, {});
    row("no sum", L{1, 2}, 0, SetFound::None, {});
}

void TestSets::smallOnes()
{
    QFETCH(QList<qint64>, amounts);
    QFETCH(qint64, sum);
    QFETCH(int, answer);
    QFETCH(QList<int>, members);
    const SetFound found = match::setOf(amounts, sum);
    QCOMPARE(int(found.answer), answer);
    QCOMPARE(found.members, members);
}

void TestSets::agreesWithTryingEverything()
{
    for (quint64 seed = 1; seed <= 400; ++seed) {
        base::SeededRandom random(seed);
        const int count = 2 + static_cast<int>(random.below(10)),
                  most = 2 + static_cast<int>(random.below(5));
        QList<qint64> amounts;
        for (int i = 0; i < count; ++i)
            amounts.append(100 * static_cast<qint64>(1 + random.below(30)));
        const qint64 sum = 100 * static_cast<qint64>(2 + random.below(100));
        int solutions = 0;
        for (unsigned chosen = 0; chosen < (1U << count); ++chosen) {
            qint64 total = 0;
            int size = 0;
            for (int i = 0; i < count; ++i)
                if ((chosen & (1U << i)) != 0) {
                    total += amounts[i];
                    ++size;
                }
            solutions += total == sum && size >= 2 && size <= most ? 1 : 0;
        }
        const SetFound found = match::setOf(amounts, sum, most);
        const SetFound::Answer expected = solutions == 0 ? SetFound::None
            : solutions == 1                             ? SetFound::Unique
                                                         : SetFound::Ambiguous;
        qint64 total = 0;
        for (const int place : found.members)
            total += amounts[place];
        QVERIFY2(found.answer == expected && (found.members.isEmpty() || total == sum)
                && found.members.size() <= most,
            qPrintable(QStringLiteral("seed %1").arg(seed)));
    }
}

// A set that is hidden among two thousand amounts that can't be part of it.
void TestSets::twelveAmongTwoThousand()
{
    QList<qint64> amounts;
    for (int i = 0; i < 2'000; ++i)
        amounts.append(i % 166 == 7 ? 1'000 + i : 500'000 + 10'000 * static_cast<qint64>(i));
    qint64 sum = 0;
    QList<int> hidden;
    for (int i = 7; i < 2'000 && hidden.size() < 12; i += 166) {
        sum += amounts[i];
        hidden.append(i);
    }
    const SetFound found = match::setOf(amounts, sum);
    QCOMPARE(int(found.answer), int(SetFound::Unique));
    QCOMPARE(found.members, hidden);
}

void TestSets::givesUpAndSaysSo()
{
    // All but one amount are multiples of a thousand and the sum is just off: nothing prunes.
    QList<qint64> amounts;
    for (int i = 0; i < 2'000; ++i)
        amounts.append(100'000 + 1'000 * static_cast<qint64>(i) + (i % 2));
    const SetFound found = match::setOf(amounts, 6'000'500);
    QVERIFY(found.answer == SetFound::GaveUp || found.answer == SetFound::None);
    QVERIFY(found.members.isEmpty());
}

QTEST_GUILESS_MAIN(TestSets)
#include "tst_sets.moc"
