// SPDX-License-Identifier: GPL-3.0-or-later

// What Tieout says Xero will offer, against the sandbox's own reconcile page: two readings of the
// same published order, in code that shares nothing.

#include "support/world.h"

#include <QTest>

using namespace records;
using Qt::StringLiterals::operator""_s;

class TestForecast : public QObject {
    Q_OBJECT

    static constexpr std::array kNames{"Harbourside Physio", "Boronia Bakery", "Corner Laundry",
        "Wattle Cafe", "Banksia Veterinary", "Currawong Dental"};
    static constexpr std::array kAmounts{"79.00", "120.00", "555.55", "888.00"};
    quint32 m_seed = 20'261'121;
    QList<QByteArray> m_amounts; // of the invoices

    int upTo(int n) // the same every time
    {
        m_seed = m_seed * 1'664'525u + 1'013'904'223u;
        return int((m_seed >> 8) % quint32(n));
    }
    static QString day(int ago)
    {
        return base::SystemClock().now().date().addDays(-ago).toString(Qt::ISODate);
    }

    // Invoices of few amounts with many due dates, some paid in Xero by hand, some by a pushed
    // payment, some by one that waits.
    void fill(World& world)
    {
        QByteArray accounts = "Account,Name,Role\n",
                   payments
            = "Account,Payment,Date,Amount,Reference,Method,Invoice list,Invoice allocation list\n";
        QByteArray invoices
            = "Account,Invoice,Date,Due date,Tax mode,Description,Quantity,Unit price,Amount,Tax\n";
        for (size_t i = 0; i < kNames.size(); ++i)
            accounts += QByteArray::number(104'300 + int(i)) + ',' + kNames[i] + ",Customer\n";
        for (int i = 0; i < 60; ++i) {
            const QByteArray account = QByteArray::number(104'300 + upTo(int(kNames.size())));
            const QByteArray amount = kAmounts[size_t(upTo(int(kAmounts.size())))];
            m_amounts.append(amount);
            invoices += account + ",INV-" + QByteArray::number(10'000 + i) + ','
                + day(40).toLatin1() + ',' + day(upTo(30) - 5).toLatin1() + ",No tax,Broadband,1,"
                + amount + ',' + amount + ",0.00\n";
            if (i % 5 == 0)
                payments += account + ",PAY-" + QByteArray::number(20'000 + i) + ','
                    + day(upTo(6)).toLatin1() + ',' + amount + ",x,EFT,INV-"
                    + QByteArray::number(10'000 + i) + ',' + amount + '\n';
        }
        QVERIFY(world.import({{u"accounts.csv"_s, accounts}, {u"invoices.csv"_s, invoices}}).done);
        QVERIFY(world.sync().done);
        for (int i = 1; i < 60; i += 7)
            world.person(u"match-invoice"_s,
                {{u"invoice"_s, u"INV-%1"_s.arg(10'000 + i)}, {u"bank"_s, u"090"_s},
                    {u"amount"_s, QString::fromLatin1(m_amounts[i])}});
        QVERIFY(world.import({{u"payments.csv"_s, payments}}).done);
        QVERIFY(world.sync().done);
        QVERIFY(world.sync().done); // what was pushed is read again
    }

private Q_SLOTS:
    void agreesWithThePage()
    {
        World world;
        fill(world);
        QByteArray lines = "Date,Payee,Reference,Amount\n";
        for (int i = 0; i < 120; ++i) {
            const bool isNamed = i % 3 != 0;
            lines += day(upTo(12)).toLatin1() + ','
                + (isNamed ? QByteArray(kNames[size_t(upTo(int(kNames.size())))]).toUpper()
                           : QByteArray("DIRECT CREDIT " + QByteArray::number(i)))
                + ',' + (i % 4 == 0 ? "INV-" + QByteArray::number(10'000 + upTo(60)) : QByteArray())
                + ',' + kAmounts[size_t(upTo(int(kAmounts.size())))] + '\n';
        }
        lines += day(0).toLatin1() + ",NAB,Account fee,-15.00\n";
        QFile file(world.folder() + u"/statement.csv"_s);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(lines) > 0);
        file.close();
        const auto taken
            = world.tell(command::ImportStatement{.path = file.fileName(), .bankCode = u"090"_s});
        QVERIFY2(taken.done, qPrintable(taken.sentence));

        int compared = 0, ties = 0, none = 0, differ = 0, flagged = 0;
        for (const store::BankLineRow& row : world.reader().bankLines({}, 0, 500)) {
            const LineCheck& check = row.check;
            if (check.verdict == Verdict::Done || check.hazard == LineHazard::WrongMatch)
                continue; // nothing is offered for what is reconciled
            const BankLine& line = row.kept.line;
            const QJsonObject page = world.control("POST", u"/sandbox/offers"_s,
                {{u"bank"_s, u"090"_s}, {u"date"_s, line.date.toString(Qt::ISODate)},
                    {u"cents"_s, line.amount.minor()},
                    {u"text"_s, line.payee + u' ' + line.reference + u' ' + line.text}});
            QSet<QString> shown, said;
            for (const QJsonValue& one : page[u"offers"_s].toArray())
                shown.insert(one[u"id"_s].toString());
            for (const Candidate& one : check.offered)
                said.insert(one.xero.id.toString(QUuid::WithoutBraces));
            QVERIFY2(shown == said,
                qPrintable(u"%1 %2 %3: Xero shows %4, Tieout says %5"_s.arg(
                    line.date.toString(Qt::ISODate), line.payee, line.amount.display(),
                    QStringList(shown.values()).join(u' '),
                    QStringList(said.values()).join(u' '))));
            ++compared;
            ties += shown.size() > 1;
            none += shown.isEmpty();
            // Where Xero would offer something else than what is right, no line is Safe.
            const bool differs = std::ranges::any_of(
                check.offered, [&](const Candidate& one) { return !check.pick.contains(one); });
            differ += differs;
            flagged += differs && check.verdict != Verdict::Safe;
        }
        qInfo("%d lines compared, %d ties, %d without an offer; %d differ from the right pick, %d "
              "of them flagged",
            compared, ties, none, differ, flagged);
        QVERIFY(compared > 80 && ties > 5 && differ > 20);
        QCOMPARE(flagged, differ);
    }
};

QTEST_MAIN(TestForecast)
#include "tst_forecast.moc"
