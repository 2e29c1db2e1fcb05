// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "records/accountfile.h"
#include "records/linecheck.h"

namespace preflight {

void stop(records::LineCheck& check, records::LineHazard hazard, base::Money atRisk,
    const QString& sentence, records::RemedyId remedy);
void notChecked(records::LineCheck& check, records::LineHazard hazard, const QString& sentence,
    records::RemedyId remedy = records::RemedyId::None);

// What holds for every line: what would be Safe is not when its day is locked, Xero acts by itself,
// or the data is not fresh and complete. stale: what the book as a whole lacks.
void temper(const records::BankLine& line, const records::LineFacts& facts,
    const QList<records::Hazard>& stale, const records::Surroundings& around,
    records::LineCheck& check);

// Of a line that is to be matched with a record which another line, of whatever amount, would take
// as well: a lump that would have one invoice of it, and the line that is this invoice alone.
void contest(records::LineCheck& check);

} // namespace preflight
