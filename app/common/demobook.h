// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/runner.h"

#include <QTemporaryDir>

namespace app {

// The demo book: Coastline Broadband on the day it is opened. Everything in it comes through public
// doors (import, sync, the person in the sandbox), so every page has something true to show.
struct DemoStory {
    std::shared_ptr<QTemporaryDir> files; // the billing system's exports, while they are read
    QList<Step> steps;
};

records::BookSettings demoSettings();
base::Result<DemoStory> demoStory(const base::Clock& clock);

} // namespace app
