// SPDX-License-Identifier: GPL-3.0-or-later

#include "bank/csvmapping.h"

#include <QHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>

#include <algorithm>
#include <array>

namespace bank {

namespace {

struct Meaning {
    Column column;
    const char* word; // in the book and in messages
    const char* names; // of headers, letters and digits only, by |
};

constexpr std::array kMeanings{
    Meaning{Column::Date, "date",
        "date|transactiondate|postingdate|posteddate|bookingdate|entrydate|processeddate|"
        "dateprocessed|dateofpayment|buchungstag|buchungsdatum|datum|boekdatum|dateoperation|"
        "datedecomptabilisation|fecha|fechaoperacion|completeddate|dateandtime"},
    Meaning{Column::ValueDate, "value date",
        "valuedate|valutadatum|valuta|wertstellung|effectivedate|rentedatum|datevaleur|fechavalor"},
    Meaning{Column::Amount, "amount",
        "amount|betrag|transactionamount|bedrag|montant|importe|umsatz|amountaud|amountnzd|"
        "amountgbp|amounteur|amountusd|betrageur|bedrageur|billingamount|netamount"},
    Meaning{Column::MoneyIn, "money in",
        "credit|credits|creditamount|deposit|deposits|moneyin|paidin|haben|creditaud|received|"
        "receipts|habenbetrag|encaissement"},
    Meaning{Column::MoneyOut, "money out",
        "debit|debits|debitamount|withdrawal|withdrawals|moneyout|paidout|soll|debitaud|spent|"
        "payments|sollbetrag|decaissement"},
    Meaning{Column::Direction, "in or out",
        "debitcredit|creditdebit|drcr|crdr|crdrind|afbij|sollhaben|dcindicator|direction|"
        "cdtdbtind|debcred|dc|cd|sh"},
    Meaning{Column::Payee, "payee",
        "payee|payer|otherparty|merchant|merchantname|name|counterparty|counterpartyname|"
        "beneficiary|payeename|naamomschrijving|naamtegenpartij|zahlungspflichtiger|"
        "auftraggeberempfänger|beguenstigterzahlungspflichtiger|begünstigterauftraggeber|"
        "namezahlungsbeteiligter|from"},
    Meaning{Column::Reference, "reference",
        "reference|ref|paymentreference|code|chequenumber|chequeno|checknumber|chequeserial|serial|"
        "serialnumber|particulars|customerreference|kundenreferenzendtoend|kenmerk|yourreference"},
    Meaning{Column::Text, "text",
        "description|details|narrative|memo|transactiondetails|transactiondescription|"
        "verwendungszweck|mededelingen|omschrijving|libelle|concepto|notes|buchungstext|"
        "additionaldetails|narration"},
    Meaning{
        Column::Type, "type", "type|transactiontype|trantype|mutatiesoort|category|paymenttype"},
    Meaning{Column::Balance, "balance",
        "balance|runningbalance|accountbalance|saldo|solde|balanceaud|saldonamutatie|"
        "saldonachbuchung|closingbalance"},
    Meaning{Column::Currency, "currency", "currency|ccy|währung|waehrung|munt|devise|muntsoort"},
    Meaning{Column::Account, "account",
        "account|accountnumber|bankaccount|iban|kontonummer|auftragskonto|rekening|accountno|"
        "ibankontonummer|bankaccountnumber"},
    Meaning{Column::BankId, "bank id",
        "transactionid|id|uniqueid|fitid|bankreference|transactionreference|transactionnumber|"
        "volgnr|receiptnumber"}};

QString normalised(const QString& header)
{
    QString name;
    for (const QChar c : header.toLower())
        if (c.isLetterOrNumber())
            name += c;
    return name;
}

const QHash<QString, Column>& byName()
{
    static const QHash<QString, Column> names = [] {
        QHash<QString, Column> all;
        for (const Meaning& meaning : kMeanings)
            for (const QString& name : QString::fromUtf8(meaning.names).split(u'|'))
                all.insert(name, meaning.column);
        return all;
    }();
    return names;
}

bool isText(Column column)
{
    return column == Column::Text || column == Column::Reference || column == Column::Payee;
}

QString orderWord(const std::optional<csv::DateOrder>& order)
{
    if (!order)
        return {};
    return *order == csv::DateOrder::DayFirst  ? QStringLiteral("day")
        : *order == csv::DateOrder::MonthFirst ? QStringLiteral("month")
                                               : QStringLiteral("year");
}

} // namespace

bool CsvMapping::isComplete() const
{
    const bool split = columns.contains(Column::MoneyIn) && columns.contains(Column::MoneyOut);
    return columns.contains(Column::Date) && (columns.contains(Column::Amount) || split);
}

QList<Column> columnsNamed(const QStringList& header)
{
    QList<Column> columns;
    for (const QString& cell : header) {
        const Column column = byName().value(normalised(cell), Column::Ignored);
        const bool again = columns.contains(column) && !isText(column);
        columns.append(again ? Column::Ignored : column);
    }
    // A date of value is a date where there is no other.
    if (!columns.contains(Column::Date))
        if (const qsizetype value = columns.indexOf(Column::ValueDate); value >= 0)
            columns[value] = Column::Date;
    return columns;
}

QString toText(Column column)
{
    for (const Meaning& meaning : kMeanings)
        if (meaning.column == column)
            return QString::fromLatin1(meaning.word);
    return QStringLiteral("ignored");
}

QByteArray toBytes(const CsvMapping& mapping)
{
    QJsonArray columns;
    for (const Column column : mapping.columns)
        columns.append(toText(column));
    QJsonObject object{{QStringLiteral("header"), QJsonArray::fromStringList(mapping.header)},
        {QStringLiteral("columns"), columns}};
    if (mapping.order)
        object.insert(QStringLiteral("first"), orderWord(mapping.order));
    if (mapping.mark)
        object.insert(QStringLiteral("decimals"),
            *mapping.mark == csv::DecimalMark::Point ? QStringLiteral("point")
                                                     : QStringLiteral("comma"));
    if (mapping.plainIsMoneyIn)
        object.insert(QStringLiteral("plainIsMoneyIn"), *mapping.plainIsMoneyIn);
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

base::Result<CsvMapping> mappingFromBytes(const QByteArray& bytes)
{
    const QJsonObject object = QJsonDocument::fromJson(bytes).object();
    CsvMapping mapping;
    for (const QJsonValue& cell : object[QStringLiteral("header")].toArray())
        mapping.header.append(cell.toString());
    for (const QJsonValue& word : object[QStringLiteral("columns")].toArray()) {
        const auto meaning = std::find_if(kMeanings.begin(), kMeanings.end(),
            [&](const Meaning& one) { return word.toString() == QLatin1String(one.word); });
        mapping.columns.append(meaning == kMeanings.end() ? Column::Ignored : meaning->column);
    }
    const QString first = object[QStringLiteral("first")].toString();
    for (const csv::DateOrder order :
        {csv::DateOrder::DayFirst, csv::DateOrder::MonthFirst, csv::DateOrder::YearFirst})
        if (!first.isEmpty() && first == orderWord(order))
            mapping.order = order;
    const QString decimals = object[QStringLiteral("decimals")].toString();
    if (!decimals.isEmpty())
        mapping.mark = decimals == u"comma" ? csv::DecimalMark::Comma : csv::DecimalMark::Point;
    if (object.contains(QStringLiteral("plainIsMoneyIn")))
        mapping.plainIsMoneyIn = object[QStringLiteral("plainIsMoneyIn")].toBool();
    if (!mapping.isComplete())
        return base::failure(base::ErrorKind::Malformed,
            QStringLiteral("The remembered columns of this bank’s CSV can’t be read."),
            QString::fromUtf8(bytes.left(200)));
    return mapping;
}

} // namespace bank
