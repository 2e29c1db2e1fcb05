// SPDX-License-Identifier: GPL-3.0-or-later

#include "bridge/past.h"

#include <algorithm>

using namespace records;

namespace bridge {

using match::ref;
using match::stands;

namespace {

template <class Record>
bool stoodAt(const Version<Record>& version, const QDateTime& moment)
{
    return version.from <= moment && (!version.until.isValid() || moment < version.until);
}

QString labelOf(const mirror::Invoice& one)
{
    return one.number.isEmpty() ? nameOf(ref(one)) : one.number;
}

QString labelOf(const mirror::Credit& one)
{
    return one.number.isEmpty() ? nameOf(ref(one)) : one.number;
}

QString labelOf(const mirror::Payment& one)
{
    return QStringLiteral("Payment on ") + one.invoiceNumber;
}

} // namespace

Past::Past(const AccountFile& file, const Involved& records, const RecordHistory& history)
    : m_file(file)
    , m_history(history)
    , m_ledger(records.ledger.begin(), records.ledger.end())
    , m_xero(records.xero.begin(), records.xero.end())
{
    for (const AllocationVersion& one : history.allocations)
        if (m_xero.contains(ref(one.version.record)))
            m_parents.insert(one.credit.value);
    addLedgerTurns();
    addXeroTurns();
    std::stable_sort(
        m_turns.begin(), m_turns.end(), [](const Turn& a, const Turn& b) { return a.at < b.at; });
}

QString Past::whoOf(const RecordRef& record, const QDateTime& at) const
{
    QString who;
    for (const Noted& note : m_history.notes.value(record))
        if (note.at <= at.addSecs(1))
            who = note.who;
    return who;
}

void Past::addTurn(
    const RecordRef& record, const QDateTime& at, QDate date, const QString& label, Happened what)
{
    if (!m_ledger.contains(record))
        return;
    Event event;
    event.what = what;
    event.date = date;
    event.ledger = record;
    event.label = label;
    event.who = whoOf(record, at);
    // What was recorded before Xero was ever read came over with the books: only its date says
    // when.
    if (!m_history.knownFrom.isValid() || at > m_history.knownFrom)
        event.at = at;
    m_turns.append({at, event});
}

void Past::addLedgerTurns()
{
    for (const ledger::Document& one : m_file.documents)
        addTurn(ref(one), one.recordedAt, one.date, one.number, Happened::Entered);
    for (const ledger::Payment& one : m_file.payments)
        addTurn(ref(one), one.recordedAt, one.date, one.number, Happened::Entered);
    for (const ledger::Adjustment& one : m_file.adjustments)
        addTurn(ref(one), one.recordedAt, one.date, one.number, Happened::Entered);
    for (const ledger::Allocation& one : m_file.allocations)
        addTurn(ref(one), one.recordedAt, one.date, one.amount.display(), Happened::Entered);
    for (const ledger::Reversal& one : m_file.reversals)
        addReversal(one);
}

// The journal tells of it at the record that was reversed.
void Past::addReversal(const ledger::Reversal& one)
{
    const qsizetype before = m_turns.size();
    addTurn(ref(one), one.recordedAt, one.date, one.number, Happened::Reversed);
    if (m_turns.size() > before)
        m_turns.last().event.who = whoOf(one.of, one.recordedAt);
}

Event Past::inXero(const XeroRef& record, const QUuid& updated, const QDateTime& readAt,
    const QDateTime& updatedAt, QDate date, const QString& label, Happened what) const
{
    Event event;
    event.what = what;
    event.date = date;
    event.xero = record;
    event.label = label;
    event.who = m_history.authors.value({updated, updatedAt});
    if (!m_history.knownFrom.isValid() || readAt > m_history.knownFrom)
        event.at = updatedAt.isValid() && updatedAt < readAt ? updatedAt : readAt;
    return event;
}

template <class Record>
void Past::addVersions(const QList<Version<Record>>& versions, auto amountOf)
{
    QHash<QUuid, const Record*> before;
    for (const Version<Record>& one : versions) {
        const Record& record = one.record;
        if (!m_xero.contains(ref(record)))
            continue;
        const Record* was = before.value(record.id.value);
        const Happened what = !was || (!stands(*was) && stands(record)) ? Happened::AppearedInXero
            : stands(*was) && !stands(record)                           ? Happened::UndoneInXero
                                                                        : Happened::ChangedInXero;
        before.insert(record.id.value, &record);
        if (was && stands(*was) == stands(record) && amountOf(*was) == amountOf(record))
            continue;
        m_turns.append({one.from,
            inXero(ref(record), record.id.value, one.from, record.updatedAt, record.date,
                labelOf(record), what)});
    }
}

void Past::addXeroTurns()
{
    addVersions(m_history.invoices, [](const mirror::Invoice& one) { return one.total; });
    addVersions(m_history.credits, [](const mirror::Credit& one) {
        return std::pair(one.total.minor(), one.remainingCredit.minor());
    });
    addVersions(m_history.payments, [](const mirror::Payment& one) { return one.amount; });
    addAllocations();
}

// An allocation carries no instant of its own: its credit was updated with it.
void Past::addAllocations()
{
    for (const AllocationVersion& one : m_history.allocations) {
        const mirror::Allocation& record = one.version.record;
        if (!m_xero.contains(ref(record)))
            continue;
        const auto add = [&](const QDateTime& at, Happened what) {
            QDateTime updated;
            for (const Version<mirror::Credit>& credit : m_history.credits)
                if (credit.record.id == one.credit && credit.from == at)
                    updated = credit.record.updatedAt;
            m_turns.append({at,
                inXero(ref(record), one.credit.value, at, updated, record.date,
                    QStringLiteral("Allocation to ") + record.invoiceNumber, what)});
        };
        add(one.version.from, Happened::AppearedInXero);
        if (one.version.until.isValid())
            add(one.version.until, Happened::UndoneInXero);
    }
}

void Past::addLedger(AccountFile& then, const QDateTime& moment) const
{
    const auto keep = [&](auto& to, const auto& from) {
        for (const auto& one : from)
            if (m_ledger.contains(ref(one)) && one.recordedAt <= moment)
                to.append(one);
    };
    // Documents whole, like the allocations below: they say on which side money stands.
    for (const ledger::Document& one : m_file.documents)
        if (!m_ledger.contains(ref(one)) || one.recordedAt <= moment)
            then.documents.append(one);
    keep(then.payments, m_file.payments);
    keep(then.adjustments, m_file.adjustments);
    keep(then.reversals, m_file.reversals);
    // Voided by a reversal that came later.
    const auto isReversed = [](const AccountFile& file, const ledger::Document& document) {
        return std::any_of(file.reversals.begin(), file.reversals.end(),
            [&](const ledger::Reversal& one) { return one.of == ref(document); });
    };
    for (ledger::Document& one : then.documents)
        if (one.status == ledger::DocumentStatus::Voided && isReversed(m_file, one)
            && !isReversed(then, one))
            one.status = ledger::DocumentStatus::Approved;
    then.allocations = m_file.allocations;
    for (const Twin& twin : m_file.twins)
        if (m_ledger.contains(twin.ledger) || m_xero.contains(twin.xero))
            then.twins.append(twin);
}

void Past::addXero(AccountFile& then, const QDateTime& moment) const
{
    for (const auto& one : m_history.invoices)
        if (m_xero.contains(ref(one.record)) && stoodAt(one, moment))
            then.invoices.append(one.record);
    for (const auto& one : m_history.payments)
        if (m_xero.contains(ref(one.record)) && stoodAt(one, moment))
            then.xeroPayments.append(one.record);
    for (const auto& one : m_history.credits) {
        const bool isParent = m_parents.contains(one.record.id.value);
        const bool isMeant = m_xero.contains(ref(one.record));
        if ((!isMeant && !isParent) || !stoodAt(one, moment))
            continue;
        mirror::Credit credit = one.record;
        if (!isMeant)
            credit.remainingCredit = base::Money(0, credit.total.currency());
        for (const AllocationVersion& piece : m_history.allocations)
            if (piece.credit == credit.id && m_xero.contains(ref(piece.version.record))
                && stoodAt(piece.version, moment))
                credit.allocations.append(piece.version.record);
        then.credits.append(credit);
    }
}

AccountFile Past::at(const QDateTime& moment) const
{
    AccountFile then;
    then.account = m_file.account;
    addLedger(then, moment);
    addXero(then, moment);
    return then;
}

} // namespace bridge
