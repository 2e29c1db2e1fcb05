// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/demosandbox.h"
#include "common/enginehost.h"
#include "ui/mainwindow.h"

#include <QLockFile>
#include <QProcess>

namespace app {

// Which book is open: its reader for the window, its engine on a thread, its sandbox if it is a
// demo.
class Application : public QObject {
    Q_OBJECT

public:
    explicit Application(ui::MainWindow& window);
    ~Application() override; // ends a run properly, then closes the book

    void openBook(const QString& path);
    // The open book is kept beside it under another name.
    void restore(const QString& backup);
    // The book that follows the open one, in its place; that one is kept beside it.
    void succeed(const QString& successor);
    void createBook(const QString& path, const QString& name, const QString& currency);
    // The demo book of this user. The console makes it, in a process of its own, so that the window
    // never waits and can stop it. It is made under another name and renamed once it is whole.
    void openDemo();
    void stopDemo();

private:
    void startEngine(const QString& path, bool isDemo);
    void connectEngine();
    void closeBook();
    void refuse(const base::Error& error);
    void startMaker();
    void tellProgress();
    void makerEnded(int code);
    void makerFailed(const QString& sentence);

    ui::MainWindow& m_window;
    QString m_path; // of the open book
    QProcess m_maker;
    std::unique_ptr<QLockFile> m_makerLock; // one window makes it
    QByteArray m_makerWords;
    bool m_makerStopped = false;
    // In this order: the engine goes first, then what it talked to.
    std::unique_ptr<DemoSandbox> m_sandbox;
    std::unique_ptr<EngineHost> m_host;
};

} // namespace app
