// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/clock.h"
#include "xero/transport.h"

#include <QObject>
#include <QPointer>

#include <deque>

namespace xero {

// Keeps one organisation's calls inside Xero's limits: 5 in flight, 60 a minute, and silence for as
// long as a 429 asks. The limits are shared with every other program on that organisation, so what
// the answers say counts more than our own tally.
class Pacer {
public:
    // perMinute: our own tally's limit. A sandbox on this computer sets its limits itself and says
    // them in its answers; 0 then leaves the tally out.
    explicit Pacer(base::Clock& clock, int perMinute = 60)
        : m_clock(clock)
        , m_perMinute(perMinute)
    {
    }

    // Calls start when the call may go out, from the event loop; or with an error (RateLimited,
    // nothing sent) when the wait is longer than a call should hang, as after the day's limit.
    using Start = std::function<void(base::Result<void>)>;
    void enqueue(QObject* context, Start start);
    // The same call goes out once more, in the place it already holds.
    void startedAgain();
    // Gives the place back and learns from the answer.
    void finished(const base::Result<Response>& result);

    Budget budget() const { return m_budget; }
    int callsThisMinute() const;
    int callsToday() const;
    qint64 bytesToday() const;

private:
    struct Waiting {
        QPointer<QObject> context;
        Start start;
    };
    qint64 millisecondsToWait() const;
    void learn(const Response& response);
    void tally();
    void pump();

    base::Clock& m_clock;
    int m_perMinute;
    QObject m_alive; // context of our own wake-ups
    std::deque<Waiting> m_queue;
    std::deque<qint64> m_sentAt; // of the last minute
    int m_inFlight = 0;
    qint64 m_heldUntil = 0;
    bool m_wakeIsSet = false;
    Budget m_budget;
    QDate m_day;
    int m_today = 0;
    qint64 m_bytesToday = 0;
};

} // namespace xero
