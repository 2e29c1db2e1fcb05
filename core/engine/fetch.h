// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/walk.h"

namespace engine {

struct FetchSummary {
    int recordsRead = 0;
    QDateTime startedAt;
};

// Reads what changed in Xero since the last time and updates the mirror: a walk over each resource,
// as many at a time as Xero takes calls (the transport paces them). The first failure ends all;
// what was read until then stays, and so does the place where each walk goes on next time.
class Fetch : public QObject {
public:
    using Progress = std::function<void(const QString& activity, int recordsRead)>;
    using Done = std::function<void(base::Result<FetchSummary>)>;

    Fetch(Context context, QList<Resource> resources, Progress progress, Done done);
    void only(Walk::Part part) { m_part = std::move(part); }
    void start();
    void stop();

private:
    void startWalks();
    void startWalk(Resource resource);
    void walkEnded(const base::Result<void>& result);
    void finish(const base::Result<FetchSummary>& result);
    base::Currency baseCurrency() const;

    Context m_context;
    QList<Resource> m_resources; // not begun yet
    Progress m_progress;
    Done m_done;
    FetchSummary m_summary;
    Walk::Part m_part;
    QList<Walk*> m_walks;
    int m_walking = 0;
};

} // namespace engine
