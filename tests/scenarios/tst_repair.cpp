// SPDX-License-Identifier: GPL-3.0-or-later

// Scenario Ax as the bookkeeper sees it: the window over a real engine, a real sandbox, and the
// person who works in Xero. With TIEOUT_PICTURES=FOLDER each station is kept as a picture.

#include "scenarios/windowofworld.h"
#include "widgets/listview.h"

#include <QApplication>
#include <QDir>
#include <QDropEvent>
#include <QLabel>
#include <QMimeData>
#include <QPushButton>
#include <QTest>

using namespace records;
using Qt::StringLiterals::operator""_s;

class TestRepair : public QObject {
    Q_OBJECT

    static constexpr const char* kName = "Harbourside Physio";

    std::unique_ptr<World> m_world;
    base::SystemClock m_clock;
    std::unique_ptr<ui::MainWindow> m_window;
    int m_outcomes = 0, m_pictures = 0;

    void openWindow()
    {
        m_window = std::make_unique<ui::MainWindow>(m_clock);
        auto reader = store::openReader(m_world->bookPath(), std::make_shared<base::SystemClock>());
        QVERIFY(reader);
        m_window->resize(1440, 900);
        m_window->setAppearance(ui::Appearance::Light);
        m_window->show();
        m_window->setBook(std::move(*reader), m_world->bookPath());
        connectToEngine(*m_window, m_world->engine(), m_outcomes);
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    }

    // What was given is done, and the window shows it.
    bool answered(int before)
    {
        const bool done = QTest::qWaitFor([&] { return m_outcomes > before; }, 60'000);
        m_window->refresh();
        QTest::qWait(300);
        return done;
    }
    bool press(int key, Qt::KeyboardModifiers modifiers = {})
    {
        const int before = m_outcomes;
        QTest::keyClick(m_window.get(), static_cast<Qt::Key>(key), modifiers);
        return answered(before);
    }

    bool drop(const QString& file)
    {
        const int before = m_outcomes;
        QMimeData dropped;
        dropped.setUrls({QUrl::fromLocalFile(file)});
        QDragEnterEvent enters(QPoint(300, 300), Qt::CopyAction, &dropped, Qt::LeftButton, {});
        QApplication::sendEvent(m_window.get(), &enters);
        QDropEvent drops(QPointF(300, 300), Qt::CopyAction, &dropped, Qt::LeftButton, {});
        QApplication::sendEvent(m_window.get(), &drops);
        return answered(before);
    }

    bool sees(const QString& words)
    {
        return QTest::qWaitFor(
            [&] {
                for (const QLabel* each : m_window->findChildren<QLabel*>())
                    if (each->isVisible() && each->text().contains(words))
                        return true;
                return false;
            },
            5'000);
    }
    QPushButton* button(const QString& words)
    {
        for (auto* each : m_window->findChildren<QPushButton*>())
            if (each->isVisible() && each->text() == words)
                return each;
        return nullptr;
    }
    QString seen()
    {
        QStringList words;
        for (const QLabel* each : m_window->findChildren<QLabel*>())
            if (each->isVisible() && !each->text().isEmpty())
                words.append(each->text());
        return words.join(u'|');
    }

    // The line of the payment, opened by keyboard.
    void openLine()
    {
        QTest::keyClick(m_window.get(), Qt::Key_3, Qt::ControlModifier);
        for (auto* list : m_window->findChildren<ui::ListView*>()) {
            if (!list->isVisible() || list->accessibleName() != u"Bank lines")
                continue;
            for (int row = 0; row < list->listModel()->sourceRows(); ++row)
                if (list->listModel()->subject(row).number == u"HARBOURSIDE PHYSIO")
                    list->selectSourceRow(row);
            QTest::keyClick(list, Qt::Key_Return);
        }
        QTest::qWait(100);
    }

    LineCheck check() const
    {
        for (const store::BankLineRow& row : m_world->reader().bankLines({}, 0, 10))
            if (row.kept.line.payee == u"HARBOURSIDE PHYSIO")
                return row.check;
        return {};
    }

    void picture(const char* name)
    {
        const QString folder = qEnvironmentVariable("TIEOUT_PICTURES");
        if (folder.isEmpty())
            return;
        QTest::qWait(200);
        m_window->grab().save(QDir(folder).filePath(
            u"repair-%1-%2.png"_s.arg(++m_pictures).arg(QString::fromLatin1(name))));
    }

    // Ax1: the invoice is in both systems, its payment in the ledger only, and the bank has it.
    void begin()
    {
        m_world = std::make_unique<World>();
        m_world->account(u"104377"_s, QString::fromLatin1(kName));
        m_world->invoice(u"104377"_s, u"INV-10291"_s, u"888.00"_s);
        QVERIFY(m_world->sync().done);
        m_world->payment(u"104377"_s, u"PAY-20417"_s, u"888.00"_s, u"INV-10291"_s, u"888.00"_s);
        openWindow();
        const QByteArray today = m_clock.now().date().toString(Qt::ISODate).toLatin1();
        QFile file(m_world->folder() + u"/NAB_4821.csv"_s);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("Date,Payee,Reference,Amount\n" + today + ",HARBOURSIDE PHYSIO,INV10291,888.00\n"
            + today + ",NAB,Account fee,-15.00\n");
        file.close();
        QVERIFY(drop(file.fileName()));
        QVERIFY2(sees(u"Which bank account is it of?"_s) || check().line, qPrintable(seen()));
        if (QPushButton* everyday = check().line ? nullptr : button(bankName())) {
            const int before = m_outcomes;
            everyday->click();
            QVERIFY(answered(before));
        }
        QVERIFY2(check().line, qPrintable(seen()));
    }
    QString bankName() const
    {
        for (const Preflight& bank : m_world->reader().today().banks)
            if (bank.bankCode == u"090")
                return bank.bankName;
        return {};
    }
    void clickOkTooEarly()
    {
        m_world->person(u"match-invoice"_s,
            {{u"invoice"_s, u"INV-10291"_s}, {u"amount"_s, u"888.00"_s}, {u"bank"_s, u"090"_s}});
    }

private Q_SLOTS:
    void cleanup()
    {
        m_window.reset();
        m_world.reset();
        m_outcomes = m_pictures = 0;
    }

    void fromTheRedLineToGreen()
    {
        begin();
        QCOMPARE(check().hazard, LineHazard::NotPushed); // Ax2
        openLine();
        QVERIFY2(sees(u"Don’t click OK on this line yet"_s), qPrintable(seen()));
        QVERIFY(button(u"Push 888.00 now"_s));
        picture("stop");

        clickOkTooEarly(); // Ax3
        QVERIFY(press(Qt::Key_F5)); // Ax4
        QCOMPARE(check().hazard, LineHazard::WrongMatch);
        openLine();
        QVERIFY2(sees(u"This was matched too early"_s), qPrintable(seen()));
        QVERIFY(sees(u"Options, Remove & Redo"_s));
        QVERIFY(button(u"It’s the same money"_s));
        picture("wrong-match");

        m_world->person(u"remove-and-redo"_s, {{u"invoice"_s, u"INV-10291"_s}}); // Ax7
        QVERIFY(press(Qt::Key_F5)); // Ax8: seen, pushed, allocated, read back
        QVERIFY2(check().verdict == Verdict::Safe, qPrintable(check().sentence));
        QCOMPARE(check().pick.value(0).kind, CandidateKind::Overpayment);
        openLine();
        QVERIFY2(sees(u"Overpayment PAY-20417"_s), qPrintable(seen()));
        picture("safe");

        m_world->person(u"reconcile"_s,
            {{u"kind"_s, u"overpayment"_s}, {u"contact"_s, QString::fromLatin1(kName)}});
        QVERIFY(press(Qt::Key_F5)); // Ax9
        QVERIFY2(check().verdict == Verdict::Done, qPrintable(check().sentence));
        openLine();
        QVERIFY2(sees(u"Nothing left to do"_s), qPrintable(seen()));
        picture("done");
        QCOMPARE(m_world->difference(u"104377"_s), u"0.00"_s);
        QCOMPARE(m_world->due(u"INV-10291"_s), u"0.00"_s);
        QCOMPARE(m_world->ledgerPayments(u"104377"_s), 1);
        QCOMPARE(m_world->truth()[u"overpayments"_s].toArray().size(), 1);
    }

    // Ax8b: nothing is undone, the two are tied.
    void orItIsTheSameMoney()
    {
        begin();
        clickOkTooEarly();
        QVERIFY(press(Qt::Key_F5));
        openLine();
        QPushButton* same = button(u"It’s the same money"_s);
        QVERIFY2(same, qPrintable(seen()));
        const int before = m_outcomes;
        same->click();
        QVERIFY(answered(before));
        QVERIFY2(check().verdict == Verdict::Done, qPrintable(check().sentence));
        QCOMPARE(m_world->difference(u"104377"_s), u"0.00"_s);
        QVERIFY(press(Qt::Key_F5));
        QCOMPARE(m_world->truth()[u"overpayments"_s].toArray().size(), 0);
        QCOMPARE(m_world->ledgerPayments(u"104377"_s), 1);
        // What is done is judged again when Xero takes it back.
        m_world->person(u"remove-and-redo"_s, {{u"invoice"_s, u"INV-10291"_s}});
        QVERIFY(press(Qt::Key_F5));
        QVERIFY2(check().verdict != Verdict::Done, qPrintable(check().sentence));
    }

    // Ax3 good: the red line's button, and nothing else.
    void orItIsPushedInTime()
    {
        begin();
        openLine();
        QPushButton* push = button(u"Push 888.00 now"_s);
        QVERIFY2(push, qPrintable(seen()));
        const int before = m_outcomes;
        push->click();
        QVERIFY(answered(before));
        QVERIFY(press(Qt::Key_F5));
        QVERIFY2(check().verdict == Verdict::Safe, qPrintable(check().sentence));
    }
};

QTEST_MAIN(TestRepair)
#include "tst_repair.moc"
