// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "simulation/tape.h"

#include <chrono>
#include <functional>

namespace simulation {

// Leaves out steps, then faults, then makes numbers small, as long as the same thing still fails
// (delta debugging); ends when nothing more can go or the time is up.
Tape shrunk(const Tape& tape, const std::function<bool(const Tape&)>& stillFails,
    std::chrono::milliseconds patience);

} // namespace simulation
