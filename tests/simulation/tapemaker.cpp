// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/random.h"
#include "simulation/tape.h"

#include <array>

namespace simulation {

namespace {

struct Weight {
    Act act;
    int weight;
};

// How often what happens. A book without accounts, invoices and syncs shows nothing, so these lead.
constexpr std::array kOften{Weight{Act::Account, 4}, Weight{Act::Vendor, 1},
    Weight{Act::Product, 1}, Weight{Act::Invoice, 14}, Weight{Act::Bill, 2},
    Weight{Act::Payment, 12}, Weight{Act::CreditNote, 5}, Weight{Act::Adjustment, 3},
    Weight{Act::Reverse, 3}, Weight{Act::Sync, 28}, Weight{Act::Wait, 8}};

constexpr std::array kSwarm{Weight{Act::Match, 6}, Weight{Act::MatchOver, 2},
    Weight{Act::CreateCredit, 5}, Weight{Act::Allocate, 6}, Weight{Act::RemoveAllocation, 3},
    Weight{Act::VoidInvoice, 3}, Weight{Act::VoidCredit, 2}, Weight{Act::EditTotal, 2},
    Weight{Act::EditReference, 2}, Weight{Act::Rename, 2}, Weight{Act::Archive, 3},
    Weight{Act::Merge, 1}, Weight{Act::RemoveAndRedo, 4}, Weight{Act::Reconcile, 2},
    Weight{Act::Refund, 2}, Weight{Act::ReceiveMoney, 2}, Weight{Act::LockPeriod, 2},
    Weight{Act::OtherPays, 4}, Weight{Act::OtherContact, 3}, Weight{Act::OtherInvoice, 3},
    Weight{Act::OtherTakesNumber, 3}, Weight{Act::OtherOverpays, 3}, Weight{Act::Restart, 4},
    Weight{Act::Revoke, 3}, Weight{Act::Sleep, 3}, Weight{Act::WallClock, 3}};

// What brings back what one of the swarm took away, so that a life goes on.
std::optional<Act> cureOf(Act act)
{
    switch (act) {
    case Act::Archive:
        return Act::Restore;
    case Act::LockPeriod:
        return Act::UnlockPeriod;
    case Act::Revoke:
        return Act::SignIn;
    default:
        return std::nullopt;
    }
}

Step stepOf(base::Random& random, int id, Act act)
{
    const auto number = [&] { return static_cast<int>(random.below(1'000)); };
    return {id, act, number(), number(), number()};
}

QList<Step> makeSteps(base::Random& random, bool hasCopies)
{
    // The swarm: each kind of act is on in half of the lives, so that those on get room to meet.
    QList<Weight> acts(kOften.begin(), kOften.end());
    const bool quiet = random.below(10) == 0;
    for (const Weight& one : kSwarm)
        if (random.below(2) == 0 && !quiet)
            acts.append(one);
    if (hasCopies && !quiet)
        acts += {
            Weight{Act::KeepCopy, 4}, Weight{Act::RestoreCopy, 3}, Weight{Act::OtherMachine, 3}};
    int all = 0;
    for (const Weight& one : acts)
        all += one.weight;
    QList<Step> steps{stepOf(random, 0, Act::Account), stepOf(random, 1, Act::Invoice)};
    const int length = 14 + static_cast<int>(random.below(30));
    QList<std::pair<int, Act>> cures; // when, what
    while (steps.size() < length) {
        const int id = static_cast<int>(steps.size());
        if (!cures.isEmpty() && cures.first().first <= id) {
            steps.append(stepOf(random, id, cures.takeFirst().second));
            continue;
        }
        int draw = static_cast<int>(random.below(static_cast<quint64>(all)));
        const Weight* chosen = acts.constData();
        while ((draw -= chosen->weight) >= 0)
            ++chosen;
        steps.append(stepOf(random, id, chosen->act));
        if (const auto cure = cureOf(chosen->act))
            cures.append({id + 2 + static_cast<int>(random.below(8)), *cure});
    }
    return steps;
}

struct Storm {
    FaultKind kind;
    Strikes strikes;
    int percent; // of the writes, reads or runs, at most
    int most; // of the argument
};

constexpr std::array kStorms{Storm{FaultKind::LostBefore, Strikes::Write, 20, 1},
    Storm{FaultKind::LostAfter, Strikes::Write, 30, 1},
    Storm{FaultKind::Half, Strikes::Write, 20, 1}, Storm{FaultKind::Foreign, Strikes::Write, 10, 1},
    Storm{FaultKind::Late, Strikes::Write, 20, 40}, Storm{FaultKind::Twice, Strikes::Write, 15, 40},
    Storm{FaultKind::Error500, Strikes::Write, 15, 1},
    Storm{FaultKind::Error500Done, Strikes::Write, 15, 1},
    Storm{FaultKind::Error503, Strikes::Write, 15, 60},
    Storm{FaultKind::TooMany, Strikes::Write, 15, 90},
    Storm{FaultKind::Slow, Strikes::Write, 15, 40},
    Storm{FaultKind::Unauthorised, Strikes::Write, 5, 1},
    Storm{FaultKind::DieBefore, Strikes::Write, 10, 1},
    Storm{FaultKind::DieAfter, Strikes::Write, 15, 1},
    Storm{FaultKind::LostAfter, Strikes::Read, 6, 1}, Storm{FaultKind::Half, Strikes::Read, 4, 1},
    Storm{FaultKind::Foreign, Strikes::Read, 3, 1}, Storm{FaultKind::Error500, Strikes::Read, 4, 1},
    Storm{FaultKind::TooMany, Strikes::Read, 2, 90},
    Storm{FaultKind::Error503, Strikes::Read, 3, 60},
    Storm{FaultKind::Unauthorised, Strikes::Read, 1, 1},
    Storm{FaultKind::DieAfter, Strikes::Read, 1, 1},
    Storm{FaultKind::DieBetween, Strikes::Run, 20, 70},
    Storm{FaultKind::DiskFails, Strikes::Run, 12, 400},
    Storm{FaultKind::Stop, Strikes::Run, 12, 60}};

constexpr int kWrites = 10, kReads = 50;

QList<Fault> makeFaults(base::Random& random, const QList<Step>& steps)
{
    struct On {
        Storm storm;
        quint64 permille;
    };
    QList<On> on;
    const bool calm = random.below(6) == 0;
    for (const Storm& storm : kStorms)
        if (random.below(2) == 0 && !calm)
            on.append({storm, 10 + random.below(static_cast<quint64>(storm.percent) * 10)});
    QList<Fault> faults;
    for (const Step& step : steps) {
        if (step.act != Act::Sync)
            continue;
        for (const On& one : on) {
            const int places = one.storm.strikes == Strikes::Write ? kWrites
                : one.storm.strikes == Strikes::Read               ? kReads
                                                                   : 1;
            for (int at = 0; at < places; ++at) {
                const quint64 most = static_cast<quint64>(one.storm.most);
                if (random.below(1'000) < one.permille)
                    faults.append({step.id, one.storm.strikes,
                        places == 1 ? static_cast<int>(random.below(most)) : at, one.storm.kind,
                        1 + static_cast<int>(random.below(most))});
            }
        }
    }
    return faults;
}

} // namespace

Tape makeTape(quint64 seed)
{
    base::SeededRandom setting(seed * 4 + 1), workload(seed * 4 + 2), schedule(seed * 4 + 3);
    static constexpr std::array keyLives{0, 360, 360, 1'200, 1'800};
    static constexpr std::array pages{1'000, 1'000, 2, 5};
    static constexpr std::array lags{0, 0, 20, 120, 300};
    Tape tape;
    tape.seed = seed;
    tape.weather.keyLifeSeconds = keyLives[setting.below(keyLives.size())];
    tape.weather.pageSize = pages[setting.below(pages.size())];
    tape.weather.lagSeconds = lags[setting.below(lags.size())];
    tape.weather.limits = setting.below(4) == 0;
    tape.weather.wholePayments = setting.below(3) == 0;
    tape.weather.items = setting.below(4) == 0;
    // In every fifth life the book is restored from a copy, or taken to another machine and back.
    tape.steps = makeSteps(workload, setting.below(5) == 0);
    tape.faults = makeFaults(schedule, tape.steps);
    return tape;
}

} // namespace simulation
