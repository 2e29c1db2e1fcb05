// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/world.h"

#include <QTest>

// A person ties an account to a contact that Xero already has (R004), and takes the tie back: our
// account's number stands in the contact's ContactNumber exactly as long as the two are linked, and
// nobody else's number is ever replaced (design §5).
class TestLinks : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void linkingWritesOurNumber();
    void anotherSystemsNumberStays();
    void aNumberGivenMeanwhileStays();
    void aDroppedAnswerIsLookedUp();
    void aDroppedQuestionIsAskedBeforeTheNextPush();
    void offlineTheNumberFollowsWithTheNextPush();
    void beforeAdoptionNothingIsWritten();
    void unlinkingTakesTheNumberOut();
    void aLinkWithPushedRecordsStays();
    void theSurvivorOfAMergeKeepsItsNumber();
    void anotherContactOnlyAfterUnlinking();
};

namespace {

using namespace records;

QString s(const char* text)
{
    return QString::fromUtf8(text);
}

// An account in the ledger and a contact of that name in Xero, both known to the book.
struct Pair {
    explicit Pair(World& world, const QString& number = {})
    {
        world.account(s("104377"), s("Harbourside Physio"));
        QJsonObject made{{s("name"), s("Harbourside Physio Pty Ltd")}};
        if (!number.isEmpty())
            made.insert(s("number"), number);
        world.person(s("create-contact"), made);
        world.pull();
        account = world.accountId(s("104377"));
        for (const store::LinkCandidate& one :
            world.reader().linkCandidates(account, s("Harbourside Physio Pty")))
            contact = one.contact.id;
    }
    AccountId account;
    mirror::ContactId contact;
};

QString numberIn(World& world, const QString& name = s("Harbourside Physio Pty Ltd"))
{
    for (const QJsonValue& row : world.truth()[s("contacts")].toArray())
        if (row[s("name")].toString() == name)
            return row[s("number")].toString();
    return s("no such contact");
}

// Requests of this verb on contacts that reached the server.
int received(World& world, const char* verb)
{
    const QJsonObject counts = world.control("GET", s("/sandbox/calls"))[s("counts")].toObject();
    int count = 0;
    for (auto call = counts.begin(); call != counts.end(); ++call)
        if (call.key().startsWith(s(verb) + u' ') && call.key().contains(s("/Contacts")))
            count += call.value().toInt();
    return count;
}

QString stateOf(World& world)
{
    for (const store::LinkRow& row : world.reader().links({}, 0, 10))
        return row.state;
    return {};
}

void fault(World& world, const char* kind)
{
    world.control("POST", s("/sandbox/faults"),
        {{s("times"), 1}, {s("kind"), s(kind)}, {s("verbs"), QJsonArray{s("POST")}},
            {s("pathContains"), s("Contacts")}});
}

} // namespace

void TestLinks::linkingWritesOurNumber()
{
    World world;
    const Pair pair(world);
    const auto outcome = world.tell(command::LinkAccount{pair.account, pair.contact});
    QVERIFY2(outcome.done, qPrintable(outcome.sentence));
    QCOMPARE(outcome.sentence, s("Linked to Harbourside Physio Pty Ltd."));
    QCOMPARE(numberIn(world), s("104377"));
    QCOMPARE(received(world, "POST"), 1);
    // Once is enough: neither a sync nor the same wish again writes it anew.
    QVERIFY(world.sync().done);
    QVERIFY(world.tell(command::LinkAccount{pair.account, pair.contact}).done);
    QCOMPARE(received(world, "POST"), 1);
    QCOMPARE(stateOf(world), s("linked"));
}

void TestLinks::anotherSystemsNumberStays()
{
    World world;
    const Pair pair(world, s("SHOP-9"));
    const auto outcome = world.tell(command::LinkAccount{pair.account, pair.contact});
    QVERIFY(!outcome.done);
    QCOMPARE(outcome.error.kind, base::ErrorKind::Conflict);
    QVERIFY2(outcome.sentence.contains(s("SHOP-9")), qPrintable(outcome.sentence));
    QCOMPARE(numberIn(world), s("SHOP-9"));
    QCOMPARE(received(world, "POST"), 0);
    QCOMPARE(stateOf(world), s("not-linked"));
}

// The mirror is older than the other system's number: reading comes before writing.
void TestLinks::aNumberGivenMeanwhileStays()
{
    World world;
    const Pair pair(world);
    const QJsonObject contact{{s("ContactID"), pair.contact.toString()},
        {s("Name"), s("Harbourside Physio Pty Ltd")}, {s("ContactNumber"), s("SHOP-9")}};
    world.control("POST", s("/sandbox/seed"), {{s("contacts"), QJsonArray{contact}}});
    QCOMPARE(numberIn(world), s("SHOP-9"));
    const auto outcome = world.tell(command::LinkAccount{pair.account, pair.contact});
    QVERIFY(!outcome.done);
    QVERIFY2(outcome.sentence.contains(s("SHOP-9")), qPrintable(outcome.sentence));
    QCOMPARE(numberIn(world), s("SHOP-9"));
    QCOMPARE(stateOf(world), s("not-linked"));
}

void TestLinks::aDroppedAnswerIsLookedUp()
{
    World world;
    const Pair pair(world);
    fault(world, "drop-after");
    const auto outcome = world.tell(command::LinkAccount{pair.account, pair.contact});
    QVERIFY2(outcome.done, qPrintable(outcome.sentence));
    QCOMPARE(outcome.sentence, s("Linked to Harbourside Physio Pty Ltd."));
    QCOMPARE(numberIn(world), s("104377"));
    QCOMPARE(received(world, "POST"), 1);
}

void TestLinks::aDroppedQuestionIsAskedBeforeTheNextPush()
{
    World world;
    const Pair pair(world);
    fault(world, "drop-before");
    const auto outcome = world.tell(command::LinkAccount{pair.account, pair.contact});
    QVERIFY2(outcome.done, qPrintable(outcome.sentence));
    QVERIFY2(outcome.sentence.contains(s("next push")), qPrintable(outcome.sentence));
    QCOMPARE(numberIn(world), QString());
    QCOMPARE(received(world, "POST"), 1); // looked, found nothing, and did not send again by itself
    world.restartEngine(); // the wish is in the book
    QVERIFY(world.sync().done);
    QCOMPARE(numberIn(world), s("104377"));
    const QJsonArray writes = world.control("GET", s("/sandbox/calls"))[s("writes")].toArray();
    QStringList keys;
    for (const QJsonValue& write : writes)
        if (write[s("path")].toString().contains(s("Contacts/")))
            keys.append(write[s("key")].toString());
    QCOMPARE(keys.size(), 2);
    QCOMPARE(keys.at(0), keys.at(1));
    QVERIFY(!keys.at(0).isEmpty());
}

void TestLinks::offlineTheNumberFollowsWithTheNextPush()
{
    World world;
    const Pair pair(world);
    world.restartEngine(); // not signed in yet
    world.control("POST", s("/sandbox/faults"), {{s("every"), 1}, {s("kind"), s("drop-before")}});
    const auto outcome = world.tell(command::LinkAccount{pair.account, pair.contact});
    QVERIFY2(outcome.done, qPrintable(outcome.sentence));
    QCOMPARE(stateOf(world), s("linked"));
    world.control("DELETE", s("/sandbox/faults"));
    QVERIFY(world.pull().done); // a pull writes nothing
    QCOMPARE(numberIn(world), QString());
    QVERIFY(world.push().done);
    QCOMPARE(numberIn(world), s("104377"));
}

void TestLinks::beforeAdoptionNothingIsWritten()
{
    World world({.accepted = false});
    const Pair pair(world);
    QVERIFY(world.tell(command::LinkAccount{pair.account, pair.contact}).done);
    QVERIFY(world.sync().done);
    QCOMPARE(received(world, "POST"), 0);
    QCOMPARE(numberIn(world), QString());
}

void TestLinks::unlinkingTakesTheNumberOut()
{
    World world;
    const Pair pair(world);
    QVERIFY(world.tell(command::LinkAccount{pair.account, pair.contact}).done);
    fault(world, "drop-after");
    const auto outcome = world.tell(command::UnlinkAccount{pair.account});
    QVERIFY2(outcome.done, qPrintable(outcome.sentence));
    QCOMPARE(numberIn(world), QString());
    QCOMPARE(received(world, "POST"), 2);
    // The two do not find each other again by the number.
    QVERIFY(world.sync().done);
    QCOMPARE(stateOf(world), s("not-linked"));
    // And a second thought is a new write, not an old answer.
    QVERIFY(world.tell(command::LinkAccount{pair.account, pair.contact}).done);
    QCOMPARE(numberIn(world), s("104377"));
}

void TestLinks::aLinkWithPushedRecordsStays()
{
    World world;
    const Pair pair(world);
    QVERIFY(world.tell(command::LinkAccount{pair.account, pair.contact}).done);
    world.invoice(s("104377"), s("INV-1"), s("888.00"));
    QVERIFY(world.sync().done);
    const auto outcome = world.tell(command::UnlinkAccount{pair.account});
    QVERIFY(!outcome.done);
    QVERIFY2(outcome.sentence.contains(s("until the first record")), qPrintable(outcome.sentence));
    QCOMPARE(numberIn(world), s("104377"));
    QCOMPARE(stateOf(world), s("linked"));
}

void TestLinks::theSurvivorOfAMergeKeepsItsNumber()
{
    World world;
    const Pair pair(world);
    QVERIFY(world.tell(command::LinkAccount{pair.account, pair.contact}).done);
    world.person(s("create-contact"), {{s("name"), s("Physio Group")}, {s("number"), s("G-1")}});
    world.person(s("merge-contacts"),
        {{s("from"), s("Harbourside Physio Pty Ltd")}, {s("into"), s("Physio Group")}});
    QVERIFY(world.pull().done);
    QCOMPARE(stateOf(world), s("merged"));
    mirror::ContactId survivor;
    for (const store::LinkCandidate& one :
        world.reader().linkCandidates(pair.account, s("Physio Group")))
        survivor = one.contact.id;
    const auto outcome = world.tell(command::LinkAccount{pair.account, survivor});
    QVERIFY2(outcome.done, qPrintable(outcome.sentence));
    QCOMPARE(numberIn(world, s("Physio Group")), s("G-1"));
    QCOMPARE(stateOf(world), s("linked"));
}

void TestLinks::anotherContactOnlyAfterUnlinking()
{
    World world;
    const Pair pair(world);
    QVERIFY(world.tell(command::LinkAccount{pair.account, pair.contact}).done);
    world.person(s("create-contact"), {{s("name"), s("Physio Group")}});
    QVERIFY(world.pull().done);
    const auto other = world.reader().linkCandidates(pair.account, s("Physio Group"));
    QCOMPARE(other.size(), 1);
    const command::LinkAccount move{pair.account, other.first().contact.id};
    const auto refused = world.tell(move);
    QVERIFY(!refused.done);
    QVERIFY2(refused.sentence.contains(s("Unlink it first")), qPrintable(refused.sentence));
    QVERIFY(world.tell(command::UnlinkAccount{pair.account}).done);
    QVERIFY(world.tell(move).done);
    QCOMPARE(numberIn(world), QString());
    QCOMPARE(numberIn(world, s("Physio Group")), s("104377"));
}

QTEST_GUILESS_MAIN(TestLinks)
#include "tst_links.moc"
