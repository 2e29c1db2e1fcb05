// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cli/output.h"

namespace app {
struct Finished;
}
namespace store {
class Reader;
}

namespace cli {

// What still needs a person decides the exit code of a sync that itself ran through.
Answer syncAnswer(const app::Finished& finished, const store::Reader& reader);

} // namespace cli
