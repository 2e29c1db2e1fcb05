// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"

#include <QObject>
#include <QUrl>

#include <functional>
#include <memory>
#include <vector>

class QTcpServer;
class QTcpSocket;

namespace xero {

// Waits on this computer alone for the browser to come back from consent: one GET of /callback.
// Everything else that connects gets a plain refusal, and little time.
class RedirectServer : public QObject {
    Q_OBJECT

public:
    // What to make of the address the browser came back with; true shows the page of success.
    using Judge = std::function<bool(const QUrl&)>;

    RedirectServer();
    ~RedirectServer() override;
    // The first free port of those registered with Xero. Usage error when all are taken.
    base::Result<quint16> listen(const QList<quint16>& ports, Judge judge);

private:
    bool listenOn(quint16 port);
    void accept(QTcpServer& server);
    void read(QTcpSocket& socket);

    std::vector<std::unique_ptr<QTcpServer>> m_servers;
    Judge m_judge;
    int m_open = 0;
};

} // namespace xero
