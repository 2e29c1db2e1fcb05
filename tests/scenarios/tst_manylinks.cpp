// SPDX-License-Identifier: GPL-3.0-or-later

#include "records/words.h"
#include "support/world.h"

#include <QFile>
#include <QTest>

#include <algorithm>

// Links of many accounts at once, over real HTTP: contacts that were archived and merged behind our
// back, and mapping files. The sandbox's own truth is the witness that nothing else was touched.
class TestManyLinks : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void twoHundredBehindOurBack();
    void aMergeIsFollowedByTheConsole();
    void aFileLinksAllOrNothing();
    void aMistakeInAFileIsNamed_data();
    void aMistakeInAFileIsNamed();
    void aNumberGivenMeanwhileTakesOneLinkBack();
    void lostAnswersAreLookedUpNotSentAgain();
    void aBulkLinkGoesBackWhole();
    void whatWasPushedSinceStays();
    void theReportComesBackAsAFile();
    void contactsAreMadeForThoseChosen();
};

namespace {

using namespace records;

QString s(const char* text)
{
    return QString::fromUtf8(text);
}

QString padded(int n)
{
    return QStringLiteral("%1").arg(n, 3, 10, QLatin1Char('0'));
}

// Accounts 1 to count; with isLinked each has a contact of its name and number in Xero.
QList<AccountId> accounts(World& world, int count)
{
    QByteArray csv = "Account,Name,Role\n";
    for (int i = 1; i <= count; ++i)
        csv += QStringLiteral("%1,Customer %1,Customer\n").arg(padded(i)).toUtf8();
    world.import({{s("accounts.csv"), csv}});
    QList<AccountId> ids;
    for (const store::LinkRow& row : world.reader().links({.sortColumn = 0}, 0, count))
        ids.append(row.account);
    return ids;
}

void createAll(World& world, const QList<AccountId>& ids)
{
    const auto wished = world.tell(command::CreateContacts{ids});
    if (!wished.done)
        qWarning("%s", qPrintable(wished.sentence + wished.error.sentence));
    const auto pushed = world.push();
    if (!pushed.done)
        qWarning("%s", qPrintable(pushed.sentence + pushed.error.sentence));
}

QHash<QString, QString> states(World& world) // by account number
{
    QHash<QString, QString> all;
    for (const store::LinkRow& row : world.reader().links({}, 0, 10'000))
        all.insert(row.accountNumber, row.state);
    return all;
}

store::LinkRow rowOf(World& world, const QString& number)
{
    for (const store::LinkRow& row : world.reader().links({.text = number}, 0, 100))
        if (row.accountNumber == number)
            return row;
    return {};
}

QString contactOf(World& world, const QString& name)
{
    for (const QJsonValue& row : world.truth()[s("contacts")].toArray())
        if (row[s("name")].toString() == name)
            return row[s("id")].toString();
    return {};
}

int writes(World& world)
{
    return static_cast<int>(
        world.control("GET", s("/sandbox/calls"))[s("writes")].toArray().size());
}

QString file(World& world, const char* name, const QByteArray& content)
{
    const QString path = world.folder() + u'/' + s(name);
    QFile to(path);
    if (!to.open(QIODevice::WriteOnly) || to.write(content) != content.size())
        qFatal("a file could not be written");
    return path;
}

// Free contacts "Firm 001" to count, and the mapping of account n to the n-th of them.
QByteArray mappingToFirms(World& world, int count)
{
    QJsonArray contacts;
    for (int i = 1; i <= count; ++i)
        contacts.append(QJsonObject{{s("Name"), s("Firm ") + padded(i)}});
    world.control("POST", s("/sandbox/seed"), {{s("contacts"), contacts}});
    world.pull();
    QHash<QString, QString> ids;
    for (const QJsonValue& row : world.truth()[s("contacts")].toArray())
        ids.insert(row[s("name")].toString(), row[s("id")].toString());
    QByteArray csv = "Account Id,Xero Guid\n";
    for (int i = 1; i <= count; ++i)
        csv += (padded(i) + u',' + ids.value(s("Firm ") + padded(i)) + u'\n').toUtf8();
    return csv;
}

std::pair<int, QString> console(World& world, const QStringList& arguments)
{
    QProcess program;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(s("XDG_DATA_HOME"), world.folder());
    program.setProcessEnvironment(environment);
    program.start(s(CONSOLE), arguments);
    program.waitForFinished(120'000);
    return {program.exitCode(),
        QString::fromUtf8(program.readAllStandardOutput() + program.readAllStandardError())};
}

} // namespace

// 120 archived and 80 merged: straight, in a chain, and two into one. Hardly any has something
// waiting.
void TestManyLinks::twoHundredBehindOurBack()
{
    World world;
    const QList<AccountId> ids = accounts(world, 400);
    QCOMPARE(ids.size(), 400);
    createAll(world, ids);
    QCOMPARE(world.reader().linkCounts(), (QHash<QString, int>{{s("linked"), 400}}));
    QJsonArray groups;
    for (int i = 1; i <= 78; ++i)
        groups.append(QJsonObject{{s("Name"), s("Group ") + padded(i)}});
    groups.append(QJsonObject{{s("Name"), s("On the way")}});
    world.control("POST", s("/sandbox/seed"), {{s("contacts"), groups}});
    QVERIFY(world.pull().done);
    world.invoice(s("201"), s("INV-1"), s("888.00")); // of one that is about to be merged

    for (int i = 1; i <= 120; ++i)
        world.person(s("archive-contact"), {{s("contact"), s("Customer ") + padded(i)}});
    const auto merge = [&](const QString& from, const QString& into) {
        world.person(s("merge-contacts"), {{s("from"), from}, {s("into"), into}});
    };
    for (int i = 1; i <= 77; ++i) // 201 to 277
        merge(s("Customer ") + padded(200 + i), s("Group ") + padded(i));
    merge(s("Customer 278"), s("On the way")); // A to B …
    merge(s("On the way"), s("Group 078")); // … to C
    merge(s("Customer 279"), s("Customer 300")); // into the contact of another account
    merge(s("Customer 280"), s("Customer 300"));
    const QJsonObject after = world.truth();
    const int written = writes(world);

    const auto pulled = world.pull();
    QVERIFY2(pulled.done, qPrintable(pulled.sentence));
    const auto counts = world.reader().linkCounts();
    qInfo("%s", qPrintable(pulled.sentence));
    qInfo("after one pull: %d archived, %d merged, %d linked of 400", counts.value(s("archived")),
        counts.value(s("merged")), counts.value(s("linked")));
    QCOMPARE(counts.value(s("archived")), 120);
    QCOMPARE(counts.value(s("merged")), 80);
    QCOMPARE(counts.value(s("linked")), 200);
    const auto found = states(world);
    for (int i = 1; i <= 400; ++i)
        QCOMPARE(found.value(padded(i)),
            s(i <= 120                    ? "archived"
                    : i > 200 && i <= 280 ? "merged"
                                          : "linked"));
    // The survivors, by name: the end of the chain, not its middle.
    for (int i = 1; i <= 77; ++i)
        QCOMPARE(rowOf(world, padded(200 + i)).survivorName, s("Group ") + padded(i));
    QCOMPARE(rowOf(world, s("278")).survivorName, s("Group 078"));
    QVERIFY(rowOf(world, s("279")).rival.startsWith(s("Customer ")));
    QCOMPARE(writes(world), written);
    QCOMPARE(world.truth(), after);

    const auto followed = world.tell(command::FollowMerges{});
    QVERIFY2(followed.done, qPrintable(followed.sentence));
    qInfo("%s", qPrintable(followed.sentence));
    QCOMPARE(followed.sentence.section(u'(', 0, 0).trimmed(), s("78 linked, 2 need you."));
    QCOMPARE(world.reader().linkCounts().value(s("merged")), 2);
    QCOMPARE(world.reader().linkCounts().value(s("linked")), 278);
    QCOMPARE(world.reader().linkCounts().value(s("archived")), 120);
    for (int i = 1; i <= 78; ++i)
        QCOMPARE(rowOf(world, padded(200 + i)).contactName, s("Group ") + padded(i));
    QVERIFY2(
        followed.details.contains(s("Customer 279 (279): left")), qPrintable(followed.details));
    QCOMPARE(writes(world), written);
    QCOMPARE(world.truth(), after);

    // What waited goes to the survivor, and that is all that the push changes.
    QVERIFY(world.push().done);
    QCOMPARE(world.due(s("INV-1")), s("888.00"));
    QJsonObject pushed = world.truth();
    QCOMPARE(pushed[s("contacts")], after[s("contacts")]);
    QCOMPARE(pushed[s("invoices")].toArray().size(), after[s("invoices")].toArray().size() + 1);
    pushed[s("invoices")] = after[s("invoices")];
    QCOMPARE(pushed, after);
    qInfo("re-linked to their survivors: 78, left to a person: 2, contacts touched in Xero: 0");
}

void TestManyLinks::aMergeIsFollowedByTheConsole()
{
    World world;
    createAll(world, accounts(world, 3));
    world.person(s("create-contact"), {{s("name"), s("Group")}});
    world.person(s("merge-contacts"), {{s("from"), s("Customer 002")}, {s("into"), s("Group")}});
    QVERIFY(world.pull().done);
    world.closeEngine();
    const auto listed = console(world, {s("links"), world.bookPath(), s("--filter"), s("merged")});
    QVERIFY2(listed.second.contains(s("merged into Group")), qPrintable(listed.second));
    const auto [exit, said] = console(world, {s("link"), world.bookPath(), s("--merged")});
    QCOMPARE(exit, 0);
    QVERIFY2(
        said.contains(s("1 linked.")) && said.contains(s("Customer 002 (002): linked to Group")),
        qPrintable(said));
    const auto undone = console(world, {s("link"), world.bookPath(), s("--undo")});
    QCOMPARE(undone.first, 0);
    const auto again = console(world, {s("links"), world.bookPath(), s("002")});
    QVERIFY2(again.second.contains(s("Merged")), qPrintable(again.second));
}

void TestManyLinks::aFileLinksAllOrNothing()
{
    World world;
    accounts(world, 90);
    const QByteArray csv = mappingToFirms(world, 90);
    const QString path = file(world, "mapping.csv", csv);
    const auto tried = world.tell(command::LinkByFile{path, true});
    QVERIFY2(tried.done, qPrintable(tried.sentence + tried.error.sentence));
    QCOMPARE(tried.sentence, s("Nothing was written. It would be: 90 linked."));
    QCOMPARE(world.reader().linkCounts().value(s("linked")), 0);
    const QString broken = file(world, "broken.csv", csv + "999,\n");
    QVERIFY(!world.tell(command::LinkByFile{broken, false}).done);
    QCOMPARE(world.reader().linkCounts().value(s("linked")), 0);

    const int written = writes(world);
    const auto linked = world.tell(command::LinkByFile{path, false});
    QVERIFY2(linked.done, qPrintable(linked.sentence + linked.error.sentence));
    QVERIFY2(linked.sentence.startsWith(s("90 linked.")), qPrintable(linked.sentence));
    QCOMPARE(linked.details.count(u'\n'), 89);
    QVERIFY(linked.details.startsWith(s("line 2: Customer 001 (001): linked to Firm 001")));
    QCOMPARE(world.reader().linkCounts().value(s("linked")), 90);
    QCOMPARE(writes(world), written); // the numbers go with the next push …
    QVERIFY(world.push().done);
    QCOMPARE(writes(world), written + 3); // … forty in a call
    for (const QJsonValue& row : world.truth()[s("contacts")].toArray())
        if (row[s("name")].toString().startsWith(s("Firm")))
            QCOMPARE(row[s("number")].toString(), row[s("name")].toString().right(3));
    QVERIFY(world.push().done);
    QCOMPARE(writes(world), written + 3); // once
    // The same file again finds everything as it says.
    const auto again = world.tell(command::LinkByFile{path, false});
    QCOMPARE(again.sentence, s("0 linked, 90 already so."));
}

void TestManyLinks::aMistakeInAFileIsNamed_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QString>("said");
    QTest::newRow("no such account")
        << QByteArray("777,FIRM3") << s("line 3, column Account Id: There is no account 777");
    QTest::newRow("no id") << QByteArray("003,Firm")
                           << s("line 3, column Xero Guid: “Firm” is no id");
    QTest::newRow("not in Xero") << QByteArray("003,00000000-0000-4000-8000-000000000001")
                                 << s("line 3, column Xero Guid: Xero shows no contact");
    QTest::newRow("account twice")
        << QByteArray("001,FIRM3") << s("line 3, column Account Id: Account 001 stands in line 2");
    QTest::newRow("contact twice")
        << QByteArray("003,FIRM1") << s("line 3, column Xero Guid: Line 2 gives this contact");
    QTest::newRow("another system's number")
        << QByteArray("003,SHOP") << s("Shop already carries the number SHOP-9");
    QTest::newRow("archived") << QByteArray("003,GONE") << s("Gone is archived");
    QTest::newRow("merged") << QByteArray("003,MERGED") << s("was merged into Firm 002");
    QTest::newRow("no account") << QByteArray(",FIRM3")
                                << s("line 3, column Account Id: The account is missing");
    QTest::newRow("of another account")
        << QByteArray("003,TAKEN") << s("already belongs to another account: Customer 004 (004)");
}

void TestManyLinks::aMistakeInAFileIsNamed()
{
    QFETCH(QByteArray, line);
    QFETCH(QString, said);
    World world;
    const QList<AccountId> ids = accounts(world, 4);
    createAll(world, {ids[3]});
    mappingToFirms(world, 3);
    for (const char* name : {"Gone", "Merged", "Shop"})
        world.person(s("create-contact"),
            {{s("name"), s(name)}, {s("number"), s(qstrcmp(name, "Shop") == 0 ? "SHOP-9" : "")}});
    world.person(s("archive-contact"), {{s("contact"), s("Gone")}});
    world.person(s("merge-contacts"), {{s("from"), s("Merged")}, {s("into"), s("Firm 002")}});
    QVERIFY(world.pull().done);
    for (const auto& [word, name] : {std::pair("FIRM1", "Firm 001"), std::pair("FIRM3", "Firm 003"),
             std::pair("GONE", "Gone"), std::pair("MERGED", "Merged"), std::pair("SHOP", "Shop"),
             std::pair("TAKEN", "Customer 004")})
        line.replace(word, contactOf(world, s(name)).toLatin1());
    const QByteArray csv = "Account Id,Xero Guid\n001," + contactOf(world, s("Firm 001")).toLatin1()
        + '\n' + line + '\n';
    const auto refused = world.tell(command::LinkByFile{file(world, "m.csv", csv), false});
    QVERIFY(!refused.done);
    const QString words = refused.error.sentence + u'\n' + refused.details;
    QVERIFY2(words.contains(said), qPrintable(words));
    QVERIFY2(refused.error.sentence.contains(s("m.csv")), qPrintable(words));
    QCOMPARE(rowOf(world, s("001")).state, s("not-linked")); // half an import does not exist
}

// Between the file and the push another system has numbered one of the contacts.
void TestManyLinks::aNumberGivenMeanwhileTakesOneLinkBack()
{
    World world;
    accounts(world, 5);
    const QString path = file(world, "mapping.csv", mappingToFirms(world, 5));
    QVERIFY(world.tell(command::LinkByFile{path, false}).done);
    const QJsonObject taken{{s("ContactID"), contactOf(world, s("Firm 003"))},
        {s("Name"), s("Firm 003")}, {s("ContactNumber"), s("SHOP-9")}};
    world.control("POST", s("/sandbox/seed"), {{s("contacts"), QJsonArray{taken}}});
    QVERIFY(world.push().done);
    for (const QJsonValue& row : world.truth()[s("contacts")].toArray())
        if (const QString name = row[s("name")].toString(); name.startsWith(s("Firm")))
            QCOMPARE(
                row[s("number")].toString(), name == s("Firm 003") ? s("SHOP-9") : name.right(3));
    const auto found = states(world);
    for (auto state = found.begin(); state != found.end(); ++state)
        QCOMPARE(*state, state.key() == s("003") ? s("not-linked") : s("linked"));
}

void TestManyLinks::lostAnswersAreLookedUpNotSentAgain()
{
    World world;
    accounts(world, 5);
    const QString path = file(world, "mapping.csv", mappingToFirms(world, 5));
    QVERIFY(world.tell(command::LinkByFile{path, false}).done);
    const int written = writes(world);
    world.control("POST", s("/sandbox/faults"),
        {{s("times"), 1}, {s("kind"), s("drop-after")}, {s("verbs"), QJsonArray{s("POST")}},
            {s("pathContains"), s("Contacts")}});
    QVERIFY(world.push().done);
    QCOMPARE(writes(world), written + 1);
    QCOMPARE(world.reader().linkCounts().value(s("linked")), 5);
    for (const QJsonValue& row : world.truth()[s("contacts")].toArray())
        if (const QString name = row[s("name")].toString(); name.startsWith(s("Firm")))
            QCOMPARE(row[s("number")].toString(), name.right(3));
}

void TestManyLinks::aBulkLinkGoesBackWhole()
{
    World world;
    accounts(world, 5);
    const QString path = file(world, "mapping.csv", mappingToFirms(world, 5));
    QVERIFY(world.tell(command::LinkByFile{path, false}).done);
    QVERIFY(world.push().done);
    QCOMPARE(world.reader().lastLinkChange()->accounts, 5);
    const auto undone = world.tell(command::UndoLinks{});
    QVERIFY2(undone.done, qPrintable(undone.sentence + undone.error.sentence));
    QCOMPARE(world.reader().linkCounts().value(s("not-linked")), 5);
    QVERIFY(world.reader().lastLinkChange()->isUndone);
    // The numbers are taken out with the next push; until then they tie nothing together again.
    QVERIFY(world.pull().done);
    QCOMPARE(world.reader().linkCounts().value(s("not-linked")), 5);
    QVERIFY(world.push().done);
    for (const QJsonValue& row : world.truth()[s("contacts")].toArray())
        if (row[s("name")].toString().startsWith(s("Firm")))
            QCOMPARE(row[s("number")].toString(), QString());
    QVERIFY(world.sync().done);
    QCOMPARE(world.reader().linkCounts().value(s("not-linked")), 5);
    QVERIFY(!world.tell(command::UndoLinks{}).done); // once
    QVERIFY(world.tell(command::LinkByFile{path, false}).done); // and a second thought is new
    QVERIFY(world.push().done);
    QCOMPARE(world.reader().linkCounts().value(s("linked")), 5);
}

void TestManyLinks::whatWasPushedSinceStays()
{
    World world;
    accounts(world, 2);
    const QString path = file(world, "mapping.csv", mappingToFirms(world, 2));
    QVERIFY(world.tell(command::LinkByFile{path, false}).done);
    world.invoice(s("002"), s("INV-1"), s("10.00"));
    QVERIFY(world.push().done);
    const auto refused = world.tell(command::UndoLinks{});
    QVERIFY(!refused.done);
    QVERIFY2(refused.error.sentence.contains(s("Customer 002 (002): 1 record was tied since")),
        qPrintable(refused.error.sentence));
    QCOMPARE(world.reader().linkCounts().value(s("linked")), 2); // nor is the other one
}

void TestManyLinks::theReportComesBackAsAFile()
{
    World world;
    const QList<AccountId> ids = accounts(world, 3);
    createAll(world, {ids[0], ids[1]});
    world.closeEngine();
    const QString csv = world.folder() + s("/report.csv");
    const auto [exit, said]
        = console(world, {s("export"), world.bookPath(), s("links"), s("--to"), csv});
    QVERIFY2(exit == 0 && said.contains(s("3 accounts")), qPrintable(said));
    QFile report(csv);
    QVERIFY(report.open(QIODevice::ReadOnly));
    const QString text = QString::fromUtf8(report.readAll());
    QVERIFY(text.startsWith(
        s("Account Id,Account Name,Xero Guid,Xero Contact Name,State,How,Linked at")));
    QVERIFY2(text.contains(s("003,Customer 003,,,Not linked,,")), qPrintable(text));
    QVERIFY2(text.contains(s(",Customer 001,Linked,created,")), qPrintable(text));
    const QString xlsx = world.folder() + s("/report.xlsx");
    QCOMPARE(console(world,
                 {s("export"), world.bookPath(), s("links"), s("--to"), xlsx, s("--filter"),
                     s("without-contact")})
                 .first,
        0);
    QFile sheet(xlsx);
    QVERIFY(sheet.open(QIODevice::ReadOnly) && sheet.read(2) == "PK");
    const auto back
        = console(world, {s("link"), world.bookPath(), s("--map"), csv, s("--dry-run")});
    QVERIFY2(back.second.contains(
                 s("It would be: 0 linked, 2 already so, 1 without a contact left as they are.")),
        qPrintable(back.second));
}

void TestManyLinks::contactsAreMadeForThoseChosen()
{
    World world;
    const QList<AccountId> ids = accounts(world, 3);
    QVERIFY(world.push().done);
    QCOMPARE(writes(world), 0); // by itself none is made for an account without records
    QVERIFY(world.tell(command::CreateContacts{{ids[0], ids[2]}}).done);
    QCOMPARE(states(world).value(s("001")), s("to-create"));
    QVERIFY(world.push().done);
    QCOMPARE(states(world),
        (QHash<QString, QString>{
            {s("001"), s("linked")}, {s("002"), s("not-linked")}, {s("003"), s("linked")}}));
    QVERIFY(!contactOf(world, s("Customer 003")).isEmpty());
    QVERIFY(contactOf(world, s("Customer 002")).isEmpty());
}

QTEST_GUILESS_MAIN(TestManyLinks)
#include "tst_manylinks.moc"
