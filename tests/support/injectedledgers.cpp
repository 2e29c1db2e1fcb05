// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/injectedledgers.h"

using namespace records;

namespace support {

namespace {

const QList<Way>& allWays()
{
    static const QList<Way> ways = waysOfNotGoing() + waysOfXero() + waysOfUndoing();
    return ways;
}

QList<Way> waysTo(BridgeCause cause, bool isUnlinked)
{
    QList<Way> found;
    for (const Way& way : allWays())
        if (way.cause == cause
            && (way.link == Way::Either || (way.link == Way::Unlinked) == isUnlinked))
            found.append(way);
    return found;
}

} // namespace

// A cause first, then a way to it, so that each cause comes equally often.
InjectedLedgers::Plan InjectedLedgers::plan(base::Random& random)
{
    Plan plan;
    plan.isUnlinked = random.below(25) == 0;
    const quint64 count = 1 + random.below(12);
    while (quint64(plan.ways.size()) < count) {
        const auto cause
            = static_cast<BridgeCause>(random.below(quint64(BridgeCause::Unexplained)));
        const QList<Way> ways = waysTo(cause, plan.isUnlinked);
        if (!ways.isEmpty())
            plan.ways.append(ways.at(qsizetype(random.below(quint64(ways.size())))));
    }
    return plan;
}

QList<Event> InjectedLedgers::Plan::needs() const
{
    QList<Event> needed;
    for (const Way& way : ways)
        needed += way.needs;
    return needed;
}

InjectedLedgers::InjectedLedgers(quint64 seed)
    : m_random(seed)
    , m_plan(plan(m_random))
    , m_world(m_random, m_plan.needs())
{
    if (m_plan.isUnlinked)
        m_world.story().unlinked();
    if (m_world.oneIn(20))
        m_world.around().settings.flows.set(Module::Payments, Flow::LedgerToXero);
    m_agreed = m_world.file();
    for (const Way& way : std::as_const(m_plan.ways)) {
        m_world.story().on(m_world.story().day().addDays(qint64(m_random.below(2))));
        Injection told{way.cause, QString::fromUtf8(way.words), {}};
        way.happen(m_world, told);
        m_injections.append(told);
    }
}

} // namespace support
