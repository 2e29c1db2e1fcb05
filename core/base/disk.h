// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

#include <optional>

namespace base {

// Bytes that may still be written where this file or folder is; none = the system doesn't say (no
// such path, a container without a mount table), which is no reason to call the disk full.
std::optional<quint64> freeBytes(const QString& path);

} // namespace base
