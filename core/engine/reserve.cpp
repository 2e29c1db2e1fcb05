// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/reserve.h"

#include <QCryptographicHash>
#include <QFile>
#include <QtEndian>

#ifdef Q_OS_UNIX
#include <fcntl.h>
#include <unistd.h>
#elif defined(Q_OS_WIN)
#include <io.h>
#endif

namespace engine {

namespace {

constexpr qint64 kBallast = 8 * 1024 * 1024;
constexpr qint64 kSlot = 64 * 1024;
constexpr int kSlots = 5; // calls in flight
constexpr qsizetype kHead = 4 + 32; // length and SHA-256 of what follows

base::Unexpected noRoom(const QFile& file)
{
    return base::failure(base::ErrorKind::Storage,
        QStringLiteral("The disk is full. Make room, and everything goes on; nothing was lost."),
        file.errorString());
}

// On the disk itself, not in a cache: a power cut right after must find it.
bool sync(QFile& file)
{
    if (!file.flush())
        return false;
#if defined(Q_OS_MACOS)
    return ::fcntl(file.handle(), F_FULLFSYNC) == 0 || ::fsync(file.handle()) == 0;
#elif defined(Q_OS_UNIX)
    return ::fsync(file.handle()) == 0;
#elif defined(Q_OS_WIN)
    return ::_commit(file.handle()) == 0;
#else
    return true;
#endif
}

// Blocks that exist, not a hole: a hole has no room in it when the disk is full.
base::Result<void> allocate(const QString& path, qint64 size)
{
    QFile file(path);
    if (file.exists() && file.size() == size)
        return {};
    if (!file.open(QIODevice::WriteOnly, QFileDevice::ReadOwner | QFileDevice::WriteOwner))
        return noRoom(file);
    bool done = false;
#ifdef Q_OS_LINUX
    done = ::posix_fallocate(file.handle(), 0, size) == 0;
#endif
    for (qint64 written = 0; !done && written < size;) {
        const qint64 now = file.write(QByteArray(64 * 1024, '\0'));
        if (now <= 0)
            break;
        written += now;
        done = written >= size;
    }
    if (done && sync(file))
        return {};
    const base::Unexpected error = noRoom(file);
    file.remove();
    return error;
}

base::Result<void> overwrite(const QString& path, int slot, const QByteArray& bytes)
{
    // ReadWrite: neither truncated nor made anew, so that its own blocks are used.
    QFile file(path);
    if (!file.open(QIODevice::ReadWrite | QIODevice::ExistingOnly) || !file.seek(slot * kSlot)
        || file.write(bytes) != bytes.size() || !sync(file))
        return noRoom(file);
    return {};
}

// Of each slot; empty = nothing, or nothing whole.
QList<QByteArray> slotsOf(const QString& path)
{
    QList<QByteArray> answers;
    QFile file(path);
    const QByteArray all = file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    for (int slot = 0; slot < kSlots; ++slot) {
        const QByteArray bytes = all.mid(slot * kSlot, kSlot);
        const auto size = bytes.size() < kHead
            ? qsizetype(0)
            : static_cast<qsizetype>(qFromBigEndian<quint32>(bytes.constData()));
        const QByteArray answer = bytes.mid(kHead, size);
        const bool whole = size > 0 && answer.size() == size
            && QCryptographicHash::hash(answer, QCryptographicHash::Sha256) == bytes.mid(4, 32);
        answers.append(whole ? answer : QByteArray());
    }
    return answers;
}

} // namespace

Reserve::Reserve(const QString& bookPath)
    : m_ballast(bookPath + QStringLiteral(".ballast"))
    , m_outcome(bookPath + QStringLiteral(".outcome"))
{
}

Reserve::~Reserve()
{
    QFile::remove(m_ballast);
    if (kept().isEmpty())
        QFile::remove(m_outcome);
}

base::Result<void> Reserve::prepare()
{
    if (auto room = allocate(m_outcome, kSlots * kSlot); !room)
        return room;
    return allocate(m_ballast, kBallast);
}

bool Reserve::giveBack()
{
    return QFile::remove(m_ballast);
}

base::Result<void> Reserve::keep(const QByteArray& answer)
{
    base::require(kHead + answer.size() <= kSlot, "an answer fits the file that is kept for it");
    const auto slot = static_cast<int>(slotsOf(m_outcome).indexOf(QByteArray()));
    if (slot < 0)
        return base::failure(base::ErrorKind::Storage,
            QStringLiteral("The disk is full. Make room, then open the book again."));
    QByteArray head(4, '\0');
    qToBigEndian(static_cast<quint32>(answer.size()), head.data());
    return overwrite(m_outcome, slot,
        head + QCryptographicHash::hash(answer, QCryptographicHash::Sha256) + answer);
}

QList<QByteArray> Reserve::kept() const
{
    QList<QByteArray> answers = slotsOf(m_outcome);
    answers.removeAll(QByteArray());
    return answers;
}

base::Result<void> Reserve::forget()
{
    for (int slot = 0; slot < kSlots; ++slot)
        if (auto done = overwrite(m_outcome, slot, QByteArray(kHead, '\0')); !done)
            return done;
    return {};
}

} // namespace engine
