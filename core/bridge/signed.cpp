// SPDX-License-Identifier: GPL-3.0-or-later

#include "bridge/signed.h"

#include "bridge/cut.h"
#include "bridge/outstanding.h"
#include "bridge/sides.h"

#include <algorithm>

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

namespace {

SignedAccount signedAccount(const AccountFile& file, const Scope& scope)
{
    const Cut cut(file, scope);
    const base::Currency currency = cut.tally.currency();
    SignedAccount account;
    account.account = file.account.id;
    account.number = file.account.number;
    account.name = file.account.name;
    account.side = scope.side;
    account.currency = currency;
    account.ledger = account.xero = account.unexplained = base::Money(0, currency);
    const Open open(cut, scope.side);
    for (const Item& item : cut.tally.items()) {
        const Entry& entry = item.entry;
        SignedItem one{entry.ledger, entry.xero, entry.label, entry.date, {}, entry.amount, {}};
        open.complete(one);
        account.items.append(one);
        (entry.ledger ? account.ledger : account.xero) += entry.amount;
    }
    addPrepayments(cut, scope.side, account.items);
    QList<SignedItem> ledger, xero;
    for (const SignedItem& one : std::as_const(account.items))
        (one.ledger ? ledger : xero).append(one);
    account.ledgerPrint = fingerprint(ledger);
    account.xeroPrint = fingerprint(xero);
    return account;
}

bool isSameBalance(const SignedAccount& a, const SignedAccount& b)
{
    return a.side == b.side && a.currency == b.currency;
}

// One side of the comparison may be missing: nothing was there, or nothing is.
SignOffChange changeOf(SignOffId signOff, const SignedAccount& before, const SignedAccount& now)
{
    const SignedAccount& named = now.number.isEmpty() ? before : now;
    return {.signOff = signOff,
        .account = named.account,
        .number = named.number,
        .name = named.name,
        .side = named.side,
        .currency = named.currency,
        .ledger = now.ledger - before.ledger,
        .xero = now.xero - before.xero,
        .records = static_cast<int>(deltaOf(before.items, now.items).size()),
        .foundAt = {}};
}

} // namespace

QList<SignedAccount> signedAccounts(const AccountFile& file, QDate asOf)
{
    QList<SignedAccount> found;
    for (const Scope& scope : candidates(file, asOf))
        if (SignedAccount one = signedAccount(file, scope); !one.items.isEmpty())
            found.append(std::move(one));
    return found;
}

QList<Signing> signings(const AccountFile& file, const Surroundings& around, QDate asOf)
{
    QList<Signing> found;
    for (const SignedAccount& one : signedAccounts(file, asOf)) {
        const Bridge bridge = explain(file, around, Scope(one.side, one.currency, asOf));
        Signing signing{one, bridge.lines};
        signing.account.unexplained = bridge.unexplained();
        signing.account.causes = static_cast<int>(bridge.lines.size());
        signing.account.isStale = bridge.isStale;
        found.append(signing);
    }
    return found;
}

QList<SignOffChange> changesSince(
    SignOffId signOff, const QList<SignedAccount>& before, const QList<SignedAccount>& now)
{
    QList<SignOffChange> changes;
    QList<SignedAccount> fresh = now;
    for (const SignedAccount& was : before) {
        const auto is = std::find_if(fresh.begin(), fresh.end(),
            [&](const SignedAccount& one) { return isSameBalance(one, was); });
        if (is == fresh.end()) {
            changes.append(changeOf(signOff, was, {}));
            continue;
        }
        if (is->ledgerPrint != was.ledgerPrint || is->xeroPrint != was.xeroPrint)
            changes.append(changeOf(signOff, was, *is));
        fresh.erase(is);
    }
    for (const SignedAccount& one : std::as_const(fresh))
        changes.append(changeOf(signOff, {}, one));
    return changes;
}

} // namespace bridge
