// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/linking.h"
#include "engine/inside.h"
#include "plan/linkchecks.h"
#include "xero/answers.h"
#include "xero/requests.h"

#include <algorithm>

// The commands that tie one account to its contact and take the tie back, and our number, which
// says the same in Xero. Many at once: linkmany.cpp.
namespace engine {

using namespace records;
using base::ErrorKind;
using base::failure;

namespace {

bool isRefusal(const base::Error& error)
{
    return error.kind == ErrorKind::Conflict || error.kind == ErrorKind::Rejected
        || error.kind == ErrorKind::NotFound;
}

// A link that carries nothing any more is replaced in one step, under the conditions of taking it
// away; one that does is taken away by a person first.
base::Result<void> mayLeave(
    const store::Book& book, const ledger::Account& account, const Link& link)
{
    const auto old = book.mirrored(link.contact);
    if (old && old->status == u"ACTIVE" && link.state == LinkState::Linked)
        return failure(ErrorKind::Conflict,
            QStringLiteral("%1 is linked to %2. Unlink it first.")
                .arg(account.name, link.contactName));
    const auto file = book.accountFile(account.id);
    if (!file)
        return tl::unexpected(file.error());
    const QString why = plan::whyNot(plan::disassociation(*file));
    if (why.isEmpty())
        return {};
    return failure(ErrorKind::Conflict,
        QStringLiteral("%1 stays linked to %2. %3").arg(account.name, link.contactName, why));
}

base::Result<void> bars(const store::Book& book, const ledger::Account& account,
    const std::optional<Link>& link, const mirror::Contact& contact)
{
    if (contact.mergedTo) {
        const auto survivor = book.survivorOf(contact.id);
        return failure(ErrorKind::Conflict,
            QStringLiteral("%1 is archived: it was merged into %2. Link the account to that one.")
                .arg(contact.name,
                    survivor
                        ? QStringLiteral("%1 (%2)").arg(survivor->name, survivor->id.toString())
                        : contact.mergedTo.toString()));
    }
    if (contact.status != u"ACTIVE")
        return failure(ErrorKind::Conflict,
            QStringLiteral(
                "%1 is archived in Xero. Restore it there first, or choose another contact.")
                .arg(contact.name));
    const auto other = book.linkOf(contact.id);
    if (other && other->account != account.id) {
        const auto owner = book.account(other->account);
        return failure(ErrorKind::Conflict,
            QStringLiteral("%1 already belongs to another account: %2.")
                .arg(contact.name,
                    owner ? QStringLiteral("%1 (%2)").arg(owner->name, owner->number) : QString()));
    }
    if (link && link->contact != contact.id && !follows(book, *link, contact))
        if (auto free = mayLeave(book, account, *link); !free)
            return free;
    const QString number = contact.number.trimmed();
    if (!number.isEmpty() && number.compare(account.number.trimmed(), Qt::CaseInsensitive) != 0
        && !(link && follows(book, *link, contact)))
        return failure(ErrorKind::Conflict,
            QStringLiteral("%1 already carries the number %2 in Xero, which is another system’s or "
                           "another account’s. Tieout never replaces it.")
                .arg(contact.name, contact.number));
    return {};
}

} // namespace

bool follows(const store::Book& book, const Link& link, const mirror::Contact& contact)
{
    if (link.contact == contact.id)
        return link.how == byMerge();
    const auto survivor = book.survivorOf(link.contact);
    return survivor && survivor->id == contact.id;
}

base::Result<Linkage> mayLink(const store::Book& book, const ledger::Account& account,
    const std::optional<Link>& link, const mirror::Contact& contact, const QString& how)
{
    if (auto free = bars(book, account, link, contact); !free)
        return tl::unexpected(free.error());
    const bool isByMerge = link && follows(book, *link, contact);
    // A number that some contact in Xero has already is given to no other: one that is gone keeps
    // it.
    const bool wantsNumber = !isByMerge && contact.number.trimmed().isEmpty()
        && !account.number.isEmpty() && !book.isInContact(account.number);
    return Linkage{{.account = account.id,
                       .contact = contact.id,
                       .contactName = contact.name,
                       .how = isByMerge ? byMerge() : how,
                       .linkedAt = {}},
        wantsNumber};
}

base::Result<std::optional<NumberWish>> linkNow(const Context& context, store::Transaction& tx,
    const ledger::Account& account, const Linkage& linkage, bool isLinked)
{
    store::Book& book = context.book;
    // What Xero was told of one contact isn't what it knows of another.
    const auto before = book.linkOf(account.id);
    if (before && before->contact != linkage.link.contact)
        if (auto forgotten = book.setCard(tx, account.id, std::nullopt); !forgotten)
            return tl::unexpected(forgotten.error());
    if (isLinked)
        if (auto unlinked = book.unlink(tx, account.id, context.who); !unlinked)
            return tl::unexpected(unlinked.error());
    Link link = linkage.link;
    link.linkedAt = context.clock.now();
    if (auto linked = book.link(tx, link, context.who); !linked)
        return tl::unexpected(linked.error());
    // Whatever was wanted of this contact before is settled by the new link.
    if (auto dropped = book.dropNumberWish(tx, link.contact); !dropped)
        return tl::unexpected(dropped.error());
    if (!linkage.wantsNumber)
        return std::optional<NumberWish>();
    const NumberWish wish{link.contact, account.id, {}, account.number, link.linkedAt};
    if (auto wished = book.save(tx, wish); !wished)
        return tl::unexpected(wished.error());
    return std::optional(wish);
}

void Engine::Inside::handle(quint64 ticket, const command::LinkAccount& what)
{
    if (!what.contact)
        return handle(ticket, command::CreateContacts{{what.account}});
    if (m_book->mirrored(what.contact))
        return linkOne(ticket, what);
    // A link that came from elsewhere may name a contact that was never read.
    if (busy())
        return answer(ticket,
            failure(ErrorKind::Conflict,
                QStringLiteral("A sync is running. Stop it, or wait until it is done.")));
    m_signingIn = true;
    withXero([this, ticket, what](const base::Result<void>& ready) {
        m_signingIn = false;
        if (!ready)
            return answer(ticket, tl::unexpected(ready.error()));
        m_session->transport().send(xero::readContact(what.contact), &m_engine,
            [this, ticket, what](const base::Result<xero::Response>& response) {
                const Sentence kept = keepContact(response);
                kept ? linkOne(ticket, what) : answer(ticket, kept);
            });
    });
}

Engine::Inside::Sentence Engine::Inside::keepContact(const base::Result<xero::Response>& response)
{
    if (!response)
        return tl::unexpected(response.error());
    if (response->status == 404)
        return failure(ErrorKind::NotFound,
            QStringLiteral("Xero has no contact with this id. Link the account to another one."));
    if (response->status != 200)
        return tl::unexpected(xero::errorOf(*response));
    const auto page = xero::contacts(*response, m_book->settings().currency);
    if (!page)
        return tl::unexpected(page.error());
    return changed([&](store::Transaction& tx) -> Sentence {
        const auto touched = m_book->put(tx, page->records);
        return touched ? Sentence(QString()) : tl::unexpected(touched.error());
    });
}

base::Result<std::optional<NumberWish>> Engine::Inside::linkTo(
    store::Transaction& tx, const command::LinkAccount& what)
{
    const auto account = m_book->account(what.account);
    const auto contact = m_book->mirrored(what.contact);
    if (!account || !contact)
        return failure(ErrorKind::NotFound,
            account ? QStringLiteral("Xero has no contact with this id.")
                    : QStringLiteral("There is no such account."));
    const auto link = m_book->linkOf(what.account);
    const auto linkage = mayLink(*m_book, *account, link, *contact, QStringLiteral("by you"));
    if (!linkage)
        return tl::unexpected(linkage.error());
    return linkNow(context(), tx, *account, *linkage, link.has_value());
}

void Engine::Inside::linkOne(quint64 ticket, const command::LinkAccount& what)
{
    std::optional<NumberWish> wish;
    const Sentence linked = changed([&](store::Transaction& tx) -> Sentence {
        const Relinked before = asLinked(what.account, what.contact);
        const auto wished = linkTo(tx, what);
        if (!wished)
            return tl::unexpected(wished.error());
        wish = *wished;
        if (auto kept = keepByHand(tx, before); !kept)
            return tl::unexpected(kept.error());
        return QStringLiteral("Linked to %1.").arg(m_book->mirrored(what.contact)->name);
    });
    if (!linked || !wish)
        return answer(ticket, linked);
    const QString later
        = *linked + QStringLiteral(" Its number goes into the contact with the next push.");
    if (busy() || !m_book->settings().pushIsOn)
        return answer(ticket, later);
    m_signingIn = true;
    withXero(
        [this, ticket, later, linked = *linked, wish = *wish](const base::Result<void>& ready) {
            if (!ready) {
                m_signingIn = false;
                return answer(ticket, later);
            }
            writeNumbers({wish}, [this, ticket, later, linked](const base::Result<void>& written) {
                m_signingIn = false;
                if (written)
                    return answer(ticket, linked);
                answer(ticket,
                    isRefusal(written.error()) ? Sentence(tl::unexpected(written.error()))
                                               : Sentence(later));
            });
        });
}

// A wish stands in the book until Xero shows the number. Answers the first that was not fulfilled.
void Engine::Inside::writeNumbers(const QList<NumberWish>& wishes, Then then)
{
    auto* numbers = new ContactNumbers(
        context(), wishes, [this, wishes, then](const QList<base::Result<void>>& results) {
            if (auto settled = settleNumbers(wishes, results); !settled)
                return then(settled);
            const auto failed = std::find_if(
                results.begin(), results.end(), [](const auto& result) { return !result; });
            then(failed == results.end() ? base::Result<void>() : *failed);
        });
    m_number = numbers;
    numbers->start();
}

// A definite refusal of our number takes the link back: the contact is somebody else's.
base::Result<void> Engine::Inside::settleNumbers(
    const QList<NumberWish>& wishes, const QList<base::Result<void>>& results)
{
    const Sentence done = changed([&](store::Transaction& tx) -> Sentence {
        for (qsizetype i = 0; i < wishes.size(); ++i) {
            const NumberWish& wish = wishes[i];
            const bool isRefused = !results[i] && isRefusal(results[i].error());
            if (!results[i] && !isRefused)
                continue; // looked up again before the next push
            if (auto dropped = m_book->dropNumberWish(tx, wish.contact); !dropped)
                return tl::unexpected(dropped.error());
            const auto link = m_book->linkOf(wish.account);
            if (!isRefused || wish.to.isEmpty() || !link || link->contact != wish.contact)
                continue;
            if (auto unlinked = m_book->unlink(tx, wish.account, m_parts.who); !unlinked)
                return tl::unexpected(unlinked.error());
            if (auto noted = m_book->journal(tx, m_parts.who,
                    QStringLiteral("The link was taken back. %1").arg(results[i].error().sentence),
                    RecordRef{RecordKind::Account, wish.account.value});
                !noted)
                return tl::unexpected(noted.error());
        }
        return QString();
    });
    return done ? base::Result<void>() : tl::unexpected(done.error());
}

// Call after call; what can't be written now waits, and holds nothing else up.
void Engine::Inside::writeNumbers(std::function<void()> then)
{
    const QList<NumberWish> wishes = m_book->numberWishes(ContactNumbers::kMost);
    if (wishes.isEmpty() || !m_book->settings().pushIsOn || m_isStopping)
        return then();
    say(QStringLiteral("Writing account numbers"), 0, 0);
    writeNumbers(wishes, [this, then, wishes](const base::Result<void>&) {
        // Go on while something gets done: what stays stands in front.
        if (m_book->numberWishes(ContactNumbers::kMost) != wishes)
            return writeNumbers(then);
        then();
    });
}

base::Result<QString> Engine::Inside::mayUnlink(const AccountFile& file) const
{
    if (!file.link)
        return failure(ErrorKind::Usage, QStringLiteral("This account is not linked."));
    if (const QString why = plan::whyNot(plan::disassociation(file)); !why.isEmpty())
        return failure(ErrorKind::Conflict,
            QStringLiteral("%1 stays linked to %2. %3")
                .arg(file.account.name, file.link->contactName, why));
    const bool ours = file.contact && file.contact->status == u"ACTIVE"
        && !file.account.number.isEmpty() && file.contact->number == file.account.number;
    return ours ? file.account.number : QString();
}

void Engine::Inside::handle(quint64 ticket, const command::UnlinkAccount& what)
{
    const auto file = m_book->accountFile(what.account);
    if (!file)
        return answer(ticket, tl::unexpected(file.error()));
    const auto number = mayUnlink(*file);
    if (!number)
        return answer(ticket, tl::unexpected(number.error()));
    if (number->isEmpty())
        return answer(ticket, unlink(*file->link, file->account.name));
    // While our number stands in the contact the two find each other again, so it goes first.
    if (busy())
        return answer(ticket,
            failure(ErrorKind::Conflict,
                QStringLiteral("A sync is running. Stop it, or wait until it is done.")));
    if (!m_book->settings().pushIsOn)
        return answer(ticket,
            failure(ErrorKind::Conflict,
                QStringLiteral("%1 carries our number in Xero, so the two belong together; with "
                               "pushing off it can’t be taken out.")
                    .arg(file->link->contactName)));
    m_signingIn = true;
    withXero([this, ticket, number = *number, link = *file->link, name = file->account.name](
                 const base::Result<void>& ready) {
        if (!ready) {
            m_signingIn = false;
            return answer(ticket, tl::unexpected(ready.error()));
        }
        const NumberWish clear{link.contact, link.account, number, {}, m_parts.clock->now()};
        auto* numbers = new ContactNumbers(context(), {clear},
            [this, ticket, link, name](const QList<base::Result<void>>& cleared) {
                m_signingIn = false;
                answer(ticket,
                    cleared.first() ? unlink(link, name)
                                    : Sentence(tl::unexpected(cleared.first().error())));
            });
        m_number = numbers;
        numbers->start();
    });
}

// The ties of its records stay (linkchecks.h); that nothing moves for it is a person's word, and
// stands until the account is linked again or a contact is asked for.
Engine::Inside::Sentence Engine::Inside::unlink(const Link& link, const QString& name)
{
    return changed([&](store::Transaction& tx) -> Sentence {
        if (auto kept = keepByHand(tx, asLinked(link.account, {})); !kept)
            return tl::unexpected(kept.error());
        if (auto dropped = m_book->dropNumberWish(tx, link.contact); !dropped)
            return tl::unexpected(dropped.error());
        if (auto unlinked = m_book->unlink(tx, link.account, m_parts.who); !unlinked)
            return tl::unexpected(unlinked.error());
        if (auto said = m_book->setWantsContact(tx, link.account, false); !said)
            return tl::unexpected(said.error());
        return QStringLiteral("%1 is no longer linked. Nothing moves for it.").arg(name);
    });
}

} // namespace engine
