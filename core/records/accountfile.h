// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "records/contactcard.h"
#include "records/control.h"
#include "records/ledger.h"
#include "records/settings.h"
#include "records/task.h"
#include "records/tie.h"

#include <QSet>

namespace records {

// Everything the book knows of one account: both sides, what ties them, what is on its way. The
// brain's questions about an account (what to push, what to take in, why it differs, is it safe)
// are functions of this value and the Surroundings.
struct AccountFile {
    ledger::Account account;
    std::optional<Link> link;
    std::optional<mirror::Contact> contact; // the linked one, as last read
    std::optional<mirror::Contact> survivor; // whom it was merged into, in the end
    QString survivorOf; // the account that has the survivor already
    QList<ledger::Document> documents; // without drafts' effect; drafts are included
    QList<ledger::Payment> payments;
    QList<ledger::Adjustment> adjustments;
    QList<ledger::Allocation> allocations;
    QList<ledger::Reversal> reversals;
    // Of the linked contact, plus whatever a twin of this account points to even if its contact was
    // changed or merged. Statuses of all kinds, VOIDED and DELETED included.
    QList<mirror::Invoice> invoices;
    QList<mirror::Credit> credits;
    QList<mirror::Payment> xeroPayments;
    // The bank transactions that made the overpayments and prepayments above: the one place where a
    // payment we pushed carries our marker (reliability.md §3.6).
    QList<mirror::BankTransaction> bankTransactions;
    QList<Twin> twins;
    QList<Operation> operations; // open ones, and confirmed ones of records here
    QList<XeroRef> setAside; // Xero records a person put aside, never taken in
    std::optional<ContactCard> card; // what Xero was last told of a contact we created
    // A person's word on an account without a link: true = make a contact even if nothing waits or
    // Xero has one of the same name; false = it was disassociated, so nothing makes or finds one.
    std::optional<bool> wantsContact;
    QList<RecordRef> wishes; // undone here, and to be undone in Xero by Tieout
    QList<ledger::RefundDraft> refundDrafts;
    // Where Xero's own balance of the contact says that what was read of it is old. Nothing is
    // explained from old data (design §8).
    QList<ControlDifference> stale;
};

// What is the same for every account of a book at one moment.
struct Surroundings {
    BookSettings settings;
    mirror::Organisation organisation;
    QDate today; // in the organisation's time zone
    QDateTime now;
    QDateTime mirrorReadAt; // when the last complete fetch began; invalid = never
    QDateTime organisationReadAt; // with its lock dates; invalid = never
    QDateTime lastPushAt; // when something was last sent that no reading has shown yet
    QList<mirror::ChartAccount> chart;
    QSet<QString> taxTypes; // those in use in Xero
    QSet<QString> itemCodes; // Xero's, upper-cased and trimmed
    QHash<QString, ledger::Product> products; // by code
    QSet<QString> duplicateCodes; // item codes of more than one product, as in itemCodes (R135)
};

} // namespace records
