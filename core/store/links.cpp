// SPDX-License-Identifier: GPL-3.0-or-later

#include "store/links.h"

using namespace Qt::StringLiterals;
using namespace records;

namespace store {

namespace {

// A link with what follows from Xero's side of it.
QString selectLink(const QString& where)
{
    return uR"(
        SELECT l.account, l.contact, l.contact_name, l.how, l.linked_at,
            CASE WHEN )"_s
        + kHalfLinked + uR"( THEN 'partial' ELSE 'linked' END
        FROM link l
        JOIN account a ON a.id = l.account
        LEFT JOIN mirror_contact c ON c.id = l.contact AND c.seen_until IS NULL
        WHERE )"_s
        + where;
}

std::optional<Link> readLink(Statement& select)
{
    if (!select.next())
        return std::nullopt;
    Link link;
    select.into(link.account, link.contact, link.contactName, link.how, link.linkedAt, link.state);
    return link;
}

} // namespace

void Links::link(const Link& link)
{
    Statement(m_connection, uR"(
        INSERT INTO link (account, contact, contact_name, how, linked_at)
        VALUES (?, ?, ?, ?, ?)
        ON CONFLICT (account) DO UPDATE
        SET contact = excluded.contact, contact_name = excluded.contact_name, how = excluded.how,
            linked_at = excluded.linked_at)"_s)
        .bind(link.account, link.contact, link.contactName, link.how, link.linkedAt)
        .run();
    setWantsContact(link.account, std::nullopt); // it has one
}

void Links::unlink(AccountId account)
{
    Statement(m_connection, u"DELETE FROM link WHERE account = ?"_s).bind(account).run();
}

std::optional<Link> Links::linkOf(AccountId account) const
{
    Statement select(m_connection, selectLink(u"l.account = ?"_s));
    return readLink(select.bind(account));
}

std::optional<Link> Links::linkOf(mirror::ContactId contact) const
{
    Statement select(m_connection, selectLink(u"l.contact = ?"_s));
    return readLink(select.bind(contact));
}

QList<AccountId> Links::ofMerged() const
{
    Statement select(m_connection, uR"(
        SELECT l.account
        FROM mirror_contact c
        JOIN link l ON l.contact = c.id
        WHERE c.merged_to IS NOT NULL AND c.seen_until IS NULL
        ORDER BY l.account)"_s);
    QList<AccountId> accounts;
    while (select.next())
        accounts.append(select.get<AccountId>());
    return accounts;
}

QList<NumberWish> Links::numberWishes(int limit) const
{
    Statement select(m_connection, uR"(
        SELECT contact, account, from_number, to_number, since
        FROM number_wish
        ORDER BY rowid
        LIMIT ?)"_s);
    select.bind(limit);
    QList<NumberWish> wishes;
    while (select.next()) {
        NumberWish wish;
        select.into(wish.contact, wish.account, wish.from, wish.to, wish.since);
        wishes.append(wish);
    }
    return wishes;
}

void Links::save(const NumberWish& wish)
{
    dropNumberWish(wish.contact);
    Statement(m_connection, uR"(
        INSERT INTO number_wish (contact, account, from_number, to_number, since)
        VALUES (?, ?, ?, ?, ?))"_s)
        .bind(wish.contact, wish.account, wish.from, wish.to, wish.since)
        .run();
}

void Links::dropNumberWish(mirror::ContactId contact)
{
    Statement(m_connection, u"DELETE FROM number_wish WHERE contact = ?"_s).bind(contact).run();
}

void Links::setWantsContact(AccountId account, std::optional<bool> wants)
{
    Statement(m_connection, u"DELETE FROM contact_wish WHERE account = ?"_s).bind(account).run();
    if (wants)
        Statement(m_connection, u"INSERT INTO contact_wish (account, wanted) VALUES (?, ?)"_s)
            .bind(account, *wants)
            .run();
}

std::optional<bool> Links::wantsContact(AccountId account) const
{
    Statement select(m_connection, u"SELECT wanted FROM contact_wish WHERE account = ?"_s);
    return select.bind(account).next() ? std::optional(select.get<bool>()) : std::nullopt;
}

qint64 Links::save(const LinkChange& change, const QList<Relinked>& accounts)
{
    Statement head(m_connection,
        u"INSERT INTO link_change (at, what, is_undone, is_by_hand) VALUES (?, ?, 0, ?)"_s);
    const qint64 id = head.bind(change.at, change.what, change.isByHand).run() ? head.lastId() : 0;
    Statement insert(m_connection, uR"(
        INSERT INTO link_change_account (change, account, contact, contact_name, how, linked_at,
            after, wanted_contact, has_card, name, first_name, last_name, email, phone, address)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?))"_s);
    for (const Relinked& one : accounts) {
        insert.bind(id, one.account, one.before.contact, one.before.contactName, one.before.how,
            one.before.linkedAt, one.after, one.wantedContact ? int(*one.wantedContact) : -1,
            one.card.has_value());
        bindRecord(insert, one.card.value_or(ContactCard())).run();
    }
    return id;
}

namespace {

std::optional<LinkChange> readChange(Statement& select)
{
    if (!select.next())
        return std::nullopt;
    LinkChange found;
    select.into(found.id, found.at, found.what, found.accounts, found.isUndone, found.isByHand);
    return found;
}

const QString kChange = uR"(
        SELECT id, at, what,
            (SELECT COUNT(*) FROM link_change_account r WHERE r.change = link_change.id), is_undone,
            is_by_hand
        FROM link_change
        WHERE id = )"_s;

} // namespace

std::optional<LinkChange> Links::change(qint64 id) const
{
    Statement select(m_connection, kChange + uR"(CASE ?
            WHEN 0 THEN (SELECT MAX(id) FROM link_change WHERE NOT is_by_hand)
            ELSE ? END)"_s);
    return readChange(select.bind(id, id));
}

std::optional<LinkChange> Links::changeByHand(AccountId account) const
{
    Statement select(m_connection, kChange + uR"((
            SELECT MAX(r.change)
            FROM link_change_account r
            JOIN link_change c ON c.id = r.change
            WHERE r.account = ? AND c.is_by_hand))"_s);
    return readChange(select.bind(account));
}

QList<Relinked> Links::relinked(qint64 change) const
{
    Statement select(m_connection, uR"(
        SELECT account, contact, contact_name, how, linked_at, after, wanted_contact, has_card,
            name, first_name, last_name, email, phone, address
        FROM link_change_account
        WHERE change = ?
        ORDER BY account)"_s);
    select.bind(change);
    QList<Relinked> accounts;
    while (select.next()) {
        Relinked one;
        select.into(one.account, one.before.contact, one.before.contactName, one.before.how,
            one.before.linkedAt, one.after);
        if (const int wanted = select.get<int>(); wanted >= 0)
            one.wantedContact = wanted == 1;
        const bool hasCard = select.get<bool>();
        const auto card = readRecord<ContactCard>(select);
        if (hasCard)
            one.card = card;
        one.before.account = one.account;
        accounts.append(one);
    }
    return accounts;
}

void Links::undone(qint64 change)
{
    Statement(m_connection, u"UPDATE link_change SET is_undone = 1 WHERE id = ?"_s)
        .bind(change)
        .run();
}

} // namespace store
