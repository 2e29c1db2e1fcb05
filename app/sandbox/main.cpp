// SPDX-License-Identifier: GPL-3.0-or-later

#include "sandbox/server.h"

#include "base/clock.h"
#include "base/random.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QFile>
#include <QSaveFile>

#include <csignal>
#include <cstdio>
#include <thread>

namespace {

volatile std::sig_atomic_t stopAsked = 0; // the only thing a signal handler may touch

void askToStop(int)
{
    stopAsked = 1;
}

int complain(const QString& why)
{
    std::fprintf(stderr, "tieout-sandbox: %s\n", qPrintable(why));
    return 2;
}

// An old state stays whole until the new one is.
void write(const QString& path, const QByteArray& state)
{
    if (path.isEmpty() || state.isEmpty())
        return;
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(state) != state.size() || !file.commit())
        complain(QStringLiteral("could not save %1: %2").arg(path, file.errorString()));
}

int serve(sandbox::Server& server, const QString& statePath)
{
    std::signal(SIGTERM, askToStop);
    std::signal(SIGINT, askToStop);
    std::thread caretaker([&] {
        for (int tick = 1; !stopAsked; ++tick) {
            std::this_thread::sleep_for(std::chrono::milliseconds(100));
            if (tick % 7 == 0 && !statePath.isEmpty())
                write(statePath, server.changedState());
        }
        server.stop();
    });
    server.run();
    stopAsked = 1; // also when the server ended by itself
    caretaker.join();
    write(statePath, server.changedState());
    return 0;
}

} // namespace

int main(int argc, char** argv)
{
    QCoreApplication application(argc, argv);
    application.setApplicationVersion(QStringLiteral(TIEOUT_VERSION));
    QCommandLineParser parser;
    parser.setApplicationDescription(QStringLiteral("A local stand-in for Xero (docs/sandbox.md)"));
    parser.addHelpOption();
    parser.addVersionOption();
    const QCommandLineOption port(QStringLiteral("port"),
        QStringLiteral("Port on 127.0.0.1; 0 takes a free one."), QStringLiteral("N"));
    const QCommandLineOption demo(
        QStringLiteral("demo"), QStringLiteral("Start with the demo's organisation."));
    const QCommandLineOption approve(
        QStringLiteral("auto-approve"), QStringLiteral("Consent without showing a page."));
    const QCommandLineOption state(QStringLiteral("state"),
        QStringLiteral("Load this file at the start and keep it up to date."),
        QStringLiteral("FILE"));
    const QCommandLineOption limits(QStringLiteral("limits"),
        QStringLiteral("\"off\" counts calls but refuses none."), QStringLiteral("on|off"));
    parser.addOptions({port, demo, approve, state, limits});
    parser.process(application);

    bool isNumber = false;
    const int wanted = parser.value(port).toInt(&isNumber);
    if (!isNumber || wanted < 0 || wanted > 65535)
        return complain(QStringLiteral("--port N is needed, 0 to 65535"));
    const base::SystemClock clock;
    base::SystemRandom random;
    std::unique_ptr<sandbox::Rules> rules = sandbox::makeRules(
        clock, random, {parser.isSet(demo), parser.isSet(approve), parser.value(limits) != u"off"});
    QFile saved(parser.value(state));
    if (parser.isSet(state) && saved.exists()) {
        if (!saved.open(QIODevice::ReadOnly) || !rules->load(saved.readAll()))
            return complain(
                QStringLiteral("%1 is not a state of the sandbox").arg(saved.fileName()));
        saved.close();
    }
    sandbox::Server server(std::move(rules));
    const int got = server.bind(wanted);
    if (got == 0)
        return complain(QStringLiteral("port %1 is taken").arg(wanted));
    std::printf("listening on http://127.0.0.1:%d\n", got);
    std::fflush(stdout);
    return serve(server, parser.value(state));
}
