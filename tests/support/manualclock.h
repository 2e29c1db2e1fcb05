// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/clock.h"

#include <QPointer>

#include <map>

// Time that moves only when a test says so: the whole engine runs on it, in one thread, repeatably.
class ManualClock final : public base::Clock {
public:
    explicit ManualClock(QDateTime start)
        : m_now(std::move(start))
    {
    }
    QDateTime now() const override { return m_now; }
    qint64 bootMilliseconds() const override { return m_now.toMSecsSinceEpoch() - m_turned; }
    QString bootId() const override { return m_bootId; }
    // A person turns the clock: it shows another time, and none has passed.
    void turn(std::chrono::milliseconds by)
    {
        m_now = m_now.addMSecs(by.count());
        m_turned += by.count();
    }
    // The computer is started anew.
    void boot(const QString& id) { m_bootId = id; }
    void after(
        std::chrono::milliseconds delay, QObject* context, std::function<void()> call) override
    {
        m_queue.emplace(
            m_now.addMSecs(delay.count()).toMSecsSinceEpoch(), Timer{context, std::move(call)});
    }
    // Moves to the next timer and runs it; false when none waits.
    bool step()
    {
        if (m_queue.empty())
            return false;
        auto first = m_queue.extract(m_queue.begin());
        m_now = QDateTime::fromMSecsSinceEpoch(
            std::max(first.key(), m_now.toMSecsSinceEpoch()), Qt::UTC);
        if (first.mapped().context)
            first.mapped().call();
        return true;
    }
    // When the next timer rings; at once if it is late. Invalid when none waits.
    QDateTime nextTimer() const
    {
        return m_queue.empty()
            ? QDateTime()
            : QDateTime::fromMSecsSinceEpoch(
                std::max(m_queue.begin()->first, m_now.toMSecsSinceEpoch()), Qt::UTC);
    }
    void advance(std::chrono::milliseconds time) { m_now = m_now.addMSecs(time.count()); }
    void forgetAll() { m_queue.clear(); }

private:
    struct Timer {
        QPointer<QObject> context;
        std::function<void()> call;
    };
    QDateTime m_now;
    qint64 m_turned = 0;
    QString m_bootId = QStringLiteral("manual");
    std::multimap<qint64, Timer> m_queue; // equal times run in the order they were asked for
};
