// SPDX-License-Identifier: GPL-3.0-or-later

// Sign-offs on the page of the accounts: written, reviewed, withdrawn, told, looked into.

#include "support/accountbuilder.h"
#include "widgets/celltable.h"
#include "widgets/chartview.h"
#include "widgets/listview.h"
#include "window/workbench.h"

#include <QDateEdit>
#include <QFileDialog>
#include <QLineEdit>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>

namespace window {

class TestSignOffs : public Workbench {
    Q_OBJECT

    ListView* m_list = nullptr;

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

    void theFormGivesExactlyTheCommand()
    {
        m_list->selectSourceRow(3);
        QVERIFY(pick(u"Sign off"_s, u"Sign off Harbourside Physio…"_s));
        QVERIFY(label(u"What will be signed"_s));
        QCOMPARE(named<QDateEdit>(u"As of"_s)->date(), QDate(2025, 10, 31));
        QCOMPARE(field(u"Threshold"_s)->text(), u"0.00"_s);
        QVERIFY(label(u"The most that may stay unexplained in each account"_s));
        field(u"Prepared by"_s)->setText(u"Dana Reed"_s);
        field(u"Threshold"_s)->setText(u"1.50"_s);
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

    // Per side and currency, as the book's own sums are, and red where something is unexplained.
    void customersAndVendorsAreNeverAddedUp()
    {
        m_reader->kept = {QDate(2025, 10, 31), true};
        m_reader->notExplained = 2; // and yet 0.00 in sum
        m_reader->vendorRows = m_reader->accountRows.mid(0, 2);
        QVERIFY(pick(u"Sign off"_s, u"Sign off the whole book…"_s));
        QVERIFY(named<QLabel>(u"Receivable in AUD: ledger 248,316.40 − Xero 245,181.44 = "
                              u"+3,134.96, 0.00 unexplained"_s));
        QVERIFY(named<QLabel>(u"Payable in AUD: ledger 248,316.40 − Xero 245,181.44 = "
                              u"+3,134.96, 0.00 unexplained"_s));
        QVERIFY(!label(u"496,632.80"_s));
        QLabel* all = label(u"4 balances with something unexplained"_s);
        QVERIFY(all && all->property("tone") == u"stop"_s);
        const auto reds = [this] {
            return std::ranges::count_if(m_window->findChildren<QLabel*>(), [](const QLabel* one) {
                return one->isVisible() && one->text() == u"0.00"_s
                    && one->property("tone") == u"stop"_s;
            });
        };
        QCOMPARE(reds(), 2);
    }

    void figuresOfTheFormAreCountedOnce()
    {
        m_list->selectSourceRow(3);
        QVERIFY(pick(u"Sign off"_s, u"Sign off Harbourside Physio…"_s));
        QVERIFY(label(u"Receivable in AUD"_s));
        const int read = m_reader->filesRead;
        refreshed();
        QCOMPARE(m_reader->filesRead, read);
        named<QDateEdit>(u"As of"_s)->setDate(QDate(2025, 11, 14));
        settle();
        QCOMPARE(m_reader->filesRead, read + 1);
    }

    void whatIsWrittenIsNotLostByAClick()
    {
        m_list->selectSourceRow(3);
        QVERIFY(pick(u"Sign off"_s, u"Sign off Harbourside Physio…"_s));
        QTest::keyClicks(field(u"Prepared by"_s), u"Dana"_s);
        const auto clickRow = [this](int row) {
            QTest::mouseClick(m_list->viewport(), Qt::LeftButton, {},
                m_list->visualRect(m_list->model()->index(row, 0)).center());
            settle();
        };
        clickRow(1);
        QVERIFY(field(u"Prepared by"_s));
        QCOMPARE(m_list->currentRow(), 1);
        QVERIFY(label(u"Harbourside Physio"_s)); // still of that one
        click(u"Whole book"_s); // it may be looked at meanwhile
        QVERIFY(!field(u"Prepared by"_s));
        m_list->selectSourceRow(3);
        QVERIFY(pick(u"Sign off"_s, u"Sign off Harbourside Physio…"_s));
        QCOMPARE(field(u"Prepared by"_s)->text(), u"Dana"_s);
        press(Qt::Key_Escape); // given up
        QVERIFY(pick(u"Sign off"_s, u"Sign off Harbourside Physio…"_s));
        QCOMPARE(field(u"Prepared by"_s)->text(), QString());
        clickRow(1); // nothing is written
        QVERIFY(!field(u"Prepared by"_s));
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
        QVERIFY(label(u"Dana Reed prepared as of 2025-10-31."_s));
    }

    // The reviewer sees what is signed, and goes from there to the account as it was then.
    void whatIsSignedStandsInTheSignOff()
    {
        m_reader->signHarbourside();
        m_window->findChild<Context*>()->open(u"accounts"_s, u"sign-off:7"_s);
        auto* causes = named<CellTable>(u"Why the balances differ, as signed"_s);
        QVERIFY(causes && causes->model()->rowCount() > 0);
        auto* balances = named<CellTable>(u"Balances as signed"_s);
        QVERIFY(balances);
        QCOMPARE(balances->model()->index(0, 0).data().toString(), u"Harbourside Physio"_s);
        QVERIFY(!label(u"all in the evidence pack"_s));
        balances->setFocus();
        press(Qt::Key_Return);
        QVERIFY(label(u"As of 31 Oct"_s));
        refreshed();
        QVERIFY(label(u"As of 31 Oct"_s));
        press(Qt::Key_Left, Qt::AltModifier);
        QVERIFY(label(u"What is signed"_s));
    }

    void ofManyBalancesTheFirstAreShown()
    {
        m_reader->signHarbourside();
        const SignedAccount one = m_reader->signedRows.first();
        for (int i = 0; i < 30; ++i)
            m_reader->signedRows.append(one);
        m_window->findChild<Context*>()->open(u"accounts"_s, u"sign-off:8"_s);
        QCOMPARE(named<CellTable>(u"Balances as signed"_s)->model()->rowCount(), 20);
        QVERIFY(label(u"And 1,264 more, all in the evidence pack"_s));
    }

    void allAccountsOfASetAreSignedAgain()
    {
        m_reader->signHarbourside();
        SignedAccount one = m_reader->signedRows.first();
        m_reader->signedRows.clear();
        for (int i = 1; i <= 10'500; ++i) {
            one.account = AccountId{i};
            m_reader->signedRows.append(one);
        }
        m_reader->signed_[1].scope = SignOffScope::Set;
        m_window->findChild<Context*>()->open(u"accounts"_s, u"sign-off:7"_s);
        click(u"Sign off again…"_s);
        click(u"Sign off as of 31 Oct 2025"_s);
        QVERIFY(last<command::SignOff>());
        QCOMPARE(last<command::SignOff>()->accounts.size(), 10'500);
    }

    void todayTellsWhatWaitsAndWhatIsSuspended()
    {
        go("today");
        QVERIFY(!button(u"Sign-off as of 31 Oct waits for review"_s));
        m_reader->signHarbourside();
        refreshed();
        QVERIFY(button(u"Sign-off as of 31 Oct waits for review"_s));
        QVERIFY(tabToButton(u"Sign-off as of 31 Oct is suspended since 20 Nov 10:07"_s));
        press(Qt::Key_Space);
        QVERIFY(label(u"Sign-off 7"_s));
        m_reader->signed_.append(m_reader->signed_.last());
        go("today");
        click(u"2 sign-offs are suspended"_s);
        auto* list = named<ListView>(u"Sign-offs"_s);
        QVERIFY(list);
        QCOMPARE(list->model()->rowCount(), 2);
        click(u"Waits for review  1"_s);
        QCOMPARE(list->model()->rowCount(), 1);
        click(u"All  3"_s);
        QCOMPARE(list->model()->rowCount(), 3);
        const QString said = list->model()->index(1, 2).data(Qt::AccessibleTextRole).toString();
        QCOMPARE(
            said, u"Harbourside Physio, Prepared by Dana Reed · Reviewed by Kim Ochoa on 3 Nov"_s);
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

    void aSuspendedOneIsSignedAgain()
    {
        m_reader->signHarbourside();
        m_window->findChild<Context*>()->open(u"accounts"_s, u"sign-off:7"_s);
        click(u"Sign off again…"_s);
        QCOMPARE(field(u"Prepared by"_s)->text(), u"Dana Reed"_s);
        click(u"Sign off as of 31 Oct 2025"_s);
        QVERIFY(last<command::SignOff>());
        QCOMPARE(last<command::SignOff>()->accounts, QList<AccountId>{AccountId{4}});
    }

    void thePaletteLeadsToEachPlace()
    {
        const auto go = [this](const QString& words) {
            m_window->activateWindow();
            QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
            QTest::keyClick(m_window.get(), Qt::Key_K, Qt::ControlModifier);
            auto* field = this->field(u"Go to, find or do"_s);
            QTest::keyClicks(field, words);
            QTest::keyClick(field, Qt::Key_Return);
            settle();
        };
        m_reader->signHarbourside();
        go(u"sign-offs"_s);
        QVERIFY(named<ListView>(u"Sign-offs"_s));
        go(u"whole book"_s);
        QVERIFY(named<ChartView>(u"Why the balances differ"_s));
        m_list->selectSourceRow(3);
        go(u"sign off"_s);
        QVERIFY(label(u"What will be signed"_s));
        go(u"as of"_s);
        QWidget* calendar = QApplication::activePopupWidget();
        QVERIFY(calendar && calendar->accessibleName() == u"Choose a day"_s);
        calendar->close();
        go(u"verify a pack"_s);
        auto* dialog = m_window->findChild<QFileDialog*>();
        QVERIFY(dialog);
        dialog->reject();
    }

    // Where the list isn't seen, its menu isn't either.
    void theAccountThatStandsAloneIsSignedOff()
    {
        m_window->resize(1024, 700);
        m_window->findChild<Context*>()->open(u"accounts"_s, u"account:4"_s);
        QVERIFY(label(u"Not signed off yet"_s));
        click(u"Sign off…"_s);
        QVERIFY(label(u"What will be signed"_s));
        QVERIFY(label(u"Harbourside Physio"_s));
        press(Qt::Key_Escape);
        m_reader->signHarbourside();
        m_reader->signed_.removeFirst(); // of the whole book
        m_reader->signed_[0].state = SignOffState::SignedOff;
        refreshed();
        click(u"Signed off to 31 Oct"_s);
        QVERIFY(label(u"Sign-off 7"_s));
        press(Qt::Key_Left, Qt::AltModifier);
        QVERIFY(button(u"Signed off to 31 Oct"_s));
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

QTEST_MAIN(window::TestSignOffs)
#include "tst_signoffs.moc"
