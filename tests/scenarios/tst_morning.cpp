// SPDX-License-Identifier: GPL-3.0-or-later

// A bookkeeper's whole morning by the keyboard alone: the window over a real engine, a real book
// and a real sandbox. No key is aimed at a widget: each goes to where the keyboard is, as a
// person's does, and what is asserted is what stands on the screen.

#include "companion.h"
#include "scenarios/windowofworld.h"
#include "widgets/listview.h"

#include <QAbstractButton>
#include <QApplication>
#include <QFile>
#include <QFileDialog>
#include <QLabel>
#include <QPrintPreviewDialog>
#include <QTest>

using namespace records;
using Qt::StringLiterals::operator""_s;

// Says what was on the screen where it wasn't what was waited for.
#define SEES(words) QVERIFY2(sees(words), qPrintable(seen()))

class TestMorning : public QObject {
    Q_OBJECT

    std::unique_ptr<World> m_world;
    base::SystemClock m_clock;
    std::unique_ptr<ui::MainWindow> m_window;
    int m_outcomes = 0;

    void openWindow()
    {
        m_window = std::make_unique<ui::MainWindow>(m_clock);
        auto reader = store::openReader(m_world->bookPath(), std::make_shared<base::SystemClock>());
        QVERIFY(reader);
        m_window->setReaders([](const QString& path) { return store::openReader(path); });
        connectToEngine(*m_window, m_world->engine(), m_outcomes);
        m_window->show();
        m_window->setBook(std::move(*reader), m_world->bookPath());
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    }

    // --- hands and eyes ---------------------------------------------------------------------

    static void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {})
    {
        QTest::keyClick(static_cast<QWidget*>(nullptr), key, modifiers);
    }
    static void type(const QString& text) { QTest::keyClicks(nullptr, text); }

    // Pressed, done by the engine, and shown.
    bool pressAndWait(Qt::Key key, Qt::KeyboardModifiers modifiers = {})
    {
        const int before = m_outcomes;
        press(key, modifiers);
        return QTest::qWaitFor([&] { return m_outcomes > before; }, 60'000);
    }

    // Tab until the keyboard is on the button; false when it never comes.
    static bool tabTo(const QString& words)
    {
        for (int step = 0; step < 80; ++step) {
            const auto* at = qobject_cast<QAbstractButton*>(QApplication::focusWidget());
            if (at && at->isVisible() && at->text() == words)
                return true;
            press(Qt::Key_Tab);
        }
        return false;
    }
    bool pressButton(const QString& words) { return tabTo(words) && pressAndWait(Qt::Key_Space); }
    // Where a deed took its own button away, the keyboard isn't thrown to the window's top.
    static bool comesTo(const QString& words)
    {
        return QTest::qWaitFor(
            [&] {
                const auto* at = qobject_cast<QAbstractButton*>(QApplication::focusWidget());
                return at && at->text() == words;
            },
            5'000);
    }

    // What stands in the window that has the keyboard, and where the keyboard is.
    static QString seen()
    {
        QStringList words;
        const QWidget* window = QApplication::activeWindow();
        if (window)
            for (const QLabel* each : window->findChildren<QLabel*>())
                if (each->window() == window && each->isVisible() && !each->text().isEmpty())
                    words.append(each->text());
        const QWidget* at = QApplication::focusWidget();
        words.append(at
                ? u"the keyboard is at %1 %2 %3"_s.arg(QLatin1String(at->metaObject()->className()),
                    at->objectName(), at->accessibleName())
                : u"the keyboard is nowhere"_s);
        return words.join(u'|');
    }
    static bool sees(const QString& words)
    {
        return QTest::qWaitFor([&] { return seen().contains(words); }, 10'000);
    }

    // The system's own dialog is another's; this is the one that every desktop without it shows.
    bool chooseFile(const QString& path)
    {
        const auto isThere
            = [] { return qobject_cast<QFileDialog*>(QApplication::activeWindow()) != nullptr; };
        if (!QTest::qWaitFor(isThere, 5'000))
            return false;
        type(path);
        press(Qt::Key_Return);
        if (!QTest::qWaitFor([&] { return !isThere(); }, 5'000))
            return false;
        m_window->activateWindow(); // as a window manager does; offscreen has none
        return QTest::qWaitForWindowActive(m_window.get());
    }

    // --- the bank's lines -------------------------------------------------------------------

    static const ui::ListView* list()
    {
        return qobject_cast<ui::ListView*>(QApplication::focusWidget());
    }
    static QString rowAt()
    {
        return list() ? list()->listModel()->table({list()->currentIndex().row()}, u'|')
                      : QString();
    }
    // By the arrow keys, from the top.
    static bool walkTo(const QString& words)
    {
        press(Qt::Key_Home);
        for (int step = 0; list() && step < list()->listModel()->sourceRows(); ++step) {
            if (rowAt().contains(words))
                return true;
            press(Qt::Key_Down);
        }
        return false;
    }

    QString write(const QString& name, const QByteArray& text) const
    {
        QFile file(m_world->folder() + u'/' + name);
        if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
            qFatal("cannot write a test file");
        return file.fileName();
    }
    QByteArray today() { return m_clock.now().date().toString(Qt::ISODate).toLatin1(); }

    // --- the morning ------------------------------------------------------------------------

    // One payment is in Xero, one invoice waits, and what the bank has seen isn't in billing's
    // last file.
    void theEvening()
    {
        m_world->account(u"104377"_s, u"Harbourside Physio"_s);
        m_world->account(u"104400"_s, u"Boronia Bakery"_s);
        m_world->account(u"104500"_s, u"Waratah Legal"_s);
        m_world->invoice(u"104377"_s, u"INV-10291"_s, u"888.00"_s);
        m_world->invoice(u"104400"_s, u"INV-10302"_s, u"79.00"_s);
        m_world->payment(u"104400"_s, u"PAY-20401"_s, u"79.00"_s, u"INV-10302"_s, u"79.00"_s);
        m_world->invoice(u"104500"_s, u"INV-10311"_s, u"100.00"_s);
        QVERIFY(m_world->sync().done);
        m_world->invoice(u"104500"_s, u"INV-10400"_s, u"840.40"_s);
        m_world->person(u"create-invoice"_s,
            {{u"contact"_s, u"Harbourside Physio"_s}, {u"amount"_s, u"10.00"_s}});
    }
    void fetch()
    {
        press(Qt::Key_1, Qt::ControlModifier);
        SEES(u"Your five steps"_s);
        QVERIFY2(pressButton(u"Fetch now"_s), qPrintable(seen()));
        SEES(u"998.00"_s); // what Xero is owed, with what was invoiced there overnight
    }
    void push()
    {
        SEES(u"1 waits, 840.40."_s);
        m_world->person(u"archive-contact"_s, {{u"contact"_s, u"Waratah Legal"_s}});
        QVERIFY2(pressButton(u"Push it"_s), qPrintable(seen()));
        SEES(u"1 cause holds up 840.40."_s);
        QCOMPARE(m_world->due(u"INV-10400"_s), u"none"_s);
    }
    void mend()
    {
        QVERIFY2(comesTo(u"Open problems"_s), qPrintable(seen()));
        press(Qt::Key_Space);
        SEES(u"1 cause holds up 840.40 in 1 record."_s);
        SEES(u"archived"_s);
        QVERIFY2(pressButton(u"Restore contact, retry"_s), qPrintable(seen()));
        SEES(u"Whatever failed before has gone through."_s);
        QCOMPARE(m_world->due(u"INV-10400"_s), u"840.40"_s);
    }
    void takeStatementIn()
    {
        const QString file = write(u"NAB_4821.csv"_s,
            "Date,Payee,Reference,Amount\n" + today() + ",HARBOURSIDE PHYSIO,INV10291,888.00\n"
                + today() + ",BORONIA BAKERY,PAY-20401,79.00\n" + today()
                + ",NAB,Account fee,-15.00\n");
        press(Qt::Key_3, Qt::ControlModifier);
        QVERIFY2(tabTo(u"Add statement…"_s), qPrintable(seen()));
        press(Qt::Key_Space);
        QVERIFY2(chooseFile(file), qPrintable(seen()));
        SEES(u"Stop. Don’t reconcile this account yet."_s);
    }
    // The founding accident, before it happens: the bank has what billing's file didn't.
    void importPayments()
    {
        const QString file = write(u"payments.csv"_s,
            "Account,Payment,Date,Amount,Reference,Method,Invoice list,Invoice allocation list\n"
            "104377,PAY-20417,"
                + today() + ",888.00,INV-10291,EFT,INV-10291,888.00\n");
        press(Qt::Key_3, Qt::ControlModifier);
        QVERIFY2(walkTo(u"HARBOURSIDE"_s), qPrintable(rowAt()));
        press(Qt::Key_Return);
        SEES(u"Don’t click OK on this line yet"_s);
        press(Qt::Key_Return, Qt::ControlModifier);
        SEES(u"The billing system’s files"_s);
        QVERIFY2(tabTo(u"Import…"_s), qPrintable(seen()));
        press(Qt::Key_Space);
        const int before = m_outcomes;
        QVERIFY2(chooseFile(file), qPrintable(seen()));
        QVERIFY(QTest::qWaitFor([&] { return m_outcomes > before; }, 60'000));
        QVERIFY2(comesTo(u"Import…"_s), qPrintable(seen()));
        press(Qt::Key_Left, Qt::AltModifier);
        SEES(u"Tieout pushes the payment, then its allocation."_s);
    }
    void redToGreen()
    {
        QVERIFY2(walkTo(u"HARBOURSIDE"_s), qPrintable(rowAt()));
        QVERIFY2(rowAt().contains(u"Stop"_s), qPrintable(rowAt()));
        QVERIFY(pressAndWait(Qt::Key_Return, Qt::ControlModifier)); // Push 888.00 now
        SEES(u"Overpayment PAY-20417"_s);
        QTRY_VERIFY2(rowAt().contains(u"Safe"_s), qPrintable(rowAt()));
        QCOMPARE(m_world->due(u"INV-10291"_s), u"0.00"_s);
    }
    void worksheet()
    {
        const QString path = m_world->folder() + u"/beside xero.csv"_s;
        press(Qt::Key_P, Qt::ControlModifier | Qt::ShiftModifier);
        QVERIFY2(chooseFile(path), qPrintable(seen()));
        SEES(u"The worksheet is in "_s + path);
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray text = file.readAll();
        QVERIFY2(text.contains("Overpayment PAY-20417"), text.constData());
    }
    // What the log shows, written by the engine; and on paper, from a reader of its own.
    void report()
    {
        const QString path = m_world->folder() + u"/what was done.csv"_s;
        press(Qt::Key_0, Qt::ControlModifier);
        press(Qt::Key_R, Qt::ControlModifier | Qt::ShiftModifier);
        QVERIFY2(chooseFile(path), qPrintable(seen()));
        SEES(u"The report is in "_s + path);
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray text = file.readAll();
        QVERIFY2(text.startsWith("Began,Kind,Direction,Result"), text.constData());
        QVERIFY2(text.count("\r\n") > 1, text.constData());
        press(Qt::Key_R, Qt::ControlModifier);
        const auto preview
            = [] { return qobject_cast<QPrintPreviewDialog*>(QApplication::activeWindow()); };
        QVERIFY(QTest::qWaitFor([&] { return preview() != nullptr; }, 10'000));
        QCOMPARE(preview()->windowTitle(), u"Log of syncs"_s);
        preview()->close();
        m_window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
        press(Qt::Key_3, Qt::ControlModifier);
    }
    void tick()
    {
        QVERIFY2(walkTo(u"BORONIA"_s), qPrintable(seen()));
        QVERIFY2(rowAt().contains(u"Safe"_s), qPrintable(rowAt()));
        QVERIFY2(pressButton(u"Done in Xero"_s), qPrintable(seen()));
        SEES(u"Ticked off by you. Xero does not show it yet."_s);
        QTRY_VERIFY2(rowAt().contains(u"BORONIA"_s) && rowAt().contains(u"Done"_s), // walk on
            qPrintable(seen()));
    }
    void companion()
    {
        press(Qt::Key_F9);
        const auto isThere
            = [] { return qobject_cast<ui::Companion*>(QApplication::activeWindow()) != nullptr; };
        QVERIFY(QTest::qWaitFor(isThere, 5'000));
        type(u"888.00"_s);
        SEES(u"Line you are at"_s);
        SEES(u"HARBOURSIDE PHYSIO"_s);
        SEES(u"Overpayment PAY-20417"_s);
        QVERIFY(pressAndWait(Qt::Key_Return));
        SEES(u"2 of 3 done"_s);
        type(u"15.00"_s); // the bank's own fee: nobody can tell but a person
        SEES(u"Nothing in the ledger or in Xero has this amount."_s);
        QVERIFY(pressAndWait(Qt::Key_Return));
        SEES(u"3 of 3 done, nothing left"_s);
        press(Qt::Key_Escape);
        QVERIFY(QTest::qWaitFor([&] { return !isThere(); }, 5'000));
        m_window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    }
    void theVerdict()
    {
        press(Qt::Key_1, Qt::ControlModifier);
        SEES(u"Safe. Reconcile NAB Everyday."_s);
        SEES(u"Every bank account is safe. Reconcile in Xero."_s);
        SEES(u"All done"_s);
        // Each money once, and on both sides.
        QCOMPARE(m_world->truth()[u"overpayments"_s].toArray().size(), 2);
        QCOMPARE(m_world->truth()[u"payments"_s].toArray().size(), 0);
        QCOMPARE(m_world->ledgerPayments(u"104377"_s), 1);
        QCOMPARE(m_world->outbox(), QStringList());
    }

private Q_SLOTS:
    void init()
    {
        m_outcomes = 0;
        m_world = std::make_unique<World>();
    }
    void cleanup()
    {
        m_window.reset();
        m_world.reset();
    }

    void byKeyboardAlone()
    {
        for (const auto station : {&TestMorning::theEvening, &TestMorning::openWindow,
                 &TestMorning::fetch, &TestMorning::push, &TestMorning::mend,
                 &TestMorning::takeStatementIn, &TestMorning::importPayments,
                 &TestMorning::redToGreen, &TestMorning::worksheet, &TestMorning::report,
                 &TestMorning::tick, &TestMorning::companion, &TestMorning::theVerdict}) {
            (this->*station)();
            if (QTest::currentTestFailed())
                return;
        }
    }
};

QTEST_MAIN(TestMorning)
#include "tst_morning.moc"
