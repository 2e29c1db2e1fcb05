// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/listview.h"
#include "window/workbench.h"

#include <QLineEdit>
#include <QPlainTextEdit>

using namespace ui;
using namespace records;
using Qt::StringLiterals::operator""_s;
using window::aud;
using window::FakeReader;

// The Links page: what it says of one account, what it does with many, and its other two lists.
class TestLinksPage : public window::Workbench {
    Q_OBJECT

    ListView* listOf(const QString& page, const QString& name)
    {
        m_window->showPage(page);
        return named<ListView>(name);
    }

    static bool tabToName(const QString& name)
    {
        return tabTo([&](const QWidget* at) { return at->accessibleName() == name; });
    }

    AccountId openLink(const QString& number)
    {
        auto* list = listOf(u"links"_s, u"Links"_s);
        list->setFocus();
        named<QLineEdit>(u"Filter by name, id, e-mail or tax number"_s)->setText(number);
        list->selectSourceRow(0);
        press(Qt::Key_Return);
        for (const store::LinkRow& row : m_reader->linkRows)
            if (row.accountNumber == number)
                return row.account;
        return {};
    }

    ledger::Document invoiceInXero(AccountFile& file)
    {
        ledger::Document invoice;
        invoice.id = DocumentId{7};
        invoice.number = u"INV-7"_s;
        invoice.total = aud("888.00");
        file.documents = {invoice};
        file.twins = {{{RecordKind::Invoice, 7}, {XeroKind::Invoice, QUuid::createUuid()},
            TwinOrigin::Pushed, {}, {}}};
        return invoice;
    }

private Q_SLOTS:
    void init()
    {
        m_given.clear();
        openWindow();
        // Accounts that hold nothing: what bars taking a link away is told by each test.
        for (const store::LinkRow& row : m_reader->linkRows) {
            AccountFile file;
            file.account.id = row.account;
            file.account.number = row.accountNumber;
            file.account.name = row.accountName;
            file.account.email = u"accounts@coralbaydive.example"_s;
            file.account.phone = u"08 5550 0142"_s;
            m_reader->files.insert(row.account, file);
        }
    }

    void everyLinkOffersWhatItCanDo_data()
    {
        QTest::addColumn<QString>("state");
        QTest::addColumn<QStringList>("has");
        QTest::addColumn<QStringList>("hasNot");
        const QString unlink = u"Unlink"_s;
        const QString restore = u"Restore contact, retry"_s;
        const QString repair = u"Repair link"_s;
        const QString both = u"Link these two"_s;
        const QString create = u"Create a new contact"_s;
        QTest::newRow("not linked, nothing waits")
            << u"104409"_s << QStringList{both, create} << QStringList{unlink, restore, repair};
        QTest::newRow("to be created") << u"104413"_s << QStringList{u"Link and retry"_s}
                                       << QStringList{unlink, restore, repair, create};
        QTest::newRow("half-linked")
            << u"104406"_s << QStringList{repair, both} << QStringList{unlink, restore, create};
        QTest::newRow("archived") << u"104407"_s << QStringList{restore, u"Link and retry"_s}
                                  << QStringList{unlink, repair, create};
        QTest::newRow("merged") << u"104156"_s << QStringList{u"Link and retry 2"_s}
                                << QStringList{unlink, restore, repair, create};
        QTest::newRow("linked") << u"104377"_s << QStringList{unlink}
                                << QStringList{both, restore, repair, create};
    }

    void everyLinkOffersWhatItCanDo()
    {
        QFETCH(QString, state);
        QFETCH(QStringList, has);
        QFETCH(QStringList, hasNot);
        auto* list = listOf(u"links"_s, u"Links"_s);
        list->setFocus();
        named<QLineEdit>(u"Filter by name, id, e-mail or tax number"_s)->setText(state);
        list->selectSourceRow(0);
        press(Qt::Key_Return);
        for (const QString& each : has)
            QVERIFY2(button(each), qPrintable(each));
        for (const QString& each : hasNot)
            QVERIFY2(!button(each), qPrintable(each));
    }

    void aContactIsLinkedByKeyboard()
    {
        auto* list = listOf(u"links"_s, u"Links"_s);
        QCOMPARE(list->model()->index(0, 0).data().toString(), u"Need a look 5"_s);
        list->setFocus();
        list->selectSourceRow(0);
        press(Qt::Key_Return);
        QVERIFY(tabToName(u"Coral Bay Dive Center, 3 of 4 agree"_s));
        press(Qt::Key_Down);
        QVERIFY(tabToButton(u"Link these two"_s));
        press(Qt::Key_Space);
        const auto* link = last<command::LinkAccount>();
        QVERIFY(link && link->account == AccountId{90});
        QCOMPARE(link->contact.toString(), u"e8a10000-0000-4000-8000-000000000002"_s);
        press(Qt::Key_Z, Qt::ControlModifier);
        QVERIFY( // as it was, not only unlinked
            last<command::UndoLinks>() && last<command::UndoLinks>()->account == AccountId{90});
    }

    void linkAndRetryPushesWhatWaits()
    {
        auto* list = listOf(u"links"_s, u"Links"_s);
        named<QLineEdit>(u"Filter by name, id, e-mail or tax number"_s)->setText(u"104156"_s);
        list->setFocus();
        list->selectSourceRow(0);
        press(Qt::Key_Return);
        QTest::mouseClick(button(u"Link and retry 2"_s), Qt::LeftButton);
        QCOMPARE(m_given.size(), 1); // the link is at work: a sync would be sent away
        QVERIFY(last<command::LinkAccount>());
        CommandOutcome refused;
        refused.ticket = m_ticket;
        m_window->showOutcome(refused);
        QCOMPARE(m_given.size(), 1);
        QTest::mouseClick(button(u"Link and retry 2"_s), Qt::LeftButton);
        CommandOutcome linked;
        linked.ticket = m_ticket;
        linked.done = true;
        m_window->showOutcome(linked);
        QCOMPARE(m_given.size(), 3);
        const auto* sync = last<command::Sync>();
        QVERIFY(sync && sync->only == RecordRef({RecordKind::Account, 94}));
    }

    // The three conditions stand there before anything is pressed, with what breaks them.
    void aLinkIsTakenAwayUnderItsConditions()
    {
        const AccountId id = openLink(u"104377"_s);
        QVERIFY(button(u"Unlink"_s));
        QVERIFY(label(u"No payment is partly allocated"_s));
        AccountFile& file = m_reader->files[id];
        invoiceInXero(file);
        refreshed();
        QVERIFY(!button(u"Unlink"_s));
        QVERIFY(label(u"No invoice is outstanding: not so for INV-7 (888.00)"_s));
        QVERIFY(label(u"0 invoices, 0 payments and 0 allocations"_s));
        Operation waiting;
        waiting.kind = OperationKind::CreateOverpayment;
        file.operations = {waiting};
        refreshed();
        QVERIFY(label(u"0 invoices, 1 payment and 0 allocations"_s));
        QVERIFY(label(u"Not yet. Push what waits first"_s));
    }

    void whatANewContactIsMadeOfIsSeenBefore()
    {
        openLink(u"104409"_s);
        QVERIFY(label(u"accounts@coralbaydive.example"_s));
        QVERIFY(label(u"ContactNumber"_s));
        QTest::mouseClick(button(u"Create a new contact"_s), Qt::LeftButton);
        const auto* create = last<command::CreateContacts>();
        QVERIFY(create && create->accounts == QList{AccountId{90}});
    }

    void allMergesAreFollowedAtOnce()
    {
        for (store::LinkRow& row : m_reader->linkRows)
            if (row.state == u"merged"_s)
                row.survivorName = u"Murray Plumbing Group Pty Ltd"_s;
        auto* list = listOf(u"links"_s, u"Links"_s);
        QTest::mouseClick(button(u"Follow 1 merge"_s), Qt::LeftButton);
        QVERIFY(last<command::FollowMerges>() && last<command::FollowMerges>()->accounts.isEmpty());
        CommandOutcome outcome;
        outcome.ticket = m_ticket;
        outcome.done = true;
        outcome.sentence = u"0 linked, 1 needs you."_s;
        outcome.details = u"Murray & Sons Plumbing (104156): left"_s;
        m_window->showOutcome(outcome);
        QVERIFY(named<QPlainTextEdit>(u"Line by line"_s)->toPlainText().contains(u"left"_s));
        press(Qt::Key_Escape);
        QVERIFY(!named<QPlainTextEdit>(u"Line by line"_s));
        Q_UNUSED(list)
    }

    void whatWasLinkedInBulkIsTakenBack()
    {
        m_reader->lastChange
            = LinkChange{3, FakeReader::now().addSecs(-600), u"mapping.csv"_s, 1'998, false};
        listOf(u"links"_s, u"Links"_s);
        QVERIFY(label(u"mapping.csv: 1,998 accounts linked"_s));
        QTest::mouseClick(button(u"Undo these links"_s), Qt::LeftButton);
        QVERIFY(last<command::UndoLinks>());
    }

    // R009: Xero's side has a list of its own; R129: four ticks for each line.
    void bothSidesAndTheItemCodesAreOneClickAway()
    {
        listOf(u"links"_s, u"Links"_s);
        QTest::mouseClick(button(u"Contacts in Xero"_s), Qt::LeftButton);
        auto* contacts = named<ListView>(u"Contacts in Xero"_s);
        QVERIFY(contacts);
        QCOMPARE(contacts->model()->rowCount(), 5);
        contacts->setFocus();
        contacts->selectSourceRow(1);
        press(Qt::Key_Return);
        QVERIFY(label(u"Another active contact has the same name or tax number"_s));
        QTest::mouseClick(button(u"Item codes"_s), Qt::LeftButton);
        auto* documents = named<ListView>(u"Item codes"_s);
        QVERIFY(documents);
        QCOMPARE(documents->model()->index(0, 1).data().toString(), u"Hybrid"_s);
        QCOMPARE(documents->model()->index(1, 1).data().toString(), u"Service"_s);
        QVERIFY(label(u"Products without an item code of their own: ROUTER has no item code"_s));
        documents->setFocus();
        documents->selectSourceRow(0);
        press(Qt::Key_Return);
        QVERIFY(label(u"The product has an item code: its SKU is empty"_s));
        QVERIFY(label(u"A service: it goes without an item code."_s));
    }
};

QTEST_MAIN(TestLinksPage)
#include "tst_linkspage.moc"
