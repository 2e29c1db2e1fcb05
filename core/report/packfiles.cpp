// SPDX-License-Identifier: GPL-3.0-or-later

#include "report/packfiles.h"

#include "records/words.h"
#include "report/packcsv.h"
#include "report/tablefile.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QSaveFile>

using namespace Qt::StringLiterals;
using namespace records;

namespace report::packfiles {

namespace {

QString dayText(QDate day)
{
    return day.isValid() ? day.toString(Qt::ISODate) : QString();
}

QString guidText(const QUuid& id)
{
    return id.toString(QUuid::WithoutBraces);
}

QString numberText(qint64 number)
{
    return QString::number(number);
}

base::Currency currencyOf(const SignedItem& item)
{
    return item.amount.currency().isNone() ? item.open.currency() : item.amount.currency();
}

const QStringList& itemHeads()
{
    static const QStringList heads{u"Account id"_s, u"Account"_s, u"Side"_s, u"Account currency"_s,
        u"In"_s, u"Kind"_s, u"Record"_s, u"Date"_s, u"Due"_s, u"Currency"_s, u"Amount"_s, u"Open"_s,
        u"Label"_s};
    return heads;
}

QStringList itemRow(const SignedAccount& account, const SignedItem& item)
{
    const bool isLedger = item.ledger.has_value();
    return {numberText(account.account.value), account.number, toText(account.side),
        account.currency.code(), isLedger ? u"ledger"_s : u"xero"_s,
        isLedger ? toText(item.ledger->kind) : toText(item.xero->kind),
        isLedger ? numberText(item.ledger->id) : guidText(item.xero->id), dayText(item.date),
        dayText(item.due), currencyOf(item).code(), item.amount.toString(), item.open.toString(),
        item.label};
}

bool readRecord(SignedItem& item, const QString& in, const QString& kind, const QString& id)
{
    bool isNumber = false;
    if (in == "ledger"_L1) {
        const auto known = fromText<RecordKind>(kind);
        item.ledger = RecordRef{known.value_or(RecordKind::Account), id.toLongLong(&isNumber)};
        return known && isNumber;
    }
    const auto known = fromText<XeroKind>(kind);
    item.xero = XeroRef{known.value_or(XeroKind::Contact), QUuid::fromString(id)};
    return known && in == "xero"_L1 && guidText(item.xero->id) == id;
}

std::optional<SignedItem> itemOf(const QStringList& row)
{
    if (row.size() != itemHeads().size())
        return std::nullopt;
    SignedItem item;
    const base::Currency currency = base::Currency::parse(row.at(9)).value_or(base::Currency());
    const auto amount = base::Money::parse(row.at(10), currency);
    const auto open = base::Money::parse(row.at(11), currency);
    if (currency.code() != row.at(9) || !amount || !open
        || !readRecord(item, row.at(4), row.at(5), row.at(6)))
        return std::nullopt;
    item.amount = *amount;
    item.open = *open;
    item.date = QDate::fromString(row.at(7), Qt::ISODate);
    item.due = QDate::fromString(row.at(8), Qt::ISODate);
    item.label = row.at(12);
    return dayText(item.date) == row.at(7) && dayText(item.due) == row.at(8) ? std::optional(item)
                                                                             : std::nullopt;
}

} // namespace

const QStringList& listed()
{
    static const QStringList names{u"README.txt"_s, u"accounts.csv"_s, u"bridge.csv"_s,
        u"items.csv"_s, u"sign-off.json"_s, u"sign-off.pdf"_s, u"sign-off.xlsx"_s};
    return names;
}

base::Result<QByteArray> hashOf(const QString& path)
{
    QFile file(path);
    QCryptographicHash hash(QCryptographicHash::Sha256);
    if (!file.open(QIODevice::ReadOnly) || !hash.addData(&file))
        return base::failure(
            base::ErrorKind::Storage, u"%1 can’t be read: %2"_s.arg(path, file.errorString()));
    return hash.result().toHex();
}

base::Result<QByteArray> sumsOf(const QString& folder)
{
    QByteArray sums;
    for (const QString& name : listed()) {
        const auto hash = hashOf(QDir(folder).filePath(name));
        if (!hash)
            return hash;
        sums += *hash + "  " + name.toUtf8() + '\n';
    }
    return sums;
}

QByteArray accountsCsv(const Pack& pack)
{
    QByteArray csv = packcsv::row({u"Account id"_s, u"Account"_s, u"Name"_s, u"Side"_s,
        u"Currency"_s, u"Ledger"_s, u"Xero"_s, u"Difference"_s, u"Unexplained"_s, u"Causes"_s,
        u"Ledger fingerprint"_s, u"Xero fingerprint"_s});
    for (const SignedAccount& one : pack.accounts)
        csv += packcsv::row({numberText(one.account.value), one.number, one.name, toText(one.side),
            one.currency.code(), one.ledger.toString(), one.xero.toString(),
            one.difference().toString(), one.unexplained.toString(), numberText(one.causes),
            QString::fromLatin1(one.ledgerPrint), QString::fromLatin1(one.xeroPrint)});
    return csv;
}

QByteArray bridgeCsv(const Pack& pack)
{
    QHash<AccountId, QString> numbers;
    for (const SignedAccount& one : pack.accounts)
        numbers.insert(one.account, one.number);
    QByteArray csv = packcsv::row(
        {u"Account id"_s, u"Account"_s, u"Side"_s, u"Cause"_s, u"Amount"_s, u"Currency"_s,
            u"Ledger record"_s, u"Xero record"_s, u"Label"_s, u"Date"_s, u"Remedy"_s});
    for (const BridgeLine& line : pack.lines)
        csv += packcsv::row({numberText(line.account.value), numbers.value(line.account),
            toText(line.side), toText(line.cause), line.amount.toString(),
            line.amount.currency().code(), recordText(line.ledger), recordText(line.xero),
            line.label, dayText(line.date), toText(line.remedy)});
    return csv;
}

base::Result<void> writeItems(const Pack& pack, const QString& path)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return notWritten(path, file.errorString());
    file.write(packcsv::row(itemHeads()));
    for (const SignedAccount& account : pack.accounts)
        for (const SignedItem& item : account.items)
            file.write(packcsv::row(itemRow(account, item)));
    return file.commit() ? base::Result<void>() : notWritten(path, file.errorString());
}

QString keyOf(AccountId account, Side side, const QString& currency)
{
    return numberText(account.value) + u' ' + toText(side) + u' ' + currency;
}

base::Result<Items> readItems(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return base::failure(
            base::ErrorKind::Storage, u"%1 can’t be read: %2"_s.arg(path, file.errorString()));
    Items items;
    packcsv::Reader reader(file);
    if (reader.next() != itemHeads())
        items.faults.append(u"items.csv does not begin with the names of its columns."_s);
    while (true) {
        const auto row = reader.next();
        if (!row && !reader.isBroken())
            return items;
        const auto item = row ? itemOf(*row) : std::nullopt;
        const auto side = row ? fromText<Side>(row->value(2)) : std::nullopt;
        if (item && side)
            items.byAccount[keyOf(AccountId{row->at(0).toLongLong()}, *side, row->at(3))].append(
                *item);
        else if (items.faults.size() < 100)
            items.faults.append(u"items.csv, line %1: this is no record."_s.arg(reader.line()));
    }
}

QByteArray readme(const Pack& pack)
{
    return u"Evidence of sign-off %1, %2, as of %3.\n"
           "Made by Tieout on %4 from the book “%5”.\n\n"
           "sign-off.pdf    the sign-off on paper\n"
           "sign-off.xlsx   the same as a spreadsheet, with every record\n"
           "accounts.csv    balances of both sides and the fingerprints of their records\n"
           "bridge.csv      every difference with its cause\n"
           "items.csv       every record that the balances are the sum of\n"
           "sign-off.json   all of it but the records, for other programs\n"
           "SHA256SUMS      a checksum of each file above and of this one\n\n"
           "Is it still what was signed?\n\n"
           "    sha256sum -c SHA256SUMS\n\n"
           "tells whether a file was changed. With Tieout,\n\n"
           "    tieout-cli verify FOLDER\n\n"
           "also computes the fingerprints, the balances and the seal anew from the records.\n"
           "The seal must be the one on paper:\n\n    %6\n\n"
           "A fingerprint is the SHA-256 of one line for each record of one side of an account.\n"
           "The lines are sorted, each ends with a line feed; in a line stand, parted by tabs:\n"
           "ledger or xero, kind/record, date, due date, amount and open amount in the smallest\n"
           "unit (cents), currency, label. The seal is made in the same way of\n\n"
           "  one line of the sign-off itself: “sign-off”, number, day, scope, preparer,\n"
           "  prepared at (UTC), threshold, its currency, Xero read at (UTC), note;\n"
           "  one line for each balance: “balance”, account id, number, name, side, currency,\n"
           "  ledger balance, Xero balance, unexplained amount, the ledger’s fingerprint, Xero’s;\n"
           "  one line for each difference: “difference”, account id, side, cause, amount,\n"
           "  currency, ledger record, Xero record, label, date, remedy.\n\n"
           "It stands for what was prepared. Who reviewed it, and whether something changed "
           "since,\n"
           "is not in the seal: ask for the history of the sign-off in the book.\n\n"
           "In the CSV files a text that a spreadsheet would take for a formula, or that begins\n"
           "with an apostrophe, has one apostrophe put before it.\n"_s.arg(pack.signOff.id.value)
               .arg(pack.organisation, dayText(pack.signOff.day),
                   pack.madeAt.toUTC().toString(u"yyyy-MM-dd HH:mm 'UTC'"), pack.book,
                   QString::fromLatin1(pack.signOff.seal))
               .toUtf8();
}

} // namespace report::packfiles
