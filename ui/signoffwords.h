// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "look/palette.h"
#include "records/signoff.h"

// How the window says what became of a sign-off.
namespace ui {

struct SignOffLook {
    QString icon;
    Meaning meaning;
    QString word; // "Signed off"
};
SignOffLook lookOf(records::SignOffState state);
QString scopeWords(const records::SignOff& signOff); // "Whole book", "3 accounts"
// "Suspended since today 10:07: something changed. Look at it, then sign off anew."
QString stateSentence(const records::SignOff& signOff, const QDateTime& now);
QString fullDay(QDate date); // "31 Oct 2026", whatever the year

} // namespace ui
