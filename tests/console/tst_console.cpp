// SPDX-License-Identifier: GPL-3.0-or-later

// The console from outside, as a process: what it prints, what it gives back, what it leaves alone.

#include "console/console.h"

#include <QCryptographicHash>
#include <QFile>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTemporaryDir>
#include <QTest>

class ConsoleTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void helpNamesEveryCommand();
    void wrongUseIsSaid_data();
    void wrongUseIsSaid();
    void bookIsMadeOnce();
    void backupAndRestoreNeverOverwrite();
    void templatesCanBeImported();
    void importTwiceChangesNothing();
    void errorInLine1204ChangesNothing();
    void dryRunChangesNothing();
    void listsSpeakJson_data();
    void listsSpeakJson();
    void unfetchedBookIsNotChecked();
    void syncNeedsAConnection();
    void settingsAreChecked();
    void paymentsAreRecorded();
    void scheduleIsShownAndSet();
    void scheduleIsChecked_data();
    void scheduleIsChecked();
    void nothingDueIsSaid();
    void logIsExported();
    void messagesForSendmail();

private:
    QString path(const char* name) const { return m_folder->filePath(QString::fromLatin1(name)); }
    QString writeFile(const char* name, const QByteArray& content)
    {
        QFile file(path(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
            return {};
        return file.fileName();
    }
    void importTwoAccounts()
    {
        const QString file = writeFile("accounts.csv",
            "Account ID,Account name,Currency\r\n104377,Harbourside Physio,AUD\r\n"
            "104205,Boronia Bakery,AUD\r\n");
        QCOMPARE(console({QStringLiteral("import"), m_book, file}).exit, Done);
    }
    int accountCount() const
    {
        return console({QStringLiteral("accounts"), m_book, QStringLiteral("--json")})
            .json()[QStringLiteral("count")]
            .toInt(-1);
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_book;
};

void ConsoleTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_book = path("test.tieout");
    const Ran ran = console({QStringLiteral("book"), QStringLiteral("create"), m_book,
        QStringLiteral("--name"), QStringLiteral("Test")});
    QVERIFY2(ran.exit == Done, qPrintable(ran.err));
}

void ConsoleTest::helpNamesEveryCommand()
{
    const Ran ran = console({QStringLiteral("--help")});
    QCOMPARE(ran.exit, Done);
    for (const char* command :
        {"book create", "book info", "book backup", "book restore", "import", "connect",
            "disconnect", "adopt", "sync", "retry", "set-aside", "bring-back", "same-money",
            "restore-contact", "create-item", "preflight", "bridge", "accounts", "problems",
            "pending", "inbox", "ledger", "links", "log", "diagnostics", "link", "unlink",
            "record payment", "record allocation", "record credit-note", "record reversal",
            "record refund", "record removal", "do-in-xero", "what-syncs", "set", "why", "mend",
            "changes", "decide-change", "reopen-change", "renumber", "dos-and-donts",
            "book backups", "book check", "switch-organisation", "checklist", "export", "sign-off",
            "sign-offs", "review-sign-off", "withdraw-sign-off", "pack", "verify"}) {
        const QString name = QString::fromLatin1(command);
        QVERIFY2(ran.out.contains(QStringLiteral("  ") + name + u' '), command);
        const Ran help = console(name.split(u' ') + QStringList{QStringLiteral("--help")});
        QCOMPARE(help.exit, Done);
        QVERIFY(help.out.startsWith(QStringLiteral("Usage: tieout-cli ") + name));
    }
}

void ConsoleTest::wrongUseIsSaid_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("said");
    const auto row = [](const char* words, const char* said) {
        QTest::newRow(words) << QString::fromLatin1(words).split(u' ', Qt::SkipEmptyParts)
                             << QString::fromLatin1(said);
    };
    row("", "Usage: tieout-cli COMMAND");
    row("balance", "There is no command \"balance\"");
    row("bridge", "Usage: tieout-cli bridge FILE [ACCOUNT]");
    row("sync a b", "Usage: tieout-cli sync FILE");
    row("bridge a --colour", "colour");
    row("sync BOOK --since 31", "from 1 to 30");
    row("sync BOOK --push --pull", "--push or --pull");
    row("retry BOOK", "Retry what?");
    row("retry BOOK --cause nonsense", "There is no cause \"nonsense\"");
    row("bridge BOOK 999", "There is no account with the number or name \"999\"");
    row("record payment BOOK 999 1.00", "There is no account");
    row("pending BOOK --filter nonsense", "--filter is one of contacts, items, invoices");
    row("accounts BOOK --filter same", "--filter is one of all, differ");
    row("links BOOK --filter none", "--filter is one of linked, not-linked");
    row("log BOOK --filter now", "--filter is one of manual, automatic, instant");
    row("inbox BOOK --filter x", "--filter is one of taken-in");
    row("ledger BOOK --filter x", "--filter is one of invoice");
    row("problems BOOK --filter x", "There is no cause \"x\"");
    row("pending BOOK --limit many", "--limit is a number");
    row("book create NEW --name x --currency DOLLARS", "not a currency code");
    row("set BOOK colour blue", "There is no setting \"colour\"");
    row("set BOOK pushIsOn true", "adopt FILE --accept");
}

void ConsoleTest::wrongUseIsSaid()
{
    QFETCH(QStringList, arguments);
    QFETCH(QString, said);
    arguments.replaceInStrings(QStringLiteral("BOOK"), m_book);
    const Ran ran = console(arguments);
    QCOMPARE(ran.exit, Usage);
    QVERIFY2(ran.err.contains(said), qPrintable(ran.err));
}

void ConsoleTest::bookIsMadeOnce()
{
    QFile file(m_book);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray before = QCryptographicHash::hash(file.readAll(), QCryptographicHash::Sha256);
    const Ran again = console({QStringLiteral("book"), QStringLiteral("create"), m_book,
        QStringLiteral("--name"), QStringLiteral("Other")});
    QVERIFY(again.exit != Done);
    QVERIFY(file.seek(0));
    QCOMPARE(QCryptographicHash::hash(file.readAll(), QCryptographicHash::Sha256), before);

    const Ran info = console(
        {QStringLiteral("book"), QStringLiteral("info"), m_book, QStringLiteral("--json")});
    QCOMPARE(info.exit, Done);
    const QJsonObject settings = info.json()[QStringLiteral("settings")].toObject();
    QCOMPARE(settings[QStringLiteral("name")].toString(), QStringLiteral("Test"));
    QCOMPARE(settings[QStringLiteral("currency")].toString(), QStringLiteral("AUD"));
    QCOMPARE(settings[QStringLiteral("pushIsOn")].toBool(true), false);
}

void ConsoleTest::backupAndRestoreNeverOverwrite()
{
    importTwoAccounts();
    const QString copy = path("copy.tieout");
    QCOMPARE(console({QStringLiteral("book"), QStringLiteral("backup"), m_book, copy}).exit, Done);
    QVERIFY(console({QStringLiteral("book"), QStringLiteral("backup"), m_book, copy}).exit != Done);
    QVERIFY(
        console({QStringLiteral("book"), QStringLiteral("restore"), copy, m_book}).exit != Done);
    const QString restored = path("restored.tieout");
    QCOMPARE(
        console({QStringLiteral("book"), QStringLiteral("restore"), copy, restored}).exit, Done);
    m_book = restored;
    QCOMPARE(accountCount(), 2);
}

void ConsoleTest::templatesCanBeImported()
{
    const QString folder = path("templates");
    const Ran ran = console({QStringLiteral("import"), QStringLiteral("--template"), folder});
    QCOMPARE(ran.exit, Done);
    const QStringList files = ran.out.split(u'\n', Qt::SkipEmptyParts);
    QVERIFY(files.size() >= 8);
    const Ran taken = console(QStringList{QStringLiteral("import"), m_book} + files);
    QVERIFY2(taken.exit == Done, qPrintable(taken.err));
    // An example never replaces what someone has filled in.
    QVERIFY(console({QStringLiteral("import"), QStringLiteral("--template"), folder}).exit != Done);
}

void ConsoleTest::importTwiceChangesNothing()
{
    importTwoAccounts();
    importTwoAccounts();
    QCOMPARE(accountCount(), 2);
}

void ConsoleTest::errorInLine1204ChangesNothing()
{
    QByteArray csv = "Account ID,Account name,Currency\n";
    for (int line = 2; line <= 2000; ++line)
        csv += QByteArray::number(200'000 + line) + ",Customer " + QByteArray::number(line)
            + (line == 1204 ? ",DOLLARS\n" : ",AUD\n");
    const Ran ran = console({QStringLiteral("import"), m_book, writeFile("accounts.csv", csv)});
    QVERIFY(ran.exit != Done);
    QVERIFY2(ran.err.contains(QStringLiteral("accounts.csv, line 1204")), qPrintable(ran.err));
    QCOMPARE(accountCount(), 0);
}

void ConsoleTest::dryRunChangesNothing()
{
    const QString file = writeFile(
        "accounts.csv", "Account ID,Account name,Currency\n104377,Harbourside Physio,AUD\n");
    const Ran ran = console({QStringLiteral("import"), m_book, file, QStringLiteral("--dry-run")});
    QVERIFY2(ran.exit == Done, qPrintable(ran.err));
    QCOMPARE(accountCount(), 0);
}

void ConsoleTest::listsSpeakJson_data()
{
    QTest::addColumn<QString>("command");
    QTest::addColumn<QString>("key");
    const auto row = [](const char* command, const char* key) {
        QTest::newRow(command) << QString::fromLatin1(command) << QString::fromLatin1(key);
    };
    row("accounts", "accounts");
    row("bridge", "balances");
    row("diagnostics", "checks");
    row("inbox", "intakes");
    row("ledger", "records");
    row("links", "links");
    row("log", "runs");
    row("pending", "operations");
    row("preflight", "banks");
    row("problems", "problems");
}

void ConsoleTest::listsSpeakJson()
{
    QFETCH(QString, command);
    QFETCH(QString, key);
    importTwoAccounts();
    const Ran ran = console({command, m_book, QStringLiteral("--json")});
    QVERIFY2(ran.err.isEmpty(), qPrintable(ran.err));
    QVERIFY2(ran.json()[key].isArray(), qPrintable(ran.out));
    QCOMPARE(ran.json()[QStringLiteral("exit")].toInt(-1), ran.exit);
    const Ran words = console({command, m_book});
    QCOMPARE(words.exit, ran.exit);
    QVERIFY(!words.out.isEmpty());
}

void ConsoleTest::unfetchedBookIsNotChecked()
{
    QCOMPARE(console({QStringLiteral("preflight"), m_book}).exit, NotChecked);
}

void ConsoleTest::syncNeedsAConnection()
{
    const Ran ran = console({QStringLiteral("sync"), m_book, QStringLiteral("--json")});
    QCOMPARE(ran.exit, NotChecked);
    QVERIFY(!ran.json()[QStringLiteral("error")]
                 .toObject()[QStringLiteral("sentence")]
                 .toString()
                 .isEmpty());
}

void ConsoleTest::settingsAreChecked()
{
    QCOMPARE(console({QStringLiteral("set"), m_book, QStringLiteral("bankAccountCode"),
                         QStringLiteral("090")})
                 .exit,
        Done);
    QCOMPARE(console({QStringLiteral("set"), m_book, QStringLiteral("itemCodes"),
                         QStringLiteral("perhaps")})
                 .exit,
        Usage);
    const Ran info = console(
        {QStringLiteral("book"), QStringLiteral("info"), m_book, QStringLiteral("--json")});
    QCOMPARE(info.json()[QStringLiteral("settings")]
                 .toObject()[QStringLiteral("bankAccountCode")]
                 .toString(),
        QStringLiteral("090"));
}

void ConsoleTest::paymentsAreRecorded()
{
    importTwoAccounts();
    for (const char* amount : {"abc", "1.005", "0", "0.00"}) {
        const Ran wrong = console({QStringLiteral("record"), QStringLiteral("payment"), m_book,
            QStringLiteral("104377"), QString::fromLatin1(amount)});
        QCOMPARE(wrong.exit, Usage);
        QVERIFY2(wrong.err.contains(QString::fromLatin1(amount)), qPrintable(wrong.err));
    }
    const Ran paid = console(
        {QStringLiteral("record"), QStringLiteral("payment"), m_book, QStringLiteral("104377"),
            QStringLiteral("888.00"), QStringLiteral("--number"), QStringLiteral("PAY-1")});
    QVERIFY2(paid.exit == Done, qPrintable(paid.err));
    const Ran bridge = console(
        {QStringLiteral("bridge"), m_book, QStringLiteral("104377"), QStringLiteral("--json")});
    QCOMPARE(
        bridge.json()[QStringLiteral("ledger")].toObject()[QStringLiteral("amount")].toString(),
        QStringLiteral("-888.00"));
    const Ran reversed = console({QStringLiteral("record"), QStringLiteral("reversal"), m_book,
        QStringLiteral("PAY-1"), QStringLiteral("--reason"), QStringLiteral("Dishonoured")});
    QVERIFY2(reversed.exit == Done, qPrintable(reversed.err));
}

void ConsoleTest::scheduleIsShownAndSet()
{
    const auto schedule = [this](const QStringList& more) {
        return console(QStringList{QStringLiteral("schedule"), m_book} + more
            + QStringList{QStringLiteral("--json")});
    };
    const QJsonObject fresh = schedule({}).json();
    QCOMPARE(fresh[QStringLiteral("on")].toBool(), true);
    QCOMPARE(fresh[QStringLiteral("jobs")][0][QStringLiteral("minutes")].toInt(), 60);
    QCOMPARE(fresh[QStringLiteral("jobs")][2][QStringLiteral("minutes")].toInt(), 15);
    const Ran set = schedule({QStringLiteral("--times"), QStringLiteral("16:00,0:00,8,12:00"),
        QStringLiteral("--modules"), QStringLiteral("invoices,contacts"), QStringLiteral("--email"),
        QStringLiteral("on"), QStringLiteral("--every"), QStringLiteral("pull=30"),
        QStringLiteral("--every"), QStringLiteral("push-documents=off")});
    QVERIFY2(set.exit == Done, qPrintable(set.err));
    const QJsonObject shown = schedule({}).json(); // kept in the book
    QCOMPARE(shown[QStringLiteral("times")].toVariant().toStringList().join(u' '),
        QStringLiteral("00:00 08:00 12:00 16:00"));
    QCOMPARE(shown[QStringLiteral("nextRuns")].toArray().size(), 4);
    QCOMPARE(shown[QStringLiteral("modules")][QStringLiteral("invoices")].toString(),
        QStringLiteral("both"));
    QCOMPARE(shown[QStringLiteral("modules")][QStringLiteral("contacts")].toString(),
        QStringLiteral("ledger-to-xero"));
    QCOMPARE(shown[QStringLiteral("modules")][QStringLiteral("payments")].toString(),
        QStringLiteral("off"));
    QCOMPARE(shown[QStringLiteral("email")].toBool(), true);
    QCOMPARE(shown[QStringLiteral("jobs")][0][QStringLiteral("on")].toBool(true), false);
    QCOMPARE(shown[QStringLiteral("jobs")][2][QStringLiteral("minutes")].toInt(), 30);
    QVERIFY(console({QStringLiteral("schedule"), m_book})
                .out.contains(QStringLiteral("every automatic run; 0 waiting")));
    const QJsonObject off = schedule({QStringLiteral("--off")}).json();
    QVERIFY(off[QStringLiteral("nextRuns")].toArray().isEmpty());
}

void ConsoleTest::scheduleIsChecked_data()
{
    QTest::addColumn<QStringList>("typed");
    const auto row
        = [](const char* typed) { QTest::newRow(typed) << QString::fromLatin1(typed).split(u' '); };
    row("--times 0,1,2,3,4,5,6,7,8,9,10"); // an eleventh
    row("--times noon");
    row("--on --off");
    row("--every pull=0");
    row("--every everything=5");
    row("--modules journals");
    row("--modules contacts:pull");
    row("--since yesterday");
    row("--email maybe");
}

void ConsoleTest::scheduleIsChecked()
{
    QFETCH(QStringList, typed);
    const QStringList ask{QStringLiteral("schedule"), m_book, QStringLiteral("--json")};
    const QJsonObject before = console(ask).json();
    const Ran ran = console(QStringList{QStringLiteral("schedule"), m_book} + typed);
    QCOMPARE(ran.exit, Usage);
    QVERIFY(!ran.err.isEmpty());
    QCOMPARE(console(ask).json()[QStringLiteral("times")], before[QStringLiteral("times")]);
}

void ConsoleTest::nothingDueIsSaid()
{
    const Ran ran = console({QStringLiteral("run-due"), m_book});
    QVERIFY2(ran.exit == Done, qPrintable(ran.err));
    QVERIFY2(ran.out.startsWith(QStringLiteral("Nothing is due. The next run is at")),
        qPrintable(ran.out));
    QCOMPARE(console({QStringLiteral("schedule"), m_book, QStringLiteral("--off")}).exit, Done);
    QCOMPARE(console({QStringLiteral("run-due"), m_book}).out.trimmed(),
        QStringLiteral("Nothing is due: automatic sync is off."));
    QCOMPARE(
        console({QStringLiteral("sync"), m_book, QStringLiteral("--since"), QStringLiteral("31")})
            .exit,
        Usage);
}

// What waits becomes one letter, once.
void ConsoleTest::messagesForSendmail()
{
    const QStringList ask{QStringLiteral("messages"), m_book};
    QCOMPARE(console(ask).out, QStringLiteral("No message waits.\n"));
    const Ran nothing = console(ask + QStringList{QStringLiteral("--letter")});
    QCOMPARE(nothing.exit, Done);
    QCOMPARE(nothing.out.trimmed(), QString());
    const QStringList set{QStringLiteral("schedule"), m_book, QStringLiteral("--email"),
        QStringLiteral("problems"), QStringLiteral("--email-to")};
    QCOMPARE(console(set + QStringList{QStringLiteral("nobody")}).exit, Usage);
    QCOMPARE(console(set + QStringList{QStringLiteral("books@example.com")}).exit, Done);
    {
        QSqlDatabase book
            = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), QStringLiteral("messages"));
        book.setDatabaseName(m_book);
        QVERIFY(book.open());
        QSqlQuery query(book);
        QVERIFY(query.exec(QStringLiteral(
            "INSERT INTO run (id, kind, direction, started_at, result, words, records)"
            " VALUES (7, 'automatic', 'Both', 1, 'Stopped', 'Offline', 0)")));
        QVERIFY(query.exec(QStringLiteral(
            "INSERT INTO notification (run, queued_at, subject, body)"
            " VALUES (7, 1, 'Coastline: automatic sync', 'Xero could not be reached.')")));
    }
    QSqlDatabase::removeDatabase(QStringLiteral("messages"));
    QVERIFY(console(ask).out.contains(QStringLiteral("Coastline: automatic sync")));
    const QString letter = console(ask + QStringList{QStringLiteral("--letter")}).out;
    QVERIFY2(letter.startsWith(
                 QStringLiteral("To: books@example.com\nSubject: Coastline: automatic sync\n")),
        qPrintable(letter));
    QCOMPARE(console(ask).out, QStringLiteral("No message waits.\n"));
}

void ConsoleTest::logIsExported()
{
    QCOMPARE(console({QStringLiteral("sync"), m_book}).exit, NotChecked); // not connected
    const QStringList ask{QStringLiteral("log"), m_book, QStringLiteral("--json")};
    const QJsonObject all = console(ask).json();
    QCOMPARE(all[QStringLiteral("count")].toInt(), 1); // it stands in the log as well
    QCOMPARE(all[QStringLiteral("runs")][0][QStringLiteral("result")].toString(),
        QStringLiteral("Stopped"));
    const auto count = [&](const QStringList& more) {
        return console(ask + more).json()[QStringLiteral("count")].toInt(-1);
    };
    QCOMPARE(count({QStringLiteral("--kind"), QStringLiteral("automatic")}), 0);
    QCOMPARE(count({QStringLiteral("--result"), QStringLiteral("stopped")}), 1);
    QCOMPARE(count({QStringLiteral("--result"), QStringLiteral("done")}), 0);
    QCOMPARE(count({QStringLiteral("--to"), QStringLiteral("2020-01-01")}), 0);
    QCOMPARE(count({QStringLiteral("--from"), QStringLiteral("2020-01-01")}), 1);
    QCOMPARE(console({QStringLiteral("log"), m_book, QStringLiteral("--result"),
                         QStringLiteral("maybe")})
                 .exit,
        Usage);
    const QString csv = path("log.csv");
    const Ran written = console({QStringLiteral("log"), m_book, QStringLiteral("--export"), csv});
    QVERIFY2(written.exit == Done, qPrintable(written.err));
    QFile file(csv);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(file.readLine().startsWith("Run,Started,Kind,Direction,Result"));
    QVERIFY(file.readLine().contains("Stopped"));
    QCOMPARE(
        console({QStringLiteral("log"), m_book, QStringLiteral("--export"), path("log.pdf")}).exit,
        Usage);
}

QTEST_GUILESS_MAIN(ConsoleTest)
#include "tst_console.moc"
