// SPDX-License-Identifier: GPL-3.0-or-later

#include "plan/removals.h"

using namespace records;
using match::Index;
using match::ref;
using match::stands;

namespace plan {

namespace {

// Both sides must show what one of them undid; this finds where only one does.
class Tasks {
public:
    Tasks(const AccountFile& file, const Surroundings& around)
        : m_file(file)
        , m_around(around)
        , m_index(file)
    {
    }

    QList<Task> find()
    {
        for (const ledger::Payment& payment : m_file.payments)
            judge(ref(payment), payment.number, payment.amount, m_index.isUndone(payment));
        for (const ledger::Document& document : m_file.documents)
            judge(ref(document), document.number, document.total, m_index.isUndone(document));
        for (const ledger::Allocation& allocation : m_file.allocations)
            judgeAllocation(allocation);
        return m_tasks;
    }

private:
    void judge(const RecordRef& record, const QString& number, base::Money amount, bool undone)
    {
        const Twin* tie = m_index.twin(record);
        if (!tie || undone == isGone(tie->xero))
            return;
        Task task;
        task.of = record;
        task.account = m_file.account.id;
        task.xero = tie->xero;
        task.amount = amount;
        task.label = number;
        if (undone) {
            const ledger::Reversal* reversal = m_index.reversalOf(record);
            task.date = reversal ? reversal->date : m_around.today;
            task.isWished = m_index.isWished(record);
            findWay(task);
        } else {
            task.half = TaskHalf::InLedger;
        }
        m_tasks.append(task);
    }

    // Of a credit that stands on both sides, one allocation that only the ledger still has. Taken
    // back here, it goes by itself (removals) and needs no task.
    void judgeAllocation(const ledger::Allocation& allocation)
    {
        const ledger::Document* to = m_index.document(allocation.to);
        const mirror::Credit* credit = m_index.xeroCredit(allocation.from);
        if (!allocation.removed && to && credit && stands(*credit)
            && !m_index.isUndone(allocation.from) && !m_index.isUndone(*to))
            judge(ref(allocation),
                allocation.amount.display() + QStringLiteral(" to ") + to->number,
                allocation.amount, false);
    }

    // Voided, deleted or taken back in Xero, as read from there; what was never read isn't gone.
    bool isGone(const XeroRef& xero) const
    {
        if (xero.kind == XeroKind::Allocation) {
            const mirror::Credit* parent = m_index.creditOfAllocation(xero.id);
            return !parent || !stands(*parent);
        }
        if (const mirror::Payment* payment = m_index.xeroPayment(xero.id))
            return !stands(*payment);
        if (const mirror::Invoice* invoice = m_index.invoice(xero.id))
            return invoice->status == u"VOIDED" || invoice->status == u"DELETED";
        const mirror::Credit* credit = m_index.credit(xero);
        if (!credit)
            return false;
        if (credit->status == u"VOIDED" || credit->status == u"DELETED")
            return true;
        // Paid back whole is as good as gone.
        base::Money refunded;
        for (const mirror::Payment* refund : m_index.refundsOf(*credit))
            refunded += refund->amount;
        return xero.kind == XeroKind::Overpayment && refunded == credit->total
            && m_index.isUndone(m_index.twin(xero)->ledger);
    }

    void findWay(Task& task) const
    {
        task.cause = obstacle(task.xero, m_around, m_index);
        switch (task.xero.kind) {
        case XeroKind::Payment:
            return settle(task, TaskWay::DeletePayment);
        case XeroKind::Allocation:
            return settle(task, TaskWay::RemoveAllocation);
        case XeroKind::Invoice:
        case XeroKind::CreditNote: {
            const base::Money left = moneyOn(task.xero, m_file, m_index);
            if (!task.cause && left > base::Money())
                task.cause = {CauseId::MoneyOnIt, {task.label, left.toString()}, {}};
            return settle(task, TaskWay::VoidDocument);
        }
        case XeroKind::Overpayment:
            return findWayOfOverpayment(task);
        case XeroKind::Prepayment:
        case XeroKind::Contact:
        case XeroKind::Item:
        case XeroKind::BankTransaction:
            break;
        }
    }

    static void settle(Task& task, TaskWay way) { task.way = task.cause ? TaskWay::ByHand : way; }

    // Xero's API has no void for an overpayment. Reconciled, it is refunded instead, which here is
    // the way and not an obstacle.
    void findWayOfOverpayment(Task& task) const
    {
        const mirror::Credit* credit = m_index.credit(task.xero);
        const base::Money left = moneyOn(task.xero, m_file, m_index);
        if (credit && left > base::Money()) {
            task.cause = {CauseId::MoneyOnIt, {task.label, left.toString()}, {}};
            task.way = TaskWay::ByHand;
        } else if (credit && m_index.isReconciled(task.xero)) {
            task.cause = {};
            task.way = TaskWay::RefundOverpayment;
        } else {
            if (!task.cause || task.cause.id == CauseId::Reconciled)
                task.cause = {CauseId::ByHandOnly, {QStringLiteral("an overpayment")}, {}};
            task.way
                = credit && !credit->allocations.isEmpty() && task.cause.id == CauseId::ByHandOnly
                ? TaskWay::VoidByHand
                : TaskWay::ByHand;
        }
    }

    const AccountFile& m_file;
    const Surroundings& m_around;
    const Index m_index;
    QList<Task> m_tasks;
};

} // namespace

QList<Task> tasks(const AccountFile& file, const Surroundings& around)
{
    return Tasks(file, around).find();
}

} // namespace plan
