// SPDX-License-Identifier: GPL-3.0-or-later

// Changes in Xero: what the list says, and each choice by mouse and by keyboard.

#include "widgets/listview.h"
#include "window/workbench.h"

#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>

using namespace ui;
using namespace records;
using Qt::StringLiterals::operator""_s;

class TestChangesPage : public window::Workbench {
    Q_OBJECT

private:
    ListView* m_list = nullptr;

    QRadioButton* way(const QString& title)
    {
        return find<QRadioButton>([&](const QRadioButton* each) { return each->text() == title; });
    }
    void open(int sourceRow)
    {
        m_list->selectSourceRow(sourceRow);
        m_list->setFocus();
        press(Qt::Key_Return);
    }

private Q_SLOTS:
    void init()
    {
        m_given.clear();
        openWindow();
        go("changes");
        m_list = named<ListView>(u"Changes in Xero"_s);
        QVERIFY(m_list);
    }
    void cleanup() { m_window.reset(); }

    void toDecideStandsAboveSettled()
    {
        QVERIFY(label(u"6 to decide, 2 of them change a balance."_s));
        QCOMPARE(m_list->listModel()->groupRows(), (QList{0, 7}));
        click(u"Money  2"_s);
        QCOMPARE(m_list->listModel()->sourceRows(), 2);
    }

    void aVoidIsPushedAgainByKeyboardAlone()
    {
        open(0);
        QVERIFY(label(u"AUTHORISED"_s));
        QVERIFY(label(u"VOIDED"_s));
        QVERIFY(label(u"the customer still owes 1,000.00 here"_s));
        QVERIFY(label(u"R075: Never void it in Xero."_s));
        QVERIFY(way(u"The customer still owes it"_s)->isChecked());
        QVERIFY(label(u"can’t be undone, only voided"_s));
        QVERIFY(tabToButton(u"Push under a new number"_s));
        press(Qt::Key_Space);
        const auto* decided = last<command::DecideChanges>();
        QVERIFY(decided);
        QCOMPARE(decided->changes, QList{ChangeId{1}});
        QCOMPARE(decided->way, ChangeWay::PushAgain);
    }

    // What makes a difference in money stays only with a reason.
    void leavingNeedsAReason()
    {
        open(0);
        way(u"Leave it, with a reason"_s)->click();
        auto* leave = qobject_cast<QPushButton*>(button(u"Leave it"_s));
        auto* reason = named<QLineEdit>(u"Why it is left"_s);
        QVERIFY(leave && reason);
        QVERIFY(!leave->isEnabled());
        reason->setFocus();
        QTest::keyClicks(reason, u"billed anew as INV-10401"_s);
        QVERIFY(leave->isEnabled());
        press(Qt::Key_Return);
        const auto* decided = last<command::DecideChanges>();
        QVERIFY(decided);
        QCOMPARE(decided->way, ChangeWay::Keep);
        QCOMPARE(decided->reason, u"billed anew as INV-10401"_s);
        // Without money at stake a word is enough.
        open(5);
        way(u"Let Xero’s stand"_s)->click();
        QVERIFY(!named<QLineEdit>(u"Why it is left"_s));
        QVERIFY(button(u"Accept"_s)->isEnabled());
    }

    // A sync goes on meanwhile, and the panel is made anew with each of its steps.
    void whatWasChosenStays()
    {
        open(0);
        way(u"Leave it, with a reason"_s)->click();
        named<QLineEdit>(u"Why it is left"_s)->setText(u"billed anew"_s);
        m_list->setFocus();
        refreshed();
        QVERIFY(way(u"Leave it, with a reason"_s)->isChecked());
        QCOMPARE(named<QLineEdit>(u"Why it is left"_s)->text(), u"billed anew"_s);
        QVERIFY(button(u"Leave it"_s)->isEnabled());
        open(1); // of another one nothing is chosen yet
        QVERIFY(way(u"The ledger is right"_s)->isChecked());
        // Changed once more, it is another change.
        open(0);
        way(u"Leave it, with a reason"_s)->click();
        m_reader->changeRows.first().change.id = {900};
        m_list->setFocus();
        refreshed();
        QVERIFY(way(u"The customer still owes it"_s)->isChecked());
    }

    void severalAreSettledAtOnce()
    {
        open(3);
        m_list->setFocus();
        press(Qt::Key_Down, Qt::ShiftModifier);
        QCOMPARE(m_list->selectedRows(), (QList{3, 4}));
        QVERIFY(label(u"2 changes chosen"_s));
        QAbstractButton* copy = button(u"Copy it here · 2"_s);
        QVERIFY(copy);
        copy->click();
        const auto* decided = last<command::DecideChanges>();
        QVERIFY(decided);
        QCOMPARE(decided->changes, (QList{ChangeId{4}, ChangeId{5}}));
        QCOMPARE(decided->way, ChangeWay::CopyHere);
    }

    // Of unlike ones only what all of them allow is offered.
    void unlikeOnesShareTheirWays()
    {
        open(0);
        m_list->selectAll();
        QVERIFY(label(u"6 changes chosen"_s));
        QVERIFY(!way(u"The customer still owes it"_s));
        QVERIFY(way(u"Leave it, with a reason"_s));
        QVERIFY(named<QLineEdit>(u"Why it is left"_s));
    }

    void aWordIsTakenBack()
    {
        open(7); // accepted
        QVERIFY(label(u"By you"_s));
        click(u"Decide again"_s);
        const auto* again = last<command::ReopenChange>();
        QVERIFY(again);
        QCOMPARE(again->change, ChangeId{108});
        open(6); // done here too: carried out, so there is nothing to take back
        QVERIFY(!button(u"Decide again"_s));
    }

    void theDosAndDontsAreOnePressAway()
    {
        click(u"Dos and don’ts"_s);
        for (const int rule : {74, 75, 76, 77, 78, 79, 80, 81, 82, 83, 84})
            QVERIFY2(
                label(u"R%1:"_s.arg(rule, 3, 10, QChar(u'0'))), qPrintable(QString::number(rule)));
    }

    void whoDidItIsSaid()
    {
        open(1);
        QVERIFY(label(u"by Dana Reed"_s));
        QVERIFY(label(u"1 × Fibre fifty, 71.81"_s));
        QVERIFY(way(u"The ledger is right"_s)->isChecked());
        click(u"Put it back in Xero"_s);
        QCOMPARE(last<command::DecideChanges>()->way, ChangeWay::PutBack);
    }
};

QTEST_MAIN(TestChangesPage)
#include "tst_changespage.moc"
