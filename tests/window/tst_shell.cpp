// SPDX-License-Identifier: GPL-3.0-or-later

// The window around the pages: rail, top bar, palette, toast, banner and the first page.

#include "companion.h"
#include "widgets/banner.h"
#include "widgets/facebutton.h"
#include "widgets/rail.h"
#include "widgets/topbar.h"
#include "window/shown.h"

#include <QDialog>
#include <QLineEdit>
#include <QListView>

using namespace ui;
using namespace records;
using Qt::StringLiterals::operator""_s;

class TestShell : public window::Shown {
    Q_OBJECT

private Q_SLOTS:
    void init() { makeWindow(); }
    void cleanup() { m_window.reset(); }

    // Rail

    void settingsStandAtTheFootOfTheRail()
    {
        auto* rail = named<Rail>(u"Places"_s);
        QVERIFY(rail);
        QCOMPARE(rail->places().last(), u"settings"_s);
        const int rows = rail->model()->rowCount();
        const QRect foot = rail->visualRect(rail->model()->index(rows - 1, 0));
        QVERIFY(rail->viewport()->height() - foot.bottom() < 20);
        QVERIFY(rail->viewport()->rect().contains(foot));
        m_window->resize(1440, 600);
        QCoreApplication::processEvents();
        const QRect again = rail->visualRect(rail->model()->index(rows - 1, 0));
        QVERIFY(rail->viewport()->height() - again.bottom() < 20);
    }

    void theRailIsWalkedByArrows()
    {
        auto* rail = named<Rail>(u"Places"_s);
        rail->setFocus();
        press(Qt::Key_Down);
        QVERIFY(named<ListView>(u"Accounts"_s));
        press(Qt::Key_End);
        QVERIFY(says(u"Diagnostics"_s));
        press(Qt::Key_Up); // a deed: nothing is gone to
        QVERIFY(says(u"Diagnostics"_s));
        press(Qt::Key_Up); // over the empty part
        QVERIFY(named<ListView>(u"Runs"_s));
        press(Qt::Key_Down);
        press(Qt::Key_Down);
        QVERIFY(says(u"Diagnostics"_s));
    }

    void theRailOpensTheCompanion()
    {
        auto* rail = named<Rail>(u"Places"_s);
        const QModelIndex deed = rail->model()->index(rail->model()->rowCount() - 2, 0);
        QCOMPARE(deed.data(Qt::ToolTipRole).toString(), u"Companion (F9)"_s);
        const auto companion = [this] { return m_window->findChild<Companion*>(); };
        QTest::mouseClick(rail->viewport(), Qt::LeftButton, {}, rail->visualRect(deed).center());
        QVERIFY(companion() && companion()->isVisible());
        QCOMPARE(rail->currentIndex().row(), 0); // the page stays
        companion()->hide();
        rail->setFocus();
        press(Qt::Key_End);
        press(Qt::Key_Up);
        press(Qt::Key_Return);
        QVERIFY(companion()->isVisible());
    }

    void theRailTellsItsKeysAndWords()
    {
        auto* rail = named<Rail>(u"Places"_s);
        m_window->resize(1024, 700);
        QCoreApplication::processEvents();
        QCOMPARE(rail->width(), 56);
        const QModelIndex today = rail->model()->index(0, 0);
        QCOMPARE(today.data(Qt::ToolTipRole).toString(), u"Today (Ctrl 1)"_s);
        QCOMPARE(today.data(Qt::AccessibleTextRole).toString(), u"Today, 1 stop"_s);
        m_window->resize(1440, 900);
        QCoreApplication::processEvents();
        QCOMPARE(rail->width(), 208);
    }

    // Top bar

    void theTopBarDropsFromTheLeft()
    {
        EngineStatus status = window::FakeReader::status();
        m_window->setStatus(status);
        QVERIFY(says(u"Coastline Broadband"_s));
        QVERIFY(says(u"1,212 of 5,000 calls today"_s));
        m_window->resize(1000, 700);
        QVERIFY(!says(u"Coastline Broadband"_s));
        QVERIFY(says(u"Fetched 9 minutes ago"_s));
        m_window->resize(720, 450);
        QVERIFY(!says(u"1,212 of 5,000 calls today"_s));
        QVERIFY(button(u"Connected"_s));
        auto* bar = m_window->findChild<TopBar*>();
        for (const QWidget* each : bar->findChildren<QWidget*>())
            if (each->isVisible() && each->parentWidget() == bar)
                QVERIFY2(each->geometry().right() <= bar->width(), each->metaObject()->className());
        // What went is told by the pill.
        if (!says(u"Fetched 9 minutes ago"_s))
            QVERIFY(button(u"Connected"_s)->toolTip().contains(u"9 minutes"_s));
    }

    void thePillNamesEveryState_data()
    {
        QTest::addColumn<int>("connection");
        QTest::addColumn<QString>("words");
        QTest::newRow("connected") << static_cast<int>(Connection::Connected) << u"Connected"_s;
        QTest::newRow("waiting") << static_cast<int>(Connection::Waiting)
                                 << u"Xero asks to wait, 38 s"_s;
        QTest::newRow("offline") << static_cast<int>(Connection::Offline)
                                 << u"Offline since 10:15"_s;
        QTest::newRow("signed out")
            << static_cast<int>(Connection::SignInNeeded) << u"Sign in again"_s;
        QTest::newRow("off") << static_cast<int>(Connection::SyncIsOff) << u"Sync is off"_s;
        QTest::newRow("read only") << static_cast<int>(Connection::ReadOnly) << u"Read only"_s;
        QTest::newRow("none") << static_cast<int>(Connection::NotConnected) << u"Not connected"_s;
    }

    void thePillNamesEveryState()
    {
        QFETCH(int, connection);
        QFETCH(QString, words);
        EngineStatus status = window::FakeReader::status();
        status.connection = static_cast<Connection>(connection);
        status.resumesAt = window::FakeReader::now().addSecs(38);
        m_window->setStatus(status);
        QAbstractButton* pill = button(words);
        QVERIFY(pill);
        QTest::mouseClick(pill, Qt::LeftButton);
        QVERIFY(says(u"Does the book hold together?"_s));
    }

    void aRunShowsItsNumbersAndCanBeStopped()
    {
        QVERIFY(!button(u"Stop"_s));
        EngineStatus status = window::FakeReader::status();
        status.running = true;
        status.activity = u"Pushing"_s;
        status.done = 12;
        status.total = 41;
        m_window->setStatus(status);
        QVERIFY(!button(u"Sync now"_s));
        int said = 0;
        for (const FaceButton* each : m_window->findChildren<FaceButton*>())
            said += each->isVisible() && each->text() == u"Pushing 12 of 41"_s;
        QCOMPARE(said, 2); // the pill, and in place of Sync now
        QTest::mouseClick(button(u"Stop"_s), Qt::LeftButton);
        QVERIFY(last<command::StopRun>());
    }

    void escStopsWaitingForXero()
    {
        EngineStatus status = window::FakeReader::status();
        status.running = true;
        m_window->setStatus(status);
        press(Qt::Key_Escape);
        QVERIFY(!last<command::StopRun>()); // it works; only waiting is stopped
        status.connection = Connection::Waiting;
        m_window->setStatus(status);
        press(Qt::Key_Escape);
        QVERIFY(last<command::StopRun>());
    }

    void aDemoBookSaysSo()
    {
        QVERIFY(!says(u"Demo"_s));
        m_reader->book.isDemo = true;
        m_window->refresh();
        QVERIFY(says(u"Demo"_s));
    }

    // Palette

    void thePaletteShowsKeysAndActs()
    {
        press(Qt::Key_K, Qt::ControlModifier);
        auto* palette = m_window->findChild<QDialog*>();
        QVERIFY(palette && palette->isVisible());
        auto* field = palette->findChild<QLineEdit*>();
        auto* rows = palette->findChild<QListView*>();
        QTest::keyClicks(field, u"Export"_s);
        QCOMPARE(rows->model()->rowCount(), 1);
        QVERIFY(rows->model()
                    ->index(0, 0)
                    .data(Qt::AccessibleTextRole)
                    .toString()
                    .endsWith(u"Ctrl E"_s));
        field->clear();
        QTest::keyClicks(field, u"PAY-20417"_s);
        QTest::keyClick(field, Qt::Key_Return, Qt::ControlModifier);
        QVERIFY(!palette->isVisible());
        const auto* sync = last<command::Sync>();
        QVERIFY(sync && sync->only && sync->kind == command::RunKind::Instant);
        QCOMPARE(sync->only->id, 10'001);
    }

    // Toast and banner

    void theToastTakesBackAndWaitsWhileHovered()
    {
        auto* toast = m_window->findChild<Toast*>();
        bool undone = false;
        toast->show(u"PAY-1 set aside."_s, u"set-aside"_s, [&] { undone = true; });
        QVERIFY(toast->isVisible());
        QEnterEvent enter({5, 5}, {5, 5}, {5, 5});
        QCoreApplication::sendEvent(toast, &enter);
        QVERIFY(!toast->isRunning());
        QEvent leave(QEvent::Leave);
        QCoreApplication::sendEvent(toast, &leave);
        QVERIFY(toast->isRunning());
        QTest::mouseClick(button(u"Undo"_s), Qt::LeftButton);
        QVERIFY(undone && toast->isHidden());
        undone = false;
        toast->show(u"PAY-2 set aside."_s, u"set-aside"_s, [&] { undone = true; });
        press(Qt::Key_Z, Qt::ControlModifier);
        QVERIFY(undone);
    }

    void theWorstTroubleIsTheBanner()
    {
        EngineStatus status = window::FakeReader::status();
        status.connection = Connection::ReadOnly;
        m_window->setStatus(status);
        QVERIFY(says(u"Read only."_s));
        m_window->showError(u"The file could not be written."_s);
        QVERIFY(says(u"The file could not be written."_s));
        QVERIFY(!says(u"Read only."_s));
        status.everything = {CauseId::SignInNeeded, {}, {}};
        m_window->setStatus(status);
        QVERIFY(!says(u"The file could not be written."_s));
        QVERIFY(button(u"Sign in to Xero"_s));
        status.everything = {};
        m_window->setStatus(status);
        QTest::mouseClick(button(u"Close"_s), Qt::LeftButton);
        QVERIFY(says(u"Read only."_s));
    }

    // First run

    void aRefusalStandsOnTheFirstPage()
    {
        m_window->setBook(nullptr, {});
        const QString sentence = u"Old.tieout was made by a newer Tieout. Update Tieout."_s;
        m_window->showOutcome({.ticket = 0, .done = false, .error = {}, .sentence = sentence});
        QVERIFY(says(sentence));
        openBook(u"x.tieout"_s);
        QVERIFY(!says(sentence));
        m_window->setBook(nullptr, {});
        QVERIFY(!says(sentence));
    }

    void makingTheDemoTellsNumbersAndStops()
    {
        m_window->setBook(nullptr, {});
        bool stopped = false;
        connect(m_window.get(), &MainWindow::demoStopRequested, this, [&] { stopped = true; });
        EngineStatus status;
        status.running = true;
        status.activity = u"Pushing 120 of 812"_s;
        m_window->setStatus(status);
        QVERIFY(says(u"Pushing 120 of 812"_s));
        QVERIFY(!button(u"Open the demo book"_s));
        QTest::mouseClick(button(u"Stop"_s), Qt::LeftButton);
        QVERIFY(stopped);
        QVERIFY(says(u"Stopping"_s));
        m_window->setStatus({});
        QVERIFY(button(u"Open the demo book"_s));
    }

    void theFirstPageFitsSmallWindows()
    {
        m_window->setBook(nullptr, {});
        QVERIFY(says(u"Is it safe to reconcile now?"_s));
        m_window->resize(1024, 700);
        QVERIFY(!says(u"Is it safe to reconcile now?"_s));
        QVERIFY(says(u"Know it is safe"_s));
        m_window->resize(800, 600);
        QVERIFY(says(u"Know it is safe"_s));
        QAbstractButton* demo = button(u"Open the demo book"_s);
        QVERIFY(demo);
        QVERIFY(demo->mapTo(m_window.get(), QPoint(0, 0)).x() < 200); // stacked
    }
};

QTEST_MAIN(TestShell)
#include "tst_shell.moc"
