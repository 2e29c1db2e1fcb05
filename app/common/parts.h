// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/engine.h"

namespace app {

// How this program differs from the other one: demo books need no keychain, and the window opens a
// browser in its own way.
struct PartsOptions {
    bool isDemo = false;
    bool isWindow = false; // stays open: unanswered pushes are looked up when their time comes
    QString xeroUrl; // of the demo's sandbox, which has a new port each time; else empty
    std::function<bool(const QUrl&)> openBrowser;
};

// Makes the engine's parts of production, on the engine's thread.
std::function<engine::Parts()> partsFor(PartsOptions options);

// Opens the address with a command of the user's, or with the desktop's own opener; says the
// address on standard error as well, because a terminal may be far from any browser.
std::function<bool(const QUrl&)> browserByCommand(const QString& command);

QString userName();

} // namespace app
