// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "store/book.h"

// Copies of a book in a folder beside it: all of today, the newest of each of the six days before
// it and of each of the five weeks before those. Of any format that this program can read: an older
// one is restored as it is, and brought up to date when it is opened.
namespace store {

QString backupFolder(const QString& bookPath); // "/x/Coastline backups" of "/x/Coastline.tieout"
QList<BackupRow> backupsOf(const QString& bookPath); // newest first

// Copies the book, reads the copy whole, notes in the book that there is one, and lets go of those
// that are no longer kept. Answers where it is. A copy that can't be read is none: it is taken
// away.
base::Result<QString> makeBackup(Book& book, const base::Clock& clock);

// Puts a backup in the place of a closed book, which is kept beside it under the name answered;
// empty when there was none. A backup that can't be read whole changes nothing; neither does one
// that is open elsewhere, or wasn't closed. Whoever opens the
// book then finds that it is a copy, looks in Xero and asks before it pushes (engine/copies.h).
base::Result<QString> restoreBackup(
    const QString& backup, const QString& bookPath, const base::Clock& clock);

// A copy of a book, even while it is in use; fails when the target exists.
base::Result<void> copyBook(const QString& from, const QString& to);

} // namespace store
