// SPDX-License-Identifier: GPL-3.0-or-later

#include "reporting/inside.h"

#include "bridge/eventwords.h"
#include "causes/causes.h"
#include "records/words.h"

#include <QFileInfo>

using namespace Qt::StringLiterals;
using namespace records;

namespace reporting {

store::Query queryOf(const ReportRequest& request)
{
    return {.text = request.text,
        .filter = request.filter,
        .cause = request.cause,
        .currency = request.currency,
        .atLeast = request.atLeast};
}

QString roleOf(const ReportRequest& request)
{
    return toText(request.vendors ? ledger::AccountRole::Vendor : ledger::AccountRole::Customer);
}

QString asOfText(const ReportRequest& request)
{
    return request.asOf.isValid() ? report::shown(report::Cell::date(request.asOf)) : u"now"_s;
}

report::ChartTone toneOf(BridgeCause cause)
{
    switch (cause) {
    case BridgeCause::Failed:
    case BridgeCause::WrongMatch:
    case BridgeCause::Blocked:
    case BridgeCause::VoidedOneSide:
    case BridgeCause::EditedInXero:
        return report::ChartTone::Stop;
    case BridgeCause::NotYetPushed:
    case BridgeCause::Held:
    case BridgeCause::WaitingCredit:
    case BridgeCause::NotAllocated:
    case BridgeCause::ReversedOneSide:
    case BridgeCause::RefundedInXero:
        return report::ChartTone::Waiting;
    case BridgeCause::NotTakenIn:
    case BridgeCause::MirrorIncomplete:
        return report::ChartTone::Info;
    default:
        return report::ChartTone::Neutral;
    }
}

QString causeText(const store::AccountRow& row)
{
    if (row.isStale)
        return u"Being read again"_s;
    if (row.causes == 0)
        return row.differs ? u"Outstanding differs"_s : u"Agrees"_s;
    return row.causes == 1 ? causes::bridgeWord(row.cause) : u"%1 causes"_s.arg(row.causes);
}

Work::Work(const store::Reader& readFrom, const base::Clock& clock, const ReportRequest& asked)
    : reader(readFrom)
    , request(asked)
    , zone(base::zoneNamed(readFrom.surroundings().organisation.timezone))
    , m_moment(readFrom.moment())
{
    report.organisation = reader.surroundings().organisation.name;
    report.book = QFileInfo(reader.path()).completeBaseName();
    report.madeAt = clock.now().toTimeZone(zone);
    report.key = toText(asked.kind);
    const store::Today today = reader.today();
    fact(u"Xero last read"_s,
        today.lastFetch.isValid() ? report::withZone(today.lastFetch.toTimeZone(zone))
                                  : u"never"_s);
}

Side Work::side() const
{
    return request.vendors ? Side::Payable : Side::Receivable;
}

void Work::fact(const QString& name, const QString& value)
{
    report.facts.append({name, value});
}

report::Cell Work::instantCell(const QDateTime& at) const
{
    return at.isValid() ? report::Cell::instant(at.toTimeZone(zone)) : report::Cell();
}

report::Section& Work::section(
    const QString& key, const QString& heading, QList<report::Column> columns)
{
    report.sections.append(
        {.key = key, .heading = heading, .note = {}, .columns = std::move(columns)});
    return report.sections.last();
}

struct Builder::Inside {
    ReportRequest request;
    std::unique_ptr<Work> work;
};

namespace {

std::unique_ptr<Work> workOf(
    const store::Reader& reader, const base::Clock& clock, const ReportRequest& request)
{
    switch (request.kind) {
    case ReportKind::Balances:
        return balancesWork(reader, clock, request);
    case ReportKind::Bridge:
        return request.account ? accountWork(reader, clock, request)
                               : bookBridgeWork(reader, clock, request);
    case ReportKind::Ageing:
        return request.account ? accountWork(reader, clock, request)
                               : bookAgeingWork(reader, clock, request);
    case ReportKind::SignOff:
        return signOffWork(reader, clock, request);
    case ReportKind::Pending:
    case ReportKind::Problems:
    case ReportKind::Log:
    case ReportKind::SignOffs:
        break;
    }
    return listWork(reader, clock, request);
}

} // namespace

Builder::Builder(const store::Reader& reader, const base::Clock& clock, ReportRequest request)
    : m_inside(std::make_unique<Inside>())
{
    m_inside->request = std::move(request);
    m_inside->work = workOf(reader, clock, m_inside->request);
}

Builder::~Builder() = default;

base::Result<void> Builder::begin()
{
    const ReportRequest& asked = m_inside->request;
    const bool knowsDays = asked.kind == ReportKind::Balances || asked.kind == ReportKind::Bridge
        || asked.kind == ReportKind::Ageing;
    if (asked.asOf.isValid() && !knowsDays)
        return base::failure(base::ErrorKind::Usage,
            u"The report \"%1\" is of now; it has no day."_s.arg(toText(asked.kind)));
    return m_inside->work->begin();
}

bool Builder::step()
{
    if (m_inside->work->step())
        return true;
    m_inside->work->finish();
    return false;
}

int Builder::done() const
{
    return m_inside->work->done;
}

int Builder::total() const
{
    return m_inside->work->total;
}

report::Report Builder::take()
{
    return std::move(m_inside->work->report);
}

base::Result<report::Report> build(
    const store::Reader& reader, const base::Clock& clock, const ReportRequest& request)
{
    Builder builder(reader, clock, request);
    if (auto begun = builder.begin(); !begun)
        return tl::unexpected(begun.error());
    while (builder.step()) { }
    return builder.take();
}

QList<bridge::Event> eventsOf(
    const store::Reader& reader, const AccountFile& file, const Bridge& bridge, QDate asOf)
{
    const bridge::Scope scope(bridge.side, bridge.currency, asOf);
    const bridge::Involved asked = bridge::involved(file, scope, bridge.lines);
    return bridge::events(file, scope, bridge.lines, reader.history(asked.ledger, asked.xero));
}

SinceWords sinceWords(
    const store::Reader& reader, const AccountFile& file, const Bridge& bridge, QDate asOf)
{
    if (bridge.isStale)
        return {{}, QStringList(bridge.lines.size(), u"Being read again"_s)};
    const QTimeZone zone = base::zoneNamed(reader.surroundings().organisation.timezone);
    const QList<bridge::Event> events = eventsOf(reader, file, bridge, asOf);
    SinceWords words;
    for (const bridge::Event& event : events)
        words.lines.append(bridge::sentenceOf(event, file, zone));
    if (const auto first = bridge::parted(events))
        words.first = bridge::sentenceOf(*first, file, zone);
    return words;
}

} // namespace reporting
