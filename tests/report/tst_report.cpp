// SPDX-License-Identifier: GPL-3.0-or-later

#include "report/papercolumns.h"
#include "report/report.h"
#include "unpacked.h"

#include <QBuffer>
#include <QElapsedTimer>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QPdfWriter>
#include <QTemporaryDir>
#include <QTest>
#include <QTextLayout>
#include <QTimeZone>

using namespace report;
using namespace Qt::StringLiterals;

namespace {

base::Money aud(qint64 minor)
{
    return {minor, base::Currency::of("AUD")};
}

// An instant that carries its organisation's time zone: 21:15 in Sydney.
QDateTime quarterPastTen()
{
    return QDateTime(QDate(2026, 11, 20), QTime(10, 15), Qt::UTC)
        .toTimeZone(QTimeZone("Australia/Sydney"));
}

Section accounts(int rows)
{
    Section section;
    section.key = u"accounts"_s;
    section.heading = u"Accounts: all/some"_s;
    section.columns = {{u"Account"_s, Cell::Kind::Text, 2}, {u"Due on"_s, Cell::Kind::Date},
        {u"Ledger"_s, Cell::Kind::Money}, {u"Difference"_s, Cell::Kind::Difference},
        {u"Lines"_s, Cell::Kind::Count}, {u"Seen"_s, Cell::Kind::Instant, 1, u"seenAt"_s}};
    for (int i = 0; i < rows; ++i)
        section.rows.append(
            {Cell::text(u"=1+1 Physio, \"%1\"\nand Sons"_s.arg(i)), Cell::date(QDate(2026, 11, 20)),
                Cell::money(aud(-124'080)), Cell::difference(aud(i % 3 * 1'000)),
                Cell::count(1'234), Cell::instant(quarterPastTen())});
    section.totals = {Cell::text(u"Total"_s), {}, Cell::money(aud(-124'080 * rows))};
    return section;
}

Report balances(int rows)
{
    return {.key = u"balances"_s,
        .title = u"Balances"_s,
        .organisation = u"Coastline Broadband Pty Ltd"_s,
        .book = u"Coastline"_s,
        .madeAt = quarterPastTen(),
        .facts = {{u"As of"_s, u"20 Nov 2026"_s}, {u"Xero fetched"_s, u"9 minutes ago"_s}},
        .sections = {accounts(rows)}};
}

QByteArray read(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

// Of a PDF: how many pages it says it has.
qsizetype pagesOf(const QByteArray& pdf)
{
    return pdf.count("/Type /Page\n") + pdf.count("/Type /Page ") + pdf.count("/Type /Page/");
}

} // namespace

// One report, four formats: what stands in one stands in all.
class TestOfReports : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void cellsForPeople()
    {
        QCOMPARE(shown(Cell::money(aud(-124'080))), u"\u22121,240.80"_s);
        QCOMPARE(shown(Cell::difference(aud(2'000))), u"+20.00"_s);
        QCOMPARE(shown(Cell::difference(aud(0))), u"0.00"_s);
        QCOMPARE(shown(Cell::money(aud(41'250)), true), u"AUD 412.50"_s);
        QCOMPARE(shown(Cell::date(QDate(2026, 11, 2))), u"2 Nov 2026"_s);
        QCOMPARE(shown(Cell::count(38'117)), u"38,117"_s);
        QCOMPARE(shown(Cell::instant(quarterPastTen())), u"20 Nov 2026 21:15"_s);
        QVERIFY(withZone(quarterPastTen()).startsWith(u"20 Nov 2026 21:15 "_s)); // AEDT, GMT+11
        QCOMPARE(shown(Cell()), QString());
        QCOMPARE(keyOf({.title = u"Due on (day)"_s}), u"dueOnDay"_s);
    }

    // Each letter is one of its own in a PDF, above all of a seal that is copied out of it.
    void paperHasNoLigatures()
    {
        QTextLayout layout(u"b4715bd2ff85fi"_s, paper::font(false));
        layout.beginLayout();
        layout.createLine();
        layout.endLayout();
        qsizetype letters = 0;
        for (const QGlyphRun& run : layout.glyphRuns())
            letters += run.glyphIndexes().size();
        QCOMPARE(letters, layout.text().size());
    }

    void idsStayOffThePaper()
    {
        Report report = balances(1);
        const double wanted = wantedWidth(report.sections.first());
        report.sections.first().columns.append({u"Id"_s, Cell::Kind::Text, 9, u"id"_s, true});
        report.sections.first().rows.first().append(Cell::text(QString(400, u'8')));
        QVERIFY(wanted < paper::kUpright);
        QVERIFY(!isWide(report));
        QVERIFY(toCsv(report).contains("88888"));
        report.sections.first().columns.last().isId = false;
        QVERIFY(isWide(report));
    }

    void csv()
    {
        QCOMPARE(toCsv(balances(1)),
            QByteArray("Account,Due on,Ledger,Difference,Lines,Seen\r\n"
                       "\"'=1+1 Physio, \"\"0\"\"\nand Sons\",2026-11-20,-1240.80,0.00,1234,"
                       "2026-11-20T10:15:00Z\r\n"
                       "Total,,-1240.80,,,\r\n"));
    }

    void severalSectionsInOneCsv()
    {
        Report report = balances(0);
        report.sections.first().totals.clear();
        report.sections.append({.key = u"causes"_s,
            .heading = u"=Causes"_s,
            .columns = {{.title = u"Cause"_s}},
            .rows = {{Cell::text(u"@SUM(A1)"_s)}}});
        QCOMPARE(toCsv(report),
            QByteArray("Accounts: all/some\r\nAccount,Due on,Ledger,Difference,Lines,Seen\r\n"
                       "\r\n'=Causes\r\nCause\r\n'@SUM(A1)\r\n"));
    }

    void amountsOfSeveralCurrenciesSayWhich()
    {
        Report report;
        report.sections.append({.columns = {{u"Held up"_s, Cell::Kind::Money}},
            .rows = {{Cell::money(aud(100))}, {Cell::money({500, base::Currency::of("JPY")})}}});
        QVERIFY(isMixed(report.sections.first(), 0));
        QCOMPARE(toCsv(report), QByteArray("Held up,Held up currency\r\n1.00,AUD\r\n500,JPY\r\n"));
        QVERIFY(plainText(report).contains(u"JPY 500"_s));
    }

    void json()
    {
        const QJsonObject json = QJsonDocument::fromJson(toJson(balances(1))).object();
        QCOMPARE(json[u"report"].toString(), u"balances"_s);
        QCOMPARE(json[u"madeAt"].toString(), u"2026-11-20T10:15:00Z"_s);
        QCOMPARE(json[u"facts"][u"As of"].toString(), u"20 Nov 2026"_s);
        const QJsonObject section = json[u"sections"][0].toObject();
        QCOMPARE(section[u"columns"][1][u"key"].toString(), u"dueOn"_s);
        const QJsonObject row = section[u"rows"][0].toObject();
        const QJsonObject amount{{u"amount"_s, u"-1240.80"_s}, {u"currency"_s, u"AUD"_s}};
        QCOMPARE(row[u"ledger"].toObject(), amount);
        QCOMPARE(row[u"account"].toString(), u"=1+1 Physio, \"0\"\nand Sons"_s);
        QCOMPARE(row[u"dueOn"].toString(), u"2026-11-20"_s);
        QCOMPARE(row[u"lines"].toInt(), 1'234);
        QCOMPARE(row[u"seenAt"].toString(), u"2026-11-20T10:15:00Z"_s);
        QCOMPARE(section[u"totals"].toObject().keys(), (QStringList{u"account"_s, u"ledger"_s}));
    }

    void spreadsheet()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(u"balances.xlsx"_s);
        Report report = balances(2);
        report.sections.append(accounts(1)); // the same heading once more
        QVERIFY(write(report, path));
        const auto files = unpacked(read(path));
        const QByteArray book = files.value(u"xl/workbook.xml"_s);
        QVERIFY(book.contains("name=\"Accounts all some\""));
        QVERIFY(book.contains("name=\"Accounts all some (2)\""));
        QVERIFY(book.contains("name=\"About\""));
        const QByteArray sheet = files.value(u"xl/worksheets/sheet1.xml"_s);
        QVERIFY(!sheet.contains("<f>")); // no formula
        QVERIFY(sheet.contains("<v>-1240.8</v>")); // a number
        QVERIFY(sheet.contains("<v>46346</v>")); // 20 Nov 2026 as a date
        QVERIFY(sheet.contains("state=\"frozen\""));
        QVERIFY(files.value(u"xl/sharedStrings.xml"_s).contains("=1+1 Physio"));
        QVERIFY(files.value(u"xl/styles.xml"_s).contains("+#,##0.00;-#,##0.00;#,##0.00"));
    }

    void manyRowsInASpreadsheet()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(u"large.xlsx"_s);
        QVERIFY(writeXlsx(balances(101'000), path));
        const QByteArray sheet = unpacked(read(path)).value(u"xl/worksheets/sheet1.xml"_s);
        QCOMPARE(sheet.count("<row "), 101'002);
    }

    void pdf()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(u"balances.PDF"_s);
        QVERIFY(write(balances(120), path));
        const QByteArray pdf = read(path);
        QVERIFY(pdf.startsWith("%PDF"));
        QVERIFY(pagesOf(pdf) > 2);
    }

    void longReportsAreLaidOutInBoundedTime()
    {
        QByteArray bytes;
        QBuffer buffer(&bytes);
        QVERIFY(buffer.open(QIODevice::WriteOnly));
        QElapsedTimer timer;
        timer.start();
        {
            QPdfWriter writer(&buffer);
            QVERIFY(paint(balances(20'000), writer));
        }
        qInfo("20,000 rows on paper: %lld ms, %lld pages", timer.elapsed(), pagesOf(bytes));
        QVERIFY(timer.elapsed() < 120'000);
        QVERIFY(pagesOf(bytes) > 400);
    }

    void figuresGetTheRoomTheyNeed()
    {
        Section section = accounts(3);
        section.rows[1][0] = Cell::text(QString(400, u'W'));
        const QList<double> widths = widthsOf(section, paper::kUpright);
        double sum = paper::kGap * double(widths.size() - 1);
        for (const double width : widths)
            sum += width;
        QVERIFY(std::abs(sum - paper::kUpright) < 1);
        QVERIFY(widths.at(2) > 40 && widths.at(2) < 80); // −1,240.80
        QVERIFY(widths.at(0) > widths.at(1)); // the text gets what is left
    }

    void widePapersLieAcross()
    {
        QVERIFY(!isWide(balances(3)));
        Report report = balances(3);
        for (int i = 0; i < 6; ++i)
            report.sections.first().columns.append({u"Amount"_s, Cell::Kind::Money});
        for (QList<Cell>& row : report.sections.first().rows)
            for (int i = 0; i < 6; ++i)
                row.append(Cell::money(aud(123'456'789)));
        QVERIFY(isWide(report));
    }

    void textForTheConsole()
    {
        const QString text = plainText(balances(1));
        QVERIFY2(text.startsWith(u"Balances\nAs of         20 Nov 2026\nXero fetched  9 min"_s),
            qPrintable(text));
        QVERIFY(text.contains(u"=1+1 Physio, \"0\" and Sons"_s)); // one line
    }

    void aReportWithoutAnything()
    {
        const QTemporaryDir folder;
        for (const char* ending : {"pdf", "xlsx", "csv", "json"})
            QVERIFY(write(Report{}, folder.filePath(u"empty."_s + QLatin1String(ending))));
    }

    void wholeOrNotAtAll()
    {
        const QTemporaryDir folder;
        for (const char* ending : {"pdf", "xlsx", "csv", "json"}) {
            const QString path = folder.filePath(u"nowhere/b."_s + QLatin1String(ending));
            const auto result = write(balances(1), path);
            QVERIFY(!result);
            QCOMPARE(result.error().kind, base::ErrorKind::Storage);
            QVERIFY(result.error().sentence.startsWith(path));
            QVERIFY(!QFileInfo::exists(path));
        }
        const auto odd = write(balances(1), folder.filePath(u"balances.docx"_s));
        QVERIFY(!odd);
        QCOMPARE(odd.error().kind, base::ErrorKind::Usage);
        QVERIFY(odd.error().sentence.contains(u".pdf, .xlsx, .csv or .json"_s));
    }
};

QTEST_MAIN(TestOfReports)
#include "tst_report.moc"
