// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/randomedits.h"
#include "support/world.h"

#include "bridge/bridge.h"
#include "bridge/signed.h"

#include <QElapsedTimer>
#include <QTest>

using namespace records;
using Qt::StringLiterals::operator""_s;

// Sign-offs and balances as of a day, with a real book and engine against the sandbox.
class TestSignOff : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void anAccountASetAndTheBook();
    void whatIsRefusedChangesNothing();
    void moreThanTheThresholdIsRefused();
    void whatIsBeingReadAgainIsRefused();
    void whatIsDatedLaterSuspendsNothing();
    void undoneItStandsAgain();
    void stoppedHalfwayNothingIsLeft();
    void anUnfinishedOneIsDroppedAtTheNextOpening();
    void asOfADay();
    void asOfADayStoppedHalfway();
    void randomEdits();
};

namespace {

const base::Currency kAud = base::Currency::of("AUD");

QDate today()
{
    return base::SystemClock().now().date();
}

// The day that is signed: over everywhere in the world.
QDate signedDay()
{
    return today().addDays(-5);
}

QString number(int account)
{
    return QString::number(1'000 + account);
}

// So many customers: two open invoices, one that is paid, and a payment on account, all before the
// day.
void fill(World& world, int accounts)
{
    QString named = u"Account,Name,Role\n"_s;
    QString invoices
        = u"Account,Invoice,Date,Due date,Tax mode,Description,Quantity,Unit price,Amount,Tax\n"_s;
    QString payments
        = u"Account,Payment,Date,Amount,Reference,Method,Invoice list,Invoice allocation list\n"_s;
    const QString day = signedDay().addDays(-20).toString(Qt::ISODate);
    for (int i = 1; i <= accounts; ++i) {
        const QString n = number(i);
        named += u"%1,Customer %1,Customer\n"_s.arg(n);
        for (int k = 1; k <= 3; ++k)
            invoices += u"%1,I-%1-%2,%3,%3,No tax,Service,1,%4.00,%4.00,0.00\n"_s.arg(n)
                            .arg(k)
                            .arg(day)
                            .arg(40 + 10 * k + i);
        payments += u"%1,P-%1-1,%2,%3.00,P-%1-1,EFT,I-%1-1,%3.00\n"_s.arg(n, day).arg(50 + i);
        payments += u"%1,P-%1-2,%2,25.00,P-%1-2,EFT,,\n"_s.arg(n, day);
    }
    DONE(world.import({{u"accounts.csv"_s, named.toUtf8()}, {u"invoices.csv"_s, invoices.toUtf8()},
        {u"payments.csv"_s, payments.toUtf8()}}));
}

CommandOutcome sign(World& world, const QStringList& accounts, const char* threshold = "0.00")
{
    command::SignOff what;
    for (const QString& one : accounts)
        what.accounts.append(world.accountId(one));
    what.wholeBook = accounts.isEmpty();
    what.day = signedDay();
    what.preparer = u"Dana Reed"_s;
    what.threshold = *base::Money::parse(QString::fromLatin1(threshold), kAud);
    return world.tell(what);
}

SignOff newest(const World& world)
{
    return world.reader().signOffs().value(0);
}

SignOffState stateOf(const World& world, SignOffId id)
{
    return world.reader().signOff(id)->state;
}

QString inText(base::Money ledger, base::Money xero)
{
    return ledger.toString() + u" | "_s + xero.toString();
}

// By how much the account's balances as of the day moved since it was signed, told in three ways
// that have to be equal: by the balances themselves, by what the book keeps of the change, and
// record by record. Empty: they are.
QString whyNotToTheCent(const World& world, SignOffId signOff, AccountId account)
{
    const store::Reader& reader = world.reader();
    const QDate day = reader.signOff(signOff)->day;
    const auto file = reader.accountFile(account);
    const base::Money none(0, kAud);
    base::Money ledger = none, xero = none, keptLedger = none, keptXero = none;
    base::Money itemsLedger = none, itemsXero = none;
    for (const Bridge& one : bridge::explainAll(*file, reader.surroundings(), day)) {
        ledger += one.ledger;
        xero += one.xero;
    }
    QList<SignedItem> before, now;
    for (const SignedAccount& one : reader.signedAccounts(signOff, account, true, 0, 100)) {
        ledger -= one.ledger;
        xero -= one.xero;
        before += one.items;
    }
    for (const SignedAccount& one : bridge::signedAccounts(*file, day))
        now += one.items;
    int changed = 0;
    for (const SignOffChange& one : reader.signOffChanges(signOff, 0, 10'000))
        if (one.account == account) {
            keptLedger += one.ledger;
            keptXero += one.xero;
            changed += one.records;
        }
    const QList<SignedDelta> deltas = deltaOf(before, now);
    for (const SignedDelta& one : deltas)
        (one.isLedger() ? itemsLedger : itemsXero) += one.amount();
    if (changed == 0 || changed != deltas.size())
        return u"%1 records kept, %2 found"_s.arg(changed).arg(deltas.size());
    const QString said = inText(ledger, xero), kept = inText(keptLedger, keptXero);
    const QString items = inText(itemsLedger, itemsXero);
    return said == kept && said == items
        ? QString()
        : u"balances moved %1, kept %2, by record %3"_s.arg(said, kept, items);
}

} // namespace

void TestSignOff::anAccountASetAndTheBook()
{
    World world;
    fill(world, 4);
    DONE(world.sync());
    DONE(sign(world, {number(1)}));
    const SignOff one = newest(world);
    QCOMPARE(one.scope, SignOffScope::Account);
    QCOMPARE(one.state, SignOffState::Prepared);
    QCOMPARE(one.accounts, 1);
    QCOMPARE(one.sums.size(), 1);
    QCOMPARE(one.sums.first().ledger.toString(), u"107.00"_s); // 51 + 61 + 71 less 51 and 25
    DONE(sign(world, {number(2), number(3)}));
    QCOMPARE(newest(world).scope, SignOffScope::Set);
    DONE(sign(world, {}));
    const SignOff book = newest(world);
    QCOMPARE(book.scope, SignOffScope::Book);
    QCOMPARE(book.accounts, 4);
    QCOMPARE(book.sums.size(), 1);
    QCOMPARE(book.sums.first().balances, 4);
    QCOMPARE(book.sums.first().difference().toString(), u"0.00"_s);
    QVERIFY(book.xeroReadAt.isValid() && book.xeroReadAt <= book.preparedAt);
    QCOMPARE(book.seal.size(), 64);
    QCOMPARE(stateOf(world, one.id), SignOffState::Prepared); // of another scope: both stand

    const auto himself = world.tell(command::ReviewSignOff{book.id, u"dana reed"_s, {}});
    QVERIFY(!himself.done);
    QVERIFY2(
        himself.error.sentence.contains(u"Somebody else"_s), qPrintable(himself.error.sentence));
    QVERIFY(!world.tell(command::ReviewSignOff{book.id, u"DANA \u00a0 Reed "_s, {}}).done);
    QVERIFY(!world.tell(command::ReviewSignOff{book.id, u" "_s, {}}).done);
    QCOMPARE(stateOf(world, book.id), SignOffState::Prepared);
    DONE(world.tell(command::ReviewSignOff{book.id, u"Lee Park"_s, u"looked at all"_s}));
    QCOMPARE(stateOf(world, book.id), SignOffState::SignedOff);
    QCOMPARE(world.reader().signOff(book.id)->reviewer, u"Lee Park"_s);
    QVERIFY(!world.tell(command::ReviewSignOff{book.id, u"Kim Ode"_s, {}}).done); // once

    const auto rows = world.reader().accounts(u"customer"_s, {}, 0, 100);
    QCOMPARE(rows.size(), 4);
    for (const store::AccountRow& row : rows)
        QCOMPARE(row.signedTo, signedDay());
    QVERIFY(!world.tell(command::WithdrawSignOff{book.id, u"Lee Park"_s, {}}).done); // no reason
    DONE(world.tell(command::WithdrawSignOff{book.id, u"Lee Park"_s, u"wrong day"_s}));
    QCOMPARE(stateOf(world, book.id), SignOffState::Withdrawn);
    QCOMPARE(world.reader().signOffEvents(book.id).size(), 3);

    DONE(sign(world, {})); // what is over is not replaced
    QCOMPARE(stateOf(world, book.id), SignOffState::Withdrawn);
    DONE(sign(world, {number(1)}));
    QCOMPARE(stateOf(world, one.id), SignOffState::Replaced);
    QCOMPARE(world.reader().signOff(one.id)->replacedBy, newest(world).id);
}

void TestSignOff::whatIsRefusedChangesNothing()
{
    World world;
    fill(world, 2);
    const auto refused = [&](const command::SignOff& what, const char* why) {
        const CommandOutcome outcome = world.tell(what);
        QVERIFY2(!outcome.done, why);
        QVERIFY2(outcome.error.sentence.contains(QString::fromUtf8(why)),
            qPrintable(outcome.error.sentence));
        QVERIFY(world.reader().signOffs().isEmpty());
    };
    const AccountId one = world.accountId(number(1));
    const command::SignOff good{
        .accounts = {one}, .day = signedDay(), .preparer = u"Dana"_s, .note = {}, .threshold = {}};
    refused(good, "Nothing was read from Xero yet");
    DONE(world.sync());
    command::SignOff bad = good;
    bad.preparer = u"  "_s;
    refused(bad, "needs the name");
    bad = good;
    bad.day = today().addDays(2); // by every clock
    refused(bad, "as of today or a day before");
    bad.day = {};
    refused(bad, "as of today or a day before");
    bad = good;
    bad.accounts.clear();
    refused(bad, "Choose the accounts");
    bad = good;
    bad.threshold = base::Money(-1, kAud);
    refused(bad, "below zero");
    bad = good;
    bad.day = signedDay().addYears(-20);
    refused(bad, "nothing to sign off");
    // A day is not over before Xero was read after it: by its own clock a week passed since.
    DONE(world.tell(good));
}

// A payment that was taken in and whose tie is lost: nobody can tell why it stands alone.
void TestSignOff::moreThanTheThresholdIsRefused()
{
    World world;
    fill(world, 2);
    DONE(world.sync());
    world.person(u"match-invoice"_s,
        {{u"invoice"_s, u"I-1001-2"_s}, {u"amount"_s, u"40.00"_s}, {u"bank"_s, u"090"_s},
            {u"date"_s, signedDay().toString(Qt::ISODate)}});
    DONE(world.pull());
    const auto file = world.reader().accountFile(world.accountId(number(1)));
    const auto taken = std::find_if(file->payments.begin(), file->payments.end(),
        [](const ledger::Payment& one) { return one.source == ledger::Source::Xero; });
    QVERIFY(taken != file->payments.end());
    world.closeEngine();
    {
        const base::SystemClock clock;
        const auto book = store::Book::open(world.bookPath(), {}, clock);
        QVERIFY(book);
        auto transaction = (*book)->begin();
        QVERIFY((*book)->untie(*transaction, {RecordKind::Payment, taken->id.value}, u"test"_s));
        QVERIFY(transaction->commit());
    }
    world.restartEngine();
    for (const QStringList& accounts : {QStringList(), QStringList{number(1)}}) {
        const CommandOutcome refused = sign(world, accounts, "39.99");
        QVERIFY(!refused.done);
        QVERIFY2(refused.error.sentence.contains(u"40.00 unexplained"_s),
            qPrintable(refused.error.sentence));
        QVERIFY(world.reader().signOffs().isEmpty());
    }
    DONE(sign(world, {number(2)}));
    DONE(sign(world, {}, "40.00"));
    QCOMPARE(newest(world).sums.first().unexplained.abs().toString(), u"40.00"_s);
}

void TestSignOff::whatIsBeingReadAgainIsRefused()
{
    World world;
    fill(world, 2);
    DONE(world.sync());
    // Xero's own balance says another figure than what was read: stale, until it is read again.
    world.control("POST", u"/sandbox/settings"_s, {{u"balanceOffByCents"_s, 700}});
    DONE(world.tell(command::Sync{.direction = command::Direction::Pull, .checkTotals = true}));
    QVERIFY(!world.reader().accounts(u"customer"_s, {.text = number(1)}, 0, 1).value(0).isStale);
    world.closeEngine();
    {
        const base::SystemClock clock;
        const auto book = store::Book::open(world.bookPath(), {}, clock);
        QVERIFY(book);
        auto totals = (*book)->controlTotals();
        QCOMPARE(totals.differences.size(), 2);
        totals.differences.first().isStale = true;
        auto transaction = (*book)->begin();
        QVERIFY((*book)->save(*transaction, totals));
        QVERIFY(transaction->commit());
    }
    world.restartEngine();
    const auto stale = sign(world, {});
    QVERIFY(!stale.done);
    QVERIFY2(
        stale.error.sentence.contains(u"being read again"_s), qPrintable(stale.error.sentence));
    QVERIFY(world.reader().signOffs().isEmpty());
}

void TestSignOff::whatIsDatedLaterSuspendsNothing()
{
    World world;
    fill(world, 3);
    DONE(world.sync());
    DONE(sign(world, {}));
    const SignOffId id = newest(world).id;
    const QString later = signedDay().addDays(2).toString(Qt::ISODate);
    const auto stands = [&] {
        const auto changes = world.reader().signOffChanges(id, 0, 10);
        QVERIFY2(
            changes.isEmpty(), qPrintable(inText(changes.value(0).ledger, changes.value(0).xero)));
        QCOMPARE(stateOf(world, id), SignOffState::Prepared);
    };
    world.invoice(number(1), u"L-1"_s, u"10.00"_s);
    stands();
    world.payment(number(1), u"LP-1"_s, u"10.00"_s, u"I-1001-2"_s, u"10.00"_s);
    stands();
    DONE(world.sync()); // the push of all that
    stands();
    const auto person = [&](const char* act, QJsonObject what) {
        what.insert(u"date"_s, later);
        what.insert(u"bank"_s, u"090"_s);
        world.person(QString::fromLatin1(act), what);
        DONE(world.pull());
        stands();
    };
    person("match-invoice", {{u"invoice"_s, u"I-1002-2"_s}, {u"amount"_s, u"12.00"_s}});
    person("create-invoice",
        {{u"contact"_s, u"Customer 1002"_s}, {u"number"_s, u"X-1"_s}, {u"amount"_s, u"9.00"_s}});
    person("create-overpayment", {{u"contact"_s, u"Customer 1003"_s}, {u"amount"_s, u"9.00"_s}});
    person("create-credit-note",
        {{u"contact"_s, u"Customer 1003"_s}, {u"number"_s, u"XC-1"_s}, {u"amount"_s, u"5.00"_s},
            {u"invoice"_s, u"I-1003-3"_s}});
    world.reverse(u"P-1003-1"_s); // today, of a payment of then
    stands();
}

void TestSignOff::undoneItStandsAgain()
{
    World world;
    fill(world, 2);
    DONE(world.sync());
    DONE(sign(world, {}));
    const SignOffId id = newest(world).id;
    DONE(world.tell(command::ReviewSignOff{id, u"Lee Park"_s, {}}));
    const auto edit = [&](const char* total) {
        world.person(u"edit-invoice"_s,
            {{u"invoice"_s, u"I-1001-3"_s}, {u"total"_s, QString::fromLatin1(total)}});
        DONE(world.pull());
    };
    edit("99.00");
    QCOMPARE(stateOf(world, id), SignOffState::Suspended);
    QCOMPARE(whyNotToTheCent(world, id, world.accountId(number(1))), QString());
    QCOMPARE(world.reader().signOffChanges(id, 0, 10).value(0).xero.toString(), u"28.00"_s);
    QVERIFY(world.reader().accounts(u"customer"_s, {.text = number(1)}, 0, 1).value(0).isSuspended);
    QVERIFY(
        !world.reader().accounts(u"customer"_s, {.text = number(2)}, 0, 1).value(0).isSuspended);
    edit("71.00");
    QCOMPARE(stateOf(world, id), SignOffState::SignedOff);
    QVERIFY(world.reader().signOffChanges(id, 0, 10).isEmpty());
    // An overpayment that came and went.
    world.person(u"create-overpayment"_s,
        {{u"contact"_s, u"Customer 1002"_s}, {u"amount"_s, u"7.00"_s}, {u"bank"_s, u"090"_s},
            {u"date"_s, signedDay().toString(Qt::ISODate)}});
    DONE(world.pull());
    QCOMPARE(stateOf(world, id), SignOffState::Suspended);
    const auto review = world.tell(command::ReviewSignOff{id, u"Kim Ode"_s, {}});
    QVERIFY(!review.done); // nobody signs what is suspended
    const auto other = world.reader().accountFile(world.accountId(number(2)));
    for (const mirror::Credit& one : other->credits)
        if (one.total == base::Money(700, kAud))
            world.person(u"void"_s, {{u"credit"_s, one.id.value.toString(QUuid::WithoutBraces)}});
    DONE(world.pull());
    QCOMPARE(stateOf(world, id), SignOffState::SignedOff);
    QStringList said;
    for (const SignOffEvent& one : world.reader().signOffEvents(id))
        said.append(one.what.section(u':', 0, 0));
    QCOMPARE(said.filter(u"suspended"_s).size(), 2);
    QCOMPARE(said.filter(u"is as signed again"_s).size(), 2);
}

namespace {

// Stops what runs as soon as it has told of a first part; says how it ended.
CommandOutcome stoppedHalfway(World& world, const Command& what)
{
    bool asked = false;
    const auto connection = QObject::connect(
        &world.engine(), &engine::Engine::statusChanged, [&](const EngineStatus& status) {
            if (asked || status.done == 0 || status.done == status.total)
                return;
            asked = true;
            world.engine().perform(999'999, command::StopRun{});
        });
    const CommandOutcome outcome = world.tell(what);
    QObject::disconnect(connection);
    if (!asked)
        qWarning("there was no half to stop at");
    return outcome;
}

// Accounts of the ledger alone: enough of them for several slices.
void fillLedger(World& world)
{
    fill(world, 450);
    DONE(world.pull());
}

} // namespace

void TestSignOff::stoppedHalfwayNothingIsLeft()
{
    World world;
    fillLedger(world);
    DONE(sign(world, {}));
    const SignOff first = newest(world);
    command::SignOff what;
    what.wholeBook = true;
    what.day = signedDay();
    what.preparer = u"Dana Reed"_s;
    const CommandOutcome outcome = stoppedHalfway(world, what);
    QVERIFY(!outcome.done);
    QCOMPARE(world.reader().signOffs().size(), 1);
    QCOMPARE(stateOf(world, first.id), SignOffState::Prepared); // the earlier one still stands
    QCOMPARE(world.reader().signedAccounts(first.id, {}, false, 0, 1'000).size(), 450);
    DONE(sign(world, {})); // and a later one is whole
    QCOMPARE(newest(world).accounts, 450);
    QCOMPARE(stateOf(world, first.id), SignOffState::Replaced);
}

void TestSignOff::anUnfinishedOneIsDroppedAtTheNextOpening()
{
    World world;
    fill(world, 2);
    DONE(world.sync());
    const AccountId account = world.accountId(number(1));
    const auto signedNow
        = bridge::signedAccounts(*world.reader().accountFile(account), signedDay());
    world.closeEngine();
    const base::SystemClock clock;
    {
        const auto book = store::Book::open(world.bookPath(), {}, clock);
        QVERIFY(book);
        auto transaction = (*book)->begin();
        SignOff half;
        half.scope = SignOffScope::Book;
        half.day = signedDay();
        half.preparer = u"Dana Reed"_s;
        half.threshold = base::Money(0, kAud);
        half.xeroReadAt = clock.now();
        const auto id = (*book)->beginSignOff(*transaction, half);
        QVERIFY(id);
        QVERIFY((*book)->add(*transaction, *id, signedNow.first(), {}));
        QVERIFY(transaction->commit());
        QCOMPARE((*book)->standingSignOffs({}).size(), 1);
    }
    world.restartEngine();
    DONE(world.pull());
    QVERIFY(world.reader().signOffs().isEmpty());
    world.closeEngine();
    const auto book = store::Book::open(world.bookPath(), {.readOnly = true}, clock);
    QVERIFY(book);
    QVERIFY((*book)->standingSignOffs({}).isEmpty());
    QVERIFY((*book)->signedAccounts({1}, {}, false).isEmpty());
}

namespace {

// The accounts whose row as of the day isn't what the bridge says of their records; the list is
// read whole.
QStringList notAsOf(const World& world, QDate day)
{
    QStringList wrong;
    const store::Reader& reader = world.reader();
    QHash<AccountId, QList<store::AccountRow>> rows;
    for (const store::AccountRow& one : reader.accounts(u"customer"_s, {.asOf = day}, 0, 10'000))
        rows[one.id].append(one);
    for (const store::AccountRow& one : reader.accounts(u"customer"_s, {}, 0, 10'000)) {
        const auto file = reader.accountFile(one.id);
        for (const Bridge& bridge : bridge::explainAll(*file, reader.surroundings(), day)) {
            const auto shown = rows.value(one.id);
            const bool isThere
                = std::any_of(shown.begin(), shown.end(), [&](const store::AccountRow& row) {
                      return row.ledger == bridge.ledger && row.xero == bridge.xero
                          && row.difference == bridge.difference()
                          && row.unexplained == bridge.unexplained();
                  });
            if (!isThere)
                wrong.append(one.number + u' ' + inText(bridge.ledger, bridge.xero));
        }
    }
    return wrong;
}

} // namespace

void TestSignOff::asOfADay()
{
    World world;
    fill(world, 12);
    DONE(world.sync());
    const QDate day = signedDay();
    DONE(world.tell(command::ShowAsOf{day}));
    QCOMPARE(world.reader().asOf().day, day);
    QVERIFY(world.reader().asOf().isReady);
    QCOMPARE(notAsOf(world, day), QStringList());
    // Later changes, dated before the day and after it.
    base::SeededRandom random(7);
    RandomEdits edits(world, random, day);
    for (int i = 1; i <= 12; ++i)
        edits.any(world.accountId(number(i)));
    for (int i = 1; i <= 3; ++i)
        world.payment(number(i), u"LATE-%1"_s.arg(i), u"3.00"_s);
    DONE(world.sync());
    QCOMPARE(notAsOf(world, day), QStringList());
    QVERIFY(!notAsOf(world, today()).isEmpty()); // the payments of today are not in it
    DONE(world.tell(command::ShowAsOf{}));
    QVERIFY(!world.reader().asOf().day.isValid());
}

void TestSignOff::asOfADayStoppedHalfway()
{
    World world;
    fillLedger(world);
    const CommandOutcome outcome = stoppedHalfway(world, command::ShowAsOf{signedDay()});
    QVERIFY(!outcome.done);
    QVERIFY(!world.reader().asOf().day.isValid());
    DONE(world.tell(command::ShowAsOf{signedDay()}));
    QCOMPARE(notAsOf(world, signedDay()), QStringList());
}

// After sign-off, 500 edits on either side one after the other: each suspends it within one pull,
// by sums that are right to the cent; and is signed anew.
void TestSignOff::randomEdits()
{
    const int edits = qEnvironmentVariableIsSet("TIEOUT_EDITS")
        ? qEnvironmentVariableIntValue("TIEOUT_EDITS")
        : 500;
    const int accounts = std::clamp(edits / 30, 12, 60);
    const quint64 seed = qEnvironmentVariableIsSet("TIEOUT_SEED")
        ? qEnvironmentVariable("TIEOUT_SEED").toULongLong()
        : 20'261'121;
    const QByteArray where = "TIEOUT_SEED=" + QByteArray::number(seed);
    World world;
    fill(world, accounts);
    DONE(world.sync());
    base::SeededRandom random(seed);
    RandomEdits people(world, random, signedDay());
    QMap<QString, int> kinds;
    QElapsedTimer time, told;
    qint64 signing = 0, pulling = 0;
    time.start();
    for (int i = 0; i < edits; ++i) {
        told.start();
        const CommandOutcome outcome = sign(world, {});
        QVERIFY2(outcome.done, (where + outcome.error.sentence.toUtf8()).constData());
        signing += told.elapsed();
        const QList<SignOff> all = world.reader().signOffs();
        const SignOffId id = all.first().id;
        QCOMPARE(all.first().state, SignOffState::Prepared);
        if (all.size() > 1)
            QCOMPARE(all.at(1).state, SignOffState::Replaced);
        const AccountId account
            = world.accountId(number(1 + static_cast<int>(random.below(accounts))));
        const RandomEdits::Done done = people.any(account);
        const QByteArray edit
            = where + " edit " + QByteArray::number(i) + ": " + done.what.toUtf8();
        QVERIFY2(!done.what.isEmpty(), edit.constData());
        ++kinds[done.what.section(u',', 0, 0)];
        told.start();
        if (done.where == RandomEdits::Where::Xero) {
            QCOMPARE(stateOf(world, id), SignOffState::Prepared); // nobody could know
            const CommandOutcome pulled = world.pull();
            QVERIFY2(pulled.done, qPrintable(pulled.sentence));
        }
        pulling += told.elapsed();
        QVERIFY2(stateOf(world, id) == SignOffState::Suspended, edit.constData());
        // What an edit of the ledger made room for elsewhere is taken in with the next pull.
        QSet<AccountId> changed{account};
        for (const SignOffChange& one : world.reader().signOffChanges(id, 0, 1'000))
            changed.insert(one.account);
        for (const AccountId one : std::as_const(changed)) {
            const QString why = whyNotToTheCent(world, id, one);
            QVERIFY2(why.isEmpty(), (edit + '\n' + why.toUtf8()).constData());
        }
    }
    qInfo("%d edits of %d accounts in %lld ms (signing anew %lld ms, pulls %lld ms), %s", edits,
        accounts, time.elapsed(), signing, pulling, where.constData());
    for (auto one = kinds.begin(); one != kinds.end(); ++one)
        qInfo("  %-34s %d", qPrintable(one.key()), one.value());
}

QTEST_GUILESS_MAIN(TestSignOff)
#include "tst_signoff.moc"
