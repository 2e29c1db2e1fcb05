// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "bridge/bridge.h"
#include "records/words.h"
#include "support/accountbuilder.h"

// A bridge as a test reads it.

// "888.00 not-yet-pushed INV-A"
inline QStringList linesOf(const records::Bridge& bridge)
{
    QStringList lines;
    for (const records::BridgeLine& line : bridge.lines)
        lines.append(
            line.amount.toString() + u' ' + records::toText(line.cause) + u' ' + line.label);
    return lines;
}

inline records::Bridge bridgeOf(
    const support::AccountBuilder& story, records::Side side = records::Side::Receivable)
{
    return bridge::explain(story.file(), support::surroundings(), side);
}
