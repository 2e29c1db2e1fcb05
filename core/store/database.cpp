// SPDX-License-Identifier: GPL-3.0-or-later

#include "store/database.h"

#include "base/failpoint.h"
#include "store/migrations.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QUrl>

using namespace Qt::StringLiterals;
using base::ErrorKind;

namespace store {

namespace {

QString shown(const QString& path)
{
    return QFileInfo(path).fileName();
}

base::Result<void> checkFree(const QString& path)
{
    const QFileInfo info(path);
    if (info.exists())
        return base::failure(ErrorKind::Conflict,
            u"%1 exists already. Choose another name, or open it."_s.arg(shown(path)));
    if (!info.absoluteDir().exists())
        return base::failure(ErrorKind::NotFound,
            u"The folder %1 doesn’t exist."_s.arg(QDir::toNativeSeparators(info.absolutePath())));
    return {};
}

// Exclusive, and never readable by others, not even for a moment.
base::Result<void> createFile(const QString& path)
{
    QFile file(path);
    if (file.open(QIODevice::NewOnly | QIODevice::ReadWrite,
            QFileDevice::ReadOwner | QFileDevice::WriteOwner))
        return {};
    return base::failure(ErrorKind::Storage,
        u"%1 can’t be created: the folder %2 can’t be written."_s.arg(
            shown(path), QDir::toNativeSeparators(QFileInfo(path).absolutePath())),
        file.errorString());
}

bool namesNobody(const QLockFile& lock)
{
    qint64 process = 0;
    QString computer, program;
    return lock.error() == QLockFile::LockFailedError
        && !lock.getLockInfo(&process, &computer, &program);
}

// Whoever was killed, or lost its power, between making its lock and writing its name into it
// leaves a lock that no process holds and that QLockFile keeps for ever.
bool takeNameless(QLockFile& lock)
{
    constexpr int longestWriting = 1'000; // somebody may be at it
    if (!namesNobody(lock))
        return false;
    return lock.tryLock(longestWriting)
        || (namesNobody(lock) && lock.removeStaleLockFile() && lock.tryLock());
}

void setPragmas(Connection& connection, bool readOnly)
{
    if (!readOnly)
        connection.execute(u"PRAGMA journal_mode = WAL"_s);
    for (const QString& pragma : {u"PRAGMA synchronous = FULL"_s, u"PRAGMA fullfsync = ON"_s,
             u"PRAGMA foreign_keys = ON"_s, u"PRAGMA busy_timeout = 5000"_s,
             u"PRAGMA trusted_schema = OFF"_s, u"PRAGMA cell_size_check = ON"_s})
        connection.execute(pragma);
    if (readOnly)
        connection.execute(u"PRAGMA query_only = ON"_s);
}

base::Result<void> checkHeader(const QString& path)
{
    QFile file(path);
    if (!file.exists())
        return base::failure(ErrorKind::NotFound, u"%1 doesn’t exist."_s.arg(shown(path)));
    if (!file.open(QIODevice::ReadOnly))
        return base::failure(
            ErrorKind::Storage, u"%1 can’t be read."_s.arg(shown(path)), file.errorString());
    // The application id stands at offset 68 of SQLite's header, big-endian.
    const QByteArray header = file.read(100);
    const QByteArray id = QByteArray::fromHex(QByteArray::number(kApplicationId, 16));
    if (!header.startsWith(QByteArray("SQLite format 3\0", 16)) || header.mid(68, 4) != id)
        return base::failure(ErrorKind::Malformed, u"%1 is not a Tieout book."_s.arg(shown(path)));
    return {};
}

base::Result<void> checkBook(Connection& connection, const QString& path)
{
    const int format = pragma(connection, u"user_version"_s);
    if (format > newestFormat())
        return base::failure(ErrorKind::Usage,
            u"%1 was made by a newer Tieout (format %2; this one reads up to %3). Update Tieout to open it."_s
                .arg(shown(path))
                .arg(format)
                .arg(newestFormat()));
    return checkIntegrity(connection);
}

// On a disk that nobody can write SQLite can't make its side files; without a WAL beside it the
// file is all there is and can be read as it stands.
QString readOnlyName(const QString& path)
{
    const QFileInfo info(path);
    const QFileInfo wal(path + u"-wal"_s);
    const bool frozen = !QFileInfo(info.absolutePath()).isWritable() && wal.size() == 0;
    return QString::fromUtf8(QUrl::fromLocalFile(info.absoluteFilePath()).toEncoded())
        + (frozen ? u"?immutable=1"_s : QString());
}

base::Result<std::unique_ptr<Connection>> connectReadOnly(
    const QString& path, Connection::OnLooseError loose)
{
    return Connection::open(readOnlyName(path), u"QSQLITE_OPEN_READONLY;QSQLITE_OPEN_URI"_s, loose);
}

base::Result<void> build(const QString& path, const std::function<void(Connection&)>& fill)
{
    if (auto made = createFile(path); !made)
        return made;
    auto connection = Connection::open(path, {}, Connection::OnLooseError::Stop);
    if (!connection)
        return base::Unexpected(connection.error());
    const Watch watch(**connection);
    if (migrate(**connection, 0))
        fill(**connection);
    return (*connection)->outcome();
}

base::Unexpected damaged(const QString& path, const base::Error& error)
{
    return base::failure(ErrorKind::Storage,
        u"%1 is damaged. Restore a backup; nothing in the file was changed."_s.arg(shown(path)),
        error.raw);
}

} // namespace

base::Result<std::unique_ptr<QLockFile>> lockForWriting(const QString& path)
{
    auto lock = std::make_unique<QLockFile>(path + u".lock"_s);
    lock->setStaleLockTime(0); // a lock is stale when its process is gone, never by age
    if (lock->tryLock() || takeNameless(*lock))
        return lock;
    if (lock->error() == QLockFile::LockFailedError)
        return base::failure(ErrorKind::Conflict,
            u"%1 is open in another window or console. Close it there, or open it here to look only."_s
                .arg(shown(path)));
    return base::failure(ErrorKind::Storage,
        u"%1 is on a read-only disk, or in a folder you can’t write. It can be opened to look only."_s
            .arg(shown(path)));
}

base::Result<Database> createDatabase(
    const QString& path, const std::function<void(Connection&)>& fill)
{
    if (auto free = checkFree(path); !free)
        return base::Unexpected(free.error());
    auto lock = lockForWriting(path);
    if (!lock)
        return base::Unexpected(lock.error());
    const QString building = path + u".new"_s;
    QFile::remove(
        building); // a creation that was killed; nobody else is here while we hold the lock
    if (auto built = build(building, fill); !built) {
        QFile::remove(building);
        return base::Unexpected(built.error());
    }
    base::failpoint("create.built");
    if (!QFile::rename(building, path)) // refuses when somebody made that file meanwhile
        return base::failure(ErrorKind::Storage, u"%1 can’t be created."_s.arg(shown(path)));
    base::failpoint("create.renamed");
    auto connection = Connection::open(path, {}, Connection::OnLooseError::Stop);
    if (!connection)
        return base::Unexpected(connection.error());
    const Watch watch(**connection);
    setPragmas(**connection, false);
    if (auto done = (*connection)->outcome(); !done)
        return base::Unexpected(done.error());
    return Database{std::move(*lock), std::move(*connection), false};
}

base::Result<Database> openDatabase(const QString& path, bool readOnly, const QDateTime& now)
{
    if (auto isBook = checkHeader(path); !isBook)
        return base::Unexpected(isBook.error());
    Database database{.readOnly = readOnly};
    if (!readOnly) {
        if (!QFileInfo(path).isWritable())
            return base::failure(ErrorKind::Storage,
                u"%1 can’t be written: it is on a read-only disk, or not yours. "
                "It can be opened to look only."_s.arg(shown(path)));
        auto lock = lockForWriting(path);
        if (!lock)
            return base::Unexpected(lock.error());
        database.lock = std::move(*lock);
        base::failpoint("open.locked");
    }
    auto connection = readOnly ? connectReadOnly(path, Connection::OnLooseError::Stop)
                               : Connection::open(path, {}, Connection::OnLooseError::Stop);
    if (!connection)
        return base::Unexpected(connection.error());
    database.connection = std::move(*connection);
    const Watch watch(*database.connection);
    // Nothing is written before the file was found good; journal_mode is the book's own already.
    const auto good = checkBook(*database.connection, path);
    if (!good)
        return database.connection->isSpoiled() || good.error().kind == ErrorKind::Storage
            ? damaged(path, good.error())
            : base::Unexpected(good.error());
    if (!readOnly)
        base::failpoint("open.checked");
    setPragmas(*database.connection, readOnly);
    const int format = pragma(*database.connection, u"user_version"_s);
    if (format < newestFormat()) {
        if (readOnly)
            return base::failure(ErrorKind::Usage,
                u"%1 was made by an older Tieout. Open it once for writing, so that it is "
                "brought up to date."_s.arg(shown(path)));
        const QString copy = path
            + u".format-%1.%2.backup"_s.arg(format).arg(now.toUTC().toString(u"yyyyMMdd-HHmmss"_s));
        // A migration that was killed in this very second has left the same copy.
        if (!QFileInfo::exists(copy))
            if (auto kept = backupTo(*database.connection, copy); !kept)
                return base::Unexpected(kept.error());
        base::failpoint("migrate.backed-up");
        migrate(*database.connection, format);
        base::failpoint("migrate.done");
    }
    if (auto done = database.connection->outcome(); !done)
        return base::Unexpected(done.error());
    return database;
}

namespace {

struct AsItIs {
    std::unique_ptr<Connection> connection;
    int format = 0;
};

base::Result<AsItIs> openAsItIs(const QString& path)
{
    if (auto isBook = checkHeader(path); !isBook)
        return base::Unexpected(isBook.error());
    auto connection = connectReadOnly(path, Connection::OnLooseError::Log);
    if (!connection)
        return base::Unexpected(connection.error());
    const Watch watch(**connection);
    setPragmas(**connection, true);
    const int format = pragma(**connection, u"user_version"_s);
    if (auto done = (*connection)->outcome(); !done)
        return base::Unexpected(done.error());
    return AsItIs{std::move(*connection), format};
}

} // namespace

base::Result<void> checkAsItIs(const QString& path)
{
    const auto book = openAsItIs(path);
    if (!book)
        return base::Unexpected(book.error());
    const auto good = checkBook(*book->connection, path);
    if (good || good.error().kind != ErrorKind::Storage)
        return good;
    return damaged(path, good.error());
}

base::Result<void> copyAsItIs(const QString& path, const QString& target)
{
    if (auto good = checkAsItIs(path); !good)
        return good;
    // SQLite copies tables with computed columns only from a file opened for writing, though
    // copying writes nothing into it.
    const auto source = Connection::open(path, {}, Connection::OnLooseError::Stop);
    return source ? backupTo(**source, target) : base::Unexpected(source.error());
}

base::Result<bool> isOlder(const QString& path)
{
    return openAsItIs(path).map([](const AsItIs& book) { return book.format < newestFormat(); });
}

base::Result<std::unique_ptr<Connection>> openForReading(const QString& path)
{
    auto book = openAsItIs(path);
    if (!book)
        return base::Unexpected(book.error());
    if (book->format != newestFormat())
        return base::failure(ErrorKind::Usage,
            u"%1 has format %2; this program reads %3."_s.arg(shown(path))
                .arg(book->format)
                .arg(newestFormat()));
    return std::move(book->connection);
}

base::Result<void> checkIntegrity(Connection& connection)
{
    const Watch watch(connection);
    Statement check(connection, u"PRAGMA quick_check(1)"_s);
    const QString result = check.next() ? check.get<QString>() : QString();
    if (auto done = connection.outcome(); !done)
        return done;
    if (result != "ok"_L1)
        return base::failure(ErrorKind::Storage, u"The book’s file is damaged."_s, result);
    return {};
}

base::Result<void> backupTo(Connection& connection, const QString& target)
{
    if (auto free = checkFree(target); !free)
        return free;
    // Made beside its place, so that a kill leaves no half backup under its name. VACUUM INTO
    // accepts an empty file, so that the copy too is never readable by others.
    const QString making = target + u".new"_s;
    QFile::remove(making);
    if (auto made = createFile(making); !made)
        return made;
    base::failpoint("backup.begun");
    const Watch watch(connection);
    Statement copy(connection, u"VACUUM INTO ?"_s);
    copy.bind(making).run();
    base::failpoint("backup.copied");
    auto done = connection.outcome();
    if (done && !QFile::rename(making, target)) // refuses when somebody made that file meanwhile
        done = base::failure(ErrorKind::Storage, u"%1 can’t be created."_s.arg(shown(target)));
    if (!done)
        QFile::remove(making);
    base::failpoint("backup.done");
    return done;
}

int pragma(Connection& connection, const QString& name)
{
    Statement ask(connection, u"PRAGMA "_s + name);
    return ask.next() ? ask.get<int>() : 0;
}

} // namespace store
