// SPDX-License-Identifier: GPL-3.0-or-later

#include "bridge/tally.h"

#include "base/planted.h"
#include "bridge/sides.h"

#include <algorithm>
#include <numeric>

using namespace records;

namespace bridge {

using match::ref;
using match::stands;

namespace {

// Joins records into groups, in almost constant time each.
class Joins {
public:
    int node(const RecordRef& record) { return node(m_ledger, record); }
    int node(const XeroRef& record) { return node(m_xero, record); }

    template <class A, class B>
    void join(const A& a, const B& b)
    {
        const int left = root(node(a)), right = root(node(b));
        m_parent[qMax(left, right)] = qMin(left, right);
    }

    // A node of its own, for what has no id yet.
    int lonely()
    {
        m_parent.append(static_cast<int>(m_parent.size()));
        return static_cast<int>(m_parent.size()) - 1;
    }

    int root(int at)
    {
        while (m_parent.at(at) != at)
            at = m_parent[at] = m_parent.at(m_parent.at(at));
        return at;
    }

private:
    template <class Ref>
    int node(QHash<Ref, int>& nodes, const Ref& record)
    {
        const auto known = nodes.constFind(record);
        if (known != nodes.constEnd())
            return *known;
        return *nodes.insert(record, lonely());
    }

    QHash<RecordRef, int> m_ledger;
    QHash<XeroRef, int> m_xero;
    QList<int> m_parent;
};

} // namespace

base::Currency currencyOf(const AccountFile& file)
{
    if (!file.account.currency.isNone())
        return file.account.currency;
    QStringList codes;
    for (const ledger::Document& one : file.documents)
        codes.append(one.total.currency().code());
    for (const ledger::Payment& one : file.payments)
        codes.append(one.amount.currency().code());
    for (const mirror::Invoice& one : file.invoices)
        codes.append(one.total.currency().code());
    codes.removeAll(QString());
    std::sort(codes.begin(), codes.end());
    return codes.isEmpty() ? base::Currency() : *base::Currency::parse(codes.first());
}

QString nameOf(const XeroRef& record)
{
    QString name = toText(record.kind).replace(u'-', u' ');
    name[0] = name.at(0).toUpper();
    return name;
}

Tally::Tally(const AccountFile& file, const match::Index& index, const Scope& scope)
    : m_file(file)
    , m_index(index)
    , m_side(scope.side)
    , m_currency(scope.currency.isNone() ? currencyOf(file) : scope.currency)
{
    addLedger();
    addXero();
    sortItems();
    group();
}

void Tally::add(
    const RecordRef& record, base::Money amount, QDate date, const QString& label, Part part)
{
    if (amount.currency() == m_currency)
        m_items.append({{record, {}, amount, date, label, 0}, part});
}

void Tally::add(
    const XeroRef& record, base::Money amount, QDate date, const QString& label, Part part)
{
    if (amount.currency() == m_currency)
        m_items.append({{{}, record, amount, date, label, 0}, part});
}

void Tally::addLedger()
{
    const Sides sides(m_file, m_index);
    for (const ledger::Document& one : m_file.documents) {
        // A voided document counts as long as its own reversal takes it back; voided without one,
        // it was never more than a number.
        const bool counts = one.status == ledger::DocumentStatus::Approved
            || (one.status == ledger::DocumentStatus::Voided && m_index.isReversed(ref(one)));
        if (counts && sides.of(one) == m_side)
            add(ref(one), signedAmount(one), one.date, one.number);
    }
    for (const ledger::Payment& one : m_file.payments)
        if (sides.of(one) == m_side)
            add(ref(one), -one.amount, one.date, one.number);
    for (const ledger::Adjustment& one : m_file.adjustments)
        if (sides.of(one) == m_side)
            add(ref(one), signedAmount(one), one.date, one.number,
                one.kind == ledger::AdjustmentKind::Refund ? Part::Refund : Part::Record);
    for (const ledger::Reversal& one : m_file.reversals)
        if (sides.of(one.of) == m_side)
            add(ref(one), raisesBalance(one.of, m_index) ? -one.amount : one.amount, one.date,
                one.number.isEmpty() ? QStringLiteral("Reversal") : one.number, Part::Reversal);
}

void Tally::addXero()
{
    for (const mirror::Invoice& one : m_file.invoices)
        if (stands(one) && sideOf(one) == m_side)
            add(ref(one), one.total, one.date, one.number);
    for (const mirror::Payment& one : m_file.xeroPayments) {
        if (!stands(one))
            continue;
        if (one.credit)
            addRefund(one);
        else if (sideOf(one, m_index) == m_side)
            add(ref(one), -one.amount, one.date, QStringLiteral("Payment"));
    }
    for (const mirror::Credit& one : m_file.credits)
        if (stands(one) && sideOf(one) == m_side)
            addCredit(one);
}

void Tally::addRefund(const mirror::Payment& refund)
{
    // Of a credit born in Xero only what is left counts, and a refund has left it already.
    const mirror::Credit* credit = m_index.creditOf(refund);
    if (credit && stands(*credit) && sideOf(*credit) == m_side && m_index.isOurs(*credit)
        && credit->kind != mirror::CreditKind::Prepayment)
        add(ref(refund), refund.amount, refund.date, QStringLiteral("Refund"), Part::Refund);
}

void Tally::addCredit(const mirror::Credit& credit)
{
    const QString name = credit.kind == mirror::CreditKind::CreditNote && !credit.number.isEmpty()
        ? credit.number
        : nameOf(ref(credit));
    const bool prepayment = credit.kind == mirror::CreditKind::Prepayment;
    if (m_index.isOurs(credit) && !prepayment)
        return add(ref(credit), -credit.total, credit.date, name);
    for (const mirror::Allocation& one : credit.allocations)
        add(ref(one),
            prepayment && base::planted(base::Planted::PrepaymentSign) ? one.amount : -one.amount,
            one.date.isValid() ? one.date : credit.date,
            name + QStringLiteral(" to ") + one.invoiceNumber);
    // Xero leaves an unallocated prepayment out of the contact's balance (R043).
    if (!prepayment && !credit.remainingCredit.isZero())
        add(ref(credit), -credit.remainingCredit, credit.date, name, Part::Remaining);
}

void Tally::sortItems()
{
    std::sort(m_items.begin(), m_items.end(), [](const Item& a, const Item& b) {
        const auto key = [](const Item& item) {
            return std::tuple(!item.entry.ledger.has_value(), item.entry.date,
                item.entry.ledger.value_or(RecordRef{}), item.entry.xero.value_or(XeroRef{}).kind,
                item.entry.amount.minor(), item.entry.label);
        };
        const auto left = key(a), right = key(b);
        if (left != right)
            return left < right;
        return a.entry.xero.value_or(XeroRef{}) < b.entry.xero.value_or(XeroRef{});
    });
}

void Tally::group()
{
    Joins joins;
    for (const Twin& twin : m_file.twins)
        joins.join(twin.ledger, twin.xero);
    for (const ledger::Reversal& one : m_file.reversals)
        joins.join(ref(one), one.of);
    // A payment that Xero holds as several pieces is tied by its allocations.
    for (const ledger::Allocation& one : m_file.allocations)
        joins.join(ref(one), one.from);
    for (const mirror::Payment& one : m_file.xeroPayments)
        if (const mirror::Credit* credit = one.credit ? m_index.creditOf(one) : nullptr)
            joins.join(ref(one), ref(*credit));
    for (const mirror::Credit& credit : m_file.credits)
        if (m_index.isOurs(credit))
            for (const mirror::Allocation& one : credit.allocations)
                if (one.id)
                    joins.join(ref(one), ref(credit));
    QHash<int, int> groupOfRoot;
    for (Item& item : m_items) {
        Entry& entry = item.entry;
        const bool nameless = entry.xero && entry.xero->id.isNull();
        const int root = joins.root(entry.ledger ? joins.node(*entry.ledger)
                : nameless                       ? joins.lonely()
                                                 : joins.node(*entry.xero));
        if (!groupOfRoot.contains(root)) {
            groupOfRoot.insert(root, static_cast<int>(m_groups.size()));
            m_groups.append(Group{});
        }
        entry.group = groupOfRoot.value(root);
        Group& group = m_groups[entry.group];
        (entry.ledger ? group.ledger : group.xero).append(&item);
    }
    for (const Twin& twin : m_file.twins) {
        const auto found = groupOfRoot.constFind(joins.root(joins.node(twin.ledger)));
        if (found != groupOfRoot.constEnd())
            m_groups[*found].twins.append(&twin);
    }
    for (Group& group : m_groups)
        std::sort(group.twins.begin(), group.twins.end(),
            [](const Twin* a, const Twin* b) { return a->ledger < b->ledger; });
}

} // namespace bridge
