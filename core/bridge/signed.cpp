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

// What the ledger has open of each record, and when its invoices are due.
class Open {
public:
    Open(const Cut& cut, Side side)
    {
        const AccountFile& file = cut.asOf.file;
        for (const Outstanding& one : outstandings(file, cut.index, side, cut.tally.currency()))
            if (one.document)
                m_parts.insert(*one.document, {one.ledger, one.dueDate});
        for (const ledger::Payment& one : file.payments)
            m_parts.insert(ref(one), {left(cut.index, ref(one), one.amount), {}});
        for (const ledger::Document& one : file.documents)
            if (one.kind == ledger::DocumentKind::CreditNote)
                m_parts.insert(ref(one), {left(cut.index, ref(one), one.total), {}});
    }

    SignedItem itemOf(const Entry& entry) const
    {
        const Part part = m_parts.value(*entry.ledger);
        return {entry.ledger, {}, entry.label, entry.date, part.due, entry.amount,
            part.open.isZero() ? base::Money(0, entry.amount.currency()) : part.open};
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

    QHash<RecordRef, Part> m_parts;
};

// Xero's side as one item for each record that stands. What is open is counted from the money that
// is dated by the day: neither a tie made here, nor an id that Xero gives later, nor money of a
// later day that is read before or after the invoice it is for, changes anything that was signed.
class XeroItems {
public:
    XeroItems(const Cut& cut, Side side)
        : m_file(cut.asOf.file)
        , m_index(cut.index)
        , m_side(side)
        , m_currency(cut.tally.currency())
    {
        for (const mirror::Payment& one : m_file.xeroPayments)
            if (match::stands(one))
                addTo(one.credit ? one.credit.value : one.invoice.value, one.amount);
        for (const mirror::Credit& one : m_file.credits)
            if (match::stands(one))
                for (const mirror::Allocation& piece : one.allocations)
                    addTo(piece.invoice.value, piece.amount);
    }

    QList<SignedItem> take()
    {
        for (const mirror::Invoice& one : m_file.invoices)
            if (match::stands(one) && sideOf(one) == m_side && one.total.currency() == m_currency)
                m_items.append({{}, ref(one), one.number, one.date, one.dueDate, one.total,
                    one.total - used(one.id.value)});
        for (const mirror::Payment& one : m_file.xeroPayments)
            if (match::stands(one) && !one.credit && sideOf(one, m_index) == m_side
                && one.amount.currency() == m_currency)
                m_items.append({{}, ref(one), one.invoiceNumber, one.date, {}, -one.amount,
                    base::Money(0, m_currency)});
        for (const mirror::Credit& one : m_file.credits)
            if (match::stands(one) && sideOf(one) == m_side && one.total.currency() == m_currency)
                m_items.append(itemOf(one));
        return std::move(m_items);
    }

private:
    // Refunds have left it. An unallocated prepayment counts in no balance (R043), and what becomes
    // of it is news all the same.
    SignedItem itemOf(const mirror::Credit& credit) const
    {
        base::Money allocated(0, m_currency);
        for (const mirror::Allocation& one : credit.allocations)
            if (one.amount.currency() == m_currency)
                allocated += one.amount;
        const base::Money whole = credit.total - used(credit.id.value);
        const bool isPrepayment = credit.kind == mirror::CreditKind::Prepayment;
        return {{}, ref(credit), credit.number, credit.date, {}, isPrepayment ? -allocated : -whole,
            whole - allocated};
    }

    void addTo(const QUuid& record, base::Money amount)
    {
        if (amount.currency() == m_currency)
            m_used[record] += amount;
    }
    base::Money used(const QUuid& record) const { return m_used.value(record); }

    const AccountFile& m_file;
    const match::Index& m_index;
    const Side m_side;
    const base::Currency m_currency;
    QHash<QUuid, base::Money> m_used;
    QList<SignedItem> m_items;
};

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
    QList<SignedItem> ledger;
    for (const Item& item : cut.tally.items())
        if (item.entry.ledger)
            ledger.append(open.itemOf(item.entry));
    const QList<SignedItem> xero = XeroItems(cut, scope.side).take();
    for (const SignedItem& one : std::as_const(ledger))
        account.ledger += one.amount;
    for (const SignedItem& one : xero)
        account.xero += one.amount;
    account.items = ledger + xero;
    account.ledgerPrint = fingerprint(ledger);
    account.xeroPrint = fingerprint(xero);
    return account;
}

// By the fingerprints: what is compared first is read without its items.
bool isEmpty(const SignedAccount& one)
{
    const QByteArray nothing = fingerprint({});
    return one.ledgerPrint == nothing && one.xeroPrint == nothing;
}

bool isSameBalance(const SignedAccount& a, const SignedAccount& b)
{
    return a.side == b.side && a.currency == b.currency;
}

// One side of the comparison may be missing: nothing was there, or nothing is.
SignOffChange changeOf(SignOffId signOff, const SignedAccount& before, const SignedAccount& now)
{
    const SignedAccount& named = now.account ? now : before;
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
        if (SignedAccount one = signedAccount(file, scope); found.isEmpty() || !one.items.isEmpty())
            found.append(std::move(one));
    return found;
}

QList<Signing> signings(const AccountFile& file, const Surroundings& around, QDate asOf)
{
    QList<Signing> found;
    for (const Scope& scope : candidates(file, asOf)) {
        const Bridge bridge = explain(file, around, scope);
        Signing signing{signedAccount(file, scope), bridge.lines};
        SignedAccount& account = signing.account;
        if (!found.isEmpty() && account.items.isEmpty() && !bridge.isStale)
            continue;
        // Two that cancel out are not explained by it.
        for (const BridgeLine& line : bridge.lines)
            if (line.cause == BridgeCause::Unexplained)
                account.unexplained += line.amount.abs();
        account.causes = static_cast<int>(bridge.lines.size());
        // Records that contradict each other were read at two moments, one of them is old.
        account.isStale = bridge.isStale || !(bridge.xero == account.xero);
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
            if (!isEmpty(was))
                changes.append(changeOf(signOff, was, {}));
            continue;
        }
        if (is->ledgerPrint != was.ledgerPrint || is->xeroPrint != was.xeroPrint)
            changes.append(changeOf(signOff, was, *is));
        fresh.erase(is);
    }
    for (const SignedAccount& one : std::as_const(fresh))
        if (!isEmpty(one))
            changes.append(changeOf(signOff, {}, one));
    return changes;
}

} // namespace bridge
