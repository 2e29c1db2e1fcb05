// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QString>

#include <optional>

namespace base {

// Bytes that may still be written where this file or folder is; none = the system doesn't say (no
// such path, a container without a mount table), which is no reason to call the disk full.
std::optional<quint64> freeBytes(const QString& path);

// Stays with a file when it is renamed, differs in every copy of it. Empty: the system doesn't say.
QByteArray fileIdentity(const QString& path);

// Why a database must not be written here, as the noun of a sentence: "a network drive (NFS)", "a
// folder that Dropbox keeps in step". Empty: an ordinary disk of this computer. SQLite's log needs
// memory that all writers share, which exists on one computer only; and what keeps a folder in step
// copies a file while it is being written.
QString whyNotLocal(const QString& path);

// What a folder's path tells of being kept in step by OneDrive, Dropbox and the like: by the names
// of their folders, and by the marker files that Dropbox and others leave at their top.
QString syncedBy(const QString& path);

} // namespace base
