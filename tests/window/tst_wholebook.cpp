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

    const store::Query& asked()
    {
        settle();
        return named<ListView>(u"Accounts"_s)->listModel()->query();
    }

private Q_SLOTS:
    void init()
    {
        m_given.clear();
        openWindow();
        go("accounts");
    }
    void cleanup() { m_window.reset(); }

    // +50.00 and −50.00 without a cause add up to 0.00, and are no agreement.
    void whatCancelsOutIsNotExplained()
    {
        QVERIFY(named<ChipLabel>(u"all explained"_s));
        m_reader->notExplained = 2;
        refreshed();
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

};

} // namespace window

QTEST_MAIN(window::TestWholeBook)
#include "tst_wholebook.moc"
