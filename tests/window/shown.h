// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "mainwindow.h"
#include "support/manualclock.h"
#include "widgets/listview.h"
#include "window/fakereader.h"

#include <QAbstractButton>
#include <QApplication>
#include <QLabel>
#include <QTemporaryDir>
#include <QTest>

namespace window {

// A window over the fake book, and the few ways a test finds and presses what a person sees.
class Shown : public QObject {
protected:
    ManualClock m_clock{FakeReader::now()};
    std::unique_ptr<ui::MainWindow> m_window;
    FakeReader* m_reader = nullptr; // the window's
    QList<records::Command> m_given;
    QTemporaryDir m_folder;

    template <class What>
    const What* last() const
    {
        return m_given.isEmpty() ? nullptr : std::get_if<What>(&m_given.last());
    }

    template <class Widget>
    Widget* named(const QString& name)
    {
        QCoreApplication::processEvents();
        for (Widget* each : m_window->findChildren<Widget*>())
            if (each->isVisible() && each->accessibleName() == name)
                return each;
        return nullptr;
    }

    QAbstractButton* button(const QString& text)
    {
        QCoreApplication::processEvents();
        for (QAbstractButton* each : m_window->findChildren<QAbstractButton*>())
            if (each->isVisible() && each->text() == text)
                return each;
        return nullptr;
    }

    bool says(const QString& text)
    {
        QCoreApplication::processEvents();
        for (const QLabel* each : m_window->findChildren<QLabel*>())
            if (each->isVisible() && each->text().contains(text))
                return true;
        return false;
    }

    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {})
    {
        QWidget* focus = QApplication::focusWidget();
        QTest::keyClick(focus ? focus : m_window.get(), key, modifiers);
    }

    ui::ListView* onOutbox()
    {
        m_window->showPage(QStringLiteral("outbox"));
        auto* list = named<ui::ListView>(QStringLiteral("Outbox"));
        list->setFocus();
        return list;
    }

    void makeWindow(
        const QString& preferences = {}, const QString& book = QStringLiteral("x.tieout"))
    {
        m_given.clear();
        m_window = std::make_unique<ui::MainWindow>(m_clock, preferences);
        connect(m_window.get(), &ui::MainWindow::commandGiven, this,
            [this](quint64, const records::Command& command) { m_given.append(command); });
        m_window->resize(1440, 900);
        m_window->show();
        openBook(book);
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    }

    void openBook(const QString& path)
    {
        auto reader = std::make_unique<FakeReader>();
        m_reader = reader.get();
        m_window->setBook(std::move(reader), path);
        m_window->setStatus(FakeReader::status());
    }
};

} // namespace window
