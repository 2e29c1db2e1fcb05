// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "context.h"
#include "mainwindow.h"
#include "support/manualclock.h"
#include "window/fakereader.h"

#include <QAbstractButton>
#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QTest>

namespace window {

using namespace ui;
using namespace records;
using Qt::StringLiterals::operator""_s;

// A window over a fake book, and a person's hands: what is found is what is seen.
class Workbench : public QObject {
protected:
    ManualClock m_clock{FakeReader::now()};
    std::unique_ptr<MainWindow> m_window;
    FakeReader* m_reader = nullptr; // the window's
    QList<Command> m_given;
    quint64 m_ticket = 0;
    QFont m_font;

    template <class What>
    const What* last() const
    {
        return m_given.isEmpty() ? nullptr : std::get_if<What>(&m_given.last());
    }

    template <class What>
    int count() const
    {
        return static_cast<int>(std::ranges::count_if(
            m_given, [](const Command& each) { return std::holds_alternative<What>(each); }));
    }

    template <class Widget>
    Widget* find(const std::function<bool(const Widget*)>& fits)
    {
        settle();
        for (Widget* each : m_window->findChildren<Widget*>())
            if (each->isVisible() && fits(each))
                return each;
        return nullptr;
    }

    template <class Widget>
    Widget* named(const QString& name)
    {
        return find<Widget>([&](const Widget* each) { return each->accessibleName() == name; });
    }

    QAbstractButton* button(const QString& text)
    {
        return find<QAbstractButton>(
            [&](const QAbstractButton* each) { return each->text() == text; });
    }

    QLabel* label(const QString& part)
    {
        return find<QLabel>([&](const QLabel* each) { return each->text().contains(part); });
    }

    void click(const QString& text)
    {
        QAbstractButton* found = button(text);
        QVERIFY2(found, qPrintable(text));
        QTest::mouseClick(found, Qt::LeftButton);
    }

    // What a menu's entry does, by its words; false when it isn't offered.
    bool pick(const QString& name, const QString& words)
    {
        auto* found = find<QPushButton>([&](const QPushButton* each) {
            return each->menu() && (each->text() == name || each->accessibleName() == name);
        });
        if (!found)
            return false;
        Q_EMIT found->menu()->aboutToShow();
        return pickIn(found->menu(), words);
    }
    static bool pickIn(const QMenu* menu, const QString& words)
    {
        for (QAction* action : menu->actions()) {
            if (action->menu() && pickIn(action->menu(), words))
                return true;
            if (!action->menu() && action->text().startsWith(words)) {
                action->trigger();
                settle();
                return true;
            }
        }
        return false;
    }
    QLineEdit* field(const QString& name) { return named<QLineEdit>(name); }
    void answer(bool done, const QString& sentence)
    {
        CommandOutcome outcome;
        outcome.ticket = m_ticket;
        outcome.done = done;
        (done ? outcome.sentence : outcome.error.sentence) = sentence;
        m_window->showOutcome(outcome);
        settle();
    }

    // The book has changed, and the window has read it again.
    void refreshed()
    {
        m_window->refresh();
        QTest::qWait(100); // it rests between two readings
    }

    static void settle()
    {
        for (int turn = 0; turn < 3; ++turn)
            QCoreApplication::processEvents();
    }

    static void press(int key, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
    {
        QVERIFY(QApplication::focusWidget());
        QTest::keyClick(QApplication::focusWidget(), static_cast<Qt::Key>(key), modifiers);
        settle();
    }

    // Tab until the keyboard is there; false when it never comes.
    static bool tabTo(const std::function<bool(const QWidget*)>& fits)
    {
        for (int step = 0; step < 120; ++step) {
            const QWidget* at = QApplication::focusWidget();
            if (at && fits(at))
                return true;
            press(Qt::Key_Tab);
        }
        return false;
    }
    static bool tabToButton(const QString& text)
    {
        return tabTo([&](const QWidget* at) {
            const auto* found = qobject_cast<const QAbstractButton*>(at);
            return found && found->text().contains(text);
        });
    }

    // What the book looks like once the engine has done it.
    void leave(const QStringList& operations)
    {
        m_reader->outboxRows.removeIf(
            [&](const store::OutboxRow& row) { return operations.contains(row.operation.label); });
        refreshed();
    }

    void openWindow(const QSize& size = {1440, 900})
    {
        m_window = std::make_unique<MainWindow>(m_clock);
        connect(m_window.get(), &MainWindow::commandGiven, this,
            [this](quint64 ticket, const Command& command) {
                m_ticket = ticket;
                m_given.append(command);
            });
        m_window->setReaders([this](const QString&) {
            return base::Result<std::unique_ptr<store::Reader>>(
                std::make_unique<FakeReader>(*m_reader));
        });
        m_window->resize(size);
        m_window->show();
        auto reader = std::make_unique<FakeReader>();
        m_reader = reader.get();
        m_window->setBook(std::move(reader), u"x.tieout"_s);
        m_window->setStatus(FakeReader::status());
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    }

    void go(const char* page)
    {
        m_window->showPage(QString::fromLatin1(page));
        settle();
    }
};

} // namespace window
