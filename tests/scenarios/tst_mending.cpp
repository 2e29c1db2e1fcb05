// SPDX-License-Identifier: GPL-3.0-or-later

// Scenarios F1–F10 of the requirements, each through the window and through the console: what the
// person is shown, what mends it, and what both sides say then.

#include "scenarios/facesofworld.h"

using namespace records;
using Qt::StringLiterals::operator""_s;

#define FACES                                                                                      \
    QTest::addColumn<bool>("isWindow");                                                            \
    QTest::newRow("window") << true;                                                               \
    QTest::newRow("console") << false

#define SHOWS(face, words)                                                                         \
    do {                                                                                           \
        const QString shown = (face).problems();                                                   \
        QVERIFY2(shown.contains(words), qPrintable(shown));                                        \
    } while (false)

class TestMending : public QObject {
    Q_OBJECT

    const QString kNumber = u"104377"_s, kName = u"Harbourside Physio"_s;
    std::unique_ptr<World> m_world;
    std::unique_ptr<Face> m_face;

    void begin(World::Options options = {})
    {
        m_world = std::make_unique<World>(options);
        m_world->account(kNumber, kName);
    }
    void lookAt()
    {
        QFETCH(bool, isWindow);
        m_face = std::make_unique<Face>(*m_world, isWindow);
    }
    void change(const std::function<void(BookSettings&)>& how)
    {
        BookSettings settings = m_world->reader().settings();
        how(settings);
        DONE(m_world->tell(command::ChangeSettings{settings}));
    }
    QByteArray today() const
    {
        return base::SystemClock().now().date().toString(Qt::ISODate).toUtf8();
    }
    // Calls that would have changed something in Xero.
    int writes()
    {
        return static_cast<int>(
            m_world->control("GET", u"/sandbox/calls"_s)[u"writes"_s].toArray().size());
    }
    QStringList causes() const
    {
        QStringList all;
        for (const store::ProblemCard& card : m_world->reader().problems({}))
            all.append(toText(card.cause));
        return all;
    }

private Q_SLOTS:
    void cleanup()
    {
        m_face.reset();
        m_world.reset();
    }

    void f1_archivedContact_data() { FACES; }
    void f1_archivedContact()
    {
        begin();
        m_world->invoice(kNumber, u"INV-1"_s, u"100.00"_s);
        DONE(m_world->sync());
        m_world->person(u"archive-contact"_s, {{u"contact"_s, kName}});
        m_world->invoice(kNumber, u"INV-2"_s, u"888.00"_s);
        lookAt();
        m_face->sync();
        SHOWS(*m_face,
            u"Failed pushing completed invoice to Xero due to: Validation Error (The contact with "
            "the specified contact details has been archived. The contact must be un-archived "
            "before creating new invoices or credit notes.)"_s);
        QCOMPARE(m_world->due(u"INV-2"_s), u"none"_s);
        m_world->person(u"restore-contact"_s, {{u"contact"_s, kName}});
        QVERIFY2(m_face->mend(u"Retry"_s, {u"retry"_s, u"--cause"_s, u"contact-archived"_s}),
            qPrintable(m_face->told()));
        QCOMPARE(m_world->due(u"INV-2"_s), u"888.00"_s);
        QVERIFY(causes().isEmpty());
    }

    // A chain of merges is followed to its end, and what waits goes in its order.
    void f2_mergedContact_data() { FACES; }
    void f2_mergedContact()
    {
        begin();
        m_world->invoice(kNumber, u"INV-1"_s, u"100.00"_s);
        DONE(m_world->sync());
        for (const auto& name : {u"Physio Group"_s, u"X Pty Ltd"_s})
            m_world->person(u"create-contact"_s, {{u"name"_s, name}});
        m_world->person(u"merge-contacts"_s, {{u"from"_s, kName}, {u"into"_s, u"Physio Group"_s}});
        m_world->person(
            u"merge-contacts"_s, {{u"from"_s, u"Physio Group"_s}, {u"into"_s, u"X Pty Ltd"_s}});
        m_world->invoice(kNumber, u"INV-2"_s, u"888.00"_s);
        m_world->payment(kNumber, u"PAY-1"_s, u"888.00"_s, u"INV-2"_s, u"888.00"_s);
        lookAt();
        m_face->sync();
        SHOWS(*m_face, u"Merged into X Pty Ltd"_s);
        QVERIFY2(m_face->mend(u"Link and retry"_s, {u"mend"_s, u"contact-merged"_s, u"--yes"_s}),
            qPrintable(m_face->told()));
        QCOMPARE(m_world->due(u"INV-2"_s), u"0.00"_s); // invoice, payment and allocation
        for (const QJsonValue& row : m_world->truth()[u"invoices"_s].toArray())
            QCOMPARE(row[u"contact"_s].toString(), u"X Pty Ltd"_s);
        QVERIFY(causes().isEmpty());
    }

    void f3_missingSku_data() { FACES; }
    void f3_missingSku()
    {
        begin({.itemCodes = ItemCodes::Sku});
        DONE(m_world->import(
            {{u"products.csv"_s, "Product,SKU,Name,Class\nP100,,Fibre 100,Billable\n"},
                {u"invoices.csv"_s,
                    "Account,Invoice,Date,Due date,Tax mode,Description,Quantity,Unit price,"
                    "Amount,Tax,Product\n104377,INV-1,"
                        + today() + "," + today() + ",No tax,Fibre,1,412.50,412.50,0.00,P100\n"}}));
        lookAt();
        m_face->sync();
        const int before = writes(); // the contact went
        SHOWS(
            *m_face, u"Failed pushing completed invoice to Xero due to: Not Found Item Code - "_s);
        m_face->sync();
        QCOMPARE(writes(), before);
        m_world->person(u"create-item"_s, {{u"code"_s, u"FIB-100"_s}, {u"name"_s, u"Fibre 100"_s}});
        QVERIFY2(m_face->answer(
                     u"Edit product"_s, u"FIB-100"_s, {u"set-sku"_s, u"P100"_s, u"FIB-100"_s}),
            qPrintable(m_face->told()));
        QCOMPARE(m_world->due(u"INV-1"_s), u"412.50"_s);
    }

    void f4_halfALink_data() { FACES; }
    void f4_halfALink()
    {
        begin();
        m_world->invoice(kNumber, u"INV-1"_s, u"100.00"_s);
        DONE(m_world->sync());
        m_world->invoice(kNumber, u"INV-2"_s, u"888.00"_s);
        const AccountId account = m_world->accountId(kNumber);
        m_world->closeEngine();
        {
            const base::SystemClock clock;
            auto book = store::Book::open(m_world->bookPath(), {}, clock);
            QVERIFY(book);
            auto link = *(*book)->linkOf(account);
            auto transaction = (*book)->begin();
            QVERIFY(transaction);
            QVERIFY((*book)->unlink(*transaction, account, u"test"_s));
            link.state = LinkState::Partial;
            link.contactName.clear();
            QVERIFY((*book)->link(*transaction, link, u"test"_s));
            QVERIFY((*book)->markDirty(*transaction, {account}));
            QVERIFY(transaction->commit());
        }
        m_world->restartEngine();
        lookAt();
        m_face->sync();
        QCOMPARE(causes(), QStringList{u"partial-link"_s});
        QCOMPARE(m_world->due(u"INV-2"_s), u"none"_s);
        QVERIFY2(m_face->mend(u"Repair the link"_s, {u"mend"_s, u"partial-link"_s, u"--yes"_s}),
            qPrintable(m_face->told()));
        QCOMPARE(m_world->due(u"INV-2"_s), u"888.00"_s);
        QVERIFY(causes().isEmpty());
    }

    void f5_serviceLine_data() { FACES; }
    void f5_serviceLine()
    {
        begin();
        change([](BookSettings& settings) { settings.takesInInvoices = true; });
        m_world->invoice(kNumber, u"INV-1"_s, u"100.00"_s);
        DONE(m_world->sync());
        const auto line = [](const QString& words, const QString& code) {
            QJsonObject one{{u"Description"_s, words}, {u"Quantity"_s, 1}, {u"UnitAmount"_s, 50},
                {u"AccountCode"_s, u"200"_s}, {u"TaxType"_s, u"NONE"_s}};
            if (!code.isEmpty())
                one.insert(u"ItemCode"_s, code);
            return one;
        };
        m_world->person(u"create-item"_s, {{u"code"_s, u"GB"_s}, {u"name"_s, u"Golf Balls"_s}});
        m_world->person(u"create-item"_s, {{u"code"_s, u"COU"_s}, {u"name"_s, u"Courier"_s}});
        m_world->control("POST", u"/sandbox/seed"_s,
            {{u"invoices"_s,
                QJsonArray{QJsonObject{{u"Type"_s, u"ACCREC"_s},
                    {u"Contact"_s, QJsonObject{{u"Name"_s, kName}}},
                    {u"InvoiceNumber"_s, u"X-77"_s}, {u"Status"_s, u"AUTHORISED"_s},
                    {u"Date"_s, QString::fromUtf8(today())},
                    {u"DueDate"_s, QString::fromUtf8(today())},
                    {u"LineAmountTypes"_s, u"Exclusive"_s},
                    {u"LineItems"_s,
                        QJsonArray{
                            line(u"Golf Balls"_s, u"GB"_s), line(u"Courier Charge"_s, {})}}}}}});
        lookAt();
        m_face->sync();
        SHOWS(*m_face, u"Line 2 of X-77, “Courier Charge”, has no item code"_s);
        SHOWS(*m_face, u"Hybrid invoice X-77"_s);
        QCOMPARE(m_world->reader().ledgerCount({.text = u"X-77"_s}), 0);
        m_world->person(u"edit-invoice"_s,
            {{u"invoice"_s, u"X-77"_s},
                {u"lines"_s,
                    QJsonArray{
                        line(u"Golf Balls"_s, u"GB"_s), line(u"Courier Charge"_s, u"COU"_s)}}});
        m_face->sync();
        QVERIFY2(causes().isEmpty(), qPrintable(m_face->problems()));
        QCOMPARE(m_world->outstanding(u"X-77"_s), u"100.00"_s);
        QCOMPARE(m_world->difference(kNumber), u"0.00"_s);
    }

    void f6_taxInTotal_data() { FACES; }
    void f6_taxInTotal()
    {
        begin();
        change([](BookSettings& settings) { settings.taxCarried = TaxCarried::ByItem; });
        DONE(m_world->import({{u"invoices.csv"_s,
            "Account,Invoice,Date,Due date,Tax mode,Description,Quantity,Unit price,Line amount,"
            "Total tax\n104377,INV-1,"
                + today() + "," + today() + ",Exclusive,Fibre,1,100.00,100.00,13.00\n104377,INV-1,"
                + today() + "," + today() + ",Exclusive,Phone,1,30.00,30.00,13.00\n"}}));
        lookAt();
        m_face->sync();
        SHOWS(*m_face, u"This book takes tax by item, and these records carry it in total"_s);
        QCOMPARE(m_world->due(u"INV-1"_s), u"none"_s);
        QVERIFY2(m_face->mend(
                     u"Take tax as it comes"_s, {u"mend"_s, u"tax-mode-conflict"_s, u"--yes"_s}),
            qPrintable(m_face->told()));
        QCOMPARE(m_world->due(u"INV-1"_s), u"143.00"_s); // no cent differs
        QCOMPARE(m_world->difference(kNumber), u"0.00"_s);
    }

    void f7_primaryContact_data() { FACES; }
    void f7_primaryContact()
    {
        begin();
        change([](BookSettings& settings) { settings.needsPerson = true; });
        m_world->invoice(kNumber, u"INV-1"_s, u"100.00"_s);
        lookAt();
        m_face->sync();
        SHOWS(*m_face, u"Harbourside Physio has no primary contact’s first and last name"_s);
        QVERIFY2(m_face->answer(u"Name the primary contact"_s, u"Ada Berg"_s,
                     {u"mend"_s, u"primary-contact-missing"_s, kNumber, u"--choose"_s,
                         u"Ada Berg"_s, u"--yes"_s}),
            qPrintable(m_face->told()));
        QCOMPARE(m_world->due(u"INV-1"_s), u"100.00"_s);
        QVERIFY(causes().isEmpty());
    }

    void f8_organisationChanged_data() { FACES; }
    void f8_organisationChanged()
    {
        begin();
        DONE(m_world->sync());
        for (int i = 1; i <= 3; ++i)
            m_world->invoice(kNumber, u"INV-%1"_s.arg(i), u"100.00"_s);
        m_world->control("POST", u"/sandbox/faults"_s,
            {{u"kind"_s, u"403"_s}, {u"pathContains"_s, u"/api.xro/"_s}, {u"every"_s, 1}});
        lookAt();
        m_face->sync();
        int rows = 0; // no error for each record
        for (const store::OutboxRow& row : m_world->reader().outbox({}, 0, 100))
            rows += row.operation.state == OperationState::Refused ? 1 : 0;
        QCOMPARE(rows, 0);
        QVERIFY2(m_face->told().contains(u"organisation"_s, Qt::CaseInsensitive)
                || m_face->told().contains(u"permission"_s, Qt::CaseInsensitive),
            qPrintable(m_face->told()));
        m_world->control("DELETE", u"/sandbox/faults"_s);
        m_face->sync();
        for (int i = 1; i <= 3; ++i)
            QCOMPARE(m_world->due(u"INV-%1"_s.arg(i)), u"100.00"_s);
        QVERIFY(causes().isEmpty());
    }

    // What only Xero can see mended: the time of the next try is shown, nothing goes before, and
    // Retry goes at once.
    void f9_halfADay_data() { FACES; }
    void f9_halfADay()
    {
        begin();
        DONE(m_world->import({{u"invoices.csv"_s,
            "Account,Invoice,Date,Due date,Tax mode,Description,Quantity,Unit price,Amount,Tax,"
            "Account code\n104377,INV-1,"
                + today() + "," + today() + ",No tax,Fibre,1,100.00,100.00,0.00,610\n"}}));
        lookAt();
        m_face->sync();
        QCOMPARE(causes(), QStringList{u"account-code-invalid"_s});
        const QDateTime next = m_world->reader().problems({}).first().nextTry;
        const qint64 wait = base::SystemClock().now().secsTo(next);
        QVERIFY2(wait > 11 * 3600 && wait <= 12 * 3600, qPrintable(QString::number(wait)));
        SHOWS(*m_face, u"Tried again by itself: "_s);
        const int before = writes();
        m_face->sync();
        QCOMPARE(writes(), before); // not before its time
        QVERIFY2(m_face->mend(u"Retry"_s, {u"retry"_s, u"--cause"_s, u"account-code-invalid"_s}),
            qPrintable(m_face->told()));
        QCOMPARE(writes(), before + 1); // asked at once
        QVERIFY2(m_face->mend(u"Use 200"_s,
                     {u"mend"_s, u"account-code-invalid"_s, u"--choose"_s, u"200"_s, u"--yes"_s}),
            qPrintable(m_face->told()));
        QCOMPARE(m_world->due(u"INV-1"_s), u"100.00"_s);
    }

    void f10_noConnection_data() { FACES; }
    void f10_noConnection()
    {
        begin();
        DONE(m_world->sync());
        m_world->invoice(kNumber, u"INV-1"_s, u"100.00"_s);
        m_world->control("POST", u"/sandbox/faults"_s,
            {{u"kind"_s, u"drop-before"_s}, {u"pathContains"_s, u"/api.xro/"_s}, {u"every"_s, 1}});
        lookAt();
        for (int i = 0; i < 5; ++i)
            m_face->sync();
        const QString told = m_face->told();
        QVERIFY2(m_face->isWindow() || m_face->exit() == 4, qPrintable(told));
        QCOMPARE(m_world->due(u"INV-1"_s), u"none"_s);
        m_world->control("DELETE", u"/sandbox/faults"_s);
        m_face->sync(); // a person's own try closes it
        QCOMPARE(m_world->due(u"INV-1"_s), u"100.00"_s);
        QVERIFY(causes().isEmpty());
    }

    // The preview says what changes on both sides, and changes nothing.
    void nothingIsDoneBeforeItIsShown()
    {
        begin();
        m_world->invoice(kNumber, u"INV-1"_s, u"100.00"_s);
        DONE(m_world->sync());
        m_world->person(u"archive-contact"_s, {{u"contact"_s, kName}});
        m_world->invoice(kNumber, u"INV-2"_s, u"888.00"_s);
        DONE(m_world->sync());
        const int before = writes();
        const CommandOutcome shown = m_world->tell(command::Mend{
            .remedy = RemedyId::RestoreContact, .cause = CauseId::ContactArchived, .dryRun = true});
        QVERIFY(shown.mending);
        QCOMPARE(shown.mending->count, 1);
        const MendedField& change = shown.mending->changes.first();
        QVERIFY(change.inXero && change.record == kName && change.after == u"Active"_s);
        QCOMPARE(writes(), before);
        QCOMPARE(causes(), QStringList{u"contact-archived"_s});
    }

    // Two payments that equal each other: Xero's goes, ours takes its place; once.
    void xerosPaymentGivesWayToOurs()
    {
        begin();
        m_world->invoice(kNumber, u"INV-1"_s, u"888.00"_s);
        DONE(m_world->sync());
        m_world->payment(kNumber, u"PAY-1"_s, u"888.00"_s, u"INV-1"_s, u"888.00"_s);
        m_world->person(u"create-payment"_s,
            {{u"invoice"_s, u"INV-1"_s}, {u"amount"_s, u"888.00"_s}, {u"bank"_s, u"090"_s}});
        DONE(m_world->pull());
        QVERIFY2(causes().contains(u"suspected-wrong-match"_s), qPrintable(causes().join(u' ')));
        command::Mend what{
            .remedy = RemedyId::PushOurs, .cause = CauseId::SuspectedWrongMatch, .dryRun = true};
        const auto shown = m_world->tell(what).mending;
        QVERIFY(shown && shown->changes.first().isFinal && shown->changes.first().inXero);
        what.dryRun = false;
        DONE(m_world->tell(what));
        DONE(m_world->sync());
        QCOMPARE(m_world->due(u"INV-1"_s), u"0.00"_s);
        QCOMPARE(m_world->truth()[u"overpayments"_s].toArray().size(), 1);
        for (const QJsonValue& row : m_world->truth()[u"payments"_s].toArray())
            QCOMPARE(row[u"status"_s].toString(), u"DELETED"_s);
        QCOMPARE(m_world->ledgerPayments(kNumber), 1);
    }

    // The number stays with whom it belongs to in Xero; ours goes under another one, at once.
    void aTakenNumberIsLeftToItsOwner()
    {
        begin();
        m_world->person(u"create-contact"_s, {{u"name"_s, u"Somebody Else"_s}});
        m_world->person(u"create-invoice"_s,
            {{u"contact"_s, u"Somebody Else"_s}, {u"number"_s, u"INV-1"_s},
                {u"amount"_s, u"7.00"_s}});
        m_world->invoice(kNumber, u"INV-1"_s, u"100.00"_s);
        m_world->sync();
        QVERIFY2(causes().contains(u"number-taken"_s), qPrintable(causes().join(u' ')));
        DONE(
            m_world->tell(command::RenumberInXero{{m_world->record(u"INV-1"_s).id}, u"INV-1-A"_s}));
        QCOMPARE(m_world->due(u"INV-1-A"_s), u"100.00"_s);
        QCOMPARE(m_world->due(u"INV-1"_s), u"7.00"_s);
        QVERIFY(causes().isEmpty());
        QCOMPARE(m_world->bridge(kNumber), QStringList());
    }

    // Everything of a kind fails alike: the card says that it is one setting.
    void whatFailsAlikeIsOneSetting()
    {
        begin();
        m_world->invoice(kNumber, u"INV-0"_s, u"1.00"_s);
        DONE(m_world->sync());
        change([](BookSettings& settings) { settings.salesAccountCode = u"299"_s; });
        for (int i = 1; i <= 10; ++i)
            m_world->invoice(kNumber, u"INV-%1"_s.arg(i), u"10.00"_s);
        m_world->sync();
        const auto cards = m_world->reader().problems({});
        QCOMPARE(cards.size(), 1);
        QCOMPARE(cards.first().records, 10);
        QCOMPARE(cards.first().kindAlike, u"invoices"_s);
        change([](BookSettings& settings) { settings.salesAccountCode = u"200"_s; });
        m_world->sync(); // mended where it is set up: all go by themselves
        QVERIFY(causes().isEmpty());
        QCOMPARE(m_world->due(u"INV-10"_s), u"10.00"_s);
    }

    // What fits goes, and the rest is held; importing the same file again changes nothing.
    void whatFitsIsAllocated()
    {
        begin();
        m_world->invoice(kNumber, u"INV-1"_s, u"100.00"_s);
        DONE(m_world->sync());
        m_world->person(u"create-payment"_s,
            {{u"invoice"_s, u"INV-1"_s}, {u"amount"_s, u"40.00"_s}, {u"bank"_s, u"090"_s}});
        m_world->payment(kNumber, u"PAY-1"_s, u"100.00"_s, u"INV-1"_s, u"100.00"_s);
        m_world->sync();
        QVERIFY2(causes().contains(u"over-allocation"_s), qPrintable(causes().join(u' ')));
        DONE(m_world->tell(
            command::Mend{.remedy = RemedyId::AllocateWhatFits, .cause = CauseId::OverAllocation}));
        QCOMPARE(m_world->due(u"INV-1"_s), u"0.00"_s);
        QCOMPARE(m_world->remaining(kName, u"overpayments"_s), u"40.00"_s);
        QCOMPARE(m_world->outstanding(u"INV-1"_s), u"0.00"_s);
        const int allocations
            = m_world->reader().ledgerCount({.filter = toText(RecordKind::Allocation)});
        m_world->payment(kNumber, u"PAY-1"_s, u"100.00"_s, u"INV-1"_s, u"100.00"_s);
        QCOMPARE(
            m_world->reader().ledgerCount({.filter = toText(RecordKind::Allocation)}), allocations);
    }

    // Watched: contact restored, lock moved, item made and number freed in Xero; each goes with the
    // next sync by itself, and while nothing has changed there nothing is sent.
    void whatIsMendedInXeroGoesByItself()
    {
        begin();
        m_world->invoice(kNumber, u"INV-1"_s, u"100.00"_s);
        DONE(m_world->sync());
        const QDate today = base::SystemClock().now().date();
        m_world->person(u"set-lock-dates"_s, {{u"period"_s, today.toString(Qt::ISODate)}});
        m_world->invoice(kNumber, u"INV-2"_s, u"50.00"_s);
        m_world->sync();
        const int before = writes();
        for (int i = 0; i < 3; ++i)
            m_world->sync();
        QCOMPARE(writes(), before); // no call wasted
        m_world->person(
            u"set-lock-dates"_s, {{u"period"_s, today.addDays(-9).toString(Qt::ISODate)}});
        m_world->sync();
        QCOMPARE(m_world->due(u"INV-2"_s), u"50.00"_s);

        m_world->person(u"create-contact"_s, {{u"name"_s, u"Somebody"_s}});
        m_world->person(u"create-invoice"_s,
            {{u"contact"_s, u"Somebody"_s}, {u"number"_s, u"INV-3"_s}, {u"amount"_s, u"7.00"_s}});
        m_world->invoice(kNumber, u"INV-3"_s, u"60.00"_s);
        m_world->sync();
        m_world->sync();
        QCOMPARE(causes(), QStringList{u"number-taken"_s});
        const store::ProblemRow row
            = m_world->reader()
                  .problemRows(m_world->reader().problems({}).first().key, {}, 0, 1)
                  .first();
        const auto sides = m_world->reader().sideBySide(row.operation.id);
        QVERIFY(sides); // a stranger's, of another contact, beside ours
        const int taken = writes();
        m_world->sync();
        QCOMPARE(writes(), taken);
        m_world->person(u"void"_s, {{u"invoice"_s, u"INV-3"_s}}); // it keeps its number
        m_world->sync();
        QCOMPARE(writes(), taken);
        m_world->person(u"create-invoice"_s,
            {{u"contact"_s, u"Somebody"_s}, {u"number"_s, u"INV-4"_s}, {u"amount"_s, u"7.00"_s}});
        m_world->invoice(kNumber, u"INV-4"_s, u"60.00"_s);
        m_world->sync();
        m_world->sync();
        m_world->person(
            u"edit-invoice"_s, {{u"invoice"_s, u"INV-4"_s}, {u"number"_s, u"INV-4x"_s}});
        m_world->sync();
        QCOMPARE(m_world->due(u"INV-4"_s), u"60.00"_s);
    }
};

QTEST_MAIN(TestMending)
#include "tst_mending.moc"
