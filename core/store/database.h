// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "store/statement.h"

#include <QLockFile>

#include <functional>

namespace store {

// "TIOT": marks a file as a book.
constexpr int kApplicationId = 0x54494f54;

// A book's file, opened: pragmas set, checked to be a book this program can read, locked against a
// second writer. What the tables hold is the business of the classes that use the connection.
struct Database {
    std::unique_ptr<QLockFile> lock; // null when read-only; dies with the process
    std::unique_ptr<Connection> connection; // closes before the lock is released
    bool readOnly = false;
};

// A new file that only its owner can read; never overwrites. It is built beside its place, filled
// by the caller, and gets its name when it is whole: a kill leaves no half book.
base::Result<Database> createDatabase(
    const QString& path, const std::function<void(Connection&)>& fill);
// Refuses with a sentence that says which: missing, foreign, newer, damaged, open elsewhere, on a
// read-only disk. Migrates an older book after a backup.
base::Result<Database> openDatabase(const QString& path, bool readOnly, const QDateTime& now);
// Whether openDatabase would migrate this file.
base::Result<bool> isOlder(const QString& path);
// For lists: a second connection that can't write.
base::Result<std::unique_ptr<Connection>> openForReading(const QString& path);

// Who has the lock writes the book. Conflict: somebody else does.
base::Result<std::unique_ptr<QLockFile>> lockForWriting(const QString& path);
// For backups: a file of this or an older format, as it is.
base::Result<void> checkAsItIs(const QString& path);
base::Result<void> copyAsItIs(const QString& path, const QString& target);

base::Result<void> checkIntegrity(Connection& connection);
base::Result<void> backupTo(Connection& connection, const QString& target);
int pragma(Connection& connection, const QString& name);

} // namespace store
