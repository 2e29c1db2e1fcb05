// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "sandbox/rules.h"

#include <functional>

namespace sandbox {

// The same rules behind HTTP, on 127.0.0.1 only. Blocks in serve() until stop() is called from
// another thread; wrote is told after every call that may have changed something.
class Server {
public:
    explicit Server(Rules& rules, std::function<void()> wrote);
    ~Server();
    // Answers the port, or 0 when it can't be had. Port 0 takes any free one.
    int bind(int port);
    void serve();
    // Between two calls: for saving the state.
    void exclusively(const std::function<void()>& body);
    void stop();

private:
    struct Inside;
    std::unique_ptr<Inside> m_inside;
};

} // namespace sandbox
