// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "records/operation.h"
#include "records/tie.h"

namespace records {

// What a person did in Xero to a record that is tied to one of ours (R074–R084, R054–R058), or to
// the contact of an account (R005, R006, R015).
enum class ChangeKind {
    Voided,
    Deleted,
    Unapproved, // a draft again
    ValueChanged,
    LinesChanged, // other lines, with or without another total
    Moved, // to another contact
    DateChanged,
    DueDateChanged,
    ReferenceChanged,
    NumberChanged,
    PaymentRemoved,
    PaymentChanged,
    Unreconciled,
    AllocatedByHand, // of a credit that came from the ledger
    AllocationRemoved,
    ContactArchived,
    ContactMerged,
    NameChanged, // from here on: one field of a contact
    FirstNameChanged,
    LastNameChanged,
    EmailChanged,
    PhoneChanged,
    AddressChanged,
    ContactNumberChanged
};

// What a person may choose. Whatever was chosen is kept with who and when (R086).
enum class ChangeWay {
    PutBack, // Tieout makes Xero show again what was agreed
    PushAgain, // as a new record: Xero brings nothing back
    FollowHere, // done in the ledger too: reversed, voided, allocated, taken back
    CopyHere, // the contact's field, into the ledger
    Relink, // to the contact that the merge left
    Restore, // the archived contact
    Keep // Xero's version stays; with a reason when it makes a difference in money
};

// One field as both sides agreed on it and as Xero shows it now. Lines of a document are fields,
// too: "Line 2".
struct FieldChange {
    QString field, was, now;
    bool differs() const { return was != now; }
    bool operator==(const FieldChange&) const = default;
};

struct Change {
    ChangeId id;
    ChangeKind kind = ChangeKind::Voided;
    AccountId account;
    std::optional<RecordRef> ledger;
    XeroRef xero;
    XeroRef parent; // what Xero shows it on: of an allocation its credit, else the record itself
    QList<int> rules; // requirements, most telling first: 75 is R075
    QString label; // "INV-10377", "150.00 to INV-10329", the contact's name
    QList<FieldChange> fields;
    // By how much it moved ledger − Xero of the account, as the bridge counts; zero moves nothing.
    base::Money effect;
    QDateTime changedAt; // by Xero's clock; invalid where Xero doesn't say
    QList<ChangeWay> ways; // possible now, the likeliest first
    Cause obstacle; // why it can't be put back, where one would expect that
    bool operator==(const Change&) const = default;
};

// What a person did with it, or what came of it without anybody's word.
enum class ChangeState {
    ToDecide,
    PutBack,
    PushedAgain,
    Followed,
    Copied,
    Relinked,
    Restored,
    Accepted, // Xero's stays and makes no difference in money
    Left, // Xero's stays, with a reason
    SameAgain // both sides agree again, whoever saw to it
};

struct ChangeDecision {
    ChangeState state = ChangeState::Accepted;
    QString reason, who;
    QDateTime at;
    bool operator==(const ChangeDecision&) const = default;
};

// Who changed it, as Xero's own history says.
struct ChangeAuthor {
    QString who, what; // "Dana Reed", "Edited"
    QDateTime at;
    bool operator==(const ChangeAuthor&) const = default;
};

// How the tied records of an account stood in Xero when both sides last agreed, of those that Xero
// shows otherwise since.
struct AsAgreed {
    QHash<QUuid, mirror::Invoice> invoices;
    QHash<QUuid, mirror::Credit> credits; // without their allocations
    QHash<QUuid, mirror::Payment> payments;
    std::optional<mirror::Contact> contact; // when it was linked
    QSet<QUuid> reconciledBefore; // payments and credits that a person has un-reconciled
};

// What Xero shows, in short: changed once more, it is another change.
inline QString nowOf(const Change& change)
{
    QStringList shown;
    for (const FieldChange& field : change.fields)
        shown.append(field.now);
    return shown.join(u'\n');
}

inline bool isOfContact(ChangeKind kind)
{
    return kind >= ChangeKind::ContactArchived;
}

} // namespace records
