// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/context.h"
#include "engine/resource.h"

namespace engine {

// Reads one resource from where the last reading ended, page by page, in order of UpdatedDateUTC.
// Each page is one transaction that also marks the accounts it touched; the cursor moves with the
// last page only. Reading has no effect in Xero, so lost answers are simply asked for again.
class Walk : public QObject {
public:
    using Progress = std::function<void(const QString& activity, int recordsRead)>; // of this page
    using Done = std::function<void(base::Result<void>)>;

    // atLeastSince: reads again what changed since then, even if it was read before.
    Walk(Context context, Resource resource, base::Currency baseCurrency, QDateTime atLeastSince,
        Progress progress, Done done, QObject* parent);
    void start();

private:
    void askPage();
    xero::Request request() const;
    void answered(const base::Result<xero::Response>& answer);
    void end(const base::Result<void>& result);
    void retryOrFail(const base::Error& error);
    base::Result<void> take(const xero::Response& response);
    template <class T>
    base::Result<void> takePage(const base::Result<T>& page);
    template <class T>
    void notePage(const T& page);
    void turnPage();
    template <class T>
    base::Result<void> takeWhole(const base::Result<T>& list);
    base::Result<void> takeOrganisation(const xero::Response& response);
    base::Result<void> closePage(store::Transaction& transaction);

    Context m_context;
    Resource m_resource;
    base::Currency m_currency;
    QDateTime m_atLeastSince;
    Progress m_progress;
    Done m_done;
    // A record that somebody touches during the walk moves to its end, and what stood behind it
    // moves up by one: from the page that comes next to the one that was read last. Each page
    // that was turned while that happened is looked at again from its last second on.
    struct Turn {
        QDateTime readAt; // by Xero's clock
        QDateTime lastSecond; // of the page's last record
    };
    QList<Turn> m_turns;
    QSet<QDateTime> m_touched; // instants of records touched since the walk began
    QList<QDateTime> m_lookAgain; // seconds, while the walk is through and these are read
    QDateTime m_from; // where the walk began
    QDateTime m_since;
    int m_page = 1;
    bool m_morePages = false;
    QDateTime m_serverTime; // of the first page
    int m_tries = 0;
};

} // namespace engine
