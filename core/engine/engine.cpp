// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/engine.h"

#include "base/log.h"
#include "causes/causes.h"
#include "engine/inside.h"
#include "engine/recovery.h"
#include "engine/sweep.h"

#include <algorithm>

namespace engine {

using namespace records;

namespace {

constexpr int kMostCallsPerDay = 5000; // of an organisation, whatever its plan

QString callsName()
{
    return QStringLiteral("calls.today");
}

} // namespace

Engine::Engine(std::function<Parts()> makeParts, QObject* parent)
    : QObject(parent)
    , m_inside(std::make_unique<Inside>(*this, makeParts()))
{
}

Engine::~Engine() = default;

void Engine::open(const QString& path)
{
    m_inside->open(path);
}

void Engine::perform(quint64 ticket, const Command& command)
{
    m_inside->perform(ticket, command);
}

void Engine::shutDown()
{
    m_inside->shutDown();
}

Engine::Inside::Inside(Engine& engine, Parts parts)
    : m_engine(engine)
    , m_parts(std::move(parts))
{
}

void Engine::Inside::open(const QString& path)
{
    auto book = store::Book::open(path, {}, *m_parts.clock);
    const bool elsewhere = !book && book.error().kind == base::ErrorKind::Conflict;
    if (elsewhere) {
        book = store::Book::open(path, {.readOnly = true}, *m_parts.clock);
        m_readOnly = true;
    }
    if (!book) {
        Q_EMIT m_engine.refused(book.error());
        return;
    }
    m_book = std::move(*book);
    const auto where = addresses();
    m_local = where && where->isLocalSandbox; // decides which waits the recovery keeps
    m_status.connection = m_readOnly ? Connection::ReadOnly : Connection::NotConnected;
    if (!m_readOnly) {
        m_reserve = std::make_unique<Reserve>(path);
        auto recovered = recoverAtOpening(context(), m_parts.witness);
        if (recovered && !hasMuchToCatchUp())
            recovered = reviewLocally(context());
        if (!recovered) {
            m_book.reset();
            Q_EMIT m_engine.refused(recovered.error());
            return;
        }
    }
    const auto organisation = m_book->organisation();
    m_status.organisation = organisation ? organisation->name : QString();
    m_status.lastFetch = lastFetch();
    m_callsBefore = CallsOfDay::parse(m_book->value(callsName()));
    m_status.callsToday = callsToday();
    recallTrouble();
    noteStanding();
    Q_EMIT m_engine.opened(path, m_readOnly);
    announce();
    if (!m_parts.keepsLooking || m_readOnly)
        return;
    if (hasMuchToCatchUp())
        catchUp();
    else
        lookAround();
}

// A window says truthfully whether Xero can be reached before anybody presses a button, and then
// does what is due.
void Engine::Inside::lookAround()
{
    if (m_book->value(tenantName()).isEmpty() || isBreakerOpen())
        return tick();
    m_signingIn = true;
    withXero([this](const base::Result<void>& ready) {
        m_signingIn = false;
        if (!ready)
            noteTrouble(ready.error());
        remember(ready ? QString() : ready.error().sentence);
        announce();
        tick();
    });
}

Context Engine::Inside::context()
{
    return {*m_book, m_session ? m_session->transport() : static_cast<xero::Transport&>(m_none),
        *m_parts.clock, *m_parts.random, *m_parts.clock, Waits::of(m_book->settings(), m_local),
        m_parts.who, m_book->value(tenantName()).toLatin1(), &m_engine, m_parts.zone,
        m_reserve.get()};
}

base::Result<xero::Addresses> Engine::Inside::addresses() const
{
    return xero::Addresses::of(
        m_parts.xeroUrl.isEmpty() ? m_book->settings().xeroUrl : m_parts.xeroUrl);
}

base::Result<void> Engine::Inside::makeSession()
{
    if (m_session)
        return {};
    const BookSettings settings = m_book->settings();
    const auto where = addresses();
    if (!where)
        return tl::unexpected(where.error());
    m_local = where->isLocalSandbox;
    xero::SessionOptions options;
    options.addresses = *where;
    if (settings.clientId.isEmpty() && !m_local)
        return base::failure(base::ErrorKind::Unauthorised,
            QStringLiteral("Xero needs the client id of your app. Set it before you connect."));
    options.clientId = settings.clientId.isEmpty() ? QStringLiteral("tieout") : settings.clientId;
    options.bookKey = QString::fromLatin1(m_book->salt().toHex().left(16));
    if (!m_parts.lockFolder.isEmpty())
        options.lockFile = QStringLiteral("%1/%2.lock").arg(m_parts.lockFolder, options.bookKey);
    options.openBrowser = m_parts.openBrowser;
    options.silent = m_parts.silentConsent && m_local;
    m_session = m_parts.makeSession(options, *m_parts.tokens, *m_parts.clock, *m_parts.random);
    return {};
}

// Makes sure that somebody is signed in to the book's own organisation.
void Engine::Inside::withXero(Then then)
{
    if (auto made = makeSession(); !made)
        return then(made);
    if (m_signedIn)
        return then({});
    const bool pinned = !m_book->value(tenantName()).isEmpty();
    const bool silent = m_parts.silentConsent && m_local;
    if (!pinned && !silent)
        return then(base::failure(base::ErrorKind::Unauthorised,
            QStringLiteral("This book is not connected to Xero yet. Connect it first.")));
    m_session->resume(&m_engine, [this, silent, then](const base::Result<void>& resumed) {
        if (resumed)
            return pickTenant({}, then);
        if (!silent || resumed.error().kind != base::ErrorKind::Unauthorised)
            return then(resumed);
        m_session->signIn(&m_engine, [this, then](const base::Result<void>& signedIn) {
            if (!signedIn)
                return then(signedIn);
            pickTenant({}, then);
        });
    });
}

void Engine::Inside::pickTenant(const QString& wanted, Then then)
{
    m_session->tenants(
        &m_engine, [this, wanted, then](const base::Result<QList<xero::Tenant>>& tenants) {
            if (!tenants)
                return then(tl::unexpected(tenants.error()));
            const QUuid pinned = QUuid::fromString(m_book->value(tenantName()));
            QStringList names;
            QList<xero::Tenant> fitting;
            for (const xero::Tenant& tenant : *tenants) {
                names.append(tenant.name);
                const bool fits = pinned.isNull() ? wanted.isEmpty() || tenant.name == wanted
                                                  : tenant.tenantId == pinned;
                if (fits)
                    fitting.append(tenant);
            }
            if (fitting.size() == 1)
                return tenantChosen(fitting.first(), wanted, then);
            // One book, one organisation (R152): another one is refused, never taken over.
            then(base::failure(base::ErrorKind::Forbidden,
                !pinned.isNull()
                    ? QStringLiteral("This book belongs to another organisation. Nothing was sent.")
                    : tenants->isEmpty() ? QStringLiteral("Xero gave access to no organisation.")
                                         : QStringLiteral("Choose one of the organisations: %1.")
                                               .arg(names.join(QStringLiteral(", ")))));
        });
}

void Engine::Inside::tenantChosen(const xero::Tenant& tenant, const QString& wanted, Then then)
{
    if (!wanted.isEmpty() && tenant.name != wanted)
        return then(base::failure(base::ErrorKind::Forbidden,
            QStringLiteral("This book belongs to %1, not to %2. Make a second book for it, or take "
                           "this one there: Another organisation, in Settings.")
                .arg(tenant.name, wanted)));
    m_session->chooseTenant(tenant.tenantId);
    const auto stored = inTransaction(*m_book, [&](store::Transaction& tx) {
        return m_book->setValue(tx, tenantName(), tenant.tenantId.toString(QUuid::WithoutBraces));
    });
    m_signedIn = stored.has_value();
    m_status.organisation = tenant.name;
    m_status.connection = Connection::Connected;
    m_status.everything = {};
    closeBreaker();
    noteStanding();
    announce();
    then(stored);
}

void Engine::Inside::answer(quint64 ticket, const Sentence& sentence, const QString& details,
    const std::optional<StatementQuestion>& question)
{
    CommandOutcome outcome;
    outcome.ticket = ticket;
    outcome.done = sentence.has_value();
    outcome.details = details;
    outcome.question = question;
    if (m_mended.contains(ticket)) {
        outcome.mending = m_mended.take(ticket);
        outcome.details += outcome.mending->left.join(u'\n');
    }
    if (sentence) {
        outcome.sentence = *sentence;
    } else {
        outcome.error = sentence.error();
        outcome.sentence = sentence.error().sentence;
        noteTrouble(sentence.error());
    }
    // What was asked wrongly, or at the wrong moment, is no trouble of the book's.
    using enum base::ErrorKind;
    const bool isTrouble
        = !sentence && !QList{Usage, NotFound, Conflict, Cancelled}.contains(outcome.error.kind);
    remember(isTrouble ? outcome.sentence : QString());
    announce();
    if (ticket != 0) // 0: nobody asked, so it stands in the log and in the status
        Q_EMIT m_engine.answered(outcome);
}

QDateTime Engine::Inside::lastFetch() const
{
    return QDateTime::fromString(m_book->value(QStringLiteral("fetch.ended")), Qt::ISODateWithMs);
}

// What this session called, and the programs before it on the same day.
int Engine::Inside::callsToday() const
{
    const bool sameDay = m_callsBefore.day == m_parts.clock->now().date();
    return (sameDay ? m_callsBefore.calls : 0) + (m_session ? m_session->callsToday() : 0);
}

// What Diagnostics tells, kept in the book so that it is true for whoever looks next.
void Engine::Inside::remember(const QString& trouble)
{
    if (!m_book || m_readOnly)
        return;
    const QDateTime now = m_parts.clock->now();
    QList<std::pair<QString, QString>> notes;
    if (!trouble.isEmpty())
        notes.emplaceBack(QStringLiteral("error.last"),
            QStringLiteral("%1 (%2)").arg(
                trouble, now.toString(QStringLiteral("yyyy-MM-dd HH:mm 'UTC'"))));
    rememberTrouble(notes);
    if (m_session) {
        countCalls();
        notes.emplaceBack(callsName(), CallsOfDay{now.date(), callsToday()}.toString());
        // A sandbox's sign-in is made anew without anybody, so its end is nobody's business.
        if (m_session->endsUnused().isValid() && !m_parts.silentConsent)
            notes.emplaceBack(QStringLiteral("signin.until"), isoUtc(m_session->endsUnused()));
        if (const QStringList scopes = m_session->scopes(); !scopes.isEmpty()) {
            notes.emplaceBack(QStringLiteral("signin.scopes"), scopes.join(u' '));
            notes.emplaceBack(QStringLiteral("signin.missing"), missingOf(scopes).join(u' '));
        }
    }
    notes.removeIf([this](const auto& note) { return m_book->value(note.first) == note.second; });
    if (notes.isEmpty())
        return;
    const auto kept = inTransaction(*m_book, [&](store::Transaction& tx) -> base::Result<void> {
        for (const auto& [name, value] : notes)
            if (auto set = m_book->setValue(tx, name, value); !set)
                return set;
        return {};
    });
    if (!kept)
        qCWarning(base::logEngine) << "not noted:" << kept.error().sentence;
}

void Engine::Inside::say(const QString& activity, int done, int total)
{
    m_status.running = true;
    m_status.activity = activity;
    m_status.done = done;
    m_status.total = total;
    announce();
}

// Status and changed() leave at most every 100 ms, and always once more at the end.
void Engine::Inside::announce()
{
    if (m_announcing)
        return;
    m_announcing = true;
    m_parts.clock->after(std::chrono::milliseconds(100), &m_engine, [this] {
        m_announcing = false;
        m_status.signInUntil = QDateTime::fromString(
            m_book ? m_book->value(QStringLiteral("signin.until")) : QString(), Qt::ISODateWithMs);
        if (m_session) {
            const xero::Budget budget = m_session->budget();
            m_status.callsToday = callsToday();
            m_status.callsThisMinute = m_session->callsThisMinute();
            if (budget.leftToday >= 0)
                m_status.callsPerDay
                    = std::min(kMostCallsPerDay, m_status.callsToday + budget.leftToday);
        }
        Q_EMIT m_engine.statusChanged(m_status);
        Q_EMIT m_engine.changed();
    });
}

void Engine::Inside::endWork()
{
    m_status.running = false;
    m_status.activity.clear();
    m_status.lastFetch = lastFetch();
    noteStanding();
    if (!m_closing) // else it is the last word of shutting down
        noteBalances();
    announce();
    if (m_closing)
        shutDown();
    else
        startWhatIsDue(); // what came due meanwhile has waited its turn
    showNextRun();
}

// How the book stood at the end of this piece of work: the last one of a day is that day's figure.
void Engine::Inside::noteBalances()
{
    if (!m_book || m_readOnly)
        return;
    const QDate today = m_parts.clock->now().toTimeZone(context().zone).date();
    const auto noted = inTransaction(
        *m_book, [&](store::Transaction& tx) { return m_book->noteBalances(tx, today); });
    if (!noted)
        qCWarning(base::logEngine) << "not noted:" << noted.error().sentence;
}

void Engine::Inside::noteStanding()
{
    const CauseId shown = m_status.everything.id;
    if (shown == CauseId::None || shown == CauseId::Restored || shown == CauseId::RolledBack)
        m_status.everything = standingTrouble(*m_book);
}

void Engine::Inside::endSession()
{
    countCalls();
    m_callsBefore = {m_parts.clock->now().date(), callsToday()};
    m_countedOn = {};
    delete m_number; // it would go on with a book or a session that is gone
    m_session.reset();
}

void Engine::Inside::shutDown()
{
    m_closing = true;
    if (m_run)
        return m_run->stop(Run::Stopping::AtOnce);
    if (m_adoption)
        return m_adoption->stop();
    if (m_walk)
        return m_walk->stop();
    if (m_reporting || m_catchingUp)
        return; // sees it at its next step
    noteBalances();
    remember();
    endSession();
    if (m_book && !m_readOnly)
        if (auto sealed = seal(context(), m_parts.witness); !sealed)
            qCWarning(base::logEngine) << "not sealed:" << sealed.error().sentence;
    m_book.reset();
    m_reserve.reset();
    Q_EMIT m_engine.stopped();
}

void Engine::Inside::perform(quint64 ticket, const Command& command)
{
    if (!m_book)
        return answer(
            ticket, base::failure(base::ErrorKind::Usage, QStringLiteral("No book is open.")));
    if (m_readOnly)
        return answer(ticket,
            base::failure(base::ErrorKind::Conflict,
                QStringLiteral(
                    "This book is open in another window or console; here it is read-only.")));
    std::visit([&](const auto& what) { handle(ticket, what); }, command);
}

} // namespace engine
