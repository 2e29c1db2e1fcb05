// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/demosandbox.h"

#include <QCoreApplication>
#include <QRegularExpression>

#ifdef Q_OS_LINUX
#include <csignal>
#include <sys/prctl.h>
#endif

namespace app {

namespace {

using namespace std::chrono_literals;

QString executable()
{
    QString path = QCoreApplication::applicationDirPath() + QStringLiteral("/tieout-sandbox");
#ifdef Q_OS_WIN
    path += QStringLiteral(".exe");
#endif
    return path;
}

} // namespace

DemoSandbox::DemoSandbox(const QString& book, Limits limits, QObject* parent)
    : QObject(parent)
    , m_book(book)
    , m_limits(limits)
{
    m_process.setProcessChannelMode(QProcess::MergedChannels);
#ifdef Q_OS_LINUX
    // If this program is killed, its sandbox must not live on and hold the state file.
    m_process.setChildProcessModifier([] { prctl(PR_SET_PDEATHSIG, SIGTERM); });
#endif
    connect(&m_process, &QProcess::readyRead, this, &DemoSandbox::readLine);
    connect(&m_process, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart)
            giveUp(
                QStringLiteral("The demo's sandbox could not be started: %1.").arg(executable()));
    });
    connect(&m_process, &QProcess::finished, this,
        [this] { giveUp(QStringLiteral("The demo's sandbox ended before its time.")); });
    m_patience.setSingleShot(true);
    connect(&m_patience, &QTimer::timeout, this,
        [this] { giveUp(QStringLiteral("The demo's sandbox did not start within 20 seconds.")); });
}

DemoSandbox::~DemoSandbox()
{
    m_process.disconnect(this);
    if (m_process.state() == QProcess::NotRunning)
        return;
    m_process.terminate();
    if (!m_process.waitForFinished(5000)) {
        m_process.kill();
        m_process.waitForFinished(1000);
    }
}

void DemoSandbox::start()
{
    m_patience.start(20s);
    m_process.start(executable(),
        {QStringLiteral("--port"), QStringLiteral("0"), QStringLiteral("--demo"),
            QStringLiteral("--auto-approve"), QStringLiteral("--state"), stateFile(m_book),
            QStringLiteral("--limits"),
            m_limits == Limits::None ? QStringLiteral("off") : QStringLiteral("on")});
}

void DemoSandbox::readLine()
{
    static const QRegularExpression said(
        QStringLiteral("listening on (http://127\\.0\\.0\\.1:\\d+)"));
    while (m_process.canReadLine()) {
        const auto match = said.match(QString::fromUtf8(m_process.readLine()));
        if (!match.hasMatch() || m_address.isValid())
            continue;
        m_patience.stop();
        m_address = QUrl(match.captured(1));
        Q_EMIT listening(m_address);
    }
}

void DemoSandbox::giveUp(const QString& sentence)
{
    m_patience.stop();
    if (m_gaveUp)
        return;
    m_gaveUp = true;
    Q_EMIT failed(sentence);
}

} // namespace app
