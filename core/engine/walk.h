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

    // What of the resource is read; by default what changed since the last time.
    struct Part {
        QDateTime atLeastSince = {}; // what changed since then too, even if it was read before
        bool whole = false; // everything
        QList<records::mirror::ContactId> of = {}; // everything of these contacts alone, ≤ 40
    };
    Walk(Context context, Resource resource, base::Currency baseCurrency, Part part,
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
    void findSlips(const QDateTime& endedAt);
    template <class T>
    base::Result<void> takeWhole(const base::Result<T>& list);
    base::Result<void> takeOrganisation(const xero::Response& response);
    base::Result<void> closePage(store::Transaction& transaction);

    Context m_context;
    Resource m_resource;
    base::Currency m_currency;
    Part m_part;
    Progress m_progress;
    Done m_done;
    // A record that somebody touches during the walk moves to its end, and what stood behind it
    // moves up by one: from the page that comes next to the one that was read last. Each page
    // that was turned while that happened is looked at again from its last second on.
    struct Turn {
        QDateTime readAt; // by Xero's clock
        QDateTime lastSecond; // of the page's last record
        QDateTime next; // of the first record on the page after it
    };
    QList<Turn> m_turns;
    QSet<QDateTime> m_touched; // instants of records touched since the walk began
    QList<Turn> m_lookAgain; // while the walk is through and these are read
    bool m_sameLook = false; // the page after it belongs to the same turn
    QDateTime m_from; // where the walk began
    QDateTime m_since;
    int m_page = 1;
    bool m_morePages = false;
    QDateTime m_serverTime; // of the first page
    int m_tries = 0;
};

} // namespace engine
