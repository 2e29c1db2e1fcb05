// SPDX-License-Identifier: GPL-3.0-or-later

#include "bridge/eventwords.h"
#include "bridge/outstanding.h"
#include "bridge/timeline.h"
#include "causes/causes.h"
#include "records/words.h"
#include "reporting/inside.h"

#include <algorithm>

// One account: why its balances differ, what is open, and both histories side by side.
namespace reporting {

using namespace Qt::StringLiterals;
using namespace records;
using report::Cell;
using Kind = report::Cell::Kind;

namespace {

class AccountWork final : public Work {
public:
    using Work::Work;

    base::Result<void> begin() override
    {
        const auto file = reader.accountFile(request.account);
        if (!file)
            return base::failure(base::ErrorKind::NotFound, u"There is no such account."_s);
        m_file = *file;
        m_around = reader.surroundings();
        m_bridges = bridge::explainAll(m_file, m_around, request.asOf);
        if (!request.currency.isNone())
            m_bridges.removeIf(
                [&](const Bridge& one) { return !(one.currency == request.currency); });
        total = static_cast<int>(m_bridges.size());
        const bool isAgeing = request.kind == ReportKind::Ageing;
        report.title = (isAgeing ? u"Ageing of %1"_s : u"Bridge of %1"_s).arg(m_file.account.name);
        fact(u"Account"_s, m_file.account.number + u' ' + m_file.account.name);
        fact(u"As of"_s, asOfText(request));
        if (m_file.contact)
            fact(u"Contact in Xero"_s, m_file.contact->name);
        return {};
    }

    bool step() override
    {
        if (done >= total)
            return false;
        const Bridge& bridge = m_bridges.at(done++);
        const bridge::Scope scope(bridge.side, bridge.currency, request.asOf);
        // Several balances are told apart by their names.
        m_of = total == 1 ? QString()
                          : u" (%1, %2)"_s.arg(toText(bridge.side), bridge.currency.code());
        if (request.kind == ReportKind::Ageing) {
            addAgeing(scope);
        } else {
            addBridge(bridge);
            addOutstanding(scope);
            addTimeline(bridge, scope);
        }
        return true;
    }

private:
    void addBridge(const Bridge& bridge)
    {
        fact(u"Xero balance"_s + m_of, bridge.xero.display());
        fact(u"Ledger balance"_s + m_of, bridge.ledger.display());
        fact(u"Difference"_s + m_of, report::shown(Cell::difference(bridge.difference())));
        fact(u"Unexplained"_s + m_of, bridge.unexplained().display());
        report.isExplained = report.isExplained && bridge.isExplained();
        const SinceWords since = sinceWords(reader, m_file, bridge, request.asOf);
        if (!since.first.isEmpty())
            fact(u"Since"_s + m_of, since.first);
        report::Section& to = section(u"bridge"_s, u"From Xero to the ledger"_s + m_of,
            {{u"Cause"_s, Kind::Text, 0, u"cause"_s}, {u"Date"_s, Kind::Date, 1, u"date"_s},
                {u"Record"_s, Kind::Text, 2, u"record"_s},
                {u"In the ledger"_s, Kind::Text, 1, u"ledger"_s, true},
                {u"In Xero"_s, Kind::Text, 1, u"xero"_s, true},
                {u"Amount"_s, Kind::Difference, 1, u"amount"_s},
                {u"Since"_s, Kind::Text, 2, u"since"_s},
                {u"Remedy"_s, Kind::Text, 1, u"remedy"_s}});
        report::Chart chart{.kind = report::Chart::Kind::Waterfall,
            .title = {},
            .currency = bridge.currency,
            .series = {{}}};
        QList<report::ChartPoint>& points = chart.series.first().points;
        points.append({u"Xero balance"_s, {}, bridge.xero});
        for (qsizetype i = 0; i < bridge.lines.size(); ++i) {
            const BridgeLine& line = bridge.lines.at(i);
            to.rows.append({Cell::text(causes::bridgeWord(line.cause)),
                line.date.isValid() ? Cell::date(line.date) : Cell(), Cell::text(line.label),
                Cell::text(recordText(line.ledger)), Cell::text(recordText(line.xero)),
                Cell::difference(line.amount), Cell::text(since.lines.at(i)),
                Cell::text(causes::remedyText(line.remedy))});
            points.append(
                {causes::bridgeWord(line.cause), {}, line.amount, toneOf(line.cause), line.label});
        }
        points.append({u"Ledger balance"_s, {}, bridge.ledger});
        to.totals = {Cell::text(bridge.agrees() ? u"Both sides agree"_s : u"Difference"_s), {}, {},
            {}, {}, Cell::difference(bridge.difference()), {}, {}};
        if (!bridge.lines.isEmpty())
            to.chart = chart;
    }

    void addOutstanding(const bridge::Scope& scope)
    {
        report::Section& to = section(u"invoices"_s, u"Open invoices on both sides"_s + m_of,
            {{u"Invoice"_s, Kind::Text, 2, u"invoice"_s}, {u"Date"_s, Kind::Date, 1, u"date"_s},
                {u"Due"_s, Kind::Date, 1, u"due"_s}, {u"Ledger"_s, Kind::Money, 1, u"ledger"_s},
                {u"Xero"_s, Kind::Money, 1, u"xero"_s},
                {u"Difference"_s, Kind::Difference, 1, u"difference"_s}});
        base::Money ledger, xero;
        for (const bridge::Outstanding& one : bridge::outstandings(m_file, scope)) {
            if (one.ledger.isZero() && one.xero.isZero())
                continue;
            to.rows.append({Cell::text(one.number),
                one.date.isValid() ? Cell::date(one.date) : Cell(),
                one.dueDate.isValid() ? Cell::date(one.dueDate) : Cell(), Cell::money(one.ledger),
                Cell::money(one.xero), Cell::difference(one.ledger - one.xero)});
            ledger += one.ledger;
            xero += one.xero;
        }
        to.totals = {Cell::text(u"Open"_s), {}, {}, Cell::money(ledger), Cell::money(xero),
            Cell::difference(ledger - xero)};
    }

    void addTimeline(const Bridge& bridge, const bridge::Scope& scope)
    {
        report::Section& to = section(u"timeline"_s, u"Side by side"_s + m_of,
            {{u"Date"_s, Kind::Date, 1, u"date"_s}, {u"Ledger"_s, Kind::Text, 1, u"ledger"_s},
                {u"Amount"_s, Kind::Money, 1, u"ledgerAmount"_s},
                {u"Balance"_s, Kind::Money, 1, u"ledgerBalance"_s},
                {u"Xero"_s, Kind::Text, 1, u"xero"_s},
                {u"Amount"_s, Kind::Money, 1, u"xeroAmount"_s},
                {u"Balance"_s, Kind::Money, 1, u"xeroBalance"_s},
                {u"Differs by"_s, Kind::Text, 0, u"cause"_s}});
        for (const bridge::TimelineRow& row : bridge::timeline(m_file, scope, bridge.lines))
            to.rows.append({row.date.isValid() ? Cell::date(row.date) : Cell(),
                Cell::text(row.ledgerLabel), row.ledger ? Cell::money(row.ledgerAmount) : Cell(),
                Cell::money(row.ledgerBalance), Cell::text(row.xeroLabel),
                row.xero ? Cell::money(row.xeroAmount) : Cell(), Cell::money(row.xeroBalance),
                row.cause ? Cell::text(causes::bridgeWord(*row.cause)) : Cell()});
    }

    void addAgeing(const bridge::Scope& scope)
    {
        const QDate day = request.asOf.isValid() ? request.asOf : m_around.today;
        const bridge::Ageing ages = bridge::ageing(m_file, scope, day);
        report::Section& to = section(u"ageing"_s, u"By age"_s + m_of,
            {{u"Age"_s, Kind::Text, 2, u"age"_s}, {u"Ledger"_s, Kind::Money, 1, u"ledger"_s},
                {u"Xero"_s, Kind::Money, 1, u"xero"_s},
                {u"Difference"_s, Kind::Difference, 1, u"difference"_s}});
        base::Money ledger, xero;
        for (size_t i = 0; i < ages.ledger.size(); ++i) {
            to.rows.append({Cell::text(bridge::wordOf(static_cast<bridge::Ageing::Age>(i))),
                Cell::money(ages.ledger[i]), Cell::money(ages.xero[i]),
                Cell::difference(ages.ledger[i] - ages.xero[i])});
            ledger += ages.ledger[i];
            xero += ages.xero[i];
        }
        to.totals = {Cell::text(u"Balance"_s), Cell::money(ledger), Cell::money(xero),
            Cell::difference(ledger - xero)};
    }

    AccountFile m_file;
    Surroundings m_around;
    QList<Bridge> m_bridges;
    QString m_of;
};

} // namespace

std::unique_ptr<Work> accountWork(
    const store::Reader& reader, const base::Clock& clock, const ReportRequest& request)
{
    return std::make_unique<AccountWork>(reader, clock, request);
}

} // namespace reporting
