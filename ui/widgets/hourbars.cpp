// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/hourbars.h"

#include "look/painter.h"
#include "look/words.h"

#include <algorithm>

using Qt::StringLiterals::operator""_s;

namespace ui {

namespace {

constexpr int kHours = 24;
constexpr int kHoursBetweenWords = 6;
constexpr int kBarsHeight = 44;

} // namespace

HourBars::HourBars(Context& context, const QList<store::CallHour>& hours)
    : m_context(context)
{
    QStringList spoken;
    for (const store::CallHour& hour : hours) {
        const QDateTime local = hour.beginsAt.toLocalTime();
        if (local.date() != context.today())
            continue;
        m_calls[static_cast<size_t>(local.time().hour())] += hour.calls;
        spoken.append(u"%1:00 %2"_s.arg(local.time().hour()).arg(hour.calls));
    }
    setAccessibleName(u"Calls by the hour of today: %1"_s.arg(
        spoken.isEmpty() ? u"none"_s : spoken.join(u", "_s)));
    setToolTip(accessibleName());
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

QSize HourBars::sizeHint() const
{
    return {220, kBarsHeight + m_context.look().height(16)};
}

void HourBars::paintEvent(QPaintEvent*)
{
    QPainter canvas(this);
    Painter paint(canvas, m_context.look());
    const int most = std::max(1, *std::ranges::max_element(m_calls));
    const int now = m_context.now().time().hour();
    const auto left = [&](int hour) { return width() * hour / kHours; };
    for (int hour = 0; hour < kHours; ++hour) {
        const int calls = callsAt(hour);
        if (calls == 0)
            continue;
        const int high = std::max(2, (kBarsHeight - 2) * calls / most);
        paint.fill(QRect(left(hour) + 1, kBarsHeight - high, left(hour + 1) - left(hour) - 2, high),
            hour == now ? Tone::Accent : Tone::Bar, 2);
    }
    paint.fill(QRect(0, kBarsHeight, width(), 1), Tone::Line);
    const int below = height() - kBarsHeight;
    for (int hour = 0; hour <= kHours; hour += kHoursBetweenWords) {
        const bool isLast = hour == kHours;
        const int wide = width() / 5;
        const QRect place(isLast ? width() - wide
                : hour == 0      ? 0
                                 : left(hour) - wide / 2,
            kBarsHeight + 1, wide, below - 1);
        paint.text(place, u"%1:00"_s.arg(hour), Tone::Text3, Type::Second,
            isLast          ? Qt::AlignRight | Qt::AlignAbsolute
                : hour == 0 ? Qt::AlignLeft | Qt::AlignAbsolute
                            : Qt::AlignHCenter);
    }
}

} // namespace ui
