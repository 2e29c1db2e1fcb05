// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QList>

namespace match {

// Which of these amounts (minor units of one currency, above zero) add up to a sum: a deposit for
// several invoices.
struct SetFound {
    enum Answer {
        None, // no set of so many does
        Unique, // this one, and no other
        Ambiguous, // this one, and another with other amounts, or other records of the same amounts
        GaveUp // too many to look through; said, never hidden
    };
    Answer answer = None;
    QList<int>
        members; // places in the list, ascending; of Ambiguous one of the sets, of GaveUp none
};

// Exact: a set of at least two and at most `most`. The work is bounded, so the same question always
// gets the same answer.
SetFound setOf(const QList<qint64>& amounts, qint64 sum, int most = 12);

} // namespace match
