// SPDX-License-Identifier: GPL-3.0-or-later

#include "window/application.h"

#include "common/parts.h"
#include "store/backups.h"
#include "store/succession.h"

#include <QCoreApplication>
#include <QDesktopServices>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QStandardPaths>

#ifdef Q_OS_LINUX
#include <csignal>
#include <sys/prctl.h>
#endif

namespace app {

namespace {

// The browser is opened on the window's thread, whoever asks.
std::function<bool(const QUrl&)> desktopBrowser(QObject* onThisThread)
{
    return [onThisThread](const QUrl& url) {
        return QMetaObject::invokeMethod(
            onThisThread, [url] { QDesktopServices::openUrl(url); }, Qt::QueuedConnection);
    };
}

QString demoPath()
{
    const QDir data(QStandardPaths::writableLocation(QStandardPaths::AppLocalDataLocation));
    return data.filePath(QStringLiteral("Coastline.tieout"));
}

// Where it stands until it is whole.
QString unfinishedPath()
{
    return demoPath().replace(QStringLiteral(".tieout"), QStringLiteral(".unfinished.tieout"));
}

void removeUnfinished()
{
    const QString path = unfinishedPath();
    for (const char* suffix : {"", "-wal", "-shm", ".lock"})
        QFile::remove(path + QString::fromLatin1(suffix));
    QFile::remove(DemoSandbox::stateFile(path));
}

// The stand-in's state goes first: a book without it would be one without its Xero.
bool finishDemo()
{
    const QString from = unfinishedPath();
    const QString to = demoPath();
    QFile::remove(DemoSandbox::stateFile(to)); // of a demo book that was deleted
    if (!QFile::rename(DemoSandbox::stateFile(from), DemoSandbox::stateFile(to)))
        return false;
    return QFile::rename(from, to);
}

} // namespace

Application::Application(ui::MainWindow& window)
    : m_window(window)
{
    window.setReaders([](const QString& path) { return store::openReader(path); });
    connect(&window, &ui::MainWindow::openBookRequested, this, &Application::openBook);
    connect(&window, &ui::MainWindow::restoreRequested, this, &Application::restore,
        Qt::QueuedConnection); // the page that asks goes away with the book
    connect(&window, &ui::MainWindow::createBookRequested, this, &Application::createBook);
    connect(&window, &ui::MainWindow::demoRequested, this, &Application::openDemo);
    connect(&window, &ui::MainWindow::commandGiven, this,
        [this](quint64 ticket, const records::Command& command) {
            if (m_host)
                return m_host->perform(ticket, command);
            m_window.showOutcome({.ticket = ticket,
                .done = false,
                .error = {},
                .sentence = QStringLiteral("The book's engine isn't running; nothing was done."),
                .details = {}});
        });
    connect(&window, &ui::MainWindow::closeRequested, this, &Application::closeBook);
#ifdef Q_OS_LINUX
    m_maker.setChildProcessModifier([] { prctl(PR_SET_PDEATHSIG, SIGTERM); });
#endif
    connect(&window, &ui::MainWindow::demoStopRequested, this, &Application::stopDemo);
    connect(&m_maker, &QProcess::readyReadStandardError, this, &Application::tellProgress);
    connect(&m_maker, &QProcess::finished, this,
        [this](int code, QProcess::ExitStatus) { makerEnded(code); });
    connect(&m_maker, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart)
            makerFailed(
                QStringLiteral("The console, which makes the demo book, could not be started."));
    });
}

Application::~Application()
{
    m_maker.disconnect(this);
    if (m_maker.state() != QProcess::NotRunning) {
        m_maker.terminate();
        if (!m_maker.waitForFinished(5000))
            m_maker.kill();
        removeUnfinished();
    }
    closeBook();
}

void Application::openBook(const QString& path)
{
    if (const auto upToDate = store::bringUpToDate(path, base::SystemClock()); !upToDate)
        return refuse(upToDate.error());
    auto reader = store::openReader(path);
    if (!reader)
        return refuse(reader.error());
    closeBook();
    m_path = path;
    const records::BookSettings settings = (*reader)->settings();
    m_window.setBook(std::move(*reader), path);
    if (!settings.isDemo || !settings.xeroUrl.isEmpty())
        return startEngine(path, settings.isDemo);
    m_sandbox = std::make_unique<DemoSandbox>(path);
    connect(
        m_sandbox.get(), &DemoSandbox::listening, this, [this, path] { startEngine(path, true); });
    connect(m_sandbox.get(), &DemoSandbox::failed, this, [this](const QString& sentence) {
        refuse(base::failure(base::ErrorKind::Offline, sentence).value());
    });
    m_sandbox->start();
}

void Application::restore(const QString& backup)
{
    const QString path = m_path;
    closeBook();
    const auto kept = store::restoreBackup(backup, path, base::SystemClock());
    openBook(path); // the restored one, or the present one unharmed
    if (!kept)
        return refuse(kept.error());
    records::CommandOutcome outcome;
    outcome.done = true;
    outcome.sentence = QStringLiteral("Put back. The book before it is now %1.")
                           .arg(QFileInfo(*kept).fileName());
    m_window.showOutcome(outcome);
}

void Application::succeed(const QString& successor)
{
    const QString path = m_path;
    QString organisation;
    if (const auto reader = store::openReader(path))
        organisation = (*reader)->diagnostics().organisation;
    closeBook();
    const auto kept
        = store::putSuccessorInPlace(successor, path, organisation, base::SystemClock());
    openBook(path); // the new one, or the present one unharmed
    if (!kept)
        return refuse(kept.error());
    m_window.open(QStringLiteral("settings"), QStringLiteral("section:adoption"));
    records::CommandOutcome outcome;
    outcome.done = true;
    outcome.sentence = QStringLiteral("The book before it is now %1. Match both sides next.")
                           .arg(QFileInfo(*kept).fileName());
    m_window.showOutcome(outcome);
}

void Application::createBook(const QString& path, const QString& name, const QString& currency)
{
    const auto code = base::Currency::parse(currency);
    if (!code)
        return refuse(code.error());
    records::BookSettings settings;
    settings.name = name;
    settings.currency = *code;
    const base::SystemClock clock;
    base::SystemRandom random;
    const auto book = store::Book::create(path, settings, clock, random);
    if (!book)
        return refuse(book.error());
    openBook(path);
}

void Application::openDemo()
{
    const QString path = demoPath();
    if (QFile::exists(path))
        return openBook(path);
    if (m_maker.state() != QProcess::NotRunning)
        return;
    const QString folder = QFileInfo(path).path();
    if (!QDir().mkpath(folder))
        return makerFailed(QStringLiteral("The folder %1 can’t be made.").arg(folder));
    m_makerLock = std::make_unique<QLockFile>(unfinishedPath() + QStringLiteral(".maker"));
    m_makerLock->setStaleLockTime(0); // as long as its maker lives, and no longer
    if (m_makerLock->tryLock())
        return startMaker();
    const bool elsewhere = m_makerLock->error() == QLockFile::LockFailedError;
    makerFailed(elsewhere
            ? QStringLiteral("Another window is making it. Open it here when that one is done.")
            : QStringLiteral("The folder %1 can’t be written.").arg(folder));
}

void Application::startMaker()
{
    removeUnfinished(); // of a maker that was killed
    m_makerStopped = false;
    m_makerWords.clear();
    records::EngineStatus status;
    status.running = true;
    status.activity = QStringLiteral("Making the demo book…");
    m_window.setStatus(status);
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("TIEOUT_PROGRESS"), QStringLiteral("1"));
    m_maker.setProcessEnvironment(environment);
    m_maker.start(QCoreApplication::applicationDirPath() + QStringLiteral("/tieout-cli"),
        {QStringLiteral("book"), QStringLiteral("create"), unfinishedPath(),
            QStringLiteral("--name"), QStringLiteral("Coastline"), QStringLiteral("--demo")});
}

void Application::tellProgress()
{
    m_maker.setReadChannel(QProcess::StandardError);
    while (m_maker.canReadLine()) {
        const QByteArray line = m_maker.readLine().trimmed();
        const QByteArray mark = "progress: ";
        if (!line.startsWith(mark)) {
            m_makerWords += line + '\n';
            continue;
        }
        records::EngineStatus status;
        status.running = true;
        status.activity = QString::fromUtf8(line.mid(mark.size()));
        m_window.setStatus(status);
    }
}

void Application::stopDemo()
{
    m_makerStopped = true;
    m_maker.terminate();
}

void Application::makerEnded(int code)
{
    tellProgress();
    const QString words = QString::fromUtf8(m_makerWords + m_maker.readAllStandardError());
    if (m_makerStopped) {
        removeUnfinished();
        m_makerLock.reset();
        return m_window.setStatus({});
    }
    if (code != 0 || m_maker.exitStatus() != QProcess::NormalExit)
        return makerFailed(words.trimmed());
    if (!finishDemo())
        return makerFailed(QStringLiteral("The finished book could not be put in its place."));
    m_makerLock.reset();
    openBook(demoPath());
}

void Application::makerFailed(const QString& sentence)
{
    if (m_makerLock && m_makerLock->isLocked())
        removeUnfinished();
    m_makerLock.reset();
    refuse(base::failure(base::ErrorKind::Storage,
        QStringLiteral("The demo book could not be made. %1").arg(sentence))
               .value());
}

void Application::startEngine(const QString& path, bool isDemo)
{
    m_host = std::make_unique<EngineHost>(partsFor({.isDemo = isDemo,
        .isWindow = true,
        .xeroUrl = m_sandbox ? m_sandbox->address().toString() : QString(),
        .openBrowser = desktopBrowser(this)}));
    connectEngine();
    m_host->open(path);
}

void Application::connectEngine()
{
    engine::Engine* engine = m_host->engine();
    connect(engine, &engine::Engine::statusChanged, &m_window, &ui::MainWindow::setStatus);
    connect(engine, &engine::Engine::changed, &m_window, &ui::MainWindow::refresh);
    connect(engine, &engine::Engine::answered, &m_window, &ui::MainWindow::showOutcome);
    connect(
        engine, &engine::Engine::answered, this,
        [this](const records::CommandOutcome& outcome) {
            if (!outcome.successor.isEmpty())
                succeed(outcome.successor);
        },
        Qt::QueuedConnection);
    connect(engine, &engine::Engine::refused, this, [this](const base::Error& error) {
        closeBook();
        refuse(error);
    });
}

void Application::closeBook()
{
    m_window.setBook(nullptr, {});
    m_host.reset(); // waits for the call on its way, writes its answer, closes the book
    m_sandbox.reset();
}

void Application::refuse(const base::Error& error)
{
    m_window.setStatus({});
    m_window.showOutcome({.ticket = 0,
        .done = false,
        .error = error,
        .sentence = error.sentence,
        .details = error.raw});
}

} // namespace app
