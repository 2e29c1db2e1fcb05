// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "store/statement.h"

// The ladder of schemas: resources/schema/NNNN_name.sql, each applied once, in order, in a
// transaction of its own. The number of the newest is the book's format (user_version).
namespace store {

int newestFormat();
// Brings an opened book from a format to the newest one. Inside a scope; false = see its error.
bool migrate(Connection& connection, int from);
// For tests of the ladder itself: stop at a format, or climb steps that aren't ours.
struct Step {
    int format = 0;
    QString sql;
};
QList<Step> ladder();
bool climb(Connection& connection, const Step& step);

} // namespace store
