// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/world.h"

#include "causes/causes.h"
#include "records/words.h"

#include <QTest>

// What people change in Xero (R005, R006, R015, R054–R058, R074–R084), each done by the person in
// the sandbox: found by one fetch, told as it was and is, settled, and looked at on both sides.
namespace command = records::command;
using records::ChangeKind;
using records::ChangeWay;
using records::RecordKind;

namespace {

const QString kAccount = QStringLiteral("104377");
const QString kName = QStringLiteral("Harbourside Physio");

QString s(const char* text)
{
    return QString::fromUtf8(text);
}

} // namespace

#define AGREES(world) QCOMPARE((world).bridge(kAccount), QStringList())
#define TO_DECIDE(world, ...) QCOMPARE(toDecide(world), (QStringList{__VA_ARGS__}))

class TestChanges : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void r075_voidedInvoice_data() { ways({"push-again", "follow-here", "keep"}); }
    void r075_voidedInvoice();
    void r075_voidedOverpayment();
    void r074_r076_removedPayment_data() { ways({"push-again", "follow-here"}); }
    void r074_r076_removedPayment();
    void r054_takenInPaymentRemoved();
    void r077_r084_allocatedByHand_data();
    void r077_r084_allocatedByHand();
    void r078_valueChanged();
    void r079_linesChanged();
    void r080_deletedInvoice();
    void r081_creditNoteChanged();
    void r082_r083_creditNoteOfTheLedgerIsGone_data();
    void r082_r083_creditNoteOfTheLedgerIsGone();
    void r082_r083_creditNoteOfXeroIsGone_data();
    void r082_r083_creditNoteOfXeroIsGone();
    void r076_allocationRemoved_data() { ways({"push-again", "follow-here"}); }
    void r076_allocationRemoved();
    void detailsMoveNoBalance();
    void whatIsPaidCantBePutBack();
    void r005_aContactsFields();
    void r006_archived();
    void r015_merged();
    void putBackByHandSettlesItself();
    void whatTieoutDoesIsNoChange();

private:
    static void ways(std::initializer_list<const char*> all)
    {
        QTest::addColumn<QString>("way");
        for (const char* way : all)
            QTest::newRow(way) << s(way);
    }
    static QList<store::ChangeRow> rows(World& world, const char* group)
    {
        return world.reader().changes({.group = s(group)}, 0, 100);
    }
    // "voided INV-1 +100.00 75 Dana Reed"
    static QStringList toDecide(World& world)
    {
        QStringList lines;
        for (const store::ChangeRow& row : rows(world, "to-decide")) {
            QStringList rules;
            for (const int rule : row.change.rules)
                rules.append(QString::number(rule));
            lines.append(QStringList{records::toText(row.change.kind), row.change.label,
                row.change.effect.toString(), rules.join(u','), row.author.who}
                             .join(u' '));
        }
        lines.sort();
        return lines;
    }
    static QStringList settled(World& world)
    {
        QStringList lines;
        for (const store::ChangeRow& row : rows(world, "settled"))
            lines.append(records::toText(row.change.kind) + u' '
                + records::toText(row.decision.state) + u' ' + row.decision.who);
        return lines;
    }
    static records::CommandOutcome decide(World& world, ChangeWay way, const QString& reason = {})
    {
        command::DecideChanges what;
        for (const store::ChangeRow& row : rows(world, "to-decide"))
            what.changes.append(row.change.id);
        what.way = way;
        what.reason = reason;
        return world.tell(what);
    }
    static QString field(World& world, const QString& name, int place = 0)
    {
        for (const records::FieldChange& one : rows(world, "to-decide").value(place).change.fields)
            if (one.field == name)
                return one.was + s(" → ") + one.now;
        return {};
    }
    // Whatever was settled stays so: nothing new is found, nothing is pushed twice.
    static void staysSettled(World& world)
    {
        const QString ledger = world.ledgerBalance(kAccount), xero = world.xeroBalance(kName);
        DONE(world.sync());
        TO_DECIDE(world);
        QCOMPARE(world.outbox(), QStringList());
        QCOMPARE(world.ledgerBalance(kAccount), ledger);
        QCOMPARE(world.xeroBalance(kName), xero);
    }
    static void pushed(World& world, const char* invoice, const char* amount)
    {
        world.account(kAccount, kName);
        world.invoice(kAccount, s(invoice), s(amount));
        DONE(world.sync());
        AGREES(world);
        TO_DECIDE(world);
    }
    static void creditNote(World& world, const char* number, const char* amount)
    {
        DONE(world.import({{s("credits.csv"),
            s("Account,Credit note,Date,Tax mode,Description,Quantity,Unit price,Amount,Tax,"
              "Invoice\n104377,%1,2026-11-20,No tax,Goodwill,1,%2,%2,0.00,\n")
                .arg(s(number), s(amount))
                .toUtf8()}}));
    }
    static QString contactField(World& world, const char* name)
    {
        for (const QJsonValue& row : world.truth()[s("contacts")].toArray())
            if (row[s("number")].toString() == kAccount)
                return row[s(name)].toString();
        return {};
    }
};

void TestChanges::r075_voidedInvoice()
{
    QFETCH(QString, way);
    World world;
    pushed(world, "INV-1", "100.00");
    world.person(s("void"), {{s("invoice"), s("INV-1")}});
    DONE(world.pull());
    TO_DECIDE(world, s("voided INV-1 100.00 75 Dana Reed"));
    QCOMPARE(field(world, s("Status")), s("AUTHORISED → VOIDED"));
    QCOMPARE(field(world, s("Due")), s("100.00 → 0.00"));
    QCOMPARE(world.bridge(kAccount).size(), 1);
    if (way == s("keep")) {
        // A difference in money stays only with a reason; then it stands in the bridge.
        const auto without = decide(world, *records::fromText<ChangeWay>(way));
        QVERIFY(!without.done && !without.sentence.contains(s("bridge"))); // it isn't read there
        TO_DECIDE(world, s("voided INV-1 100.00 75 Dana Reed"));
        DONE(decide(world, ChangeWay::Keep, s("Wrong customer, billed anew")));
        QCOMPARE(settled(world), QStringList{s("voided left test")});
        QCOMPARE(rows(world, "settled").first().decision.reason, s("Wrong customer, billed anew"));
        QCOMPARE(world.bridge(kAccount).size(), 1);
        QVERIFY(world.reader().tasks({}).isEmpty());
        staysSettled(world);
        DONE(world.tell(command::ReopenChange{rows(world, "settled").first().decided}));
        TO_DECIDE(world, s("voided INV-1 100.00 75 Dana Reed"));
        QCOMPARE(world.reader().tasks({}).size(), 1);
        return;
    }
    DONE(decide(world, *records::fromText<ChangeWay>(way)));
    TO_DECIDE(world);
    AGREES(world);
    if (way == s("push-again")) {
        QCOMPARE(settled(world), QStringList{s("voided pushed-again test")});
        QCOMPARE(world.xeroStatus(s("INV-1")), s("VOIDED"));
        QCOMPARE(world.due(s("INV-1-2")), s("100.00"));
        // Voided once more, it gets the next number.
        world.person(s("void"), {{s("invoice"), s("INV-1-2")}});
        DONE(world.pull());
        DONE(decide(world, *records::fromText<ChangeWay>(way)));
        QCOMPARE(world.due(s("INV-1-3")), s("100.00"));
    } else {
        QCOMPARE(settled(world), QStringList{s("voided followed test")});
        QCOMPARE(world.ledgerBalance(kAccount), s("0.00"));
        QVERIFY(world.reader().tasks({}).isEmpty());
    }
    staysSettled(world);
}

void TestChanges::r075_voidedOverpayment()
{
    World world;
    world.account(kAccount, kName);
    world.payment(kAccount, s("PAY-1"), s("60.00"));
    DONE(world.sync());
    AGREES(world);
    world.person(s("void"), {{s("kind"), s("overpayment")}, {s("contact"), kName}});
    DONE(world.pull());
    TO_DECIDE(world, s("voided PAY-1 -60.00 75,56 Dana Reed"));
    DONE(decide(world, ChangeWay::PushAgain));
    QCOMPARE(world.remaining(kName, s("overpayments")), s("60.00"));
    AGREES(world);
    staysSettled(world);
}

void TestChanges::r074_r076_removedPayment()
{
    QFETCH(QString, way);
    World world({.paymentPush = records::PaymentPush::AsPaymentWhenWhole});
    world.account(kAccount, kName);
    world.invoice(kAccount, s("INV-1"), s("100.00"));
    world.payment(kAccount, s("PAY-1"), s("100.00"), s("INV-1"));
    DONE(world.sync());
    QCOMPARE(world.due(s("INV-1")), s("0.00"));
    world.person(s("delete-payment"), {{s("invoice"), s("INV-1")}});
    DONE(world.pull());
    TO_DECIDE(world, s("payment-removed PAY-1 -100.00 76,74 Dana Reed"));
    DONE(decide(world, *records::fromText<ChangeWay>(way)));
    TO_DECIDE(world);
    AGREES(world);
    QCOMPARE(world.due(s("INV-1")), way == s("push-again") ? s("0.00") : s("100.00"));
    QCOMPARE(world.outstanding(s("INV-1")), way == s("push-again") ? s("0.00") : s("100.00"));
    staysSettled(world);
}

void TestChanges::r054_takenInPaymentRemoved()
{
    World world;
    pushed(world, "INV-1", "100.00");
    world.person(s("match-invoice"),
        {{s("invoice"), s("INV-1")}, {s("amount"), s("100.00")}, {s("bank"), s("090")}});
    DONE(world.pull());
    QCOMPARE(world.outstanding(s("INV-1")), s("0.00"));
    world.person(s("remove-and-redo"), {{s("invoice"), s("INV-1")}});
    DONE(world.pull());
    const QStringList found = toDecide(world);
    QCOMPARE(found.size(), 1);
    QVERIFY2(found.first().endsWith(s("-100.00 54,55 Dana Reed")), qPrintable(found.first()));
    QVERIFY(!rows(world, "to-decide").first().change.ways.contains(ChangeWay::PushAgain));
    DONE(decide(world, ChangeWay::FollowHere));
    QCOMPARE(world.outstanding(s("INV-1")), s("100.00"));
    AGREES(world);
    staysSettled(world);
}

void TestChanges::r077_r084_allocatedByHand_data()
{
    QTest::addColumn<bool>("isNote");
    QTest::addColumn<QString>("way");
    for (const bool isNote : {false, true})
        for (const char* way : {"follow-here", "put-back", "keep"})
            QTest::newRow(qPrintable(s(isNote ? "R084 " : "R077 ") + s(way))) << isNote << s(way);
}

void TestChanges::r077_r084_allocatedByHand()
{
    QFETCH(bool, isNote);
    QFETCH(QString, way);
    World world;
    world.account(kAccount, kName);
    world.invoice(kAccount, s("INV-1"), s("100.00"));
    if (isNote)
        creditNote(world, "CN-1", "40.00");
    else
        world.payment(kAccount, s("PAY-1"), s("40.00"));
    DONE(world.sync());
    world.person(s("allocate"),
        {{s("kind"), isNote ? s("creditnote") : s("overpayment")}, {s("contact"), kName},
            {s("invoice"), s("INV-1")}, {s("amount"), s("40.00")}});
    DONE(world.pull());
    TO_DECIDE(world,
        s("allocated-by-hand 40.00 to INV-1 0.00 %1 Dana Reed").arg(isNote ? s("84") : s("77,84")));
    QCOMPARE(field(world, s("Of")), isNote ? s("CN-1 → CN-1") : s("PAY-1 → PAY-1"));
    DONE(decide(world, *records::fromText<ChangeWay>(way)));
    TO_DECIDE(world);
    QCOMPARE(world.due(s("INV-1")), way == s("put-back") ? s("100.00") : s("60.00"));
    QCOMPARE(world.outstanding(s("INV-1")), way == s("follow-here") ? s("60.00") : s("100.00"));
    if (way == s("keep"))
        QCOMPARE(settled(world), QStringList{s("allocated-by-hand accepted test")});
    else
        AGREES(world);
    staysSettled(world);
}

void TestChanges::r078_valueChanged()
{
    World world;
    pushed(world, "INV-1", "100.00");
    const QJsonObject line{{s("Description"), s("Broadband")}, {s("Quantity"), 1},
        {s("UnitAmount"), s("99.00")}, {s("AccountCode"), s("200")}, {s("TaxType"), s("NONE")}};
    world.person(s("edit-invoice"), {{s("invoice"), s("INV-1")}, {s("lines"), QJsonArray{line}}});
    DONE(world.pull());
    TO_DECIDE(world, s("value-changed INV-1 1.00 78 Dana Reed"));
    QCOMPARE(field(world, s("Total")), s("100.00 → 99.00"));
    QCOMPARE(field(world, s("Line 1")), s("1 × Broadband, 100.00 → 1 × Broadband, 99.00"));
    DONE(decide(world, ChangeWay::PutBack));
    QCOMPARE(settled(world), QStringList{s("value-changed put-back test")});
    QCOMPARE(world.due(s("INV-1")), s("100.00"));
    AGREES(world);
    staysSettled(world);
}

void TestChanges::r079_linesChanged()
{
    World world;
    world.account(kAccount, kName);
    DONE(world.import({{s("invoices.csv"),
        s("Account,Invoice,Date,Due date,Tax mode,Description,Quantity,Unit price,Amount,Tax\n"
          "104377,INV-1,2026-11-20,2026-11-20,No tax,Broadband,1,80.00,80.00,0.00\n"
          "104377,INV-1,2026-11-20,2026-11-20,No tax,Telephone,2,10.00,20.00,0.00\n")
            .toUtf8()}}));
    DONE(world.sync());
    const QJsonObject line{{s("Description"), s("Broadband")}, {s("Quantity"), 1},
        {s("UnitAmount"), s("80.00")}, {s("AccountCode"), s("200")}, {s("TaxType"), s("NONE")}};
    world.person(s("edit-invoice"), {{s("invoice"), s("INV-1")}, {s("lines"), QJsonArray{line}}});
    DONE(world.pull());
    TO_DECIDE(world, s("lines-changed INV-1 20.00 79,78 Dana Reed"));
    QCOMPARE(field(world, s("Line 2")), s("2 × Telephone, 20.00 → removed"));
    QCOMPARE(field(world, s("Line 1")), QString());
    DONE(decide(world, ChangeWay::PutBack));
    QCOMPARE(world.due(s("INV-1")), s("100.00"));
    AGREES(world);
    staysSettled(world);
    // Another thing for the same money is a change, too.
    const QJsonObject other{{s("Description"), s("Hosting")}, {s("Quantity"), 1},
        {s("UnitAmount"), s("100.00")}, {s("AccountCode"), s("200")}, {s("TaxType"), s("NONE")}};
    world.person(s("edit-invoice"), {{s("invoice"), s("INV-1")}, {s("lines"), QJsonArray{other}}});
    DONE(world.pull());
    TO_DECIDE(world, s("lines-changed INV-1 0.00 79 Dana Reed"));
    DONE(decide(world, ChangeWay::Keep));
    QVERIFY(settled(world).contains(s("lines-changed accepted test")));
    staysSettled(world);
    // … and comes up again when it is changed once more.
    world.person(s("edit-invoice"), {{s("invoice"), s("INV-1")}, {s("total"), s("100.00")}});
    DONE(world.pull());
    QCOMPARE(toDecide(world).size(), 1);
}

void TestChanges::r080_deletedInvoice()
{
    World world;
    pushed(world, "INV-1", "100.00");
    world.person(s("delete"), {{s("invoice"), s("INV-1")}});
    DONE(world.pull());
    TO_DECIDE(world, s("deleted INV-1 100.00 80,74 Dana Reed"));
    DONE(decide(world, ChangeWay::PushAgain));
    QCOMPARE(world.due(s("INV-1-2")), s("100.00"));
    AGREES(world);
    staysSettled(world);
}

void TestChanges::r081_creditNoteChanged()
{
    World world;
    world.account(kAccount, kName);
    creditNote(world, "CN-1", "40.00");
    DONE(world.sync());
    world.person(s("edit-credit-note"), {{s("credit"), s("CN-1")}, {s("total"), s("30.00")}});
    DONE(world.pull());
    TO_DECIDE(world, s("lines-changed CN-1 -10.00 81 Dana Reed"));
    DONE(decide(world, ChangeWay::PutBack));
    QCOMPARE(world.remaining(kName, s("creditNotes")), s("40.00"));
    AGREES(world);
    staysSettled(world);
}

void TestChanges::r082_r083_creditNoteOfTheLedgerIsGone_data()
{
    QTest::addColumn<QString>("act");
    QTest::addColumn<QString>("found");
    QTest::addColumn<QString>("way");
    for (const char* way : {"push-again", "follow-here"}) {
        QTest::newRow(qPrintable(s("R082 ") + s(way)))
            << s("delete") << s("deleted CN-1 -40.00 82 Dana Reed") << s(way);
        QTest::newRow(qPrintable(s("R083 ") + s(way)))
            << s("void") << s("voided CN-1 -40.00 83 Dana Reed") << s(way);
    }
}

void TestChanges::r082_r083_creditNoteOfTheLedgerIsGone()
{
    QFETCH(QString, act);
    QFETCH(QString, found);
    QFETCH(QString, way);
    World world;
    world.account(kAccount, kName);
    creditNote(world, "CN-1", "40.00");
    DONE(world.sync());
    world.person(act, {{s("credit"), s("CN-1")}});
    DONE(world.pull());
    TO_DECIDE(world, found);
    DONE(decide(world, *records::fromText<ChangeWay>(way)));
    QCOMPARE(
        world.remaining(kName, s("creditNotes")), way == s("push-again") ? s("40.00") : s("0.00"));
    AGREES(world);
    staysSettled(world);
}

void TestChanges::r082_r083_creditNoteOfXeroIsGone_data()
{
    QTest::addColumn<QString>("act");
    QTest::addColumn<QString>("found");
    QTest::newRow("R082") << s("delete") << s("deleted");
    QTest::newRow("R083") << s("void") << s("voided");
}

void TestChanges::r082_r083_creditNoteOfXeroIsGone()
{
    QFETCH(QString, act);
    QFETCH(QString, found);
    World world;
    pushed(world, "INV-1", "322.00");
    world.person(s("create-credit-note"),
        {{s("contact"), kName}, {s("number"), s("X-CN")}, {s("amount"), s("322.00")},
            {s("invoice"), s("INV-1")}});
    DONE(world.pull());
    QCOMPARE(world.outstanding(s("INV-1")), s("0.00"));
    AGREES(world);
    world.person(s("remove-allocation"), {{s("credit"), s("X-CN")}, {s("invoice"), s("INV-1")}});
    world.person(act, {{s("credit"), s("X-CN")}});
    DONE(world.pull());
    const QStringList lines = toDecide(world);
    QCOMPARE(lines.size(), 1);
    QVERIFY2(lines.first().startsWith(found)
            && lines.first().endsWith(
                s("-322.00 %1 Dana Reed").arg(act == s("void") ? s("83") : s("82"))),
        qPrintable(lines.first()));
    DONE(decide(world, ChangeWay::FollowHere));
    QCOMPARE(world.outstanding(s("INV-1")), s("322.00"));
    AGREES(world);
    staysSettled(world);
}

void TestChanges::r076_allocationRemoved()
{
    QFETCH(QString, way);
    World world;
    world.account(kAccount, kName);
    world.invoice(kAccount, s("INV-1"), s("100.00"));
    world.payment(kAccount, s("PAY-1"), s("100.00"), s("INV-1"));
    DONE(world.sync());
    QCOMPARE(world.due(s("INV-1")), s("0.00"));
    world.person(s("remove-allocation"),
        {{s("kind"), s("overpayment")}, {s("contact"), kName}, {s("invoice"), s("INV-1")}});
    DONE(world.pull());
    TO_DECIDE(world, s("allocation-removed 100.00 to INV-1 0.00 76 Dana Reed"));
    DONE(decide(world, *records::fromText<ChangeWay>(way)));
    QCOMPARE(world.due(s("INV-1")), way == s("push-again") ? s("0.00") : s("100.00"));
    QCOMPARE(world.outstanding(s("INV-1")), world.due(s("INV-1")));
    AGREES(world);
    staysSettled(world);
}

void TestChanges::detailsMoveNoBalance()
{
    World world;
    pushed(world, "INV-1", "100.00");
    world.person(s("edit-invoice"),
        {{s("invoice"), s("INV-1")}, {s("reference"), s("PO 4471")}, {s("due"), s("2027-01-31")}});
    world.person(s("create-contact"), {{s("name"), s("Somebody Else")}});
    DONE(world.pull());
    TO_DECIDE(world, s("due-date-changed INV-1 0.00 24 Dana Reed"),
        s("reference-changed INV-1 0.00 24 Dana Reed"));
    DONE(decide(world, ChangeWay::PutBack));
    TO_DECIDE(world);
    QCOMPARE(settled(world),
        (QStringList{s("due-date-changed put-back test"), s("reference-changed put-back test")}));
    world.person(
        s("edit-invoice"), {{s("invoice"), s("INV-1")}, {s("contact"), s("Somebody Else")}});
    DONE(world.pull());
    TO_DECIDE(world, s("moved INV-1 0.00 24 Dana Reed"));
    QCOMPARE(field(world, s("Contact")), kName + s(" → Somebody Else"));
    DONE(decide(world, ChangeWay::PutBack));
    staysSettled(world);
}

void TestChanges::whatIsPaidCantBePutBack()
{
    World world;
    pushed(world, "INV-1", "100.00");
    world.person(s("edit-invoice"), {{s("invoice"), s("INV-1")}, {s("total"), s("90.00")}});
    world.person(s("create-payment"),
        {{s("invoice"), s("INV-1")}, {s("amount"), s("90.00")}, {s("bank"), s("090")}});
    DONE(world.pull());
    const auto found = rows(world, "to-decide");
    QCOMPARE(found.size(), 1);
    QCOMPARE(found.first().change.ways, QList{ChangeWay::Keep});
    QCOMPARE(found.first().change.obstacle.id, records::CauseId::MoneyOnIt);
    const auto refused = decide(world, ChangeWay::PutBack);
    QVERIFY(!refused.done);
    QVERIFY2(refused.error.sentence.contains(s("INV-1")), qPrintable(refused.error.sentence));
    QCOMPARE(toDecide(world).size(), 1);
}

void TestChanges::r005_aContactsFields()
{
    World world;
    DONE(world.import({{s("accounts.csv"),
        s("Account,Name,Role,Email,Phone\n104377,Harbourside Physio,Customer,"
          "desk@harbour.example,08 5550 0100\n")
            .toUtf8()}}));
    world.invoice(kAccount, s("INV-1"), s("100.00"));
    DONE(world.sync());
    TO_DECIDE(world);
    world.person(s("edit-contact"),
        {{s("contact"), kName}, {s("email"), s("new@harbour.example")},
            {s("phone"), s("08 5550 0199")}});
    DONE(world.pull());
    TO_DECIDE(world, s("email-changed Harbourside Physio 0.00 5 Dana Reed"),
        s("phone-changed Harbourside Physio 0.00 5 Dana Reed"));
    QCOMPARE(field(world, s("E-mail")) + field(world, s("E-mail"), 1),
        s("desk@harbour.example → new@harbour.example"));
    command::DecideChanges copy, back;
    for (const store::ChangeRow& row : rows(world, "to-decide"))
        (row.change.kind == ChangeKind::EmailChanged ? copy : back).changes.append(row.change.id);
    copy.way = ChangeWay::CopyHere;
    back.way = ChangeWay::PutBack;
    DONE(world.tell(copy));
    QCOMPARE(
        world.reader().account(world.accountId(kAccount))->account.email, s("new@harbour.example"));
    DONE(world.tell(back));
    QCOMPARE(contactField(world, "email"), s("new@harbour.example"));
    QCOMPARE(contactField(world, "phone"), s("08 5550 0100"));
    staysSettled(world);
}

void TestChanges::r006_archived()
{
    World world;
    pushed(world, "INV-1", "100.00");
    world.person(s("archive-contact"), {{s("contact"), kName}});
    DONE(world.pull());
    QCOMPARE(world.outbox(), QStringList());
    TO_DECIDE(world, s("contact-archived Harbourside Physio 0.00 6 Dana Reed"));
    DONE(decide(world, ChangeWay::Restore));
    QCOMPARE(contactField(world, "status"), s("ACTIVE"));
    QCOMPARE(settled(world), QStringList{s("contact-archived restored test")});
    staysSettled(world);
}

void TestChanges::r015_merged()
{
    World world;
    pushed(world, "INV-1", "100.00");
    world.person(s("create-contact"), {{s("name"), s("Harbour Group")}});
    world.person(s("merge-contacts"), {{s("from"), kName}, {s("into"), s("Harbour Group")}});
    world.invoice(kAccount, s("INV-2"), s("20.00"));
    DONE(world.sync());
    // The merge took the invoice along: nobody moved it.
    TO_DECIDE(world, s("contact-merged Harbourside Physio 0.00 15,16 Dana Reed"));
    DONE(decide(world, ChangeWay::Relink));
    QCOMPARE(world.outbox(), QStringList());
    QCOMPARE(world.due(s("INV-2")), s("20.00"));
    AGREES(world);
    QCOMPARE(settled(world), QStringList{s("contact-merged relinked test")});
    DONE(world.sync());
    TO_DECIDE(world);
}

void TestChanges::putBackByHandSettlesItself()
{
    World world;
    pushed(world, "INV-1", "100.00");
    world.person(s("edit-invoice"), {{s("invoice"), s("INV-1")}, {s("reference"), s("PO 1")}});
    DONE(world.pull());
    QCOMPARE(toDecide(world).size(), 1);
    world.person(s("edit-invoice"), {{s("invoice"), s("INV-1")}, {s("reference"), QString()}});
    DONE(world.pull());
    TO_DECIDE(world);
    QCOMPARE(settled(world), QStringList{s("reference-changed same-again Tieout")});
}

void TestChanges::whatTieoutDoesIsNoChange()
{
    World world;
    world.account(kAccount, kName);
    world.invoice(kAccount, s("INV-1"), s("100.00"));
    world.invoice(kAccount, s("INV-2"), s("50.00"));
    world.payment(kAccount, s("PAY-1"), s("120.00"), s("INV-1"), s("100.00"));
    DONE(world.sync());
    DONE(world.tell(
        command::RecordAllocation{world.record(s("PAY-1")), {world.record(s("INV-2")).id},
            base::Money(2000, base::Currency::of("AUD")), base::SystemClock().now().date()}));
    DONE(world.sync());
    TO_DECIDE(world);
    world.reverse(s("PAY-1"));
    DONE(world.sync());
    DONE(world.tell(command::DoInXero{world.record(s("PAY-1"))}));
    DONE(world.sync());
    TO_DECIDE(world);
    QCOMPARE(settled(world), QStringList());
}

QTEST_GUILESS_MAIN(TestChanges)
#include "tst_changes.moc"
