// SPDX-License-Identifier: GPL-3.0-or-later

#include "scenarios/consoleofworld.h"

#include <QTest>

// "Why hasn't it synced?" and "Where do I change this?", on the console, in both directions.
namespace {

QString s(const char* text)
{
    return QString::fromUtf8(text);
}

} // namespace

class TestExplained : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatIsOnlyInXero();
    void whatIsHere();

private:
    static std::pair<int, QString> why(const World& world, const QString& of)
    {
        return console(world, {s("why"), world.bookPath(), of});
    }
};

// A customer paid 20.00 too much: Xero keeps it as an overpayment that nobody has allocated.
void TestExplained::whatIsOnlyInXero()
{
    World world;
    world.account(s("A-1"), s("Wattle Roofing"));
    world.invoice(s("A-1"), s("INV-1"), s("100.00"));
    DONE(world.sync());
    world.person(s("match-invoice"),
        {{s("invoice"), s("INV-1")}, {s("amount"), s("120.00")}, {s("bank"), s("090")}});
    DONE(world.pull());
    const auto said = why(world, s("Overpayment"));
    QCOMPARE(said.first, 0);
    for (const char* part : {"Wattle Roofing", "20.00", "waits in Xero", "Change this in Xero"})
        QVERIFY2(said.second.contains(s(part)), qPrintable(said.second));
    QVERIFY(why(world, s("NONE-1")).first != 0);
}

void TestExplained::whatIsHere()
{
    World world;
    world.account(s("A-1"), s("Wattle Roofing"));
    world.invoice(s("A-1"), s("INV-1"), s("100.00"));
    auto said = why(world, s("INV-1"));
    QVERIFY2(said.first != 0 && said.second.contains(s("[ ]")), qPrintable(said.second));
    DONE(world.sync());
    said = why(world, s("INV-1"));
    QVERIFY2(said.first == 0 && said.second.contains(s("Yes. There is nothing to wait for.")),
        qPrintable(said.second));
    QVERIFY2(said.second.contains(s("Change this in the ledger")), qPrintable(said.second));
}

QTEST_GUILESS_MAIN(TestExplained)
#include "tst_explained.moc"
