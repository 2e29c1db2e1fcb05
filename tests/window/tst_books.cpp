// SPDX-License-Identifier: GPL-3.0-or-later

// Accounts, Ledger and Log: what their lists say, and what leaves as a command.

#include "causes/causes.h"
#include "look/look.h"
#include "look/words.h"
#include "mainwindow.h"
#include "models/models.h"
#include "pages/bridgeview.h"
#include "pages/timelineview.h"
#include "support/manualclock.h"
#include "widgets/listview.h"
#include "window/fakereader.h"

#include <QAbstractButton>
#include <QApplication>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QTest>

using namespace ui;
using namespace records;
using Qt::StringLiterals::operator""_s;
using window::aud;

class TestBooks : public QObject {
    Q_OBJECT

    ManualClock m_clock{window::FakeReader::now()};
    std::unique_ptr<MainWindow> m_window;
    window::FakeReader* m_reader = nullptr; // the window's
    QList<Command> m_given;
    quint64 m_ticket = 0;

    template <class What>
    const What* last() const
    {
        return m_given.isEmpty() ? nullptr : std::get_if<What>(&m_given.last());
    }

    template <class Widget>
    Widget* named(const QString& name)
    {
        QCoreApplication::processEvents();
        for (Widget* each : m_window->findChildren<Widget*>())
            if (each->isVisible() && each->accessibleName() == name)
                return each;
        return nullptr;
    }

    QAbstractButton* button(const QString& text)
    {
        QCoreApplication::processEvents();
        for (QAbstractButton* each : m_window->findChildren<QAbstractButton*>())
            if (each->isVisible()
                && (each->text() == text || each->text().startsWith(text + u"  "_s)))
                return each;
        return nullptr;
    }

    bool says(const QString& text)
    {
        QCoreApplication::processEvents();
        for (const QLabel* each : m_window->findChildren<QLabel*>())
            if (each->isVisible() && each->text().contains(text))
                return true;
        return false;
    }

    void press(QWidget* where, int key, Qt::KeyboardModifiers modifiers = {})
    {
        QTest::keyClick(where, static_cast<Qt::Key>(key), modifiers);
        QCoreApplication::processEvents();
    }

    // Tab by Tab, as a person without a mouse, until something of this name has the keyboard.
    bool tabTo(const QString& name)
    {
        for (int step = 0; step < 60; ++step) {
            QWidget* at = QApplication::focusWidget();
            const auto* pressable = qobject_cast<QAbstractButton*>(at);
            if (at && (at->accessibleName() == name || (pressable && pressable->text() == name)))
                return true;
            press(at ? at : m_window.get(), Qt::Key_Tab);
        }
        return false;
    }

    BridgeView* bridge() { return named<BridgeView>(u"Why the balances differ"_s); }

    ListView* listOf(const QString& page, const QString& name)
    {
        m_window->showPage(page);
        return named<ListView>(name);
    }

    static QString first(const ListView* list)
    {
        return list->model()->index(0, 0).data().toString();
    }

    void openRecord(RecordRef ref)
    {
        m_window->findChild<Context*>()->open(
            u"ledger"_s, u"record:%1/%2"_s.arg(static_cast<int>(ref.kind)).arg(ref.id));
    }

    static constexpr RecordRef invoice{RecordKind::Invoice, 10'000}; // INV-10291 of account 4
    static constexpr RecordRef payment{RecordKind::Payment, 10'001}; // PAY-20417 of account 4

private Q_SLOTS:
    void init()
    {
        m_given.clear();
        m_window = std::make_unique<MainWindow>(m_clock);
        connect(m_window.get(), &MainWindow::commandGiven, this,
            [this](quint64 ticket, const Command& command) {
                m_ticket = ticket;
                m_given.append(command);
            });
        m_window->resize(1440, 900);
        m_window->show();
        auto reader = std::make_unique<window::FakeReader>();
        m_reader = reader.get();
        m_window->setBook(std::move(reader), u"x.tieout"_s);
        m_window->setStatus(window::FakeReader::status());
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    }
    void cleanup() { m_window.reset(); }

    void allStandsByNameDifferFirstBySize()
    {
        auto* list = listOf(u"accounts"_s, u"Accounts"_s);
        QCOMPARE(first(list), u"Murray & Sons Plumbing"_s);
        const int before = list->model()->rowCount();
        QTest::mouseClick(button(u"All  %1"_s.arg(before)), Qt::LeftButton);
        QCOMPARE(first(list), u"Banksia Veterinary Clinic"_s);
        QCOMPARE(list->model()->rowCount(), before);
        QTest::mouseClick(button(u"Differences first"_s), Qt::LeftButton);
        QCOMPARE(first(list), u"Murray & Sons Plumbing"_s);
    }

    void aColumnSortsByItself_data()
    {
        QTest::addColumn<QString>("page");
        QTest::addColumn<int>("column");
        QTest::addColumn<int>("asked"); // the reader's own number of it
        QTest::newRow("account") << u"accounts"_s << 0 << 1;
        QTest::newRow("ledger") << u"accounts"_s << 1 << 2;
        QTest::newRow("difference") << u"accounts"_s << 3 << 4;
    }

    void aColumnSortsByItself()
    {
        QFETCH(QString, page);
        QFETCH(int, column);
        QFETCH(int, asked);
        auto* list = listOf(page, u"Accounts"_s);
        static_cast<ListModel*>(list->model())->sort(column, Qt::AscendingOrder);
        (void)first(list);
        QCOMPARE(m_reader->lastAccounts.sortColumn, asked);
    }

    void sortsAreCountedAsTheReaderDoes()
    {
        store::Query query;
        QCOMPARE(sortedAs(query, {0, 1, 2, 4, 5}).sortColumn, -1);
        query.sortColumn = 3;
        QCOMPARE(sortedAs(query, {0, 1, 2, 4, 5}).sortColumn, 4);
        query.sortColumn = 6;
        QCOMPARE(sortedAs(query, {0, 1, 2, 4, 5}).sortColumn, -1);
    }

    // A chip is read whole or it isn't there: three words at most, and the column holds them.
    void causeChipsAreNeverCut()
    {
        for (int each = 0; each <= static_cast<int>(BridgeCause::Unexplained); ++each) {
            m_reader->accountRows[each].cause = static_cast<BridgeCause>(each);
            m_reader->accountRows[each].causes = 1;
            m_reader->accountRows[each].differs = true;
        }
        auto* list = listOf(u"accounts"_s, u"Accounts"_s);
        const QFontMetrics metrics(m_window->findChild<Context*>()->look().font(Type::Second));
        const int room = list->columnWidth(6) - 28; // what the cell keeps free at both sides
        for (int each = 0; each <= static_cast<int>(BridgeCause::Unexplained); ++each) {
            const QString word = causes::bridgeWord(static_cast<BridgeCause>(each));
            QVERIFY2(word.split(u' ').size() <= 3, qPrintable(word));
            QVERIFY2(metrics.horizontalAdvance(word) + 31 <= room, qPrintable(word));
        }
    }

    void theBridgeIsReadAloud()
    {
        m_window->showPage(u"accounts"_s);
        m_window->findChild<Context*>()->open(u"accounts"_s, u"account:4"_s);
        BridgeView* view = bridge();
        QVERIFY(view);
        QCOMPARE(view->rows(), 4);
        QCOMPARE(view->spoken(3), u"Not yet pushed, minus 888.00, PAY-20417, Push now"_s);
        // The words of the cause, not the one that is stored; and what mends it.
        QCOMPARE(view->spoken(0),
            u"Failed, plus 412.50, INV-10388, item code FIB-NBN100 missing, Create item, retry"_s);
    }

    void aLongBridgeFoldsAndOpens()
    {
        m_reader->accountRows[3].causes = 13;
        m_window->showPage(u"accounts"_s);
        m_window->findChild<Context*>()->open(u"accounts"_s, u"account:4"_s);
        BridgeView* view = bridge();
        QCOMPARE(view->rows(), 8);
        QVERIFY(view->spoken(7).startsWith(u"6 more, plus 210.00"_s));
        view->setFocus();
        press(view, Qt::Key_End);
        press(view, Qt::Key_Return);
        QCOMPARE(view->rows(), 13);
        QVERIFY(m_given.isEmpty());
    }

    void theNarrowBridgeKeepsItsBarsLongest()
    {
        m_window->showPage(u"accounts"_s);
        m_window->findChild<Context*>()->open(u"accounts"_s, u"account:4"_s);
        BridgeView* view = bridge();
        const int tall = view->sizeHint().height();
        view->setFixedWidth(360);
        QCoreApplication::processEvents();
        QVERIFY(view->sizeHint().height() < tall); // without second lines
    }

    void theBridgeActsByKeyboard()
    {
        auto* list = listOf(u"accounts"_s, u"Accounts"_s);
        list->setFocus();
        list->selectSourceRow(3);
        press(list, Qt::Key_Return);
        BridgeView* view = bridge();
        QVERIFY(view->hasFocus());
        press(view, Qt::Key_Return, Qt::ControlModifier);
        QVERIFY(last<command::Mend>() && last<command::Mend>()->argument == u"FIB-NBN100"_s);
        press(view, Qt::Key_End);
        press(view, Qt::Key_Return, Qt::ControlModifier);
        const auto* sync = last<command::Sync>();
        QVERIFY(sync && sync->only == payment && sync->kind == command::RunKind::Instant);
        press(view, Qt::Key_Escape);
        QVERIFY(list->hasFocus());
    }

    void whatIsDoneInXeroEndsWithALook()
    {
        auto* list = listOf(u"accounts"_s, u"Accounts"_s);
        list->setFocus();
        list->selectSourceRow(3);
        press(list, Qt::Key_Return);
        press(bridge(), Qt::Key_Down);
        press(bridge(), Qt::Key_Down);
        press(bridge(), Qt::Key_Return, Qt::ControlModifier);
        QVERIFY(says(u"Add a credit note of 322.00"_s));
        QVERIFY(m_given.isEmpty());
        QVERIFY(tabTo(u"I’ve done it, check"_s));
        press(QApplication::focusWidget(), Qt::Key_Space);
        QVERIFY(last<command::Sync>());
        QVERIFY(!says(u"Add a credit note of 322.00"_s));
    }

    void theMarkStaysWithTheAccountShown()
    {
        auto* list = listOf(u"accounts"_s, u"Accounts"_s);
        list->selectSourceRow(0);
        m_reader->accountRows[0].difference = aud("0.00"); // mended: it sorts elsewhere
        m_reader->accountRows[0].differs = false;
        m_window->refresh();
        QVERIFY(says(u"Murray & Sons Plumbing"_s));
        QVERIFY(list->currentRow() > 0);
        QCOMPARE(
            list->currentIndex().siblingAtColumn(0).data().toString(), u"Murray & Sons Plumbing"_s);
    }

    void atASmallSizeTheDetailReplacesTheList()
    {
        m_window->resize(1024, 700);
        auto* list = listOf(u"accounts"_s, u"Accounts"_s);
        list->setFocus();
        list->selectSourceRow(0);
        press(list, Qt::Key_Return);
        QVERIFY(!list->isVisible());
        QVERIFY(says(u"Murray & Sons Plumbing"_s));
        press(QApplication::focusWidget(), Qt::Key_Down, Qt::AltModifier);
        QVERIFY(says(u"Nullarbor Freight Lines"_s));
        press(QApplication::focusWidget(), Qt::Key_Up, Qt::AltModifier);
        QVERIFY(says(u"Murray & Sons Plumbing"_s));
        QTest::mouseClick(named<QAbstractButton>(u"Back to the list"_s), Qt::LeftButton);
        QVERIFY(list->isVisible() && list->hasFocus());
    }

    void theTimelineStartsAtTheLastAgreement()
    {
        QList<bridge::TimelineRow> rows(9);
        for (bridge::TimelineRow& row : rows)
            row.tied = true;
        rows[1].tied = false; // undone again: no line of the bridge
        rows[5].tied = false;
        rows[5].cause = BridgeCause::NotYetPushed;
        QCOMPARE(TimelineModel::lastAgreement(rows), 3);
        rows[4].cause = BridgeCause::EditedInXero; // both have it, of another amount
        QCOMPARE(TimelineModel::lastAgreement(rows), 2);
        Context context(m_clock, nullptr);
        TimelineModel model(context, nullptr);
        Bridge bridge;
        bridge.ledger = aud("1312.55");
        bridge.xero = aud("2090.05");
        model.show(rows, bridge, false);
        QCOMPARE(model.rowCount(), 8);
        const auto sum = [&](int column) { return model.index(7, column).data().toString(); };
        QCOMPARE(sum(TimelineModel::LedgerBalance), u"1,312.55"_s);
        QCOMPARE(sum(TimelineModel::XeroBalance), u"2,090.05"_s);
        QCOMPARE(sum(TimelineModel::Twin), u"differ by −777.50"_s);
        model.show(rows, bridge, true);
        QCOMPARE(model.rowCount(), 10);
    }

    void aPaymentPaysWhatIsOutstanding()
    {
        m_reader->outstandingOf = {{invoice, aud("388.00")}};
        openRecord(invoice);
        QVERIFY(tabTo(u"Record its payment…"_s));
        press(QApplication::focusWidget(), Qt::Key_Space);
        QCOMPARE(named<QLineEdit>(u"Amount"_s)->text(), u"388.00"_s);
        QCOMPARE(QApplication::focusWidget()->accessibleName(), u"Number"_s);
        QTest::keyClicks(QApplication::focusWidget(), u"PAY-30001"_s);
        press(QApplication::focusWidget(), Qt::Key_Return);
        const auto* record = last<command::RecordPayment>();
        QVERIFY(record);
        QCOMPARE(record->payment.amount, aud("388.00"));
        QCOMPARE(record->payment.account, AccountId{4});
        QCOMPARE(record->payment.date, QDate(2025, 11, 21));
        QCOMPARE(record->allocations.value(0).first, DocumentId{invoice.id});
        QCOMPARE(record->allocations.value(0).second, aud("388.00"));
    }

    void whatCantBeEnteredIsSaidInWords_data()
    {
        QTest::addColumn<QString>("field");
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("said"); // empty: it is taken
        const QString amount = u"Amount"_s;
        const QString date = u"Date"_s;
        const QString paid = u"Invoice, empty to leave it unallocated"_s;
        QTest::newRow("as it stands") << amount << u"388.00"_s << QString();
        QTest::newRow("too much") << amount << u"388.01"_s
                                  << u"INV-10291 has only 388.00 outstanding."_s;
        QTest::newRow("nothing") << amount << u"0"_s << u"Enter an amount above zero"_s;
        QTest::newRow("less than nothing") << amount << u"-1"_s << u"Enter an amount above zero"_s;
        QTest::newRow("no amount") << amount << u"lots"_s << u"Enter an amount above zero"_s;
        QTest::newRow("ISO") << date << u"2025-11-20"_s << QString();
        QTest::newRow("as it is shown") << date << u"20 Nov 2025"_s << QString();
        QTest::newRow("without year") << date << u"20 Nov"_s << QString();
        QTest::newRow("day or month") << date << u"3/4/2025"_s << u"Enter the date as"_s;
        QTest::newRow("no such day") << date << u"31 Feb 2025"_s << u"Enter the date as"_s;
        QTest::newRow("no date") << date << u"tomorrow"_s << u"Enter the date as"_s;
        QTest::newRow("no such invoice") << paid << u"INV-1"_s << u"no invoice INV-1"_s;
        QTest::newRow("another's invoice") << paid << u"INV-10293"_s << u"another account"_s;
    }

    void whatCantBeEnteredIsSaidInWords()
    {
        QFETCH(QString, field);
        QFETCH(QString, typed);
        QFETCH(QString, said);
        m_reader->outstandingOf = {{invoice, aud("388.00")}};
        m_reader->ledgerRows[2].account = AccountId{5}; // INV-10293
        openRecord(invoice);
        QTest::mouseClick(button(u"Record its payment…"_s), Qt::LeftButton);
        named<QLineEdit>(u"Number"_s)->setText(u"PAY-30001"_s);
        named<QLineEdit>(field)->setText(typed);
        press(named<QLineEdit>(field), Qt::Key_Return);
        QCOMPARE(m_given.isEmpty(), !said.isEmpty());
        if (!said.isEmpty())
            QVERIFY(says(said));
        if (said.isEmpty() && field == u"Date"_s)
            QCOMPARE(last<command::RecordPayment>()->payment.date, QDate(2025, 11, 20));
    }

    void anAllocationIsRecordedByKeyboard()
    {
        m_reader->outstandingOf = {{payment, aud("500.00")}, {invoice, aud("388.00")}};
        openRecord(payment);
        QVERIFY(tabTo(u"Allocate…"_s));
        press(QApplication::focusWidget(), Qt::Key_Space);
        auto* amount = named<QLineEdit>(u"Amount"_s);
        QCOMPARE(amount->text(), u"500.00"_s);
        QVERIFY(amount->hasFocus());
        named<QLineEdit>(u"Invoice"_s)->setFocus();
        press(QApplication::focusWidget(), Qt::Key_Return);
        QVERIFY(says(u"Name the invoice it pays."_s));
        QTest::keyClicks(QApplication::focusWidget(), u"INV-10291"_s);
        press(QApplication::focusWidget(), Qt::Key_Return);
        QVERIFY(says(u"INV-10291 has only 388.00 outstanding."_s));
        amount->setText(u"500.01"_s);
        press(amount, Qt::Key_Return);
        QVERIFY(says(u"Only 500.00 of PAY-20417 is still to be allocated."_s));
        QVERIFY(m_given.isEmpty());
        amount->setText(u"388.00"_s);
        press(amount, Qt::Key_Return);
        const auto* record = last<command::RecordAllocation>();
        QVERIFY(record && record->from == payment);
        QCOMPARE(record->to, DocumentId{invoice.id});
        QCOMPARE(record->amount, aud("388.00"));
    }

    void aCreditNoteIsRecordedByKeyboard()
    {
        m_window->showPage(u"ledger"_s);
        QVERIFY(tabTo(u"Record credit note…"_s));
        press(QApplication::focusWidget(), Qt::Key_Space);
        const auto type = [&](const QString& text) {
            QTest::keyClicks(QApplication::focusWidget(), text);
            press(QApplication::focusWidget(), Qt::Key_Tab);
        };
        type(u"104377"_s);
        type(u"CN-77"_s);
        type(u"22.00"_s);
        type(u"INV-10291"_s);
        QTest::keyClicks(QApplication::focusWidget(), u"Outage in October"_s);
        press(QApplication::focusWidget(), Qt::Key_Return);
        const auto* record = last<command::RecordCreditNote>();
        QVERIFY(record);
        QCOMPARE(record->creditNote.total, aud("22.00"));
        QCOMPARE(record->creditNote.account, AccountId{4});
        QCOMPARE(record->creditNote.lines.value(0).description, u"Outage in October"_s);
        QCOMPARE(record->allocateTo, DocumentId{invoice.id});
    }

    void aReversalWantsAReason()
    {
        openRecord(payment);
        QVERIFY(tabTo(u"Reverse…"_s));
        press(QApplication::focusWidget(), Qt::Key_Space);
        QVERIFY(says(u"Reversals don’t travel."_s));
        press(QApplication::focusWidget(), Qt::Key_Return);
        QVERIFY(says(u"Say why it is reversed."_s));
        QVERIFY(m_given.isEmpty());
        QTest::keyClicks(QApplication::focusWidget(), u"Dishonoured"_s);
        press(QApplication::focusWidget(), Qt::Key_Return);
        const auto* record = last<command::RecordReversal>();
        QVERIFY(record && record->of == payment);
        QCOMPARE(record->reason, u"Dishonoured"_s);
        QCOMPARE(record->date, QDate(2025, 11, 21));
    }

    void aRefundSaysWhereItIsMade() // E2, R143
    {
        openRecord(payment);
        QVERIFY(tabTo(u"Refund…"_s));
        press(QApplication::focusWidget(), Qt::Key_Space);
        QVERIFY(says(u"What Xero has reconciled stays a draft"_s) && tabTo(u"Reason"_s));
        QTest::keyClicks(QApplication::focusWidget(), u"Returned"_s);
        press(QApplication::focusWidget(), Qt::Key_Return);
        QVERIFY(last<command::RecordRefund>() && last<command::RecordRefund>()->of == payment);
    }

    void aSettledInvoiceTakesNoPayment()
    {
        m_reader->outstandingOf = {{invoice, aud("0.00")}};
        openRecord(invoice);
        QVERIFY(button(u"Reverse…"_s));
        QVERIFY(!button(u"Record its payment…"_s));
    }

    void theLogSaysBothIdsAndLeadsToTheRecord()
    {
        auto* runs = listOf(u"log"_s, u"Runs"_s);
        QCOMPARE(runs->model()->rowCount(), 4);
        QTest::mouseClick(button(u"Something left"_s), Qt::LeftButton);
        QCOMPARE(runs->model()->rowCount(), 1);
        auto* records = named<ListView>(u"Records of the run"_s);
        records->setFocus();
        records->selectSourceRow(1);
        const QString details = named<QPlainTextEdit>(u"Technical details"_s)->toPlainText();
        QVERIFY(details.contains(u"In the ledger: PAY-20411"_s));
        QVERIFY(details.contains(u"In Xero: e8a10000-0000-4000-8000-000000000077"_s));
        press(records, Qt::Key_Return);
        QVERIFY(named<ListView>(u"Ledger"_s));
        QVERIFY(says(u"Payment PAY-20417"_s)); // the record with this id, in the fake book
    }

    void onlyTheNewestRunIsRetried()
    {
        auto* runs = listOf(u"log"_s, u"Runs"_s);
        runs->selectSourceRow(0);
        QVERIFY(button(u"Retry what is left"_s));
        QTest::mouseClick(button(u"Retry what is left"_s), Qt::LeftButton);
        QVERIFY(last<command::Retry>() && last<command::Retry>()->all);
        runs->selectSourceRow(1);
        QVERIFY(!button(u"Retry what is left"_s));
    }

    // The bookkeeper's task, without a mouse: the biggest difference, why, and what mends it.
    void theBiggestDifferenceIsMendedByKeyboard()
    {
        press(m_window.get(), Qt::Key_2, Qt::ControlModifier);
        QVERIFY(tabTo(u"Accounts"_s));
        auto* list = named<ListView>(u"Accounts"_s);
        QVERIFY(list->hasFocus());
        press(list, Qt::Key_Home);
        press(list, Qt::Key_Return);
        QVERIFY(bridge()->hasFocus());
        QVERIFY(bridge()->accessibleDescription().startsWith(u"Failed, plus 1,240.80"_s));
        press(bridge(), Qt::Key_Return, Qt::ControlModifier);
        QVERIFY(named<QLineEdit>(u"Filter by account, number or cause"_s) || says(u"Problems"_s));
    }
};

QTEST_MAIN(TestBooks)
#include "tst_books.moc"
