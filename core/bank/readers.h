// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "bank/bank.h"
#include "bank/faults.h"

// One reader for each format: what is wrong goes to the faults, and then the answer doesn't count.
namespace bank {

using Format = records::BankFormat;
using Line = records::BankLine;
using Statement = records::BankStatement;
using Statements = QList<Statement>;

Statements readOfx(const QString& text, const Expected& expected, Faults& faults);
Statements readQif(const QString& text, const Expected& expected, Faults& faults);
Statements readCamt053(const QByteArray& content, Faults& faults);
Statements readMt940(const QString& text, Faults& faults);
Statements readCsv(const QString& text, const Expected& expected, Faults& faults,
    std::optional<CsvQuestion>& question);

} // namespace bank
