// SPDX-License-Identifier: GPL-3.0-or-later

#include "xero/redirectserver.h"

#include <QTcpServer>
#include <QTcpSocket>
#include <QTimer>

namespace xero {

namespace {

constexpr qint64 kLargestRequest = 8 * 1024;
constexpr int kPatience = 5'000;
constexpr int kMostSockets = 32;

// Fixed texts: nothing that came in is ever shown.
void answer(QTcpSocket& socket, const char* status, const QByteArray& words)
{
    const QByteArray page
        = "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Tieout</title>"
          "<body style=\"font:18px sans-serif;margin:15vh auto;max-width:30em\"><p>"
        + words + "</p></body></html>\n";
    socket.write(QByteArray("HTTP/1.1 ") + status
        + "\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: "
        + QByteArray::number(page.size())
        + "\r\nConnection: close\r\nCache-Control: no-store\r\nReferrer-Policy: no-referrer\r\n"
          "Content-Security-Policy: default-src 'none'; style-src 'unsafe-inline'\r\n\r\n"
        + page);
    socket.disconnectFromHost();
}

} // namespace

RedirectServer::RedirectServer() = default;
RedirectServer::~RedirectServer() = default;

base::Result<quint16> RedirectServer::listen(const QList<quint16>& ports, Judge judge)
{
    m_judge = std::move(judge);
    QStringList tried;
    for (const quint16 port : ports) {
        if (listenOn(port))
            return port;
        tried += QString::number(port);
    }
    return base::failure(base::ErrorKind::Usage,
        QStringLiteral(
            "Sign-in needs one of the ports %1 on this computer, and other programs hold "
            "them. Close one of those and sign in again.")
            .arg(tried.join(QStringLiteral(", "))));
}

// Both of localhost's addresses, or another program could sit on the one the browser tries first. A
// computer without IPv6 has only one.
bool RedirectServer::listenOn(quint16 port)
{
    m_servers.clear();
    for (const auto address : {QHostAddress::LocalHost, QHostAddress::LocalHostIPv6}) {
        auto server = std::make_unique<QTcpServer>();
        QTcpServer* raw = server.get();
        connect(raw, &QTcpServer::newConnection, this, [this, raw] { accept(*raw); });
        if (server->listen(QHostAddress(address), port)) {
            m_servers.push_back(std::move(server));
        } else if (m_servers.empty()
            || server->serverError() == QAbstractSocket::AddressInUseError) {
            m_servers.clear();
            return false;
        }
    }
    return true;
}

void RedirectServer::accept(QTcpServer& server)
{
    while (QTcpSocket* socket = server.nextPendingConnection()) {
        connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
        if (m_open >= kMostSockets) {
            socket->abort();
            socket->deleteLater();
            continue;
        }
        ++m_open;
        // The page must still go out when the sign-in that owns us is over.
        socket->setParent(nullptr);
        connect(socket, &QObject::destroyed, this, [this] { --m_open; });
        QTimer::singleShot(kPatience, socket, [socket] {
            socket->abort();
            socket->deleteLater();
        });
        connect(socket, &QTcpSocket::readyRead, this, [this, socket] { read(*socket); });
    }
}

void RedirectServer::read(QTcpSocket& socket)
{
    const QByteArray head = socket.peek(kLargestRequest);
    if (!head.contains("\r\n\r\n")) {
        if (head.size() >= kLargestRequest)
            answer(socket, "431 Request Header Fields Too Large",
                "This is not what Tieout waits for.");
        return;
    }
    socket.disconnect(this);
    const QList<QByteArray> words = head.left(head.indexOf("\r\n")).split(' ');
    const QByteArray target = words.value(1);
    const bool isCallback = words.size() == 3 && words[0] == "GET"
        && (target == "/callback" || target.startsWith("/callback?"));
    if (!isCallback)
        return answer(socket, "404 Not Found", "This is not what Tieout waits for.");
    const QUrl url = QUrl::fromEncoded("http://localhost" + target, QUrl::StrictMode);
    if (m_judge(url))
        answer(socket, "200 OK", "You are signed in. Close this tab and go back to Tieout.");
    else
        answer(socket, "400 Bad Request",
            "The sign-in did not work. Close this tab and go back to Tieout, which says why.");
}

} // namespace xero
