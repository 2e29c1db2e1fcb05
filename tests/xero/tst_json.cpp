// SPDX-License-Identifier: GPL-3.0-or-later

#include "xero/fields.h"
#include "xero/json.h"

#include <QTest>
#include <QTimeZone>

using namespace xero;

class TestJson : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void keepsNumbersAsText();
    void readsTexts();
    void refusesHostileInput_data();
    void refusesHostileInput();
    void writesWhatItReads();
    void readsEveryFormOfInstant_data();
    void readsEveryFormOfInstant();
    void refusesOddInstants_data();
    void refusesOddInstants();
    void readsCalendarDatesWithoutZones_data();
    void readsCalendarDatesWithoutZones();
    void readsAmountsFromNumbersAndTexts();
    void notesTheFirstProblem();
};

void TestJson::keepsNumbersAsText()
{
    const auto value = json::parse(R"({"a":12.30,"b":-0.05,"c":123456789012345.678901,"d":1e2})");
    QVERIFY(value.has_value());
    QCOMPARE((*value)[QLatin1String("a")].text(), QStringLiteral("12.30"));
    QCOMPARE((*value)[QLatin1String("b")].text(), QStringLiteral("-0.05"));
    QCOMPARE((*value)[QLatin1String("c")].text(), QStringLiteral("123456789012345.678901"));
    QCOMPARE((*value)[QLatin1String("d")].text(), QStringLiteral("1e2"));
    QVERIFY((*value)[QLatin1String("none")].isNull());
}

void TestJson::readsTexts()
{
    const auto value = json::parse(
        "\xEF\xBB\xBF [\"M\xC3\xBCller \\u20ac \\ud83d\\ude00 \\\"\\n\", true, null, {}, []]\r\n");
    QVERIFY(value.has_value());
    QCOMPARE(value->items().size(), size_t(5));
    QCOMPARE(value->items()[0].text(), QStringLiteral("Müller € 😀 \"\n"));
    QVERIFY(value->items()[1].isTrue());
}

void TestJson::refusesHostileInput_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("two values") << QByteArray("1 2");
    QTest::newRow("open object") << QByteArray("{\"a\":1");
    QTest::newRow("trailing comma") << QByteArray("[1,]");
    QTest::newRow("leading zero") << QByteArray("01");
    QTest::newRow("plus") << QByteArray("+1");
    QTest::newRow("bare point") << QByteArray("1.");
    QTest::newRow("NaN") << QByteArray("NaN");
    QTest::newRow("minus alone") << QByteArray("-");
    QTest::newRow("exponent alone") << QByteArray("1e");
    QTest::newRow("single quotes") << QByteArray("{'a':1}");
    QTest::newRow("comment") << QByteArray("/* */1");
    QTest::newRow("control character") << QByteArray("\"a\nb\"");
    QTest::newRow("unknown escape") << QByteArray("\"\\x41\"");
    QTest::newRow("cut escape") << QByteArray("\"\\u12");
    QTest::newRow("backslash at the end") << QByteArray("\"\\");
    QTest::newRow("lone surrogate") << QByteArray("\"\\ud800\"");
    QTest::newRow("two high surrogates") << QByteArray("\"\\ud800\\ud800\"");
    QTest::newRow("invalid UTF-8") << QByteArray("\"\xC3\x28\"");
    QTest::newRow("cut UTF-8") << QByteArray("\"\xE2\x82\"");
    QTest::newRow("surrogate in UTF-8") << QByteArray("\"\xED\xA0\x80\"");
    QTest::newRow("same name twice") << QByteArray("{\"Amount\":1,\"Amount\":2}");
    QTest::newRow("too deep") << QByteArray(100'000, '[');
    QTest::newRow("captive portal") << QByteArray("<html><body>Sign in</body></html>");
    QTest::newRow("too large") << QByteArray(65 * 1024 * 1024, ' ');
    QByteArray many = "{";
    for (int i = 0; i < 100'000; ++i)
        many += "\"" + QByteArray::number(i) + "\":1,";
    QTest::newRow("too many members") << many + "\"z\":1}";
}

void TestJson::refusesHostileInput()
{
    QFETCH(QByteArray, text);
    const auto value = json::parse(text);
    QVERIFY(!value.has_value());
    QCOMPARE(value.error().kind, base::ErrorKind::Malformed);
    QVERIFY(!value.error().sentence.isEmpty());
}

void TestJson::writesWhatItReads()
{
    const QString odd = QStringLiteral("a\"b\\c\n\u0001 Müller 😀");
    const auto back = json::parse(json::quoted(odd));
    QVERIFY(back.has_value());
    QCOMPARE(back->text(), odd);
    QCOMPARE(json::ObjectWriter()
                 .text("a", u"1")
                 .textUnlessEmpty("b", u"")
                 .json("c", json::arrayOf({"1.50", "2"}))
                 .done(),
        QByteArray(R"({"a":"1","c":[1.50,2]})"));
}

void TestJson::readsEveryFormOfInstant_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("net, offset") << QStringLiteral("/Date(1584016592000+0000)/");
    QTest::newRow("net, plain") << QStringLiteral("/Date(1584016592000)/");
    QTest::newRow("net, offset is for show") << QStringLiteral("/Date(1584016592000+1300)/");
    QTest::newRow("ISO, no zone") << QStringLiteral("2020-03-12T12:36:32");
    QTest::newRow("ISO, Z") << QStringLiteral("2020-03-12T12:36:32Z");
    QTest::newRow("ISO, milliseconds") << QStringLiteral("2020-03-12T12:36:32.000Z");
    QTest::newRow("ISO, zone") << QStringLiteral("2020-03-13T01:36:32+13:00");
    QTest::newRow("blank") << QStringLiteral("2020-03-12 12:36:32+00:00");
}

void TestJson::readsEveryFormOfInstant()
{
    QFETCH(QString, text);
    const auto instant = parseInstant(text);
    QVERIFY(instant.has_value());
    QCOMPARE(*instant, QDateTime(QDate(2020, 3, 12), QTime(12, 36, 32), Qt::UTC));
    QCOMPARE(instant->timeSpec(), Qt::UTC);
}

void TestJson::refusesOddInstants_data()
{
    QTest::addColumn<QString>("text");
    for (const char* text :
        {"/Date()/", "/Date(1e3)/", "/Date(99999999999999999)/", "/Date(1+00)/", "/Date(1+ab00)/",
            "yesterday", "2020-13-01T00:00:00", "/Date(", "/Date(-99999999999999)/"})
        QTest::newRow(text) << QString::fromLatin1(text);
}

void TestJson::refusesOddInstants()
{
    QFETCH(QString, text);
    QVERIFY(!parseInstant(text).has_value());
}

void TestJson::readsCalendarDatesWithoutZones_data()
{
    QTest::addColumn<QByteArray>("object");
    QTest::newRow("net") << QByteArray(R"({"Date":"/Date(1401062400000+0000)/"})");
    QTest::newRow("net, New Zealand") << QByteArray(R"({"Date":"/Date(1401062400000+1200)/"})");
    QTest::newRow("string wins") << QByteArray(
        R"({"Date":"/Date(0)/","DateString":"2014-05-26T00:00:00"})");
    QTest::newRow("ISO") << QByteArray(R"({"Date":"2014-05-26"})");
}

void TestJson::readsCalendarDatesWithoutZones()
{
    QFETCH(QByteArray, object);
    const QByteArray before = qgetenv("TZ");
    for (const char* zone : {"UTC", "Pacific/Auckland", "America/Los_Angeles"}) {
        qputenv("TZ", zone);
        QString problem;
        const auto value = json::parse(object);
        QCOMPARE(Fields(*value, problem).day("Date"), QDate(2014, 5, 26));
        QCOMPARE(problem, QString());
    }
    qputenv("TZ", before);
}

void TestJson::readsAmountsFromNumbersAndTexts()
{
    const auto aud = base::Currency::of("AUD");
    QString problem;
    const auto value = json::parse(
        R"({"a":0.1,"b":"54.00","c":1240.8000,"q":0.3333333,"n":-0.66666,"e":1e2,"f":1.005})");
    const Fields f(*value, problem);
    QCOMPARE(f.money("a", aud).minor(), 10);
    QCOMPARE(f.money("b", aud).minor(), 5400);
    QCOMPARE(f.money("c", aud).minor(), 124080);
    QCOMPARE(f.decimal("q").tenThousandths, 3333);
    QCOMPARE(f.decimal("n").tenThousandths, -6667);
    QCOMPARE(problem, QString());
    f.money("f", aud);
    QCOMPARE(problem, QStringLiteral("f is no amount"));
    problem.clear();
    f.money("e", aud);
    QCOMPARE(problem, QStringLiteral("e is no amount"));
}

void TestJson::notesTheFirstProblem()
{
    QString problem;
    const auto value
        = json::parse(R"({"id":"no","list":[1],"zero":"00000000-0000-0000-0000-000000000000"})");
    const Fields f(*value, problem);
    QVERIFY(f.guid("zero").isNull());
    QCOMPARE(problem, QString());
    f.guid("id");
    f.each("list", [](const Fields&) {});
    QCOMPARE(problem, QStringLiteral("id is no GUID"));
}

QTEST_APPLESS_MAIN(TestJson)
#include "tst_json.moc"
