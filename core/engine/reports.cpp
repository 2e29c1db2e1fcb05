// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/inside.h"
#include "reporting/reporting.h"

#include <QDir>

// Reports and evidence packs, written where nobody waits in a window.
namespace engine {

using namespace records;
using base::ErrorKind;
using base::failure;

// A report under way, with a reader of its own.
struct Engine::Inside::Reporting {
    quint64 ticket = 0;
    QString path;
    std::unique_ptr<store::Reader> reader;
    std::unique_ptr<reporting::Builder> builder;
};

namespace {

std::shared_ptr<const base::Clock> borrowed(const base::Clock& clock)
{
    return {std::shared_ptr<void>(), &clock};
}

} // namespace

void Engine::Inside::handle(quint64 ticket, const command::MakeReport& what)
{
    if (busy())
        return answer(ticket, alreadyBusy());
    auto reader = store::openReader(m_book->path(), borrowed(*m_parts.clock));
    if (!reader)
        return answer(ticket, tl::unexpected(reader.error()));
    m_reporting = std::make_shared<Reporting>();
    m_reporting->ticket = ticket;
    m_reporting->path = what.path;
    m_reporting->reader = std::move(*reader);
    m_reporting->builder
        = std::make_unique<reporting::Builder>(*m_reporting->reader, *m_parts.clock, what.request);
    if (auto begun = m_reporting->builder->begin(); !begun) {
        m_reporting.reset();
        return answer(ticket, tl::unexpected(begun.error()));
    }
    m_isStopping = false;
    m_status.running = true;
    buildReport();
}

void Engine::Inside::buildReport()
{
    reporting::Builder& builder = *m_reporting->builder;
    say(QStringLiteral("Making the report"), builder.done(), builder.total());
    if (m_isStopping || m_closing)
        return endReport(
            failure(ErrorKind::Cancelled, QStringLiteral("Stopped. No report was written.")));
    if (builder.step())
        return context().later.after(
            std::chrono::milliseconds(0), &m_engine, [this] { buildReport(); });
    const QString path = m_reporting->path;
    const auto written = report::write(builder.take(), path);
    endReport(written ? Sentence(QStringLiteral("The report is in %1.").arg(path))
                      : Sentence(tl::unexpected(written.error())));
}

void Engine::Inside::endReport(const Sentence& sentence)
{
    const quint64 ticket = m_reporting->ticket;
    m_reporting.reset();
    m_isStopping = false;
    endWork();
    answer(ticket, sentence);
}

void Engine::Inside::handle(quint64 ticket, const command::MakePack& what)
{
    if (busy())
        return answer(ticket, alreadyBusy());
    const auto reader = store::openReader(m_book->path(), borrowed(*m_parts.clock));
    if (!reader)
        return answer(ticket, tl::unexpected(reader.error()));
    say(QStringLiteral("Making the evidence pack"), 0, 0);
    const auto pack = reporting::packOf(**reader, *m_parts.clock, what.signOff);
    if (!pack)
        return answer(ticket, tl::unexpected(pack.error()));
    const auto checksum = report::writePack(*pack, what.folder);
    if (!checksum)
        return answer(ticket, tl::unexpected(checksum.error()));
    const QString words = reporting::packNote(*checksum);
    const auto noted = inTransaction(*m_book, [&](store::Transaction& tx) {
        return m_book->noteSignOff(tx, what.signOff, m_parts.who, words);
    });
    if (!noted)
        return answer(ticket, tl::unexpected(noted.error()));
    announce();
    answer(ticket,
        QStringLiteral("The evidence pack is in %1. Its checksum is %2.")
            .arg(what.folder, QString::fromLatin1(*checksum)));
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
