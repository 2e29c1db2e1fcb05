// SPDX-License-Identifier: GPL-3.0-or-later

#include "match/match.h"

#include "match/bydate.h"
#include "match/index.h"

#include <algorithm>

using namespace records;

namespace match {

namespace {

// An invoice of ours (zero: any) and an amount.
struct Spot {
    DocumentId document;
    qint64 minor = 0;
    QString currency;
    bool operator==(const Spot&) const = default;
};

size_t qHash(const Spot& spot, size_t seed = 0)
{
    return qHashMulti(seed, spot.document, spot.minor, spot.currency);
}

Spot spot(DocumentId document, base::Money amount)
{
    return {document, amount.minor(), amount.currency().code()};
}

// Payments in Xero on invoices of ours that nobody tied and nobody put aside.
class UntiedPayments {
public:
    UntiedPayments(const AccountFile& file, const Index& index)
    {
        for (const mirror::Payment& payment : file.xeroPayments)
            if (stands(payment) && payment.invoice && !index.twin(ref(payment))
                && !index.isSetAside(ref(payment)) && index.ourDocument(payment.invoice))
                m_payments.append(&payment);
        std::sort(m_payments.begin(), m_payments.end(), [](const auto* a, const auto* b) {
            return std::pair(a->date, a->id) < std::pair(b->date, b->id);
        });
        for (int i = 0; i < m_payments.size(); ++i) {
            const mirror::Payment& one = *m_payments.at(i);
            m_free[spot(index.ourDocument(one.invoice)->id, one.amount)].insert(
                {one.date.toJulianDay(), i});
            m_anywhere[spot({}, one.amount)].insert({one.date.toJulianDay(), i});
        }
        m_index = &index;
    }

    // On this invoice, or on any when it is zero.
    const mirror::Payment* take(
        DocumentId document, base::Money amount, QDate date, qint64 maxDays = kAnyDistance)
    {
        auto& places = document ? m_free[spot(document, amount)] : m_anywhere[spot({}, amount)];
        const int position = takeNearest(places, date, maxDays);
        if (position < 0)
            return nullptr;
        const mirror::Payment* payment = m_payments.at(position);
        const std::pair<qint64, int> place{payment->date.toJulianDay(), position};
        m_free[spot(m_index->ourDocument(payment->invoice)->id, amount)].erase(place);
        m_anywhere[spot({}, amount)].erase(place);
        return payment;
    }

private:
    const Index* m_index = nullptr;
    QList<const mirror::Payment*> m_payments;
    QHash<Spot, std::set<std::pair<qint64, int>>> m_free, m_anywhere;
};

// Not in Xero as far as anybody knows, and meant to go there.
QList<const ledger::Payment*> unpushed(const AccountFile& file, const Index& index)
{
    QList<const ledger::Payment*> found;
    for (const ledger::Payment& payment : file.payments) {
        const RecordRef record = ref(payment);
        if (payment.source == ledger::Source::Xero || index.twin(record) || index.isUndone(payment)
            || index.isSetAside(record) || index.mayBeInXero(record, OperationKind::CreatePayment)
            || index.mayBeInXero(record, OperationKind::CreateOverpayment))
            continue;
        found.append(&payment);
    }
    std::sort(found.begin(), found.end(), [](const auto* a, const auto* b) {
        return std::pair(a->date, a->id) < std::pair(b->date, b->id);
    });
    return found;
}

// Those that it is allocated to, each once, in a certain order.
QList<DocumentId> invoicesOf(const ledger::Payment& payment, const Index& index)
{
    QSet<DocumentId> invoices;
    for (const ledger::Allocation* allocation : index.allocationsOf(ref(payment)))
        invoices.insert(allocation->to);
    QList<DocumentId> inOrder = invoices.values();
    std::sort(inOrder.begin(), inOrder.end());
    return inOrder;
}

QString daysApart(QDate a, QDate b)
{
    const qint64 days = qAbs(a.daysTo(b));
    return days == 0 ? QStringLiteral("same day")
        : days == 1  ? QStringLiteral("1 day apart")
                     : QStringLiteral("%1 days apart").arg(days);
}

} // namespace

QList<Pair> suspectedWrongMatches(const AccountFile& file)
{
    const Index index(file);
    UntiedPayments untied(file, index);
    QList<Pair> found;
    const auto pairWith = [&](const ledger::Payment& payment, DocumentId document, qint64 maxDays) {
        const mirror::Payment* other = untied.take(document, payment.amount, payment.date, maxDays);
        if (other)
            found.append({ref(payment), ref(*other), payment.amount,
                (document ? QStringLiteral("same amount and invoice, ")
                          : QStringLiteral("same amount, "))
                    + daysApart(payment.date, other->date)});
        return other != nullptr;
    };
    QList<const ledger::Payment*> allocated, unallocated;
    for (const ledger::Payment* payment : unpushed(file, index))
        (index.allocationsOf(ref(*payment)).isEmpty() ? unallocated : allocated).append(payment);
    // Those that name the invoice choose first, and of all the nearest: an old payment must not let
    // the one go that was entered on the very day.
    constexpr qint64 kNear[] = {0, 1, 3, 7, 31, kAnyDistance};
    for (const qint64 maxDays : kNear)
        allocated.removeIf([&](const ledger::Payment* payment) {
            const QList<DocumentId> invoices = invoicesOf(*payment, index);
            return std::any_of(invoices.begin(), invoices.end(),
                [&](DocumentId document) { return pairWith(*payment, document, maxDays); });
        });
    for (const qint64 maxDays : kNear)
        unallocated.removeIf(
            [&](const ledger::Payment* payment) { return pairWith(*payment, {}, maxDays); });
    return found;
}

namespace {

// Σ per invoice of ours, on both sides, of one credit.
struct Gaps {
    const Index& index;
    QHash<DocumentId, AllocationGap> byInvoice;

    AllocationGap& at(DocumentId document) { return byInvoice[document]; }

    void addLedger(const ledger::Allocation& allocation)
    {
        AllocationGap& gap = at(allocation.to);
        if (!comparable(gap.missing, allocation.amount))
            return;
        gap.missing += allocation.amount;
        if (gap.allocation.id <= allocation.id.value) {
            gap.allocation = ref(allocation);
            gap.date = allocation.date;
        }
    }

    void addXero(const mirror::Allocation& allocation)
    {
        const ledger::Document* document = index.ourDocument(allocation.invoice);
        AllocationGap& gap = at(document ? document->id : DocumentId{});
        if (!comparable(gap.missing, allocation.amount))
            return;
        gap.missing -= allocation.amount;
        // The ledger's own allocation dates the gap; without one, the first in Xero.
        if (!gap.allocation.id && (!gap.date.isValid() || allocation.date < gap.date))
            gap.date = allocation.date;
    }
};

QList<AllocationGap> allocationGaps(const AccountFile& file, const Index& index)
{
    QList<AllocationGap> found;
    for (const mirror::Credit& credit : file.credits) {
        const Twin* tie = index.isOurs(credit) ? index.twin(ref(credit)) : nullptr;
        if (!tie || !stands(credit) || tie->ledger.kind == RecordKind::Adjustment
            || index.isReversed(tie->ledger))
            continue;
        Gaps gaps{index, {}};
        for (const ledger::Allocation* allocation : index.allocationsOf(tie->ledger))
            gaps.addLedger(*allocation);
        for (const mirror::Allocation& allocation : credit.allocations)
            gaps.addXero(allocation);
        for (auto gap = gaps.byInvoice.begin(); gap != gaps.byInvoice.end(); ++gap) {
            if (gap->missing.isZero())
                continue;
            gap->from = tie->ledger;
            gap->credit = ref(credit);
            gap->to = gap.key();
            found.append(*gap);
        }
    }
    std::sort(found.begin(), found.end(), [](const AllocationGap& a, const AllocationGap& b) {
        return std::tuple(a.date, a.from, a.to) < std::tuple(b.date, b.from, b.to);
    });
    return found;
}

} // namespace

QList<AllocationGap> allocationGaps(const AccountFile& file)
{
    return allocationGaps(file, Index(file));
}

QList<Pair> madeWrongMatches(const AccountFile& file)
{
    const Index index(file);
    UntiedPayments untied(file, index);
    QList<Pair> found;
    for (const AllocationGap& gap : allocationGaps(file, index)) {
        if (!gap.to || !(gap.missing > base::Money{}))
            continue;
        if (const mirror::Payment* other = untied.take(gap.to, gap.missing, gap.date))
            found.append({gap.from, ref(*other), gap.missing,
                QStringLiteral("same amount and invoice, ") + daysApart(gap.date, other->date)});
    }
    return found;
}

namespace {

// What tie-breaking must not depend on: case and blanks.
QString plain(const QString& text)
{
    return text.simplified().toLower();
}

// Each key that exactly one on either side has. A tie matches nothing.
template <class Key>
void pairUnique(QList<const ledger::Account*>& accounts, QList<const mirror::Contact*>& contacts,
    const QString& evidence, QList<ContactPair>& found, Key key)
{
    QHash<QString, int> accountsWith, contactsWith;
    QHash<QString, const mirror::Contact*> byKey;
    for (const ledger::Account* account : accounts)
        ++accountsWith[key(*account)];
    for (const mirror::Contact* contact : contacts) {
        ++contactsWith[key(*contact)];
        byKey.insert(key(*contact), contact);
    }
    QSet<const mirror::Contact*> used;
    accounts.removeIf([&](const ledger::Account* account) {
        const QString text = key(*account);
        if (text.isEmpty() || accountsWith.value(text) != 1 || contactsWith.value(text) != 1)
            return false;
        const mirror::Contact* contact = byKey.value(text);
        used.insert(contact);
        found.append({account->id, contact->id, evidence});
        return true;
    });
    contacts.removeIf([&](const mirror::Contact* contact) { return used.contains(contact); });
}

struct NumberKey {
    QString operator()(const ledger::Account& account) const { return plain(account.number); }
    QString operator()(const mirror::Contact& contact) const { return plain(contact.number); }
};
struct NameKey {
    QString operator()(const ledger::Account& account) const { return plain(account.name); }
    QString operator()(const mirror::Contact& contact) const { return plain(contact.name); }
};

} // namespace

QList<ContactPair> contacts(
    const QList<ledger::Account>& accounts, const QList<mirror::Contact>& unlinkedContacts)
{
    QList<const ledger::Account*> ours;
    QList<const mirror::Contact*> theirs;
    for (const ledger::Account& account : accounts)
        ours.append(&account);
    for (const mirror::Contact& contact : unlinkedContacts)
        if (!contact.mergedTo)
            theirs.append(&contact);
    QList<ContactPair> found;
    pairUnique(ours, theirs, QStringLiteral("by number"), found, NumberKey());
    // A contact that carries another system's number, or that nothing can be pushed to, is not
    // linked by its name alone.
    theirs.removeIf([](const mirror::Contact* contact) {
        return !contact->number.trimmed().isEmpty() || contact->status != u"ACTIVE";
    });
    pairUnique(ours, theirs, QStringLiteral("by name"), found, NameKey());
    std::sort(found.begin(), found.end(),
        [](const ContactPair& a, const ContactPair& b) { return a.account < b.account; });
    return found;
}

} // namespace match
