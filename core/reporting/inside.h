// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "bridge/bridge.h"
#include "reporting/reporting.h"

// Shared by the files of this floor alone.
namespace reporting {

// One kind of report being built.
class Work {
public:
    Work(const store::Reader& readFrom, const base::Clock& clock,
        const records::ReportRequest& asked);
    virtual ~Work() = default;
    Work(const Work&) = delete;
    Work& operator=(const Work&) = delete;

    virtual base::Result<void> begin() { return {}; }
    virtual bool step() = 0; // false: nothing is left
    virtual void finish() { }

    int done = 0, total = 0;
    report::Report report;

protected:
    records::Side side() const;
    void fact(const QString& name, const QString& value);
    report::Cell instantCell(const QDateTime& at) const; // empty where there is none
    report::Section& section(
        const QString& key, const QString& heading, QList<report::Column> columns);

    const store::Reader& reader;
    const records::ReportRequest& request;
    const QTimeZone zone; // the organisation's: a report says the same on every computer

private:
    const std::shared_ptr<const store::Reader::Moment> m_moment;
};

std::unique_ptr<Work> balancesWork(
    const store::Reader&, const base::Clock&, const records::ReportRequest&);
std::unique_ptr<Work> bookBridgeWork(
    const store::Reader&, const base::Clock&, const records::ReportRequest&);
std::unique_ptr<Work> bookAgeingWork(
    const store::Reader&, const base::Clock&, const records::ReportRequest&);
std::unique_ptr<Work> accountWork( // bridge or ageing of one account
    const store::Reader&, const base::Clock&, const records::ReportRequest&);
std::unique_ptr<Work> listWork( // pending, problems, log, sign-offs
    const store::Reader&, const base::Clock&, const records::ReportRequest&);

std::unique_ptr<Work> signOffWork( // of one
    const store::Reader&, const base::Clock&, const records::ReportRequest&);

// One balance of one account, whether it stands in the book or is worked out for a day.
struct Balance {
    store::AccountRow row;
    QList<records::BridgeLine> lines; // only where they are asked for
};

// Goes through the balances that fit a request, a window at a time: now from the book, as of a day
// from each account's records.
class Balances {
public:
    // What is read of each account: the window is smaller where that is everything it has.
    enum class Depth { Row, File, Lines };
    Balances(const store::Reader& reader, const records::ReportRequest& request, Depth depth);
    int total() const { return m_total; }
    int done() const { return m_offset; }
    QList<Balance> next(); // empty: there are no more

private:
    QList<Balance> readNow();
    QList<Balance> workOut();
    bool fits(const records::Bridge& bridge) const;

    const store::Reader& m_reader;
    const records::ReportRequest& m_request;
    const Depth m_depth;
    const QString m_role;
    const base::Currency m_measured;
    store::Query m_query;
    records::Surroundings m_around; // where bridges are worked out
    int m_offset = 0, m_total = 0;
    QSet<records::AccountId> m_seen;
};

store::Query queryOf(const records::ReportRequest& request);
QString roleOf(const records::ReportRequest& request);
QString asOfText(const records::ReportRequest& request); // "31 Oct 2026", "now"
report::ChartTone toneOf(records::BridgeCause cause);

} // namespace reporting
