// SPDX-License-Identifier: GPL-3.0-or-later

#include "scenarios/consoleofworld.h"
#include "store/backups.h"
#include "store/succession.h"

#include <QFile>
#include <QJsonDocument>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTest>

// A book goes to another organisation (R122): only by its name, letter by letter, with the ledger's
// side alone, and with nothing pushed there before both sides were matched and that was accepted.
namespace command = records::command;

namespace {

QString s(const char* text)
{
    return QString::fromUtf8(text);
}

const QString kOther = QStringLiteral("Wattle Holdings Pty Ltd");

} // namespace

class TestSwitch : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void onlyByItsName();
    void theLedgerGoesAlong();
    void whatCameInIsTheLedgersOwn();
    void whoElseLooksIsAskedToClose();
    void theConsoleShowsFirst();
    void everyTableIsDecided();

private:
    static void history(World& world)
    {
        world.account(s("A-1"), s("Wattle Roofing"));
        world.account(s("A-2"), s("Yarra Catering"));
        world.account(s("A-3"), s("Only Here"));
        for (const char* number : {"A-1", "A-2", "A-3"})
            world.invoice(s(number), s("INV-") + s(number), s("100.00"));
        world.payment(s("A-1"), s("PAY-1"), s("100.00"), s("INV-A-1"));
        world.sync();
        world.control("POST", s("/sandbox/tenants"), {{s("name"), kOther}});
        // Known there by its number; by the name that its contact had here; not at all.
        there(world, {{s("name"), s("Wattle Roofing (NSW)")}, {s("number"), s("A-1")}});
        there(world, {{s("name"), s("Yarra Catering")}});
    }
    static void there(World& world, QJsonObject what)
    {
        what.insert(s("tenant"), kOther);
        world.person(s("create-contact"), what);
    }
    static QJsonArray invoicesThere(World& world)
    {
        return world
            .control("GET",
                s("/sandbox/truth?tenant=")
                    + QString::fromLatin1(QUrl::toPercentEncoding(kOther)))[s("invoices")]
            .toArray();
    }
};

void TestSwitch::onlyByItsName()
{
    World world;
    history(world);
    const QString own = world.reader().diagnostics().organisation;
    const auto wrong = world.tell(command::SwitchOrganisation{kOther.toLower()});
    QVERIFY(!wrong.done);
    QVERIFY2(wrong.error.sentence.contains(kOther), qPrintable(wrong.error.sentence));
    QVERIFY(!world.tell(command::SwitchOrganisation{{}}).done);
    const auto same = world.tell(command::SwitchOrganisation{own});
    QVERIFY2(
        !same.done && same.error.sentence.contains(s("already")), qPrintable(same.error.sentence));
    world.control("POST", s("/sandbox/tenants"), {{s("name"), kOther}}); // another of that name
    QVERIFY(!world.tell(command::SwitchOrganisation{kOther}).done);
    QVERIFY(!QFile::exists(world.bookPath() + s(".next")));
    // And the book goes on as before.
    world.invoice(s("A-1"), s("INV-9"), s("9.00"));
    DONE(world.sync());
    QCOMPARE(world.due(s("INV-9")), s("9.00"));
}

void TestSwitch::theLedgerGoesAlong()
{
    World world;
    history(world);
    const QString own = world.reader().diagnostics().organisation;
    const store::SwitchPreview preview = world.reader().switchPreview();
    QCOMPARE(preview.accounts, 3);
    QCOMPARE(preview.documents, 3);
    QCOMPARE(preview.links, 3);
    QVERIFY(preview.tied >= 4);
    DONE(world.tell(command::BackUp{}));
    // Killed before the new one is in its place: the book is as it was, and can be asked again.
    DONE(world.tell(command::SwitchOrganisation{kOther}));
    world.restartEngine();
    DONE(world.sync());
    QFile stale(world.bookPath() + s(".next-wal"));
    QVERIFY(stale.open(QIODevice::WriteOnly) && stale.write(QByteArray(4096, 'x')) > 0);
    stale.close();
    const auto made = world.tell(command::SwitchOrganisation{kOther});
    DONE(made);
    QVERIFY(QFile::exists(made.successor));
    // What came into this book now would be lost.
    QVERIFY(!world.tell(command::Sync{}).done);
    world.closeEngine();
    const auto kept
        = store::putSuccessorInPlace(made.successor, world.bookPath(), own, base::SystemClock());
    QVERIFY2(kept.has_value(), kept ? "" : qPrintable(kept.error().sentence));
    QVERIFY2(kept->contains(own) && QFile::exists(*kept), qPrintable(*kept));
    // The old organisation's backups are no longer offered here.
    QVERIFY(store::backupsOf(world.bookPath()).isEmpty());
    QVERIFY(QFile::exists(store::backupFolder(*kept)));
    world.restartEngine();
    QCOMPARE(world.reader().switchPreview().documents, 3);
    QCOMPARE(world.reader().switchPreview().tied, 0);
    QVERIFY(!world.reader().settings().pushIsOn);
    world.sync();
    QCOMPARE(world.reader().diagnostics().organisation, kOther);
    QCOMPARE(invoicesThere(world).size(), 0);
    // Links are proven by number and by name; the third account has none any more.
    DONE(world.tell(command::ProposeAdoption{}));
    QCOMPARE(world.reader().adoption()->links, 2);
    DONE(world.tell(command::AcceptAdoption{QDate(2000, 1, 1)}));
    QCOMPARE(world.reader().linkCounts().value(s("linked")), 2);
    QCOMPARE(world.reader().linkCounts().value(s("partial")), 1);
    for (int look = 0; look < 8 && invoicesThere(world).size() < 2; ++look) {
        world.sync();
        QTest::qWait(700);
    }
    QCOMPARE(invoicesThere(world).size(), 2);
    QVERIFY(world.outbox().join(u'\n').contains(s("INV-A-3 partial-link")));
    // The book of before has all it had.
    const auto before = store::openReader(*kept);
    QVERIFY(before.has_value());
    QCOMPARE((*before)->switchPreview().tied, preview.tied);
    QCOMPARE((*before)->diagnostics().organisation, own);
}

// Paid in the old organisation, and taken in from there: it goes on to the new one.
void TestSwitch::whatCameInIsTheLedgersOwn()
{
    World world;
    world.account(s("A-1"), s("Wattle Roofing"));
    world.invoice(s("A-1"), s("INV-1"), s("100.00"));
    DONE(world.sync());
    world.person(s("match-invoice"),
        {{s("invoice"), s("INV-1")}, {s("amount"), s("100.00")}, {s("bank"), s("090")}});
    DONE(world.sync());
    QCOMPARE(world.ledgerPayments(s("A-1")), 1);
    world.control("POST", s("/sandbox/tenants"), {{s("name"), kOther}});
    there(world, {{s("name"), s("Wattle Roofing")}});
    const auto made = world.tell(command::SwitchOrganisation{kOther});
    DONE(made);
    world.closeEngine();
    QVERIFY(store::putSuccessorInPlace(
        made.successor, world.bookPath(), s("Old"), base::SystemClock()));
    world.restartEngine();
    DONE(world.tell(command::ProposeAdoption{}));
    DONE(world.tell(command::AcceptAdoption{QDate(2000, 1, 1)}));
    const auto paid = [&] {
        const QJsonArray invoices = invoicesThere(world);
        return invoices.size() == 1 && invoices[0][s("status")].toString() == s("PAID");
    };
    for (int look = 0; look < 10 && !paid(); ++look) {
        world.sync();
        QTest::qWait(700);
    }
    QVERIFY2(paid(),
        qPrintable(world.outbox().join(u'\n')
            + QString::fromUtf8(QJsonDocument(invoicesThere(world)).toJson())));
    QCOMPARE(world.bridge(s("A-1")), QStringList());
}

// Its side files would be read as the new book's.
void TestSwitch::whoElseLooksIsAskedToClose()
{
    World world;
    history(world);
    const auto made = world.tell(command::SwitchOrganisation{kOther});
    DONE(made);
    const auto elsewhere = store::openReader(world.bookPath());
    QVERIFY(elsewhere && (*elsewhere)->today().accounts == 3);
    world.closeEngine();
    const auto refused = store::putSuccessorInPlace(
        made.successor, world.bookPath(), s("Old"), base::SystemClock());
    QVERIFY(!refused);
    QVERIFY2(refused.error().sentence.contains(s("open in another window")),
        qPrintable(refused.error().sentence));
    world.restartEngine();
    QVERIFY(world.reader().switchPreview().tied >= 4);
    DONE(world.sync());
}

void TestSwitch::theConsoleShowsFirst()
{
    World world;
    history(world);
    world.closeEngine();
    const QStringList base{s("switch-organisation"), world.bookPath(), s("--to")};
    auto said = console(world, base + QStringList{kOther});
    QVERIFY2(said.first == 0 && said.second.contains(s("3 documents"))
            && said.second.contains(s("Nothing was done")),
        qPrintable(said.second));
    said = console(world, base + QStringList{s("Wattle"), s("--yes")});
    QVERIFY2(said.first != 0 && said.second.contains(kOther), qPrintable(said.second));
    said = console(world, base + QStringList{kOther, s("--yes")});
    QVERIFY2(said.first == 0 && said.second.contains(s("is now")), qPrintable(said.second));
    said = console(world, {s("adopt"), world.bookPath()});
    QVERIFY2(said.second.contains(s("same 2 accounts")), qPrintable(said.second));
    said = console(world, {s("diagnostics"), world.bookPath()});
    QVERIFY2(said.second.contains(kOther), qPrintable(said.second));
}

// Whoever adds a table says here whether it is the ledger's or Xero's.
void TestSwitch::everyTableIsDecided()
{
    const QSet<QString> stay{s("value"), s("journal"), s("mirror_organisation"),
        s("mirror_contact"), s("mirror_invoice"), s("mirror_credit"), s("mirror_allocation"),
        s("mirror_payment"), s("mirror_transaction"), s("mirror_transfer"),
        s("mirror_batch_payment"), s("mirror_item"), s("mirror_chart_account"),
        s("mirror_tax_rate"), s("twin"), s("set_aside"), s("operation"), s("batch"),
        s("batch_operation"), s("attempt"), s("dirty"), s("position"), s("bridge_line"),
        s("hazard"), s("intake"), s("preflight"), s("run"), s("run_record"), s("run_module"),
        s("adoption"), s("adoption_row"), s("contact_card"), s("wish"), s("refund_draft"),
        s("task"), s("notification"), s("call_hour"), s("line_check"), s("line_decision"),
        s("line_stale"), s("xero_change"), s("change_decision"), s("change_author"),
        s("number_wish"), s("contact_wish"), s("link_change"), s("link_change_account"),
        s("position_as_of"), s("bridge_line_as_of"), s("control_difference"), s("sign_off"),
        s("sign_off_sum"), s("sign_off_account"), s("sign_off_line"), s("sign_off_change"),
        s("sign_off_event"), s("balance_day")};
    World world;
    world.closeEngine();
    QStringList open;
    {
        QSqlDatabase db = QSqlDatabase::addDatabase(s("QSQLITE"), s("look"));
        db.setDatabaseName(world.bookPath());
        QVERIFY(db.open());
        QSqlQuery names(s("SELECT name FROM sqlite_master WHERE type = 'table'"), db);
        const QStringList along = store::tablesThatGoAlong();
        while (names.next())
            if (const QString name = names.value(0).toString(); !name.startsWith(s("sqlite_"))
                && int(along.contains(name)) + int(stay.contains(name)) != 1)
                open.append(name);
    }
    QSqlDatabase::removeDatabase(s("look"));
    QCOMPARE(open, QStringList());
}

QTEST_GUILESS_MAIN(TestSwitch)
#include "tst_switch.moc"
