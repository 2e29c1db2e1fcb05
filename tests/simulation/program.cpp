// SPDX-License-Identifier: GPL-3.0-or-later

#include "simulation/program.h"

#include "engine/recovery.h"
#include "store/sqlitebook.h"

#include <QCoreApplication>
#include <QFileInfo>

#include <algorithm>

using namespace records;

namespace simulation {

namespace {

constexpr int kLongestRun = 50'000; // timers; a run of the longest life needs some thousands

store::Connection& connectionOf(store::Book& book)
{
    return static_cast<store::SqliteBook&>(book).connection();
}

} // namespace

Program::Program(SimulatedClock& clock, XeroSide& xero, Watcher& watcher, Marks& marks,
    const Weather& weather, const QString& path, quint64 seed)
    : m_clock(clock)
    , m_xero(xero)
    , m_marks(marks)
    , m_path(path)
    , m_watched{QFileInfo(path).absolutePath() + QStringLiteral("/openings"),
          QStringLiteral("desk")}
    , m_otherPath(path + QStringLiteral(".laptop"))
    , m_otherWatched{m_watched.folder + QStringLiteral(".laptop"), QStringLiteral("laptop")}
    , m_random(seed)
    , m_network(clock, xero, watcher, marks, weather.limits)
{
    m_network.onDeath = [this] { m_dead = true; };
}

Program::~Program()
{
    end();
}

void Program::makeTemplate(const QString& path)
{
    const SimulatedClock clock(QDateTime(QDate(2026, 11, 2), QTime(8, 0), Qt::UTC));
    base::SeededRandom random(1);
    BookSettings settings;
    settings.name = QStringLiteral("Simulated");
    settings.currency = base::Currency::of("AUD");
    settings.bankAccountCode = QStringLiteral("090");
    settings.pushIsOn = true;
    settings.paymentsCompleteUntil = clock.now().addDays(400);
    const auto made = store::Book::create(path, settings, clock, random);
    if (!made)
        qFatal("%s", qPrintable(made.error().sentence));
    Witness::install(path);
}

void Program::start(QList<int> dieBefore)
{
    auto book = store::Book::open(m_path, {}, m_clock);
    if (!book)
        qFatal("%s %s", qPrintable(book.error().sentence), qPrintable(book.error().raw));
    m_book = std::move(*book);
    m_dead = false;
    m_network.restart();
    m_witness = std::make_unique<Witness>(m_path);
    m_guard = std::make_unique<QObject>();
    if (!dieBefore.isEmpty())
        connectionOf(*m_book).endBeforeTransaction(dieBefore.takeFirst());
    auto recovered = engine::recoverAtOpening(context(), m_watched);
    if (recovered)
        recovered = engine::reviewLocally(context());
    if (recovered)
        return connectionOf(*m_book).endBeforeTransaction(-1);
    m_marks.reached("died again while recovering");
    end();
    start(dieBefore);
}

void Program::changeMachine()
{
    std::swap(m_path, m_otherPath);
    std::swap(m_watched, m_otherWatched);
}

void Program::end()
{
    m_clock.forgetProgram();
    m_guard.reset();
    m_book.reset(); // the witness stays: what is durable can be read while nobody runs
    m_network.end();
}

engine::Context Program::context()
{
    return {*m_book, m_network, m_clock, m_random, m_clock, engine::Waits{},
        QStringLiteral("simulation"), m_xero.tenantId(), m_guard.get()};
}

void Program::prepareFaults(const QList<Fault>& faults)
{
    m_network.begin(faults);
    for (const Fault& fault : faults) {
        if (fault.kind == FaultKind::DieBetween)
            connectionOf(*m_book).endBeforeTransaction(fault.at);
        if (fault.kind == FaultKind::DiskFails)
            connectionOf(*m_book).failInTransactionAfter(fault.at);
    }
}

std::optional<base::Result<engine::RunSummary>> Program::sync(
    command::Direction direction, const QList<Fault>& faults)
{
    prepareFaults(faults);
    std::optional<base::Result<engine::RunSummary>> result;
    QPointer<engine::Run> run = new engine::Run(
        context(), {.direction = direction}, [](const QString&, int, int) {},
        [&](const base::Result<engine::RunSummary>& done) { result = done; });
    const bool stopsAtOnce = std::any_of(faults.begin(), faults.end(),
        [](const Fault& fault) { return fault.kind == FaultKind::Stop && fault.arg % 2 == 1; });
    m_network.onStop = [&] {
        if (run)
            run->stop(
                stopsAtOnce ? engine::Run::Stopping::AtOnce : engine::Run::Stopping::Politely);
    };
    run->start();
    for (int steps = 0; !result && !m_dead; ++steps) {
        if (steps == kLongestRun && onEndless)
            onEndless();
        if ((mayGoOn && !mayGoOn()) || !m_clock.step())
            break;
    }
    m_dead = m_dead || (!result && mayGoOn && !mayGoOn());
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    m_network.end();
    m_network.onStop = {};
    if (!result && !m_dead)
        qFatal("a run stopped without an end");
    // A program that couldn't begin a transaction any more ended before it.
    const bool ended = connectionOf(*m_book).endedBeforeTransaction();
    connectionOf(*m_book).endBeforeTransaction(-1);
    connectionOf(*m_book).failInTransactionAfter(-1);
    if (ended)
        m_marks.reached("died between two transactions");
    if (m_dead || ended)
        return std::nullopt;
    return result;
}

void Program::reviewed(const base::Result<void>& result)
{
    if (!result)
        qFatal("%s %s", qPrintable(result.error().sentence), qPrintable(result.error().raw));
}

bool Program::import(const ImportBatch& batch)
{
    QList<ImportError> errors;
    const auto done
        = engine::inTransaction(*m_book, [&](store::Transaction& tx) -> base::Result<void> {
              const auto imported = m_book->import(tx, batch, QStringLiteral("simulation"), errors);
              return imported ? base::Result<void>() : tl::unexpected(imported.error());
          });
    if (!done)
        return false;
    reviewed(engine::reviewLocally(context()));
    return true;
}

bool Program::reverse(RecordRef record)
{
    ledger::Reversal reversal;
    reversal.of = record;
    reversal.date = m_clock.now().date();
    reversal.reason = QStringLiteral("dishonoured");
    reversal.source = ledger::Source::Hand;
    const auto done
        = engine::inTransaction(*m_book, [&](store::Transaction& tx) -> base::Result<void> {
              reversal.number = m_book->nextNumber(tx, RecordKind::Reversal);
              const auto added = m_book->add(tx, reversal, QStringLiteral("simulation"));
              return added ? base::Result<void>() : tl::unexpected(added.error());
          });
    if (done)
        reviewed(engine::reviewLocally(context()));
    return done.has_value();
}

} // namespace simulation
