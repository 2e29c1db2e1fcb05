// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/clock.h"

#include <QFile>
#include <QSysInfo>
#include <QTimer>

#include <ctime>

namespace base {

QTimeZone zoneNamed(const QByteArray& ianaZone)
{
    const QTimeZone zone(ianaZone);
    return zone.isValid() ? zone : QTimeZone::utc();
}

QDate Clock::today(const QByteArray& ianaZone) const
{
    return now().toTimeZone(zoneNamed(ianaZone)).date();
}

QDateTime SystemClock::now() const
{
    return QDateTime::currentDateTimeUtc();
}

qint64 SystemClock::bootMilliseconds() const
{
#ifdef CLOCK_BOOTTIME
    timespec t{};
    clock_gettime(CLOCK_BOOTTIME, &t);
#else
    timespec t{};
    clock_gettime(CLOCK_MONOTONIC, &t);
#endif
    return static_cast<qint64>(t.tv_sec) * 1000 + t.tv_nsec / 1'000'000;
}

QString SystemClock::bootId() const
{
    return QString::fromLatin1(QSysInfo::bootUniqueId());
}

void SystemClock::after(
    std::chrono::milliseconds delay, QObject* context, std::function<void()> call)
{
    QTimer::singleShot(delay, context, std::move(call));
}

} // namespace base
