// SPDX-License-Identifier: GPL-3.0-or-later

// 500 failures of six causes, cleared by six presses: each card's one button mends all that its
// cause holds up. With TIEOUT_PICTURES=FOLDER the page is kept before and after.

#include "scenarios/facesofworld.h"

using namespace records;
using Qt::StringLiterals::operator""_s;

class TestManyFailures : public QObject {
    Q_OBJECT

    static constexpr int kArchived = 120, kMerged = 80, kItem = 100, kLocked = 80, kAccount = 70,
                         kTax = 50;

    std::unique_ptr<World> m_world;
    QByteArray m_invoices
        = "Account,Invoice,Date,Due date,Tax mode,Description,Quantity,Unit price,Amount,Tax,"
          "Product,Account code,Tax type\n";
    int m_number = 0;

    void invoice(const QString& account, const QDate& date, const QString& product = {},
        const QString& code = {}, const QString& tax = {})
    {
        const QString amount = QString::number(100 + m_number % 57) + u".00"_s;
        const bool isTaxed = !tax.isEmpty();
        m_invoices += u"%1,INV-%2,%3,%3,%4,Broadband,1,%5,%5,%6,%7,%8,%9\n"_s.arg(account)
                          .arg(++m_number, 5, 10, QLatin1Char('0'))
                          .arg(date.toString(Qt::ISODate), isTaxed ? u"Exclusive"_s : u"No tax"_s,
                              amount, isTaxed ? u"10.00"_s : u"0.00"_s, product, code, tax)
                          .toUtf8();
    }

    void begin()
    {
        m_world = std::make_unique<World>(World::Options{.itemCodes = ItemCodes::ProductCode});
        const QDate today = base::SystemClock().now().date();
        QByteArray accounts = "Account,Name,Role\n";
        QJsonArray contacts, survivors;
        const auto account = [&](const QString& number, const QString& name) {
            accounts += u"%1,%2,Customer\n"_s.arg(number, name).toUtf8();
            contacts.append(QJsonObject{{u"Name"_s, name}, {u"ContactNumber"_s, number}});
        };
        for (int i = 0; i < kArchived; ++i) {
            account(u"A%1"_s.arg(i), u"Archived customer %1"_s.arg(i));
            invoice(u"A%1"_s.arg(i), today);
        }
        for (int i = 0; i < kMerged; ++i) {
            account(u"M%1"_s.arg(i), u"Merged customer %1"_s.arg(i));
            survivors.append(QJsonObject{{u"Name"_s, u"Survivor %1 Pty Ltd"_s.arg(i)}});
            invoice(u"M%1"_s.arg(i), today);
        }
        for (int i = 0; i < 10; ++i)
            account(u"C%1"_s.arg(i), u"Customer %1"_s.arg(i));
        for (int i = 0; i < kItem; ++i)
            invoice(u"C%1"_s.arg(i % 10), today, u"FIB-NBN100"_s);
        for (int i = 0; i < kLocked; ++i)
            invoice(u"C%1"_s.arg(i % 10), today.addDays(-40 - i % 5));
        for (int i = 0; i < kAccount; ++i)
            invoice(u"C%1"_s.arg(i % 10), today, {}, u"410"_s);
        for (int i = 0; i < kTax; ++i)
            invoice(u"C%1"_s.arg(i % 10), today, {}, {}, u"GST2019"_s);
        m_world->control("POST", u"/sandbox/seed"_s, {{u"contacts"_s, QJsonArray(contacts)}});
        m_world->control("POST", u"/sandbox/seed"_s, {{u"contacts"_s, survivors}});
        DONE(m_world->import({{u"accounts.csv"_s, accounts},
            {u"products.csv"_s,
                "Product,Name,Class,SKU,Unit price\nFIB-NBN100,Fibre 100,Billable,,88.00\n"}}));
        m_world->person(
            u"set-lock-dates"_s, {{u"period"_s, today.addDays(-20).toString(Qt::ISODate)}});
        DONE(m_world->sync()); // each account finds its contact by its number
        for (int i = 0; i < kArchived; ++i)
            m_world->person(
                u"archive-contact"_s, {{u"contact"_s, u"Archived customer %1"_s.arg(i)}});
        for (int i = 0; i < kMerged; ++i)
            m_world->person(u"merge-contacts"_s,
                {{u"from"_s, u"Merged customer %1"_s.arg(i)},
                    {u"into"_s, u"Survivor %1 Pty Ltd"_s.arg(i)}});
        DONE(m_world->import({{u"invoices.csv"_s, m_invoices}}));
    }

    int records() const
    {
        int all = 0;
        for (const store::ProblemCard& card : m_world->reader().problems({}))
            all += card.records;
        return all;
    }

private Q_SLOTS:
    void sixPressesClearFiveHundred()
    {
        begin();
        Face face(*m_world, true);
        face.sync();
        const auto cards = m_world->reader().problems({});
        for (const store::ProblemCard& card : cards)
            qInfo("%s: %d records, %d accounts", qPrintable(toText(card.cause)), card.records,
                card.accounts);
        QCOMPARE(records(), 500);
        QCOMPARE(cards.size(), 6);
        const QJsonObject before = m_world->control("GET", u"/sandbox/calls"_s);
        for (const QJsonValue& write : before[u"writes"_s].toArray())
            QVERIFY(!write[u"path"_s].toString().endsWith(u"Invoices"_s)); // held without a call
        face.problems();
        face.picture(u"500-failures-before"_s);
        QPushButton* each = face.button(u"Show each change"_s);
        QVERIFY(each);
        each->click();
        QVERIFY(QTest::qWaitFor(
            [&] { return face.said().contains(u"archived → Active"_s, Qt::CaseInsensitive); }));
        QVERIFY2(face.said().contains(u"and 108 more of the kind"_s), qPrintable(face.said()));
        face.picture(u"500-failures-preview"_s);

        const int given = face.commands();
        int presses = 0;
        for (const QString& press :
            {u"Restore contact, retry 120"_s, u"Link and retry 80"_s, u"Create item, retry 100"_s,
                u"Date them "_s, u"Use 200, retry 70"_s, u"Use OUTPUT, retry 50"_s}) {
            QElapsedTimer took;
            took.start();
            QVERIFY2(face.mend(press, {}), qPrintable(face.told()));
            qInfo("%s: %lld ms, %d left", qPrintable(press), took.elapsed(), records());
            ++presses;
        }
        face.problems();
        face.picture(u"500-failures-after"_s);
        QCOMPARE(presses, 6);
        QCOMPARE(face.commands() - given, 6); // and nothing but them
        QVERIFY2(m_world->reader().problems({}).isEmpty(), qPrintable(face.problems()));
        QSet<QString> numbers;
        int inXero = 0;
        for (const QJsonValue& row : m_world->truth()[u"invoices"_s].toArray()) {
            QCOMPARE(row[u"status"_s].toString(), u"AUTHORISED"_s);
            numbers.insert(row[u"number"_s].toString());
            ++inXero;
        }
        QCOMPARE(inXero, 500);
        QCOMPARE(numbers.size(), 500); // each once
        qInfo("500 failures of 6 causes cleared by %d presses", presses);
    }
};

QTEST_MAIN(TestManyFailures)
#include "tst_manyfailures.moc"
