// SPDX-License-Identifier: GPL-3.0-or-later

// What every list keeps: what is chosen, its order, its columns; and that pages fit small screens.

#include "widgets/elided.h"
#include "widgets/listview.h"
#include "widgets/rail.h"
#include "window/workbench.h"

#include <QHeaderView>
#include <QLineEdit>
#include <QScopeGuard>
#include <QSignalSpy>

#include <utility>

using namespace ui;
using namespace records;
using Qt::StringLiterals::operator""_s;

class TestLists : public window::Workbench {
    Q_OBJECT

    ListView* onList(const char* page, const QString& name)
    {
        go(page);
        auto* list = named<ListView>(name);
        list->setFocus();
        return list;
    }

    static QString number(const ListView* list)
    {
        return list->currentRow() < 0 ? QString()
                                      : list->listModel()->subject(list->currentRow()).number;
    }

    // The columns of a picture that have ink: the first and the last.
    static std::pair<int, int> ink(const QPixmap& picture)
    {
        const QImage image = picture.toImage();
        int first = image.width();
        int last = -1;
        for (int x = 0; x < image.width(); ++x)
            for (int y = 3; y < image.height() - 3; ++y)
                if (image.pixelColor(x, y).lightness() < 160) {
                    first = std::min(first, x);
                    last = std::max(last, x);
                }
        return {first, last};
    }

    static int clicks(const ListView* list, int column)
    {
        QHeaderView* head = list->horizontalHeader();
        QTest::mouseClick(head->viewport(), Qt::LeftButton, {},
            {head->sectionViewportPosition(column) + head->sectionSize(column) / 2, 10});
        return list->listModel()->query().sortColumn;
    }

private Q_SLOTS:
    void init()
    {
        m_given.clear();
        openWindow();
    }
    void cleanup() { m_window.reset(); }

    // What is chosen stays chosen ---------------------------------------------------------------

    void theInspectorStaysWithItsRecord()
    {
        ListView* list = onList("outbox", u"Outbox"_s);
        list->selectSourceRow(1);
        press(Qt::Key_Return);
        QVERIFY(label(u"400.40, Murray"_s));
        m_reader->outboxRows.removeFirst(); // went through: all others move up
        refreshed();
        QCOMPARE(number(list), u"INV-10397"_s);
        QVERIFY(label(u"400.40, Murray"_s));
        m_reader->outboxRows.swapItemsAt(0, 2); // as many as before, in another order
        refreshed();
        QCOMPARE(list->currentRow(), 2);
        QCOMPARE(number(list), u"INV-10397"_s);
        QVERIFY(label(u"400.40, Murray"_s));
        m_reader->outboxRows.removeAt(2);
        refreshed();
        QCOMPARE(list->currentRow(), -1);
        QCOMPARE(list->selectedRows(), QList<int>());
        QVERIFY(!label(u"Evidence"_s));
    }

    void ticksStayWithTheirRecords()
    {
        ListView* list = onList("outbox", u"Outbox"_s);
        list->selectSourceRow(1);
        press(Qt::Key_Space);
        press(Qt::Key_Down);
        press(Qt::Key_Down);
        press(Qt::Key_Space);
        QCOMPARE(list->selectedRows(), (QList<int>{1, 3}));
        m_reader->outboxRows.removeFirst();
        refreshed();
        QCOMPARE(list->selectedRows(), (QList<int>{0, 2}));
        press(Qt::Key_Up); // and moving about still keeps them
        QCOMPARE(list->selectedRows(), (QList<int>{0, 2}));
        click(u"Retry 2"_s);
        QCOMPARE(last<command::Retry>()->operations, (QList{OperationId{2}, OperationId{4}}));
    }

    void aSortKeepsWhatIsChosen()
    {
        ListView* list = onList("outbox", u"Outbox"_s);
        list->selectSourceRow(4);
        const QString chosen = number(list);
        clicks(list, 1);
        QVERIFY(list->currentRow() != 4);
        QCOMPARE(number(list), chosen);
    }

    void whatIsTypedInTheInspectorStays()
    {
        ListView* list = onList("links", u"Links"_s);
        list->selectSourceRow(0);
        press(Qt::Key_Return);
        auto* search = named<QLineEdit>(u"Search all contacts"_s);
        search->setFocus();
        QTest::keyClicks(search, u"Coral"_s);
        refreshed();
        QCOMPARE(named<QLineEdit>(u"Search all contacts"_s), search);
        QCOMPARE(search->text(), u"Coral"_s);
        QVERIFY(search->hasFocus());
    }

    void theKeyboardStaysInTheInspector()
    {
        ListView* list = onList("links", u"Links"_s);
        list->selectSourceRow(0);
        press(Qt::Key_Return);
        button(u"Link these two"_s)->setFocus();
        refreshed();
        QVERIFY(button(u"Link these two"_s)->hasFocus());
    }

    void anotherBookBeginsWithNothingChosen()
    {
        ListView* list = onList("outbox", u"Outbox"_s);
        list->selectSourceRow(3);
        press(Qt::Key_Return);
        go("accounts");
        named<ListView>(u"Accounts"_s)->selectSourceRow(10); // Lakeside Caravan Park
        auto other = std::make_unique<window::FakeReader>();
        other->accountRows = other->accountRows.first(3);
        m_window->setBook(std::move(other), u"other.tieout"_s);
        go("outbox");
        QCOMPARE(list->currentRow(), -1); // the same ids are other things there
        QVERIFY(!label(u"Evidence"_s));
        go("accounts");
        QVERIFY(!label(u"Lakeside Caravan Park"_s));
    }

    // Order and columns -------------------------------------------------------------------------

    void columnsSortUpDownAndBack_data()
    {
        QTest::addColumn<QString>("page");
        QTest::addColumn<int>("column");
        QTest::addColumn<int>("asked"); // the reader's own number of it; −1: not sortable
        QTest::newRow("outbox state") << u"Outbox"_s << 0 << 3;
        QTest::newRow("outbox record") << u"Outbox"_s << 1 << 0;
        QTest::newRow("outbox account") << u"Outbox"_s << 2 << 1;
        QTest::newRow("outbox amount") << u"Outbox"_s << 3 << 2;
        QTest::newRow("outbox why") << u"Outbox"_s << 4 << -1;
        QTest::newRow("inbox state") << u"Inbox"_s << 0 << 3;
        QTest::newRow("inbox record") << u"Inbox"_s << 1 << 0;
        QTest::newRow("inbox amount") << u"Inbox"_s << 3 << 2;
        QTest::newRow("inbox date") << u"Inbox"_s << 4 << 4;
        QTest::newRow("inbox why") << u"Inbox"_s << 5 << -1;
    }

    void columnsSortUpDownAndBack()
    {
        QFETCH(QString, page);
        QFETCH(int, column);
        QFETCH(int, asked);
        ListView* list = onList(page.toLower().toLatin1().constData(), page);
        const bool isOutbox = page == u"Outbox"_s;
        const int headings = static_cast<int>(list->listModel()->groupRows().size());
        QVERIFY(headings > 1);
        const auto heard = [&]() -> const store::Query& {
            settle();
            return isOutbox ? m_reader->lastOutbox : m_reader->lastInbox;
        };
        QCOMPARE(clicks(list, column), asked < 0 ? -1 : column);
        if (asked < 0)
            return;
        (void)list->listModel()->index(0, 0).data();
        QCOMPARE(heard().sortColumn, asked);
        QCOMPARE(heard().order, store::Order::Ascending);
        QVERIFY(!heard().withReceipts);
        QVERIFY(list->listModel()->groupRows().isEmpty()); // they would be mixed
        clicks(list, column);
        (void)list->listModel()->index(0, 0).data();
        QCOMPARE(heard().order, store::Order::Descending);
        QCOMPARE(clicks(list, column), -1);
        QCOMPARE(list->listModel()->groupRows().size(), headings);
    }

    void theKeyboardBeginsAtARecordAndWalksOverHeadings()
    {
        ListView* list = onList("outbox", u"Outbox"_s);
        const auto isRecord
            = [&] { return !list->listModel()->isGroup(list->currentIndex().row()); };
        list->setFocus(Qt::TabFocusReason);
        QCOMPARE(list->currentIndex().row(), 1); // under its heading
        for (int step = 1; step < list->listModel()->rowCount(); ++step) {
            press(Qt::Key_Down);
            QVERIFY(list->currentIndex().isValid() && isRecord());
        }
    }

    void theHeadStandsOverItsCells()
    {
        ListView* runs = onList("log", u"Runs"_s);
        QHeaderView* head = runs->horizontalHeader();
        for (bool withLast : {true, false}) {
            runs->chooseColumn(6, withLast);
            settle();
            const int column = withLast ? 6 : 5;
            QVERIFY(!runs->isColumnHidden(column));
            // Not the first row: the keyboard stands there, with its ring.
            const QRect cell = runs->visualRect(runs->model()->index(1, column));
            const int words
                = ink(head->viewport()->grab({cell.left(), 0, cell.width(), head->height()}))
                      .second;
            const int figure = ink(runs->viewport()->grab(cell)).second;
            QVERIFY2(
                std::abs(words - figure) <= 2, qPrintable(u"%1 above %2"_s.arg(words).arg(figure)));
        }
    }

    // Keyboard ----------------------------------------------------------------------------------

    void theKeyboardLandsInThePage()
    {
        auto* rail = named<Rail>(u"Places"_s);
        QVERIFY(rail);
        const Qt::Key keys[] = {Qt::Key_1, Qt::Key_2, Qt::Key_3, Qt::Key_4, Qt::Key_5, Qt::Key_6,
            Qt::Key_7, Qt::Key_8, Qt::Key_9, Qt::Key_0, Qt::Key_Comma};
        const QHash<Qt::Key, QString> lists
            = {{Qt::Key_2, u"Accounts"_s}, {Qt::Key_4, u"Outbox"_s}, {Qt::Key_5, u"Inbox"_s},
                {Qt::Key_8, u"Ledger"_s}, {Qt::Key_9, u"Links"_s}, {Qt::Key_0, u"Runs"_s}};
        const auto isInPage = [&] {
            const QWidget* at = QApplication::focusWidget();
            return at && at->isVisible() && at != rail && !rail->isAncestorOf(at);
        };
        for (Qt::Key key : keys) {
            rail->setFocus();
            press(key, Qt::ControlModifier);
            QVERIFY2(isInPage(), qPrintable(QString(QChar(key))));
            if (lists.contains(key))
                QCOMPARE(QApplication::focusWidget()->accessibleName(), lists.value(key));
        }
        rail->setFocus();
        press(Qt::Key_Left, Qt::AltModifier); // back to the Log
        QCOMPARE(QApplication::focusWidget()->accessibleName(), u"Runs"_s);
        rail->setFocus();
        press(Qt::Key_6, Qt::ControlModifier);
        QVERIFY(QApplication::focusWidget()->objectName().startsWith(u"card/"_s));
    }

    // Small screens -----------------------------------------------------------------------------

    void everyPageFitsAScreenAt200Percent()
    {
        m_window->resize(720, 450);
        for (const char* page : {"today", "accounts", "bank-lines", "outbox", "inbox", "problems",
                 "changes", "ledger", "links", "log", "settings"}) {
            go(page);
            QVERIFY2(m_window->size() == QSize(720, 450), page);
            for (const ListView* list : m_window->findChildren<ListView*>()) {
                if (!list->isVisible() || list->model()->rowCount() == 0)
                    continue;
                int taken = 0;
                for (int column = 0; column < list->model()->columnCount(); ++column)
                    taken += list->columnWidth(column);
                QVERIFY2(std::abs(taken - list->viewport()->width()) <= 8, page);
            }
        }
        m_window->findChild<Context*>()->open(u"ledger"_s, u"payment"_s);
        settle();
        QCOMPARE(m_window->size(), QSize(720, 450));
        QVERIFY(!named<ListView>(u"Ledger"_s));
        QVERIFY(named<QLineEdit>(u"Account, by name or number"_s)->hasFocus());
        press(Qt::Key_Escape);
        QVERIFY(named<ListView>(u"Ledger"_s)->hasFocus());
    }

    void inASmallWindowTheInspectorTakesThePlaceOfTheList()
    {
        m_window->resize(720, 450);
        ListView* list = onList("links", u"Links"_s);
        const QRect first = list->visualRect(list->model()->index(1, 1));
        QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, first.center());
        QVERIFY(list->isVisible()); // choosing alone takes nothing away
        press(Qt::Key_Return);
        QVERIFY(!list->isVisible());
        QVERIFY(button(u"Link these two"_s));
        refreshed();
        QVERIFY(!list->isVisible());
        press(Qt::Key_Escape);
        QVERIFY(list->isVisible() && list->hasFocus());
        press(Qt::Key_Return);
        m_window->resize(1440, 900);
        settle();
        QVERIFY(list->isVisible()); // side by side again
        QVERIFY(button(u"Link these two"_s));
    }

    void namesOfTheCurrentStepStayWhole()
    {
        m_window->resize(1024, 700);
        settle();
        for (const char* name : {"PAY-20417, Harbourside Physio",
                 "Its allocation, 888.00 to INV-10291", "Vocus Wholesale, Telstra Wholesale"}) {
            const QLabel* shown = label(QString::fromLatin1(name));
            QVERIFY(shown);
            QVERIFY2(shown->width() >= shown->fontMetrics().horizontalAdvance(shown->text()), name);
        }
    }

    // From the right to the left ----------------------------------------------------------------

    void mirroredPagesKeepTheirMargins()
    {
        m_window.reset();
        QApplication::setLayoutDirection(Qt::RightToLeft);
        const auto back = qScopeGuard([this] {
            m_window.reset();
            QApplication::setLayoutDirection(Qt::LeftToRight);
        });
        openWindow();
        go("today");
        const QWidget* verdict = named<QWidget>(u"Stop"_s);
        QVERIFY(verdict);
        const int beyond = verdict->parentWidget()->width() - verdict->geometry().right() - 1;
        QVERIFY2(beyond >= 15 && beyond <= 18, qPrintable(QString::number(beyond)));

        go("accounts");
        m_window->findChild<Context*>()->open(u"accounts"_s, u"account:4"_s);
        QWidget* bridge = named<QWidget>(u"Why the balances differ"_s);
        QVERIFY(bridge);
        // The last row: its title at the beginning, to the right; money before the remedies.
        const auto [first, last]
            = ink(bridge->grab({0, bridge->height() - 28, bridge->width(), 26}));
        const int title = bridge->width() - 1 - last;
        QVERIFY2(title >= 14 && title <= 20, qPrintable(QString::number(title)));
        QVERIFY2(first > 60, qPrintable(QString::number(first)));
        auto* twins = named<QTableView>(u"Side by side"_s);
        const QRect day = twins->visualRect(twins->model()->index(0, 0));
        const int margin = day.width() - 1 - ink(twins->viewport()->grab(day)).second;
        QVERIFY2(margin >= 14 && margin <= 18, qPrintable(QString::number(margin)));
    }
};

QTEST_MAIN(TestLists)
#include "tst_lists.moc"
