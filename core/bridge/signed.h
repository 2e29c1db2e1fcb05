// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "bridge/bridge.h"
#include "records/signoff.h"

namespace bridge {

// What both sides hold of each of the account's balances as of a day, with what is open of it. Its
// own balance stands even where it is empty: an entry that comes later is a change of it.
QList<records::SignedAccount> signedAccounts(const records::AccountFile& file, QDate asOf);

// What two people sign: the same, with what of the difference is unexplained, and the bridge.
struct Signing {
    records::SignedAccount account;
    QList<records::BridgeLine> lines;
};
QList<Signing> signings(
    const records::AccountFile& file, const records::Surroundings& around, QDate asOf);

// The balances of one account that are not as signed any more; one that is new counts as well.
// before: with items. Without a change it is empty.
QList<records::SignOffChange> changesSince(records::SignOffId signOff,
    const QList<records::SignedAccount>& before, const QList<records::SignedAccount>& now);

} // namespace bridge
