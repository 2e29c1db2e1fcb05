// SPDX-License-Identifier: GPL-3.0-or-later

// Every deed of the Problems page, by mouse and by keyboard.

#include "causes/causes.h"
#include "records/words.h"
#include "remedies.h"
#include "widgets/listview.h"
#include "window/workbench.h"

#include <QClipboard>
#include <QDesktopServices>
#include <QLineEdit>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QToolButton>

using namespace ui;
using namespace records;
using Qt::StringLiterals::operator""_s;

class TestProblems : public window::Workbench {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_given.clear();
        openWindow();
    }
    void cleanup() { m_window.reset(); }

    void problemsStandByMoneyWithTheirFactsInColumns()
    {
        go("problems");
        QVERIFY(label(u"None of them touches today’s bank lines."_s));
        QMap<int, QString> titles;
        QSet<int> columns;
        int primaries = 0;
        for (const QLabel* each : m_window->findChildren<QLabel*>()) {
            if (!each->isVisible())
                continue;
            const QPoint at = each->mapTo(m_window.get(), QPoint());
            if (each->text() == u"Who acts"_s)
                columns.insert(at.x());
            if (each->text() == u"An item code is missing in Xero"_s
                || each->text() == u"The books are locked for this date"_s)
                titles.insert(at.y(), each->text());
        }
        QCOMPARE(columns.size(), 1);
        QCOMPARE(titles.first(), u"An item code is missing in Xero"_s); // 798.60 before 642.40
        for (const QPushButton* each : m_window->findChildren<QPushButton*>())
            if (each->isVisible() && each->property("look").toString() == u"primary"_s)
                ++primaries;
        QCOMPARE(primaries, 1);
        m_reader->outboxRows[3].stopsBankLine = true;
        refreshed();
        QVERIFY(label(u"1 stops a bank line."_s));
    }

    void theSmallWindowPutsFactsUnderTheSentence()
    {
        m_window->resize(1024, 700);
        go("problems");
        const QLabel* sentence = label(u"Merged into"_s);
        const QLabel* fact = label(u"Who acts"_s);
        QVERIFY(sentence && fact);
        QVERIFY(fact->mapTo(m_window.get(), QPoint()).y()
            > sentence->mapTo(m_window.get(), QPoint()).y());
    }

    // H, R053: both halves, and the one button that brings the missing one about.
    void aReversalIsDoneInXeroFromItsCard()
    {
        store::TaskRow row;
        row.task.of = {RecordKind::Payment, 42};
        row.task.xero = {XeroKind::Payment, QUuid::createUuid()};
        row.task.amount = base::Money(88800, base::Currency::of("AUD"));
        row.task.label = u"PAY-20417"_s;
        row.task.way = TaskWay::DeletePayment;
        row.accountName = u"Harbourside Physio"_s;
        m_reader->taskRows = {row};
        go("problems");
        QVERIFY(label(u"PAY-20417 is reversed in the ledger, but not in Xero"_s));
        QVERIFY(label(u"Delete the payment of 888.00 in Xero"_s));
        const QString card = u"task/%1/42"_s.arg(static_cast<int>(RecordKind::Payment));
        auto* act = m_window->findChild<QPushButton*>(card + u"/do"_s);
        QVERIFY(act && act->isVisible());
        act->click();
        QCOMPARE(m_given.size(), 1);
        QCOMPARE(std::get<command::DoInXero>(m_given.first()).record, row.task.of);

        // What Xero has locked is for people: the steps, then a look.
        m_reader->taskRows.first().task.way = TaskWay::ByHand;
        m_reader->taskRows.first().task.cause = {CauseId::Reconciled, {}, {}};
        refreshed();
        QVERIFY(!m_window->findChild<QPushButton*>(card + u"/do"_s)
            || !m_window->findChild<QPushButton*>(card + u"/do"_s)->isVisible());
        QVERIFY(label(u"since it was reconciled"_s));
        m_window->findChild<QPushButton*>(card + u"/steps"_s)->click();
        QVERIFY(label(u"Remove & Redo"_s));
        m_given.clear();
        m_window->findChild<QPushButton*>(card + u"/check"_s)->click();
        QVERIFY(std::holds_alternative<command::Sync>(m_given.first()));
    }

    // R049: what syncs and what doesn't is one press from every page's help, and filters as typed.
    void whatSyncsIsInTheHelp()
    {
        go("problems");
        press(Qt::Key_F1);
        auto* table = m_window->findChild<QPushButton*>(u"help/what-syncs"_s);
        QVERIFY(table && table->isVisible());
        table->click();
        auto* list = m_window->findChild<QWidget*>(u"what-syncs"_s);
        QVERIFY(list);
        QVERIFY(label(u"Credit note, or an invoice below zero → Credit note"_s));
        QVERIFY(label(u"Debit write-off"_s));
        list->findChild<QLineEdit*>()->setText(u"debit"_s);
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        QVERIFY(label(u"Debit write-off"_s));
        QVERIFY(!label(u"Credit note, or an invoice below zero → Credit note"_s));
        list->findChild<QLineEdit*>()->setText(u"zzz"_s);
        QVERIFY(label(u"No kind of record has this in its words."_s));
        press(Qt::Key_F1);
    }

    void segmentsAreByWhoActs()
    {
        go("problems");
        click(u"Your adviser  1"_s);
        QVERIFY(label(u"The books are locked for this date"_s));
        QVERIFY(!label(u"A contact was merged"_s));
    }

    void aRecordShowsItsTechnicalDetails()
    {
        go("problems");
        const auto raw = [this] { return named<QPlainTextEdit>(u"Technical details"_s); };
        QVERIFY(!raw()); // closed by default
        auto* list = find<ListView>([](const ListView*) { return true; });
        QVERIFY(list);
        QStringList headers;
        for (int column = 0; column < list->model()->columnCount(); ++column)
            headers.append(list->model()->headerData(column, Qt::Horizontal).toString());
        for (const QString& each : {u"Ledger record"_s, u"In Xero"_s, u"Direction"_s,
                 u"Blocked by, blocks"_s, u"Amount AUD"_s})
            QVERIFY2(headers.contains(each), qPrintable(each));
        const QModelIndex cell = list->model()->index(1, 8);
        QTest::mouseClick(
            list->viewport(), Qt::LeftButton, Qt::NoModifier, list->visualRect(cell).center());
        QVERIFY(raw());
        const QString text = raw()->toPlainText();
        for (const QString& part :
            {u"INV-10397"_s, u"Xero says: “The contact with"_s, u"PUT /api.xro/2.0/Invoices"_s,
                u"code 400"_s, u"2 tries"_s, u"\"InvoiceNumber\""_s})
            QVERIFY2(text.contains(part), qPrintable(part));
        list->setFocus();
        press(Qt::Key_Return);
        QVERIFY(!raw());
    }

    void theRecordsOfACardAreActedOn()
    {
        go("problems");
        click(u"Retry these 2"_s);
        QCOMPARE(last<command::Retry>()->operations, (QList{OperationId{1}, OperationId{2}}));
        auto* list = find<ListView>([](const ListView*) { return true; });
        list->setFocus();
        list->selectRow(1);
        settle();
        click(u"Retry it"_s);
        QCOMPARE(last<command::Retry>()->operations, QList{OperationId{2}});
        click(u"Set aside with reason…"_s);
        QTest::keyClicks(named<QLineEdit>(u"Why is INV-10397 never sent?"_s), u"Duplicate"_s);
        press(Qt::Key_Return);
        QVERIFY(last<command::SetAside>());
        QCOMPARE(last<command::SetAside>()->operations, QList{OperationId{2}});
        press(Qt::Key_Z, Qt::ControlModifier);
        QVERIFY(last<command::BringBack>());
        click(u"Copy for support"_s);
        const QString copied = QApplication::clipboard()->text();
        QVERIFY(copied.contains(u"contact-merged"_s) && copied.contains(u"INV-10381"_s));
        QVERIFY(!copied.contains(u"InvoiceNumber"_s)); // the record's own content stays here
        QDesktopServices::setUrlHandler(u"https"_s, this, "rememberAddress");
        click(u"Open in Xero"_s);
        QDesktopServices::unsetUrlHandler(u"https"_s);
        QCOMPARE(m_opened, QUrl(u"https://go.xero.com/app/contact"_s));
    }

    void whatIsEditedIsShownInTheLedger()
    {
        m_reader->outboxRows[0].operation.subject = {RecordKind::Invoice, 10'000};
        go("problems");
        click(u"Edit…"_s);
        QVERIFY(named<ListView>(u"Ledger"_s));
        QVERIFY(button(u"Allocate…"_s) || label(u"INV-10291"_s));
    }

    void whatIsAskedOnACardSurvivesARefresh()
    {
        go("problems");
        click(u"Edit product…"_s);
        auto* sku = named<QLineEdit>(u"SKU of FIB-NBN100"_s);
        QVERIFY(sku && sku->hasFocus());
        QTest::keyClicks(sku, u"NBN"_s);
        m_reader->outboxRows[2].operation.amount = window::aud("500.00"); // the card changes
        refreshed();
        settle();
        QCOMPARE(named<QLineEdit>(u"SKU of FIB-NBN100"_s), sku);
        QVERIFY(sku->hasFocus());
        QTest::keyClicks(sku, u"-100"_s);
        press(Qt::Key_Return);
        const auto* edit = last<command::Mend>();
        QVERIFY(edit && edit->remedy == RemedyId::EditProduct);
        QVERIFY(edit->choice == u"NBN-100"_s && edit->argument == u"FIB-NBN100"_s);
    }

    void aParkedPushStandsBesideTheRecordInXero()
    {
        for (const auto& [text, isSame] :
            {std::pair(u"They are the same"_s, true), {u"They are two: push ours"_s, false}}) {
            Operation& op = m_reader->outboxRows[0].operation;
            op.state = OperationState::Parked;
            op.cause = {CauseId::Ambiguous, {u"It differs."_s}, {}};
            m_reader->compared.insert(op.id,
                {u"In the ledger"_s, u"In Xero"_s, {}, {},
                    {{u"Number"_s, u"INV-9"_s, u"INV-9"_s, false},
                        {u"Amount"_s, u"10.00"_s, u"12.00"_s, true}}});
            refreshed();
            go("problems");
            QVERIFY(label(u"≠ 12.00"_s)); // not by colour alone
            QVERIFY(!label(u"≠ INV-9"_s));
            click(text);
            const auto* decided = last<command::DecideParked>();
            QVERIFY(decided && decided->operation == op.id && decided->isSame == isSame);
        }
    }

    // Whatever Xero refuses, its card has a button, every button does something, and what the words
    // of the cause offer first of all is among them.
    void everyCauseHasAWayOut()
    {
        Context context(m_clock, nullptr);
        context.setReader(std::make_unique<window::FakeReader>());
        Operation op = m_reader->outboxRows.first().operation;
        op.id = OperationId{1};
        op.state = OperationState::Refused;
        op.account = AccountId{1};
        op.subject = m_reader->ledgerRows.first().ref;
        for (int id = 1; id <= static_cast<int>(CauseId::Unrecognised); ++id) {
            op.cause = {static_cast<CauseId>(id), {}, {}};
            const QByteArray name = toText(op.cause.id).toUtf8();
            const QList<Remedy> remedies = remediesFor(context, op);
            const RemedyId first = causes::words(op.cause).remedies.first();
            QVERIFY2(!remedies.isEmpty() || first == RemedyId::Wait, name);
            QStringList texts;
            for (const Remedy& each : remedies) {
                texts.append(each.text);
                QVERIFY2(!each.text.isEmpty(), name);
                QVERIFY2(each.command || each.answered || !each.page.isEmpty()
                        || !each.address.isEmpty(),
                    name);
            }
            const bool isAnyRecords = first == RemedyId::Retry || first == RemedyId::ShowInXero
                || first == RemedyId::FixInLedger;
            const bool isNearer = !remedies.isEmpty() // the steps, or the setting itself
                && (!remedies.first().steps.isEmpty() || remedies.first().page == u"settings"_s);
            if (isAnyRecords && !isNearer)
                QVERIFY2(texts.contains(causes::buttonText(first, 1)), name);
        }
    }

    void pushingIsReleasedFromTheBanner()
    {
        EngineStatus status;
        status.connection = Connection::Connected;
        status.everything = {CauseId::RolledBack, {u"2 records"_s, u"PAY-1"_s}, {}};
        m_window->setStatus(status);
        QVERIFY(label(u"PAY-1"_s));
        click(u"I’ve checked: go on"_s);
        QVERIFY(last<command::ReleasePushing>());
    }

    void stepsInXeroComeBeforeTheCheck()
    {
        go("problems");
        click(u"Show the steps"_s);
        QVERIFY(label(u"Choose Options, then Remove & Redo."_s));
        QVERIFY(m_given.isEmpty());
        click(u"I’ve done it, check"_s);
        QVERIFY(last<command::Sync>());
    }

    // What the filter leaves out is somebody else's: it is neither shown, nor mended, nor retried.
    void aFilteredCardActsOnWhatItShows()
    {
        Operation& shown = m_reader->outboxRows[1].operation; // the smaller of the two
        go("problems");
        named<QLineEdit>(u"Filter by account or number"_s)->setText(shown.label);
        refreshed();
        auto* mend = find<QAbstractButton>(
            [](const QAbstractButton* each) { return each->text() == u"Link and retry"_s; });
        QVERIFY(mend);
        mend->click();
        const auto* given = last<command::Mend>();
        QVERIFY(given && given->only == QList{shown.subject});
        click(u"Retry it"_s);
        QCOMPARE(last<command::Retry>()->operations, QList{shown.id});
        click(u"Retry all"_s);
        QVERIFY(!last<command::Retry>()->all);
        QCOMPARE(last<command::Retry>()->operations, QList{shown.id});
        // A decision is about the record that is shown, not about the card's largest.
        for (int i : {0, 1})
            m_reader->outboxRows[i].operation.state = OperationState::Parked;
        for (int i : {0, 1})
            m_reader->outboxRows[i].operation.cause = {CauseId::Ambiguous, {u"It differs."_s}, {}};
        refreshed();
        click(u"They are the same"_s);
        QCOMPARE(last<command::DecideParked>()->operation, shown.id);
    }

    // What changes something is shown before it is done, wherever its button stands.
    void whatTheMenuChangesIsShownFirst()
    {
        Operation& op = m_reader->outboxRows[0].operation;
        op.subject = {RecordKind::Payment, 1};
        op.cause = {CauseId::SuspectedWrongMatch, {u"INV-9"_s, u"10.00"_s, u"x"_s}, {}};
        go("problems");
        named<QLineEdit>(u"Filter by account or number"_s)->setText(op.label);
        refreshed();
        auto* more = find<QToolButton>([](const QToolButton* each) {
            return each->accessibleName() == u"More for this problem"_s;
        });
        more->click();
        for (QAction* each : more->findChild<QMenu*>()->actions())
            if (each->text() == u"Delete Xero’s, push ours"_s)
                each->trigger();
        more->findChild<QMenu*>()->close();
        const auto* dry = last<command::Mend>();
        QVERIFY(dry && dry->remedy == RemedyId::PushOurs && dry->dryRun);
        QVERIFY(label(u"its payment is deleted, which can’t be undone"_s));
        click(u"Leave it"_s);
        QVERIFY(!label(u"its payment is deleted, which can’t be undone"_s));
        more->click();
        for (QAction* each : more->findChild<QMenu*>()->actions())
            if (each->text() == u"Delete Xero’s, push ours"_s)
                each->trigger();
        more->findChild<QMenu*>()->close();
        click(u"Delete Xero’s, push ours"_s);
        QVERIFY(last<command::Mend>() && !last<command::Mend>()->dryRun);
    }

    // Of one push in a list: what changes more than that record stands on its card.
    void theOutboxSendsToTheCard()
    {
        Context context(m_clock, nullptr);
        context.setReader(std::make_unique<window::FakeReader>());
        for (const store::OutboxRow& row : m_reader->outboxRows)
            for (const Remedy& each : remediesInPassing(context, row.operation)) {
                QVERIFY2(!isMend(each), qPrintable(row.operation.label));
                QVERIFY(each.effect.isEmpty() && each.asks.isEmpty());
            }
        const QList<Remedy> merged
            = remediesInPassing(context, m_reader->outboxRows.first().operation);
        QCOMPARE(merged.first().page, u"problems"_s);
    }

    // Bills go under the code of purchases; where both are stuck, nothing is chosen for anybody.
    void billsAreOfferedTheCodeOfPurchases()
    {
        Context context(m_clock, nullptr);
        auto reader = std::make_unique<window::FakeReader>();
        reader->codes = {{u"200"_s, u"Sales"_s}, {u"300"_s, u"Purchases"_s}};
        context.setReader(std::move(reader));
        Operation op = m_reader->outboxRows.first().operation;
        op.cause = {CauseId::AccountCodeInvalid, {u"410"_s}, {}};
        store::ProblemCard card{op.cause.id, u"x"_s, op.cause, op.amount, 2, {}};
        const auto chosen = [&](int bills) {
            card.bills = bills;
            return std::get<command::Mend>(*remediesFor(context, card, op).first().command).choice;
        };
        QCOMPARE(chosen(0), u"200"_s);
        QCOMPARE(chosen(2), u"300"_s);
        QCOMPARE(chosen(1), QString());
    }

    // What a remedy left as it is isn't lost behind what it did.
    void whatIsLeftIsSaid()
    {
        CommandOutcome outcome;
        outcome.ticket = 77;
        outcome.done = true;
        outcome.sentence = u"48 went through."_s;
        outcome.mending = Mending{.records = 49, .left = {u"Wattle & Co: Xero said no."_s}};
        m_window->showOutcome(outcome);
        QVERIFY(label(u"48 went through. 1 is left as it is: Wattle & Co: Xero said no."_s));
    }

    void theMenuOfACardWorks()
    {
        go("problems");
        auto* more = find<QToolButton>([](const QToolButton* each) {
            return each->accessibleName() == u"More for this problem"_s;
        });
        more->setFocus();
        press(Qt::Key_Space);
        auto* menu = more->findChild<QMenu*>();
        QTRY_VERIFY(menu->isVisible());
        QAction* aside = nullptr;
        for (QAction* each : menu->actions())
            if (each->text() == u"Set aside with reason…"_s)
                aside = each;
        QVERIFY(aside);
        menu->setActiveAction(aside);
        QTest::keyClick(menu, Qt::Key_Return);
        auto* reason = named<QLineEdit>(u"Why are these 2 never sent?"_s);
        QVERIFY(reason);
        QTest::keyClick(reason, Qt::Key_Escape);
        QVERIFY(!named<QLineEdit>(u"Why are these 2 never sent?"_s));
        QCOMPARE(count<command::SetAside>(), 0);
    }

    void nothingNeedsAnybody()
    {
        m_reader->outboxRows.clear();
        m_reader->inboxRows.clear();
        go("problems");
        QVERIFY(label(u"Whatever failed before has gone through."_s));
        QVERIFY(!button(u"Retry all"_s));
        go("outbox");
        QVERIFY(label(u"Nothing here"_s));
        go("inbox");
        QVERIFY(label(u"Nothing in Xero waits to be taken in."_s));
    }

public Q_SLOTS:
    void rememberAddress(const QUrl& address) { m_opened = address; }

private:
    QUrl m_opened;
};

QTEST_MAIN(TestProblems)
#include "tst_problems.moc"
