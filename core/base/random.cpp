// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/random.h"

#include <QRandomGenerator>

namespace base {

quint64 Random::below(quint64 bound)
{
    return bound == 0 ? 0 : next() % bound;
}

QByteArray Random::bytes(int count)
{
    QByteArray bytes;
    bytes.reserve(count + 8);
    while (bytes.size() < count) {
        const quint64 word = next();
        bytes.append(reinterpret_cast<const char*>(&word), sizeof word);
    }
    bytes.truncate(count);
    return bytes;
}

quint64 SystemRandom::next()
{
    return QRandomGenerator::system()->generate64();
}

quint64 SeededRandom::next()
{
    quint64 z = (m_state += 0x9E3779B97F4A7C15ULL);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
    return z ^ (z >> 31);
}

} // namespace base
