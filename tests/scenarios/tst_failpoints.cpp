// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/world.h"

#include "records/words.h"
#include "store/database.h"

#include <QDirIterator>
#include <QRegularExpression>
#include <QTest>

// The console is killed (SIGKILL) at every point that bears a name, in a story that comes by all of
// them; whatever was going on, the story told again to its end leaves nothing twice in Xero,
// nothing missing, and the two ledgers equal. A name that the story doesn't reach fails the test.
class TestFailpoints : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theStoryEndsWell();
    void killedAtEveryName_data();
    void killedAtEveryName();
};

namespace {

constexpr int kCustomers = 6;
const QString kSigner
    = QStringLiteral("--sign-off"); // this program itself, in a process of its own

QString s(const char* text)
{
    return QString::fromUtf8(text);
}

// Every name in the sources: a new one is tested by being written.
QStringList namesInTheSources()
{
    QSet<QString> names;
    static const QRegularExpression called(s("failpoint\\(\"([a-z.-]+)\"\\)"));
    QDirIterator files(
        s(SOURCE_DIR "/core"), {s("*.cpp")}, QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        if (!file.open(QIODevice::ReadOnly))
            continue;
        const QString text = QString::fromUtf8(file.readAll());
        for (auto match = called.globalMatch(text); match.hasNext();)
            names.insert(match.next().captured(1));
    }
    QStringList sorted(names.begin(), names.end());
    sorted.sort();
    return sorted;
}

class Story {
public:
    explicit Story(const QString& failpoint)
        : m_world(World::Options{.accepted = false, .hasEngine = false})
        , m_failpoint(failpoint)
    {
    }

    // Empty = all is well; else what is wrong.
    QString tell()
    {
        create();
        import();
        adopt();
        loseAnswers();
        dieOnTheWire();
        syncUntilDone();
        refuseAndRetry();
        takeIn();
        keepAndRestore();
        takeStatement();
        signOff();
        migrate();
        return wrong();
    }
    bool died() const { return m_died; }

private:
    QString file(const char* name) const { return m_world.folder() + u'/' + s(name); }
    QString book() const { return m_world.bookPath(); }

    // Once with the failpoint armed, until it strikes; then as a person would: the same again.
    int call(const QStringList& arguments)
    {
        const auto exit = start(arguments, m_died ? QString() : m_failpoint);
        if (exit)
            return *exit;
        m_died = true;
        return call(arguments);
    }
    // nullopt: it was killed on the way.
    std::optional<int> start(const QStringList& arguments, const QString& failpoint)
    {
        const bool signs = arguments.first() == kSigner;
        QProcess console;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(s("XDG_DATA_HOME"), m_world.folder());
        if (!failpoint.isEmpty())
            environment.insert(s("TIEOUT_FAILPOINT"), failpoint);
        console.setProcessEnvironment(environment);
        console.start(signs ? QCoreApplication::applicationFilePath() : s(CONSOLE), arguments);
        if (!console.waitForFinished(60'000))
            note(arguments.first() + s(" did not end"));
        m_output
            = QString::fromUtf8(console.readAllStandardOutput() + console.readAllStandardError());
        return console.exitStatus() == QProcess::NormalExit ? std::optional(console.exitCode())
                                                            : std::nullopt;
    }
    void expect(const QStringList& arguments)
    {
        if (const int exit = call(arguments); exit != 0)
            note(s("%1: %2 %3").arg(arguments.join(u' ')).arg(exit).arg(m_output));
    }
    void note(const QString& problem)
    {
        if (m_wrong.isEmpty())
            m_wrong = problem;
    }

    void write(const char* name, const QByteArray& content)
    {
        QFile to(file(name));
        if (!to.open(QIODevice::WriteOnly) || to.write(content) != content.size())
            note(s("a file could not be written"));
    }

    // Killed in mid-creation there is a whole book or none.
    void create()
    {
        const QString fresh = file("fresh.tieout");
        if (call({s("book"), s("create"), fresh, s("--name"), s("Fresh")}) != 0
            && !QFileInfo::exists(fresh))
            note(s("no book: ") + m_output);
        expect({s("book"), s("info"), fresh});
    }

    void import()
    {
        QByteArray accounts = "Account,Name,Role\n";
        QByteArray invoices
            = "Account,Invoice,Date,Due date,Tax mode,Description,Quantity,Unit price,Amount,Tax\n";
        QByteArray payments
            = "Account,Payment,Date,Amount,Reference,Method,Invoice list,Invoice allocation list\n";
        for (int i = 1; i <= kCustomers; ++i) {
            const QByteArray n = QByteArray::number(1000 + i);
            const QByteArray amount = QByteArray::number(50 + i) + ".00";
            accounts += n + ",Customer " + n + ",Customer\n";
            invoices += n + ",INV-" + n + ",2026-11-02,2026-11-16,No tax,Service,1," + amount + ','
                + amount + ",0.00\n";
            payments += n + ",PAY-" + n + ",2026-11-10," + amount + ",PAY-" + n + ",EFT,INV-" + n
                + ',' + amount + '\n';
        }
        write("accounts.csv", accounts);
        write("invoices.csv", invoices);
        write("payments.csv", payments);
        expect({s("import"), book(), file("accounts.csv"), file("invoices.csv"),
            file("payments.csv")});
    }

    // One contact stands there already, so that one account is linked by its number.
    void adopt()
    {
        m_world.control("POST", s("/sandbox/seed"),
            {{s("contacts"),
                QJsonArray{QJsonObject{
                    {s("Name"), s("Customer 1001")}, {s("ContactNumber"), s("1001")}}}}});
        expect({s("adopt"), book()});
        expect({s("adopt"), book(), s("--accept"), s("--start-date"), s("2026-01-01")});
    }

    // One push that Xero took and whose answer got lost, one that never came through.
    void loseAnswers()
    {
        const auto fault = [&](const char* kind, const char* path) {
            m_world.control("POST", s("/sandbox/faults"),
                {{s("times"), 1}, {s("kind"), s(kind)}, {s("verbs"), QJsonArray{s("PUT")}},
                    {s("pathContains"), s(path)}});
        };
        fault("drop-after", "Invoices");
        fault("drop-before", "BankTransactions");
    }

    // Killed in any case with a push on the wire, so that the next start has to recover it.
    void dieOnTheWire()
    {
        if (start({s("sync"), book()}, s("push.intent.committed")))
            note(s("not killed on the wire"));
    }

    void syncUntilDone()
    {
        for (int i = 0; i < 8; ++i) {
            const int exit = call({s("sync"), book()});
            const auto reader = store::openReader(book());
            if (exit == 0 && reader && (*reader)->outboxSummary().waiting == 0
                && (*reader)->outboxSummary().unknown == 0
                && (*reader)->outboxSummary().sending == 0)
                return;
            QTest::qWait(350);
        }
        note(s("not done after eight syncs: ") + m_output);
    }

    // A contact that is archived in Xero and restored.
    void refuseAndRetry()
    {
        m_world.person(s("archive-contact"), {{s("contact"), s("Customer 1002")}});
        write("late.csv",
            "Account,Invoice,Date,Due date,Tax mode,Description,Quantity,Unit price,Amount,Tax\n"
            "1002,INV-L,2026-11-04,2026-11-20,No tax,Service,1,5.00,5.00,0.00\n");
        expect({s("import"), book(), file("late.csv")});
        call({s("sync"), book()});
        m_world.person(s("restore-contact"), {{s("contact"), s("Customer 1002")}});
        call({s("retry"), book(), s("--all")});
        syncUntilDone();
    }

    // Money that was entered in Xero, on an invoice of ours.
    void takeIn()
    {
        m_world.person(s("match-invoice"),
            {{s("invoice"), s("INV-L")}, {s("amount"), s("5.00")}, {s("bank"), s("090")}});
        syncUntilDone();
    }

    // A backup, one more payment, and the backup restored: the payment is imported again.
    void keepAndRestore()
    {
        const QString backup = file("backup.tieout");
        if (!QFileInfo::exists(backup))
            if (call({s("book"), s("backup"), book(), backup}) != 0 && !QFileInfo::exists(backup))
                note(s("no backup: ") + m_output);
        write("more.csv",
            "Account,Payment,Date,Amount,Reference,Method,Invoice list,Invoice allocation list\n"
            "1003,PAY-M,2026-11-12,9.00,PAY-M,EFT,,\n");
        expect({s("import"), book(), file("more.csv")});
        syncUntilDone();
        expect({s("book"), s("restore"), backup, book(), s("--replace")});
        expect({s("import"), book(), file("more.csv")});
        syncUntilDone();
    }

    // The bank's file is in the book whole or not at all.
    void takeStatement()
    {
        write("bank.csv",
            "Date,Description,Amount\n2026-11-10,CUSTOMER 1001,51.00\n"
            "2026-11-11,FEE,-1.00\n");
        expect({s("statement"), book(), file("bank.csv"), s("--account"), s("090")});
        const auto reader = store::openReader(book());
        if (!reader || (*reader)->bankLineCount({}) != 2)
            note(s("the statement is not in the book"));
    }

    // The balances as of a day, and the whole book signed off as of it: one word or none, and a
    // second one takes the place of the first.
    void signOff()
    {
        expect({kSigner, book()});
        const auto reader = store::openReader(book());
        if (!reader)
            return note(reader.error().sentence);
        int standing = 0;
        for (const records::SignOff& one : (*reader)->signOffs())
            standing += one.state == records::SignOffState::Prepared && one.accounts == kCustomers
                && one.seal.size() == 64;
        if (standing != 1)
            note(s("%1 sign-offs stand").arg(standing));
        if (!(*reader)->asOf().isReady)
            note(s("no balances as of the day"));
        const base::SystemClock clock;
        const auto closed = store::Book::open(book(), {.readOnly = true}, clock);
        if (!closed || (*closed)->standingSignOffs({}).size() != 1)
            note(s("an unfinished sign-off is left"));
    }

    // A book of before the first schema, brought up to date by being opened.
    void migrate()
    {
        const QString old = file("old.tieout");
        {
            const auto connection
                = store::Connection::open(old, {}, store::Connection::OnLooseError::Stop);
            if (!connection)
                return note(s("no old book"));
            const store::Watch watch(**connection);
            (*connection)->execute(s("PRAGMA application_id = %1").arg(store::kApplicationId));
            (*connection)->execute(s("CREATE TABLE keepsake (word TEXT NOT NULL) STRICT"));
        }
        expect({s("import"), old, file("accounts.csv")});
    }

    static int living(const QJsonArray& rows)
    {
        int count = 0;
        for (const QJsonValue& row : rows)
            count += row[s("status")].toString() != s("VOIDED")
                && row[s("status")].toString() != s("DELETED");
        return count;
    }

    QString wrong()
    {
        const QJsonObject truth = m_world.truth();
        const auto count = [&](const char* list, int expected) {
            if (const int there = living(truth[s(list)].toArray()); there != expected)
                note(s("%1 %2 in Xero instead of %3").arg(there).arg(s(list)).arg(expected));
        };
        count("contacts", kCustomers);
        count("invoices", kCustomers + 1);
        count("overpayments", kCustomers + 1);
        count("allocations", kCustomers);
        count("payments", 1);
        const auto reader = store::openReader(book());
        if (!reader) {
            note(reader.error().sentence);
            return m_wrong;
        }
        if ((*reader)->accountCount(s("customer"), {.filter = s("differ")}) != 0)
            note(s("an account differs"));
        const store::BalanceSum sum = (*reader)->balanceSums(s("customer"), {}).value(0);
        if (!sum.difference().isZero() || sum.ledger.toString() != s("-9.00"))
            note(s("ledger %1, Xero %2").arg(sum.ledger.toString(), sum.xero.toString()));
        return m_wrong;
    }

    World m_world;
    QString m_failpoint, m_wrong, m_output;
    bool m_died = false;
};

} // namespace

void TestFailpoints::theStoryEndsWell()
{
    Story story{QString()};
    const QString wrong = story.tell();
    QVERIFY2(wrong.isEmpty(), qPrintable(wrong));
    QVERIFY(!story.died());
}

void TestFailpoints::killedAtEveryName_data()
{
    QTest::addColumn<QString>("name");
    const QStringList names = namesInTheSources();
    QVERIFY2(names.size() >= 40, qPrintable(s("only %1 names").arg(names.size())));
    for (const QString& name : names)
        QTest::newRow(qPrintable(name)) << name;
    qInfo("%d names", static_cast<int>(names.size()));
}

void TestFailpoints::killedAtEveryName()
{
    QFETCH(QString, name);
    Story story(name);
    const QString wrong = story.tell();
    QVERIFY2(story.died(), "the story never comes by here");
    QVERIFY2(wrong.isEmpty(), qPrintable(wrong));
}

namespace {

// What a person asks for one after the other; 0 when all of it was done.
int asOfAndSignOff(const QString& path)
{
    engine::Engine engine([] {
        engine::Parts parts;
        parts.clock = std::make_unique<base::SystemClock>();
        parts.random = std::make_unique<base::SystemRandom>();
        parts.tokens = xero::memoryTokenStore();
        parts.openBrowser = [](const QUrl&) { return false; };
        parts.who = s("test");
        return parts;
    });
    const QDate day = base::SystemClock().now().date().addDays(-1);
    records::command::SignOff signOff;
    signOff.wholeBook = true;
    signOff.day = day;
    signOff.preparer = s("Dana Reed");
    const QList<records::Command> asked{records::command::ShowAsOf{day}, signOff};
    qsizetype next = 0;
    QObject::connect(
        &engine, &engine::Engine::answered, qApp, [&](const records::CommandOutcome& answer) {
            if (!answer.done)
                qWarning("%s", qPrintable(answer.sentence + answer.error.sentence));
            if (!answer.done || ++next == asked.size())
                return QCoreApplication::exit(answer.done ? 0 : 1);
            engine.perform(static_cast<quint64>(next + 1), asked.at(next));
        });
    QObject::connect(&engine, &engine::Engine::refused, qApp, [](const base::Error& error) {
        qWarning("%s", qPrintable(error.sentence));
        QCoreApplication::exit(2);
    });
    engine.open(path);
    engine.perform(1, asked.first());
    const int code = QCoreApplication::exec();
    bool stopped = false;
    QObject::connect(&engine, &engine::Engine::stopped, qApp, [&] { stopped = true; });
    engine.shutDown();
    return QTest::qWaitFor([&] { return stopped; }, 20'000) ? code : 3;
}

} // namespace

int main(int argc, char** argv)
{
    QCoreApplication app(argc, argv);
    if (app.arguments().value(1) == kSigner)
        return asOfAndSignOff(app.arguments().value(2));
    TestFailpoints test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_failpoints.moc"
