// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "records/words.h"
#include "scenarios/windowofworld.h"

#include <QApplication>
#include <QComboBox>
#include <QDir>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QProcess>
#include <QPushButton>
#include <QTest>

// The same book through the window and through the console: what a person sees of it, and what they
// do. The console is a process of its own, so the engine closes the book for it.
class Face {
public:
    Face(World& world, bool isWindow)
        : m_world(world)
        , m_isWindow(isWindow)
    {
        if (isWindow)
            openWindow();
    }
    ~Face() { m_window.reset(); }
    bool isWindow() const { return m_isWindow; }
    ui::MainWindow& window() { return *m_window; }
    int commands() const { return m_commands; } // that the window gave

    // A sync, as F5 or as the console's own command; says what was answered.
    QString sync()
    {
        if (!m_isWindow)
            return console({QStringLiteral("sync"), m_world.bookPath()});
        const int before = m_outcomes;
        QTest::keyClick(m_window.get(), Qt::Key_F5);
        return answered(before) ? said() : QStringLiteral("no answer");
    }
    // All that stands on the page of problems, with Xero's own words.
    QString problems()
    {
        if (!m_isWindow)
            return console({QStringLiteral("problems"), m_world.bookPath(),
                QStringLiteral("--details"), QStringLiteral("--limit"), QStringLiteral("5")});
        m_window->showPage(QStringLiteral("problems"));
        m_window->refresh();
        QTest::qWait(100);
        if (QPushButton* details = button(QStringLiteral("Technical details")))
            if (!visible<QPlainTextEdit>())
                details->click();
        QTest::qWait(50);
        return said();
    }
    // Presses the button that begins like this, or calls the console with these words.
    bool mend(const QString& pressed, const QStringList& called)
    {
        if (!m_isWindow) {
            QStringList all = called;
            all.insert(1, m_world.bookPath());
            m_said = console(all);
            return m_exit == 0 || m_exit == 3;
        }
        problems();
        QPushButton* one = button(pressed);
        if (!one) {
            m_said = QStringLiteral("no button ") + pressed + QStringLiteral(" among ") + said();
            return false;
        }
        const int before = m_outcomes;
        one->click();
        return answered(before);
    }
    // The same where one thing is asked first.
    bool answer(const QString& pressed, const QString& typed, const QStringList& called)
    {
        if (!m_isWindow)
            return mend(pressed, called);
        problems();
        QPushButton* one = button(pressed);
        if (!one)
            return false;
        one->click();
        auto* field = qobject_cast<QLineEdit*>(QApplication::focusWidget());
        if (!field)
            return false;
        field->setText(typed);
        const int before = m_outcomes;
        QTest::keyClick(field, Qt::Key_Return);
        return answered(before);
    }
    QString told() const { return m_said; }
    int exit() const { return m_exit; } // of the console's last call

    QString console(const QStringList& arguments)
    {
        m_world.closeEngine();
        QProcess process;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("XDG_DATA_HOME"), m_world.folder());
        process.setProcessEnvironment(environment);
        process.setProcessChannelMode(QProcess::MergedChannels);
        process.start(QStringLiteral(CONSOLE), arguments);
        const bool ended = process.waitForFinished(120'000);
        m_exit = ended ? process.exitCode() : -1;
        m_said = QString::fromUtf8(process.readAllStandardOutput());
        m_world.restartEngine();
        return m_said;
    }

    QPushButton* button(const QString& begins)
    {
        for (auto* each : m_window->findChildren<QPushButton*>())
            if (each->isVisible() && each->text().startsWith(begins))
                return each;
        return nullptr;
    }
    QString said()
    {
        QStringList words;
        for (const QLabel* each : m_window->findChildren<QLabel*>())
            if (each->isVisible() && !each->text().isEmpty())
                words.append(each->text());
        if (const auto* raw = visible<QPlainTextEdit>())
            words.append(raw->toPlainText());
        return words.join(u'|');
    }
    void picture(const QString& name)
    {
        const QString folder = qEnvironmentVariable("TIEOUT_PICTURES");
        if (folder.isEmpty() || !m_isWindow)
            return;
        QTest::qWait(200);
        m_window->grab().save(QDir(folder).filePath(name + QStringLiteral(".png")));
    }

private:
    template <class Widget>
    Widget* visible()
    {
        for (auto* each : m_window->findChildren<Widget*>())
            if (each->isVisible())
                return each;
        return nullptr;
    }
    bool answered(int before)
    {
        const bool done = QTest::qWaitFor([&] { return m_outcomes > before; }, 300'000);
        m_window->refresh();
        QTest::qWait(100);
        m_said = said();
        return done;
    }
    void openWindow()
    {
        m_window = std::make_unique<ui::MainWindow>(m_clock);
        auto reader = store::openReader(m_world.bookPath(), std::make_shared<base::SystemClock>());
        if (!reader)
            qFatal("%s", qPrintable(reader.error().sentence));
        m_window->resize(1440, 900);
        m_window->setAppearance(qEnvironmentVariableIsSet("TIEOUT_DARK") ? ui::Appearance::Dark
                                                                         : ui::Appearance::Light);
        m_window->show();
        m_window->setBook(std::move(*reader), m_world.bookPath());
        connectToEngine(*m_window, m_world.engine(), m_outcomes);
        QObject::connect(m_window.get(), &ui::MainWindow::commandGiven, m_window.get(),
            [this](quint64, const records::Command&) { ++m_commands; });
        if (!QTest::qWaitForWindowActive(m_window.get()))
            qWarning("the window is not active");
    }

    World& m_world;
    bool m_isWindow;
    base::SystemClock m_clock;
    std::unique_ptr<ui::MainWindow> m_window;
    int m_outcomes = 0, m_commands = 0, m_exit = 0;
    QString m_said;
};
