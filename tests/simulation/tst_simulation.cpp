// SPDX-License-Identifier: GPL-3.0-or-later

#include "simulation/runner.h"

#include <QDir>
#include <QElapsedTimer>
#include <QTest>

#include <csignal>
#include <cstdio>

// Whole lives of books, each from its seed. TIEOUT_SEEDS says how many there are in all shards
// together, TIEOUT_SHARD which shard this is; TIEOUT_SEED repeats one; with
// TIEOUT_ALL it goes on after a failure, and shrinks none. A kept tape is a life that
// failed once.
class TestSimulation : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void keptTapes_data();
    void keptTapes();
    void tapesAreReadAsWritten();
    void lives();
};

namespace {

int number(const char* name, int otherwise)
{
    const int given = qEnvironmentVariableIntValue(name);
    return given > 0 ? given : otherwise;
}

constexpr int kShards = 8; // as in CMakeLists.txt

// For the one who adds up what all shards have reached.
void writeMarks(const simulation::Marks& marks, int lives)
{
    QFile file(qEnvironmentVariable("TIEOUT_MARKS"));
    if (file.fileName().isEmpty() || !file.open(QIODevice::WriteOnly))
        return;
    file.write("lives " + QByteArray::number(lives) + '\n');
    for (auto mark = marks.counts().begin(); mark != marks.counts().end(); ++mark)
        file.write(QByteArray::number(mark.value()) + ' ' + mark.key().toUtf8() + '\n');
}

// A program that falls over names the seed it fell over.
volatile std::sig_atomic_t seedBeingLived = 0;

void nameTheSeed(int signal)
{
    std::fprintf(stderr, "fell over while living seed %d\n", static_cast<int>(seedBeingLived));
    std::signal(signal, SIG_DFL);
    std::raise(signal);
}

// Every so many-th seed is lived twice: the same tape must give the same life to the byte.
constexpr int kTwice = 20;

} // namespace

void TestSimulation::keptTapes_data()
{
    QTest::addColumn<QString>("path");
    const QDir kept(QStringLiteral(SOURCE_DIR "/tests/simulation/kept"));
    for (const QFileInfo& file : kept.entryInfoList({QStringLiteral("*.tape")}, QDir::Files))
        QTest::newRow(qPrintable(file.completeBaseName())) << file.filePath();
}

void TestSimulation::keptTapes()
{
    QFETCH(QString, path);
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const auto tape = simulation::tapeFrom(QString::fromUtf8(file.readAll()));
    QVERIFY(tape);
    simulation::Runner runner;
    const auto outcome = runner.live(*tape);
    QVERIFY2(!outcome.failure, qPrintable(outcome.failure ? outcome.failure->what : QString()));
}

void TestSimulation::tapesAreReadAsWritten()
{
    for (quint64 seed = 1; seed <= 50; ++seed) {
        const simulation::Tape tape = simulation::makeTape(seed);
        const auto read = simulation::tapeFrom(simulation::toText(tape));
        QVERIFY(read);
        QCOMPARE(simulation::toText(*read), simulation::toText(tape));
    }
}

void TestSimulation::lives()
{
    simulation::Runner runner;
    QElapsedTimer timer;
    timer.start();
    const int only = number("TIEOUT_SEED", 0);
    const int count = only ? 1 : std::max(1, number("TIEOUT_SEEDS", 400) / kShards);
    const int first = only ? only : qEnvironmentVariableIntValue("TIEOUT_SHARD") * count + 1;
    int failed = 0;
    for (const int signal : {SIGABRT, SIGSEGV})
        std::signal(signal, nameTheSeed);
    for (int seed = first; seed < first + count; ++seed) {
        seedBeingLived = seed;
        const simulation::Tape tape = simulation::makeTape(static_cast<quint64>(seed));
        const auto outcome = runner.live(tape);
        if (outcome.failure && qEnvironmentVariableIsSet("TIEOUT_ALL")) {
            qInfo("seed %d, invariant %d: %s", seed, outcome.failure->invariant,
                qPrintable(outcome.failure->what));
            ++failed;
            continue;
        }
        if (outcome.failure)
            QFAIL(qPrintable(runner.report(tape, *outcome.failure)));
        if (seed % kTwice == 0)
            QCOMPARE(runner.live(tape).trace.toHex(), outcome.trace.toHex()); // 30. Determinism
    }
    qInfo("%d lives in %lld ms", count, timer.elapsed());
    writeMarks(runner.marks(), count);
    QCOMPARE(failed, 0);
}

QTEST_GUILESS_MAIN(TestSimulation)
#include "tst_simulation.moc"
