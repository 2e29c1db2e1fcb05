// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "records/bankline.h"

namespace match {

// Which lines of a file the book has already, in the file's order; none: it is new. The bank's own
// number decides where both have one; else day, amount and all texts, and with them the running
// balance where both have one. Of lines that look the same the second is the second: genuine twins
// stay two, however often their file comes. A file of another format has other texts, so there day
// and amount must be the same and the texts share a word.
QList<std::optional<records::BankLineId>> alreadyKept(const QList<records::BankLine>& lines,
    records::BankFormat format, const QList<records::KeptBankLine>& kept);

} // namespace match
