// SPDX-License-Identifier: GPL-3.0-or-later

// tieout-calls [--per-minute N] [--scale N]   what syncing costs in calls to Xero
// By the sandbox's own count, with its limits on. Prints figures and asserts nothing.

#include "support/world.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QElapsedTimer>
#include <QJsonDocument>

#include <cstdio>

using namespace records;
using Qt::StringLiterals::operator""_s;

namespace {

constexpr int kChunk = 2'000; // records in one seed
constexpr int kPatience = 3'600'000;

struct Count {
    int calls = 0, tooMany = 0;
    QMap<QString, int> byPath;
};

Count countOf(World& world)
{
    const QJsonObject told = world.control("GET", u"/sandbox/calls"_s);
    Count count;
    count.tooMany = told[u"tooMany"_s].toInt();
    const QJsonObject counts = told[u"counts"_s].toObject();
    for (auto it = counts.begin(); it != counts.end(); ++it)
        if (it.key().contains(u"/api.xro/"_s)) {
            count.calls += it.value().toInt();
            count.byPath.insert(it.key(), it.value().toInt());
        }
    return count;
}

// Says what body cost.
template <class Body>
void measured(World& world, const QString& what, int allowed, Body body)
{
    const Count before = countOf(world);
    QElapsedTimer time;
    time.start();
    const CommandOutcome outcome = body();
    const Count after = countOf(world);
    std::printf("%-58s %4d calls (at most %d), %d answered 429, %.1f s\n   %s\n", qPrintable(what),
        after.calls - before.calls, allowed, after.tooMany - before.tooMany,
        static_cast<double>(time.elapsed()) / 1000, qPrintable(outcome.sentence));
    for (auto it = after.byPath.begin(); it != after.byPath.end(); ++it)
        if (const int more = *it - before.byPath.value(it.key()); more > 0)
            std::printf("      %-44s %d\n", qPrintable(it.key()), more);
    std::fflush(stdout);
}

void setLimits(World& world, int perMinute)
{
    world.control("POST", u"/sandbox/settings"_s,
        {{u"limits"_s, true}, {u"perMinute"_s, perMinute}, {u"perDay"_s, 5'000},
            {u"concurrent"_s, 5}});
}

QByteArray day()
{
    return base::SystemClock().now().date().toString(Qt::ISODate).toLatin1();
}

void pushes(int perMinute, int documents)
{
    World world({.paymentPush = PaymentPush::AsPaymentWhenWhole});
    setLimits(world, perMinute);
    QByteArray accounts = "Account,Name,Role\n";
    QByteArray invoices
        = "Account,Invoice,Date,Due date,Tax mode,Description,Quantity,Unit price,Amount,Tax\n";
    QByteArray payments
        = "Account,Payment,Date,Amount,Reference,Method,Invoice list,Invoice allocation list\n";
    for (int i = 0; i < documents; ++i) {
        const QByteArray n = QByteArray::number(i);
        const QByteArray account = QByteArray::number(100'000 + i / 5);
        const QByteArray amount = QByteArray::number(50 + i % 400) + ".00";
        if (i % 5 == 0)
            accounts += account + ",Customer " + account + ",Customer\n";
        invoices += account + ",INV-" + n + ',' + day() + ',' + day() + ",No tax,Broadband,1,"
            + amount + ',' + amount + ",0.00\n";
        payments += account + ",PAY-" + n + ',' + day() + ',' + amount + ",PAY-" + n + ",EFT,INV-"
            + n + ',' + amount + '\n';
    }
    world.import({{u"accounts.csv"_s, accounts}});
    // Contacts are made when something of theirs is pushed; a person links them beforehand.
    QJsonArray contacts;
    for (int i = 0; i < documents / 5; ++i)
        contacts.append(QJsonObject{{u"Name"_s, u"Customer %1"_s.arg(100'000 + i)},
            {u"ContactNumber"_s, QString::number(100'000 + i)}});
    for (int i = 0; i < contacts.size(); i += kChunk) {
        QJsonArray chunk;
        for (int k = i; k < std::min<int>(i + kChunk, static_cast<int>(contacts.size())); ++k)
            chunk.append(contacts[k]);
        world.control("POST", u"/sandbox/seed"_s, {{u"contacts"_s, chunk}});
    }
    measured(world, u"first reading and linking of %1 accounts"_s.arg(documents / 5), 13 + 2,
        [&] { return world.tell(command::Sync{}, kPatience); });
    world.import({{u"invoices.csv"_s, invoices}, {u"payments.csv"_s, payments}});
    measured(world, u"%1 invoices and %1 payments pushed"_s.arg(documents), documents * 2 / 50 + 20,
        [&] { return world.tell(command::Sync{}, kPatience); });
    world.control("POST", u"/sandbox/clock"_s, {{u"offsetSeconds"_s, 600}});
    world.tell(command::Sync{}, kPatience);
    measured(world, u"nothing new"_s, 8, [&] { return world.tell(command::Sync{}, kPatience); });
}

// Documents in Xero, made in chunks a second apart, as history has them.
void seedInvoices(World& world, int contacts, int invoices)
{
    for (int from = 0; from < contacts; from += kChunk) {
        QJsonArray list;
        for (int i = from; i < std::min(from + kChunk, contacts); ++i)
            list.append(QJsonObject{
                {u"Name"_s, u"Contact %1"_s.arg(i)}, {u"ContactNumber"_s, u"C%1"_s.arg(i)}});
        world.control("POST", u"/sandbox/seed"_s, {{u"contacts"_s, list}});
    }
    const QString today = QString::fromLatin1(day());
    for (int from = 0; from < invoices; from += kChunk) {
        QJsonArray list;
        for (int i = from; i < std::min(from + kChunk, invoices); ++i)
            list.append(QJsonObject{{u"Type"_s, u"ACCREC"_s}, {u"Status"_s, u"AUTHORISED"_s},
                {u"InvoiceNumber"_s, u"X-%1"_s.arg(i)}, {u"Date"_s, today}, {u"DueDate"_s, today},
                {u"LineAmountTypes"_s, u"NoTax"_s},
                {u"Contact"_s, QJsonObject{{u"ContactNumber"_s, u"C%1"_s.arg(i % contacts)}}},
                {u"LineItems"_s,
                    QJsonArray{QJsonObject{{u"Description"_s, u"Broadband"_s}, {u"Quantity"_s, 1},
                        {u"UnitAmount"_s, 50 + i % 400}, {u"AccountCode"_s, u"200"_s}}}}});
        const QJsonObject made = world.control("POST", u"/sandbox/seed"_s, {{u"invoices"_s, list}});
        if (made[u"errorCount"_s].toInt() > 0)
            qFatal("%s", QJsonDocument(made).toJson().constData());
        world.control("POST", u"/sandbox/clock"_s, {{u"offsetSeconds"_s, 1}});
    }
}

void changes(int perMinute, int documents, int changed)
{
    World world;
    setLimits(world, perMinute);
    seedInvoices(world, 500, documents);
    world.control("POST", u"/sandbox/clock"_s, {{u"offsetSeconds"_s, 600}});
    measured(world, u"%1 documents read for the first time"_s.arg(documents),
        documents / 1'000 + 25, [&] { return world.tell(command::Sync{}, kPatience); });
    for (int i = 0; i < changed; ++i)
        world.person(u"edit-invoice"_s,
            {{u"invoice"_s, u"X-%1"_s.arg(i * (documents / changed))},
                {u"reference"_s, u"changed"_s}});
    measured(world, u"%1 of %2 documents changed"_s.arg(changed).arg(documents), 8, [&] {
        return world.tell(command::Sync{.direction = command::Direction::Pull}, kPatience);
    });
}

void firstLoad(int perMinute, int contacts, int invoices)
{
    World world;
    setLimits(world, perMinute);
    seedInvoices(world, contacts, invoices);
    measured(world, u"first load of %1 contacts and %2 invoices"_s.arg(contacts).arg(invoices), 125,
        [&] { return world.tell(command::Sync{}, kPatience); });
}

} // namespace

int main(int argc, char** argv)
{
    const QCoreApplication app(argc, argv);
    QCommandLineParser parser;
    parser.addHelpOption();
    parser.addOption(
        {u"per-minute"_s, u"Calls a minute that the sandbox takes."_s, u"N"_s, u"6000"_s});
    parser.addOption({u"scale"_s, u"A part of the full size."_s, u"N"_s, u"1"_s});
    parser.process(app);
    const int perMinute = parser.value(u"per-minute"_s).toInt();
    const int scale = std::max(1, parser.value(u"scale"_s).toInt());
    pushes(perMinute, 10'000 / scale);
    changes(perMinute, 50'000 / scale, 2'000 / scale);
    firstLoad(perMinute, 10'000 / scale, 100'000 / scale);
    return 0;
}
