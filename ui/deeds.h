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
Deed deedFor(Context& context, const records::Preflight& bank);
Deed wayOut(Context& context, const records::Hazard& hazard);
Deed wayOut(Context& context, const store::BankLineRow& line); // no text: nothing but to wait
// Of a match that was made too early: that it needn't be undone.
Deed otherWayOut(Context& context, const store::BankLineRow& line);
// Of several lines that stop: what pushes all that a push would free.
Deed deedFor(Context& context, const QList<store::BankLineRow>& stopped);
bool isFreedByPush(const records::LineCheck& check);

} // namespace ui
