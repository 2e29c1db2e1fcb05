// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/disk.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <filesystem>

#if defined(Q_OS_UNIX)
#include <sys/stat.h>
#endif
#if defined(Q_OS_LINUX)
#include <sys/vfs.h>
#elif defined(Q_OS_MACOS)
#include <sys/mount.h>
#include <sys/param.h>
#elif defined(Q_OS_WIN)
#include <windows.h>
#endif

using namespace Qt::StringLiterals;

namespace base {

// Not QStorageInfo: it looks the path up in the mount table, and answers 0 where there is none.
std::optional<quint64> freeBytes(const QString& path)
{
    std::error_code unknown;
    const auto space = std::filesystem::space(path.toStdU16String(), unknown);
    if (unknown)
        return std::nullopt;
    return space.available;
}

namespace {

// A book that is yet to be made is where its folder is.
QString existing(const QString& path)
{
    const QFileInfo info(path);
    return info.exists() ? info.canonicalFilePath()
                         : QFileInfo(info.absolutePath()).canonicalFilePath();
}

#if defined(Q_OS_LINUX)

// File systems in user space are of both kinds: only the mount table tells an encrypted folder or a
// stick from a server.
QString whyNotFuse(const QString& path)
{
    QFile mounts(u"/proc/self/mountinfo"_s);
    QString type;
    qsizetype longest = -1;
    if (mounts.open(QIODevice::ReadOnly)) {
        for (const QByteArray& line : mounts.readAll().split('\n')) {
            const QList<QByteArray> before = line.left(line.indexOf(" - ")).split(' ');
            const QByteArray after = line.mid(line.indexOf(" - ") + 3);
            const QString point = QString::fromUtf8(before.value(4)).replace(u"\\040"_s, u" "_s);
            const bool holds = !point.isEmpty()
                && (path == point || point == u"/"_s || path.startsWith(point + u'/'));
            if (holds && point.size() >= longest) {
                longest = point.size();
                type = QString::fromUtf8(after.left(after.indexOf(' ')));
            }
        }
    }
    static const QStringList local{u"fuse.gocryptfs"_s, u"fuse.cryfs"_s, u"fuse.encfs"_s,
        u"fuse.securefs"_s, u"fuse.mergerfs"_s, u"fuse.bindfs"_s, u"fuse.fuse-overlayfs"_s,
        u"fuse.ntfs-3g"_s, u"fuse.exfat-fuse"_s};
    // Others than these (fuseblk, virtiofs) are disks as well.
    const bool isServed = type == u"fuse"_s || type.startsWith(u"fuse."_s);
    return !isServed || local.contains(type) ? QString() : u"a network drive (%1)"_s.arg(type);
}

QString network(const QString& path)
{
    struct statfs where { };
    if (::statfs(QFile::encodeName(path).constData(), &where) != 0)
        return {};
    // linux/magic.h, which not every system has whole.
    switch (static_cast<quint32>(where.f_type)) {
    case 0x6969:
        return u"a network drive (NFS)"_s;
    case 0x517B:
    case 0xFE534D42:
    case 0xFF534D42:
        return u"a network drive (SMB)"_s;
    case 0x564C:
    case 0x5346414F:
    case 0x6B414653:
    case 0x73757245:
    case 0x00C36400:
    case 0x0BD00BD0:
        return u"a network drive"_s;
    case 0x65735546:
        return whyNotFuse(path);
    default:
        return {};
    }
}

#elif defined(Q_OS_MACOS)

QString network(const QString& path)
{
    struct statfs where { };
    if (::statfs(QFile::encodeName(path).constData(), &where) != 0 || (where.f_flags & MNT_LOCAL))
        return {};
    return u"a network drive (%1)"_s.arg(QString::fromUtf8(where.f_fstypename));
}

#elif defined(Q_OS_WIN)

QString network(const QString& path)
{
    const QString native = QDir::toNativeSeparators(path);
    if (native.startsWith(u"\\\\"_s))
        return u"a network drive"_s;
    const std::wstring root = native.left(3).toStdWString();
    return ::GetDriveTypeW(root.c_str()) == DRIVE_REMOTE ? u"a network drive"_s : QString();
}

#else

QString network(const QString&)
{
    return {};
}

#endif

QString byName(const QString& folder)
{
    struct Name {
        QStringView begins, service;
    };
    // As the services name their folders: "OneDrive - Coastline", "Dropbox (Personal)".
    static constexpr Name names[] = {{u"dropbox", u"Dropbox"}, {u"onedrive", u"OneDrive"},
        {u"google drive", u"Google Drive"}, {u"googledrive", u"Google Drive"},
        {u"icloud drive", u"iCloud"}, {u"iclouddrive", u"iCloud"}, {u"mobile documents", u"iCloud"},
        {u"box sync", u"Box"}, {u"nextcloud", u"Nextcloud"}, {u"owncloud", u"ownCloud"},
        {u"pclouddrive", u"pCloud"}, {u"pcloud drive", u"pCloud"}, {u"megasync", u"MEGA"}};
    for (const Name& name : names) {
        const QString rest = folder.toLower().mid(name.begins.size());
        if (folder.startsWith(name.begins, Qt::CaseInsensitive)
            && (rest.isEmpty() || rest.startsWith(u" "_s) || rest.startsWith(u"-"_s)))
            return name.service.toString();
    }
    return {};
}

QString byMarkerFile(const QDir& folder)
{
    struct Marker {
        const char* file;
        QStringView service;
    };
    static constexpr Marker markers[]
        = {{".dropbox.cache", u"Dropbox"}, {".stfolder", u"Syncthing"},
            {".nextcloudsync.log", u"Nextcloud"}, {".owncloudsync.log", u"ownCloud"}};
    for (const Marker& marker : markers)
        if (folder.exists(QLatin1String(marker.file)))
            return marker.service.toString();
    return {};
}

} // namespace

QString syncedBy(const QString& path)
{
    QDir folder = QFileInfo(path).absoluteDir();
    for (int depth = 0; depth < 64; ++depth) {
        const QString name = byName(folder.dirName());
        const QString service = name.isEmpty() ? byMarkerFile(folder) : name;
        if (!service.isEmpty())
            return service;
        if (folder.isRoot() || !folder.cdUp())
            break;
    }
    return {};
}

QByteArray fileIdentity(const QString& path)
{
#if defined(Q_OS_UNIX)
    struct stat seen { };
    if (::stat(QFile::encodeName(path).constData(), &seen) == 0)
        return QByteArray::number(static_cast<quint64>(seen.st_ino));
#elif defined(Q_OS_WIN)
    const std::wstring name = QDir::toNativeSeparators(path).toStdWString();
    const HANDLE file = ::CreateFileW(name.c_str(), 0,
        FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE, nullptr, OPEN_EXISTING, 0, nullptr);
    if (file == INVALID_HANDLE_VALUE)
        return {};
    BY_HANDLE_FILE_INFORMATION seen{};
    const bool known = ::GetFileInformationByHandle(file, &seen) != 0;
    ::CloseHandle(file);
    if (known)
        return QByteArray::number(
            (static_cast<quint64>(seen.nFileIndexHigh) << 32) | seen.nFileIndexLow);
#endif
    return {};
}

QString whyNotLocal(const QString& path)
{
    const QString service = syncedBy(path);
    if (!service.isEmpty())
        return u"a folder that %1 keeps in step"_s.arg(service);
    return network(existing(path));
}

} // namespace base
