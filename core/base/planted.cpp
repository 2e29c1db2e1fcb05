// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/planted.h"

#ifdef TIEOUT_TEST_SEAMS

#include <array>

namespace base {

namespace {

// In the order of the enumerators. The prefix is what ./check looks for in a released program.
constexpr std::array kNames{"planted:none", "planted:no-key", "planted:new-key-on-retry",
    "planted:send-then-intend", "planted:blind-resend", "planted:unheard-is-success",
    "planted:unheard-is-not-sent", "planted:one-look-is-enough", "planted:look-too-early",
    "planted:stale-mirror", "planted:half-answer-is-success", "planted:refusal-is-success",
    "planted:batch-order", "planted:rest-under-same-key", "planted:not-sent-is-refused",
    "planted:no-amount-due", "planted:no-remaining-credit", "planted:child-before-parent",
    "planted:lost-intent", "planted:watermark-of-our-clock", "planted:watermark-early",
    "planted:no-overlap", "planted:last-page-missing", "planted:forget-dirty",
    "planted:adopt-by-amount", "planted:adopt-humans-invoice", "planted:take-in-own",
    "planted:take-in-busy", "planted:take-in-twice", "planted:over-allocate-on-pull",
    "planted:removed-still-counts", "planted:prepayment-sign", "planted:no-wrong-match",
    "planted:copy-unnoticed", "planted:left-behind"};
static_assert(kNames.size() == static_cast<size_t>(Planted::LeftBehind) + 1);

int switchedOn()
{
    const QByteArray wanted = qgetenv("TIEOUT_PLANT");
    for (size_t i = 1; i < kNames.size(); ++i)
        if (!wanted.isEmpty() && wanted == kNames[i] + qstrlen("planted:"))
            return static_cast<int>(i);
    return 0;
}

} // namespace

bool planted(Planted bug)
{
    static const int on = switchedOn();
    return on != 0 && on == static_cast<int>(bug);
}

QStringList plantedNames()
{
    QStringList names;
    for (size_t i = 1; i < kNames.size(); ++i)
        names += QLatin1String(kNames[i] + qstrlen("planted:"));
    return names;
}

} // namespace base

#endif
