// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/engine.h"

#include <QThread>

namespace app {

// The engine on a thread of its own. Connect to engine()'s signals; ask it through open, perform
// and shutDown, which return at once.
class EngineHost {
public:
    explicit EngineHost(std::function<engine::Parts()> makeParts);
    ~EngineHost(); // shuts down and waits: nothing is written after this

    engine::Engine* engine() const { return m_engine; }
    void open(const QString& path);
    void perform(quint64 ticket, const records::Command& command);
    void shutDown();

private:
    QThread m_thread;
    engine::Engine* m_engine = nullptr;
    bool m_isShutDown = false;
};

} // namespace app
