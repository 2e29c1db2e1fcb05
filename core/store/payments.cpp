// SPDX-License-Identifier: GPL-3.0-or-later

#include "store/payments.h"

using namespace Qt::StringLiterals;
using records::AccountId;
using records::PaymentId;
using records::ledger::AccountRole;
using records::ledger::Payment;

namespace store {

PaymentId Payments::add(const Payment& payment, AccountRole role)
{
    Statement insert(m_connection, uR"(
        INSERT INTO payment (id, account, number, date, currency, amount, reference, method, source,
            recorded_at, moved_date, role)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?))"_s);
    return {bindRecord(insert, payment).bind(role).run() ? insert.lastId() : 0};
}

void Payments::moveDate(PaymentId id, QDate date)
{
    Statement(m_connection, u"UPDATE payment SET moved_date = ? WHERE id = ?"_s)
        .bind(date, id)
        .run();
}

std::optional<Payment> Payments::find(PaymentId id) const
{
    Statement select(m_connection, uR"(
        SELECT id, account, number, date, currency, amount, reference, method, source, recorded_at,
            moved_date
        FROM payment
        WHERE id = ?)"_s);
    return oneRecord<Payment>(select.bind(id));
}

std::optional<Payment> Payments::find(const QString& number, AccountRole role) const
{
    Statement select(m_connection, uR"(
        SELECT id, account, number, date, currency, amount, reference, method, source, recorded_at,
            moved_date
        FROM payment
        WHERE number = ? AND role = ?)"_s);
    return oneRecord<Payment>(select.bind(number, role));
}

QList<Payment> Payments::ofAccount(AccountId account) const
{
    Statement select(m_connection, uR"(
        SELECT id, account, number, date, currency, amount, reference, method, source, recorded_at,
            moved_date
        FROM payment
        WHERE account = ?
        ORDER BY id)"_s);
    return allRecords<Payment>(select.bind(account));
}

} // namespace store
