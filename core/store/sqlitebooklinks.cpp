// SPDX-License-Identifier: GPL-3.0-or-later

#include "store/sqlitebook.h"

// The door's links: which account is which contact.

using base::ErrorKind;
using base::failure;
using base::Result;
using namespace records;
using namespace Qt::StringLiterals;

namespace store {

Result<void> SqliteBook::link(Transaction& transaction, const Link& link, const QString& who)
{
    within(transaction);
    if (const auto other = m_links.linkOf(link.contact); other && other->account != link.account)
        return failure(ErrorKind::Conflict,
            u"%1 is linked to another account already."_s.arg(
                link.contactName.isEmpty() ? link.contact.toString() : link.contactName));
    m_links.link(link);
    m_accounts.markDirty(link.account);
    note(who,
        u"linked to the contact %1 %2 (%3)"_s.arg(
            link.contactName, link.contact.toString(), link.how),
        {RecordKind::Account, link.account.value});
    return result();
}

Result<void> SqliteBook::unlink(Transaction& transaction, AccountId account, const QString& who)
{
    within(transaction);
    m_links.unlink(account);
    m_accounts.markDirty(account);
    note(who, u"unlinked"_s, {RecordKind::Account, account.value});
    return result();
}

std::optional<Link> SqliteBook::linkOf(AccountId account) const
{
    return m_links.linkOf(account);
}

std::optional<Link> SqliteBook::linkOf(mirror::ContactId contact) const
{
    return m_links.linkOf(contact);
}

QList<AccountId> SqliteBook::accountsOfMerged() const
{
    return m_links.ofMerged();
}

QList<ledger::Account> SqliteBook::unlinkedAccounts() const
{
    return m_accounts.unlinked();
}

QList<ledger::Account> SqliteBook::accountsOfLostLinks() const
{
    return m_accounts.ofLostLinks();
}

QList<mirror::Contact> SqliteBook::unlinkedContacts() const
{
    return m_mirrorContacts.unlinked();
}

std::optional<mirror::Contact> SqliteBook::mirrored(mirror::ContactId id) const
{
    return m_mirrorContacts.find(id);
}

std::optional<mirror::Contact> SqliteBook::survivorOf(mirror::ContactId id) const
{
    return m_mirrorContacts.survivorOf(id);
}

QList<NumberWish> SqliteBook::numberWishes(int limit) const
{
    return m_links.numberWishes(limit);
}

Result<void> SqliteBook::save(Transaction& transaction, const NumberWish& wish)
{
    within(transaction);
    m_links.save(wish);
    return result();
}

Result<void> SqliteBook::dropNumberWish(Transaction& transaction, mirror::ContactId contact)
{
    within(transaction);
    m_links.dropNumberWish(contact);
    return result();
}

Result<void> SqliteBook::setWantsContact(
    Transaction& transaction, AccountId account, std::optional<bool> wants)
{
    within(transaction);
    m_links.setWantsContact(account, wants);
    m_accounts.markDirty(account);
    return result();
}

std::optional<bool> SqliteBook::wantsContact(AccountId account) const
{
    return m_links.wantsContact(account);
}

std::optional<ContactCard> SqliteBook::card(AccountId account) const
{
    return m_ties.cardOf(account);
}

Result<qint64> SqliteBook::save(
    Transaction& transaction, const LinkChange& change, const QList<Relinked>& accounts)
{
    within(transaction);
    return result(m_links.save(change, accounts));
}

std::optional<LinkChange> SqliteBook::linkChange(qint64 id) const
{
    return m_links.change(id);
}

std::optional<LinkChange> SqliteBook::linkChangeByHand(AccountId account) const
{
    return m_links.changeByHand(account);
}

QList<Relinked> SqliteBook::relinked(qint64 change) const
{
    return m_links.relinked(change);
}

Result<void> SqliteBook::linkChangeUndone(Transaction& transaction, qint64 change)
{
    within(transaction);
    m_links.undone(change);
    return result();
}

} // namespace store
