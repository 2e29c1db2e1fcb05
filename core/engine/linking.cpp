// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/contactnumber.h"
#include "engine/inside.h"
#include "engine/outbox.h"

#include <algorithm>

// The commands that tie an account to its contact and take the tie back, and our number, which says
// the same in Xero.
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

} // namespace

void Engine::Inside::handle(quint64 ticket, const command::LinkAccount& what)
{
    if (!what.contact)
        return change(ticket, [&](store::Transaction& tx) -> Sentence {
            if (auto marked = m_book->markDirty(tx, {what.account}); !marked)
                return tl::unexpected(marked.error());
            if (auto wished
                = m_book->setValue(tx, createContactWish(what.account), QStringLiteral("1"));
                !wished)
                return tl::unexpected(wished.error());
            return QStringLiteral("A new contact goes to Xero with the next push.");
        });
    const Sentence linked
        = changed([&](store::Transaction& tx) -> Sentence { return linkTo(tx, what); });
    const QList<NumberWish> wishes = numberWishes(*m_book);
    const bool wanted = std::any_of(wishes.begin(), wishes.end(),
        [&](const NumberWish& wish) { return wish.account == what.account; });
    if (!linked || !wanted)
        return answer(ticket, linked);
    const QString later
        = *linked + QStringLiteral(" Its number goes into the contact with the next push.");
    if (busy() || !m_book->settings().pushIsOn)
        return answer(ticket, later);
    m_signingIn = true;
    withXero([this, ticket, later, linked = *linked, account = what.account](
                 const base::Result<void>& ready) {
        if (!ready) {
            m_signingIn = false;
            return answer(ticket, later);
        }
        writeNumber(account, [this, ticket, later, linked](const base::Result<void>& written) {
            m_signingIn = false;
            if (written)
                return answer(ticket, linked);
            answer(ticket,
                isRefusal(written.error()) ? Sentence(tl::unexpected(written.error()))
                                           : Sentence(later));
        });
    });
}

Engine::Inside::Sentence Engine::Inside::linkTo(
    store::Transaction& tx, const command::LinkAccount& what)
{
    const auto file = m_book->accountFile(what.account);
    if (!file)
        return tl::unexpected(file.error());
    const QString number = file->account.number;
    // The contact that was merged into this one keeps our number: Xero gives it to nobody else, and
    // whatever the survivor carries is right for it.
    const bool survives = file->contact && file->contact->mergedTo == what.contact;
    if (file->link && file->link->contact != what.contact && !survives)
        return failure(ErrorKind::Conflict,
            QStringLiteral("%1 is linked to %2. Unlink it first.")
                .arg(file->account.name, file->link->contactName));
    const bool isSame = file->link && file->link->contact == what.contact;
    if (file->link)
        if (auto unlinked = m_book->unlink(tx, what.account, m_parts.who); !unlinked)
            return tl::unexpected(unlinked.error());
    const QList<mirror::Contact> free = m_book->unlinkedContacts();
    const auto contact = std::find_if(free.begin(), free.end(),
        [&](const mirror::Contact& one) { return one.id == what.contact; });
    if (contact == free.end())
        return failure(ErrorKind::Conflict,
            QStringLiteral("This contact is archived, or already belongs to another account."));
    if (!survives && !contact->number.isEmpty() && contact->number != number)
        return failure(ErrorKind::Conflict,
            QStringLiteral("%1 already carries the number %2 in Xero, which is another system’s or "
                           "another account’s. Tieout never replaces it.")
                .arg(contact->name, contact->number));
    const QDateTime now = m_parts.clock->now();
    if (auto linked = m_book->link(tx,
            {.account = what.account,
                .contact = what.contact,
                .contactName = contact->name,
                .how = QStringLiteral("by you"),
                .linkedAt = now},
            m_parts.who);
        !linked)
        return tl::unexpected(linked.error());
    if (isSame && file->card)
        if (auto kept = m_book->setCard(tx, what.account, *file->card); !kept)
            return tl::unexpected(kept.error());
    if (!survives && contact->number.isEmpty() && !number.isEmpty())
        if (auto wished = addNumberWish(*m_book, tx, {what.account, now}); !wished)
            return tl::unexpected(wished.error());
    if (auto marked = m_book->markDirty(tx, {what.account}); !marked)
        return tl::unexpected(marked.error());
    return QStringLiteral("Linked to %1.").arg(contact->name);
}

// The wish stands in the book until Xero shows the number; a definite refusal takes the link back.
void Engine::Inside::writeNumber(AccountId account, Then then)
{
    const auto file = m_book->accountFile(account);
    if (!file)
        return then(tl::unexpected(file.error()));
    const QList<NumberWish> wishes = numberWishes(*m_book);
    const auto wish = std::find_if(wishes.begin(), wishes.end(),
        [&](const NumberWish& one) { return one.account == account; });
    if (!file->link || wish == wishes.end())
        return then(forgetNumber(account, {}));
    const mirror::ContactId contact = file->link->contact;
    const Context around = context();
    auto* number = new ContactNumber(around,
        {contact, {}, file->account.number,
            numberKey(around, contact, file->account.number, wish->since)},
        [this, account, then](const base::Result<void>& written) {
            if (!written && !isRefusal(written.error()))
                return then(written); // looked up again before the next push
            if (auto forgotten
                = forgetNumber(account, written ? std::nullopt : std::optional(written.error()));
                !forgotten)
                return then(forgotten);
            then(written);
        });
    m_number = number;
    number->start();
}

base::Result<void> Engine::Inside::forgetNumber(
    AccountId account, const std::optional<base::Error>& refusal)
{
    const Sentence done = changed([&](store::Transaction& tx) -> Sentence {
        if (auto dropped = dropNumberWish(*m_book, tx, account); !dropped)
            return tl::unexpected(dropped.error());
        if (!refusal)
            return QString();
        if (auto unlinked = m_book->unlink(tx, account, m_parts.who); !unlinked)
            return tl::unexpected(unlinked.error());
        if (auto noted = m_book->journal(tx, m_parts.who,
                QStringLiteral("The link was taken back. %1").arg(refusal->sentence),
                RecordRef{RecordKind::Account, account.value});
            !noted)
            return tl::unexpected(noted.error());
        if (auto marked = m_book->markDirty(tx, {account}); !marked)
            return tl::unexpected(marked.error());
        return QString();
    });
    return done ? base::Result<void>() : tl::unexpected(done.error());
}

// One after the other; what can't be written now waits, and holds nothing else up.
void Engine::Inside::writeNumbers(std::function<void()> then)
{
    const QList<NumberWish> wishes = numberWishes(*m_book);
    if (wishes.isEmpty() || !m_book->settings().pushIsOn)
        return then();
    writeNumber(
        wishes.first().account, [this, then, before = wishes.size()](const base::Result<void>&) {
            if (numberWishes(*m_book).size() < before)
                return writeNumbers(then);
            then();
        });
}

base::Result<QString> Engine::Inside::mayUnlink(const AccountFile& file) const
{
    if (!file.link)
        return failure(ErrorKind::Usage, QStringLiteral("This account is not linked."));
    if (std::any_of(file.operations.begin(), file.operations.end(),
            [](const Operation& operation) { return isUnresolved(operation.state); }))
        return failure(ErrorKind::Conflict,
            QStringLiteral(
                "A push of this account is being looked up. Unlink it when that is done."));
    if (!file.twins.isEmpty())
        return failure(ErrorKind::Conflict,
            QStringLiteral("A link can be undone until the first record has been pushed. %1 of %2 "
                           "stand in Xero under %3, so it stays.")
                .arg(file.twins.size())
                .arg(file.account.name, file.link->contactName));
    const bool ours = file.contact && !file.account.number.isEmpty()
        && file.contact->number == file.account.number;
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
        return answer(ticket, unlink(what.account, file->account.name));
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
    withXero([this, ticket, number = *number, account = what.account, name = file->account.name,
                 contact = file->link->contact](const base::Result<void>& ready) {
        if (!ready) {
            m_signingIn = false;
            return answer(ticket, tl::unexpected(ready.error()));
        }
        const Context around = context();
        auto* change = new ContactNumber(around,
            {contact, number, {}, numberKey(around, contact, {}, m_parts.clock->now())},
            [this, ticket, account, name](const base::Result<void>& cleared) {
                m_signingIn = false;
                answer(ticket,
                    cleared ? unlink(account, name) : Sentence(tl::unexpected(cleared.error())));
            });
        m_number = change;
        change->start();
    });
}

Engine::Inside::Sentence Engine::Inside::unlink(AccountId account, const QString& name)
{
    return changed([&](store::Transaction& tx) -> Sentence {
        if (auto dropped = dropNumberWish(*m_book, tx, account); !dropped)
            return tl::unexpected(dropped.error());
        if (auto unlinked = m_book->unlink(tx, account, m_parts.who); !unlinked)
            return tl::unexpected(unlinked.error());
        if (auto marked = m_book->markDirty(tx, {account}); !marked)
            return tl::unexpected(marked.error());
        return QStringLiteral("%1 is no longer linked. Nothing moves for it.").arg(name);
    });
}

} // namespace engine
