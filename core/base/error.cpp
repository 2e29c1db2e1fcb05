// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/error.h"

#include <cstdio>
#include <cstdlib>

namespace base {

Unexpected failure(ErrorKind kind, const QString& sentence, const QString& raw)
{
    return Unexpected(Error{.kind = kind, .sentence = sentence, .raw = raw});
}

void require(bool condition, const char* what)
{
    if (condition)
        return;
    std::fprintf(stderr, "tieout: broken promise: %s\n", what);
    std::abort();
}

} // namespace base
