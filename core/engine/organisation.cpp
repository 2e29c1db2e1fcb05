// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/copies.h"
#include "engine/inside.h"

#include <QFile>

#include <algorithm>

// The book goes to another organisation (R122).
namespace engine {

using namespace records;
using base::ErrorKind;
using base::failure;

namespace {

base::Result<xero::Tenant> named(
    const QString& name, const QList<xero::Tenant>& tenants, const QUuid& own)
{
    QStringList names;
    QList<xero::Tenant> fitting;
    for (const xero::Tenant& tenant : tenants) {
        names.append(tenant.name);
        if (tenant.name == name)
            fitting.append(tenant);
    }
    if (fitting.isEmpty())
        return failure(ErrorKind::Usage,
            QStringLiteral("Xero gave no access to an organisation named exactly \"%1\", but to: "
                           "%2. The book is as it was.")
                .arg(name, names.join(QStringLiteral(", "))));
    if (fitting.size() > 1)
        return failure(ErrorKind::Conflict,
            QStringLiteral("Xero gave access to %1 organisations named %2. Rename one of them in "
                           "Xero, so that nobody can mistake them.")
                .arg(fitting.size())
                .arg(name));
    if (fitting.first().tenantId == own)
        return failure(
            ErrorKind::Usage, QStringLiteral("This book belongs to %1 already.").arg(name));
    return fitting.first();
}

} // namespace

void Engine::Inside::handle(quint64 ticket, const command::SwitchOrganisation& what)
{
    if (busy())
        return answer(ticket, alreadyBusy());
    if (auto made = makeSession(); !made)
        return answer(ticket, tl::unexpected(made.error()));
    m_signingIn = true;
    const auto refuse = [this, ticket](const base::Error& error) {
        m_signingIn = false;
        m_signedIn
            = false; // perhaps as somebody else: whether the book's own is there is asked again
        answer(ticket, tl::unexpected(error));
    };
    m_session->signIn(&m_engine, [=, this](const base::Result<void>& signedIn) {
        if (!signedIn)
            return refuse(signedIn.error());
        m_session->tenants(&m_engine, [=, this](const base::Result<QList<xero::Tenant>>& tenants) {
            if (!tenants)
                return refuse(tenants.error());
            const QUuid own = QUuid::fromString(m_book->value(tenantName()));
            const auto next = named(what.name, *tenants, own);
            if (!next)
                return refuse(next.error());
            const auto made = makeSuccessor(*next);
            if (!made)
                return refuse(made.error());
            // Whatever came into this book from here on would be lost: it stays busy.
            m_signingIn = true;
            CommandOutcome outcome;
            outcome.ticket = ticket;
            outcome.done = true;
            outcome.sentence
                = QStringLiteral("%1 is ready for %2.").arg(m_book->settings().name, next->name);
            outcome.successor = *made;
            Q_EMIT m_engine.answered(outcome);
        });
    });
}

// As careful as with a copy: some other book may have pushed there, this one's own forerunner among
// them, so each push is looked for before it goes for the first time.
base::Result<QString> Engine::Inside::makeSuccessor(const xero::Tenant& tenant)
{
    const QString path = m_book->path() + QStringLiteral(".next");
    const auto clear = [&path] {
        for (const QString& part : {QString(), QStringLiteral("-wal"), QStringLiteral("-shm")})
            QFile::remove(path + part);
    };
    clear(); // of a switch that was killed
    if (auto made = m_book->makeSuccessor(path); !made)
        return tl::unexpected(made.error());
    auto book = store::Book::open(path, {}, *m_parts.clock);
    base::Result<void> done = book ? base::Result<void>() : tl::unexpected(book.error());
    if (done) {
        Context there{**book, m_none, *m_parts.clock, *m_parts.random, *m_parts.clock,
            context().waits, m_parts.who, {}, &m_engine, m_parts.zone, nullptr};
        done = inTransaction(**book, [&](store::Transaction& tx) -> base::Result<void> {
            if (auto set = (*book)->setValue(
                    tx, tenantName(), tenant.tenantId.toString(QUuid::WithoutBraces));
                !set)
                return set;
            return becomeCopy(tx, there, QStringLiteral("The book went to %1").arg(tenant.name));
        });
    }
    book = nullptr; // closed, and in one file
    if (done)
        return path;
    clear();
    return tl::unexpected(done.error());
}

} // namespace engine
