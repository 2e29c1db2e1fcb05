// SPDX-License-Identifier: GPL-3.0-or-later

#include "look/look.h"
#include "mainwindow.h"
#include "support/manualclock.h"
#include "widgets/listview.h"
#include "window/fakereader.h"

#include <QAbstractButton>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QDialog>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QTest>

using namespace ui;
using namespace records;
using Qt::StringLiterals::operator""_s;

class TestPages : public QObject {
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
        QCoreApplication::processEvents(); // what was just made is shown with the next layout
        for (QAbstractButton* each : m_window->findChildren<QAbstractButton*>())
            if (each->isVisible() && each->text() == text)
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

    void fillPayment(const QString& account, const QString& amount)
    {
        m_window->showPage(u"ledger"_s);
        QTest::mouseClick(button(u"Record payment…"_s), Qt::LeftButton);
        named<QLineEdit>(u"Account, by name or number"_s)->setText(account);
        named<QLineEdit>(u"Number"_s)->setText(u"PAY-30001"_s);
        named<QLineEdit>(u"Amount"_s)->setText(amount);
    }

    static constexpr const char* pages[] = {"today", "accounts", "bank-lines", "outbox", "inbox",
        "problems", "changes", "ledger", "links", "log", "settings"};

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
        m_window->show();
        auto reader = std::make_unique<window::FakeReader>();
        m_reader = reader.get();
        m_window->setBook(std::move(reader), u"x.tieout"_s);
        m_window->setStatus(window::FakeReader::status());
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    }
    void cleanup() { m_window.reset(); }

    void aBusyEngineDoesNotKeepTheWindowBusy()
    {
        const int before = m_reader->timesToday;
        m_window->refresh();
        const int once = m_reader->timesToday - before;
        QVERIFY(once > 0);
        for (int i = 0; i < 10; ++i)
            m_window->refresh();
        QCOMPARE(m_reader->timesToday - before, once); // it rests
        QTRY_COMPARE(m_reader->timesToday - before, 2 * once); // and the last change is not missed
        QTest::qWait(200);
        QCOMPARE(m_reader->timesToday - before, 2 * once);
    }

    void syncIsAskedByKeyAndButton()
    {
        QTest::keyClick(m_window.get(), Qt::Key_F5);
        QVERIFY(last<command::Sync>());
        QTest::mouseClick(button(u"Sync now"_s), Qt::LeftButton);
        QCOMPARE(m_given.size(), 2);
        EngineStatus running = window::FakeReader::status();
        running.running = true;
        running.activity = u"Pushing"_s;
        running.done = 12;
        running.total = 41;
        m_window->setStatus(running);
        QVERIFY(button(u"Pushing 12 of 41"_s));
        QTest::keyClick(m_window.get(), Qt::Key_F5, Qt::ShiftModifier);
        QVERIFY(last<command::StopRun>());
    }

    void theBandPushesThePaymentThatStops()
    {
        QTest::mouseClick(button(u"Push 888.00 now"_s), Qt::LeftButton);
        const auto* sync = last<command::Sync>();
        QVERIFY(sync && sync->only && sync->kind == command::RunKind::Instant);
        QCOMPARE(sync->only->id, 10'001);
    }

    void problemsAreMendedByTheirButton()
    {
        m_window->showPage(u"problems"_s);
        QTest::mouseClick(button(u"Link and retry 2"_s), Qt::LeftButton);
        const auto* mend = std::get_if<command::Mend>(&m_given.first());
        QVERIFY(mend && mend->remedy == RemedyId::Relink && !mend->dryRun);
        QCOMPARE(mend->cause, CauseId::ContactMerged);
        QTest::mouseClick(button(u"Create item, retry 2"_s), Qt::LeftButton);
        QVERIFY(last<command::Mend>() && last<command::Mend>()->argument == u"FIB-NBN100"_s);
        QAbstractButton* later = button(u"Retry all"_s);
        QTest::mouseClick(later, Qt::LeftButton);
        QVERIFY(last<command::Retry>() && last<command::Retry>()->all);
    }

    void aFilterNarrowsTheList()
    {
        m_window->showPage(u"outbox"_s);
        auto* list = named<ListView>(u"Outbox"_s);
        QVERIFY(list);
        list->setFocus();
        const int before = list->model()->rowCount();
        QTest::keyClicks(list, u"P"_s);
        auto* field = named<QLineEdit>(u"Filter by number, account or amount"_s);
        QTRY_VERIFY(field->hasFocus());
        QTest::keyClicks(field, u"AY-20417"_s);
        QVERIFY(list->model()->rowCount() < before);
        QCOMPARE(list->model()->rowCount(), 2);
        QTest::keyClick(field, Qt::Key_Escape);
        QCOMPARE(list->model()->rowCount(), before);
    }

    void rowsAreRetriedSetAsideAndCopied()
    {
        m_window->showPage(u"outbox"_s);
        auto* list = named<ListView>(u"Outbox"_s);
        list->setFocus();
        list->selectRow(1);
        QTest::mouseClick(button(u"Push this one"_s), Qt::LeftButton);
        QVERIFY(last<command::Retry>() && last<command::Retry>()->operations.size() == 1);
        QTest::keyClick(list, Qt::Key_C, Qt::ControlModifier);
        QVERIFY(QApplication::clipboard()->text().contains(u"INV-10381"_s));
        QTest::mouseClick(button(u"Set aside…"_s), Qt::LeftButton);
        auto* reason = named<QLineEdit>(u"Why is INV-10381 never sent?"_s);
        QVERIFY(reason);
        QTest::keyClicks(reason, u"Paid in cash"_s);
        QTest::keyClick(reason, Qt::Key_Return);
        QVERIFY(last<command::SetAside>());
        QCOMPARE(last<command::SetAside>()->reason, u"Paid in cash"_s);
        QTest::keyClick(m_window.get(), Qt::Key_Z, Qt::ControlModifier);
        QVERIFY(last<command::BringBack>());
    }

    void thePaletteFindsPagesAndRecords()
    {
        QTest::keyClick(m_window.get(), Qt::Key_K, Qt::ControlModifier);
        auto* palette = m_window->findChild<QDialog*>();
        QVERIFY(palette && palette->isVisible());
        auto* field = palette->findChild<QLineEdit*>();
        QTest::keyClicks(field, u"PAY-20417"_s);
        QTest::keyClick(field, Qt::Key_Return);
        QVERIFY(!palette->isVisible());
        QVERIFY(button(u"Allocate…"_s));
        m_window->activateWindow();
        QTRY_COMPARE(QApplication::activeWindow(), m_window.get());
        QTest::keyClick(m_window.get(), Qt::Key_K, Qt::ControlModifier);
        QVERIFY(palette->isVisible());
        QTest::keyClicks(field, u"Links"_s);
        QTest::keyClick(field, Qt::Key_Return);
        QVERIFY(named<ListView>(u"Links"_s));
    }

    void aPaymentIsRecordedByKeyboardAlone()
    {
        QTest::keyClick(m_window.get(), Qt::Key_K, Qt::ControlModifier);
        auto* palette = m_window->findChild<QDialog*>();
        QTest::keyClicks(palette->findChild<QLineEdit*>(), u"Record a pay"_s);
        QTest::keyClick(palette->findChild<QLineEdit*>(), Qt::Key_Return);
        const auto type = [this](const QString& text) {
            QTest::keyClicks(QApplication::focusWidget(), text);
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        };
        QTRY_VERIFY(qobject_cast<QLineEdit*>(QApplication::focusWidget()));
        type(u"104377"_s);
        type(u"PAY-30001"_s);
        type(u"1,240.80"_s);
        QTest::keyClicks(QApplication::focusWidget(), u"INV-10291"_s);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
        const auto* record = last<command::RecordPayment>();
        QVERIFY(record);
        QCOMPARE(record->payment.amount, window::aud("1240.80"));
        QCOMPARE(record->payment.account, AccountId{4});
        QCOMPARE(record->allocations.size(), 1);
        QCOMPARE(record->allocations.first().first, DocumentId{10'000});
    }

    void amountsAreNeverGuessed_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("taken"); // empty: refused
        QTest::newRow("plain") << u"1240.80"_s << u"1240.80"_s;
        QTest::newRow("thousands") << u"1,240.80"_s << u"1240.80"_s;
        QTest::newRow("millions") << u"1,234,567"_s << u"1234567.00"_s;
        QTest::newRow("decimal comma") << u"12,50"_s << QString();
        QTest::newRow("both ways round") << u"1.240,80"_s << QString();
        QTest::newRow("no group before") << u",240.80"_s << QString();
        QTest::newRow("group too long") << u"1234,567"_s << QString();
        QTest::newRow("comma in cents") << u"1,240.8,0"_s << QString();
        QTest::newRow("zero") << u"0.00"_s << QString();
    }

    void amountsAreNeverGuessed()
    {
        QFETCH(QString, typed);
        QFETCH(QString, taken);
        fillPayment(u"104377"_s, typed);
        QTest::mouseClick(button(u"Record payment"_s), Qt::LeftButton);
        const auto* record = last<command::RecordPayment>();
        QCOMPARE(record ? record->payment.amount.toString() : QString(), taken);
        if (taken.isEmpty())
            QVERIFY(says(u"Enter an amount above zero"_s));
    }

    void anAccountIsNamedExactly_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<qint64>("taken"); // 0: refused
        QTest::newRow("number") << u"104377"_s << qint64(4);
        QTest::newRow("name") << u"harbourside physio"_s << qint64(4);
        QTest::newRow("the only one like it") << u"Harbourside"_s << qint64(0);
        QTest::newRow("a name two have") << u"Twin Peaks"_s << qint64(0);
        QTest::newRow("one of them by number") << u"V-2"_s << qint64(9'002);
        QTest::newRow("a vendor by name") << u"Vocus Wholesale"_s << qint64(9'003);
        QTest::newRow("nobody") << u"Nobody at all"_s << qint64(0);
    }

    void anAccountIsNamedExactly()
    {
        QFETCH(QString, typed);
        QFETCH(qint64, taken);
        m_reader->vendorRows = {{AccountId{9'002}, u"V-2"_s, u"Twin Peaks"_s},
            {AccountId{9'003}, u"V-3"_s, u"Vocus Wholesale"_s}};
        m_reader->accountRows.append({AccountId{9'001}, u"V-1"_s, u"Twin Peaks"_s});
        fillPayment(typed, u"10.00"_s);
        QTest::mouseClick(button(u"Record payment"_s), Qt::LeftButton);
        const auto* record = last<command::RecordPayment>();
        QCOMPARE(record ? record->payment.account.value : 0, taken);
    }

    void whatWasTypedStaysUntilItIsDone()
    {
        fillPayment(u"104377"_s, u"10.00"_s);
        QTest::mouseClick(button(u"Record payment"_s), Qt::LeftButton);
        QVERIFY(last<command::RecordPayment>());
        CommandOutcome outcome{.ticket = m_ticket, .done = false};
        outcome.sentence = u"The book could not be written."_s;
        m_window->showOutcome(outcome);
        auto* amount = named<QLineEdit>(u"Amount"_s);
        QVERIFY(amount);
        QCOMPARE(amount->text(), u"10.00"_s);
        QVERIFY(says(outcome.sentence));
        QTest::mouseClick(button(u"Record payment"_s), Qt::LeftButton);
        QCOMPARE(m_given.size(), 2);
        m_window->showOutcome({.ticket = m_ticket + 1, .done = true}); // another command's
        QVERIFY(named<QLineEdit>(u"Amount"_s));
        m_window->showOutcome({.ticket = m_ticket, .done = true});
        QVERIFY(!named<QLineEdit>(u"Amount"_s));
    }

    void aCardRetriesItsOwnRecordsOnly()
    {
        Operation& other = m_reader->outboxRows[3].operation; // the same cause, another code
        other.cause.arguments = {u"FIB-OTHER"_s};
        for (int i = 0; i < 230; ++i) {
            store::OutboxRow row = m_reader->outboxRows.at(4); // more than one window of them
            row.operation.id = OperationId{5'000 + i};
            m_reader->outboxRows.append(row);
        }
        m_window->showPage(u"accounts"_s);
        m_window->showPage(u"problems"_s);
        QTest::mouseClick(button(u"Retry 231"_s), Qt::LeftButton);
        const auto* retry = last<command::Retry>();
        QVERIFY(retry && !retry->cause && !retry->all);
        QCOMPARE(retry->operations.size(), 231);
        QCOMPARE(retry->operations.last(), OperationId{5'229});
    }

    void sameMoneyIsSaidOfOneRecordOnly()
    {
        const QString paid = u"e8a10000-0000-4000-8000-000000000040"_s;
        Operation& payment = m_reader->outboxRows[4].operation;
        payment.subject = {RecordKind::Payment, 77};
        payment.cause = {CauseId::SuspectedWrongMatch, {u"INV-1"_s, u"264.00"_s, paid}, {}};
        m_window->showPage(u"accounts"_s);
        m_window->showPage(u"problems"_s);
        QTest::mouseClick(button(u"Same money"_s), Qt::LeftButton);
        const auto* same = last<command::Mend>();
        QVERIFY(same && same->remedy == RemedyId::SameMoney);
        QCOMPARE(same->cause, CauseId::SuspectedWrongMatch);
        store::OutboxRow second = m_reader->outboxRows.at(4);
        second.operation.id = OperationId{6'000};
        m_reader->outboxRows.append(second);
        m_window->refresh();
        QVERIFY(!button(u"Same money"_s));
    }

    void pagesComeByKeyAndNothingIsNameless()
    {
        QTest::keyClick(m_window.get(), Qt::Key_2, Qt::ControlModifier);
        QVERIFY(named<ListView>(u"Accounts"_s));
        for (const char* page : pages) {
            m_window->showPage(QString::fromLatin1(page));
            if (auto* list = named<ListView>(u"Outbox"_s))
                list->selectRow(1);
            for (QWidget* widget : m_window->findChildren<QWidget*>()) {
                if (!widget->isVisible() || !(widget->focusPolicy() & Qt::TabFocus)
                    || widget->objectName().startsWith(u"qt_"_s))
                    continue;
                const auto* press = qobject_cast<QAbstractButton*>(widget);
                const bool hasWords = press && !press->text().isEmpty();
                QVERIFY2(hasWords || !widget->accessibleName().isEmpty(),
                    qPrintable(QString::fromLatin1(page) + u": "_s
                        + QString::fromLatin1(widget->metaObject()->className())));
            }
        }
    }

    void labelsShowPlainText()
    {
        for (const char* page : pages) {
            m_window->showPage(QString::fromLatin1(page));
            for (const QLabel* label : m_window->findChildren<QLabel*>())
                if (label->pixmap().isNull())
                    QCOMPARE(label->textFormat(), Qt::PlainText);
        }
    }

    void appearanceChangesAtOnce()
    {
        m_window->setAppearance(Appearance::Dark);
        QCOMPARE(
            QApplication::palette().color(QPalette::Window), color(Tone::Window, Scheme::Dark));
        m_window->setAppearance(Appearance::Light);
        QCOMPARE(
            QApplication::palette().color(QPalette::Window), color(Tone::Window, Scheme::Light));
    }

    void oneProblemWithEverythingIsOneBanner()
    {
        EngineStatus status = window::FakeReader::status();
        status.everything = {CauseId::SignInNeeded, {}, {}};
        m_window->setStatus(status);
        QTest::mouseClick(button(u"Sign in to Xero"_s), Qt::LeftButton);
        QVERIFY(last<command::Connect>());
    }

    void withoutABookTheFirstRunStands()
    {
        m_window->setBook(nullptr, {});
        QVERIFY(button(u"Open the demo book"_s));
        bool asked = false;
        connect(m_window.get(), &MainWindow::demoRequested, this, [&] { asked = true; });
        QTest::mouseClick(button(u"Open the demo book"_s), Qt::LeftButton);
        QVERIFY(asked);
    }

    void itAllFitsIntoASmallWindow()
    {
        m_window->resize(1024, 700);
        for (const char* page : pages) {
            m_window->showPage(QString::fromLatin1(page));
            QVERIFY2(m_window->width() <= 1024 && m_window->height() <= 700, page);
        }
    }
};

QTEST_MAIN(TestPages)
#include "tst_pages.moc"
