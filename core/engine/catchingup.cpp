// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/inside.h"
#include "engine/review.h"

#include <limits>

// After an upgrade, or after a copy was recognised, a large book has all its balances to be worked
// out anew. A window opens it at once and does so in slices, which can be stopped: what is left
// then is done with the next piece of work.
namespace engine {

using namespace records;

namespace {

constexpr int kMuch = 1'000; // accounts; fewer are done before the book is shown
constexpr int kSlice = 100;

} // namespace

struct Engine::Inside::CatchingUp {
    explicit CatchingUp(const Context& context)
        : around(context.book.surroundings(context.clock))
        , strangers(Strangers::of(context.book, context.book.unlinkedAccounts()))
        , review(context, around, strangers, std::nullopt, {}, std::nullopt)
        , total(
              static_cast<int>(context.book.dirtyAccounts(std::numeric_limits<int>::max()).size()))
    {
    }

    const Surroundings around;
    const Strangers strangers;
    Review review;
    const int total;
    int done = 0;
};

bool Engine::Inside::hasMuchToCatchUp() const
{
    return m_parts.keepsLooking && m_book->dirtyAccounts(kMuch).size() == kMuch;
}

void Engine::Inside::catchUp()
{
    m_catchingUp = std::make_shared<CatchingUp>(context());
    m_isStopping = false;
    m_status.running = true;
    stepCatchingUp();
}

void Engine::Inside::stepCatchingUp()
{
    CatchingUp& work = *m_catchingUp;
    say(QStringLiteral("Working out the balances"), work.done, work.total);
    const bool isStopped = m_isStopping || m_closing;
    const QList<AccountId> slice = isStopped ? QList<AccountId>() : m_book->dirtyAccounts(kSlice);
    base::Result<void> outcome;
    if (!slice.isEmpty()) {
        const auto reviewed = work.review.accounts(slice);
        work.done += static_cast<int>(slice.size());
        if (reviewed)
            return context().later.after(
                std::chrono::milliseconds(0), &m_engine, [this] { stepCatchingUp(); });
        outcome = tl::unexpected(reviewed.error());
    }
    m_catchingUp.reset();
    m_isStopping = false;
    if (outcome && !isStopped)
        outcome = reviewLocally(context()); // the bank lines' verdicts
    if (!outcome)
        noteTrouble(outcome.error());
    const bool isClosing = m_closing;
    endWork();
    if (!isClosing)
        lookAround();
}

} // namespace engine
