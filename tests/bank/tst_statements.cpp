// SPDX-License-Identifier: GPL-3.0-or-later

#include "bank/bank.h"

#include <QDir>
#include <QTest>

using records::BankLine;
using records::BankStatement;

// Sample files of every format, all read right; broken and hostile ones, each its message.
class TestStatements : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void thereAreEnough();
    void goodFilesAreRead_data();
    void goodFilesAreRead();
    void brokenFilesSayWhy_data();
    void brokenFilesSayWhy();
    void everyCutOfAFileIsWholeOrRefused_data();
    void everyCutOfAFileIsWholeOrRefused();
    void mappingsAreRemembered();
    void aLargeFileIsReadOnce();
};

namespace {

const QDate kToday(2026, 11, 21);

QDir folder(const QString& name)
{
    return QDir(QStringLiteral(SOURCE_DIR "/tests/bank/") + name);
}

QStringList files(const QString& name)
{
    QStringList found;
    for (const QString& file : folder(name).entryList(QDir::Files, QDir::Name))
        if (!file.endsWith(QStringLiteral(".expected")))
            found.append(file);
    return found;
}

QByteArray content(const QString& in, const QString& file)
{
    QFile opened(folder(in).filePath(file));
    return opened.open(QIODevice::ReadOnly) ? opened.readAll() : QByteArray();
}

// The first lines of an expectation may say what the file itself doesn't.
bank::Expected takeOptions(QStringList& lines)
{
    bank::Expected expected{base::Currency::of("AUD"), kToday, {}};
    while (!lines.isEmpty()) {
        const QString word = lines.first().section(u' ', 0, 0),
                      rest = lines.first().section(u' ', 1);
        if (word == u"currency")
            expected.currency = *base::Currency::parse(rest);
        else if (word == u"mapping")
            expected.mapping = *bank::mappingFromBytes(rest.toUtf8());
        else
            break;
        lines.removeFirst();
    }
    return expected;
}

QString shown(const std::optional<base::Money>& amount)
{
    return amount ? amount->toString() : QStringLiteral("–");
}

QStringList written(const QList<BankStatement>& statements)
{
    static const QStringList formats{QStringLiteral("OFX"), QStringLiteral("QIF"),
        QStringLiteral("CSV"), QStringLiteral("CAMT.053"), QStringLiteral("MT940")};
    QStringList lines;
    for (const BankStatement& one : statements) {
        lines += QStringLiteral("%1 account “%2” %3 covers %4 to %5, from %6 to %7")
                     .arg(formats.value(static_cast<int>(one.format)), one.account,
                         one.currency.code(), one.from.toString(Qt::ISODate),
                         one.to.toString(Qt::ISODate), shown(one.opening), shown(one.closing));
        for (const BankLine& line : one.lines)
            lines += QStringLiteral("%1 line %2: %3 | %4 | %5 | %6 | %7 | %8 | %9")
                         .arg(line.date.toString(Qt::ISODate))
                         .arg(line.place)
                         .arg(line.amount.toString(), line.payee, line.reference, line.text,
                             line.type, line.bankId, shown(line.balance));
    }
    return lines;
}

QStringList said(const bank::ReadResult& result, const QString& file)
{
    QStringList lines;
    for (const records::ImportError& error : result.errors)
        lines += error.toString().remove(file + QStringLiteral(", "));
    if (result.question)
        lines += QStringLiteral("asks: ") + result.question->sentence;
    return lines;
}

QStringList expectation(const QString& in, const QString& file)
{
    return QString::fromUtf8(content(in, file + QStringLiteral(".expected")))
        .split(u'\n', Qt::SkipEmptyParts);
}

} // namespace

void TestStatements::thereAreEnough()
{
    QVERIFY(files(QStringLiteral("good")).size() >= 40);
    QVERIFY(files(QStringLiteral("broken")).size() >= 30);
}

void TestStatements::goodFilesAreRead_data()
{
    QTest::addColumn<QString>("file");
    for (const QString& file : files(QStringLiteral("good")))
        QTest::newRow(qPrintable(file)) << file;
}

void TestStatements::goodFilesAreRead()
{
    QFETCH(QString, file);
    QStringList expected = expectation(QStringLiteral("good"), file);
    const bank::Expected options = takeOptions(expected);
    const auto result = bank::read({file, content(QStringLiteral("good"), file)}, options);
    QCOMPARE(said(result, file).join(u'\n'), QString());
    const QString actual = written(result.statements).join(u'\n');
    QVERIFY2(actual == expected.join(u'\n'), qPrintable(u'\n' + actual));
}

void TestStatements::brokenFilesSayWhy_data()
{
    QTest::addColumn<QString>("file");
    for (const QString& file : files(QStringLiteral("broken")))
        QTest::newRow(qPrintable(file)) << file;
}

void TestStatements::brokenFilesSayWhy()
{
    QFETCH(QString, file);
    const auto result = bank::read(
        {file, content(QStringLiteral("broken"), file)}, {base::Currency::of("AUD"), kToday, {}});
    QVERIFY(result.statements.isEmpty());
    const QString actual = said(result, file).join(u'\n');
    QVERIFY2(actual == expectation(QStringLiteral("broken"), file).join(u'\n'),
        qPrintable(u'\n' + actual));
}

// Half an import does not exist: whatever a file is cut at, it either says so or, where the format
// has nothing that ends it, gives lines that the whole file has too.
void TestStatements::everyCutOfAFileIsWholeOrRefused_data()
{
    goodFilesAreRead_data();
}

void TestStatements::everyCutOfAFileIsWholeOrRefused()
{
    QFETCH(QString, file);
    QStringList expected = expectation(QStringLiteral("good"), file);
    const bank::Expected options = takeOptions(expected);
    const QByteArray whole = content(QStringLiteral("good"), file);
    QStringList known;
    for (const QString& line : expected)
        known += line.section(u'|', 0, 0);
    int refused = 0;
    for (qsizetype size = 0; size < whole.size(); ++size) {
        const auto result = bank::read({file, whole.left(size)}, options);
        if (!result.errors.isEmpty() || result.question) {
            QVERIFY(result.statements.isEmpty());
            ++refused;
            continue;
        }
        const bool endsItself = !file.endsWith(QStringLiteral(".csv"))
            && !file.endsWith(QStringLiteral(".txt")) && !file.endsWith(QStringLiteral(".qif"));
        // Of several statements in one file the first ones are whole.
        const QStringList lines = written(result.statements);
        if (endsItself && size + 12 < whole.size())
            QCOMPARE(lines.join(u'\n'), expected.first(lines.size()).join(u'\n'));
        // The last line of a CSV may be cut in its text, which nobody can see. Where only the
        // balances tell the signs, it takes two whole lines to tell them.
        if (file.contains(QStringLiteral("the-balance-falls")))
            continue;
        for (const QString& line : lines)
            if (line.contains(QStringLiteral(" line ")) && !endsItself && line != lines.last())
                QVERIFY2(known.contains(line.section(u'|', 0, 0)), qPrintable(line));
    }
    QVERIFY(refused > 0);
}

void TestStatements::mappingsAreRemembered()
{
    bank::CsvMapping mapping;
    mapping.header = QStringList{QStringLiteral("When"), QStringLiteral("What"),
        QStringLiteral("In"), QStringLiteral("Out")};
    mapping.columns
        = {bank::Column::Date, bank::Column::Text, bank::Column::MoneyIn, bank::Column::MoneyOut};
    mapping.order = csv::DateOrder::YearFirst;
    mapping.mark = csv::DecimalMark::Comma;
    mapping.plainIsMoneyIn = false;
    const auto again = bank::mappingFromBytes(bank::toBytes(mapping));
    QVERIFY(again);
    QVERIFY(*again == mapping);
    // Without columns those of the header count; what is no meaning, or lacks one, is refused.
    QVERIFY(bank::mappingFromBytes("{}"));
    QVERIFY(!bank::mappingOf({.columns = {QStringLiteral("date"), QStringLiteral("amonut")}}));
    QVERIFY(!bank::mappingOf({.columns = {QStringLiteral("date"), QStringLiteral("payee")}}));
    bank::CsvMapping later;
    later.order = csv::DateOrder::MonthFirst;
    QVERIFY(later.over(mapping).columns == mapping.columns);
    QVERIFY(later.over(mapping).order == csv::DateOrder::MonthFirst);
    QVERIFY(later.over(mapping).mark == mapping.mark);
    const QByteArray file = "When,What,In,Out\n26/11/20,One,\"1,50\",\n26/11/21,Two,,\"2,00\"\n";
    const auto read
        = bank::read({QStringLiteral("f.csv"), file}, {base::Currency::of("AUD"), kToday, mapping});
    QCOMPARE(read.errors.size(), 0);
    QCOMPARE(read.statements.value(0).lines.value(0).date, QDate(2026, 11, 20));
    QCOMPARE(read.statements.value(0).lines.value(1).amount.toString(), QStringLiteral("-2.00"));
}

void TestStatements::aLargeFileIsReadOnce()
{
    QByteArray file = "Date,Description,Amount\n";
    for (int i = 0; i < 200'000; ++i)
        file += "2026-11-" + QByteArray::number(10 + i % 10) + ",Payer " + QByteArray::number(i)
            + (i % 2 == 0 ? ",10.00\n" : ",-10.00\n");
    const auto read
        = bank::read({QStringLiteral("f.csv"), file}, {base::Currency::of("AUD"), kToday, {}});
    QCOMPARE(read.errors.size(), 0);
    QCOMPARE(read.statements.value(0).lines.size(), 200'000);
}

QTEST_GUILESS_MAIN(TestStatements)
#include "tst_statements.moc"
