// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/everyaccount.h"

#include "base/failpoint.h"

namespace engine {

namespace {

constexpr qsizetype kSlice = 100;

} // namespace

EveryAccount::EveryAccount(
    Context context, QList<records::AccountId> accounts, Each each, Progress progress, Done done)
    : QObject(context.guard)
    , m_context(std::move(context))
    , m_accounts(std::move(accounts))
    , m_each(std::move(each))
    , m_progress(std::move(progress))
    , m_done(std::move(done))
{
}

void EveryAccount::start()
{
    m_context.later.after(std::chrono::milliseconds(0), this, [this] { slice(); });
}

void EveryAccount::slice()
{
    if (m_isStopped)
        return finish(base::failure(base::ErrorKind::Cancelled, QStringLiteral("Stopped.")));
    const qsizetype end = std::min(m_next + kSlice, m_accounts.size());
    const auto done
        = inTransaction(m_context.book, [&](store::Transaction& tx) -> base::Result<void> {
              for (; m_next < end; ++m_next) {
                  const auto file = m_context.book.accountFile(m_accounts.at(m_next));
                  if (!file)
                      return tl::unexpected(file.error());
                  if (auto each = m_each(tx, *file); !each)
                      return each;
              }
              base::failpoint("every-account.slice");
              return {};
          });
    if (!done)
        return finish(done);
    m_progress(static_cast<int>(m_next), static_cast<int>(m_accounts.size()));
    if (m_next == m_accounts.size())
        return finish({});
    m_context.later.after(std::chrono::milliseconds(0), this, [this] { slice(); });
}

void EveryAccount::finish(const base::Result<void>& result)
{
    const Done done = std::exchange(m_done, nullptr);
    deleteLater();
    if (done)
        done(result);
}

} // namespace engine
