// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QDateTime>
#include <QTimeZone>

#include <chrono>
#include <functional>

class QObject;

namespace base {

// By its IANA name; UTC where there is no such zone.
QTimeZone zoneNamed(const QByteArray& ianaZone);

// The only source of "now" and "later". Instants are UTC; what day it is depends on where the
// organisation is, so calendar dates are asked with its time zone.
class Clock {
public:
    virtual ~Clock() = default;
    virtual QDateTime now() const = 0;
    // Milliseconds since boot, counting sleep: the clock that no user can turn back.
    virtual qint64 bootMilliseconds() const = 0;
    // Changes with every start of the computer.
    virtual QString bootId() const = 0;
    // Calls back once from the event loop, never if the context died.
    virtual void after(
        std::chrono::milliseconds delay, QObject* context, std::function<void()> call)
        = 0;
    QDate today(const QByteArray& ianaZone) const;
};

class SystemClock final : public Clock {
public:
    QDateTime now() const override;
    qint64 bootMilliseconds() const override;
    QString bootId() const override;
    void after(
        std::chrono::milliseconds delay, QObject* context, std::function<void()> call) override;
};

} // namespace base
