// SPDX-License-Identifier: GPL-3.0-or-later

#include "causes/causes.h"
#include "engine/inside.h"

// One problem with everything is one banner: what it is, how long it holds, and the breaker.
namespace engine {

using namespace records;

namespace {

constexpr int kErrorsThatOpenTheBreaker = 5;
constexpr int kSecondsTheyCount = 3600;

QString errorsName()
{
    return QStringLiteral("connection.errors");
}

QString breakerName()
{
    return QStringLiteral("breaker.since");
}

QDateTime instant(const QString& text)
{
    return QDateTime::fromString(text, Qt::ISODateWithMs);
}

} // namespace

QStringList missingOf(const QStringList& scopes)
{
    QStringList missing = xero::neededScopes();
    missing.removeIf([&](const QString& scope) { return scopes.contains(scope); });
    return missing;
}

// Errors of before count as well: a console that is started every few minutes is one configuration.
void Engine::Inside::recallTrouble()
{
    const QStringList errors = m_book->value(errorsName()).split(u' ', Qt::SkipEmptyParts);
    for (const QString& text : errors)
        m_connectionErrors.append(instant(text));
    m_breakerSince = instant(m_book->value(breakerName()));
    if (isBreakerOpen() && !m_readOnly)
        openBreaker();
}

void Engine::Inside::rememberTrouble(QList<std::pair<QString, QString>>& notes) const
{
    QStringList errors;
    for (const QDateTime& each : m_connectionErrors)
        errors.append(isoUtc(each));
    notes.emplaceBack(errorsName(), errors.join(u' '));
    notes.emplaceBack(breakerName(), isBreakerOpen() ? isoUtc(m_breakerSince) : QString());
}

// Five connection errors in an hour open the breaker: one banner, all work kept (F10).
void Engine::Inside::noteTrouble(const base::Error& error)
{
    Cause cause = causes::fromError(error);
    if (!causes::touchesEverything(cause.id))
        return;
    const QStringList granted = m_session ? m_session->scopes() : QStringList();
    if (const QStringList missing = missingOf(granted);
        cause.id == CauseId::ScopeMissing && !granted.isEmpty() && !missing.isEmpty())
        cause.arguments = {causes::scopeWords(missing)};
    m_status.everything = cause;
    const QDateTime now = m_parts.clock->now();
    switch (cause.id) {
    case CauseId::SignInNeeded:
    case CauseId::ScopeMissing:
    case CauseId::WrongOrganisation:
        m_status.connection = Connection::SignInNeeded;
        m_signedIn = false;
        return;
    case CauseId::RateLimited: // Xero answers; it asks for patience
        m_status.connection = Connection::Waiting;
        m_status.resumesAt = now.addSecs(error.retryAfterSeconds.value_or(0));
        return;
    case CauseId::ConnectionLost:
        break;
    default:
        m_status.connection = Connection::Offline;
        return;
    }
    m_connectionErrors.append(now);
    m_connectionErrors.removeIf(
        [&](const QDateTime& each) { return each <= now.addSecs(-kSecondsTheyCount); });
    m_status.connection = Connection::Offline;
    if (isBreakerOpen() || m_connectionErrors.size() >= kErrorsThatOpenTheBreaker)
        openBreaker();
}

void Engine::Inside::openBreaker()
{
    if (!isBreakerOpen())
        m_breakerSince = m_parts.clock->now();
    m_status.connection = Connection::SyncIsOff;
    m_status.everything = {CauseId::ConnectionLost, {}, {}};
    m_signedIn = false; // so that the next try tests the connection first
}

void Engine::Inside::closeBreaker()
{
    if (isBreakerOpen())
        m_connectionErrors.clear();
    m_breakerSince = {};
}

} // namespace engine
