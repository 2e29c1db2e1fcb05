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

CsvMapping CsvMapping::over(const CsvMapping& known) const
{
    CsvMapping both = columns.isEmpty() ? known : *this;
    both.order = order ? order : known.order;
    both.mark = mark ? mark : known.mark;
    both.plainIsMoneyIn = plainIsMoneyIn ? plainIsMoneyIn : known.plainIsMoneyIn;
    return both;
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

QStringList columnWords()
{
    QStringList words;
    for (const Meaning& meaning : kMeanings)
        words.append(QString::fromLatin1(meaning.word));
    return words << toText(Column::Ignored);
}

std::optional<Column> columnOf(const QString& word)
{
    for (const Meaning& meaning : kMeanings)
        if (word == QLatin1String(meaning.word))
            return meaning.column;
    return word == toText(Column::Ignored) ? std::optional(Column::Ignored) : std::nullopt;
}

QString toText(Column column)
{
    for (const Meaning& meaning : kMeanings)
        if (meaning.column == column)
            return QString::fromLatin1(meaning.word);
    return QStringLiteral("ignored");
}

records::StatementColumns wordsOf(const CsvMapping& mapping)
{
    records::StatementColumns said{.header = mapping.header};
    for (const Column column : mapping.columns)
        said.columns.append(toText(column));
    said.first = orderWord(mapping.order);
    if (mapping.mark)
        said.decimals = *mapping.mark == csv::DecimalMark::Point ? QStringLiteral("point")
                                                                 : QStringLiteral("comma");
    if (mapping.plainIsMoneyIn)
        said.plain = *mapping.plainIsMoneyIn ? QStringLiteral("in") : QStringLiteral("out");
    return said;
}

base::Result<CsvMapping> mappingOf(const records::StatementColumns& said)
{
    CsvMapping mapping{.header = said.header};
    for (const QString& word : said.columns) {
        const auto column = columnOf(word);
        if (!column)
            return base::failure(base::ErrorKind::Usage,
                QStringLiteral("“%1” is not what a column can mean. There are: %2.")
                    .arg(word, columnWords().join(QStringLiteral(", "))));
        mapping.columns.append(*column);
    }
    if (!mapping.columns.isEmpty() && !mapping.isComplete())
        return base::failure(base::ErrorKind::Usage,
            QStringLiteral("One of the columns has to be the date, and one the amount, or two "
                           "money in and money out."));
    for (const csv::DateOrder order :
        {csv::DateOrder::DayFirst, csv::DateOrder::MonthFirst, csv::DateOrder::YearFirst})
        if (!said.first.isEmpty() && said.first == orderWord(order))
            mapping.order = order;
    if (!said.decimals.isEmpty())
        mapping.mark
            = said.decimals == u"comma" ? csv::DecimalMark::Comma : csv::DecimalMark::Point;
    if (!said.plain.isEmpty())
        mapping.plainIsMoneyIn = said.plain == u"in";
    return mapping;
}

QByteArray toBytes(const CsvMapping& mapping)
{
    const records::StatementColumns said = wordsOf(mapping);
    const QJsonObject object{{QStringLiteral("header"), QJsonArray::fromStringList(said.header)},
        {QStringLiteral("columns"), QJsonArray::fromStringList(said.columns)},
        {QStringLiteral("first"), said.first}, {QStringLiteral("decimals"), said.decimals},
        {QStringLiteral("plain"), said.plain}};
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

base::Result<CsvMapping> mappingFromBytes(const QByteArray& bytes)
{
    const QJsonObject object = QJsonDocument::fromJson(bytes).object();
    const auto list = [&](const char* name) {
        QStringList words;
        for (const QJsonValue& word : object[QLatin1String(name)].toArray())
            words.append(word.toString());
        return words;
    };
    return mappingOf({.header = list("header"),
        .columns = list("columns"),
        .first = object[QStringLiteral("first")].toString(),
        .decimals = object[QStringLiteral("decimals")].toString(),
        .plain = object[QStringLiteral("plain")].toString()});
}

} // namespace bank
