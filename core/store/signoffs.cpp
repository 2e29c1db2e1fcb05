// SPDX-License-Identifier: GPL-3.0-or-later

#include "store/signoffs.h"

#include "store/columns.h"

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace records;

namespace store {

namespace {

const QString kSignOff = uR"(
    SELECT s.id, s.scope, s.day, s.preparer, s.prepared_at, s.note, s.reviewer, s.reviewed_at,
        s.review_note, s.currency, s.threshold, s.seal, s.accounts, s.xero_read_at,
        s.ended_at, s.ended_by, s.end_reason, s.replaced_by,
        (SELECT MIN(found_at) FROM sign_off_change c WHERE c.sign_off = s.id)
    FROM sign_off s
    )"_s;

SignOffState stateOf(const SignOff& one)
{
    return one.replacedBy           ? SignOffState::Replaced
        : one.endedAt.isValid()     ? SignOffState::Withdrawn
        : one.suspendedAt.isValid() ? SignOffState::Suspended
        : one.reviewedAt.isValid()  ? SignOffState::SignedOff
                                    : SignOffState::Prepared;
}

QList<SignedSum> readSums(Statement& select)
{
    QList<SignedSum> sums;
    while (select.next()) {
        SignedSum sum;
        RowCurrency currency;
        select.into(sum.side, currency, sum.balances, sum.ledger, sum.xero, sum.unexplained);
        sum.currency = currency.code;
        sums.append(sum);
    }
    return sums;
}

QList<SignOff> read(Connection& connection, Statement& select)
{
    QList<SignOff> found;
    while (select.next()) {
        SignOff one;
        QString seal;
        select.into(one.id, one.scope, one.day, one.preparer, one.preparedAt, one.note,
            one.reviewer, one.reviewedAt, one.reviewNote, RowCurrency(), one.threshold, seal,
            one.accounts, one.xeroReadAt, one.endedAt, one.endedBy, one.endReason, one.replacedBy,
            one.suspendedAt);
        one.seal = seal.toLatin1();
        one.state = stateOf(one);
        found.append(one);
    }
    Statement sums(connection, uR"(
        SELECT side, currency, balances, ledger, xero, unexplained
        FROM sign_off_sum
        WHERE sign_off = ?
        ORDER BY id)"_s);
    for (SignOff& one : found)
        one.sums = readSums(sums.bind(one.id));
    return found;
}

QByteArray packed(const QList<SignedItem>& items)
{
    QStringList lines;
    for (const SignedItem& item : items)
        lines.append(lineOf(item));
    return qCompress(lines.join(u'\n').toUtf8());
}

QList<SignedItem> unpacked(const QByteArray& bytes)
{
    QList<SignedItem> items;
    if (bytes.isEmpty()) // not asked for
        return items;
    for (const QString& line :
        QString::fromUtf8(qUncompress(bytes)).split(u'\n', Qt::SkipEmptyParts))
        if (const auto item = itemOf(line))
            items.append(*item);
    return items;
}

QList<SignOffChange> readChanges(Statement& select)
{
    QList<SignOffChange> found;
    while (select.next()) {
        SignOffChange one;
        RowCurrency currency;
        select.into(one.signOff, one.account, one.number, one.name, one.side, currency, one.ledger,
            one.xero, one.records, one.foundAt);
        one.currency = currency.code;
        found.append(one);
    }
    return found;
}

const QString kChange = uR"(
    SELECT c.sign_off, c.account, a.number, a.name, c.side, c.currency, c.ledger, c.xero, c.records,
        c.found_at
    FROM sign_off_change c
    JOIN account a ON a.id = c.account
    )"_s;

} // namespace

SignOffId SignOffs::begin(const SignOff& one)
{
    Statement insert(m_connection, uR"(
        INSERT INTO sign_off (scope, day, preparer, note, reviewer, review_note, currency, threshold,
            seal, accounts, xero_read_at, ended_by, end_reason)
        VALUES (?, ?, ?, ?, '', '', ?, ?, '', 0, ?, '', ''))"_s);
    insert.bind(one.scope, one.day, one.preparer, one.note, one.threshold.currency(), one.threshold,
        one.xeroReadAt);
    return {insert.run() ? insert.lastId() : 0};
}

void SignOffs::add(SignOffId id, const SignedAccount& account, const QList<BridgeLine>& lines)
{
    Statement(m_connection, uR"(
        INSERT INTO sign_off_account (sign_off, account, number, name, side, currency, ledger, xero,
            unexplained, causes, ledger_print, xero_print, items)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?))"_s)
        .bind(id, account.account, account.number, account.name, account.side, account.currency,
            account.ledger, account.xero, account.unexplained, account.causes,
            QString::fromLatin1(account.ledgerPrint), QString::fromLatin1(account.xeroPrint),
            packed(account.items))
        .run();
    Statement insert(m_connection, uR"(
        INSERT INTO sign_off_line (sign_off, account, side, cause, currency, amount, ledger_kind,
            ledger_id, xero_kind, xero_id, label, date, remedy)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?))"_s);
    for (BridgeLine line : lines) {
        line.amount = base::Money(line.amount.minor(), account.currency);
        bindRecord(insert.bind(id), line).run();
    }
}

void SignOffs::finish(const SignOff& one)
{
    Statement sum(m_connection, uR"(
        INSERT INTO sign_off_sum (sign_off, side, currency, balances, ledger, xero, unexplained)
        VALUES (?, ?, ?, ?, ?, ?, ?))"_s);
    for (const SignedSum& each : one.sums)
        sum.bind(one.id, each.side, each.currency, each.balances, each.ledger, each.xero,
               each.unexplained)
            .run();
    Statement(m_connection, uR"(
        UPDATE sign_off
        SET prepared_at = ?, seal = ?, accounts = ?
        WHERE id = ? AND prepared_at IS NULL)"_s)
        .bind(one.preparedAt, QString::fromLatin1(one.seal), one.accounts, one.id)
        .run();
}

void SignOffs::dropUnfinished()
{
    const QString unfinished = u"(SELECT id FROM sign_off WHERE prepared_at IS NULL)"_s;
    for (const QString& table : {u"sign_off_sum"_s, u"sign_off_account"_s, u"sign_off_line"_s,
             u"sign_off_change"_s, u"sign_off_event"_s})
        Statement(m_connection, u"DELETE FROM %1 WHERE sign_off IN "_s.arg(table) + unfinished)
            .run();
    Statement(m_connection, u"DELETE FROM sign_off WHERE prepared_at IS NULL"_s).run();
}

void SignOffs::review(
    SignOffId id, const QString& reviewer, const QString& note, const QDateTime& at)
{
    Statement(m_connection,
        u"UPDATE sign_off SET reviewer = ?, review_note = ?, reviewed_at = ? WHERE id = ?"_s)
        .bind(reviewer, note, at, id)
        .run();
}

void SignOffs::end(SignOffId id, const QString& who, const QString& reason, const QDateTime& at,
    SignOffId replacedBy)
{
    Statement(m_connection, uR"(
        UPDATE sign_off SET ended_at = ?, ended_by = ?, end_reason = ?, replaced_by = ?
        WHERE id = ? AND ended_at IS NULL)"_s)
        .bind(at, who, reason, replacedBy, id)
        .run();
    // What is over can't be suspended any more.
    Statement(m_connection, u"DELETE FROM sign_off_change WHERE sign_off = ?"_s).bind(id).run();
}

void SignOffs::note(SignOffId id, const QDateTime& at, const QString& who, const QString& what)
{
    Statement(
        m_connection, u"INSERT INTO sign_off_event (sign_off, at, who, what) VALUES (?, ?, ?, ?)"_s)
        .bind(id, at, who, what)
        .run();
}

std::optional<SignOff> SignOffs::find(SignOffId id) const
{
    Statement select(m_connection, kSignOff + u"WHERE s.id = ?"_s);
    const QList<SignOff> found = read(m_connection, select.bind(id));
    return found.isEmpty() ? std::nullopt : std::optional(found.first());
}

QList<SignOff> SignOffs::all() const
{
    Statement select(
        m_connection, kSignOff + u"WHERE s.prepared_at IS NOT NULL ORDER BY s.id DESC"_s);
    return read(m_connection, select);
}

QList<SignOff> SignOffs::standing(AccountId account) const
{
    if (!account) {
        Statement select(m_connection, kSignOff + u"WHERE s.ended_at IS NULL ORDER BY s.id DESC"_s);
        return read(m_connection, select);
    }
    Statement select(m_connection, kSignOff + uR"(
        WHERE s.ended_at IS NULL AND (s.scope = 'book'
            OR s.id IN (SELECT sign_off FROM sign_off_account WHERE account = ?))
        ORDER BY s.id DESC)"_s);
    return read(m_connection, select.bind(account));
}

QList<SignedAccount> SignOffs::accounts(
    SignOffId id, AccountId only, bool withItems, int offset, int limit) const
{
    Statement select(m_connection,
        u"SELECT account, number, name, side, currency, ledger, xero, "
        u"unexplained, causes, ledger_print, xero_print, "_s
            + (withItems ? u"items"_s : u"NULL"_s) + u" FROM sign_off_account WHERE sign_off = ?"_s
            + (only ? u" AND account = ?"_s : QString())
            + u" ORDER BY ABS(ledger - xero) DESC, number, side, currency LIMIT ? OFFSET ?"_s);
    select.bind(id);
    if (only)
        select.bind(only);
    select.bind(limit, offset);
    QList<SignedAccount> found;
    while (select.next()) {
        SignedAccount one;
        RowCurrency currency;
        QString ledger, xero;
        QByteArray items;
        select.into(one.account, one.number, one.name, one.side, currency, one.ledger, one.xero,
            one.unexplained, one.causes, ledger, xero, items);
        one.currency = currency.code;
        one.ledgerPrint = ledger.toLatin1();
        one.xeroPrint = xero.toLatin1();
        if (withItems)
            one.items = unpacked(items);
        found.append(one);
    }
    return found;
}

QList<BridgeLine> SignOffs::lines(SignOffId id, int offset, int limit) const
{
    Statement select(m_connection, uR"(
        SELECT account, side, cause, currency, amount, ledger_kind, ledger_id, xero_kind, xero_id,
            label, date, remedy
        FROM sign_off_line
        WHERE sign_off = ?
        ORDER BY account, id
        LIMIT ? OFFSET ?)"_s);
    return allRecords<BridgeLine>(select.bind(id, limit, offset));
}

QList<SignOffEvent> SignOffs::events(SignOffId id) const
{
    Statement select(
        m_connection, u"SELECT at, who, what FROM sign_off_event WHERE sign_off = ? ORDER BY id"_s);
    select.bind(id);
    QList<SignOffEvent> found;
    while (select.next()) {
        SignOffEvent one;
        select.into(one.at, one.who, one.what);
        found.append(one);
    }
    return found;
}

QList<SignOffChange> SignOffs::changes(SignOffId id, int offset, int limit) const
{
    Statement select(m_connection, kChange + uR"(
        WHERE c.sign_off = ?
        ORDER BY ABS(c.ledger) + ABS(c.xero) DESC, a.number
        LIMIT ? OFFSET ?)"_s);
    return readChanges(select.bind(id, limit, offset));
}

QList<SignOffChange> SignOffs::changesOf(AccountId account) const
{
    Statement select(m_connection, kChange + u"WHERE c.account = ? ORDER BY c.sign_off"_s);
    return readChanges(select.bind(account));
}

void SignOffs::saveChanges(
    AccountId account, const QList<SignOffChange>& changes, const QDateTime& now)
{
    const QList<SignOffChange> before = changesOf(account);
    Statement(m_connection, u"DELETE FROM sign_off_change WHERE account = ?"_s).bind(account).run();
    for (const SignOffChange& one : changes) {
        const auto same
            = std::find_if(before.begin(), before.end(), [&](const SignOffChange& other) {
                  return other.signOff == one.signOff && other.side == one.side
                      && other.currency == one.currency;
              });
        Statement(m_connection, uR"(
            INSERT INTO sign_off_change (sign_off, account, side, currency, ledger, xero, records,
                found_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?))"_s)
            .bind(one.signOff, account, one.side, one.currency, one.ledger, one.xero, one.records,
                same == before.end() ? now : same->foundAt)
            .run();
    }
}

} // namespace store
