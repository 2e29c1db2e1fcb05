// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/world.h"

#include "records/words.h"

#include <QDir>
#include <QJsonDocument>
#include <QTest>

// The bank's own lines over the life of a book: what a tick hides, the way back after a release,
// the watched folder, the last moment at which all was safe, and the file for whoever helps.
namespace command = records::command;
using namespace records;
using Qt::StringLiterals::operator""_s;

namespace {

const QString kAccount = u"104377"_s;
const QString kName = u"Harbourside Physio"_s;

} // namespace

class TestLines : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_world = std::make_unique<World>();
        m_world->account(kAccount, kName);
        DONE(m_world->sync());
    }
    void cleanup() { m_world.reset(); }

    // Ticked off while nothing was known of it: the invoice that comes later is still found.
    void aTickHidesNoInvoiceThatComesLater()
    {
        take({u"HARBOURSIDE PHYSIO,INV-10291,888.00"_s});
        DONE(m_world->tell(command::DecideLines{{line().kept.id}, {LineSaying::Done, {}}}));
        QCOMPARE(line().check.verdict, Verdict::Done);
        m_world->invoice(kAccount, u"INV-10291"_s, u"888.00"_s);
        DONE(m_world->sync());
        QCOMPARE(toText(line().check.hazard), u"not-in-billing"_s);
        QCOMPARE(line().check.verdict, Verdict::Stop);
    }

    // Ax5–Ax9: the overpayment is in Xero, and somebody clicks OK on the invoice before its
    // allocation came.
    void theWayBackWhereTheOverpaymentIsThere()
    {
        m_world->invoice(kAccount, u"INV-10291"_s, u"888.00"_s);
        DONE(m_world->sync());
        m_world->payment(kAccount, u"PAY-20417"_s, u"888.00"_s, u"INV-10291"_s, u"888.00"_s);
        take({u"HARBOURSIDE PHYSIO,INV-10291,888.00"_s});
        m_world->control("POST", u"/sandbox/faults"_s,
            {{u"kind"_s, u"503"_s}, {u"pathContains"_s, u"Allocations"_s}, {u"every"_s, 1}});
        m_world->push();
        m_world->control("DELETE", u"/sandbox/faults"_s);
        QVERIFY2(m_world->remaining(kName, u"overpayments"_s) == u"888.00"_s,
            qPrintable(m_world->outbox().join(u'\n')));
        m_world->person(u"match-invoice"_s,
            {{u"invoice"_s, u"INV-10291"_s}, {u"amount"_s, u"888.00"_s}, {u"bank"_s, u"090"_s}});
        m_world->sync(); // Ax5
        QCOMPARE(m_world->ledgerBalance(kAccount), u"0.00"_s);
        QCOMPARE(m_world->xeroBalance(kName), u"-888.00"_s);
        QCOMPARE(line().check.verdict, Verdict::Stop); // Ax6
        QCOMPARE(toText(line().check.hazard), u"wrong-match"_s);
        m_world->person(u"remove-and-redo"_s, {{u"invoice"_s, u"INV-10291"_s}}); // Ax7
        m_world->sync();
        m_world->tell(command::Retry{.all = true}); // Ax8
        QCOMPARE(m_world->xeroBalance(kName), u"0.00"_s);
        QCOMPARE(m_world->remaining(kName, u"overpayments"_s), u"0.00"_s);
        QCOMPARE(m_world->bridge(kAccount), QStringList());
        DONE(m_world->pull());
        QVERIFY2(line().check.verdict == Verdict::Safe, qPrintable(line().check.sentence));
        m_world->person(u"reconcile"_s, {{u"kind"_s, u"overpayment"_s}, {u"contact"_s, kName}});
        DONE(m_world->sync()); // Ax9
        QCOMPARE(line().check.verdict, Verdict::Done);
        QCOMPARE(m_world->outbox(), QStringList());
    }

    // Two lines, one record: whichever comes first is right, and the other is not.
    void oneRecordIsNotSafeForTwoLines()
    {
        m_world->invoice(kAccount, u"INV-10301"_s, u"100.00"_s);
        m_world->invoice(kAccount, u"INV-10302"_s, u"200.00"_s);
        DONE(m_world->sync());
        BookSettings settings = m_world->reader().settings();
        settings.receiptsByBank.insert(u"090"_s, BankReceipts::EnteredInXero);
        DONE(m_world->tell(command::ChangeSettings{settings}));
        take({u"HARBOURSIDE PHYSIO,,300.00"_s}); // both invoices
        QCOMPARE(verdictOf(300), u"safe"_s);
        take({u"HARBOURSIDE PHYSIO,,100.00"_s}); // the first alone
        QCOMPARE(verdictOf(100), u"duplicate-line"_s);
        QCOMPARE(verdictOf(300), u"duplicate-line"_s);
        // A person knows, and may have been wrong.
        const LineDecision isIt{LineSaying::Is, lineOf(100).check.choices.value(0).xero};
        DONE(m_world->tell(command::DecideLines{{lineOf(100).kept.id}, isIt}));
        QCOMPARE(verdictOf(100), u"safe"_s);
        QCOMPARE(verdictOf(300), u"duplicate-line"_s);
        DONE(m_world->tell(command::DecideLines{{lineOf(100).kept.id}, isIt, true}));
        QCOMPARE(verdictOf(100), u"duplicate-line"_s);
        // Ticked off it is still the one that took it.
        DONE(m_world->tell(command::DecideLines{{lineOf(100).kept.id}, {LineSaying::Done, {}}}));
        QCOMPARE(lineOf(100).check.verdict, Verdict::Done);
        QCOMPARE(verdictOf(300), u"duplicate-line"_s);
        DONE(m_world->tell(
            command::DecideLines{{lineOf(100).kept.id}, {LineSaying::Done, {}}, true}));
        // Not this one's at all: the other has it for itself.
        DONE(m_world->tell(
            command::DecideLines{{lineOf(100).kept.id}, {LineSaying::IsNot, isIt.xero}}));
        QCOMPARE(verdictOf(300), u"safe"_s);
    }

    // A flat fee twice: the line that is one of them leaves none for the lump.
    void twinsLeaveNoneForTheLump()
    {
        for (const QString& number : {u"INV-10303"_s, u"INV-10304"_s})
            m_world->invoice(kAccount, number, u"100.00"_s);
        DONE(m_world->sync());
        BookSettings settings = m_world->reader().settings();
        settings.receiptsByBank.insert(u"090"_s, BankReceipts::EnteredInXero);
        DONE(m_world->tell(command::ChangeSettings{settings}));
        take({u"HARBOURSIDE PHYSIO,,200.00"_s});
        QCOMPARE(verdictOf(200), u"safe"_s);
        take({u"HARBOURSIDE PHYSIO,,100.00"_s});
        QCOMPARE(verdictOf(100), u"twins"_s);
        QCOMPARE(verdictOf(200), u"duplicate-line"_s);
    }

    // A card company keeps 1.80 of 100.00.
    void aFeeIsAllowedPerBankAccount()
    {
        m_world->invoice(kAccount, u"INV-10300"_s, u"100.00"_s);
        m_world->payment(kAccount, u"PAY-20420"_s, u"100.00"_s, u"INV-10300"_s, u"100.00"_s);
        DONE(m_world->sync());
        take({u"HARBOURSIDE PHYSIO,PAY-20420,98.20"_s});
        QCOMPARE(toText(line().check.hazard), u"nothing-known"_s);
        BookSettings settings = m_world->reader().settings();
        settings.feesByBank.insert(u"090"_s, 200);
        DONE(m_world->tell(command::ChangeSettings{settings}));
        QCOMPARE(toText(line().check.hazard), u"fee"_s);
        QCOMPARE(line().check.choices.size(), 1);
        DONE(m_world->tell(command::DecideLines{
            {line().kept.id}, {LineSaying::Is, line().check.choices.value(0).xero}}));
        QVERIFY2(line().check.verdict == Verdict::Safe, qPrintable(line().check.sentence));
        QVERIFY(line().check.sentence.contains(u"bank fee of 1.80"_s));
    }

    void theWatchedFolder()
    {
        const auto look = [&] { return m_world->tell(command::LookForStatements{}); };
        QVERIFY(!look().done); // none is watched
        BookSettings settings = m_world->reader().settings();
        settings.statementFolder = m_world->folder() + u"/statements"_s;
        settings.receiptsByBank.insert(u"090"_s, BankReceipts::ThroughBilling);
        DONE(m_world->tell(command::ChangeSettings{settings}));
        QVERIFY(!look().done); // it isn't there
        QVERIFY(QDir().mkpath(settings.statementFolder));
        QCOMPARE(look().sentence, QString()); // nothing new is nothing to tell
        write(settings.statementFolder + u"/a.mt940"_s, mt940("0821424821", "C888,00"));
        write(settings.statementFolder + u"/notes.txt"_s, "not a statement");
        const CommandOutcome taken = look();
        QVERIFY2(taken.done && taken.sentence.contains(u"1 line from"_s),
            qPrintable(taken.sentence + taken.error.sentence));
        QCOMPARE(m_world->reader().bankLineCount({}), 1);
        QCOMPARE(look().sentence, QString());
        // What was undone doesn't come back by itself; what is broken is told once.
        DONE(m_world->tell(
            command::UndoStatement{m_world->reader().statements().value(0).statement.id}));
        QCOMPARE(look().sentence, QString());
        QCOMPARE(m_world->reader().bankLineCount({}), 0);
        write(settings.statementFolder + u"/broken.ofx"_s, "<OFX>");
        const CommandOutcome broken = look();
        QVERIFY(!broken.done);
        QVERIFY2(
            broken.error.sentence.contains(u"broken.ofx"_s), qPrintable(broken.error.sentence));
        QVERIFY(look().done);
        // What is being written is passed over, and what needs an answer is asked until it is left.
        const QString late = settings.statementFolder + u"/late.mt940"_s;
        write(late, mt940("0821424821", "C777,00"));
        QFile growing(late);
        QVERIFY(growing.open(QIODevice::ReadWrite));
        growing.setFileTime(QDateTime::currentDateTime(), QFile::FileModificationTime);
        QCOMPARE(look().sentence, QString());
        QVERIFY(QFile::remove(late));
        const QString whose = settings.statementFolder + u"/whose.csv"_s;
        write(whose, "Date,Payee,Amount\n2026-11-20,NAB,-15.00\n");
        QVERIFY(look().question.has_value());
        QVERIFY(look().question.has_value());
        QVERIFY(m_world->tell(command::LookForStatements{whose}).done);
        QVERIFY(look().done);
    }

    void theLastMomentAtWhichAllWasSafe()
    {
        BookSettings settings = m_world->reader().settings();
        settings.paymentsCompleteUntil = QDateTime::currentDateTimeUtc().addDays(1);
        DONE(m_world->tell(command::ChangeSettings{settings}));
        DONE(m_world->pull());
        const QDateTime clean = m_world->reader().today().lastClean;
        QVERIFY(clean.isValid());
        m_world->invoice(kAccount, u"INV-10291"_s, u"888.00"_s);
        m_world->payment(kAccount, u"PAY-20417"_s, u"888.00"_s, u"INV-10291"_s, u"888.00"_s);
        QCOMPARE(m_world->verdict(), Verdict::Stop);
        QVERIFY(m_world->reader().today().lastClean >= clean);
        const QDateTime before = m_world->reader().today().lastClean;
        DONE(m_world->pull());
        QCOMPARE(m_world->reader().today().lastClean, before); // not while something stops
        QVERIFY(m_world->reader().today().fetchTook.has_value());
    }

    // R068: ids, amounts and times; no names, no bank texts.
    void aSupportCaseNamesNobody()
    {
        m_world->invoice(kAccount, u"INV-10291"_s, u"888.00"_s);
        DONE(m_world->sync());
        m_world->payment(kAccount, u"PAY-20417"_s, u"888.00"_s, u"INV-10291"_s, u"888.00"_s);
        take({u"HARBOURSIDE PHYSIO,INV-10291,888.00"_s});
        m_world->person(u"match-invoice"_s,
            {{u"invoice"_s, u"INV-10291"_s}, {u"amount"_s, u"888.00"_s}, {u"bank"_s, u"090"_s}});
        DONE(m_world->sync());
        const SupportCase found = m_world->reader().supportCase(m_world->accountId(kAccount));
        QHash<QString, QJsonObject> first;
        QByteArray all;
        for (const SupportCase::Part& part : found.parts) {
            for (const QByteArray& row : part.rows) {
                QVERIFY2(QJsonDocument::fromJson(row).isObject(), row);
                all += row;
            }
            QVERIFY2(!part.rows.isEmpty() || part.name == u"xeroCredits"
                    || part.name == u"xeroAllocations" || part.name == u"bridge",
                qPrintable(part.name));
            first.insert(part.name, QJsonDocument::fromJson(part.rows.value(0)).object());
        }
        QCOMPARE(first[u"xeroPayments"_s][u"amount"_s].toInt(), 88'800);
        QCOMPARE(first[u"payments"_s][u"number"_s].toString(), u"PAY-20417"_s);
        QCOMPARE(first[u"bankLines"_s][u"hazard"_s].toString(), u"wrong-match"_s);
        QVERIFY(all.contains("suspected-wrong-match"));
        QVERIFY2(!all.toLower().contains("harbourside"), all);
        // Without an account: all that is open.
        QVERIFY(!m_world->reader().supportCase({}).parts.value(0).rows.isEmpty());
    }

private:
    void take(const QStringList& rows)
    {
        const QString today = QDate::currentDate().toString(Qt::ISODate);
        QByteArray text = "Date,Payee,Reference,Amount\n";
        for (const QString& row : rows + QStringList{u"NAB,Account fee,-15.00"_s})
            text += (today + u',' + row + u'\n').toUtf8();
        const QString path = m_world->folder() + u"/bank.csv"_s;
        write(path, text);
        DONE(m_world->tell(command::ImportStatement{.path = path, .bankCode = u"090"_s}));
    }
    static void write(const QString& path, const QByteArray& text)
    {
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(text);
        file.flush();
        // Long at rest: what is being written is passed over.
        file.setFileTime(QDateTime::currentDateTime().addSecs(-60), QFile::FileModificationTime);
    }
    static QByteArray mt940(const QByteArray& account, const QByteArray& amount)
    {
        const QByteArray day = QDate::currentDate().toString(u"yyMMdd"_s).toLatin1();
        return ":20:1\r\n:25:" + account + "\r\n:28C:1/1\r\n:60F:C" + day + "AUD0,00\r\n:61:" + day
            + amount + "NTRFINV-10291\r\n:86:HARBOURSIDE PHYSIO\r\n:62F:C" + day
            + "AUD888,00\r\n-\r\n";
    }
    store::BankLineRow lineOf(int whole) const
    {
        for (const store::BankLineRow& row : m_world->reader().bankLines({}, 0, 10))
            if (row.kept.line.amount.minor() == whole * 100)
                return row;
        return {};
    }
    QString verdictOf(int whole) const // "safe", or why not
    {
        const LineCheck check = lineOf(whole).check;
        return check.verdict == Verdict::Safe ? toText(check.verdict) : toText(check.hazard);
    }
    store::BankLineRow line() const // the customer's
    {
        for (const store::BankLineRow& row : m_world->reader().bankLines({}, 0, 10))
            if (!row.kept.line.amount.isNegative())
                return row;
        return {};
    }

    std::unique_ptr<World> m_world;
};

QTEST_GUILESS_MAIN(TestLines)
#include "tst_lines.moc"
