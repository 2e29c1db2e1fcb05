// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/identity.h"
#include "engine/inside.h"
#include "engine/schedule.h"
#include "xero/answers.h"
#include "xero/requests.h"

// The commands that talk to Xero.
namespace engine {

using namespace records;
using base::ErrorKind;
using base::failure;

base::Unexpected alreadyBusy()
{
    return failure(ErrorKind::Conflict,
        QStringLiteral("A sync is running. Stop it, or wait until it is done."));
}

void Engine::Inside::handle(quint64 ticket, const command::Sync& what)
{
    if (what.daysBack)
        if (auto good = checkedDaysBack(*what.daysBack); !good)
            return answer(ticket, tl::unexpected(good.error()));
    runThenAnswer(ticket, what);
}

void Engine::Inside::runThenAnswer(quint64 ticket, const command::Sync& what, const After& after)
{
    if (busy())
        return answer(ticket, alreadyBusy());
    m_signingIn = true;
    m_isStopping = false;
    const QDateTime began = m_parts.clock->now();
    withXero([this, ticket, what, after, began](const base::Result<void>& ready) {
        if (!ready) {
            m_signingIn = false;
            const auto run = logFailedStart(what, ready.error());
            noteRun(what, began, ready.error());
            queueMail(what, run, ready.error().sentence, true);
            const Sentence said = tl::unexpected(ready.error());
            answer(ticket, after ? after(said) : said);
            return showNextRun();
        }
        if (what.direction == command::Direction::Pull)
            return startRun(ticket, what, after);
        writeNumbers([this, ticket, what, after] { startRun(ticket, what, after); });
    });
}

void Engine::Inside::startRun(quint64 ticket, const command::Sync& what, const After& after)
{
    m_signingIn = false;
    auto* run = new Run(
        context(), what,
        [this](const QString& activity, int done, int total) { say(activity, done, total); },
        [this, ticket, what, after, began = m_parts.clock->now()](
            const base::Result<RunSummary>& result) {
            std::optional<base::Error> trouble;
            if (!result)
                trouble = result.error();
            else if (result->stoppedBy)
                trouble = asError(*result);
            if (!trouble) {
                m_status.connection = Connection::Connected;
                m_status.everything = {};
                closeBreaker();
            }
            noteRun(what, began, trouble);
            queueMail(what, m_run->id(), trouble ? trouble->sentence : result->words(),
                trouble.has_value());
            m_run.clear();
            if (!trouble)
                backUpIfDue();
            const Sentence said = trouble ? Sentence(tl::unexpected(*trouble)) : result->words();
            answer(ticket, after ? after(said) : said);
            endWork();
        });
    m_run = run;
    run->readAnew(std::exchange(m_readAnew, {}));
    run->start();
    if (std::exchange(m_isStopping, false) && m_run) // asked for before there was a run
        m_run->stop(Run::Stopping::Politely);
}

void Engine::Inside::handle(quint64 ticket, const command::StopRun&)
{
    if (m_run)
        m_run->stop(Run::Stopping::Politely);
    if (m_adoption)
        m_adoption->stop();
    if (m_walk)
        m_walk->stop();
    m_isStopping = m_signingIn || m_reporting || m_catchingUp;
    answer(ticket, QStringLiteral("Stopping after the call that is on its way."));
}

void Engine::Inside::handle(quint64 ticket, const command::Retry& what)
{
    if (busy())
        return answer(ticket, alreadyBusy());
    const auto freed = freeForRetry(what);
    if (!freed)
        return answer(ticket, tl::unexpected(freed.error()));
    if (*freed == 0)
        return answer(ticket, failure(ErrorKind::Usage, QStringLiteral("Nothing to retry.")));
    runThenAnswer(ticket, {});
}

void Engine::Inside::handle(quint64 ticket, const command::Connect& what)
{
    if (busy())
        return answer(ticket, alreadyBusy());
    if (auto made = makeSession(); !made)
        return answer(ticket, tl::unexpected(made.error()));
    m_signingIn = true;
    m_session->signIn(&m_engine, [this, ticket, what](const base::Result<void>& signedIn) {
        const auto finish = [this, ticket](const base::Result<void>& done) {
            m_signingIn = false;
            if (!done)
                return answer(ticket, tl::unexpected(done.error()));
            m_connectionErrors.clear();
            answer(ticket, QStringLiteral("Connected to %1.").arg(m_status.organisation));
            startWhatIsDue(); // what waited for the sign-in
            showNextRun();
        };
        if (!signedIn)
            return finish(signedIn);
        pickTenant(what.organisation, finish);
    });
}

void Engine::Inside::handle(quint64 ticket, const command::TestConnection&)
{
    if (busy())
        return answer(ticket, alreadyBusy());
    m_signingIn = true;
    withXero([this, ticket](const base::Result<void>& ready) {
        if (!ready) {
            m_signingIn = false;
            return answer(ticket, tl::unexpected(ready.error()));
        }
        m_session->transport().send(xero::readOrganisation(), &m_engine,
            [this, ticket](const base::Result<xero::Response>& response) {
                m_signingIn = false;
                const auto seen = response ? xero::organisation(*response, {})
                                           : tl::unexpected(response.error());
                if (!seen) {
                    noteTrouble(seen.error());
                    return answer(ticket, tl::unexpected(seen.error()));
                }
                m_connectionErrors.clear();
                m_status.connection = Connection::Connected;
                m_status.everything = {};
                closeBreaker();
                answer(ticket,
                    QStringLiteral("Xero answers, for %1. What was paused goes on.")
                        .arg(seen->name));
                endWork();
            });
    });
}

void Engine::Inside::handle(quint64 ticket, const command::Disconnect&)
{
    if (busy())
        return answer(ticket, alreadyBusy());
    if (auto made = makeSession(); !made)
        return answer(ticket, tl::unexpected(made.error()));
    m_session->signOut(&m_engine, [this, ticket](const base::Result<void>& done) {
        m_signedIn = false;
        m_status.connection = Connection::NotConnected;
        endSession();
        if (!done)
            return answer(ticket, tl::unexpected(done.error()));
        answer(ticket,
            QStringLiteral(
                "Disconnected. What waits is kept and goes on after you connect again."));
    });
}

void Engine::Inside::handle(quint64 ticket, const command::ProposeAdoption&)
{
    if (busy())
        return answer(ticket, alreadyBusy());
    m_signingIn = true;
    withXero([this, ticket](const base::Result<void>& ready) {
        m_signingIn = false;
        if (!ready)
            return answer(ticket, tl::unexpected(ready.error()));
        // Read first: a pull that takes nothing in while push is off.
        auto* run = new Run(
            context(), {.direction = command::Direction::Pull},
            [this](const QString& activity, int done, int total) { say(activity, done, total); },
            [this, ticket](const base::Result<RunSummary>& result) {
                m_run.clear();
                if (result && !result->stopped)
                    return startAdoption(ticket, Adoption::Purpose::Propose, {});
                answer(ticket,
                    result ? Sentence(failure(ErrorKind::Cancelled, QStringLiteral("Stopped.")))
                           : Sentence(tl::unexpected(result.error())));
                endWork();
            });
        m_run = run;
        run->start();
    });
}

void Engine::Inside::handle(quint64 ticket, const command::AcceptAdoption& what)
{
    if (busy())
        return answer(ticket, alreadyBusy());
    const QDate date
        = what.startDate.isValid() ? what.startDate : m_book->surroundings(*m_parts.clock).today;
    startAdoption(ticket, Adoption::Purpose::Accept, date);
}

void Engine::Inside::startAdoption(quint64 ticket, Adoption::Purpose purpose, QDate startDate)
{
    const bool accept = purpose == Adoption::Purpose::Accept;
    auto* adoption = new Adoption(
        context(), purpose, startDate,
        [this](int done, int total) { say(QStringLiteral("Matching both sides"), done, total); },
        [this, ticket, accept](const base::Result<store::AdoptionSummary>& result) {
            m_adoption.clear();
            auto done = result ? base::Result<void>() : tl::unexpected(result.error());
            if (done && accept)
                done = reviewLocally(context());
            if (!done)
                answer(ticket, tl::unexpected(done.error()));
            else
                answer(ticket,
                    QStringLiteral("%1: %2 contacts, %3 documents, %4 payments and %5 allocations.")
                        .arg(accept ? QStringLiteral("Tied") : QStringLiteral("Matched"))
                        .arg(result->links)
                        .arg(result->documents)
                        .arg(result->payments)
                        .arg(result->allocations));
            endWork();
        });
    m_adoption = adoption;
    adoption->start();
}

} // namespace engine
