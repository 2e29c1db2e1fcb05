// SPDX-License-Identifier: GPL-3.0-or-later

#include "xero/lanes.h"

#include <algorithm>

namespace xero {

namespace {

constexpr qint64 kIdleMilliseconds = 500;

} // namespace

Lanes::Lane& Lanes::take()
{
    Lane& lane = *std::ranges::max_element(
        m_lanes, {}, [](const Lane& one) { return std::pair(!one.isTaken, one.lastAnswerAt); });
    Q_ASSERT(!lane.isTaken);
    lane.isTaken = true;
    if (m_clock.bootMilliseconds() - lane.lastAnswerAt > kIdleMilliseconds)
        lane.network.clearConnectionCache();
    return lane;
}

void Lanes::giveBack(Lane& lane)
{
    lane.isTaken = false;
    lane.lastAnswerAt = m_clock.bootMilliseconds();
}

} // namespace xero
