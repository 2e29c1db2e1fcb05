// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/identity.h"
#include "engine/inside.h"
#include "engine/sweep.h"

#include <algorithm>

// What a person decides where Tieout doesn't guess: a parked push, and pushing after a rollback.
namespace engine {

using namespace records;
using base::ErrorKind;
using base::failure;

namespace {

bool isGone(const QString& status)
{
    return status == u"VOIDED" || status == u"DELETED";
}

// The record in Xero that a parked push was compared with. What is voided there is nobody's any
// more.
std::optional<std::pair<XeroRef, Agreed>> comparedWith(
    const AccountFile& file, const Operation& operation)
{
    for (const mirror::Invoice& invoice : file.invoices)
        if (invoice.id.value == operation.xeroId && !isGone(invoice.status))
            return {{{XeroKind::Invoice, operation.xeroId}, agreedOf(invoice)}};
    for (const mirror::Credit& credit : file.credits)
        if (credit.id.value == operation.xeroId && !isGone(credit.status))
            return {{{xeroKind(credit.kind), operation.xeroId}, agreedOf(credit)}};
    for (const mirror::Payment& payment : file.xeroPayments)
        if (payment.id.value == operation.xeroId)
            return {{{XeroKind::Payment, operation.xeroId}, agreedOf(payment)}};
    return std::nullopt;
}

} // namespace

void Engine::Inside::handle(quint64 ticket, const command::DecideParked& what)
{
    change(ticket, [&](store::Transaction& tx) -> Sentence {
        auto operation = m_book->operation(what.operation);
        if (!operation || !isAskedAbout(*operation))
            return failure(ErrorKind::NotFound, QStringLiteral("This push is not parked."));
        if (operation->state == OperationState::Refused && !what.isSame)
            return failure(ErrorKind::Conflict,
                QStringLiteral("%1 is taken in Xero by the other one: renumber one of the two.")
                    .arg(operation->label));
        const auto file = m_book->accountFile(operation->account);
        if (!file)
            return tl::unexpected(file.error());
        const auto other = comparedWith(*file, *operation);
        if (!other && what.isSame)
            return failure(ErrorKind::NotFound,
                QStringLiteral("Xero shows no record of this account’s contact that %1 could be.")
                    .arg(operation->label));
        const QDateTime now = m_parts.clock->now();
        operation->cause = {};
        operation->changedAt = now;
        if (what.isSame) {
            operation->state = OperationState::Confirmed;
            if (auto tied = m_book->tie(tx,
                    {operation->subject, other->first, TwinOrigin::Adopted, other->second, now},
                    m_parts.who);
                !tied)
                return tl::unexpected(tied.error());
        } else {
            // Never straight to the wire: what isn't this record may be another, so it is looked
            // for once more first.
            operation->state = OperationState::Unknown;
            operation->cause = {CauseId::OutcomeUnknown, {}, {}};
            operation->negativeProbes = 0;
            operation->notBefore = {};
            operation->xeroId = {};
            if (other)
                if (auto aside = m_book->setAside(tx, other->first, operation->account,
                        QStringLiteral("not %1").arg(operation->label), m_parts.who);
                    !aside)
                    return tl::unexpected(aside.error());
        }
        if (auto saved = m_book->save(tx, *operation); !saved)
            return tl::unexpected(saved.error());
        if (auto marked = m_book->markDirty(tx, {operation->account}); !marked)
            return tl::unexpected(marked.error());
        if (auto noted = m_book->journal(tx, m_parts.who,
                what.isSame ? QStringLiteral("The same as the record in Xero")
                            : QStringLiteral("Not the record in Xero"),
                operation->subject);
            !noted)
            return tl::unexpected(noted.error());
        return what.isSame
            ? QStringLiteral("%1 and the record in Xero are one.").arg(operation->label)
            : QStringLiteral("%1 goes with the next push, once Xero was looked through again.")
                  .arg(operation->label);
    });
}

void Engine::Inside::handle(quint64 ticket, const command::ReleasePushing&)
{
    change(ticket, [&](store::Transaction& tx) -> Sentence {
        if (auto released = releasePushing(tx, *m_book, m_parts.who); !released)
            return tl::unexpected(released.error());
        return QStringLiteral("Pushing goes on with the next sync.");
    });
    noteStanding();
    announce();
}

} // namespace engine
