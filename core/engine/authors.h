// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/context.h"

namespace engine {

// Asks Xero's history who made the changes that a reading found. A call for each record, so only of
// the newest few a run, and only once for each version; what Xero doesn't say stays unsaid.
class Authors : public QObject {
public:
    using Done = std::function<void(base::Result<void>)>;

    Authors(Context context, Done done);
    void start();
    void stop() { m_stopped = true; }

private:
    void next();
    void answered(const records::Change& change, const base::Result<xero::Response>& answer);
    void finish(const base::Result<void>& result);

    Context m_context;
    Done m_done;
    QList<records::Change> m_left;
    bool m_stopped = false;
};

} // namespace engine
