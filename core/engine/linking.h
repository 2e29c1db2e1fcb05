// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/context.h"

// The rules of tying an account to a contact, the same for one and for many.
namespace engine {

// The contact is what the linked one became by being merged.
bool follows(
    const store::Book& book, const records::Link& link, const records::mirror::Contact& contact);

struct Linkage {
    records::Link link;
    bool wantsNumber = false; // ours goes into the contact
};
// Refused in a sentence: the contact is archived, merged, another account's, carries another
// system's number, or the account is linked otherwise.
base::Result<Linkage> mayLink(const store::Book& book, const records::ledger::Account& account,
    const std::optional<records::Link>& link, const records::mirror::Contact& contact,
    const QString& how);
// Accounts whose contact was merged, by the contact that it became: one contact stands for one.
using Claims = QHash<records::mirror::ContactId, QStringList>;
Claims claimsOnSurvivors(const store::Book& book);
// The other accounts that claim it; empty when there is none.
QString othersClaiming(const Claims& claims, const records::ledger::Account& account,
    records::mirror::ContactId contact);
// Ties the two; answers what Xero is to be told of it.
base::Result<std::optional<records::NumberWish>> linkNow(const Context& context,
    store::Transaction& tx, const records::ledger::Account& account, const Linkage& linkage,
    bool isLinked);

// "Acme (1041)"
QString named(const records::ledger::Account& account);

} // namespace engine
