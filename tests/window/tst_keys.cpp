// SPDX-License-Identifier: GPL-3.0-or-later

// The window's keys, and what is kept of each page.

#include "context.h"
#include "help.h"
#include "widgets/rail.h"
#include "window/shown.h"

#include <QClipboard>
#include <QDesktopServices>
#include <QFileDialog>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QScopeGuard>
#include <QToolButton>

using namespace ui;
using namespace records;
using Qt::StringLiterals::operator""_s;

class TestKeys : public window::Shown {
    Q_OBJECT

    QStringList m_addresses; // that the browser was asked for

public Q_SLOTS:
    void noteAddress(const QUrl& address) { m_addresses.append(address.toString()); }

private Q_SLOTS:
    void initTestCase() { QDesktopServices::setUrlHandler(u"https"_s, this, "noteAddress"); }
    void init() { makeWindow(); }
    void cleanup() { m_window.reset(); }

    // Keys of the window

    void altLeftGoesBack()
    {
        m_window->showPage(u"outbox"_s);
        m_window->showPage(u"links"_s);
        press(Qt::Key_Left, Qt::AltModifier);
        QVERIFY(named<ListView>(u"Outbox"_s));
        press(Qt::Key_Left, Qt::AltModifier);
        QVERIFY(says(u"Your five steps"_s));
        press(Qt::Key_Left, Qt::AltModifier); // nothing before that
        QVERIFY(says(u"Your five steps"_s));
        m_window->showPage(u"log"_s);
        press(Qt::Key_Left, Qt::AltModifier);
        QVERIFY(says(u"Your five steps"_s));
    }

    void f1TellsWhatThePageIs()
    {
        auto* help = m_window->findChild<HelpPanel*>();
        QVERIFY(help->isHidden());
        for (const QString& page : named<Rail>(u"Places"_s)->places()) {
            m_window->showPage(page);
            press(Qt::Key_F1);
            QVERIFY2(help->isVisible(), qPrintable(page));
            QVERIFY2(help->accessibleName().size() > 60, qPrintable(page));
            press(Qt::Key_Escape);
            QVERIFY(help->isHidden());
        }
        m_window->showPage(u"today"_s);
        press(Qt::Key_F1);
        QVERIFY(says(u"may this bank account be reconciled"_s));
        m_window->showPage(u"inbox"_s); // it goes along
        QVERIFY(says(u"Blocked would have paid an invoice twice"_s));
        press(Qt::Key_F1);
        QVERIFY(help->isHidden());
    }

    void controlOOpensInXero()
    {
        m_addresses.clear();
        m_window->showPage(u"accounts"_s);
        auto* list = named<ListView>(u"Accounts"_s);
        list->setFocus();
        list->selectSourceRow(3);
        press(Qt::Key_O, Qt::ControlModifier);
        QCOMPARE(m_addresses, QStringList{u"https://go.xero.com/app/contact"_s});
        m_window->showPage(u"inbox"_s);
        m_window->showPage(u"log"_s);
        press(Qt::Key_O, Qt::ControlModifier);
        QCOMPARE(m_addresses.size(), 1);
        QVERIFY(says(u"Xero has no page for this row yet."_s) || says(u"Choose a row first."_s));
    }

    void controlDownGoesToWhatNeedsSomebody()
    {
        ListView* list = onOutbox();
        press(Qt::Key_Down, Qt::ControlModifier);
        QCOMPARE(list->currentRow(), 0);
        press(Qt::Key_Down, Qt::ControlModifier);
        QCOMPARE(list->currentRow(), 1);
        for (int i = 0; i < 5; ++i)
            press(Qt::Key_Down, Qt::ControlModifier);
        QCOMPARE(list->currentRow(), 6); // waits, but stops a bank line
        press(Qt::Key_Down, Qt::ControlModifier);
        QCOMPARE(list->currentRow(), 6);
        QVERIFY(says(u"Nothing further in this list needs you."_s));
        press(Qt::Key_Up, Qt::ControlModifier);
        QCOMPARE(list->currentRow(), 5);
        m_window->showPage(u"today"_s);
        press(Qt::Key_Down, Qt::ControlModifier);
        QVERIFY(button(u"Retry all"_s)); // no list there: the problems
    }

    void spaceTicksRowsOneByOne()
    {
        ListView* list = onOutbox();
        list->selectSourceRow(0);
        press(Qt::Key_Space);
        QCOMPARE(list->selectedRows(), QList<int>{0});
        press(Qt::Key_Space); // taken off
        QCOMPARE(list->selectedRows(), QList<int>());
        press(Qt::Key_Space);
        press(Qt::Key_Down);
        press(Qt::Key_Down);
        QCOMPARE(list->currentRow(), 2);
        press(Qt::Key_Space);
        QCOMPARE(list->selectedRows(), (QList<int>{0, 2}));
        QVERIFY(button(u"Retry 2"_s));
        press(Qt::Key_Escape);
        QCOMPARE(list->selectedRows(), QList<int>());
        press(Qt::Key_Down);
        QCOMPARE(list->selectedRows(), QList<int>{3}); // moving selects again
    }

    void homeAndEndAreTheEndsOfTheList()
    {
        ListView* list = onOutbox();
        const int last = list->listModel()->sourceRows() - 1;
        press(Qt::Key_Down);
        press(Qt::Key_Down);
        QCOMPARE(list->currentRow(), 2);
        press(Qt::Key_Home); // past the heading above it
        QCOMPARE(list->currentRow(), 0);
        QCOMPARE(list->selectedRows(), QList<int>{0});
        press(Qt::Key_End);
        QCOMPARE(list->currentRow(), last);
        QCOMPARE(list->selectedRows(), QList<int>{last});
        press(Qt::Key_Home, Qt::ShiftModifier);
        QCOMPARE(list->selectedRows().size(), last + 1);
    }

    void rowsActAndAreCopied()
    {
        ListView* list = onOutbox();
        list->selectSourceRow(0);
        press(Qt::Key_Return, Qt::ControlModifier);
        QVERIFY(last<command::Retry>() && last<command::Retry>()->operations.size() == 1);
        press(Qt::Key_A, Qt::ControlModifier);
        QVERIFY(list->selectedRows().size() > 20);
        list->clearSelection();
        list->selectSourceRow(1);
        list->selectSourceRow(0);
        press(Qt::Key_Down, Qt::ShiftModifier);
        press(Qt::Key_C, Qt::ControlModifier);
        const QStringList lines = QApplication::clipboard()->text().trimmed().split(u'\n');
        QCOMPARE(lines.size(), 3);
        QVERIFY(lines.at(0).startsWith(u"State\tRecord"_s));
        QVERIFY(lines.at(2).contains(u"INV-10397"_s));
    }

    void recordsWithoutAnActionOfTheirOwnArePushed()
    {
        m_window->showPage(u"ledger"_s);
        auto* list = named<ListView>(u"Ledger"_s);
        list->setFocus();
        list->selectSourceRow(1);
        press(Qt::Key_Return, Qt::ControlModifier);
        const auto* sync = last<command::Sync>();
        QVERIFY(sync && sync->only);
        QCOMPARE(sync->only->id, 10'001);
    }

    void bothIdsAreCopied()
    {
        m_window->showPage(u"links"_s);
        auto* list = named<ListView>(u"Links"_s);
        list->setFocus();
        list->selectSourceRow(4);
        press(Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
        const QStringList ids = QApplication::clipboard()->text().split(u'\t');
        QCOMPARE(ids.size(), 2);
        QVERIFY(ids.at(0).startsWith(u"104"_s));
        QVERIFY(ids.at(1).contains(u"-4000-"_s));
    }

    void theListIsExported()
    {
        onOutbox();
        press(Qt::Key_E, Qt::ControlModifier);
        auto* dialog = m_window->findChild<QFileDialog*>();
        QVERIFY(dialog);
        const QString path = m_folder.filePath(u"rows.csv"_s);
        dialog->selectFile(path);
        Q_EMIT dialog->fileSelected(path);
        dialog->reject();
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QStringList lines = QString::fromUtf8(file.readAll()).trimmed().split(u'\n');
        QCOMPARE(lines.size(), m_reader->outboxCount({}) + 1);
        QVERIFY(lines.at(1).contains(u"840.40"_s));
        QVERIFY(says(u"Exported to"_s));
        // What was written can be opened, and where it is; the next file is proposed beside it.
        m_addresses.clear();
        QDesktopServices::setUrlHandler(u"file"_s, this, "noteAddress");
        for (const QString& way : {u"Open"_s, u"Show in folder"_s}) {
            QVERIFY(button(way));
            QTest::mouseClick(button(way), Qt::LeftButton);
        }
        QDesktopServices::unsetUrlHandler(u"file"_s);
        QCOMPARE(m_addresses, QStringList({u"file://"_s + path, u"file://"_s + m_folder.path()}));
        m_window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
        onOutbox();
        press(Qt::Key_E, Qt::ControlModifier);
        QFileDialog* next = nullptr;
        for (auto* each : m_window->findChildren<QFileDialog*>())
            if (each->isVisible())
                next = each;
        QVERIFY(next);
        QCOMPARE(next->directory().absolutePath(), m_folder.path());
        QVERIFY2(next->selectedFiles().value(0).endsWith(
                     u"/Outbox of Coastline as of 21 Nov 2025.csv"_s),
            qPrintable(next->selectedFiles().value(0)));
        next->reject();
    }

    void theFolderIsKeptForEachBook()
    {
        const QString likes = m_folder.filePath(u"likes.ini"_s);
        makeWindow(likes);
        m_window->findChild<Context*>()->useFolder(m_folder.path());
        makeWindow(likes, u"another.tieout"_s);
        QCOMPARE(m_window->findChild<Context*>()->folder(), QString());
        makeWindow(likes);
        QCOMPARE(m_window->findChild<Context*>()->folder(), m_folder.path());
    }

    // The window would stand still while it wrote them.
    void veryManyRowsAreExportedByTheEngine()
    {
        while (m_reader->outboxRows.size() < 2'500)
            m_reader->outboxRows += m_reader->outboxRows;
        m_window->refresh();
        QTest::qWait(100);
        onOutbox();
        press(Qt::Key_E, Qt::ControlModifier);
        auto* dialog = m_window->findChild<QFileDialog*>();
        QVERIFY(dialog);
        const QString path = m_folder.filePath(u"many.csv"_s);
        Q_EMIT dialog->fileSelected(path);
        dialog->reject();
        const auto* asked = last<command::MakeReport>();
        QVERIFY(asked);
        QCOMPARE(asked->path, path);
        QCOMPARE(asked->request.kind, ReportKind::Pending);
        QVERIFY(!QFile::exists(path));
    }

    void f4AndEscOpenAndCloseTheInspector()
    {
        ListView* list = onOutbox();
        list->selectSourceRow(0);
        press(Qt::Key_F4);
        QVERIFY(says(u"Evidence"_s));
        press(Qt::Key_F4);
        QVERIFY(!says(u"Evidence"_s));
        press(Qt::Key_Return);
        QVERIFY(says(u"Evidence"_s));
        press(Qt::Key_Escape);
        QVERIFY(!says(u"Evidence"_s));
        QVERIFY(list->hasFocus());
    }

    void theFilterIsStartedAndCleared()
    {
        ListView* list = onOutbox();
        const int all = list->model()->rowCount();
        press(Qt::Key_F, Qt::ControlModifier);
        auto* field = qobject_cast<QLineEdit*>(QApplication::focusWidget());
        QVERIFY(field);
        QTest::keyClicks(field, u"PAY-20417"_s);
        QVERIFY(list->model()->rowCount() < all);
        list->setFocus();
        press(Qt::Key_Escape); // from the list as well
        QCOMPARE(field->text(), QString());
        QCOMPARE(list->model()->rowCount(), all);
    }

    // Columns, rows, what is kept

    void columnsAreChosen()
    {
        ListView* list = onOutbox();
        QVERIFY(!list->isColumnHidden(5));
        auto* choice = named<QToolButton>(u"Columns and rows of this list"_s);
        QVERIFY(choice && choice->menu());
        Q_EMIT choice->menu()->aboutToShow();
        const auto action = [&](const QString& text) {
            for (QAction* each : choice->menu()->actions())
                if (each->text() == text)
                    return each;
            return static_cast<QAction*>(nullptr);
        };
        QVERIFY(!action(u"State"_s)); // the first always stays
        QVERIFY(action(u"Tries"_s)->isChecked());
        action(u"Tries"_s)->trigger();
        QVERIFY(list->isColumnHidden(5));
        const int low = list->rowHeight(1);
        action(u"Comfortable rows"_s)->trigger();
        QVERIFY(list->rowHeight(1) >= low + 6);
        action(u"As it was at first"_s)->trigger();
        QVERIFY(!list->isColumnHidden(5));
        QCOMPARE(list->rowHeight(1), low);
    }

    void manySegmentsBecomeAMenuWhereThereIsNoRoom()
    {
        m_window->showPage(u"log"_s);
        QVERIFY(button(u"Something left"_s));
        m_window->resize(720, 450);
        QVERIFY(!button(u"Something left"_s));
        QVERIFY(button(u"All"_s));
        m_window->resize(1440, 900);
        QVERIFY(button(u"Something left"_s));
        onOutbox(); // eight kinds: a menu however large the window is
        QVERIFY(!button(u"Allocations"_s));
        QPushButton* menu = nullptr; // the tiles have an All of their own
        for (auto* each : m_window->findChildren<QPushButton*>())
            if (each->isVisible() && each->text() == u"All"_s && each->menu())
                menu = each;
        QVERIFY(menu);
        Q_EMIT menu->menu()->aboutToShow();
        for (QAction* each : menu->menu()->actions())
            if (each->text() == u"Bills"_s)
                each->trigger();
        QVERIFY(button(u"Bills"_s));
        QCOMPARE(named<ListView>(u"Outbox"_s)->listModel()->query().filter, u"bills"_s);
    }

    void everythingIsKeptPerBook()
    {
        const QString preferences = m_folder.filePath(u"window.ini"_s);
        const QString one = m_folder.filePath(u"one.tieout"_s);
        const QString other = m_folder.filePath(u"other.tieout"_s);
        m_window.reset();
        makeWindow(preferences, one);
        m_window->showPage(u"ledger"_s);
        named<ListView>(u"Ledger"_s)->listModel()->sort(3, Qt::DescendingOrder);
        ListView* list = onOutbox();
        list->chooseColumn(5, false);
        list->setComfortable(true);
        QTest::keyClicks(named<QLineEdit>(u"Filter by number, account or amount"_s), u"INV"_s);
        list->selectSourceRow(2);
        const QString row = list->listModel()->subject(2).number;
        m_window->close();
        m_window.reset();

        makeWindow(preferences, one);
        list = named<ListView>(u"Outbox"_s);
        QVERIFY(list); // the page it was
        QVERIFY(list->isColumnHidden(5));
        QVERIFY(list->isComfortable());
        QCOMPARE(named<QLineEdit>(u"Filter by number, account or amount"_s)->text(), u"INV"_s);
        QVERIFY(list->currentRow() >= 0);
        QCOMPARE(list->listModel()->subject(list->currentRow()).number, row);
        m_window->showPage(u"ledger"_s);
        const store::Query ledger = named<ListView>(u"Ledger"_s)->listModel()->query();
        QCOMPARE(ledger.sortColumn, 3);
        QCOMPARE(ledger.order, store::Order::Descending);
        m_window->showPage(u"outbox"_s);

        openBook(other); // another book has its own
        QVERIFY(says(u"Your five steps"_s));
        list = onOutbox();
        QVERIFY(!list->isColumnHidden(5));
        QVERIFY(!list->isComfortable());
        QCOMPARE(list->listModel()->query(), store::Query());
        openBook(one);
        list = named<ListView>(u"Outbox"_s);
        QVERIFY(list && list->isColumnHidden(5));
        QCOMPARE(list->listModel()->query().text, u"INV"_s);
    }

    void mirroredEverythingChangesSidesButMoney()
    {
        m_window.reset();
        QApplication::setLayoutDirection(Qt::RightToLeft);
        const auto back = qScopeGuard([] { QApplication::setLayoutDirection(Qt::LeftToRight); });
        makeWindow();
        auto* rail = named<Rail>(u"Places"_s);
        QVERIFY(rail->mapTo(m_window.get(), QPoint()).x() > 1200);
        ListView* list = onOutbox();
        QVERIFY(list->columnViewportPosition(0) > list->columnViewportPosition(2));
        const QModelIndex amount = list->model()->index(1, 3);
        const QRect cell = list->visualRect(amount);
        const QImage picture = list->viewport()->grab(cell).toImage();
        int first = picture.width();
        int last = 0;
        for (int x = 0; x < picture.width(); ++x)
            for (int y = 4; y < picture.height() - 4; ++y)
                if (picture.pixelColor(x, y).lightness() < 128) {
                    first = std::min(first, x);
                    last = std::max(last, x);
                }
        QVERIFY(picture.width() - last < first); // to the right
        m_window.reset();
    }
};

QTEST_MAIN(TestKeys)
#include "tst_keys.moc"
