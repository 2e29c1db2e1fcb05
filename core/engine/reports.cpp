// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/inside.h"
#include "reporting/reporting.h"

#include <QDir>

// Reports and evidence packs, written where nobody waits in a window.
namespace engine {

using namespace records;
using base::ErrorKind;
using base::failure;

// A report or a pack under way, in steps, with a reader of its own.
struct Engine::Inside::Reporting {
    quint64 ticket = 0;
    QString activity;
    std::unique_ptr<store::Reader> reader;
    std::function<bool()> step; // false: all is gathered
    std::function<std::pair<int, int>()> progress;
    std::function<Sentence()> write; // once, at the end
};

namespace {

std::shared_ptr<const base::Clock> borrowed(const base::Clock& clock)
{
    return {std::shared_ptr<void>(), &clock};
}

} // namespace

template <class Builder>
void Engine::Inside::gather(quint64 ticket, const QString& activity, auto builderOf, auto write)
{
    if (busy())
        return answer(ticket, alreadyBusy());
    auto reader = store::openReader(m_book->path(), borrowed(*m_parts.clock));
    if (!reader)
        return answer(ticket, tl::unexpected(reader.error()));
    const std::shared_ptr<Builder> builder = builderOf(**reader);
    if (auto begun = builder->begin(); !begun)
        return answer(ticket, tl::unexpected(begun.error()));
    m_reporting = std::make_shared<Reporting>(Reporting{.ticket = ticket,
        .activity = activity,
        .reader = std::move(*reader),
        .step = [builder] { return builder->step(); },
        .progress = [builder] { return std::pair(builder->done(), builder->total()); },
        .write = [builder, write]() -> Sentence { return write(builder->take()); }});
    m_isStopping = false;
    m_status.running = true;
    stepReporting();
}

void Engine::Inside::stepReporting()
{
    const auto [done, total] = m_reporting->progress();
    say(m_reporting->activity, done, total);
    if (m_isStopping || m_closing)
        return endReporting(
            failure(ErrorKind::Cancelled, QStringLiteral("Stopped. Nothing was written.")));
    if (m_reporting->step())
        return context().later.after(
            std::chrono::milliseconds(0), &m_engine, [this] { stepReporting(); });
    endReporting(m_reporting->write());
}

void Engine::Inside::endReporting(const Sentence& sentence)
{
    const quint64 ticket = m_reporting->ticket;
    m_reporting.reset();
    m_isStopping = false;
    endWork();
    answer(ticket, sentence);
}

void Engine::Inside::handle(quint64 ticket, const command::MakeReport& what)
{
    gather<reporting::Builder>(
        ticket, QStringLiteral("Making the report"),
        [&](const store::Reader& reader) {
            return std::make_shared<reporting::Builder>(reader, *m_parts.clock, what.request);
        },
        [path = what.path](const report::Report& report) -> Sentence {
            if (const auto written = report::write(report, path); !written)
                return tl::unexpected(written.error());
            return QStringLiteral("The report is in %1.").arg(path);
        });
}

void Engine::Inside::handle(quint64 ticket, const command::MakePack& what)
{
    gather<reporting::PackBuilder>(
        ticket, QStringLiteral("Making the evidence pack"),
        [&](const store::Reader& reader) {
            return std::make_shared<reporting::PackBuilder>(reader, *m_parts.clock, what.signOff);
        },
        [this, what](const report::Pack& pack) { return writePack(pack, what.folder); });
}

// The book knows a pack before the folder is there.
Engine::Inside::Sentence Engine::Inside::writePack(const report::Pack& pack, const QString& folder)
{
    const auto note = [&](const QString& words) {
        return inTransaction(*m_book, [&](store::Transaction& tx) {
            return m_book->noteSignOff(tx, pack.signOff.id, m_parts.who, words);
        });
    };
    bool isNoted = false;
    const auto checksum = report::writePack(pack, folder, [&](const QByteArray& sum) {
        const auto noted = note(reporting::packNote(sum));
        isNoted = noted.has_value();
        return noted;
    });
    if (!checksum) {
        if (isNoted)
            (void)note(QStringLiteral("the folder of that pack could not be put in its place"));
        return tl::unexpected(checksum.error());
    }
    return QStringLiteral("The evidence pack is in %1. Its checksum is %2.")
        .arg(folder, QString::fromLatin1(*checksum));
}

void Engine::Inside::handle(quint64 ticket, const command::VerifyPack& what)
{
    const auto reader = store::openReader(m_book->path(), borrowed(*m_parts.clock));
    if (!reader)
        return answer(ticket, tl::unexpected(reader.error()));
    const auto verdict = reporting::verify(**reader, what.folder);
    if (!verdict)
        return answer(ticket, tl::unexpected(verdict.error()));
    if (!verdict->good)
        return answer(ticket, failure(ErrorKind::Conflict, verdict->faults.join(u' ')));
    answer(ticket,
        QStringLiteral("The pack is as this book made it: sign-off %1 as of %2, %3 balances.")
            .arg(verdict->id.value)
            .arg(verdict->day.toString(Qt::ISODate))
            .arg(verdict->accounts));
}

} // namespace engine
