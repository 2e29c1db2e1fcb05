// SPDX-License-Identifier: GPL-3.0-or-later

#include "testbook.h"

#include <QElapsedTimer>

using namespace test;
using enum OperationKind;

class TestOfReader : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void emptyBook();
    void accountsWindowedFilteredSummed();
    void aCustomerWhoIsAVendorTooStandsAmongBoth();
    void detailOfAnAccount();
    void outboxAndProblems();
    void inbox();
    void ledgerAndRecord();
    void links();
    void likelyContacts();
    void runsAndAdoption();
    void todayPutsUnexplainedLast();
    void twentyThousandAccounts();

private:
    std::unique_ptr<store::Reader> reader(TestBook& t)
    {
        const auto clock = std::make_shared<StillClock>();
        clock->at = t.clock.at;
        return ok(store::openReader(t.path(), clock));
    }
    void derive(TestBook& t, AccountId account, const char* ledger, const char* xero,
        const QList<BridgeLine>& lines = {}, const QList<Intake>& intakes = {})
    {
        Bridge bridge;
        bridge.account = account;
        bridge.currency = aud();
        bridge.ledger = money(ledger);
        bridge.xero = money(xero);
        bridge.lines = lines;
        t.write([&](auto& tx) { ok(t.book->saveDerived(tx, account, {bridge}, {}, intakes)); });
    }
    static BridgeLine line(BridgeCause cause, const char* amount)
    {
        BridgeLine l;
        l.cause = cause;
        l.amount = money(amount);
        l.label = u"PAY-1"_s;
        return l;
    }
};

void TestOfReader::emptyBook()
{
    TestBook t;
    const auto r = reader(t);
    QCOMPARE(r->settings(), TestBook::settings());
    QCOMPARE(r->accountCount(u"customer"_s, {}), 0);
    QVERIFY(r->accounts(u"customer"_s, {}, 0, 10).isEmpty());
    QCOMPARE(r->today().causes.size(), 1);
    QVERIFY(r->outbox({}, 0, 10).isEmpty());
    QVERIFY(r->inbox({}, 0, 10).isEmpty());
    QVERIFY(r->problems({}).isEmpty());
    QVERIFY(r->ledger({}, 0, 10).isEmpty());
    QVERIFY(r->links({}, 0, 10).isEmpty());
    QVERIFY(r->runs({}, 0, 10).isEmpty());
    QVERIFY(!r->adoption());
    QVERIFY(!r->account({1}));
    QVERIFY(!r->record({RecordKind::Payment, 1}));
    for (const auto& check : r->diagnostics().checks)
        QVERIFY2(check.good, qPrintable(check.what));
}

void TestOfReader::accountsWindowedFilteredSummed()
{
    TestBook t;
    const AccountId a = t.account(u"ACC-1"_s, u"Harbourside Physio"_s);
    const AccountId b = t.account(u"ACC-2"_s, u"100% Cotton"_s);
    const AccountId c = t.account(u"ACC-3"_s, u"Zebra"_s);
    derive(t, a, "888.00", "0.00", {line(BridgeCause::NotYetPushed, "888.00")});
    derive(t, b, "10.00", "30.00", {line(BridgeCause::WaitingCredit, "-20.00")});
    derive(t, c, "1240.80", "1240.80");
    const auto r = reader(t);
    const auto numbers = [&](const store::Query& query) {
        QStringList list;
        for (const auto& row : r->accounts(u"customer"_s, query, 0, 10))
            list.append(row.number);
        return list;
    };
    QCOMPARE(numbers({}), (QStringList{u"ACC-1"_s, u"ACC-2"_s, u"ACC-3"_s}));
    QCOMPARE(numbers({.text = u"physio"_s, .filter = {}}), QStringList{u"ACC-1"_s});
    QCOMPARE(numbers({.text = u"100%"_s, .filter = {}}), QStringList{u"ACC-2"_s});
    QCOMPARE(numbers({.text = u"1,240.80"_s, .filter = {}}), QStringList{u"ACC-3"_s});
    QCOMPARE(numbers({.text = u"−20"_s, .filter = {}}), QStringList{u"ACC-2"_s});
    QCOMPARE(numbers({.text = {}, .filter = u"differ"_s}), (QStringList{u"ACC-1"_s, u"ACC-2"_s}));
    store::Query byName;
    byName.sortColumn = 1;
    byName.order = store::Order::Descending;
    QCOMPARE(numbers(byName), (QStringList{u"ACC-3"_s, u"ACC-1"_s, u"ACC-2"_s}));
    QCOMPARE(r->accounts(u"customer"_s, {}, 1, 1)[0].number, u"ACC-2"_s);
    QCOMPARE(r->accounts(u"customer"_s, {}, 0, 1)[0].difference, money("888.00"));
    const auto sums = r->balanceSums(u"customer"_s, {.text = {}, .filter = u"differ"_s});
    QCOMPARE(sums.size(), 1);
    QCOMPARE(sums[0].rows, 2);
    QCOMPARE(sums[0].ledger, money("898.00"));
    QCOMPARE(sums[0].xero, money("30.00"));
    QCOMPARE(r->accountCount(u"vendor"_s, {}), 0);
}

void TestOfReader::aCustomerWhoIsAVendorTooStandsAmongBoth()
{
    TestBook t;
    const AccountId both = t.account(u"ACC-1"_s);
    t.account(u"ACC-2"_s);
    Bridge customer;
    customer.account = both;
    customer.currency = aud();
    customer.ledger = customer.xero = money("5.00");
    Bridge vendor = customer;
    vendor.side = Side::Payable;
    vendor.ledger = money("7.00");
    vendor.xero = money("9.00");
    t.write([&](auto& tx) { ok(t.book->saveDerived(tx, both, {customer, vendor}, {}, {})); });
    const auto r = reader(t);
    QCOMPARE(r->accountCount(u"customer"_s, {}), 2);
    const auto vendors = r->accounts(u"vendor"_s, {}, 0, 10);
    QCOMPARE(vendors.size(), 1);
    QCOMPARE(vendors.first().number, u"ACC-1"_s);
    QCOMPARE(vendors.first().difference, money("-2.00"));
}

void TestOfReader::detailOfAnAccount()
{
    TestBook t;
    const AccountId account = t.account(u"1"_s);
    const Link link = t.link(account);
    const DocumentId invoice = t.invoice(account, u"INV-1"_s, "888.00");
    const PaymentId payment = t.payment(account, u"PAY-1"_s, "888.00");
    const auto xero = t.xeroInvoice(link.contact, u"INV-1"_s, "888.00");
    Twin twin{.ledger = {RecordKind::Invoice, invoice.value},
        .xero = {XeroKind::Invoice, xero.id.value},
        .origin = TwinOrigin::Pushed,
        .agreed = {},
        .tiedAt = t.clock.at};
    mirror::Organisation organisation;
    organisation.tenantId = QUuid::createUuid();
    organisation.shortCode = u"!abc"_s;
    t.write([&](auto& tx) {
        ok(t.book->put(tx, QList{xero}));
        ok(t.book->tie(tx, twin, u"test"_s));
        ok(t.book->putOrganisation(tx, organisation));
    });
    BridgeLine missing = line(BridgeCause::Held, "-888.00");
    missing.ledger = RecordRef{RecordKind::Payment, payment.value};
    Intake waiting;
    waiting.xero = {XeroKind::Overpayment, QUuid::createUuid()};
    waiting.amount = money("20.00");
    derive(t, account, "0.00", "888.00", {missing}, {waiting});
    const auto r = reader(t);
    const auto detail = *r->account(account);
    QCOMPARE(detail.bridge.difference(), money("-888.00"));
    QCOMPARE(detail.bridge.lines.size(), 1);
    QCOMPARE(detail.notice, u"Credit held in Xero, not yet in the ledger: 20.00"_s);
    QCOMPARE(detail.xeroUrl,
        u"https://go.xero.com/app/!abc/contacts/contact/"_s + link.contact.toString());
    const QUuid id = QUuid::createUuid(); // of a record without a twin, too
    QCOMPARE(r->address({XeroKind::Invoice, id}),
        u"https://go.xero.com/app/!abc/invoicing/view/"_s + id.toString(QUuid::WithoutBraces));
    QCOMPARE(r->address({XeroKind::Overpayment, id}), QString());
}

void TestOfReader::outboxAndProblems()
{
    TestBook t;
    const AccountId account = t.account(u"1"_s, u"Harbourside Physio"_s);
    const DocumentId invoice = t.invoice(account, u"INV-1"_s, "100.00");
    const PaymentId payment = t.payment(account, u"PAY-1"_s, "100.00");
    const AllocationId allocation = t.allocate(payment, invoice, "100.00");
    auto pay = TestBook::operationValue(
        account, CreateOverpayment, {RecordKind::Payment, payment.value}, "100.00");
    pay.state = OperationState::Held;
    pay.cause = {CauseId::ItemCodeNotFound, {u"FIB"_s}, {}};
    auto allocate = TestBook::operationValue(
        account, CreateAllocation, {RecordKind::Allocation, allocation.value}, "100.00");
    allocate.state = OperationState::Held;
    allocate.cause = pay.cause;
    allocate.label = u"100.00 to INV-1"_s;
    auto done = TestBook::operationValue(
        account, CreateInvoice, {RecordKind::Invoice, invoice.value}, "100.00");
    done.state = OperationState::Confirmed;
    done.changedAt = t.clock.at;
    t.write([&](auto& tx) {
        for (const auto& o : {pay, allocate, done})
            ok(t.book->save(tx, o));
        Hazard hazard;
        hazard.account = account;
        hazard.ledger = pay.subject;
        hazard.amount = pay.amount;
        ok(t.book->saveDerived(tx, account, {}, {hazard}, {}));
    });
    const auto r = reader(t);
    const auto summary = r->outboxSummary();
    QCOMPARE(summary.needYou, 2);
    QCOMPARE(summary.needYouMoney, money("100.00")); // the allocation's money is the payment's
    QCOMPARE(summary.confirmedToday, 1);
    const auto rows = r->outbox({}, 0, 10);
    QCOMPARE(rows.size(), 3);
    QCOMPARE(rows[0].operation.kind, CreateOverpayment);
    QVERIFY(!rows[0].dependent && rows[1].dependent);
    QCOMPARE(rows[2].group, store::OutboxGroup::ConfirmedToday);
    QCOMPARE(r->outboxCount({.text = {}, .filter = u"payments"_s}), 1);
    QCOMPARE(r->outboxCount({.text = {}, .filter = u"needs-you"_s}), 2);
    QCOMPARE(r->outboxCount({.text = u"physio"_s, .filter = {}}), 3);
    QCOMPARE(r->outboxCount({.filter = u"payments"_s, .group = u"needs-you"_s}), 1);
    QCOMPARE(r->outboxCount({.filter = u"payments"_s, .group = u"confirmed-today"_s}), 0);
    QCOMPARE(r->outboxCount({.filter = u"stops-bank-line"_s}), 1);
    using Groups = QList<std::pair<store::OutboxGroup, int>>;
    QCOMPARE(r->outboxGroups({}),
        Groups({{store::OutboxGroup::NeedsYou, 2}, {store::OutboxGroup::ConfirmedToday, 1}}));
    QCOMPARE(r->outboxGroups({.text = {}, .filter = u"needs-you"_s}),
        Groups({{store::OutboxGroup::NeedsYou, 2}}));
    const auto cards = r->problems({});
    QCOMPARE(cards.size(), 1);
    QCOMPARE(cards[0].bankLines, 1);
    QCOMPARE(cards[0].key, u"item-code-not-found/FIB"_s);
    QCOMPARE(cards[0].records, 2);
    QCOMPARE(cards[0].heldUp, money("100.00"));
    QCOMPARE(cards[0].oldest, QDate(2026, 11, 12));
    QCOMPARE(cards[0].accountName, u"Harbourside Physio"_s);
    QCOMPARE(cards[0].example.arguments, QStringList{u"FIB"_s});
    const auto held = r->problemRows(cards[0].key, {}, 0, 10);
    QCOMPARE(held.size(), 2);
    QCOMPARE(held[0].blocks, 1);
    QCOMPARE(held[0].blockedBy, QString());
    QCOMPARE(held[1].blockedBy, pay.label);
    // Those that a filter finds are those that are shown and acted on.
    const store::Query one{.text = held[1].operation.label};
    QCOMPARE(r->problems(one).first().records, 1);
    QCOMPARE(r->problemRows(cards[0].key, one, 0, 10).size(), 1);
    QCOMPARE(r->problemRows(cards[0].key, one, 0, 10)[0].operation.id, held[1].operation.id);
    QCOMPARE(r->today().problemsAtBank, 1);
    QCOMPARE(r->today().problems, 1);
    QCOMPARE(r->today().heldUp, money("100.00"));
    // What is kept between two questions is dropped when the book changes.
    auto mended = t.book->operationsIn(OperationState::Held, 1).first();
    mended.state = OperationState::Waiting;
    mended.cause = {};
    t.write([&](auto& tx) { ok(t.book->save(tx, mended)); });
    QCOMPARE(r->outboxSummary().needYou, 1);
    QCOMPARE(r->today().outbox.waiting, 1);
}

void TestOfReader::inbox()
{
    TestBook t;
    const AccountId account = t.account(u"1"_s);
    mirror::Credit credit;
    credit.id = {QUuid::createUuid()};
    credit.kind = mirror::CreditKind::Overpayment;
    credit.total = money("120.00");
    Intake blocked;
    blocked.xero = {XeroKind::Allocation, QUuid::createUuid()};
    blocked.parent = {XeroKind::Overpayment, credit.id.value};
    blocked.state = IntakeState::Blocked;
    blocked.cause = {CauseId::OverAllocation, {u"INV-1"_s, u"20.00"_s}, {}};
    blocked.amount = money("20.00");
    blocked.label = u"Overpayment"_s;
    t.write([&](auto& tx) { ok(t.book->put(tx, QList{credit})); });
    derive(t, account, "0.00", "0.00", {}, {blocked});
    const QDateTime first = t.clock.at;
    t.clock.at = first.addSecs(600);
    derive(t, account, "0.00", "0.00", {}, {blocked});
    const PaymentId payment = t.payment(account, u"PAY-X"_s, "5.00");
    Twin twin{.ledger = {RecordKind::Payment, payment.value},
        .xero = {XeroKind::Payment, QUuid::createUuid()},
        .origin = TwinOrigin::TakenIn,
        .agreed = {},
        .tiedAt = t.clock.at};
    t.write([&](auto& tx) { ok(t.book->tie(tx, twin, u"test"_s)); });
    const auto r = reader(t);
    const auto rows = r->inbox({}, 0, 10);
    QCOMPARE(rows.size(), 2);
    QCOMPARE(rows[0].intake.state, IntakeState::TakenIn);
    QCOMPARE(rows[0].intake.amount, money("5.00"));
    QCOMPARE(rows[1].parentLabel, u"Overpayment of 120.00"_s);
    QCOMPARE(rows[1].at, first); // since when it is blocked
    QCOMPARE(rows[1].intake.cause, blocked.cause);
    const store::Query tree{.withReceipts = true};
    const auto shown = r->inbox(tree, 0, 10);
    QCOMPARE(r->inboxCount(tree), 3);
    QVERIFY(shown[1].isReceipt && !shown[1].ofReceipt);
    QCOMPARE(shown[1].intake.label, u"Overpayment of 120.00"_s);
    QCOMPARE(shown[1].intake.state, IntakeState::Blocked);
    QVERIFY(shown[2].ofReceipt && !shown[2].isReceipt);
    QCOMPARE(shown[2].intake.cause, blocked.cause);
    const auto sums = r->inboxSums(tree);
    QCOMPARE(sums.size(), 2);
    QCOMPARE(sums[0].state, IntakeState::TakenIn);
    QCOMPARE(sums[1].rows, 1); // the receipt's money is its payments'
    QCOMPARE(sums[1].money, money("20.00"));
    QCOMPARE(r->inboxCount({.text = {}, .filter = u"blocked"_s}), 1);
    QCOMPARE(r->today().inbox, 1);
}

void TestOfReader::ledgerAndRecord()
{
    TestBook t;
    const AccountId account = t.account(u"1"_s, u"Harbourside Physio"_s);
    const DocumentId invoice = t.invoice(account, u"INV-1"_s, "100.00");
    const PaymentId payment = t.payment(account, u"PAY-1"_s, "100.00");
    t.allocate(payment, invoice, "100.00");
    auto held = TestBook::operationValue(
        account, CreateInvoice, {RecordKind::Invoice, invoice.value}, "100.00");
    held.state = OperationState::Refused;
    t.write([&](auto& tx) { ok(t.book->save(tx, held)); });
    const auto r = reader(t);
    const auto rows = r->ledger({}, 0, 10);
    QCOMPARE(rows.size(), 3);
    QCOMPARE(rows[0].note, u"from PAY-1"_s);
    QCOMPARE(rows[1].ref.kind, RecordKind::Payment);
    QCOMPARE(rows[2].state, u"needs you"_s);
    QCOMPARE(r->ledgerCount({.text = {}, .filter = u"payment"_s}), 1);
    QCOMPARE(r->ledgerCount({.text = u"100"_s, .filter = {}}), 3);
    const auto detail = *r->record({RecordKind::Invoice, invoice.value});
    QCOMPARE(detail.whereToChange, u"Change this in the ledger: the invoice came from there."_s);
    QCOMPARE(detail.history.size(), 1);
    QCOMPARE(detail.outstanding, money("0.00"));
    QVERIFY(detail.push && detail.push->state == OperationState::Refused);
    QVERIFY(r->account(account)->pushes.contains({RecordKind::Invoice, invoice.value}));
    const auto paid = *r->record({RecordKind::Payment, payment.value});
    QCOMPARE(paid.outstanding, money("0.00")); // all of it is allocated
    QVERIFY(!paid.push);
    QCOMPARE(r->find(u"Harbour"_s, 10).size(), 4);
    QCOMPARE(r->find(u"INV-1"_s, 1)[0].number, u"INV-1"_s);
}

void TestOfReader::links()
{
    TestBook t;
    const AccountId linked = t.account(u"1"_s, u"Linked"_s);
    const AccountId loose = t.account(u"2"_s, u"Loose"_s);
    const Link link = t.link(linked);
    mirror::Contact archived;
    archived.id = link.contact;
    archived.name = u"Linked Pty"_s;
    archived.status = u"ARCHIVED"_s;
    mirror::Contact candidate;
    candidate.id = {QUuid::createUuid()};
    candidate.name = u"Loose"_s;
    candidate.number = u"2"_s;
    candidate.status = u"ACTIVE"_s;
    t.write([&](auto& tx) { ok(t.book->put(tx, QList{archived, candidate})); });
    const auto r = reader(t);
    const auto rows = r->links({}, 0, 10);
    QCOMPARE(rows.size(), 2);
    QCOMPARE(rows[0].state, u"archived"_s);
    QCOMPARE(rows[0].contactName, u"Linked Pty"_s);
    QCOMPARE(rows[1].state, u"not-linked"_s);
    QCOMPARE(rows[1].candidates, 1);
    QCOMPARE(r->linkCount({.text = {}, .filter = u"archived"_s}), 1);
    const auto candidates = r->linkCandidates(loose, {});
    QCOMPARE(candidates.size(), 1);
    QCOMPARE(candidates[0].evidence, u"same number, same name"_s);
    QCOMPARE(candidates[0].fields[0].field, u"Number"_s);
    QVERIFY(candidates[0].fields[0].agrees);
    QCOMPARE(r->linkCandidates(linked, u"loo"_s).size(), 1);
}

// Names that are nearly the same are candidates; one word in common is not; and the contact that
// the linked one was merged into comes first.
void TestOfReader::likelyContacts()
{
    TestBook t;
    const AccountId account = t.account(u"1"_s, u"Coral Bay Dive Centre"_s);
    const Link link = t.link(account);
    const auto contact = [](const QString& name, mirror::ContactId id) {
        mirror::Contact one;
        one.id = id;
        one.name = name;
        one.status = u"ACTIVE"_s;
        return one;
    };
    mirror::Contact old = contact(u"Old name"_s, link.contact);
    const mirror::Contact survivor = contact(u"Dive Group"_s, {QUuid::createUuid()});
    old.status = u"ARCHIVED"_s;
    old.mergedTo = survivor.id;
    const mirror::Contact near = contact(u"Coral Bay Dive Center"_s, {QUuid::createUuid()});
    const mirror::Contact half = contact(u"Coral Bay Charters"_s, {QUuid::createUuid()});
    const mirror::Contact far = contact(u"Coral Jewellers"_s, {QUuid::createUuid()});
    t.write([&](auto& tx) { ok(t.book->put(tx, QList{old, survivor, near, half, far})); });
    QStringList names;
    QStringList words;
    for (const auto& each : reader(t)->linkCandidates(account, {})) {
        names.append(each.contact.name);
        words.append(each.fields[0].words);
    }
    QCOMPARE(
        names, (QStringList{u"Dive Group"_s, u"Coral Bay Dive Center"_s, u"Coral Bay Charters"_s}));
    QCOMPARE(words[0], u"Old name is now this one"_s);
    QCOMPARE(words[1], u"two letters differ"_s);
    QCOMPARE(words[2], u"2 of 4 words the same"_s);
}

void TestOfReader::runsAndAdoption()
{
    TestBook t;
    t.write([&](auto& tx) {
        const RunId run = ok(t.book->beginRun(tx, u"manual"_s, u"both"_s, {}, t.clock.at));
        store::RunRecordRow row;
        row.record = u"PAY-1"_s;
        row.accountName = u"Harbourside Physio"_s;
        row.amount = money("5.00");
        ok(t.book->logRecord(tx, run, row));
        ok(t.book->endRun(tx, run, u"done"_s, u"1 went through"_s, 1, t.clock.at.addMSecs(1500)));
        ok(t.book->saveAdoption(tx, {.links = 3, .proposedAt = t.clock.at},
            {{.side = u"xero"_s,
                .label = u"INV-9"_s,
                .accountName = {},
                .reason = u"no twin"_s,
                .date = {},
                .amount = money("9.00")}}));
    });
    const auto r = reader(t);
    const auto runs = r->runs({.text = {}, .filter = u"manual"_s}, 0, 10);
    QCOMPARE(runs.size(), 1);
    QCOMPARE(runs[0].tookMilliseconds, 1500);
    QCOMPARE(r->runRecords(runs[0].id, false, 0, 10)[0].amount, money("5.00"));
    const auto found = [&](const QString& text) { return r->runCount({.text = text}); };
    QCOMPARE(found(u"PAY-1"_s), 1); // by a record in it
    QCOMPARE(found(u"physio"_s), 1); // and by its account
    QCOMPARE(found(u"PAY-2"_s), 0);
    QCOMPARE(r->adoption()->links, 3);
    QCOMPARE(r->adoptionUnmatched(0, 10)[0].amount, money("9.00"));
    t.write([&](auto& tx) { ok(t.book->clearAdoption(tx)); });
    QVERIFY(!r->adoption());
}

void TestOfReader::todayPutsUnexplainedLast()
{
    TestBook t;
    const AccountId a = t.account(u"1"_s);
    derive(t, a, "100.00", "0.00",
        {line(BridgeCause::Unexplained, "90.00"), line(BridgeCause::Failed, "10.00")});
    Preflight safe{.bankCode = u"091"_s,
        .bankName = {},
        .bankNumber = {},
        .verdict = Verdict::Safe,
        .headline = {},
        .sentence = {},
        .hazards = {}};
    Preflight stop{.bankCode = u"090"_s,
        .bankName = {},
        .bankNumber = {},
        .verdict = Verdict::Stop,
        .headline = {},
        .sentence = {},
        .hazards = {Hazard{}}};
    t.write([&](auto& tx) { ok(t.book->savePreflight(tx, {safe, stop})); });
    const auto today = reader(t)->today();
    QCOMPARE(today.ledger - today.xero, money("100.00"));
    QCOMPARE(today.causes.size(), 2);
    QCOMPARE(today.causes[1].cause, BridgeCause::Unexplained);
    QCOMPARE(today.causes[1].amount, money("90.00"));
    QCOMPARE(today.banks.size(), 2);
    QCOMPARE(today.banks[0].verdict, Verdict::Stop);
    QCOMPARE(today.banks[0].hazards.size(), 1);
    QVERIFY(t.book->allHazards().isEmpty()); // a verdict's hazards are copies
}

void TestOfReader::twentyThousandAccounts()
{
    TestBook t;
    QElapsedTimer timer;
    timer.start();
    t.write([&](auto& tx) {
        for (int i = 0; i < 20'000; ++i) {
            const AccountId id = ok(t.book->add(tx, TestBook::accountValue(QString::number(i))));
            Bridge bridge;
            bridge.currency = aud();
            bridge.ledger = base::Money(i, aud());
            ok(t.book->saveDerived(tx, id, {bridge}, {}, {}));
            ok(t.book->add(tx, TestBook::invoiceValue(id, u"INV-%1"_s.arg(i), "10.00"), u"test"_s));
        }
    });
    qInfo("20,000 accounts written: %lld ms", timer.restart());
    const auto r = reader(t);
    QCOMPARE(r->accounts(u"customer"_s, {}, 19'900, 100).size(), 100);
    qInfo("last page of accounts: %lld ms", timer.restart());
    QCOMPARE(r->accountCount(u"customer"_s, {.text = u"1234"_s, .filter = {}}), 12);
    qInfo("filtered count: %lld ms", timer.restart());
    QCOMPARE(r->ledger({}, 0, 100).size(), 100);
    qInfo("first page of the ledger: %lld ms", timer.restart());
    QCOMPARE(r->links({}, 0, 100).size(), 100);
    qInfo("first page of links: %lld ms", timer.restart());
    r->today();
    qInfo("today: %lld ms", timer.restart());
}

QTEST_GUILESS_MAIN(TestOfReader)
#include "tst_reader.moc"
