// SPDX-License-Identifier: GPL-3.0-or-later

#include "reporting/inside.h"

#include <QFileInfo>

#include <algorithm>

// The evidence of a sign-off, gathered from the book and held against it.

using namespace Qt::StringLiterals;
using namespace records;

namespace reporting {

namespace {

constexpr int kWindow = 5'000; // balances: each window is sorted anew

}

PackBuilder::PackBuilder(
    const store::Reader& reader, const base::Clock& clock, SignOffId id, bool withItems)
    : m_reader(reader)
    , m_moment(reader.moment())
    , m_id(id)
    , m_withItems(withItems)
{
    m_pack.madeAt = clock.now();
}

base::Result<void> PackBuilder::begin()
{
    const auto signOff = m_reader.signOff(m_id);
    if (!signOff || !signOff->preparedAt.isValid())
        return base::failure(
            base::ErrorKind::NotFound, u"There is no sign-off %1."_s.arg(m_id.value));
    m_pack.signOff = *signOff;
    const mirror::Organisation organisation = m_reader.surroundings().organisation;
    m_pack.organisation = organisation.name;
    m_pack.book = QFileInfo(m_reader.path()).completeBaseName();
    m_pack.events = m_reader.signOffEvents(m_id);
    tellTimesIn(base::zoneNamed(organisation.timezone));
    for (const SignedSum& sum : signOff->sums)
        m_total += sum.balances;
    return {};
}

// On paper an auditor reads the time of day of the organisation, wherever the pack was made.
void PackBuilder::tellTimesIn(const QTimeZone& zone)
{
    SignOff& one = m_pack.signOff;
    for (QDateTime* at : {&m_pack.madeAt, &one.preparedAt, &one.reviewedAt, &one.xeroReadAt,
             &one.suspendedAt, &one.endedAt})
        if (at->isValid())
            *at = at->toTimeZone(zone);
    for (SignOffEvent& event : m_pack.events)
        event.at = event.at.toTimeZone(zone);
}

bool PackBuilder::step()
{
    const auto window = m_reader.signedAccounts(m_id, {}, m_withItems, done(), kWindow);
    m_pack.accounts += window;
    if (!window.isEmpty())
        return true;
    m_pack.lines = m_reader.signedLines(m_id, 0, -1);
    return false;
}

namespace {

class SignOffWork final : public Work {
public:
    SignOffWork(const store::Reader& readFrom, const base::Clock& clock, const ReportRequest& asked)
        : Work(readFrom, clock, asked)
        , m_builder(readFrom, clock, asked.signOff, false)
    {
    }

private:
    base::Result<void> begin() override
    {
        auto begun = m_builder.begin();
        total = m_builder.total();
        return begun;
    }
    bool step() override
    {
        const bool isMore = m_builder.step();
        done = m_builder.done();
        return isMore;
    }
    void finish() override { report = report::summaryOf(m_builder.take()); }

    PackBuilder m_builder;
};

} // namespace

std::unique_ptr<Work> signOffWork(
    const store::Reader& reader, const base::Clock& clock, const ReportRequest& request)
{
    return std::make_unique<SignOffWork>(reader, clock, request);
}

QString packNote(const QByteArray& checksum)
{
    return u"evidence pack written, checksum "_s + QString::fromLatin1(checksum);
}

base::Result<report::PackVerdict> verify(const store::Reader& reader, const QString& folder)
{
    auto verdict = report::verifyPack(folder);
    if (!verdict || !verdict->good)
        return verdict;
    const auto signOff = reader.signOff(verdict->id);
    if (!signOff) {
        verdict->good = false;
        verdict->faults.append(u"This book has no sign-off %1."_s.arg(verdict->id.value));
        return verdict;
    }
    verdict = report::verifyPack(folder, signOff->seal);
    if (!verdict)
        return verdict;
    const QList<SignOffEvent> events = reader.signOffEvents(verdict->id);
    const bool isKnown = std::any_of(events.begin(), events.end(),
        [&](const SignOffEvent& one) { return one.what == packNote(verdict->checksum); });
    if (!isKnown) {
        verdict->good = false;
        verdict->faults.append(
            u"This book has written no pack of sign-off %1 with this checksum."_s.arg(
                verdict->id.value));
    }
    return verdict;
}

} // namespace reporting
