// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>

#include <memory>

namespace base {

// Randomness as a port, so that a run can be repeated from its seed.
class Random {
public:
    virtual ~Random() = default;
    virtual quint64 next() = 0;
    // Uniform in [0, bound); bound > 0.
    quint64 below(quint64 bound);
    QByteArray bytes(int count);
};

// The operating system's generator: secrets, keys, jitter in production.
class SystemRandom final : public Random {
public:
    quint64 next() override;
};

// Repeatable: tests, the simulator, generated books.
class SeededRandom final : public Random {
public:
    explicit SeededRandom(quint64 seed)
        : m_state(seed)
    {
    }
    quint64 next() override; // splitmix64

private:
    quint64 m_state;
};

} // namespace base
