// SPDX-License-Identifier: GPL-3.0-or-later

#include "simulation/runner.h"

#include "simulation/life.h"
#include "simulation/shrink.h"

#include <QDir>
#include <QFileInfo>
#include <QLoggingCategory>

namespace simulation {

namespace {

using namespace std::chrono_literals;

constexpr auto kShrinkingPatience = 60s;

QString folderPattern()
{
    const QFileInfo memory(QStringLiteral("/dev/shm"));
    return (memory.isWritable() ? memory.filePath() : QDir::tempPath())
        + QStringLiteral("/tieout-lives-XXXXXX");
}

} // namespace

Runner::Runner()
    : m_folder(folderPattern())
{
    // The order in which a hash is walked is part of a life: the same in every process.
    QHashSeed::setDeterministicGlobalSeed();
    // Troubles are the daily bread here; only what fails is worth a line.
    if (!qEnvironmentVariableIsSet("TIEOUT_TRACE"))
        QLoggingCategory::setFilterRules(QStringLiteral("tieout.*=false"));
    Program::makeTemplate(m_folder.filePath(QStringLiteral("template.tieout")));
}

Runner::Outcome Runner::live(const Tape& tape)
{
    const QString folder = m_folder.filePath(QString::number(++m_lives));
    QDir().mkpath(folder);
    Outcome outcome;
    {
        Life life(tape, m_marks, folder, m_folder.filePath(QStringLiteral("template.tieout")));
        outcome.failure = life.live();
        outcome.trace = life.trace();
    }
    QDir(folder).removeRecursively();
    return outcome;
}

QString Runner::report(const Tape& tape, const Failure& failure)
{
    qWarning("seed %llu, invariant %d: %s\nshrinking", tape.seed, failure.invariant,
        qPrintable(failure.what));
    const auto stillFails = [&](const Tape& other) {
        const Outcome outcome = live(other);
        return outcome.failure && outcome.failure->invariant == failure.invariant;
    };
    const Tape small = shrunk(tape, stillFails, kShrinkingPatience);
    const Outcome again = live(small);
    return QStringLiteral("seed %1, invariant %2: %3\nShrunk to %4 steps and %5 faults: %6\n"
                          "Keep it as tests/simulation/kept/NAME.tape:\n%7")
        .arg(tape.seed)
        .arg(failure.invariant)
        .arg(failure.what)
        .arg(small.steps.size())
        .arg(small.faults.size())
        .arg(again.failure ? again.failure->what : QString())
        .arg(toText(small));
}

} // namespace simulation
