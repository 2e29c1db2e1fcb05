// SPDX-License-Identifier: GPL-3.0-or-later

// Connection and diagnostics: what they tell, and the way to another organisation.

#include "window/workbench.h"

#include <QLineEdit>
#include <QSignalSpy>

using namespace ui;
using namespace records;
using Qt::StringLiterals::operator""_s;

class TestConnection : public window::Workbench {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_given.clear();
        openWindow();
    }
    void cleanup() { m_window.reset(); }

    void theSignInTellsWhenItEnds()
    {
        m_reader->signInUntil = window::FakeReader::now().addDays(55);
        go("settings");
        QVERIFY(label(u"Good until 15 Jan 2026"_s));
        m_reader->signInUntil = window::FakeReader::now().addDays(9);
        go("today");
        go("settings");
        const QLabel* warning = label(u"Ends on 30 Nov unless the book is synced before"_s);
        QVERIFY(warning);
        QCOMPARE(warning->property("tone").toString(), u"waiting"_s);
        QVERIFY(!label(u"Everything works"_s));
        m_reader->signInUntil = window::FakeReader::now().addDays(-1);
        go("today");
        go("settings");
        QVERIFY(label(u"Ended on 20 Nov. Sign in again."_s));
    }

    // What becomes of both books is said before one takes the other's place.
    void aBackupIsMadeAndPutBack()
    {
        go("settings");
        click(u"Back up now"_s);
        QVERIFY(last<command::BackUp>());
        QSignalSpy restored(m_window.get(), &MainWindow::restoreRequested);
        auto* restore = named<QAbstractButton>(u"Restore the backup of 20 Nov 08:01…"_s);
        QVERIFY(restore);
        restore->click();
        QVERIFY(label(u"The present book stays beside it under another name"_s));
        QVERIFY(label(u"nothing goes twice"_s));
        click(u"Keep the present one"_s);
        QCOMPARE(restored.size(), 0);
        restore->click();
        named<QAbstractButton>(u"Restore the backup of 19 Nov 08:01…"_s)->click();
        restore->click();
        click(u"Put it back"_s);
        QCOMPARE(restored.size(), 1);
        QVERIFY(restored.first().first().toString().endsWith(u"2025-11-20 080112.tieout"_s));
    }

    void theConnectionIsTestedFromItsCard()
    {
        go("settings");
        auto* test = named<QAbstractButton>(u"Test the connection"_s);
        QVERIFY(test);
        test->click();
        QVERIFY(last<command::TestConnection>());
    }

    void callsOfTheDayAreKnownBeforeTheEngineTells()
    {
        m_reader->callsToday = 77;
        m_window->setStatus({});
        go("settings");
        QVERIFY(label(u"77 of 5,000"_s));
    }

    // R116: payments were due at 9:27 and 9:42.
    void whatIsLateIsAmber()
    {
        go("settings");
        const QLabel* late = label(u"Late: every 15 min"_s);
        QVERIFY(late);
        QCOMPARE(late->property("tone").toString(), u"waiting"_s);
        QVERIFY(label(u"Fetched"_s));
    }

    void whatXeroDoesNotAllowIsNamed()
    {
        go("settings");
        QVERIFY(label(u"All that Tieout asks for"_s));
        m_reader->missingScopes = {u"accounting.payments"_s};
        go("today");
        go("settings");
        QVERIFY(label(u"Not payments. Sign in again and allow it."_s));
    }

    // Before it dies, on every page.
    void theLastDaysOfASignInAreABanner()
    {
        EngineStatus status;
        status.connection = Connection::Connected;
        status.signInUntil = window::FakeReader::now().addDays(40);
        m_window->setStatus(status);
        go("today");
        QVERIFY(!label(u"Your sign-in to Xero."_s));
        status.signInUntil = window::FakeReader::now().addDays(9);
        m_window->setStatus(status);
        QVERIFY(label(u"Your sign-in to Xero."_s));
        click(u"Sign in again"_s);
        QVERIFY(last<command::Connect>());
    }

    // R122: the organisation and its id.
    void theTitleNamesTheOrganisation()
    {
        EngineStatus status;
        status.connection = Connection::Connected;
        status.organisation = u"Coastline Broadband Pty Ltd"_s;
        m_window->setStatus(status);
        const QString title = m_window->windowTitle();
        QVERIFY2(title.contains(u"Coastline Broadband Pty Ltd (7f4c21d0)"_s), qPrintable(title));
    }

    void theFileIsCheckedWhenAsked()
    {
        go("settings");
        click(u"Check the file"_s);
        QVERIFY(last<command::CheckBook>());
    }

    // R122: by its name, typed; by keyboard alone.
    void anotherOrganisationNeedsItsName()
    {
        m_window->open(u"settings"_s, u"section:connection"_s);
        click(u"Switch organisation…"_s);
        click(u"Switch organisation…"_s); // asked twice, it is one question
        QVERIFY(label(u"38,117 documents"_s));
        QVERIFY(label(u"31 decisions of yours"_s));
        QVERIFY(label(u"1 push has no answer yet"_s));
        auto* go = button(u"Sign in and switch"_s);
        QVERIFY(go && !go->isEnabled());
        refreshed(); // whatever happens in the book meanwhile
        auto* name = named<QLineEdit>(u"The other organisation’s name"_s);
        QVERIFY(name);
        QTest::keyClicks(name, u"Coastline Broadband Pty Ltd, AUD"_s); // its own
        QVERIFY(!go->isEnabled());
        name->clear();
        QTest::keyClicks(name, u"Wattle Holdings"_s);
        QVERIFY(go->isEnabled());
        QTest::keyClick(name, Qt::Key_Return);
        const auto* given = last<command::SwitchOrganisation>();
        QVERIFY(given);
        QCOMPARE(given->name, u"Wattle Holdings"_s);
    }

    void whoHelpsIsKept()
    {
        go("settings");
        auto* field = named<QLineEdit>(u"Who helps"_s);
        QVERIFY(field);
        QTest::keyClicks(field, u"Jo, jo@example.com"_s);
        QTest::keyClick(field, Qt::Key_Return);
        const auto* given = last<command::ChangeSettings>();
        QVERIFY(given);
        QCOMPARE(given->settings.supportContact, u"Jo, jo@example.com"_s);
    }
};

QTEST_MAIN(TestConnection)
#include "tst_connection.moc"
