// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/authors.h"

#include "xero/answers.h"
#include "xero/requests.h"

#include <algorithm>

namespace engine {

using records::Change;
using records::ChangeAuthor;

namespace {

constexpr int kAtMost = 10; // calls of one run

// The last who did something by then; notes of programs are nobody's.
ChangeAuthor authorOf(const QList<ChangeAuthor>& history, const QDateTime& changedAt)
{
    constexpr int kSlack = 5; // seconds between Xero's two clocks
    ChangeAuthor found;
    for (const ChangeAuthor& one : history)
        if (one.at <= changedAt.addSecs(kSlack) && (!found.at.isValid() || one.at >= found.at)
            && one.who != QLatin1String("System Generated"))
            found = one;
    return found;
}

} // namespace

Authors::Authors(Context context, Done done)
    : QObject(context.guard)
    , m_context(context)
    , m_done(std::move(done))
{
}

void Authors::start()
{
    m_left = m_context.book.changesWithoutAuthor(kAtMost);
    next();
}

void Authors::next()
{
    if (m_left.isEmpty() || m_stopped)
        return finish({});
    const Change change = m_left.takeFirst();
    m_context.transport.send(xero::readHistory(change.parent), this,
        [this, change](const base::Result<xero::Response>& answer) { answered(change, answer); });
}

// Who it was is nice to know: an answer that can't be had stops the asking and nothing else.
void Authors::answered(const Change& change, const base::Result<xero::Response>& answer)
{
    const auto history = answer ? xero::history(*answer)
                                : base::Result<QList<ChangeAuthor>>(QList<ChangeAuthor>());
    if (!answer || answer->status == 429 || answer->status >= 500)
        return finish({});
    const auto kept
        = inTransaction(m_context.book, [&](store::Transaction& tx) -> base::Result<void> {
              return m_context.book.save(
                  tx, change, history ? authorOf(*history, change.changedAt) : ChangeAuthor());
          });
    if (!kept)
        return finish(kept);
    next();
}

void Authors::finish(const base::Result<void>& result)
{
    const Done done = std::move(m_done);
    deleteLater();
    done(result);
}

} // namespace engine
