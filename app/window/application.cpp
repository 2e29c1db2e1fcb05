// SPDX-License-Identifier: GPL-3.0-or-later

#include "window/application.h"

#include "common/parts.h"

#include <QCoreApplication>
#include <QDesktopServices>
#include <QDir>
#include <QFile>
#include <QStandardPaths>

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

} // namespace

Application::Application(ui::MainWindow& window)
    : m_window(window)
{
    connect(&window, &ui::MainWindow::openBookRequested, this, &Application::openBook);
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
    connect(&m_maker, &QProcess::finished, this, [this](int code) {
        if (code == 0)
            return openBook(demoPath());
        refuse(base::failure(base::ErrorKind::Storage,
            QStringLiteral("The demo book could not be made."),
            QString::fromUtf8(m_maker.readAllStandardError()))
                   .value());
    });
    connect(&m_maker, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart)
            refuse(base::failure(base::ErrorKind::Storage,
                QStringLiteral("The console, which makes the demo book, could not be started."))
                       .value());
    });
}

Application::~Application()
{
    m_maker.disconnect(this);
    closeBook();
}

void Application::openBook(const QString& path)
{
    auto reader = store::openReader(path);
    if (!reader)
        return refuse(reader.error());
    closeBook();
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
    QDir().mkpath(QFileInfo(path).path());
    records::EngineStatus status;
    status.running = true;
    status.activity = QStringLiteral("Making the demo book");
    m_window.setStatus(status);
    m_maker.start(QCoreApplication::applicationDirPath() + QStringLiteral("/tieout-cli"),
        {QStringLiteral("book"), QStringLiteral("create"), path, QStringLiteral("--name"),
            QStringLiteral("Coastline"), QStringLiteral("--demo")});
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
    connect(engine, &engine::Engine::refused, this, &Application::refuse);
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
