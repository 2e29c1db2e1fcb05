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
    Cause standing; // what holds every push of the book
    QDateTime lastPush; // when the last run that pushes ended
    bool operator==(const WhyFacts&) const = default;
};

// What holds every push: records of this book in Xero that it doesn't know, "3 records\tINV-1", or
// that it is a copy, which looks first, until then. Both as the book keeps them.
inline Cause standingCause(const QString& quarantine, const QString& hold)
{
    if (!quarantine.isEmpty())
        return {CauseId::RolledBack,
            {quarantine.section(u'\t', 0, 0), quarantine.section(u'\t', 1)}, {}};
    return hold.isEmpty() ? Cause() : Cause{CauseId::Restored, {hold}, {}};
}

} // namespace records
