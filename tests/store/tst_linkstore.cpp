// SPDX-License-Identifier: GPL-3.0-or-later

#include "testbook.h"

// Links as the book keeps and derives them: half-linked, doubled, survivors of merges, wishes.
class TestLinkStore : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void halfLinkedIsDerived();
    void theEndOfAChainSurvives();
    void twoOfOneSurvivorKnowEachOther();
    void doubledWhileOneIsNobodys();
    void contactsKnowTheirAccounts();
    void primaryContactsOfBothSides();
    void wishesAreOnePerContact();
    void aChangeOfManyIsKept();
};

namespace {

using namespace test;

std::unique_ptr<store::Reader> reader(TestBook& t)
{
    return ok(store::openReader(t.path()));
}

mirror::Contact contact(int n, const QString& name)
{
    mirror::Contact one;
    one.id = {QUuid(static_cast<uint>(n), 0, 0, 0, 0, 0, 0, 0, 0, 0, 1)};
    one.name = name;
    one.status = u"ACTIVE"_s;
    return one;
}

void put(TestBook& t, const QList<mirror::Contact>& contacts)
{
    t.write([&](auto& tx) { ok(t.book->put(tx, contacts)); });
}

void tieTo(TestBook& t, AccountId account, const mirror::Contact& to, const QString& how)
{
    t.write([&](auto& tx) {
        ok(t.book->link(tx,
            {.account = account,
                .contact = to.id,
                .contactName = to.name,
                .how = how,
                .linkedAt = t.clock.at},
            u"test"_s));
    });
}

QString stateOf(TestBook& t, const QString& number)
{
    const auto r = reader(t);
    for (const store::LinkRow& row : r->links({.text = number}, 0, 10))
        if (row.accountNumber == number)
            return row.state;
    return {};
}

} // namespace

void TestLinkStore::halfLinkedIsDerived()
{
    TestBook t;
    const AccountId account = t.account(u"104377"_s, u"Harbourside"_s);
    mirror::Contact one = contact(1, u"Harbourside Pty"_s);
    tieTo(t, account, one, u"by you"_s);
    QCOMPARE(stateOf(t, u"104377"_s), u"partial"_s); // Xero shows no such contact
    QCOMPARE(t.book->linkOf(account)->state, LinkState::Partial);
    put(t, {one});
    QCOMPARE(stateOf(t, u"104377"_s), u"linked"_s);
    QCOMPARE(ok(t.book->accountFile(account)).link->state, LinkState::Linked);
    one.number = u" 104377 "_s;
    put(t, {one});
    QCOMPARE(stateOf(t, u"104377"_s), u"linked"_s);
    one.number = u"SHOP-9"_s;
    put(t, {one});
    QCOMPARE(stateOf(t, u"104377"_s), u"partial"_s); // the way back leads to somebody else
    QCOMPARE(t.book->linkOf(one.id)->state, LinkState::Partial);
    tieTo(t, account, one, byMerge());
    QCOMPARE(stateOf(t, u"104377"_s), u"linked"_s); // a survivor keeps its own
    one.number.clear();
    put(t, {one});
    one.name.clear();
    tieTo(t, account, one, u"by you"_s);
    QCOMPARE(stateOf(t, u"104377"_s), u"partial"_s); // R008: no friendly name
}

void TestLinkStore::theEndOfAChainSurvives()
{
    TestBook t;
    mirror::Contact a = contact(1, u"A"_s), b = contact(2, u"B"_s), c = contact(3, u"C"_s);
    a.mergedTo = b.id;
    b.mergedTo = c.id;
    put(t, {a, b, c});
    QCOMPARE(t.book->survivorOf(a.id)->name, u"C"_s);
    QCOMPARE(t.book->survivorOf(b.id)->name, u"C"_s);
    QCOMPARE(t.book->survivorOf(c.id)->name, u"C"_s);
    QVERIFY(!t.book->survivorOf(contact(9, {}).id));
    c.mergedTo = a.id; // a ring has no end
    put(t, {c});
    QVERIFY(!t.book->survivorOf(a.id));
    const AccountId account = t.account(u"1"_s, u"One"_s);
    tieTo(t, account, a, u"by you"_s);
    QCOMPARE(t.book->accountsOfMerged(), QList{account});
}

void TestLinkStore::twoOfOneSurvivorKnowEachOther()
{
    TestBook t;
    mirror::Contact a = contact(1, u"A"_s), b = contact(2, u"B"_s), c = contact(3, u"C"_s);
    a.mergedTo = b.mergedTo = c.id;
    a.status = b.status = u"ARCHIVED"_s;
    put(t, {a, b, c});
    tieTo(t, t.account(u"1"_s, u"One"_s), a, u"by you"_s);
    QVERIFY(reader(t)->links({}, 0, 1).first().rival.isEmpty());
    tieTo(t, t.account(u"2"_s, u"Two"_s), b, u"by you"_s);
    const auto rows = reader(t)->links({}, 0, 2);
    QCOMPARE(rows[0].rival, u"Two (2)"_s);
    QCOMPARE(rows[1].rival, u"One (1)"_s);
    QCOMPARE(rows[0].survivorName, u"C"_s);
}

void TestLinkStore::doubledWhileOneIsNobodys()
{
    TestBook t;
    mirror::Contact a = contact(1, u"Harbourside"_s), b = contact(2, u"HARBOURSIDE"_s),
                    c = contact(3, u"Other"_s);
    put(t, {a, b, c});
    tieTo(t, t.account(u"1"_s, u"One"_s), a, u"by you"_s);
    QCOMPARE(stateOf(t, u"1"_s), u"doubled"_s);
    QCOMPARE(reader(t)->linkCount({.filter = u"need-a-look"_s}), 1);
    tieTo(t, t.account(u"2"_s, u"Two"_s), b, u"by you"_s); // both are somebody's: two customers
    QCOMPARE(stateOf(t, u"1"_s), u"linked"_s);
    c.taxNumber = a.taxNumber = u"51 824 753 556"_s;
    put(t, {a, c});
    QCOMPARE(stateOf(t, u"1"_s), u"doubled"_s);
    QCOMPARE(reader(t)->contactCount({.filter = u"doubled"_s}), 2);
    c.status = u"ARCHIVED"_s;
    put(t, {c});
    QCOMPARE(stateOf(t, u"1"_s), u"linked"_s);
}

void TestLinkStore::contactsKnowTheirAccounts()
{
    TestBook t;
    mirror::Contact a = contact(1, u"A"_s), b = contact(2, u"B"_s), c = contact(3, u"C"_s),
                    d = contact(4, u"D"_s);
    b.mergedTo = c.id;
    b.status = d.status = u"ARCHIVED"_s;
    put(t, {a, b, c, d});
    tieTo(t, t.account(u"1"_s, u"One"_s), a, u"by you"_s);
    const auto rows = reader(t)->contacts({}, 0, 10);
    QCOMPARE(rows.size(), 4);
    QCOMPARE(rows[0].state, u"linked"_s);
    QCOMPARE(rows[0].accountName, u"One"_s);
    QCOMPARE(rows[1].state, u"merged"_s);
    QCOMPARE(rows[1].survivorName, u"C"_s);
    QCOMPARE(rows[2].state, u"free"_s);
    QVERIFY(!rows[2].account);
    QCOMPARE(rows[3].state, u"archived"_s);
    QCOMPARE(reader(t)->contactCount({.text = u"One"_s}), 1);
    QCOMPARE(reader(t)->contacts({.filter = u"free"_s}, 0, 10).size(), 1);
}

void TestLinkStore::primaryContactsOfBothSides()
{
    TestBook t;
    mirror::Contact a = contact(1, u"A"_s);
    put(t, {a});
    const AccountId account = t.account(u"1"_s, u"One"_s);
    tieTo(t, account, a, u"by you"_s);
    QCOMPARE(reader(t)->linkCount({.filter = u"primary-missing"_s}), 1);
    a.firstName = u"Kim"_s;
    put(t, {a});
    const auto row = reader(t)->links({}, 0, 1).first();
    QCOMPARE(row.xeroPrimary, u"Kim"_s);
    QCOMPARE(reader(t)->linkCount({.filter = u"primary-missing"_s}), row.primary.isEmpty() ? 1 : 0);
}

void TestLinkStore::wishesAreOnePerContact()
{
    TestBook t;
    const AccountId account = t.account(u"1"_s, u"One"_s);
    const mirror::Contact a = contact(1, u"A"_s), b = contact(2, u"B"_s);
    put(t, {a, b});
    t.write([&](auto& tx) {
        ok(t.book->save(tx, NumberWish{a.id, account, {}, u"1"_s, t.clock.at}));
        ok(t.book->save(tx, NumberWish{b.id, account, {}, u"1"_s, t.clock.at}));
        ok(t.book->save(tx, NumberWish{a.id, account, u"1"_s, {}, t.clock.at}));
    });
    const auto wishes = t.book->numberWishes(10);
    QCOMPARE(wishes.size(), 2);
    QCOMPARE(wishes[1], (NumberWish{a.id, account, u"1"_s, {}, t.clock.at}));
    // A contact whose number is about to be taken out is nobody's candidate.
    QCOMPARE(t.book->unlinkedContacts().size(), 1);
    t.write([&](auto& tx) { ok(t.book->dropNumberWish(tx, a.id)); });
    QCOMPARE(t.book->unlinkedContacts().size(), 2);
    t.write([&](auto& tx) { ok(t.book->setWantsContact(tx, account, false)); });
    QCOMPARE(ok(t.book->accountFile(account)).wantsContact, std::optional(false));
    tieTo(t, account, a, u"by you"_s); // linked, it has one
    t.write([&](auto& tx) { ok(t.book->unlink(tx, account, u"test"_s)); });
    QVERIFY(!ok(t.book->accountFile(account)).wantsContact);
}

void TestLinkStore::aChangeOfManyIsKept()
{
    TestBook t;
    const AccountId one = t.account(u"1"_s, u"One"_s), two = t.account(u"2"_s, u"Two"_s);
    const mirror::Contact a = contact(1, u"A"_s), b = contact(2, u"B"_s);
    Link before;
    before.account = two;
    before.contact = b.id;
    before.contactName = u"B"_s;
    before.how = u"by number"_s;
    before.linkedAt = t.clock.at;
    ContactCard card;
    card.name = u"Two as told"_s;
    const QList<Relinked> changed{
        {one, {.account = one}, a.id, false}, {two, before, a.id, std::nullopt, card}};
    qint64 id = 0;
    t.write([&](auto& tx) {
        id = ok(t.book->save(tx, LinkChange{.at = t.clock.at, .what = u"m.csv"_s}, changed));
    });
    QCOMPARE(t.book->relinked(id), changed);
    QCOMPARE(t.book->linkChange(0)->accounts, 2);
    QCOMPARE(reader(t)->lastLinkChange()->what, u"m.csv"_s);
    t.write([&](auto& tx) { ok(t.book->linkChangeUndone(tx, id)); });
    QVERIFY(t.book->linkChange(id)->isUndone);
    QVERIFY(!t.book->linkChange(id + 1));
    // What is done to one account is no bulk link, and has nobody after it when it is taken away.
    t.write([&](auto& tx) {
        ok(t.book->save(tx, LinkChange{.at = t.clock.at, .what = u"By hand"_s, .isByHand = true},
            {Relinked{two, before, {}}}));
    });
    QCOMPARE(t.book->linkChange(0)->id, id);
    QCOMPARE(t.book->linkChangeByHand(two)->id, id + 1);
    QVERIFY(!t.book->linkChangeByHand(one));
    QVERIFY(!t.book->relinked(id + 1).first().after);
}

QTEST_GUILESS_MAIN(TestLinkStore)
#include "tst_linkstore.moc"
