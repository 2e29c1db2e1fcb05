// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/planted.h"
#include "simulation/runner.h"

#include <QProcess>
#include <QTest>

#include <cstdio>

// A simulator is as good as the bugs it finds: each planted bug is switched on in a process of its
// own, which lives seed after seed until an invariant fails or the program falls over.
class TestPlanted : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void everyBugIsFound_data();
    void everyBugIsFound();
    void cleanupTestCase();

private:
    QStringList m_table;
};

namespace {

constexpr int kMostSeeds = 2'000;
constexpr int kPatience = 1'800'000; // milliseconds

// The process of one bug. Says each seed before it lives it: a fall is found as well.
int liveUntilFound(int seeds)
{
    simulation::Runner runner;
    for (int seed = 1; seed <= seeds; ++seed) {
        std::printf("seed %d\n", seed);
        std::fflush(stdout);
        const auto outcome = runner.live(simulation::makeTape(static_cast<quint64>(seed)));
        if (outcome.failure) {
            std::printf("found %d %s\n", outcome.failure->invariant,
                qPrintable(outcome.failure->what.section(u'\n', 0, 0)));
            return 1;
        }
    }
    return 0;
}

} // namespace

void TestPlanted::initTestCase()
{
    const int seeds = qEnvironmentVariableIntValue("TIEOUT_SEEDS");
    if (seeds > 0 && seeds < 100)
        QSKIP("too few seeds are asked for to find anything");
    QVERIFY(base::plantedNames().size() >= 25);
}

void TestPlanted::everyBugIsFound_data()
{
    QTest::addColumn<QString>("name");
    for (const QString& name : base::plantedNames())
        QTest::newRow(qPrintable(name)) << name;
}

void TestPlanted::everyBugIsFound()
{
    QFETCH(QString, name);
    QProcess process;
    auto environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("TIEOUT_PLANT"), name);
    process.setProcessEnvironment(environment);
    process.start(QCoreApplication::applicationFilePath(),
        {QStringLiteral("--lives"), QString::number(kMostSeeds)});
    QVERIFY(process.waitForFinished(kPatience));
    const QStringList said
        = QString::fromUtf8(process.readAllStandardOutput()).split(u'\n', Qt::SkipEmptyParts);
    const QString last = said.isEmpty() ? QString() : said.last();
    const bool fell = process.exitStatus() == QProcess::CrashExit;
    const QString seed = said.filter(QStringLiteral("seed "))
                             .value(said.filter(QStringLiteral("seed ")).size() - 1);
    QVERIFY2(fell || process.exitCode() == 1, "not found by any seed");
    m_table += QStringLiteral("%1 %2 %3")
                   .arg(name, -26)
                   .arg(seed.section(u' ', 1), 5)
                   .arg(fell ? QStringLiteral("the program fell over")
                             : QStringLiteral("invariant ") + last.section(u' ', 1));
}

void TestPlanted::cleanupTestCase()
{
    qInfo("planted bug, seeds needed, by what\n%s", qPrintable(m_table.join(u'\n')));
}

int main(int argc, char** argv)
{
    QCoreApplication application(argc, argv);
    if (argc == 3 && QByteArray(argv[1]) == "--lives")
        return liveUntilFound(QByteArray(argv[2]).toInt());
    TestPlanted test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_planted.moc"
