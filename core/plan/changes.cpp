// SPDX-License-Identifier: GPL-3.0-or-later

#include "plan/changes.h"

#include "plan/removals.h"

#include <algorithm>

using namespace records;
using match::comparable;
using match::Index;
using match::ref;
using match::stands;
using Qt::StringLiterals::operator""_s;

// What people changed in Xero: how each tied record stood when both sides agreed, and how it stands
// now. What Xero does by itself (paid, due, credited) is no change.
namespace plan {

namespace {

bool isGone(const QString& status)
{
    return status == u"VOIDED"_s || status == u"DELETED"_s;
}

QString shown(QDate date)
{
    return date.isValid() ? date.toString(u"d MMM yyyy"_s) : u"–"_s;
}

QString shown(const QString& text)
{
    return text.isEmpty() ? u"–"_s : text;
}

bool isNote(const XeroRef& xero)
{
    return xero.kind == XeroKind::CreditNote;
}

class Finder {
public:
    Finder(const AccountFile& file, const AsAgreed& agreed, const Surroundings& around)
        : m_file(file)
        , m_agreed(agreed)
        , m_around(around)
        , m_index(file)
    {
        for (const ledger::Allocation& one : m_file.allocations)
            m_allocations.insert(ref(one), &one);
    }

    QList<Change> find()
    {
        for (const Twin& twin : m_file.twins)
            judge(twin);
        for (const mirror::Credit& credit : m_file.credits)
            if (stands(credit) && m_index.isOurs(credit))
                judgeAllocationsOf(credit);
        return m_changes + contactChanges(m_file, m_agreed);
    }

private:
    void judge(const Twin& twin)
    {
        m_isTakenIn = twin.origin == TwinOrigin::TakenIn;
        // Undone on both sides they agree; undone here alone, a task says what is left to do.
        if (isUndoneHere(twin.ledger))
            return;
        switch (twin.xero.kind) {
        case XeroKind::Invoice:
            if (const mirror::Invoice* now = m_index.invoice(twin.xero.id))
                judgeInvoice(twin, *now);
            return;
        case XeroKind::CreditNote:
        case XeroKind::Overpayment:
        case XeroKind::Prepayment:
            if (const mirror::Credit* now = m_index.credit(twin.xero))
                judgeCredit(twin, *now);
            return;
        case XeroKind::Payment:
            if (const mirror::Payment* now = m_index.xeroPayment(twin.xero.id))
                judgePayment(twin, *now);
            return;
        case XeroKind::Allocation:
            return judgeAllocation(twin);
        case XeroKind::Contact:
        case XeroKind::Item:
        case XeroKind::BankTransaction:
            return;
        }
    }

    bool isUndoneHere(const RecordRef& record) const
    {
        if (const ledger::Allocation* own = m_allocations.value(record))
            return own->removed || m_index.isUndone(own->from)
                || (m_index.document(own->to) && m_index.isUndone(*m_index.document(own->to)));
        return m_index.isUndone(record);
    }

    // --- one change ---------------------------------------------------------------------------

    Change& add(ChangeKind kind, const Twin& twin, QList<int> rules, const QDateTime& changedAt,
        QList<ChangeWay> ways)
    {
        Change change;
        change.kind = kind;
        change.account = m_file.account.id;
        change.ledger = twin.ledger;
        change.xero = change.parent = twin.xero;
        change.rules = std::move(rules);
        change.label = labelOf(twin.ledger);
        change.changedAt = changedAt;
        change.ways = std::move(ways);
        m_changes.append(change);
        return m_changes.last();
    }

    QString labelOf(const RecordRef& record) const
    {
        if (const ledger::Allocation* own = m_allocations.value(record))
            return labelOf(own->amount, m_index.document(own->to));
        if (const ledger::Payment* payment
            = record.kind == RecordKind::Payment ? m_index.payment({record.id}) : nullptr)
            return payment->number;
        if (const ledger::Adjustment* adjustment
            = record.kind == RecordKind::Adjustment ? m_index.adjustment({record.id}) : nullptr)
            return adjustment->number;
        for (const ledger::Reversal& reversal : m_file.reversals)
            if (ref(reversal) == record)
                return reversal.number;
        const ledger::Document* document = m_index.document({record.id});
        return document ? document->number : QString();
    }

    static QString labelOf(base::Money amount, const ledger::Document* to)
    {
        return amount.display() + u" to "_s + (to ? to->number : u"an invoice of Xero’s own"_s);
    }

    // Ways of a record that is no longer there: entered anew where it is ours, or followed here.
    QList<ChangeWay> waysOfGone(const Twin& twin) const
    {
        // What undoes something can't be undone itself: a refund stays with people.
        if (twin.ledger.kind == RecordKind::Adjustment || twin.ledger.kind == RecordKind::Reversal)
            return {ChangeWay::Keep};
        QList<ChangeWay> ways{ChangeWay::FollowHere, ChangeWay::Keep};
        if (twin.origin != TwinOrigin::TakenIn && twin.origin != TwinOrigin::Mirrored)
            ways.prepend(ChangeWay::PushAgain);
        return ways;
    }

    // Offers to put it back, or says why not.
    void mayPutBack(Change& change, const Cause& obstacle)
    {
        change.obstacle = obstacle;
        change.ways.clear();
        if (!obstacle)
            change.ways.append(ChangeWay::PutBack);
        change.ways.append(ChangeWay::Keep);
    }

    // --- invoices and bills -------------------------------------------------------------------

    void judgeInvoice(const Twin& twin, const mirror::Invoice& now)
    {
        const auto found = m_agreed.invoices.constFind(now.id.value);
        const mirror::Invoice* was = found == m_agreed.invoices.constEnd() ? nullptr : &*found;
        if (!stands(now)) {
            const bool isGoneNow = isGone(now.status);
            Change& change = add(now.status == u"VOIDED"_s ? ChangeKind::Voided
                    : isGoneNow                            ? ChangeKind::Deleted
                                                           : ChangeKind::Unapproved,
                twin,
                now.status == u"VOIDED"_s ? QList{75}
                    : isGoneNow           ? QList{80, 74}
                                          : QList{76},
                now.updatedAt, waysOfGone(twin));
            if (!isGoneNow)
                mayPutBack(change, lockOn(now.date));
            change.effect = twin.agreed.amount;
            change.fields = {{u"Status"_s, statusOf(twin), now.status},
                {u"Total"_s, twin.agreed.amount.display(), now.total.display()},
                {u"Due"_s, (was ? was->amountDue : twin.agreed.amount).display(),
                    now.amountDue.display()},
                {u"Lines"_s, lineCount(was ? was->lines : now.lines), lineCount(now.lines)}};
            return;
        }
        judgeMoney(twin, now, was, {79}, {78}, 1);
        judgeDetails(twin, now, was, 24);
        if (was)
            detail(ChangeKind::DueDateChanged, twin, {24}, u"Due date"_s, shown(was->dueDate),
                shown(now.dueDate), now);
    }

    QString statusOf(const Twin& twin) const
    {
        return twin.agreed.status.isEmpty() ? u"AUTHORISED"_s : twin.agreed.status;
    }

    static QString lineCount(const QList<mirror::Line>& lines)
    {
        return QString::number(lines.size());
    }

    // Total and lines of a document. sign: how it counts in Xero's balance.
    template <class Document>
    void judgeMoney(const Twin& twin, const Document& now, const Document* was,
        const QList<int>& ofLines, const QList<int>& ofValue, int sign)
    {
        const bool otherTotal
            = comparable(twin.agreed.amount, now.total) && !(twin.agreed.amount == now.total);
        const QList<FieldChange> lines
            = was ? lineChanges(was->lines, now.lines) : QList<FieldChange>();
        if (!otherTotal && lines.isEmpty())
            return;
        const bool others = was && otherLines(was->lines, now.lines);
        QList<int> rules = others || !otherTotal ? ofLines : ofValue;
        if (others && otherTotal)
            for (const int rule : ofValue)
                if (!rules.contains(rule))
                    rules.append(rule);
        Change& change
            = add(others || !otherTotal ? ChangeKind::LinesChanged : ChangeKind::ValueChanged, twin,
                rules, now.updatedAt, {});
        const base::Money moved
            = otherTotal ? twin.agreed.amount - now.total : base::Money(0, now.total.currency());
        change.effect = sign > 0 ? moved : -moved;
        change.fields = lines;
        change.fields.prepend({u"Total"_s, twin.agreed.amount.display(), now.total.display()});
        mayPutBack(change, was ? obstacleOf(twin.xero, now) : notKnown());
    }

    // What makes no difference in money, but isn't what both sides agreed on.
    template <class Document>
    void judgeDetails(const Twin& twin, const Document& now, const Document* was, int rule)
    {
        const QUuid own = m_file.link ? m_file.link->contact.value : QUuid();
        if (!twin.agreed.contact.isNull() && now.contact.value != twin.agreed.contact
            && now.contact.value != own && !isSurvivor(now.contact))
            detail(ChangeKind::Moved, twin, {rule}, u"Contact"_s, m_file.account.name,
                shown(now.contactName), now);
        if (twin.agreed.date.isValid() && now.date != twin.agreed.date)
            detail(ChangeKind::DateChanged, twin, {rule}, u"Date"_s, shown(twin.agreed.date),
                shown(now.date), now);
        if (!was)
            return;
        detail(ChangeKind::ReferenceChanged, twin, {rule}, u"Reference"_s, shown(was->reference),
            shown(now.reference), now);
        detail(ChangeKind::NumberChanged, twin, {rule}, u"Number"_s, shown(was->number),
            shown(now.number), now);
    }

    // A merge takes a contact's documents along: nobody moved them.
    bool isSurvivor(mirror::ContactId contact) const
    {
        return m_file.contact && m_file.contact->mergedTo == contact;
    }

    template <class Document>
    void detail(ChangeKind kind, const Twin& twin, const QList<int>& rules, const QString& field,
        const QString& was, const QString& now, const Document& document)
    {
        if (was == now)
            return;
        Change& change = add(kind, twin, rules, document.updatedAt, {});
        change.fields = {{field, was, now}};
        change.effect = base::Money(0, document.total.currency());
        // These Xero lets anybody change on an invoice that is paid, too (xero-api.md §4.2).
        const bool isFree = kind == ChangeKind::DueDateChanged
            || kind == ChangeKind::ReferenceChanged || kind == ChangeKind::NumberChanged;
        mayPutBack(change,
            isFree && twin.ledger.kind == RecordKind::Invoice ? lockOn(document.date)
                                                              : obstacleOf(twin.xero, document));
    }

    Cause lockOn(QDate date) const
    {
        const QDate lock = std::max(
            m_around.organisation.periodLockDate, m_around.organisation.endOfYearLockDate);
        if (!lock.isValid() || date > lock)
            return {};
        return {
            CauseId::PeriodLocked, {lock.toString(Qt::ISODate), date.toString(Qt::ISODate)}, {}};
    }

    static Cause notKnown() { return {CauseId::ByHandOnly, {u"what was never read before"_s}, {}}; }

    // Xero freezes what money stands on (xero-api.md §4.2), what is reconciled, and locked periods.
    template <class Document>
    Cause obstacleOf(const XeroRef& xero, const Document& now) const
    {
        if (const Cause cause = obstacle(xero, m_around, m_index))
            return cause;
        const base::Money left = moneyOn(xero, m_file, m_index);
        if (left > base::Money())
            return {CauseId::MoneyOnIt, {now.number, left.toString()}, {}};
        if (xero.kind == XeroKind::Overpayment || xero.kind == XeroKind::Prepayment)
            return {CauseId::ByHandOnly, {u"an overpayment"_s}, {}};
        return {};
    }

    // --- credits ------------------------------------------------------------------------------

    void judgeCredit(const Twin& twin, const mirror::Credit& now)
    {
        const bool note = isNote(twin.xero);
        const auto found = m_agreed.credits.constFind(now.id.value);
        const mirror::Credit* was = found == m_agreed.credits.constEnd() ? nullptr : &*found;
        if (!stands(now)) {
            Change& change = add(now.status == u"VOIDED"_s ? ChangeKind::Voided
                    : isGone(now.status)                   ? ChangeKind::Deleted
                                                           : ChangeKind::Unapproved,
                twin, rulesOfGone(now), now.updatedAt, waysOfGone(twin));
            if (!isGone(now.status))
                mayPutBack(change,
                    note ? lockOn(now.date)
                         : Cause{CauseId::ByHandOnly, {u"an overpayment"_s}, {}});
            change.effect = -twin.agreed.amount;
            change.fields = {{u"Status"_s, statusOf(twin), now.status},
                {u"Total"_s, twin.agreed.amount.display(), now.total.display()}};
            return;
        }
        const QList<int> changed = note ? QList{81} : QList{56, 55};
        judgeMoney(twin, now, was, changed, changed, -1);
        judgeDetails(twin, now, was, note ? 81 : 56);
        if (m_agreed.reconciledBefore.contains(now.id.value) && !m_index.isReconciled(twin.xero))
            unreconciled(twin, now.updatedAt);
    }

    static QList<int> rulesOfGone(const mirror::Credit& credit)
    {
        const bool voided = credit.status == u"VOIDED"_s;
        switch (credit.kind) {
        case mirror::CreditKind::CreditNote:
            return voided ? QList{83} : QList{82};
        case mirror::CreditKind::Overpayment:
            return voided ? QList{75, 56} : QList{74, 56};
        case mirror::CreditKind::Prepayment:
            return voided ? QList{58, 75} : QList{58, 74};
        }
        return {};
    }

    void unreconciled(const Twin& twin, const QDateTime& changedAt)
    {
        Change& change = add(ChangeKind::Unreconciled, twin, {55}, changedAt, {ChangeWay::Keep});
        change.fields = {{u"Reconciled"_s, u"yes"_s, u"no"_s}};
    }

    // --- payments -----------------------------------------------------------------------------

    void judgePayment(const Twin& twin, const mirror::Payment& now)
    {
        if (!stands(now)) {
            Change& change = add(ChangeKind::PaymentRemoved, twin,
                m_isTakenIn ? QList{54, 55} : QList{76, 74}, now.updatedAt, waysOfGone(twin));
            change.effect = -twin.agreed.amount;
            change.fields = {{u"Status"_s, u"AUTHORISED"_s, now.status},
                {u"Amount"_s, twin.agreed.amount.display(), u"0.00"_s},
                {u"On invoice"_s, now.invoiceNumber, now.invoiceNumber}};
            return;
        }
        const auto found = m_agreed.payments.constFind(now.id.value);
        QList<FieldChange> fields;
        const auto compare
            = [&](const QString& field, const QString& before, const QString& after) {
                  if (before != after)
                      fields.append({field, before, after});
              };
        compare(u"Amount"_s, twin.agreed.amount.display(), now.amount.display());
        if (twin.agreed.date.isValid())
            compare(u"Date"_s, shown(twin.agreed.date), shown(now.date));
        if (found != m_agreed.payments.constEnd())
            compare(u"Reference"_s, shown(found->reference), shown(now.reference));
        if (!fields.isEmpty()) {
            Change& change
                = add(ChangeKind::PaymentChanged, twin, {55}, now.updatedAt, {ChangeWay::Keep});
            change.fields = fields;
            if (comparable(twin.agreed.amount, now.amount))
                change.effect = now.amount - twin.agreed.amount;
        }
        if (m_agreed.reconciledBefore.contains(now.id.value) && !now.isReconciled)
            unreconciled(twin, now.updatedAt);
    }

    // --- allocations --------------------------------------------------------------------------

    void judgeAllocation(const Twin& twin)
    {
        const mirror::Credit* credit = m_index.creditOfAllocation(twin.xero.id);
        if (credit && stands(*credit))
            return;
        const ledger::Allocation* own = m_allocations.value(twin.ledger);
        // Gone together with its own credit or invoice: that is the change, and this follows.
        if (own && goesWithAnother(*own))
            return;
        if (!credit)
            credit = creditTakenIn(twin);
        Change& change = add(!credit || stands(*credit) ? ChangeKind::AllocationRemoved
                : credit->status == u"VOIDED"_s         ? ChangeKind::Voided
                                                        : ChangeKind::Deleted,
            twin, rulesOfRemoved(twin, credit), {}, waysOfGone(twin));
        if (!credit && own)
            credit = m_index.xeroCredit(own->from);
        if (credit) {
            change.parent = ref(*credit);
            change.changedAt = credit->updatedAt;
        }
        if (m_isTakenIn)
            change.effect = -twin.agreed.amount;
        change.fields = {{u"Allocated"_s, twin.agreed.amount.display(), u"0.00"_s}};
        if (credit && !stands(*credit))
            change.fields.prepend({u"Status"_s, u"AUTHORISED"_s, credit->status});
    }

    bool goesWithAnother(const ledger::Allocation& one) const
    {
        const mirror::Credit* credit = m_index.xeroCredit(one.from);
        const mirror::Invoice* invoice = m_index.xeroInvoice(one.to);
        return (credit && !stands(*credit)) || (invoice && !stands(*invoice));
    }

    // The credit born in Xero that this payment was taken in from, known by its number.
    const mirror::Credit* creditTakenIn(const Twin& twin) const
    {
        const ledger::Payment* payment
            = twin.ledger.kind == RecordKind::Payment ? m_index.payment({twin.ledger.id}) : nullptr;
        if (!m_isTakenIn || !payment || payment->reference.isEmpty())
            return nullptr;
        const auto found = std::find_if(
            m_file.credits.begin(), m_file.credits.end(), [&](const mirror::Credit& one) {
                return one.number == payment->reference && !m_index.isOurs(one);
            });
        return found == m_file.credits.end() ? nullptr : &*found;
    }

    QList<int> rulesOfRemoved(const Twin& twin, const mirror::Credit* credit) const
    {
        if (credit && !stands(*credit))
            return rulesOfGone(*credit);
        if (!m_isTakenIn)
            return {76};
        const ledger::Payment* payment = m_index.payment({twin.ledger.id});
        const auto kind = payment
            ? fromText<XeroKind>(payment->method).value_or(XeroKind::Overpayment)
            : XeroKind::Overpayment;
        return kind == XeroKind::CreditNote ? QList{57, 54}
            : kind == XeroKind::Prepayment  ? QList{58, 54}
                                            : QList{56, 54};
    }

    // R077, R084: what Tieout didn't put there, of a credit that came from the ledger.
    void judgeAllocationsOf(const mirror::Credit& credit)
    {
        const Twin* tie = m_index.twin(ref(credit));
        for (const mirror::Allocation& one : credit.allocations) {
            if (!one.id || m_index.twin(ref(one)) || isOnItsWay(*tie, one))
                continue;
            Change change;
            change.kind = ChangeKind::AllocatedByHand;
            change.account = m_file.account.id;
            change.ledger = tie->ledger;
            change.xero = ref(one);
            change.parent = tie->xero;
            change.rules = isNote(tie->xero) ? QList{84} : QList{77, 84};
            const ledger::Document* to = m_index.ourDocument(one.invoice);
            change.label = labelOf(one.amount, to);
            change.fields = {{u"Allocated"_s, u"0.00"_s, one.amount.display()},
                {u"Of"_s, labelOf(tie->ledger), labelOf(tie->ledger)},
                {u"On invoice"_s, u"–"_s, shown(one.invoiceNumber)}};
            change.changedAt = credit.updatedAt;
            change.effect = base::Money(0, one.amount.currency());
            change.obstacle = obstacle(ref(one), m_around, m_index);
            if (fitsHere(*tie, one, to))
                change.ways.append(ChangeWay::FollowHere);
            if (!change.obstacle && to && takesOff())
                change.ways.append(ChangeWay::PutBack);
            change.ways.append(ChangeWay::Keep);
            m_changes.append(change);
        }
    }

    // It goes like any allocation that the ledger took back.
    bool takesOff() const
    {
        return m_around.settings.pushIsOn
            && records::pushes(m_around.settings.flows[Module::Payments]);
    }

    // Perhaps our own, its answer not yet known.
    bool isOnItsWay(const Twin& credit, const mirror::Allocation& seen) const
    {
        return std::any_of(
            m_file.allocations.begin(), m_file.allocations.end(), [&](const auto& one) {
                const Twin* to = m_index.twin(one.to);
                return one.from == credit.ledger && one.amount == seen.amount && to
                    && to->xero.id == seen.invoice.value
                    && m_index.mayBeInXero(ref(one), OperationKind::CreateAllocation);
            });
    }

    bool fitsHere(
        const Twin& credit, const mirror::Allocation& seen, const ledger::Document* to) const
    {
        if (!to)
            return false;
        if (untiedAllocation(m_file, m_index, credit.ledger, to->id, seen.amount))
            return true;
        base::Money used;
        for (const ledger::Allocation* one : m_index.allocationsOf(credit.ledger))
            used += one->amount;
        const ledger::Payment* payment = credit.ledger.kind == RecordKind::Payment
            ? m_index.payment({credit.ledger.id})
            : nullptr;
        const ledger::Document* note = payment ? nullptr : m_index.document({credit.ledger.id});
        if (!payment && !note)
            return false;
        const base::Money whole = payment ? payment->amount : note->total;
        return comparable(used, whole) && !(seen.amount > whole - used)
            && !(seen.amount > m_index.outstanding(*to));
    }

    const AccountFile& m_file;
    const AsAgreed& m_agreed;
    const Surroundings& m_around;
    const Index m_index;
    QHash<RecordRef, const ledger::Allocation*> m_allocations;
    bool m_isTakenIn = false;
    QList<Change> m_changes;
};

} // namespace

const ledger::Allocation* untiedAllocation(const AccountFile& file, const Index& index,
    const RecordRef& from, DocumentId to, base::Money amount)
{
    for (const ledger::Allocation& one : file.allocations)
        if (!one.removed && one.from == from && one.to == to && one.amount == amount
            && !index.twin(ref(one)))
            return &one;
    return nullptr;
}

QList<Change> changes(const AccountFile& file, const AsAgreed& agreed, const Surroundings& around)
{
    return Finder(file, agreed, around).find();
}

} // namespace plan
