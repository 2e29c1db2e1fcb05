// SPDX-License-Identifier: GPL-3.0-or-later

// Both ledgers to the cent on the console: as of a day, since when, reports in every format, and a
// sign-off whose evidence can't be touched.

#include "console/console.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

using Qt::StringLiterals::operator""_s;

class ToTheCentTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // One demo book for all: it takes its time, and what is read changes nothing.
    void initTestCase()
    {
        const Ran made
            = console({u"book"_s, u"create"_s, book(), u"--name"_s, u"Demo"_s, u"--demo"_s});
        QVERIFY2(made.exit == Done, qPrintable(made.err));
    }

    void theBridgeAddsUpNowAndAsOfADay()
    {
        const QString before = QDate::currentDate().addDays(-20).toString(Qt::ISODate);
        for (const QStringList& day : {QStringList(), {u"--as-of"_s, before}}) {
            const Ran ran
                = console(QStringList{u"bridge"_s, book(), u"104377"_s, u"--json"_s} + day);
            QVERIFY2(ran.exit == Done, qPrintable(ran.err));
            qint64 sum = 0;
            for (const QJsonValue& line : ran.json()[u"lines"_s].toArray())
                sum += cents(line[u"amount"_s]);
            QCOMPARE(sum, cents(ran.json()[u"difference"_s]));
            QCOMPARE(cents(ran.json()[u"ledger"_s]) - cents(ran.json()[u"xero"_s]), sum);
            QVERIFY(cents(ran.json()[u"ledger"_s]) != 0);
        }
        QCOMPARE(console({u"bridge"_s, book(), u"104377"_s, u"--json"_s})
                     .json()[u"lines"_s]
                     .toArray()
                     .size(),
            4);
    }

    // Customers and vendors are never added up, and each sum is that of its causes.
    void theBookSaysEachBalanceByItself()
    {
        const Ran ran = console({u"bridge"_s, book(), u"--json"_s, u"--limit"_s, u"0"_s});
        QCOMPARE(ran.exit, Done);
        const QJsonArray balances = ran.json()[u"balances"_s].toArray();
        QCOMPARE(balances.size(), 2);
        QSet<QString> sides;
        int differing = 0;
        for (const QJsonValue& one : balances) {
            sides.insert(one[u"side"_s].toString());
            differing += one[u"differing"_s].toInt();
            qint64 sum = 0;
            for (const QJsonValue& cause : one[u"causes"_s].toArray())
                sum += cents(cause[u"amount"_s]);
            QCOMPARE(sum, cents(one[u"difference"_s]));
            QCOMPARE(cents(one[u"ledger"_s]) - cents(one[u"xero"_s]), sum);
        }
        QCOMPARE(sides, (QSet<QString>{u"receivable"_s, u"payable"_s}));
        QCOMPARE(ran.json()[u"accounts"_s].toArray().size(), differing);
        const Ran vendors = console({u"bridge"_s, book(), u"--role"_s, u"vendor"_s});
        QVERIFY(vendors.out.contains(u"Payable in AUD"_s));
        QVERIFY(!vendors.out.contains(u"Receivable in AUD"_s));
        const Ran mixed = console({u"accounts"_s, book(), u"--filter"_s, u"differ"_s});
        QVERIFY2(mixed.out.contains(u"payable"_s), qPrintable(mixed.out));
    }

    // What a report can't be asked for is refused, not left out without a word.
    void whatIsAskedOfTheWrongReportIsRefused()
    {
        for (const QStringList& words : {QStringList{u"balances"_s, u"--role"_s, u"vendors"_s},
                 {u"balances"_s, u"--filter"_s, u"bogus"_s}, {u"pending"_s, u"104377"_s}}) {
            const Ran ran = console(QStringList{u"export"_s, book()} + words);
            QVERIFY2(ran.exit == Usage, qPrintable(words.join(u' ')));
            QVERIFY(!ran.err.isEmpty());
        }
        QCOMPARE(console({u"accounts"_s, book(), u"--role"_s, u"vendors"_s}).exit, Usage);
    }

    void theBridgeOfADayIsAsLongAsAsked()
    {
        const QString day = QDate::currentDate().toString(Qt::ISODate);
        const QStringList asked{u"bridge"_s, book(), u"--as-of"_s, day, u"--json"_s, u"--limit"_s};
        const auto lines = [&](const QString& limit) {
            const Ran ran = console(asked + QStringList{limit});
            for (const QJsonValue& section : ran.json()[u"sections"_s].toArray())
                if (section[u"key"_s].toString() == u"lines"_s)
                    return section[u"rows"_s].toArray().size();
            return qsizetype(-1);
        };
        QCOMPARE(lines(u"2"_s), 2);
        QVERIFY(lines(u"0"_s) > 2);
    }

    void listsAreNarrowed()
    {
        const auto count = [this](const QStringList& more) {
            return console(QStringList{u"accounts"_s, book(), u"--json"_s} + more)
                .json()[u"count"_s]
                .toInt();
        };
        const int all = count({});
        const int differ = count({u"--filter"_s, u"differ"_s});
        QVERIFY(all > 300 && differ > 5 && differ < 20);
        QCOMPARE(count({u"--filter"_s, u"unexplained"_s}), 0);
        QVERIFY(count({u"--cause"_s, u"unsupported-kind"_s}) >= 1);
        QVERIFY(count({u"--at-least"_s, u"1000"_s}) >= 1);
        QVERIFY(count({u"--at-least"_s, u"1000"_s}) < differ);
        QCOMPARE(count({u"--currency"_s, u"NZD"_s}), 0);
        const Ran wrong = console({u"accounts"_s, book(), u"--cause"_s, u"weather"_s});
        QCOMPARE(wrong.exit, Usage);
        QVERIFY(wrong.err.contains(u"weather"_s));
    }

    void everyReportInEveryFormat()
    {
        for (const char* what :
            {"balances", "bridge", "ageing", "pending", "problems", "log", "sign-offs"})
            for (const char* ending : {"pdf", "xlsx", "csv", "json"}) {
                const QString path = m_folder.filePath(
                    QString::fromLatin1(what) + u'.' + QString::fromLatin1(ending));
                const Ran ran
                    = console({u"export"_s, book(), QString::fromLatin1(what), u"--to"_s, path});
                QVERIFY2(ran.exit == Done, qPrintable(path + ran.err));
                QFile file(path);
                QVERIFY(file.open(QIODevice::ReadOnly));
                const QByteArray head = file.read(5);
                QVERIFY2(ending[0] == 'p'  ? head.startsWith("%PDF-")
                        : ending[0] == 'x' ? head.startsWith("PK")
                                           : !head.isEmpty(),
                    qPrintable(path));
            }
        const Ran wrong = console(
            {u"export"_s, book(), u"balances"_s, u"--to"_s, m_folder.filePath(u"a.doc"_s)});
        QCOMPARE(wrong.exit, Usage);
        QVERIFY(!QFile::exists(m_folder.filePath(u"a.doc"_s)));
        QCOMPARE(console({u"export"_s, book(), u"weather"_s}).exit, Usage);
        const Ran noDay = console({u"export"_s, book(), u"log"_s, u"--as-of"_s, u"2026-01-31"_s});
        QVERIFY2(noDay.exit != Done && noDay.err.contains(u"day"_s), qPrintable(noDay.err));
    }

    // The filters that the window's lists have, beside each other.
    void reportsAreNarrowedAsTheListsAre()
    {
        const auto rows = [this](const char* what, const QString& filter, qsizetype section) {
            QStringList arguments{
                u"export"_s, book(), QString::fromLatin1(what), u"--json"_s, u"--filter"_s, filter};
            return console(arguments).json()[u"sections"_s][section][u"rows"_s].toArray();
        };
        const QJsonArray needy = rows("pending", u"needs-you"_s, 0);
        const QJsonArray payments = rows("pending", u"payments,needs-you"_s, 0);
        QVERIFY(!payments.isEmpty() && payments.size() < needy.size());
        for (const QJsonValue& row : payments)
            QVERIFY2(row[u"kind"_s].toString().contains(u"payment"_s, Qt::CaseInsensitive),
                qPrintable(row[u"kind"_s].toString()));
        const QJsonArray all = rows("problems", {}, 0);
        const QJsonArray inXero = rows("problems", u"xero"_s, 0);
        QVERIFY(!inXero.isEmpty() && inXero.size() < all.size());
        for (const QJsonValue& row : inXero)
            QCOMPARE(row[u"who"_s].toString(), u"You, in Xero"_s);
        QStringList titles;
        for (const QJsonValue& row : inXero)
            titles.append(row[u"problem"_s].toString());
        const QJsonArray records = rows("problems", u"xero"_s, 1);
        QVERIFY(!records.isEmpty());
        for (const QJsonValue& row : records)
            QVERIFY(titles.contains(row[u"problem"_s].toString()));
        const QJsonArray runs = rows("log", {}, 0);
        QVERIFY(!runs.isEmpty());
        QCOMPARE(rows("log", u"2000-01-01"_s, 0).size(), runs.size());
        QCOMPARE(rows("log", u"2999-01-01"_s, 0).size(), 0);
        QVERIFY(rows("log", u"left"_s, 0).size() < runs.size()
            || rows("log", u"nothing"_s, 0).size() < runs.size());
        QCOMPARE(rows("log", u"weather"_s, 0).size(), 0);
    }

    void aSignOffFromWordToEvidence()
    {
        const QDate today = QDate::currentDate();
        const QString day = today.addDays(-20).toString(Qt::ISODate);
        QCOMPARE(console({u"sign-off"_s, book(), u"--book"_s, u"--as-of"_s, day}).exit, Usage);
        const Ran future = console({u"sign-off"_s, book(), u"--book"_s, u"--preparer"_s,
            u"Ann Lee"_s, u"--as-of"_s, today.addDays(3).toString(Qt::ISODate)});
        QCOMPARE(future.exit, Usage);
        const Ran made = console({u"sign-off"_s, book(), u"--book"_s, u"--as-of"_s, day,
            u"--preparer"_s, u"Ann Lee"_s, u"--note"_s, u"=1+1"_s});
        QVERIFY2(made.exit == Done, qPrintable(made.err));
        const Ran self
            = console({u"review-sign-off"_s, book(), u"1"_s, u"--reviewer"_s, u"ann lee"_s});
        QVERIFY2(self.exit != Done && self.err.contains(u"Somebody else"_s), qPrintable(self.err));
        const Ran reviewed
            = console({u"review-sign-off"_s, book(), u"1"_s, u"--reviewer"_s, u"Bo Chen"_s});
        QVERIFY2(reviewed.exit == Done, qPrintable(reviewed.err));
        QCOMPARE(signOff()[u"state"_s].toString(), u"signed-off"_s);

        const QString pack = m_folder.filePath(u"pack"_s);
        const Ran packed = console({u"pack"_s, book(), u"1"_s, u"--to"_s, pack});
        QVERIFY2(packed.exit == Done, qPrintable(packed.err));
        QCOMPARE(console({u"verify"_s, pack}).exit, Done);
        QCOMPARE(console({u"verify"_s, pack, u"--book"_s, book()}).exit, Done);
        QFile items(pack + u"/items.csv"_s);
        QVERIFY(items.open(QIODevice::ReadWrite));
        QByteArray text = items.readAll();
        const qsizetype digit = text.lastIndexOf("00");
        text[digit] = '1';
        items.seek(0);
        items.write(text);
        items.close();
        const Ran tampered = console({u"verify"_s, pack});
        QCOMPARE(tampered.exit, Stop);
        QVERIFY(tampered.out.contains(u"items.csv"_s));

        // Dated after the day: no news. Dated before it: suspended, by record and to the cent.
        const Ran later = console({u"record"_s, u"payment"_s, book(), u"104090"_s, u"5.00"_s,
            u"--number"_s, u"PAY-LATER"_s, u"--date"_s, today.toString(Qt::ISODate)});
        QVERIFY2(later.exit == Done, qPrintable(later.err));
        QCOMPARE(signOff()[u"state"_s].toString(), u"signed-off"_s);
        const Ran backdated = console({u"record"_s, u"payment"_s, book(), u"104090"_s, u"7.00"_s,
            u"--number"_s, u"PAY-BACK"_s, u"--date"_s, today.addDays(-30).toString(Qt::ISODate)});
        QVERIFY2(backdated.exit == Done, qPrintable(backdated.err));
        const QJsonObject suspended = signOff();
        QCOMPARE(suspended[u"state"_s].toString(), u"suspended"_s);
        QCOMPARE(suspended[u"changes"_s].toArray().size(), 1);
        const QJsonValue change = suspended[u"changes"_s][0];
        QCOMPARE(cents(change[u"ledger"_s]), -700);
        QCOMPARE(cents(change[u"xero"_s]), 0);
        QCOMPARE(change[u"delta"_s][0][u"after"_s][u"label"_s].toString(), u"PAY-BACK"_s);
        QCOMPARE(console({u"sign-offs"_s, book()}).exit, Stop);

        const Ran anew = console(
            {u"sign-off"_s, book(), u"--book"_s, u"--as-of"_s, day, u"--preparer"_s, u"Ann Lee"_s});
        QVERIFY2(anew.exit == Done, qPrintable(anew.err));
        QCOMPARE(signOff()[u"state"_s].toString(), u"replaced"_s);
        const Ran report = console({u"export"_s, book(), u"sign-off"_s, u"1"_s});
        QVERIFY2(report.exit == Done, qPrintable(report.err));
        QVERIFY(report.out.contains(u"Prepared by"_s) && report.out.contains(u"Fingerprints"_s));
        QVERIFY(console({u"export"_s, book(), u"sign-off"_s, u"99"_s}).exit != Done);
        const Ran withdrawn = console({u"withdraw-sign-off"_s, book(), u"2"_s, u"--who"_s,
            u"Bo Chen"_s, u"--reason"_s, u"Too early"_s});
        QVERIFY2(withdrawn.exit == Done, qPrintable(withdrawn.err));
    }

private:
    QString book() const { return m_folder.filePath(u"d.tieout"_s); }
    QJsonObject signOff() const
    {
        return console({u"sign-offs"_s, book(), u"1"_s, u"--json"_s}).json();
    }
    static qint64 cents(const QJsonValue& money)
    {
        return money[u"amount"_s].toString().remove(u'.').toLongLong();
    }

    QTemporaryDir m_folder;
};

QTEST_GUILESS_MAIN(ToTheCentTest)
#include "tst_tothecent.moc"
