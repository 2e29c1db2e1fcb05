// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "records/operation.h"

namespace records {

// What decides whether a record of the ledger goes to Xero, as the book knows it now (R154).
struct WhyFacts {
    RecordKind kind = RecordKind::Invoice;
    bool isInXero = false;
    bool isLinked = false, isHalfLinked = false, isMerged = false;
    QString contactName, contactStatus;
    bool isSent = true; // the book lets this kind go
    bool pushIsOn = true;
    QDate date, startDate, lockedUpTo; // invalid = none
    std::optional<Operation> push; // the open one
    bool isPaused = false; // nothing runs by itself (F10)
    QDateTime lastPush; // when the last run that pushes ended
    bool operator==(const WhyFacts&) const = default;
};

} // namespace records
