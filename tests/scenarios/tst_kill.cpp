// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/world.h"

#include "base/random.h"
#include "records/words.h"

#include <QRegularExpression>
#include <QTest>

// The console is killed in mid-sync, again and again, while Xero loses answers: afterwards nothing
// is there twice, nothing is missing, and the bridge is explained to 0.00.
class TestKill : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void killedAtRandomMoments_data();
    void killedAtRandomMoments();
    void aDroppedAnswerIsOneRequestOnTheWire();
};

namespace {

constexpr int kCustomers = 400, kMore = 40;

QString s(const char* text)
{
    return QString::fromUtf8(text);
}

// Customers first to last, each with an invoice and a payment of it.
void fill(World& world, int first, int last)
{
    QByteArray accounts = "Account,Name,Role\n";
    QByteArray invoices
        = "Account,Invoice,Date,Due date,Tax mode,Description,Quantity,Unit price,Amount,Tax\n";
    QByteArray payments
        = "Account,Payment,Date,Amount,Reference,Method,Invoice list,Invoice allocation list\n";
    for (int i = first; i <= last; ++i) {
        const QByteArray n = QByteArray::number(1000 + i),
                         amount = QByteArray::number(50 + i) + ".00";
        accounts += n + ",Customer " + n + ",Customer\n";
        invoices += n + ",INV-" + n + ",2026-11-02,2026-11-16,No tax,Service,1," + amount + ','
            + amount + ",0.00\n";
        payments += n + ",PAY-" + n + ",2026-11-10," + amount + ",PAY-" + n + ",EFT,INV-" + n + ','
            + amount + '\n';
    }
    const auto outcome = world.import({{s("accounts.csv"), accounts}, {s("invoices.csv"), invoices},
        {s("payments.csv"), payments}});
    QVERIFY2(outcome.done, qPrintable(outcome.sentence + u'\n' + outcome.details));
}

// One console call, killed after the given time; true when it ended by itself first.
bool syncAndKill(const World& world, int milliseconds)
{
    QProcess console;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(s("XDG_DATA_HOME"), world.folder());
    console.setProcessEnvironment(environment);
    console.setProcessChannelMode(QProcess::SeparateChannels);
    console.start(QStringLiteral(CONSOLE), {s("sync"), world.bookPath()});
    if (console.waitForFinished(milliseconds)) {
        if (qEnvironmentVariableIsSet("TIEOUT_TRACE"))
            qInfo("%d %s %s", console.exitCode(), console.readAllStandardOutput().constData(),
                console.readAllStandardError().constData());
        return true;
    }
    console.kill(); // SIGKILL
    console.waitForFinished();
    return false;
}

int living(const QJsonArray& rows)
{
    int count = 0;
    for (const QJsonValue& row : rows)
        count += row[s("status")].toString() != s("VOIDED")
            && row[s("status")].toString() != s("DELETED");
    return count;
}

} // namespace

// Five stories of a hundred kills each; with TIEOUT_SEED one of another seed.
void TestKill::killedAtRandomMoments_data()
{
    QTest::addColumn<quint64>("seed");
    const int only = qEnvironmentVariableIntValue("TIEOUT_SEED");
    for (const int seed : only > 0 ? QList{only} : QList{7, 11, 13, 17, 19})
        QTest::addRow("seed %d", seed) << static_cast<quint64>(seed);
}

void TestKill::killedAtRandomMoments()
{
    QFETCH(quint64, seed);
    World world;
    int customers = kCustomers;
    fill(world, 1, customers);
    world.closeEngine();
    world.control("POST", s("/sandbox/settings"), {{s("keyLifeSeconds"), 360}});
    world.control("POST", s("/sandbox/faults"), {{s("every"), 10}, {s("kind"), s("drop-after")}});
    base::SeededRandom random(seed);
    int kills = 0;
    for (int call = 0; kills < 100 && call < 400; ++call) {
        if (!syncAndKill(world, 40 + static_cast<int>(random.below(500)))) {
            ++kills;
            continue;
        }
        // A quick machine comes to the end between two kills: there is always more to push.
        world.restartEngine();
        fill(world, customers + 1, customers + kMore);
        customers += kMore;
        world.closeEngine();
    }
    QVERIFY2(kills >= 100, qPrintable(QStringLiteral("only %1 kills").arg(kills)));
    world.control("DELETE", s("/sandbox/faults"));
    world.restartEngine();
    for (int i = 0; i < 5 && !world.outbox().isEmpty(); ++i) {
        const auto outcome = world.sync();
        QVERIFY2(outcome.done, qPrintable(outcome.sentence + outcome.error.raw));
        QTest::qWait(700); // the shortened waits of the protocol
    }
    QCOMPARE(world.outbox().join(u'\n'), QString());
    const QJsonObject truth = world.truth();
    QCOMPARE(living(truth[s("contacts")].toArray()), customers);
    QCOMPARE(living(truth[s("invoices")].toArray()), customers);
    QCOMPARE(living(truth[s("overpayments")].toArray()), customers);
    for (const QJsonValue& invoice : truth[s("invoices")].toArray())
        QCOMPARE(invoice[s("status")].toString(), s("PAID"));
    const store::BalanceSum sum = world.reader().balanceSums(s("customer"), {}).value(0);
    QCOMPARE(sum.ledger.toString(), sum.xero.toString());
    for (const store::CauseSum& cause : world.reader().today().causes)
        QVERIFY2(cause.amount.isZero(), qPrintable(records::toText(cause.cause)));
    QCOMPARE(world.reader().accountCount(s("customer"), {.filter = s("differ")}), 0);
    qInfo("%d kills, %d customers: nothing twice, nothing lost, ledger %s = Xero %s", kills,
        customers, qPrintable(sum.ledger.toString()), qPrintable(sum.xero.toString()));
}

void TestKill::aDroppedAnswerIsOneRequestOnTheWire()
{
    World world;
    world.account(s("1"), s("One"));
    QVERIFY(world.sync().done);
    world.invoice(s("1"), s("INV-1"), s("10.00"));
    const auto puts = [&] {
        int count = 0;
        const QJsonObject calls = world.control("GET", s("/sandbox/calls"))[s("counts")].toObject();
        for (auto call = calls.begin(); call != calls.end(); ++call)
            if (call.key().startsWith(s("PUT ")) && call.key().endsWith(s("/Invoices")))
                count += call.value().toInt();
        return count;
    };
    QCOMPARE(puts(), 0);
    world.control("POST", s("/sandbox/faults"),
        {{s("times"), 1}, {s("kind"), s("drop-after")}, {s("verbs"), QJsonArray{s("PUT")}},
            {s("pathContains"), s("Invoices")}});
    const auto outcome = world.sync();
    QCOMPARE(puts(), 1); // once on the wire; the lookup found it, so nothing was sent again
    QVERIFY2(outcome.done, qPrintable(outcome.sentence));
    QCOMPARE(world.due(s("INV-1")), s("10.00"));
    QCOMPARE(world.outbox(), QStringList());
    qInfo("PUT Invoices received by the server after its answer was dropped: %d", puts());
}

QTEST_GUILESS_MAIN(TestKill)
#include "tst_kill.moc"
