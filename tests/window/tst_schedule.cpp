// SPDX-License-Identifier: GPL-3.0-or-later

#include "window/shown.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDesktopServices>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QPushButton>
#include <QRadioButton>
#include <QSpinBox>
#include <QTimeEdit>
#include <QToolButton>

using namespace records;
using namespace window;
using Qt::StringLiterals::operator""_s;

// The ways to sync, the schedule and the log, by key and mouse.
class TestOfSchedule : public Shown {
    Q_OBJECT

private Q_SLOTS:
    void init() { makeWindow(); }
    void cleanup() { m_window.reset(); }

    void theMenuHasExactlyThreeWays()
    {
        auto* ways = named<QToolButton>(u"Ways to sync"_s);
        QVERIFY(ways);
        QStringList words;
        for (const QAction* each : ways->menu()->actions())
            words.append(each->text());
        QCOMPARE(words, (QStringList{u"Manual…"_s, u"Automatic"_s, u"Instant"_s}));
        ways->menu()->actions().at(1)->trigger();
        QVERIFY(says(u"Automatic sync"_s));
    }

    void manualSyncTakesModulesAndDays()
    {
        press(Qt::Key_F5, Qt::ControlModifier);
        auto* panel = named<QWidget>(u"Manual sync"_s);
        QVERIFY(panel);
        auto* start = panel->findChildren<QPushButton*>().last();
        QCOMPARE(start->text(), u"Sync now"_s);
        QCOMPARE(QApplication::focusWidget(), start);
        auto* days = named<QSpinBox>(u"Days back"_s);
        QCOMPARE(days->minimum(), 1);
        QCOMPARE(days->maximum(), 30);
        QVERIFY(says(u"from 9 Nov 00:00"_s)); // twelve days before 21 November
        days->setFocus();
        days->selectAll();
        QTest::keyClicks(days, u"31"_s);
        QTest::keyClick(days, Qt::Key_Tab);
        QVERIFY(days->value() <= 30);
        days->setValue(12);
        auto* payments = named<QComboBox>(u"Manual sync: Payments and allocations"_s);
        choose(payments, u"Xero → Ledger"_s);
        auto* contacts = named<QComboBox>(u"Manual sync: Customers"_s);
        QCOMPARE(contacts->findText(u"Xero → Ledger"_s), -1); // never taken in
        QTest::mouseClick(start, Qt::LeftButton);
        const auto* sync = last<command::Sync>();
        QVERIFY(sync && sync->kind == command::RunKind::Manual);
        QCOMPARE(sync->daysBack, std::optional(12));
        QVERIFY(sync->flows.has_value());
        QCOMPARE((*sync->flows)[Module::Payments], Flow::XeroToLedger);
        QCOMPARE((*sync->flows)[Module::Invoices], Flow::Both);
        QVERIFY(panel->isHidden());
    }

    void escapeClosesThePanel()
    {
        press(Qt::Key_F5, Qt::ControlModifier);
        QVERIFY(named<QWidget>(u"Manual sync"_s));
        press(Qt::Key_Escape);
        QVERIFY(!named<QWidget>(u"Manual sync"_s));
        QVERIFY(m_given.isEmpty());
    }

    void instantSendsTheChosenRecord()
    {
        m_window->showPage(u"ledger"_s);
        auto* list = named<ui::ListView>(u"Ledger"_s);
        list->selectSourceRow(0);
        list->setFocus();
        named<QToolButton>(u"Ways to sync"_s)->menu()->actions().at(2)->trigger();
        const auto* sync = last<command::Sync>();
        QVERIFY(sync && sync->kind == command::RunKind::Instant && sync->only);
        QCOMPARE(sync->direction, command::Direction::Push);
        m_given.clear();
        m_window->showPage(u"today"_s);
        named<QToolButton>(u"Ways to sync"_s)->menu()->actions().at(2)->trigger();
        QVERIFY(m_given.isEmpty());
    }

    void theTimetableIsSetByMouseAndKey()
    {
        onSchedule();
        QTest::mouseClick(radio(u"At times of the day"_s), Qt::LeftButton);
        QCOMPARE(given().times, (times({0, 8, 12, 16})));
        obey();
        QCOMPARE(shownTimes().size(), 4);
        auto* count = named<QSpinBox>(u"Runs a day"_s);
        QCOMPARE(count->maximum(), 10);
        count->setFocus();
        QTest::keyClick(count, Qt::Key_Up);
        QCOMPARE(given().times, (times({0, 8, 12, 16, 18})));
        obey();
        count->setValue(11); // refused by the field
        QCOMPARE(given().times.size(), 10);
        obey();
        QCOMPARE(shownTimes().size(), 10);
        QTest::mouseClick(button(u"Once, at 7:00"_s), Qt::LeftButton);
        QCOMPARE(given().times, (times({7})));
        obey();
        auto* first = named<QTimeEdit>(u"Time 1"_s);
        first->setFocus();
        first->setTime(QTime(6, 30));
        QTest::keyClick(first, Qt::Key_Return);
        QCOMPARE(given().times, QList<QTime>{QTime(6, 30)});
    }

    void theNextFourRunsAreShown()
    {
        m_reader->timetable.times = times({0, 8, 12, 16});
        m_reader->ran.timetable = FakeReader::now();
        onSchedule();
        QVERIFY(says(u"Next runs: today 12:00 · today 16:00 · 22 Nov 00:00 · 22 Nov 08:00"_s));
        QVERIFY(says(u"What a run of the timetable does"_s));
        m_reader->timetable.isOn = false;
        m_window->refresh();
        QTRY_VERIFY(says(u"Nothing runs by itself."_s));
    }

    void jobsHaveIntervalsAndRunNow()
    {
        m_reader->timetable.times.clear();
        onSchedule();
        QVERIFY(!says(u"What a run of the timetable does"_s));
        auto* minutes = named<QSpinBox>(u"Minutes between: Pull changes from Xero"_s);
        QCOMPARE(minutes->value(), 15);
        minutes->setValue(30);
        QCOMPARE(given().of(Job::Pull).minutes, 30);
        QTest::mouseClick(
            named<QPushButton>(u"Run now: Push payments and allocations"_s), Qt::LeftButton);
        const auto* sync = last<command::Sync>();
        QVERIFY(sync && sync->of.jobs == QList{Job::PushPayments});
        QCOMPARE((*sync->flows)[Module::Payments], Flow::LedgerToXero);
        QCOMPARE((*sync->flows)[Module::Invoices], Flow::Off);
    }

    void theSwitchIsUndone()
    {
        onSchedule();
        auto* box = checkBox(u"Sync by itself while this window is open"_s);
        QVERIFY(box->isChecked());
        QTest::mouseClick(box, Qt::LeftButton, {}, {8, box->height() / 2});
        QVERIFY(!given().isOn);
        obey();
        press(Qt::Key_Z, Qt::ControlModifier);
        QVERIFY(given().isOn);
    }

    void mailIsSaidToWait()
    {
        m_reader->timetable.email = true;
        m_reader->messages = {message(8, u"Morning"_s), message(9, u"Noon"_s)};
        onSchedule();
        QVERIFY(says(u"2 messages wait for your mail program."_s));
    }

    // All that wait go into one e-mail, the oldest first, and wait no longer.
    void mailOpensInTheUsersOwnProgram()
    {
        m_reader->timetable.emailTo = u"books@example.com"_s;
        m_reader->messages = {message(8, u"Morning"_s), message(9, u"Noon"_s)};
        onSchedule();
        QDesktopServices::setUrlHandler(u"mailto"_s, this, "takeAddress");
        QTest::mouseClick(button(u"Open as an e-mail"_s), Qt::LeftButton);
        QDesktopServices::unsetUrlHandler(u"mailto"_s);
        QCOMPARE(m_opened.path(), u"books@example.com"_s);
        const QString letter = m_opened.query(QUrl::FullyDecoded);
        QVERIFY2(
            letter.startsWith(u"subject=2 automatic syncs&body=Morning"_s), qPrintable(letter));
        QCOMPARE(last<command::TakeMessages>()->upTo, RunId{9});
    }

    void anAddressThatIsNoneIsRefused()
    {
        onSchedule();
        auto* field = named<QLineEdit>(u"E-mail address"_s);
        field->setFocus();
        QTest::keyClicks(field, u"nobody"_s);
        press(Qt::Key_Tab);
        QVERIFY(says(u"“nobody” is not an e-mail address."_s));
        QVERIFY(!last<command::ChangeSchedule>());
    }

    void theLogIsFilteredByKindModuleAndTime()
    {
        m_window->showPage(u"log"_s);
        auto* runs = named<ui::ListView>(u"Runs"_s);
        choose(named<QComboBox>(u"Kind of run"_s), u"Automatic"_s);
        QCOMPARE(runs->model()->rowCount(), 1);
        choose(named<QComboBox>(u"Kind of run"_s), u"Any kind"_s);
        choose(named<QComboBox>(u"Module"_s), u"Bills"_s);
        QCOMPARE(m_reader->lastRuns.module, std::optional(Module::Bills));
        choose(named<QComboBox>(u"Module"_s), u"All modules"_s);
        choose(named<QComboBox>(u"Time"_s), u"Last 7 days"_s);
        QCOMPARE(m_reader->lastRuns.from.toLocalTime(), QDate(2025, 11, 15).startOfDay());
        QTest::mouseClick(button(u"Stopped"_s), Qt::LeftButton);
        QCOMPARE(runs->model()->rowCount(), 1);
    }

    void aRunTellsOfItsModulesAndWhatIsLeft()
    {
        m_window->showPage(u"log"_s);
        QVERIFY(says(u"Payments and allocations: Ledger → Xero, 10 done, 2 left"_s));
        auto* records = named<ui::ListView>(u"Records of the run"_s);
        QCOMPARE(records->model()->rowCount(), 3);
        QTest::mouseClick(button(u"Left over  1"_s), Qt::LeftButton);
        QCOMPARE(records->model()->rowCount(), 1);
    }

    void theTopBarNamesTheNextRun()
    {
        EngineStatus status = FakeReader::status();
        status.isAutomatic = true;
        status.nextRunAt = FakeReader::now().addSecs(105 * 60);
        m_window->setStatus(status);
        QVERIFY(says(u"next run today 12:00"_s));
        status.connection = Connection::SyncIsOff;
        m_window->setStatus(status);
        QVERIFY(says(u"Sync is off."_s));
        QTest::mouseClick(button(u"Try again"_s), Qt::LeftButton);
        QVERIFY(last<command::Sync>());
    }

public Q_SLOTS:
    void takeAddress(const QUrl& address) { m_opened = address; }

private:
    QUrl m_opened;
    static store::MessageRow message(qint64 run, const QString& subject)
    {
        return {{run}, QDateTime(QDate(2025, 11, 21), QTime(8, 0)), subject, u"Done."_s};
    }
    void onSchedule()
    {
        m_window->showPage(u"settings"_s);
        auto* list = named<QListWidget>(u"Sections of the settings"_s);
        for (int i = 0; i < list->count(); ++i)
            if (list->item(i)->text() == u"Schedule"_s)
                list->setCurrentRow(i);
        QCoreApplication::processEvents();
    }
    static QList<QTime> times(std::initializer_list<int> hours)
    {
        QList<QTime> all;
        for (const int hour : hours)
            all.append(QTime(hour, 0));
        return all;
    }
    Schedule given() const
    {
        const auto* change = last<command::ChangeSchedule>();
        if (!change)
            qFatal("the schedule was not changed");
        return change->schedule;
    }
    // The engine does as told, and the window reads it.
    void obey()
    {
        m_reader->timetable = given();
        m_window->refresh();
        QTest::qWait(250);
    }
    QList<QTimeEdit*> shownTimes()
    {
        QList<QTimeEdit*> shown;
        for (auto* each : m_window->findChildren<QTimeEdit*>())
            if (each->isVisible())
                shown.append(each);
        return shown;
    }
    QRadioButton* radio(const QString& begin)
    {
        for (auto* each : m_window->findChildren<QRadioButton*>())
            if (each->isVisible() && each->text().startsWith(begin))
                return each;
        return nullptr;
    }
    QCheckBox* checkBox(const QString& text)
    {
        for (auto* each : m_window->findChildren<QCheckBox*>())
            if (each->isVisible() && each->text() == text)
                return each;
        return nullptr;
    }
    static void choose(QComboBox* box, const QString& text)
    {
        box->setCurrentIndex(box->findText(text));
        Q_EMIT box->activated(box->currentIndex());
    }
};

QTEST_MAIN(TestOfSchedule)
#include "tst_schedule.moc"
