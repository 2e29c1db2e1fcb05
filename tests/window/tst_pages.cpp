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
#include <QDateEdit>
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
    QList<Command> m_given;

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

    static constexpr const char* pages[] = {"today", "accounts", "bank-lines", "outbox", "inbox",
        "problems", "changes", "ledger", "links", "log", "settings"};

private Q_SLOTS:
    void init()
    {
        m_given.clear();
        m_window = std::make_unique<MainWindow>(m_clock);
        connect(m_window.get(), &MainWindow::commandGiven, this,
            [this](quint64, const Command& command) { m_given.append(command); });
        m_window->show();
        m_window->setBook(std::make_unique<window::FakeReader>(), u"x.tieout"_s);
        m_window->setStatus(window::FakeReader::status());
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    }
    void cleanup() { m_window.reset(); }

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
        const auto* link = last<command::LinkAccount>();
        QVERIFY(link);
        QCOMPARE(link->contact.toString(), u"e8a10000-0000-4000-8000-0000000044f1"_s);
        QTest::mouseClick(button(u"Create item, retry 2"_s), Qt::LeftButton);
        QVERIFY(
            last<command::CreateItem>() && last<command::CreateItem>()->code == u"FIB-NBN100"_s);
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
