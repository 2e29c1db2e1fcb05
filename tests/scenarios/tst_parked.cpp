// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/world.h"

#include <QTest>

// A push that Tieout doesn't guess about: both records beside each other, and a person's two words.
class TestParked : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theSameIsTied();
    void twoArePushed();
    void whatIsBroughtBackIsLookedForFirst();
};

namespace {

using namespace records;

QString s(const char* text)
{
    return QString::fromUtf8(text);
}

// INV-9 of 10.00 waits beside HX-1 of 12.00 in Xero, which might be it.
struct Parked {
    World world;
    QString xeroId;

    Parked()
    {
        world.account(s("1"), s("One"));
        world.person(s("create-contact"), {{s("name"), s("One")}, {s("number"), s("1")}});
        if (!world.sync().done)
            qFatal("no first sync");
        const QJsonObject made = world.person(s("create-invoice"),
            {{s("contact"), s("One")}, {s("number"), s("HX-1")}, {s("amount"), s("12.00")}});
        xeroId = made[s("invoiceId")].toString();
        if (!world.pull().done || xeroId.isEmpty())
            qFatal("no invoice by hand");
        world.invoice(s("1"), s("INV-9"), s("10.00"));
        world.closeEngine();
        park();
        world.restartEngine();
    }
    void park()
    {
        const base::SystemClock clock;
        auto book = store::Book::open(world.bookPath(), {}, clock);
        if (!book)
            qFatal("%s", qPrintable(book.error().sentence));
        auto transaction = (*book)->begin();
        for (Operation operation : (*book)->operationsIn(OperationState::Waiting, 10)) {
            operation.state = OperationState::Parked;
            operation.cause = {CauseId::Ambiguous, {s("It differs.")}, {}};
            operation.xeroId = QUuid::fromString(xeroId);
            if (!(*book)->save(*transaction, operation))
                qFatal("not parked");
        }
        if (!transaction->commit())
            qFatal("not parked");
    }
    Operation operation() const
    {
        const auto cards = world.reader().problems({});
        return cards.isEmpty()
            ? Operation()
            : world.reader().problemRows(cards.first().key, {}, 0, 1).value(0).operation;
    }
    int invoices() { return static_cast<int>(world.truth()[s("invoices")].toArray().size()); }
};

} // namespace

void TestParked::theSameIsTied()
{
    Parked parked;
    const Operation operation = parked.operation();
    QCOMPARE(operation.state, OperationState::Parked);
    const auto sides = parked.world.reader().sideBySide(operation.id);
    QVERIFY(sides.has_value());
    QCOMPARE(sides->xeroId, parked.xeroId);
    QHash<QString, store::SideBySide::Field> fields;
    for (const auto& field : sides->fields)
        fields.insert(field.name, field);
    QCOMPARE(fields[s("Number")].left, s("INV-9"));
    QCOMPARE(fields[s("Number")].right, s("HX-1"));
    QCOMPARE(fields[s("Amount")].right, s("12.00"));
    QVERIFY(fields[s("Amount")].differs);
    QVERIFY(!fields[s("Contact")].differs);
    const auto said = parked.world.tell(command::DecideParked{operation.id, true});
    QVERIFY2(said.done, qPrintable(said.sentence));
    QVERIFY(!parked.world.tell(command::DecideParked{operation.id, true}).done); // decided once
    QVERIFY(parked.world.sync().done);
    QCOMPARE(parked.world.outbox(), QStringList());
    QCOMPARE(parked.invoices(), 1);
    QCOMPARE(parked.world.difference(s("1")), s("-2.00")); // in plain sight, under a cause
}

void TestParked::twoArePushed()
{
    Parked parked;
    const auto said = parked.world.tell(command::DecideParked{parked.operation().id, false});
    QVERIFY2(said.done, qPrintable(said.sentence));
    QVERIFY(parked.world.outbox().join(u'\n').contains(s("unknown INV-9"))); // looked for first
    for (int i = 0; i < 4 && !parked.world.outbox().isEmpty(); ++i) {
        QVERIFY(parked.world.sync().done);
        QTest::qWait(100);
    }
    QCOMPARE(parked.world.outbox(), QStringList());
    QCOMPARE(parked.invoices(), 2);
    QCOMPARE(parked.world.due(s("INV-9")), s("10.00"));
}

// Set aside while nobody knew whether it is in Xero, and brought back: the question is the same.
void TestParked::whatIsBroughtBackIsLookedForFirst()
{
    Parked parked;
    const OperationId id = parked.operation().id;
    DONE(parked.world.tell(command::SetAside{{id}, s("not now")}));
    DONE(parked.world.tell(command::BringBack{{id}}));
    QCOMPARE(parked.world.outbox(), QStringList{s("create-invoice unknown INV-9 outcome-unknown")});

    // What Xero refused goes under another key: the old one would only say the refusal again.
    World world;
    world.account(s("1"), s("One"));
    DONE(world.import({{s("invoices.csv"),
        "Account,Invoice,Date,Due date,Tax mode,Description,Quantity,Unit price,Amount,Tax,"
        "Account code\n1,INV-1,2026-01-05,2026-01-05,No tax,Fibre,1,10.00,10.00,0.00,610\n"}}));
    world.sync();
    const auto row
        = [&world] { return world.reader().outbox({.text = s("INV-1")}, 0, 1).value(0).operation; };
    const Operation refused = row();
    QCOMPARE(refused.state, OperationState::Refused);
    DONE(world.tell(command::SetAside{{refused.id}, s("not now")}));
    DONE(world.tell(command::BringBack{{refused.id}}));
    QCOMPARE(row().generation, refused.generation + 1);
}

QTEST_GUILESS_MAIN(TestParked)
#include "tst_parked.moc"
