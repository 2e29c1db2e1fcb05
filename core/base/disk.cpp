// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/disk.h"

#include <filesystem>

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

} // namespace base
