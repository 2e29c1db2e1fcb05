// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/fetch.h"

#include "base/log.h"

namespace engine {

Fetch::Fetch(Context context, QList<Resource> resources, Progress progress, Done done)
    : QObject(context.guard)
    , m_context(context)
    , m_resources(std::move(resources))
    , m_progress(std::move(progress))
    , m_done(std::move(done))
{
}

base::Currency Fetch::baseCurrency() const
{
    const auto organisation = m_context.book.organisation();
    return organisation ? organisation->baseCurrency : m_context.book.settings().currency;
}

void Fetch::start()
{
    m_summary.startedAt = m_context.clock.now();
    // The organisation says which currency the amounts of the others are in.
    if (m_resources.removeOne(Resource::Organisation))
        return startWalk(Resource::Organisation);
    startWalks();
}

void Fetch::startWalks()
{
    for (const Resource resource : std::exchange(m_resources, {}))
        startWalk(resource);
    if (m_walking == 0)
        finish(m_summary);
}

void Fetch::startWalk(Resource resource)
{
    ++m_walking;
    auto* walk = new Walk(
        m_context, resource, baseCurrency(), m_part,
        [this](const QString& activity, int read) {
            m_summary.recordsRead += read;
            m_progress(activity, m_summary.recordsRead);
        },
        [this](const base::Result<void>& result) { walkEnded(result); }, this);
    m_walks.append(walk);
    walk->start();
}

void Fetch::walkEnded(const base::Result<void>& result)
{
    --m_walking;
    if (!m_done)
        return;
    if (!result)
        return finish(tl::unexpected(result.error()));
    if (!m_resources.isEmpty())
        return startWalks();
    if (m_walking == 0)
        finish(m_summary);
}

void Fetch::stop()
{
    // Whoever asks to stop need not expect the end within the call.
    m_context.later.after(std::chrono::milliseconds(0), this, [this] {
        if (m_done)
            finish(base::failure(base::ErrorKind::Cancelled, QStringLiteral("Stopped.")));
    });
}

void Fetch::finish(const base::Result<FetchSummary>& result)
{
    if (!result)
        qCInfo(base::logEngine) << "fetch ended:" << base::redacted(result.error().raw);
    const Done done = std::exchange(m_done, nullptr);
    // The walks go with it; an answer that still comes is read by nobody.
    qDeleteAll(std::exchange(m_walks, {}));
    deleteLater();
    done(result);
}

} // namespace engine
