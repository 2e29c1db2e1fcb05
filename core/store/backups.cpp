// SPDX-License-Identifier: GPL-3.0-or-later

#include "store/backups.h"

#include "base/failpoint.h"

#include <QDir>
#include <QFile>
#include <QSet>

#include <algorithm>

using base::ErrorKind;
using base::failure;
using base::Result;
using namespace Qt::StringLiterals;

namespace store {

namespace {

constexpr int kDays = 7, kWeeks = 5;
const QString kStamp = u"yyyy-MM-dd HHmmss"_s;

QString stem(const QString& bookPath)
{
    return QFileInfo(bookPath).completeBaseName();
}

QDateTime madeAt(const QString& bookPath, const QFileInfo& file)
{
    return QDateTime::fromString(file.completeBaseName().mid(stem(bookPath).size() + 1), kStamp);
}

// A reader may have made them; a backup is one file.
void dropSideFiles(const QString& path)
{
    QFile::remove(path + u"-wal"_s);
    QFile::remove(path + u"-shm"_s);
}

Result<void> checkWhole(const QString& path, const base::Clock& clock)
{
    Result<void> done;
    {
        const auto book = Book::open(path, {.readOnly = true}, clock);
        done = book ? (*book)->checkIntegrity() : tl::unexpected(book.error());
    }
    dropSideFiles(path);
    return done;
}

void prune(const QString& bookPath, QDate today)
{
    QSet<QDate> days;
    QSet<int> weeks; // counted back from this one
    for (const BackupRow& backup : backupsOf(bookPath)) {
        const QDate day = backup.madeAt.date();
        const auto age = static_cast<int>(day.daysTo(today));
        const bool stays = age < 1 ? true // of today each is kept
            : age < kDays          ? !days.contains(day)
                                   : age / 7 <= kWeeks && !weeks.contains(age / 7);
        days.insert(day);
        if (age >= kDays)
            weeks.insert(age / 7);
        if (!stays)
            QFile::remove(backup.path);
    }
}

} // namespace

QString backupFolder(const QString& bookPath)
{
    return QFileInfo(bookPath).dir().filePath(stem(bookPath) + u" backups"_s);
}

QList<BackupRow> backupsOf(const QString& bookPath)
{
    QList<BackupRow> found;
    const QDir folder(backupFolder(bookPath));
    const QString pattern = stem(bookPath) + u" *."_s + QFileInfo(bookPath).suffix();
    for (const QFileInfo& file : folder.entryInfoList({pattern}, QDir::Files))
        if (const QDateTime at = madeAt(bookPath, file); at.isValid())
            found.append({file.filePath(), at, file.size()});
    std::ranges::sort(found, std::greater(), &BackupRow::madeAt);
    return found;
}

Result<QString> makeBackup(Book& book, const base::Clock& clock)
{
    const QString folder = backupFolder(book.path());
    if (!QDir().mkpath(folder))
        return failure(
            ErrorKind::Storage, u"The folder for backups can’t be made: %1"_s.arg(folder));
    const QDateTime now = clock.now().toLocalTime();
    const QString target = QDir(folder).filePath(
        stem(book.path()) + u' ' + now.toString(kStamp) + u'.' + QFileInfo(book.path()).suffix());
    if (auto copied = book.backup(target); !copied)
        return tl::unexpected(copied.error());
    if (auto whole = checkWhole(target, clock); !whole) {
        QFile::remove(target);
        return failure(ErrorKind::Storage,
            u"The backup could not be read back, so it was taken away. Look at the disk."_s,
            whole.error().raw);
    }
    auto noted = book.begin();
    if (!noted)
        return tl::unexpected(noted.error());
    if (auto set = book.setValue(*noted, u"backup.last"_s, now.toUTC().toString(Qt::ISODateWithMs));
        !set)
        return tl::unexpected(set.error());
    if (auto done = noted->commit(); !done)
        return tl::unexpected(done.error());
    prune(book.path(), now.date());
    return target;
}

Result<QString> restoreBackup(
    const QString& backup, const QString& bookPath, const base::Clock& clock)
{
    if (auto whole = checkWhole(backup, clock); !whole)
        return tl::unexpected(whole.error());
    QString kept;
    if (QFile::exists(bookPath)) {
        // Open elsewhere: nothing is moved under its feet. A damaged one can't be opened at all.
        if (const auto book = Book::open(bookPath, {}, clock);
            !book && book.error().kind == ErrorKind::Conflict)
            return tl::unexpected(book.error());
        const QFileInfo file(bookPath);
        kept = file.dir().filePath(stem(bookPath) + u" before "_s
            + clock.now().toLocalTime().toString(kStamp) + u'.' + file.suffix());
        if (!QFile::rename(bookPath, kept))
            return failure(
                ErrorKind::Storage, u"The present book can’t be put aside: %1"_s.arg(bookPath));
        for (const QString& side : {u"-wal"_s, u"-shm"_s})
            if (QFile::exists(bookPath + side))
                QFile::rename(bookPath + side, kept + side);
    }
    base::failpoint("restore.put-aside");
    const auto source = Book::open(backup, {.readOnly = true}, clock);
    Result<void> done
        = source ? (*source)->backup(bookPath) : Result<void>(tl::unexpected(source.error()));
    dropSideFiles(backup);
    if (done)
        return kept;
    for (const QString& part : {QString(), u"-wal"_s, u"-shm"_s})
        if (!kept.isEmpty() && QFile::exists(kept + part))
            QFile::rename(kept + part, bookPath + part);
    return tl::unexpected(done.error());
}

} // namespace store
