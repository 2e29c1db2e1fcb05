// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/demofiles.h"

#include "base/money.h"
#include "base/random.h"

namespace app::demo {

namespace {

struct Account {
    QString number, name;
    const char* role = "customer";
};

struct Document {
    QString number, account;
    int daysAgo;
    QString total; // tax included
    QString what = QStringLiteral("NBN plan, one month");
    QString product = {};
};

struct Payment {
    QString number, account;
    int daysAgo;
    QString amount, invoice;
    QString reference = {};
    QString method = QStringLiteral("EFT");
};

struct Adjustment {
    QString number, account;
    int daysAgo;
    QString amount, invoice, reason;
};

QString day(QDate today, int ago)
{
    return today.addDays(-ago).toString(Qt::ISODate);
}

// A tenth on top is an eleventh of the whole, rounded to the cent.
QString taxIn(const QString& total)
{
    const base::Currency aud = base::Currency::of("AUD");
    const base::Money whole = base::Money::parse(total, aud).value_or(base::Money());
    return base::Money((whole.minor() * 2 + 11) / 22, aud).toString();
}

QByteArray csv(const QString& header, const QList<QStringList>& rows)
{
    QString text = header + QStringLiteral("\r\n");
    for (const QStringList& row : rows)
        text += row.join(u',') + QStringLiteral("\r\n");
    return text.toUtf8();
}

File accountsFile(const QList<Account>& accounts)
{
    QList<QStringList> rows;
    for (const Account& account : accounts) {
        QString mail = account.name.toLower();
        mail.removeIf([](QChar c) { return !c.isLetterOrNumber(); });
        rows.append({account.number, account.name, QString::fromLatin1(account.role),
            QStringLiteral("active"), QStringLiteral("Accounts"), QStringLiteral("Office"),
            QStringLiteral("accounts@%1.example").arg(mail), QStringLiteral("AUD")});
    }
    return {QStringLiteral("accounts.csv"),
        csv(QStringLiteral(
                "Account ID,Account name,Role,Status,First name,Last name,Email,Currency"),
            rows)};
}

File documentsFile(const QString& name, const QString& numberColumn, const QString& accountCode,
    const QString& taxType, const QList<Document>& documents, QDate today)
{
    QList<QStringList> rows;
    for (const Document& document : documents)
        rows.append({document.number, document.account, day(today, document.daysAgo),
            day(today, document.daysAgo - 14), QStringLiteral("inclusive"), document.total,
            QStringLiteral("\"%1\"").arg(document.what), document.total, taxIn(document.total),
            document.product, accountCode, taxType});
    return {name,
        csv(numberColumn
                + QStringLiteral(
                    ",Account ID,Date,Due date,Amounts are,Total,Description,Line amount,"
                    "Line tax,Product code,Account code,Tax type"),
            rows)};
}

File invoicesFile(const QList<Document>& documents, QDate today)
{
    return documentsFile(QStringLiteral("invoices.csv"), QStringLiteral("Invoice number"),
        QStringLiteral("200"), QStringLiteral("OUTPUT"), documents, today);
}

File billsFile(const QList<Document>& documents, QDate today)
{
    return documentsFile(QStringLiteral("bills.csv"), QStringLiteral("Bill number"),
        QStringLiteral("300"), QStringLiteral("INPUT"), documents, today);
}

File paymentsFile(const QList<Payment>& payments, QDate today)
{
    QList<QStringList> rows;
    for (const Payment& payment : payments)
        rows.append({payment.number, payment.account, day(today, payment.daysAgo), payment.amount,
            payment.reference, payment.method, payment.invoice, payment.amount, day(today, 0)});
    return {QStringLiteral("payments.csv"),
        csv(QStringLiteral("Payment number,Account ID,Payment date,Amount,Reference,Payment method,"
                           "Invoice number,Allocated,Complete until"),
            rows)};
}

File adjustmentsFile(const QList<Adjustment>& adjustments, QDate today)
{
    QList<QStringList> rows;
    for (const Adjustment& adjustment : adjustments)
        rows.append({adjustment.number, QStringLiteral("ledger credit"), adjustment.account,
            day(today, adjustment.daysAgo), adjustment.amount, adjustment.reason,
            adjustment.invoice, adjustment.amount});
    return {QStringLiteral("adjustments.csv"),
        csv(QStringLiteral(
                "Adjustment number,Kind,Account ID,Date,Amount,Reason,Invoice number,Allocated"),
            rows)};
}

// The customers of the pictures.
QList<Account> storyAccounts()
{
    const auto of = [](const char* number, const char* name) {
        return Account{QString::fromLatin1(number), QString::fromLatin1(name)};
    };
    return {of("104377", "Harbourside Physio"), of("104156", "Murray & Sons Plumbing"),
        of("104112", "Nullarbor Freight Lines"), of("104090", "Waratah Legal"),
        of("104418", "Kookaburra Preschool"), of("104219", "Saltbush Landscapes"),
        of("104205", "Boronia Bakery"), of("104333", "Red Gum Joinery"),
        of("104127", "Jacaranda Florist"), of("104069", "Ocean Road Surf School"),
        of("104251", "Lakeside Caravan Park"), of("104406", "Redfern Signs & Print"),
        of("104409", "Coral Bay Dive Centre"), of("104098", "Banksia Veterinary Clinic"),
        of("104140", "Blue Wren Books"), of("104181", "Currawong Dental"),
        of("104166", "Eastgate Auto Electrics"), of("104310", "Gippsland Dairy Supplies"),
        of("104228", "Ironbark Fencing"), of("104119", "Mallee Grain Traders"),
        of("104203", "Parkdale Newsagency"), of("104341", "Pinnacle Roof Tiling"),
        of("104387", "Quandong Catering"), of("104299", "Ridgeline Surveying"),
        of("104277", "Tin Shed Brewing Co"), of("104264", "Upwey Hardware"),
        of("104193", "Wattle & Co Cafe"), of("104372", "Yarra Glen Pharmacy"),
        {QStringLiteral("900010"), QStringLiteral("Vocus Wholesale"), "vendor"},
        {QStringLiteral("900020"), QStringLiteral("Telstra Wholesale"), "vendor"}};
}

Document invoice(const char* number, const char* account, int daysAgo, const char* total)
{
    return {QString::fromLatin1(number), QString::fromLatin1(account), daysAgo,
        QString::fromLatin1(total)};
}

Payment paid(const char* number, const char* account, int daysAgo, const char* amount,
    const char* forInvoice)
{
    return {QString::fromLatin1(number), QString::fromLatin1(account), daysAgo,
        QString::fromLatin1(amount), QString::fromLatin1(forInvoice),
        QString::fromLatin1(forInvoice).remove(u'-')};
}

QList<Document> storyInvoices()
{
    return {// Harbourside: four causes at once.
        invoice("INV-10270", "104377", 49, "100.00"), invoice("INV-10291", "104377", 42, "888.00"),
        invoice("INV-10340", "104377", 28, "322.00"), invoice("INV-10344", "104377", 21, "555.55"),
        invoice("INV-10371", "104377", 14, "344.50"),
        // One mistake each.
        invoice("INV-10333", "104112", 30, "5480.00"), invoice("INV-10377", "104112", 9, "1000.00"),
        invoice("INV-10319", "104090", 38, "888.00"), invoice("INV-10360", "104418", 20, "555.55"),
        invoice("INV-10331", "104219", 30, "772.20"), invoice("INV-10353", "104205", 24, "322.00"),
        invoice("INV-10342", "104333", 22, "264.00"), invoice("INV-10296", "104127", 40, "120.00"),
        invoice("INV-10311", "104127", 33, "330.00"), invoice("INV-10318", "104069", 38, "100.00"),
        invoice("INV-10366", "104251", 17, "2415.61"), invoice("INV-10305", "104406", 36, "250.80"),
        invoice("INV-10326", "104310", 31, "322.00"), invoice("INV-10329", "104140", 29, "150.00"),
        // Paid and agreed.
        invoice("INV-10338", "104205", 27, "268.90"), invoice("INV-10352", "104251", 24, "1207.80"),
        invoice("INV-10345", "104310", 26, "2056.00"), invoice("INV-10384", "104193", 13, "149.00"),
        invoice("INV-10376", "104098", 15, "482.00"), invoice("INV-10380", "104181", 14, "986.70"),
        invoice("INV-10369", "104341", 16, "264.00"), invoice("INV-10364", "104264", 18, "227.35"),
        invoice("INV-10361", "104372", 19, "614.90"), invoice("INV-10358", "104119", 20, "1743.50"),
        invoice("INV-10355", "104387", 21, "186.50"), invoice("INV-10349", "104299", 23, "339.90"),
        invoice("INV-10347", "104228", 25, "99.00"), invoice("INV-10341", "104203", 27, "79.00"),
        // Open and agreed.
        invoice("INV-10386", "104098", 8, "482.00"), invoice("INV-10387", "104181", 8, "1973.40"),
        invoice("INV-10385", "104166", 9, "199.00"), invoice("INV-10372", "104310", 13, "4112.00"),
        invoice("INV-10389", "104228", 7, "99.00"), invoice("INV-10390", "104119", 6, "3487.00"),
        invoice("INV-10391", "104203", 6, "79.00"), invoice("INV-10392", "104341", 6, "264.00"),
        invoice("INV-10394", "104387", 5, "373.00"), invoice("INV-10395", "104299", 5, "679.80"),
        invoice("INV-10379", "104277", 12, "312.80"), invoice("INV-10396", "104264", 5, "454.70"),
        invoice("INV-10398", "104372", 4, "1229.80")};
}

QList<Payment> storyPayments()
{
    return {paid("PAY-20371", "104205", 11, "268.90", "INV-10338"),
        paid("PAY-20386", "104251", 8, "1207.80", "INV-10352"),
        paid("PAY-20376", "104310", 11, "2056.00", "INV-10345"),
        paid("PAY-20411", "104193", 5, "149.00", "INV-10384"),
        paid("PAY-20402", "104098", 6, "482.00", "INV-10376"),
        paid("PAY-20405", "104181", 6, "986.70", "INV-10380"),
        paid("PAY-20401", "104341", 6, "264.00", "INV-10369"),
        paid("PAY-20396", "104264", 7, "227.35", "INV-10364"),
        paid("PAY-20394", "104372", 7, "614.90", "INV-10361"),
        paid("PAY-20385", "104119", 8, "1743.50", "INV-10358"),
        paid("PAY-20383", "104387", 8, "186.50", "INV-10355"),
        paid("PAY-20381", "104299", 8, "339.90", "INV-10349"),
        paid("PAY-20377", "104228", 11, "99.00", "INV-10347"),
        paid("PAY-20372", "104203", 11, "79.00", "INV-10341"),
        paid("PAY-20288", "104127", 30, "120.00", "INV-10296")};
}

// Some hundreds of ordinary customers, the same ones every time, about whom nobody ever calls.
struct Crowd {
    QList<Account> accounts;
    QList<Document> invoices;
    QList<Payment> payments;
};

Crowd crowd()
{
    static const QStringList places
        = QStringLiteral("Acacia,Bendigo,Corella,Dandenong,Eildon,Flinders,Geelong,Hopetoun,"
                         "Illawarra,Jindabyne,Kiama,"
                         "Lorne,Maleny,Narooma,Otway,Penola,Queenscliff,Rosella,Swan Hill,Tathra")
              .split(u',');
    static const QStringList trades = QStringLiteral(
        "Bakery,Building Supplies,Cabinets,Chiropractic,Cycles,Electrical,Fine Foods,Gardens,Glass,"
        "Hairdressing,Mechanical,Motel,Podiatry,Primary School,Real Estate,Wines")
                                          .split(u',');
    static const QStringList plans = {QStringLiteral("59.00"), QStringLiteral("79.00"),
        QStringLiteral("89.95"), QStringLiteral("99.00"), QStringLiteral("129.00"),
        QStringLiteral("149.50"), QStringLiteral("219.45"), QStringLiteral("349.00")};
    base::SeededRandom random(20'417);
    Crowd all;
    int number = 0;
    for (const QString& place : places) {
        for (const QString& trade : trades) {
            const QString account = QString::number(105'000 + ++number);
            const QString& plan = plans.at(qsizetype(random.below(quint64(plans.size()))));
            const int billingDay = int(random.below(20));
            all.accounts.append({account, place + u' ' + trade});
            const QString first = QStringLiteral("INV-%1").arg(20'000 + number);
            all.invoices.append({first, account, 35 + billingDay, plan});
            if (random.below(10) < 9)
                all.payments.append({QStringLiteral("PAY-%1").arg(30'000 + number), account,
                    22 + int(random.below(9)), plan, first, QString(),
                    QStringLiteral("DIRECTDEBIT")});
            if (random.below(10) < 6)
                all.invoices.append(
                    {QStringLiteral("INV-%1").arg(21'000 + number), account, 4 + billingDay, plan});
        }
    }
    return all;
}

} // namespace

QList<File> history(QDate today)
{
    const Crowd others = crowd();
    return {accountsFile(storyAccounts() + others.accounts),
        {QStringLiteral("products.csv"),
            csv(QStringLiteral(
                    "Product code,Product name,SKU,Class,Unit price,Account code,Tax type"),
                {{QStringLiteral("FIB-NBN100"), QStringLiteral("NBN 100/20 plan"),
                    QStringLiteral("FIB-NBN100"), QStringLiteral("billable"),
                    QStringLiteral("99.00"), QStringLiteral("200"), QStringLiteral("OUTPUT")}})},
        invoicesFile(storyInvoices() + others.invoices, today),
        paymentsFile(storyPayments() + others.payments, today)};
}

QList<File> trouble(QDate today)
{
    QList<Document> invoices = {invoice("INV-10381", "104156", 9, "840.40"),
        invoice("INV-10397", "104156", 4, "400.40"), invoice("INV-10399", "104406", 4, "250.80"),
        invoice("INV-10388", "104377", 7, "412.50"), invoice("INV-10393", "104219", 7, "386.10"),
        invoice("INV-10400", "104409", 3, "165.00")};
    for (Document& document : invoices)
        if (document.number == QStringLiteral("INV-10388")
            || document.number == QStringLiteral("INV-10393"))
            document.product = QStringLiteral("FIB-NBN100");
    const QList<Document> bills = {{QStringLiteral("88190"), QStringLiteral("900010"), 65,
        QStringLiteral("642.40"), QStringLiteral("Wholesale ports")}};
    return {invoicesFile(invoices, today), billsFile(bills, today),
        paymentsFile({paid("PAY-20399", "104333", 2, "264.00", "INV-10342"),
                         paid("PAY-20290", "104127", 3, "120.00", "INV-10311")},
            today),
        adjustmentsFile(
            {{QStringLiteral("CR-0311"), QStringLiteral("104377"), 9, QStringLiteral("322.00"),
                 QStringLiteral("INV-10340"), QStringLiteral("Two weeks without a line")},
                {QStringLiteral("CR-0312"), QStringLiteral("104205"), 9, QStringLiteral("322.00"),
                    QStringLiteral("INV-10353"), QStringLiteral("Wrong plan billed")}},
            today)};
}

QList<File> thisMorning(QDate today)
{
    const QList<Document> bills
        = {{QStringLiteral("88240"), QStringLiteral("900010"), 1, QStringLiteral("1180.00"),
               QStringLiteral("Wholesale ports")},
            {QStringLiteral("T-55268"), QStringLiteral("900020"), 1, QStringLiteral("96.20"),
                QStringLiteral("Voice minutes")}};
    return {accountsFile({{QStringLiteral("104412"), QStringLiteral("Tidewater Kayaks")},
                {QStringLiteral("104413"), QStringLiteral("Norwood Optical")}}),
        billsFile(bills, today),
        paymentsFile({paid("PAY-20417", "104377", 0, "888.00", "INV-10291")}, today)};
}

} // namespace app::demo
