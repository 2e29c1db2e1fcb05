// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"
#include "records/change.h"
#include "records/explanation.h"
#include "records/operation.h"
#include "records/settings.h"
#include "records/task.h"
#include "records/why.h"

// What a refusal means, its words, and what mends it. Pure.
namespace causes {

// Xero's refusal, recognised by lower-cased substring (xero-api.md §5); the raw text is always
// kept. Several messages of one answer arrive joined by "; ".
records::Cause recognise(records::OperationKind kind, const QString& xeroText);

// The cause behind an error of transport, sign-in, limits or storage.
records::Cause fromError(const base::Error& error);

// A refusal that our own earlier, unheard success may have caused: look before believing it
// ("must be unique", "already exists", "exceeds the amount outstanding", "already been paid off").
bool maybeOwnGhost(const records::Cause& cause);

// One problem with everything: one banner instead of a thousand rows.
bool touchesEverything(records::CauseId id);

// Goes away by itself: tried again with the transient schedule, nobody needs to act.
bool isTransient(records::CauseId id);

enum class WhoActs { YouHere, YouInXero, YourAdviser, Nobody };

struct Words {
    QString title; // of the problem card: "An item code is missing in Xero"
    QString sentence; // what it means and what happens next
    QString brief; // of a list cell: "Item code FIB-NBN100 missing"
    WhoActs who = WhoActs::YouHere;
    QList<records::RemedyId> remedies; // the first is the primary button
};
Words words(const records::Cause& cause);
// What Xero was asked to allow, in words: "customers and vendors, items and settings".
QString scopeWords(const QStringList& scopes);

// A record undone on one side only, in words: both halves, and how a person does the missing one.
struct TaskWords {
    QString title; // "PAY-20417 is reversed in the ledger, but not in Xero"
    QString sentence;
    QString firstHalf, secondHalf; // what is done, what is missing
    QStringList steps;
};
TaskWords words(const records::Task& task);

// "Why hasn't it synced?": what is asked, in the order of the founding papers (R154).
struct WhyStep {
    QString question, answer;
    bool passed = false; // a step that isn't is a reason
};
QList<WhyStep> why(const records::WhyFacts& facts);

// A change made in Xero, in words.
struct ChangeWords {
    QString done; // "Voided", of a list cell
    QString badge; // "Voided in Xero"
    QString meaning; // what it means here, with the money
    QStringList rules; // the rules it breaks, in words of the dos and don'ts: "R075 …"
};
ChangeWords words(const records::Change& change);

// One way to settle it. What can't be undone says so before.
struct WayWords {
    QString title; // "The customer still owes it"
    QString sentence;
    QString button; // "Push under a new number"
    QString note; // what can't be undone
    bool needsReason = false;
};
WayWords words(const records::Change& change, records::ChangeWay way);
QString stateWord(records::ChangeState state); // "To decide", "Accepted"
// The dos and don'ts (R155): what people must not do in Xero, by requirement.
QString ruleText(int rule); // "R075: Never void it in Xero."
QStringList dosAndDonts();

// The table "What syncs?". byHand: how an unsupported kind is mirrored.
struct SyncRow {
    records::Flow direction = records::Flow::Off; // Off = doesn't sync
    QString kind; // in the ledger
    QString xero;
    QString note;
    QStringList byHand;
};
QList<SyncRow> whatSyncs();
QString directionText(records::Flow direction);

// The verb on a button: "Retry", "Create item, retry 2".
QString buttonText(records::RemedyId remedy, int records);
QString remedyText(records::RemedyId remedy); // on paper, where nothing can be pressed
QString whoText(WhoActs who);
QString keyOf(WhoActs who); // "here", "xero", "adviser", "nobody"
// What causes have in common, in words: why a module stops, at one look (R114).
QString familyOf(records::CauseId cause);
// What a remedy changes on both sides, and how it is undone, in one line; empty where it only
// looks, or asks first. before: the code or product it is about; after: what is chosen.
QString effectText(
    records::RemedyId remedy, int accounts, const QString& before, const QString& after);
QString repairEffectText(int accounts); // of linking again what was linked by half

// Words, icon name and remedies of the bridge.
QString bridgeWord(records::BridgeCause cause); // "Not yet pushed", three words at most

// The exact sentence the founding papers use for a failed push (R014, R131), for reports and
// search: "Failed pushing completed invoice to Xero due to: …".
QString failedPushingText(records::OperationKind kind, const records::Cause& cause);

} // namespace causes
