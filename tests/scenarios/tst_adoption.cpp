// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/world.h"

#include <QJsonArray>
#include <QTest>

// Connecting a book whose two sides already hold years (design §5, Adoption).
class TestAdoption : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void threeThousandOldRecordsAreTiedAndNoneIsPushed();
    void nothingMovesBeforeItIsAccepted();
};

namespace {

QString s(const char* text)
{
    return QString::fromUtf8(text);
}

constexpr int kContacts = 300, kEach = 10;

// The same history on both sides, but for three records.
void history(World& world)
{
    QJsonArray contacts, invoices, payments;
    QByteArray accountsCsv = "Account,Name,Role\n";
    QByteArray invoicesCsv
        = "Account,Invoice,Date,Due date,Tax mode,Description,Quantity,Unit price,Amount,Tax\n";
    QByteArray paymentsCsv
        = "Account,Payment,Date,Amount,Reference,Method,Invoice list,Invoice allocation list\n";
    for (int c = 0; c < kContacts; ++c) {
        const QString number = QString::number(5000 + c);
        const QString name = s("Old customer ") + number;
        contacts.append(QJsonObject{{s("name"), name}, {s("number"), c % 2 ? number : QString()}});
        accountsCsv += (number + u',' + name + s(",Customer\n")).toUtf8();
        for (int i = 0; i < kEach; ++i) {
            const QString invoice = s("OLD-%1-%2").arg(c).arg(i);
            const QString amount = QString::number(20 + (c * 7 + i * 3) % 50) + s(".00");
            const QString date = QDate(2026, 1, 5).addDays(i * 7).toString(Qt::ISODate);
            if (!(c == 0 && i == 0)) // in the ledger alone
                invoices.append(QJsonObject{{s("contact"), name}, {s("number"), invoice},
                    {s("amount"), amount}, {s("date"), date}, {s("due"), date}});
            if (i % 2 == 0 && !(c == 0 && i == 0))
                payments.append(QJsonObject{{s("invoice"), invoice}, {s("amount"), amount},
                    {s("date"), date}, {s("bank"), s("090")}});
            invoicesCsv += (number + u',' + invoice + u',' + date + u',' + date
                + s(",No tax,Service,1,") + amount + u',' + amount + s(",0.00\n"))
                               .toUtf8();
            if (i % 2 == 0)
                paymentsCsv += (number + s(",P-%1-%2,").arg(c).arg(i) + date + u',' + amount + u','
                    + invoice + s(",EFT,") + invoice + u',' + amount + u'\n')
                                   .toUtf8();
        }
    }
    world.control("POST", s("/sandbox/seed"),
        {{s("contacts"), contacts}, {s("invoices"), invoices}, {s("payments"), payments}});
    const auto outcome = world.import({{s("accounts.csv"), accountsCsv},
        {s("invoices.csv"), invoicesCsv}, {s("payments.csv"), paymentsCsv}});
    QVERIFY2(outcome.done, qPrintable(outcome.sentence + outcome.details));
}

int writes(World& world)
{
    int count = 0;
    const QJsonObject calls = world.control("GET", s("/sandbox/calls"))[s("counts")].toObject();
    for (auto call = calls.begin(); call != calls.end(); ++call)
        if (call.key().startsWith(s("PUT ")) || call.key().startsWith(s("POST ")))
            count += call.key().contains(s("token")) ? 0 : call.value().toInt();
    return count;
}

} // namespace

void TestAdoption::threeThousandOldRecordsAreTiedAndNoneIsPushed()
{
    World world({.accepted = false});
    history(world);
    const auto proposed = world.tell(records::command::ProposeAdoption{});
    QVERIFY2(proposed.done, qPrintable(proposed.sentence + proposed.error.raw));
    qInfo("%s", qPrintable(proposed.sentence));
    const auto summary = world.reader().adoption();
    QVERIFY(summary.has_value());
    QCOMPARE(summary->links, kContacts);
    QCOMPARE(summary->documents, kContacts * kEach - 1);
    QCOMPARE(summary->payments, kContacts * kEach / 2 - 1);
    const auto unmatched = world.reader().adoptionUnmatched(0, 100);
    QCOMPARE(unmatched.size(), 2);
    for (const store::AdoptionRow& row : unmatched) {
        QVERIFY(!row.reason.isEmpty());
        qInfo("%s %s %s: %s", qPrintable(row.side), qPrintable(row.label),
            qPrintable(row.amount.display()), qPrintable(row.reason));
    }
    const auto accepted = world.tell(records::command::AcceptAdoption{});
    QVERIFY2(accepted.done, qPrintable(accepted.sentence));
    const auto synced = world.sync();
    QVERIFY2(synced.done, qPrintable(synced.sentence + synced.error.raw));
    QCOMPARE(writes(world), 0);
    QCOMPARE(world.truth()[s("overpayments")].toArray().size(), 0);
    QCOMPARE(world.outbox(), QStringList());
    QCOMPARE(world.reader().accountCount(s("customer"), {.filter = s("differ")}), 1);
}

void TestAdoption::nothingMovesBeforeItIsAccepted()
{
    World world({.accepted = false});
    world.account(s("1"), s("One"));
    world.invoice(s("1"), s("INV-1"), s("10.00"));
    QVERIFY(world.sync().done);
    QCOMPARE(writes(world), 0);
    for (const QString& line : world.outbox())
        QVERIFY2(line.contains(s("push-is-off")), qPrintable(line));
}

QTEST_GUILESS_MAIN(TestAdoption)
#include "tst_adoption.moc"
