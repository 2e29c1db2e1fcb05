// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/context.h"

namespace engine {

// One thing done for many accounts, in slices of a transaction each, so that status and stop get
// through between them. What a slice wrote stays: whoever starts it says what becomes of a half.
class EveryAccount : public QObject {
public:
    using Each
        = std::function<base::Result<void>(store::Transaction&, const records::AccountFile&)>;
    using Progress = std::function<void(int done, int total)>;
    using Done = std::function<void(base::Result<void>)>;

    EveryAccount(Context context, QList<records::AccountId> accounts, Each each, Progress progress,
        Done done);
    void start();
    void stop() { m_isStopped = true; }

private:
    void slice();
    void finish(const base::Result<void>& result);

    Context m_context;
    QList<records::AccountId> m_accounts;
    Each m_each;
    Progress m_progress;
    Done m_done;
    qsizetype m_next = 0;
    bool m_isStopped = false;
};

} // namespace engine
