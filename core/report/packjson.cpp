// SPDX-License-Identifier: GPL-3.0-or-later

#include "records/words.h"
#include "report/jsonvalues.h"
#include "report/packfiles.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;
using namespace records;

namespace report::packfiles {

namespace {

using report::toJson;

constexpr int kVersion = 1;

QString text(const QByteArray& print)
{
    return QString::fromLatin1(print);
}

QJsonObject toJson(const SignedSum& one)
{
    return {{u"side"_s, toText(one.side)}, {u"currency"_s, one.currency.code()},
        {u"balances"_s, one.balances}, {u"ledger"_s, toJson(one.ledger)},
        {u"xero"_s, toJson(one.xero)}, {u"difference"_s, toJson(one.difference())},
        {u"unexplained"_s, toJson(one.unexplained)}};
}

QJsonObject toJson(const SignOff& one)
{
    QJsonArray sums;
    for (const SignedSum& sum : one.sums)
        sums.append(toJson(sum));
    return {{u"id"_s, one.id.value}, {u"scope"_s, toText(one.scope)}, {u"day"_s, toJson(one.day)},
        {u"state"_s, toText(one.state)}, {u"preparer"_s, one.preparer},
        {u"preparedAt"_s, toJson(one.preparedAt)}, {u"note"_s, one.note},
        {u"reviewer"_s, one.reviewer}, {u"reviewedAt"_s, toJson(one.reviewedAt)},
        {u"reviewNote"_s, one.reviewNote}, {u"threshold"_s, toJson(one.threshold)},
        {u"xeroReadAt"_s, toJson(one.xeroReadAt)}, {u"accounts"_s, one.accounts}, {u"sums"_s, sums},
        {u"seal"_s, text(one.seal)}, {u"suspendedAt"_s, toJson(one.suspendedAt)},
        {u"endedBy"_s, one.endedBy}, {u"endReason"_s, one.endReason},
        {u"endedAt"_s, toJson(one.endedAt)},
        {u"replacedBy"_s, one.replacedBy ? QJsonValue(one.replacedBy.value) : QJsonValue()}};
}

QJsonObject toJson(const SignedAccount& one)
{
    return {{u"id"_s, one.account.value}, {u"number"_s, one.number}, {u"name"_s, one.name},
        {u"side"_s, toText(one.side)}, {u"currency"_s, one.currency.code()},
        {u"ledger"_s, toJson(one.ledger)}, {u"xero"_s, toJson(one.xero)},
        {u"difference"_s, toJson(one.difference())}, {u"unexplained"_s, toJson(one.unexplained)},
        {u"causes"_s, one.causes}, {u"ledgerFingerprint"_s, text(one.ledgerPrint)},
        {u"xeroFingerprint"_s, text(one.xeroPrint)}};
}

QJsonObject toJson(const BridgeLine& line)
{
    return {{u"account"_s, line.account.value}, {u"side"_s, toText(line.side)},
        {u"cause"_s, toText(line.cause)}, {u"amount"_s, toJson(line.amount)},
        {u"ledger"_s, toJson(line.ledger)}, {u"xero"_s, toJson(line.xero)},
        {u"label"_s, line.label}, {u"date"_s, toJson(line.date)},
        {u"remedy"_s, toText(line.remedy)}};
}

// Reads values and remembers whether one of them was none. A pack may have been tampered with, so
// that nothing is taken for granted.
class Values {
public:
    bool isGood() const { return m_isGood; }

    base::Money money(const QJsonValue& value)
    {
        const QString code = value[u"currency"].toString();
        const base::Currency currency = base::Currency::parse(code).value_or(base::Currency());
        const auto money = base::Money::parse(value[u"amount"].toString(), currency);
        expect(money && currency.code() == code && (!currency.isNone() || money->isZero()));
        return money.value_or(base::Money());
    }
    QDate day(const QJsonValue& value)
    {
        const QDate day = QDate::fromString(value.toString(), Qt::ISODate);
        expect(value.isNull() || day.isValid());
        return day;
    }
    QDateTime instant(const QJsonValue& value)
    {
        const QDateTime instant = QDateTime::fromString(value.toString(), Qt::ISODate);
        expect(value.isNull() || instant.isValid());
        return instant;
    }
    template <class Enum>
    Enum word(const QJsonValue& value)
    {
        const auto known = fromText<Enum>(value.toString());
        expect(known.has_value());
        return known.value_or(Enum());
    }
    std::optional<RecordRef> ledgerRecord(const QJsonValue& value)
    {
        if (value.isNull())
            return {};
        return RecordRef{word<RecordKind>(value[u"kind"]), value[u"id"].toInteger()};
    }
    std::optional<XeroRef> xeroRecord(const QJsonValue& value)
    {
        if (value.isNull())
            return {};
        return XeroRef{word<XeroKind>(value[u"kind"]), QUuid::fromString(value[u"id"].toString())};
    }
    SignedAccount account(const QJsonValue& value);
    SignedSum sum(const QJsonValue& value);
    BridgeLine line(const QJsonValue& value);
    void expect(bool condition) { m_isGood = m_isGood && condition; }

private:
    bool m_isGood = true;
};

SignedAccount Values::account(const QJsonValue& value)
{
    const auto currency = base::Currency::parse(value[u"currency"].toString());
    expect(currency.has_value());
    SignedAccount one{.account = {value[u"id"].toInteger()},
        .number = value[u"number"].toString(),
        .name = value[u"name"].toString(),
        .side = word<Side>(value[u"side"]),
        .currency = currency.value_or(base::Currency()),
        .ledger = money(value[u"ledger"]),
        .xero = money(value[u"xero"]),
        .unexplained = money(value[u"unexplained"]),
        .causes = value[u"causes"].toInt(),
        .ledgerPrint = value[u"ledgerFingerprint"].toString().toLatin1(),
        .xeroPrint = value[u"xeroFingerprint"].toString().toLatin1()};
    for (const base::Money amount : {one.ledger, one.xero, one.unexplained})
        expect(amount.currency().isNone() || amount.currency() == one.currency);
    return one;
}

SignedSum Values::sum(const QJsonValue& value)
{
    return {.side = word<Side>(value[u"side"]),
        .currency = base::Currency::parse(value[u"currency"].toString()).value_or(base::Currency()),
        .balances = value[u"balances"].toInt(),
        .ledger = money(value[u"ledger"]),
        .xero = money(value[u"xero"]),
        .unexplained = money(value[u"unexplained"])};
}

BridgeLine Values::line(const QJsonValue& value)
{
    return {.account = {value[u"account"].toInteger()},
        .side = word<Side>(value[u"side"]),
        .cause = word<BridgeCause>(value[u"cause"]),
        .amount = money(value[u"amount"]),
        .ledger = ledgerRecord(value[u"ledger"]),
        .xero = xeroRecord(value[u"xero"]),
        .label = value[u"label"].toString(),
        .date = day(value[u"date"]),
        .remedy = word<RemedyId>(value[u"remedy"])};
}

base::Unexpected unreadable(const QString& what)
{
    return base::failure(base::ErrorKind::Malformed, u"sign-off.json: %1"_s.arg(what));
}

QString nameOf(const QJsonValue& account)
{
    return u"account %1 can’t be read."_s.arg(account[u"number"].toString());
}

} // namespace

QByteArray json(const Pack& pack)
{
    QJsonArray accounts, lines, events;
    for (const SignedAccount& one : pack.accounts)
        accounts.append(toJson(one));
    for (const BridgeLine& line : pack.lines)
        lines.append(toJson(line));
    for (const SignOffEvent& event : pack.events)
        events.append(QJsonObject{
            {u"at"_s, toJson(event.at)}, {u"who"_s, event.who}, {u"what"_s, event.what}});
    return QJsonDocument(
        QJsonObject{{u"evidencePack"_s, kVersion}, {u"organisation"_s, pack.organisation},
            {u"book"_s, pack.book}, {u"madeAt"_s, toJson(pack.madeAt)},
            {u"signOff"_s, toJson(pack.signOff)}, {u"accounts"_s, accounts}, {u"bridge"_s, lines},
            {u"history"_s, events}})
        .toJson();
}

base::Result<Pack> fromJson(const QByteArray& json)
{
    const QJsonObject root = QJsonDocument::fromJson(json).object();
    if (root.isEmpty())
        return unreadable(u"it can’t be read."_s);
    if (root[u"evidencePack"].toInt() != kVersion)
        return unreadable(u"this version of Tieout does not know its form."_s);
    Pack pack;
    Values values;
    const QJsonValue signOff = root[u"signOff"];
    pack.organisation = root[u"organisation"].toString();
    pack.book = root[u"book"].toString();
    pack.signOff.id = {signOff[u"id"].toInteger()};
    pack.signOff.day = values.day(signOff[u"day"]);
    pack.signOff.scope = values.word<SignOffScope>(signOff[u"scope"]);
    pack.signOff.preparer = signOff[u"preparer"].toString();
    pack.signOff.preparedAt = values.instant(signOff[u"preparedAt"]);
    pack.signOff.note = signOff[u"note"].toString();
    pack.signOff.threshold = values.money(signOff[u"threshold"]);
    pack.signOff.xeroReadAt = values.instant(signOff[u"xeroReadAt"]);
    pack.signOff.seal = signOff[u"seal"].toString().toLatin1();
    pack.signOff.accounts = signOff[u"accounts"].toInt();
    for (const QJsonValue& value : signOff[u"sums"].toArray())
        pack.signOff.sums.append(values.sum(value));
    if (!values.isGood())
        return unreadable(u"the sign-off itself or a sum can’t be read."_s);
    for (const QJsonValue& value : root[u"accounts"].toArray()) {
        pack.accounts.append(values.account(value));
        if (!values.isGood())
            return unreadable(nameOf(value));
    }
    for (const QJsonValue& value : root[u"bridge"].toArray()) {
        pack.lines.append(values.line(value));
        if (!values.isGood())
            return unreadable(
                u"the difference “%1” can’t be read."_s.arg(value[u"label"].toString()));
    }
    return pack;
}

} // namespace report::packfiles
