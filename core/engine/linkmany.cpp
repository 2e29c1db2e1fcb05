// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/inside.h"
#include "engine/linking.h"
#include "sources/mapping.h"

#include <QFile>
#include <QFileInfo>

#include <algorithm>
#include <limits>

// Links of many accounts in one go: by a file, after merges, and back again. Looked at whole before
// anything is written, in one transaction, one lookup for each account.
namespace engine {

using namespace records;
using base::ErrorKind;
using base::failure;

namespace {

QString counted(qsizetype count, QStringView one, QStringView many)
{
    return QStringLiteral("%1 %2").arg(count).arg(count == 1 ? one : many);
}

} // namespace

QString named(const ledger::Account& account)
{
    return QStringLiteral("%1 (%2)").arg(account.name, account.number);
}

Claims claimsOnSurvivors(const store::Book& book)
{
    Claims claims;
    for (const AccountId id : book.accountsOfMerged()) {
        const auto account = book.account(id);
        const auto link = book.linkOf(id);
        const auto survivor
            = account && link ? book.survivorOf(link->contact) : std::optional<mirror::Contact>();
        if (survivor)
            claims[survivor->id].append(named(*account));
    }
    return claims;
}

QString othersClaiming(
    const Claims& claims, const ledger::Account& account, mirror::ContactId contact)
{
    QStringList others = claims.value(contact);
    others.removeAll(named(account));
    return others.join(QStringLiteral(", "));
}

// What is to be linked, and what is said of each account that was looked at.
struct Engine::Inside::ManyLinks {
    struct One {
        ledger::Account account;
        Link before;
        Linkage linkage;
    };
    QString what; // the change's name
    QList<One> links;
    QStringList said; // a line for each, in their order
    int already = 0, without = 0, left = 0;

    QString sentence() const
    {
        QStringList parts{QStringLiteral("%1 linked").arg(links.size())};
        if (already > 0)
            parts += QStringLiteral("%1 already so").arg(already);
        if (without > 0)
            parts += QStringLiteral("%1 without a contact left as they are").arg(without);
        if (left > 0)
            parts += counted(left, u"needs you", u"need you");
        return parts.join(QStringLiteral(", ")) + u'.';
    }
};

// One transaction, and one change that can be taken back.
Engine::Inside::Sentence Engine::Inside::linkAll(const ManyLinks& many)
{
    if (many.links.isEmpty())
        return many.sentence();
    return changed([&](store::Transaction& tx) -> Sentence {
        QList<Relinked> relinked;
        bool hasWishes = false;
        for (const ManyLinks::One& one : many.links) {
            relinked.append(asLinked(one.account.id, one.linkage.link.contact));
            const auto wish
                = linkNow(context(), tx, one.account, one.linkage, bool(one.before.contact));
            if (!wish)
                return tl::unexpected(wish.error());
            hasWishes = hasWishes || *wish;
        }
        const auto id
            = m_book->save(tx, LinkChange{.at = m_parts.clock->now(), .what = many.what}, relinked);
        if (!id)
            return tl::unexpected(id.error());
        return many.sentence() + QStringLiteral(" (Change %1.)").arg(*id)
            + (hasWishes ? QStringLiteral(" Numbers go into the contacts with the next push.")
                         : QString());
    });
}

namespace {

// Reads a mapping against the book; what is wrong names file, line and column.
class Mapping {
public:
    Mapping(const store::Book& book, const sources::MappingRead& read, QList<ImportError>& errors)
        : m_book(book)
        , m_read(read)
        , m_errors(errors)
    {
    }

    template <class Many>
    void into(Many& many)
    {
        for (const sources::MappingRow& row : m_read.rows)
            take(row, many);
    }

private:
    void wrongAccount(const sources::MappingRow& row, const QString& sentence)
    {
        sources::addError(m_errors, {m_read.file, row.line, m_read.accountColumn}, sentence);
    }
    void wrongContact(const sources::MappingRow& row, const QString& sentence)
    {
        sources::addError(m_errors, {m_read.file, row.line, m_read.contactColumn}, sentence);
    }

    template <class Many>
    void take(const sources::MappingRow& row, Many& many)
    {
        const auto account = m_book.account(row.account);
        if (!account)
            return wrongAccount(
                row, QStringLiteral("There is no account %1 in the ledger.").arg(row.account));
        if (const int line = m_accounts.value(account->id); line > 0)
            return wrongAccount(row,
                QStringLiteral("Account %1 stands in line %2 already.").arg(row.account).arg(line));
        m_accounts.insert(account->id, row.line);
        const auto say = [&](const QString& words) {
            many.said.append(
                QStringLiteral("line %1: %2: %3").arg(row.line).arg(named(*account), words));
        };
        if (!row.contact) {
            ++many.without;
            return say(QStringLiteral("no contact given, left as it is"));
        }
        if (const int line = m_contacts.value(row.contact); line > 0)
            return wrongContact(row,
                QStringLiteral("Line %1 gives this contact to another account already.").arg(line));
        m_contacts.insert(row.contact, row.line);
        const auto contact = m_book.mirrored(row.contact);
        if (!contact)
            return wrongContact(row,
                QStringLiteral("Xero shows no contact with this id. Fetch first if it is new."));
        const auto link = m_book.linkOf(account->id);
        if (link && link->contact == row.contact && link->state == LinkState::Linked) {
            ++many.already;
            return say(QStringLiteral("linked to %1 already").arg(contact->name));
        }
        const auto linkage = mayLink(m_book, *account, link, *contact, QStringLiteral("by file"));
        if (!linkage)
            return wrongContact(row, linkage.error().sentence);
        many.links.append({*account, link.value_or(Link()), *linkage});
        say(QStringLiteral("linked to %1").arg(contact->name));
    }

    const store::Book& m_book;
    const sources::MappingRead& m_read;
    QList<ImportError>& m_errors;
    QHash<AccountId, int> m_accounts; // their lines
    QHash<mirror::ContactId, int> m_contacts;
};

QString linesOf(const QList<ImportError>& errors)
{
    QStringList lines;
    for (const ImportError& error : errors)
        lines.append(error.toString());
    return lines.join(u'\n');
}

} // namespace

void Engine::Inside::handle(quint64 ticket, const command::LinkByFile& what)
{
    QFile file(what.path);
    if (!file.open(QIODevice::ReadOnly))
        return answer(ticket,
            failure(ErrorKind::NotFound,
                QStringLiteral("%1 can’t be read: %2").arg(what.path, file.errorString())));
    ManyLinks many{.what = QFileInfo(what.path).fileName(), .links = {}, .said = {}};
    QList<ImportError> errors;
    const sources::MappingRead read = sources::readMapping({many.what, file.readAll()}, errors);
    Mapping(*m_book, read, errors).into(many);
    if (!errors.isEmpty())
        return answer(ticket,
            failure(ErrorKind::Malformed,
                errors.first().toString() + QStringLiteral(" Nothing was linked.")),
            linesOf(errors));
    const Sentence said = what.dryRun
        ? Sentence(QStringLiteral("Nothing was written. It would be: ") + many.sentence())
        : linkAll(many);
    answer(ticket, said, said ? many.said.join(u'\n') : QString());
}

// Where the contacts of two accounts became one contact, only one of them can have it, and which
// one is for a person to say.
void Engine::Inside::handle(quint64 ticket, const command::FollowMerges& what)
{
    const Claims claims = claimsOnSurvivors(*m_book);
    ManyLinks many{.what = QStringLiteral("Merged contacts"), .links = {}, .said = {}};
    const QSet<AccountId> asked(what.accounts.begin(), what.accounts.end());
    for (const AccountId id : m_book->accountsOfMerged()) {
        const auto account = m_book->account(id);
        const auto link = m_book->linkOf(id);
        const auto survivor
            = link ? m_book->survivorOf(link->contact) : std::optional<mirror::Contact>();
        if (!account || !survivor || (!asked.isEmpty() && !asked.contains(id)))
            continue;
        const auto linkage = mayLink(*m_book, *account, link, *survivor, byMerge());
        const QString others = othersClaiming(claims, *account, survivor->id);
        QString words = linkage ? QStringLiteral("linked to %1").arg(survivor->name)
                                : linkage.error().sentence;
        if (!others.isEmpty())
            words = QStringLiteral("left: in Xero its contact and that of %1 became one, %2, and "
                                   "one contact stands for one account. Link the account that "
                                   "goes on; move the other’s open records to it in the billing "
                                   "system, or link that one to a contact of its own.")
                        .arg(others, survivor->name);
        if (linkage && others.isEmpty())
            many.links.append({*account, *link, *linkage});
        else
            ++many.left;
        many.said.append(QStringLiteral("%1: %2").arg(named(*account), words));
    }
    if (many.said.isEmpty())
        return answer(ticket, QStringLiteral("No linked contact was merged in Xero."));
    const Sentence said = linkAll(many);
    answer(ticket, said, said ? many.said.join(u'\n') : QString());
}

void Engine::Inside::handle(quint64 ticket, const command::CreateContacts& what)
{
    change(ticket, [&](store::Transaction& tx) -> Sentence {
        for (const AccountId id : what.accounts) {
            const auto account = m_book->account(id);
            if (!account)
                return failure(ErrorKind::NotFound, QStringLiteral("There is no such account."));
            if (const auto link = m_book->linkOf(id))
                return failure(ErrorKind::Conflict,
                    QStringLiteral("%1 is linked to %2. Unlink it first.")
                        .arg(named(*account), link->contactName));
            if (auto wished = m_book->setWantsContact(tx, id, true); !wished)
                return tl::unexpected(wished.error());
        }
        return what.accounts.size() == 1
            ? QStringLiteral("A new contact goes to Xero with the next push.")
            : QStringLiteral("%1 new contacts go to Xero with the next push.")
                  .arg(what.accounts.size());
    });
}

Relinked Engine::Inside::asLinked(AccountId account, mirror::ContactId after) const
{
    Link before = m_book->linkOf(account).value_or(Link());
    before.account = account;
    return {account, before, after, m_book->wantsContact(account), m_book->card(account)};
}

// So that it can be taken back from where it was done.
base::Result<void> Engine::Inside::keepByHand(store::Transaction& tx, const Relinked& one)
{
    const LinkChange change{
        .at = m_parts.clock->now(), .what = QStringLiteral("By hand"), .isByHand = true};
    return m_book->save(tx, change, {one}).map([](qint64) {});
}

// What bars it: the account was linked otherwise since, its contact is another's by now, or
// something went to Xero under this link.
QString Engine::Inside::whyNotBack(const LinkChange& change, const Relinked& one) const
{
    const auto link = m_book->linkOf(one.account);
    if ((link ? link->contact : mirror::ContactId()) != one.after)
        return QStringLiteral("it was linked otherwise since");
    const auto owner
        = one.before.contact ? m_book->linkOf(one.before.contact) : std::optional<Link>();
    if (owner && owner->account != one.account && owner->linkedAt > change.at)
        return QStringLiteral("its contact was linked to another account since");
    const auto file = m_book->accountFile(one.account);
    if (!file)
        return file.error().sentence;
    if (std::any_of(file->operations.begin(), file->operations.end(),
            [](const Operation& operation) { return isUnresolved(operation.state); }))
        return QStringLiteral("a push of it is being looked up");
    const auto pushed = std::count_if(file->twins.begin(), file->twins.end(),
        [&](const Twin& twin) { return twin.tiedAt > change.at; });
    return pushed == 0 ? QString()
                       : counted(pushed, u"record was tied since", u"records were tied since");
}

base::Result<void> Engine::Inside::linkBack(
    store::Transaction& tx, const Relinked& one, bool isWished)
{
    const auto account = m_book->account(one.account);
    const auto contact = m_book->mirrored(one.after);
    const bool isOther = account && one.before.contact != one.after;
    // Our number may be there, or on its way: while it is, the two would find each other again.
    if (isOther && one.after && (isWished || (contact && contact->number == account->number)))
        if (auto wished = m_book->save(
                tx, NumberWish{one.after, one.account, account->number, {}, m_parts.clock->now()});
            !wished)
            return wished;
    if (one.before.contact) {
        if (auto linked = m_book->link(tx, one.before, m_parts.who); !linked)
            return linked;
        // Taken out with the link: it goes in again with it.
        const auto before = m_book->mirrored(one.before.contact);
        if (isOther && !one.after && before && before->number.isEmpty()
            && !account->number.isEmpty() && !m_book->isInContact(account->number))
            if (auto wished = m_book->save(tx,
                    NumberWish{one.before.contact, one.account, {}, account->number,
                        m_parts.clock->now()});
                !wished)
                return wished;
    }
    if (auto said = m_book->setWantsContact(tx, one.account, one.wantedContact); !said)
        return said;
    return m_book->setCard(tx, one.account, one.card);
}

void Engine::Inside::handle(quint64 ticket, const command::UndoLinks& what)
{
    // What is under way would count as the last word, or isn't written down yet.
    if (busy() || m_number)
        return answer(ticket, alreadyBusy());
    const auto found
        = what.account ? m_book->linkChangeByHand(what.account) : m_book->linkChange(what.change);
    if (!found || found->isUndone)
        return answer(ticket,
            failure(ErrorKind::NotFound,
                found ? QStringLiteral("This change was undone already.")
                      : QStringLiteral("There is no such change of links.")));
    const QList<Relinked> accounts = m_book->relinked(found->id);
    QStringList bars;
    for (const Relinked& one : accounts)
        if (const QString why = whyNotBack(*found, one); !why.isEmpty())
            if (const auto account = m_book->account(one.account))
                bars.append(QStringLiteral("%1: %2").arg(named(*account), why));
    if (!bars.isEmpty())
        return answer(ticket,
            failure(ErrorKind::Conflict,
                QStringLiteral("Nothing was undone: %1 of %2 can’t go back. %3.")
                    .arg(bars.size())
                    .arg(accounts.size())
                    .arg(bars.first())),
            bars.join(u'\n'));
    QSet<mirror::ContactId> wished;
    for (const NumberWish& wish : m_book->numberWishes(std::numeric_limits<int>::max()))
        if (!wish.to.isEmpty())
            wished.insert(wish.contact);
    change(ticket, [&](store::Transaction& tx) -> Sentence {
        for (const Relinked& one : accounts)
            if (auto unlinked
                = one.after ? m_book->unlink(tx, one.account, m_parts.who) : base::Result<void>();
                !unlinked)
                return tl::unexpected(unlinked.error());
        for (const Relinked& one : accounts)
            if (auto back = linkBack(tx, one, wished.contains(one.after)); !back)
                return tl::unexpected(back.error());
        if (auto noted = m_book->linkChangeUndone(tx, found->id); !noted)
            return tl::unexpected(noted.error());
        if (found->isByHand)
            return QStringLiteral("Undone: the link is as it was.");
        return QStringLiteral("Undone: %1 as before %2.")
            .arg(counted(accounts.size(), u"account is linked", u"accounts are linked"),
                found->what);
    });
}

} // namespace engine
