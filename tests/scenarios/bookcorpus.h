// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/random.h"
#include "records/linecheck.h"

#include <QJsonArray>
#include <QJsonObject>

// A bookkeeper's month, made up from a seed: what billing holds, in what order it reaches Tieout,
// what people do in Xero meanwhile, and what the bank says in the end. Of every bank line it is
// known which situation of life it is, and which records in Xero are its own.
namespace corpus {

enum Kind {
    Pushed,
    PaidTwice,
    Pair,
    Lump,
    Reconciled,
    EnteredInXero,
    LumpEnteredInXero,
    UnallocatedAndDueLater,
    LongerName,
    NotPushed,
    OtherBank,
    PushHeld,
    Unallocated,
    MatchedByHand,
    NotInBilling,
    InvoiceTwins,
    TwinsOfOne,
    AmbiguousLump,
    LumpHalfPushed,
    LumpInBilling,
    WrongContact,
    CutOffForTwo,
    Archived,
    Merged,
    Unlinked,
    Voided,
    Locked,
    Foreign,
    Contested,
    ToldTwice,
    OwnTransfer,
    Automatic,
    NoName,
    Unknown,
    Stale, // not planted: what was Safe once the data is old
    KindCount
};
constexpr int kFirstHazard = NotPushed;

struct About {
    const char* words;
    QList<records::LineHazard> names; // by which it may be called
};
const About& about(Kind kind);

// A line of a statement. Records are named as people do: by an invoice's number, or by that of the
// payment in billing.
struct Planted {
    Kind kind = Pushed;
    QString bank;
    QDate date;
    qint64 cents = 0;
    QString payee, reference;
    QStringList right; // to be picked together; none: nothing is right yet
    bool eachIsRight = false; // or one of them, whichever
};

struct Act {
    QString name;
    QJsonObject what;
};

struct Paid {
    QString number, by;
    qint64 cents = 0;
};

struct Allocation {
    QString payment, invoice;
    qint64 cents = 0;
};

struct Month {
    QList<Paid> paid; // every payment of billing
    QStringList accounts, invoices; // rows of files
    QStringList payments; // pushed with all else
    QStringList paymentsToHold; // reach the push when Xero can't take them any more
    QStringList accountsToday, invoicesToday, paymentsToday; // imported after the last push
    QList<Act> acts; // in Xero, after the first push
    QJsonArray foreign; // invoices made in Xero alone
    QStringList archived; // customers, in the end
    QStringList reconciled; // payments
    QList<Allocation> allocations; // recorded after the last push
    QDate lockDate;
    QList<Planted> lines;
};

Month month(quint64 seed, int lines, QDate today);

// The lines of one bank account as a file of that bank's format.
QByteArray csv(const QList<Planted>& lines);
QByteArray ofx(const QList<Planted>& lines);
QByteArray mt940(const QList<Planted>& lines);

} // namespace corpus
