// SPDX-License-Identifier: GPL-3.0-or-later

// The bank's lines in the window: the page, its inspector, the companion and the worksheet, by
// mouse and by keyboard alone.

#include "companion.h"
#include "look/words.h"
#include "widgets/listview.h"
#include "window/workbench.h"
#include "worksheets.h"

#include <QComboBox>
#include <QDropEvent>
#include <QFile>
#include <QFileDialog>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QMimeData>
#include <QPushButton>
#include <QTemporaryDir>

using namespace ui;
using namespace records;
using Qt::StringLiterals::operator""_s;

class TestBankLines : public window::Workbench {
    Q_OBJECT

    QMenu* menuOf(const QString& words)
    {
        auto* found = find<QPushButton>(
            [&](const QPushButton* each) { return each->menu() && each->text().contains(words); });
        if (!found)
            return nullptr;
        Q_EMIT found->menu()->aboutToShow();
        return found->menu();
    }
    void choose(const QString& menu, const QString& action)
    {
        QMenu* found = menuOf(menu);
        QVERIFY2(found, qPrintable(menu));
        for (QAction* each : found->actions())
            if (each->text().contains(action))
                return each->trigger();
        QFAIL(qPrintable(action));
    }
    ListView* list() { return named<ListView>(u"Bank lines"_s); }
    Companion* companion()
    {
        for (QWidget* each : QApplication::topLevelWidgets())
            if (auto* found = qobject_cast<Companion*>(each); found && found->isVisible())
                return found;
        return nullptr;
    }
    QString said(const Companion& companion)
    {
        settle();
        QStringList words;
        for (const QLabel* each : companion.findChildren<QLabel*>())
            if (each->isVisible())
                words.append(
                    each->accessibleName().isEmpty() ? each->text() : each->accessibleName());
        return words.join(u'|');
    }
    // A sentence of the outcome, as the engine answers the last command.
    void answer(const std::optional<StatementQuestion>& question)
    {
        CommandOutcome outcome;
        outcome.ticket = m_ticket;
        outcome.done = !question;
        outcome.question = question;
        m_window->showOutcome(outcome);
        settle();
    }

private Q_SLOTS:
    void init()
    {
        m_given.clear();
        openWindow();
        go("bank-lines");
    }
    void cleanup() { m_window.reset(); }

    void theAnswerStandsFirst()
    {
        QVERIFY(label(u"Stop. Don’t reconcile this account yet."_s));
        QVERIFY(label(u"1 stop, 2 not checked, 19 safe. Push one payment and 20 are safe."_s));
        QVERIFY(label(u"Checked 3 minutes ago"_s));
        click(u"Push 888.00 now"_s);
        const auto* sync = last<command::Sync>();
        QVERIFY(sync && sync->only && sync->kind == command::RunKind::Instant);
        QCOMPARE(sync->direction, command::Direction::Push);
        click(u"Show the line"_s);
        QCOMPARE(list()->model()->rowCount(), 1);
        click(u"Safe  19"_s);
        QCOMPARE(list()->model()->rowCount(), 19);
    }

    void eachBankAccountHasItsOwn()
    {
        click(u"NAB Direct Debits ··7730"_s);
        QVERIFY(label(u"Drop the bank’s statement here"_s));
        QVERIFY(label(u"Safe. Reconcile NAB Direct Debits."_s));
        click(u"NAB Everyday ··4821"_s);
        QCOMPARE(list()->model()->rowCount(), 22);
    }

    // From the red line to the push, and the two that nobody can tell, without a mouse.
    void theWholeWorkflowByKeyboard()
    {
        go("today");
        QTest::keyClick(m_window.get(), Qt::Key_3, Qt::ControlModifier);
        settle();
        QVERIFY(list()->hasFocus());
        press(Qt::Key_Home);
        press(Qt::Key_Return);
        QVERIFY(label(u"Don’t click OK on this line yet"_s));
        QVERIFY(label(u"In Xero, choose Find & Match and tick the overpayment."_s));
        press(Qt::Key_Return, Qt::ControlModifier); // the row's primary action
        QVERIFY(last<command::Sync>() && last<command::Sync>()->only);
        // Pushed: the line has turned.
        store::BankLineRow& stopped = m_reader->lineRows[0];
        stopped.check.verdict = Verdict::Safe;
        stopped.check.hazard = LineHazard::None;
        stopped.check.remedy = RemedyId::None;
        stopped.check.sentence = u"Choose Find & Match and tick Overpayment PAY-20417."_s;
        m_reader->banks[0].lines.stop = 0;
        m_reader->banks[0].lines.safe = 20;
        m_reader->banks[0].hazards.clear();
        m_reader->banks[0].verdict = Verdict::NotChecked;
        refreshed();
        QVERIFY(!button(u"Push 888.00 now"_s));
        // The next that needs somebody: two invoices fit.
        list()->setFocus();
        press(Qt::Key_Down, Qt::ControlModifier);
        press(Qt::Key_Return);
        QVERIFY(label(u"Which one is it?"_s));
        QVERIFY(tabToButton(u"It’s this one"_s));
        press(Qt::Key_Space);
        const auto* decided = last<command::DecideLines>();
        QVERIFY(decided);
        QCOMPARE(decided->decision.saying, LineSaying::Is);
        QCOMPARE(decided->decision.xero, m_reader->lineRows[1].check.choices.first().xero);
        QVERIFY(!decided->takeBack);
        press(Qt::Key_Z, Qt::ControlModifier);
        QVERIFY(last<command::DecideLines>()->takeBack);
        // Nothing is known of the next: it was looked at by hand.
        list()->setFocus();
        press(Qt::Key_Down, Qt::ControlModifier);
        press(Qt::Key_Return);
        QVERIFY(tabToButton(u"Done in Xero"_s));
        press(Qt::Key_Space);
        QCOMPARE(last<command::DecideLines>()->decision.saying, LineSaying::Done);
        QCOMPARE(last<command::DecideLines>()->lines, QList{m_reader->lineRows[2].kept.id});
        // And the companion beside the browser.
        QTest::keyClick(m_window.get(), Qt::Key_F9);
        QVERIFY(companion());
    }

    void aLineAtStopIsNotTickedOff()
    {
        list()->setFocus();
        list()->selectSourceRow(0);
        press(Qt::Key_Return);
        QVERIFY(label(u"Don’t click OK on this line yet"_s));
        QVERIFY(!button(u"Done in Xero"_s));
        click(u"I already clicked OK"_s);
        QVERIFY(label(u"Options, Remove & Redo"_s));
    }

    void whatIfShowsBothSides()
    {
        list()->setFocus();
        list()->selectSourceRow(0);
        press(Qt::Key_Return);
        QVERIFY(label(u"What if you click OK"_s));
        QVERIFY(label(u"can’t be pushed any more without paying it twice"_s));
        const auto account = m_reader->account(AccountId{4});
        QVERIFY(label(money(account->bridge.xero - window::aud("888.00"))));
    }

    void whatTheVerdictRestsOnIsSetBesideIt()
    {
        choose(u"Payments: nobody said"_s, u"up to now"_s);
        const auto* settings = last<command::ChangeSettings>();
        QVERIFY(settings);
        QCOMPARE(settings->settings.paymentsCompleteUntil, m_clock.now());
        choose(u"Receipts come through billing"_s, u"entered in Xero"_s);
        QCOMPARE(last<command::ChangeSettings>()->settings.receiptsByBank.value(u"090"_s),
            BankReceipts::EnteredInXero);
        choose(u"Receipts come through billing"_s, u"by itself"_s);
        QVERIFY(last<command::ChangeSettings>()->settings.automaticBanks.contains(u"090"_s));
        QMenu* receipts = menuOf(u"Receipts come through billing"_s);
        QVERIFY(receipts);
        QMenu* fees = receipts->actions().last()->menu();
        QVERIFY(fees && fees->actions().first()->isChecked()); // none
        for (QAction* each : fees->actions())
            if (each->text() == u"Up to 1.5 %"_s)
                each->trigger();
        QCOMPARE(last<command::ChangeSettings>()->settings.feesByBank.value(u"090"_s), 150);
        choose(u"Statement to 20 Nov"_s, u"Undo NAB_4821_20251120.ofx, 22 lines"_s);
        QVERIFY(last<command::UndoStatement>());
        QCOMPARE(last<command::UndoStatement>()->statement, StatementId{1});
    }

    // What arrives there is looked for at once, and again when a file has settled.
    void aFolderIsWatched()
    {
        QTemporaryDir folder;
        m_reader->book.statementFolder = folder.path();
        refreshed();
        go("bank-lines");
        QCOMPARE(count<command::LookForStatements>(), 0); // the engine has to be there first
        QTRY_COMPARE_WITH_TIMEOUT(count<command::LookForStatements>(), 1, 8'000);
        answer({});
        QFile file(folder.filePath(u"new.ofx"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("<OFX>");
        file.close();
        QTRY_COMPARE_WITH_TIMEOUT(count<command::LookForStatements>(), 2, 8'000);
        answer(StatementQuestion{.path = file.fileName(),
            .bankCode = {},
            .sentence = u"Which bank account is it of?"_s,
            .banks = {{u"090"_s, u"NAB Everyday"_s}, {u"091"_s, u"NAB Direct Debits"_s}},
            .guess = {},
            .meanings = {},
            .sample = {}});
        click(u"NAB Direct Debits"_s);
        QCOMPARE(last<command::ImportStatement>()->path, file.fileName());
        QCOMPARE(last<command::ImportStatement>()->bankCode, u"091"_s);
        answer({});
        choose(u"Statement to 20 Nov"_s, u"Stop watching"_s);
        QVERIFY(last<command::ChangeSettings>()->settings.statementFolder.isEmpty());
    }

    void aSupportCaseIsSaved()
    {
        QTemporaryDir folder;
        go("settings");
        click(u"Prepare support case…"_s);
        auto* dialog = m_window->findChild<QFileDialog*>();
        QVERIFY(dialog);
        const QString path = folder.filePath(u"case.json"_s);
        Q_EMIT dialog->fileSelected(path);
        dialog->reject();
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QJsonObject saved = QJsonDocument::fromJson(file.readAll()).object();
        QVERIFY(saved[u"program"_s].toString().startsWith(u"Tieout "_s));
        QVERIFY(label(u"The support case is in"_s));
    }

    void filesAreDroppedAnywhere()
    {
        go("today");
        QMimeData dropped;
        dropped.setUrls(
            {QUrl::fromLocalFile(u"/x/one.ofx"_s), QUrl::fromLocalFile(u"/x/two.csv"_s)});
        QDragEnterEvent enters(QPoint(200, 200), Qt::CopyAction, &dropped, Qt::LeftButton, {});
        QApplication::sendEvent(m_window.get(), &enters);
        QVERIFY(enters.isAccepted());
        QDropEvent drops(QPointF(200, 200), Qt::CopyAction, &dropped, Qt::LeftButton, {});
        QApplication::sendEvent(m_window.get(), &drops);
        QCOMPARE(count<command::ImportStatement>(), 1); // one after the other
        QCOMPARE(last<command::ImportStatement>()->path, u"/x/one.ofx"_s);
        // Whose it is isn't in the file: it is asked, and given again with the answer.
        answer(StatementQuestion{.path = u"/x/one.ofx"_s,
            .bankCode = {},
            .sentence = u"Which bank account is it of?"_s,
            .banks = {{u"090"_s, u"NAB Everyday"_s}, {u"092"_s, u"Westpac Saver"_s}}});
        click(u"Westpac Saver"_s);
        QCOMPARE(last<command::ImportStatement>()->bankCode, u"092"_s);
        QCOMPARE(last<command::ImportStatement>()->path, u"/x/one.ofx"_s);
        answer({});
        QCOMPARE(last<command::ImportStatement>()->path, u"/x/two.csv"_s);
        answer(StatementQuestion{.path = u"/x/two.csv"_s,
            .bankCode = u"090"_s,
            .sentence = u"Say what the columns of this file mean."_s,
            .banks = {},
            .guess = {.header = {u"Wann"_s, u"Betrag"_s}, .columns = {u"ignored"_s, u"amount"_s}},
            .meanings = {u"date"_s, u"amount"_s, u"ignored"_s},
            .sample = {{u"03.11.2025"_s, u"149,00"_s}}});
        auto* first = named<QComboBox>(u"What “Wann” means"_s);
        QVERIFY(first && first->hasFocus());
        first->setCurrentIndex(0);
        named<QComboBox>(u"Dates"_s)->setCurrentIndex(1);
        click(u"Take the lines in"_s);
        const auto* again = last<command::ImportStatement>();
        QCOMPARE(again->columns.columns, (QStringList{u"date"_s, u"amount"_s}));
        QCOMPARE(again->columns.header, (QStringList{u"Wann"_s, u"Betrag"_s}));
        QCOMPARE(again->columns.first, u"day"_s);
        QCOMPARE(again->bankCode, u"090"_s);
        answer({});
        QVERIFY(!button(u"Take the lines in"_s));
    }

    void theCompanionFindsTickAndSkips()
    {
        QTest::keyClick(m_window.get(), Qt::Key_F9);
        Companion* beside = companion();
        QVERIFY(beside);
        QVERIFY(QTest::qWaitForWindowActive(beside));
        QVERIFY2(said(*beside).contains(u"Stop at 1 line"_s), qPrintable(said(*beside)));
        auto* field = beside->findChild<QLineEdit*>();
        QVERIFY(field && field->hasFocus());
        // Enter does nothing to a line at Stop but go on.
        QTest::keyClick(field, Qt::Key_Return);
        QVERIFY(!last<command::DecideLines>());
        // As Xero shows it.
        QTest::keyClicks(field, u"555.55"_s);
        QVERIFY2(said(*beside).contains(u"Kookaburra Preschool"_s), qPrintable(said(*beside)));
        QVERIFY(said(*beside).contains(u"Prepayment PP-0031"_s));
        QTest::keyClick(field, Qt::Key_Return);
        const auto* ticked = last<command::DecideLines>();
        QVERIFY(ticked && ticked->decision.saying == LineSaying::Done);
        QCOMPARE(ticked->lines.size(), 1);
        QVERIFY(field->text().isEmpty());
        // Two of one amount are both shown.
        m_reader->lineRows[3].kept.line.amount = m_reader->lineRows[1].kept.line.amount;
        QTest::keyClicks(field, u"79.00"_s);
        QCOMPARE(beside->findChild<QListView*>()->model()->rowCount(), 2);
        QTest::keyClick(field, Qt::Key_Escape);
        QTest::keyClick(field, Qt::Key_Escape);
        QVERIFY(!companion());
    }

    void theWorksheetIsWritten()
    {
        QTemporaryDir folder;
        auto* context = m_window->findChild<Context*>();
        QCOMPARE(worksheetBank(*context), u"090"_s);
        const report::Worksheet sheet = worksheetOf(*context, u"090"_s);
        QCOMPARE(sheet.lines.size(), 22);
        QCOMPARE(sheet.lines.first().pick, u"Overpayment, after push"_s);
        QVERIFY(report::writePdf(sheet, folder.filePath(u"w.pdf"_s)));
        QVERIFY(report::writeXlsx(sheet, folder.filePath(u"w.xlsx"_s)));
        QVERIFY(report::writeCsv(sheet, folder.filePath(u"w.csv"_s)));
        const auto bytes = [&](const QString& name) {
            QFile file(folder.filePath(name));
            return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
        };
        QVERIFY(bytes(u"w.pdf"_s).startsWith("%PDF-"));
        QVERIFY(bytes(u"w.xlsx"_s).startsWith("PK"));
        const QList<QByteArray> lines = bytes(u"w.csv"_s).split('\n');
        QVERIFY2(lines[1].startsWith(
                     ",Stop,2025-11-20,Harbourside Physio INV10291,888.00,\"Overpayment, after"),
            lines[1].constData());
        const auto refused = report::writePdf(sheet, folder.filePath(u"no/such/w.pdf"_s));
        QVERIFY(!refused && refused.error().sentence.contains(u"could not be written"_s));
    }
};

QTEST_MAIN(TestBankLines)
#include "tst_banklines.moc"
