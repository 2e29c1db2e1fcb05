// SPDX-License-Identifier: GPL-3.0-or-later

// link, unlink: which account is which contact.

#include "cli/commands.h"
#include "cli/lookup.h"
#include "cli/session.h"

#include <QFileInfo>
#include <QJsonArray>

#include <algorithm>
#include <array>

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

// What a new contact would be made of; nothing is asked of the engine.
Outcome<Answer> preview(const store::Reader& reader, const QList<records::AccountId>& accounts)
{
    Answer answer;
    QJsonArray list;
    for (const records::AccountId id : accounts) {
        const auto detail = reader.account(id);
        QJsonObject sent;
        report::Table table;
        for (const auto& [name, value] : records::newContactFields(detail->account)) {
            table.rows.append({QStringLiteral("  ") + name, value});
            sent.insert(name, value);
        }
        answer.text += QStringLiteral("Goes to Xero as a new contact:\n") + withoutHeader(table);
        list.append(sent);
    }
    answer.text += QStringLiteral("Nothing was written.\n");
    answer.json.insert(QStringLiteral("contacts"), list);
    return answer;
}

Outcome<Answer> create(const Arguments& arguments)
{
    const auto reader = look(arguments.at(0));
    if (!reader)
        return tl::unexpected(reader.error());
    QList<records::AccountId> accounts;
    for (const QString& typed : arguments.from(1)) {
        const auto account = findAccount(**reader, typed);
        if (!account)
            return tl::unexpected(account.error());
        accounts.append(*account);
    }
    if (accounts.isEmpty())
        return wrongUsage(QStringLiteral("Which accounts get a new contact?"));
    if (arguments.has("dry-run"))
        return preview(**reader, accounts);
    return performOne(arguments.at(0), records::command::CreateContacts{accounts});
}

Outcome<Answer> linkTwo(const Arguments& arguments)
{
    if (arguments.at(2).isEmpty() || !arguments.at(3).isEmpty())
        return wrongUsage(QStringLiteral("Which contact? Its id, its name, or --create."));
    const auto reader = look(arguments.at(0));
    if (!reader)
        return tl::unexpected(reader.error());
    const auto account = findAccount(**reader, arguments.at(1));
    if (!account)
        return tl::unexpected(account.error());
    const auto contact = findContact(**reader, *account, arguments.at(2));
    if (!contact)
        return tl::unexpected(contact.error());
    return performOne(arguments.at(0), records::command::LinkAccount{*account, *contact});
}

Outcome<Answer> undoLinks(const Arguments& arguments)
{
    bool isNumber = true;
    const qint64 change = arguments.at(1).isEmpty() ? 0 : arguments.at(1).toLongLong(&isNumber);
    if (!isNumber)
        return wrongUsage(QStringLiteral("Which change? Its number, or none for the last one."));
    return performOne(arguments.at(0), records::command::UndoLinks{change});
}

Outcome<Answer> link(const Arguments& arguments)
{
    const auto chosen = std::ranges::count_if(std::array{"create", "map", "merged", "undo"},
        [&](const char* way) { return arguments.has(way); });
    if (chosen > 1)
        return wrongUsage(QStringLiteral("One of --create, --map, --merged and --undo at a time."));
    if (arguments.has("create"))
        return create(arguments);
    if (arguments.has("undo"))
        return undoLinks(arguments);
    if (arguments.has("map"))
        return performOne(arguments.at(0),
            records::command::LinkByFile{
                QFileInfo(arguments.value("map")).absoluteFilePath(), arguments.has("dry-run")});
    if (arguments.has("merged"))
        return performOne(arguments.at(0), records::command::FollowMerges{});
    return linkTwo(arguments);
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
        {QStringLiteral("link"),
            QStringLiteral("FILE ACCOUNT CONTACT | FILE ACCOUNT… --create [--dry-run] | FILE --map "
                           "X.csv [--dry-run] | FILE --merged | FILE [CHANGE] --undo"),
            QStringLiteral("Tie an account to its contact in Xero, which then carries its number; "
                           "have contacts made with the next push; link many by a file, or to what "
                           "their contacts were merged into; or take such a change back."),
            {flag("create", "Make a contact in Xero for each of the accounts."),
                option("map", "Link by this file: Account Id and Xero Guid; all rows or none.",
                    "X.csv"),
                flag("merged", "Link accounts to the contacts that theirs were merged into."),
                flag("undo", "Take a change of many links back, the last one without a number."),
                flag("dry-run", "With --create or --map: say what would happen, change nothing.")},
            1, -1, link},
        {QStringLiteral("unlink"), QStringLiteral("FILE ACCOUNT"),
            QStringLiteral("Take the tie back, when nothing in Xero is left half done; its sync "
                           "stops."),
            {}, 2, 2, unlink},
    };
}

} // namespace cli
