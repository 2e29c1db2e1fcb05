// SPDX-License-Identifier: GPL-3.0-or-later

// One account: its bridge as a picture and as lines, since when, and both sides beside each other.

#include "look/words.h"
#include "pages/accountdetail.h"
#include "reports.h"
#include "widgets/elided.h"
#include "widgets/filterbar.h"
#include "widgets/verdictmark.h"
#include "window/workbench.h"

#include <QClipboard>
#include <QDesktopServices>
#include <QMenu>
#include <QPrintPreviewDialog>
#include <QPrinter>
#include <QToolButton>

using namespace ui;
using namespace records;
using Qt::StringLiterals::operator""_s;

class TestAccountDetail : public window::Workbench {
    Q_OBJECT

    void openAccount(AccountId id)
    {
        m_window->findChild<Context*>()->open(u"accounts"_s, u"account:%1"_s.arg(id.value));
        settle();
    }

    AccountDetailView* detail() { return m_window->findChild<AccountDetailView*>(); }
    CellTable* lines() { return named<CellTable>(u"Why the balances differ, line by line"_s); }
    CellTable* invoices() { return named<CellTable>(u"What is open on each invoice"_s); }
    CellTable* ages() { return named<CellTable>(u"Ageing on both sides"_s); }

    static QString cell(const QTableView* table, int row, int column)
    {
        return table->model()->index(row, column).data().toString();
    }
    static QString sum(const CellTable* table, int column)
    {
        return cell(table, table->model()->rowCount() - 1, column);
    }

    static void clickCell(CellTable* table, int row, int column)
    {
        const QModelIndex index = table->model()->index(row, column);
        QTest::mouseClick(table->viewport(), Qt::LeftButton, {}, table->visualRect(index).center());
        settle();
    }

    QUrl m_address;

public Q_SLOTS:
    void noteAddress(const QUrl& address) { m_address = address; }

private Q_SLOTS:
    void init()
    {
        m_given.clear();
        openWindow();
        go("accounts");
    }
    void cleanup() { m_window.reset(); }

    void theLinesSayWhatThePictureSays()
    {
        openAccount(AccountId{4});
        QVERIFY(!lines());
        click(u"Lines"_s);
        QVERIFY(lines());
        QVERIFY(!named<BridgeView>(u"Why the balances differ"_s));
        QCOMPARE(lines()->model()->rowCount(), 5); // and their sum
        QCOMPARE(cell(lines(), 0, 0), u"+412.50"_s);
        QCOMPARE(cell(lines(), 0, 1), u"Failed"_s);
        QCOMPARE(cell(lines(), 0, 2), u"INV-10388"_s);
        QCOMPARE(cell(lines(), 0, 3), u"none"_s);
        QCOMPARE(cell(lines(), 3, 0), u"−888.00"_s);
        QCOMPARE(cell(lines(), 3, 5), u"Push now"_s);
        QCOMPARE(sum(lines(), 0), u"−777.50"_s);
        click(u"Picture"_s);
        QVERIFY(!lines());
    }

    void causeAndRemedyAreReadWholeInASmallWindow()
    {
        m_window->resize(1320, 800);
        openAccount(AccountId{4});
        click(u"Lines"_s);
        const CellTable* table = lines();
        const QFontMetrics body(m_window->findChild<Context*>()->look().font(Type::Body));
        const int end = table->mapTo(detail(), QPoint(table->width(), 0)).x();
        QVERIFY2(end < detail()->width(), qPrintable(QString::number(end))); // nothing is cut off
        int all = 0;
        for (int column = 0; column < table->model()->columnCount(); ++column)
            all += table->columnWidth(column);
        QCOMPARE(all, table->viewport()->width());
        for (int row = 0; row < 4; ++row) {
            for (const auto& [column, icon] : {std::pair(1, 20), std::pair(5, 0)}) {
                const QString words = cell(table, row, column);
                QVERIFY2(table->columnWidth(column) >= body.horizontalAdvance(words) + icon + 16,
                    qPrintable(words));
            }
            // What is shortened is told whole.
            const QModelIndex since = table->model()->index(row, 4);
            QVERIFY(since.data(Qt::ToolTipRole).toString().contains(u"Already different"_s));
        }
        const QString tip = table->model()->index(0, 2).data(Qt::ToolTipRole).toString();
        QVERIFY2(tip.contains(u"INV-10388: Show it in the ledger"_s), qPrintable(tip));
        QCOMPARE(cell(table, 2, 2), u"CR-0311"_s); // its number, not its story
        // Nothing but its rows: no strip below them.
        const int last = table->model()->rowCount() - 1;
        const int below = table->viewport()->height()
            - (table->rowViewportPosition(last) + table->rowHeight(last));
        QVERIFY2(below >= 0 && below < 6, qPrintable(QString::number(below)));
        m_window->resize(1440, 900);
        openAccount(m_reader->tell(window::cancellingStory(m_reader->past)));
        const int totals = lines()->model()->rowCount() - 1;
        QVERIFY(lines()->viewport()->height()
            < lines()->rowViewportPosition(totals) + lines()->rowHeight(totals) + 6);
    }

    // "1,210.00" that lost its first letters would be another amount.
    void noFigureOfTheHistoriesIsCut()
    {
        m_window->resize(1320, 800);
        openAccount(AccountId{4});
        const auto* history = named<TimelineView>(u"Side by side"_s);
        const QFontMetrics body(m_window->findChild<Context*>()->look().font(Type::Body));
        int all = 0;
        for (int column = 0; column < TimelineModel::Places; ++column)
            all += history->columnWidth(column);
        QCOMPARE(all, history->viewport()->width());
        for (int row = 0; row < history->model()->rowCount(); ++row)
            for (const int column : {TimelineModel::LedgerAmount, TimelineModel::LedgerBalance,
                     TimelineModel::XeroAmount, TimelineModel::XeroBalance}) {
                const QString figure = cell(history, row, column);
                QVERIFY2(history->columnWidth(column) >= body.horizontalAdvance(figure) + 16,
                    qPrintable(figure));
            }
    }

    void aShortenedLineTellsTheWholeOfIt()
    {
        Elided line(*m_window->findChild<Context*>(), u"Short"_s);
        line.resize(120, 20);
        line.show();
        QVERIFY(QTest::qWaitForWindowExposed(&line));
        QCOMPARE(line.toolTip(), QString());
        const QString words = u"A sentence that has no room in a hundred and twenty pixels"_s;
        line.setText(words);
        QTRY_COMPARE(line.toolTip(), words);
        line.setText(u"Short"_s);
        QTRY_COMPARE(line.toolTip(), QString());
        line.setToolTip(u"Somebody else’s"_s);
        line.setText(words);
        settle();
        QTest::qWait(50);
        QCOMPARE(line.toolTip(), u"Somebody else’s"_s);
    }

    void theLinesWorkByKeyboard()
    {
        openAccount(AccountId{4});
        QVERIFY(tabToButton(u"Picture"_s));
        press(Qt::Key_Right);
        QVERIFY(tabTo([this](const QWidget* at) { return at == lines(); }));
        for (int row = 0; row < 3; ++row)
            press(Qt::Key_Down);
        press(Qt::Key_Return, Qt::ControlModifier);
        const auto* sync = last<command::Sync>();
        QVERIFY(sync && sync->only == (RecordRef{RecordKind::Payment, 10'001}));
        m_given.clear();
        for (int column = 0; column < 5; ++column)
            press(Qt::Key_Right);
        press(Qt::Key_Return); // the remedy's own cell
        QVERIFY(last<command::Sync>());
        press(Qt::Key_C, Qt::ControlModifier);
        const QString copied = QGuiApplication::clipboard()->text();
        QVERIFY2(copied.startsWith(u"Amount\tCause\tLedger\tXero\tSince\tRemedy\n−888.00\tNot yet"
                                   u" pushed\tPAY-20417\tnone\t"_s),
            qPrintable(copied));
    }

    // Everywhere Enter opens and Ctrl Enter acts: a key that is held down must push no money.
    void enterOpensAndNeverPushes()
    {
        auto* list = named<QTableView>(u"Accounts"_s);
        list->setFocus();
        openAccount(AccountId{4});
        list->setFocus();
        press(Qt::Key_Return);
        auto* picture = named<BridgeView>(u"Why the balances differ"_s);
        QVERIFY(picture && picture->hasFocus());
        press(Qt::Key_End);
        QVERIFY(picture->accessibleDescription().contains(u"Push now"_s));
        for (const auto modifier : {Qt::NoModifier, Qt::ControlModifier}) {
            QKeyEvent held(QEvent::KeyPress, Qt::Key_Return, modifier, {}, true);
            QApplication::sendEvent(picture, &held);
        }
        QVERIFY(m_given.isEmpty());
        QVERIFY(picture->isVisible());
        press(Qt::Key_Space);
        QVERIFY(m_given.isEmpty());
        press(Qt::Key_Return, Qt::ControlModifier);
        const auto* sync = last<command::Sync>();
        QVERIFY(sync && sync->only == (RecordRef{RecordKind::Payment, 10'001}));
        m_given.clear();
        press(Qt::Key_Return);
        QVERIFY(m_given.isEmpty());
        QVERIFY(label(u"PAY-20417"_s));
        QVERIFY(!detail()->isVisible());
    }

    void aRemedyActsWhereItIsLetGo()
    {
        openAccount(AccountId{4});
        auto* picture = named<BridgeView>(u"Why the balances differ"_s);
        const auto remedyOf = [&](int row) { // four of them, between both balances
            return QPoint(picture->width() - 30, 30 + (picture->height() - 60) * (2 * row + 1) / 8);
        };
        QTest::mouseClick(picture, Qt::RightButton, {}, remedyOf(3));
        QTest::mousePress(picture, Qt::LeftButton, {}, remedyOf(3));
        QVERIFY(m_given.isEmpty());
        QTest::mouseRelease(picture, Qt::LeftButton, {}, QPoint(100, remedyOf(3).y()));
        QVERIFY(m_given.isEmpty());
        QTest::mousePress(picture, Qt::LeftButton, {}, remedyOf(3));
        QTest::mouseRelease(picture, Qt::LeftButton, {}, remedyOf(3));
        QVERIFY(last<command::Sync>());
        m_given.clear();
        QTest::mouseDClick(picture, Qt::LeftButton, {}, QPoint(100, remedyOf(3).y()));
        settle();
        QVERIFY(m_given.isEmpty());
        QVERIFY(!detail()->isVisible()); // its record, in the ledger
    }

    void thePictureIsCopiedLikeTheLines()
    {
        openAccount(AccountId{4});
        named<BridgeView>(u"Why the balances differ"_s)->setFocus();
        press(Qt::Key_End);
        press(Qt::Key_C, Qt::ControlModifier);
        QVERIFY2(QGuiApplication::clipboard()->text().contains(
                     u"\n−888.00\tNot yet pushed\tPAY-20417\tnone\t"_s),
            qPrintable(QGuiApplication::clipboard()->text()));
        press(Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(QGuiApplication::clipboard()->text(), u"PAY-20417"_s);
    }

    void theBarsAreWideEnoughToBeCompared()
    {
        openAccount(AccountId{4});
        auto* picture = named<BridgeView>(u"Why the balances differ"_s);
        const QImage image = picture->grab().toImage();
        const QColor bar = m_window->findChild<Context*>()->look().color(Tone::Bar);
        int wide = 0; // of Xero's balance, in the first row
        for (int x = 0; x < image.width(); ++x)
            wide += image.pixelColor(x, 15) == bar ? 1 : 0;
        QVERIFY2(wide * 5 > image.width(), qPrintable(QString::number(wide)));
    }

    // INV-10388 is what one looks for: the days go first.
    void theNumbersAreKeptLongerThanTheDays()
    {
        m_window->resize(1320, 800);
        openAccount(AccountId{4});
        click(u"Lines"_s);
        const QFontMetrics body(m_window->findChild<Context*>()->look().font(Type::Body));
        for (int row = 0; row < 4; ++row)
            for (const int column : {2, 3})
                QVERIFY2(lines()->columnWidth(column)
                        >= body.horizontalAdvance(cell(lines(), row, column)) + 12,
                    qPrintable(cell(lines(), row, column)));
    }

    // Half of a sentence is no instruction.
    void theVerdictsSentenceIsReadWhole()
    {
        openAccount(AccountId{4});
        const auto* mark = find<VerdictMark>([](const VerdictMark*) { return true; });
        QVERIFY(mark);
        const QLabel* sentence = nullptr;
        for (const QLabel* each : mark->parentWidget()->findChildren<QLabel*>())
            if (each->isVisible() && each->wordWrap())
                sentence = each;
        QVERIFY(sentence && !sentence->text().isEmpty());
        for (const int width : {1440, 1120}) {
            m_window->resize(width, 800);
            settle();
            QVERIFY(sentence->height() >= sentence->heightForWidth(sentence->width()));
            QCOMPARE(sentence->x() - mark->geometry().right() - 1, 8);
        }
    }

    void recordsOpenWhereTheyStand()
    {
        openAccount(AccountId{4});
        click(u"Lines"_s);
        QDesktopServices::setUrlHandler(u"https"_s, this, "noteAddress");
        clickCell(lines(), 1, 3); // the overpayment: Xero has no page for one
        QCOMPARE(m_address, QUrl(u"https://go.xero.com/app/contact"_s));
        const QString tip = lines()->model()->index(1, 3).data(Qt::ToolTipRole).toString();
        QVERIFY2(tip.contains(u"Xero has no page for this overpayment, so its contact opens"_s),
            qPrintable(tip));
        QDesktopServices::unsetUrlHandler(u"https"_s);
        clickCell(lines(), 3, 2); // PAY-20417
        QVERIFY(label(u"PAY-20417"_s));
        QVERIFY(!detail()->isVisible());
    }

    // Also one that has no twin and never changed.
    void whatIsOnlyInXeroOpensThere()
    {
        const XeroRef only{XeroKind::Invoice, QUuid::createUuid()};
        const BridgeLine line{.account = AccountId{4},
            .cause = BridgeCause::NotTakenIn,
            .xero = only,
            .label = u"INV-1"_s,
            .remedy = RemedyId::ShowInXero};
        Context& context = *m_window->findChild<Context*>();
        const auto account = context.reader().account(AccountId{4});
        const Remedy remedy = remedyFor(context, line, *account);
        QCOMPARE(remedy.address, context.reader().address(only));
        QVERIFY(remedy.address != account->xeroUrl);
    }

    void sinceWhenIsSaidInOneLine()
    {
        const AccountId id = m_reader->tell(window::cancellingStory(m_reader->past));
        refreshed();
        openAccount(id);
        QVERIFY(label(u"Since 12 Nov 14:07:"_s));
        QVERIFY(button(u"INV-20144"_s));
        QVERIFY(label(u"was voided in Xero, by Dana Reed."_s));
        click(u"Lines"_s);
        QCOMPARE(cell(lines(), 0, 4), u"12 Nov"_s);
    }

    void everyEventHasItsWords()
    {
        using bridge::Happened;
        const QDateTime at(QDate(2025, 11, 12), QTime(14, 7), Qt::UTC);
        const auto said = [&](Happened what, const QDateTime& when, const QString& who = {}) {
            bridge::Event event;
            event.what = what;
            event.at = when;
            event.date = {2024, 10, 3};
            event.ledger = RecordRef{RecordKind::Payment, 1};
            event.label = u"PAY-1"_s;
            event.who = who;
            return wordsOf(event, {}, window::FakeReader::now()).sentence();
        };
        QCOMPARE(
            said(Happened::Entered, at), u"Since 12 Nov 14:07: PAY-1 was entered in the ledger."_s);
        QCOMPARE(said(Happened::Reversed, at, u"Ana"_s),
            u"Since 12 Nov 14:07: PAY-1 was reversed in the ledger, by Ana."_s);
        QCOMPARE(
            said(Happened::AppearedInXero, at), u"Since 12 Nov 14:07: PAY-1 appeared in Xero."_s);
        QCOMPARE(
            said(Happened::ChangedInXero, at), u"Since 12 Nov 14:07: PAY-1 was changed in Xero."_s);
        QCOMPARE(
            said(Happened::UndoneInXero, at), u"Since 12 Nov 14:07: PAY-1 was undone in Xero."_s);
        QCOMPARE(said(Happened::Unknown, at),
            u"Since 12 Nov 14:07: PAY-1 stopped being equal on both sides."_s);
        QCOMPARE(said(Happened::Entered, {}),
            u"Already different when Tieout first read Xero: PAY-1 dated 3 Oct 2024, was entered "
            u"in the ledger."_s);
    }

    void differencesThatCancelAreNoAgreement()
    {
        const AccountId id = m_reader->tell(window::cancellingStory(m_reader->past));
        refreshed();
        openAccount(id);
        QVERIFY(
            label(u"The balances are equal only because 2 differences cancel each other out."_s));
        QVERIFY(!label(u"Both ledgers agree"_s));
        click(u"Invoices"_s);
        QCOMPARE(cell(invoices(), 0, 5), u"+888.00"_s);
        QCOMPARE(cell(invoices(), 1, 5), u"−888.00"_s);
        QCOMPARE(cell(invoices(), 2, 5), u"0.00"_s); // the equal one comes last
        QCOMPARE(sum(invoices(), 5), u"0.00"_s);
    }

    void agreementIsSaid()
    {
        openAccount(AccountId{12});
        QVERIFY(label(u"Both ledgers agree, invoice by invoice."_s));
        QVERIFY(!button(u"Lines"_s));
    }

    void invoicesAreFiltered()
    {
        openAccount(AccountId{4});
        click(u"Invoices"_s);
        const int open = invoices()->model()->rowCount();
        click(u"Unequal  2"_s);
        QCOMPARE(invoices()->model()->rowCount(), 3);
        QCOMPARE(cell(invoices(), 0, 5), u"−888.00"_s); // paid in the ledger alone
        QCOMPARE(cell(invoices(), 1, 0), u"INV-10388"_s);
        QCOMPARE(cell(invoices(), 1, 4), u"not there"_s);
        QVERIFY(open > 3);
    }

    void agesAddUpToTheBalances()
    {
        openAccount(AccountId{4});
        click(u"Ageing"_s);
        QCOMPARE(ages()->model()->rowCount(), 7);
        QCOMPARE(sum(ages(), 1), u"1,312.55"_s);
        QCOMPARE(sum(ages(), 2), u"2,090.05"_s);
        QCOMPARE(sum(ages(), 3), u"−777.50"_s);
        QVERIFY(label(u"counted on 21 Nov"_s));
    }

    void nothingIsExplainedFromOldData()
    {
        const AccountId id = m_reader->tell(window::oldStory());
        refreshed();
        openAccount(id);
        QVERIFY(label(u"Being read again: Xero reports 100.00, what was read of it adds up to "
                      u"120.00."_s));
        QVERIFY(!named<BridgeView>(u"Why the balances differ"_s));
        QVERIFY(!button(u"Lines"_s) && !button(u"Ageing"_s));
        click(u"Fetch now"_s);
        const auto* sync = last<command::Sync>();
        QVERIFY(sync && sync->direction == command::Direction::Pull);
    }

    void xerosOwnFigureStandsBesideOurs()
    {
        m_reader->notices.insert(AccountId{4}, u"555.55 prepayment available to allocate"_s);
        m_reader->controls.insert(AccountId{4},
            u"Xero’s own balance differs: it says 1.00, its documents add up to 2.00."_s);
        openAccount(AccountId{4});
        QVERIFY(label(u"555.55 prepayment available to allocate"_s));
        QVERIFY(
            label(u"Xero’s own balance differs: it says 1.00, its documents add up to 2.00."_s));
    }

    void currenciesAreChosenAndNeverAddedUp()
    {
        const AccountId id = m_reader->tell(window::twoCurrencyStory());
        refreshed();
        openAccount(id);
        QVERIFY(label(u"Both ledgers agree"_s)); // in AUD
        click(u"NZD"_s);
        QVERIFY(!label(u"Both ledgers agree"_s));
        click(u"Lines"_s);
        QCOMPARE(cell(lines(), 0, 0), u"+99.00"_s);
        const auto title = [](const CellTable* table, int column) {
            return table->model()->headerData(column, Qt::Horizontal).toString();
        };
        QCOMPARE(title(lines(), 0), u"Amount NZD"_s);
        QVERIFY(label(u"Side by side, NZD"_s));
        click(u"Ageing"_s);
        QCOMPARE(title(ages(), 0), u"Age"_s);
        QCOMPARE(title(ages(), 1), u"Ledger NZD"_s);
        openAccount(AccountId{4});
        QVERIFY(!button(u"NZD"_s));
        QCOMPARE(title(ages(), 1), u"Ledger"_s);
        QVERIFY(!label(u"Side by side, NZD"_s));
    }

    void aDayThatIsOverOffersNoRemedies()
    {
        openAccount(AccountId{4});
        detail()->setAsOf({2025, 11, 13});
        QVERIFY(label(u"As of 13 Nov. Later transactions are left out."_s));
        QVERIFY(!button(u"Sync to Xero"_s)); // what is true of today, and can be done today
        QVERIFY(!find<VerdictMark>([](const VerdictMark*) { return true; }));
        click(u"Lines"_s);
        QCOMPARE(lines()->model()->rowCount(), 3); // the failed and the late one are of later days
        for (int row = 0; row < 2; ++row)
            QCOMPARE(cell(lines(), row, 5), QString());
        lines()->setFocus();
        press(Qt::Key_Return, Qt::ControlModifier);
        QVERIFY(m_given.isEmpty());
        click(u"Ageing"_s);
        QVERIFY(label(u"counted on 13 Nov"_s));
        detail()->setAsOf({});
        QVERIFY(!label(u"As of 13 Nov."_s));
        QVERIFY(button(u"Sync to Xero"_s));
        QCOMPARE(lines()->model()->rowCount(), 5);
    }

    void theAccountsReportsAreOneMenuAway()
    {
        openAccount(AccountId{4});
        auto* menu = named<QToolButton>(u"Report of this account"_s)->menu();
        QStringList words;
        for (const QAction* each : menu->actions())
            words.append(each->text());
        QCOMPARE(words,
            QStringList({u"Preview the bridge"_s, u"Save the bridge…"_s, u"Preview the ageing"_s,
                u"Save the ageing…"_s}));
        menu->actions().first()->trigger();
        settle();
        auto* preview = m_window->findChild<QPrintPreviewDialog*>();
        QVERIFY(preview && preview->isVisible());
        preview->close();
    }

    void aReportIsSeenBeforeItIsPrinted()
    {
        report::Report report;
        report.key = u"bridge"_s;
        report.title = u"Bridge of Harbourside Physio"_s;
        report.sections = {{.key = u"lines"_s,
            .columns = {{.title = u"Cause"_s}},
            .rows = {{report::Cell::text(u"Failed"_s)}}}};
        previewReport(*m_window->findChild<Context*>(), report, m_window.get());
        settle();
        auto* preview = m_window->findChild<QPrintPreviewDialog*>();
        QVERIFY(preview && preview->isVisible());
        QCOMPARE(preview->printer()->pageLayout().orientation(), QPageLayout::Portrait);
        preview->close();
    }
};

QTEST_MAIN(TestAccountDetail)
#include "tst_accountdetail.moc"
