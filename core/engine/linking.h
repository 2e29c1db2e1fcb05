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
// Ties the two; answers what Xero is to be told of it.
base::Result<std::optional<records::NumberWish>> linkNow(const Context& context,
    store::Transaction& tx, const records::ledger::Account& account, const Linkage& linkage,
    bool isLinked);

} // namespace engine
