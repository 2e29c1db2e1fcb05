// SPDX-License-Identifier: GPL-3.0-or-later

#include "store/sqlitereader.h"

#include <QRegularExpression>

#include <array>

using namespace Qt::StringLiterals;
using namespace records;

namespace store {

namespace {

// Each row is made into JSON by SQLite, so that a column stands in the file only when it is named
// here. q.account is the account that the case is about, or 0: then it is about what stands open.
struct Part {
    const char16_t* name;
    const char16_t* select;
};

constexpr std::array kOpen{Part{u"pushes", uR"(
        SELECT json_object('operation', o.id, 'kind', o.kind, 'state', o.state,
            'record', o.subject_kind || ' ' || o.subject_id, 'account', o.account,
            'number', CASE o.subject_kind WHEN 'account' THEN NULL ELSE o.label END,
            'currency', o.currency, 'amount', o.amount, 'cause', o.cause,
            'answer', o.cause_raw, 'attempts', o.attempts, 'negativeProbes', o.negative_probes,
            'createdAt', instant(o.created_at), 'changedAt', instant(o.changed_at),
            'notBefore', instant(o.not_before), 'xeroId', o.xero_id, 'batch', o.batch)
        FROM q, operation o
        WHERE chosen
        ORDER BY o.id DESC)"},
    Part{u"attempts", uR"(
        SELECT json_object('batch', t.batch, 'startedAt', instant(t.started_at),
            'endedAt', instant(t.ended_at), 'outcome', t.outcome, 'httpStatus', t.http_status,
            'answer', t.raw)
        FROM attempt t
        WHERE t.batch IN (SELECT m.batch FROM q, batch_operation m
            JOIN operation o ON o.id = m.operation
            WHERE chosen)
        ORDER BY t.id DESC)"},
    Part{u"hazards", uR"(
        SELECT json_object('hazard', h.hazard, 'verdict', h.verdict, 'account', h.account,
            'bank', h.bank_code, 'record', h.ledger_kind || ' ' || h.ledger_id,
            'xero', h.xero_kind || ' ' || h.xero_id, 'currency', h.currency, 'amount', h.amount,
            'date', h.date, 'number', h.label, 'remedy', h.remedy)
        FROM q, hazard h
        WHERE h.preflight IS NULL AND (q.account = 0 OR h.account = q.account)
        ORDER BY h.id DESC)"},
    Part{u"bankLines", uR"(
        SELECT json_object('line', l.id, 'bank', l.bank_code, 'date', l.date,
            'currency', l.currency, 'amount', l.amount, 'verdict', k.verdict, 'hazard', k.hazard,
            'remedy', k.remedy, 'record', k.ledger_kind || ' ' || k.ledger_id,
            'offered', (SELECT json_group_array(json_extract(c.value, '$[0]') || ' '
                || json_extract(c.value, '$[2]')) FROM json_each(k.offered) c),
            'pick', (SELECT json_group_array(json_extract(c.value, '$[0]') || ' '
                || json_extract(c.value, '$[2]')) FROM json_each(k.pick) c))
        FROM q, bank_line l
        JOIN line_check k ON k.line = l.id
        WHERE CASE q.account WHEN 0 THEN k.verdict = 'stop'
            ELSE abs(l.amount) IN (SELECT amount FROM payment WHERE account = q.account
                UNION SELECT total FROM document WHERE account = q.account) END
        ORDER BY l.date DESC, l.id DESC)"},
    Part{u"runs", uR"(
        SELECT json_object('run', r.id, 'kind', r.kind, 'direction', r.direction,
            'startedAt', instant(r.started_at), 'endedAt', instant(r.ended_at),
            'result', r.result, 'records', r.records)
        FROM run r
        ORDER BY r.id DESC)"}};

constexpr std::array kOfAccount{Part{u"documents", uR"(
        SELECT json_object('id', d.id, 'kind', d.kind, 'number', d.number, 'date', d.date,
            'status', d.status, 'currency', d.currency, 'total', d.total, 'source', d.source,
            'recordedAt', instant(d.recorded_at))
        FROM q, document d
        WHERE d.account = q.account
        ORDER BY d.id DESC)"},
    Part{u"payments", uR"(
        SELECT json_object('id', p.id, 'number', p.number, 'date', p.date,
            'currency', p.currency, 'amount', p.amount, 'source', p.source,
            'recordedAt', instant(p.recorded_at))
        FROM q, payment p
        WHERE p.account = q.account
        ORDER BY p.id DESC)"},
    Part{u"allocations", uR"(
        SELECT json_object('id', a.id, 'from', a.from_kind || ' ' || a.from_id,
            'to', 'document ' || a.to_document, 'currency', a.currency, 'amount', a.amount,
            'date', a.date, 'removed', a.removed, 'removed_by', a.removed_by,
            'source', a.source,
            'recordedAt', instant(a.recorded_at))
        FROM q, allocation a
        WHERE a.account = q.account
        ORDER BY a.id DESC)"},
    Part{u"twins", uR"(
        SELECT json_object('record', t.ledger_kind || ' ' || t.ledger_id,
            'xero', t.xero_kind || ' ' || t.xero_id, 'origin', t.origin,
            'status', t.agreed_status, 'currency', t.currency, 'amount', t.agreed_amount,
            'date', t.agreed_date, 'tiedAt', instant(t.tied_at))
        FROM q, twin t
        WHERE t.account = q.account
        ORDER BY t.id DESC)"},
    Part{u"bridge", uR"(
        SELECT json_object('cause', b.cause, 'side', b.side, 'currency', b.currency,
            'amount', b.amount, 'record', b.ledger_kind || ' ' || b.ledger_id,
            'xero', b.xero_kind || ' ' || b.xero_id, 'date', b.date, 'remedy', b.remedy)
        FROM q, bridge_line b
        WHERE b.account = q.account
        ORDER BY b.id)"},
    Part{u"xeroInvoices", uR"(
        SELECT json_object('id', i.id, 'type', i.type, 'number', i.number, 'status', i.status,
            'date', i.date, 'currency', i.currency, 'total', i.total, 'due', i.amount_due,
            'paid', i.amount_paid, 'credited', i.amount_credited,
            'updatedAt', instant(i.updated_at), 'seenFrom', instant(i.seen_from))
        FROM q
        JOIN link k ON k.account = q.account
        JOIN mirror_invoice i ON i.contact = k.contact AND i.seen_until IS NULL
        ORDER BY i.row DESC)"},
    Part{u"xeroCredits", uR"(
        SELECT json_object('id', c.id, 'kind', c.kind, 'type', c.type, 'number', c.number,
            'status', c.status, 'date', c.date, 'currency', c.currency, 'total', c.total,
            'remaining', c.remaining_credit, 'updatedAt', instant(c.updated_at),
            'seenFrom', instant(c.seen_from))
        FROM q
        JOIN link k ON k.account = q.account
        JOIN mirror_credit c ON c.contact = k.contact AND c.seen_until IS NULL
        ORDER BY c.row DESC)"},
    Part{u"xeroAllocations", uR"(
        SELECT json_object('id', a.id, 'credit', a.credit, 'invoice', a.invoice,
            'number', a.invoice_number, 'currency', a.currency, 'amount', a.amount,
            'date', a.date, 'seenFrom', instant(a.seen_from))
        FROM mirror_allocation a
        WHERE a.credit IN (SELECT c.id FROM q
            JOIN link k ON k.account = q.account
            JOIN mirror_credit c ON c.contact = k.contact AND c.seen_until IS NULL)
            AND a.seen_until IS NULL
        ORDER BY a.row DESC)"},
    Part{u"xeroPayments", uR"(
        SELECT json_object('id', p.id, 'type', p.type, 'status', p.status,
            'invoice', p.invoice, 'credit', p.credit, 'number', p.invoice_number,
            'bank', p.account_code, 'date', p.date, 'currency', p.currency,
            'amount', p.amount, 'isReconciled', p.is_reconciled,
            'updatedAt', instant(p.updated_at), 'seenFrom', instant(p.seen_from))
        FROM q
        JOIN link k ON k.account = q.account
        JOIN mirror_payment p ON p.contact = k.contact AND p.seen_until IS NULL
        ORDER BY p.row DESC)"}};

// instant(x): UTC milliseconds as they are read. chosen: which pushes, so that each has its index.
QString whole(QString select, bool isOfAccount)
{
    static const QRegularExpression instant(u"instant\\(([a-z_.]+)\\)"_s);
    select.replace(u"WHERE chosen"_s,
        isOfAccount ? u"WHERE o.account = q.account"_s
                    : u"WHERE o.state NOT IN ('confirmed', 'cancelled')"_s);
    select.replace(instant, u"strftime('%Y-%m-%dT%H:%M:%SZ', \\1 / 1000, 'unixepoch')"_s);
    return u"WITH q (account) AS (VALUES (COALESCE(?, 0))) "_s + select + u" LIMIT 500"_s;
}

} // namespace

SupportCase SqliteReader::supportCase(AccountId account) const
{
    const Diagnostics book = diagnostics();
    SupportCase found{.bookFormat = book.bookFormat,
        .organisation = book.tenantId,
        .currency = settings().currency.code(),
        .lastFetch = today().lastFetch,
        .parts = {}};
    const auto add = [&](const Part& part) {
        SupportCase::Part rows{.name = QString::fromUtf16(part.name), .rows = {}};
        Statement select(connection(), whole(QString::fromUtf16(part.select), bool(account)));
        select.bind(account);
        while (select.next())
            rows.rows.append(select.get<QString>().toUtf8());
        found.parts.append(rows);
    };
    for (const Part& part : kOpen)
        add(part);
    if (account)
        for (const Part& part : kOfAccount)
            add(part);
    return found;
}

} // namespace store
