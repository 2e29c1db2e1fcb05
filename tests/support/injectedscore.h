// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "support/injectedledgers.h"

#include <QMap>

// How well the bridge explains differences whose causes are known: what a test asserts and a bench
// prints.
namespace support {

struct Score {
    qint64 ledgers = 0;
    qint64 agreedBefore = 0; // not a line before anything was injected
    qint64 toldWhole = 0; // what was written down of the causes is the whole difference
    qint64 exact = 0; // explained + unexplained = ledger − Xero, as the two systems print them
    qint64 explained = 0; // nothing unexplained
    qint64 causes = 0, named = 0; // injected, and each of its lines there: cause, amount, records
    qint64 mistakes = 0; // lines named wrong though the two ledgers tell which cause it is
    qint64 lines = 0, surplus = 0; // of the bridge; those that nothing was injected for
    // Injected cause and the cause that the bridge names, each as a number, lines by lines.
    QMap<std::pair<int, int>, qint64> matrix;
    QStringList whys; // each miss: the seed, what was injected, what was named, and why

    void judge(quint64 seed);
    QString words() const; // the figures, the matrix, the misses

private:
    void compare(quint64 seed, const InjectedLedgers& pair, const records::Bridge& bridge);
};

} // namespace support
