// SPDX-License-Identifier: GPL-3.0-or-later

#include "xero/signinlock.h"

#include <QDir>
#include <QFileInfo>

namespace xero {

namespace {

using namespace std::chrono_literals;

// Longer than a refresh can take with a keychain that is slow to answer (20 s each way) and a call
// that gets no answer (45 s); a program that holds it longer hangs.
constexpr auto kLongestHeld = 120s;
constexpr auto kPatience = 130s;
constexpr auto kTryAgainAfter = 50ms;

} // namespace

void SignInLock::take(QObject* context, Taken taken)
{
    if (m_path.isEmpty())
        return taken(Held());
    QDir().mkpath(QFileInfo(m_path).path());
    auto lock = std::make_shared<QLockFile>(m_path);
    lock->setStaleLockTime(static_cast<int>(std::chrono::milliseconds(kLongestHeld).count()));
    const qint64 end = m_clock.bootMilliseconds() + std::chrono::milliseconds(kPatience).count();
    tryUntil(end, std::move(lock), context, std::move(taken));
}

void SignInLock::tryUntil(
    qint64 end, std::shared_ptr<QLockFile> lock, QObject* context, Taken taken)
{
    if (lock->tryLock(0))
        return taken(std::move(lock));
    if (lock->error() != QLockFile::LockFailedError)
        return taken(base::failure(base::ErrorKind::Storage,
            QStringLiteral("%1 can't be written, and without it two programs could spoil each "
                           "other's sign-in. Make its folder writable.")
                .arg(m_path)));
    if (m_clock.bootMilliseconds() >= end)
        return taken(base::failure(base::ErrorKind::Timeout,
            QStringLiteral("Another Tieout is signing in to Xero and does not finish. Close it, "
                           "then try again.")));
    m_clock.after(
        kTryAgainAfter, context, [=, this, lock = std::move(lock), taken = std::move(taken)] {
            tryUntil(end, lock, context, taken);
        });
}

} // namespace xero
