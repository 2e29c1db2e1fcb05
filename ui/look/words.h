// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "look/palette.h"
#include "records/explanation.h"
#include "records/operation.h"
#include "records/status.h"
#include "store/reader.h"

// How the window says money, days and ages, and which icon stands for what.
namespace ui {

QString money(base::Money amount); // "−20.00"
QString difference(base::Money amount); // "+777.50"
QString number(qint64 count); // "1,284"
QString day(QDate date, QDate today); // "20 Nov", with year when not this one
QString moment(const QDateTime& at, const QDateTime& now); // "today 10:07"
QString age(const QDateTime& at, const QDateTime& now); // "9 minutes ago"
QString took(qint64 milliseconds); // "1 min 12 s"
QString ageOfDay(QDate date, QDate today); // "9 days"
QString counted(qint64 count, const QString& one, const QString& many); // "2 records"
QString progressWords(const records::EngineStatus& status); // "Pushing 12 of 41"
QString keyWords(const QString& sequence); // "Ctrl+Down" as on the cap: "Ctrl ↓"
QString isolated(const QString& name); // keeps a name left-to-right inside mirrored text

QString iconOf(records::RecordKind kind);
QString iconOf(records::XeroKind kind);
QString iconOf(records::OperationKind kind);
QString iconOf(records::CauseId cause);
QString nameOf(records::RecordKind kind); // "Invoice"
QString nameOf(records::XeroKind kind);

// How one cause of the bridge looks in a chip: its icon, its meaning, its word.
struct CauseLook {
    QString icon;
    Meaning meaning;
    QString word;
};
CauseLook lookOf(records::BridgeCause cause);

struct VerdictLook {
    QString icon, solidIcon;
    Meaning meaning;
    QString word;
};
VerdictLook lookOf(records::Verdict verdict);

// The sign-in to Xero has at most some days to live, or none.
bool endsSoon(const QDateTime& signIn, const QDateTime& now);
QString signInWords(const QDateTime& until, const QDateTime& now);

} // namespace ui
