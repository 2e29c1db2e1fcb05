// SPDX-License-Identifier: GPL-3.0-or-later

#include "records/signoff.h"

#include "records/wording.h"

#include <QCryptographicHash>
#include <QMap>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace records {

namespace wording {

template <>
std::span<const Word<SignOffScope>> words()
{
    using enum SignOffScope;
    static constexpr Word<SignOffScope> table[] = {
        {Account, u"account"},
        {Set, u"set"},
        {Book, u"book"},
    };
    return table;
}

template <>
std::span<const Word<SignOffState>> words()
{
    using enum SignOffState;
    static constexpr Word<SignOffState> table[] = {
        {Prepared, u"prepared"},
        {SignedOff, u"signed-off"},
        {Suspended, u"suspended"},
        {Withdrawn, u"withdrawn"},
        {Replaced, u"replaced"},
    };
    return table;
}

template <>
std::span<const Word<ReportKind>> words()
{
    using enum ReportKind;
    static constexpr Word<ReportKind> table[] = {
        {Balances, u"balances"},
        {Bridge, u"bridge"},
        {Ageing, u"ageing"},
        {Pending, u"pending"},
        {Problems, u"problems"},
        {Log, u"log"},
        {SignOffs, u"sign-offs"},
        {SignOff, u"sign-off"},
    };
    return table;
}

} // namespace wording

QString toText(ReportKind value)
{
    return wording::textOf(value);
}

QString toText(SignOffScope value)
{
    return wording::textOf(value);
}

QString toText(SignOffState value)
{
    return wording::textOf(value);
}

template std::optional<ReportKind> fromText(QStringView);
template std::optional<SignOffScope> fromText(QStringView);
template std::optional<SignOffState> fromText(QStringView);

namespace {

QString textOf(const RecordRef& record)
{
    return toText(record.kind) + u'/' + QString::number(record.id);
}

QString textOf(const XeroRef& record)
{
    return toText(record.kind) + u'/' + record.id.toString(QUuid::WithoutBraces);
}

QString textOf(const SignedItem& item)
{
    return item.ledger ? u"ledger\t"_s + textOf(*item.ledger) : u"xero\t"_s + textOf(*item.xero);
}

QString dateText(QDate date)
{
    return date.isValid() ? date.toString(Qt::ISODate) : QString();
}

QString instantText(const QDateTime& instant)
{
    return instant.isValid() ? instant.toUTC().toString(Qt::ISODate) : QString();
}

// A label comes from outside; the line must stay one line of eight fields.
QString plain(QString label)
{
    for (QChar& c : label)
        if (c.category() == QChar::Other_Control || c == QChar::LineSeparator
            || c == QChar::ParagraphSeparator)
            c = u' ';
    return label;
}

bool readRecord(SignedItem& item, const QString& side, const QString& record)
{
    const QString kind = record.section(u'/', 0, 0), id = record.section(u'/', 1);
    bool good = false;
    if (side == "ledger"_L1) {
        const auto known = fromText<RecordKind>(kind);
        item.ledger = RecordRef{known.value_or(RecordKind::Account), id.toLongLong(&good)};
        return known && good;
    }
    const auto known = fromText<XeroKind>(kind);
    item.xero = XeroRef{known.value_or(XeroKind::Contact), QUuid::fromString(id)};
    return known && side == "xero"_L1;
}

QByteArray hexOf(QStringList lines)
{
    std::sort(lines.begin(), lines.end());
    QCryptographicHash hash(QCryptographicHash::Sha256);
    for (const QString& line : std::as_const(lines))
        hash.addData((line + u'\n').toUtf8());
    return hash.result().toHex();
}

} // namespace

QString lineOf(const SignedItem& item)
{
    const base::Currency currency
        = item.amount.currency().isNone() ? item.open.currency() : item.amount.currency();
    return QStringList{textOf(item), dateText(item.date), dateText(item.due),
        QString::number(item.amount.minor()), QString::number(item.open.minor()), currency.code(),
        plain(item.label)}
        .join(u'\t');
}

std::optional<SignedItem> itemOf(const QString& line)
{
    const QStringList fields = line.split(u'\t');
    if (fields.size() != 8)
        return std::nullopt;
    SignedItem item;
    bool amount = false, open = false;
    const base::Currency currency = base::Currency::parse(fields.at(6)).value_or(base::Currency());
    item.amount = base::Money(fields.at(4).toLongLong(&amount), currency);
    item.open = base::Money(fields.at(5).toLongLong(&open), currency);
    item.date = QDate::fromString(fields.at(2), Qt::ISODate);
    item.due = QDate::fromString(fields.at(3), Qt::ISODate);
    item.label = fields.at(7);
    if (!amount || !open || !readRecord(item, fields.at(0), fields.at(1)))
        return std::nullopt;
    return item;
}

QString keyOf(const SignedItem& item)
{
    return textOf(item);
}

QString nameOf(const SignedItem& item)
{
    if (item.ledger)
        return item.label;
    if (item.xero->kind == XeroKind::Payment)
        return u"Payment on "_s + item.label;
    if (item.xero->kind == XeroKind::Invoice && !item.label.isEmpty())
        return item.label;
    QString kind = toText(item.xero->kind).replace(u'-', u' ');
    kind[0] = kind.at(0).toUpper();
    return item.label.isEmpty() ? kind : kind + u' ' + item.label;
}

QByteArray fingerprint(const QList<SignedItem>& items)
{
    QStringList lines;
    lines.reserve(items.size());
    for (const SignedItem& item : items)
        lines.append(lineOf(item));
    return hexOf(lines);
}

QByteArray sealOf(
    const SignOff& signOff, const QList<SignedAccount>& accounts, const QList<BridgeLine>& lines)
{
    const auto sealed = [](const QStringList& parts) { return parts.join(u'\t'); };
    QStringList texts;
    texts.reserve(1 + accounts.size() + lines.size());
    texts.append(sealed({u"sign-off"_s, QString::number(signOff.id.value), dateText(signOff.day),
        toText(signOff.scope), plain(signOff.preparer), instantText(signOff.preparedAt),
        QString::number(signOff.threshold.minor()), signOff.threshold.currency().code(),
        instantText(signOff.xeroReadAt), plain(signOff.note)}));
    for (const SignedAccount& one : accounts)
        texts.append(sealed(
            {u"balance"_s, QString::number(one.account.value), plain(one.number), plain(one.name),
                toText(one.side), one.currency.code(), QString::number(one.ledger.minor()),
                QString::number(one.xero.minor()), QString::number(one.unexplained.minor()),
                QString::fromLatin1(one.ledgerPrint), QString::fromLatin1(one.xeroPrint)}));
    for (const BridgeLine& one : lines)
        texts.append(sealed({u"difference"_s, QString::number(one.account.value), toText(one.side),
            toText(one.cause), QString::number(one.amount.minor()), one.amount.currency().code(),
            one.ledger ? textOf(*one.ledger) : QString(), one.xero ? textOf(*one.xero) : QString(),
            plain(one.label), dateText(one.date), toText(one.remedy)}));
    return hexOf(texts);
}

QList<SignedSum> sumsOf(const QList<SignedAccount>& accounts)
{
    QMap<std::pair<Side, QString>, SignedSum> sums;
    for (const SignedAccount& one : accounts) {
        SignedSum& sum = sums[{one.side, one.currency.code()}];
        sum.side = one.side;
        sum.currency = one.currency;
        ++sum.balances;
        sum.ledger += one.ledger;
        sum.xero += one.xero;
        sum.unexplained += one.unexplained;
    }
    return sums.values();
}

QString nameOf(Side side, base::Currency currency)
{
    return (side == Side::Receivable ? QStringLiteral("Receivable in ")
                                     : QStringLiteral("Payable in "))
        + currency.code();
}

QString nameOf(const SignedSum& sum)
{
    return nameOf(sum.side, sum.currency);
}

QString sentenceOf(const SignedSum& sum)
{
    const base::Money difference = sum.difference();
    return QStringLiteral("%1: ledger %2 − Xero %3 = %4%5, %6 unexplained")
        .arg(nameOf(sum), sum.ledger.display(), sum.xero.display(),
            difference.minor() > 0 ? QStringLiteral("+") : QString(), difference.display(),
            sum.unexplained.display());
}

base::Money SignedDelta::amount() const
{
    return (after ? after->amount : base::Money()) - (before ? before->amount : base::Money());
}

QList<SignedDelta> deltaOf(const QList<SignedItem>& before, const QList<SignedItem>& after)
{
    // Sorted by key: the ledger's come first because of how keys begin.
    QMap<QString, QList<SignedDelta>> found;
    for (const SignedItem& item : before)
        found[keyOf(item)].append(SignedDelta{item, {}});
    for (const SignedItem& item : after) {
        QList<SignedDelta>& same = found[keyOf(item)];
        const auto open = std::find_if(
            same.begin(), same.end(), [](const SignedDelta& one) { return !one.after; });
        if (open != same.end())
            open->after = item;
        else
            same.append(SignedDelta{{}, item});
    }
    QList<SignedDelta> changed;
    for (const QList<SignedDelta>& same : std::as_const(found))
        for (const SignedDelta& one : same)
            if (!one.before || !one.after || lineOf(*one.before) != lineOf(*one.after))
                changed.append(one);
    return changed;
}

} // namespace records
