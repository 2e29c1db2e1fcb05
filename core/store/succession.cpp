// SPDX-License-Identifier: GPL-3.0-or-later

#include "store/succession.h"

#include "store/backups.h"
#include "store/database.h"

#include <QDir>
#include <QFile>

#include <filesystem>

using base::ErrorKind;
using base::failure;
using base::Result;
using namespace Qt::StringLiterals;

namespace store {

namespace {

// A name that any file system takes.
QString fileName(QString text)
{
    for (QChar& c : text)
        if (u"/\\:*?\"<>|"_s.contains(c) || c < u' ')
            c = u' ';
    return text.simplified().left(60);
}

QString keptName(const QString& bookPath, const QString& organisation, const base::Clock& clock)
{
    const QFileInfo file(bookPath);
    const QString of = organisation.isEmpty() ? QString() : u" of "_s + fileName(organisation);
    return file.dir().filePath(file.completeBaseName() + of + u" until "_s
        + clock.now().toLocalTime().toString(u"yyyy-MM-dd HHmmss"_s) + u'.' + file.suffix());
}

} // namespace

QStringList tablesThatGoAlong()
{
    return {u"setting"_s, u"account"_s, u"product"_s, u"document"_s, u"document_line"_s,
        u"payment"_s, u"adjustment"_s, u"allocation"_s, u"reversal"_s, u"statement"_s,
        u"bank_line"_s, u"statement_line"_s, u"link"_s};
}

void fillSuccessor(Connection& fresh, const QString& predecessor)
{
    Statement(fresh, u"ATTACH DATABASE ? AS predecessor"_s).bind(predecessor).run();
    fresh.execute(u"BEGIN"_s);
    for (const QString& table : tablesThatGoAlong())
        fresh.execute(u"INSERT INTO main.%1 SELECT * FROM predecessor.%1"_s.arg(table));
    // What a person or Xero said for the old organisation's sake.
    fresh.execute(u"UPDATE document SET number_in_xero = NULL, moved_date = NULL"_s);
    fresh.execute(u"UPDATE payment SET moved_date = NULL"_s);
    // What came in from there is the ledger's own now; where the other organisation has it too, the
    // two are matched. A credit applied there was never money of ours and has to be entered.
    const QString money = u"('payment', 'overpayment', 'prepayment')"_s;
    fresh.execute(u"UPDATE document SET source = 'hand' WHERE source = 'xero'"_s);
    fresh.execute(
        u"UPDATE payment SET source = 'hand' WHERE source = 'xero' AND method IN "_s + money);
    fresh.execute(uR"(
        UPDATE allocation SET source = 'hand'
        WHERE source = 'xero' AND (from_kind <> 'payment' OR from_id IN (
            SELECT id FROM payment WHERE source <> 'xero')))"_s);
    fresh.execute(u"UPDATE setting SET value = 'no' WHERE name = 'push-is-on'"_s);
    // The salt finds the sign-in; the counters keep numbers from being given out twice.
    fresh.execute(uR"(
        INSERT INTO main.value
        SELECT name, value
        FROM predecessor.value
        WHERE name IN ('salt', 'import.last', 'clock.anchor') OR name LIKE 'number.%'
            OR name LIKE 'bank.csv.%' OR name LIKE 'statement.looked.%')"_s);
    fresh.execute(u"INSERT INTO dirty (account) SELECT id FROM account"_s);
    fresh.execute(u"COMMIT"_s);
    fresh.execute(u"DETACH DATABASE predecessor"_s);
}

Result<QString> putSuccessorInPlace(const QString& successor, const QString& bookPath,
    const QString& organisation, const base::Clock& clock)
{
    const QString kept = keptName(bookPath, organisation, clock);
    auto old = openDatabase(bookPath, false, clock.now()); // its lock is held until the end
    if (!old)
        return tl::unexpected(old.error());
    if (auto copied = backupTo(*old->connection, kept); !copied)
        return tl::unexpected(copied.error());
    old->connection.reset();
    // The last connection takes its side files with it. One that stays belongs to another program,
    // and would be read as the new book's.
    for (const QString& side : {u"-wal"_s, u"-shm"_s})
        if (QFile::exists(bookPath + side)) {
            QFile::remove(kept);
            return failure(ErrorKind::Conflict,
                u"The book is open in another window or console. Close it there, then switch again."_s);
        }
    std::error_code trouble; // one step on every system, and no moment without a book
    std::filesystem::rename(
        successor.toStdU16String(), std::filesystem::path(bookPath.toStdU16String()), trouble);
    if (trouble) {
        QFile::remove(kept);
        return failure(ErrorKind::Storage,
            u"The present book can’t be replaced: %1"_s.arg(bookPath),
            QString::fromStdString(trouble.message()));
    }
    // The backups are the old organisation's: one of them put back here would go on pushing there.
    const QString backups = backupFolder(bookPath);
    if (QFile::exists(backups) && !QDir().rename(backups, backupFolder(kept)))
        return failure(ErrorKind::Storage,
            u"The switch is done, but the backups of before still lie in %1. Move them away; they "
            "belong to the other organisation."_s.arg(backups));
    return kept;
}

} // namespace store
