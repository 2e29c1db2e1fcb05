// SPDX-License-Identifier: GPL-3.0-or-later

#include "store/sqlitebook.h"

// The door's balances as of a day, and sign-offs.

using base::ErrorKind;
using base::failure;
using base::Result;
using namespace records;
using namespace Qt::StringLiterals;

namespace store {

namespace {

QString signedWords(const SignOffChange& one)
{
    QStringList parts;
    const auto add = [&](base::Money moved, const QString& side) {
        if (!moved.isZero())
            parts.append(
                u"%1 by %2%3"_s.arg(side, moved.minor() > 0 ? u"+"_s : QString(), moved.display()));
    };
    add(one.ledger, u"the ledger moved"_s);
    add(one.xero, u"Xero moved"_s);
    if (parts.isEmpty())
        parts.append(one.records == 1
                ? u"1 record changed without moving a balance"_s
                : u"%1 records changed without moving a balance"_s.arg(one.records));
    return u"%1 %2: "_s.arg(one.number, one.name) + parts.join(u", "_s);
}

bool isSameBalance(const SignOffChange& a, const SignOffChange& b)
{
    return a.signOff == b.signOff && a.side == b.side && a.currency == b.currency;
}

bool contains(const QList<SignOffChange>& changes, const SignOffChange& one)
{
    return std::any_of(changes.begin(), changes.end(),
        [&](const SignOffChange& other) { return isSameBalance(one, other); });
}

} // namespace

Result<void> SqliteBook::saveAsOf(
    Transaction& transaction, AccountId account, const QList<Bridge>& bridges)
{
    within(transaction);
    m_derived.saveAsOf(account, bridges);
    return result();
}

Result<void> SqliteBook::keepAsOf(Transaction& transaction, QDate day)
{
    within(transaction);
    m_derived.clearAsOf();
    m_settings.setValue(u"as-of.day"_s, day.toString(Qt::ISODate));
    m_settings.setValue(u"as-of.ready"_s, {});
    return result();
}

Result<void> SqliteBook::asOfIsReady(Transaction& transaction)
{
    within(transaction);
    m_settings.setValue(u"as-of.ready"_s, u"yes"_s);
    return result();
}

AsOfDay SqliteBook::asOf() const
{
    return {QDate::fromString(m_settings.value(u"as-of.day"_s), Qt::ISODate),
        m_settings.value(u"as-of.ready"_s) == "yes"_L1};
}

Result<void> SqliteBook::noteBalances(Transaction& transaction, QDate day)
{
    within(transaction);
    m_derived.noteDay(day);
    return result();
}

Result<SignOffId> SqliteBook::beginSignOff(Transaction& transaction, const SignOff& signOff)
{
    within(transaction);
    const SignOffId id = m_signOffs.begin(signOff);
    return result(id);
}

Result<void> SqliteBook::add(Transaction& transaction, SignOffId id, const SignedAccount& account,
    const QList<BridgeLine>& lines)
{
    within(transaction);
    m_signOffs.add(id, account, lines);
    return result();
}

namespace {

// However the name is written: four eyes are two people, not two spellings.
bool isSamePerson(const QString& a, const QString& b)
{
    const auto plain = [](const QString& name) {
        return name.simplified().normalized(QString::NormalizationForm_KC).toCaseFolded();
    };
    return plain(a) == plain(b);
}

} // namespace

Result<void> SqliteBook::finishSignOff(Transaction& transaction, const SignOff& signOff)
{
    within(transaction);
    m_signOffs.finish(signOff);
    QStringList sums;
    for (const SignedSum& sum : signOff.sums)
        sums.append(sentenceOf(sum));
    const QString what
        = u"prepared as of %1. %2"_s.arg(signOff.day.toString(u"d MMM yyyy"), sums.join(u"; "_s));
    m_signOffs.note(signOff.id, signOff.preparedAt, signOff.preparer, what);
    m_journal.add(signOff.preparedAt, signOff.preparer,
        u"Sign-off %1 %2"_s.arg(signOff.id.value).arg(what), std::nullopt);
    return result();
}

Result<void> SqliteBook::dropUnfinishedSignOffs(Transaction& transaction)
{
    within(transaction);
    m_signOffs.dropUnfinished();
    return result();
}

Result<void> SqliteBook::reviewSignOff(
    Transaction& transaction, SignOffId id, const QString& reviewer, const QString& note)
{
    within(transaction);
    const auto one = m_signOffs.find(id);
    if (!one || !one->preparedAt.isValid())
        return failure(ErrorKind::NotFound, u"There is no sign-off %1."_s.arg(id.value));
    if (one->state == SignOffState::Suspended)
        return failure(ErrorKind::Conflict,
            u"This sign-off is suspended: something changed since. Look at what changed, then sign "
            "off anew."_s);
    if (one->state != SignOffState::Prepared)
        return failure(ErrorKind::Conflict,
            one->state == SignOffState::SignedOff ? u"This sign-off was reviewed already."_s
                                                  : u"This sign-off is over."_s);
    if (isSamePerson(one->preparer, reviewer))
        return failure(ErrorKind::Conflict,
            u"%1 prepared this sign-off. Somebody else reviews it."_s.arg(one->preparer));
    m_signOffs.review(id, reviewer, note, m_clock.now());
    m_signOffs.note(id, m_clock.now(), reviewer,
        note.isEmpty() ? u"reviewed and signed off"_s : u"reviewed and signed off: "_s + note);
    m_journal.add(m_clock.now(), reviewer, u"Sign-off %1 reviewed"_s.arg(id.value), std::nullopt);
    return result();
}

Result<void> SqliteBook::endSignOff(Transaction& transaction, SignOffId id, const QString& who,
    const QString& reason, SignOffId replacedBy)
{
    within(transaction);
    const auto one = m_signOffs.find(id);
    if (!one || !one->preparedAt.isValid())
        return failure(ErrorKind::NotFound, u"There is no sign-off %1."_s.arg(id.value));
    if (one->endedAt.isValid())
        return failure(ErrorKind::Conflict, u"This sign-off is over."_s);
    m_signOffs.end(id, who, reason, m_clock.now(), replacedBy);
    const QString what = replacedBy ? u"replaced by sign-off %1"_s.arg(replacedBy.value)
                                    : u"withdrawn: "_s + reason;
    m_signOffs.note(id, m_clock.now(), who, what);
    m_journal.add(m_clock.now(), who, u"Sign-off %1 %2"_s.arg(id.value).arg(what), std::nullopt);
    return result();
}

Result<void> SqliteBook::noteSignOff(
    Transaction& transaction, SignOffId id, const QString& who, const QString& what)
{
    within(transaction);
    m_signOffs.note(id, m_clock.now(), who, what);
    m_journal.add(m_clock.now(), who, u"Sign-off %1: %2"_s.arg(id.value).arg(what), std::nullopt);
    return result();
}

Result<void> SqliteBook::saveSignOffChanges(
    Transaction& transaction, AccountId account, const QList<SignOffChange>& changes)
{
    within(transaction);
    const QList<SignOffChange> before = m_signOffs.changesOf(account);
    if (before.isEmpty() && changes.isEmpty())
        return result();
    m_signOffs.saveChanges(account, changes, m_clock.now());
    for (const SignOffChange& one : changes)
        if (!contains(before, one))
            m_signOffs.note(
                one.signOff, m_clock.now(), u"Tieout"_s, u"suspended: "_s + signedWords(one));
    for (const SignOffChange& one : before)
        if (!contains(changes, one))
            m_signOffs.note(one.signOff, m_clock.now(), u"Tieout"_s,
                u"%1 %2 is as signed again"_s.arg(one.number, one.name));
    return result();
}

} // namespace store
