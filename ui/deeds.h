// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "context.h"

namespace ui {

// What a verdict's button does, named with the money it moves.
struct Deed {
    QString text;
    std::function<void()> act;
};

// Stop, Not checked, everything else.
int rankOf(records::Verdict verdict);
// What matters most first.
QList<records::Hazard> inOrder(QList<records::Hazard> hazards);
// The lines that stop first; without one, what is known without a statement.
Deed deedFor(Context& context, const records::Preflight& bank);
// At most 200: more of them change nothing in a band's words.
QList<store::BankLineRow> stoppedLines(const Context& context, const records::Preflight& bank);
Deed wayOut(Context& context, const records::Hazard& hazard);
Deed wayOut(Context& context, const store::BankLineRow& line); // no text: nothing but to wait
// Of a match that was made too early: that it needn't be undone.
Deed otherWayOut(Context& context, const store::BankLineRow& line);
bool isFreedByPush(const records::LineCheck& check);
// A person's word on a line, with the way to take it back.
void decide(Context& context, records::BankLineId line, const records::LineDecision& decision,
    const QString& sentence);

} // namespace ui
