// SPDX-License-Identifier: GPL-3.0-or-later

#include "store/undone.h"

using namespace Qt::StringLiterals;
using records::AccountId;
using records::RecordRef;
using records::ledger::RefundDraft;

namespace store {

void Undone::addWish(RecordRef record, AccountId account)
{
    Statement(m_connection, uR"(
        INSERT INTO wish (record_kind, record_id, account)
        VALUES (?, ?, ?)
        ON CONFLICT DO NOTHING)"_s)
        .bind(record, account)
        .run();
}

QList<RecordRef> Undone::wishesOf(AccountId account) const
{
    Statement select(m_connection,
        u"SELECT record_kind, record_id FROM wish WHERE account = ? ORDER BY record_id"_s);
    select.bind(account);
    QList<RecordRef> wishes;
    while (select.next())
        wishes.append(select.get<RecordRef>());
    return wishes;
}

void Undone::add(const RefundDraft& draft)
{
    Statement insert(m_connection, uR"(
        INSERT INTO refund_draft (account, of_kind, of_id, currency, amount, date, reason)
        VALUES (?, ?, ?, ?, ?, ?, ?))"_s);
    bindRecord(insert, draft).run();
}

void Undone::drop(qint64 draft)
{
    Statement(m_connection, u"DELETE FROM refund_draft WHERE id = ?"_s).bind(draft).run();
}

QList<RefundDraft> Undone::draftsOf(AccountId account) const
{
    Statement select(m_connection, uR"(
        SELECT id, account, of_kind, of_id, currency, amount, date, reason
        FROM refund_draft
        WHERE account = ?
        ORDER BY id)"_s);
    select.bind(account);
    QList<RefundDraft> drafts;
    while (select.next()) {
        const auto id = select.get<qint64>();
        drafts.append(readRecord<RefundDraft>(select));
        drafts.last().id = id;
    }
    return drafts;
}

void Undone::saveTasks(AccountId account, const QList<records::Task>& tasks)
{
    Statement(m_connection, u"DELETE FROM task WHERE account = ?"_s).bind(account).run();
    Statement insert(m_connection, uR"(
        INSERT INTO task (account, of_kind, of_id, xero_kind, xero_id, currency, amount, date, label,
            half, way, is_wished, cause, cause_arguments, cause_raw)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?))"_s);
    for (const records::Task& task : tasks)
        bindRecord(insert, task).run();
}

} // namespace store
