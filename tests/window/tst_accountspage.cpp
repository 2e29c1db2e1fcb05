// SPDX-License-Identifier: GPL-3.0-or-later

// The accounts' list side: which are shown, as of when, what the book comes to.

#include "pages/accountfilters.h"
#include "pages/accountsoverview.h"
#include "pages/asofcontrol.h"
#include "support/accountbuilder.h"
#include "widgets/chartview.h"
#include "widgets/filterbar.h"
#include "widgets/listview.h"
#include "window/workbench.h"

#include <QCalendarWidget>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>

namespace window {

class TestAccountsPage : public Workbench {
    Q_OBJECT

    ListView* m_list = nullptr;

    const store::Query& asked()
    {
        settle();
        return static_cast<ListModel*>(m_list->model())->query();
    }

private Q_SLOTS:
    void init()
    {
        m_given.clear();
        openWindow();
        go("accounts");
        m_list = named<ListView>(u"Accounts"_s);
        QVERIFY(m_list);
    }
    void cleanup() { m_window.reset(); }

    // Columns -----------------------------------------------------------------------------------

    void furtherColumnsComeWithRoomOrByHand()
    {
        const int explained = 4, cause = 6;
        QVERIFY(m_list->isColumnHidden(explained));
        QVERIFY(!m_list->isColumnHidden(cause));
        m_list->chooseColumn(explained, true);
        QVERIFY(!m_list->isColumnHidden(explained) && !m_list->isColumnHidden(2)); // and Xero
        const QVariantMap kept = m_list->arrangement();
        m_list->setArrangement({});
        QVERIFY(m_list->isColumnHidden(explained));
        m_list->setArrangement(kept);
        QVERIFY(!m_list->isColumnHidden(explained));
        m_list->setArrangement({});
        m_window->resize(1100, 800); // beside a rail, without the detail
        m_window->resize(1024, 800);
        settle();
        QVERIFY(!m_list->isColumnHidden(explained) && !m_list->isColumnHidden(7));
    }

    void aRowSaysThatItIsReadAgainAndSigned()
    {
        m_reader->accountRows[0].isStale = true;
        m_reader->accountRows[1].signedTo = QDate(2025, 10, 31);
        m_reader->accountRows[2].signedTo = QDate(2025, 10, 31);
        m_reader->accountRows[2].isSuspended = true;
        m_reader->accountRows[11].differs = true; // balances that agree, of unequal invoices
        refreshed();
        const auto said = [&](int row, int column) {
            return m_list->model()->index(row, column).data(Qt::AccessibleTextRole).toString();
        };
        QCOMPARE(said(0, 6), u"being read again"_s);
        QCOMPARE(said(11, 6), u"Outstanding differs"_s);
        QCOMPARE(said(12, 6), u"agrees"_s);
        QCOMPARE(said(1, 0), u"Nullarbor Freight Lines, Signed off to 31 Oct"_s);
        QCOMPARE(said(2, 0), u"Waratah Legal, Sign-off as of 31 Oct suspended"_s);
        const auto mark = [&](int row) {
            return m_list->model()->index(row, 0).data(CellRole).value<Cell>().mark;
        };
        QCOMPARE(mark(1), u"reconciled"_s);
        QCOMPARE(mark(2), u"suspended"_s); // the triangle means that something failed
        QCOMPARE(said(1, 8), u"to 31 Oct"_s);
        QCOMPARE(said(2, 8), u"Suspended"_s);
    }

    void foreignMoneyCarriesItsCode()
    {
        const auto nzd = base::Currency::of("NZD");
        store::AccountRow second = m_reader->accountRows.at(0);
        second.ledger = base::Money(41250, nzd);
        second.xero = base::Money(0, nzd);
        second.difference = base::Money(900000, nzd);
        m_reader->accountRows.prepend(second); // the same account in another currency
        refreshed();
        QCOMPARE(m_list->model()->index(0, 1).data().toString(), u"NZD 412.50"_s);
        QCOMPARE(m_list->model()->index(0, 3).data().toString(), u"NZD +9,000.00"_s);
        QCOMPARE(m_list->model()->index(1, 1).data().toString(), u"1,240.80"_s);
        const auto* model = static_cast<ListModel*>(m_list->model());
        QVERIFY(model->key(0) != model->key(1)); // two rows of one account
    }

    // Filters -----------------------------------------------------------------------------------

    void filtersReachTheQuestion_data()
    {
        QTest::addColumn<QString>("words");
        QTest::addColumn<QString>("filter");
        QTest::newRow("differ") << u"Differs"_s << u"differ"_s;
        QTest::newRow("unexplained") << u"Unexplained"_s << u"unexplained"_s;
        QTest::newRow("stale") << u"Being read again"_s << u"stale"_s;
        QTest::newRow("suspended") << u"Sign-off suspended"_s << u"suspended"_s;
    }
    void filtersReachTheQuestion()
    {
        QFETCH(QString, words);
        QFETCH(QString, filter);
        QVERIFY(pick(u"Filter"_s, words));
        QCOMPARE(asked().filter, filter);
        QTest::mouseClick(named<QPushButton>(u"Remove filter: "_s + words), Qt::LeftButton);
        QCOMPARE(asked().filter, u"first"_s);
        QVERIFY(!named<QPushButton>(u"Remove filter: "_s + words));
        QVERIFY(button(u"Filter"_s)->hasFocus()); // not thrown to the top of the window
    }

    void aCauseIsAFilterWithItsNumber()
    {
        QVERIFY(pick(u"Filter"_s, u"Failed  4"_s));
        QCOMPARE(asked().cause, BridgeCause::Failed);
        QCOMPARE(m_list->model()->rowCount(), 2);
        QVERIFY(pick(u"Filter"_s, u"Show all again"_s));
        QVERIFY(!asked().cause);
    }

    void aThresholdIsTypedAsMoney()
    {
        QVERIFY(pick(u"Filter"_s, u"Difference of at least…"_s));
        QVERIFY(field(u"Difference of at least"_s)->hasFocus());
        QTest::keyClicks(QApplication::focusWidget(), u"1,000.00"_s);
        press(Qt::Key_Return);
        QCOMPARE(asked().atLeast, 100'000);
        QCOMPARE(m_list->model()->rowCount(), 2);
        QVERIFY(named<QPushButton>(u"Remove filter: At least 1,000.00"_s));
    }

    // An amount of dollars says nothing of yen.
    void aThresholdGoesWithItsCurrency()
    {
        const auto jpy = base::Currency::of("JPY");
        m_reader->otherSums = {{.currency = jpy, .rows = 3, .ledger = {41250, jpy}}};
        refreshed();
        aThresholdIsTypedAsMoney();
        QVERIFY(pick(u"Filter"_s, u"JPY"_s));
        QCOMPARE(asked().currency, jpy);
        QCOMPARE(asked().atLeast, 0);
        QVERIFY(pick(u"Filter"_s, u"Difference of at least…"_s));
        QTest::keyClicks(QApplication::focusWidget(), u"1500"_s);
        press(Qt::Key_Return);
        QCOMPARE(asked().atLeast, 1'500);
        QVERIFY(named<QPushButton>(u"Remove filter: At least 1,500"_s));
    }

    void currenciesAreOfferedWhereThereAreSeveral()
    {
        QVERIFY(!pick(u"Filter"_s, u"NZD"_s));
        const auto nzd = base::Currency::of("NZD");
        m_reader->otherSums = {{.currency = nzd, .rows = 3, .ledger = {41250, nzd}}};
        refreshed();
        QVERIFY(pick(u"Filter"_s, u"NZD"_s));
        QCOMPARE(asked().currency, nzd);
    }

    void anEmptyListSaysWhyAndOffersAllAgain()
    {
        QVERIFY(pick(u"Filter"_s, u"Unexplained"_s));
        QVERIFY(!m_list->isVisible());
        QVERIFY(label(u"Nothing unexplained"_s));
        QVERIFY(label(u"Every difference has a cause."_s));
        click(u"Show all again"_s);
        QVERIFY(m_list->isVisible() && m_list->hasFocus());
        QCOMPARE(asked().filter, u"first"_s);
        m_list->setFocus();
        QTest::keyClicks(QApplication::focusWidget(), u"zzz"_s);
        QVERIFY(label(u"Nothing found"_s));
        QVERIFY(label(u"has “zzz” in its name or id."_s));
        QVERIFY(m_window->findChild<AccountFilters*>()); // still there to be changed
        click(u"Show all again"_s);
        QCOMPARE(asked().text, QString());
        QVERIFY(m_list->isVisible());
    }

    void aBookWithoutAccountsSaysWhereTheyComeFrom()
    {
        m_reader->vendorRows.clear();
        refreshed();
        click(u"Vendors"_s);
        QVERIFY(label(u"No vendors yet"_s));
        QVERIFY(!button(u"Show all again"_s));
        m_reader->accountRows.clear();
        refreshed();
        click(u"Customers"_s);
        QVERIFY(label(u"No accounts yet"_s));
        click(u"Import files…"_s);
        QVERIFY(!m_list->isVisible());
        QVERIFY(label(u"Import files"_s));
    }

    // Today counts what each cause adds; a press shows whose it is.
    void todaysCausesOpenTheirAccounts()
    {
        QVERIFY(pick(u"Filter"_s, u"Difference of at least…"_s));
        QTest::keyClicks(QApplication::focusWidget(), u"9,999.00"_s);
        press(Qt::Key_Return);
        go("today");
        auto* failed = named<QPushButton>(u"Failed, 4 accounts, +2,039.40"_s);
        QVERIFY(failed);
        QVERIFY(tabTo([&](const QWidget* at) { return at == failed; }));
        press(Qt::Key_Space);
        QVERIFY(m_list->isVisible() && m_list->hasFocus());
        QCOMPARE(asked().cause, BridgeCause::Failed);
        QCOMPARE(asked().atLeast, 0);
        QCOMPARE(m_list->model()->rowCount(), 2);
        go("today");
        QTest::mouseClick(
            named<QPushButton>(u"Unexplained, 0 accounts, 0.00"_s), Qt::LeftButton, {}, {60, 10});
        QVERIFY(label(u"Nothing unexplained"_s));
    }

    // As of ------------------------------------------------------------------------------------

    void asOfGivesTheCommandThenTheQuestion()
    {
        QVERIFY(pick(u"As they are now"_s, u"End of month, 31 Oct 2025"_s));
        const QDate day(2025, 10, 31);
        QVERIFY(last<command::ShowAsOf>() && last<command::ShowAsOf>()->day == day);
        QVERIFY(!asked().asOf.isValid()); // until it is worked out the list stays
        QVERIFY(label(u"Until then the list stays as it is now"_s));
        m_reader->kept = {day, true};
        answer(true, u"Balances are shown as of 31 Oct 2025."_s);
        refreshed();
        QCOMPARE(asked().asOf, day);
        QVERIFY(label(u"As of 31 Oct 2025, on both sides"_s));
        click(u"Show now"_s);
        QVERIFY(!last<command::ShowAsOf>()->day.isValid());
        QVERIFY(!asked().asOf.isValid());
        QVERIFY(!label(u"on both sides"_s));
    }

    void aDayThatIsKeptIsNotWorkedOutAgain()
    {
        m_reader->kept = {QDate(2025, 9, 30), true};
        QVERIFY(pick(u"As they are now"_s, u"End of month, 30 Sep 2025"_s));
        QVERIFY(m_given.isEmpty());
        QCOMPARE(asked().asOf, QDate(2025, 9, 30));
    }

    // At 1024 the list, and with it the choice of the day, is hidden by the account.
    void oneGoesBackToNowFromTheAccountItself()
    {
        m_window->resize(1024, 700);
        m_reader->kept = {QDate(2025, 10, 31), true};
        QVERIFY(pick(u"As they are now"_s, u"End of month, 31 Oct 2025"_s));
        m_window->findChild<Context*>()->open(u"accounts"_s, u"account:4"_s);
        settle();
        QVERIFY(!m_list->isVisible());
        click(u"Show now"_s);
        QVERIFY(!asked().asOf.isValid());
        QVERIFY(!label(u"Later transactions are left out"_s));
        QVERIFY(button(u"Sync to Xero"_s));
    }

    void namesAreReadWholeAtTheUsualSize()
    {
        const QFontMetrics body(m_window->findChild<Context*>()->look().font(Type::Body));
        const int room = m_list->columnWidth(0) - 24 - 8 - 2;
        for (const QString& name : {u"Murray & Sons Plumbing"_s, u"Banksia Veterinary Clinic"_s})
            QVERIFY2(room >= body.horizontalAdvance(name), qPrintable(QString::number(room)));
    }

    void progressIsSaidAndCanBeStopped()
    {
        QVERIFY(pick(u"As they are now"_s, u"End of month, 31 Oct 2025"_s));
        EngineStatus running = FakeReader::status();
        running.running = true;
        running.activity = u"Working out the balances as of 31 Oct 2025"_s;
        running.done = 12;
        running.total = 641;
        m_window->setStatus(running);
        QVERIFY(label(u"12 of 641"_s));
        const auto stops = m_window->findChild<AsOfControl*>()->findChildren<QPushButton*>();
        for (QPushButton* each : stops)
            if (each->isVisible() && each->text() == u"Stop"_s)
                each->click();
        QVERIFY(last<command::StopRun>());
    }

    void aRefusedDayIsTold()
    {
        QVERIFY(pick(u"As they are now"_s, u"End of month, 31 Oct 2025"_s));
        answer(false, u"A run is under way."_s);
        QVERIFY(label(u"A run is under way."_s));
        QVERIFY(button(u"As of now"_s));
        const auto* control = m_window->findChild<AsOfControl*>();
        auto* close = find<QPushButton>([&](const QPushButton* each) {
            return each->text() == u"Close"_s && control->isAncestorOf(each);
        });
        QVERIFY(close);
        QTest::mouseClick(close, Qt::LeftButton);
        QVERIFY(control->isHidden());
        QCOMPARE(count<command::ShowAsOf>(), 1);
    }

    void anyDayIsChosenInACalendar()
    {
        QVERIFY(pick(u"As they are now"_s, u"Other date…"_s));
        auto* calendar = m_window->findChild<QCalendarWidget*>();
        for (auto* each : QApplication::allWidgets())
            if (auto* found = qobject_cast<QCalendarWidget*>(each); found && found->isVisible())
                calendar = found;
        QVERIFY(calendar);
        Q_EMIT calendar->activated(QDate(2025, 10, 15));
        QVERIFY(last<command::ShowAsOf>());
        QCOMPARE(last<command::ShowAsOf>()->day, QDate(2025, 10, 15));
    }

    // The book ----------------------------------------------------------------------------------

    void theFootNeverAddsCurrenciesUp()
    {
        const auto nzd = base::Currency::of("NZD");
        m_reader->otherSums = {{.currency = nzd, .rows = 3, .ledger = {41250, nzd}}};
        m_reader->unexplained = support::aud("12.30");
        m_reader->notExplained = 1;
        refreshed();
        QVERIFY(label(u"248,316.40 − 245,181.44 ="_s));
        QVERIFY(label(u"+3,134.96"_s));
        QVERIFY(label(u"NZD 412.50 − "_s));
        QVERIFY(label(u"12.30 unexplained"_s));
    }

    void theWholeBookStandsWhereNothingIsChosen()
    {
        QVERIFY(named<ChartView>(u"Why the balances differ"_s));
        m_list->selectSourceRow(0);
        settle();
        QVERIFY(!named<ChartView>(u"Why the balances differ"_s));
        click(u"Whole book"_s);
        auto* chart = named<ChartView>(u"Why the balances differ"_s);
        QVERIFY(chart);
        QVERIFY(chart->accessibleDescription().contains(u"No difference"_s));
        QCOMPARE(m_list->selectedRows().size(), 0);
    }

    void aCauseOfTheBookFiltersTheList()
    {
        auto* chart = named<ChartView>(u"Why the balances differ"_s);
        chart->setFocus();
        press(Qt::Key_Home);
        QVERIFY(chart->accessibleDescription().startsWith(u"Failed, "_s));
        press(Qt::Key_Down);
        press(Qt::Key_Return);
        QCOMPARE(asked().cause, BridgeCause::VoidedOneSide);
        QTest::mouseClick(chart, Qt::LeftButton, {}, chart->rowRect(1).center());
        QCOMPARE(asked().cause, BridgeCause::Failed);
    }

    void chartsThatHaveNothingYetSaySo()
    {
        auto* over = named<ChartView>(u"Difference over time"_s);
        QVERIFY(over && over->accessibleDescription().startsWith(u"This chart starts tomorrow"_s));
        m_reader->rememberDays(30);
        refreshed();
        QVERIFY(!over->accessibleDescription().startsWith(u"This chart starts tomorrow"_s));
    }
};

} // namespace window

QTEST_MAIN(window::TestAccountsPage)
#include "tst_accountspage.moc"
