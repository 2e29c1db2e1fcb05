// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "simulation/invariants.h"
#include "simulation/tape.h"

#include <QTemporaryDir>

#include <optional>

namespace simulation {

// Lives tapes one after the other, each in a folder of its own, in memory where the computer has
// such a folder.
class Runner {
public:
    Runner();
    struct Outcome {
        std::optional<Failure> failure;
        QByteArray trace;
    };
    Outcome live(const Tape& tape);
    // What a person needs who has never seen the seed: what failed, and the shortest tape that
    // shows it.
    QString report(const Tape& tape, const Failure& failure);
    const Marks& marks() const { return m_marks; }

private:
    QTemporaryDir m_folder;
    Marks m_marks;
    int m_lives = 0;
};

} // namespace simulation
