// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/clock.h"

#include <QNetworkAccessManager>

#include <array>

namespace xero {

// The connections to Xero, one for each call that may be under way. Each is its own, so that it is
// known how long it may have stood idle: a server may close an idle connection at the very moment
// we write to it, and then nobody knows whether the call arrived. A new one costs less than finding
// that out. Counted from when the last call was sent: on a busy machine its answer may have lain
// here for a while before anybody looked.
class Lanes {
public:
    static constexpr int kCount = 5; // Xero's limit of calls at the same time (xero-api.md §2.1)

    explicit Lanes(base::Clock& clock)
        : m_clock(clock)
    {
    }

    struct Lane {
        QNetworkAccessManager network;
        qint64 sentAt = 0; // boot milliseconds
        bool isTaken = false;
    };

    // The one used last, so that the others age undisturbed. One must be free.
    Lane& take();
    // To be asked for right before something is sent.
    QNetworkAccessManager& network(Lane& lane);
    void giveBack(Lane& lane) { lane.isTaken = false; }

private:
    base::Clock& m_clock;
    std::array<Lane, kCount> m_lanes;
};

} // namespace xero
