// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/world.h"

#include "records/words.h"

#include <QTest>

// A decision about a change in Xero hits what was read and nothing else, sends what it says and
// nothing else, and is told as done when Xero shows it.
namespace command = records::command;
using records::ChangeId;
using records::ChangeWay;
using records::Operation;
using records::OperationState;

namespace {

const QString kAccount = QStringLiteral("104377");
const QString kName = QStringLiteral("Harbourside Physio");
const QString kLookAgain = QStringLiteral("It has changed since. Look again.");

QString s(const char* text)
{
    return QString::fromUtf8(text);
}

QList<store::ChangeRow> rows(const World& world, const char* group)
{
    return world.reader().changes({.group = s(group)}, 0, 100);
}

// "value-changed INV-1"
QStringList toDecide(const World& world)
{
    QStringList lines;
    for (const store::ChangeRow& row : rows(world, "to-decide"))
        lines.append(records::toText(row.change.kind) + u' ' + row.change.label);
    lines.sort();
    return lines;
}

// "value-changed put-back"
QStringList settled(const World& world)
{
    QStringList lines;
    for (const store::ChangeRow& row : rows(world, "settled"))
        lines.append(records::toText(row.change.kind) + u' ' + records::toText(row.decision.state));
    lines.sort();
    return lines;
}

QList<ChangeId> ids(const World& world)
{
    QList<ChangeId> found;
    for (const store::ChangeRow& row : rows(world, "to-decide"))
        found.append(row.change.id);
    return found;
}

records::CommandOutcome decide(World& world, ChangeWay way)
{
    return world.tell(command::DecideChanges{ids(world), way, s("because")});
}

void makeInvoiceOf(World& world, const char* total)
{
    world.person(s("edit-invoice"), {{s("invoice"), s("INV-1")}, {s("total"), s(total)}});
}

// What the engine finds in the book when it opens it.
void write(World& world, const std::function<void(store::Book&, store::Transaction&)>& what)
{
    world.closeEngine();
    {
        const auto book = store::Book::open(world.bookPath(), {}, base::SystemClock());
        if (!book)
            qFatal("%s", qPrintable(book.error().sentence));
        auto transaction = (*book)->begin();
        what(**book, *transaction);
        if (!transaction->commit())
            qFatal("not written");
    }
    world.restartEngine();
}

} // namespace

class TestDecisions : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void nothingIsWrittenWhilePushesAreHeld();
    void nothingIsWrittenBeforeAdoption();
    void whatIsPutBackIsReadFirst();
    void whatIsPutBackSendsNothingElse();
    void whatIsPutBackCanBeStopped();
    void theSameOnceMoreIsToDecide();
    void aDecisionHitsWhatWasRead();
    void anIdIsNeverGivenTwice();
    void whatIsPushedAgainSendsNothingElse();
    void severalPushedAgain();
    void aTakenNumberIsPassedOver();
    void whatIsVoidedIsNobodysTwin();
    void whatIsInDoubtKeepsItsNumber();
    void aCreditNoteIsPutBackToTheCent();
    void whatCantBeTakenOffIsNotOffered();
    void whatIsTakenOffCountsOnceXeroShowsIt();
    void whoDidItStays();
    void aWordTakenBackTwiceSaidIsTakenBack();

private:
    static void pushed(World& world)
    {
        world.account(kAccount, kName);
        world.invoice(kAccount, s("INV-1"), s("100.00"));
        DONE(world.sync());
        QCOMPARE(toDecide(world), QStringList());
    }
    static void creditNote(World& world, const char* number)
    {
        DONE(world.import({{s("credits.csv"),
            s("Account,Credit note,Date,Tax mode,Description,Quantity,Unit price,Amount,Tax,"
              "Invoice\n104377,%1,2026-11-20,No tax,Goodwill,1,40.00,40.00,0.00,\n")
                .arg(s(number))
                .toUtf8()}}));
    }
    static Operation pushOf(const World& world, const char* label)
    {
        for (const store::OutboxRow& row : world.reader().outbox({}, 0, 100))
            if (row.operation.label == s(label) && row.operation.state != OperationState::Confirmed)
                return row.operation;
        return {};
    }
};

void TestDecisions::nothingIsWrittenWhilePushesAreHeld()
{
    World world;
    pushed(world);
    makeInvoiceOf(world, "99.00");
    DONE(world.pull());
    write(world, [](store::Book& book, store::Transaction& tx) {
        QVERIFY(book.setValue(tx, s("push.quarantine"), s("3 records\tINV-7")).has_value());
    });
    const auto refused = decide(world, ChangeWay::PutBack);
    QVERIFY(!refused.done);
    QVERIFY2(refused.sentence.contains(s("INV-7")), qPrintable(refused.sentence));
    QCOMPARE(world.due(s("INV-1")), s("99.00"));
    QCOMPARE(settled(world), QStringList());
    // … and whoever asks why something waits hears of it.
    world.invoice(kAccount, s("INV-2"), s("20.00"));
    const auto waits = world.reader().record(world.record(s("INV-2")));
    QCOMPARE(waits->why.standing.id, records::CauseId::RolledBack);
}

void TestDecisions::nothingIsWrittenBeforeAdoption()
{
    World world;
    pushed(world);
    makeInvoiceOf(world, "99.00");
    DONE(world.pull());
    write(world, [](store::Book& book, store::Transaction& tx) {
        auto settings = book.settings();
        settings.pushIsOn = false;
        QVERIFY(book.saveSettings(tx, settings).has_value());
    });
    QVERIFY(!decide(world, ChangeWay::PutBack).done);
    QCOMPARE(world.due(s("INV-1")), s("99.00"));
}

// The book is older than Xero: what a person decided about isn't there any more.
void TestDecisions::whatIsPutBackIsReadFirst()
{
    World world;
    pushed(world);
    makeInvoiceOf(world, "99.00");
    DONE(world.pull());
    makeInvoiceOf(world, "98.00");
    const auto refused = decide(world, ChangeWay::PutBack);
    QVERIFY(!refused.done);
    QVERIFY2(refused.sentence.contains(kLookAgain), qPrintable(refused.sentence));
    QCOMPARE(world.due(s("INV-1")), s("98.00"));
    QCOMPARE(toDecide(world).size(), 1);
    DONE(decide(world, ChangeWay::PutBack));
    QCOMPARE(world.due(s("INV-1")), s("100.00"));
}

void TestDecisions::whatIsPutBackSendsNothingElse()
{
    World world;
    pushed(world);
    makeInvoiceOf(world, "99.00");
    DONE(world.pull());
    world.invoice(kAccount, s("INV-2"), s("20.00"));
    DONE(decide(world, ChangeWay::PutBack));
    QCOMPARE(world.due(s("INV-1")), s("100.00"));
    QCOMPARE(world.due(s("INV-2")), s("none"));
}

void TestDecisions::whatIsPutBackCanBeStopped()
{
    World world;
    pushed(world);
    makeInvoiceOf(world, "99.00");
    DONE(world.pull());
    std::optional<records::CommandOutcome> outcome;
    constexpr quint64 ticket = 4711;
    connect(&world.engine(), &engine::Engine::answered, this, [&](const auto& answered) {
        if (answered.ticket == ticket)
            outcome = answered;
    });
    world.engine().perform(ticket, command::DecideChanges{ids(world), ChangeWay::PutBack, {}});
    DONE(world.tell(command::StopRun{}));
    QTRY_VERIFY_WITH_TIMEOUT(outcome.has_value(), 20'000);
    QVERIFY(!outcome->done);
    QVERIFY2(outcome->sentence.contains(s("Stopped")), qPrintable(outcome->sentence));
    QCOMPARE(world.due(s("INV-1")), s("99.00"));
    DONE(decide(world, ChangeWay::PutBack)); // and begins anew
    QCOMPARE(world.due(s("INV-1")), s("100.00"));
}

void TestDecisions::theSameOnceMoreIsToDecide()
{
    World world;
    pushed(world);
    makeInvoiceOf(world, "99.00");
    DONE(world.pull());
    DONE(decide(world, ChangeWay::PutBack));
    QCOMPARE(toDecide(world), QStringList());
    makeInvoiceOf(world, "99.00");
    DONE(world.pull());
    QCOMPARE(toDecide(world).size(), 1);
}

void TestDecisions::aDecisionHitsWhatWasRead()
{
    World world;
    pushed(world);
    makeInvoiceOf(world, "99.00");
    DONE(world.pull());
    const QList<ChangeId> read = ids(world);
    QCOMPARE(read.size(), 1);
    makeInvoiceOf(world, "1.00");
    DONE(world.pull());
    const auto refused = world.tell(command::DecideChanges{read, ChangeWay::Keep, s("one dollar")});
    QVERIFY(!refused.done);
    QCOMPARE(refused.sentence, kLookAgain);
    QCOMPARE(toDecide(world).size(), 1);
}

void TestDecisions::anIdIsNeverGivenTwice()
{
    World world;
    pushed(world);
    const auto reference = [&](const char* text) {
        world.person(s("edit-invoice"), {{s("invoice"), s("INV-1")}, {s("reference"), s(text)}});
        return world.pull();
    };
    DONE(reference("PO 1"));
    const QList<ChangeId> read = ids(world);
    QCOMPARE(read.size(), 1);
    DONE(reference(""));
    QCOMPARE(toDecide(world), QStringList());
    DONE(reference("PO 2"));
    QVERIFY(ids(world) != read);
    QVERIFY(!world.tell(command::DecideChanges{read, ChangeWay::Keep, {}}).done);
}

void TestDecisions::whatIsPushedAgainSendsNothingElse()
{
    World world;
    pushed(world);
    world.person(s("void"), {{s("invoice"), s("INV-1")}});
    DONE(world.pull());
    world.invoice(kAccount, s("INV-2"), s("20.00"));
    DONE(decide(world, ChangeWay::PushAgain));
    QCOMPARE(world.due(s("INV-1-2")), s("100.00"));
    QCOMPARE(world.due(s("INV-2")), s("none"));
}

void TestDecisions::severalPushedAgain()
{
    World world;
    pushed(world);
    world.invoice(kAccount, s("INV-2"), s("20.00"));
    DONE(world.sync());
    for (const char* each : {"INV-1", "INV-2"})
        world.person(s("void"), {{s("invoice"), s(each)}});
    DONE(world.pull());
    world.invoice(kAccount, s("INV-3"), s("3.00"));
    DONE(decide(world, ChangeWay::PushAgain));
    QCOMPARE(world.due(s("INV-1-2")), s("100.00"));
    QCOMPARE(world.due(s("INV-2-2")), s("20.00"));
    QCOMPARE(world.due(s("INV-3")), s("none"));
    QCOMPARE(settled(world), (QStringList{s("voided pushed-again"), s("voided pushed-again")}));
}

void TestDecisions::aTakenNumberIsPassedOver()
{
    World world;
    pushed(world);
    world.invoice(kAccount, s("INV-1-2"), s("5.00")); // the ledger's own
    world.person(s("create-invoice"),
        {{s("contact"), kName}, {s("number"), s("INV-1-3")}, {s("amount"), s("7.00")}});
    world.person(s("void"), {{s("invoice"), s("INV-1")}});
    DONE(world.pull());
    DONE(decide(world, ChangeWay::PushAgain));
    QCOMPARE(world.due(s("INV-1-4")), s("100.00"));
    QCOMPARE(settled(world), QStringList{s("voided pushed-again")});
}

// Its new number was taken in the meantime: compared with whoever has it, never with the one that
// was voided; and said to be pushed again once it is.
void TestDecisions::whatIsVoidedIsNobodysTwin()
{
    World world;
    pushed(world);
    world.person(s("void"), {{s("invoice"), s("INV-1")}});
    DONE(world.pull());
    const QString taken = world
                              .person(s("create-invoice"),
                                  {{s("contact"), kName}, {s("number"), s("INV-1-2")},
                                      {s("amount"), s("7.00")}})[s("invoiceId")]
                              .toString();
    decide(world, ChangeWay::PushAgain);
    DONE(world.sync());
    const Operation refused = pushOf(world, "INV-1");
    QCOMPARE(refused.cause.id, records::CauseId::NumberTaken);
    QCOMPARE(refused.xeroId, QUuid::fromString(taken));
    QCOMPARE(settled(world), QStringList());
    QCOMPARE(toDecide(world), QStringList());
    // Voided as well, there is nobody left that it could be.
    world.person(s("void"), {{s("invoice"), s("INV-1-2")}});
    DONE(world.sync());
    QVERIFY(!world.tell(command::DecideParked{refused.id, true}).done);
    const records::DocumentId document{world.record(s("INV-1")).id};
    DONE(world.tell(command::RenumberInXero{document, s("INV-1-9")}));
    QCOMPARE(world.due(s("INV-1-9")), s("100.00"));
    QCOMPARE(settled(world), QStringList{s("voided pushed-again")});
}

// A credit note is known in Xero by its number alone.
void TestDecisions::whatIsInDoubtKeepsItsNumber()
{
    World world;
    world.account(kAccount, kName);
    DONE(world.sync());
    creditNote(world, "CN-1");
    write(world, [](store::Book& book, store::Transaction& tx) {
        for (Operation operation : book.operationsIn(OperationState::Waiting, 10)) {
            operation.state = OperationState::Unknown;
            operation.attempts = 1;
            operation.cause = {records::CauseId::OutcomeUnknown, {}, {}};
            QVERIFY(book.save(tx, operation).has_value());
        }
    });
    const records::DocumentId document{world.record(s("CN-1")).id};
    const auto refused = world.tell(command::RenumberInXero{document, s("CN-9")});
    QVERIFY(!refused.done);
    QVERIFY2(refused.sentence.contains(s("CN-1")), qPrintable(refused.sentence));
}

void TestDecisions::aCreditNoteIsPutBackToTheCent()
{
    World world;
    world.account(kAccount, kName);
    DONE(world.import({{s("credit-notes.csv"),
        s("Credit note number,Account ID,Date,Status,Amounts are,Total,Description,Line amount,"
          "Line tax,Account code,Tax type\n"
          "CN-1,104377,2026-11-20,approved,exclusive,44.00,Goodwill,40.00,4.00,200,OUTPUT\n")
            .toUtf8()}}));
    DONE(world.sync());
    QCOMPARE(world.remaining(kName, s("creditNotes")), s("44.00"));
    world.person(s("edit-credit-note"), {{s("credit"), s("CN-1")}, {s("total"), s("30.00")}});
    DONE(world.pull());
    DONE(decide(world, ChangeWay::PutBack));
    QCOMPARE(world.remaining(kName, s("creditNotes")), s("44.00"));
    QCOMPARE(world.bridge(kAccount), QStringList());
}

// An invoice of Xero's own: the ledger has nothing that could be taken back.
void TestDecisions::whatCantBeTakenOffIsNotOffered()
{
    World world;
    world.account(kAccount, kName);
    world.payment(kAccount, s("PAY-1"), s("40.00"));
    DONE(world.sync());
    world.person(s("create-invoice"),
        {{s("contact"), kName}, {s("number"), s("X-1")}, {s("amount"), s("40.00")}});
    world.person(s("allocate"),
        {{s("kind"), s("overpayment")}, {s("contact"), kName}, {s("invoice"), s("X-1")},
            {s("amount"), s("40.00")}});
    DONE(world.pull());
    QCOMPARE(toDecide(world).size(), 1);
    QCOMPARE(rows(world, "to-decide").first().change.ways, QList{ChangeWay::Keep});
}

void TestDecisions::whatIsTakenOffCountsOnceXeroShowsIt()
{
    World world;
    pushed(world);
    world.payment(kAccount, s("PAY-1"), s("40.00"));
    DONE(world.sync());
    world.person(s("allocate"),
        {{s("kind"), s("overpayment")}, {s("contact"), kName}, {s("invoice"), s("INV-1")},
            {s("amount"), s("40.00")}});
    DONE(world.pull());
    world.control("POST", s("/sandbox/faults"),
        {{s("kind"), s("503")}, {s("times"), 100}, {s("pathContains"), s("/api.xro/")}});
    decide(world, ChangeWay::PutBack);
    QCOMPARE(toDecide(world), QStringList());
    QCOMPARE(settled(world), QStringList());
    world.control("DELETE", s("/sandbox/faults"));
    DONE(world.sync());
    QCOMPARE(world.due(s("INV-1")), s("100.00"));
    QCOMPARE(settled(world), QStringList{s("allocated-by-hand put-back")});
}

// Somebody else touched the record later, not the field.
void TestDecisions::whoDidItStays()
{
    World world;
    pushed(world);
    world.person(s("edit-invoice"),
        {{s("invoice"), s("INV-1")}, {s("reference"), s("PO 1")}, {s("by"), s("Dana Reed")}});
    DONE(world.pull());
    QCOMPARE(rows(world, "to-decide").first().author.who, s("Dana Reed"));
    QTest::qWait(6'000); // beyond what two clocks of Xero may differ
    world.person(s("edit-invoice"),
        {{s("invoice"), s("INV-1")}, {s("due"), s("2027-01-31")}, {s("by"), s("Kim Osei")}});
    DONE(world.pull());
    QCOMPARE(toDecide(world).size(), 2);
    for (const store::ChangeRow& row : rows(world, "to-decide"))
        QCOMPARE(row.author.who,
            row.change.kind == records::ChangeKind::ReferenceChanged ? s("Dana Reed")
                                                                     : s("Kim Osei"));
}

void TestDecisions::aWordTakenBackTwiceSaidIsTakenBack()
{
    World world;
    pushed(world);
    world.person(s("edit-invoice"), {{s("invoice"), s("INV-1")}, {s("reference"), s("PO 1")}});
    DONE(world.pull());
    const QList<ChangeId> read = ids(world);
    for (int said = 0; said < 2; ++said)
        world.tell(command::DecideChanges{read, ChangeWay::Keep, {}});
    QCOMPARE(toDecide(world), QStringList());
    DONE(world.tell(command::ReopenChange{rows(world, "settled").first().decided}));
    QCOMPARE(toDecide(world).size(), 1);
    QCOMPARE(settled(world), QStringList());
}

QTEST_GUILESS_MAIN(TestDecisions)
#include "tst_decisions.moc"
