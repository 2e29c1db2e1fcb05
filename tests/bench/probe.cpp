// SPDX-License-Identifier: GPL-3.0-or-later

#include "bench/probe.h"

#include <QMetaEnum>
#include <QThread>

#include <algorithm>

namespace {

constexpr qint64 worthTelling = 20'000'000; // an interval a person might feel

QString milliseconds(qint64 nanoseconds)
{
    return QString::number(static_cast<double>(nanoseconds) / 1e6, 'f', 1);
}

} // namespace

Probe::Probe(int& argc, char** argv)
    : QApplication(argc, argv)
{
    m_timer.setTimerType(Qt::PreciseTimer);
    m_timer.setInterval(5);
    connect(&m_timer, &QTimer::timeout, this, &Probe::turn);
}

void Probe::begin()
{
    m_intervals.clear();
    m_stalls.clear();
    m_clock.start();
    m_last = 0;
    m_longestEvent = 0;
    m_measures = true;
    m_timer.start();
}

void Probe::end()
{
    m_timer.stop();
    m_measures = false;
    std::ranges::sort(m_intervals);
    std::ranges::sort(m_stalls, std::ranges::greater(), &Stall::nanoseconds);
}

void Probe::turn()
{
    const qint64 now = m_clock.nsecsElapsed();
    m_intervals.append(now - m_last);
    if (now - m_last > worthTelling)
        m_stalls.append({now - m_last, m_place,
            QStringLiteral("%1 ms: %2").arg(milliseconds(m_longestEvent), m_longestWhat)});
    m_last = now;
    m_longestEvent = 0;
}

bool Probe::notify(QObject* receiver, QEvent* event)
{
    // Qt asks here for the events of every thread.
    if (!m_measures || QThread::currentThread() != thread() || m_depth > 0)
        return QApplication::notify(receiver, event);
    // The receiver and its event may be gone afterwards.
    const QMetaObject* type = receiver->metaObject();
    const auto kind = event->type();
    const qint64 began = m_clock.nsecsElapsed();
    ++m_depth;
    const bool taken = QApplication::notify(receiver, event);
    --m_depth;
    const qint64 took = m_clock.nsecsElapsed() - began;
    if (took > m_longestEvent) {
        m_longestEvent = took;
        m_longestWhat = QString::fromLatin1(type->className()) + u' '
            + QString::fromLatin1(QMetaEnum::fromType<QEvent::Type>().valueToKey(kind));
    }
    return taken;
}

QStringList Probe::report() const
{
    if (m_intervals.isEmpty())
        return {};
    const auto at = [this](qsizetype perMille) {
        return milliseconds(m_intervals.at((m_intervals.size() - 1) * perMille / 1000));
    };
    QStringList lines;
    lines
        += QStringLiteral("turns of the event loop    %1 of a 5 ms timer").arg(m_intervals.size());
    lines += QStringLiteral("time between two turns     median %1, p99 %2, p99.9 %3, longest %4 ms")
                 .arg(at(500), at(990), at(999), at(1000));
    for (const Stall& stall : m_stalls.first(std::min<qsizetype>(8, m_stalls.size())))
        lines += QStringLiteral("    %1 ms on %2, of it %3")
                     .arg(milliseconds(stall.nanoseconds), stall.place, stall.event);
    return lines;
}
