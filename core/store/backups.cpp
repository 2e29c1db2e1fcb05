// SPDX-License-Identifier: GPL-3.0-or-later

#include "store/backups.h"

#include "base/failpoint.h"
#include "store/database.h"

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

// Reading a file leaves side files beside it; a backup is one file. Those that were there before
// are somebody's who has it open, and what was written to it last.
class SideFiles {
public:
    explicit SideFiles(const QString& path)
    {
        for (const QString& side : {path + u"-wal"_s, path + u"-shm"_s})
            if (!QFile::exists(side))
                m_ours.append(side);
    }
    ~SideFiles()
    {
        for (const QString& side : std::as_const(m_ours))
            QFile::remove(side);
    }
    SideFiles(const SideFiles&) = delete;
    SideFiles& operator=(const SideFiles&) = delete;

private:
    QStringList m_ours;
};

Result<void> checkWhole(const QString& path)
{
    const SideFiles sides(path);
    return checkAsItIs(path);
}

// Nobody writes it while it is read. On a disk that can't be written nobody does anyway.
Result<std::unique_ptr<QLockFile>> lockClosed(const QString& path)
{
    auto lock = lockForWriting(path);
    if (!lock && lock.error().kind == ErrorKind::Conflict)
        return lock;
    if (QFileInfo(path + u"-wal"_s).size() > 0)
        return failure(ErrorKind::Usage,
            u"%1 was not closed: what was last written to it stands beside it. Open it once and "
            u"close "
            "it, then restore it."_s.arg(QFileInfo(path).fileName()));
    return lock ? std::move(*lock) : nullptr;
}

// Weeks that stand still: counted back from today, one that grows old would take the place of the
// one before it.
qint64 weekOf(QDate day)
{
    return day.toJulianDay() / 7;
}

void prune(const QString& bookPath, QDate today)
{
    QSet<QDate> days;
    QSet<qint64> weeks;
    for (const BackupRow& backup : backupsOf(bookPath)) {
        const QDate day = backup.madeAt.date();
        const qint64 age = day.daysTo(today), week = weekOf(day);
        const bool stays = age < 1 ? true // of today each is kept
            : age < kDays          ? !days.contains(day)
                                   : weekOf(today) - week <= kWeeks && !weeks.contains(week);
        days.insert(day);
        if (age >= kDays)
            weeks.insert(week);
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
    const QString name = stem(bookPath) + u' ', suffix = u'.' + QFileInfo(bookPath).suffix();
    for (const QFileInfo& file : folder.entryInfoList(QDir::Files)) {
        if (!file.fileName().startsWith(name) || !file.fileName().endsWith(suffix))
            continue;
        if (const QDateTime at = madeAt(bookPath, file); at.isValid())
            found.append({file.filePath(), at, file.size()});
    }
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
    if (auto whole = checkWhole(target); !whole) {
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
    const auto lock = lockClosed(backup);
    if (!lock)
        return tl::unexpected(lock.error());
    const SideFiles sides(backup);
    if (auto whole = checkAsItIs(backup); !whole)
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
    const auto done = copyAsItIs(backup, bookPath);
    if (done)
        return kept;
    for (const QString& part : {QString(), u"-wal"_s, u"-shm"_s})
        if (!kept.isEmpty() && QFile::exists(kept + part))
            QFile::rename(kept + part, bookPath + part);
    return tl::unexpected(done.error());
}

Result<void> copyBook(const QString& from, const QString& to)
{
    return copyAsItIs(from, to);
}

} // namespace store
