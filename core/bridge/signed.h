// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "bridge/bridge.h"
#include "records/signoff.h"

namespace bridge {

// What two people sign: both sides' entries of one balance as of a day, each with what is open of
// it, and what of the difference is unexplained.
records::SignedAccount signedAccount(
    const records::AccountFile& file, const records::Surroundings& around, const Scope& scope);

// Of all the account's balances; none where it holds nothing up to that day.
QList<records::SignedAccount> signedAccounts(
    const records::AccountFile& file, const records::Surroundings& around, QDate asOf);

} // namespace bridge
