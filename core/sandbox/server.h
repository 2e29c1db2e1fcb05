// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "sandbox/rules.h"

// The rules behind HTTP, on 127.0.0.1 only.
namespace sandbox {

class Server {
public:
    explicit Server(std::unique_ptr<Rules> rules);
    ~Server();
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;

    int bind(int port); // 0 = any free one; the port it got, or 0 if that is taken
    void run(); // until stop() is called from another thread
    void stop();
    // The state, if anything may have changed since it was last asked for; else empty.
    QByteArray changedState();

private:
    struct Inside;
    std::unique_ptr<Inside> m_inside;
};

} // namespace sandbox
