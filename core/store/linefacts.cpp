// SPDX-License-Identifier: GPL-3.0-or-later

#include "store/linefacts.h"

#include "store/columns.h"

#include <array>

using namespace Qt::StringLiterals;
using namespace records;

namespace store {

namespace {

// Each part of the union: where its amount stands, whose it is (empty: nobody's), and what tells
// that it is reconciled (empty: documents aren't).
struct Part {
    const char16_t* select;
    const char16_t* amount;
    const char16_t* contact;
    const char16_t* reconciled;
    const char16_t* date;
};

constexpr std::array kParts{Part{uR"(
        SELECT CASE i.type WHEN 'ACCREC' THEN 'invoice' ELSE 'bill' END, 'invoice', i.id,
            i.currency, i.amount_due, i.date, i.due_date, i.number, i.reference, i.contact,
            i.contact_name, '', 0, 0, 0
        FROM q, mirror_invoice i
        WHERE i.seen_until IS NULL AND i.status = 'AUTHORISED' AND i.amount_due > 0
            AND i.type = CASE q.goes_in WHEN 1 THEN 'ACCREC' ELSE 'ACCPAY' END)",
                                u"i.amount_due", u"i.contact", u"", u""},
    Part{uR"(
        SELECT 'credit-note', 'credit-note', c.id, c.currency, c.remaining_credit, c.date, c.date,
            c.number, c.reference, c.contact, c.contact_name, '', 0, 0, 0
        FROM q, mirror_credit c
        WHERE c.seen_until IS NULL AND c.status = 'AUTHORISED' AND c.remaining_credit > 0
            AND c.type = CASE q.goes_in WHEN 1 THEN 'ACCPAYCREDIT' ELSE 'ACCRECCREDIT' END)",
        u"c.remaining_credit", u"c.contact", u"", u""},
    Part{uR"(
        SELECT 'payment', 'payment', p.id, p.currency, p.amount, p.date, NULL,
            COALESCE((SELECT o.number FROM twin t JOIN payment o ON o.id = t.ledger_id
                WHERE t.xero_id = p.id AND t.xero_kind = 'payment' AND t.ledger_kind = 'payment'),
                ''),
            p.reference, p.contact, '', p.invoice_number, p.is_reconciled, 0,
            EXISTS (SELECT 1 FROM hazard h WHERE h.preflight IS NULL AND h.xero_id = p.id
                AND h.hazard = 'wrong-match')
        FROM q, mirror_payment p
        WHERE p.seen_until IS NULL AND p.status = 'AUTHORISED' AND p.account_code = q.bank
            AND p.batch_payment IS NULL
            AND (p.type IN ('ACCRECPAYMENT', 'APCREDITPAYMENT', 'APOVERPAYMENTPAYMENT',
                'APPREPAYMENTPAYMENT')) = q.goes_in)",
        u"p.amount", u"p.contact", u"p.is_reconciled", u"p.date"},
    Part{uR"(
        SELECT CASE WHEN b.type LIKE '%OVERPAYMENT' THEN 'overpayment'
                WHEN b.type LIKE '%PREPAYMENT' THEN 'prepayment'
                WHEN b.type LIKE 'RECEIVE%' THEN 'receive-money' ELSE 'spend-money' END,
            'bank-transaction', b.id, b.currency, b.total, b.date, NULL,
            COALESCE((SELECT o.number FROM twin t JOIN payment o ON o.id = t.ledger_id
                WHERE t.xero_id = b.credit AND t.ledger_kind = 'payment'), ''),
            b.reference, b.contact, b.contact_name,
            COALESCE((SELECT group_concat(a.invoice_number, char(10)) FROM mirror_allocation a
                WHERE a.credit = b.credit AND a.seen_until IS NULL), '') || char(10)
            || COALESCE((SELECT group_concat(d.number, char(10))
                FROM twin t
                JOIN allocation a ON a.from_kind = 'payment' AND a.from_id = t.ledger_id
                JOIN document d ON d.id = a.to_document
                WHERE t.xero_id = b.credit AND t.ledger_kind = 'payment' AND a.removed = 0), ''),
            b.is_reconciled,
            EXISTS (SELECT 1 FROM hazard h WHERE h.preflight IS NULL AND h.xero_id = b.credit
                AND h.hazard = 'allocation-not-pushed'), 0
        FROM q, mirror_transaction b
        WHERE b.seen_until IS NULL AND b.status = 'AUTHORISED' AND b.account_code = q.bank
            AND (b.type LIKE 'RECEIVE%') = q.goes_in)",
        u"b.total", u"b.contact", u"b.is_reconciled", u"b.date"},
    Part{uR"(
        SELECT 'batch-payment', 'bank-transaction', g.id, g.currency, g.total, g.date, NULL, '',
            g.reference, NULL, '', '', g.is_reconciled, 0, 0
        FROM q, mirror_batch_payment g
        WHERE g.seen_until IS NULL AND g.status = 'AUTHORISED' AND g.bank_account = q.bank_id
            AND (g.type = 'RECBATCH') = q.goes_in)",
        u"g.total", u"", u"g.is_reconciled", u"g.date"},
    Part{uR"(
        SELECT 'transfer', 'bank-transaction', f.id, f.currency, f.amount, f.date, NULL, '',
            f.reference, NULL, '', '',
            CASE q.goes_in WHEN 1 THEN f.to_is_reconciled ELSE f.from_is_reconciled END, 0, 0
        FROM q, mirror_transfer f
        WHERE f.seen_until IS NULL
            AND q.bank_id = CASE q.goes_in WHEN 1 THEN f.to_account ELSE f.from_account END)",
        u"f.amount", u"",
        u"CASE q.goes_in WHEN 1 THEN f.to_is_reconciled ELSE f.from_is_reconciled END", u"f.date"}};

// By amount, or of a contact. What is reconciled is wanted of some days only: its lines are done.
QString unionOf(bool byContact)
{
    QStringList parts;
    for (const Part& part : kParts) {
        const QString contact = QString::fromUtf16(part.contact);
        if (byContact && contact.isEmpty())
            continue;
        const QString reconciled = QString::fromUtf16(part.reconciled);
        parts.append(QString::fromUtf16(part.select)
            + (reconciled.isEmpty() ? QString()
                                    : u" AND (%1 = 0 OR %2 BETWEEN q.first AND q.last)"_s.arg(
                                        reconciled, QString::fromUtf16(part.date)))
            + (byContact ? u" AND %1 = q.contact"_s.arg(contact)
                         : u" AND %1 = q.amount"_s.arg(QString::fromUtf16(part.amount))));
    }
    return uR"(
        WITH q (bank, bank_id, amount, contact, goes_in, first, last)
            AS (VALUES (?, ?, ?, ?, ?, ?, ?)),
        found (kind, xero_kind, id, currency, amount, date, due_date, number, reference, contact,
            contact_name, invoices, is_reconciled, is_unallocated, is_wrong_match) AS ()"_s
        + parts.join(u" UNION ALL "_s) + uR"()
        SELECT f.kind, f.xero_kind, f.id, f.currency, f.amount, f.date, f.due_date, f.number,
            f.reference, f.contact, COALESCE(NULLIF(f.contact_name, ''), c.name, ''),
            COALESCE(l.account, 0), f.invoices, f.is_reconciled, f.is_unallocated,
            f.is_wrong_match,
            c.id IS NOT NULL AND (c.status <> 'ACTIVE' OR c.merged_to IS NOT NULL),
            CASE w.ledger_kind
                WHEN 'allocation' THEN (SELECT from_id FROM allocation WHERE id = w.ledger_id)
                ELSE COALESCE(w.ledger_id, 0) END,
            COALESCE(w.hazard, 'payment-not-pushed')
        FROM found f
        LEFT JOIN mirror_contact c ON c.id = f.contact AND c.seen_until IS NULL
        LEFT JOIN link l ON l.contact = f.contact
        LEFT JOIN hazard w ON w.id = (SELECT h.id
            FROM twin t
            JOIN allocation a ON a.to_document = t.ledger_id AND a.from_kind = 'payment'
                AND a.removed = 0
            JOIN hazard h ON h.preflight IS NULL AND h.ledger_id IN (a.from_id, a.id)
                AND ((h.ledger_kind = 'payment' AND h.ledger_id = a.from_id
                        AND h.hazard IN ('payment-not-pushed', 'push-failed', 'wrong-match'))
                    OR (h.ledger_kind = 'allocation' AND h.ledger_id = a.id
                        AND h.hazard IN ('allocation-not-pushed', 'wrong-match')))
            WHERE t.xero_id = f.id AND t.xero_kind = 'invoice' AND f.kind IN ('invoice', 'bill')
            ORDER BY h.ledger_kind DESC, h.ledger_id, h.id
            LIMIT 1)
        ORDER BY f.date, f.id)"_s;
}

} // namespace

QString LineFactsOf::bankId(const QString& bankCode) const
{
    Statement select(m_connection,
        u"SELECT id FROM mirror_chart_account WHERE code = ? AND seen_until IS NULL"_s);
    return select.bind(bankCode).next() ? select.get<QString>() : QString();
}

QList<Candidate> LineFactsOf::candidates(Statement& select) const
{
    QList<Candidate> found;
    while (select.next()) {
        Candidate one;
        RowCurrency currency;
        QString invoices;
        qint64 account = 0;
        select.into(one.kind, one.xero, currency, one.amount, one.date, one.dueDate, one.number,
            one.reference, one.contact, one.contactName, account, invoices, one.isReconciled,
            one.isUnallocated, one.isWrongMatch, one.contactIsGone, one.waiting, one.waitsBecause);
        one.account = AccountId{account};
        one.invoices = invoices.split(u'\n', Qt::SkipEmptyParts);
        one.invoices.removeDuplicates();
        found.append(one);
    }
    return found;
}

LineFacts LineFactsOf::ofAmount(const QString& bankCode, qint64 minor) const
{
    LineFacts facts;
    facts.bankCode = bankCode;
    Statement lines(m_connection, uR"(
        SELECT id, format, date, currency, amount, payee, reference, text, type, bank_id, balance,
            place
        FROM bank_line
        WHERE bank_code = ? AND amount = ?
        ORDER BY date, id)"_s);
    facts.lines = allRecords<KeptBankLine>(lines.bind(bankCode, minor));
    Statement decisions(m_connection, uR"(
        SELECT d.line, d.saying, NULLIF(d.xero_kind, ''), NULLIF(d.xero_id, '')
        FROM bank_line l
        JOIN line_decision d ON d.line = l.id
        WHERE l.bank_code = ? AND l.amount = ?)"_s);
    decisions.bind(bankCode, minor);
    while (decisions.next()) {
        const auto line = decisions.get<BankLineId>();
        LineDecision decision;
        decisions.into(decision.saying, decision.xero);
        facts.decisions[line].append(decision);
    }
    static const QString sql = unionOf(false);
    Statement equal(m_connection, sql);
    const QDate first = facts.lines.isEmpty() ? QDate() : facts.lines.first().line.date;
    const QDate last = facts.lines.isEmpty() ? QDate() : facts.lines.last().line.date;
    equal.bind(bankCode, bankId(bankCode), qAbs(minor), QString(), minor > 0, first.addDays(-kNear),
        last.addDays(kNear));
    facts.equal = candidates(equal);
    Statement opposite(m_connection, uR"(
        SELECT id, format, date, currency, amount, payee, reference, text, type, bank_id, balance,
            place, bank_code
        FROM bank_line
        WHERE amount = ? AND bank_code <> ?
        ORDER BY date, id)"_s);
    opposite.bind(-minor, bankCode);
    while (opposite.next()) {
        auto line = readRecord<KeptBankLine>(opposite);
        facts.opposite.append({opposite.get<QString>(), std::move(line)});
    }
    if (minor <= 0)
        return facts;
    Statement unpushed(m_connection, uR"(
        SELECT h.hazard, p.id, p.account, a.name, p.number, p.reference, p.date, p.currency,
            p.amount, COALESCE((SELECT group_concat(d.number, char(10))
                FROM allocation t JOIN document d ON d.id = t.to_document
                WHERE t.from_kind = 'payment' AND t.from_id = p.id AND t.removed = 0), '')
        FROM hazard h
        JOIN payment p ON p.id = h.ledger_id
        JOIN account a ON a.id = p.account
        WHERE h.preflight IS NULL AND h.ledger_kind = 'payment' AND h.amount = ?
            AND h.hazard IN ('payment-not-pushed', 'push-failed', 'wrong-match')
            AND h.bank_code IN (?, '')
        ORDER BY p.date, p.id)"_s);
    unpushed.bind(minor, bankCode);
    while (unpushed.next()) {
        Unpushed one;
        RowCurrency currency;
        QString invoices;
        unpushed.into(one.why, one.payment, one.account, one.accountName, one.number, one.reference,
            one.date, currency, one.amount, invoices);
        one.invoices = invoices.split(u'\n', Qt::SkipEmptyParts);
        facts.unpushed.append(one);
    }
    return facts;
}

QList<Candidate> LineFactsOf::ofAccount(
    const QString& bankCode, AccountId account, bool moneyIn) const
{
    Statement contact(m_connection, u"SELECT contact FROM link WHERE account = ?"_s);
    if (!contact.bind(account).next())
        return {};
    static const QString sql = unionOf(true);
    Statement select(m_connection, sql);
    select.bind(bankCode, bankId(bankCode), 0, contact.get<QString>(), moneyIn, QDate(), QDate());
    return candidates(select);
}

// What another line would take, too, hangs on that one, whatever its amount. A line that is done by
// a person's tick alone has no reconciled record; what it stands for may still turn out to be paid
// twice (candidatesToText has isReconciled at place 12).
QList<qint64> LineFactsOf::amountsToJudge(const QString& bankCode, bool withOpen) const
{
    Statement select(m_connection, uR"(
        WITH q (bank, with_open) AS (VALUES (?, ?))
        SELECT l.amount
        FROM q, bank_line l
        LEFT JOIN line_check k ON k.line = l.id
        WHERE q.with_open AND l.bank_code = q.bank
            AND (k.verdict IS NULL OR k.verdict <> 'done'
                OR (EXISTS (SELECT 1 FROM line_decision d
                        WHERE d.line = l.id AND d.saying = 'done')
                    AND json_extract(k.pick, '$[0][12]') IS NOT 1))
        UNION
        SELECT s.amount FROM q, line_stale s WHERE s.bank_code = q.bank
        UNION
        SELECT l.amount
        FROM q, line_check k
        JOIN bank_line l ON l.id = k.line
        WHERE k.hazard = 'duplicate-line' AND k.choices <> '[]' AND l.bank_code = q.bank
        ORDER BY 1)"_s);
    select.bind(bankCode, withOpen);
    QList<qint64> amounts;
    while (select.next())
        amounts.append(select.get<qint64>());
    return amounts;
}

void LineFactsOf::judged()
{
    Statement(m_connection, u"DELETE FROM line_stale"_s).run();
}

} // namespace store
