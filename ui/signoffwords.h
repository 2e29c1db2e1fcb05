// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "look/palette.h"
#include "store/reader.h"

// How the window says what became of a sign-off.
namespace ui {

struct SignOffLook {
    QString icon;
    Meaning meaning;
    QString word; // "Signed off"
};
SignOffLook lookOf(records::SignOffState state);
// "Whole book", "3 accounts", "Harbourside Physio"
QString scopeWords(const store::Reader& reader, const records::SignOff& signOff);
// "Suspended since today 10:07: something dated on or before that day has changed. …"
QString stateSentence(const records::SignOff& signOff, const QDateTime& now);
// "Signed off to 31 Oct", "Sign-off as of 31 Oct waits for review", "… is suspended since today
// 10:07"
QString shortWords(const records::SignOff& signOff, const QDateTime& now);
QString fullDay(QDate date); // "31 Oct 2026", whatever the year

// "+40.00"; of several sides or currencies those that differ: "NZD −3.00, AUD +40.00".
QString differences(const QList<records::SignedSum>& sums);

} // namespace ui
