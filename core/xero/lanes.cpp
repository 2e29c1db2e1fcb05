// SPDX-License-Identifier: GPL-3.0-or-later

#include "xero/lanes.h"

#include <algorithm>

namespace xero {

namespace {

constexpr qint64 kMostMilliseconds = 500;

} // namespace

Lanes::Lane& Lanes::take()
{
    Lane& lane = *std::ranges::max_element(
        m_lanes, {}, [](const Lane& one) { return std::pair(!one.isTaken, one.sentAt); });
    Q_ASSERT(!lane.isTaken);
    lane.isTaken = true;
    return lane;
}

QNetworkAccessManager& Lanes::network(Lane& lane)
{
    const qint64 now = m_clock.bootMilliseconds();
    if (now - lane.sentAt > kMostMilliseconds)
        lane.network.clearConnectionCache();
    lane.sentAt = now;
    return lane.network;
}

} // namespace xero
