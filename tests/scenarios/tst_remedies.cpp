// SPDX-License-Identifier: GPL-3.0-or-later

#include "records/words.h"
#include "support/world.h"

#include <QTest>

// Remedies where something stands against them: what Xero shows by now, what the network does, what
// another account claims, and a person who says stop.
class TestRemedies : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aPaymentReconciledMeanwhileIsNotDeleted();
    void whatIsDeletedLeavesATrace();
    void stopComesBeforeTheNextCall();
    void whatIsDoneHereIsDoneWithoutXero();
    void oneBarredLinkLeavesTheOthers();
    void theNumberIsShownBeforeItGoes();
    void onlyRemediesAreCarriedOut();
};

namespace {

using namespace records;

QString s(const char* text)
{
    return QString::fromUtf8(text);
}

QStringList causes(World& world)
{
    QStringList all;
    for (const store::ProblemCard& card : world.reader().problems({}))
        all.append(toText(card.cause));
    return all;
}

// PAY-1 in the ledger, and beside it a payment on the same invoice that somebody made in Xero.
QString twoPayments(World& world)
{
    world.account(s("1"), s("One"));
    world.invoice(s("1"), s("INV-1"), s("888.00"));
    world.sync();
    world.payment(s("1"), s("PAY-1"), s("888.00"), s("INV-1"), s("888.00"));
    const QJsonObject made = world.person(s("create-payment"),
        {{s("invoice"), s("INV-1")}, {s("amount"), s("888.00")}, {s("bank"), s("090")}});
    world.pull();
    return made[s("paymentId")].toString();
}

QStringList statuses(World& world)
{
    QStringList all;
    for (const QJsonValue& row : world.truth()[s("payments")].toArray())
        all.append(row[s("status")].toString());
    return all;
}

const command::Mend kPushOurs{.remedy = RemedyId::PushOurs, .cause = CauseId::SuspectedWrongMatch};

QStringList historyOf(World& world, const QString& number)
{
    QStringList words;
    const auto detail = world.reader().record(world.record(number));
    for (const store::HistoryRow& row : detail->history)
        words.append(row.what);
    return words;
}

} // namespace

// The mirror is half a day old at worst: what stands in Xero now decides.
void TestRemedies::aPaymentReconciledMeanwhileIsNotDeleted()
{
    World world;
    const QString payment = twoPayments(world);
    QVERIFY(causes(world).contains(s("suspected-wrong-match")));
    world.person(s("reconcile"), {{s("payment"), payment}});
    const CommandOutcome told = world.tell(kPushOurs);
    QVERIFY(!told.done);
    QVERIFY2(
        told.error.sentence.contains(s("is reconciled in Xero")), qPrintable(told.error.sentence));
    QVERIFY(told.mending && told.mending->left.size() == 1 && told.mending->count == 0);
    QCOMPARE(statuses(world), QStringList{s("AUTHORISED")});
    QVERIFY(causes(world).contains(s("suspected-wrong-match"))); // still to be decided
}

void TestRemedies::whatIsDeletedLeavesATrace()
{
    World world;
    const QString payment = twoPayments(world);
    DONE(world.tell(kPushOurs));
    QCOMPARE(statuses(world), QStringList{s("DELETED")});
    const QString history = historyOf(world, s("PAY-1")).join(u'\n');
    QVERIFY2(history.contains(payment + s(") is being deleted in Xero"))
            && history.contains(payment + s(") was deleted in Xero")),
        qPrintable(history));
}

void TestRemedies::stopComesBeforeTheNextCall()
{
    World world;
    twoPayments(world);
    CommandOutcome told;
    QObject::connect(&world.engine(), &engine::Engine::answered, &world.engine(),
        [&told](const CommandOutcome& outcome) {
            if (outcome.ticket == 901)
                told = outcome;
        });
    world.engine().perform(901, kPushOurs);
    command::Mend preview = kPushOurs; // what others ask meanwhile is told to them
    preview.dryRun = true;
    world.engine().perform(902, preview);
    world.engine().perform(903, kPushOurs); // sent away: one is at work
    world.engine().perform(904, command::StopRun{});
    QTRY_VERIFY_WITH_TIMEOUT(told.ticket == 901, 60'000);
    QVERIFY(!told.done);
    QVERIFY(told.mending && told.mending->left.join(u' ').contains(s("stopped before its turn")));
    QCOMPARE(told.mending->records, 1); // as worked out for this command
    QCOMPARE(statuses(world), QStringList{s("AUTHORISED")});
}

// Xero can't be reached: what was done in the book is done all the same, and says so.
void TestRemedies::whatIsDoneHereIsDoneWithoutXero()
{
    World world;
    world.account(s("1"), s("One"));
    BookSettings settings = world.reader().settings();
    settings.needsPerson = true;
    DONE(world.tell(command::ChangeSettings{settings}));
    world.invoice(s("1"), s("INV-1"), s("10.00"));
    world.sync();
    QCOMPARE(causes(world), QStringList{s("primary-contact-missing")});
    const command::Mend name{.remedy = RemedyId::NamePerson,
        .cause = CauseId::PrimaryContactMissing,
        .choice = s("Ada")};
    QVERIFY(!world.tell(name).done); // needs two names: nothing is done, and it stays a problem
    QCOMPARE(causes(world), QStringList{s("primary-contact-missing")});
    world.restartEngine();
    world.control("POST", s("/sandbox/faults"),
        {{s("kind"), s("drop-before")}, {s("every"), 1}, {s("pathContains"), s("/")}});
    command::Mend whole = name;
    whole.choice = s("Ada Berg");
    const CommandOutcome told = world.tell(whole);
    QVERIFY2(told.done && told.sentence.startsWith(s("Done here; it goes with the next sync.")),
        qPrintable(told.sentence + told.error.sentence));
    world.control("DELETE", s("/sandbox/faults"));
    DONE(world.sync());
    QCOMPARE(world.due(s("INV-1")), s("10.00"));
}

// Two accounts whose contacts became one: which of them goes on is for a person to say, and the
// third is linked all the same.
void TestRemedies::oneBarredLinkLeavesTheOthers()
{
    World world;
    for (int i = 1; i <= 3; ++i) {
        const QString number = QString::number(i);
        world.account(number, s("Customer ") + number);
        world.invoice(number, s("INV-") + number, s("10.00"));
    }
    DONE(world.sync());
    for (const char* name : {"Group", "Other"})
        world.person(s("create-contact"), {{s("name"), s(name)}});
    for (const auto& [from, into] :
        {std::pair("Customer 1", "Group"), {"Customer 2", "Group"}, {"Customer 3", "Other"}})
        world.person(s("merge-contacts"), {{s("from"), s(from)}, {s("into"), s(into)}});
    for (int i = 1; i <= 3; ++i)
        world.invoice(QString::number(i), s("NEW-") + QString::number(i), s("5.00"));
    world.sync();
    const CommandOutcome told
        = world.tell(command::Mend{.remedy = RemedyId::Relink, .cause = CauseId::ContactMerged});
    QVERIFY2(told.done, qPrintable(told.error.sentence));
    QVERIFY(told.mending && told.mending->left.size() == 2);
    QVERIFY2(told.mending->left.first().contains(s("shares Group with Customer 2 (2)")),
        qPrintable(told.mending->left.first()));
    QCOMPARE(world.due(s("NEW-3")), s("5.00"));
    QCOMPARE(world.due(s("NEW-1")), s("none"));
    QCOMPARE(causes(world), QStringList{s("contact-merged")});
}

// A link that is half there, to a contact without a number: ours goes into it, which is said.
void TestRemedies::theNumberIsShownBeforeItGoes()
{
    World world;
    world.account(s("1"), s("One"));
    world.person(s("create-contact"), {{s("name"), s("One and Only")}});
    world.pull();
    const AccountId account = world.accountId(s("1"));
    const auto contact = world.reader().linkCandidates(account, s("One and Only")).value(0).contact;
    world.closeEngine();
    {
        const base::SystemClock clock;
        auto book = store::Book::open(world.bookPath(), {}, clock);
        QVERIFY(book);
        auto transaction = (*book)->begin();
        QVERIFY((*book)->link(*transaction, {account, contact.id, {}, s("by you"), {}}, s("test")));
        QVERIFY((*book)->markDirty(*transaction, {account}));
        QVERIFY(transaction->commit());
    }
    world.restartEngine();
    world.invoice(s("1"), s("INV-1"), s("10.00"));
    world.sync();
    QCOMPARE(causes(world), QStringList{s("partial-link")});
    const CommandOutcome told = world.tell(
        command::Mend{.remedy = RemedyId::Relink, .cause = CauseId::PartialLink, .dryRun = true});
    QVERIFY(told.mending && told.mending->changes.size() == 2);
    const MendedField& number = told.mending->changes.last();
    QVERIFY(number.inXero && number.field == s("Contact number") && number.after == s("1"));
}

void TestRemedies::onlyRemediesAreCarriedOut()
{
    World world;
    BookSettings settings = world.reader().settings();
    settings.needsPerson = true;
    DONE(world.tell(command::ChangeSettings{settings}));
    for (int i = 1; i <= 2; ++i) {
        world.account(QString::number(i), s("Customer ") + QString::number(i));
        world.invoice(QString::number(i), s("INV-") + QString::number(i), s("10.00"));
    }
    world.sync();
    QCOMPARE(causes(world), QStringList{s("primary-contact-missing")});
    command::Mend what{.remedy = RemedyId::ShowInXero, .cause = CauseId::PrimaryContactMissing};
    QCOMPARE(world.tell(what).error.kind, base::ErrorKind::Usage); // it doesn't retry instead
    what.remedy = RemedyId::NamePerson;
    what.choice = s("Ada Berg");
    QCOMPARE(world.tell(what).error.kind, base::ErrorKind::Usage); // one name, two accounts
    QCOMPARE(causes(world), QStringList{s("primary-contact-missing")});
    what.only = {world.reader()
                     .problemRows(world.reader().problems({}).first().key, {}, 0, 1)
                     .first()
                     .operation.subject};
    DONE(world.tell(what));
    QCOMPARE(world.reader().problems({}).first().records, 1);
}

QTEST_GUILESS_MAIN(TestRemedies)
#include "tst_remedies.moc"
