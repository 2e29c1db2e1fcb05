// SPDX-License-Identifier: GPL-3.0-or-later

#include "sandbox/server.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QFile>
#include <QSaveFile>

#include <atomic>
#include <csignal>
#include <cstdio>
#include <thread>

namespace {

std::atomic<bool> stopAsked{false};

void control(sandbox::Rules& rules, const char* path, const QByteArray& body)
{
    rules.handle({"POST", QString::fromLatin1(path), {}, {{"content-type", "application/json"}}, body});
}

bool saveTo(const QString& path, const sandbox::Rules& rules)
{
    QSaveFile file(path);
    const QByteArray state = rules.save();
    return file.open(QIODevice::WriteOnly) && file.write(state) == state.size() && file.commit();
}

void describe(QCommandLineParser& parser)
{
    parser.setApplicationDescription(QStringLiteral("A stand-in Xero on this computer."));
    parser.addHelpOption();
    parser.addOptions({
        {QStringLiteral("port"), QStringLiteral("Port on 127.0.0.1; 0 takes a free one."),
            QStringLiteral("N"), QStringLiteral("0")},
        {QStringLiteral("demo"), QStringLiteral("Start as the demo's organisation.")},
        {QStringLiteral("auto-approve"), QStringLiteral("Consent without a page.")},
        {QStringLiteral("state"), QStringLiteral("Keep everything in this file."), QStringLiteral("FILE")},
        {QStringLiteral("limits"), QStringLiteral("on or off: Xero's call limits."),
            QStringLiteral("SWITCH"), QStringLiteral("on")},
    });
}

// The file first, then what the options say; a fresh state may be the demo's.
bool prepare(sandbox::Rules& rules, const QCommandLineParser& parser)
{
    const QString path = parser.value(QStringLiteral("state"));
    QFile file(path);
    const bool known = !path.isEmpty() && file.exists();
    if (known && !(file.open(QIODevice::ReadOnly) && rules.load(file.readAll()))) {
        std::fprintf(stderr, "tieout-sandbox: %s is not a sandbox's state; nothing was changed.\n",
            qUtf8Printable(path));
        return false;
    }
    if (!known && parser.isSet(QStringLiteral("demo")))
        control(rules, "/sandbox/reset", R"({"demo":true})");
    if (parser.isSet(QStringLiteral("auto-approve")))
        control(rules, "/sandbox/settings", R"({"autoApprove":true})");
    if (parser.value(QStringLiteral("limits")) == QLatin1String("off"))
        control(rules, "/sandbox/settings", R"({"limits":false})");
    return true;
}

// Ends when asked by a signal; saves what was written meanwhile, a quarter of a second late at most.
void watch(sandbox::Server& server, std::atomic<bool>& dirty, const std::function<void()>& save)
{
    while (!stopAsked) {
        std::this_thread::sleep_for(std::chrono::milliseconds(250));
        if (dirty.exchange(false))
            save();
    }
    server.stop();
}

} // namespace

int main(int argc, char** argv)
{
    QCoreApplication application(argc, argv);
    QCommandLineParser parser;
    describe(parser);
    parser.process(application);
    base::SystemClock clock;
    base::SystemRandom random;
    const auto rules = sandbox::makeRules(clock, random);
    if (!prepare(*rules, parser))
        return 1;
    const QString path = parser.value(QStringLiteral("state"));
    std::atomic<bool> dirty{false};
    sandbox::Server server(*rules, [&] { dirty = true; });
    const int port = server.bind(parser.value(QStringLiteral("port")).toInt());
    if (port <= 0) {
        std::fprintf(stderr, "tieout-sandbox: the port is taken.\n");
        return 1;
    }
    for (const int signal : {SIGTERM, SIGINT})
        std::signal(signal, [](int) { stopAsked = true; });
    std::printf("listening on http://127.0.0.1:%d\n", port);
    std::fflush(stdout);
    const auto save = [&] {
        server.exclusively([&] {
            if (!path.isEmpty() && !saveTo(path, *rules))
                std::fprintf(stderr, "tieout-sandbox: %s can't be written.\n", qUtf8Printable(path));
        });
    };
    std::thread watcher([&] { watch(server, dirty, save); });
    server.serve();
    stopAsked = true;
    watcher.join();
    save();
    return 0;
}
