// SPDX-License-Identifier: GPL-3.0-or-later

// tieout-lines [--lines N] [--invoices N] [--payments N]   what judging bank lines costs
// Prints figures and asserts nothing. Only an optimised build's figures say something.

#include "support/world.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>

#include <cstdio>

using namespace records;
using Qt::StringLiterals::operator""_s;

namespace {

struct Size {
    int lines = 10'000, invoices = 240'000, payments = 220'000;
    int flat = 0; // of a hundred records, how many are of one of five fees that everybody pays
    int accounts() const { return invoices / 5; }

    // The same for every run, and no two neighbours alike.
    qint64 amountOf(int i) const
    {
        static constexpr qint64 fees[] = {7'900, 9'900, 14'900, 12'000, 26'400};
        return i % 100 < flat ? fees[(i / 100 + i) % 5] : 1'000 + (qint64(i) * 7'919) % 99'000;
    }
};

// Of this process; 0 where the system doesn't say.
int residentMegabytes()
{
    QFile file(u"/proc/self/statm"_s);
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    return int(file.readAll().split(' ').value(1).toLongLong() * 4 / 1024);
}

QString nameOf(int account)
{
    static const char* const first[] = {"Harbour", "Coral", "Boronia", "Wattle", "Banksia",
        "Currawong", "Pinnacle", "Eastgate", "Upwey", "Yarra", "Mallee", "Quandong"};
    static const char* const second[] = {"Physio", "Bakery", "Laundry", "Dental", "Roofing",
        "Electrics", "Hardware", "Pharmacy", "Traders", "Catering", "Surveying"};
    return u"%1 %2 %3"_s.arg(QString::fromLatin1(first[account % 12]),
        QString::fromLatin1(second[account % 11]), QString::number(account, 36).toUpper());
}

QString id(int kind, int i)
{
    return u"%1-0000-4000-8000-%2"_s.arg(kind, 8, 10, QLatin1Char('0'))
        .arg(i, 12, 10, QLatin1Char('0'));
}

void must(QSqlQuery& query, bool done)
{
    if (!done)
        qFatal("%s", qPrintable(query.lastError().text()));
}

// Straight into the mirror: reading so much through the sandbox would take an hour.
void fill(const QString& path, const Size& size, QDate today)
{
    auto base = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"fill"_s);
    base.setDatabaseName(path);
    if (!base.open())
        qFatal("%s", qPrintable(base.lastError().text()));
    base.transaction();
    QSqlQuery account(base), contact(base), link(base), invoice(base), payment(base);
    must(account,
        account.prepare(u"INSERT INTO account VALUES (?, ?, ?, 'customer', 'active', "
                        "'', '', '', '', '', '', '', '', '', '', 'AUD', 'import')"_s));
    must(contact,
        contact.prepare(
            u"INSERT INTO mirror_contact (seen_from, id, number, name, "
            "first_name, last_name, email, phone, tax_number, status, is_customer, is_supplier, "
            "currency) VALUES (1, ?, ?, ?, '', '', '', '', '', 'ACTIVE', 1, 0, 'AUD')"_s));
    must(link, link.prepare(u"INSERT INTO link VALUES (?, ?, ?, 'number', 1)"_s));
    must(invoice,
        invoice.prepare(
            u"INSERT INTO mirror_invoice (seen_from, id, type, number, "
            "reference, status, contact, contact_name, date, due_date, currency, total, total_tax, "
            "amount_due, amount_paid, amount_credited, line_amount_types, lines, url) VALUES (1, "
            "?, "
            "'ACCREC', ?, '', ?, ?, ?, ?, ?, 'AUD', ?, 0, ?, ?, 0, 'NoTax', '', '')"_s));
    must(payment,
        payment.prepare(
            u"INSERT INTO mirror_payment (seen_from, id, type, status, "
            "invoice, invoice_number, contact, account_code, date, currency, amount, reference, "
            "is_reconciled) VALUES (1, ?, 'ACCRECPAYMENT', 'AUTHORISED', ?, ?, ?, '090', ?, 'AUD', "
            "?, "
            "'', ?)"_s));
    for (int i = 0; i < size.accounts(); ++i) {
        const QVariantList own{1'000 + i, QString::number(200'000 + i), nameOf(i)};
        for (const QVariant& value : own)
            account.addBindValue(value);
        must(account, account.exec());
        for (const QVariant& value : {QVariant(id(1, i)), own[1], own[2]})
            contact.addBindValue(value);
        must(contact, contact.exec());
        for (const QVariant& value : {own[0], QVariant(id(1, i)), own[2]})
            link.addBindValue(value);
        must(link, link.exec());
    }
    for (int i = 0; i < size.invoices; ++i) {
        const bool isPaid = i < size.payments;
        const int owner = i % size.accounts();
        const QString number = u"INV-%1"_s.arg(100'000 + i);
        const QString day = today.addDays(-1 - i % 700).toString(Qt::ISODate);
        const qint64 amount = size.amountOf(i);
        for (const QVariant& value :
            QVariantList{id(2, i), number, isPaid ? u"PAID"_s : u"AUTHORISED"_s, id(1, owner),
                nameOf(owner), day, day, amount, isPaid ? 0 : amount, isPaid ? amount : 0})
            invoice.addBindValue(value);
        must(invoice, invoice.exec());
        if (!isPaid)
            continue;
        // The last ones are in Xero and not yet matched with their bank line.
        const bool isReconciled = i < size.payments - size.lines / 2;
        for (const QVariant& value :
            QVariantList{id(3, i), id(2, i), number, id(1, owner),
                isReconciled ? day : today.addDays(-1).toString(Qt::ISODate), amount, isReconciled})
            payment.addBindValue(value);
        must(payment, payment.exec());
    }
    if (!base.commit())
        qFatal("%s", qPrintable(base.lastError().text()));
}

// Half of the lines are money that is in Xero, half pay what is open there.
QString statement(const QString& folder, const Size& size, QDate today)
{
    QFile file(folder + u"/statement.csv"_s);
    if (!file.open(QIODevice::WriteOnly))
        qFatal("no file");
    file.write("Date,Payee,Reference,Amount\n");
    for (int i = 0; i < size.lines; ++i) {
        const int of = size.payments - size.lines / 2 + i;
        const qint64 amount = size.amountOf(of);
        file.write(u"%1,%2,INV-%3,%4.%5\n"_s
                       .arg(today.addDays(-1).toString(Qt::ISODate),
                           nameOf(of % size.accounts()).toUpper())
                       .arg(100'000 + of)
                       .arg(amount / 100)
                       .arg(amount % 100, 2, 10, QLatin1Char('0'))
                       .toUtf8());
    }
    file.write(u"%1,NAB,Account fee,-15.00\n"_s.arg(today.toString(Qt::ISODate)).toUtf8());
    return file.fileName();
}

void measured(World& world, const char* what, const Command& command)
{
    QElapsedTimer time;
    time.start();
    const CommandOutcome outcome = world.tell(command, 3'600'000);
    std::printf("%-58s %8.3f s   %d MB   %s\n", what, static_cast<double>(time.elapsed()) / 1000,
        residentMegabytes(), qPrintable(outcome.sentence.left(90)));
    std::fflush(stdout);
}

} // namespace

int main(int argc, char** argv)
{
    const QCoreApplication app(argc, argv);
    QCommandLineParser parser;
    parser.addOptions({{u"lines"_s, {}, u"N"_s, u"10000"_s},
        {u"invoices"_s, {}, u"N"_s, u"240000"_s}, {u"payments"_s, {}, u"N"_s, u"220000"_s},
        {u"flat"_s, u"Of a hundred records, how many are of one of five fees."_s, u"N"_s, u"0"_s}});
    parser.process(app);
    const Size size{parser.value(u"lines"_s).toInt(), parser.value(u"invoices"_s).toInt(),
        parser.value(u"payments"_s).toInt(), parser.value(u"flat"_s).toInt()};
    World world;
    if (!world.sync().done)
        qFatal("no sync");
    const QDate today = base::SystemClock().now().date();
    world.closeEngine();
    fill(world.bookPath(), size, today);
    world.restartEngine();
    const QString file = statement(world.folder(), size, today);
    std::printf("%d lines, %d invoices, %d payments, %d %% of five amounts\n", size.lines,
        size.invoices, size.payments, size.flat);
    std::fflush(stdout);
    measured(world, "statement taken in and all lines judged",
        command::ImportStatement{.path = file, .bankCode = u"090"_s});
    const BankLineId line = world.reader().bankLines({}, 0, 1).value(0).kept.id;
    measured(world, "one line ticked off", command::DecideLines{{line}, {LineSaying::Done, {}}});
    measured(world, "and taken back", command::DecideLines{{line}, {LineSaying::Done, {}}, true});
    QElapsedTimer time;
    time.start();
    const auto rows = world.reader().bankLines({.filter = u"090"_s}, 0, 256);
    std::printf("the first %lld rows of the page read in %.3f s\n",
        static_cast<long long>(rows.size()), static_cast<double>(time.elapsed()) / 1000);
    for (const Preflight& bank : world.reader().today().banks)
        if (bank.lines.all() > 0)
            std::printf("%d safe, %d stop, %d not checked, %d done\n", bank.lines.safe,
                bank.lines.stop, bank.lines.notChecked, bank.lines.done);
    return 0;
}
