// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QList>
#include <QString>
#include <QStringList>

namespace records {

// One thing that a remedy changes, shown before anything is.
struct MendedField {
    bool inXero = false; // else in this book
    QString record; // "INV-10381", "Murray & Sons Plumbing"
    QString field, before, after; // "Status", "Archived", "Active"
    bool isFinal = false; // Xero lets nobody take it back
    bool operator==(const MendedField&) const = default;
};

// All that a remedy would change, or has changed.
struct Mending {
    int records = 0; // that it sets free
    QList<MendedField> changes; // the first of them, so that a thousand don't cross threads
    int count = 0; // all of them
    QStringList left; // what it can't mend, each with the reason
    bool operator==(const Mending&) const = default;
};

} // namespace records
