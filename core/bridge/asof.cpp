// SPDX-License-Identifier: GPL-3.0-or-later

#include "bridge/asof.h"

using namespace records;

namespace bridge {

using match::ref;

namespace {

bool isLater(QDate date, QDate day)
{
    return date.isValid() && date > day;
}

class Cutter {
public:
    Cutter(const AccountFile& file, QDate day)
        : m_day(day)
        , m_cut{file, {}, {}}
    {
        cutXero();
        cutLedger();
        cutTwins();
    }

    AsOf take() { return std::move(m_cut); }

private:
    template <class Record>
    void cut(QList<Record>& records)
    {
        records.removeIf([&](const Record& one) {
            if (!isLater(one.date, m_day))
                return false;
            if constexpr (requires { XeroRef(ref(one)); })
                m_goneXero.insert(ref(one));
            else
                m_goneLedger.insert(ref(one));
            return true;
        });
    }

    // What is undone by leaving money out: the invoice is owed again, the credit is whole again.
    void cutXero()
    {
        QHash<QUuid, base::Money> owed, back;
        for (const mirror::Payment& one : m_cut.file.xeroPayments)
            if (match::stands(one) && isLater(one.date, m_day))
                (one.credit ? back[one.credit.value] : owed[one.invoice.value]) += one.amount;
        cut(m_cut.file.xeroPayments);
        for (const mirror::Credit& credit : std::as_const(m_cut.file.credits))
            if (match::stands(credit) && isLater(credit.date, m_day))
                for (const mirror::Allocation& one : credit.allocations) {
                    owed[one.invoice.value] += one.amount;
                    m_goneXero.insert(ref(one));
                }
        cut(m_cut.file.credits);
        for (mirror::Credit& credit : m_cut.file.credits) {
            credit.remainingCredit += back.value(credit.id.value);
            for (const mirror::Allocation& one : std::as_const(credit.allocations))
                if (isLater(one.date, m_day)) {
                    credit.remainingCredit += one.amount;
                    owed[one.invoice.value] += one.amount;
                }
            cut(credit.allocations);
        }
        cut(m_cut.file.invoices);
        leaveUnallocated();
        for (mirror::Invoice& invoice : m_cut.file.invoices)
            if (match::stands(invoice))
                invoice.amountDue += owed.value(invoice.id.value);
    }

    // Money of before that day on an invoice of after it was not allocated yet, whatever date its
    // allocation carries. Of a credit born in Xero the allocation is an entry of its own.
    void leaveUnallocated()
    {
        QSet<XeroRef> ours;
        for (const Twin& twin : std::as_const(m_cut.file.twins))
            ours.insert(twin.xero);
        for (mirror::Credit& credit : m_cut.file.credits)
            if (ours.contains(ref(credit)))
                credit.allocations.removeIf([&](const mirror::Allocation& one) {
                    if (!m_goneXero.contains({XeroKind::Invoice, one.invoice.value}))
                        return false;
                    credit.remainingCredit += one.amount;
                    m_goneXero.insert(ref(one));
                    return true;
                });
    }

    void cutLedger()
    {
        cut(m_cut.file.documents);
        cut(m_cut.file.payments);
        cut(m_cut.file.adjustments);
        QSet<RecordRef> notYetReversed;
        QSet<ReversalId> later;
        for (const ledger::Reversal& one : m_cut.file.reversals)
            if (isLater(one.date, m_day)) {
                notYetReversed.insert(one.of);
                later.insert(one.id);
            }
        cut(m_cut.file.reversals);
        for (ledger::Document& one : m_cut.file.documents)
            if (notYetReversed.contains(ref(one)))
                one.status = ledger::DocumentStatus::Approved;
        for (ledger::Allocation& one : m_cut.file.allocations)
            if (later.contains(one.removedBy))
                one.removed = false;
        cut(m_cut.file.allocations);
        m_cut.file.allocations.removeIf([&](const ledger::Allocation& one) {
            const bool isLater = m_goneLedger.contains(one.from)
                || m_goneLedger.contains({RecordKind::Invoice, one.to.value})
                || m_goneLedger.contains({RecordKind::Bill, one.to.value});
            if (isLater)
                m_goneLedger.insert(ref(one));
            return isLater;
        });
    }

    void cutTwins()
    {
        m_cut.file.twins.removeIf([&](const Twin& twin) {
            const bool ledgerGone = m_goneLedger.contains(twin.ledger);
            const bool xeroGone = m_goneXero.contains(twin.xero);
            if (ledgerGone && !xeroGone)
                m_cut.laterInLedger.insert(twin.xero);
            if (xeroGone && !ledgerGone)
                m_cut.laterInXero.insert(twin.ledger);
            return ledgerGone || xeroGone;
        });
    }

    const QDate m_day;
    AsOf m_cut;
    QSet<RecordRef> m_goneLedger;
    QSet<XeroRef> m_goneXero;
};

} // namespace

AsOf asOf(const AccountFile& file, QDate day)
{
    return Cutter(file, day).take();
}

} // namespace bridge
