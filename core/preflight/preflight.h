// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "records/accountfile.h"

// The check before reconciling, without a bank statement: per customer and per bank account. Pure.
namespace preflight {

// What makes this account unsafe: not pushed, failed, pushed but unallocated, wrong match made.
QList<records::Hazard> hazards(
    const records::AccountFile& file, const records::Surroundings& around);

// A reading of Xero is good for half an hour (design §7); one from the future tells no age at all.
bool isFresh(const QDateTime& readAt, const QDateTime& now);

// What makes the whole book unsafe to judge: mirror older than 30 minutes or than the last push,
// never fetched, payments not complete until today.
QList<records::Hazard> bookHazards(const records::Surroundings& around);

// One verdict per BANK account of the chart. Hazards carry the bank account they concern; those
// without one concern all. Stop beats Not checked beats Safe; stale or partial data is never Safe.
// lines: by the code of their bank account.
QList<records::Preflight> verdicts(const QList<records::Hazard>& hazards,
    const records::Surroundings& around, const QHash<QString, records::LineTally>& lines = {});

// The verdict of one customer: what was found on the account, and what holds for the whole book.
// banks: as they were judged last; their age is the verdict's.
records::Preflight ofAccount(
    const QList<records::Hazard>& hazards, const QList<records::Preflight>& banks);

// There are some, and nothing keeps anybody from reconciling any of them.
bool areAllSafe(const QList<records::Preflight>& banks);

// Nobody can have locked a day since without our seeing it, as far as a reading of 30 minutes ago
// tells.
bool areLockDatesFresh(const records::Surroundings& around);
// BANK accounts of the chart that are not archived.
QList<const records::mirror::ChartAccount*> bankAccounts(const records::Surroundings& around);
// The source has said that its payments are complete up to this day, in the organisation's zone.
bool arePaymentsCompleteFor(QDate date, const records::Surroundings& around);

} // namespace preflight
