// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "records/linecheck.h"

// How a bank line is said: what it is, what to pick for it in Xero, and what happens next. Page,
// companion, worksheet and console say it alike.
namespace preflight {

QString wordOf(records::Verdict verdict); // "Not checked"
QString payerOf(const records::BankLine& line); // never empty
QString referenceOf(const records::BankLine& line); // what else the bank says, in one line
QString pickOf(const records::LineCheck& check); // "Overpayment PAY-20411", "Ask who paid"
QString offerOf(const records::LineCheck& check); // "the same", "2 invoices"
bool isSame(const records::LineCheck& check); // Xero will offer what is right
// A person may say that it is done. Where money would be paid twice, only Xero says so.
bool canTick(const records::LineCheck& check);
QString orderOf(const records::LineCheck& check); // "Don’t click OK on this line yet"
// What is to be done, in order, as things stand: what is done has gone from it when Xero was read.
QStringList stepsOf(const records::LineCheck& check);
// After OK was clicked on what Xero offers for a line at Stop.
QStringList stepsAfterOk(const records::LineCheck& check);

} // namespace preflight
