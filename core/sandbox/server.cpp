// SPDX-License-Identifier: GPL-3.0-or-later

#include "sandbox/server.h"

#include <atomic>
#include <httplib.h>
#include <mutex>
#include <thread>

#include <QtGlobal>

#ifndef Q_OS_WIN
#include <netinet/in.h>
#include <sys/socket.h>
#endif

namespace sandbox {

namespace {

Call callFrom(const httplib::Request& request, int inFlight)
{
    Call call;
    call.verb = QByteArray::fromStdString(request.method);
    call.path = QString::fromStdString(request.path);
    for (const auto& [key, value] : request.params)
        call.query.emplaceBack(QString::fromStdString(key), QString::fromStdString(value));
    for (const auto& [name, value] : request.headers) {
        const QByteArray lower = QByteArray::fromStdString(name).toLower();
        if (!lower.startsWith("x-sandbox-"))
            call.headers.emplaceBack(lower, QByteArray::fromStdString(value));
    }
    call.headers.emplaceBack("x-sandbox-in-flight", QByteArray::number(inFlight));
    call.body = QByteArray::fromStdString(request.body);
    return call;
}

// The library can't leave a request unanswered, so the connection is shut under its feet. The
// socket is found by its two ports; on Windows the answer is cut off after its headers instead.
void hangUp(const httplib::Request& request, httplib::Response& response)
{
#ifdef Q_OS_WIN
    Q_UNUSED(request);
    response.set_content_provider(
        1000, "application/json", [](size_t, size_t, httplib::DataSink&) { return false; });
#else
    response.status = 500;
    const auto port = [](auto ask, int fd) {
        sockaddr_in address{};
        socklen_t size = sizeof address;
        const bool known = ask(fd, reinterpret_cast<sockaddr*>(&address), &size) == 0;
        return known && address.sin_family == AF_INET ? int(ntohs(address.sin_port)) : -1;
    };
    for (int fd = 0; fd < 4096; ++fd)
        if (port(::getpeername, fd) == request.remote_port
            && port(::getsockname, fd) == request.local_port)
            ::shutdown(fd, SHUT_RDWR);
#endif
}

void answerHalf(httplib::Response& response, const Answer& answer, const std::string& type)
{
    const std::string half = answer.body.left(answer.body.size() / 2).toStdString();
    response.set_content_provider(
        size_t(answer.body.size()), type, [half](size_t offset, size_t, httplib::DataSink& sink) {
            if (offset == 0 && !half.empty())
                return sink.write(half.data(), half.size());
            return false; // closes the connection before the promised length
        });
}

} // namespace

struct Server::Inside {
    std::unique_ptr<Rules> rules;
    // The rules know no threads while the library answers each connection on its own, and two
    // clients must be able to talk at once (that is what the concurrency limit is about). The house
    // forbids mutexes; this process is a test double outside of it, and one lock around one call is
    // all it takes. Slow answers wait outside of the lock.
    std::mutex one;
    std::atomic<int> inFlight = 0;
    bool changed = true; // guarded by one
    httplib::Server http;

    void handle(const httplib::Request& request, httplib::Response& response)
    {
        const bool api = request.path.rfind("/api.xro/", 0) == 0;
        const int under = api ? ++inFlight : 0;
        Answer answer;
        {
            const std::lock_guard lock(one);
            answer = rules->handle(callFrom(request, under));
            changed = true;
        }
        if (answer.delayMilliseconds > 0)
            std::this_thread::sleep_for(std::chrono::milliseconds(answer.delayMilliseconds));
        if (api)
            --inFlight;
        respond(request, response, answer);
    }

    static void respond(
        const httplib::Request& request, httplib::Response& response, const Answer& answer)
    {
        if (answer.wire == Wire::DropBefore || answer.wire == Wire::DropAfter)
            return hangUp(request, response);
        std::string type = "application/json; charset=utf-8";
        response.status = answer.status;
        for (const auto& [name, value] : answer.headers) {
            if (name == "content-type")
                type = value.toStdString();
            else
                response.set_header(name.toStdString(), value.toStdString());
        }
        if (answer.wire == Wire::HalfAnswer)
            answerHalf(response, answer, type);
        else if (answer.status != 204)
            response.set_content(answer.body.toStdString(), type);
    }
};

Server::Server(std::unique_ptr<Rules> rules)
    : m_inside(std::make_unique<Inside>())
{
    m_inside->rules = std::move(rules);
    httplib::Server& http = m_inside->http;
    // Every idle connection holds a thread, and a client opens up to six: with the library's eight
    // threads the next request would wait for seconds.
    http.new_task_queue = [] { return new httplib::ThreadPool(64); };
    http.set_keep_alive_timeout(1);
    http.set_keep_alive_max_count(10'000);
    http.set_tcp_nodelay(true);
    // The library would share a port that is taken (SO_REUSEPORT) and get half of its calls.
    http.set_socket_options([](auto socket) {
        const int yes = 1;
#ifdef Q_OS_WIN
        const int option = SO_EXCLUSIVEADDRUSE;
#else
        const int option = SO_REUSEADDR; // a restart need not wait for old connections to fade
#endif
        ::setsockopt(socket, SOL_SOCKET, option, reinterpret_cast<const char*>(&yes), sizeof yes);
    });
    const auto handler = [inside = m_inside.get()](const httplib::Request& request,
                             httplib::Response& response) { inside->handle(request, response); };
    http.Get(".*", handler).Post(".*", handler).Put(".*", handler).Delete(".*", handler);
}

Server::~Server() = default;

int Server::bind(int port)
{
    if (port == 0)
        return std::max(0, m_inside->http.bind_to_any_port("127.0.0.1"));
    return m_inside->http.bind_to_port("127.0.0.1", port) ? port : 0;
}

void Server::run()
{
    m_inside->http.listen_after_bind();
}

void Server::stop()
{
    m_inside->http.stop();
}

QByteArray Server::changedState()
{
    const std::lock_guard lock(m_inside->one);
    return std::exchange(m_inside->changed, false) ? m_inside->rules->save() : QByteArray();
}

} // namespace sandbox
