// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QElapsedTimer>
#include <QFile>
#include <QHash>
#include <QList>
#include <QObject>
#include <QPointer>
#include <QSslCertificate>
#include <QSslKey>
#include <QSslSocket>
#include <QTcpServer>
#include <QTcpSocket>
#include <QUrl>
#include <QUrlQuery>

#include <QTimer>

#include <algorithm>
#include <functional>

#include <sys/socket.h>

// A server that does to the bytes exactly what a test says, and remembers every request on the
// wire.
struct Seen {
    QByteArray verb, target, body;
    QList<std::pair<QByteArray, QByteArray>> headers;
    qint64 idleMilliseconds = -1; // of its connection, since that one's last answer; −1 = a new one
    QByteArray header(const QByteArray& lowerCaseName) const
    {
        for (const auto& [name, value] : headers)
            if (name == lowerCaseName)
                return value;
        return {};
    }
    QByteArray path() const
    {
        return target.left(target.indexOf('?') < 0 ? target.size() : target.indexOf('?'));
    }
    QString field(const char* name) const // of the query, or of a form
    {
        const QByteArray text = verb == "GET" ? target.mid(target.indexOf('?') + 1) : body;
        return QUrlQuery(QString::fromLatin1(text))
            .queryItemValue(QLatin1String(name), QUrl::FullyDecoded);
    }
};

struct Reply {
    enum class Then { Keep, Close, Reset, Hang };
    QByteArray bytes = {};
    Then then = Then::Keep;
    int delayMilliseconds = 0;

    static Reply of(int status, const QByteArray& body, const QByteArray& headers = {})
    {
        return {"HTTP/1.1 " + QByteArray::number(status) + " X\r\n" + headers
            + "Content-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body};
    }
};

// Made for tests: of 127.0.0.1, signed by itself, and trusted by nobody unless a test says so.
inline QByteArray localhostPem()
{
    QFile file(QStringLiteral(SOURCE_DIR "/tests/xero/localhost.pem"));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}
inline QSslCertificate localhostCertificate()
{
    return QSslCertificate(localhostPem());
}
inline QSslKey localhostKey()
{
    return QSslKey(localhostPem(), QSsl::Ec);
}

class RawServer : public QObject {
public:
    using Script = std::function<Reply(const Seen&)>;

    // Encrypted, it shows localhostCertificate().
    explicit RawServer(Script script, bool encrypted = false)
        : m_script(std::move(script))
        , m_encrypted(encrypted)
    {
        m_server.encrypted = encrypted;
        connect(&m_server, &QTcpServer::newConnection, this, [this] {
            while (QTcpSocket* socket = m_server.nextPendingConnection()) {
                ++connections;
                m_answered.remove(socket); // the address may be that of one long gone
                connect(socket, &QTcpSocket::readyRead, this, [this, socket] { read(socket); });
            }
        });
        m_server.listen(QHostAddress(QHostAddress::LocalHost), 0);
    }
    QString url() const
    {
        return QStringLiteral("%1://127.0.0.1:%2")
            .arg(m_encrypted ? QStringLiteral("https") : QStringLiteral("http"))
            .arg(m_server.serverPort());
    }
    quint16 port() const { return m_server.serverPort(); }
    int count(const QByteArray& path) const
    {
        int n = 0;
        for (const auto& one : seen)
            n += one.path() == path;
        return n;
    }

    QList<Seen> seen;
    int connections = 0;
    int inFlight = 0, mostInFlight = 0;

private:
    void read(QTcpSocket* socket)
    {
        for (;;) {
            const QByteArray data = socket->peek(socket->bytesAvailable());
            const qsizetype end = data.indexOf("\r\n\r\n");
            if (end < 0)
                return;
            Seen one;
            const QList<QByteArray> lines = data.left(end).split('\n');
            one.verb = lines[0].split(' ').value(0);
            one.target = lines[0].split(' ').value(1);
            for (const auto& line : lines.mid(1)) {
                const qsizetype colon = line.indexOf(':');
                one.headers.append(
                    std::pair(line.left(colon).toLower(), line.mid(colon + 1).trimmed()));
            }
            const qsizetype length = one.header("content-length").toLongLong();
            if (data.size() < end + 4 + length)
                return;
            one.body = data.mid(end + 4, length);
            socket->read(end + 4 + length);
            if (const auto last = m_answered.constFind(socket); last != m_answered.cend())
                one.idleMilliseconds = last->elapsed();
            seen += one;
            mostInFlight = std::max(mostInFlight, ++inFlight);
            const Reply reply = m_script(one);
            QTimer::singleShot(reply.delayMilliseconds, socket, [this, socket, reply] {
                --inFlight;
                m_answered[socket].start();
                answer(*socket, reply);
            });
        }
    }

    static void answer(QTcpSocket& socket, const Reply& reply)
    {
        socket.write(reply.bytes);
        socket.flush();
        switch (reply.then) {
        case Reply::Then::Keep:
        case Reply::Then::Hang:
            return;
        case Reply::Then::Close:
            socket.disconnectFromHost();
            return;
        case Reply::Then::Reset: {
            // Lingering for no time makes the kernel send a reset.
            const linger none{1, 0};
            setsockopt(static_cast<int>(socket.socketDescriptor()), SOL_SOCKET, SO_LINGER, &none,
                sizeof none);
            socket.abort();
            return;
        }
        }
    }

    class Listener : public QTcpServer {
    public:
        bool encrypted = false;

    protected:
        void incomingConnection(qintptr descriptor) override
        {
            if (!encrypted)
                return QTcpServer::incomingConnection(descriptor);
            auto* socket = new QSslSocket(this);
            socket->setSocketDescriptor(descriptor);
            socket->setLocalCertificate(localhostCertificate());
            socket->setPrivateKey(localhostKey());
            socket->startServerEncryption();
            addPendingConnection(socket);
        }
    };

    Script m_script;
    QHash<const QTcpSocket*, QElapsedTimer> m_answered;
    bool m_encrypted;
    Listener m_server;
};
