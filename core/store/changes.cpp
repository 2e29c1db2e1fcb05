// SPDX-License-Identifier: GPL-3.0-or-later

#include "store/changes.h"

using namespace Qt::StringLiterals;
using records::AccountId;
using records::Change;
using records::ChangeAuthor;
using records::ChangeDecision;
using records::ChangeId;
using records::ChangeState;

namespace store {

// A word that Xero's version stays holds for as long as Xero shows it; what was carried out is
// over, and the same change made once more is to be decided.
const QString kDecisionOfChange = uR"(d.xero_id = x.xero_id AND d.xero_kind = x.xero_kind
        AND d.kind = x.kind AND d.now = x.now AND d.counts
        AND (d.state IN ('accepted', 'left') OR d.at >= x.found_at))"_s;

namespace {

QList<Change> read(Statement& select)
{
    QList<Change> changes;
    while (select.next()) {
        const auto id = select.get<ChangeId>();
        changes.append(readRecord<Change>(select));
        changes.last().id = id;
    }
    return changes;
}

} // namespace

void Changes::save(AccountId account, const QList<Change>& changes, const QDateTime& now)
{
    using Key = std::tuple<records::XeroRef, records::ChangeKind>;
    QMap<Key, Change> before;
    for (const Change& change : ofAccount(account))
        before.insert({change.xero, change.kind}, change);
    Statement insert(m_connection, uR"(
        INSERT INTO xero_change (kind, account, ledger_kind, ledger_id, xero_kind, xero_id, parent_kind,
            parent_id, rules, label, fields, currency, effect, changed_at, ways, cause,
            cause_arguments, cause_raw, now, found_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (xero_id, xero_kind, kind) DO UPDATE
        SET account = excluded.account, ledger_kind = excluded.ledger_kind,
            ledger_id = excluded.ledger_id, parent_kind = excluded.parent_kind,
            parent_id = excluded.parent_id, rules = excluded.rules, label = excluded.label,
            fields = excluded.fields, currency = excluded.currency, effect = excluded.effect,
            changed_at = excluded.changed_at, ways = excluded.ways, cause = excluded.cause,
            cause_arguments = excluded.cause_arguments, cause_raw = excluded.cause_raw)"_s);
    Statement gone(m_connection, u"DELETE FROM xero_change WHERE id = ?"_s);
    for (Change change : changes) {
        Change same = before.take({change.xero, change.kind});
        if (same.id && records::nowOf(same) != records::nowOf(change))
            gone.bind(same.id).run(); // another change, with an id of its own
        else if (same.changedAt.isValid())
            change.changedAt = same.changedAt; // whoever touches the record later didn't do this
        same.id = {};
        if (!(same == change))
            bindRecord(insert, change).bind(records::nowOf(change), now).run();
    }
    for (const Change& change : before) {
        if (!isDecided(change) && !isOnItsWay(change) && !comesTrue(change))
            decide(change, {ChangeState::SameAgain, {}, u"Tieout"_s, now});
        gone.bind(change.id).run();
    }
    comeTrue(account);
}

QList<Change> Changes::ofAccount(AccountId account) const
{
    Statement select(m_connection, uR"(
        SELECT id, kind, account, ledger_kind, ledger_id, xero_kind, xero_id, parent_kind, parent_id,
            rules, label, fields, currency, effect, changed_at, ways, cause, cause_arguments, cause_raw
        FROM xero_change
        WHERE account = ?)"_s);
    return read(select.bind(account));
}

std::optional<Change> Changes::find(ChangeId id) const
{
    Statement select(m_connection, uR"(
        SELECT id, kind, account, ledger_kind, ledger_id, xero_kind, xero_id, parent_kind, parent_id,
            rules, label, fields, currency, effect, changed_at, ways, cause, cause_arguments, cause_raw
        FROM xero_change
        WHERE id = ?)"_s);
    const QList<Change> found = read(select.bind(id));
    return found.isEmpty() ? std::nullopt : std::optional(found.first());
}

bool Changes::isDecided(const Change& change) const
{
    Statement select(m_connection,
        u"SELECT 1 FROM xero_change x JOIN change_decision d ON "_s + kDecisionOfChange
            + u" WHERE x.id = ?"_s);
    return select.bind(change.id).next();
}

namespace {

// What a push carries out: it stands in the book at once, so that nothing differs any more, long
// before Xero shows it.
const QString kByAPush = u"(state = 'pushed-again' OR (state = 'put-back' AND kind = "
                         "'allocated-by-hand'))"_s;

} // namespace

bool Changes::isOnItsWay(const Change& change) const
{
    Statement select(m_connection,
        uR"(
        SELECT 1 FROM change_decision
        WHERE xero_id = ? AND xero_kind = ? AND kind = ? AND now = ? AND NOT counts AND )"_s
            + kByAPush);
    return select
        .bind(change.xero.id, toText(change.xero.kind), change.kind, records::nowOf(change))
        .next();
}

// What was pushed again has a new counterpart; what was taken off is shown no more.
void Changes::comeTrue(AccountId account)
{
    Statement(m_connection,
        uR"(
        UPDATE change_decision
        SET counts = 1
        WHERE account = ? AND NOT counts AND )"_s
            + kByAPush + uR"(
            AND CASE state
                WHEN 'pushed-again' THEN EXISTS (SELECT 1 FROM twin t
                    WHERE t.ledger_kind = change_decision.ledger_kind
                        AND t.ledger_id = change_decision.ledger_id
                        AND t.xero_id <> change_decision.xero_id)
                ELSE NOT EXISTS (SELECT 1 FROM mirror_allocation m
                    WHERE m.id = change_decision.xero_id AND m.seen_until IS NULL)
                END)"_s)
        .bind(account)
        .run();
}

// What Tieout was told to do in Xero: it shows there now.
bool Changes::comesTrue(const Change& change)
{
    Statement update(m_connection, uR"(
        UPDATE change_decision
        SET counts = 1
        WHERE id = (SELECT MAX(id) FROM change_decision
            WHERE xero_id = ? AND xero_kind = ? AND kind = ? AND now = ?
                AND state IN ('put-back', 'restored')))"_s);
    update.bind(change.xero.id, toText(change.xero.kind), change.kind, records::nowOf(change))
        .run();
    return update.changes() > 0;
}

void Changes::decide(const Change& change, const ChangeDecision& decision, bool counts)
{
    Statement insert(m_connection, uR"(
        INSERT INTO change_decision (kind, account, ledger_kind, ledger_id, xero_kind, xero_id, parent_kind,
            parent_id, rules, label, fields, currency, effect, changed_at, ways, cause,
            cause_arguments, cause_raw, now, state, reason, who, at, counts)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?))"_s);
    bindRecord(insert, change)
        .bind(records::nowOf(change), decision.state, decision.reason, decision.who, decision.at,
            counts)
        .run();
}

std::optional<std::pair<Change, ChangeState>> Changes::decided(ChangeId decision) const
{
    Statement select(m_connection, uR"(
        SELECT kind, account, ledger_kind, ledger_id, xero_kind, xero_id, parent_kind, parent_id,
            rules, label, fields, currency, effect, changed_at, ways, cause, cause_arguments, cause_raw, state
        FROM change_decision
        WHERE id = ? AND counts)"_s);
    if (!select.bind(decision).next())
        return std::nullopt;
    Change change = readRecord<Change>(select);
    return std::pair{std::move(change), select.get<ChangeState>()};
}

// Every word that says it, or the older one would settle it still.
void Changes::reopen(ChangeId decision)
{
    Statement(m_connection, uR"(
        UPDATE change_decision
        SET counts = 0
        WHERE counts AND state IN ('accepted', 'left')
            AND (xero_id, xero_kind, kind, now) = (
                SELECT xero_id, xero_kind, kind, now FROM change_decision WHERE id = ?))"_s)
        .bind(decision)
        .run();
}

QSet<records::XeroRef> Changes::left(AccountId account) const
{
    Statement select(m_connection,
        u"SELECT x.xero_kind, x.xero_id FROM xero_change x JOIN change_decision d ON "_s
            + kDecisionOfChange + u" WHERE x.account = ? AND d.state = 'left'"_s);
    select.bind(account);
    QSet<records::XeroRef> found;
    while (select.next())
        found.insert(select.get<records::XeroRef>());
    return found;
}

QList<Change> Changes::withoutAuthor(int limit) const
{
    Statement select(m_connection,
        uR"(
        SELECT x.id, x.kind, x.account, x.ledger_kind, x.ledger_id, x.xero_kind, x.xero_id, x.parent_kind,
            x.parent_id, x.rules, x.label, x.fields, x.currency, x.effect, x.changed_at, x.ways, x.cause,
            x.cause_arguments, x.cause_raw
        FROM xero_change x
        WHERE x.changed_at IS NOT NULL AND NOT EXISTS (
            SELECT 1 FROM change_author a
            WHERE a.xero_id = x.parent_id AND a.changed_at = x.changed_at)
            AND NOT EXISTS (SELECT 1 FROM change_decision d WHERE )"_s
            + kDecisionOfChange + uR"()
        GROUP BY x.parent_id
        ORDER BY x.changed_at DESC
        LIMIT ?)"_s);
    return read(select.bind(limit));
}

void Changes::save(const Change& change, const ChangeAuthor& author)
{
    Statement(m_connection, uR"(
        INSERT INTO change_author (xero_id, changed_at, who, what, at)
        VALUES (?, ?, ?, ?, ?)
        ON CONFLICT (xero_id, changed_at) DO UPDATE
        SET who = excluded.who, what = excluded.what, at = excluded.at)"_s)
        .bind(change.parent.id, change.changedAt, author.who, author.what, author.at)
        .run();
}

} // namespace store
