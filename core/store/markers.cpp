// SPDX-License-Identifier: GPL-3.0-or-later

#include "store/markers.h"

using namespace Qt::StringLiterals;

namespace store {

// What the tie stands on is the record that the money is in: the overpayment, not the bank
// transaction that made it.
QList<Marked> Markers::untied(const QString& prefix, const QString& since) const
{
    const QStringList rows = since.split(u' ');
    Statement select(m_connection, uR"(
        WITH q (pattern, invoices, payments, transactions) AS (VALUES (?, ?, ?, ?)),
        marked AS (
            SELECT 'invoice' AS kind, m.id, m.contact, m.url AS text, m.number AS label, m.currency,
                m.total AS amount
            FROM q, mirror_invoice m
            WHERE m.row > q.invoices AND m.seen_until IS NULL AND m.url LIKE q.pattern
                AND m.status NOT IN ('VOIDED', 'DELETED')
            UNION ALL
            SELECT 'payment', m.id, m.contact, m.reference, m.reference, m.currency, m.amount
            FROM q, mirror_payment m
            WHERE m.row > q.payments AND m.seen_until IS NULL AND m.reference LIKE q.pattern
                AND m.status <> 'DELETED'
            UNION ALL
            SELECT 'overpayment', m.credit, m.contact, m.url || ' ' || m.first_line_description,
                m.first_line_description, m.currency, m.total
            FROM q, mirror_transaction m
            WHERE m.row > q.transactions AND m.seen_until IS NULL AND m.credit IS NOT NULL
                AND (m.url LIKE q.pattern OR m.first_line_description LIKE q.pattern)
                AND m.status NOT IN ('VOIDED', 'DELETED'))
        SELECT m.kind, m.id, m.contact, m.text, m.label, m.currency, m.amount
        FROM marked m
        WHERE NOT EXISTS (SELECT 1 FROM twin t WHERE t.xero_id = m.id AND t.xero_kind = m.kind)
        ORDER BY m.kind, m.id)"_s);
    select.bind(u'%' + prefix + u'%', rows.value(0).toLongLong(), rows.value(1).toLongLong(),
        rows.value(2).toLongLong());
    QList<Marked> found;
    while (select.next()) {
        Marked one;
        select.into(one.xero, one.contact, one.text, one.label);
        one.amount = select.money(select.get<base::Currency>());
        found.append(one);
    }
    return found;
}

QString Markers::newest() const
{
    Statement select(m_connection, uR"(
        SELECT (SELECT COALESCE(MAX(row), 0) FROM mirror_invoice) || ' '
            || (SELECT COALESCE(MAX(row), 0) FROM mirror_payment) || ' '
            || (SELECT COALESCE(MAX(row), 0) FROM mirror_transaction))"_s);
    return select.next() ? select.get<QString>() : QString();
}

} // namespace store
