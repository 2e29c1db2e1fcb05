// SPDX-License-Identifier: GPL-3.0-or-later

#include "store/control.h"

#include "records/words.h"
#include "store/columns.h"
#include "store/settings.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;
using namespace records;

namespace store {

// What Xero counts into a contact's balance: what is due on approved documents less the unused part
// of credit notes and overpayments; prepayments are left out (R043). What is due is counted from
// the money that was read of an invoice, as the bridge does, not from what the invoice says of
// itself: else a payment that was missed would never be missed. A contact with documents in a
// foreign currency has its balance at a rate that nobody tells, so it isn't compared.
ControlTotals compareControlTotals(Connection& connection)
{
    ControlTotals totals;
    Statement select(connection, uR"(
        WITH part AS (
            SELECT contact, type = 'ACCREC' AS receivable, total
                - COALESCE((SELECT SUM(p.amount) FROM mirror_payment p
                    WHERE p.invoice = i.id AND p.seen_until IS NULL AND p.status <> 'DELETED'), 0)
                - COALESCE((SELECT SUM(a.amount) FROM mirror_allocation a
                    JOIN mirror_credit k ON k.id = a.credit AND k.seen_until IS NULL
                        AND k.status IN ('AUTHORISED', 'PAID')
                    WHERE a.invoice = i.id AND a.seen_until IS NULL), 0) AS amount
            FROM mirror_invoice i
            WHERE seen_until IS NULL AND status IN ('AUTHORISED', 'PAID')
            UNION ALL
            SELECT contact, type IN ('ACCRECCREDIT', 'RECEIVE-OVERPAYMENT'), -remaining_credit
            FROM mirror_credit
            WHERE seen_until IS NULL AND status = 'AUTHORISED' AND kind <> 'prepayment'),
        own AS (
            SELECT contact, SUM(CASE WHEN receivable THEN amount ELSE 0 END) AS receivable,
                SUM(CASE WHEN receivable THEN 0 ELSE amount END) AS payable
            FROM part GROUP BY contact)
        SELECT c.id, c.name, c.currency, c.receivable_outstanding, c.payable_outstanding,
            COALESCE(own.receivable, 0), COALESCE(own.payable, 0)
        FROM mirror_contact c LEFT JOIN own ON own.contact = c.id
        WHERE c.seen_until IS NULL AND c.receivable_outstanding IS NOT NULL
            AND c.payable_outstanding IS NOT NULL
            AND NOT EXISTS (SELECT 1 FROM mirror_invoice i WHERE i.contact = c.id
                AND i.seen_until IS NULL AND i.currency <> c.currency)
            AND NOT EXISTS (SELECT 1 FROM mirror_credit k WHERE k.contact = c.id
                AND k.seen_until IS NULL AND k.currency <> c.currency))"_s);
    while (select.next()) {
        ++totals.contacts;
        ControlDifference found;
        RowCurrency currency;
        base::Money receivable, payable, ownReceivable, ownPayable;
        select.into(
            found.contact, found.name, currency, receivable, payable, ownReceivable, ownPayable);
        const auto compare = [&](Side side, base::Money own, base::Money xero) {
            if (own.minor() == xero.minor())
                return;
            found.side = side;
            found.documents = own;
            found.xero = xero;
            totals.differences.append(found);
        };
        compare(Side::Receivable, ownReceivable, receivable);
        compare(Side::Payable, ownPayable, payable);
    }
    return totals;
}

void saveControlTotals(Connection& connection, const ControlTotals& totals)
{
    Statement(connection, u"DELETE FROM control_difference"_s).run();
    Statement insert(connection, uR"(
        INSERT INTO control_difference (contact, side, name, currency, documents, xero, stale)
        VALUES (?, ?, ?, ?, ?, ?, ?))"_s);
    for (const ControlDifference& one : totals.differences)
        insert
            .bind(one.contact, one.side, one.name, one.xero.currency(), one.documents, one.xero,
                one.isStale)
            .run();
    const QJsonObject all{
        {u"at"_s, totals.at.toUTC().toString(Qt::ISODateWithMs)}, {u"contacts"_s, totals.contacts}};
    Settings(connection)
        .setValue(
            u"control"_s, QString::fromUtf8(QJsonDocument(all).toJson(QJsonDocument::Compact)));
}

namespace {

const QString kDifference
    = u"SELECT contact, name, side, currency, documents, xero, stale FROM control_difference "_s;

QList<ControlDifference> readDifferences(Statement& select)
{
    QList<ControlDifference> found;
    while (select.next()) {
        ControlDifference one;
        select.into(
            one.contact, one.name, one.side, RowCurrency(), one.documents, one.xero, one.isStale);
        found.append(one);
    }
    return found;
}

} // namespace

ControlTotals controlTotals(Connection& connection)
{
    const QJsonObject all
        = QJsonDocument::fromJson(Settings(connection).value(u"control"_s).toUtf8()).object();
    ControlTotals totals;
    totals.at = QDateTime::fromString(all[u"at"_s].toString(), Qt::ISODateWithMs);
    totals.contacts = all[u"contacts"_s].toInt();
    Statement select(connection, kDifference + u"ORDER BY name, contact, side"_s);
    totals.differences = readDifferences(select);
    return totals;
}

QList<ControlDifference> controlDifferencesOf(Connection& connection, mirror::ContactId contact)
{
    Statement select(connection, kDifference + u"WHERE contact = ?"_s);
    select.bind(contact);
    return readDifferences(select);
}

} // namespace store
