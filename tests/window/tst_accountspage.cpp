// SPDX-License-Identifier: GPL-3.0-or-later

// The accounts' list side: which are shown, as of when, what the book comes to, and sign-offs.

#include "pages/accountfilters.h"
#include "pages/accountsoverview.h"
#include "pages/asofcontrol.h"
#include "pages/signoffpanel.h"
#include "support/accountbuilder.h"
#include "widgets/chartview.h"
#include "widgets/filterbar.h"
#include "widgets/listview.h"
#include "window/workbench.h"

#include <QCalendarWidget>
#include <QDateEdit>
#include <QFileDialog>
#include <QLineEdit>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>

namespace window {

class TestAccountsPage : public Workbench {
    Q_OBJECT

    ListView* m_list = nullptr;

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
    const store::Query& asked()
    {
        settle();
        return static_cast<ListModel*>(m_list->model())->query();
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

    // Sign-offs ---------------------------------------------------------------------------------

    void theFormGivesExactlyTheCommand()
    {
        m_list->selectSourceRow(3);
        QVERIFY(pick(u"Sign off"_s, u"Sign off Harbourside Physio…"_s));
        QVERIFY(label(u"What will be signed"_s));
        QCOMPARE(named<QDateEdit>(u"As of"_s)->date(), QDate(2025, 10, 31));
        QCOMPARE(field(u"May be unexplained"_s)->text(), u"0.00"_s);
        field(u"Prepared by"_s)->setText(u"Dana Reed"_s);
        field(u"May be unexplained"_s)->setText(u"1.50"_s);
        named<QPlainTextEdit>(u"Note"_s)->setPlainText(u"Looked at each."_s);
        click(u"Sign off as of 31 Oct 2025"_s);
        const auto* sign = last<command::SignOff>();
        QVERIFY(sign);
        QCOMPARE(sign->accounts, QList<AccountId>{AccountId{4}});
        QVERIFY(!sign->wholeBook);
        QCOMPARE(sign->day, QDate(2025, 10, 31));
        QCOMPARE(sign->preparer, u"Dana Reed"_s);
        QCOMPARE(sign->note, u"Looked at each."_s);
        QCOMPARE(sign->threshold, support::aud("1.50"));
        answer(false, u"Xero was last read before that day was over."_s);
        QVERIFY(label(u"Xero was last read before that day was over."_s));
        m_reader->signHarbourside();
        click(u"Sign off as of 31 Oct 2025"_s);
        answer(true, u"Sign-off 8: 1 account."_s);
        QVERIFY(label(u"Sign-off 8"_s)); // it is shown at once
    }

    void withoutANameNothingIsSigned()
    {
        QVERIFY(pick(u"Sign off"_s, u"Sign off the whole book…"_s));
        click(u"Sign off as of 31 Oct 2025"_s);
        QVERIFY(m_given.isEmpty());
        QVERIFY(label(u"A sign-off needs the name of who prepared it."_s));
        press(Qt::Key_Escape);
        QVERIFY(named<ChartView>(u"Why the balances differ"_s));
    }

    void severalRowsAreSignedTogether()
    {
        m_list->setFocus();
        m_list->selectSourceRow(0);
        press(Qt::Key_Down, Qt::ShiftModifier);
        press(Qt::Key_Down, Qt::ShiftModifier);
        click(u"Sign off 3…"_s);
        field(u"Prepared by"_s)->setText(u"Dana Reed"_s);
        click(u"Sign off as of 31 Oct 2025"_s);
        QVERIFY(last<command::SignOff>());
        QCOMPARE(last<command::SignOff>()->accounts.size(), 3);
    }

    void whatIsReadAgainIsNotSigned()
    {
        m_reader->accountRows[0].isStale = true;
        QVERIFY(pick(u"Sign off"_s, u"Sign off the whole book…"_s));
        QVERIFY(label(u"1 account is being read again"_s));
        QVERIFY(!button(u"Sign off as of 31 Oct 2025"_s)->isEnabled());
    }

    void aReviewGivesExactlyTheCommand()
    {
        m_reader->signHarbourside();
        QVERIFY(pick(u"Sign off"_s, u"All sign-offs"_s));
        auto* all = named<ListView>(u"Sign-offs"_s);
        QVERIFY(all && all->hasFocus());
        all->selectSourceRow(0);
        press(Qt::Key_Return);
        click(u"Review…"_s);
        QVERIFY(field(u"Reviewed by"_s)->hasFocus());
        QTest::keyClicks(QApplication::focusWidget(), u"Kim Ochoa"_s);
        press(Qt::Key_Return);
        QTest::keyClicks(QApplication::focusWidget(), u"Fine"_s);
        press(Qt::Key_Return);
        const auto* review = last<command::ReviewSignOff>();
        QVERIFY(review);
        QCOMPARE(review->signOff, SignOffId{8});
        QCOMPARE(review->reviewer, u"Kim Ochoa"_s);
        QCOMPARE(review->note, u"Fine"_s);
        answer(false, u"Whoever prepared it can’t review it."_s);
        const auto said = [this] {
            int times = 0;
            for (const QLabel* each : m_window->findChildren<QLabel*>())
                times += each->isVisible()
                    && each->text() == u"Whoever prepared it can’t review it."_s;
            return times;
        };
        QCOMPARE(said(), 1); // where it was asked, and not above the page as well
        press(Qt::Key_Escape);
        QVERIFY(!field(u"Reviewed by"_s));
        QVERIFY(label(u"Sign-off 8"_s));
    }

    void aSuspendedOneTellsWhatChangedByRecord()
    {
        m_reader->signHarbourside();
        m_window->findChild<Context*>()->open(u"accounts"_s, u"sign-off:7"_s);
        QVERIFY(label(u"Suspended since 20 Nov 10:07"_s));
        QVERIFY(label(u"ledger +12.00 · 1 record"_s));
        click(u"Harbourside Physio"_s);
        QVERIFY(label(u"INV-10340"_s));
        QVERIFY(label(u"322.00, was 310.00"_s));
        QVERIFY(label(u"Dana Reed prepared it"_s));
    }

    void aWithdrawalNeedsAReason()
    {
        m_reader->signHarbourside();
        m_window->findChild<Context*>()->open(u"accounts"_s, u"sign-off:7"_s);
        click(u"Withdraw…"_s);
        QTest::keyClicks(QApplication::focusWidget(), u"Kim Ochoa"_s);
        click(u"Withdraw this sign-off"_s);
        QVERIFY(m_given.isEmpty());
        QVERIFY(field(u"Reason"_s)->hasFocus());
        QTest::keyClicks(QApplication::focusWidget(), u"Wrong day"_s);
        press(Qt::Key_Return);
        const auto* withdraw = last<command::WithdrawSignOff>();
        QVERIFY(withdraw && withdraw->signOff == SignOffId{7});
        QCOMPARE(withdraw->who, u"Kim Ochoa"_s);
        QCOMPARE(withdraw->reason, u"Wrong day"_s);
    }

    void aSuspendedOneIsSignedAnew()
    {
        m_reader->signHarbourside();
        m_window->findChild<Context*>()->open(u"accounts"_s, u"sign-off:7"_s);
        click(u"Sign off anew…"_s);
        QCOMPARE(field(u"Prepared by"_s)->text(), u"Dana Reed"_s);
        click(u"Sign off as of 31 Oct 2025"_s);
        QVERIFY(last<command::SignOff>());
        QCOMPARE(last<command::SignOff>()->accounts, QList<AccountId>{AccountId{4}});
    }

    void anEmptyListSaysWhatASignOffIs()
    {
        QVERIFY(pick(u"Sign off"_s, u"All sign-offs"_s));
        QVERIFY(label(u"Nothing is signed off yet"_s));
        press(Qt::Key_Escape);
        QVERIFY(!label(u"Nothing is signed off yet"_s));
    }

    void aPackIsHeldAgainstTheBook()
    {
        QVERIFY(pick(u"Sign off"_s, u"All sign-offs"_s));
        click(u"Verify a pack…"_s);
        auto* dialog = m_window->findChild<QFileDialog*>();
        QVERIFY(dialog && dialog->fileMode() == QFileDialog::Directory);
        Q_EMIT dialog->fileSelected(u"/evidence/October"_s);
        dialog->reject();
        QVERIFY(last<command::VerifyPack>());
        QCOMPARE(last<command::VerifyPack>()->folder, u"/evidence/October"_s);
    }

    void everythingFitsASmallScreen()
    {
        m_reader->signHarbourside();
        m_window->resize(720, 450);
        for (const char* what : {"sign-offs", "sign-off:7", "sign-off:8"}) {
            m_window->findChild<Context*>()->open(u"accounts"_s, QString::fromLatin1(what));
            settle();
            QCOMPARE(m_window->size(), QSize(720, 450));
        }
    }
};

} // namespace window

QTEST_MAIN(window::TestAccountsPage)
#include "tst_accountspage.moc"
