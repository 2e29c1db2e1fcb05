// SPDX-License-Identifier: GPL-3.0-or-later

#include "bridge/eventwords.h"
#include "causes/causes.h"
#include "records/words.h"
#include "reporting/inside.h"

#include <QMap>
#include <QSet>

#include <algorithm>

// Every account: its balances, the bridge of the whole book, what is open by age.
namespace reporting {

using namespace Qt::StringLiterals;
using namespace records;
using report::Cell;
using Kind = report::Cell::Kind;

namespace {

constexpr int kWindow = 500;
constexpr int kWorkedOut = 50; // accounts, each read whole

store::AccountRow rowOf(const ledger::Account& account, const Bridge& bridge)
{
    return {.id = account.id,
        .number = account.number,
        .name = account.name,
        .role = account.role,
        .ledger = bridge.ledger,
        .xero = bridge.xero,
        .difference = bridge.difference(),
        .unexplained = bridge.unexplained(),
        .causes = bridge.causes(),
        .cause = bridge.largestCause(),
        .differs = !bridge.agrees(),
        .isStale = bridge.isStale,
        .lastMoved = bridge.lastMoved,
        .signedTo = {},
        .isSuspended = false};
}

QList<report::Column> balanceColumns()
{
    return {{u"Account"_s, Kind::Text, 3, u"account"_s}, {u"Number"_s, Kind::Text, 0, u"number"_s},
        {u"Ledger"_s, Kind::Money, 1, u"ledger"_s}, {u"Xero"_s, Kind::Money, 1, u"xero"_s},
        {u"Difference"_s, Kind::Difference, 1, u"difference"_s},
        {u"Explained"_s, Kind::Difference, 1, u"explained"_s},
        {u"Unexplained"_s, Kind::Difference, 1, u"unexplained"_s},
        {u"Cause"_s, Kind::Text, 2, u"cause"_s}, {u"Last moved"_s, Kind::Date, 1, u"lastMoved"_s}};
}

QList<Cell> cellsOf(const store::AccountRow& row)
{
    return {Cell::text(row.name), Cell::text(row.number), Cell::money(row.ledger),
        Cell::money(row.xero), Cell::difference(row.difference), Cell::difference(row.explained()),
        Cell::difference(row.unexplained), Cell::text(causeText(row)),
        row.lastMoved.isValid() ? Cell::date(row.lastMoved) : Cell()};
}

// Balances of one currency stand together, and are summed alone.
class ByCurrency {
public:
    explicit ByCurrency(report::Report& report)
        : m_report(report)
    {
    }

    void add(const store::AccountRow& row)
    {
        const QString code = row.ledger.currency().code();
        if (!m_places.contains(code)) {
            m_places.insert(code, static_cast<int>(m_report.sections.size()));
            m_report.sections.append({.key = u"balances"_s + code,
                .heading = u"Balances in "_s + code,
                .note = {},
                .columns = balanceColumns()});
        }
        m_report.sections[m_places.value(code)].rows.append(cellsOf(row));
        Sum& sum = m_sums[code];
        ++sum.rows;
        sum.ledger += row.ledger;
        sum.xero += row.xero;
        sum.unexplained += row.unexplained;
    }

    void finish()
    {
        for (auto place = m_places.constBegin(); place != m_places.constEnd(); ++place) {
            const Sum sum = m_sums.value(place.key());
            const base::Money difference = sum.ledger - sum.xero;
            m_report.sections[*place].totals
                = {Cell::text(sum.rows == 1 ? u"1 account"_s : u"%1 accounts"_s.arg(sum.rows)), {},
                    Cell::money(sum.ledger), Cell::money(sum.xero), Cell::difference(difference),
                    Cell::difference(difference - sum.unexplained),
                    Cell::difference(sum.unexplained), {}, {}};
        }
    }

private:
    struct Sum {
        int rows = 0;
        base::Money ledger, xero, unexplained;
    };
    report::Report& m_report;
    QMap<QString, int> m_places;
    QMap<QString, Sum> m_sums;
};

// The currency of a threshold; balances in another one can't be measured by it.
base::Currency measuredIn(const ReportRequest& request, base::Currency own)
{
    return request.currency.isNone() ? own : request.currency;
}

void addRequested(report::Report& report, const ReportRequest& request, base::Currency own)
{
    report.facts.prepend({u"As of"_s, asOfText(request)});
    report.facts.append({u"Accounts"_s, request.vendors ? u"vendors"_s : u"customers"_s});
    if (request.cause)
        report.facts.append({u"Cause"_s, causes::bridgeWord(*request.cause)});
    if (!request.filter.isEmpty() && request.filter != "all"_L1 && request.filter != "first"_L1)
        report.facts.append({u"Filter"_s, request.filter});
    if (!request.text.isEmpty())
        report.facts.append({u"Containing"_s, request.text});
    if (request.atLeast > 0)
        report.facts.append({u"Difference at least"_s,
            report::shown(Cell::money({request.atLeast, measuredIn(request, own)}), true)});
}

class BalancesWork final : public Work {
public:
    BalancesWork(
        const store::Reader& readFrom, const base::Clock& clock, const ReportRequest& asked)
        : Work(readFrom, clock, asked)
        , m_balances(readFrom, asked, Balances::Depth::Row)
        , m_currencies(report)
    {
        report.title = u"Balances of both sides"_s;
        addRequested(report, asked, readFrom.settings().currency);
        total = m_balances.total();
    }
    bool step() override
    {
        const QList<Balance> window = m_balances.next();
        for (const Balance& one : window)
            m_currencies.add(one.row);
        done = m_balances.done();
        return !window.isEmpty();
    }
    void finish() override { m_currencies.finish(); }

private:
    Balances m_balances;
    ByCurrency m_currencies;
};

// Ledger − Xero of the whole book: by cause, by account, and line by line.
class BookBridgeWork final : public Work {
public:
    BookBridgeWork(
        const store::Reader& readFrom, const base::Clock& clock, const ReportRequest& asked)
        : Work(readFrom, clock, asked)
        , m_balances(readFrom, asked, Balances::Depth::Lines)
        , m_currencies(report)
    {
        report.title = u"Bridge of the book"_s;
        addRequested(report, asked, readFrom.settings().currency);
        total = m_balances.total();
        section(u"causes"_s, u"By cause"_s,
            {{u"Cause"_s, Kind::Text, 3, u"cause"_s},
                {u"Accounts"_s, Kind::Count, 1, u"accounts"_s},
                {u"Amount"_s, Kind::Difference, 1, u"amount"_s}});
        m_lines = {.key = u"lines"_s,
            .heading = u"Line by line"_s,
            .note = u"Ledger − Xero: a plus means that the ledger says more."_s,
            .columns
            = {{u"Account"_s, Kind::Text, 2, u"account"_s}, {u"Cause"_s, Kind::Text, 0, u"cause"_s},
                {u"Date"_s, Kind::Date, 1, u"date"_s}, {u"Record"_s, Kind::Text, 3, u"record"_s},
                {u"In the ledger"_s, Kind::Text, 1, u"ledger"_s, true},
                {u"In Xero"_s, Kind::Text, 1, u"xero"_s, true},
                {u"Amount"_s, Kind::Difference, 1, u"amount"_s}}};
    }

    bool step() override
    {
        const QList<Balance> window = m_balances.next();
        for (const Balance& one : window) {
            const QString code = one.row.ledger.currency().code();
            m_ledger[code] += one.row.ledger;
            m_xero[code] += one.row.xero;
            if (one.row.differs)
                m_currencies.add(one.row);
            for (const BridgeLine& line : one.lines)
                add(one.row, line);
        }
        done = m_balances.done();
        return !window.isEmpty();
    }

    void finish() override
    {
        for (auto sum = m_ledger.constBegin(); sum != m_ledger.constEnd(); ++sum) {
            const base::Money xero = m_xero.value(sum.key());
            fact(u"Ledger − Xero in "_s + sum.key(),
                u"%1 − %2 = %3"_s.arg(
                    sum->display(), xero.display(), report::shown(Cell::difference(*sum - xero))));
        }
        m_currencies.finish();
        addCauses();
        if (!m_lines.rows.isEmpty())
            report.sections.append(std::move(m_lines));
    }

private:
    struct CauseOf {
        QSet<AccountId> accounts;
        base::Money amount;
    };

    void add(const store::AccountRow& row, const BridgeLine& line)
    {
        CauseOf& sum = m_causes[{row.ledger.currency().code(), static_cast<int>(line.cause)}];
        sum.accounts.insert(row.id);
        sum.amount += line.amount;
        report.isExplained = report.isExplained && line.cause != BridgeCause::Unexplained;
        m_lines.rows.append({Cell::text(row.name), Cell::text(causes::bridgeWord(line.cause)),
            line.date.isValid() ? Cell::date(line.date) : Cell(), Cell::text(line.label),
            Cell::text(recordText(line.ledger)), Cell::text(recordText(line.xero)),
            Cell::difference(line.amount)});
    }

    void addCauses()
    {
        report::Section& causes = report.sections.first();
        const base::Currency own = reader.settings().currency;
        report::Chart chart{.kind = report::Chart::Kind::Waterfall,
            .title = u"What each cause adds to the difference"_s,
            .currency = own,
            .series = {{}},
            .isOfDifferences = true};
        QList<report::ChartPoint>& points = chart.series.first().points;
        const base::Money none(0, own);
        // Beside the balances of a whole book the causes would be too small to be seen.
        points.append({u"No difference"_s, {}, none});
        for (auto one = m_causes.constBegin(); one != m_causes.constEnd(); ++one) {
            const auto cause = static_cast<BridgeCause>(one.key().second);
            const QString word = causes::bridgeWord(cause);
            causes.rows.append(
                {Cell::text(word), Cell::count(static_cast<qint64>(one->accounts.size())),
                    Cell::difference(one->amount)});
            if (one.key().first == own.code() && !one->amount.isZero())
                points.append({word, {}, one->amount, toneOf(cause)});
        }
        points.append(
            {u"Ledger − Xero"_s, {}, none + m_ledger.value(own.code()) - m_xero.value(own.code())});
        std::stable_sort(
            causes.rows.begin(), causes.rows.end(), [](const QList<Cell>& a, const QList<Cell>& b) {
                return std::llabs(a.at(2).asMoney().minor())
                    > std::llabs(b.at(2).asMoney().minor());
            });
        std::stable_sort(points.begin() + 1, points.end() - 1,
            [](const report::ChartPoint& a, const report::ChartPoint& b) {
                return a.value.minor() > b.value.minor();
            });
        if (points.size() > 2)
            causes.chart = chart;
    }

    Balances m_balances;
    ByCurrency m_currencies;
    report::Section m_lines;
    QMap<QString, base::Money> m_ledger, m_xero;
    QMap<std::pair<QString, int>, CauseOf> m_causes;
};

class BookAgeingWork final : public Work {
public:
    BookAgeingWork(
        const store::Reader& readFrom, const base::Clock& clock, const ReportRequest& asked)
        : Work(readFrom, clock, asked)
        , m_balances(readFrom, asked, Balances::Depth::File)
    {
        report.title = u"Ageing of both sides"_s;
        addRequested(report, asked, readFrom.settings().currency);
        total = m_balances.total();
        m_day = asked.asOf.isValid() ? asked.asOf : readFrom.surroundings().today;
        for (const bool isXero : {false, true}) {
            report::Section& one = section(isXero ? u"xero"_s : u"ledger"_s,
                isXero ? u"In Xero"_s : u"In the ledger"_s,
                {{u"Account"_s, Kind::Text, 3, u"account"_s}});
            for (int age = 0; age < bridge::Ageing::Ages; ++age)
                one.columns.append(
                    {bridge::wordOf(static_cast<bridge::Ageing::Age>(age)), Kind::Money});
            one.columns.append({u"Balance"_s, Kind::Money, 1, u"balance"_s});
        }
    }

    bool step() override
    {
        const QList<Balance> window = m_balances.next();
        for (const Balance& one : window) {
            const auto file = reader.accountFile(one.row.id);
            if (!file || (one.row.ledger.isZero() && one.row.xero.isZero() && !one.row.differs))
                continue;
            const bridge::Ageing ages
                = bridge::ageing(*file, {side(), one.row.ledger.currency(), request.asOf}, m_day);
            add(report.sections[0], one.row.name, ages.ledger);
            add(report.sections[1], one.row.name, ages.xero);
        }
        done = m_balances.done();
        return !window.isEmpty();
    }

private:
    static void add(report::Section& to, const QString& name,
        const std::array<base::Money, bridge::Ageing::Ages>& parts)
    {
        QList<Cell> cells{Cell::text(name)};
        base::Money balance;
        for (const base::Money& part : parts) {
            cells.append(Cell::money(part));
            balance += part;
        }
        cells.append(Cell::money(balance));
        to.rows.append(cells);
    }

    Balances m_balances;
    QDate m_day;
};

} // namespace

Balances::Balances(const store::Reader& reader, const ReportRequest& request, Depth depth)
    : m_reader(reader)
    , m_request(request)
    , m_depth(depth)
    , m_role(roleOf(request))
    , m_measured(measuredIn(request, reader.settings().currency))
    , m_query(queryOf(request))
{
    if (request.asOf.isValid() || depth == Depth::Lines)
        m_around = reader.surroundings();
    if (request.asOf.isValid()) {
        // An order that no change moves anybody in.
        m_query = {.text = request.text, .sortColumn = 0, .order = store::Order::Ascending};
    }
    m_total = reader.accountCount(m_role, m_query);
}

QList<Balance> Balances::next()
{
    return m_request.asOf.isValid() ? workOut() : readNow();
}

QList<Balance> Balances::readNow()
{
    QList<Balance> found;
    const int window = m_depth == Depth::Row ? kWindow : kWorkedOut;
    for (const store::AccountRow& row : m_reader.accounts(m_role, m_query, m_offset, window)) {
        Balance one{row, {}};
        if (m_depth == Depth::Lines && row.differs)
            if (const auto file = m_reader.accountFile(row.id)) {
                const Side side = m_request.vendors ? Side::Payable : Side::Receivable;
                one.lines = bridge::explain(*file, m_around, {side, row.ledger.currency()}).lines;
            }
        found.append(one);
    }
    m_offset += static_cast<int>(found.size());
    return found;
}

bool Balances::fits(const Bridge& bridge) const
{
    const bool isSide = (bridge.side == Side::Payable) == m_request.vendors;
    const auto hasCause = [&] {
        return std::any_of(bridge.lines.begin(), bridge.lines.end(),
            [&](const BridgeLine& line) { return line.cause == *m_request.cause; });
    };
    const QString& filter = m_request.filter;
    return isSide && (m_request.currency.isNone() || bridge.currency == m_request.currency)
        && (!m_request.cause || hasCause())
        && (bridge.currency != m_measured || bridge.difference().abs().minor() >= m_request.atLeast)
        && (filter != "differ"_L1 || !bridge.agrees())
        && (filter != "unexplained"_L1 || !bridge.isExplained())
        && (filter != "stale"_L1 || bridge.isStale);
}

// By account, not by size: nothing is sorted before all is known. An account has a row for each
// currency and is worked out once.
QList<Balance> Balances::workOut()
{
    QList<Balance> found;
    while (found.isEmpty() && m_offset < m_total) {
        QList<AccountId> accounts;
        const QList<store::AccountRow> window
            = m_reader.accounts(m_role, m_query, m_offset, kWorkedOut);
        if (window.isEmpty())
            break;
        for (const store::AccountRow& row : window)
            if (!m_seen.contains(row.id)) {
                m_seen.insert(row.id);
                if (m_request.filter != "suspended"_L1 || row.isSuspended)
                    accounts.append(row.id);
            }
        m_offset += static_cast<int>(window.size());
        for (const AccountId id : std::as_const(accounts)) {
            const auto file = m_reader.accountFile(id);
            if (!file)
                continue;
            for (const Bridge& bridge : bridge::explainAll(*file, m_around, m_request.asOf))
                if (fits(bridge))
                    found.append({rowOf(file->account, bridge),
                        m_depth == Depth::Lines ? bridge.lines : QList<BridgeLine>()});
        }
    }
    return found;
}

std::unique_ptr<Work> balancesWork(
    const store::Reader& reader, const base::Clock& clock, const ReportRequest& request)
{
    return std::make_unique<BalancesWork>(reader, clock, request);
}

std::unique_ptr<Work> bookBridgeWork(
    const store::Reader& reader, const base::Clock& clock, const ReportRequest& request)
{
    return std::make_unique<BookBridgeWork>(reader, clock, request);
}

std::unique_ptr<Work> bookAgeingWork(
    const store::Reader& reader, const base::Clock& clock, const ReportRequest& request)
{
    return std::make_unique<BookAgeingWork>(reader, clock, request);
}

} // namespace reporting
