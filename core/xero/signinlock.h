// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/clock.h"
#include "base/error.h"

#include <QLockFile>
#include <QObject>

#include <memory>

namespace xero {

// One program at a time changes a sign-in: two that rotate one refresh token at once would leave
// one of them, and in the end both, signed out. The lock is a file, because the programs are
// several; one that died while it held it does not bar the way.
class SignInLock {
public:
    // An empty path: tokens are in this program's memory, and there is nobody to wait for.
    SignInLock(QString path, base::Clock& clock)
        : m_path(std::move(path))
        , m_clock(clock)
    {
    }

    using Held = std::shared_ptr<QLockFile>; // released with its last copy
    using Taken = std::function<void(base::Result<Held>)>;
    // Calls back at once when the lock is free, else from the event loop.
    void take(QObject* context, Taken taken);

private:
    void tryUntil(qint64 end, std::shared_ptr<QLockFile> lock, QObject* context, Taken taken);

    QString m_path;
    base::Clock& m_clock;
};

} // namespace xero
