// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/clock.h"

#include <QPointer>

#include <map>

namespace simulation {

// The world's own time, which Xero keeps; what our computer's clock shows may be off by any amount.
// Time moves from timer to timer, so that an hour costs nothing.
class SimulatedClock final : public base::Clock {
public:
    explicit SimulatedClock(const QDateTime& start)
        : m_start(start.toMSecsSinceEpoch())
        , m_true(m_start)
    {
    }

    QDateTime now() const override { return at(m_true + m_wallOffset); }
    qint64 bootMilliseconds() const override { return m_true - m_start; }
    QString bootId() const override { return QStringLiteral("simulated"); }
    void after(
        std::chrono::milliseconds delay, QObject* context, std::function<void()> call) override
    {
        m_timers.emplace(m_true + delay.count(), Timer{context, true, std::move(call)});
    }

    // Of the world: goes off whoever lives or dies.
    void later(qint64 milliseconds, std::function<void()> call)
    {
        m_timers.emplace(m_true + milliseconds, Timer{nullptr, false, std::move(call)});
    }
    qint64 trueMilliseconds() const { return m_true; }
    QDateTime trueNow() const { return at(m_true); }
    void setWallBy(qint64 milliseconds) { m_wallOffset += milliseconds; }
    void setWallRight() { m_wallOffset = 0; }
    qint64 wallOffset() const { return m_wallOffset; }

    // Moves to the next timer and runs it; false when none waits.
    bool step()
    {
        if (m_timers.empty())
            return false;
        run();
        return true;
    }
    void advance(qint64 milliseconds)
    {
        const qint64 until = m_true + milliseconds;
        while (!m_timers.empty() && m_timers.begin()->first <= until)
            run();
        m_true = until;
    }
    // The program ended: nobody is called back any more.
    void forgetProgram()
    {
        std::erase_if(m_timers, [](const auto& timer) { return timer.second.isProgram; });
    }

private:
    struct Timer {
        QPointer<QObject> context;
        bool isProgram = false;
        std::function<void()> call;
    };
    static QDateTime at(qint64 milliseconds)
    {
        return QDateTime::fromMSecsSinceEpoch(milliseconds, Qt::UTC);
    }
    void run()
    {
        auto first = m_timers.extract(m_timers.begin());
        m_true = std::max(first.key(), m_true);
        if (first.mapped().context || !first.mapped().isProgram)
            first.mapped().call();
    }

    const qint64 m_start;
    qint64 m_true, m_wallOffset = 0;
    std::multimap<qint64, Timer> m_timers; // equal times run in the order they were asked for
};

// What Xero's own computers show.
class XeroClock final : public base::Clock {
public:
    explicit XeroClock(const SimulatedClock& world)
        : m_world(world)
    {
    }
    QDateTime now() const override { return m_world.trueNow(); }
    qint64 bootMilliseconds() const override { return m_world.bootMilliseconds(); }
    QString bootId() const override { return QStringLiteral("xero"); }
    void after(std::chrono::milliseconds, QObject*, std::function<void()>) override { }

private:
    const SimulatedClock& m_world;
};

} // namespace simulation
