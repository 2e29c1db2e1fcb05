// SPDX-License-Identifier: GPL-3.0-or-later

#include "store/derived.h"

#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;
using records::AccountId;
using records::Bridge;
using records::BridgeCause;
using records::BridgeLine;
using records::Hazard;
using records::Intake;

namespace store {

void Derived::save(AccountId account, const QList<Bridge>& bridges, const QList<Hazard>& hazards,
    const QList<Intake>& intakes, const QDateTime& now)
{
    // Intakes are compared before they are replaced: "at" is when each was first judged so.
    addIntakes(account, intakes, now);
    clear(account);
    for (const Bridge& bridge : bridges)
        addBridge(account, bridge, {});
    addHazards(std::nullopt, hazards);
}

void Derived::saveAsOf(AccountId account, const QList<Bridge>& bridges)
{
    Statement(m_connection, u"DELETE FROM position_as_of WHERE account = ?"_s).bind(account).run();
    Statement(m_connection, u"DELETE FROM bridge_line_as_of WHERE account = ?"_s)
        .bind(account)
        .run();
    for (const Bridge& bridge : bridges)
        addBridge(account, bridge, u"_as_of"_s);
}

void Derived::clearAsOf()
{
    Statement(m_connection, u"DELETE FROM position_as_of"_s).run();
    Statement(m_connection, u"DELETE FROM bridge_line_as_of"_s).run();
}

void Derived::noteDay(QDate day)
{
    Statement(m_connection, u"DELETE FROM balance_day WHERE day = ?"_s).bind(day).run();
    Statement(m_connection, uR"(
        INSERT INTO balance_day (day, side, currency, ledger, xero, unexplained, differing,
            held_up)
        SELECT ?, p.side, p.currency, SUM(p.ledger), SUM(p.xero), SUM(p.unexplained), SUM(p.differs),
            COALESCE((SELECT SUM(o.amount) FROM operation o JOIN account a ON a.id = o.account
                WHERE o.state IN ('held', 'refused', 'parked') AND o.currency = p.currency
                    AND o.kind <> 'create-allocation'
                    AND (a.role = 'vendor') = (p.side = 'payable')), 0)
        FROM position p
        GROUP BY p.side, p.currency)"_s)
        .bind(day)
        .run();
}

void Derived::clear(AccountId account)
{
    Statement(m_connection, u"DELETE FROM position WHERE account = ?"_s).bind(account).run();
    Statement(m_connection, u"DELETE FROM bridge_line WHERE account = ?"_s).bind(account).run();
    Statement(m_connection, u"DELETE FROM hazard WHERE account = ? AND preflight IS NULL"_s)
        .bind(account)
        .run();
}

void Derived::addBridge(AccountId account, const Bridge& bridge, const QString& suffix)
{
    Statement(m_connection, u"INSERT INTO position"_s + suffix + uR"( (account, side, currency,
            ledger, xero, outstanding_differs, causes, cause, differs, unexplained, last_moved, stale)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?))"_s)
        .bind(account, bridge.side, bridge.currency, bridge.ledger, bridge.xero,
            bridge.outstandingDiffers, bridge.causes(), bridge.largestCause(), !bridge.agrees(),
            bridge.unexplained(), bridge.lastMoved, bridge.isStale)
        .run();
    Statement insert(
        m_connection, u"INSERT INTO bridge_line"_s + suffix + uR"( (account, side, cause,
            currency, amount, ledger_kind, ledger_id, xero_kind, xero_id, label, date, remedy)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?))"_s);
    for (BridgeLine line : bridge.lines) {
        line.account = account;
        line.side = bridge.side;
        // A line without effect on the balance still belongs to its currency.
        line.amount = base::Money(line.amount.minor(), bridge.currency);
        bindRecord(insert, line).run();
    }
}

void Derived::addHazards(std::optional<qint64> preflight, const QList<Hazard>& hazards)
{
    Statement insert(m_connection, uR"(
        INSERT INTO hazard (hazard, verdict, account, bank_code, ledger_kind, ledger_id, xero_kind,
            xero_id, currency, amount, date, label, sentence, remedy, preflight)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, NULLIF(?, 0)))"_s);
    for (const Hazard& hazard : hazards)
        bindRecord(insert, hazard).bind(preflight.value_or(0)).run();
}

void Derived::addIntakes(AccountId account, const QList<Intake>& intakes, const QDateTime& now)
{
    struct Seen {
        records::IntakeState state;
        QDateTime at;
    };
    QHash<records::XeroRef, Seen> before;
    Statement select(
        m_connection, u"SELECT xero_kind, xero_id, state, at FROM intake WHERE account = ?"_s);
    select.bind(account);
    while (select.next()) {
        const auto xero = select.get<records::XeroRef>();
        const auto state = select.get<records::IntakeState>();
        before.insert(xero, {state, select.get<QDateTime>()});
    }
    Statement(m_connection, u"DELETE FROM intake WHERE account = ?"_s).bind(account).run();
    Statement insert(m_connection, uR"(
        INSERT INTO intake (xero_kind, xero_id, parent_kind, parent_id, account, state, cause,
            cause_arguments, cause_raw, currency, amount, label, invoice, date, at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?))"_s);
    for (Intake intake : intakes) {
        intake.account = account;
        const auto seen = before.constFind(intake.xero);
        const bool same = seen != before.constEnd() && seen->state == intake.state;
        bindRecord(insert, intake).bind(same ? seen->at : now).run();
    }
}

QList<AccountId> Derived::accountsToTakeIn() const
{
    QList<AccountId> accounts;
    Statement select(m_connection, u"SELECT DISTINCT account FROM intake WHERE state = ?"_s);
    select.bind(records::IntakeState::TakenIn);
    while (select.next())
        accounts.append(select.get<AccountId>());
    return accounts;
}

void Derived::savePreflight(const QList<records::Preflight>& preflights)
{
    Statement(m_connection, u"DELETE FROM preflight"_s).run();
    Statement(m_connection, u"DELETE FROM hazard WHERE preflight IS NOT NULL"_s).run();
    for (const records::Preflight& p : preflights) {
        Statement insert(m_connection, uR"(
            INSERT INTO preflight (bank_code, bank_name, bank_number, verdict, headline, sentence,
                lines_safe, lines_stop, lines_not_checked, lines_done, statement_to, judged_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?))"_s);
        insert
            .bind(p.bankCode, p.bankName, p.bankNumber, p.verdict, p.headline, p.sentence,
                p.lines.safe, p.lines.stop, p.lines.notChecked, p.lines.done, p.lines.statementTo,
                p.judgedAt)
            .run();
        addHazards(insert.lastId(), p.hazards);
    }
}

QList<Hazard> Derived::hazards() const
{
    Statement select(m_connection, uR"(
        SELECT hazard, verdict, account, bank_code, ledger_kind, ledger_id, xero_kind, xero_id,
            currency, amount, date, label, sentence, remedy
        FROM hazard
        WHERE preflight IS NULL
        ORDER BY id)"_s);
    return allRecords<Hazard>(select);
}

} // namespace store
