// SPDX-License-Identifier: GPL-3.0-or-later

#include "report/packsummary.h"
#include "causes/causes.h"
#include "records/words.h"
#include "report/packfiles.h"

#include <QMap>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace records;

namespace report {

namespace {

constexpr qsizetype kMostAccounts = 200; // on paper; the files have all
constexpr qsizetype kMostItems = 500'000; // in the spreadsheet

// "not-yet-pushed" as it is stored, "Not yet pushed" as it is said.
QString said(QString word)
{
    word.replace(u'-', u' ');
    word.replace(" xero"_L1, " Xero"_L1);
    if (!word.isEmpty())
        word[0] = word.at(0).toUpper();
    return word;
}

QString who(const QString& name, const QDateTime& at, const QString& note)
{
    if (name.isEmpty())
        return {};
    const QString when = at.isValid() ? u", "_s + withZone(at) : QString();
    return note.isEmpty() ? name + when : name + when + u": “"_s + note + u'”';
}

QString text(const QByteArray& print)
{
    return QString::fromLatin1(print);
}

QString withCode(base::Money money)
{
    return shown(Cell::money(money), true);
}

QString scopeText(const Pack& pack)
{
    const qsizetype count = pack.accounts.size();
    if (pack.signOff.scope == SignOffScope::Book)
        return u"The whole book, %1 balances"_s.arg(count);
    if (pack.signOff.scope == SignOffScope::Set || count != 1)
        return u"%1 balances"_s.arg(count);
    return pack.accounts.first().number + u' ' + pack.accounts.first().name;
}

QString stateText(const SignOff& one)
{
    QString state = said(toText(one.state));
    if (one.state == SignOffState::Suspended)
        state += u" since "_s + withZone(one.suspendedAt);
    const QString end = who(one.endedBy, one.endedAt, one.endReason);
    return end.isEmpty() ? state : state + u" by "_s + end;
}

QList<std::pair<QString, QString>> factsOf(const Pack& pack)
{
    const SignOff& one = pack.signOff;
    QList<std::pair<QString, QString>> all{{u"As of"_s, shown(Cell::date(one.day))},
        {u"State"_s, stateText(one)}, {u"Covers"_s, scopeText(pack)},
        {u"Sign-off"_s, QString::number(one.id.value)},
        {u"Prepared by"_s, who(one.preparer, one.preparedAt, one.note)},
        {u"Reviewed by"_s, who(one.reviewer, one.reviewedAt, one.reviewNote)},
        {u"Xero read"_s, withZone(one.xeroReadAt)}};
    for (const SignedSum& sum : one.sums) // the name stands before the value here
        all.append({nameOf(sum), sentenceOf(sum).section(u": "_s, 1)});
    all.append({u"Threshold per account"_s, withCode(one.threshold)});
    all.append({u"Seal"_s, text(one.seal)});
    QList<std::pair<QString, QString>> facts;
    for (const auto& fact : all)
        if (!fact.second.isEmpty())
            facts.append(fact);
    return facts;
}

bool differs(const SignedAccount& one)
{
    return one.causes > 0 || one.ledger != one.xero || !one.unexplained.isZero();
}

// A column of short words.
Column plainColumn(const QString& title)
{
    return {title, Cell::Kind::Text, 0};
}

QList<Column> accountColumns()
{
    return {plainColumn(u"Account"_s), {u"Name"_s}, plainColumn(u"Side"_s),
        plainColumn(u"Currency"_s), {u"Ledger"_s, Cell::Kind::Money},
        {u"Xero"_s, Cell::Kind::Money}, {u"Difference"_s, Cell::Kind::Difference},
        {u"Unexplained"_s, Cell::Kind::Money}, {u"Causes"_s, Cell::Kind::Count}};
}

QList<Cell> accountRow(const SignedAccount& one)
{
    return {Cell::text(one.number), Cell::text(one.name), Cell::text(said(toText(one.side))),
        Cell::text(one.currency.code()), Cell::money(one.ledger), Cell::money(one.xero),
        Cell::difference(one.difference()), Cell::money(one.unexplained), Cell::count(one.causes)};
}

// All of them, or of many those that differ.
QList<SignedAccount> accountsOnPaper(const Pack& pack)
{
    if (pack.accounts.size() <= kMostAccounts)
        return pack.accounts;
    QList<SignedAccount> chosen;
    for (const SignedAccount& one : pack.accounts)
        if (differs(one) && chosen.size() < kMostAccounts)
            chosen.append(one);
    return chosen;
}

Section balances(const Pack& pack)
{
    Section section{.key = u"balances"_s, .heading = u"Balances"_s, .columns = accountColumns()};
    const QList<SignedAccount> chosen = accountsOnPaper(pack);
    if (chosen.size() < pack.accounts.size())
        section.note = u"Only those that differ are listed, %1 of %2. accounts.csv has all."_s
                           .arg(chosen.size())
                           .arg(pack.accounts.size());
    for (const SignedAccount& one : chosen)
        section.rows.append(accountRow(one));
    return section;
}

struct CauseSum {
    base::Money amount;
    qint64 lines = 0;
};

struct CauseKey {
    Side side = Side::Receivable;
    QString currency;
    BridgeCause cause = BridgeCause::Unexplained;
    bool operator<(const CauseKey& other) const
    {
        return std::tie(side, currency, cause) < std::tie(other.side, other.currency, other.cause);
    }
};

// What customers owe and what is owed to vendors are never added up.
QMap<CauseKey, CauseSum> causeSums(const Pack& pack)
{
    QMap<CauseKey, CauseSum> sums;
    for (const BridgeLine& line : pack.lines) {
        CauseSum& sum = sums[{line.side, line.amount.currency().code(), line.cause}];
        sum.amount += line.amount;
        ++sum.lines;
    }
    return sums;
}

// Of one account the way from Xero's balance to the ledger's, of several how large each cause is;
// none where there is nothing to compare, or more than one side or currency.
std::optional<Chart> causeChart(const Pack& pack)
{
    Chart chart{.kind = Chart::Kind::Bars, .series = {{}}};
    QList<ChartPoint>& points = chart.series.first().points;
    const auto sums = causeSums(pack);
    for (auto it = sums.begin(); it != sums.end(); ++it) {
        const CauseKey& key = it.key();
        if (key.side != sums.firstKey().side || key.currency != sums.firstKey().currency)
            return {};
        if (it.value().amount.isZero())
            continue;
        chart.currency = it.value().amount.currency();
        const bool isUnexplained = key.cause == BridgeCause::Unexplained;
        points.append({causes::bridgeWord(key.cause), {}, it.value().amount,
            isUnexplained ? ChartTone::Stop : ChartTone::Neutral});
    }
    if (pack.accounts.size() != 1)
        return points.size() > 1 ? std::optional(chart) : std::nullopt;
    if (points.isEmpty())
        return {};
    chart.kind = Chart::Kind::Waterfall;
    points.prepend({u"Xero balance"_s, {}, pack.accounts.first().xero});
    points.append({u"Ledger balance"_s, {}, pack.accounts.first().ledger});
    return chart;
}

Section causesOf(const Pack& pack)
{
    Section section{.key = u"causes"_s,
        .heading = u"Causes"_s,
        .columns = {{u"Cause"_s}, plainColumn(u"Side"_s), plainColumn(u"Currency"_s),
            {u"Records"_s, Cell::Kind::Count}, {u"Amount"_s, Cell::Kind::Difference}}};
    const auto sums = causeSums(pack);
    for (auto it = sums.begin(); it != sums.end(); ++it)
        section.rows.append({Cell::text(causes::bridgeWord(it.key().cause)),
            Cell::text(said(toText(it.key().side))), Cell::text(it.key().currency),
            Cell::count(it.value().lines), Cell::difference(it.value().amount)});
    section.chart = causeChart(pack);
    if (sums.isEmpty())
        section.note = u"Both sides agree: nothing differs."_s;
    return section;
}

Section fingerprints(const Pack& pack)
{
    Section section{.key = u"fingerprints"_s,
        .heading = u"Fingerprints"_s,
        .note = u"SHA-256 over the records of each side. The seal covers all of them and the "
                "balances; accounts.csv lists the fingerprints of every account."_s,
        .columns
        = {{u"Account"_s}, {u"Side"_s}, {u"In"_s}, {u"Fingerprint"_s, Cell::Kind::Text, 6}}};
    for (const SignedAccount& one : accountsOnPaper(pack).mid(0, 20))
        for (const bool isLedger : {true, false})
            section.rows.append({Cell::text(one.number), Cell::text(said(toText(one.side))),
                Cell::text(isLedger ? u"Ledger"_s : u"Xero"_s),
                Cell::text(text(isLedger ? one.ledgerPrint : one.xeroPrint))});
    return section;
}

Section history(const Pack& pack)
{
    Section section{.key = u"history"_s,
        .heading = u"History"_s,
        .columns = {{u"When"_s, Cell::Kind::Instant}, plainColumn(u"Who"_s), {u"What"_s}}};
    for (const SignOffEvent& event : pack.events)
        section.rows.append(
            {Cell::instant(event.at), Cell::text(event.who), Cell::text(event.what)});
    return section;
}

Section factSheet(const Pack& pack)
{
    Section section{.key = u"summary"_s,
        .heading = u"Summary"_s,
        .columns = {{u"What"_s}, {u"As signed"_s, Cell::Kind::Text, 3}}};
    for (const auto& [name, value] : factsOf(pack))
        section.rows.append({Cell::text(name), Cell::text(value)});
    return section;
}

Section bridge(const Pack& pack)
{
    QHash<AccountId, QString> numbers;
    for (const SignedAccount& one : pack.accounts)
        numbers.insert(one.account, one.number);
    Section section{.key = u"bridge"_s,
        .heading = u"Bridge lines"_s,
        .columns = {{u"Account"_s}, {u"Side"_s}, {u"Cause"_s}, {u"Currency"_s},
            {u"Amount"_s, Cell::Kind::Difference}, {u"Record"_s, Cell::Kind::Text, 3},
            {u"Date"_s, Cell::Kind::Date}, {u"Remedy"_s}}};
    for (const BridgeLine& line : pack.lines)
        section.rows.append({Cell::text(numbers.value(line.account)),
            Cell::text(said(toText(line.side))), Cell::text(causes::bridgeWord(line.cause)),
            Cell::text(line.amount.currency().code()), Cell::difference(line.amount),
            Cell::text(line.label), Cell::date(line.date),
            Cell::text(causes::remedyText(line.remedy))});
    return section;
}

QList<Cell> itemRow(const SignedAccount& account, const SignedItem& item)
{
    const QString kind = item.ledger ? toText(item.ledger->kind) : toText(item.xero->kind);
    const QString id = item.ledger ? QString::number(item.ledger->id)
                                   : item.xero->id.toString(QUuid::WithoutBraces);
    return {Cell::text(account.number), Cell::text(said(toText(account.side))),
        Cell::text(item.ledger ? u"Ledger"_s : u"Xero"_s), Cell::text(said(kind)), Cell::text(id),
        Cell::text(item.label), Cell::date(item.date), Cell::date(item.due),
        Cell::text(account.currency.code()), Cell::money(item.amount), Cell::money(item.open)};
}

Section items(const Pack& pack)
{
    Section section{.key = u"items"_s,
        .heading = u"Items"_s,
        .columns = {{u"Account"_s}, {u"Side"_s}, {u"In"_s}, {u"Kind"_s}, {u"Record"_s},
            {u"Label"_s}, {u"Date"_s, Cell::Kind::Date}, {u"Due"_s, Cell::Kind::Date},
            {u"Currency"_s}, {u"Amount"_s, Cell::Kind::Money}, {u"Open"_s, Cell::Kind::Money}}};
    qsizetype count = 0;
    for (const SignedAccount& account : pack.accounts)
        count += account.items.size();
    if (count > kMostItems) {
        section.note = u"%1 records are too many for a spreadsheet: items.csv has them."_s.arg(
            shown(Cell::count(count)));
        return section;
    }
    section.rows.reserve(count);
    for (const SignedAccount& account : pack.accounts)
        for (const SignedItem& item : account.items)
            section.rows.append(itemRow(account, item));
    return section;
}

Report reportOf(const Pack& pack)
{
    return {.key = u"sign-off"_s,
        .title = u"Sign-off as of %1"_s.arg(shown(Cell::date(pack.signOff.day))),
        .organisation = pack.organisation,
        .book = pack.book,
        .madeAt = pack.madeAt};
}

} // namespace

Report summaryOf(const Pack& pack)
{
    Report report = reportOf(pack);
    report.facts = factsOf(pack);
    report.sections = {balances(pack), causesOf(pack), fingerprints(pack)};
    if (!pack.events.isEmpty())
        report.sections.append(history(pack));
    return report;
}

Report spreadsheetOf(const Pack& pack)
{
    Report report = reportOf(pack);
    Section accounts{.key = u"accounts"_s, .heading = u"Accounts"_s, .columns = accountColumns()};
    for (const SignedAccount& one : pack.accounts)
        accounts.rows.append(accountRow(one));
    report.sections = {factSheet(pack), accounts, bridge(pack), items(pack)};
    return report;
}

} // namespace report
