// SPDX-License-Identifier: GPL-3.0-or-later

#include "xero/pacer.h"

#include "xero/lanes.h"

#include <algorithm>

namespace xero {

namespace {

constexpr qint64 kMinute = 60'000;
// Longer than any wait for the minute's limit.
constexpr qint64 kLongestHang = 90'000;

} // namespace

void Pacer::enqueue(QObject* context, Start start)
{
    m_queue.push_back({context, std::move(start)});
    m_clock.after(std::chrono::milliseconds(0), &m_alive, [this] { pump(); });
}

int Pacer::callsThisMinute() const
{
    const qint64 since = m_clock.bootMilliseconds() - kMinute;
    return static_cast<int>(std::ranges::count_if(m_sentAt, [&](qint64 at) { return at > since; }));
}

int Pacer::callsToday() const
{
    return m_day == m_clock.now().date() ? m_today : 0;
}

qint64 Pacer::bytesToday() const
{
    return m_day == m_clock.now().date() ? m_bytesToday : 0;
}

void Pacer::tally()
{
    const qint64 now = m_clock.bootMilliseconds();
    while (!m_sentAt.empty() && m_sentAt.front() <= now - kMinute)
        m_sentAt.pop_front();
    m_sentAt.push_back(now);
    m_today = callsToday() + 1;
    m_bytesToday = bytesToday();
    m_day = m_clock.now().date();
    if (m_budget.leftThisMinute > 0)
        --m_budget.leftThisMinute;
    if (m_budget.leftToday > 0)
        --m_budget.leftToday;
}

void Pacer::startedAgain()
{
    tally();
}

void Pacer::learn(const Response& response)
{
    const qint64 now = m_clock.bootMilliseconds();
    const Budget said = budgetOf(response);
    if (said.leftToday >= 0)
        m_budget.leftToday = said.leftToday;
    if (said.leftThisMinute >= 0)
        m_budget.leftThisMinute = said.leftThisMinute;
    m_budget.problem = said.problem;
    m_budget.retryAfterSeconds = said.retryAfterSeconds;
    if (response.status == 429)
        m_heldUntil = std::max(m_heldUntil, now + qint64(secondsToWait(response)) * 1'000);
    else if (said.leftThisMinute
        == 0) // nobody says when the minute began: at the latest with our first call
        m_heldUntil = std::max(m_heldUntil,
            (m_sentAt.empty() ? now : std::max(m_sentAt.front(), now - kMinute)) + kMinute);
}

void Pacer::finished(const base::Result<Response>& result)
{
    --m_inFlight;
    if (result) {
        m_bytesToday += result->body.size();
        learn(*result);
    }
    pump();
}

qint64 Pacer::millisecondsToWait() const
{
    const qint64 now = m_clock.bootMilliseconds();
    qint64 wait = std::max<qint64>(0, m_heldUntil - now);
    if (m_perMinute > 0 && callsThisMinute() >= m_perMinute) {
        const auto place = m_sentAt.size() - static_cast<size_t>(m_perMinute);
        wait = std::max(wait, m_sentAt[place] + kMinute - now);
    }
    return wait;
}

void Pacer::pump()
{
    while (!m_queue.empty() && m_inFlight < Lanes::kCount) {
        const qint64 wait = millisecondsToWait();
        if (wait > 0 && wait <= kLongestHang) {
            if (!std::exchange(m_wakeIsSet, true))
                m_clock.after(std::chrono::milliseconds(wait), &m_alive, [this] {
                    m_wakeIsSet = false;
                    pump();
                });
            return;
        }
        Waiting next = std::move(m_queue.front());
        m_queue.pop_front();
        if (!next.context)
            continue;
        if (wait > 0) {
            base::Error error;
            error.kind = base::ErrorKind::RateLimited;
            error.sentence = QStringLiteral(
                "The calls Xero allows for one day are used up. Tieout goes on by itself.");
            error.retryAfterSeconds = static_cast<int>(wait / 1'000 + 1);
            next.start(base::Unexpected(error));
            continue;
        }
        ++m_inFlight;
        tally();
        next.start({});
    }
}

} // namespace xero
