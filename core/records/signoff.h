// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "records/explanation.h"

#include <QDateTime>

// A sign-off: two people said that an account, a set or the whole book is right as of a day. What
// they saw is kept item by item, so that whatever changes later can be told by record.
namespace records {

// One entry of one side as it stood on a day. Exactly one of ledger and xero is set.
struct SignedItem {
    std::optional<RecordRef> ledger;
    std::optional<XeroRef> xero;
    QString label; // its number; of a payment in Xero that of its invoice; may be empty
    QDate date, due; // due: of an invoice or bill
    base::Money amount; // signed, as it counts in its side's balance
    base::Money open; // of an invoice what is still owed, of a credit what is left; else zero
    bool operator==(const SignedItem&) const = default;
};

// The item in one line of text, the same on every computer: side, record, date, due date, amount,
// what is open, currency, label; parted by tabs. A line never holds a tab or a line break of its
// own. Two items that differ in anything have different lines.
QString lineOf(const SignedItem& item);
std::optional<SignedItem> itemOf(const QString& line);
// The same record in two sets of items.
QString keyOf(const SignedItem& item);
QString nameOf(const SignedItem& item); // for people: "INV-10388", "Payment on INV-10291"
// SHA-256 over the lines of one side, sorted, each ended by \n: hexadecimal. Order changes nothing.
QByteArray fingerprint(const QList<SignedItem>& items);

// One account, side and currency as signed.
struct SignedAccount {
    AccountId account;
    QString number, name;
    Side side = Side::Receivable;
    base::Currency currency;
    base::Money ledger, xero, unexplained;
    int causes = 0; // lines of the bridge that it was signed with
    bool isStale = false; // Xero's own figure says that its side is old: not to be signed
    QList<SignedItem> items; // of both sides
    QByteArray ledgerPrint, xeroPrint;
    base::Money difference() const { return ledger - xero; }
    // The threshold is an amount of the book's currency; in another one everything is explained.
    bool isWithin(base::Money threshold) const
    {
        return currency == threshold.currency() ? unexplained.abs() <= threshold
                                                : unexplained.isZero();
    }
    bool operator==(const SignedAccount&) const = default;
};

// The balances of one side in one currency. What customers owe and what is owed to vendors, or two
// currencies, are never added up.
struct SignedSum {
    Side side = Side::Receivable;
    base::Currency currency;
    int balances = 0;
    base::Money ledger, xero, unexplained;
    base::Money difference() const { return ledger - xero; }
    bool operator==(const SignedSum&) const = default;
};

// Receivable before payable, then by currency.
QList<SignedSum> sumsOf(const QList<SignedAccount>& accounts);
QString nameOf(Side side, base::Currency currency); // "Receivable in AUD"
QString nameOf(const SignedSum& sum);
// "Receivable in AUD: ledger 1,240.80 − Xero 1,200.80 = +40.00, 0.00 unexplained"
QString sentenceOf(const SignedSum& sum);

enum class SignOffScope { Account, Set, Book };

enum class SignOffState {
    Prepared, // waits for its reviewer
    SignedOff,
    Suspended, // something changed since
    Withdrawn,
    Replaced // a newer one of the same scope and day took its place
};

struct SignOff {
    SignOffId id;
    SignOffScope scope = SignOffScope::Account;
    QDate day; // as of which both sides were compared
    QString preparer, reviewer, note, reviewNote;
    QDateTime preparedAt, reviewedAt;
    base::Money threshold; // of what is unexplained, per account
    QByteArray seal;
    int accounts = 0;
    QDateTime xeroReadAt; // as of when Xero's side was known
    QList<SignedSum> sums;
    SignOffState state = SignOffState::Prepared;
    QDateTime suspendedAt; // when the first of the changes that stand was seen
    QString endedBy, endReason; // of a withdrawn one
    QDateTime endedAt; // withdrawn or replaced
    SignOffId replacedBy;
    bool operator==(const SignOff&) const = default;
};

// SHA-256 over what was prepared, whatever the order of its parts: the sign-off itself, each
// balance with its fingerprints, each difference with its cause. It stands for the whole in the
// book, in the pack and on its paper. Not in it is what came later: review, suspension, end.
QByteArray sealOf(
    const SignOff& signOff, const QList<SignedAccount>& accounts, const QList<BridgeLine>& lines);

// What became of one item since the sign-off: only before = gone, only after = new.
struct SignedDelta {
    std::optional<SignedItem> before, after;
    const SignedItem& item() const { return after ? *after : *before; }
    // By how much its side's balance moved.
    base::Money amount() const;
    bool isLedger() const { return item().ledger.has_value(); }
    bool operator==(const SignedDelta&) const = default;
};

// By record, the ledger's first; empty when the two sets are the same. The sum of the amounts of a
// side is by how much its balance moved, to the cent.
QList<SignedDelta> deltaOf(const QList<SignedItem>& before, const QList<SignedItem>& after);

// A balance that is not as signed any more: by how much each side moved, and in how many records.
struct SignOffChange {
    SignOffId signOff;
    AccountId account;
    QString number, name;
    Side side = Side::Receivable;
    base::Currency currency;
    base::Money ledger, xero;
    int records = 0;
    QDateTime foundAt;
    bool operator==(const SignOffChange&) const = default;
};

// What happened to a sign-off, oldest first.
struct SignOffEvent {
    QDateTime at;
    QString who, what; // "Dana Reed", "signed off", "suspended: INV-10291 +12.00 in Xero"
    bool operator==(const SignOffEvent&) const = default;
};

} // namespace records
