// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "support/injection.h"

// A pair of ledgers that agreed until 1 to 12 differences were made in it on purpose. From one
// seed.
namespace support {

class InjectedLedgers {
public:
    explicit InjectedLedgers(quint64 seed);

    const AgreeingLedgers& world() const { return m_world; }
    const QList<Injection>& injections() const { return m_injections; }
    // As they stood before anything was done to them.
    const records::AccountFile& agreed() const { return m_agreed; }

private:
    struct Plan {
        QList<Way> ways;
        bool isUnlinked = false;
        QList<Event> needs() const;
    };
    static Plan plan(base::Random& random);

    base::SeededRandom m_random;
    Plan m_plan;
    AgreeingLedgers m_world;
    records::AccountFile m_agreed;
    QList<Injection> m_injections;
};

} // namespace support
