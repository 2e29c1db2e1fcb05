// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "records/change.h"

namespace engine {

// What a decision makes of a change.
records::ChangeState stateAfter(const records::Change& change, records::ChangeWay way);
// Written in Xero itself, now, by one call for each.
bool isOnline(const records::Change& change, records::ChangeWay way);
QString saying(const records::Change& change); // "INV-10377: Voided"

} // namespace engine
