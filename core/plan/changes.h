// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "match/index.h"
#include "records/change.h"

namespace plan {

// What people changed in Xero of what is tied here, and of the account's contact (R005, R006,
// R054–R058, R074–R084), each with what can be done about it.
QList<records::Change> changes(const records::AccountFile& file, const records::AsAgreed& agreed,
    const records::Surroundings& around);

// Those of them that are of the account's contact.
QList<records::Change> contactChanges(
    const records::AccountFile& file, const records::AsAgreed& agreed);

// The ledger's own allocation of that amount which nothing in Xero is tied to; null when there is
// none.
const records::ledger::Allocation* untiedAllocation(const records::AccountFile& file,
    const match::Index& index, const records::RecordRef& from, records::DocumentId to,
    base::Money amount);

// Line by line, of those that differ: "Line 2", what it was and what it is.
QList<records::FieldChange> lineChanges(
    const QList<records::mirror::Line>& was, const QList<records::mirror::Line>& now);
// Lines were added, removed or made another thing; else only amounts differ.
bool otherLines(const QList<records::mirror::Line>& was, const QList<records::mirror::Line>& now);

} // namespace plan
