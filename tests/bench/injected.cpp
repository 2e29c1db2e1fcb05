// SPDX-License-Identifier: GPL-3.0-or-later

// tieout-injected [N] [FIRST]   how well the bridge names causes that were injected on purpose
// N pairs of ledgers (10,000), from the seed FIRST (1). Prints figures and asserts nothing.

#include "support/injectedscore.h"

#include <QCoreApplication>
#include <QElapsedTimer>

#include <cstdio>

int main(int argc, char** argv)
{
    const QCoreApplication app(argc, argv);
    bool given = false;
    const quint64 asked = app.arguments().value(1).toULongLong(&given);
    const quint64 count = given ? asked : 10'000;
    const quint64 from = app.arguments().value(2).toULongLong(&given);
    const quint64 first = given ? from : 1;

    QElapsedTimer timer;
    timer.start();
    support::Score score;
    for (quint64 seed = first; seed < first + count; ++seed)
        score.judge(seed);
    const qint64 took = timer.elapsed();
    std::printf("%s\nSeeds %llu to %llu in %lld.%03lld s.\n", score.words().toUtf8().constData(),
        static_cast<unsigned long long>(first), static_cast<unsigned long long>(first + count - 1),
        static_cast<long long>(took / 1'000), static_cast<long long>(took % 1'000));
}
