// SPDX-License-Identifier: GPL-3.0-or-later

// The whole book beside the accounts: whether it is explained, and what its difference is made of.

#include "models/listmodel.h"
#include "support/accountbuilder.h"
#include "widgets/chartview.h"
#include "widgets/chiplabel.h"
#include "widgets/listview.h"
#include "window/workbench.h"

#include <QPushButton>

namespace window {

class TestWholeBook : public Workbench {
    Q_OBJECT

    ListView* m_list = nullptr;

    const store::Query& asked()
    {
        settle();
        return m_list->listModel()->query();
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

    // +50.00 and −50.00 without a cause add up to 0.00, and are no agreement.
    void whatCancelsOutIsNotExplained()
    {
        QVERIFY(named<ChipLabel>(u"all explained"_s));
        const int width = m_list->width();
        m_reader->notExplained = 2;
        refreshed();
        QCOMPARE(m_list->width(), width); // nothing is pushed aside
        QVERIFY(named<ChipLabel>(u"2 accounts not explained"_s));
        QVERIFY(label(u"2 accounts not explained"_s)); // in the foot, too
        m_reader->unexplained = support::aud("-12.30");
        refreshed();
        QVERIFY(named<ChipLabel>(u"−12.30 unexplained"_s));
        QVERIFY(label(u"−12.30 unexplained"_s));
    }

    void theBookIsAsGoodAsTheWorstOfIt()
    {
        m_reader->accountRows[0].isStale = true;
        refreshed();
        QVERIFY(named<ChipLabel>(u"1 account being read again"_s));
        const auto nzd = base::Currency::of("NZD");
        m_reader->otherSums = {{.currency = nzd, .rows = 3, .notExplained = 1}};
        m_reader->otherSums[0].unexplained = base::Money(700, nzd);
        refreshed();
        QVERIFY(named<ChipLabel>(u"NZD 7.00 unexplained"_s));
        m_reader->otherSums.clear();
        m_reader->accountRows[0].isStale = false;
        m_reader->neverFetched = true;
        refreshed();
        QVERIFY(named<ChipLabel>(u"Not checked"_s));
        QVERIFY(!label(u"unexplained"_s));
    }

    void eachCurrencyHasItsWaterfall()
    {
        QVERIFY(!button(u"NZD"_s));
        const auto nzd = base::Currency::of("NZD");
        m_reader->otherSums = {{.currency = nzd, .rows = 3, .ledger = {41250, nzd}}};
        refreshed();
        click(u"NZD"_s);
        auto* chart = named<ChartView>(u"Why the balances differ"_s);
        QCOMPARE(chart->chart().currency, nzd);
        QVERIFY(label(u"NZD +412.50"_s));
        chart->setFocus();
        press(Qt::Key_Home);
        QVERIFY(chart->accessibleDescription().startsWith(u"Not yet fetched, "_s));
        press(Qt::Key_Return);
        QCOMPARE(asked().cause, BridgeCause::MirrorIncomplete);
        QCOMPARE(asked().currency, nzd); // what was pressed is of that currency
    }

    void foldedCausesAreUnfolded()
    {
        auto* chart = named<ChartView>(u"Why the balances differ"_s);
        chart->setFocus();
        press(Qt::Key_End);
        QVERIFY2(chart->accessibleDescription().startsWith(u"3 more causes, "_s),
            qPrintable(chart->accessibleDescription()));
        press(Qt::Key_Return);
        QVERIFY(!chart->accessibleDescription().contains(u"more causes"_s));
        QVERIFY(chart->accessibleDescription().contains(u"Rounding"_s));
        press(Qt::Key_End);
        press(Qt::Key_Return);
        QCOMPARE(asked().cause, BridgeCause::Rounding);
    }

    void vendorsStandBesideNoCustomer()
    {
        m_list->selectSourceRow(3);
        QVERIFY(button(u"Open in Xero"_s));
        click(u"Vendors"_s);
        QVERIFY(!button(u"Open in Xero"_s));
        QVERIFY(label(u"All vendors as they are now"_s));
        QVERIFY(m_list->selectedRows().isEmpty());
    }

    void theDetailIsPutAwayAndBroughtBack()
    {
        m_list->selectSourceRow(3);
        m_list->setFocus();
        const int width = m_list->width();
        press(Qt::Key_F4);
        QVERIFY(!button(u"Open in Xero"_s) && m_list->isVisible());
        QVERIFY(m_list->width() > width);
        press(Qt::Key_F4);
        QVERIFY(button(u"Open in Xero"_s));
        press(Qt::Key_F4);
        press(Qt::Key_Return); // opens it, and brings it back
        QVERIFY(button(u"Open in Xero"_s));
        m_window->resize(1024, 700);
        settle();
        QVERIFY(!m_list->isVisible());
        press(Qt::Key_F4);
        QVERIFY(m_list->isVisible() && m_list->hasFocus());
    }

    // A second click at the same place must not press what has come to stand there.
    void oneClickOpensWhereTheListStandsAlone()
    {
        m_window->resize(1024, 700);
        settle();
        const QPoint at = m_list->visualRect(m_list->model()->index(3, 0)).center();
        QTest::mouseClick(m_list->viewport(), Qt::LeftButton, {}, at);
        settle();
        QVERIFY(!m_list->isVisible());
        const QWidget* open = button(u"Open in Xero"_s);
        QVERIFY(open);
        const QPoint there = open->mapTo(m_window.get(), open->rect().center());
        const auto reached = [&] { return m_window->childAt(there) == open; };
        QVERIFY(!reached());
        QTRY_VERIFY(reached());
    }

    void todayIsRedWhereUnexplainedAmountsCancelOut()
    {
        go("today");
        const auto meaning = [this](const QString& name) {
            const auto* row = named<QPushButton>(name);
            return row ? row->property("meaning").toString() : u"not there"_s;
        };
        QCOMPARE(meaning(u"Unexplained, 0 accounts, 0.00"_s), u"safe"_s);
        m_reader->notExplained = 2;
        refreshed();
        QCOMPARE(meaning(u"Unexplained, 2 accounts, 0.00"_s), u"stop"_s);
    }
};

} // namespace window

QTEST_MAIN(window::TestWholeBook)
#include "tst_wholebook.moc"
