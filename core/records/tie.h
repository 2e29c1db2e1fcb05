// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "records/mirror.h"

namespace records {

enum class LinkState {
    Linked,
    Partial, // a GUID without name or without the way back (R007)
};

// Ties an account to a contact (R001). Unique on both sides.
struct Link {
    AccountId account;
    mirror::ContactId contact;
    QString contactName; // as when linked; empty is the symptom of a partial link (R008)
    QString how; // "by number", "by you", "created"
    QDateTime linkedAt;
    LinkState state = LinkState::Linked;
    bool operator==(const Link&) const = default;
};

enum class TwinOrigin {
    Pushed, // we made the Xero record
    Adopted, // both sides had it before they were connected (design §5, Adoption)
    TakenIn, // the ledger record was made from the Xero record
    SameMoney, // a person said that both are the same money (Ax8b)
    Mirrored // a ledger credit and the credit note made by hand for it (R041)
};

// What both sides looked like when they last agreed. Drift = the mirror no longer shows this.
struct Agreed {
    QString status;
    base::Money amount;
    QDate date;
    QUuid contact;
    QByteArray linesHash; // of the document's lines; empty for kinds without lines
    bool operator==(const Agreed&) const = default;
};

// The tie between one ledger record and one Xero record. Unique on both sides.
// A payment taken in from an allocation is tied to the *allocation* (R032); a payment that was
// pushed as overpayment is tied to the overpayment.
struct Twin {
    RecordRef ledger;
    XeroRef xero;
    TwinOrigin origin = TwinOrigin::Pushed;
    Agreed agreed;
    QDateTime tiedAt;
    bool operator==(const Twin&) const = default;
};

} // namespace records
