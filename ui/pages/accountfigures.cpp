// SPDX-License-Identifier: GPL-3.0-or-later

#include "pages/accountfigures.h"

#include "bridge/eventwords.h"
#include "look/words.h"
#include "models/models.h"
#include "reporting/reporting.h"

#include <algorithm>

using namespace records;
using Qt::StringLiterals::operator""_s;

namespace ui {

namespace {

// The derived bridge stands in the place of the one worked out here: lists show that one, too.
QList<Bridge> balancesNow(const Context& context, const store::AccountDetail& detail,
    const std::optional<AccountFile>& file)
{
    QList<Bridge> all;
    if (file)
        all = bridge::explainAll(*file, context.reader().surroundings());
    const auto own = std::ranges::find_if(all, [&](const Bridge& one) {
        return one.side == detail.bridge.side
            && (one.currency == detail.bridge.currency || all.size() == 1);
    });
    if (own == all.end())
        all.prepend(detail.bridge);
    else
        *own = detail.bridge;
    return all;
}

void sortNotices(AccountFigures& figures)
{
    if (figures.bridge().isStale)
        figures.readAgain = u"Being read again: "_s + figures.bridge().lines.value(0).label + u'.';
    else if (!figures.isPast()) // it is of today
        figures.control = figures.account.control;
}

void fill(AccountFigures& figures, const Context& context)
{
    const Bridge& bridge = figures.bridge();
    const bridge::Scope scope(bridge.side, bridge.currency, figures.asOf);
    const AccountFile& file = figures.file;
    figures.rows = bridge::timeline(file, scope, bridge.lines);
    figures.invoices = bridge::outstandings(file, scope);
    figures.ageing = bridge::ageing(file, scope, figures.isPast() ? figures.asOf : context.today());
    constexpr qsizetype mostTraced = 200; // each costs a look at the whole account
    if (bridge.isStale || bridge.lines.isEmpty() || bridge.lines.size() > mostTraced)
        return;
    figures.events = reporting::eventsOf(context.reader(), file, bridge, figures.asOf);
}

QString sideWord(Side side)
{
    return side == Side::Receivable ? u"Receivable"_s : u"Payable"_s;
}

} // namespace

std::optional<AccountFigures> figuresOf(
    const Context& context, AccountId id, const QString& balance, QDate asOf)
{
    auto detail = context.reader().account(id);
    if (!detail)
        return std::nullopt;
    const auto file = context.reader().accountFile(id);
    AccountFigures figures;
    figures.asOf = asOf;
    figures.file = file ? *file : AccountFile();
    figures.balances = asOf.isValid() && file
        ? bridge::explainAll(*file, context.reader().surroundings(), asOf)
        : balancesNow(context, *detail, file);
    for (const Bridge& one : std::as_const(figures.balances))
        if (keyOf(one) == balance || &one == &figures.balances.constFirst())
            detail->bridge = one;
    figures.account = *detail;
    sortNotices(figures);
    if (file)
        fill(figures, context);
    return figures;
}

QString keyOf(Side side, base::Currency currency)
{
    return sideWord(side) + u' ' + currency.code();
}

QString keyOf(const Bridge& balance)
{
    return keyOf(balance.side, balance.currency);
}

QString wordOf(const Bridge& balance, const QList<Bridge>& all)
{
    const bool hasSides
        = std::ranges::any_of(all, [&](const Bridge& one) { return one.side != balance.side; });
    const bool hasCurrencies = std::ranges::any_of(
        all, [&](const Bridge& one) { return one.currency != balance.currency; });
    return !hasSides     ? balance.currency.code()
        : !hasCurrencies ? sideWord(balance.side)
                         : keyOf(balance);
}

PartedWords wordsOf(const bridge::Event& event, const AccountFile& file, const QDateTime& now)
{
    PartedWords words;
    words.record = event.label.section(u", "_s, 0, 0);
    if (!event.at.isValid()) {
        words.before = u"Already different when Tieout first read Xero:"_s;
        QStringList known;
        if (event.date.isValid())
            known.append(u"dated "_s + day(event.date, now.date()));
        if (event.what != bridge::Happened::Unknown)
            known.append(bridge::happened(event, file));
        if (!known.isEmpty())
            words.after = known.join(u", "_s) + u'.';
        return words;
    }
    words.before = u"Since %1:"_s.arg(moment(event.at, now));
    words.after = bridge::happened(event, file)
        + (event.who.isEmpty() ? u"."_s : u", by %1."_s.arg(event.who));
    return words;
}

QString contactInstead(
    const Context& context, const store::AccountDetail& account, const XeroRef& record)
{
    if (account.xeroUrl.isEmpty() || !context.reader().address(record).isEmpty())
        return {};
    return u"Xero has no page for this %1, so its contact opens"_s.arg(
        inSentence(nameOf(record.kind)));
}

QString nameOf(const AccountFile& file, const XeroRef& record)
{
    for (const mirror::Invoice& one : file.invoices)
        if (one.id.value == record.id && !one.number.isEmpty())
            return one.number;
    for (const mirror::Credit& one : file.credits)
        if (one.id.value == record.id && !one.number.isEmpty())
            return one.number;
    return nameOf(record.kind);
}

QString nameOf(const AccountFile& file, const RecordRef& record)
{
    const auto numberIn = [&](const auto& list) {
        for (const auto& one : list)
            if (one.id.value == record.id && !one.number.isEmpty())
                return one.number;
        return nameOf(record.kind);
    };
    switch (record.kind) {
    case RecordKind::Invoice:
    case RecordKind::CreditNote:
    case RecordKind::Bill:
        return numberIn(file.documents);
    case RecordKind::Payment:
        return numberIn(file.payments);
    case RecordKind::Adjustment:
        return numberIn(file.adjustments);
    case RecordKind::Reversal:
        return numberIn(file.reversals);
    default:
        return nameOf(record.kind);
    }
}

QString unitOf(const Context& context, const Bridge& bridge)
{
    return bridge.currency == context.settings().currency ? QString() : bridge.currency.code();
}

QString idOf(const XeroRef& record)
{
    return record.id.toString(QUuid::WithoutBraces);
}

void openRecord(Context& context, const RecordRef& record)
{
    context.open(u"ledger"_s, u"record:%1/%2"_s.arg(static_cast<int>(record.kind)).arg(record.id));
}

void openRecord(Context& context, const AccountFigures& figures, const XeroRef& record)
{
    const QString own = context.reader().address(record);
    const QString address = own.isEmpty() ? figures.account.xeroUrl : own;
    if (!address.isEmpty())
        return context.openAddress(address);
    context.copy(nameOf(record.kind) + u' ' + idOf(record));
    context.notice(
        u"%1 copied with its id: look for it in Xero."_s.arg(nameOf(figures.file, record)),
        u"copy"_s);
}

} // namespace ui
