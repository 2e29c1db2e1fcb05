// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QList>
#include <QString>

#include <optional>

// A life of one book as plain values: what happens (steps), and what goes wrong meanwhile (faults).
// It is made from a seed, printed when it fails, shrunk by leaving things out, and kept as a file.
namespace simulation {

enum class Act {
    // the billing system
    Account,
    Vendor,
    Product,
    Invoice,
    Bill,
    Payment,
    CreditNote,
    Adjustment,
    Reverse,
    // a person in Xero
    Match,
    MatchOver,
    CreateCredit,
    Allocate,
    RemoveAllocation,
    VoidInvoice,
    VoidCredit,
    EditTotal,
    EditReference,
    Rename,
    Archive,
    Restore,
    Merge,
    RemoveAndRedo,
    Reconcile,
    Refund,
    ReceiveMoney,
    LockPeriod,
    UnlockPeriod,
    // another program on the same organisation
    OtherPays,
    OtherContact,
    OtherInvoice,
    OtherTakesNumber,
    OtherOverpays,
    // our program
    Sync,
    Restart,
    KeepCopy,
    RestoreCopy,
    OtherMachine,
    // signing in
    Revoke,
    SignIn,
    // time
    Wait,
    Sleep,
    WallClock
};

// The three numbers choose among what is there when the step's turn comes, so that a life goes on
// making sense when other steps are left out.
struct Step {
    int id = 0; // faults name the step they strike
    Act act = Act::Wait;
    int a = 0, b = 0, c = 0;
    bool operator==(const Step&) const = default;
};

enum class FaultKind {
    LostBefore, // the request never arrives
    LostAfter, // done, the answer is lost
    Half, // done, the answer breaks off
    Foreign, // done, but a captive portal's page comes back
    Late, // lost; arrives and is done so many minutes later
    Twice, // done, and its copy arrives once more so many minutes later
    Error500, // not done; Xero remembers the error under the key
    Error500Done, // done; Xero remembers the error under the key
    Error503,
    TooMany, // 429 with Retry-After
    Slow, // done at once, answered after so many seconds
    Unauthorised,
    DieBefore, // our program ends, the request never left
    DieAfter, // done, our program ends before the answer
    DieBetween, // our program ends before its n-th transaction of the run
    DiskFails, // the n-th statement inside a transaction fails
    Stop // the user stops the run
};

enum class Strikes { Write, Read, Run };

struct Fault {
    int step = 0;
    Strikes strikes = Strikes::Write;
    int at = 0; // of the step's writes, reads, transactions or statements
    FaultKind kind = FaultKind::LostAfter;
    int arg = 0;
    bool operator==(const Fault&) const = default;
};

// What is the same for a whole life.
struct Weather {
    int keyLifeSeconds = 360;
    int pageSize = 1000;
    int lagSeconds = 0; // how long reading shows nothing of what changed
    bool limits = false; // 60 calls a minute
    bool wholePayments = false; // the book's setting: as Payment when it is for one invoice
    bool items = false;
    bool operator==(const Weather&) const = default;
};

struct Tape {
    quint64 seed = 0; // of ids and jitter
    Weather weather;
    QList<Step> steps;
    QList<Fault> faults;
    bool operator==(const Tape&) const = default;
};

QString toText(Act act);
QString toText(FaultKind kind);
QString toText(const Step& step);
QString toText(const Tape& tape);
std::optional<Tape> tapeFrom(const QString& text);

// Workload and faults come from two streams of the seed, so that neither reshuffles the other.
Tape makeTape(quint64 seed);

} // namespace simulation
