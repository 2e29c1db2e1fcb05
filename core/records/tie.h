// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "records/contactcard.h"
#include "records/mirror.h"

#include <optional>

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
    QString how; // "by number", "by you", "by file", "by merge", "created"
    QDateTime linkedAt;
    LinkState state = LinkState::Linked; // derived by each reading of the book, never written
    bool operator==(const Link&) const = default;
};

// How an account that follows its contact through a merge is linked: the survivor keeps whatever
// number it carries, because ours stays with the contact that is gone.
inline QString byMerge()
{
    return QStringLiteral("by merge");
}

// A ContactNumber that Xero is to show: ours on a contact that was linked, none on one that isn't
// any more.
struct NumberWish {
    mirror::ContactId contact;
    AccountId account;
    QString from, to;
    QDateTime since; // makes its idempotency key
    bool operator==(const NumberWish&) const = default;
};

// One account whose link was changed, as it was before and as it is since; no contact = not linked.
struct Relinked {
    AccountId account;
    Link before;
    mirror::ContactId after;
    // What stood beside the link: a person's word on an account without one, and what Xero was told
    // of a contact that we created.
    std::optional<bool> wantedContact = {};
    std::optional<ContactCard> card = {};
    bool operator==(const Relinked&) const = default;
};

// Links that were changed in one go, and may be changed back in one go.
struct LinkChange {
    qint64 id = 0;
    QDateTime at;
    QString what; // "mapping.csv", "Merged contacts"
    int accounts = 0;
    bool isUndone = false;
    bool isByHand = false; // of one account alone; no bulk link
    bool operator==(const LinkChange&) const = default;
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
