// SPDX-License-Identifier: GPL-3.0-or-later

// A bookkeeper's work on the console, against a sandbox in a process of its own: connect, adopt,
// sync, mend, stop in the middle; and what the exit codes say when something is in the way.

#include "console/console.h"

#include <QFile>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTemporaryDir>

#include <csignal>
#include <httplib.h>

class BookkeepingTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void anAddressGivenWinsOverTheDemosOwn();
    void anAddressThatIsNoneChangesNothing();
    void aDay();
    void theBanksStatements();
    void everyCommandSaysThatTheBookIsMissing_data();
    void everyCommandSaysThatTheBookIsMissing();
    void aBookInUseIsReadOnly();
    void interruptLeavesAWholeBook();

private:
    QString path(const char* name) const { return m_folder->filePath(QString::fromLatin1(name)); }
    // Words split at blanks; BOOK and URL stand for this test's own.
    Ran run(const QByteArray& words)
    {
        QStringList arguments = QString::fromUtf8(words).split(u' ', Qt::SkipEmptyParts);
        arguments.replaceInStrings(QStringLiteral("BOOK"), m_book);
        arguments.replaceInStrings(QStringLiteral("URL"), m_url);
        return console(arguments);
    }
    QString write(const char* name, const QByteArray& content)
    {
        QFile file(path(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
            return {};
        return file.fileName();
    }
    QJsonObject control(const char* verb, const char* where, const QJsonObject& body = {})
    {
        httplib::Client client(m_url.toStdString());
        const std::string text = QJsonDocument(body).toJson().toStdString();
        const auto answer = qstrcmp(verb, "GET") == 0 ? client.Get(where)
            : qstrcmp(verb, "DELETE") == 0            ? client.Delete(where)
                                           : client.Post(where, text, "application/json");
        return answer ? QJsonDocument::fromJson(QByteArray::fromStdString(answer->body)).object()
                      : QJsonObject();
    }
    void connectAndFill(int customers);
    void theWordOfAPerson();
    void verdictsGrowOld();
    int truth(const char* kind)
    {
        return static_cast<int>(
            control("GET", "/sandbox/truth")[QString::fromLatin1(kind)].toArray().size());
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<QProcess> m_sandbox;
    QString m_book, m_url;
};

// A failure says what was printed.
#define EXPECT(ran, code)                                                                          \
    do {                                                                                           \
        const Ran expected = ran;                                                                  \
        QVERIFY2(expected.exit == code,                                                            \
            qPrintable(QStringLiteral("exit %1\n%2%3")                                             \
                           .arg(expected.exit)                                                     \
                           .arg(expected.out, expected.err)));                                     \
    } while (false)

void BookkeepingTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_book = path("test.tieout");
    m_sandbox = std::make_unique<QProcess>();
    m_sandbox->start(QStringLiteral(SANDBOX),
        {QStringLiteral("--port"), QStringLiteral("0"), QStringLiteral("--auto-approve"),
            QStringLiteral("--limits"), QStringLiteral("off")});
    QVERIFY(m_sandbox->waitForReadyRead(20'000));
    const QByteArray line = m_sandbox->readLine();
    m_url = QString::fromUtf8(line.mid(line.indexOf("http://"))).trimmed();
    EXPECT(run("book create BOOK --name Test --demo --empty"), Done);
}

void BookkeepingTest::cleanup()
{
    m_sandbox->terminate();
    m_sandbox->waitForFinished(5'000);
    m_sandbox.reset();
}

void BookkeepingTest::anAddressGivenWinsOverTheDemosOwn()
{
    const Ran ran = run("connect BOOK --xero-url URL");
    EXPECT(ran, Done);
    QVERIFY2(ran.out.contains(m_url), qPrintable(ran.out));
    const QJsonObject calls = control("GET", "/sandbox/calls")[QStringLiteral("counts")].toObject();
    QVERIFY2(calls.keys().join(u' ').contains(QStringLiteral("/connections")),
        qPrintable(calls.keys().join(u'\n')));
    QVERIFY(!QFile::exists(m_book + QStringLiteral(".sandbox.json")));
    // It stays the book's: the next call goes there as well.
    const auto received = control("GET", "/sandbox/calls")[QStringLiteral("received")].toInt();
    EXPECT(run("sync BOOK --pull"), Done);
    QVERIFY(control("GET", "/sandbox/calls")[QStringLiteral("received")].toInt() > received);
    QVERIFY(!QFile::exists(m_book + QStringLiteral(".sandbox.json")));
}

void BookkeepingTest::anAddressThatIsNoneChangesNothing()
{
    EXPECT(run("connect BOOK --xero-url ftp://example.com"), Usage);
    EXPECT(run("connect BOOK --xero-url http://example.com"), Usage);
    EXPECT(run("set BOOK xeroUrl nonsense"), Usage);
    QCOMPARE(run("book info BOOK --json")
                 .json()[QStringLiteral("settings")]
                 .toObject()[QStringLiteral("xeroUrl")]
                 .toString(QStringLiteral("?")),
        QString());
}

// Accounts, an invoice and a payment each; connected, adopted, not yet synced.
void BookkeepingTest::connectAndFill(int customers)
{
    QByteArray accounts = "Account,Name,Role\n";
    QByteArray invoices
        = "Account,Invoice,Date,Due date,Tax mode,Description,Quantity,Unit price,Amount,Tax\n";
    QByteArray payments
        = "Account,Payment,Date,Amount,Reference,Method,Invoice list,Invoice allocation list\n";
    const QByteArray day = QDate::currentDate().toString(Qt::ISODate).toLatin1();
    for (int i = 1; i <= customers; ++i) {
        const QByteArray n = QByteArray::number(1000 + i);
        accounts += n + ",Customer " + n + ",Customer\n";
        invoices
            += n + ",INV-" + n + ',' + day + ',' + day + ",No tax,Service,1,50.00,50.00,0.00\n";
        payments += n + ",PAY-" + n + ',' + day + ",50.00,PAY-" + n + ",EFT,INV-" + n + ",50.00\n";
    }
    EXPECT(run("connect BOOK --xero-url URL"), Done);
    EXPECT(run("set BOOK bankAccountCode 090"), Done);
    EXPECT(run("set BOOK paymentPush as-overpayment"), Done);
    EXPECT(run("adopt BOOK"), Done);
    EXPECT(run("adopt BOOK --accept --start-date 2020-01-01"), Done);
    EXPECT(console({QStringLiteral("import"), m_book, write("accounts.csv", accounts),
               write("invoices.csv", invoices), write("payments.csv", payments)}),
        Done);
}

void BookkeepingTest::aDay()
{
    connectAndFill(2);
    EXPECT(run("sync BOOK"), Done);
    QCOMPARE(truth("invoices"), 2);
    EXPECT(run("bridge BOOK"), Done);
    EXPECT(run("record payment BOOK 1001 12.34 --number PAY-9 --reference again"), Done);
    EXPECT(run("record credit-note BOOK 1002 5.00 --number CN-1"), Done);
    EXPECT(run("pending BOOK --json"), Done);
    const QJsonArray waiting
        = run("pending BOOK --json").json()[QStringLiteral("operations")].toArray();
    int payment = 0;
    for (const QJsonValue& op : waiting)
        if (op[QStringLiteral("label")].toString() == QStringLiteral("PAY-9"))
            payment = op[QStringLiteral("id")].toInt();
    QVERIFY(payment > 0);
    const QString id = QString::number(payment);
    EXPECT(run("set-aside BOOK 999999 --reason x"), Usage);
    EXPECT(console({QStringLiteral("set-aside"), m_book, id}), Usage);
    EXPECT(console({QStringLiteral("set-aside"), m_book, id, QStringLiteral("--reason"),
               QStringLiteral("Duplicate")}),
        Done);
    EXPECT(run("sync BOOK"), Done);
    QCOMPARE(truth("overpayments"), 2); // not the one that is set aside
    EXPECT(console({QStringLiteral("bring-back"), m_book, id}), Done);
    EXPECT(run("sync BOOK --record PAY-9"), Done);
    QCOMPARE(truth("overpayments"), 3);
    EXPECT(run("record allocation BOOK CN-1 INV-1002 5.00"), Stop); // it is paid
    // The account's contact is archived by hand: refused, mended, retried.
    control("POST", "/sandbox/human/archive-contact",
        {{QStringLiteral("contact"), QStringLiteral("1001")}});
    EXPECT(run("record payment BOOK 1001 1.00 --number PAY-10"), Done);
    EXPECT(run("sync BOOK"), Stop);
    const QJsonArray problems
        = run("problems BOOK --json").json()[QStringLiteral("problems")].toArray();
    QCOMPARE(problems.size(), 1);
    QCOMPARE(problems.first()[QStringLiteral("cause")].toObject()[QStringLiteral("id")].toString(),
        QStringLiteral("contact-archived"));
    EXPECT(run("retry BOOK --cause contact-archived"), Stop);
    EXPECT(run("retry BOOK --all"), Stop);
    EXPECT(run("restore-contact BOOK 1001"), Done);
    EXPECT(run("problems BOOK"), Done);
    EXPECT(run("retry BOOK --all"), Usage); // nothing is left
    EXPECT(run("retry BOOK 999999"), Usage);
    QCOMPARE(truth("overpayments"), 4);
    for (const char* list :
        {"inbox BOOK", "ledger BOOK", "links BOOK", "log BOOK", "accounts BOOK"})
        EXPECT(run(list), Done);
    // Nobody has said up to when the billing system's payments are complete.
    EXPECT(run("preflight BOOK"), NotChecked);
    EXPECT(run("log BOOK 1"), Done);
    EXPECT(run("log BOOK 999"), Usage);
    const QJsonObject told = run("diagnostics BOOK --json").json();
    QVERIFY(told[QStringLiteral("callsToday")].toInt() > 20);
    QCOMPARE(told[QStringLiteral("lastError")].toString(), QString());
    for (const QJsonValue& fetch : told[QStringLiteral("fetches")].toArray())
        QVERIFY(fetch[QStringLiteral("lastFetched")].isString());
    EXPECT(run("record reversal BOOK PAY-1002 --reason Dishonoured"), Done);
    EXPECT(run("record allocation BOOK CN-1 INV-1002 5.00"), Done);
    EXPECT(run("record reversal BOOK PAY-1002"), Stop); // once
    // Xero's half is a task until Xero shows it, too.
    const QJsonArray tasks = run("problems BOOK --json").json()[QStringLiteral("tasks")].toArray();
    QCOMPARE(tasks.size(), 1);
    QCOMPARE(tasks[0][QStringLiteral("label")].toString(), QStringLiteral("PAY-1002"));
    QCOMPARE(tasks[0][QStringLiteral("missing")].toString(), QStringLiteral("in-xero"));
    EXPECT(run("problems BOOK"), Stop);
    EXPECT(run("do-in-xero BOOK NONE"), Usage);
    EXPECT(run("disconnect BOOK"), Done);
}

// A statement is taken in whole, once, and can be undone; what is open in a file is asked, and
// remembered when it was said.
void BookkeepingTest::theBanksStatements()
{
    const auto lines
        = [&] { return run("lines BOOK --json").json()[QStringLiteral("count")].toInt(-1); };
    const auto take = [&](const QString& file, const char* options = "") {
        return run((QStringLiteral("statement BOOK ") + file + QStringLiteral(" --account 090 ")
            + QString::fromLatin1(options))
                       .toUtf8()
                       .constData());
    };
    EXPECT(run("connect BOOK --xero-url URL"), Done);
    EXPECT(run("sync BOOK --pull"), Done);
    const QByteArray first = "Date,Description,Amount\n2026-11-18,Fee,-10.00\n"
                             "2026-11-19,HARBOURSIDE PHYSIO,888.00\n"
                             "2026-11-19,HARBOURSIDE PHYSIO,888.00\n";
    EXPECT(take(write("a.csv", first), "--dry-run"), Done);
    QCOMPARE(lines(), 0);
    const Ran taken = take(write("a.csv", first));
    EXPECT(taken, Done);
    QVERIFY2(taken.out.contains(QStringLiteral("3 lines from 2026-11-18 to 2026-11-19, 3 new")),
        qPrintable(taken.out));
    QCOMPARE(lines(), 3); // genuine twins are two
    EXPECT(take(write("again.csv", first)), Stop); // the same bytes
    EXPECT(take(write("b.csv", first + "2026-11-20,NORTHWIND,79.00\n")), Done);
    QCOMPARE(lines(), 4);
    // What is wrong is named, and nothing is taken in.
    const Ran broken = take(write("c.csv", first + "2026-11-31,NORTHWIND,79.00\n"));
    EXPECT(broken, Stop);
    QVERIFY2(broken.err.contains(
                 QStringLiteral("c.csv, line 5, column Date: “2026-11-31” is not a date.")),
        qPrintable(broken.err));
    // Columns without a sign or a name are asked for once.
    const Ran asked = take(write("d.csv", "X,2026-11-21,5.00\nY,2026-11-22,6.00\n"));
    EXPECT(asked, Usage);
    EXPECT(take(path("d.csv"), "--columns reference,date,amount --unsigned in"), Done);
    QCOMPARE(lines(), 6);
    EXPECT(take(write("e.csv", "X,2026-11-23,5.00\nY,2026-11-24,6.00\n")), Done);
    QCOMPARE(lines(), 8);
    // What is said of dates alone leaves the columns as they are.
    const QByteArray open = "Date,Payee,Amount\n03/04/2026,Z,-5.00\n05/04/2026,Z,6.00\n";
    EXPECT(take(write("f.csv", open)), Stop);
    EXPECT(take(path("f.csv"), "--dates month"), Done);
    QCOMPARE(lines(), 10);
    const Ran misspelt = take(path("f.csv"), "--columns date,payee,amonut");
    EXPECT(misspelt, Usage);
    QVERIFY2(misspelt.err.contains(QStringLiteral("“amonut” is not what a column can mean")),
        qPrintable(misspelt.err));
    theWordOfAPerson();
    EXPECT(run("statement BOOK nowhere.csv"), Usage);
    const Ran elsewhere = run(
        QStringLiteral("statement BOOK %1 --account 999").arg(path("b.csv")).toUtf8().constData());
    EXPECT(elsewhere, Usage);
    QVERIFY2(elsewhere.err.contains(QStringLiteral("no bank account with the code 999")),
        qPrintable(elsewhere.err));
    // What only one file has goes with it.
    const QJsonArray files
        = run("statement BOOK --list --json").json()[QStringLiteral("statements")].toArray();
    QCOMPARE(files.size(), 5);
    const auto undo = [&](const QString& file) {
        for (const QJsonValue& one : files)
            if (one[QStringLiteral("file")].toString() == file)
                return run(QStringLiteral("statement BOOK --undo %1")
                               .arg(one[QStringLiteral("id")].toInt())
                               .toUtf8()
                               .constData());
        return Ran();
    };
    EXPECT(undo(QStringLiteral("a.csv")), Done);
    QCOMPARE(lines(), 10);
    EXPECT(undo(QStringLiteral("b.csv")), Done);
    QCOMPARE(lines(), 6);
    EXPECT(undo(QStringLiteral("b.csv")), Usage);
}

// Nobody fetched for years: what was Safe then is not an answer now.
void BookkeepingTest::verdictsGrowOld()
{
    EXPECT(run("set BOOK paymentsCompleteUntil 2099-01-01T00:00:00Z"), Done);
    EXPECT(run("sync BOOK --pull"), Done);
    EXPECT(run("preflight BOOK --bank 091"), Done); // Safe
    {
        QSqlDatabase book
            = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), QStringLiteral("age"));
        book.setDatabaseName(m_book);
        QVERIFY(book.open());
        QVERIFY(QSqlQuery(book).exec(
            QStringLiteral("UPDATE value SET value = '2020-01-01T00:00:00.000Z'"
                           " WHERE name IN ('fetch.completed', 'fetch.ended')")));
    }
    QSqlDatabase::removeDatabase(QStringLiteral("age"));
    const Ran old = run("preflight BOOK --bank 091");
    QCOMPARE(old.exit, NotChecked);
    QVERIFY2(old.out.contains(QStringLiteral("Last fetch is")), qPrintable(old.out));
    QCOMPARE(run("lines BOOK --verdict safe --json").json()[QStringLiteral("count")].toInt(), 0);
}

// A line is ticked off and taken back; the worksheet holds all lines.
void BookkeepingTest::theWordOfAPerson()
{
    const auto first = [&] {
        return run("lines BOOK --json").json()[QStringLiteral("lines")].toArray().last().toObject();
    };
    const QByteArray id = QByteArray::number(first()[QStringLiteral("id")].toInt());
    QVERIFY(first()[QStringLiteral("verdict")] != QStringLiteral("done"));
    EXPECT(run("line BOOK " + id + " --done"), Done);
    QCOMPARE(run("lines BOOK --verdict done --json").json()[QStringLiteral("count")].toInt(), 1);
    EXPECT(run("line BOOK " + id + " --done --take-back"), Done);
    QCOMPARE(run("lines BOOK --verdict done --json").json()[QStringLiteral("count")].toInt(), 0);
    EXPECT(run("line BOOK " + id), Usage);
    EXPECT(run("line BOOK 99999 --done"), Usage);
    EXPECT(run("line BOOK " + id + " --is 5fb5ef0b-2bc6-4df6-b60a-ad0415c45089"), Usage);
    for (const char* ending : {"pdf", "xlsx", "csv"}) {
        const QString file = path("sheet.") + QString::fromLatin1(ending);
        EXPECT(run("worksheet BOOK --to " + file.toUtf8()), Done);
        QVERIFY2(QFileInfo(file).size() > 500, qPrintable(file));
    }
    EXPECT(run("worksheet BOOK --to sheet.doc"), Usage);
    QVERIFY(run("worksheet BOOK").out.contains(QStringLiteral("NORTHWIND")));
    // The bank account has a verdict from its lines.
    EXPECT(run("set BOOK automatic.090 on"), Done);
    EXPECT(run("set BOOK automatic.090 maybe"), Usage);
    EXPECT(run("set BOOK bankFee.090 2.5"), Done);
    EXPECT(run("set BOOK bankFee.090 2,5"), Usage);
    EXPECT(run("set BOOK bankFee.090 99"), Usage);
    const QJsonObject settings
        = run("book info BOOK --json").json()[QStringLiteral("settings")].toObject();
    QCOMPARE(settings[QStringLiteral("feesByBank")][QStringLiteral("090")].toInt(), 250);
    // A customer's own verdict, and the file for whoever helps.
    write("accounts.csv", "Account,Name\n1001,One\n");
    EXPECT(run("import BOOK " + path("accounts.csv").toUtf8()), Done);
    const Ran customer = run("preflight BOOK --account 1001 --json");
    QVERIFY2(customer.json().contains(QStringLiteral("verdict")), qPrintable(customer.out));
    EXPECT(run("preflight BOOK --account nobody"), Usage);
    const QString support = path("case.json");
    EXPECT(run("support-case BOOK 1001 --to " + support.toUtf8()), Done);
    QVERIFY(QFileInfo(support).size() > 500);
    QVERIFY(run("support-case BOOK").json().contains(QStringLiteral("pushes")));
    verdictsGrowOld();
    // The watched folder, by cron.
    EXPECT(run("statement BOOK --look"), Usage);
    QVERIFY(QDir().mkpath(path("statements")));
    EXPECT(run("set BOOK statementFolder " + path("statements").toUtf8()), Done);
    EXPECT(run("statement BOOK --look"), Done);
}

void BookkeepingTest::everyCommandSaysThatTheBookIsMissing_data()
{
    QTest::addColumn<QString>("words");
    for (const char* words :
        {"book info BOOK", "book backup BOOK copy", "book restore BOOK copy",
            "import BOOK accounts.csv", "connect BOOK", "disconnect BOOK", "adopt BOOK",
            "adopt BOOK --accept", "sync BOOK", "retry BOOK --all", "set-aside BOOK 1 --reason x",
            "bring-back BOOK 1", "same-money BOOK PAY-1 5fb5ef0b-2bc6-4df6-b60a-ad0415c45089",
            "restore-contact BOOK 1", "create-item BOOK A", "set-sku BOOK A B",
            "move-date BOOK INV-1 2026-01-01", "preflight BOOK", "bridge BOOK", "bridge BOOK 1",
            "accounts BOOK", "problems BOOK", "pending BOOK", "inbox BOOK", "ledger BOOK",
            "links BOOK", "log BOOK", "log BOOK 1", "diagnostics BOOK", "link BOOK 1 --create",
            "unlink BOOK 1", "record payment BOOK 1 1.00", "record allocation BOOK A B 1.00",
            "record credit-note BOOK 1 1.00", "record reversal BOOK A", "record refund BOOK A 1.00",
            "record removal BOOK A B", "do-in-xero BOOK A", "set BOOK name x", "why BOOK A",
            "changes BOOK", "decide-change BOOK 1 --way keep --reason x", "reopen-change BOOK 1",
            "renumber BOOK A B", "book backups BOOK", "book check BOOK",
            "switch-organisation BOOK --to X", "checklist BOOK item-codes"})
        QTest::newRow(words) << QString::fromLatin1(words);
}

void BookkeepingTest::everyCommandSaysThatTheBookIsMissing()
{
    QFETCH(QString, words);
    const QString missing = path("nothing.tieout");
    write("accounts.csv", "Account,Name\n1,One\n");
    QStringList arguments = words.split(u' ');
    arguments.replaceInStrings(QStringLiteral("BOOK"), missing);
    arguments.replaceInStrings(QStringLiteral("accounts.csv"), path("accounts.csv"));
    arguments.replaceInStrings(QStringLiteral("copy"), path("copy.tieout"));
    const Ran ran = console(arguments);
    QCOMPARE(ran.exit, Usage);
    QVERIFY2(ran.err.contains(QStringLiteral("nothing.tieout")), qPrintable(ran.err));
    QCOMPARE(ran.out, QString());
    const Ran asJson = console(arguments + QStringList{QStringLiteral("--json")});
    QCOMPARE(asJson.exit, Usage);
    QCOMPARE(asJson.err, QString());
    QCOMPARE(asJson.json()[QStringLiteral("error")].toObject()[QStringLiteral("kind")].toString(),
        QStringLiteral("not-found"));
    QVERIFY(!QFile::exists(missing));
    QVERIFY(!QFile::exists(missing + QStringLiteral(".sandbox.json")));
}

// One console syncs slowly; another looks, and may not write.
void BookkeepingTest::aBookInUseIsReadOnly()
{
    connectAndFill(2);
    control("POST", "/sandbox/faults",
        {{QStringLiteral("every"), 1}, {QStringLiteral("kind"), QStringLiteral("slow")},
            {QStringLiteral("delayMs"), 300}});
    QProcess first;
    first.start(QStringLiteral(CONSOLE), {QStringLiteral("sync"), m_book});
    QTest::qWait(1'000);
    EXPECT(run("record payment BOOK 1001 1.00"), OpenElsewhere);
    EXPECT(run("sync BOOK"), OpenElsewhere);
    EXPECT(run("set BOOK name Other"), OpenElsewhere);
    const Ran asJson = run("retry BOOK --all --json");
    QCOMPARE(asJson.exit, OpenElsewhere);
    QCOMPARE(asJson.json()[QStringLiteral("exit")].toInt(), int(OpenElsewhere));
    for (const char* words : {"pending BOOK", "ledger BOOK", "book info BOOK", "bridge BOOK"})
        EXPECT(run(words), Done);
    const QString copy = path("copy.tieout");
    EXPECT(console({QStringLiteral("book"), QStringLiteral("backup"), m_book, copy}), Done);
    QCOMPARE(first.state(), QProcess::Running);
    control("DELETE", "/sandbox/faults");
    EXPECT(ended(first), Done);
}

// Ctrl C while payments are on their way: the call under way is waited for, the book is closed
// whole, and the next sync does the rest. Nothing is there twice.
void BookkeepingTest::interruptLeavesAWholeBook()
{
    constexpr int customers = 120;
    connectAndFill(customers);
    control("POST", "/sandbox/faults",
        {{QStringLiteral("every"), 1}, {QStringLiteral("kind"), QStringLiteral("slow")},
            {QStringLiteral("delayMs"), 250}});
    QProcess sync;
    sync.start(QStringLiteral(CONSOLE), {QStringLiteral("sync"), m_book});
    QTRY_VERIFY_WITH_TIMEOUT(truth("overpayments") > 0, 60'000);
    QVERIFY(::kill(static_cast<pid_t>(sync.processId()), SIGINT) == 0);
    const Ran stopped = ended(sync);
    EXPECT(stopped, NotChecked);
    QVERIFY2(stopped.err.contains(QStringLiteral("Stopped")), qPrintable(stopped.err));
    QCOMPARE(stopped.out, QString());
    QVERIFY2(!QFile::exists(m_book + QStringLiteral("-wal")), "the book was closed properly");
    // Nothing is left on the wire: what was sent has its answer in the book.
    const QJsonObject outbox = run("pending BOOK --json").json();
    QCOMPARE(outbox[QStringLiteral("unknown")].toInt(-1), 0);
    QVERIFY(outbox[QStringLiteral("waiting")].toInt() > 0);
    const Ran log = run("log BOOK --json");
    QCOMPARE(log.json()[QStringLiteral("runs")].toArray().first()[QStringLiteral("result")],
        QJsonValue(QStringLiteral("Stopped")));
    control("DELETE", "/sandbox/faults");
    EXPECT(run("sync BOOK"), Done);
    QCOMPARE(truth("invoices"), customers);
    QCOMPARE(truth("overpayments"), customers);
    QCOMPARE(truth("allocations"), customers);
    QCOMPARE(
        run("accounts BOOK --filter differ --json").json()[QStringLiteral("count")].toInt(-1), 0);
}

QTEST_GUILESS_MAIN(BookkeepingTest)
#include "tst_bookkeeping.moc"
