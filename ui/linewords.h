// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "look/words.h"
#include "preflight/linewords.h"

// The icons of what preflight/linewords.h says, and how bank accounts are named.
namespace ui {

QString iconOf(records::CandidateKind kind);
QString pickIcon(const records::LineCheck& check);
QString offerIcon(const records::LineCheck& check); // empty: nothing else is offered

QString bankName(const records::Preflight& bank); // "NAB Everyday ··4821"
QString tallyWords(const records::LineTally& lines); // "1 stop, 2 not checked, 23 safe"

} // namespace ui
