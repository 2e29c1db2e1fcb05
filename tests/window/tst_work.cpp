// SPDX-License-Identifier: GPL-3.0-or-later

// The bookkeeper's work on Today, Outbox and Inbox, and the whole task from the keyboard alone.

#include "widgets/elided.h"
#include "widgets/listview.h"
#include "widgets/tiles.h"
#include "window/workbench.h"

#include <QDateEdit>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QToolButton>

using namespace ui;
using namespace records;
using Qt::StringLiterals::operator""_s;

class TestWork : public window::Workbench {
    Q_OBJECT

    QList<Hazard>& hazards() { return m_reader->banks[0].hazards; }

    // In the menu that eight kinds are.
    void chooseKind(const QString& word)
    {
        auto* kinds = find<QPushButton>([](const QPushButton* each) {
            return each->menu() && each->accessibleDescription() == u"Kind"_s;
        });
        QVERIFY(kinds);
        Q_EMIT kinds->menu()->aboutToShow();
        for (QAction* each : kinds->menu()->actions())
            if (each->text() == word)
                return each->trigger();
        QFAIL(qPrintable(word));
    }

private Q_SLOTS:
    void initTestCase() { m_font = QApplication::font(); }
    void init()
    {
        m_given.clear();
        openWindow();
    }
    void cleanup()
    {
        m_window.reset();
        QApplication::setFont(m_font);
    }

    // Today -----------------------------------------------------------------------------------

    void theBandNamesTheDeedAndTheMoney()
    {
        m_reader->banks.first().lines = {}; // no statement was added
        // As in the demo: the first reason is one that a push doesn't mend.
        Hazard match = hazards().first();
        match.remedy = RemedyId::SameMoney;
        match.label = u"PAY-20399"_s;
        match.amount = window::aud("264.00");
        hazards().prepend(match);
        refreshed();
        click(u"Push 888.00 now"_s);
        QVERIFY(last<command::Sync>() && last<command::Sync>()->only);
        QCOMPARE(last<command::Sync>()->only->id, 10'001);

        Hazard second = hazards().last();
        second.amount = window::aud("12.00");
        hazards().append(second);
        refreshed();
        click(u"Push 2 payments, 900.00"_s);
        QVERIFY(last<command::Sync>() && !last<command::Sync>()->only);
        QCOMPARE(last<command::Sync>()->direction, command::Direction::Push);

        hazards() = {match};
        refreshed();
        click(u"Open the problem, 264.00"_s);
        QCOMPARE(named<QLineEdit>(u"Filter by account or number"_s)->text(), u"PAY-20399"_s);
    }

    void whatIsNotCheckedNamesItsWayOut()
    {
        m_reader->banks.removeFirst();
        refreshed();
        click(u"Import payments…"_s);
        QVERIFY(!button(u"Import payments…"_s));
        m_reader->banks.last().hazards.first().remedy = RemedyId::FetchNow;
        go("today");
        click(u"Fetch now"_s);
        QVERIFY(last<command::Sync>());
        QCOMPARE(last<command::Sync>()->direction, command::Direction::Pull);
        m_reader->banks.removeLast(); // what is left is safe
        refreshed();
        QVERIFY(label(u"Safe. Reconcile NAB Direct Debits."_s));
        QVERIFY(!button(u"Show why"_s));
    }

    void whyABankAccountHasItsVerdictStandsBelowIt()
    {
        m_reader->banks.first().lines = {};
        refreshed();
        QVERIFY(!button(u"Push 888.00 now"_s)->objectName().startsWith(u"hazard"_s));
        click(u"Show why"_s);
        auto* deed = find<QAbstractButton>([](const QAbstractButton* each) {
            return each->objectName().startsWith(u"hazard-090"_s);
        });
        QVERIFY(deed);
        QTest::mouseClick(deed, Qt::LeftButton);
        QVERIFY(last<command::Sync>() && last<command::Sync>()->only);
        auto* hide = named<QToolButton>(u"Hide why NAB Everyday has this verdict"_s);
        QVERIFY(hide);
        hide->setFocus();
        press(Qt::Key_Space);
        QVERIFY(named<QToolButton>(u"Show why NAB Everyday has this verdict"_s)->hasFocus());
    }

    void theCurrentStepNamesWhatStopsFirst()
    {
        QVERIFY(label(u"1 stops a bank line."_s));
        QVERIFY(label(u"PAY-20417, Harbourside Physio"_s));
        QVERIFY(label(u"Its allocation, 888.00 to INV-10291"_s));
        QVERIFY(label(u"2 bills"_s));
        QVERIFY(label(u"2 new accounts, 2 new items"_s));
        QVERIFY(label(u"Vocus Wholesale, Telstra Wholesale"_s));
        QVERIFY(label(u"None touches today’s bank lines."_s));
        m_reader->outboxRows[2].stopsBankLine = true;
        refreshed();
        QVERIFY(!label(u"None touches today’s bank lines."_s));
    }

    void theKeyboardStaysWhenTheBookChanges()
    {
        auto* push = find<QPushButton>(
            [](const QPushButton* each) { return each->objectName() == u"step-2"_s; });
        QVERIFY(push);
        push->setFocus();
        for (int turn = 0; turn < 3; ++turn) {
            refreshed();
            settle();
            QCOMPARE(QApplication::focusWidget()->objectName(), u"step-2"_s);
        }
    }

    void theSmallWindowKeepsTheVerdictInSight()
    {
        m_window->resize(1024, 700);
        settle();
        const QLabel* headline = label(u"Stop. Don’t reconcile"_s);
        QCOMPARE(headline->font().pixelSize(),
            m_window->findChild<Context*>()->look().font(Type::PageTitle).pixelSize());
        const int top = headline->mapTo(m_window.get(), QPoint()).y();
        QVERIFY(tabTo([](const QWidget* at) { return at->objectName() == u"step-4"_s; }));
        const QWidget* below = QApplication::focusWidget(); // far down
        QCOMPARE(headline->mapTo(m_window.get(), QPoint()).y(), top);
        QVERIFY(below->mapTo(m_window.get(), QPoint(0, below->height())).y() <= m_window->height());
        m_window->resize(900, 700);
        settle();
        const QLabel* steps = label(u"Your five steps"_s);
        const QLabel* agree = label(u"Do the two ledgers agree?"_s);
        QCOMPARE(
            steps->mapTo(m_window.get(), QPoint()).x(), agree->mapTo(m_window.get(), QPoint()).x());
    }

    // Nothing is cut ----------------------------------------------------------------------------

    void noWordIsCut_data()
    {
        QTest::addColumn<QSize>("size");
        QTest::addColumn<int>("pixels");
        QTest::newRow("large") << QSize(1440, 900) << 13;
        QTest::newRow("small") << QSize(1024, 700) << 13;
        QTest::newRow("1440 by 900 at 200 %") << QSize(720, 450) << 13;
        // As long as German: two fifths more.
        QTest::newRow("large, long words") << QSize(1440, 900) << 18;
        QTest::newRow("small, long words") << QSize(1024, 700) << 18;
    }

    void noWordIsCut()
    {
        QFETCH(QSize, size);
        QFETCH(int, pixels);
        m_window.reset();
        QFont font = m_font;
        font.setPixelSize(pixels);
        QApplication::setFont(font);
        openWindow(size);
        for (const char* page : {"today", "outbox", "inbox", "problems"}) {
            go(page);
            QWidget* shown = nullptr;
            for (QWidget* each : m_window->findChildren<QWidget*>(u"page"_s))
                if (each->isVisible())
                    shown = each;
            QVERIFY(shown);
            for (const Tile* each : shown->findChildren<Tile*>())
                QVERIFY2(!each->isVisible() || each->width() >= each->sizeHint().width(),
                    qPrintable(each->text()));
            for (const QAbstractButton* each : shown->findChildren<QAbstractButton*>())
                if (each->isVisible() && !each->text().isEmpty())
                    QVERIFY2(each->width() >= each->fontMetrics().horizontalAdvance(each->text())
                            && each->mapTo(shown, QPoint(each->width(), 0)).x() <= shown->width(),
                        qPrintable(QString::fromLatin1(page) + u": "_s + each->text()));
            for (const QLabel* each : shown->findChildren<QLabel*>()) {
                const bool mayShorten = qobject_cast<const Elided*>(each)
                    || each->minimumWidth() == 10; // the sentence of a page's head
                if (!each->isVisible() || mayShorten || each->text().isEmpty())
                    continue;
                const int needed = each->wordWrap()
                    ? each->heightForWidth(each->width())
                    : each->fontMetrics().horizontalAdvance(each->text());
                QVERIFY2((each->wordWrap() ? each->height() : each->width()) >= needed,
                    qPrintable(QString::fromLatin1(page) + u": "_s + each->text()));
            }
        }
    }

    // Outbox --------------------------------------------------------------------------------------

    void tilesFilterAndTakeItBack()
    {
        go("outbox");
        auto* list = named<ListView>(u"Outbox"_s);
        const int all = list->model()->rowCount();
        auto* needs = find<Tile>([](const Tile* each) { return each->key() == u"needs-you"_s; });
        QVERIFY(needs);
        QTest::mouseClick(needs, Qt::LeftButton);
        QCOMPARE(list->model()->rowCount(), 7); // six and their heading
        chooseKind(u"Bills"_s); // both choices hold
        QCOMPARE(list->model()->rowCount(), 2);
        chooseKind(u"All"_s);
        needs->setFocus();
        press(Qt::Key_Space);
        QCOMPARE(list->model()->rowCount(), all);
    }

    void theSmallWindowHasOneControlInsteadOfTiles()
    {
        m_window->resize(1024, 700);
        go("outbox");
        QVERIFY(!find<Tile>([](const Tile*) { return true; }));
        auto* list = named<ListView>(u"Outbox"_s);
        click(u"Need you  6"_s);
        QCOMPARE(list->model()->rowCount(), 7);
        QVERIFY(list->isColumnHidden(5)); // Tries
        chooseKind(u"Invoices"_s);
        QCOMPARE(list->model()->rowCount(), 5); // of them
        m_window->resize(1440, 900);
        settle();
        QVERIFY(find<Tile>([](const Tile* each) { return each->isChecked(); }));
    }

    void rowsChosenAreRetriedAndSetAsideTogether()
    {
        go("outbox");
        auto* list = named<ListView>(u"Outbox"_s);
        list->setFocus();
        list->selectRow(1);
        press(Qt::Key_Down, Qt::ShiftModifier);
        press(Qt::Key_Down, Qt::ShiftModifier);
        QVERIFY(label(u"3 selected"_s));
        click(u"Retry 3"_s);
        QCOMPARE(last<command::Retry>()->operations,
            (QList{OperationId{1}, OperationId{2}, OperationId{3}}));
        click(u"Set 3 aside…"_s);
        auto* reason = named<QLineEdit>(u"Why are these 3 never sent?"_s);
        QVERIFY(reason && reason->hasFocus());
        press(Qt::Key_Return); // without a reason nothing is set aside
        QCOMPARE(count<command::SetAside>(), 0);
        QTest::keyClicks(reason, u"Paid in cash"_s);
        press(Qt::Key_Return);
        QCOMPARE(count<command::SetAside>(), 1); // whole or not at all
        QCOMPARE(last<command::SetAside>()->operations.size(), 3);
        // The engine's own word must not cover the toast that offers to take it back.
        m_window->showOutcome({.ticket = m_ticket, .done = true, .sentence = u"x set aside."_s});
        press(Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(last<command::BringBack>()->operations.size(), 3);
    }

    void dependantsStandUnderWhatTheyWaitFor()
    {
        go("outbox");
        const QAbstractItemModel* model = named<ListView>(u"Outbox"_s)->model();
        for (int row = 0; row < model->rowCount(); ++row) {
            const auto cell = model->index(row, 1).data(CellRole).value<Cell>();
            if (cell.text == u"888.00 to INV-10291"_s)
                QCOMPARE(cell.indent, 16);
            if (cell.text == u"PAY-20417"_s)
                QCOMPARE(cell.indent, 0);
        }
    }

    // Inbox ---------------------------------------------------------------------------------------

    void theInboxIsGroupedByWhatBecameOfIt()
    {
        go("inbox");
        const QAbstractItemModel* model = named<ListView>(u"Inbox"_s)->model();
        QStringList headings;
        QHash<QString, Cell> byRecord;
        QHash<QString, QString> why;
        for (int row = 0; row < model->rowCount(); ++row) {
            const auto cell = model->index(row, 0).data(CellRole).value<Cell>();
            if (cell.kind == Cell::Kind::Group)
                headings.append(cell.text);
            const auto record = model->index(row, 1).data(CellRole).value<Cell>();
            byRecord.insert(record.text, record);
            why.insert(record.text, model->index(row, 5).data().toString());
        }
        QCOMPARE(headings,
            (QStringList{u"Taken in today"_s, u"Waiting for allocation in Xero"_s, u"Blocked"_s,
                u"Skipped"_s, u"Ignored"_s}));
        QCOMPARE(byRecord.value(u"Overpayment of 1,000.00"_s).indent, 0);
        QCOMPARE(byRecord.value(u"PAY-X00312"_s).indent, 16);
        QCOMPARE(why.value(u"Payment on INV-10291"_s),
            u"Would over-allocate INV-10291 by 888.00, so nothing was moved"_s);
        for (auto each = why.cbegin(); each != why.cend(); ++each)
            QVERIFY2(each.key().isEmpty() || !each.value().isEmpty(), qPrintable(each.key()));
        click(u"Blocked  1"_s);
        QCOMPARE(model->rowCount(), 2);
        QVERIFY(label(u"2 wait for allocation in Xero, 1 is blocked."_s));
    }

    // The whole task, keyboard only ---------------------------------------------------------------

    void fromTodayToTheLastRetry()
    {
        const auto isCard
            = [](const QWidget* at) { return at->objectName().startsWith(u"card/"_s); };
        QVERIFY(tabToButton(u"Open problems"_s));
        press(Qt::Key_Space);
        QVERIFY(tabTo(isCard));
        press(Qt::Key_Return, Qt::ControlModifier); // the card's first button
        QVERIFY(last<command::Mend>() && last<command::Mend>()->remedy == RemedyId::Relink);
        // The card is gone, the keyboard on the one that took its place.
        leave({u"INV-10381"_s, u"INV-10397"_s});
        QVERIFY(QApplication::focusWidget() && isCard(QApplication::focusWidget()));
        QVERIFY(QApplication::focusWidget()->accessibleName().startsWith(u"An item code"_s));
        press(Qt::Key_Down); // to the next card
        QVERIFY(QApplication::focusWidget()->accessibleName().startsWith(u"The books are"_s));
        press(Qt::Key_Return); // its records
        QVERIFY(isCard(QApplication::focusWidget()));
        QVERIFY(tabToButton(u"Set aside with reason…"_s));
        press(Qt::Key_Space);
        QTest::keyClicks(QApplication::focusWidget(), u"Fixed in Xero by hand"_s);
        press(Qt::Key_Return);
        QVERIFY(last<command::SetAside>());
        m_window->showOutcome({.ticket = m_ticket, .done = true, .sentence = u"set aside."_s});
        press(Qt::Key_Z, Qt::ControlModifier);
        QVERIFY(last<command::BringBack>());
        press(Qt::Key_4, Qt::ControlModifier); // Outbox
        auto* list = named<ListView>(u"Outbox"_s);
        QVERIFY(list);
        QVERIFY(tabTo([](const QWidget* at) {
            const auto* tile = qobject_cast<const Tile*>(at);
            return tile && tile->key() == u"needs-you"_s;
        }));
        press(Qt::Key_Space);
        QCOMPARE(list->model()->rowCount(), 5);
        QVERIFY(tabTo([&](const QWidget* at) { return at == list; }));
        press(Qt::Key_Home);
        if (list->currentRow() < 0)
            press(Qt::Key_Down);
        press(Qt::Key_Space);
        press(Qt::Key_Down, Qt::ShiftModifier);
        QCOMPARE(list->selectedRows().size(), 2);
        QVERIFY(tabToButton(u"Retry 2"_s));
        press(Qt::Key_Space);
        QCOMPARE(last<command::Retry>()->operations.size(), 2);
    }

    // What may be pushed at all hangs on it: it doesn't go back by itself while one looks on.
    void aChosenStartDateOutlastsANewReading()
    {
        press(Qt::Key_Comma, Qt::ControlModifier);
        press(Qt::Key_Home);
        press(Qt::Key_Down);
        press(Qt::Key_Down);
        QVERIFY(button(u"Accept and start pushing"_s));
        const auto isStart
            = [](const QWidget* at) { return qobject_cast<const QDateEdit*>(at) != nullptr; };
        QVERIFY(tabTo(isStart));
        const QDate before = qobject_cast<QDateEdit*>(QApplication::focusWidget())->date();
        press(Qt::Key_Up);
        refreshed();
        QVERIFY(isStart(QApplication::focusWidget()));
        press(Qt::Key_Up);
        QVERIFY(tabToButton(u"Accept and start pushing"_s));
        refreshed();
        press(Qt::Key_Space);
        const auto* accepted = last<command::AcceptAdoption>();
        QVERIFY(accepted);
        QCOMPARE(accepted->startDate, before.addDays(2));
        // Another book begins at its own.
        auto reader = std::make_unique<window::FakeReader>();
        m_reader = reader.get();
        m_window->setBook(std::move(reader), u"other.tieout"_s);
        press(Qt::Key_Comma, Qt::ControlModifier);
        QVERIFY(tabTo(isStart));
        QCOMPARE(qobject_cast<QDateEdit*>(QApplication::focusWidget())->date(), before);
    }
};

QTEST_MAIN(TestWork)
#include "tst_work.moc"
