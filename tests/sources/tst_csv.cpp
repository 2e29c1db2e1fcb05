// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/random.h"
#include "sources/sources.h"

#include <QStringEncoder>
#include <QTest>

using namespace records;
using namespace sources;

namespace {

const base::Currency aud = base::Currency::of("AUD");

ReadResult readText(const QByteArray& content, const QString& name = QStringLiteral("x.csv"))
{
    return read({{name, content}}, aud);
}

QString firstError(const ReadResult& result)
{
    return result.errors.isEmpty() ? QString() : result.errors.first().toString();
}

base::Money money(qint64 minor)
{
    return {minor, aud};
}

QByteArray utf16(const QByteArray& text, QStringConverter::Encoding encoding)
{
    QStringEncoder encoder(encoding, QStringConverter::Flag::WriteBom);
    return encoder.encode(QString::fromUtf8(text));
}

const QByteArray accounts = "Account ID,Account name\n1,Café Ünïcode\n2,Two\n";
const QByteArray emersion
    = "ACCOUNT_ID,PAYMENT_DATE,PAYMENT_TIME,BPAY_BILLER_CODE,BPAY_REFERENCE,CUST_REFERENCE,AMOUNT,"
      "SURCHARGE_AMOUNT,SURCHARGE_PERCENT,PAYMENT_METHOD,PAYMENT_NOTE,INVOICE_LIST,"
      "INVOICE_ALLOCATION_LIST,SURCHARGE_IN_AMOUNT,SURCHARGE_AMOUNT_INC_TAX\n";

} // namespace

class TestCsv : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void templatesReadBackWithoutErrors();
    void readsEveryEncoding_data();
    void readsEveryEncoding();
    void refusesOtherBytesAndNamesTheLine();
    void readsLineEndsAndSeparators_data();
    void readsLineEndsAndSeparators();
    void quotedValuesKeepPhysicalLines();
    void recognisesKinds_data();
    void recognisesKinds();
    void shuffledColumnsReadTheSame();
    void settlesDatesOverTheWholeFile_data();
    void settlesDatesOverTheWholeFile();
    void settlesDecimalsOverTheWholeFile_data();
    void settlesDecimalsOverTheWholeFile();
    void invoicesGatherTheirLines();
    void invoiceTotalsAreChecked();
    void quantityTimesPriceNeverMovesACent();
    void negativeInvoicesAreCreditNotes();
    void emersionPaymentsBringTheirAllocations();
    void madeNumbersAreTheSameNextTime();
    void ownPaymentsMayTakeSeveralRows();
    void paymentsStateHowCompleteTheyAre();
    void allocationsMustPairAndFit_data();
    void allocationsMustFitAmount();
    void allocationsMustPairAndFit();
    void adjustmentsAndReversals();
    void namesTheLineInALargeFile();
    void stopsAtAHundredErrors();
    void twoThousandHostileFilesNeverCrash();
};

void TestCsv::templatesReadBackWithoutErrors()
{
    const ReadResult all = read(templates(), aud);
    QCOMPARE(firstError(all), QString());
    QCOMPARE(all.batch.accounts.size(), 2);
    QCOMPARE(all.batch.products.size(), 2);
    QCOMPARE(all.batch.documents.size(), 3);
    QCOMPARE(all.batch.payments.size(), 2);
    QCOMPARE(all.batch.adjustments.size(), 1);
    QCOMPARE(all.batch.reversals.size(), 1);
    QCOMPARE(all.batch.allocations.size(), 2);
    QCOMPARE(all.batch.documents.first().document.lines.size(), 2);
    QCOMPARE(all.batch.documents.first().document.total, money(27390));
    QSet<FileKind> kinds;
    for (const File& file : templates()) {
        const auto kind = recogniseKind(file);
        QVERIFY(kind.has_value());
        kinds.insert(*kind);
    }
    QCOMPARE(kinds.size(), 8);
}

void TestCsv::readsEveryEncoding_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::newRow("UTF-8") << accounts;
    QTest::newRow("UTF-8 with mark") << QByteArray("\xef\xbb\xbf") + accounts;
    QTest::newRow("UTF-16 little") << utf16(accounts, QStringConverter::Utf16LE);
    QTest::newRow("UTF-16 big") << utf16(accounts, QStringConverter::Utf16BE);
}

void TestCsv::readsEveryEncoding()
{
    QFETCH(QByteArray, content);
    const ReadResult result = readText(content);
    QCOMPARE(firstError(result), QString());
    QCOMPARE(result.batch.accounts.first().account.name, QString::fromUtf8("Café Ünïcode"));
}

void TestCsv::refusesOtherBytesAndNamesTheLine()
{
    const ReadResult result
        = readText("Account ID,Account name\n1,Plain\n2,Caf\xe9 Cp1252\n", QStringLiteral("a.csv"));
    QVERIFY(firstError(result).startsWith(QStringLiteral("a.csv, line 3: This is not UTF-8")));
    QVERIFY(!readText(QByteArray("Account ID\0,x\n", 14)).errors.isEmpty());
    QVERIFY(!readText("").errors.isEmpty());
}

void TestCsv::readsLineEndsAndSeparators_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::newRow("LF") << QByteArray("Account,Name\n1,A\n2,B");
    QTest::newRow("CRLF") << QByteArray("Account,Name\r\n1,A\r\n2,B\r\n");
    QTest::newRow("CR") << QByteArray("Account,Name\r1,A\r2,B\r");
    QTest::newRow("mixed and blank lines") << QByteArray("\nAccount,Name\r\n\n1,A\r,,\n2,B\n\n");
    QTest::newRow("semicolon") << QByteArray("Account;Name\n1;A\n2;B\n");
    QTest::newRow("tab") << QByteArray("ACCOUNT_ID\tCustomer Name\n1\tA\n2\tB\n");
    QTest::newRow("quoted header")
        << QByteArray("\"account id\", \"NAME\"\n\"1\",\"A\"\n2,\"B\"\n");
}

void TestCsv::readsLineEndsAndSeparators()
{
    QFETCH(QByteArray, content);
    const ReadResult result = readText(content);
    QCOMPARE(firstError(result), QString());
    QCOMPARE(result.batch.accounts.size(), 2);
    QCOMPARE(result.batch.accounts.last().account.number, QStringLiteral("2"));
    QCOMPARE(result.batch.accounts.last().account.name, QStringLiteral("B"));
}

void TestCsv::quotedValuesKeepPhysicalLines()
{
    const ReadResult good
        = readText("Account,Name,City\n1,\"A, \"\"B\"\"\r\nC\",X\n2,,Y\n", QStringLiteral("q.csv"));
    QCOMPARE(good.batch.accounts.first().account.name, QStringLiteral("A, \"B\"\nC"));
    QCOMPARE(
        firstError(good), QStringLiteral("q.csv, line 4, column Name: This value is missing."));
    QVERIFY(firstError(readText("Account,Name\n1,A\n2,\"open\n3,C\n"))
                .startsWith(QStringLiteral("x.csv, line 3: A quotation mark")));
    QVERIFY(firstError(readText("Account,Name\n1,\"A\"B\n"))
                .startsWith(QStringLiteral("x.csv, line 2: There is text after")));
    QVERIFY(firstError(readText("Account,Name\n1,A,B\n"))
                .startsWith(QStringLiteral("x.csv, line 2: This line has 3 values")));
}

void TestCsv::recognisesKinds_data()
{
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<int>("kind"); // −1: none or several
    const auto row
        = [](const char* header, int kind) { QTest::newRow(header) << QByteArray(header) << kind; };
    row("Account ID,Account Name,Invoice ID,Invoice Issue Date,Amount", int(FileKind::Invoices));
    row("Account,Name", int(FileKind::Accounts));
    row("Code,Name,SKU", int(FileKind::Products));
    row("payment_id,account,date,amount,invoice", int(FileKind::Payments));
    row("Credit note,Account,Date,Total,Invoice", int(FileKind::CreditNotes));
    row("Purchase order,Vendor,Date,Total", int(FileKind::Bills));
    row("Adjustment,Kind,Account,Date,Amount", int(FileKind::Adjustments));
    row("Reversal,Kind,Number,Account,Date", int(FileKind::Reversals));
    row("Payment,Credit note,Account,Date,Amount", -1);
    row("Account,Payment date,Amount,Invoice", int(FileKind::Payments));
    row("Invoice,Account,Invoice date,Total,Payment date", int(FileKind::Invoices));
    row("Apples,Pears", -1);
    QTest::newRow("Emersion") << emersion << int(FileKind::Payments);
}

void TestCsv::recognisesKinds()
{
    QFETCH(QByteArray, header);
    QFETCH(int, kind);
    const auto found = recogniseKind({QStringLiteral("x.csv"), header});
    QCOMPARE(found ? static_cast<int>(*found) : -1, kind);
    if (!found)
        QVERIFY(!found.error().sentence.isEmpty());
}

void TestCsv::shuffledColumnsReadTheSame()
{
    base::SeededRandom random(7);
    for (const File& file : templates()) {
        const ReadResult straight = read({file}, aud);
        QList<QList<QByteArray>> rows;
        for (const QByteArray& line : file.content.split('\n'))
            if (!line.trimmed().isEmpty())
                rows.append(line.trimmed().split(','));
        for (int round = 0; round < 20; ++round) {
            for (qsizetype i = rows.first().size() - 1; i > 0; --i) {
                const auto j = static_cast<qsizetype>(random.below(static_cast<quint64>(i + 1)));
                for (QList<QByteArray>& row : rows)
                    row.swapItemsAt(i, j);
            }
            QByteArray content;
            for (const QList<QByteArray>& row : rows)
                content += row.join(',') + ",ignored\n";
            content.replace(content.indexOf(",ignored"), 8, ",Whatever");
            const ReadResult shuffled = read({{file.name, content}}, aud);
            QCOMPARE(firstError(shuffled), QString());
            QCOMPARE(shuffled.batch.documents.size(), straight.batch.documents.size());
            for (qsizetype i = 0; i < straight.batch.documents.size(); ++i)
                QCOMPARE(shuffled.batch.documents.at(i).document,
                    straight.batch.documents.at(i).document);
            for (qsizetype i = 0; i < straight.batch.payments.size(); ++i)
                QCOMPARE(
                    shuffled.batch.payments.at(i).payment, straight.batch.payments.at(i).payment);
            for (qsizetype i = 0; i < straight.batch.accounts.size(); ++i)
                QCOMPARE(
                    shuffled.batch.accounts.at(i).account, straight.batch.accounts.at(i).account);
        }
    }
}

void TestCsv::settlesDatesOverTheWholeFile_data()
{
    QTest::addColumn<QByteArrayList>("cells");
    QTest::addColumn<QDate>("first"); // invalid: an error
    QTest::addColumn<QString>("error");
    const auto row
        = [](const char* name, const QByteArrayList& cells, QDate first, const char* error = "") {
              QTest::newRow(name) << cells << first << QString::fromUtf8(error);
          };
    row("ISO", {"2026-04-03"}, QDate(2026, 4, 3));
    row("ISO with time", {"2026-04-03T10:15:00"}, QDate(2026, 4, 3));
    row("month in letters", {"03/APR/2026"}, QDate(2026, 4, 3));
    row("day first by another line", {"03/04/2026", "25/04/2026"}, QDate(2026, 4, 3));
    row("month first by another line", {"03/04/2026", "04/25/2026"}, QDate(2026, 3, 4));
    row("same either way", {"04/04/2026"}, QDate(2026, 4, 4));
    row("ambiguous", {"03/04/2026", "05/06/2026"}, {},
        "x.csv, line 2, column Payment date: “03/04/2026” may be 3 April 2026 or 4 March 2026");
    row("contradiction", {"25/04/2026", "04/25/2026"}, {},
        "x.csv, line 3, column Payment date: This date has the month first, but the one in line 2 "
        "has the day first.");
    row("no such day", {"2026-02-30"}, {},
        "x.csv, line 2, column Payment date: “2026-02-30” is not");
    row("two-digit year", {"3/4/26"}, {}, "x.csv, line 2, column Payment date: “3/4/26” is not");
    row("missing", {""}, {}, "x.csv, line 2, column Payment date: This value is missing.");
}

void TestCsv::settlesDatesOverTheWholeFile()
{
    QFETCH(QByteArrayList, cells);
    QFETCH(QDate, first);
    QFETCH(QString, error);
    QByteArray content = "Payment,Account,Payment date,Amount\n";
    for (qsizetype i = 0; i < cells.size(); ++i)
        content += "P" + QByteArray::number(i) + ",1," + cells.at(i) + ",5.00\n";
    const ReadResult result = readText(content);
    if (first.isValid()) {
        QCOMPARE(firstError(result), QString());
        QCOMPARE(result.batch.payments.first().payment.date, first);
    } else {
        QVERIFY2(firstError(result).startsWith(error), firstError(result).toUtf8().constData());
    }
}

void TestCsv::settlesDecimalsOverTheWholeFile_data()
{
    QTest::addColumn<QByteArrayList>("cells");
    QTest::addColumn<qint64>("first"); // 0: an error
    QTest::addColumn<QString>("error");
    const auto row
        = [](const char* name, const QByteArrayList& cells, qint64 first, const char* error = "") {
              QTest::newRow(name) << cells << first << QString::fromUtf8(error);
          };
    row("plain", {"1240.80"}, 124080);
    row("groups and point", {"1,240.80"}, 124080);
    row("groups and comma", {"1.240,80"}, 124080);
    row("millions", {"1,234,567"}, 123456700);
    row("point by another line", {"1,240", "0.50"}, 124000);
    row("comma by another line", {"1.240", "0,50"}, 124000);
    row("currency sign and blanks", {"$ 1 240.80"}, 124080);
    row("whole", {"1240"}, 124000);
    row("alone", {"1,240"}, 0, "x.csv, line 2, column Amount: “1,240” may be 1240 or 1.240");
    row("contradiction", {"1.50", "1,50"}, 0,
        "x.csv, line 3, column Amount: This number has a decimal comma, but the one in line 2 has "
        "a "
        "decimal point.");
    row("words", {"ten"}, 0, "x.csv, line 2, column Amount: “ten” is not an amount of AUD.");
    row("too fine", {"1.234"}, 0, "x.csv, line 2, column Amount: ");
    row("too large", {"99999999999999"}, 0, "x.csv, line 2, column Amount: ");
    row("bad groups", {"1,24.00"}, 0, "x.csv, line 2, column Amount: ");
    row("negative", {"-5.00"}, 0, "x.csv, line 2, column Amount: A payment is above zero.");
}

void TestCsv::settlesDecimalsOverTheWholeFile()
{
    QFETCH(QByteArrayList, cells);
    QFETCH(qint64, first);
    QFETCH(QString, error);
    QByteArray content = "Payment;Account;Payment date;Amount\n";
    for (qsizetype i = 0; i < cells.size(); ++i)
        content += "P" + QByteArray::number(i) + ";1;2026-04-03;" + cells.at(i) + "\n";
    const ReadResult result = readText(content);
    if (first != 0) {
        QCOMPARE(firstError(result), QString());
        QCOMPARE(result.batch.payments.first().payment.amount, money(first));
    } else {
        QVERIFY2(firstError(result).startsWith(error), firstError(result).toUtf8().constData());
    }
}

void TestCsv::invoicesGatherTheirLines()
{
    const ReadResult result
        = readText("Invoice,Account,Date,Total,Description,Quantity,Unit price,Amount,Tax,Product\n"
                   "A,1,2026-11-01,33.00,Plan,2,10.00,20.00,2.00,P1\n"
                   ",,,,Call,,,10.00,1.00,\n"
                   "B,2,2026-11-02,5.50,Plan,1,5,,0.50,\n"
                   "B,2,2026-11-02,5.50,,,,,,P2\n");
    QCOMPARE(firstError(result), QString());
    QCOMPARE(result.batch.documents.size(), 2);
    const ledger::Document& a = result.batch.documents.first().document;
    QCOMPARE(a.lines.size(), 2);
    QCOMPARE(a.total, money(3300));
    QCOMPARE(a.tax, money(300));
    QCOMPARE(a.taxMode, ledger::TaxMode::Exclusive);
    QCOMPARE(a.dueDate, a.date);
    QCOMPARE(a.lines.first().quantity.toString(), QStringLiteral("2"));
    QCOMPARE(a.lines.last().unitPrice.toString(), QStringLiteral("10"));
    const ledger::Document& b = result.batch.documents.last().document;
    QCOMPARE(b.lines.first().amount, money(500));
    QCOMPARE(b.lines.last().description, QStringLiteral("P2"));
    // Only a total: one line of it, named by the document.
    const ReadResult bare
        = readText("Invoice,Account,Date,Total,Invoice tax\nA,1,2026-11-01,11,1\n");
    QCOMPARE(firstError(bare), QString());
    QCOMPARE(bare.batch.documents.first().document.lines.first().amount, money(1000));
    QCOMPARE(bare.batch.documents.first().document.total, money(1100));
}

void TestCsv::invoiceTotalsAreChecked()
{
    const QByteArray header = "Invoice,Account,Date,Total,Amount,Tax,Amounts are\n";
    QCOMPARE(firstError(readText(header + "A,1,2026-11-01,12.00,10.00,1.00,\n")),
        QStringLiteral("x.csv, line 2, column Total: The total is 12.00, but the lines add up to "
                       "11.00."));
    QCOMPARE(
        firstError(readText(header + "A,1,2026-11-01,10.00,10.00,0.91,inclusive\n")), QString());
    QCOMPARE(firstError(readText(header + "A,1,2026-11-01,10.00,10.00,0,no tax\n")), QString());
    QVERIFY(firstError(readText(header + "A,1,2026-11-01,10.00,10.00,1,no tax\n"))
                .contains(QStringLiteral("no tax, but its lines carry 1.00")));
    QVERIFY(
        firstError(readText(header + "A,1,2026-11-01,,1.50,,\nA,2,2026-11-01,,1.50,,\n"))
            .startsWith(QStringLiteral("x.csv, line 3, column Account: “2” differs from line 2")));
}

void TestCsv::quantityTimesPriceNeverMovesACent()
{
    const ReadResult result = readText("Invoice,Account,Date,Description,Quantity,Unit "
                                       "price,Amount\nA,1,2026-11-01,Calls,103,0.0123,1.30\n");
    QCOMPARE(firstError(result), QString());
    const ledger::Line& line = result.batch.documents.first().document.lines.first();
    QCOMPARE(line.amount, money(130));
    QCOMPARE(base::lineAmount(line.quantity, line.unitPrice, aud), money(130));
    QCOMPARE(line.description, QString::fromUtf8("Calls (103 × 0.0123)"));
}

void TestCsv::negativeInvoicesAreCreditNotes()
{
    const ReadResult result = readText("Invoice,Account,Date,Total,Quantity,Unit price,Amount,Tax\n"
                                       "A,1,2026-11-01,-22.00,2,-10.00,-20.00,-2.00\n");
    QCOMPARE(firstError(result), QString());
    const ledger::Document& note = result.batch.documents.first().document;
    QCOMPARE(note.kind, ledger::DocumentKind::CreditNote);
    QCOMPARE(note.total, money(2200));
    QCOMPARE(note.tax, money(200));
    QCOMPARE(note.lines.first().unitPrice.toString(), QStringLiteral("10"));
    QVERIFY(!readText("Bill,Account,Date,Total\nA,1,2026-11-01,-22.00\n").errors.isEmpty());
}

void TestCsv::emersionPaymentsBringTheirAllocations()
{
    const ReadResult result = readText(emersion
        + "1234567,2026-11-20,10:15:00,,987,REF-1,50.00,,,EFT,,123456|123457,20|30,,\n"
          "1234567,2026-11-20,10:15:00,,987,,50.00,,,BPAY,,,,,\n"
          "1234568,2026-11-21,,,,,12.5,,,CASH,,123460,,,\n");
    QCOMPARE(firstError(result), QString());
    QCOMPARE(result.batch.payments.size(), 3);
    QCOMPARE(result.batch.payments.first().payment.reference, QStringLiteral("REF-1"));
    QCOMPARE(result.batch.payments.at(1).payment.reference, QStringLiteral("987"));
    QCOMPARE(result.batch.payments.first().accountNumber, QStringLiteral("1234567"));
    QCOMPARE(result.batch.allocations.size(), 3);
    QCOMPARE(result.batch.allocations.at(1).invoiceNumber, QStringLiteral("123457"));
    QCOMPARE(result.batch.allocations.at(1).amount, money(3000));
    QCOMPARE(
        result.batch.allocations.at(1).fromNumber, result.batch.payments.first().payment.number);
    QCOMPARE(result.batch.allocations.at(2).amount, money(1250));
}

void TestCsv::madeNumbersAreTheSameNextTime()
{
    const QByteArray content = emersion
        + "7,2026-11-20,,,,,50.00,,,EFT,,,,,\n"
          "7,2026-11-20,,,,,50.00,,,EFT,,,,,\n";
    const ReadResult once = readText(content), again = readText(content, QStringLiteral("y.csv"));
    QCOMPARE(once.batch.payments.first().payment.number, QStringLiteral("7/2026-11-20/50.00"));
    QCOMPARE(once.batch.payments.last().payment.number, QStringLiteral("7/2026-11-20/50.00/2"));
    QCOMPARE(again.batch.payments.last().payment, once.batch.payments.last().payment);
}

void TestCsv::ownPaymentsMayTakeSeveralRows()
{
    const QByteArray header = "Payment,Account,Payment date,Amount,Invoice,Allocated\n";
    const ReadResult good = readText(header + "P,1,2026-11-20,50.00,A,20.00\nP,,,,B,30.00\n");
    QCOMPARE(firstError(good), QString());
    QCOMPARE(good.batch.payments.size(), 1);
    QCOMPARE(good.batch.allocations.size(), 2);
    QVERIFY(firstError(readText(header + "P,1,2026-11-20,50.00,A,20.00\nP,,,,B,31.00\n"))
                .startsWith(QStringLiteral("x.csv, line 3, column Allocated: 51.00 is allocated")));
    QVERIFY(firstError(readText(header + "P,1,2026-11-20,50.00,,\nP,1,2026-11-20,50.00,,\n"))
                .contains(QStringLiteral("already on line 2")));
    QVERIFY(firstError(readText(header + "P,1,2026-11-20,50.00,A,20.00\nP,2,,,B,30.00\n"))
                .contains(QStringLiteral("differs from line 2")));
}

void TestCsv::paymentsStateHowCompleteTheyAre()
{
    const QByteArray header = "Payment,Account,Payment date,Amount,Complete until\n";
    QCOMPARE(readText(header + "P,1,2026-11-19,1.00,2026-11-19\nQ,1,2026-11-20,1.00,2026-11-20\n")
                 .batch.paymentsCompleteUntil,
        QDateTime(QDate(2026, 11, 20), QTime(23, 59, 59), Qt::UTC));
    QCOMPARE(
        readText(header + "P,1,2026-11-19,1.00,2026-11-19T08:30:00Z\n").batch.paymentsCompleteUntil,
        QDateTime(QDate(2026, 11, 19), QTime(8, 30), Qt::UTC));
    QVERIFY(!readText(header + "P,1,2026-11-19,1.00,\n").batch.paymentsCompleteUntil.isValid());
}

void TestCsv::allocationsMustFitAmount()
{
    const ReadResult whole
        = readText("Credit note,Account,Date,Total,Invoice\nCN,1,2026-11-01,22.00,A\n");
    QCOMPARE(firstError(whole), QString());
    QCOMPARE(whole.batch.allocations.first().amount, money(2200));
    QCOMPARE(whole.batch.allocations.first().fromKind, RecordKind::CreditNote);
}

void TestCsv::allocationsMustPairAndFit_data()
{
    QTest::addColumn<QByteArray>("cells");
    QTest::newRow("two invoices, no amounts") << QByteArray("A|B,");
    QTest::newRow("two invoices, one amount") << QByteArray("A|B,5");
    QTest::newRow("amount without invoice") << QByteArray(",5");
    QTest::newRow("empty name") << QByteArray("A|,2|3");
    QTest::newRow("zero") << QByteArray("A,0");
    QTest::newRow("negative") << QByteArray("A,-1");
    QTest::newRow("more than there is") << QByteArray("A|B,30|30");
}

void TestCsv::allocationsMustPairAndFit()
{
    QFETCH(QByteArray, cells);
    const ReadResult result
        = readText("Payment,Account,Payment date,Amount,Invoice,Allocated\nP,1,2026-11-20,50.00,"
            + cells + "\n");
    QVERIFY(!result.errors.isEmpty());
    QCOMPARE(result.errors.first().place.line, 2);
}

void TestCsv::adjustmentsAndReversals()
{
    const ReadResult result
        = read({{QStringLiteral("a.csv"),
                    "Adjustment,Type,Account,Date,Amount,Invoice,Allocated\n"
                    "1,Ledger Credit,1,2026-11-01,-10.00,A,10.00\n2,Debit "
                    "Write-Off,1,2026-11-01,3.00,,\n"},
                   {QStringLiteral("r.csv"),
                       "Reversal,Kind,Number,Account,Date\nR1,Credit note,CN-1,1,2026-11-02\n"}},
            aud);
    QCOMPARE(firstError(result), QString());
    QCOMPARE(result.batch.adjustments.first().adjustment.amount, money(1000));
    QCOMPARE(
        result.batch.adjustments.last().adjustment.kind, ledger::AdjustmentKind::DebitWriteOff);
    QCOMPARE(result.batch.allocations.first().fromKind, RecordKind::Adjustment);
    QCOMPARE(result.batch.reversals.first().ofKind, RecordKind::CreditNote);
    QVERIFY(!readText("Adjustment,Type,Account,Date,Amount\n1,Gift,1,2026-11-01,1.00\n")
                 .errors.isEmpty());
    QVERIFY(
        !readText("Reversal,Kind,Number,Account,Date\nR,Gift,1,1,2026-11-01\n").errors.isEmpty());
}

void TestCsv::namesTheLineInALargeFile()
{
    QByteArray content = "Payment,Account,Payment date,Amount\n";
    for (int line = 2; line <= 3000; ++line)
        content += "P" + QByteArray::number(line) + ",1,2026-11-20,"
            + (line == 1204 ? "12.3x" : "10.00") + "\n";
    const ReadResult result = readText(content, QStringLiteral("payments.csv"));
    QCOMPARE(result.errors.size(), 1);
    QCOMPARE(firstError(result),
        QStringLiteral("payments.csv, line 1204, column Amount: “12.3x” is not an amount of AUD."));
    QCOMPARE(result.batch.payments.size(), 2998);
}

void TestCsv::stopsAtAHundredErrors()
{
    QByteArray content = "Payment,Account,Payment date,Amount\n";
    for (int i = 0; i < 5000; ++i)
        content += "P" + QByteArray::number(i) + ",1,never,x\n";
    QCOMPARE(readText(content).errors.size(), 100);
    QCOMPARE(firstError(readText("Payment,Account,Payment date\nP,1,2026-01-01\n")),
        QStringLiteral("x.csv, line 1, column Amount: This column is missing; a file of payments "
                       "needs it."));
}

void TestCsv::twoThousandHostileFilesNeverCrash()
{
    base::SeededRandom random(2026);
    const QList<File> examples = templates();
    const QByteArrayList cells{"", "\"", "\"\"", "|", "||", "1e99", "-", "(", "99999999999",
        "9999999999.99", "0000-00-00", "31/31/2026", "1,1,1", ".", ",", "-.5", "٣", "\xff",
        "\xc3\x28", "%1%2", "NZD", "JPY", "xxx", "\r", "\n", ";", "\t", "2026-11-20T99", "draft",
        "credit"};
    for (int round = 0; round < 2000; ++round) {
        const File& example = examples.at(
            static_cast<qsizetype>(random.below(static_cast<quint64>(examples.size()))));
        QByteArray content
            = example.content + example.content.mid(example.content.indexOf('\n') + 1);
        for (quint64 n = 1 + random.below(8); n > 0; --n) {
            const auto at
                = static_cast<qsizetype>(random.below(static_cast<quint64>(content.size() + 1)));
            const QByteArray& cell = cells.at(
                static_cast<qsizetype>(random.below(static_cast<quint64>(cells.size()))));
            switch (random.below(4)) {
            case 0:
                content.insert(at, cell);
                break;
            case 1:
                content.replace(at, static_cast<qsizetype>(random.below(9)), cell);
                break;
            case 2: { // a whole cell
                const qsizetype from = content.lastIndexOf(',', at) + 1;
                const qsizetype to = content.indexOf(',', from);
                if (to > from)
                    content.replace(from, to - from, cell);
                break;
            }
            default:
                content.truncate(at);
            }
        }
        const ReadResult result = read({{example.name, content}}, aud);
        QVERIFY(result.errors.size() <= 100);
        for (const ImportError& error : result.errors)
            QVERIFY(error.place.line >= 1 && !error.sentence.isEmpty());
        if (result.errors.isEmpty())
            for (const ImportedDocument& one : result.batch.documents) {
                base::Money sum{0, one.document.total.currency()};
                for (const ledger::Line& line : one.document.lines)
                    sum += one.document.taxMode == ledger::TaxMode::Exclusive
                        ? line.amount + line.tax
                        : line.amount;
                QCOMPARE(sum, one.document.total);
                QVERIFY(!one.document.total.isNegative());
            }
    }
}

QTEST_GUILESS_MAIN(TestCsv)
#include "tst_csv.moc"
