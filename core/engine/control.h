// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/fetch.h"

#include <QPointer>

namespace engine {

// Compares Xero's own balance of every contact with its documents in the mirror: not every change
// in Xero moves the instant by which changes are asked for, and this finds those that didn't. What
// differs is read again contact by contact; what then still differs is kept as Xero's own figure,
// beside ours (design §8).
class Control : public QObject {
public:
    using Progress = std::function<void(const QString& activity, int recordsRead)>;
    using Done = std::function<void(base::Result<records::ControlTotals>)>;

    // Judges the accounts anew whose contacts were found stale, then goes on.
    using Judge = std::function<void(std::function<void()> next)>;

    Control(Context context, Progress progress, Judge judge, Done done);
    void start();
    void stop();

    // Once a day, at night if a run comes by then; never before the first reading of all contacts.
    static bool isDue(const store::Book& book, const QDateTime& now);

private:
    void read(QList<Resource> resources, Walk::Part part, std::function<void()> next);
    void lookCloser();
    void readAgain(const QList<records::mirror::ContactId>& contacts);
    void keep();
    void finish(const base::Result<records::ControlTotals>& result);

    Context m_context;
    Progress m_progress;
    Judge m_judge;
    Done m_done;
    QPointer<Fetch> m_fetch;
};

} // namespace engine
