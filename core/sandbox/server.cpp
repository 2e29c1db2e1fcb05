// SPDX-License-Identifier: GPL-3.0-or-later

#include "sandbox/server.h"

#include <chrono>
#include <httplib.h>
#include <mutex>
#include <thread>

namespace sandbox {

namespace {

Call asCall(const httplib::Request& request)
{
    Call call;
    call.verb = QByteArray::fromStdString(request.method);
    call.path = QString::fromStdString(request.path);
    for (const auto& [name, value] : request.params)
        call.query.append({QString::fromStdString(name), QString::fromStdString(value)});
    for (const auto& [name, value] : request.headers)
        call.headers.append({QByteArray::fromStdString(name).toLower(), QByteArray::fromStdString(value)});
    call.body = QByteArray::fromStdString(request.body);
    return call;
}

// A body that promises more than it sends: the connection breaks in its middle.
void sendHalf(const Answer& answer, httplib::Response& response, const std::string& type)
{
    const std::string half = answer.body.left(answer.body.size() / 2).toStdString();
    response.set_content_provider(static_cast<size_t>(answer.body.size() + 1), type.c_str(),
        [half](size_t offset, size_t, httplib::DataSink& sink) {
            if (offset >= half.size())
                return false;
            return sink.write(half.data() + offset, half.size() - offset);
        });
}

} // namespace

struct Server::Inside {
    Rules& rules;
    std::function<void()> wrote;
    httplib::Server http;
    // The HTTP library answers from a pool of threads, the rules know only one: calls take turns.
    std::mutex turn;

    void handle(const httplib::Request& request, httplib::Response& response)
    {
        Answer answer;
        {
            const std::lock_guard one(turn);
            answer = rules.handle(asCall(request));
            if (request.method != "GET")
                wrote();
        }
        if (answer.delayMilliseconds > 0)
            std::this_thread::sleep_for(std::chrono::milliseconds(answer.delayMilliseconds));
        response.status = answer.status;
        std::string type = "application/json; charset=utf-8";
        for (const auto& [name, value] : answer.headers) {
            if (name.toLower() == "content-type")
                type = value.toStdString();
            else
                response.set_header(name.toStdString(), value.toStdString());
        }
        if (answer.wire == Wire::Answer)
            response.set_content(answer.body.toStdString(), type.c_str());
        else if (answer.wire == Wire::HalfAnswer)
            sendHalf(answer, response, type);
        else // no body at all although one is promised: the client sees the connection break
            response.set_content_provider(
                1'000'000, type.c_str(), [](size_t, size_t, httplib::DataSink&) { return false; });
    }
};

Server::Server(Rules& rules, std::function<void()> wrote)
    : m_inside(new Inside{rules, std::move(wrote), {}, {}})
{
    httplib::Server& http = m_inside->http;
    // One idle kept-alive connection must not pin a thread that the next call waits for.
    http.new_task_queue = [] { return new httplib::ThreadPool(64); };
    http.set_keep_alive_timeout(1);
    // Some clients send a body with GET, which this library leaves unread: one call a connection.
    http.set_keep_alive_max_count(1);
    http.set_tcp_nodelay(true);
    const auto handler = [this](const httplib::Request& request, httplib::Response& response) {
        m_inside->handle(request, response);
    };
    http.Get(".*", handler);
    http.Put(".*", handler);
    http.Post(".*", handler);
    http.Delete(".*", handler);
}

Server::~Server() = default;

int Server::bind(int port)
{
    if (port == 0)
        return m_inside->http.bind_to_any_port("127.0.0.1");
    return m_inside->http.bind_to_port("127.0.0.1", port) ? port : 0;
}

void Server::serve()
{
    m_inside->http.listen_after_bind();
}

void Server::exclusively(const std::function<void()>& body)
{
    const std::lock_guard one(m_inside->turn);
    body();
}

void Server::stop()
{
    m_inside->http.stop();
}

} // namespace sandbox
