// SPDX-License-Identifier: GPL-3.0-or-later

#include "signoffwords.h"

#include "look/words.h"

#include <QLocale>

using namespace records;
using Qt::StringLiterals::operator""_s;

namespace ui {

SignOffLook lookOf(SignOffState state)
{
    switch (state) {
    case SignOffState::Prepared:
        return {u"waiting"_s, waitingMeaning, u"Waits for review"_s};
    case SignOffState::SignedOff:
        return {u"reconciled"_s, safeMeaning, u"Signed off"_s};
    case SignOffState::Suspended:
        return {u"suspended"_s, stopMeaning, u"Suspended"_s};
    case SignOffState::Withdrawn:
        return {u"undo"_s, uncheckedMeaning, u"Withdrawn"_s};
    case SignOffState::Replaced:
        return {u"merge"_s, uncheckedMeaning, u"Replaced"_s};
    }
    return {};
}

QString scopeWords(const store::Reader& reader, const SignOff& signOff)
{
    if (signOff.scope == SignOffScope::Book)
        return u"Whole book"_s;
    if (signOff.scope == SignOffScope::Account)
        for (const SignedAccount& one : reader.signedAccounts(signOff.id, {}, false, 0, 1))
            return one.name;
    return counted(signOff.accounts, u"account"_s, u"accounts"_s);
}

QString stateSentence(const SignOff& signOff, const QDateTime& now)
{
    switch (signOff.state) {
    case SignOffState::Prepared:
        return u"%1 prepared it %2. Somebody else reviews it next."_s.arg(
            signOff.preparer, moment(signOff.preparedAt, now));
    case SignOffState::SignedOff:
        return u"%1 prepared it, %2 reviewed it %3. Nothing has changed since."_s.arg(
            signOff.preparer, signOff.reviewer, moment(signOff.reviewedAt, now));
    case SignOffState::Suspended:
        return u"Suspended since %1: something dated on or before that day has changed. Review the "
               "changes, then sign off again."_s.arg(moment(signOff.suspendedAt, now));
    case SignOffState::Withdrawn:
        return u"%1 withdrew it %2: %3"_s.arg(
            signOff.endedBy, moment(signOff.endedAt, now), signOff.endReason);
    case SignOffState::Replaced:
        return u"Sign-off %1 of the same accounts and day took its place %2."_s
            .arg(signOff.replacedBy.value)
            .arg(moment(signOff.endedAt, now));
    }
    return {};
}

QString shortWords(const SignOff& signOff, const QDateTime& now)
{
    const QString asOf = day(signOff.day, now.date());
    switch (signOff.state) {
    case SignOffState::SignedOff:
        return u"Signed off to "_s + asOf;
    case SignOffState::Prepared:
        return u"Sign-off as of %1 waits for review"_s.arg(asOf);
    case SignOffState::Suspended:
        return u"Sign-off as of %1 is suspended since %2"_s.arg(
            asOf, moment(signOff.suspendedAt, now));
    case SignOffState::Withdrawn:
    case SignOffState::Replaced:
        break;
    }
    return u"Sign-off as of %1: %2"_s.arg(asOf, lookOf(signOff.state).word);
}

QString fullDay(QDate date)
{
    return QLocale(QLocale::English).toString(date, u"d MMM yyyy"_s);
}

QString differences(const QList<SignedSum>& sums)
{
    if (sums.size() == 1)
        return difference(sums.first().difference());
    QStringList words;
    for (const SignedSum& sum : sums)
        if (!sum.difference().isZero())
            words.append(sum.currency.code() + u' ' + difference(sum.difference()));
    return words.isEmpty() ? difference({}) : words.join(u", "_s);
}

} // namespace ui
