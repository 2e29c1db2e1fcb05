// SPDX-License-Identifier: GPL-3.0-or-later

#include "report/chart.h"
#include "report/chartscale.h"

#include <QImage>
#include <QPainter>
#include <QTest>

using namespace report;
using namespace Qt::StringLiterals;

namespace {

base::Money aud(qint64 minor)
{
    return {minor, base::Currency::of("AUD")};
}

QStringList labels(const QList<Mark>& marks)
{
    QStringList all;
    for (const Mark& mark : marks)
        all.append(mark.label);
    return all;
}

Chart bars(const QList<qint64>& values)
{
    Chart chart{.kind = Chart::Kind::Bars, .title = u"Causes"_s, .currency = aud(1).currency()};
    ChartSeries series;
    for (const qint64 value : values)
        series.points.append({u"Cause %1"_s.arg(series.points.size()), {}, aud(value)});
    chart.series = {series};
    return chart;
}

Chart fall()
{
    Chart chart = bars({209'005, 41'250, 2'000, -32'200, -88'800, 131'255});
    chart.kind = Chart::Kind::Waterfall;
    for (ChartPoint& point : chart.series.first().points)
        point.tone = ChartTone::Stop;
    return chart;
}

Chart line(const QList<qint64>& values)
{
    Chart chart{.currency = aud(1).currency(), .series = {{u"Receivable"_s, {}}}};
    for (const qint64 value : values)
        chart.series.first().points.append(
            {{}, QDate(2026, 11, 1).addDays(chart.series.first().points.size()), aud(value)});
    return chart;
}

QImage painted(const Chart& chart, int width, int height)
{
    QImage image(width + 40, height + 40, QImage::Format_RGB32);
    image.fill(Qt::white);
    QPainter painter(&image);
    QFont font;
    font.setPixelSize(13);
    painter.setFont(font);
    paintChart(painter, QRectF(20, 20, width, height), chart);
    return image;
}

int dotsOf(const QImage& image, QColor colour, QRect rect)
{
    int dots = 0;
    for (int y = rect.top(); y <= rect.bottom(); ++y)
        for (int x = rect.left(); x <= rect.right(); ++x)
            dots += image.pixelColor(x, y) == colour ? 1 : 0;
    return dots;
}

// Nothing is painted outside what was given.
bool isInside(const QImage& image)
{
    const QRect inner(20, 20, image.width() - 40, image.height() - 40);
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x)
            if (!inner.adjusted(-1, -1, 1, 1).contains(x, y)
                && image.pixelColor(x, y) != QColor(Qt::white))
                return false;
    return true;
}

} // namespace

class TestOfCharts : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void rowsAreSeenFromTheRightWhereOneReadsFromThere()
    {
        const auto span = [](const QImage& image, QColor colour) {
            std::pair<int, int> columns(image.width(), 0);
            for (int x = 0; x < image.width(); ++x)
                if (dotsOf(image, colour, {x, 0, 1, image.height()}) > 4)
                    columns = {std::min(columns.first, x), std::max(columns.second, x)};
            return columns;
        };
        Chart chart = fall();
        const QColor bar = ChartColours().bar;
        const auto [first, last] = span(painted(chart, 500, 240), bar);
        chart.isMirrored = true;
        const QImage mirrored = painted(chart, 500, 240);
        const auto [left, right] = span(mirrored, bar);
        QVERIFY(last > first && std::abs(mirrored.width() - 1 - right - first) <= 2);
        QVERIFY(std::abs(mirrored.width() - 1 - left - last) <= 2);
        QCOMPARE(span(mirrored, Qt::white).first, 0); // nothing outside of it
    }

    void marksOfMoneyAreRound()
    {
        QCOMPARE(labels(moneyMarks(aud(0), aud(209'005), 4)),
            (QStringList{u"0"_s, u"1,000"_s, u"2,000"_s, u"3,000"_s}));
        QCOMPARE(labels(moneyMarks(aud(-77'750), aud(10), 3)),
            (QStringList{u"\u22121,000"_s, u"\u2212500"_s, u"0"_s, u"500"_s}));
        QCOMPARE(labels(moneyMarks(aud(0), aud(3), 3)),
            (QStringList{u"0.00"_s, u"0.01"_s, u"0.02"_s, u"0.03"_s}));
        QCOMPARE(labels(moneyMarks({}, {}, 3)).first(), u"0.00"_s);
        const base::Money yen(1'500, base::Currency::of("JPY"));
        QCOMPARE(labels(moneyMarks({}, yen, 2)), (QStringList{u"0"_s, u"1,000"_s, u"2,000"_s}));
    }

    void marksOfDaysFitTheirNumber()
    {
        const QDate day(2026, 11, 2);
        QCOMPARE(labels(dayMarks(day, day.addDays(3), 4)),
            (QStringList{u"2 Nov"_s, u"3 Nov"_s, u"4 Nov"_s, u"5 Nov"_s}));
        QCOMPARE(labels(dayMarks(day, day.addDays(27), 4)),
            (QStringList{u"2 Nov"_s, u"9 Nov"_s, u"16 Nov"_s, u"23 Nov"_s}));
        QCOMPARE(
            labels(dayMarks(day, day.addDays(150), 3)), (QStringList{u"Jan 2027"_s, u"Apr"_s}));
        for (int days = 1; days < 12'000; days += 37)
            for (int most = 1; most < 12; ++most)
                QVERIFY(dayMarks(day, day.addDays(days), most).size() <= most);
    }

    void everyChartStaysInItsPlace_data()
    {
        QTest::addColumn<Chart>("chart");
        Chart none = line({});
        none.title = u"Money held up"_s;
        Chart two = line({100, -500'000, 300});
        two.series.append({u"Payable"_s, two.series.first().points, ChartTone::Waiting});
        Chart longWords = bars({1, -2, 3});
        longWords.series.first().points.first().label = QString(200, u'W');
        longWords.title = QString(300, u'M');
        QTest::newRow("nothing") << none;
        QTest::newRow("one day") << line({100});
        QTest::newRow("zeros") << line({0, 0, 0});
        QTest::newRow("a line") << line({0, 12'345, -999'999'999'999, 5});
        QTest::newRow("two lines that meet") << two;
        QTest::newRow("bars") << bars({5, -3, 0, 1'000'000});
        QTest::newRow("one bar") << bars({0});
        QTest::newRow("many bars") << bars(QList<qint64>(400, 7));
        QTest::newRow("long words") << longWords;
        QTest::newRow("waterfall") << fall();
    }

    void everyChartStaysInItsPlace()
    {
        QFETCH(const Chart, chart);
        for (const QSize size : {QSize(640, 320), QSize(300, 160), QSize(120, 80), QSize(40, 20),
                 QSize(5, 5), QSize(1'200, 900)}) {
            const QImage image = painted(chart, size.width(), size.height());
            if (size.height() >= 80 && size.width() >= 300)
                QVERIFY2(isInside(image), qPrintable(u"%1 wide"_s.arg(size.width())));
        }
        QVERIFY(heightOf(chart, 16) > 16);
        QVERIFY(spoken(chart).endsWith(u'.'));
    }

    // One floating bar per cause, one bar per balance, as long as their amounts.
    void aFallIsTrueToItsAmounts()
    {
        const QImage image = painted(fall(), 640, 320);
        const int balances = dotsOf(image, ChartColours().bar, image.rect());
        const int causes = dotsOf(image, ChartColours().stop, image.rect());
        const double share = double(causes) / double(balances);
        QVERIFY2(
            std::abs(share - double(41'250 + 2'000 + 32'200 + 88'800) / (209'005 + 131'255)) < 0.03,
            qPrintable(QString::number(share)));
    }

    void evenACentIsSeen()
    {
        Chart chart = bars({1'000'000'000, 1});
        chart.series.first().points.last().tone = ChartTone::Stop;
        const QImage image = painted(chart, 640, 200);
        QVERIFY(dotsOf(image, ChartColours().stop, image.rect()) > 10);
    }

    void aZeroLineOnlyWhereAmountsAreNegative()
    {
        const QColor strong = ChartColours().lineStrong;
        const QImage with = painted(bars({5, -3}), 640, 200);
        const QImage without = painted(bars({5, 3}), 640, 200);
        QVERIFY(dotsOf(with, strong, with.rect()) > 20);
        QCOMPARE(dotsOf(without, strong, without.rect()), 0);
    }

    void inOneSentence()
    {
        QCOMPARE(spoken(bars({5, -300})), u"Causes: Cause 1 \u22123.00; Cause 0 +0.05."_s);
        QCOMPARE(spoken(bars({5, 300})), u"Causes: Cause 1 3.00; Cause 0 0.05."_s);
        QCOMPARE(spoken(fall()).section(u';', -1), u" Cause 5 1,312.55."_s);
        Chart whole = fall();
        whole.isOfDifferences = true; // its end is what the causes add up to
        QCOMPARE(spoken(whole).section(u';', -1), u" Cause 5 +1,312.55."_s);
        QCOMPARE(spoken(line({100, -250, 50})),
            u"Receivable from 1.00 on 1 Nov 2026 to 0.50 on 3 Nov 2026, lowest \u22122.50, "
            "highest 1.00."_s);
        QCOMPARE(spoken(line({})), u"Nothing to draw yet."_s);
        QVERIFY(spoken(bars(QList<qint64>(20, 1))).endsWith(u"9 more 0.09."_s));
        Chart many = bars(QList<qint64>(14, 1));
        many.kind = Chart::Kind::Waterfall;
        const double folded = heightOf(many, 10);
        QVERIFY(spoken(many).contains(u"5 more +0.05"_s));
        many.mostCauses = 12;
        QVERIFY(!spoken(many).contains(u"more"_s));
        QVERIFY(heightOf(many, 10) > folded);
    }
};

QTEST_MAIN(TestOfCharts)
#include "tst_chart.moc"
