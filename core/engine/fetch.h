// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/context.h"

namespace engine {

enum class Resource {
    Organisation,
    Chart,
    TaxRates,
    Items,
    Contacts,
    Invoices,
    CreditNotes,
    Overpayments,
    Prepayments,
    Payments,
    BankTransactions,
    BankTransfers,
    BatchPayments
};

QList<Resource> allResources();
QString fetchCursorName(Resource resource); // value of the book: "fetch.contacts"
QString fetchedAtName(Resource resource); // value of the book: "fetch.at.contacts"

struct FetchSummary {
    int recordsRead = 0;
    QDateTime startedAt;
};

// Reads what changed in Xero since the last time and updates the mirror, page by page: each page is
// one transaction that also marks the accounts it touched; the cursor moves with the last page
// only. Reading has no effect in Xero, so lost answers are simply asked for again.
class Fetch : public QObject {
public:
    using Progress = std::function<void(const QString& activity, int recordsRead)>;
    using Done = std::function<void(base::Result<FetchSummary>)>;

    Fetch(Context context, QList<Resource> resources, Progress progress, Done done);
    // Reads again what changed since then, even if it was read before.
    void atLeastSince(const QDateTime& instant) { m_atLeastSince = instant; }
    void start();
    void stop() { m_stopped = true; }

private:
    void nextResource();
    void askPage();
    xero::Request request() const;
    void answered(const base::Result<xero::Response>& answer);
    void retryOrFail(const base::Error& error);
    base::Result<void> take(const xero::Response& response);
    template <class T>
    base::Result<void> takePage(const base::Result<T>& page);
    template <class T>
    base::Result<void> takeWhole(const base::Result<T>& list);
    base::Result<void> takeOrganisation(const xero::Response& response);
    base::Result<void> closePage(store::Transaction& transaction);
    void finish(const base::Result<FetchSummary>& result);

    Context m_context;
    QList<Resource> m_resources;
    Progress m_progress;
    Done m_done;
    FetchSummary m_summary;
    Resource m_resource = Resource::Organisation;
    base::Currency m_currency;
    bool m_stopped = false;
    // The walk over the pages of one resource, in order of UpdatedDateUTC. The next page is asked
    // by the last instant seen rather than by number, because a record touched meanwhile moves to
    // the end and would shift an unread one out of a numbered page.
    QDateTime m_since, m_atLeastSince;
    int m_page = 1;
    bool m_morePages = false;
    QDateTime m_serverTime; // of the first page
    QDateTime m_lastUpdated;
    int m_tries = 0;
};

} // namespace engine
