// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/clock.h"
#include "store/statement.h"

namespace store {

// Everything the book knows of one account, by indexed queries: it costs what the account holds.
// Nothing when there is no such account.
std::optional<records::AccountFile> readAccountFile(Connection& connection, records::AccountId id);

// What is the same for every account of the book at one moment.
records::Surroundings readSurroundings(Connection& connection, const base::Clock& clock);

} // namespace store
