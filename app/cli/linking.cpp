// SPDX-License-Identifier: GPL-3.0-or-later

// link, unlink: which account is which contact.

#include "cli/commands.h"
#include "cli/lookup.h"
#include "cli/session.h"

namespace cli {

namespace {

// By id, or by the exact name of a contact that no other account has.
Outcome<records::mirror::ContactId> findContact(
    const store::Reader& reader, records::AccountId account, const QString& typed)
{
    if (const auto id = records::mirror::ContactId::parse(typed))
        return id;
    QList<records::mirror::ContactId> named;
    for (const store::LinkCandidate& candidate : reader.linkCandidates(account, typed))
        if (candidate.contact.name.compare(typed, Qt::CaseInsensitive) == 0)
            named.append(candidate.contact.id);
    if (named.size() == 1)
        return named.first();
    return wrongUsage(named.isEmpty()
            ? QStringLiteral("No free contact in Xero has the id or name \"%1\".").arg(typed)
            : QStringLiteral("%1 contacts are called \"%2\": give the id.")
                  .arg(named.size())
                  .arg(typed));
}

Outcome<Answer> link(const Arguments& arguments)
{
    const bool create = arguments.has("create");
    if (create == !arguments.at(2).isEmpty())
        return wrongUsage(QStringLiteral("Which contact? Its id, its name, or --create."));
    const auto reader = look(arguments.at(0));
    if (!reader)
        return tl::unexpected(reader.error());
    const auto account = findAccount(**reader, arguments.at(1));
    if (!account)
        return tl::unexpected(account.error());
    records::command::LinkAccount command{*account, {}};
    if (!create) {
        const auto contact = findContact(**reader, *account, arguments.at(2));
        if (!contact)
            return tl::unexpected(contact.error());
        command.contact = *contact;
    }
    return performOne(arguments.at(0), command);
}

Outcome<Answer> unlink(const Arguments& arguments)
{
    const auto reader = look(arguments.at(0));
    if (!reader)
        return tl::unexpected(reader.error());
    const auto account = findAccount(**reader, arguments.at(1));
    if (!account)
        return tl::unexpected(account.error());
    return performOne(arguments.at(0), records::command::UnlinkAccount{*account});
}

} // namespace

QList<Command> linkCommands()
{
    return {
        {QStringLiteral("link"), QStringLiteral("FILE ACCOUNT CONTACT|--create"),
            QStringLiteral(
                "Tie an account to its contact in Xero, which then carries its number; or have one "
                "made with the next push."),
            {flag("create", "Make a contact in Xero.")}, 2, 3, link},
        {QStringLiteral("unlink"), QStringLiteral("FILE ACCOUNT"),
            QStringLiteral("Take the tie back; possible until something was pushed."), {}, 2, 2,
            unlink},
    };
}

} // namespace cli
