// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/context.h"

#include <algorithm>

namespace engine {

Waits Waits::of(const records::BookSettings& settings, bool localSandbox)
{
    Waits waits;
    if (!localSandbox)
        return waits;
    const auto scaled = [&](std::chrono::milliseconds wait) {
        return std::chrono::milliseconds(
            std::max<qint64>(20, wait.count() * settings.waitsPermille / 1000));
    };
    waits.firstProbe = scaled(waits.firstProbe);
    waits.secondProbe = scaled(waits.secondProbe);
    waits.quickProbe = scaled(waits.quickProbe);
    return waits;
}

} // namespace engine
