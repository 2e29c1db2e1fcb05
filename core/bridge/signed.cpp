// SPDX-License-Identifier: GPL-3.0-or-later

#include "bridge/signed.h"

#include "bridge/cut.h"
#include "bridge/outstanding.h"
#include "bridge/sides.h"

using namespace records;

namespace bridge {

using match::ref;

namespace {

// What is open of each record, and when the invoices are due.
class Open {
public:
    Open(const Cut& cut, Side side)
    {
        const AccountFile& file = cut.asOf.file;
        for (const Outstanding& one : outstandings(file, cut.index, side, cut.tally.currency())) {
            if (one.document)
                m_ledger.insert(*one.document, {one.ledger, one.dueDate});
            if (one.invoice)
                m_xero.insert(*one.invoice, {one.xero, one.dueDate});
        }
        // Xero's due date is its own.
        for (const mirror::Invoice& one : file.invoices)
            if (m_xero.contains(ref(one)))
                m_xero[ref(one)].due = one.dueDate;
        for (const ledger::Payment& one : file.payments)
            m_ledger.insert(ref(one), {left(cut.index, ref(one), one.amount), {}});
        for (const ledger::Document& one : file.documents)
            if (one.kind == ledger::DocumentKind::CreditNote)
                m_ledger.insert(ref(one), {left(cut.index, ref(one), one.total), {}});
        for (const mirror::Credit& one : file.credits)
            m_xero.insert(ref(one), {one.remainingCredit, {}});
    }

    void complete(SignedItem& item) const
    {
        const Part part = item.ledger ? m_ledger.value(*item.ledger) : m_xero.value(*item.xero);
        item.open = part.open.isZero() ? base::Money(0, item.amount.currency()) : part.open;
        item.due = part.due;
    }

private:
    struct Part {
        base::Money open;
        QDate due;
    };

    static base::Money left(const match::Index& index, const RecordRef& record, base::Money whole)
    {
        if (index.isUndone(record))
            return {0, whole.currency()};
        for (const ledger::Allocation* one : index.allocationsOf(record))
            if (match::comparable(whole, one->amount))
                whole -= one->amount;
        return whole;
    }

    QHash<RecordRef, Part> m_ledger;
    QHash<XeroRef, Part> m_xero;
};

// An unallocated prepayment counts in no balance (R043), and what becomes of it is news all the
// same.
void addPrepayments(const Cut& cut, Side side, QList<SignedItem>& items)
{
    const base::Currency currency = cut.tally.currency();
    for (const mirror::Credit& one : cut.asOf.file.credits)
        if (one.kind == mirror::CreditKind::Prepayment && match::stands(one) && sideOf(one) == side
            && one.total.currency() == currency)
            items.append({{}, ref(one), nameOf(ref(one)), one.date, {}, base::Money(0, currency),
                one.remainingCredit});
}

} // namespace

SignedAccount signedAccount(const AccountFile& file, const Surroundings& around, const Scope& scope)
{
    const Cut cut(file, scope);
    const Bridge bridge = explain(file, around, scope);
    SignedAccount account{.account = file.account.id,
        .number = file.account.number,
        .name = file.account.name,
        .side = scope.side,
        .currency = bridge.currency,
        .ledger = bridge.ledger,
        .xero = bridge.xero,
        .unexplained = bridge.unexplained(),
        .causes = static_cast<int>(bridge.lines.size()),
        .isStale = bridge.isStale,
        .items = {},
        .ledgerPrint = {},
        .xeroPrint = {}};
    const Open open(cut, scope.side);
    for (const Item& item : cut.tally.items()) {
        const Entry& entry = item.entry;
        SignedItem one{entry.ledger, entry.xero, entry.label, entry.date, {}, entry.amount, {}};
        open.complete(one);
        account.items.append(one);
    }
    addPrepayments(cut, scope.side, account.items);
    QList<SignedItem> ledger, xero;
    for (const SignedItem& one : std::as_const(account.items))
        (one.ledger ? ledger : xero).append(one);
    account.ledgerPrint = fingerprint(ledger);
    account.xeroPrint = fingerprint(xero);
    return account;
}

QList<SignedAccount> signedAccounts(const AccountFile& file, const Surroundings& around, QDate asOf)
{
    QList<SignedAccount> found;
    for (const Bridge& bridge : explainAll(file, around, asOf)) {
        SignedAccount one = signedAccount(file, around, Scope(bridge.side, bridge.currency, asOf));
        if (!one.items.isEmpty())
            found.append(std::move(one));
    }
    return found;
}

} // namespace bridge
