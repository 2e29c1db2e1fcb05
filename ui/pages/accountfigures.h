// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "bridge/outstanding.h"
#include "bridge/parted.h"
#include "bridge/timeline.h"
#include "context.h"

namespace ui {

// All that the page shows of one balance of an account, now or as of a day.
struct AccountFigures {
    store::AccountDetail account; // its bridge is the one that is shown
    records::AccountFile file;
    QList<records::Bridge> balances; // every one that the account has
    QDate asOf; // invalid: now
    QList<bridge::TimelineRow> rows;
    QList<bridge::Outstanding> invoices;
    bridge::Ageing ageing;
    QList<bridge::Event> events; // since when, for each line of the bridge
    QString readAgain; // why nothing is explained: Xero's side is old
    QString control; // Xero's own figure, where it differs though it was read again

    const records::Bridge& bridge() const { return account.bridge; }
    bool isPast() const { return asOf.isValid(); }
};

// balance: the one that a person chose, by its key; its first when the account has no such one.
// None: this book has no such account.
std::optional<AccountFigures> figuresOf(
    const Context& context, records::AccountId id, const QString& balance, QDate asOf);

QString keyOf(records::Side side, base::Currency currency);
QString keyOf(const records::Bridge& balance);
// "AUD", "Receivable", "Payable NZD": what tells it from the others.
QString wordOf(const records::Bridge& balance, const QList<records::Bridge>& all);

// "Since 12 Nov 14:07:" "INV-10291" "was voided in Xero, by Dana Reed."
struct PartedWords {
    QString before, record, after;
    QString sentence() const { return before + u' ' + record + u' ' + after; }
};
PartedWords wordsOf(
    const bridge::Event& event, const records::AccountFile& file, const QDateTime& now);

// Said where Xero has no page of its own for it, so that its contact's opens; else empty.
QString contactInstead(
    const Context& context, const store::AccountDetail& account, const records::XeroRef& record);
// "INV-10291", else its kind.
QString nameOf(const records::AccountFile& file, const records::XeroRef& record);
// Its own number, short enough for a cell; else what it is.
QString nameOf(const records::AccountFile& file, const records::RecordRef& record);
// Of its amounts, where that is another currency than the book's: "NZD"; else empty.
QString unitOf(const Context& context, const records::Bridge& bridge);
// How people see a record's id: without braces.
QString idOf(const records::XeroRef& record);
void openRecord(Context& context, const records::RecordRef& record);
// Its page in Xero, else its contact's; where none is known its id is copied, to be looked for
// there.
void openRecord(Context& context, const AccountFigures& figures, const records::XeroRef& record);

} // namespace ui
